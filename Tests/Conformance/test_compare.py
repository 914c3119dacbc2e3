"""The judge is judged: whatever a dump or an exception can have wrong must be found."""

from datetime import date

import pytest

from conformance import peer, vectors
from conformance.dumps import parse
from conformance.judge import judge
from conformance.report import table
from conformance.tolerances import Tolerances

THIRD = "3." + 39 * "3" + "e-1"
OVERFLOW = "1." + 39 * "0" + "e+400"
PAIR = {"p": [["0x1p-1", "0x1p-1"]], "q": [["0x1p-2", "0x1.8p-1"]]}


def case(name, dtype="f64", **members):
    base = {"id": f"{name}-{dtype}", "comment": "-", "flags": [], "quantity": "kl", "dtype": dtype}
    return base | {"space": "probabilities", "options": {}, "inputs": PAIR} | members


ERROR = {"status": "SUM", "argument": "Q", "row": 2, "index": None, "value": "0x1p+1"}
OPTION = {"status": "OPTION", "argument": "OPTIONS", "value": "nan"}
CASES = [
    case("third", expected=[THIRD]),
    case("third", "f32", expected=[THIRD]),
    case("zero", expected=["0"]),
    case("infinite", expected=["inf", OVERFLOW]),
    case("nan", expected=["nan"]),
    case("subnormal", expected=["5." + 39 * "0" + "e-324"]),
    case("sum", error=ERROR),
    case("option", error=OPTION),
    case(
        "unknown", error={"status": "QUANTITY", "argument": "QUANTITY"}, flags=["enumerators-only"]
    ),
]
GOOD = {
    "third-f64 0": "f64 0 3fd5555555555555",
    "third-f32 0": "f32 0 3eaaaaab",
    "zero-f64 0": "f64 0 0000000000000000",
    "infinite-f64 0": "f64 0 7ff0000000000000",
    "infinite-f64 1": "f64 0 7ff0000000000000",
    "nan-f64 0": "f64 0 7ff8000000000000",
    "subnormal-f64 0": "f64 0 0000000000000001",
    "sum-f64 2": "f64 110 20 - 4000000000000000",
    "option-f64 -": "f64 60 920 - 7ff8000000000000",
    "unknown-f64 -": "f64 70 910 - 40c3878000000000",
}
LINES = vectors.expected_lines([{"stem": "kl", "cases": CASES}])


def dump(name, **changes):
    """A good dump but for `changes`: other lines, or None for a missing one."""
    content = GOOD | changes
    return parse(name, "\n".join(f"{key} {rest}" for key, rest in content.items() if rest))


def tolerances(*exceptions, today=date(2030, 1, 1)):
    errors = {"relative_error": {"f64": 1e-14, "f32": 1e-6}, "losses": {"f64": 1e-13, "f32": 1e-6}}
    errors["conditioned"] = {"f64": 1e-13}
    return Tolerances({**errors, "exceptions": list(exceptions)}, today)


def exception(**members):
    base = {"cases": "third-*", "dtype": "f64", "tolerance": 1e-9, "reason": "a reason"}
    return base | {"expires": "2031-01-01"} | members


def faults(*dumps, held_to=None):
    return judge(LINES, dumps, held_to or tolerances()).faults


def test_good_dumps_pass():
    verdict = judge(LINES, [dump("C"), dump("C++")], tolerances())
    assert verdict.faults == []
    assert verdict.passed == 2 * len(GOOD)


def test_the_table_counts_passed_and_total():
    verdict = judge(LINES, [dump("C"), dump("C++", **{"zero-f64 0": None})], tolerances())
    head, row = table(verdict, ["C", "C++"], {"kl": (3, 4)})
    assert head.split() == ["function", "C", "C++", "worst", "f64", "worst", "f32", "SciPy"]
    assert row.split()[:3] == ["kl", "10/10", "9/10"]
    assert row.split()[-1] == "3/4"


@pytest.mark.parametrize(
    ("key", "rest", "complaint"),
    [
        ("third-f64 0", "f64 0 3fd5555555555556", "but C f64 0 3fd5555555555555"),
        ("third-f64 0", "f64 0 3fd5555555565555", "relative error"),
        ("third-f64 0", None, "missing"),
        ("third-f64 0", "f32 0 3eaaaaab", "has dtype f32"),
        ("third-f64 0", "f64 110 20 - 4000000000000000", "fails with status 110"),
        ("third-f64 0", "f64 0 3fd5555555555555 3fd5555555555555", "has 2 numbers"),
        ("third-f64 0", "f64 0 7ff8000000000000", "relative error inf"),
        ("zero-f64 0", "f64 0 8000000000000000", "relative error inf"),
        ("zero-f64 0", "f64 0 0000000000000001", "relative error inf"),
        ("infinite-f64 0", "f64 0 fff0000000000000", "relative error inf"),
        ("infinite-f64 1", "f64 0 7fefffffffffffff", "relative error inf"),
        ("nan-f64 0", "f64 0 3ff0000000000000", "relative error inf"),
        ("nan-f64 0", "f64 0 fff8000000000000", "but C f64 0 7ff8000000000000"),
        ("subnormal-f64 0", "f64 0 0000000000000003", "relative error"),
        ("sum-f64 2", "f64 0 4000000000000000", "is not refused"),
        ("sum-f64 2", "f64 120 20 - 4000000000000000", "expected SUM of Q"),
        ("sum-f64 2", "f64 110 10 - 4000000000000000", "expected SUM of Q"),
        ("sum-f64 2", "f64 110 20 1 4000000000000000", "is at 1"),
        ("sum-f64 2", "f64 110 20 - 4000000000001000", "names 2.0"),
        ("option-f64 -", "f64 60 920 - 3ff0000000000000", "names 1.0"),
    ],
)
def test_one_wrong_line_is_found(key, rest, complaint):
    found = faults(dump("C"), dump("C++", **{key: rest}))
    assert len(found) == 1
    assert found[0].startswith(f"C++: {key}: ")
    assert complaint in found[0]


