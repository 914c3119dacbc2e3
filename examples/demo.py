"""Run the demo in Python, C, C++ and Swift, and compare what they print, bit for bit.

    python examples/demo.py --build build --output build/forward_reverse_kl.png

The C and C++ programs are DIRECTORY/examples/demo_c and demo_cpp of --build; the Swift one is made
by `swift build -c release --package-path examples/swift`. Fails when two languages disagree.
"""

import argparse
import struct
import subprocess
import sys
from pathlib import Path

import forward_reverse

HERE = Path(__file__).resolve().parent


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True, help="CMake's build directory")
    parser.add_argument("--output", type=Path, required=True, help="where to save the picture")
    return parser.parse_args()


def commands(build):
    return {
        "Python": [sys.executable, HERE / "python" / "demo.py"],
        "C": [build / "examples" / "demo_c"],
        "C++": [build / "examples" / "demo_cpp"],
        "Swift": [HERE / "swift" / ".build" / "release" / "demo"],
    }


def run(command):
    """The quantities that one program prints: name -> bits of the double, in hexadecimal."""
    try:
        done = subprocess.run(
            [*command, HERE / "data"], stdout=subprocess.PIPE, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"demo: {error}")
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return {name: bits for name, bits, _ in lines}


def value(bits):
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def compare(results):
    """Print the table of quantities and languages; True when all agree."""
    languages = list(results)
    heading = "".join(f"{language:>24}" for language in languages)
    print(f"{'quantity':<37}{heading}  same bits")
    all_agree = True
    for name in dict.fromkeys(name for quantities in results.values() for name in quantities):
        cells = [results[language].get(name) for language in languages]
        agree = None not in cells and len(set(cells)) == 1
        all_agree &= agree
        texts = ["missing" if cell is None else repr(value(cell)) for cell in cells]
        row = "".join(f"{text:>24}" for text in texts)
        print(f"{name:<37}{row}  {'yes' if agree else 'NO'}")
    return all_agree


def explain_monte_carlo(quantities):
    exact = value(quantities["wine_kl_1_2"])
    estimate = value(quantities["wine_monte_carlo_1_2"])
    error = value(quantities["wine_monte_carlo_1_2_standard_error"])
    print(
        f"\nWine, cultivar 1 from cultivar 2: the closed form gives {exact:.3f} nats, Monte Carlo "
        f"{estimate:.3f} +- {error:.3f} (standard error):\n"
        f"the estimate is {abs(estimate - exact) / error:.1f} standard errors from the exact value."
    )


def explain_picture(path):
    forward, reverse = forward_reverse.draw(path)
    print("\nOne normal fitted to a mixture of two normals:")
    for direction, (mean, deviation, minimum) in [("p || q", forward), ("q || p", reverse)]:
        print(
            f"    least D({direction}) = {minimum:.6f} nats at mean {mean:.4f}, "
            f"standard deviation {deviation:.4f}"
        )
    print(f"Picture: {path}")


def main():
    arguments = parse_arguments()
    results = {name: run(command) for name, command in commands(arguments.build).items()}
    agree = compare(results)
    explain_monte_carlo(results["Python"])
    explain_picture(arguments.output)
    if not agree:
        sys.exit("demo: the languages disagree")


if __name__ == "__main__":
    main()
