#!/usr/bin/env bats
# Configurations: where they are found, what they extend, and what is said where they are wrong.
load helper

# The rules that a letter breaks: "claim:warning long-phrase:note".
broken() {
    mine --format json "$@" 2>err |
        jq -r '[.files[].diagnostics[] | "\(.rule):\(.level)"] | join(" ")'
}

@test "the nearest configuration upward holds, alone" {
    mkdir -p a/b/c d
    cp weak.md a/b/c
    cp weak.md d
    echo 'rules: {claim: error}' >.letterlint.yaml
    echo 'rules: {long-phrase: off}' >a/b/.letterlint.yaml
    same "$(broken weak.md)" "claim:error long-phrase:note"
    same "$(broken d/weak.md)" "claim:error long-phrase:note"
    same "$(broken a/b/c/weak.md)" "claim:warning"
    cd a/b/c
    cp ../../../rules.yaml .
    same "$(broken weak.md)" "claim:warning"
    same "$(broken ../../../weak.md)" "claim:error long-phrase:note"
    same "$(broken "$BATS_TEST_TMPDIR/d/weak.md")" "claim:error long-phrase:note"
    # all of them in one run
    same "$(broken weak.md ../../../weak.md)" "claim:warning claim:error long-phrase:note"
}

@test "a letter on standard input lies where its name says, else in the working directory" {
    mkdir sub
    echo 'rules: {claim: error}' >.letterlint.yaml
    echo 'rules: {claim: off}' >sub/.letterlint.yaml
    same "$(broken - <weak.md)" "claim:error long-phrase:note"
    same "$(broken --stdin-filename sub/x.md - <weak.md)" "long-phrase:note"
    same "$(broken --stdin-filename nowhere/x.md - <weak.md)" "claim:error long-phrase:note"
}

@test "an empty configuration is one" {
    mkdir -p sub/sub
    echo 'rules: {claim: off}' >.letterlint.yaml
    : >sub/.letterlint.yaml
    printf '# nothing\n\n' >sub/sub/.letterlint.yaml
    cp weak.md sub
    cp weak.md sub/sub
    same "$(broken weak.md sub/weak.md sub/sub/weak.md)" \
        "long-phrase:note claim:warning long-phrase:note claim:warning long-phrase:note"
    same "$(cat err)" ""
}

@test "--config takes one for all, --isolated none" {
    mkdir sub
    cp weak.md sub
    echo 'rules: {claim: error}' >.letterlint.yaml
    echo 'rules: {claim: off}' >sub/other.yaml
    same "$(broken --config sub/other.yaml weak.md sub/weak.md)" "long-phrase:note long-phrase:note"
    same "$(broken --isolated weak.md)" "claim:warning long-phrase:note"
    same "$(broken --config <(echo 'rules: {claim: note}') weak.md)" "claim:note long-phrase:note"
    try mine --config missing.yaml weak.md
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: missing.yaml: No such file or directory
letterlint: the configuration missing.yaml cannot be used; nothing was checked"
}

@test "--set is the strongest, and the last of two for one rule" {
    echo 'rules: {claim: error, long-phrase: off}' >.letterlint.yaml
    same "$(broken --set claim=off --set long-phrase=warning weak.md)" "long-phrase:warning"
    same "$(broken --set claim=off --set claim=note weak.md)" "claim:note"
    same "$(broken --set 'claim={level: warning}' --isolated weak.md)" "claim:warning long-phrase:note"
    try lint --isolated --set 'word-count={params: {min: 1, max: 10}}' clean.md
    holds_not "$output" "add "
}

@test "mistakes in --set are shown in place" {
    try mine --set claim=off --set long-phrase=sometimes weak.md
    ends_with 2
    same "$output" ""
    holds "$stderr" "<command line>:3:16: error:"
    holds "$stderr" "     |                ^~~~~~~~~"
    try mine --set claims=off weak.md
    ends_with 2
    holds "$stderr" "<command line>:2:3: error: unknown rule 'claims'"
    holds "$stderr" "did you mean 'claim'?"
    for value in claim =off 'Cl aim=off' $'claim=off\nx: y'; do
        try mine --set "$value" weak.md
        ends_with 2
        holds "$stderr" "is not RULE=VALUE, such as stack-soup=off"
    done
}

