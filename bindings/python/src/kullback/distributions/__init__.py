"""Parametric distributions: divergences in closed form, moments, log-densities, samples.

=================  ===================================================================
Real line          `Normal`, `NormalLogVariance`, `Laplace`, `Logistic`, `Cauchy`, `Gumbel`, `Moyal`
Positive numbers   `Exponential`, `Gamma`, `Chi2`, `Chi`, `InverseGamma`, `Weibull`, `Pareto`,
                   `LogNormal`, `HalfNormal`, `InverseGaussian`, `LogUniform`
Intervals          `Beta`, `Kumaraswamy`, `Uniform`, `LogitNormal`, `ContinuousBernoulli`
Circle             `VonMises`
Integers           `Poisson`, `Bernoulli`, `Binomial`, `Geometric`, `NegativeBinomial`,
                   `Categorical`
Vectors            `MultivariateNormal`, `LowRankMultivariateNormal`, `Dirichlet`, `Multinomial`,
                   `VonMisesFisher`, `GaussianMixture`
Matrices           `Wishart`, `InverseWishart`, `MatrixNormal`
Products           `Independent`, `DiagonalNormal`
=================  ===================================================================

Names, parameters and methods are PyTorch's. Parameters may be arrays, which broadcast to a batch of
distributions, and are kept as they are, without copies; objects do not change. Parameters of
float32 and float16 give float32, those of float64, integers and mixtures float64; Python's own
numbers take the dtype of the arrays they meet. Parameters are checked where they are used:
`kullback.DivergenceError` names the parameter, its position in the batch and its value.

`kullback.kl_divergence` takes two of them, in closed form: one number for each pair of the batches,
which broadcast. So do, within exponential families, `kullback.renyi_divergence`,
`kullback.bhattacharyya_distance`, `kullback.bhattacharyya_coefficient`,
`kullback.squared_hellinger` and `kullback.hellinger_distance`; and `kullback.jeffreys_divergence`,
`kullback.reverse_kl_divergence`, and, of one, `kullback.entropy`. All take frozen distributions of
`scipy.stats` and distributions of PyTorch in their place. Where there is no closed form they raise
`kullback.NoClosedFormError`; `kullback.estimators.monte_carlo` takes any two.
"""

from kullback.distributions._base import Distribution
from kullback.distributions._bounded import (
    Beta,
    ContinuousBernoulli,
    Kumaraswamy,
    LogitNormal,
    Uniform,
)
from kullback.distributions._categorical import Categorical
from kullback.distributions._circular import VonMises
from kullback.distributions._discrete import (
    Bernoulli,
    Binomial,
    Geometric,
    NegativeBinomial,
    Poisson,
)
from kullback.distributions._gaussian import MultivariateNormal
from kullback.distributions._gaussian_mixture import GaussianMixture
from kullback.distributions._geodesics import e_geodesic, m_geodesic
from kullback.distributions._independent import DiagonalNormal, Independent
from kullback.distributions._location_scale import (
    Cauchy,
    Gumbel,
    Laplace,
    Logistic,
    Moyal,
    Normal,
    NormalLogVariance,
)
from kullback.distributions._low_rank_gaussian import LowRankMultivariateNormal
from kullback.distributions._matrices import MatrixNormal
from kullback.distributions._positive import (
    Chi,
    Chi2,
    Exponential,
    Gamma,
    HalfNormal,
    InverseGamma,
    InverseGaussian,
    LogNormal,
    LogUniform,
    Pareto,
    Weibull,
)
from kullback.distributions._vectors import Dirichlet, Multinomial, VonMisesFisher
from kullback.distributions._wishart import InverseWishart, Wishart

__all__ = [
    "Bernoulli",
    "Beta",
    "Binomial",
    "Categorical",
    "Cauchy",
    "Chi",
    "Chi2",
    "ContinuousBernoulli",
    "DiagonalNormal",
    "Dirichlet",
    "Distribution",
    "Exponential",
    "Gamma",
    "GaussianMixture",
    "Geometric",
    "Gumbel",
    "HalfNormal",
    "Independent",
    "InverseGamma",
    "InverseGaussian",
    "InverseWishart",
    "Kumaraswamy",
    "Laplace",
    "LogNormal",
    "LogUniform",
    "Logistic",
    "LogitNormal",
    "LowRankMultivariateNormal",
    "MatrixNormal",
    "Moyal",
    "Multinomial",
    "MultivariateNormal",
    "NegativeBinomial",
    "Normal",
    "NormalLogVariance",
    "Pareto",
    "Poisson",
    "Uniform",
    "VonMises",
    "VonMisesFisher",
    "Weibull",
    "Wishart",
    "e_geodesic",
    "m_geodesic",
]
