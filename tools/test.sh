#!/bin/sh
# Every test of every layer: test.sh BUILD PREFIX PYTHON
set -eu
cd "$(dirname "$0")/.."
build=$1
prefix=$2
python=$3

step() { printf '\n== %s\n' "$1"; }

step "declarations, exports, bindings, vectors and pages agree"
"$python" tools/check_layers.py

step "Swift"
swift test -c release --scratch-path .build

step "C and C++"
ctest --test-dir "$build" --output-on-failure -j 2
Tests/C/test_install.sh "$prefix"

step "Python"
"$python" -m mypy --strict --config-file bindings/python/pyproject.toml bindings/python/src/kullback
"$python" -m pytest -q -n 2 Tests/Python
"$python" -m pytest -q --doctest-modules --pyargs kullback
bindings/python/test_wheel.sh

step "Conformance"
"$python" Tests/Vectors/information/oracle.py --check
PYTHON=$python EMULATE="Nehalem Haswell" Tests/Conformance/run.sh "$prefix" "$build/conformance"

step "Examples"
"$python" examples/demo.py --build "$build" --output "$build/forward_reverse_kl.png"
"$python" -m pytest -q --doctest-glob='*.md' README.md docs
"$python" tools/test_readme.py "$prefix" "$build/readme"
