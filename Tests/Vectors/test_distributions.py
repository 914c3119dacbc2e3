"""The oracle of parametric families: closed forms are their integrals, and the published values."""

from math import pi

import pytest
from mpmath import beta, diff, digamma, log, mp, workdps
from scipy import stats

from generator.distributions import check, distribution
from generator.distributions.distribution import FAMILIES, Distribution, module_of

EXPONENTIAL = [family for family in FAMILIES if hasattr(module_of(family), "natural")]
CLOSE = 1e-25


@pytest.fixture(autouse=True)
def _precision():
    with workdps(60):
        yield


PUBLISHED = [
    (("exponential", 1), ("exponential", 1 / 12), 1.56823998312133),
    (("normal", -1, 2), ("laplace", -3, 4), 0.550671298502904),
    (("gumbel", -1, 2), ("normal", -3, 4), 0.551437963920462),
    (("weibull", 2, 1.5), ("weibull", 3, 0.8), 0.325448638348573),
    (("moyal", 0.3, 1.2), ("moyal", -0.5, 2), 0.229422168436238),
    (("chi", 2), ("chi", 3), 0.1678255948155208),
    (("normal", 0, 1), ("normal", 0, 2), 0.3181471805599453),
    (("normal", 2, 0.5), ("normal", 0, 1), 2.318147180559945),
    (
        ("categorical", (0.36, 0.48, 0.16)),
        ("categorical", (1 / 3, 1 / 3, 1 / 3)),
        0.0852996013183706,
    ),
]


def member(family, *parameters):
    return Distribution(family, parameters)


def kl(p, q):
    return distribution.kl(member(*p), member(*q))


@pytest.mark.parametrize(("p", "q", "expected"), PUBLISHED)
def test_published_values(p, q, expected):
    assert float(kl(p, q)) == pytest.approx(expected, rel=2e-14)


@pytest.mark.parametrize("family", check.SCALAR)
def test_closed_forms_are_the_integrals(family):
    count, differences = check.discrepancies(family, each=1)
    assert count > 0
    assert not differences


LAWS = {
    "bernoulli": stats.bernoulli,
    "beta": stats.beta,
    "binomial": stats.binom,
    "cauchy": stats.cauchy,
    "chi": stats.chi,
    "chi2": stats.chi2,
    "exponential": lambda rate: stats.expon(scale=1 / rate),
    "gamma": lambda a, rate: stats.gamma(a, scale=1 / rate),
    "geometric": lambda p: stats.geom(p, loc=-1),
    "gumbel": stats.gumbel_r,
    "half_normal": lambda scale: stats.halfnorm(scale=scale),
    "inverse_gamma": lambda a, rate: stats.invgamma(a, scale=rate),
    "inverse_gaussian": lambda m, c: stats.invgauss(m / c, scale=c),
    "laplace": stats.laplace,
    "log_normal": lambda m, s: stats.lognorm(s, scale=float(mp.exp(m))),
    "log_uniform": stats.loguniform,
    "logistic": stats.logistic,
    "moyal": stats.moyal,
    "negative_binomial": lambda r, p: stats.nbinom(r, 1 - p),
    "normal": stats.norm,
    "pareto": lambda m, a: stats.pareto(a, scale=m),
    "poisson": stats.poisson,
    "uniform": lambda low, high: stats.uniform(low, high - low),
    "von_mises": lambda m, k: stats.vonmises(k, loc=m),
    "weibull": lambda scale, k: stats.weibull_min(k, scale=scale),
    "dirichlet": stats.dirichlet,
    "multinomial": lambda n, p: stats.multinomial(n, [x / sum(p) for x in p]),
    "wishart": stats.wishart,
    "inverse_wishart": stats.invwishart,
    "matrix_normal": stats.matrix_normal,
    "von_mises_fisher": lambda m, k: stats.vonmises_fisher(m, k),
}
AT = {"dirichlet": (0.25, 0.5, 0.25), "multinomial": (2, 2, 1), "von_mises_fisher": (0, 1, 0)}


@pytest.mark.parametrize("family", LAWS)
def test_log_densities_are_scipys(family):
    """The parameters mean what they should."""
    module = module_of(family)
    pairs = module.PLAIN if family in check.SCALAR else module.GROUPS["plain"]
    x = AT.get(family) or (1 if family in check.SCALAR else module.POINTS["plain"][0])
    law = LAWS[family](*pairs[0][0])
    expected = law.logpdf(x) if hasattr(law, "logpdf") else law.logpmf(x)
    actual = distribution.log_density(member(family, *pairs[0][0]), x)
    assert float(actual) == pytest.approx(float(expected), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("family", EXPONENTIAL)
def test_expectations_are_derivatives_of_the_log_partition(family):
    module = module_of(family)
    p, q = (module.PLAIN if family in check.SCALAR else module.GROUPS["plain"])[0]
    at, towards = member(family, *p).natural(), member(family, *q).natural()
    direction = {name: towards[name] - c for name, c in at.items() if c != towards[name]}
    expected = sum(d * member(family, *p).expectation(name) for name, d in direction.items())

    def along(t):
        return module.log_partition({n: c + t * direction.get(n, 0) for n, c in at.items()})

    assert abs(diff(along, 0) - expected) <= CLOSE * (1 + abs(expected))


@pytest.mark.parametrize("family", ["wishart", "dirichlet"])
def test_entropies_are_scipys(family):
    p = module_of(family).GROUPS["plain"][0][0]
    expected = LAWS[family](*p).entropy()
    assert float(distribution.entropy(member(family, *p))) == pytest.approx(expected, rel=1e-11)


def test_small_known_ones():
    assert float(kl(("uniform", 0, 1), ("uniform", 0, 2))) == pytest.approx(float(log(2)))
    assert kl(("uniform", 0, 2), ("uniform", 0, 1)) == mp.inf
    assert float(distribution.entropy(member("normal", 0, 1))) == pytest.approx(
        (1 + float(log(2 * pi))) / 2
    )
    assert abs(distribution.entropy(member("beta", 2, 3)) - entropy_of_beta()) < CLOSE


def entropy_of_beta():
    return log(beta(2, 3)) - digamma(2) - 2 * digamma(3) + 3 * digamma(5)
