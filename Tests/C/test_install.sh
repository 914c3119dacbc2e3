#!/bin/sh
# Usage: test_install.sh PREFIX
#
# The installed library as a user meets it: the programs of bindings/c and bindings/cpp are copied away
# from the source tree, built through pkg-config and through find_package, run, and their output compared
# with expected/.
set -eu

prefix=$(cd "$1" && pwd)
tests=$(cd "$(dirname "$0")" && pwd)
bindings=$(cd "$tests/../../bindings" && pwd)
pkg_config_file=$(find "$prefix" -name kullback.pc)
PKG_CONFIG_PATH=$(dirname "$pkg_config_file")
library_path=$(PKG_CONFIG_PATH=$PKG_CONFIG_PATH pkg-config --variable=libdir kullback)
export PKG_CONFIG_PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0

# run_all DIRECTORY: runs the programs there.
run_all() {
    for expected in "$tests"/expected/*.txt; do
        program=$(basename "$expected" .txt)
        "$1/$program" >"$work/output" 2>"$work/messages" || {
            cat "$work/messages"
            echo "failed: $1/$program"
            exit 1
        }
        diff -u "$expected" "$work/output"
        passed=$((passed + 1))
    done
}

for language in c cpp; do
    mkdir "$work/$language"
    cp "$bindings/$language"/*."$language" "$bindings/$language/Makefile" "$bindings/$language/CMakeLists.txt" \
        "$work/$language"

    make --silent -C "$work/$language"
    LD_LIBRARY_PATH=$library_path
    export LD_LIBRARY_PATH
    run_all "$work/$language"
    unset LD_LIBRARY_PATH

    cmake -S "$work/$language" -B "$work/$language/build" -DCMAKE_PREFIX_PATH="$prefix" >"$work/log" || {
        cat "$work/log"
        exit 1
    }
    cmake --build "$work/$language/build" >"$work/log" || {
        cat "$work/log"
        exit 1
    }
    run_all "$work/$language/build"
done

echo "$passed programs built and run"
