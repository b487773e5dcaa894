#!/usr/bin/env bats
# The text report as a terminal shows it: carets under the words, whatever the line holds.
load helper

# The words that the carets of the first finding stand under, cut by columns as shown.
under_carets() {
    local line=${lines[1]} carets=${lines[2]} before mark
    before=${carets%%^*}
    mark=${carets#"$before"}
    printf '%s' "${line:${#before}:${#mark}}"
}

@test "carets stand under the words" {
    export LC_ALL=C.UTF-8
    try mine weak.md
    same "$(under_carets)" "passionate"
}

@test "a tab before the words" {
    export LC_ALL=C.UTF-8
    printf 'Dear Sam,\n\n- I am\tpassionate\n' >tab.md
    try mine tab.md
    holds "${lines[0]}" "tab.md:3:8:"
    same "$(under_carets)" "passionate"
}

@test "accents, typed whole or combined" {
    export LC_ALL=C.UTF-8
    printf 'Dear Sam,\n\nJosé cafe\u0301: passionate\n' >accent.md
    try mine accent.md
    holds "${lines[0]}" "accent.md:3:13:"
    same "${lines[2]}" "     |            ^~~~~~~~~~"
}

@test "wide characters take two columns" {
    printf 'Dear Sam,\n\n日本 🚀 passionate\n' >wide.md
    try mine wide.md
    holds "${lines[0]}" "wide.md:3:6:"
    same "${lines[2]}" "     |         ^~~~~~~~~~"
}

@test "a paragraph in one long line is shown around the words" {
    export LC_ALL=C.UTF-8
    {
        printf 'Dear Sam,\n\n'
        for i in $(seq 1 90); do printf 'word%02d ' "$i"; done
        printf 'passionate'
        for i in $(seq 1 90); do printf ' word%02d' "$i"; done
        echo
    } >long.md
    try mine long.md
    holds "${lines[0]}" "long.md:3:631:"
    holds "${lines[1]}" "   3 | … word"
    holds "${lines[1]}" " …"
    same "$(under_carets)" "passionate"
    [ "${#lines[1]}" -le 111 ]
}

@test "CRLF and CR line ends" {
    export LC_ALL=C.UTF-8
    printf 'Dear Sam,\r\n\r\nI am passionate.\r\n' >crlf.md
    try mine crlf.md
    holds "${lines[0]}" "crlf.md:3:6:"
    same "${lines[1]}" "   3 | I am passionate."
    same "$(under_carets)" "passionate"
    printf 'Dear Sam,\r\rI am passionate.\r' >cr.md
    try mine cr.md
    holds "${lines[0]}" "cr.md:3:6:"
    same "${lines[1]}" "   3 | I am passionate."
}

@test "a byte order mark has no column" {
    printf '\xef\xbb\xbfI am passionate.\n' >bom.md
    try mine bom.md
    holds "${lines[0]}" "bom.md:1:6:"
    same "${lines[2]}" "     |      ^~~~~~~~~~"
}

@test "words over a line break" {
    printf 'Dear Sam,\n\nI am a team\nplayer.\n' >break.md
    try mine break.md
    holds "${lines[0]}" "break.md:3:8:"
    same "${lines[2]}" "     |        ^~~~ to line 4"
}

@test "escape sequences in a letter, a path or a rule do nothing" {
    printf 'Dear Sam,\n\nI am \x1b[31m passionate\x1b[0m.\n' >esc.md
    try mine esc.md
    holds_not "$output" $'\x1b'
    holds "$output" '\x1b[31m passionate'
    cp weak.md $'a\x1b[31mb.md'
    try mine $'a\x1b[31mb.md' $'no\x1b[31m.md'
    holds_not "$output$stderr" $'\x1b'
    holds "$output" 'a\x1b[31mb.md:3:6:'
    holds "$stderr" 'no\x1b[31m.md: No such file'
}

@test "colour: on a terminal, when asked for, never under NO_COLOR" {
    esc=$'\x1b'
    try mine weak.md
    holds_not "$output" "$esc"
    try mine --color always weak.md
    holds "$output" "$esc[1;33mwarning:$esc[0m"
    NO_COLOR=1 try mine --color always weak.md
    holds "$output" "$esc"
    try mine --color=never weak.md
    holds_not "$output" "$esc"
    if script -qec true /dev/null >/dev/null 2>&1; then # else there is no terminal to be had
        command="'$LETTERLINT' --no-default-rules --rules rules.yaml weak.md"
        holds "$(TERM=xterm script -qec "$command" /dev/null)" "$esc[1;33m"
        holds_not "$(NO_COLOR=1 TERM=xterm script -qec "$command" /dev/null)" "$esc"
        holds "$(NO_COLOR='' TERM=xterm script -qec "$command" /dev/null)" "$esc[1;33m"
        holds_not "$(TERM=dumb script -qec "$command" /dev/null)" "$esc"
        holds_not "$(TERM=xterm script -qec "$command -o report" /dev/null; cat report)" "$esc"
    fi
}

@test "what a paragraph lacks is shown at its first words, what stands in a sentence under all of it" {
    cat >absent.yaml <<'YAML'
letterlint: 1
terms: {figure: {patterns: ['\d+']}, ledger: {words: [ledger]}}
rules:
  - {id: no-figure, level: note, scope: body, when: none(figure), at: closing, message: no figure}
  - {id: long, level: note, scope: sentence in body, when: words > 8, message: long}
  - {id: found, level: note, scope: body, find: ledger, message: found}
YAML
    printf 'Dear Sam,\n\nI ran it.\n\nI wrote a new ledger for a bank in a small town.\n' >one.md
    try lint --no-default-rules --rules absent.yaml one.md
    same "$(grep '\^' <<<"$output" | LC_ALL=C sort)" "     |               ^~~~~~
     | ^~~~~~~~~
     | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"
}

@test "no line is wider than the terminal" {
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal to be had"
    printf 'Dear Sam,\n\n%s passionate %s\n' "$(printf 'word %.0s' {1..40})" "$(printf 'word %.0s' {1..40})" >wide.md
    TERM=dumb script -qec "stty cols 60; '$LETTERLINT' --no-default-rules --rules rules.yaml wide.md" /dev/null >shown || true
    grep -q passionate shown
    tail -n +2 shown | tr -d '\r' >rows # the headline is for editors
    [ "$(LC_ALL=C.UTF-8 wc -L <rows)" -le 60 ]
}
