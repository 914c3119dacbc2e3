"""Train with Kullback's losses and with PyTorch's, side by side; fail where the curves differ.

python examples/training/train.py --output build/training.png
"""

import argparse
import statistics
import sys
from pathlib import Path

import digits
import distillation
import matplotlib
import torch
import vae
from lockstep import NAMES, THREADS

matplotlib.use("Agg")
from matplotlib import pyplot as plt

# The two losses differ by roundings of floats, 6e-8. In these epochs curves differed by less than
# 1e-7 in eight runs with other seeds and rates. Training magnifies differences, later up to 5e-4 in
# some of them, as it would those of two versions of PyTorch; so only the beginning is checked.
CHECKED_EPOCHS = 5
TOLERANCE = 1e-5


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, required=True, help="where to save the picture")
    return parser.parse_args()


def differences(outcome):
    """Relative differences of the two curves, one per epoch."""
    ours, theirs = (trainee.curve for trainee in outcome.trainees)
    return [abs(a - b) / abs(b) for a, b in zip(ours, theirs, strict=True)]


def row(what, seconds):
    return f"    {what:<26}" + "".join(f"{1e6 * each:>9.0f} us" for each in seconds)


def show(title, outcome):
    """Print the curves, the times and what else there is to say."""
    print(f"{title}\nepoch" + "".join(f"{name:>13}" for name in NAMES) + "   difference")
    curves = [trainee.curve for trainee in outcome.trainees]
    for epoch, values in enumerate(zip(*curves, differences(outcome), strict=True), start=1):
        if epoch <= CHECKED_EPOCHS or epoch % 5 == 0:
            print("{:>5}{:13.6f}{:13.6f}{:13.1e}".format(epoch, *values))
    print(f"{'Median times:':<30}" + "".join(f"{name:>12}" for name in NAMES))
    print(row("training step", [statistics.median(t.step_seconds) for t in outcome.trainees]))
    for shape, seconds in outcome.loss_seconds.items():
        print(row(f"loss, gradient, {shape}", seconds))
    print(*outcome.lines, sep="\n", end="\n\n")


def agrees(outcome):
    # NaN is no agreement either.
    return all(difference <= TOLERANCE for difference in differences(outcome)[:CHECKED_EPOCHS])


def draw(outcomes, path):
    figure, axes = plt.subplots(
        2, len(outcomes), figsize=(11, 7), sharex="col", layout="constrained", height_ratios=(2, 1)
    )
    for (title, outcome), (upper, lower) in zip(outcomes.items(), axes.T, strict=True):
        ours, theirs = (trainee.curve for trainee in outcome.trainees)
        epochs = range(1, len(ours) + 1)
        upper.plot(epochs, theirs, color="0.75", linewidth=6, label=NAMES[1])
        upper.plot(epochs, ours, color="C3", linestyle="--", label=NAMES[0])
        upper.set(title=title, ylabel="loss of the training images, nats")
        upper.legend()
        # Curves of the same bits have no place on a logarithmic axis.
        visible = [max(difference, 1e-10) for difference in differences(outcome)]
        lower.plot(epochs, visible, "C3.-", label="difference of the curves")
        lower.hlines(TOLERANCE, 1, CHECKED_EPOCHS, "k", label="allowed")
        lower.set(xlabel="epoch", ylabel="relative", yscale="log", ylim=(5e-11, 1e-4))
        lower.legend()
    figure.savefig(path, dpi=150)
    plt.close(figure)


def main():
    arguments = parse_arguments()
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    data = digits.load()
    outcomes = {
        "Distillation": distillation.run(data),
        "Variational auto-encoder": vae.run(data),
    }
    for title, outcome in outcomes.items():
        show(title, outcome)
    draw(outcomes, arguments.output)
    print(f"Picture: {arguments.output}")
    if not all(agrees(outcome) for outcome in outcomes.values()):
        sys.exit(f"train: curves differ by more than {TOLERANCE:g} in the first epochs")


if __name__ == "__main__":
    main()
