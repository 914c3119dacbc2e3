#!/bin/sh
# Usage: check_so.sh PATH_TO_LIBRARY
#
# What the shared library promises as a binary: its name, what it needs, what it exports, its size and
# its memory protection; and that the headers and the export list name the same functions.
set -eu

library=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
exports=$root/cmake/exports.txt
version_node=KULLBACK_0
size_limit=3145728
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() {
    echo "failed: $*"
    failures=$((failures + 1))
}

# same_lines TITLE EXPECTED ACTUAL: lines missing and extra both fail.
same_lines() {
    diff -u "$2" "$3" || fail "$1"
}

check_name() {
    soname=$(readelf -d "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\].*/\1/p')
    [ "$soname" = libkullback.so.0 ] || fail "soname is '$soname'"
}

check_needed() {
    for needed in $(readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p'); do
        case $needed in
        libc.so.6 | libm.so.6 | ld-linux*.so.*) ;;
        *) fail "needs $needed" ;;
        esac
    done
}

# Each symbol carries the version; the node itself is a symbol, too.
check_exports() {
    sed "s/\$/@@$version_node/" "$exports" >"$work/expected"
    nm -D --defined-only --with-symbol-versions "$library" | awk '$2 != "A" {print $3}' | sort >"$work/actual"
    same_lines "exported symbols differ from cmake/exports.txt" "$work/expected" "$work/actual"
}

check_declarations() {
    sort -u "$exports" >"$work/sorted"
    same_lines "cmake/exports.txt is not sorted, or has duplicates" "$work/sorted" "$exports"
    echo '#include <kullback.h>' | ${CC:-cc} -E -P -I"$root/include" - | tr '\n' ' ' |
        grep -oE 'kullback_[a-z0-9_]+ *\(' | tr -d ' (' | sort -u >"$work/declared"
    same_lines "functions declared in include/ differ from cmake/exports.txt" "$work/declared" "$exports"
}

check_size() {
    strip -o "$work/stripped" "$library"
    size=$(wc -c <"$work/stripped")
    [ "$size" -lt $size_limit ] || fail "stripped size is $size bytes"
}

check_protection() {
    case $(readelf -lW "$library" | awk '$1 == "GNU_STACK" {print $7}') in
    RW) ;;
    *) fail "the stack would be executable" ;;
    esac
    if readelf -d "$library" | grep -qE '\(TEXTREL\)|FLAGS.*TEXTREL'; then
        fail "text relocations"
    fi
}

check_name
check_needed
check_exports
check_declarations
check_size
check_protection

[ $failures -eq 0 ] || exit 1
echo "$(wc -l <"$exports") exports, $size bytes stripped: all as promised"
