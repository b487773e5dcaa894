#!/usr/bin/env bats
# The script that builds, where it has something to decide; cmake itself is a stand-in here.
load helper

# A clone with a build folder that cmake made for $1, and a cmake that says what it is asked.
clone_built_for() {
    command -v pkg-config >/dev/null || skip "no pkg-config"
    mkdir -p clone/build/release bin
    cp "$LL_SOURCE_DIR/dev" clone/dev
    printf 'CMAKE_BUILD_TYPE:STRING=Release\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\n' "$1" \
        >clone/build/release/CMakeCache.txt
    printf '#!/bin/sh\nmkdir -p build/release\ncp "$LETTERLINT" build/release/letterlint\n' >bin/cmake
    chmod +x bin/cmake
    PATH=$PWD/bin:$PATH
}

@test "a build folder of another clone is made anew" {
    mkdir other
    for home in "$PWD/other" "$PWD/gone"; do
        clone_built_for "$home"
        try clone/dev run clean.md --no-default-rules --rules rules.yaml
        ends_with 0
        holds "$stderr" "dev: build/release was made for another folder; making it anew"
        [ ! -e clone/build/release/CMakeCache.txt ]
        [ -x clone/build/release/letterlint ]
    done
}

@test "its own build folder stays, by whichever name" {
    clone_built_for "$(pwd -P)/clone"
    try clone/dev run clean.md --no-default-rules --rules rules.yaml
    ends_with 0
    same "$stderr" "no problems"
    ln -s clone link
    try link/dev run clean.md --no-default-rules --rules rules.yaml
    ends_with 0
    clone_built_for "$PWD/link"
    try clone/dev run clean.md --no-default-rules --rules rules.yaml
    same "$stderr" "no problems"
    [ -e clone/build/release/CMakeCache.txt ]
}
