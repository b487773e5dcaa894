# What every file of tests here needs: a scratch folder, rules that are ours, and the binary.
# shellcheck shell=bash
bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR" || exit
    cp "$LL_SOURCE_DIR/tests/cli/rules.yaml" .
    unset NO_COLOR
    printf 'Dear Sam,\n\nI am passionate and came in order to win.\n' >weak.md
    printf 'Dear Sam,\n\nI cut p99 to 210 ms.\n' >clean.md
    printf 'Dear [NAME],\n\nI cut p99 to 210 ms.\n' >gap.md
    printf 'Dear Sam,\n\nI came in order to win.\n' >note.md
}

# letterlint, bare.
lint() { "$LETTERLINT" "$@"; }

# letterlint with the rules of these tests alone; options may stand anywhere.
mine() { "$LETTERLINT" --no-default-rules --rules rules.yaml "$@"; }

# run, with what each stream got in $output and $stderr.
try() { run --separate-stderr "$@"; }

# Says what was expected when a text is another.
same() {
    [ "$1" = "$2" ] || {
        printf 'expected:\n%s\ngot:\n%s\n' "$2" "$1"
        return 1
    }
}

# Whether a text holds another.
holds() {
    [[ "$1" == *"$2"* ]] || {
        printf 'expected to hold:\n%s\ngot:\n%s\n' "$2" "$1"
        return 1
    }
}

holds_not() {
    [[ "$1" != *"$2"* ]] || {
        printf 'expected not to hold:\n%s\ngot:\n%s\n' "$2" "$1"
        return 1
    }
}

ends_with() {
    [ "$status" -eq "$1" ] || {
        printf 'expected status %s, got %s\n%s\n%s\n' "$1" "$status" "$output" "$stderr"
        return 1
    }
}
