#!/usr/bin/env bats
# What was known before is not reported; what is new, and what is gone, is said.
# shellcheck disable=SC2154,SC2094 # bats sets $stderr; a name given is no file read
load helper

known() { mine --write-baseline base.json weak.md note.md; }

# "path rule count, …", the entries of a baseline.
entries() { jq -r '[.entries[] | "\(.path) \(.rule) \(.count)"] | join(", ")' "$1"; }

@test "a baseline is written sorted, an entry a line, and the same every time" {
    try known
    ends_with 0
    same "$output" ""
    same "$stderr" "letterlint: base.json: 3 findings recorded"
    same "$(entries base.json)" "note.md long-phrase 1, weak.md claim 1, weak.md long-phrase 1"
    same "$(wc -l <base.json)" 4
    cp base.json first.json
    mine --write-baseline base.json note.md weak.md
    cmp base.json first.json
}

@test "what is known is not reported, what is new is" {
    known
    try mine --baseline base.json weak.md note.md clean.md
    ends_with 0
    same "$output" ""
    same "$stderr" "no problems in 3 files"
    printf '\nI am a team player.\n' >>weak.md
    try mine -q --baseline base.json weak.md
    ends_with 1
    same "$output" "weak.md:5:8: warning: 'team player' is a claim [claim]"
}

@test "it survives moved lines, re-wrapping and changes elsewhere" {
    known
    printf '# A title\n\nDear Sam,\n\nNew words.\n\n> I am passionate and\n> came in order\n> to win.\n' >weak.md
    try mine --baseline base.json weak.md
    ends_with 0
    same "$stderr" "no problems"
}

@test "faults that are alike are counted" {
    printf 'A team player.\n\nA team player.\n' >twice.md
    mine --write-baseline base.json twice.md
    same "$(entries base.json)" "twice.md claim 2"
    printf '\nA team player.\n' >>twice.md
    try mine -q --baseline base.json twice.md
    ends_with 1
    same "$output" "twice.md:5:3: warning: 'team player' is a claim [claim]"
    printf 'A team player.\n' >twice.md
    try mine --baseline base.json twice.md
    ends_with 0
    holds "$stderr" "base.json: twice.md: claim no longer occurs"
}

@test "what no longer occurs is said of the letters that were checked" {
    known
    cp clean.md weak.md
    cp clean.md note.md
    try mine --baseline base.json weak.md
    ends_with 0
    holds "$stderr" "letterlint: base.json: weak.md: claim no longer occurs"
    holds "$stderr" "letterlint: base.json: --write-baseline brings it up to date"
    holds_not "$stderr" "note.md"
    try mine -q --baseline base.json weak.md
    same "$stderr" ""
    mine --write-baseline base.json weak.md
    same "$(entries base.json)" "note.md long-phrase 1"
}

@test "paths are seen from the baseline's folder" {
    mkdir -p ci letters
    mv weak.md letters
    mine --write-baseline ci/base.json letters/weak.md
    holds "$(entries ci/base.json)" "../letters/weak.md claim 1"
    pushd letters
    try lint --no-default-rules --rules ../rules.yaml --baseline ../ci/base.json weak.md
    ends_with 0
    popd
    try mine --baseline ci/base.json "$PWD/ci/../letters"
    ends_with 0
}

@test "a letter under a new name is known by its faults" {
    known
    mv weak.md renamed.md
    try mine --baseline base.json renamed.md note.md
    ends_with 0
    same "$stderr" "no problems in 2 files"
    # Twice it is not the same letter.
    cp renamed.md copy.md
    try mine -q --baseline base.json copy.md renamed.md
    ends_with 1
    holds "$output" "renamed.md:3:6:"
    holds_not "$output" "copy.md"
    # A letter that has entries borrows none.
    printf 'I am passionate and came in order to win.\n' >>note.md
    try mine -q --baseline base.json note.md
    ends_with 1
    mine --write-baseline base.json renamed.md
    holds_not "$(entries base.json)" "weak.md"
}

