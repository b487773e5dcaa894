#!/usr/bin/env bats
# What goes wrong is said on standard error and ends with 2; the rest of the work is done.
load helper

@test "no letter" {
    try lint
    ends_with 2
    same "$output" ""
    holds "$stderr" "letterlint: which letter?"
    try lint outline
    ends_with 2
    try lint explain
    ends_with 2
}

@test "a missing file, and the others are still checked" {
    try mine missing.md weak.md
    ends_with 2
    holds "$stderr" "letterlint: missing.md: No such file or directory"
    holds "$output" "weak.md:3:6: warning:"
    holds "$stderr" "1 warning, 1 note"
}

@test "invalid UTF-8 names the line and the byte" {
    printf 'Dear \xff Sam\n' >bad.md
    try mine bad.md weak.md
    ends_with 2
    holds "$stderr" "letterlint: bad.md: invalid UTF-8 in line 1, at byte offset 5; save the file as UTF-8"
    holds "$output" "weak.md:3:6: warning:"
}

@test "a NUL byte names the byte" {
    printf 'Dear\0Sam\n' >nul.md
    try mine nul.md
    ends_with 2
    holds "$stderr" "letterlint: nul.md: a NUL byte at offset 4"
}

@test "a file over the limit, and --max-size" {
    yes 'I ran.' | head -c 300000 >big.md
    try mine big.md weak.md
    ends_with 2
    holds "$stderr" "letterlint: big.md: larger than the limit of 262144 bytes; --max-size raises it"
    holds "$output" "weak.md:3:6: warning:"
    for size in 300000 293k 1M 1m; do
        try mine --max-size "$size" big.md
        ends_with 0
    done
    try mine --max-size 20 weak.md
    ends_with 2
    try mine --max-size 10 - <weak.md
    ends_with 2
    holds "$stderr" "letterlint: <stdin>: larger than the limit of 10 bytes"
}

@test "an unreadable file" {
    [ "$(id -u)" -ne 0 ] || skip "root reads everything"
    chmod 000 weak.md
    try mine weak.md
    ends_with 2
    holds "$stderr" "letterlint: weak.md: Permission denied"
}

@test "a full disk is said" {
    [ -c /dev/full ] || skip "no /dev/full"
    try sh -c '"$LETTERLINT" --no-default-rules --rules rules.yaml weak.md >/dev/full'
    ends_with 2
    holds "$stderr" "letterlint: standard output: No space left on device"
    for command in rules 'explain claim' test; do
        # shellcheck disable=SC2016,SC2086
        try sh -c '"$LETTERLINT" --no-default-rules --rules rules.yaml "$@" >/dev/full' sh $command
        ends_with 2
    done
    try sh -c '"$LETTERLINT" --help >/dev/full'
    ends_with 2
}

@test "a reader that goes away ends the run quietly" {
    for i in $(seq 1 400); do cat weak.md; done >long.md
    run bash -c 'set -o pipefail
        "$LETTERLINT" --no-default-rules --rules rules.yaml --max-size 1m long.md long.md 2>err |
            head -n 1'
    holds "$output" "long.md:3:6: warning:"
    [ "$status" -le 1 ]
    same "$(cat err)" ""
}

@test "an unknown option, with the likely one" {
    try lint --fromat json weak.md
    ends_with 2
    same "$stderr" "letterlint: unknown option '--fromat'; did you mean '--format'?"
    try lint --fromat=json weak.md
    same "$stderr" "letterlint: unknown option '--fromat'; did you mean '--format'?"
    try lint -x weak.md
    same "$stderr" "letterlint: unknown option '-x'"
    try lint -quiet weak.md
    ends_with 2
    same "$stderr" "letterlint: unknown option '-quiet'; long options begin with '--'"
}

@test "an empty name" {
    try mine '' weak.md
    ends_with 2
    holds "$stderr" "letterlint: an empty name is no file"
    holds "$output" "weak.md:3:6: warning:"
    try mine -- ''
    ends_with 2
    same "$stderr" "letterlint: an empty name is no file"
    try lint test ''
    ends_with 2
    same "$stderr" "letterlint: an empty name is no file"
}

