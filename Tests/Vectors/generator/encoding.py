"""Numbers and rows as the files hold them, and back."""

import struct
from collections import Counter
from dataclasses import dataclass
from math import isinf, isnan, lcm

FORMATS = {"f32": "<f", "f16": "<e"}


@dataclass(frozen=True)
class Tile:
    """A pattern repeated up to `count` numbers."""

    pattern: tuple
    count: int

    def map(self, function):
        return Tile(tuple(map(function, self.pattern)), self.count)


def row_of(*numbers):
    return Tile(numbers, len(numbers))


def to_dtype(number, dtype):
    """`number` rounded to the nearest of the dtype."""
    number = float(number)
    if dtype in FORMATS:
        return struct.unpack(FORMATS[dtype], struct.pack(FORMATS[dtype], number))[0]
    return to_bfloat16(number) if dtype == "bf16" else number


def to_bfloat16(number):
    """Through f32: two roundings, which is no matter to a number that is made up."""
    (bits,) = struct.unpack("<I", struct.pack("<f", number))
    if number - number == 0:
        bits += 0x7FFF + (bits >> 16 & 1)
    return struct.unpack("<f", struct.pack("<I", bits & 0xFFFF0000))[0]


def encode_number(number):
    if isnan(number):
        return "nan"
    if isinf(number):
        return "inf" if number > 0 else "-inf"
    mantissa, exponent = number.hex().split("p")
    return mantissa.rstrip("0").removesuffix(".") + "p" + exponent


def encode_row(tile):
    pattern = [encode_number(number) for number in tile.pattern]
    if tile.count <= len(pattern):
        return pattern[: tile.count]
    return {"tile": pattern, "count": tile.count}


def decode_row(row):
    if isinstance(row, list):
        return Tile(tuple(map(float.fromhex, row)), len(row))
    return Tile(tuple(map(float.fromhex, row["tile"])), row["count"])


def columns_of(tiles):
    """The rows of `tiles` side by side: the list of (times, numbers) that the definitions take.

    Positions with the same numbers are one entry: a long tiled row costs no more than a short one.
    """
    patterns = [tile.pattern for tile in tiles]
    count = tiles[0].count
    period = min(count, lcm(*map(len, patterns)))
    seen = Counter()
    for i in range(period):
        seen[tuple(pattern[i % len(pattern)] for pattern in patterns)] += (
            count - 1 - i
        ) // period + 1
    return [(times, numbers) for numbers, times in seen.items()]
