"""Members of every family of distributions, for tests that are about all of them."""

from typing import Any

from kullback import distributions
from kullback.distributions import Distribution

# Two batches of three, which differ.
EXAMPLES: dict[str, tuple[dict[str, list[float]], dict[str, list[float]]]] = {
    "bernoulli": ({"probs": [0.25, 0.5, 0.75]}, {"probs": [0.5, 0.125, 0.75]}),
    "bernoulli_logits": ({"logits": [-1.0, 0.0, 2.0]}, {"logits": [0.5, -2.0, 2.0]}),
    "beta": (
        {"concentration1": [2.0, 0.5, 3.0], "concentration0": [1.0, 0.5, 4.0]},
        {"concentration1": [1.0, 2.0, 3.0], "concentration0": [2.0, 0.75, 4.0]},
    ),
    "binomial": (
        {"total_count": [10.0, 4.0, 7.0], "probs": [0.25, 0.5, 0.75]},
        {"total_count": [10.0, 4.0, 7.0], "probs": [0.5, 0.125, 0.75]},
    ),
    "cauchy": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "chi": ({"df": [2.0, 3.0, 5.0]}, {"df": [3.0, 1.5, 5.0]}),
    "chi2": ({"df": [2.0, 3.0, 5.0]}, {"df": [3.0, 1.5, 5.0]}),
    "continuous_bernoulli": ({"probs": [0.25, 0.5, 0.75]}, {"probs": [0.5, 0.125, 0.75]}),
    "exponential": ({"rate": [0.5, 1.0, 3.0]}, {"rate": [1.0, 2.0, 3.0]}),
    "gamma": (
        {"concentration": [2.0, 0.5, 3.0], "rate": [1.0, 0.5, 4.0]},
        {"concentration": [1.0, 2.0, 3.0], "rate": [2.0, 0.75, 4.0]},
    ),
    "geometric": ({"probs": [0.25, 0.5, 0.75]}, {"probs": [0.5, 0.125, 0.75]}),
    "gumbel": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "half_normal": ({"scale": [0.5, 1.0, 3.0]}, {"scale": [1.0, 2.0, 3.0]}),
    "inverse_gamma": (
        {"concentration": [5.0, 6.0, 7.0], "rate": [1.0, 0.5, 4.0]},
        {"concentration": [1.0, 2.0, 7.0], "rate": [2.0, 0.75, 4.0]},
    ),
    "inverse_gaussian": (
        {"loc": [2.0, 0.5, 3.0], "concentration": [1.0, 0.5, 4.0]},
        {"loc": [1.0, 2.0, 3.0], "concentration": [2.0, 0.75, 4.0]},
    ),
    "kumaraswamy": (
        {"concentration1": [2.0, 0.5, 3.0], "concentration0": [1.0, 0.5, 4.0]},
        {"concentration1": [1.0, 2.0, 3.0], "concentration0": [2.0, 0.75, 4.0]},
    ),
    "laplace": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "log_normal": (
        {"loc": [0.0, 1.0, -2.0], "scale": [0.5, 0.25, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "log_uniform": (
        {"low": [1.0, 0.5, 3.0], "high": [2.0, 1.5, 4.0]},
        {"low": [0.5, 0.25, 3.0], "high": [2.5, 3.0, 4.0]},
    ),
    "logistic": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "logit_normal": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "moyal": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "negative_binomial": (
        {"total_count": [4.0, 4.0, 4.0], "probs": [0.25, 0.5, 0.75]},
        {"total_count": [4.0, 4.0, 4.0], "probs": [0.5, 0.125, 0.75]},
    ),
    "normal": (
        {"loc": [0.0, 1.0, -2.0], "scale": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "scale": [2.0, 1.5, 0.5]},
    ),
    "normal_log_variance": (
        {"loc": [0.0, 1.0, -2.0], "log_var": [1.0, 2.0, -0.5]},
        {"loc": [0.5, -1.0, -2.0], "log_var": [2.0, 1.5, -0.5]},
    ),
    "pareto": (
        {"scale": [1.0, 2.0, 0.5], "alpha": [5.0, 6.0, 7.0]},
        {"scale": [0.5, 1.5, 0.5], "alpha": [1.0, 2.0, 7.0]},
    ),
    "poisson": ({"rate": [0.5, 1.0, 3.0]}, {"rate": [1.0, 2.0, 3.0]}),
    "uniform": (
        {"low": [1.0, 0.5, 3.0], "high": [2.0, 1.5, 4.0]},
        {"low": [0.5, 0.25, 3.0], "high": [2.5, 3.0, 4.0]},
    ),
    "von_mises": (
        {"loc": [0.0, 1.0, -2.0], "concentration": [1.0, 2.0, 0.5]},
        {"loc": [0.5, -1.0, -2.0], "concentration": [2.0, 1.5, 0.5]},
    ),
    "weibull": (
        {"scale": [1.0, 2.0, 0.5], "concentration": [2.0, 1.5, 3.0]},
        {"scale": [0.5, 1.5, 0.5], "concentration": [1.0, 2.0, 3.0]},
    ),
}


def make(family: str, parameters: dict[str, Any]) -> Distribution:
    """Make a member of a family by the name that the library has for it."""
    name = family.removesuffix("_logits")
    kind = getattr(distributions, "".join(part.capitalize() for part in name.split("_")))
    member: Distribution = kind(**parameters)
    return member
