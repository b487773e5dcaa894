#!/usr/bin/env bats
# What a letter tells letterlint to be quiet about, and what is said of that.
# shellcheck disable=SC2016,SC2154 # the code spans of Markdown; bats sets $stderr
load helper

# These tests' rules, and the one about suppressions itself.
setup_file() {
    {
        printf 'letterlint: 1\nrules:\n'
        sed -n '/^  - id: unused-suppression/,/^  - id: [^u]/p' \
            "$LL_SOURCE_DIR/rules/suppressions.yaml"
    } >"$BATS_FILE_TMPDIR/about.yaml"
}

# "rule line:column …" of a letter given as printf would print it.
found() {
    # shellcheck disable=SC2059
    printf -- "$1" >letter.md
    shift
    mine --rules "$BATS_FILE_TMPDIR/about.yaml" --format json "$@" letter.md |
        jq -r '[.files[].diagnostics[] | "\(.rule) \(.start.line):\(.start.column)"] | join(", ")'
}

# The first fix of a letter, applied.
fixed() {
    # shellcheck disable=SC2059
    printf -- "$1" >letter.md
    mine --rules "$BATS_FILE_TMPDIR/about.yaml" --format json letter.md >report.json
    local start end
    read -r start end < <(jq -r '[.files[].diagnostics[] | select(.fix)][0].fix |
        "\(.start.offset) \(.end.offset)"' report.json)
    head -c "$start" letter.md
    jq -rj '[.files[].diagnostics[] | select(.fix)][0].fix.text' report.json
    tail -c "+$((end + 1))" letter.md
}

@test "a line, a paragraph, from here to there" {
    same "$(found 'Passionate. <!-- letterlint-disable-line claim -- so -->\nPassionate.\n')" \
        "claim 2:1"
    same "$(found '<!-- letterlint-disable-next-paragraph claim -->\nPassionate,\npassionate.\n\nPassionate.')" \
        "claim 5:1"
    same "$(found 'Passionate.\n\n<!-- letterlint-disable claim -->\nPassionate.\n\n<!-- letterlint-enable claim -->\nPassionate.')" \
        "claim 1:1, claim 7:1"
    same "$(found 'Passionate in order to win. <!-- letterlint-disable-line claim -->')" \
        "long-phrase 1:12"
    same "$(found 'Passionate in order to win. <!-- letterlint-disable-line claim, long-phrase -->')" ""
    same "$(found 'Passionate in order to win. <!-- letterlint-disable-line -- both -->')" ""
}

@test "the narrowest suppression is the one in use" {
    same "$(found '<!-- letterlint-disable claim -->\nPassionate. <!-- letterlint-disable-line claim -->')" \
        "unused-suppression 1:1"
    same "$(found '<!-- letterlint-disable -->\nPassionate in order to win.\n<!-- letterlint-enable claim -->\nPassionate in order to win.')" \
        "claim 4:1"
}

@test "front matter is for the whole letter" {
    same "$(found '---\nletterlint: {disable: [claim]}\n---\nPassionate in order to win.')" \
        "long-phrase 4:12"
    same "$(found '---\nletterlint:\n  disable:\n    - claim\n    - gap\n---\nPassionate.')" \
        "unused-suppression 5:7"
    same "$(fixed '---\nletterlint:\n  disable:\n    - claim\n    - gap\n---\nPassionate.')" \
        "$(printf -- '---\nletterlint:\n  disable:\n    - claim\n---\nPassionate.')"
    try found 'Passionate.' --meta letterlint.disable=claim
    same "$output" ""
}

@test "in quotes, lists, headers, after the sign-off, and with other line ends" {
    same "$(found '> Passionate.\n>\n> <!-- letterlint-disable-next-paragraph claim -->\n> Passionate.\n')" \
        "claim 1:3"
    same "$(found '- Passionate.\n- <!-- letterlint-disable-next-paragraph claim -->\n  Passionate.\n- Passionate.\n')" \
        "claim 1:3, claim 4:3"
    same "$(found '<!-- letterlint-disable gap -->\nDear [NAME],\n\nI cook.\n')" ""
    same "$(found 'Dear Ann,\n\nI cook.\n\nBest,\nBo\n\n<!-- letterlint-disable -->\nPassionate.\n')" ""
    same "$(found 'Passionate.\r\n\r\n<!-- letterlint-disable-next-paragraph claim -->\r\nPassionate.\r\n')" \
        "claim 1:1"
}

@test "what is code or escaped suppresses nothing" {
    same "$(found '`<!-- letterlint-disable -->` Passionate.')" "claim 1:31"
    same "$(found '```\n<!-- letterlint-disable -->\n```\n\nPassionate.')" "claim 5:1"
    same "$(found '\\<!-- letterlint-disable --> Passionate.')" "claim 1:30"
}

@test "what a reason says is no part of the letter" {
    same "$(found '[NAME] <!-- letterlint-disable-line gap -- [NAME] is passionate -->')" ""
}

@test "what is of no use is said, with a fix that takes it out" {
    same "$(fixed 'I cook. <!-- letterlint-disable-line claim -->\nI bake.\n')" \
        "$(printf 'I cook. \nI bake.\n')"
    same "$(fixed 'I cook.\n<!-- letterlint-disable-line claim -->\nI bake.\n')" \
        "$(printf 'I cook.\nI bake.\n')"
    same "$(fixed 'Passionate. <!-- letterlint-disable-line gap claim -->\n')" \
        "$(printf 'Passionate. <!-- letterlint-disable-line claim -->\n')"
    # Without its last id it would be about every rule.
    same "$(fixed 'Passionate. <!-- letterlint-disable-line gap, long-phrase -->\n')" \
        "Passionate. "
}

@test "slips are said, with what was meant" {
    printf 'I cook.\n\n<!-- letterlint-disabel claim -->\n' >letter.md
    try lint -q letter.md
    holds "$output" "letter.md:3:6: note: there is no directive 'letterlint-disabel'"
    printf 'I cook. <!-- letterlint-disable-line generic-claim -->\n' >letter.md
    try lint letter.md
    holds "$output" "letter.md:1:38: note: there is no rule 'generic-claim'"
    holds "$output" "did you mean 'generic-claims'?"
}

@test "a rule that is off or skipped makes no suppression unused" {
    printf 'letterlint: 1\nprofiles: {calm: {rules: {claim: off}}}\n' >calm.yaml
    same "$(found 'I cook. <!-- letterlint-disable-line claim -->' --rules calm.yaml --profile calm)" ""
    same "$(found 'I cook. <!-- letterlint-disable-line claim -->' --rules calm.yaml)" \
        "unused-suppression 1:9"
}

@test "the rule about suppressions is a rule like any other" {
    same "$(found '<!-- letterlint-disable unused-suppression -->\n\nI cook.\n\n<!-- letterlint-disable claim -->')" ""
    same "$(found 'I cook. <!-- letterlint-disable-line --> <!-- letterlint-disable-line gap -->')" ""
    printf 'letterlint: 1\nprofiles:\n  hard: {rules: {unused-suppression: error}}\n  soft: {rules: {unused-suppression: off}}\n' >p.yaml
    printf 'I cook. <!-- letterlint-disable-line claim -->' >letter.md
    try mine --rules "$BATS_FILE_TMPDIR/about.yaml" --rules p.yaml --profile hard -q letter.md
    ends_with 1
    holds "$output" "error: 'claim' says nothing here"
    try mine --rules "$BATS_FILE_TMPDIR/about.yaml" --rules p.yaml --profile soft -q letter.md
    ends_with 0
    same "$output" ""
    try lint explain unused-suppression
    ends_with 0
}

@test "the outline is that of the letter without them" {
    printf 'Dear Ann,\n\nI cook\n<!-- letterlint-disable claim -- so -->\nfor many.\n' >with.md
    printf 'Dear Ann,\n\nI cook\nfor many.\n' >without.md
    same "$(lint outline with.md | grep -c 'I cook for many.')" 1
    same "$(lint outline --format json with.md | jq .files[0].words)" \
        "$(lint outline --format json without.md | jq .files[0].words)"
}

@test "a rule file cannot misuse the scope" {
    for row in "scope: [suppression, body]|stands alone" "scope: suppression in body|stands alone" \
        "scope: suppression, find: {words: [x]}|without 'find'" \
        "scope: body, when: fault == ''|is known of a suppression only" \
        "scope: body, when: exists(in suppression)|a suppression is no region"; do
        printf 'letterlint: 1\nrules:\n  - {id: x, level: note, message: m, %s}\n' \
            "${row%|*}" >bad.yaml
        try lint --rules bad.yaml clean.md
        ends_with 2
        holds "$stderr" "${row#*|}"
    done
}
