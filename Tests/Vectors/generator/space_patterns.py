"""Pairs of rows that are hard because of how a space writes them: ulps, shifts, wide logits."""

from math import inf

from .encoding import Tile, row_of, to_dtype
from .pair_patterns import Pairs
from .spaces import (
    alternate_ulp,
    distribution,
    in_space,
    jitter,
    next_number,
    spread_weights,
    uniform,
)


def ulps(space, dtype):
    for count in (2, 9, 1025):
        p = in_space(
            distribution(spread_weights(f"ulp{count}", min(count, 23)), count, dtype), space, dtype
        )
        yield Pairs(
            f"ulp-{count}",
            "every other number one ulp apart",
            [p],
            [alternate_ulp(p, dtype)],
            ("near-equal",),
        )


def shifted(tile, shift, dtype):
    return tile.map(lambda x: to_dtype(x + shift, dtype))


def logit_row(name, count, period=23, low=-8.0, high=8.0, dtype="f64"):
    numbers = uniform(name, min(count, period), low, high)
    return Tile(tuple(to_dtype(x, dtype) for x in numbers), count)


def nudged(tile, name, size, dtype):
    """`tile` with every number moved by up to `size`."""
    noise = iter(uniform(name, len(tile.pattern), -size, size))
    return tile.map(lambda x: to_dtype(x + next(noise), dtype))


def shifts(dtype):
    """A common shift changes no distribution, but it takes digits from the inputs."""
    small = 1e-8 if dtype == "f64" else 1e-3
    shift = 1e6 if dtype == "f64" else 1e3
    for count in (5, 129, 1025):
        row = logit_row(f"shift{count}", count, dtype=dtype)
        both = shifted(row, shift, dtype)
        near = nudged(both, f"near{count}", small, dtype)
        yield Pairs(
            f"shift-both-{count}",
            f"near-equal logits around {shift:.0e}",
            [both],
            [near],
            ("near-equal",),
        )
        yield Pairs(
            f"shift-one-{count}",
            f"near-equal but for a shift of {shift:.0e} between p and q",
            [row, near],
            [shifted(nudged(row, f"one{count}", small, dtype), shift, dtype), row],
            ("near-equal", "shifted"),
        )
    row = row_of(*map(float, (-3, 0, 2, 7)))
    yield Pairs("shift-exact", "p = q + 1000 exactly", [shifted(row, 1000.0, dtype)], [row])


def wide(dtype):
    far = 1e4
    p = [
        row_of(far, -far, far),
        row_of(far, 0.0, -far),
        row_of(0.0, 1.0, far),
        row_of(-far, -far, -far),
    ]
    q = [
        row_of(far, far, -far),
        row_of(far, 1.0, -far),
        row_of(far, 0.0, 0.0),
        row_of(-far, -far, 1.0 - far),
    ]
    yield Pairs("wide", "logits of +-1e4", p, q, one_row=True)
    p = [
        row_of(0.0, -40.0, -90.0),
        row_of(0.0, -300.0, -300.0),
        row_of(0.0, -90.0, 1.0),
        row_of(700.0, 0.0, -40.0),
    ]
    q = [
        row_of(0.0, -41.0, -80.0),
        row_of(0.0, -280.0, -310.0),
        row_of(-90.0, 0.0, 0.0),
        row_of(700.0, -300.0, -41.0),
    ]
    yield Pairs("confident", "logits of almost one-hot rows", p, q, one_row=True)


def vocabulary(dtype):
    small = 1e-8 if dtype == "f64" else 1e-5
    p = logit_row("vocabulary", 32000, 31, -12, 6, dtype)
    q = logit_row("vocabulary q", 32000, 37, -12, 6, dtype)
    yield Pairs("vocabulary", "32000 logits", [p], [q], one_row=True)
    near = nudged(p, "vocabulary near", small, dtype)
    yield Pairs("vocabulary-near", f"32000 logits within {small:.0e}", [p], [near], ("near-equal",))
    masked = p.map(lambda x: -inf if x < -2 else x)
    yield Pairs(
        "vocabulary-masked",
        "32000 logits, the small ones masked",
        [masked, masked],
        [p, nudged(masked, "masked near", small, dtype)],
        one_row=True,
    )


def unnormalised_logarithms(dtype):
    p = logit_row("unnormalised p", 9, dtype=dtype)
    q = logit_row("unnormalised q", 9, dtype=dtype)
    near = jitter(p, "unnormalised near", 1e-8 if dtype == "f64" else 1e-5, dtype)
    down, up = shifted(q, -700.0, dtype), shifted(p, 700.0, dtype)
    yield Pairs(
        "unnormalised",
        "logarithms of weights that sum to anything",
        [p, p, up, p],
        [q, near, down, down],
        options={"normalize": True},
        one_row=True,
    )


def next_logit(dtype):
    p = row_of(*(to_dtype(x, dtype) for x in (-0.5, 1.5, 0.25, 3.0)))
    q = Tile((next_number(p.pattern[0], dtype), *p.pattern[1:]), 4)
    yield Pairs("one-ulp", "one logit of four one ulp apart", [p], [q], ("near-equal",))


LOGIT_PATTERNS = (shifts, wide, vocabulary, next_logit)


def pairs(space, dtype):
    yield from ulps(space, dtype)
    if space == "log-probabilities":
        yield from unnormalised_logarithms(dtype)
    if space == "logits":
        for pattern in LOGIT_PATTERNS:
            yield from pattern(dtype)
