"""The judge of distributions is judged: tolerances, gradients, and what languages lack."""

import struct
from datetime import date

import pytest

from conformance import interfaces, vectors
from conformance.dumps import parse
from conformance.judge import judge
from conformance.tolerances import Tolerances

ONE = "1." + 39 * "0"
TWO = "2." + 39 * "0"


def side(family, **parameters):
    return {"family": family, "parameters": parameters}


NORMAL = side("multivariate_normal", loc=[["0x0p+0"]], covariance_matrix=[[["0x1p+0"]]])
PLANE = side("multivariate_normal", loc=[["0x0p+0"] * 2], scale_tril=[])
MIXTURE = side("gaussian_mixture", weights=[["0x1p+0"]], loc=[], variances=[])
AT = {"status": "NOT_POSITIVE_DEFINITE", "argument": "Q", "row": 1, "index": 1, "value": "-0x1p+0"}


def case(name, quantity, p, **members):
    return {"id": name, "comment": "-", "quantity": quantity, "p": p, **members}


CASES = [
    case("conditioned", "kl", NORMAL, q=NORMAL, condition=["1000.0"], expected=[ONE]),
    case("gradient", "kl_gradient", PLANE, q=PLANE, condition=["1"], expected=[
        [ONE, "0", ONE, "0", ONE, ONE, "-" + ONE, "0", ONE, "0", ONE, ONE]
    ]),
    case("bounds", "mixture_bounds", MIXTURE, q=MIXTURE, condition=["1"], sizes=["100"],
         expected=[["0", ONE]]),
    case("entropy", "entropy", NORMAL, condition=["1"], expected=["1e-3"]),
    case("symmetric", "jeffreys", NORMAL, q=NORMAL, condition=["1"], expected=[ONE]),
    case("indefinite", "kl", NORMAL, q=NORMAL, error=AT),
]  # fmt: skip
BITS_OF_ONE, ZERO = "3ff0000000000000", "0000000000000000"
GRADIENT = [BITS_OF_ONE, ZERO, BITS_OF_ONE, ZERO, BITS_OF_ONE, BITS_OF_ONE]
GOOD = {
    "conditioned 0": f"f64 0 {BITS_OF_ONE}",
    "gradient 0": " ".join(["f64 0", *GRADIENT, "bff0000000000000", *GRADIENT[1:]]),
    "bounds 0": f"f64 0 {ZERO} {BITS_OF_ONE}",
    "entropy 0": "f64 0 3f50624dd2f1a9fc",
    "symmetric 0": f"f64 0 {BITS_OF_ONE}",
    "indefinite 1": "f64 170 20 1 bff0000000000000",
}
LINES = vectors.expected_lines([{"stem": "normals", "cases": CASES}])


def faults(name="C", **changes):
    content = GOOD | changes
    dump = parse(name, "\n".join(f"{key} {rest}" for key, rest in content.items() if rest))
    limits = {"relative_error": {"f64": 1e-14}, "losses": {}, "conditioned": {"f64": 1e-13}}
    return judge(LINES, [dump], Tolerances({**limits, "exceptions": []}, date(2030, 1, 1))).faults


def test_what_is_right_passes():
    assert set(map(" ".join, LINES)) == set(GOOD)
    assert faults() == []


def bits(number):
    return struct.pack(">d", number).hex()


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("conditioned 0", "f64 0 3ff0000100000000"),
        ("gradient 0", GOOD["gradient 0"].replace(ZERO, "8000000000000000")),
        ("gradient 0", GOOD["gradient 0"].replace(BITS_OF_ONE, "3ff0000000000fff", 1)),
        ("bounds 0", f"f64 0 {ZERO} 3ff0000010000000"),
        ("entropy 0", "f64 0 3f50624dd3f1a9fc"),
        ("indefinite 1", "f64 170 20 0 bff0000000000000"),
    ],
)
def test_what_is_wrong_is_found(key, line):
    assert len(faults(**{key: line})) == 1


def test_tolerances_are_proportional_to_conditions_and_sizes():
    assert faults(**{"conditioned 0": f"f64 0 {bits(1 + 0.9e-10)}"}) == []
    assert len(faults(**{"conditioned 0": f"f64 0 {bits(1 + 1.1e-10)}"})) == 1
    assert faults(**{"bounds 0": f"f64 0 {ZERO} {bits(1 + 0.9e-11)}"}) == []
    assert len(faults(**{"bounds 0": f"f64 0 {ZERO} {bits(1 + 1.1e-11)}"})) == 1


def test_what_a_language_lacks_may_be_missing_there_only():
    missing = {"symmetric 0": None}
    assert faults("Python", **missing) == []
    assert all(len(faults(name, **missing)) == 1 for name in ("C", "C++", "Swift"))


def test_variances_are_not_stated_in_python():
    assert interfaces.lacks("Python", CASES[2])
    assert not interfaces.lacks("C++", CASES[2])
