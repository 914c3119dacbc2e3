#!/bin/sh
# Runs the C runner on an emulated arm64 processor and compares its dump with that of this machine.
#
#     Tests/Conformance/arm64.sh OUTPUT DUMP
#
# OUTPUT is a directory to build in, DUMP the C runner's dump of `run.sh`, such as build/conformance/c.dump.
# Needs gcc-aarch64-linux-gnu, qemu-user and libcjson1:arm64 (after `dpkg --add-architecture arm64`).
set -eu

mkdir -p "$1"
output=$(cd "$1" && pwd)
dump=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
vectors=$here/../Vectors
cross=aarch64-linux-gnu

# The toolchain for x86-64 has the Swift standard library for arm64 without an operating system, which is all that
# Embedded Swift needs.
cmake -S "$root" -B "$output" -G Ninja -DCMAKE_BUILD_TYPE=Release -DKULLBACK_BUILD_TESTING=OFF \
    -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_C_COMPILER=$cross-gcc \
    -DCMAKE_OBJCOPY="$(command -v $cross-objcopy)" \
    -DKULLBACK_SWIFT_FLAGS="-target;aarch64-none-none-elf;-Xcc;-fPIC" >/dev/null
cmake --build "$output"
$cross-gcc -std=c11 -O2 -I "$here/c" -I "$root/include" -idirafter /usr/include "$here"/c/*.c -o "$output/runner-arm64" \
    "$output/libkullback.so.0" /usr/lib/$cross/libcjson.so.1 -lm -Wl,--allow-shlib-undefined

set --
for file in "$vectors"/*.json; do
    case $file in
    */schema.json | */tolerances.json) ;;
    *) set -- "$@" "$file" ;;
    esac
done
LD_LIBRARY_PATH=$output:/usr/lib/$cross qemu-aarch64 -L /usr/$cross "$output/runner-arm64" --contiguous "$@" \
    >"$output/arm64.dump"
cmp "$output/arm64.dump" "$dump"
echo "$(wc -l <"$output/arm64.dump") lines, the same bits"
