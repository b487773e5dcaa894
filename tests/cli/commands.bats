#!/usr/bin/env bats
# The other commands: outline, rules, explain, test, help, version.
load helper

@test "outline shows parts, sentences and the word count" {
    printf 'Hi Sam,\n\nI cut p99. It held.\n\nCall me.\n\nBest,\nAnn\n' >letter.md
    try lint outline letter.md
    ends_with 0
    same "$output" "letter.md: 7 words

  lines      part
  1          salutation
  3          opening
  5          closing
  7-8        signoff

  place      sentence
  3:1        I cut p99.
  3:12       It held.
  5:1        Call me."
    same "$stderr" ""
}

@test "outline of several letters, one missing" {
    try lint outline clean.md missing.md - <weak.md
    ends_with 2
    holds "$output" "clean.md: "
    holds "$output" "<stdin>: "
    same "$stderr" "letterlint: missing.md: No such file or directory"
}

@test "rules lists them" {
    try mine rules
    ends_with 0
    same "$output" "claim        warning  letter  '{match}' is a claim
long-phrase  note     letter  '{match}' says no more than 'to'
gap          error    letter  a gap was left open"
    try lint rules
    ends_with 0
    [ "${#lines[@]}" -ge 10 ]
    try lint rules claim
    ends_with 2
}

@test "explain shows a rule whole" {
    try mine explain claim
    ends_with 0
    same "$output" "claim (warning; looks at: letter)

  Message, of the bad example
    'passionate' is a claim

  Why
    Everybody says so.

  Advice
    Tell what you did instead.

  Bad
    I am «passionate».

  Good
    I cut p99 to 210 ms.

  Sources
    mimi, systems"
}

@test "explain shows what is said, and no expression" {
    lint explain word-count >explained
    grep -q "^  Message, of the bad example$" explained
    grep -q "^    4 words: add 246 (250 to 400 are read)$" explained
    # Where the example alone says nothing, names stand in angle brackets.
    lint explain salutation-mismatch >explained
    grep -q "^    The letter greets '<match>', but its contact is <contact>$" explained
    holds "$(lint explain stale-date)" 'The letter is dated <match>, <…>'
    lint rules --format json | jq -r '.rules[].id' | while read -r id; do
        lint explain "$id" >explained
        ! sed -n '/^  Message/,/^  Bad/p' explained | grep '[{}]' || return 1
    done
    # Programs get the template.
    same "$(lint explain a-an --format json | jq -r '.rules[0].message')" \
        "'{match} {2}': the sound asks for '{any(a-for-an in match) ? 'an' : 'a'}'"
}

@test "explain knows what was meant" {
    try lint explain stack-soop
    ends_with 2
    same "$stderr" "letterlint: there is no rule 'stack-soop'; did you mean 'stack-soup'?"
    try mine explain gap nothing-like-it claim
    ends_with 2
    holds "$output" "gap (error"
    holds "$output" "claim (warning"
    same "$stderr" "letterlint: there is no rule 'nothing-like-it'"
}

@test "every shipped rule can be explained" {
    lint rules --format json | jq -r '.rules[].id' | while read -r id; do
        lint explain "$id" >explained
        grep -q "Bad" explained
        grep -q "Good" explained
        grep -q "Why" explained
    done
}

@test "every guide that a shipped rule names has its title" {
    for tag in $(lint rules --format json | jq -r '.rules[].sources[]' | sort -u); do
        grep -q "^| \`$tag\` | " "$LL_SOURCE_DIR/docs/sources.md"
    done
}

@test "test runs the shipped tests by default" {
    try lint test
    ends_with 0
    holds "$output" "tests passed, 0 failed"
}

@test "test runs those of the named files alone" {
    try lint test rules.yaml
    ends_with 0
    same "$output" "6 tests passed, 0 failed"
    mkdir house
    cp rules.yaml house/
    try lint test house
    same "$output" "6 tests passed, 0 failed"
    try mine test
    same "$output" "6 tests passed, 0 failed"
    try mine test rules.yaml
    same "$output" "6 tests passed, 0 failed"
}

