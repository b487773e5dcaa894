#!/usr/bin/env bash
# What `cmake --install` puts on a machine, seen from there.
#
#   check.sh BUILD VERSION SOURCE     installs into an empty prefix and looks around
#
# The prefix holds the client, both libraries, one header, and what pkg-config and CMake ask for; the
# shared library shows exactly what letterlint.h declares; a program built on either library, with what
# pkg-config says or by find_package, finds the shipped rules in it and nothing of this source tree.
set -euo pipefail
build=$1 version=$2 source=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
failed=0

fail() {
    printf '%s\n' "$*"
    failed=1
}

cmake --install "$build" --prefix "$prefix" >"$scratch/log" || { cat "$scratch/log"; exit 1; }

headers=$(cd "$prefix/include" && find . -type f)
[ "$headers" = ./letterlint.h ] || fail "installed headers: $headers"

library=$(find "$prefix" -name 'libletterlint.so' -print -quit)
archive=$(find "$prefix" -name 'libletterlint.a' -print -quit)
[ -n "$library" ] || fail "the shared library is missing"
[ -n "$archive" ] || fail "the static library is missing"

for file in share/letterlint/rules/opening.yaml share/letterlint/schemas/letterlint-rules.schema.json \
    share/letterlint/schemas/letterlint-config.schema.json \
    share/man/man1/letterlint.1 share/man/man5/letterlint-rules.5 \
    share/bash-completion/completions/letterlint share/zsh/site-functions/_letterlint \
    share/fish/vendor_completions.d/letterlint.fish; do
    [ -s "$prefix/$file" ] || fail "$file is missing"
done

declared=$(tr '\n' ' ' <"$prefix/include/letterlint.h" | grep -oE 'LL_API [^;(]*[ *]ll_[a-z_]+\(' |
    grep -oE 'll_[a-z_]+\($' | tr -d '(' | sort)
shown=$(nm -D --defined-only "$library" | awk '{ print $3 }' | sort)
[ "$declared" = "$shown" ] ||
    fail "declared in letterlint.h (<) and visible in the library (>) differ:" "$(diff <(echo "$declared") <(echo "$shown"))"

seen=$("$prefix/bin/letterlint" --version | head -n 1)
[ "$seen" = "letterlint $version" ] || fail "letterlint --version says '$seen', not 'letterlint $version'"

# Where the system tells where a program lies, rule ids link to the page that was installed with it.
if [ -e /proc/self/exe ]; then
    link=$(printf 'Dear Hiring Manager,\n' | "$prefix/bin/letterlint" -q --hyperlinks always --fail-on never - |
        grep -oE 'file://[^#]+' | head -n 1)
    [ -s "${link#file://}" ] || fail "rule ids link to '$link'"
fi

export PKG_CONFIG_PATH=${library%/*}/pkgconfig
[ "$(pkg-config --modversion letterlint)" = "$version" ] || fail "pkg-config knows another version"
# SANITIZE is what the library was built with; a program on it needs the same runtime.
consume() { # NAME FLAG...
    "${CC:-cc}" -std=c17 -Wall -Wextra -Werror ${SANITIZE:+-fsanitize=$SANITIZE} \
        "$source/consumer/consumer.c" -o "$scratch/$1" "${@:2}"
    LD_LIBRARY_PATH=${library%/*} "$scratch/$1" "$version" >"$scratch/$1.out" ||
        fail "the $1 consumer ended with $?"
    grep -qx formulaic-opener "$scratch/$1.out" || fail "the $1 consumer saw: $(cat "$scratch/$1.out")"
}
read -ra shared_flags < <(pkg-config --cflags --libs letterlint)
read -ra static_flags < <(pkg-config --cflags --static --libs letterlint | sed "s|-lletterlint|$archive|")
consume shared "${shared_flags[@]}"
consume static "${static_flags[@]}"
# The same program as a CMake project of its own.
find_package_builds() {
    cmake -S "$source/consumer" -B "$scratch/cmake" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="${CC:-cc}" \
        -DCMAKE_C_FLAGS="${SANITIZE:+-fsanitize=$SANITIZE}" &&
        cmake --build "$scratch/cmake"
}
find_package_builds >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
for kind in shared static; do
    "$scratch/cmake/on-$kind" "$version" | grep -qx formulaic-opener || fail "find_package, $kind: ended otherwise"
done
ldd "$scratch/static" | grep -q letterlint && fail "the static consumer loads the shared library"
exit "$failed"
