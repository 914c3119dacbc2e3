"""KL divergence and its relatives on real data, from Python.

    python demo.py DIRECTORY

reads the CSV files of examples/data and prints one quantity per line: its name, the bits of the
double, its value.
"""

import functools
import itertools
import math
import operator
import struct
import sys
from pathlib import Path

import numpy as np
from kullback import DiagonalNormal, entropy, js_distance, js_divergence, kl_divergence
from kullback.distributions import GaussianMixture, MultivariateNormal
from kullback.estimators import monte_carlo_from_callables
from kullback.projections import project


def read_table(path):
    return np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2, encoding="utf-8")


def show(name, value):
    print(name, struct.pack(">d", value).hex(), repr(float(value)), sep="\t")


# ---- Digits: how far is a student's output from its teacher's, image by image? ----


def mean(values):
    """Add from left to right, as the other languages do; numpy.mean differs in the last bit."""
    return functools.reduce(operator.add, values.tolist()) / len(values)


def digits(directory):
    teacher = read_table(directory / "digits_teacher_logits.csv")
    student = read_table(directory / "digits_student_logits.csv")
    for temperature in (1, 4):
        kl = kl_divergence(teacher, student, space="logits", temperature=temperature)
        show(f"digits_kl_temperature_{temperature}", mean(kl))
    show("digits_js_divergence", mean(js_divergence(teacher, student, space="logits")))
    show("digits_teacher_entropy", mean(entropy(teacher, space="logits")))


# ---- Wine: how different are three cultivars, each a normal with diagonal covariance? ----


def sampler(loc, scale, draws):
    """Samples of a normal, built from standard-normal draws, each of them used once."""
    unused = iter(draws)
    return lambda count: loc + scale * np.array(list(itertools.islice(unused, count)))


def log_density(loc, scale):
    """The log-density of a normal, as a function of a batch of samples."""
    half_log_two_pi = 0.9189385332046727

    def of(samples):
        # Column by column: numpy.sum adds in another order, and math.log is what C calls.
        total = np.zeros(len(samples))
        for j, column in enumerate(samples.T):
            z = (column - loc[j]) / scale[j]
            total -= 0.5 * z * z + math.log(scale[j]) + half_log_two_pi
        return total

    return of


def wine(directory):
    means = read_table(directory / "wine_means.csv")
    deviations = read_table(directory / "wine_standard_deviations.csv")
    cultivars = enumerate(zip(means, deviations, strict=True), start=1)
    for (i, p), (j, q) in itertools.permutations(cultivars, 2):
        show(f"wine_kl_{i}_{j}", kl_divergence(DiagonalNormal(*p), DiagonalNormal(*q)))

    draws = read_table(directory / "wine_normal_draws.csv")
    estimate = monte_carlo_from_callables(
        sampler(means[0], deviations[0], draws),
        log_density(means[0], deviations[0]),
        log_density(means[1], deviations[1]),
        n=draws.shape[0],
        dimension=draws.shape[1],
        kind="k1",
    )
    show("wine_monte_carlo_1_2", estimate.value)
    show("wine_monte_carlo_1_2_standard_error", estimate.standard_error)


# ---- Letters: how far apart are two languages? ----


def letters(directory):
    english = read_table(directory / "letters_english.csv")[0]
    german = read_table(directory / "letters_german.csv")[0]
    kl = functools.partial(kl_divergence, normalize=True)
    show("letters_kl_english_german", kl(english, german))
    show("letters_kl_english_german_bits", kl(english, german, base=2))
    show("letters_kl_german_english", kl(german, english))
    show("letters_js_divergence", js_divergence(english, german, normalize=True))
    show("letters_js_distance", js_distance(english, german, normalize=True))
    show("letters_entropy_english", entropy(english, normalize=True))
    show("letters_entropy_german", entropy(german, normalize=True))


# ---- Two modes: which normal distribution is closest? ----


def bimodal():
    components = MultivariateNormal([[-2.0], [2.5]], [[[0.49]], [[1.21]]])
    p = GaussianMixture([0.6, 0.4], components)
    for direction in ("forward", "reverse"):
        closest = project(p, direction)
        show(f"bimodal_{direction}_mean", closest.distribution.loc.item())
        show(f"bimodal_{direction}_deviation", closest.distribution.scale_tril.item())
        show(f"bimodal_{direction}_kl", closest.divergence)


def main(directory):
    digits(directory)
    wine(directory)
    letters(directory)
    bimodal()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DIRECTORY")
    main(Path(sys.argv[1]))
