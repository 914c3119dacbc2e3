"""Bits, exact values, and the distance between them."""

import struct
from dataclasses import dataclass

from mpmath import isfinite, isinf, isnan, mp, mpf

mp.dps = 60


@dataclass(frozen=True)
class Format:
    """A binary floating-point format."""

    code: str
    digits: int  # hexadecimal, of its bits
    roundoff: mpf  # the largest relative error of a rounded number
    least: mpf  # the smallest subnormal number
    least_normal: mpf
    overflow: mpf  # the least magnitude that rounds to infinity

    def decode(self, bits):
        if len(bits) != self.digits:
            raise ValueError(f"{bits!r} has not {self.digits} digits")
        padding = "0" * (2 * struct.calcsize(self.code) - self.digits)
        return mpf(struct.unpack(">" + self.code, bytes.fromhex(bits + padding))[0])


def format_of(code, hexadecimal_digits, precision, bias):
    """Of `precision` binary digits, the leading one included, and the exponent's bias."""
    two, largest = mpf(2), mpf(2) ** (bias + 1)
    least_normal = two ** (1 - bias)
    return Format(
        code,
        hexadecimal_digits,
        two**-precision,
        least_normal * two ** (1 - precision),
        least_normal,
        largest - two ** (bias - precision),
    )


FORMATS = {
    "f64": format_of("d", 16, 53, 1023),
    "f32": format_of("f", 8, 24, 127),
    "f16": format_of("e", 4, 11, 15),
    "bf16": format_of("f", 4, 8, 127),
}
# Below it no gradient is judged: the probabilities that make it up leave the range of their type.
LEAST_GRADIENT = {"f64": mpf(10) ** -300, "f32": mpf(10) ** -37}


def relative_error(bits, text, form):
    """How far the number with `bits` is from the exact value `text`.

    A zero, an infinity and NaN must be what they are: anything else is infinitely far. The ends of
    the format are allowed for: a value that rounds to infinity must be infinite, and in the range
    of subnormal numbers the spacing of the format is forgiven.
    """
    got, exact = form.decode(bits), mpf(text)
    if isnan(exact) or isnan(got):
        return mpf(0) if isnan(exact) and isnan(got) else mpf("inf")
    if exact == 0:
        return mpf(0) if int(bits, 16) == 0 else mpf("inf")
    if isinf(exact) or abs(exact) >= form.overflow:
        return mpf(0) if isinf(got) and (got > 0) == (exact > 0) else mpf("inf")
    if isinf(got):
        return mpf("inf")
    distance = abs(got - exact)
    if abs(exact) < form.least_normal:
        distance = max(mpf(0), distance - form.least)
    return distance / abs(exact)


def error_of_terms(bits, text, size, form, floor):
    """How far the number with `bits` is from the exact value, relative to the size of its terms.

    Its rounding to `form` is forgiven, and as much as `floor`.
    """
    got, exact = form.decode(bits), mpf(text)
    if not (isfinite(got) and isfinite(exact)) or abs(exact) >= form.overflow:
        return relative_error(bits, text, form)
    forgiven = max(form.roundoff * abs(exact), form.least, floor)
    distance, scale = max(mpf(0), abs(got - exact) - forgiven), abs(mpf(size))
    return distance / scale if scale else distance and mpf("inf")
