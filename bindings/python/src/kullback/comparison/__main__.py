"""Command line: print the report on two files of logits."""

import argparse

from kullback.comparison import compare_files


def main() -> None:
    """Read arguments, compare, print."""
    parser = argparse.ArgumentParser(
        prog="python -m kullback.comparison",
        description="Compare two models by their logits for the same tokens.",
    )
    parser.add_argument("p", metavar="BASE", help="logits of the base model, shape (..., n)")
    parser.add_argument("q", metavar="OTHER", help="logits of the other, such as a quantised one")
    parser.add_argument("--labels", metavar="FILE", help="the tokens that did come, shape (...)")
    parser.add_argument("--tensor", help="name of the tensor in .safetensors files of several")
    parser.add_argument("--q-tensor", metavar="TENSOR", help="the same in OTHER, if it differs")
    parser.add_argument("--labels-tensor", metavar="TENSOR", help="the same in the labels' file")
    parser.add_argument("--chunk-rows", type=int, metavar="N", help="rows in memory at a time")
    parser.add_argument("--ignore-index", type=int, default=-100, metavar="LABEL")
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--threads", type=int, metavar="N")
    parser.add_argument("--no-progress", dest="progress", action="store_false")
    arguments = vars(parser.parse_args())
    try:
        print(compare_files(arguments.pop("p"), arguments.pop("q"), **arguments))
    except (OSError, TypeError, ValueError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")


if __name__ == "__main__":
    main()
