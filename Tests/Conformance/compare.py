"""Compares the dumps of all languages with each other, with the vectors and with SciPy.

    python compare.py C=c.dump C++=cpp.dump Python=python.dump "C Haswell=c-haswell.dump"

Every dump must have every bit of the first. Prints one table, the failures, and a last line
`N passed, N failed`.
"""

import argparse
import sys

from conformance import dumps, peer, tolerances, vectors
from conformance.judge import judge
from conformance.report import table

MOST_SHOWN = 40


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dumps", nargs="+", type=dumps.read, metavar="NAME=PATH")
    parser.add_argument(
        "--all", action="store_true", help=f"show every failure, not {MOST_SHOWN} at most"
    )
    arguments = parser.parse_args()
    lines = vectors.expected_lines(vectors.load_all())
    verdict = judge(lines, arguments.dumps, tolerances.load())
    agreements, disagreements = peer.agreements(lines, arguments.dumps[0])
    faults = [*verdict.faults, *disagreements]
    print("\n".join(table(verdict, [dump.name for dump in arguments.dumps], agreements)))
    shown = faults if arguments.all else faults[:MOST_SHOWN]
    print("\n".join(shown + ["..."] * (len(shown) < len(faults))))
    passed = verdict.passed + sum(agreed for agreed, _ in agreements.values())
    print(f"{passed} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
