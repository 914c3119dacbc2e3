"""What every case is made of."""

DTYPES = ("f64", "f32")
SHORT = {"probabilities": "prob", "log-probabilities": "log", "logits": "logits"}


def straddling(*edges):
    """Sizes on both sides of edges where a kernel may change its way."""
    return tuple(edge + step for edge in edges for step in (-1, 0, 1))


def error(status, argument, row=None, index=None, value=None):
    """The error that a case expects. A row without an index is at fault as a whole."""
    expected = {"status": status, "argument": argument}
    if row is not None:
        expected |= {"row": row, "index": index}
    if value is not None:
        expected["value"] = value
    return expected


def case(identity, comment, quantity, dtype, inputs, flags=(), **members):
    return {
        "id": f"{identity}-{dtype}",
        "comment": comment,
        "flags": list(flags),
        "quantity": quantity,
        "dtype": dtype,
        **members,
        "inputs": inputs,
    }
