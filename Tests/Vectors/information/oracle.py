"""Writes tables.json and among.json: tables, and what the quantities of information.h are for them.

    python oracle.py          writes the files
    python oracle.py --check  fails where they are not what it would write

The formulas are the definitions, in as many digits as cancel in them and 50 more.
"""

import itertools
import json
import math
import pathlib
import random
import sys

import mpmath

HERE = pathlib.Path(__file__).resolve().parent


def entropy(weights):
    total = mpmath.fsum(weights)
    return mpmath.fsum(-w / total * mpmath.log(w / total) for w in weights if w)


def marginal(table, axes):
    """Sums over all axes but these, as a dictionary from indices."""
    sums = {}
    for index, value in table.items():
        key = tuple(index[axis] for axis in axes)
        sums[key] = sums.get(key, mpmath.mpf(0)) + value
    return sums


def conditional_total_correlation(table, given, axes):
    """sum p log(p s^(d - 1) / prod m_k), with s and m_k for the same indices on the given axes."""
    sums = marginal(table, given)
    marginals = [marginal(table, (*given, axis)) for axis in axes]
    total = mpmath.fsum(table.values())
    terms = []
    for index, value in table.items():
        if value:
            key = tuple(index[axis] for axis in given)
            ratio = value * sums[key] ** (len(axes) - 1)
            for axis, sums_of_axis in zip(axes, marginals, strict=True):
                ratio /= sums_of_axis[(*key, index[axis])]
            terms.append(value / total * mpmath.log(ratio))
    return mpmath.fsum(terms)


def quantities(table, dimensions):
    axes = tuple(range(dimensions))
    joint = entropy(table.values())
    result = {"JOINT_ENTROPY": joint}
    if dimensions == 1:
        return result
    others = entropy(marginal(table, axes[:-1]).values())
    result["CONDITIONAL_ENTROPY"] = joint - others
    result["TOTAL_CORRELATION"] = conditional_total_correlation(table, (), axes)
    result["CONDITIONAL_MUTUAL_INFORMATION"] = conditional_total_correlation(
        table, axes[:-2], axes[-2:]
    )
    if dimensions == 2:
        mutual = result["MUTUAL_INFORMATION"] = result["TOTAL_CORRELATION"]
        x, y = (entropy(marginal(table, (axis,)).values()) for axis in axes)
        result["VARIATION_OF_INFORMATION"] = 2 * joint - x - y
        for name, bound in {
            "": (x + y) / 2,
            "_GEOMETRIC": mpmath.sqrt(x * y),
            "_MIN": min(x, y),
            "_MAX": max(x, y),
            "_JOINT": joint,
        }.items():
            ratio = mutual / bound if bound else mpmath.mpf(x == y)
            result["NORMALIZED_MUTUAL_INFORMATION" + name] = ratio
    return result


def js_among(rows, weights):
    weights = [mpmath.mpf(w) for w in weights]
    total = mpmath.fsum(weights)
    rows = [[mpmath.mpf(x) / mpmath.fsum(row) for x in row] for row in rows]
    mixture = [
        mpmath.fsum(w / total * x for w, x in zip(weights, column, strict=True))
        for column in zip(*rows, strict=True)
    ]
    return mpmath.fsum(
        w / total * x * mpmath.log(x / m)
        for w, row in zip(weights, rows, strict=True)
        for x, m in zip(row, mixture, strict=True)
        if w and x
    )


def minimal_standard(seed, count):
    """Park & Miller 1988: numbers that every language can make again."""
    for _ in range(count):
        seed = seed * 48271 % (2**31 - 1)
        yield seed


def outer(factors, deviation, generator):
    """Independent, but for relative deviations of this size."""
    return [
        math.prod(values) * (1 + deviation * generator.uniform(-1, 1))
        for values in itertools.product(*factors)
    ]


def table_cases():
    """(id, shape, elements, digits that cancel)"""
    yield "cover-thomas-2.2.1", (4, 4), [4, 2, 1, 1, 2, 4, 1, 1, 2, 2, 2, 2, 8, 0, 0, 0], 0
    yield "one", (1, 1), [1], 0
    yield "one-row", (1, 5), [1, 2, 3, 4, 0], 0
    yield "one-column", (5, 1), [1, 2, 3, 4, 0], 0
    yield "one-axis", (6,), [1, 2, 3, 4, 0, 0.5], 0
    yield "zero-row-and-column", (3, 4), [1, 0, 2, 3, 0, 0, 0, 0, 4, 0, 1, 7], 0
    yield "xor", (2, 2, 2), [1, 0, 0, 1, 0, 1, 1, 0], 0
    yield "empty-plane", (2, 2, 3), [1, 2, 3, 4, 5, 7, 0, 0, 0, 0, 0, 0], 0
    yield "diagonal", (5, 5), [i + 1 if i == j else 0 for i in range(5) for j in range(5)], 0
    generator = random.Random(1)
    for shape in ((2, 2), (3, 7), (40, 25), (3, 4, 5), (2, 3, 2, 3), (2,) * 8, (2, 1030)):
        count = math.prod(shape)
        name = "x".join(map(str, shape))
        yield f"random-{name}", shape, [generator.random() for _ in range(count)], 0
        counts = [generator.choice((0, 1, 2, 3, 1000)) for _ in range(count)]
        yield f"counts-{name}", shape, counts, 0
    for shape in ((2, 2), (7, 9), (3, 4, 5), (2, 3, 2, 2)):
        name = "x".join(map(str, shape))
        for power in (4, 8, 12, 15):
            factors = [[generator.uniform(0.2, 1) for _ in range(size)] for size in shape]
            yield f"near-{power}-{name}", shape, outer(factors, 10.0**-power, generator), 40
    yield "near-counts", (2, 2), [10**15, 10**15 + 1, 10**15, 10**15], 40
    extremes = {
        "tiny-off-diagonal": [1, 1e-300, 1e-300, 1],
        "tiny-diagonal": [1, 0, 0, 1e-200],
        "subnormal-diagonal": [1, 0, 0, 1e-305],
        "tiny-square": [1, 1e-140, 1e-140, 0],
        "tiny-off-zero": [1e-140, 1, 1, 1e-140],
        "huge": [1.7e308, 1e308, 1.5e308, 1.3e308],
        "huge-diagonal": [1.7e308, 0, 0, 1e10],
        "subnormal": [5e-324, 1e-323, 4e-320, 0],
        "small": [3e-300, 1e-300, 2e-300, 5e-300],
        "wide": [1e300, 1e290, 1e-300, 1e295],
    }
    for name, elements in extremes.items():
        yield name, (2, 2), elements, 1000
    yield "tiny-cube", (2, 2, 2), [1, 0, 0, 0, 0, 0, 0, 1e-250], 1000
    yield "tiny-hypercube", (2,) * 5, [1, *[0] * 30, 1e-280], 1600