@test "extends: the extended first, in order, each relative to its own file" {
    mkdir -p shared letters/base
    cp weak.md letters
    echo 'extends: ../shared/b.yaml
rules: {claim: error}' >letters/.letterlint.yaml
    echo 'extends: [a.yaml]
rules: {claim: off, long-phrase: warning}' >shared/b.yaml
    echo 'rules: {long-phrase: error}' >shared/a.yaml
    same "$(broken letters/weak.md)" "claim:error long-phrase:warning"
    # one that is extended twice counts once, where it comes first
    echo 'extends: [shared/a.yaml, shared/b.yaml]' >.letterlint.yaml
    same "$(broken weak.md)" "long-phrase:warning"
    echo 'extends: [shared/b.yaml, shared/a.yaml]' >.letterlint.yaml
    same "$(broken weak.md)" "long-phrase:warning"
}

@test "extends that fail name the chain, and other letters are checked" {
    mkdir bad
    cp weak.md bad
    echo 'extends: one.yaml' >bad/.letterlint.yaml
    echo 'extends: [two.yaml]' >bad/one.yaml
    try mine bad/weak.md weak.md
    ends_with 2
    same "$stderr" "letterlint: bad/two.yaml: No such file or directory (extended by bad/one.yaml, extended by bad/.letterlint.yaml)
letterlint: the configuration bad/.letterlint.yaml cannot be used; its letters were not checked
1 warning, 1 note"
    holds "$output" "weak.md:3:6: warning:"
    holds_not "$output" "bad/"
    echo 'extends: .letterlint.yaml' >bad/two.yaml
    try mine bad/weak.md
    ends_with 2
    holds "$stderr" "letterlint: bad/.letterlint.yaml: extends itself (extended by bad/two.yaml, extended by bad/one.yaml, extended by bad/.letterlint.yaml)"
    mkdir bad/folder
    echo 'extends: folder' >bad/two.yaml
    try mine bad/weak.md
    holds "$stderr" "letterlint: bad/folder: is a directory, not a file (extended by"
    echo 'rules: [' >bad/two.yaml
    try mine bad/weak.md
    holds "$stderr" "bad/two.yaml:2:1: error:"
    holds "$stderr" "letterlint: 1 error in the configuration bad/two.yaml (extended by bad/one.yaml, extended by bad/.letterlint.yaml)"
}

@test "a configuration may extend many, but not for ever" {
    for i in $(seq 1 40); do echo "extends: $((i + 1)).yaml" >"$i.yaml"; done
    : >41.yaml
    echo 'extends: 30.yaml' >.letterlint.yaml
    same "$(broken weak.md)" "claim:warning long-phrase:note"
    echo 'extends: 1.yaml' >.letterlint.yaml
    try mine weak.md
    ends_with 2
    holds "$stderr" "more than 32 files extend each other"
}

@test "what is no configuration: a directory, too large, a pipe, a dangling link, not UTF-8, no mapping" {
    for kind in directory large endless pipe dangling bytes list key; do mkdir -p "$kind"; done
    mkdir directory/.letterlint.yaml
    yes '# 0123456789' | head -c 1100000 >large/.letterlint.yaml
    ln -s /dev/zero endless/.letterlint.yaml
    mkfifo pipe/.letterlint.yaml
    ln -s nowhere dangling/.letterlint.yaml
    printf 'rules: \xff\n' >bytes/.letterlint.yaml
    echo '- a' >list/.letterlint.yaml
    echo 'rulse: {}' >key/.letterlint.yaml
    for kind in directory large endless pipe dangling bytes list key; do
        cp weak.md "$kind"
        try timeout 20 "$LETTERLINT" --no-default-rules --rules rules.yaml "$kind/weak.md" weak.md
        ends_with 2
        holds "$stderr" "$kind/.letterlint.yaml"
        holds "$stderr" "its letters were not checked"
        holds "$output" "weak.md:3:6: warning:"
        holds_not "$output" "$kind/"
        printf '%s\n' "$stderr" >>said
    done
    holds "$(cat said)" "directory/.letterlint.yaml: is a directory, not a file"
    holds "$(cat said)" "large/.letterlint.yaml: larger than the limit of 1048576 bytes"
    holds "$(cat said)" "endless/.letterlint.yaml: is not a file"
    holds "$(cat said)" "pipe/.letterlint.yaml: is not a file"
    holds "$(cat said)" "dangling/.letterlint.yaml: No such file or directory"
    holds "$(cat said)" "a configuration must be a mapping"
    holds "$(cat said)" "key/.letterlint.yaml:1:1: error: unknown key 'rulse' in a configuration"
    holds "$(cat said)" "did you mean 'rules'?"
}

@test "a configuration of 1 GB is refused without being read" {
    truncate -s 1G .letterlint.yaml
    try timeout 20 "$LETTERLINT" weak.md
    ends_with 2
    holds "$stderr" "larger than the limit of 1048576 bytes"
}

