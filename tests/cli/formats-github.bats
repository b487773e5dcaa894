#!/usr/bin/env bats
# GitHub's annotations and job summary.
load helper

setup_file() {
    unset GITHUB_STEP_SUMMARY
}

@test "annotations, the worst first, with their place" {
    printf 'I am passionate.\n\nDear [NAME], in order to win.\n' >mixed.md
    try mine --format github ./mixed.md clean.md
    ends_with 1
    same "$stderr" ""
    same "$output" "::error file=mixed.md,line=3,col=6,endLine=3,endColumn=12,title=gap::a gap was left open
::warning file=mixed.md,line=1,col=6,endLine=1,endColumn=16,title=claim::'passionate' is a claim%0ATell what you did instead.
::notice file=mixed.md,line=3,col=14,endLine=3,endColumn=25,title=long-phrase::'in order to' says no more than 'to'"
}

@test "ten of a kind, then how many more" {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do echo 'I am passionate in order to win.'; echo; done >many.md
    cat many.md many.md >more.md
    printf 'Dear [NAME],\n' >last.md
    try mine --format github more.md last.md
    same "$(grep -c '^::warning' <<<"$output")" 10
    same "$(grep -c '^::notice' <<<"$output")" 10
    same "$(head -n 1 <<<"$output" | cut -d, -f1)" "::error file=last.md"
    same "$(tail -n 1 <<<"$output")" "and 14 warnings, 14 notes more; GitHub shows ten of a kind"
}

@test "a place of several lines has no columns, which GitHub would refuse" {
    printf 'I came in\norder to win.\n' >lines.md
    try mine --format github lines.md
    holds "$output" "file=lines.md,line=1,endLine=2,title="
}

# A letter that tries to write commands of its own, and a rule that repeats what it says.
hostile() {
    cat >any.yaml <<'YAML'
letterlint: 1
rules:
  - id: any
    level: warning
    scope: letter
    find: { raw: ['(?s)\S.*\S'] }
    message: "{match}"
    tests: [{ bad: "«x»" }]
YAML
    printf 'a %%0A::error::b\n::error file=x::c\r\n| d | <script>alert(1)</script> ![x](https://e.x/y) ` @me \x1b[31m\n' >hostile.md
}

@test "a letter cannot write commands of its own" {
    hostile
    cp hostile.md $'a,b:c%0A\n::error::x.md'
    try lint --no-default-rules --rules any.yaml --format github $'a,b:c%0A\n::error::x.md'
    same "$(grep -c '^::warning file=a%2C' <<<"$output")" "$(wc -l <<<"$output")"
    holds "$output" '::warning file=a%2Cb%3Ac%250A%0A%3A%3Aerror%3A%3Ax.md,line=1,'
    holds "$output" 'a %250A::error::b'
    holds_not "$output" $'\x1b'
    holds_not "$output" $'\r'
}

@test "the summary is appended to the file that the runner names" {
    export GITHUB_STEP_SUMMARY=$PWD/summary.md
    printf 'Somebody was here.\n' >summary.md
    try mine --format github weak.md clean.md
    ends_with 1
    holds "$output" "::warning file=weak.md,"
    same "$(head -n 5 summary.md)" "Somebody was here.
### letterlint: 1 warning, 1 note in 2 letters

| level | place | finding | rule |
| --- | --- | --- | --- |"
    try mine --format text weak.md
    same "$(grep -c '###' summary.md)" 1
    try mine --format github:out.txt clean.md
    same "$(grep '###' summary.md | tail -n 1)" "### letterlint: no problems in 1 letter"
    GITHUB_STEP_SUMMARY=missing/summary.md try mine --format github weak.md
    ends_with 2
    holds "$output" "::warning file=weak.md,"
    holds "$stderr" "missing/summary.md: No such file or directory"
}

@test "whoever asks for the summary by name gets it there alone" {
    export GITHUB_STEP_SUMMARY=$PWD/summary.md
    try mine --format github --format github-summary:mine.md weak.md
    ends_with 1
    holds "$(cat mine.md)" "| warning | weak&#46;md:3:6 | 'passionate' is a claim<br>Tell what you did instead&#46; | claim |"
    [ ! -e summary.md ]
}

@test "a letter cannot break out of the summary's table" {
    hostile
    try lint --no-default-rules --rules any.yaml --format github-summary hostile.md
    same "$(grep -c '^|' <<<"$output")" 3
    same "$(tail -n 1 <<<"$output" | tr -cd '|' | wc -c)" 5
    holds_not "$output" "<script"
    holds_not "$output" "](h"
    holds_not "$output" "@me"
    holds_not "$output" $'\x1b'
}

@test "the summary keeps below the size that GitHub takes" {
    hostile
    printf '%0200000d' 0 | tr 0 '|' >long.md
    try lint --no-default-rules --rules any.yaml --format github-summary long.md
    [ "${#output}" -lt 10000 ]
    holds "$output" "…"
}