def test_the_same_wrong_bits_everywhere_are_found():
    wrong = {"third-f64 0": "f64 0 3fd5555555565555"}
    assert len(faults(dump("C", **wrong), dump("C++", **wrong))) == 2


def test_a_line_missing_everywhere_is_found():
    missing = {"sum-f64 2": None}
    assert len(faults(dump("C", **missing), dump("C++", **missing))) == 2


def test_an_empty_dump_fails_throughout():
    assert len(faults(dump("C"), parse("C++", ""))) == len(GOOD)


def test_lines_that_should_not_be_there_are_found():
    assert faults(dump("C", **{"third-f64 1": "f64 0 3fd5555555555555"})) == [
        "C: third-f64 1: no such line is expected"
    ]
    text = "zero-f64 0 f64 0 0000000000000000\n" * 2
    assert "C: zero-f64 0 is there twice" in faults(parse("C", text))
    assert "C: not a line of a dump: 'Segmentation fault'" in faults(
        parse("C", "Segmentation fault")
    )


def test_only_interfaces_without_enumerators_may_leave_out_unknown_ones():
    missing = {"unknown-f64 -": None}
    assert faults(dump("C"), dump("Python", **missing), dump("Swift", **missing)) == []
    assert len(faults(dump("C"), dump("C++", **missing), dump("C Haswell", **missing))) == 2


ROUGH = {"third-f64 0": "f64 0 3fd5555555565555"}


def test_an_exception_allows_what_it_says():
    assert faults(dump("C", **ROUGH), held_to=tolerances(exception())) == []
    assert len(faults(dump("C", **ROUGH), held_to=tolerances(exception(tolerance=1e-13)))) == 1


def test_an_exception_that_is_no_longer_needed_is_found():
    (complaint,) = faults(dump("C"), held_to=tolerances(exception()))
    assert complaint == "the exception for third-* is no longer needed"


def test_an_expired_exception_is_found_and_allows_nothing():
    expired = tolerances(exception(expires="2029-12-31"))
    found = faults(dump("C", **ROUGH), held_to=expired)
    assert len(found) == 2
    assert found[1] == "the exception for third-* expired on 2029-12-31"


@pytest.mark.parametrize("change", [{"reason": " "}, {"note": "more"}])
def test_an_exception_needs_its_reason_and_nothing_else(change):
    with pytest.raises(ValueError, match="an exception has exactly"):
        tolerances(exception(**change))


def test_scipy_is_asked_and_believed():
    known = "1." + 39 * "0"
    lines = vectors.expected_lines([{"stem": "kl", "cases": [case("known", expected=[known])]}])
    right = parse("C", "known-f64 0 f64 0 3fc269621134db92")
    wrong = parse("C", "known-f64 0 f64 0 3fc2696211400000")
    assert peer.agreements(lines, right) == ({"kl": (1, 1)}, [])
    counts, complaints = peer.agreements(lines, wrong)
    assert counts == {"kl": (0, 1)}
    assert len(complaints) == 1


@pytest.mark.parametrize(
    ("quantity", "options", "right", "wrong"),
    [
        # (1/2, 1/2) and (1/4, 3/4): a quarter, and a third.
        ("total_variation", {"base": "0x1p+1"}, "3fd0000000000000", "3fd0000000001000"),
        ("pearson_chi2", {}, "3fd5555555555555", "3fd5555555565555"),
        ("tsallis", {"order": "0x1p+1"}, "3fd5555555555555", "3fd5555555565555"),
    ],
)
def test_formulas_are_believed(quantity, options, right, wrong):
    members = {"quantity": quantity, "options": options, "expected": [THIRD]}
    lines = vectors.expected_lines([{"stem": quantity, "cases": [case("pair", **members)]}])
    for bits, agreed in ((right, 1), (wrong, 0)):
        dump = parse("C", f"pair-f64 0 f64 0 {bits}")
        assert peer.agreements(lines, dump)[0] == {quantity: (agreed, 1)}


def test_two_cases_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two cases are called"):
        vectors.expected_lines([{"stem": "kl", "cases": [CASES[0], CASES[0]]}])