@test "a configuration that is called nearly right is said once" {
    echo 'rules: {claim: off}' >.letterlint.yml
    mkdir -p a/b
    cp weak.md a
    cp weak.md a/b
    same "$(broken weak.md a)" "claim:warning long-phrase:note claim:warning long-phrase:note claim:warning long-phrase:note"
    same "$(cat err)" "letterlint: .letterlint.yml: is not read; a configuration is called .letterlint.yaml"
    mv .letterlint.yml .letterlint.yaml
    same "$(broken weak.md)" "long-phrase:note"
    same "$(cat err)" ""
}

@test "an unreadable configuration" {
    [ "$(id -u)" -ne 0 ] || skip "root reads everything"
    mkdir bad
    cp weak.md bad
    echo 'rules: {}' >bad/.letterlint.yaml
    chmod 000 bad/.letterlint.yaml
    try mine bad/weak.md weak.md
    ends_with 2
    holds "$stderr" "letterlint: bad/.letterlint.yaml: Permission denied"
    holds "$output" "weak.md:3:6: warning:"
}

@test "a mistake that many letters share is said once" {
    mkdir bad
    cp weak.md bad/a.md
    cp weak.md bad/b.md
    echo 'rules: {claims: off}' >bad/.letterlint.yaml
    try mine bad/a.md bad/b.md bad
    ends_with 2
    same "$output" ""
    same "$(grep -c "unknown rule 'claims'" <<<"$stderr")" 1
    same "$(grep -c "nothing was checked" <<<"$stderr")" 1
    # nor is one of --rules, though each configuration meets it
    : >.letterlint.yaml
    echo '{' >broken.yaml
    try mine --rules broken.yaml bad/a.md weak.md
    ends_with 2
    same "$(grep -c "broken.yaml:" <<<"$stderr")" 1
}

@test "rule-files stand beside --rules, from the folder of the configuration" {
    mkdir -p letters/mine other
    cp weak.md letters
    mv rules.yaml letters/mine/rules.yaml
    echo 'rule-files: [mine]' >letters/.letterlint.yaml
    try lint --no-default-rules letters/weak.md
    ends_with 1
    holds "$output" "letters/weak.md:3:6: warning:"
    cp letters/mine/rules.yaml again.yaml
    ln -s letters/mine/rules.yaml link.yaml
    try lint --no-default-rules --rules letters/mine/rules.yaml --rules letters letters/weak.md
    ends_with 1
    try lint --no-default-rules --rules again.yaml letters/weak.md
    ends_with 2
    holds "$stderr" "defined"
    # explain and rules know them where the configuration holds
    cd letters
    try lint --no-default-rules rules
    holds "$output" "long-phrase"
    try lint --no-default-rules explain gap
    ends_with 0
    try lint --no-default-rules --isolated explain gap
    ends_with 2
    echo 'rule-files: [gone.yaml, mine]' >.letterlint.yaml
    try lint --no-default-rules weak.md
    ends_with 2
    same "$output" ""
    holds "$stderr" "letterlint: gone.yaml: No such file or directory"
}

@test "letters of two configurations with rules of their own, in one report" {
    mkdir one two
    cp weak.md one
    cp weak.md two
    printf 'letterlint: 1\nrules:\n  - {id: %s, level: note, scope: body, find: {words: [passionate]}, message: m}\n' first >one/r.yaml
    sed 's/first/second/' one/r.yaml >two/r.yaml
    echo 'rule-files: r.yaml' | tee one/.letterlint.yaml >two/.letterlint.yaml
    same "$(broken one two)" "first:note claim:warning long-phrase:note second:note claim:warning long-phrase:note"
    same "$(broken two/weak.md one/weak.md weak.md two/weak.md)" "second:note claim:warning long-phrase:note first:note claim:warning long-phrase:note claim:warning long-phrase:note second:note claim:warning long-phrase:note"
    # the report can explain both
    try mine --format sarif one two
    same "$(jq -c '[.runs[0].tool.driver.rules[].id] | contains(["first", "second"])' <<<"$output")" true
    # where one is broken, the other is used
    echo '{' >>one/r.yaml
    same "$(broken one two)" "second:note claim:warning long-phrase:note"
    holds "$(cat err)" "one/r.yaml:"
    holds "$(cat err)" "in the rules and the configuration one/.letterlint.yaml; its letters were not checked"
    sed -i '$d' one/r.yaml
    # even where one id means two things
    sed -i 's/second/first/' two/r.yaml
    same "$(broken one two)" "first:note claim:warning long-phrase:note first:note claim:warning long-phrase:note"
}