@test "nothing to test is not the same as nothing that fails" {
    try lint test --no-default-rules
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: there is no rule to test"
    try lint test -q --no-default-rules
    ends_with 2
    printf 'letterlint: 1\n' >none.yaml
    try lint test none.yaml
    ends_with 2
    same "$stderr" "letterlint: there is no rule to test"
}

@test "an unknown command, with the likely one" {
    try lint ruels
    ends_with 2
    same "$stderr" "letterlint: ruels: No such file or directory; did you mean the command 'rules'?"
    try mine chek weak.md
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: chek: No such file or directory; did you mean the command 'check'?"
    try mine -- chek weak.md
    ends_with 2
    same "$stderr" "letterlint: chek: No such file or directory
1 warning, 1 note"
    cp weak.md chek
    try mine chek
    ends_with 1
    same "$stderr" "1 warning, 1 note"
    try mine weak.md tset
    ends_with 2
    holds "$output" "weak.md:3:6:"
    try lint help ruels
    ends_with 2
    holds "$stderr" "there is no command 'ruels'"
    try lint help rules explain
    ends_with 2
    same "$stderr" "letterlint: 'letterlint help' takes one command at a time"
    try lint version weak.md
    ends_with 2
    same "$stderr" "letterlint: 'letterlint version' takes no arguments"
}

@test "pipes that nobody named are passed over, among letters, rules and what configures them" {
    mkdir rules letters
    cp rules.yaml rules
    cp weak.md letters
    mkfifo rules/pipe.yaml letters/pipe.md letters/.gitignore
    try timeout 60 "$LETTERLINT" -q --no-default-rules --rules rules letters
    ends_with 1
    same "$stderr" ""
    same "${#lines[@]}" 2
    try timeout 60 "$LETTERLINT" test rules
    ends_with 0
    mkfifo letters/.letterlint.yaml
    try timeout 60 "$LETTERLINT" -q --no-default-rules --rules rules letters weak.md
    ends_with 2
    holds "$stderr" "letters/.letterlint.yaml: is not a file"
    holds "$output" "weak.md:3:6: warning:"
}

@test "no room for what is written is said by every command" {
    [ -e /dev/full ] || skip "no /dev/full"
    for command in "check -q --no-default-rules --rules rules.yaml weak.md" "outline weak.md" "scorecard weak.md" \
        rules "explain stack-soup" profiles "test rules.yaml" help version new "--show-settings weak.md" \
        --list-formats "--format html weak.md" "--format sarif weak.md" "-q -o /dev/full weak.md"; do
        # shellcheck disable=SC2086 # words
        status=0 && "$LETTERLINT" $command >/dev/full 2>err || status=$?
        output=$command stderr=$(cat err)
        ends_with 2
        holds "$stderr" "No space left on device"
    done
}

@test "values that are none" {
    for row in "--format xml" "--color red" "--fail-on fatal" "--max-size 0" "--max-size big" \
        "--max-size 10g" "--max-size 3000m" "--max-size 99999999999999999999" "--max-size -1" \
        "--meta company" "--meta =x"; do
        read -r option value <<<"$row"
        try mine "$option" "$value" weak.md
        ends_with 2
        holds "$stderr" "letterlint: $option: '$value' is not "
        same "$output" ""
    done
    try lint weak.md --format
    ends_with 2
    same "$stderr" "letterlint: option '--format' needs a value: --format FORMAT[:FILE]"
    local option value count=0
    while read -r option value; do # every option that takes a value; an empty one is none
        for form in "$option=" "$option"; do
            local -a words=("$form")
            [ "$form" = "$option" ] && words+=("")
            try lint "${words[@]}" weak.md
            ends_with 2
            same "$stderr" "letterlint: option '$option' needs a value: $option $value"
        done
        count=$((count + 1))
    done < <(lint --help | sed -nE 's/^ +(-[a-z], )?(--[a-z-]+) ([A-Z][^ ]*).*/\2 \3/p')
    [ "$count" -ge 20 ]
    try lint --quiet=yes weak.md
    ends_with 2
    same "$stderr" "letterlint: option '--quiet' takes no value"
}

