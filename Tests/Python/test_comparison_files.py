"""Comparison of files: their formats, memory, the command line, and files that are broken."""

import json
import math
import pathlib
import subprocess
import sys
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from kullback import DivergenceError
from kullback.comparison import compare_files, compare_logits

RNG = np.random.default_rng(3)
LOGITS = RNG.standard_normal((50, 64)).astype(np.float32)
OTHER = LOGITS + RNG.standard_normal(LOGITS.shape).astype(np.float32) / 8
LABELS = RNG.integers(0, 64, 50)
NAMES = {"float64": "F64", "float32": "F32", "float16": "F16", "void16": "BF16", "int64": "I64"}


def write_safetensors(
    path: pathlib.Path, tensors: dict[str, Any], padding: int = 0
) -> pathlib.Path:
    """Write the format by its specification; the padding misaligns the data."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    data = b""
    for name, array in tensors.items():
        offsets = [len(data), len(data) + array.nbytes]
        kind = NAMES[array.dtype.name]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": offsets}
        data += array.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8 + padding)
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


def bfloat16(array: Any) -> Any:
    return (array.view(np.uint32) >> 16).astype(np.uint16).view("V2")


def half(array: Any) -> Any:
    return array.astype(np.float16)


@pytest.mark.parametrize("chunk_rows", [None, 1, 7, 50, 1000])
def test_npy(tmp_path: pathlib.Path, chunk_rows: int | None) -> None:
    for name, array in (("p", LOGITS), ("q", OTHER), ("labels", LABELS)):
        np.save(tmp_path / f"{name}.npy", array)
    report = compare_files(
        tmp_path / "p.npy",
        str(tmp_path / "q.npy"),
        tmp_path / "labels.npy",
        chunk_rows=chunk_rows,
        progress=False,
    )
    assert report == compare_logits(LOGITS, OTHER, LABELS)


@pytest.mark.parametrize("padding", [0, 1, 4])
@pytest.mark.parametrize("convert", [np.float64, np.float32, half, bfloat16])
def test_safetensors(tmp_path: pathlib.Path, convert: Any, padding: int) -> None:
    p, q = convert(LOGITS), convert(OTHER)
    files = (
        write_safetensors(tmp_path / "p.safetensors", {"logits": p, "labels": LABELS}, padding),
        write_safetensors(tmp_path / "q.safetensors", {"other": q}, padding),
    )
    report = compare_files(
        *files,
        files[0],
        tensor="logits",
        q_tensor="other",
        labels_tensor="labels",
        chunk_rows=9,
        progress=False,
    )
    assert report == compare_logits(p, q, LABELS)


def test_bfloat16_npy(tmp_path: pathlib.Path) -> None:
    np.save(tmp_path / "p.npy", bfloat16(LOGITS))
    np.save(tmp_path / "q.npy", OTHER)
    report = compare_files(tmp_path / "p.npy", tmp_path / "q.npy", LABELS, progress=False)
    assert report == compare_logits(bfloat16(LOGITS), OTHER, LABELS)


def test_numbers_in_another_byte_order_and_integers(tmp_path: pathlib.Path) -> None:
    whole = np.rint(OTHER)
    np.save(tmp_path / "p.npy", LOGITS.astype(">f4"))
    np.save(tmp_path / "q.npy", whole.astype(np.int16))
    files = tmp_path / "p.npy", tmp_path / "q.npy"
    report = compare_files(*files, LABELS, chunk_rows=9, progress=False)
    assert report == compare_logits(LOGITS, whole.astype(np.float64), LABELS)


def test_batches_of_sequences(tmp_path: pathlib.Path) -> None:
    np.save(tmp_path / "p.npy", LOGITS.reshape(5, 10, 64))
    np.save(tmp_path / "q.npy", OTHER.reshape(5, 10, 64))
    paths = tmp_path / "p.npy", tmp_path / "q.npy"
    report = compare_files(*paths, LABELS.reshape(5, 10), chunk_rows=7, progress=False)
    assert report == compare_logits(LOGITS, OTHER, LABELS)
    with pytest.raises(ValueError, match=r"labels has shape \(50,\)"):
        compare_files(*paths, LABELS, progress=False)


def test_errors_name_the_row_of_the_file(tmp_path: pathlib.Path) -> None:
    bad = OTHER.reshape(5, 10, 64).copy()
    bad[3, 4, 5] = math.inf
    np.save(tmp_path / "p.npy", LOGITS.reshape(5, 10, 64))
    np.save(tmp_path / "q.npy", bad)
    with pytest.raises(DivergenceError, match=r"^q\[3, 4\]: position 5: ") as caught:
        compare_files(tmp_path / "p.npy", tmp_path / "q.npy", chunk_rows=7, progress=False)
    assert caught.value.row == (3, 4)


# Not getrusage: what it says begins with the parent's.
MEASURE = """
import pathlib, re, sys
from kullback.comparison import compare_files
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1])
before = peak()
report = compare_files(sys.argv[1], sys.argv[2], progress=False, chunk_rows=64)
assert report.tokens == 4096
print(peak() - before)
"""


@pytest.mark.parametrize("ending", ["npy", "safetensors"])
def test_memory_is_that_of_a_chunk(tmp_path: pathlib.Path, ending: str) -> None:
    """Two files of 64 MiB, of which a chunk is 1 MiB each."""
    array = RNG.standard_normal((64, 4096)).astype(np.float32)
    array = np.tile(array, (64, 1))
    paths = [str(tmp_path / f"{name}.{ending}") for name in "pq"]
    for path in paths:
        if ending == "npy":
            np.save(path, array)
        else:
            write_safetensors(pathlib.Path(path), {"logits": array})
    command = [sys.executable, "-c", MEASURE, *paths]
    grown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(grown) < 16 * 1024


class Bar:
    """What is used of tqdm."""

    steps: ClassVar[list[int]] = []

    def __init__(self, total: int, **_: Any) -> None:
        assert total == len(LOGITS)

    def update(self, count: int) -> None:
        """Note how much was done."""
        self.steps.append(count)

    def close(self) -> None:
        """Note the end."""
        self.steps.append(0)


def test_progress(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.npy"
    np.save(path, LOGITS)
    monkeypatch.setitem(sys.modules, "tqdm", SimpleNamespace(tqdm=Bar))
    report = compare_files(path, path, LABELS, chunk_rows=20)
    assert Bar.steps == [20, 20, 10, 0]
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert compare_files(path, path, LABELS, chunk_rows=20) == report


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kullback.comparison", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_command_line(tmp_path: pathlib.Path) -> None:
    p = write_safetensors(tmp_path / "p.safetensors", {"logits": LOGITS})
    q = write_safetensors(tmp_path / "q.safetensors", {"logits": half(OTHER)})
    np.save(tmp_path / "labels.npy", LABELS)
    done = run(p, q, "--labels", tmp_path / "labels.npy", "--chunk-rows", 20)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{compare_logits(LOGITS, half(OTHER), LABELS)}\n"
    failed = run(p, tmp_path / "missing.npy")
    assert failed.returncode == 1
    assert "missing.npy" in failed.stderr
    assert "Traceback" not in failed.stderr


HEADER = {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x08\x00", "cut off"),
        ((1 << 60).to_bytes(8, "little") + b"{}", "cut off"),
        ((4).to_bytes(8, "little") + b"{{{{", "no JSON object"),
        ((2).to_bytes(8, "little") + b"17", "no JSON object"),
        ({}, "which tensor is meant"),
        ({"a": HEADER, "b": HEADER}, "which tensor is meant; there are 'a', 'b'"),
        ({"a": {"dtype": "F32"}}, "not described"),
        ({"a": {**HEADER, "data_offsets": [0, 20]}}, "not of the shape"),
        ({"a": {**HEADER, "shape": [-2, -2]}}, "not of the shape"),
        ({"a": {**HEADER, "shape": [8, 8], "data_offsets": [0, 256]}}, "is cut off"),
        ({"a": {**HEADER, "shape": ["2", 2]}}, "not described"),
    ],
)
def test_broken_safetensors(tmp_path: pathlib.Path, content: Any, message: str) -> None:
    path = tmp_path / "broken.safetensors"
    if isinstance(content, dict):
        text = json.dumps(content).encode()
        content = len(text).to_bytes(8, "little") + text + bytes(16)
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message):
        compare_files(path, path, progress=False)


def test_misuse(tmp_path: pathlib.Path) -> None:
    path = write_safetensors(tmp_path / "p.safetensors", {"logits": LOGITS, "labels": LABELS})
    with pytest.raises(ValueError, match=r"neither a \.npy nor a \.safetensors"):
        compare_files(tmp_path / "p.bin", path)
    with pytest.raises(ValueError, match="no tensor 'nothing'"):
        compare_files(path, path, tensor="nothing")
    with pytest.raises(ValueError, match=r"p has shape \(50, 64\), q has shape \(50,\)"):
        compare_files(path, path, tensor="logits", q_tensor="labels")
    with pytest.raises(ValueError, match="chunk_rows: 0"):
        compare_files(path, path, tensor="logits", chunk_rows=0)
    with pytest.raises(FileNotFoundError):
        compare_files(tmp_path / "absent.npy", path)