@test "profile yields to front matter and to --profile; paths hold for the letters they match" {
    printf 'letterlint: 1\nprofiles:\n  loud: {rules: {claim: error}}\n  calm: {rules: {claim: off}}\n' >p.yaml
    mkdir early
    cp weak.md early
    (echo '---'; echo 'profile: calm'; echo '---'; cat weak.md) >own.md
    echo 'rule-files: p.yaml
profile: loud
paths:
  - {match: early/**, rules: {long-phrase: off}}' >.letterlint.yaml
    same "$(broken weak.md)" "claim:error long-phrase:note"
    same "$(broken own.md)" "long-phrase:note"
    same "$(broken --profile calm weak.md)" "long-phrase:note"
    same "$(broken early/weak.md weak.md)" "claim:error claim:error long-phrase:note"
    cd early
    ln -s "$BATS_TEST_TMPDIR/rules.yaml" rules.yaml
    same "$(broken weak.md)" "claim:error"
}

@test "spelling reaches the rules" {
    printf 'Dear Sam,\n\nI organized the rota.\n' >us.md
    echo 'spelling: en-GB' >.letterlint.yaml
    run lint -q us.md
    holds "$output" "'organized' is American spelling, not British [mixed-spelling]"
    echo 'spelling: en-US' >.letterlint.yaml
    run lint -q us.md
    holds_not "$output" "mixed-spelling"
}

@test "test is isolated, outline asks for no rule" {
    echo 'rules: {no-such-rule: off}' >.letterlint.yaml
    try lint test rules.yaml
    ends_with 0
    try lint outline weak.md
    ends_with 0
    try lint new
    ends_with 2
}

@test "--show-settings, as a table" {
    echo 'rules:
  claim: error' >base.yaml
    echo 'extends: base.yaml
rules:
  long-phrase: off' >.letterlint.yaml
    try mine --show-settings --set gap=warning weak.md
    ends_with 0
    same "$output" "weak.md
  configuration  base.yaml, .letterlint.yaml, <command line>
  profiles       none

  claim        level  error    base.yaml:2
  long-phrase  level  off      .letterlint.yaml:3
  gap          level  warning  <command line>:2"
    try mine --isolated --show-settings weak.md
    holds "$output" "  configuration  none"
    holds "$output" "  claim        level  warning  default"
}

@test "--show-settings, as JSON" {
    echo 'profile: senior' >.letterlint.yaml
    try lint --show-settings --format json --set 'word-count={params: {max: 450}}' weak.md clean.md
    ends_with 0
    same "$(jq -c '[.version, (.files | length), .files[0].path, .files[0].configuration, .files[0].profiles]' <<<"$output")" \
        '[1,2,"weak.md",[".letterlint.yaml","<command line>"],["senior"]]'
    same "$(jq -c '.files[0].settings[] | select(.rule == "word-count" and .key == "max")' <<<"$output")" \
        '{"rule":"word-count","key":"max","value":"450","from":"<command line>","line":2}'
    jq -e '[.files[0].settings[] | select(.from == "profile senior")] | length > 0' <<<"$output"
    try lint --show-settings --format sarif weak.md
    ends_with 2
    holds "$stderr" "'sarif' is not text or json"
    try lint --show-settings missing.md weak.md
    ends_with 2
    holds "$stderr" "missing.md: No such file or directory"
    holds "$output" "weak.md"
}

@test "init writes a configuration that loads with its comments and without" {
    mkdir -p new/rules
    try lint init new
    ends_with 0
    same "$output" ""
    same "$stderr" "letterlint: wrote new/.letterlint.yaml; take the '# ' from the lines that you want"
    cp weak.md new
    try lint -q new/weak.md
    ends_with 1
    cp new/.letterlint.yaml kept
    try lint init new
    ends_with 2
    same "$stderr" "letterlint: new/.letterlint.yaml: is there already, and is left as it is"
    cmp kept new/.letterlint.yaml
    # every line switched on
    sed '/^##/d; s/^# //' kept >new/.letterlint.yaml
    : >.letterlint.yaml
    printf 'letterlint: 1\n' >new/rules/none.yaml
    try lint --show-settings new/weak.md
    ends_with 0
    same "$stderr" ""
    holds "$output" "stack-soup"
    holds "$output" "new/.letterlint.yaml:"
    # and every key is there
    grep -q "^letterlint: 1" kept
    for key in extends profile rules accept spelling rule-files terms paths ignore extensions; do
        grep -q "^# $key:" kept || {
            echo "init does not show $key"
            false
        }
    done
}

@test "init, where it cannot" {
    try lint init missing
    ends_with 2
    same "$stderr" "letterlint: missing: there is no such directory"
    try lint init weak.md
    ends_with 2
    same "$stderr" "letterlint: weak.md: is not a directory"
    ln -s nowhere .letterlint.yaml
    try lint init
    ends_with 2
    holds "$stderr" ".letterlint.yaml: is there already"
    try lint init a b
    ends_with 2
}
