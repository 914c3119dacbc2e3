"""Print Tests/KullbackTests/Support/LawTables.swift: what SciPy says of the laws that are sampled.

    python docs/scripts/sampling_tables.py > Tests/KullbackTests/Support/LawTables.swift

The points are quantiles, or logarithms of them where they need not be doubles. SciPy's continuous
Bernoulli, Kumaraswamy and von Mises-Fisher laws are missing or have no quantiles: their
distribution functions are inverted by hand.
"""

import math

import numpy as np
from scipy import special, stats

PROBABILITIES = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
HEADER = """\
// Printed by docs/scripts/sampling_tables.py from SciPy.

/// Mean, variance and excess kurtosis of a law, NaN where they are infinite, and its distribution function at points.
struct LawTable {
    let moments: (mean: Double, variance: Double, kurtosis: Double)
    let points: [Double]
    let probabilities: [Double]

    init(
        _ mean: Double, _ variance: Double, _ kurtosis: Double, _ points: [Double],
        _ probabilities: [Double] = [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
    ) {
        moments = (mean, variance, kurtosis)
        self.points = points
        self.probabilities = probabilities
    }
}

let lawTables: [String: LawTable] = ["""

CONTINUOUS = {
    "uniform": stats.uniform(),
    "exponential": stats.expon(),
    "normal": stats.norm(),
    "laplace": stats.laplace(),
    "logistic": stats.logistic(),
    "gumbel": stats.gumbel_r(),
    "cauchy": stats.cauchy(),
    "weibull(0.5)": stats.weibull_min(0.5),
    "weibull(1000)": stats.weibull_min(1000),
    "pareto(0.5)": stats.pareto(0.5),
    "pareto(10)": stats.pareto(10),
    "gamma(0.001)": stats.gamma(1e-3),
    "gamma(0.5)": stats.gamma(0.5),
    "gamma(1)": stats.gamma(1),
    "gamma(7.3)": stats.gamma(7.3),
    "gamma(1e6)": stats.gamma(1e6),
    "logGamma(1e-8)": stats.loggamma(1e-8),
    "logGamma(0.001)": stats.loggamma(1e-3),
    "logGamma(3)": stats.loggamma(3),
    "beta(0.001, 0.001)": stats.beta(1e-3, 1e-3),
    "beta(0.5, 8)": stats.beta(0.5, 8),
    "beta(2, 3)": stats.beta(2, 3),
    "inverseGaussian(0.001)": stats.invgauss(1e3, scale=1e-3),
    "inverseGaussian(1)": stats.invgauss(1),
    "inverseGaussian(1e6)": stats.invgauss(1e-6, scale=1e6),
    "vonMises(0.001)": stats.vonmises(1e-3),
    "vonMises(1)": stats.vonmises(1),
    "vonMises(1000)": stats.vonmises(1e3),
    "chi2(4.5)": stats.chi2(4.5),
    "chi2(12.5)": stats.chi2(12.5),
}
# Where most quantiles are not doubles, or SciPy does not find them.
SMALL_POINTS = {
    "gamma(0.001)": [1e-300, 1e-100, 1e-10, 0.01],
    "beta(0.001, 0.001)": [1e-300, 1e-100, 1e-10, 0.5, 1 - 1e-10],
}
DISCRETE = {
    "poisson(0.1)": stats.poisson(0.1),
    "poisson(9.9)": stats.poisson(9.9),
    "poisson(10)": stats.poisson(10),
    "poisson(1000)": stats.poisson(1000),
    "poisson(1e8)": stats.poisson(1e8),
    "binomial(1000000, 1e-6)": stats.binom(1_000_000, 1e-6),
    "binomial(50, 0.3)": stats.binom(50, 0.3),
    "binomial(1000, 0.95)": stats.binom(1000, 0.95),
    "geometric(0.3)": stats.geom(0.3, loc=-1),
    "geometric(0.0001)": stats.geom(1e-4, loc=-1),
    "negativeBinomial(0.1, 0.9)": stats.nbinom(0.1, 0.1),
    "negativeBinomial(20, 0.5)": stats.nbinom(20, 0.5),
    "negativeBinomial(3, 0.001)": stats.nbinom(3, 0.999),
}


def kumaraswamy(a, b):
    """Return moments and quantiles of the law with distribution function 1 - (1 - x^a)^b."""
    raw = [b * special.beta(1 + k / a, b) for k in range(1, 5)]
    return raw, [(-math.expm1(math.log1p(-p) / b)) ** (1 / a) for p in PROBABILITIES]


def tilted(slope, low, high):
    """Return moments and quantiles of the density proportional to e^(slope x) from low to high."""
    node, weight = np.polynomial.legendre.leggauss(200)
    x = low + (high - low) * (node + 1) / 2
    weights = weight * np.exp(slope * (x - high))
    raw = [float(np.sum(weights * x**k) / np.sum(weights)) for k in range(1, 5)]
    rest = math.exp(slope * (low - high))
    return raw, [high + math.log(rest + (1 - rest) * p) / slope for p in PROBABILITIES]


BY_HAND = {
    "kumaraswamy(2, 5)": kumaraswamy(2, 5),
    "kumaraswamy(0.1, 0.5)": kumaraswamy(0.1, 0.5),
    "continuousBernoulli(0.2)": tilted(math.log(0.2 / 0.8), 0, 1),
    "continuousBernoulli(0.9)": tilted(math.log(9), 0, 1),
    "vonMisesFisher(3, 0.001)": tilted(1e-3, -1, 1),
    "vonMisesFisher(3, 10)": tilted(10, -1, 1),
}


def central(raw):
    """Return mean, variance and excess kurtosis from moments around 0."""
    m, s, t, f = raw
    variance = s - m * m
    return m, variance, (f - 4 * t * m + 6 * s * m * m - 3 * m**4) / variance**2 - 3


def swift(numbers):
    """Return numbers as Swift writes them."""
    return ", ".join(f"{x:.12g}" if math.isfinite(x) else ".nan" for x in numbers)


def show(name, moments, points, probabilities):
    """Print one entry."""
    print(f'    "{name}": LawTable(')
    print(f"        {swift(moments)}, [{swift(points)}]", end="")
    usual = len(points) == len(PROBABILITIES) and np.allclose(
        probabilities, PROBABILITIES, atol=1e-9
    )
    print("" if usual else f",\n        [{swift(probabilities)}]", end="),\n")


def main():
    """Print all of them."""
    print(HEADER)
    for name, law in (CONTINUOUS | DISCRETE).items():
        points = SMALL_POINTS.get(name, np.unique([law.ppf(p) for p in PROBABILITIES]))
        show(name, law.stats("mvk"), points, law.cdf(points))
    for name, (raw, points) in BY_HAND.items():
        show(name, central(raw), points, PROBABILITIES)
    print("]")


if __name__ == "__main__":
    main()
