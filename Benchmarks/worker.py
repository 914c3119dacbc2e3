"""The C program that times Kullback: how it is built, and one run of it."""

import shlex
import subprocess
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
LEVELS = ("baseline", "x86-64-v3", "x86-64-v4")


def compile_worker(prefix, directory):
    """Build measure.c against the library installed in `prefix`; return the program's path."""
    program = directory / "measure"
    flags = "-O2 -std=c11 -Wall -Wextra -Werror -pedantic"
    library = prefix / "lib"
    subprocess.run(
        [
            *("cc", *shlex.split(flags), HERE / "measure.c", "-o", program),
            *("-I", prefix / "include", "-L", library, "-lkullback", f"-Wl,-rpath,{library}"),
        ],
        check=True,
    )
    return program


class Worker:
    """A process that holds the data of one operation and times calls on request.

    Attributes
    ----------
    results : numpy.ndarray
        What the operation gave for the data.
    level : str
        The best instruction set of this processor.
    """

    def __init__(self, program, operation, columns):
        shape = columns[0].shape
        dtype = columns[0].dtype
        # Data goes through memory where the system has such a folder: at 16 M it is 256 MB.
        memory = Path("/dev/shm")
        with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as directory:
            data, results = Path(directory, "data"), Path(directory, "results")
            with data.open("wb") as file:
                for column in columns:
                    column.tofile(file)
            rows, count = shape
            self._process = subprocess.Popen(
                [
                    program,
                    operation,
                    f"f{8 * dtype.itemsize}",
                    str(rows),
                    str(count),
                    data,
                    results,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self.level = self._answer()
            self.results = np.fromfile(results, dtype)

    def __enter__(self):
        """Let the process end with the block."""
        return self

    def __exit__(self, *_):
        """End the process."""
        self._process.communicate()

    def _answer(self):
        line = self._process.stdout.readline().strip()
        if not line:
            raise RuntimeError("the program that times Kullback stopped")
        return line

    def seconds(self, level, threads, calls):
        """Seconds that one of so many calls takes, at a level of the instruction set."""
        self._process.stdin.write(f"{level} {threads} {calls}\n")
        self._process.stdin.flush()
        return float(self._answer())

    def levels(self):
        """Levels that this processor has."""
        return LEVELS[: LEVELS.index(self.level) + 1]
