#!/bin/sh
# Usage: check_headers.sh INCLUDE_DIRECTORY C_COMPILER CXX_COMPILER
#
# Every header compiles alone, pedantically: the C headers as C11 and C++17, the C++ headers as C++20.
set -eu

include_directory=$1
c_compiler=$2
cxx_compiler=$3
checked=0

# check COMPILER LANGUAGE STANDARD HEADER; the declaration is for headers that only define macros.
check() {
    printf '#include <%s>\nextern int declaration;\n' "$4" |
        "$1" -x "$2" -std="$3" -Wall -Wextra -pedantic -Werror -I"$include_directory" -fsyntax-only -
    checked=$((checked + 1))
}

cd "$include_directory"
for header in *.h kullback/*.h; do
    check "$c_compiler" c c11 "$header"
    check "$cxx_compiler" c++ c++17 "$header"
done
for header in *.hpp kullback/*.hpp; do
    check "$cxx_compiler" c++ c++20 "$header"
done

echo "$checked header compilations passed"
