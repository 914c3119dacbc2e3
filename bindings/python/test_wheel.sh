#!/bin/sh
# Builds the wheel, copies it away from the checkout, installs it into a clean environment and tests it there.
#
#   test_wheel.sh [option of pip wheel ...]     e.g. -C cmake.define.kullback_DIR=<prefix>/lib/cmake/kullback
#   PYTHON=python3.13 test_wheel.sh             for another interpreter
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/environment"
python="$scratch/environment/bin/python"
"$python" -m pip wheel --quiet --no-deps --wheel-dir "$scratch/built" "$@" "$here"

mkdir "$scratch/elsewhere"
cp "$scratch"/built/kullback-*.whl "$scratch/elsewhere"
rm -r "$scratch/built"
cd "$scratch/elsewhere"
"$python" -m pip install --quiet "$(echo "$scratch"/elsewhere/kullback-*.whl)[test]"

# The library in use is the one that came with the wheel, and PyTorch is not among what it needs.
"$python" - <<'END'
import importlib.util
import pathlib
import kullback

maps = pathlib.Path("/proc/self/maps").read_text().splitlines()
loaded = {pathlib.Path(line.split()[-1]) for line in maps if "libkullback" in line}
assert loaded == {pathlib.Path(kullback.__file__).parent / "libkullback.so.0"}, loaded
assert importlib.util.find_spec("torch") is None
END

export PYTHONDONTWRITEBYTECODE=1
# The accuracy of long rows is the library's, whichever way it was built.
"$python" -m pytest -q -n 2 -p no:cacheprovider --ignore="$root/Tests/Python/pytorch" \
    --ignore="$root/Tests/Python/test_loss_accuracy.py" "$root/Tests/Python"
"$python" -m pytest -q -p no:cacheprovider -W error --doctest-modules --doctest-glob=README.md \
    --ignore-glob="$scratch/environment/*/kullback/torch*" "$here/README.md" --pyargs kullback
"$python" -m mypy --strict --cache-dir "$scratch/mypy" --exclude /pytorch/ "$root/Tests/Python"