@test "an option of another command" {
    try lint rules --fail-on never
    ends_with 2
    same "$stderr" "letterlint: 'letterlint rules' takes no option '--fail-on'"
    try lint outline --rules rules.yaml weak.md
    ends_with 2
}

@test "mistakes in rule files print like findings, all of them" {
    cat >bad.yaml <<'YAML'
letterlint: 1
rules:
  - id: one
    levle: warning
    level: warning
    message: x
    tests: [{ bad: x }]
  - id: two
    level: warning
    scope: bodie
    message: x
    tests: [{ bad: x }]
YAML
    printf 'letterlint: 1\nrulez: []\n' >worse.yaml
    try lint --rules bad.yaml --rules worse.yaml weak.md
    ends_with 2
    same "$output" ""
    holds "$stderr" "bad.yaml:4:5: error:"
    holds "$stderr" "did you mean 'level'?"
    holds "$stderr" "bad.yaml:10:"
    holds "$stderr" "worse.yaml:2:1: error:"
    holds "$stderr" "nothing was checked"
    try lint --quiet --rules bad.yaml weak.md
    ends_with 2
    holds "${stderr_lines[0]}" "bad.yaml:4:5: error:"
    holds_not "$stderr" "^~"
}

@test "a rule file that is not there, all of them" {
    try lint --rules no.yaml --rules nope.yaml weak.md
    ends_with 2
    same "$stderr" "letterlint: no.yaml: No such file or directory
letterlint: nope.yaml: No such file or directory"
}

@test "a directory of rules" {
    mkdir house empty
    cp rules.yaml house/b.yaml
    printf 'letterlint: 1\nterms: { claim: { add: { words: [win] } } }\n' >house/c.yaml
    echo 'not yaml: [' >house/notes.txt
    try lint --no-default-rules --rules house weak.md
    ends_with 1
    holds "$output" "[claim]"
    try lint --rules empty weak.md
    ends_with 2
    holds "$stderr" "empty: there is no rule file (*.yaml) in this directory"
}

@test "a directory of rules with subfolders, one of which leads back" {
    mkdir -p house/more house/lang
    cp rules.yaml house/more/
    echo 'not rules' >house/lang/en.yaml
    ln -s .. house/more/up
    try lint --no-default-rules --rules house weak.md
    ends_with 1
    holds "$output" "[claim]"
    try lint test house
    ends_with 0
    same "$output" "6 tests passed, 0 failed"
}

@test "the shipped rules as a folder" {
    try lint --rules "$LL_SOURCE_DIR/rules" weak.md
    ends_with 2
    holds "$stderr" "rule 'vague-closing' is defined already, in the shipped closing.yaml:"
    holds "$stderr" "advice: --no-default-rules checks by your files alone"
    try lint "$LL_SOURCE_DIR/examples/weak.md"
    shipped=$output
    try lint --no-default-rules --rules "$LL_SOURCE_DIR/rules" "$LL_SOURCE_DIR/examples/weak.md"
    ends_with 1
    same "$output" "$shipped"
}

@test "no rules at all check nothing, which is not the same as finding nothing" {
    try lint --no-default-rules weak.md
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: there is no rule to check by; --rules FILE adds some"
}

@test "out of memory is said" {
    yes 'I am passionate and came in order to win.' | head -c 20000000 >huge.md
    (ulimit -v 100000 && lint --version >/dev/null 2>&1) || skip "not under a sanitizer"
    try bash -c 'ulimit -v 100000
        "$LETTERLINT" --no-default-rules --rules rules.yaml --max-size 30m huge.md weak.md'
    ends_with 2
    holds "$stderr" "out of memory"
}
