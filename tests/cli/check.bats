#!/usr/bin/env bats
# Checking letters: the report, the count line, the exit status.
load helper

@test "a finding is a headline, the line, carets, and advice" {
    try mine weak.md
    ends_with 1
    same "$output" "weak.md:3:6: warning: 'passionate' is a claim [claim]
   3 | I am passionate and came in order to win.
     |      ^~~~~~~~~~
     = advice: Tell what you did instead.

weak.md:3:26: note: 'in order to' says no more than 'to' [long-phrase]
   3 | I am passionate and came in order to win.
     |                          ^~~~~~~~~~~
     = replace with: to"
    same "$stderr" "1 warning, 1 note"
}

@test "a clean letter is said to be clean" {
    try mine clean.md
    ends_with 0
    same "$output" ""
    same "$stderr" "no problems"
}

@test "'check' is what no command means" {
    try mine weak.md
    plain=$output
    try mine check weak.md
    same "$output" "$plain"
    try "$LETTERLINT" check --no-default-rules weak.md --rules rules.yaml
    same "$output" "$plain"
}

@test "several files, in the order given, and the count over all" {
    try mine gap.md clean.md weak.md
    ends_with 1
    holds "${lines[0]}" "gap.md:1:6: error: a gap was left open [gap]"
    holds "$output" "weak.md:3:6: warning:"
    same "$stderr" "1 error, 1 warning, 1 note in 2 of 3 files"
    try mine clean.md clean.md
    same "$stderr" "no problems in 2 files"
    try mine weak.md weak.md
    same "$stderr" "2 warnings, 2 notes in 2 files"
}

@test "--quiet is one line a finding and nothing else" {
    try mine --quiet weak.md
    ends_with 1
    same "$output" "weak.md:3:6: warning: 'passionate' is a claim [claim]
weak.md:3:26: note: 'in order to' says no more than 'to' [long-phrase]"
    same "$stderr" ""
    try mine -q clean.md
    ends_with 0
    same "$output$stderr" ""
}

@test "short options may be joined, the last with its value" {
    try mine -q -o apart.txt weak.md
    try mine -qo joined.txt weak.md
    ends_with 1
    same "$output$stderr" ""
    cmp apart.txt joined.txt
    try mine -hV
    ends_with 0
    holds "$output" "letterlint $LL_VERSION"
    try mine -qo
    ends_with 2
    same "$stderr" "letterlint: option '--output-file' needs a value: --output-file FILE"
    try mine -oq weak.md
    ends_with 2
    same "$stderr" "letterlint: '-o' in '-oq' takes a value, which stands apart: -o FILE"
}

@test "--fail-on sets the level that fails" {
    for row in "note.md error 0" "note.md warning 0" "note.md note 1" "note.md never 0" \
        "weak.md error 0" "weak.md warning 1" "weak.md note 1" "weak.md never 0" \
        "gap.md error 1" "gap.md warning 1" "gap.md note 1" "gap.md never 0"; do
        read -r file level expected <<<"$row"
        try mine --fail-on "$level" "$file"
        ends_with "$expected"
    done
    try mine note.md
    ends_with 0
    same "$stderr" "1 note"
}

@test "a letter on standard input" {
    try mine - <weak.md
    ends_with 1
    holds "$output" "<stdin>:3:6: warning:"
    try mine --stdin-filename draft.md - <weak.md
    holds "$output" "draft.md:3:6: warning:"
    try mine - - <weak.md
    ends_with 2
    holds "$stderr" "letterlint: standard input can be read only once"
    holds "$output" "<stdin>:3:6: warning:"
}

@test "an empty letter is a letter" {
    : >empty.md
    try mine empty.md
    ends_with 0
    try mine - </dev/null
    ends_with 0
    try lint --quiet empty.md
    ends_with 1
    same "$output" "empty.md:1:1: warning: 0 words: add 250 (250 to 400 are read) [word-count]"
}

@test "a file named like a command, or like an option" {
    cp weak.md check
    cp weak.md -- --weird.md
    try mine -- check
    ends_with 1
    holds "$output" "check:3:6:"
    try mine ./check
    ends_with 1
    try mine -- --weird.md
    ends_with 1
    holds "$output" "--weird.md:3:6:"
}

@test "--meta reaches the rules and wins over front matter" {
    cat >meta.yaml <<'YAML'
letterlint: 1
rules:
  - id: company
    level: warning
    scope: letter
    when: meta.company == "Northstar"
    message: "goes to {meta.company}"
    tests: [{ bad: "Hi.", meta: { company: Northstar } }]
YAML
    printf -- '---\ncompany: Other\n---\n\nHi.\n' >front.md
    try lint --no-default-rules --rules meta.yaml front.md
    ends_with 0
    try lint --no-default-rules --rules meta.yaml --meta company=Northstar --meta role=x front.md
    ends_with 1
    holds "$output" "goes to Northstar"
}

