"""Bits, exact values, and the distance between them."""

import struct
from dataclasses import dataclass

from mpmath import isinf, isnan, mp, mpf

mp.dps = 60


@dataclass(frozen=True)
class Format:
    """A binary floating-point format."""

    code: str
    digits: int  # hexadecimal, of its bits
    least: mpf  # the smallest subnormal number
    least_normal: mpf
    overflow: mpf  # the least magnitude that rounds to infinity

    def decode(self, bits):
        if len(bits) != self.digits:
            raise ValueError(f"{bits!r} has not {self.digits} digits")
        return mpf(struct.unpack(">" + self.code, bytes.fromhex(bits))[0])


FORMATS = {
    "f64": Format("d", 16, mpf(2) ** -1074, mpf(2) ** -1022, mpf(2) ** 1024 - mpf(2) ** 970),
    "f32": Format("f", 8, mpf(2) ** -149, mpf(2) ** -126, mpf(2) ** 128 - mpf(2) ** 103),
}


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
