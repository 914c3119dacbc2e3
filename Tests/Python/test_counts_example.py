"""The example of examples/python on counts of words."""

import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_word_counts() -> None:
    command: list[str | Path] = [
        sys.executable,
        EXAMPLES / "python" / "word_counts.py",
        EXAMPLES / "data",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "2952 words in version 2, 5641 in version 3, 61 bins"
    # By scipy.stats.chi2_contingency(lambda_="log-likelihood", correction=False).
    assert lines[1] == "G-test: G = 194.744, df = 60, p = 3.81e-16"
    assert lines[5] == "    permutation test: p = 0.0001"
    assert done.stderr.rstrip().endswith("100%")