@test "--trace says how the verdict came to be" {
    try mine --trace claim weak.md
    ends_with 1
    holds "$stderr" "claim"
    holds "$stderr" "passionate"
    try mine --trace claim --format json weak.md
    jq -e . <<<"$output"
    try mine --trace clam weak.md
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: there is no rule 'clam'; did you mean 'claim'?"
}

@test "--output-file gets the report, and only it" {
    try mine --output-file report.txt weak.md
    ends_with 1
    same "$output" ""
    same "$stderr" "1 warning, 1 note"
    holds "$(cat report.txt)" "weak.md:3:6: warning:"
    mine --format json -o report.json weak.md || true
    jq -e '.summary.warning == 1' report.json
    chmod 600 report.txt
    mine -o report.txt clean.md
    same "$(cat report.txt)" ""
    same "$(stat -c %a report.txt)" "600"
    same "$(ls)" "$(ls | grep -v 'report\.txt\.')"
}

@test "--output-file never takes the place of rules or a configuration" {
    mkdir more sub
    cp rules.yaml more/one.yaml
    echo 'rules: {claim: error}' >base.yaml
    echo 'rules: {claim: note}' >sub/.letterlint.yaml
    printf 'extends: base.yaml\nrule-files: more\n' >.letterlint.yaml
    cp weak.md sub
    cp -r . "$BATS_TEST_TMPDIR.before"
    for row in '-o rules.yaml --no-default-rules --rules rules.yaml: a rule file' '--format json:./more/one.yaml: a rule file' \
        '-o more/../base.yaml: a configuration' '-o .letterlint.yaml: a configuration' \
        '-o sub/.letterlint.yaml: a configuration' '-o base.yaml --show-settings: a configuration' \
        '-o clean.md --show-settings: a letter to check'; do
        # shellcheck disable=SC2086 # several words
        try lint ${row%: *} clean.md sub/weak.md
        ends_with 2
        holds "$stderr" ": is ${row##*: }; the report would take its place"
        diff -r -x 'separate-stderr-*' . "$BATS_TEST_TMPDIR.before"
    done
    # What a run does not read is free, and so is what can be read and written at once.
    lint --isolated -o base.yaml clean.md || [ $? -eq 1 ]
    holds_not "$(cat base.yaml)" rules
    lint --isolated --rules /dev/null -o /dev/null clean.md 2>err || [ $? -le 2 ]
    holds_not "$(cat err)" "take its place"
}

@test "new leaves a letter that is there as it is" {
    cp weak.md before.md
    try lint new -o weak.md
    ends_with 2
    same "$stderr" "letterlint: weak.md: is there already, and is left as it is"
    cmp weak.md before.md
    lint new -o fresh.md
    [ -s fresh.md ]
    lint new -o /dev/null
}

@test "--output-file never takes the place of a letter" {
    cp weak.md before.md
    ln weak.md other.md
    for file in weak.md ./weak.md other.md; do
        try mine -o "$file" clean.md weak.md
        ends_with 2
        same "$stderr" "letterlint: $file: is a letter to check; the report would take its place"
        cmp weak.md before.md
        try lint outline -o "$file" weak.md
        ends_with 2
        cmp weak.md before.md
    done
}

@test "--output-file that cannot be written is said" {
    try mine -o missing/report.txt weak.md
    ends_with 2
    same "$stderr" "letterlint: missing/report.txt: No such file or directory
1 warning, 1 note"
}

@test "the shipped rules find the six faults of the weak example" {
    try lint "$LL_SOURCE_DIR/examples/weak.md"
    ends_with 1
    for id in formulaic-opener stack-soup missing-metrics missing-observability vague-closing \
        word-count; do
        holds "$output" "[$id]"
    done
    try lint "$LL_SOURCE_DIR/examples/strong.md"
    ends_with 0
    same "$output" ""
    same "$stderr" "no problems"
}

@test "the example of an early career gets one warning, which may be left" {
    try lint --quiet "$LL_SOURCE_DIR/examples/early-career.md"
    ends_with 1
    same "${#lines[@]}" 1
    holds "$output" "warning: "
    holds "$output" "[missing-observability]"
    try lint --quiet --profile early-career "$LL_SOURCE_DIR/examples/early-career.md"
    ends_with 0
    same "$output" ""
    try lint --fail-on error "$LL_SOURCE_DIR/examples/early-career.md"
    ends_with 0
}

@test "it runs from anywhere, with nothing installed" {
    cp "$LETTERLINT" ./copied
    cd /
    try "$BATS_TEST_TMPDIR/copied" "$BATS_TEST_TMPDIR/clean.md"
    holds_not "$stderr" "letterlint:"
}
