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
    "normal": ("KULLBACK_NORMAL", "Normal", "Normal"),
    "diagonal_normal": ("KULLBACK_NORMAL", "DiagonalNormal", "DiagonalNormal"),
    "vae": ("KULLBACK_NORMAL_LOG_VARIANCE", "variationalKLDivergence", "vae_kl"),
    "log_ratio": ("KULLBACK_K3", "estimateKLDivergence", "from_log_ratio"),
}


def text_of(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob(pattern)))


def problems() -> list[str]:
    headers = text_of("include/kullback/*.h")
    declared = set(re.findall(r"\b(kullback_\w+)\(", headers))
    exported = set((ROOT / "cmake/exports.txt").read_text(encoding="utf-8").split())
    implemented = set(
        re.findall(r"@c @implementation\s+public func (\w+)", text_of("Sources/KullbackC/*.swift"))
    )
    enumerators = set(re.findall(r"\b(KULLBACK_\w+) =", headers))
    swift = set(re.findall(r"public (?:func|struct) (\w+)", text_of("Sources/Kullback/**/*.swift")))
    python = set(
        re.findall(
            r"^(?:def|class) (\w+)", text_of("bindings/python/src/kullback/*.py"), re.MULTILINE
        )
    )
    pages = text_of("docs/*.md")

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
    for name in sorted(declared):
        if name.removesuffix("_f64").removesuffix("_f32") not in pages:
            found.append(f"{name}: on no page in docs/")
    return found


if __name__ == "__main__":
    missing = problems()
    print("\n".join(missing) if missing else "all layers agree")
    sys.exit(1 if missing else 0)
