"""The cases of a family of vectors or matrices. Its module has, instead of single pairs,

GROUPS      {name: pairs}, all of one shape within a group
AFFINITIES  the groups of which Rényi divergences are asked, if any
MEMBERS     the groups of whose P's each of QUANTITIES is asked
POINTS      {name of a group: values of x}, for the first P of the group
WRONG       {name: (member, error)}, the error with the place of the parameter at fault
"""

from math import nan

from . import cases, patterns
from .distribution import module_of


def changed(value, change, place=0):
    """Elements of a vector or matrix changed in turn by 1, -1/2 and 1/4 of `change`."""
    if isinstance(value, tuple):
        return tuple(changed(part, change, place + i) for i, part in enumerate(value))
    return value * (1 + change * (1, -0.5, 0.25)[place % 3])


def near(base, are_changed=None):
    """{name: pairs} of a member and neighbours of it. Counts are not changed."""
    are_changed = are_changed or (True,) * len(base)
    ways = [are_changed]
    if sum(are_changed) > 1:
        ways += [tuple(j == i for j in range(len(base))) for i, x in enumerate(are_changed) if x]
    return {
        f"near-{relative:.0e}": [
            (tuple(changed(x, relative) if c else x for x, c in zip(base, way)), base)
            for way in ways
        ]
        for relative in (*patterns.RELATIVE, patterns.ULP)
    }


def nearly_normalized(probs):
    """With a sum of 1 but for rounding, as users have it."""
    return tuple(p / sum(probs) for p in probs)


def with_nan(value):
    """NaN in the last place."""
    return (*value[:-1], with_nan(value[-1])) if isinstance(value, tuple) else nan


def vector_cases(family):
    module = module_of(family)
    for name, pairs in module.GROUPS.items():
        yield cases.two_sided(family, "kl", name, name.replace("-", " "), pairs)
    yield cases.two_sided(family, "kl", "equal", "P = Q", equal_pairs(module))
    yield cases.two_sided(
        family, "kl", "nan", "NaN makes its own result NaN", list(nan_pairs(module))
    )
    for name in getattr(module, "AFFINITIES", ()):
        for order in cases.ORDERS:
            options = {"order": cases.encoded(order)}
            pairs, comment = module.GROUPS[name], f"{name}, order {order}"
            yield cases.two_sided(family, "renyi", f"{order}-{name}", comment, pairs, **options)
        for quantity in ("bhattacharyya_distance", "squared_hellinger", "hellinger_distance"):
            yield cases.two_sided(family, quantity, name, name, module.GROUPS[name])
    yield from of_members(family, module)
    yield from errors(family, module)


def of_members(family, module):
    for quantity in module.QUANTITIES:
        for name in module.MEMBERS:
            members = list(dict.fromkeys(p for p, _ in module.GROUPS[name]))
            case = cases.one_sided(family, quantity, members, comment=name)
            yield {**case, "id": f"{family}-{quantity}-{name}"}
    for name, points in module.POINTS.items():
        member, x = module.GROUPS[name][0][0], [cases.encoded(point) for point in points]
        case = cases.one_sided(family, "log_density", [member], comment=name, x=x)
        yield {**case, "id": f"{family}-log_density-{name}"}


def errors(family, module):
    """What is wrong with the second member of some, as p and as q."""
    good, _ = next(iter(module.GROUPS.values()))[0]
    for name, (wrong, error) in getattr(module, "WRONG", {}).items():
        error = {**error, "value": cases.encoded(error["value"])}
        place = ("FIRST", "SECOND")[error.pop("parameter")]
        for side, pairs in (
            ("P", [(good, good), (wrong, good)]),
            ("Q", [(good, good), (good, wrong)]),
        ):
            at = {"status": error["status"], "argument": f"{side}_{place}", "row": 1, **error}
            case = cases.two_sided(family, "kl", f"{name}-{side.lower()}", f"wrong {name}", pairs)
            yield {**case, "error": at}


def equal_pairs(module):
    first = next(iter(module.GROUPS))
    return [(p, p) for p in dict.fromkeys(p for pair in module.GROUPS[first] for p in pair)]


def nan_pairs(module):
    p, q = next(iter(module.GROUPS.values()))[0]
    for i in range(len(p)):
        yield tuple(with_nan(x) if i == j else x for j, x in enumerate(p)), q
        yield p, tuple(with_nan(x) if i == j else x for j, x in enumerate(q))
    yield p, q
