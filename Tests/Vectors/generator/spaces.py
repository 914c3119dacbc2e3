"""Distributions, written down in each of the spaces."""

import random
from math import fsum, inf, nextafter

from mpmath import log, mpf

from .encoding import Tile, to_dtype

SPACES = ("probabilities", "log-probabilities", "logits")
LOGIT_OFFSET = 1.25


def uniform(name, count, low=0.0, high=1.0):
    """`count` numbers that depend on `name` alone."""
    stream = random.Random(name)
    return [low + (high - low) * stream.random() for _ in range(count)]


def spread_weights(name, count):
    """Weights over four decades, most of them small, as a softmax's."""
    return [1e-4 + u**4 for u in uniform(name, count)]


def distribution(weights, count, dtype):
    """The weights tiled to `count` and divided by their sum."""
    if count == 0:
        return Tile((), 0)
    whole, rest = divmod(count, len(weights))
    total = fsum([whole * fsum(weights), *weights[:rest]])
    return Tile(tuple(weights), count).map(lambda w: to_dtype(w / total, dtype))


def in_space(tile, space, dtype):
    """A row of weights as `space` writes it, each number rounded to the dtype."""
    if space == "probabilities":
        return tile
    offset = LOGIT_OFFSET if space == "logits" else 0

    def logarithm(weight):
        if weight != weight or weight in (0, inf):
            return -inf if weight == 0 else weight
        return to_dtype(log(mpf(weight)) + offset, dtype)

    return tile.map(logarithm)


def jitter(tile, name, relative, dtype):
    """`tile` with every number changed by up to `relative` of it."""
    noise = iter(uniform(name, len(tile.pattern), -1, 1))
    return tile.map(lambda x: to_dtype(x * (1 + relative * next(noise)), dtype))


def next_number(number, dtype):
    """The number after `number`, towards +inf."""
    if dtype == "f64":
        return nextafter(number, inf)
    step = abs(number) * 2.0**-23 if number else 2.0**-149
    return to_dtype(number + step, dtype)


def alternate_ulp(tile, dtype):
    """`tile` with every other number one ulp up."""
    flips = iter(range(len(tile.pattern)))
    return tile.map(lambda x: next_number(x, dtype) if next(flips) % 2 else x)
