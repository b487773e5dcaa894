#!/usr/bin/env bats
# --cache: the second run says what the first one said, and nothing in the folder can change that.
load helper

entries() { find cache -type f -name '*.ruleset' | wc -l; }
the_entry() { find cache -type f -name '*.ruleset'; }

# The same with the rules of these tests and the cache.
cached() { mine --cache cache "$@"; }

# A run with the cache says what one without it says, and nothing else.
expect_same() {
    try mine weak.md clean.md
    local expected=$output said=$stderr
    try cached weak.md clean.md
    same "$output" "$expected"
    same "$stderr" "$said"
}

@test "the second run says the same in every format" {
    # The shipped rules come along, so that there is something to say.
    printf 'letterlint: 1\nrules:\n  - { id: own, level: warning, scope: body, find: { words: [came] }, message: "no {match}" }\n' >own.yaml
    "$LETTERLINT" --list-formats | while read -r name _; do
        for turn in without first second; do
            option=(--cache cache)
            [ "$turn" != without ] || option=()
            "$LETTERLINT" "${option[@]}" --rules own.yaml --meta today=2026-01-01 --format "$name" weak.md note.md \
                >"$turn" 2>"$turn.said" || [ $? -eq 1 ]
        done
        cmp without first
        cmp without second
        cmp without.said second.said
    done
    [ "$(entries)" -eq 1 ]
    for command in "scorecard weak.md" rules profiles "explain own"; do
        # shellcheck disable=SC2086 # several words
        "$LETTERLINT" $command --rules own.yaml >without
        # shellcheck disable=SC2086
        "$LETTERLINT" $command --rules own.yaml --cache cache >with
        cmp without with
    done
    [ "$(entries)" -eq 1 ]
}

@test "the folder and its files are their owner's alone" {
    try cached clean.md
    same "$(stat -c %a cache "$(the_entry)" | tr '\n' ' ')" "700 600 "
    same "$(find cache -mindepth 1 | wc -l)" 1
}

@test "another rule file is another entry" {
    try cached weak.md
    sed -i 's/warning/error/' rules.yaml
    expect_same
    [ "$(entries)" -eq 2 ]
}

@test "a configuration with terms is kept, one without needs no cache" {
    printf 'rules: { doubled-word: off }\n' >.letterlint.yaml
    try lint --cache cache weak.md
    [ ! -e cache ]
    printf 'accept: [passionate]\nterms: { own: { words: [x] } }\n' >.letterlint.yaml
    try lint weak.md
    local expected=$output
    for _ in 1 2; do
        try lint --cache cache weak.md
        same "$output" "$expected"
    done
    [ "$(entries)" -eq 1 ]
}

@test "what is no ruleset is replaced" {
    try cached weak.md
    local entry
    entry=$(the_entry)
    cp "$entry" good
    for damage in empty short flipped foreign text; do
        case $damage in
        empty) : >"$entry" ;;
        short) head -c 1000 good >"$entry" ;;
        flipped) printf '\377' | dd of="$entry" bs=1 seek=3000 conv=notrunc status=none ;;
        foreign) head -c 100000 /dev/urandom >"$entry" ;;
        text) cp rules.yaml "$entry" ;;
        esac
        expect_same
        cmp good "$entry"
    done
}

@test "a huge entry, a folder, a pipe or a link in its place does no harm" {
    try cached weak.md
    local entry
    entry=$(the_entry)
    truncate -s 3G "$entry"
    expect_same
    [ "$(stat -c %s "$entry")" -lt 100000000 ]
    rm "$entry"
    mkfifo "$entry"
    expect_same
    [ -f "$entry" ]
    echo precious >elsewhere
    ln -sf "$PWD/elsewhere" "$entry"
    expect_same
    same "$(cat elsewhere)" precious
    [ ! -L "$entry" ]
    rm "$entry"
    mkdir "$entry"
    try cached weak.md
    holds "$stderr" "nothing is kept"
    ends_with 1
}

@test "a folder that cannot be had is a warning, once" {
    : >cache
    try cached weak.md clean.md
    ends_with 1
    same "$(grep -c 'nothing is kept' <<<"$stderr")" 1
    try cached --quiet weak.md
    same "$stderr" ""
    try mine --cache no/such/folder clean.md
    ends_with 0
    holds "$stderr" "letterlint: --cache no/such/folder: "
}

