"""The cases of a family: pairs of it and with others, then what is asked of one member."""

from itertools import product
from math import nan

from ..encoding import encode_number
from . import patterns
from .distribution import module_of

ORDERS = (0.3, 0.5, 2.0)


def encoded(value):
    if isinstance(value, (list, tuple)):
        return [encoded(member) for member in value]
    return encode_number(float(value))


def column(values):
    """One value stands for as many as there are elements."""
    values = [encoded(value) for value in values]
    return values[:1] if all(value == values[0] for value in values) else values


def side(family, members, names=()):
    names = names or module_of(family).PARAMETERS
    return {
        "family": family,
        "parameters": {name: column(values) for name, values in zip(names, zip(*members))},
    }


def one_sided(family, quantity, members, **options):
    return {
        "id": f"{family}-{quantity}",
        "comment": options.pop("comment", "ordinary and extreme parameters"),
        "quantity": quantity,
        "p": side(family, members),
        **options,
    }


def two_sided(family, quantity, name, comment, pairs, other=None, **options):
    return {
        "id": f"{family}-{quantity}-{name}",
        "comment": comment,
        "quantity": quantity,
        "p": side(family, [p for p, _ in pairs]),
        "q": side(other or family, [q for _, q in pairs]),
        **options,
    }


def members_of(module, quantity):
    """The members of which `quantity` is asked."""
    members = list(dict.fromkeys(p for pair in module.PLAIN for p in pair))
    if quantity in getattr(module, "EXTREME_QUANTITIES", ("entropy", "mean", "variance")):
        members += patterns.members(module)
    return [*members, tuple(nan for _ in module.PARAMETERS)]


def densities(family, module):
    members = list(dict.fromkeys(p for p, _ in module.PLAIN[:3]))
    rows = [*product(members, module.POINTS), (members[0], nan)]
    points, comment = [encoded(x) for _, x in rows], "inside of the support, and outside"
    yield one_sided(family, "log_density", [p for p, _ in rows], x=points, comment=comment)


def affinities(family, module):
    near = next(pairs for name, _, pairs in patterns.near(module) if name == "near-1e-08")
    pairs = [*module.PLAIN, *near]
    if hasattr(module, "are_alike"):
        pairs = [(p, q) for p, q in pairs if module.are_alike(p, q)]
    for order in ORDERS:
        comment, options = f"order {order}", {"order": encode_number(order)}
        yield two_sided(family, "renyi", f"{order}", comment, pairs, **options)
    comment = "ordinary parameters, and near ones"
    yield two_sided(family, "bhattacharyya_distance", "plain", comment, pairs)


def cases(family):
    module = module_of(family)
    return module.cases() if hasattr(module, "cases") else univariate(family, module)


def univariate(family, module):
    for name, comment, pairs in patterns.groups(module):
        yield two_sided(family, "kl", name, comment, pairs)
    for other, pairs in module.CROSS.items():
        yield two_sided(family, "kl", f"to-{other}", f"from a member of {other}", pairs, other)
    if hasattr(module, "natural"):
        yield from affinities(family, module)
    for quantity in ("entropy", "mean", "variance"):
        yield one_sided(family, quantity, members_of(module, quantity))
    yield from densities(family, module)
