"""Images of handwritten digits: scikit-learn's, 8 x 8 pixels, in halves for training and testing.

E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository, doi:10.24432/C50P49, CC BY 4.0.
"""

from typing import NamedTuple

import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

PIXELS = 64
CLASSES = 10


class Digits(NamedTuple):
    train: torch.Tensor
    labels: torch.Tensor
    test: torch.Tensor
    test_labels: torch.Tensor


def load():
    images, labels = load_digits(return_X_y=True)
    halves = train_test_split(images / 16, labels, test_size=0.5, random_state=0, stratify=labels)
    train, test = (torch.tensor(half, dtype=torch.float32) for half in halves[:2])
    return Digits(train, torch.tensor(halves[2]), test, torch.tensor(halves[3]))
