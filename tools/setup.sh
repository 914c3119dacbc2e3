#!/bin/sh
# Installs what building and testing need: Debian packages (as root, and only those that are missing) and
# Python packages in .venv. A Swift toolchain is expected.
set -eu
cd "$(dirname "$0")/.."

packages="cmake ninja-build gcc g++ pkg-config python3-dev python3-venv clang-format qemu-user valgrind
    libcjson-dev nlohmann-json3-dev"

if ! command -v swift >/dev/null; then
    echo "error: no Swift toolchain: install Swift 6.3 (https://www.swift.org/install) and put it on PATH" >&2
    exit 1
fi

missing=
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "error: missing Debian packages; as root: apt-get install$missing" >&2
        exit 1
    fi
    echo "installing$missing"
    apt-get update -qq
    # A list of words.
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

stamp=.venv/.requirements
if [ ! -e "$stamp" ] || [ tools/requirements.txt -nt "$stamp" ]; then
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install -q --upgrade pip
    .venv/bin/python -m pip install -q -r tools/requirements.txt
    cp tools/requirements.txt "$stamp"
fi