@test "a failing test is an error at its place" {
    sed -i 's/I am «passionate»\./I «am» passionate./' rules.yaml
    try lint test rules.yaml
    ends_with 1
    [[ "${lines[0]}" =~ ^rules\.yaml:[0-9]+:[0-9]+:\ error:\ .*\[claim\]$ ]]
    same "${lines[-1]}" "5 tests passed, 1 failed"
    try lint test -q rules.yaml
    ends_with 1
    holds_not "$output" "passed"
}

@test "a rule that no test makes fire fails" {
    sed -i '/I came «in order to» win/d' rules.yaml
    try lint test rules.yaml
    ends_with 1
    holds "$output" "[long-phrase]"
}

@test "a term written in a rule with a mistake is not said to be unused" {
    printf 'letterlint: 1\nrules:\n  - { id: own, level: note, scope: body, message: x, find: { patterns: ["(a"] } }\n' >own.yaml
    try lint test own.yaml
    ends_with 2
    holds "$stderr" "missing closing parenthesis"
    holds_not "$stderr" "no rule uses"
}

@test "a term that no rule uses is a mistake to test, not to check" {
    sed -i 's/^terms:/&\n  forgotten: { words: [word] }/' rules.yaml
    try mine clean.md
    ends_with 0
    try lint test rules.yaml
    ends_with 2
    holds "$stderr" "rules.yaml:"
    holds "$stderr" "forgotten"
}

@test "a file named twice is loaded once" {
    try mine --rules rules.yaml --rules . --rules "$PWD" clean.md
    ends_with 0
    try mine --rules rules.yaml clean.md
    ends_with 0
}

@test "help, in each of its ways" {
    try lint --help
    ends_with 0
    overview=$output
    holds "$overview" "usage: letterlint"
    holds "$overview" "--fail-on"
    try lint -h
    same "$output" "$overview"
    try lint help
    same "$output" "$overview"
    for command in check outline rules explain test help version; do
        holds "$overview" "  $command "
        try lint help "$command"
        ends_with 0
        holds "${lines[0]}" "usage: letterlint $command"
        text=$output
        try lint "$command" --help
        ends_with 0
        same "$output" "$text"
        [ "$(awk 'length > 80' <<<"$text")" = "" ]
    done
}

@test "version" {
    try lint --version
    ends_with 0
    same "${lines[0]}" "letterlint $LL_VERSION"
    holds "${lines[1]}" "cmark "
    text=$output
    try lint version
    same "$output" "$text"
    try lint -V
    same "$output" "$text"
}

@test "profiles lists them, as a table and as JSON" {
    cat >profiles.yaml <<'RULES'
letterlint: 1
rules:
  - {id: heard, level: note, scope: body, message: heard}
profiles:
  loud: {about: "Everything, \e[31mred", rules: {heard: warning}}
  louder-still: {rules: {heard: error}}
RULES
    try lint profiles --no-default-rules --rules profiles.yaml
    ends_with 0
    same "$output" 'loud          Everything, \x1b[31mred
louder-still'
    try lint profiles --no-default-rules --rules profiles.yaml --format json
    same "$(jq -c . <<<"$output")" '{"version":1,"profiles":[{"name":"loud","about":"Everything, \u001b[31mred"},{"name":"louder-still","about":""}]}'
    try lint profiles
    ends_with 0
    [ "${#lines[@]}" -ge 10 ]
    try lint profiles senior
    ends_with 2
    try lint profiles --format sarif
    ends_with 2
    holds "$stderr" "'sarif' is not text or json"
}

@test "every command that help lists can be asked for" {
    commands=$(lint help | sed -n '/^commands:/,/^$/s/^  \([^ ]*\) .*/\1/p')
    [ "$(wc -l <<<"$commands")" -ge 10 ]
    for command in $commands; do
        try lint help "$command"
        ends_with 0
        holds "$output" "usage: letterlint $command"
    done
}
