#!/bin/sh
# Formats all sources in place, or, with --check, fails where one is not formatted or a linter complains.
set -eu
cd "$(dirname "$0")/.."

swift_files=$(git ls-files -co --exclude-standard '*.swift')
c_files=$(git ls-files -co --exclude-standard '*.c' '*.h' '*.cpp' '*.hpp')
python_files=$(git ls-files -co --exclude-standard '*.py' '*.pyi')
ruff=".venv/bin/ruff"

# Each variable is a list of words; no file name has a space.
# shellcheck disable=SC2086
if [ "${1:-}" = --check ]; then
    swift format lint --strict $swift_files
    clang-format --dry-run -Werror $c_files
    $ruff format --check -q $python_files
    $ruff check -q $python_files
else
    swift format format -i $swift_files
    clang-format -i $c_files
    $ruff format -q $python_files
    $ruff check -q --fix $python_files
fi
