#!/usr/bin/env bats
# docs/formats.md: what it shows is what is written, and no format is left out.
load helper

@test "every example of docs/formats.md and docs/batch.md is what letterlint writes" {
    try "$LL_SOURCE_DIR/tests/cli/formats_doc"
    ends_with 0
}

@test "docs/formats.md shows every format" {
    while read -r name _; do
        grep -q "^\$ letterlint .*--format $name " "$LL_SOURCE_DIR/docs/formats.md" || {
            echo "no example of $name"
            return 1
        }
    done < <(lint --list-formats)
}
