#!/usr/bin/env bats
# docs/scale.md on one machine: the blocks that need no other, as they stand there. ./dev scale runs
# those for hosts and clusters.
load helper

recipe() { "$LL_SOURCE_DIR/tests/scale/recipe" "$1"; }

# Runs a block of the document, with what it says to letterlint in `said`.
follow() { # NAME
    local script
    script=$(recipe "$1")
    mkdir -p bin
    printf '#!/bin/sh\necho "$*" >>said\nexec "%s" "$@"\n' "$LETTERLINT" >bin/letterlint
    chmod +x bin/letterlint
    PATH=$PWD/bin:$PATH bash -euo pipefail -c "$script"
}

make_letters() {
    mkdir letters
    cp weak.md letters/a.md
    cp clean.md letters/b.md
    cp note.md letters/c.md
}

@test "letters in a folder, one machine, nothing lost" {
    make_letters
    follow day
    follow records
    follow one
    follow complete
    same "$(jq -r .id findings.ndjson)" "letters/a.md
letters/b.md
letters/c.md"
    [ -z "$(follow errors)" ]
}

@test "complete passes over no record, and names the first line that is not right" {
    make_letters
    follow day
    follow records
    follow one
    cp findings.ndjson whole.ndjson
    sed 2d whole.ndjson >findings.ndjson
    try follow complete
    ends_with 1
    holds "$output" "line 2"
    sed 3p whole.ndjson >findings.ndjson
    try follow complete
    ends_with 1
}

@test "a line that is no record is answered, and complete goes on behind it" {
    make_letters
    follow day
    follow records
    { sed -n 1p letters.ndjson; echo 'no JSON'; echo; echo '["a", "list"]'; echo '5'; sed -n 2,3p letters.ndjson; } >all
    mv all letters.ndjson
    follow one
    follow complete
    same "$(follow errors | jq -c '[.id, .error.line]')" '[null,2]
[null,4]
[null,5]'
    sed -i 5d findings.ndjson
    try follow complete
    ends_with 1
    holds "$output" "line 5"
}

@test "every block that lints judges by the day that was written down" {
    make_letters
    follow day
    same "$(cat day)" "$(date -I)"
    echo 2020-02-02 >day
    follow records
    follow one
    holds "$(cat said)" "--date 2020-02-02"
    for block in hosts letters.sbatch; do
        # shellcheck disable=SC2016 # as it stands there
        holds "$(recipe "$block")" '--date "$(cat day)"'
    done
}