def among_cases():
    """(id, rows, weights or None, digits that cancel)"""
    generator = random.Random(2)
    yield "same", [[0.5, 0.25, 0.25]] * 3, None, 0
    yield "disjoint", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], None, 0
    yield "disjoint-weighted", [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0.5, 0.25, 0.25], 0
    yield "one", [[1, 2, 3]], None, 0
    for count, length in ((2, 9), (3, 17), (50, 20), (3, 1030)):
        rows = [[generator.random() for _ in range(length)] for _ in range(count)]
        weights = [generator.random() for _ in range(count)]
        yield f"random-{count}x{length}", rows, None, 0
        yield f"weighted-{count}x{length}", rows, weights, 0
        zeros = [[generator.choice((0, 0, 1, 2, 5)) for _ in range(length)] + [1] for _ in rows]
        yield f"zeros-{count}x{length}", zeros, weights, 0
    for count in (2, 3, 50):
        for power in (4, 8, 12, 15):
            base = [generator.uniform(0.1, 1) for _ in range(7)]
            rows = [outer([base], 10.0**-power, generator) for _ in range(count)]
            rows[-1][0] *= 2.0**3
            if power != 8:
                rows[-1][0] /= 2.0**3
            yield f"near-{power}-{count}", rows, None, 40
    yield "unequal-sums", [[1e300, 2e300, 1], [1e-300, 1e-300, 0]], None, 1000
    yield "huge-sums", [[1.7e308, 1.7e308], [1e308, 1.7e308]], None, 1000
    yield "subnormal-sums", [[5e-324, 1e-323], [1e-323, 5e-324]], None, 1000
    yield "no-weight", [[1, 1, 0], [1, 3, 0], [0, 0, 1]], [0.5, 0.5, 0], 0
    yield "tiny-weight", [[1, 1, 0], [1, 3, 0], [0, 0, 1]], [0.5, 0.5, 1e-200], 1000
    yield "tiny-elements", [[1, 1e-300, 0], [1, 0, 1e-310]], None, 1000


def text(value):
    """40 digits; what is left of a sum that cancels is 0."""
    vanishes = abs(value) < mpmath.mpf(10) ** (10 - mpmath.mp.dps)
    return "0" if vanishes else mpmath.nstr(value, 40, strip_zeros=True)


def tables():
    for name, shape, elements, digits in table_cases():
        mpmath.mp.dps = digits + 50
        indices = itertools.product(*map(range, shape))
        table = {i: mpmath.mpf(x) for i, x in zip(indices, elements, strict=True)}
        expected = {k: text(v) for k, v in quantities(table, len(shape)).items()}
        yield {"id": name, "shape": shape, "elements": elements, "expected": expected}


def among():
    for name, rows, weights, digits in among_cases():
        mpmath.mp.dps = digits + 50
        expected = js_among(rows, weights or [1] * len(rows))
        yield {"id": name, "rows": rows, "weights": weights, "expected": text(expected)}


def made_again():
    """Larger than is good for a file: 1000000 + x % 1000, with x the minimal standard from 1."""
    mpmath.mp.dps = 60
    shape = (300, 300)
    numbers = (1000000 + x % 1000 for x in minimal_standard(1, math.prod(shape)))
    table = dict(zip(itertools.product(*map(range, shape)), map(mpmath.mpf, numbers), strict=True))
    value = conditional_total_correlation(table, (), (0, 1))
    expected = {"MUTUAL_INFORMATION": text(value)}
    yield {"id": "minimal-standard", "shape": shape, "elements": None, "expected": expected}


def main():
    files = {"tables.json": [*tables(), *made_again()], "among.json": [*among()]}
    for name, content in files.items():
        lines = "[\n" + ",\n".join(map(json.dumps, content)) + "\n]\n"
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(lines, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != lines:
            sys.exit(f"{name} is not what oracle.py writes")


if __name__ == "__main__":
    main()
