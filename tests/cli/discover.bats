#!/usr/bin/env bats
# Which letters there are: those that are named, and those in folders.
load helper

# A folder "letters" of its own, empty but for what is named; each is a letter.
letters() {
    mkdir -p letters
    local name
    for name; do
        mkdir -p "letters/$(dirname "$name")"
        cp weak.md "letters/$name"
    done
}

# The letters that are checked, in order.
found() {
    mine --format json "$@" 2>err | jq -r '[.files[].path] | join(" ")'
}

@test "a folder is walked for letters, sorted, hidden ones left out" {
    letters b.md a.markdown C.MD z/y/x.md a/q.md n.txt noext .hidden.md .git-not/x.md d.md.bak
    same "$(found letters)" "letters/C.MD letters/a.markdown letters/a/q.md letters/b.md letters/z/y/x.md"
    same "$(found letters/)" "letters/C.MD letters/a.markdown letters/a/q.md letters/b.md letters/z/y/x.md"
    same "$(cat err)" ""
    cd letters
    cp ../rules.yaml .
    same "$(found .)" "C.MD a.markdown a/q.md b.md z/y/x.md"
    same "$(found ./z/..)" "./z/../C.MD ./z/../a.markdown ./z/../a/q.md ./z/../b.md ./z/../z/y/x.md"
    same "$(found "$PWD/z")" "$PWD/z/y/x.md"
}

@test "a letter that comes up twice is checked once; one that is named twice, twice" {
    letters a.md b.md
    same "$(found letters/b.md letters)" "letters/b.md letters/a.md"
    same "$(found letters letters/b.md ./letters)" "letters/a.md letters/b.md"
    same "$(found letters/a.md letters/a.md)" "letters/a.md letters/a.md"
}

@test "--ext adds to the extensions, a configuration replaces them" {
    letters a.md b.txt c.letter d.markdown
    same "$(found --ext txt --ext .LETTER letters)" "letters/a.md letters/b.txt letters/c.letter letters/d.markdown"
    echo 'extensions: [.txt]' >letters/.letterlint.yaml
    same "$(found letters)" "letters/b.txt"
    same "$(found --ext letter letters)" "letters/b.txt letters/c.letter"
    same "$(found --isolated letters)" "letters/a.md letters/d.markdown"
    same "$(found letters/a.md)" "letters/a.md"
}

@test "README.md and the like are no letters unless named" {
    letters README.md readme.markdown Readme.fr.md CHANGELOG.md license.md Contributing.md CODE_OF_CONDUCT.md readme-letter.md a.md
    same "$(found letters)" "letters/a.md letters/readme-letter.md"
    same "$(found letters/README.md)" "letters/README.md"
    try mine --verbose -q letters
    holds "$stderr" "letterlint: letters/README.md: passed over: by its name it is no letter"
}

@test "links that lead back or up end" {
    letters a.md sub/b.md
    mkdir elsewhere
    cp weak.md elsewhere/c.md
    ln -s . letters/self
    ln -s .. letters/up
    ln -s ../sub letters/sub/again
    ln -s / letters/root
    ln -s ../elsewhere letters/other
    ln -s loop letters/loop
    ln -s a.md letters/link.md
    same "$(found letters)" "letters/a.md letters/link.md letters/other/c.md letters/sub/b.md"
    # a link to a letter that is gone is said
    ln -s gone letters/gone.md
    try mine -q letters
    ends_with 2
    same "$stderr" "letterlint: letters/gone.md: No such file or directory"
    # and what is no file is none
    rm letters/gone.md
    mkfifo letters/pipe.md
    same "$(found letters)" "letters/a.md letters/link.md letters/other/c.md letters/sub/b.md"
}

@test "a folder without a letter is said, and is no failure" {
    mkdir -p empty/sub
    try mine empty
    ends_with 0
    same "$output" ""
    same "$stderr" "letterlint: empty: there is no letter in this directory (*.md, *.markdown)"
    cp weak.md empty/README.md
    try mine empty
    ends_with 0
    holds "$stderr" "(*.md, *.markdown; 1 passed over, which --verbose names)"
    try mine --format json empty
    jq -e '.files == []' <<<"$output"
    try mine empty weak.md
    ends_with 1
}

