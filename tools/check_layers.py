"""Checks that the layers agree: every function that the C header declares is exported, implemented in Swift,
documented on a page, and every quantity has vectors and a Python and a Swift name.

It reads declarations, it generates nothing. Exits with 1 and a list of what is missing.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# One idea has one stem in every layer: vectors and page are named by the stem, and where the names of the C
# enumerator, the Swift function and the Python function differ from it, by the field's habits in that language.
STEMS = {
    "entropy": ("KULLBACK_ENTROPY", "entropy", "entropy"),
    "cross_entropy": ("KULLBACK_CROSS_ENTROPY", "crossEntropy", "cross_entropy"),
    "kl": ("KULLBACK_KL", "klDivergence", "kl_divergence"),
    "jeffreys": ("KULLBACK_JEFFREYS", "jeffreysDivergence", "jeffreys_divergence"),
    "js_divergence": ("KULLBACK_JS_DIVERGENCE", "jensenShannonDivergence", "js_divergence"),
    "js_distance": ("KULLBACK_JS_DISTANCE", "jensenShannonDistance", "js_distance"),
    "reverse_kl": ("KULLBACK_REVERSE_KL", "reverseKL", "reverse_kl_divergence"),
    "generalized_kl": ("KULLBACK_GENERALIZED_KL", "generalizedKL", "generalized_kl_divergence"),
    "skew_kl": ("KULLBACK_SKEW_KL", "skewKL", "skew_divergence"),
    "k_divergence": ("KULLBACK_K_DIVERGENCE", "kDivergence", "k_divergence"),
    "total_variation": ("KULLBACK_TOTAL_VARIATION", "totalVariation", "total_variation"),
    "pearson_chi2": ("KULLBACK_PEARSON_CHI2", "pearsonChiSquared", "chi2_divergence"),
    "neyman_chi2": ("KULLBACK_NEYMAN_CHI2", "neymanChiSquared", "neyman_chi2_divergence"),
    "squared_hellinger": ("KULLBACK_SQUARED_HELLINGER", "squaredHellinger", "squared_hellinger"),
    "hellinger_distance": (
        "KULLBACK_HELLINGER_DISTANCE",
        "hellingerDistance",
        "hellinger_distance",
    ),
    "bhattacharyya_coefficient": (
        "KULLBACK_BHATTACHARYYA_COEFFICIENT",
        "bhattacharyyaCoefficient",
        "bhattacharyya_coefficient",
    ),
    "bhattacharyya_distance": (
        "KULLBACK_BHATTACHARYYA_DISTANCE",
        "bhattacharyyaDistance",
        "bhattacharyya_distance",
    ),
    "triangular_discrimination": (
        "KULLBACK_TRIANGULAR_DISCRIMINATION",
        "triangularDiscrimination",
        "triangular_discrimination",
    ),
    "alpha": ("KULLBACK_ALPHA", "alpha", "alpha_divergence"),
    "cressie_read": ("KULLBACK_CRESSIE_READ", "cressieRead", "cressie_read_divergence"),
    "tsallis": ("KULLBACK_TSALLIS", "tsallis", "tsallis_divergence"),
    "renyi": ("KULLBACK_RENYI", "renyi", "renyi_divergence"),
    "renyi_entropy": ("KULLBACK_RENYI_ENTROPY", "renyiEntropy", "renyi_entropy"),
    "tsallis_entropy": ("KULLBACK_TSALLIS_ENTROPY", "tsallisEntropy", "tsallis_entropy"),
    "normal": ("KULLBACK_NORMAL", "Normal", "Normal"),
    "diagonal_normal": ("KULLBACK_NORMAL", "DiagonalNormal", "DiagonalNormal"),
    "vae": ("KULLBACK_NORMAL_LOG_VARIANCE", "variationalKLDivergence", "vae_kl"),
    "log_ratio": ("KULLBACK_K3", "estimateKLDivergence", "from_log_ratio"),
}

# Pages of functions whose inputs are no cases of the shared vectors (tests of each layer hold their expected values):
# the names in Swift and in Python.
PAGES = {
    "self_information": ("selfInformation", "self_information"),
    "elements": ("divergenceElements", "pointwise_divergence"),
    "js_among": ("jensenShannonDivergence", "js_among"),
    "mutual_information": ("mutualInformation", "mutual_information"),
    "total_correlation": ("totalCorrelation", "total_correlation"),
    "f_divergence": ("fDivergence", "f_divergence"),
    "generators": ("Generator", "Generator"),
    "bounds": ("largestKLDivergence", "kl_upper_from_tv"),
    "smoothing": ("smooth", "smooth"),
    "coarse_graining": ("coarseGrain", "coarse_grain"),
    "accumulator": ("DivergenceAccumulator", "Accumulator"),
    "g_test": ("gTest", "g_test"),
    "bootstrap": ("bootstrap", "bootstrap"),
    "permutation_test": ("permutationTest", "permutation_test"),
    "losses": ("loss", "kl"),
    "policy_kl": ("loss", "kl"),
    "normal_losses": ("normalLoss", "normal_loss"),
    "token_kl": ("tokenEstimates", "token_kl"),
    "temperature_scaling": ("fitTemperature", "fit_temperature"),
    "kl_control": ("Schedule", "Schedule"),
    "model_comparison": ("ModelComparison", "ModelComparison"),
    "multivariate_normal": ("MultivariateNormal", "MultivariateNormal"),
    "gaussian_mixtures": ("GaussianMixture", "GaussianMixture"),
    "projections": ("GaussianProjection", "project"),
}

# Families that are other parametrisations of one that has the page, the vectors and the public type.
PARAMETRISATIONS = {"NORMAL_LOG_VARIANCE": "NORMAL", "BERNOULLI_LOGITS": "BERNOULLI"}


def text_of(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(pattern)))


def family_problems() -> list[str]:
    """A family is a number, a Swift file and its line in the registry, a Python class, vectors and a page."""
    numbers = dict(re.findall(r"X\((\w+), (\d+)\)", text_of("include/kullback/family_list.h")))
    cases = {
        number: case
        for case, number in re.findall(
            r"case (\w+) = (\d+)", text_of("Sources/Kullback/Families/Family.swift")
        )
    }
    swift = text_of("Sources/Kullback/Families/*.swift")
    registry = text_of("Sources/KullbackClosedForms/Registry.swift")
    python = text_of("bindings/python/src/kullback/distributions/*.py")
    found = [
        f"family {case}: not in family_list.h"
        for number, case in cases.items()
        if number not in numbers.values()
    ]
    for name, number in numbers.items():
        case, stem = cases.get(number), name.lower()
        if case is None:
            found.append(f"{name}: {number} is not in Family.swift")
        if f"case .{case}:" not in registry:
            found.append(f"{name}: not in Registry.swift")
        if f'"{stem}"' not in python:
            found.append(f"{name}: no Python class")
        if name in PARAMETRISATIONS:
            continue
        if f"_Family(.{case})" not in swift:
            found.append(f"{name}: no public type in Sources/Kullback/Families")
        for path in (f"Tests/Vectors/distributions/{stem}.json", f"docs/families/{stem}.md"):
            if not (ROOT / path).exists():
                found.append(f"{name}: no {path}")
    return found


def problems() -> list[str]:
    headers = text_of("include/kullback/*.h")
    declared = set(re.findall(r"\b(kullback_\w+)\(", headers))
    exported = set((ROOT / "cmake/exports.txt").read_text(encoding="utf-8").split())
    implemented = set(
        re.findall(r"@c @implementation\s+public func (\w+)", text_of("Sources/KullbackC/*.swift"))
    )
    enumerators = set(re.findall(r"\b(KULLBACK_\w+) =", headers))
    enumerators |= {f"KULLBACK_{name}" for name in re.findall(r"X\((\w+), \d+\)", headers)}
    swift_text = text_of("Sources/Kullback/**/*.swift")
    swift = set(re.findall(r"public (?:func|struct) (\w+)", swift_text))
    swift |= set(re.findall(r"^    case (\w+)", swift_text, re.MULTILINE))
    python = set(
        re.findall(
            r"^(?:def|class) (\w+)", text_of("bindings/python/src/kullback/**/*.py"), re.MULTILINE
        )
    )
    pages = text_of("docs/*.md") + text_of("docs/families/*.md")

    found = []
    for name in sorted(declared | exported | implemented):
        for layer, names in (
            ("header", declared),
            ("exports.txt", exported),
            ("Swift", implemented),
        ):
            if name not in names:
                found.append(f"{name}: missing in {layer}")
    for stem, (enumerator, swift_name, python_name) in STEMS.items():
        for layer, name, names in (
            ("header", enumerator, enumerators),
            ("Swift", swift_name, swift),
            ("Python", python_name, python),
        ):
            if name not in names:
                found.append(f"{stem}: {name} missing in {layer}")
        if not list(ROOT.glob(f"Tests/Vectors/{stem}*.json")):
            found.append(f"{stem}: no vectors")
        if not (ROOT / f"docs/{stem}.md").exists():
            found.append(f"{stem}: no page docs/{stem}.md")
    for page, (swift_name, python_name) in PAGES.items():
        if swift_name not in swift or python_name not in python:
            found.append(f"{page}: {swift_name} or {python_name} missing")
        if not (ROOT / f"docs/{page}.md").exists():
            found.append(f"{page}: no page docs/{page}.md")
    for name in sorted(declared):
        if re.sub("_(f64|f32|i64)$", "", name) not in pages:
            found.append(f"{name}: on no page in docs/")
    return found + family_problems()


if __name__ == "__main__":
    missing = problems()
    print("\n".join(missing) if missing else "all layers agree")
    sys.exit(1 if missing else 0)