@test "a folder that may only be read serves what is in it" {
    [ "$(id -u)" -ne 0 ] || skip "nothing keeps root from writing"
    try cached weak.md
    chmod 500 cache
    expect_same
    sed -i 's/warning/error/' rules.yaml
    try cached weak.md
    holds "$stderr" "nothing is kept"
    chmod 700 cache
}

# The entries' names, the one used last first.
by_use() { ls -t cache | grep '\.ruleset$'; }

# Makes what is there so many minutes older.
age() { find cache -type f | while read -r file; do touch -d "$(date -R -r "$file") - $1 minutes" "$file"; done; }

@test "the newest four entries stay, and those that were used last are new" {
    for level in note error off warning; do
        sed "s/level: warning/level: $level/; s/level: off/level: note/" "$LL_SOURCE_DIR/tests/cli/rules.yaml" >rules.yaml
        echo "# $level" >>rules.yaml
        try cached weak.md
        age 1
    done
    [ "$(entries)" -eq 4 ]
    oldest=$(by_use | tail -n 1)
    second=$(by_use | tail -n 2 | head -n 1)
    # The oldest is used, so the one that follows it goes when another comes.
    sed "s/level: warning/level: note/" "$LL_SOURCE_DIR/tests/cli/rules.yaml" >rules.yaml
    echo "# note" >>rules.yaml
    try cached weak.md
    same "$(by_use | head -n 1)" "$oldest"
    age 1
    echo "# another" >>rules.yaml
    try cached weak.md
    [ "$(entries)" -eq 4 ]
    [ -e "cache/$oldest" ]
    [ ! -e "cache/$second" ]
}

@test "only entries are removed, and what was left unfinished long ago" {
    mkdir cache
    key=0123456789abcdef
    for i in 1 2 3 4 5 6; do echo "$i" >"cache/$i${key:1}.ruleset"; done
    mkdir "cache/f${key:1}.ruleset" "cache/$key.ruleset.folder"
    ln -s ../weak.md "cache/e${key:1}.ruleset"
    for other in mine.ruleset "${key^^}.ruleset" "$key.ruleset.bak" "$key.ruleset.of-mine-and-long" "$key.yaml" "$key" "a$key.ruleset"; do
        echo other >"cache/$other"
    done
    echo half >"cache/$key.ruleset.abcdef"
    age 120
    echo half >"cache/$key.ruleset.ghijkl"
    ls cache | sort >before
    try cached weak.md
    ls cache | sort >after
    same "$(comm -23 before after | wc -l)" 4
    same "$(comm -23 before after | grep -c "^[1-6]${key:1}.ruleset$")" 3
    [ ! -e "cache/$key.ruleset.abcdef" ]
    [ -e "cache/$key.ruleset.ghijkl" ]
}

@test "a run with many configurations keeps an entry for each" {
    for i in 1 2 3 4 5 6; do
        mkdir "$i"
        cp weak.md "$i"
        printf 'terms: { own%s: { words: [x] } }\n' "$i" >"$i/.letterlint.yaml"
    done
    try lint --cache cache --no-default-rules --rules rules.yaml [1-6]/weak.md
    [ "$(entries)" -ge 6 ]
    age 1
    ls cache | sort >before
    try lint --cache cache --no-default-rules --rules rules.yaml [1-6]/weak.md
    ls cache | sort >after
    cmp before after
}

@test "runs side by side do not disturb each other" {
    mine weak.md >expected 2>&1 || true
    for i in 1 2 3 4 5 6; do
        mine --cache cache weak.md >"out$i" 2>&1 &
    done
    wait
    for i in 1 2 3 4 5 6; do diff expected "out$i"; done
    same "$(find cache -mindepth 1 | wc -l)" 1
}

@test "mistakes are said every time, and not kept" {
    echo 'ruels: []' >>rules.yaml
    for _ in 1 2; do
        try cached weak.md
        ends_with 2
        holds "$stderr" "ruels"
    done
    [ ! -e cache ]
}

@test "test has no cache" {
    try lint test --cache cache rules.yaml
    ends_with 2
}
