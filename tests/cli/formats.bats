#!/usr/bin/env bats
# Several reports of one run, each to its own place.
load helper

@test "a report to the terminal and one to a file" {
    try mine --format text --format json:report.json weak.md clean.md
    ends_with 1
    holds "$output" "weak.md:3:6: warning:"
    same "$stderr" "1 warning, 1 note in 1 of 2 files"
    same "$(jq -c '[.files[].path, .summary.warning]' report.json)" '["weak.md","clean.md",1]'
}

@test "--output-file is the place of the report that names none" {
    try mine --format json:report.json --format text -o report.txt weak.md
    ends_with 1
    same "$output$stderr" ""
    holds "$(cat report.txt)" "weak.md:3:6: warning:"
    same "$(jq .summary.warning report.json)" 1
}

@test "two reports never go to one place, nor over a letter" {
    ln weak.md other.md
    for row in "--format text --format json|both text and json would go to standard output" \
        "--format text --format json -o out|both text and json would go to out" \
        "--format text:out --format json:out|out: both text and json would go there" \
        "--format text:out --format json:./out|./out: both text and json would go there" \
        "--format text:out --format json:$PWD/../${PWD##*/}/out|both text and json would go there" \
        "--format json:known --write-baseline ./known|known: is the baseline" \
        "--format json:known --baseline known|known: is the baseline" \
        "--format text:out -o other|every format has a file already" \
        "--format json:other.md|other.md: is a letter to check" \
        "--format json:|no file behind 'json:'"; do
        read -ra options <<<"${row%|*}"
        try mine "${options[@]}" weak.md
        ends_with 2
        holds "$stderr" "${row#*|}"
        same "$output" ""
    done
    same "$(ls out other 2>/dev/null)" ""
}

@test "a file that cannot be written costs none of the other reports" {
    try mine --format json:missing/report.json --format text weak.md
    ends_with 2
    holds "$output" "weak.md:3:6: warning:"
    holds "$stderr" "missing/report.json: No such file or directory"
}

@test "the formats are listed, each with a line, and a mistyped one is put right" {
    try lint --list-formats
    ends_with 0
    holds "$output" "text "
    holds "$output" "json "
    try lint --format jsn weak.md
    ends_with 2
    holds "$stderr" "did you mean 'json'?"
    try lint rules --format text --format json
    ends_with 2
    holds "$stderr" "takes one format"
}
