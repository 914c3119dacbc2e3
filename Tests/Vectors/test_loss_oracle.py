"""The oracle of losses: gradients are those of the values, and values the published ones."""

import pytest
from mpmath import mp, mpf

from generator.encoding import encode_row, row_of
from generator.losses.evaluate import Evaluation

P, Q = (0.5, 0.125, 0.25, 0.125), (0.25, 0.375, 0.125, 0.25)
STEP = 2.0**-30
HALF, TWO, THREE = (x.hex() for x in (0.5, 2.0, 3.0))
QUANTITIES = {
    **dict.fromkeys(("kl", "reverse_kl", "jeffreys", "js_divergence"), ("p", "q")),
    **dict.fromkeys(("scaled_js", "cross_entropy"), ("p", "q")),
    **dict.fromkeys(("entropy", "log_sum_exp"), ("p",)),
}
LOSSES = [
    *(("loss", sides, {"quantity": quantity}) for quantity, sides in QUANTITIES.items()),
    ("loss", ("p",), {"quantity": "kl"}),
    ("label_loss", ("q",), {"labels": {"data": [1], "smoothing": HALF}}),
    (
        "distillation_loss",
        ("p", "q"),
        {
            "labels": {"data": [2]},
            "distillation": {"temperature": THREE, "soft_weight": HALF, "hard_weight": TWO},
        },
    ),
]


def stated(numbers, space="logits", **members):
    return {"type": "f64", "space": space, **members, "rows": [encode_row(row_of(*numbers))]}


def results(function, sides, space, results=("value",), **members):
    given = {"temperature": TWO} if space == "logits" and function != "distillation_loss" else {}
    case = {name: stated(numbers, space, **given) for name, numbers in sides.items()}
    case |= {"id": "-", "function": function, "options": {}, "results": results, **members}
    case["options"] = {"weight": (0.3).hex(), "normalize": True, "factor": THREE, "base": TWO}
    return Evaluation(case).results()


def value(function, sides, space, **members):
    return results(function, sides, space, **members)["value"][0][0][0]


def moved(numbers, index, step):
    return tuple(x + step * (i == index) for i, x in enumerate(numbers))


@pytest.mark.parametrize("space", ["probabilities", "log-probabilities", "logits"])
@pytest.mark.parametrize(("function", "names", "members"), LOSSES)
def test_gradients_are_those_of_the_values(function, names, members, space):
    if function == "distillation_loss" or members.get("quantity") == "log_sum_exp":
        space = "logits"
    sides = {name: {"p": P, "q": Q}[name] for name in names}
    with mp.workdps(60):
        for name in names[1:] if function == "distillation_loss" else names:
            asked = f"{name}_gradient"
            gradient = results(function, sides, space, (asked,), **members)[asked][0]
            for index, (derivative, size) in enumerate(gradient):
                ends = [
                    value(
                        function, sides | {name: moved(sides[name], index, step)}, space, **members
                    )
                    for step in (-STEP, STEP)
                ]
                assert abs((ends[1] - ends[0]) / (2 * STEP) - derivative) < 1e-15
                assert abs(derivative) <= size


@pytest.mark.parametrize("name", ["p_gradient", "q_gradient"])
def test_decoupled_kl_has_the_gradients_of_kl(name):
    sides, weights = {"p": P, "q": Q}, {"mse_weight": (1.0).hex(), "ce_weight": (1.0).hex()}
    decoupled = results("decoupled_kl", sides, "logits", (name,), **weights)[name][0]
    kl = results("loss", sides, "logits", (name,), quantity="kl")[name][0]
    for (a, _), (b, _) in zip(decoupled, kl, strict=True):
        assert mp.almosteq(a, b, 1e-14)


def test_decoupled_kl_is_half_a_variance_and_a_cross_entropy():
    sides = {"p": P, "q": Q}
    weights = {"mse_weight": TWO, "ce_weight": THREE}
    with mp.workdps(60):
        cross = value("loss", sides, "logits", quantity="cross_entropy")
        mse = value("decoupled_kl", sides, "logits", **weights) - 3 * cross
        p = [mp.exp(mpf(x) / 2) for x in P]
        d = [(mpf(a) - mpf(b)) / 2 for a, b in zip(P, Q, strict=True)]
        pairs = [
            (a * b, (x - y) ** 2)
            for a, x in zip(p, d, strict=True)
            for b, y in zip(p, d, strict=True)
        ]
        quarter = mp.fsum(w * s for w, s in pairs) / mp.fsum(p) ** 2 / 4
        assert mp.almosteq(mse, 2 * 3 * quarter / mp.log(2), 1e-45)


TEACHER, STUDENT = (5.0, 2.0, 0.5), (2.0, 1.5, 1.0)


@pytest.mark.parametrize(
    ("teacher", "student", "temperature", "expected"),
    [
        (TEACHER, STUDENT, 1.0, 0.4671829554037963),
        (TEACHER, STUDENT, 3.0, 0.1205097209002664),
        ((2.0, 1.0, 0.5, -0.5), (1.5, 1.2, 0.3, -0.3), 2.0, 0.01230718336372057),
    ],
)
def test_numbers_of_tutorials(teacher, student, temperature, expected):
    sides = {
        "p": stated(teacher, temperature=temperature.hex()),
        "q": stated(student, temperature=temperature.hex()),
    }
    case = {"id": "-", "function": "loss", "quantity": "kl", "options": {}, "results": ("value",)}
    assert float(Evaluation(case | sides).results()["value"][0][0][0]) == pytest.approx(
        expected, rel=1e-15
    )
