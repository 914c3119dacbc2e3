"""The judge of losses is judged: errors of gradients are relative to the size of their terms."""

from datetime import date

import pytest

from conformance import vectors
from conformance.dumps import parse
from conformance.judge import judge
from conformance.numbers import FORMATS
from conformance.tolerances import Tolerances

DIGITS = 39 * "0"
ONE, HALF, TENTH = f"1.{DIGITS}", f"5.{DIGITS}e-1", f"1.{DIGITS}e-1"
TINY = f"1.{DIGITS}e-320"


def case(name, dtype, expected, sizes, **members):
    kind = {"type": dtype}
    base = {"id": name, "function": "loss", "flags": [], "p": kind, "q": kind}
    results = dict.fromkeys(expected, dtype)
    return base | {"results": results, "expected": expected, "sizes": sizes} | members


CASES = [
    case(
        "a",
        "f64",
        {"value": [ONE, "0"], "q_gradient": [[HALF, "0"], {"tile": [HALF], "count": 2}]},
        {"value": ["1.0", "0"], "q_gradient": [["1.0e+1", "0"], {"tile": ["5.0e-1"], "count": 2}]},
    ),
    case("b", "bf16", {"p_gradient": [[TENTH]]}, {"p_gradient": [["1.0e-1"]]}),
    case("c", "f16", {"p_gradient": [[TENTH]]}, {"p_gradient": [["1.0e-1"]]}),
    case("d", "f64", {"p_gradient": [[TINY]]}, {"p_gradient": [["1.0e-320"]]}),
    case("e", "f32", {"result": [["-" + HALF]]}, {}),
]
GOOD = {
    "a 0": "f64 0 3ff0000000000000",
    "a 1": "f64 0 0000000000000000",
    "a q0": "f64 0 3fe0000000000000 0000000000000000",
    "a q1": "f64 0 3fe0000000000000 3fe0000000000000",
    "b p0": "bf16 0 3dcd",
    "c p0": "f16 0 2e66",
    "d p0": "f64 0 0000000000000000",
    "e r0": "f32 0 bf000000",
}
LINES = vectors.expected_lines([{"stem": "losses/kl", "cases": CASES}])


def faults(**changes):
    content = GOOD | changes
    dump = parse("C", "\n".join(f"{key} {rest}" for key, rest in content.items() if rest))
    limits = {"relative_error": {}, "losses": {"f64": 1e-13, "f32": 1e-6}}
    limits |= {"conditioned": {}, "exceptions": []}
    return judge(LINES, [dump], Tolerances(limits, date(2030, 1, 1))).faults


def test_what_is_right_passes():
    assert set(map(" ".join, LINES)) == set(GOOD)
    assert faults() == []


@pytest.mark.parametrize(
    ("key", "rest"),
    [
        ("a q0", "f64 0 3fe0000000000100 0000000000000000"),  # 3e-14 of a half: 3e-15 of ten
        ("a 0", "f64 0 3ff0000000000100"),
        ("a 1", "f64 0 8000000000000000"),
        ("d p0", "f64 0 00000000000007e8"),
    ],
)
def test_errors_below_the_tolerance_pass(key, rest):
    assert faults(**{key: rest}) == []


@pytest.mark.parametrize(
    ("key", "rest", "complaint"),
    [
        ("a 0", "f64 0 3ff0000000001000", "relative error 9.1e-13"),
        ("a 1", "f64 0 0000000000000010", "relative error inf"),
        ("a q0", "f64 0 3fe0000000000000 3ca0000000000000", "relative error inf"),
        ("a q1", "f64 0 3fe0000000000000 3fe0000000001000", "relative error"),
        ("a q1", "f64 0 3fe0000000000000", "has 1 numbers"),
        ("b p0", "bf16 0 3dce", "relative error"),
        ("c p0", "f16 0 2e68", "relative error"),
        ("e r0", "f32 0 bf000100", "relative error"),
        ("e r0", "f32 0 7fc00000", "relative error inf"),
    ],
)
def test_one_wrong_number_is_found(key, rest, complaint):
    (found,) = faults(**{key: rest})
    assert found.startswith(f"C: {key}: ")
    assert complaint in found


@pytest.mark.parametrize(
    ("name", "bits", "number"),
    [("f16", "7bff", 65504), ("f16", "0001", 2**-24), ("bf16", "4049", 3.140625), ("f32", "1", 0)],
)
def test_formats(name, bits, number):
    form = FORMATS[name]
    if len(bits) == form.digits:
        assert form.decode(bits) == number
    else:
        with pytest.raises(ValueError, match="has not"):
            form.decode(bits)
