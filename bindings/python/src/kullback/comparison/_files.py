"""Comparison of logits in files, which are mapped into memory chunk by chunk."""

import importlib
import json
import math
import mmap
import operator
import os
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kullback._typed_rows import as_floats, as_labels, matrix
from kullback.comparison._model import ModelComparison
from kullback.comparison._report import ComparisonReport

Path: TypeAlias = str | os.PathLike[str]

_CHUNK_BYTES = 1 << 26
_SAFETENSORS = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "V2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "U8": "u1",
}


class MappedArray:
    """An array in a file, of which only what is being read is in memory."""

    def __init__(self, path: Path, tensor: str | None = None) -> None:
        text = os.fspath(path)
        if text.endswith(".npy"):
            self.array: NDArray[Any] = np.load(text, mmap_mode="r")
            memory = self.array.base
        elif text.endswith(".safetensors"):
            with open(text, "rb") as file:
                memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self.array = _tensor(text, memory, tensor)
        else:
            raise ValueError(f"{text}: neither a .npy nor a .safetensors file")
        self._memory = memory if isinstance(memory, mmap.mmap) else None

    def forget(self) -> None:
        """Give back the memory of what was read; the file has it still."""
        if self._memory is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._memory.madvise(mmap.MADV_DONTNEED)


def _tensor(path: str, memory: mmap.mmap, name: str | None) -> NDArray[Any]:
    """Find a tensor in a safetensors file: 8 bytes of length, a header in JSON, and the data."""
    start = 8 + int.from_bytes(memory[:8], "little")
    if not 8 < start <= len(memory):
        raise ValueError(f"{path}: not a safetensors file: its header is cut off")
    try:
        tensors: dict[str, Any] = dict(json.loads(memory[8:start]))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: not a safetensors file: its header is no JSON object") from error
    tensors.pop("__metadata__", None)
    if name is None and len(tensors) == 1:
        (name,) = tensors
    if name not in tensors:
        wanted = "which tensor is meant" if name is None else f"no tensor {name!r}"
        raise ValueError(f"{path}: {wanted}; there are {', '.join(map(repr, tensors))}")
    try:
        kind = str(tensors[name]["dtype"])
        shape = tuple(map(operator.index, tensors[name]["shape"]))
        first, last = map(operator.index, tensors[name]["data_offsets"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: {name} is not described as a tensor is") from error
    if kind not in _SAFETENSORS:
        supported = ", ".join(_SAFETENSORS)
        raise TypeError(f"{path}: {name} has dtype {kind}; {supported} are supported")
    dtype = np.dtype(_SAFETENSORS[kind])
    count = math.prod(shape)
    is_inside = min(shape, default=0) >= 0 and 0 <= first <= last <= len(memory) - start
    if not is_inside or last - first != count * dtype.itemsize:
        raise ValueError(f"{path}: {name} is cut off, or not of the shape that it says")
    return np.frombuffer(memory, dtype, count, start + first).reshape(shape)


def _progress_bar(count: int) -> Any:
    """Make a progress bar if there is tqdm."""
    try:
        return importlib.import_module("tqdm").tqdm(total=count, unit="token", unit_scale=True)
    except ImportError:
        return None


def _chunks(count: int, size: int, progress: bool) -> Iterator[slice]:
    """Cut rows into chunks, and show how far they are."""
    bar = _progress_bar(count) if progress else None
    for start in range(0, count, size):
        chunk = slice(start, min(start + size, count))
        yield chunk
        if bar is not None:
            bar.update(chunk.stop - start)
    if bar is not None:
        bar.close()


def compare_files(
    p: Path,
    q: Path,
    labels: ArrayLike | Path | None = None,
    *,
    tensor: str | None = None,
    q_tensor: str | None = None,
    labels_tensor: str | None = None,
    chunk_rows: int | None = None,
    progress: bool = True,
    ignore_index: int = -100,
    temperature: float = 1.0,
    threads: int | None = None,
) -> ComparisonReport:
    """Compare two models by files of their logits, which may be larger than memory.

    Parameters
    ----------
    p, q : path
        The base model's logits and the other's, of one shape (..., n): ``.npy``, or
        ``.safetensors`` with F64, F32, F16 or BF16. They are mapped, not read: only a chunk of them
        is in memory.
    labels : array_like of int, or path, optional
        The token that did come, for each row; shape (...).
    tensor : str, optional
        Name of the tensor in p's file, and in q's unless `q_tensor` is given. It may be left out
        where there is only one.
    q_tensor, labels_tensor : str, optional
        Names of the tensors in q's file and in that of the labels.
    chunk_rows : int, optional
        Rows per chunk; about 64 MiB of logits by default. The report does not depend on it.
    progress : bool, default True
        Show a progress bar, if ``tqdm`` is installed (``pip install kullback[files]``).
    ignore_index, temperature, threads
        As for `ModelComparison`.

    Returns
    -------
    ComparisonReport

    Raises
    ------
    DivergenceError
        As `ModelComparison.add` and `ModelComparison.report` do; the row is that within the file.
    ValueError
        If a file is neither of the two, is cut off, or shapes disagree.
    OSError
        If a file cannot be read.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import numpy as np
    >>> from kullback.comparison import compare_files
    >>> logits = np.random.default_rng(1).standard_normal((100, 50))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     base, other = pathlib.Path(folder, "base.npy"), pathlib.Path(folder, "other.npy")
    ...     np.save(base, logits)
    ...     np.save(other, logits.astype(np.float16))
    ...     report = compare_files(base, other, chunk_rows=30, progress=False)
    >>> report.tokens, report.kl_quantiles[1] < 1e-6
    (100, True)
    """
    files = MappedArray(p, tensor), MappedArray(q, q_tensor or tensor)
    shape, q_shape = (file.array.shape for file in files)
    if shape != q_shape or not shape:
        raise ValueError(f"p has shape {shape}, q has shape {q_shape}")
    if isinstance(labels, str | os.PathLike):
        labels = MappedArray(labels, labels_tensor).array
    label_row = None if labels is None else as_labels(labels, shape[:-1])
    batch = shape[:-1]
    rows = [file.array.reshape(math.prod(batch), shape[-1]) for file in files]
    if chunk_rows is not None and chunk_rows < 1:
        raise ValueError(f"chunk_rows: {chunk_rows} is not a positive number of rows")
    size = chunk_rows or max(1, _CHUNK_BYTES // max(1, sum(each[:1].nbytes for each in rows)))
    comparison = ModelComparison(
        ignore_index=ignore_index, temperature=temperature, threads=threads
    )
    for chunk in _chunks(len(rows[0]), size, progress):
        p_part, q_part = (
            matrix(as_floats(name, each[chunk]), (chunk.stop - chunk.start,))
            for name, each in zip("pq", rows, strict=True)
        )
        part = None if label_row is None else label_row[chunk]
        comparison.add_rows(p_part, q_part, part, batch, chunk.start)
        for file in files:
            file.forget()
    return comparison.report()
