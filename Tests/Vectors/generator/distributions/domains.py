"""What a parameter may be, as the values that extreme cases cross."""

from enum import Enum


class Domain(Enum):
    POSITIVE = (1e-8, 1.0, 1e8)
    REAL = (-1e8, 1e-8, 1.0)
    PROBABILITY = (1e-8, 0.5, 0.75)
    COUNT = (1.0, 20.0)


POSITIVE, REAL, PROBABILITY, COUNT = Domain