@test "standard input has the name it is given" {
    known
    try mine --baseline base.json --stdin-filename weak.md - <weak.md
    ends_with 0
    try mine -q --baseline base.json - <weak.md
    ends_with 1
}

@test "other reports show what is new too" {
    known
    printf '\nI am a team player.\n' >>weak.md
    try mine --baseline base.json --format json weak.md
    same "$(jq -r '[.files[].diagnostics[].rule] | join(" ")' <<<"$output")" "claim"
}

@test "a baseline that cannot be used stops the run" {
    try mine --baseline none.json weak.md
    ends_with 2
    same "$stderr" "letterlint: none.json: No such file or directory"
    mkdir folder
    try mine --baseline folder weak.md
    ends_with 2
    same "$output" ""
    head -c 20000000 /dev/zero | tr '\0' ' ' >huge.json
    try mine --baseline huge.json weak.md
    ends_with 2
    holds "$stderr" "huge.json: larger than the limit"
    for row in "{|bad.json:1:2: error: this baseline is no JSON: string or '}' expected near end of file [baseline]" \
        "x|bad.json:1:1: error: this baseline is no JSON: invalid token near 'x' [baseline]" \
        '|bad.json:1:1: error: this baseline is no JSON: ' \
        $'{"letterlint-baseline": 1,\n "entries": [1,]}|bad.json:2:16: error: this baseline is no JSON: ' \
        '{"entries": [], "entries": []}|bad.json:1:25: error: this baseline is no JSON: duplicate object key' \
        $'\xEF\xBB\xBF{"letterlint-baseline": 1, "entries": 2 1}|bad.json:1:41: error: this baseline is no JSON: ' \
        '[1]|bad.json:1:1: error: a baseline must be an object' \
        '{"entries": []}|"letterlint-baseline": 1 is missing' \
        '{"letterlint-baseline": 2}|bad.json:1:25: error: a baseline of another version: this letterlint knows 1' \
        '{"letterlint-baseline": 1, "entris": []}|did you mean '"'entries'" \
        '{"letterlint-baseline": 1, "entries": {}}|bad.json:1:39: error: '"'entries' must be a list" \
        '{"letterlint-baseline": 1, "entries": [3]}|bad.json:1:40: error: an entry must be an object' \
        '{"letterlint-baseline": 1, "entries": [{"path": "a"}]}|'"'rule' is missing" \
        '{"letterlint-baseline": 1, "entries": [{"path": "a", "rule": "b", "fingerprint": "c", "count": 0}]}|must be a whole number from 1' \
        '{"letterlint-baseline": 1, "entries": [{"path": [], "rule": "b", "fingerprint": "c", "count": 1}]}|'"'path' must be a text"; do
        printf '%s' "${row%%|*}" >bad.json
        try mine --baseline bad.json weak.md
        ends_with 2
        same "$output" ""
        holds "$stderr" "${row#*|}"
        holds "$stderr" "letterlint: the baseline bad.json cannot be used; nothing was checked"
        holds_not "$stderr" '[yaml]'
    done
    known
    { printf '\xEF\xBB\xBF' && jq . base.json; } >rewritten.json # an editor's
    try mine --baseline rewritten.json weak.md
    ends_with 0
}

@test "nothing but a baseline is ever replaced by one" {
    cp weak.md before.md
    try mine --write-baseline weak.md note.md
    ends_with 2
    cmp weak.md before.md
    try mine --write-baseline missing/base.json weak.md
    ends_with 2
    holds "$stderr" "missing/base.json: No such file or directory"
    try mine --baseline a --write-baseline b weak.md
    ends_with 2
    holds "$stderr" "give one of them"
}

@test "a letter that cannot be read costs nothing of what was known of it" {
    known
    printf '\377' >weak.md
    try mine --write-baseline base.json weak.md note.md
    ends_with 2
    holds "$(entries base.json)" "weak.md claim 1"
}