@test "an unreadable folder is said and the rest is checked" {
    [ "$(id -u)" -ne 0 ] || skip "root reads everything"
    letters a.md shut/b.md
    chmod 000 letters/shut
    try mine -q letters
    chmod 755 letters/shut
    ends_with 2
    same "$stderr" "letterlint: letters/shut: Permission denied"
    holds "$output" "letters/a.md:3:6: warning:"
}

@test "a folder that is gone, and names of any kind" {
    letters 'two words.md' $'new\nline.md' -dash.md '[a].md'
    same "$(mine --format json letters | jq -c '[.files[].path]')" \
        '["letters/-dash.md","letters/[a].md","letters/new\nline.md","letters/two words.md"]'
    cd letters
    try lint -q .
    holds "$output" "-dash.md:"
    try lint nowhere/
    ends_with 2
    holds "$stderr" "No such file or directory"
}

@test "very deep folders end" {
    mkdir deep
    (cd deep && for _ in $(seq 1 600); do mkdir d && cd d; done && cp "$BATS_TEST_TMPDIR/weak.md" x.md)
    try timeout 60 "$LETTERLINT" --no-default-rules --rules rules.yaml -q deep
    ends_with 1
    holds "$output" "/x.md:3:6: warning:"
}

# --- .gitignore ---------------------------------------------------------------------------------

# What letterlint finds must be what git would.
as_git() {
    git ls-files --others --exclude-standard -- '*.md' | LC_ALL=C sort | tr '\n' ' '
}

