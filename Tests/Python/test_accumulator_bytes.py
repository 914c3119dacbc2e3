"""The bytes of accumulators: their layout, and what is refused."""

import pickle
import struct
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import kullback as kb
from kullback import Accumulator, Status

MASK = 2**64 - 1
PRIMES = (
    0x9E3779B185EBCA87,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0x85EBCA77C2B2AE63,
)


def rotate(x: int, count: int) -> int:
    return (x << count | x >> (64 - count)) & MASK


def xxh64(data: bytes) -> int:
    """XXH64 with seed 0 of whole 64-bit words, at least four, as its specification has it."""
    p1, p2, p3, p4 = PRIMES

    def step(lane: int, word: int) -> int:
        return rotate((lane + word * p2) & MASK, 31) * p1 & MASK

    words = struct.unpack(f"<{len(data) // 8}Q", data)
    lanes = [(p1 + p2) & MASK, p2, 0, -p1 & MASK]
    stripes = len(words) // 4
    for i in range(stripes):
        lanes = [step(lanes[j], words[4 * i + j]) for j in range(4)]
    value = sum(rotate(lane, by) for lane, by in zip(lanes, (1, 7, 12, 18), strict=True)) & MASK
    for lane in lanes:
        value = ((value ^ step(0, lane)) * p1 + p4) & MASK
    value = (value + len(data)) & MASK
    for word in words[4 * stripes :]:
        value = (rotate(value ^ step(0, word), 27) * p1 + p4) & MASK
    value = (value ^ value >> 33) * p2 & MASK
    value = (value ^ value >> 29) * p3 & MASK
    return value ^ value >> 32


def layout(bins: int, p: Any, q: Any) -> bytes:
    """Build the bytes that the documentation describes, with exact sums."""
    data = struct.pack("<8sIIQQQ", b"KLACCUM\0", 1, 0, bins, len(p), len(q))
    for rows in (p, q):
        sums = [sum((Fraction(float(row[j])) for row in rows), Fraction(0)) for j in range(bins)]
        high = [float(total) for total in sums]
        low = [float(total - Fraction(x)) for total, x in zip(sums, high, strict=True)]
        data += struct.pack(f"<{2 * bins}d", *high, *low)
    return data + struct.pack("<Q", xxh64(data))


def filled(bins: int, p: Any, q: Any) -> Accumulator:
    accumulator = Accumulator(bins)
    accumulator.add(p, q)
    return accumulator


RNG = np.random.default_rng(0)


def test_checksum_is_that_of_the_xxhash_package() -> None:
    assert xxh64(bytes(range(64))) == 0xF7C67301DB6713F0
    assert xxh64(bytes(range(72))) == 0xFB0B1F050CB8F00D


@pytest.mark.parametrize("bins", [0, 1, 2, 3, 5])
def test_bytes_are_those_of_the_documented_layout(bins: int) -> None:
    # Few bits each, so that two doubles hold the exact sums.
    p = RNG.integers(0, 2**50, (3, bins)) * 2.0 ** RNG.integers(-20, 20, (3, bins))
    q = RNG.integers(0, 2**50, (2, bins)) * 1.0
    accumulator = filled(bins, p, q)
    assert accumulator.to_bytes() == layout(bins, p, q)
    assert len(accumulator.to_bytes()) == 48 + 32 * bins
    assert (accumulator.bins, accumulator.rows) == (bins, (3, 2))


def expect_format_error(data: bytes) -> None:
    with pytest.raises(kb.DivergenceError) as caught:
        Accumulator.from_bytes(data)
    assert (caught.value.status, caught.value.argument) == (Status.FORMAT, "accumulator")


def test_every_changed_byte_is_detected() -> None:
    data = filled(2, [[0.1, 2]], [[3, 4]]).to_bytes()
    for i in range(len(data)):
        for change in (1, 0x10, 0x80, 0xFF):
            expect_format_error(data[:i] + bytes([data[i] ^ change]) + data[i + 1 :])


def test_truncated_and_foreign_bytes() -> None:
    data = filled(2, [[0.1, 2]], [[3, 4]]).to_bytes()
    for i in range(len(data)):
        expect_format_error(data[:i])
    for extra in (b"\0", b"\0" * 8, b"\0" * 32):
        expect_format_error(data + extra)
    expect_format_error(bytes(len(data)))
    expect_format_error(pickle.dumps(data))


def resealed(data: bytes, position: int, field: bytes) -> bytes:
    data = data[:position] + field + data[position + len(field) : -8]
    return data + struct.pack("<Q", xxh64(data))


def test_another_version_is_refused_whatever_its_checksum() -> None:
    data = filled(2, [[0.1, 2]], [[3, 4]]).to_bytes()
    assert resealed(data, 8, struct.pack("<I", 1)) == data
    expect_format_error(resealed(data, 0, b"KLACCUM\1"))
    expect_format_error(resealed(data, 8, struct.pack("<I", 2)))
    expect_format_error(resealed(data, 12, struct.pack("<I", 1)))
    for bins in (0, 1, 3, 2**59 + 2, MASK):
        expect_format_error(resealed(data, 16, struct.pack("<Q", bins)))


@pytest.mark.parametrize("convert", [bytes, bytearray, memoryview, np.frombuffer])
def test_round_trips(convert: Any) -> None:
    weights = RNG.lognormal(sigma=3, size=(50, 7))
    accumulator = filled(7, weights, weights[:3])
    data = accumulator.to_bytes()
    source: Any = convert(data, np.uint8) if convert is np.frombuffer else convert(data)
    restored = Accumulator.from_bytes(source)
    assert restored == accumulator
    assert pickle.loads(pickle.dumps(accumulator)) == accumulator
    restored.add(weights[0])
    assert restored != accumulator
    assert accumulator.to_bytes() == data
    assert repr(accumulator) == "Accumulator(bins=7, rows=(50, 3))"
    assert accumulator != 1
