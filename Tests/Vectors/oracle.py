"""Writes the vector files, or checks that they are what the definitions give.

python oracle.py            write every file
python oracle.py --check    recompute every file, and fail on any difference
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from generator import core_cases, discrete_cases, error_cases, estimator_cases, family_cases
from generator.distributions import cases as distribution_cases
from generator.distributions.distribution import FAMILIES
from generator.distributions.evaluate import completed as completed_distribution
from generator.evaluate import completed
from generator.losses import cases as loss_cases
from generator.losses import error_cases as loss_error_cases
from generator.losses import label_cases
from generator.losses.evaluate import completed as completed_loss
from generator.writer import text_of

FOLDER = Path(__file__).parent
STEMS = {
    "entropy": discrete_cases,
    "cross_entropy": discrete_cases,
    "kl": discrete_cases,
    "jeffreys": discrete_cases,
    "js_divergence": core_cases,
    "js_distance": core_cases,
    "reverse_kl": core_cases,
    "generalized_kl": core_cases,
    "skew_kl": core_cases,
    "k_divergence": core_cases,
    "total_variation": core_cases,
    "pearson_chi2": core_cases,
    "neyman_chi2": core_cases,
    "squared_hellinger": core_cases,
    "hellinger_distance": core_cases,
    "bhattacharyya_coefficient": core_cases,
    "bhattacharyya_distance": core_cases,
    "triangular_discrimination": core_cases,
    "alpha": core_cases,
    "cressie_read": core_cases,
    "tsallis": core_cases,
    "renyi": core_cases,
    "renyi_entropy": core_cases,
    "tsallis_entropy": core_cases,
    "normal": family_cases,
    "diagonal_normal": family_cases,
    "vae": family_cases,
    "log_ratio": estimator_cases,
    "errors": error_cases,
}
LOSSES = {
    "kl": loss_cases.losses,
    "reverse_kl": loss_cases.losses,
    "jeffreys": loss_cases.losses,
    "js_divergence": loss_cases.losses,
    "scaled_js": loss_cases.losses,
    "cross_entropy": loss_cases.losses,
    "entropy": partial(loss_cases.losses, is_one_sided=True),
    "log_sum_exp": partial(loss_cases.losses, is_one_sided=True),
    "kl_to_uniform": partial(loss_cases.losses, quantity="kl", is_one_sided=True),
    "log_softmax": loss_cases.log_softmax,
    "label_loss": label_cases.label_loss,
    "distillation": label_cases.distillation,
    "decoupled_kl": label_cases.decoupled_kl,
    "errors": loss_error_cases.errors,
}
FILES = {
    **{stem: (module.cases, completed) for stem, module in STEMS.items()},
    **{f"losses/{stem}": (cases, completed_loss) for stem, cases in LOSSES.items()},
    **{
        f"distributions/{family}": (distribution_cases.cases, completed_distribution)
        for family in FAMILIES
    },
}


def generated(file):
    cases_of, complete = FILES[file]
    stem = Path(file).name
    cases = [complete(case) for case in cases_of(stem)]
    identities = [case["id"] for case in cases]
    if len(set(identities)) != len(identities):
        raise ValueError(f"{stem}: two cases of one id")
    return text_of(stem, cases)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument(
        "files", nargs="*", default=list(FILES), help="files to deal with; all by default"
    )
    arguments = parser.parse_args()
    differing = 0
    for file in arguments.files:
        text, path = generated(file), FOLDER / f"{file}.json"
        if not arguments.check:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            print(f"{path.relative_to(FOLDER)} is not what the oracle gives", file=sys.stderr)
            differing += 1
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