@test ".gitignore files are respected at every level, as git does" {
    command -v git >/dev/null || skip "no git"
    git init -q letters
    letters a.md drafts/b.md drafts/keep.md sub/c.md sub/deep/d.md sub/deep/e.md out/f.md x/out/g.md \
        'sp .md' h.tmp.md sub/h.tmp.md '#hash.md' '!bang.md' sub/anchored.md anchored.md x/y/z/q.md \
        x/q.md logs/debug/k.md logs/m.md build/n.md nested/build/n.md esc/lit*.md esc/literal.md crlf.md
    cat >letters/.gitignore <<'END'
# a comment
drafts/*
!drafts/keep.md
/out/
*.tmp.md
\#hash.md
\!bang.md
/anchored.md
x/**/q.md
logs/**
!logs/m.md
build/
!build/n.md
esc/lit\*.md
END
    printf 'crlf.md\r\n' >>letters/.gitignore
    printf 'deep/*.md\n!deep/e.md\n!h.tmp.md\n' >letters/sub/.gitignore
    echo 'a.md' >>letters/.git/info/exclude
    cp rules.yaml letters
    cd letters
    same "$(found .) " "$(as_git)"
    same "$(found .)" "drafts/keep.md esc/literal.md logs/m.md sp .md sub/anchored.md sub/c.md sub/deep/e.md sub/h.tmp.md x/out/g.md"
    # from a folder of it, what stands above counts
    same "$(found sub)" "sub/anchored.md sub/c.md sub/deep/e.md sub/h.tmp.md"
    cd sub
    cp ../rules.yaml .
    same "$(found deep)" "deep/e.md"
    same "$(found .)" "anchored.md c.md deep/e.md h.tmp.md"
    # what is named is taken, a folder too
    cd ..
    same "$(found a.md h.tmp.md)" "a.md h.tmp.md"
    same "$(found out)" "out/f.md"
}

@test "a repository in a repository is its own, and so is a second working tree" {
    command -v git >/dev/null || skip "no git"
    git init -q letters
    letters a.md inner/a.md inner/b.md
    echo a.md >letters/.gitignore
    git init -q letters/inner
    echo b.md >letters/inner/.git/info/exclude
    same "$(found letters)" "letters/inner/a.md"
    cd letters
    echo c.md >>.git/info/exclude
    git -c user.name=n -c user.email=e@example.org commit -q --allow-empty -m first
    git worktree add -q ../tree
    cp ../weak.md ../tree/c.md
    cp ../weak.md ../tree/d.md
    cd ..
    same "$(found tree)" "tree/d.md"
}

@test "without a repository, .gitignore counts from the folder that is walked" {
    letters a.md sub/a.md sub/b.md
    echo b.md >.gitignore
    echo a.md >letters/sub/.gitignore
    same "$(found letters)" "letters/a.md letters/sub/b.md"
    mkdir letters/.gitignore
    mkfifo letters/sub/pipe
    same "$(found letters)" "letters/a.md letters/sub/b.md"
}

# --- ignore: ------------------------------------------------------------------------------------

@test "ignore: counts from the folder of its configuration, later globs win" {
    letters a.md old/b.md old/keep.md sub/old/c.md sub/d.md
    echo 'ignore: [/old/*, "!keep.md", sub/d.md]' >letters/.letterlint.yaml
    same "$(found letters)" "letters/a.md letters/old/keep.md letters/sub/old/c.md"
    same "$(found letters/sub)" "letters/sub/old/c.md"
    same "$(found letters/sub/d.md)" "letters/sub/d.md"
    # the nearest configuration counts alone, unless it extends the other
    echo 'rules: {claim: off}' >letters/sub/.letterlint.yaml
    same "$(found letters)" "letters/a.md letters/old/keep.md letters/sub/d.md letters/sub/old/c.md"
    echo 'extends: ../.letterlint.yaml' >letters/sub/.letterlint.yaml
    same "$(found letters)" "letters/a.md letters/old/keep.md letters/sub/old/c.md"
    same "$(found --isolated letters/old)" "letters/old/b.md letters/old/keep.md"
}

@test "--force-exclude passes over what is named too" {
    letters a.md sent/b.md README.md tmp/c.md
    git init -q letters 2>/dev/null || mkdir letters/.git
    echo 'ignore: sent/' >letters/.letterlint.yaml
    echo 'tmp/' >letters/.gitignore
    all=(letters/README.md letters/a.md letters/sent/b.md letters/tmp/c.md)
    same "$(found "${all[@]}")" "${all[*]}"
    same "$(found --force-exclude "${all[@]}")" "letters/a.md"
    same "$(found --force-exclude letters/sent letters/tmp)" ""
    same "$(cat err)" ""
    same "$(found --force-exclude --stdin-filename letters/sent/x.md - <weak.md)" ""
    same "$(found --force-exclude --stdin-filename letters/x.md - <weak.md)" "letters/x.md"
    try mine -q -v --force-exclude "${all[@]}"
    ends_with 1
    holds "$stderr" "letterlint: letters/sent/b.md: passed over: letters/.letterlint.yaml: sent/"
    holds "$stderr" "letterlint: letters/tmp/c.md: passed over: letters/.gitignore: tmp/"
    holds "$stderr" "letterlint: 1 letter by letters/.letterlint.yaml"
    try mine --force-exclude letters/sent/b.md
    ends_with 0
    same "$output$stderr" ""
}

@test "a file or folder named like a command is reached" {
    cp weak.md rules
    try mine rules
    ends_with 0
    holds "$output" "long-phrase"
    for name in ./rules 'check rules' '-- rules'; do
        # shellcheck disable=SC2086
        try mine -q $name
        ends_with 1
        holds "$output" "rules:3:6: warning:"
    done
    rm rules
    mkdir rules
    cp weak.md rules/a.md
    try mine -q check rules
    holds "$output" "rules/a.md:3:6: warning:"
}

@test "a report does not take the place of a letter that was found" {
    letters a.md b.md
    cp letters/b.md kept
    try mine --output-file letters/b.md letters
    ends_with 2
    holds "$stderr" "letters/b.md: is a letter to check; the report would take its place"
    cmp kept letters/b.md
}

@test "outline and scorecard walk too" {
    letters a.md b/c.md
    try lint outline letters
    ends_with 0
    holds "$output" "letters/a.md"
    holds "$output" "letters/b/c.md"
    try lint scorecard letters
    ends_with 0
    holds "$output" "letters/b/c.md"
}
