#!/usr/bin/env bats
# What a run ends with, and how it is shown: limits, statistics, links, and checking again on a save.
load helper

@test "--max-warnings lets so many warnings pass" {
    try mine --max-warnings 1 weak.md
    ends_with 0
    try mine --max-warnings 0 weak.md
    ends_with 1
    try mine --max-warnings 1 weak.md weak.md gap.md
    ends_with 1
    try mine --max-warnings 5 gap.md
    ends_with 1 # an error is no warning
    try mine --max-warnings 5 --fail-on note note.md
    ends_with 1
    for value in -1 x 1k '' 9999999999; do
        try mine --max-warnings "$value" weak.md
        ends_with 2
    done
}

@test "--exit-zero forgives findings, not errors" {
    try mine --exit-zero weak.md gap.md
    ends_with 0
    holds "$output" "weak.md:3:6: warning:"
    try mine --exit-zero weak.md missing.md
    ends_with 2
}

@test "--statistics counts instead" {
    try mine --statistics weak.md clean.md note.md gap.md
    ends_with 1
    same "$(awk 'NR > 1 { print $1, $2, $3, $4 }' <<<"$output")" "2 2 2 note
1 1 0 warning
1 1 0 error"
    holds_not "$output" "weak.md"
    try mine --statistics clean.md
    ends_with 0
    same "$output" ""
    try mine --format text --format statistics:counts weak.md
    ends_with 1
    holds "$output" "weak.md:3:6"
    holds "$(cat counts)" "warning"
    try mine --statistics --format json weak.md
    ends_with 2
}

@test "rule ids are links where that is wanted" {
    try mine --hyperlinks always weak.md
    holds "$output" $'\e]8;;file://'"$LL_SOURCE_DIR/docs/rules.md#claim"
    holds "$output" $'rules.md#claim\e\\claim\e]8;;\e\\]'
    try mine weak.md
    holds_not "$output" $'\e]8'
    try mine --hyperlinks never --color always weak.md
    holds_not "$output" $'\e]8'
    KITTY_WINDOW_ID=1 try mine weak.md
    holds_not "$output" $'\e]8' # no terminal
}

@test "rule ids link to the page beside the program, wherever that lies, or to nothing" {
    [ "$(uname)" = Linux ] || skip "no /proc/self/exe"
    local here='a b/x' link=$'\e]8;;file://'
    mkdir -p "$here/bin" "$here/share/doc/letterlint"
    cp "$LETTERLINT" "$here/bin/letterlint"
    rules=(--no-default-rules --rules rules.yaml --hyperlinks always)
    try "$here/bin/letterlint" "${rules[@]}" weak.md
    ends_with 1
    holds_not "$output" $'\e]8'
    holds "$stderr" "letterlint: --hyperlinks: there are no links, since rules.md is not where"
    printf '# The rules\n' >"$here/share/doc/letterlint/rules.md"
    try "$here/bin/letterlint" "${rules[@]}" weak.md
    holds "$output" "$link$PWD/a%20b/x/share/doc/letterlint/rules.md#claim"
    holds_not "$stderr" hyperlinks
    ln -s "$here/bin/letterlint" linked
    try ./linked "${rules[@]}" weak.md
    holds "$output" "$link$PWD/a%20b/x/share/doc/letterlint/rules.md#claim"
}

# Waits until a file holds a text: as long as it takes, for at most a minute.
until_holds() {
    local tries=0
    until grep -qF -- "$2" "$1"; do
        [ "$((tries += 1))" -lt 600 ] || { cat "$1"; return 1; }
        sleep 0.1
    done
}

@test "--watch checks again on every way of saving, and when rules change" {
    [ "$(uname)" = Linux ] || skip "inotify is Linux's"
    "$LETTERLINT" --no-default-rules --rules rules.yaml --watch weak.md >out 2>err 3>&- &
    local watcher=$!
    until_holds err "watching"
    until_holds out "weak.md:3:6: warning:"
    printf 'Dear Sam,\n\nMore lines.\n\nI am passionate.\n' >weak.md
    until_holds out "weak.md:5:6: warning:"
    printf 'Dear Sam,\n\nMore lines.\n\nAnd more.\n\nI am passionate.\n' >weak.new
    mv weak.new weak.md
    until_holds out "weak.md:7:6: warning:"
    sed -i 's/level: warning/level: error/' rules.yaml
    until_holds out "weak.md:7:6: error:"
    rm weak.md
    until_holds err "weak.md: No such file or directory"
    kill "$watcher"
    status=0
    wait "$watcher" || status=$?
    [ "$status" -eq 143 ] # ended by the signal, by nothing else
}

@test "--watch sees letters of any name, and new folders, but not its own reports" {
    [ "$(uname)" = Linux ] || skip "inotify is Linux's"
    mkdir letters
    cp weak.md weak.letter
    "$LETTERLINT" --no-default-rules --rules rules.yaml --watch --format json:report.json --format text \
        -o report.txt weak.letter letters --ext memo \
        >out 2>err 3>&- &
    local watcher=$!
    until_holds err "watching"
    sleep 0.5
    same "$(grep -c watching err)" 1
    printf 'Dear Sam,\n\nMore lines.\n\nI am passionate.\n' >weak.letter
    until_holds report.txt "weak.letter:5:6: warning:"
    mkdir letters/new
    until [ "$(grep -c watching err)" -ge 3 ]; do sleep 0.1; done
    cp weak.letter letters/new/a.memo
    until_holds report.txt "letters/new/a.memo:5:6: warning:"
    kill "$watcher"
    wait "$watcher" || true
}

@test "--watch ends when nobody reads, and reads no standard input" {
    [ "$(uname)" = Linux ] || skip "inotify is Linux's"
    timeout 60 bash -c '"$@" | head -n 1; exit "${PIPESTATUS[0]}"' - \
        "$LETTERLINT" --isolated --watch weak.md 3>&- >out
    try mine --watch - <weak.md
    ends_with 2
    holds "$stderr" "standard input can be read only once"
}
