"""Compile and run the C, C++ and Swift examples of README.md and docs/, and check what they print.

    python tools/test_readme.py PREFIX OUTPUT

PREFIX is where the library is installed; programs are built in OUTPUT. An example is a fenced
block; the comment lines at its end are all that it prints. A block without `main` is a fragment:
the headers and a `main` are put around it. The Python examples are doctests.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/families").glob("*.md")),
]
BLOCK = re.compile(r"^```(c|cpp|swift)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

COMPILERS = {
    "c": ["cc", "-std=c11"],
    "cpp": ["c++", "-std=c++20"],
}
FLAGS = ["-Wall", "-Wextra", "-Werror", "-pedantic"]
FRAMES = {
    "c": "#include <kullback.h>\n#include <stdio.h>\n\nint main(void) {{\n{}return 0;\n}}\n",
    "cpp": "#include <cstdio>\n#include <kullback.hpp>\n\nint main() {{\n{}}}\n",
    "swift": "import Kullback\n\n{}",
}
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "examples",
    dependencies: [.package(name: "kullback", path: "{path}")],
    targets: [{names}].map {{
        .executableTarget(
            name: $0, dependencies: [.product(name: "Kullback", package: "kullback")],
            swiftSettings: [.treatAllWarnings(as: .error)])
    }})
"""


class Example:
    """A fenced block of a page."""

    def __init__(self, page, line, language, source):
        self.place = f"{page.relative_to(ROOT)}:{line}"
        self.name = f"{page.stem}_{line}"
        self.language = language
        self.expected = expected_output(source)
        whole = "import Kullback" if language == "swift" else "main("
        frame = "{}" if whole in source else FRAMES[language]
        self.source = frame.format(source)


def expected_output(source):
    """Return the lines of the comment at the end of the block."""
    lines = []
    for line in reversed(source.splitlines()):
        if not line.startswith("// "):
            break
        lines.insert(0, line.removeprefix("// "))
    return lines


def examples():
    """Return every example of every page."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Example(page, line, *match.groups()))
    return found


def build_with_compiler(example, prefix, output):
    """Compile a C or C++ example as a user of the installed library would."""
    source = output / f"{example.name}.{example.language}"
    source.write_text(example.source, encoding="utf-8")
    program = output / f"{example.name}_{example.language}"
    environment = {**os.environ, "PKG_CONFIG_PATH": str(prefix / "lib" / "pkgconfig")}
    query = ["pkg-config", "--cflags", "--libs", "kullback"]
    library = subprocess.check_output(query, env=environment, text=True).split()
    options = [*library, f"-Wl,-rpath,{prefix / 'lib'}", "-o", program]
    subprocess.run([*COMPILERS[example.language], *FLAGS, source, *options], check=True)
    return program


def build_with_swiftpm(swift_examples, output):
    """Build all Swift examples as one package that depends on this one; return where they are."""
    package = output / "swift"
    for example in swift_examples:
        sources = package / "Sources" / example.name
        sources.mkdir(parents=True, exist_ok=True)
        (sources / "main.swift").write_text(example.source, encoding="utf-8")
    names = ", ".join(f'"{example.name}"' for example in swift_examples)
    manifest = MANIFEST.format(path=ROOT, names=names)
    (package / "Package.swift").write_text(manifest, encoding="utf-8")
    command = ["swift", "build", "-q", "-c", "release", "--package-path", package]
    subprocess.run(command, check=True)
    return package / ".build" / "release"


def build(found, prefix, output):
    """Build every example; return its program by its place."""
    output.mkdir(parents=True, exist_ok=True)
    swift_examples = [example for example in found if example.language == "swift"]
    release = build_with_swiftpm(swift_examples, output)
    programs = {example.place: release / example.name for example in swift_examples}
    for example in found:
        if example.language != "swift":
            programs[example.place] = build_with_compiler(example, prefix, output)
    return programs


def main():
    """Build and run the examples; exit with 1 where one prints something else."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prefix", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    found = examples()
    programs = build(found, arguments.prefix.resolve(), arguments.output.resolve())
    failed = 0
    for example in found:
        command = [programs[example.place]]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        printed = run.stdout.splitlines()
        if run.returncode != 0 or printed != example.expected:
            failed += 1
            print(f"{example.place}: exit status {run.returncode}, printed {printed}")
            print(f"    expected {example.expected}")
    print(f"{len(found)} examples, {failed} failed")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
