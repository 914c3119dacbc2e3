"""Misuse: what is refused, and which argument, row, position and value the error names."""

from math import inf

from . import discrete_error_cases
from .cases import DTYPES, case, error
from .discrete_error_cases import value_of
from .encoding import encode_number


def normals(dtype):
    good = {"loc_p": 0.0, "scale_p": 1.0, "loc_q": 1.0, "scale_q": 2.0}
    bad_values = {"loc": (inf, -inf), "scale": (0.0, -1.0, inf)}
    for quantity in ("normal", "diagonal_normal"):
        for name, value in (
            (f"{kind}_{side}", v) for kind, vs in bad_values.items() for side in "pq" for v in vs
        ):
            inputs = {
                key: [[value_of(x), value_of(value if key == name else x)]]
                for key, x in good.items()
            }
            expected = error("PARAMETER", name.upper(), 0, 1, encode_number(value))
            identity = f"errors-{quantity}-{name}-{value:g}".replace("_", "-")
            yield case(identity, f"{name} of {value:g}", quantity, dtype, inputs, error=expected)


def vae(dtype):
    for name, value in (("loc", inf), ("log_var", inf), ("log_var", -inf)):
        inputs = {
            key: [["0x0p+0"], [encode_number(value) if key == name else "0x0p+0"]]
            for key in ("loc", "log_var")
        }
        expected = error("PARAMETER", f"{name}_p".upper(), 1, 0, encode_number(value))
        identity = f"errors-vae-{name}-{value:g}".replace("_", "-")
        yield case(identity, f"{name} of {value:g}", "vae", dtype, inputs, error=expected)


def calls(dtype):
    none = {"log_ratio": [[]]}
    expected = error("COUNT", "LOG_RATIO")
    for estimator in ("k1", "k3"):
        identity = f"errors-log-ratio-{estimator}-none"
        yield case(
            identity, "no samples", "log_ratio", dtype, none, estimator=estimator, error=expected
        )
    inputs = {"p": [["0x1p-1", "0x1p-1"]], "q": [["0x1p-1", "0x1p-1"]]}
    unknown = {"space": "probabilities", "options": {}, "error": error("QUANTITY", "QUANTITY")}
    yield case(
        "errors-unknown-quantity",
        "an enumerator nobody defined",
        "unknown",
        dtype,
        inputs,
        ("enumerators-only",),
        **unknown,
    )


def cases(_stem):
    for dtype in DTYPES:
        for group in (discrete_error_cases.cases, normals, vae, calls):
            yield from group(dtype)
