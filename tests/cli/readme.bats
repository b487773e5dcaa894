#!/usr/bin/env bats
# What the README shows is what happens: its output, its rule and its program are tried.
load helper

# The first block of the README fenced as $1, without the fences.
block() {
    awk -v fence='```'"$1" '$0 == fence { inside = 1; next } inside && /^```$/ { exit } inside' \
        "$LL_SOURCE_DIR/README.md"
}

@test "the output shown is the real one" {
    "$LL_SOURCE_DIR/tests/cli/readme"
}

@test "the rule shown works" {
    block yaml >mine.yaml
    try lint test mine.yaml
    ends_with 0
    same "$output" "2 tests passed, 0 failed"
    printf 'Dear Sam,\n\nI found you on a job site.\n' >found.md
    try lint --quiet --rules mine.yaml found.md
    holds "$output" "found.md:3:18: warning: Where you saw the advert ('job site')"
}

@test "the program shown compiles and runs" {
    command -v cc >/dev/null || skip "no compiler"
    [ -e "$(dirname "$LETTERLINT")/libletterlint.so" ] || skip "no shared library beside the binary"
    block c >demo.c
    cc -std=c17 -Wall -Wextra -Werror -I"$LL_SOURCE_DIR/src" demo.c -o demo \
        -L"$(dirname "$LETTERLINT")" -lletterlint
    LD_LIBRARY_PATH=$(dirname "$LETTERLINT") try ./demo
    [ "$status" -eq 0 ] || skip "not under a sanitizer"
    holds "$output" "line 1: "
    holds "$output" "line 3: "
}
