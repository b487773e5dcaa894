#!/usr/bin/env bats
# Letters side by side: whatever the number of threads, the same is reported in the same order, and
# what fails, fails alone.
load helper

# As many letters as are asked for, weak and clean by turns, each with a name and a place of its own.
many() { # COUNT
    mkdir -p many
    for ((i = 0; i < $1; i++)); do
        if ((i % 3 == 0)); then cp clean.md "many/$(printf %04d "$i").md"; else
            printf 'Dear Sam,\n\nLetter %s. I am passionate.\n' "$i" >"many/$(printf %04d "$i").md"
        fi
    done
}

# Every format that a view knows, each into a file of the folder; text is left for the output.
all_formats() { # COMMAND FOLDER
    "$LETTERLINT" "$1" --list-formats | while read -r name _; do
        [ "$name" = text ] || printf -- '--format %s:%s/%s ' "$name" "$2" "$name"
    done
}

@test "every format says the same with one thread and with eight" {
    cd "$LL_SOURCE_DIR/tests"
    for command in check outline scorecard; do
        for jobs in 1 8; do
            into=$BATS_TEST_TMPDIR/$command-$jobs
            mkdir "$into"
            # shellcheck disable=SC2046 # several words
            "$LETTERLINT" "$command" --jobs "$jobs" --meta today=2026-01-01 --format text $(all_formats "$command" "$into") \
                letters >"$into/text" 2>"$into/said" || [ $? -eq 1 ]
        done
        diff -r "$BATS_TEST_TMPDIR/$command-1" "$BATS_TEST_TMPDIR/$command-8"
        [ "$(wc -l <"$into/text")" -gt 500 ]
    done
}

@test "what cannot be checked is said in its turn, and ends nothing" {
    many 40
    printf 'bad \xff\n' >many/0010.md
    printf 'nul \0\n' >many/0020.md
    head -c 300000 /dev/zero | tr '\0' x >many/0030.md
    for jobs in 1 2 8; do
        mine -j "$jobs" many missing.md weak.md >"all-$jobs" 2>&1 || [ $? -eq 2 ]
        same "$(cat "all-$jobs")" "$(cat all-1)"
    done
    # On one stream, complaints stand among the findings where their letters come.
    same "$(grep -oE '^(letterlint: )?many/00(09|10|11|20|30|31).md|missing.md|^weak.md' all-8 | uniq)" "letterlint: many/0010.md
many/0011.md
letterlint: many/0020.md
letterlint: many/0030.md
many/0031.md
missing.md
weak.md"
    holds "$(cat all-8)" "in 25 of 38 files"
}

@test "letters of many configurations, one of them broken" {
    for i in 1 2 3 4 5 6; do
        mkdir -p "all/$i"
        cp weak.md "all/$i/a.md"
        cp weak.md "all/$i/b.md"
        echo "rules: {claim: $([ $((i % 2)) = 0 ] && echo note || echo error)}" >"all/$i/.letterlint.yaml"
    done
    echo 'rules: {claim: loud}' >all/4/.letterlint.yaml
    for jobs in 1 8; do
        mine -j "$jobs" --format json all >"out-$jobs" 2>"err-$jobs" || [ $? -eq 2 ]
    done
    diff out-1 out-8
    diff err-1 err-8
    same "$(jq -r '[.files[] | .path + ":" + ([.diagnostics[] | select(.rule == "claim").level] | join(","))] | join(" ")' out-8)" \
        "all/1/a.md:error all/1/b.md:error all/2/a.md:note all/2/b.md:note all/3/a.md:error all/3/b.md:error all/5/a.md:error all/5/b.md:error all/6/a.md:note all/6/b.md:note"
    holds "$(cat err-8)" "its letters were not checked"
}

@test "a baseline and standard input beside other letters" {
    many 30
    for jobs in 1 8; do
        mine -j "$jobs" -q many - weak.md <note.md >"out-$jobs" || [ $? -eq 1 ]
        mine -j "$jobs" --write-baseline "known-$jobs" many weak.md
        same "$(mine -j "$jobs" -q --baseline "known-$jobs" many weak.md 2>&1)" ""
        try mine -j "$jobs" -q many - weak.md - clean.md <note.md
        ends_with 2
        same "$stderr" "letterlint: standard input can be read only once"
    done
    diff out-1 out-8
    diff known-1 known-8
    holds "$(cat out-8)" "<stdin>:3:8: note"
}

@test "a reader who goes away ends the run" {
    many 400
    for jobs in 1 8; do
        (mine -j "$jobs" many || true) 2>err | head -n 1 >out
        same "$(cat err)" ""
        same "$(wc -l <out)" 1
    done
}

@test "--jobs takes a number, also right behind -j" {
    many 5
    for jobs in -j1 -j8 '-j 3' --jobs=2 -j0 -qj4 '--jobs 999999999'; do
        # shellcheck disable=SC2086 # one word or two
        try mine $jobs many
        ends_with 1
        holds "$output" "many/0001.md:3:16: warning"
    done
    for jobs in -1 1000000000 99999999999999999999 0x2 +2 ' 2' 2.0; do
        try mine -j "$jobs" many
        ends_with 2
        same "$stderr" "letterlint: --jobs: '$jobs' is not a number from 0 to 999999999"
    done
    holds "$(lint --help | tr -s ' \n' ' ')" "256 at most (default, and 0: as many as there are processors; 1 starts no thread)"
    try mine -j many
    ends_with 2
    same "$stderr" "letterlint: --jobs: 'many' is not a number from 0 to 999999999"
    try mine many -j
    same "$stderr" "letterlint: option '--jobs' needs a value: --jobs N"
    try mine -j2x many
    ends_with 2
    same "$stderr" "letterlint: --jobs: '2x' is not a number from 0 to 999999999"
    try lint rules -j2
    same "$stderr" "letterlint: 'letterlint rules' takes no option '--jobs'"
}

@test "running out of memory while threads work is said, and is no crash" {
    [ -z "${ASAN_OPTIONS:-}" ] || skip "the sanitizer takes more memory than there is"
    mkdir a b
    for folder in a b; do echo 'rules: {claim: error}' >"$folder/.letterlint.yaml"; done
    { printf 'Dear Sam,\n\n'; yes 'I am passionate and came in order to win.' | head -n 300; } >a/1.md
    for ((i = 0; i < 60; i++)); do cp a/1.md "b/$i.md"; done
    # The report that is gathered takes what the threads leave it; the rules of b come with its letters.
    for ((room = 64000; room <= 79000; room += 3000)); do
        status=0
        (ulimit -v "$room" && exec "$LETTERLINT" --no-default-rules --rules rules.yaml -j4 -o out --format json a b) 2>err || status=$?
        [ "$status" -eq 1 ] || same "$status $(tail -n 1 err | grep -o 'out of memory$')" "2 out of memory"
    done
}
