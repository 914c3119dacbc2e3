#!/bin/sh
# Runs the conformance suite against an installed library.
#
#     Tests/Conformance/run.sh PREFIX [OUTPUT]
#
# PREFIX is where the library is installed, OUTPUT where runners and dumps go (a temporary directory
# without it). From the environment: PYTHON, an interpreter that has the `kullback` package and
# requirements.txt; EMULATE, processors to run the C runner on under qemu-x86_64 ("Nehalem Haswell").
set -eu

prefix=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
vectors=$here/../Vectors
python=${PYTHON:-python3}
if [ $# -gt 1 ]; then
    mkdir -p "$2"
    output=$(cd "$2" && pwd)
else
    output=$(mktemp -d)
    trap 'rm -rf "$output"' EXIT
fi

export PKG_CONFIG_PATH="$prefix/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
# The prefix it was configured for may be another.
library=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs kullback)
flags="-O2 -Wall -Wextra -Werror -pedantic $library $(pkg-config --cflags --libs libcjson)"
flags="$flags -Wl,-rpath,$prefix/lib"

echo "oracle"
"$python" "$vectors/oracle.py" --check
echo "the judge"
"$python" -m pytest -q -p no:cacheprovider "$here" "$vectors"

echo "runners"
# $flags is a list of words.
# shellcheck disable=SC2086
cc -std=c11 -I "$here/c" "$here"/c/*.c -o "$output/runner-c" $flags
# shellcheck disable=SC2086
c++ -std=c++20 "$here"/cpp/*.cpp -o "$output/runner-cpp" $flags
swift build -q -c release --package-path "$here/swift" --scratch-path "$output/swift"

set --
for file in "$vectors"/*.json "$vectors"/losses/*.json "$vectors"/distributions/*.json; do
    case $file in
    */schema.json | */tolerances.json) ;;
    *) set -- "$@" "$file" ;;
    esac
done

failed=0
# dump NAME COMMAND...: a runner that fails leaves lines out, but the table is still wanted.
dump() {
    name=$1
    shift
    "$@" > "$output/$name.dump" || {
        echo "the runner for $name failed" >&2
        failed=1
    }
}

dump c "$output/runner-c" "$@"
dump cpp "$output/runner-cpp" "$@"
dump python "$python" "$here/python/runner.py" "$@"
dump swift "$output/swift/release/Conformance" "$@"
for level in baseline x86-64-v3; do
    dump "c-$level" env KULLBACK_CPU_LEVEL=$level "$output/runner-c" "$@"
    dump "swift-$level" env KULLBACK_CPU_LEVEL=$level "$output/swift/release/Conformance" "$@"
done
# Swift's own build of the kernels must not have let code for a newer processor into the rest either.
for cpu in ${EMULATE:-}; do
    (
        dump "swift-$cpu" qemu-x86_64 -cpu "$cpu" "$output/swift/release/Conformance" "$@"
        exit $failed
    ) &
    dump "c-$cpu" qemu-x86_64 -cpu "$cpu" "$output/runner-c" --contiguous "$@"
    wait $! || failed=1
done

set -- "C=$output/c.dump" "C++=$output/cpp.dump" "Python=$output/python.dump" "Swift=$output/swift.dump"
for variant in baseline x86-64-v3 ${EMULATE:-}; do
    set -- "$@" "C $variant=$output/c-$variant.dump" "Swift $variant=$output/swift-$variant.dump"
done
"$python" "$here/compare.py" "$@" || failed=1
exit $failed
