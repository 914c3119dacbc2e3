"""Runs cases of distributions through the classes of the Python package."""

import re
from pathlib import Path

import kullback
import numpy as np
from kullback import distributions, mixtures

DIVERGENCES = {
    "kl": kullback.kl_divergence,
    "renyi": kullback.renyi_divergence,
    "bhattacharyya_distance": kullback.bhattacharyya_distance,
    "squared_hellinger": kullback.squared_hellinger,
    "hellinger_distance": kullback.hellinger_distance,
}
# Of normal distributions of vectors only.
METHODS = {
    "geometric_js": lambda p, q, **weight: p.geometric_js_divergence(q, **weight),
    "dual_geometric_js": lambda p, q, **weight: p.geometric_js_divergence(q, dual=True, **weight),
    "squared_wasserstein": lambda p, q: p.squared_wasserstein_distance(q),
    "kl_gradient": lambda p, q: gradient_of(p.kl_gradients(q)),
}
HEADER = Path(__file__).parents[3] / "include" / "kullback" / "family_list.h"


def class_of(name):
    """Give the class of a family as the C header calls it, if there is one of this name."""
    return getattr(distributions, "".join(word.capitalize() for word in name.split("_")), None)


# As the vectors call them.
FAMILIES = {
    name.lower(): class_of(name) for name in re.findall(r"X\((\w+), \d+\)", HEADER.read_text())
} | {name: class_of(name) for name in ("dirichlet", "multinomial", "von_mises_fisher")}
FAMILIES |= {name: class_of(name) for name in ("wishart", "inverse_wishart", "matrix_normal")}

SIDES = (("p", 0), ("q", 1))
MATRICES = ("covariance_matrix", "scale_tril", "precision_matrix", "cov_factor", "cov_diag")
VECTORS = {
    "dirichlet": ("concentration",),
    "multinomial": ("probs", "total_count"),
    "von_mises_fisher": ("loc", "concentration"),
    "wishart": ("df", "covariance_matrix"),
    "inverse_wishart": ("df", "scale_matrix"),
    "matrix_normal": ("row_covariance", "column_covariance"),
}
# What errors call an argument, with its number in C.
ARGUMENTS = {
    family: {f"{side}.{name}": 140 + 100 * n + 10 * i for side, n in SIDES for i, name in names}
    for family, names in ((family, [*enumerate(names)]) for family, names in VECTORS.items())
}
ARGUMENTS["multivariate_normal"] = {
    f"{side}.{name}": 10 + 10 * n for side, n in SIDES for name in MATRICES
}
ARGUMENTS["gaussian_mixture"] = {
    f"{side}.components.{name}": 10 + 10 * n for side, n in SIDES for name in MATRICES
} | {f"{side}.weights": 640 + 10 * n for side, n in SIDES}


def numbers_of(column):
    """Give a column as an array: an entry for each element, or one for all."""
    if isinstance(column, str):
        return float.fromhex(column)
    return np.array([numbers_of(entry) for entry in column])


def is_known(side):
    """Whether the package can state the distributions."""
    others = ("multivariate_normal", "gaussian_mixture")
    is_known = side["family"] in FAMILIES or side["family"] in others
    return is_known and "variances" not in side["parameters"]


def normals_of(parameters):
    """Give a batch of normal distributions of vectors."""
    if "cov_factor" in parameters:
        return distributions.LowRankMultivariateNormal(**parameters)
    return distributions.MultivariateNormal(**parameters)


def members_of(side):
    """Give a batch of distributions, of mixtures a list."""
    parameters = {name: numbers_of(column) for name, column in side["parameters"].items()}
    if side["family"] == "multivariate_normal":
        return normals_of(parameters)
    if side["family"] != "gaussian_mixture":
        return FAMILIES[side["family"]](**parameters)
    rows = [dict(zip(parameters, row, strict=True)) for row in spread(parameters.values())]
    return [distributions.GaussianMixture(row.pop("weights"), normals_of(row)) for row in rows]


def spread(columns):
    """Give the elements of columns, in which one entry stands for as many as there are elements."""
    columns = list(columns)
    count = max(map(len, columns))
    return zip(*(column if len(column) == count else [column[0]] * count for column in columns))


def gradient_of(parts):
    """Give one row of numbers for each element."""
    return np.concatenate([part.reshape(len(part), -1) for part in parts], axis=1)


def of_mixtures(case):
    """Give the bounds of each pair, or the logarithm of the density at each point."""
    p = members_of(case["p"])
    if case["quantity"] == "log_density":
        return p[0].log_prob(numbers_of(case["x"]))
    pairs = spread([p, members_of(case["q"])])
    return np.array([mixtures.kl_divergence(*pair, samples=0)[:-1] for pair in pairs])


def results_of(case):
    """Call what the case is about."""
    if case["p"]["family"] == "gaussian_mixture":
        return of_mixtures(case)
    p, quantity = members_of(case["p"]), case["quantity"]
    if quantity in ("mean", "variance"):
        return getattr(p, quantity)
    if quantity == "entropy":
        return p.entropy()
    if quantity == "log_density":
        return p.log_prob(numbers_of(case["x"]))
    if quantity == "mutual_information":
        return p.mutual_information(int(numbers_of(case["blocks"])[0]))
    names = {"order": "alpha", "weight": "weight"}
    options = {names[name]: numbers_of(case[name]) for name in names if name in case}
    return (DIVERGENCES | METHODS)[quantity](p, members_of(case["q"]), **options)


def width_of(expected):
    """Give how many numbers an element results in."""
    return sum(map(width_of, expected)) if isinstance(expected, list) else 1


def lines_of(case):
    """Run the case, and describe what came of it, if the package has what it takes."""
    sides = [case[side] for side in ("p", "q") if side in case]
    if not all(map(is_known, sides)) or case["quantity"] == "jeffreys":
        return
    values = results_of(case)
    expected = case.get("expected", [0])
    width = width_of(expected[0])
    rows = np.broadcast_to(values.reshape(-1, width), (len(expected), width))
    for index, row in enumerate(np.ascontiguousarray(rows)):
        bits = " ".join(f"{value.view(np.uint64):016x}" for value in row)
        yield f"{case['id']} {index} f64 0 {bits}"
