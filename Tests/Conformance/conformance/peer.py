"""Agreement with SciPy and NumPy, where they are right.

They normalise and take logarithms in double, so their results are off by up to `bound`: a few
roundings of every term. Cases are compared where that bound is at most RELATIVE_BOUND of the
result, which leaves out near-equal rows, and where no input is so extreme that a square or a sum of
them is not a normal number.
"""

import numpy as np
from scipy import special, stats

from .formulas import FORMULAS, UNITLESS, Pair
from .numbers import FORMATS

UNIT_ROUNDOFF = 2.0**-53
RELATIVE_BOUND = 1e-9
EXTREMES = (1e-140, 1e140)
PARAMETERS = ("order", "weight")


def expanded(row):
    """A row of the vectors as an array."""
    if isinstance(row, list):
        return np.array(list(map(float.fromhex, row)), dtype=float)
    return np.resize(np.array(list(map(float.fromhex, row["tile"]))), row["count"])


def roundings(count):
    """Roundings on the way of one term: pairwise summation, normalisation, logarithm, product."""
    return 16 + 4 * np.log2(max(count, 2))


def logarithms(numbers, case):
    """log of the row as it counts, and the size of the numbers that it was subtracted from."""
    as_it_is = case["quantity"] == "generalized_kl" and "normalize" not in case["options"]
    if case["space"] == "probabilities":
        with np.errstate(divide="ignore"):
            return np.log(numbers if as_it_is else numbers / numbers.sum()), 0.0
    temperature = float.fromhex(case["options"].get("temperature", "0x1p+0"))
    scaled = numbers / temperature
    size = np.abs(scaled[np.isfinite(scaled)]).max()
    if as_it_is and case["space"] == "log-probabilities":
        return scaled, size
    return special.log_softmax(scaled), size


def discrete(case, rows):
    """SciPy's result for one row of the case, and its bound."""
    (log_p, size_p), (log_q, size_q) = logarithms(rows[0], case), logarithms(rows[-1], case)
    pair = Pair(np.exp(log_p), np.exp(log_q), log_p, log_q)
    quantity, options = case["quantity"], case["options"]
    # As np.float64, at whose limits the formulas give inf or NaN: they are not compared.
    parameter = [np.float64.fromhex(options[name]) for name in PARAMETERS if name in options]
    value, magnitude = FORMULAS[quantity](pair, *parameter)
    bound = roundings(len(pair.p)) * UNIT_ROUNDOFF * (1 + max(size_p, size_q)) * magnitude
    base = float.fromhex(options.get("base", "0x0p+0"))
    unit = 1.0 if base == 0 or quantity in UNITLESS else np.log(base)
    return [(value / (unit**0.5 if quantity == "js_distance" else unit), bound / min(unit, 1))]


def estimate(case, rows):
    ratio = rows[0]
    if len(ratio) < 2:
        return []
    terms = {"k1": ratio, "k2": ratio**2 / 2, "k3": np.expm1(-ratio) + ratio}[case["estimator"]]
    base = float.fromhex(case.get("options", {}).get("base", "0x0p+0"))
    unit = 1.0 if base == 0 else np.log(base)
    bound = (
        roundings(len(ratio))
        * UNIT_ROUNDOFF
        * (np.abs(terms) + np.abs(ratio)).mean()
        / min(unit, 1)
    )
    return [(terms.mean() / unit, bound), (stats.sem(terms) / unit, 4 * bound)]


def is_moderate(row):
    sizes = np.abs(row[np.isfinite(row) & (row != 0)])
    return not np.isnan(row).any() and (
        sizes.size == 0 or EXTREMES[0] < sizes.min() <= sizes.max() < EXTREMES[1]
    )


PEERS = {**dict.fromkeys(FORMULAS, discrete), "log_ratio": estimate}


def comparisons(case, index):
    """SciPy's numbers for result `index`, with their bounds; none where SciPy is not asked."""
    if case["quantity"] not in PEERS:
        return []
    rows = [expanded(side[index]) for side in case["inputs"].values()]
    if not all(map(is_moderate, rows)):
        return []
    with np.errstate(all="ignore"):
        return PEERS[case["quantity"]](case, rows)


def agreements(lines, dump):
    """Stem -> (agreed, compared), and a sentence for each disagreement."""
    counts, faults = {}, []
    for (identity, index), expected in lines.items():
        case, fields = expected.case, dump.lines.get((identity, index))
        if "inputs" not in case or expected.error or expected.precision != "f64":
            continue
        if not fields or fields[1] != "0":
            continue
        for (value, bound), bits in zip(comparisons(case, int(index)), fields[2:]):
            if not bound <= RELATIVE_BOUND * abs(value) < np.inf:
                continue
            agreed, compared = counts.get(expected.stem, (0, 0))
            agrees = abs(float(FORMATS["f64"].decode(bits)) - value) <= bound
            counts[expected.stem] = agreed + int(agrees), compared + 1
            if not agrees:
                complaint = f"{float(value)!r} +- {bound:.1g}, but {dump.name} has {bits}"
                faults.append(f"SciPy: {identity} {index}: {complaint}")
    return counts, faults
