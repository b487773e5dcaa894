#!/usr/bin/env bats
# The line that says how far long work is: there for whoever waits at a terminal, and for nobody else.
load helper

# A run that is long for sure: the second of five letters comes out of a pipe in which nothing stands
# for more than a second from when it is opened. What is to run is a shell's line in which LINT is letterlint; it runs on a
# terminal of its own, and what that shows is printed.
on_terminal() { # LINE
    command -v script >/dev/null || skip "no script(1)"
    rm -f slow.md
    mkfifo slow.md
    (exec 4>slow.md && sleep 1.2 && cat clean.md >&4) & # the first waits for a reader
    local writer=$!
    local line=${1//LINT/"'$LETTERLINT' \$rules"} rules='--no-default-rules --rules rules.yaml'
    [[ $1 != *outline* ]] || rules=
    export rules
    env -u CI TERM=xterm script -qec "$line" /dev/null </dev/null
    kill "$writer" 2>/dev/null || true # where nobody read
    wait
}

letters="clean.md slow.md clean.md ./clean.md weak.md"
drawn=$'\r'"letterlint: 2 of 5 letters, "
erased=$'\r\e[K'

@test "it counts, and is gone before anything else is printed and at the end" {
    shown=$(on_terminal "LINT -j1 $letters")
    holds "$shown" "$drawn"
    holds "$shown" " s left"
    # Nothing of it is left where the findings begin.
    [[ "$shown" == *"$drawn"*"$erased"*weak.md:3:6* ]]
    holds_not "${shown#*weak.md:3:6}" "letterlint: "
    shown=$(on_terminal "LINT -j1 $letters >out")
    [[ "$shown" == *"$drawn"*"$erased"$'1 warning, 1 note in 1 of 5 files\r' ]]
    holds_not "$(cat out)" "letterlint"
}

@test "it gives way to a warning of the cache" {
    for folder in b c; do # rules that are read late: there is no union of them
        mkdir "$folder"
        cp clean.md "$folder"
        echo 'rule-files: [own.yaml]' >"$folder/.letterlint.yaml"
        printf 'letterlint: 1\nrules: [{id: own, level: note, scope: body, find: {words: [%s]}, message: m}]\n' "$folder" >"$folder/own.yaml"
    done
    shown=$(on_terminal "'$LETTERLINT' -j1 --cache none/such clean.md slow.md b c >out")
    [[ "$shown" == *"letterlint: 2 of 4 letters, "*"$erased"'letterlint: --cache none/such: '* ]]
}

@test "it gives way to a complaint" {
    shown=$(on_terminal "LINT -j1 clean.md slow.md missing.md clean.md weak.md >out")
    [[ "$shown" == *"$drawn"*"$erased"*$'letterlint: missing.md: No such file or directory\r'* ]]
}

@test "with threads it is the same" {
    shown=$(on_terminal "LINT -j4 slow.md clean.md clean.md ./clean.md weak.md >out")
    holds "$shown" $'\r'"letterlint: 1 of 5 letters, "
    holds "$shown" "$erased"
}

@test "outline and scorecard have it too" {
    for command in outline scorecard; do
        shown=$(on_terminal "LINT $command -j1 $letters -o out")
        holds "$shown" "$drawn"
    done
}

@test "nobody sees it who does not want it" {
    for line in "LINT -j1 --quiet $letters >out" "LINT -j1 --no-progress $letters >out" \
        "CI=true LINT -j1 $letters >out" "TERM=dumb LINT -j1 $letters >out" "TERM= LINT -j1 $letters >out" \
        "LINT -j1 $letters >out 2>err" "LINT slow.md >out"; do
        shown=$(on_terminal "$line")
        holds_not "$shown" "letterlint: "
        holds_not "$shown" $'\e[K'
    done
    holds_not "$(cat err)" "letterlint: "
}

# A pager takes the keys as they are typed.
@test "who has the screen is left alone" {
    shown=$(on_terminal "stty -icanon; LINT -j1 $letters >out")
    holds_not "$shown" "letterlint: "
}

@test "quick work does not show it" {
    command -v script >/dev/null || skip "no script(1)"
    mine --version >/dev/null
    shown=$(env -u CI TERM=xterm script -qec "'$LETTERLINT' --no-default-rules --rules rules.yaml -q note.md clean.md" /dev/null </dev/null)
    holds "$shown" "note.md:3:8: "
    holds_not "$shown" $'\e[K'
}

@test "a terminal that is narrow gets a line that fits" {
    shown=$(on_terminal "stty cols 20; LINT -j1 $letters >out")
    holds "$shown" $'\r'"letterlint: 2 of 5 "$'\e[K'
}
