"""Train two classifiers of handwritten digits and write their logits on held-out images.

The teacher is a neural network that sees all 64 pixels of an image, the student a linear model
that sees only a 4 x 4 thumbnail. Writes digits_teacher_logits.csv and digits_student_logits.csv
beside this script: one row per held-out image, one column per digit.
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

HELD_OUT = 360
HERE = Path(__file__).parent


def thumbnails(images):
    """Average each 2 x 2 block of the 8 x 8 images; one row per image."""
    return images.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4)).reshape(-1, 16)


def teacher_logits(train, labels, held_out):
    model = MLPClassifier((64,), alpha=0.1, max_iter=1000, random_state=0).fit(train, labels)
    # predict_proba would round the logits to probabilities; this is the same forward pass before
    # its softmax.
    hidden = np.maximum(held_out @ model.coefs_[0] + model.intercepts_[0], 0)
    return hidden @ model.coefs_[1] + model.intercepts_[1]


def student_logits(train, labels, held_out):
    model = LogisticRegression(max_iter=5000).fit(thumbnails(train), labels)
    return model.decision_function(thumbnails(held_out))


def write(name, logits):
    header = ",".join(str(digit) for digit in range(10))
    # Six decimals hide the last bits, which differ between linear-algebra libraries.
    np.savetxt(HERE / name, logits, fmt="%.6f", delimiter=",", header=header, comments="")


def main():
    digits = load_digits()
    train, held_out, labels, _ = train_test_split(
        digits.data / 16,
        digits.target,
        test_size=HELD_OUT,
        random_state=0,
        stratify=digits.target,
    )
    write("digits_teacher_logits.csv", teacher_logits(train, labels, held_out))
    write("digits_student_logits.csv", student_logits(train, labels, held_out))


if __name__ == "__main__":
    main()
