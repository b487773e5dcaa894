#!/usr/bin/env bats
# --batch: a record a line in, an answer a line out, in order, while they come; whatever is wrong with
# a record is said in its answer and nothing to the others.
load helper

batch() { mine --batch "$@"; }

weak='"text":"Dear Sam,\n\nI am passionate and came in order to win.\n"'
clean='"text":"Dear Sam,\n\nI cut p99 to 210 ms.\n"'

# What an answer comes to: its id and its counts, or the kind of its error.
short() { jq -c '[.id, if .error then .error.kind else .errors, .warnings, .notes end]'; }

@test "an answer for each record, with what the format json says of the letter" {
    printf '%s\n' "{\"id\":1,$weak}" "{\"id\":\"b\",$clean}" '{"path":"weak.md"}' '{"id":null,"path":"gap.md"}' >in
    try batch <in
    ends_with 0
    same "$stderr" ""
    same "$(short <<<"$output")" '[1,0,1,1]
["b",0,0,0]
[null,0,1,1]
[null,1,0,0]'
    same "$(sed -n 3p <<<"$output" | jq -c .diagnostics)" "$(mine --format json weak.md | jq -c '.files[0].diagnostics')"
    same "$(sed -n 1p <<<"$output" | jq -c .diagnostics)" "$(sed -n 3p <<<"$output" | jq -c .diagnostics)"
    same "$(jq -c 'keys_unsorted' <<<"$output" | sort -u)" '["id","diagnostics","errors","warnings","notes"]
["id","path","diagnostics","errors","warnings","notes"]'
}

@test "blank lines are passed over; the last line needs no end; carriage returns and a mark are nothing" {
    printf '\xef\xbb\xbf{"id":1,%s}\r\n\r\n  \t\n\n{"id":2,%s}' "$clean" "$clean" >in
    same "$(batch <in | short)" '[1,0,0,0]
[2,0,0,0]'
    try batch </dev/null
    ends_with 0
    same "$output$stderr" ""
}

@test "what is wrong with a record is said in its answer, with its line" {
    cat >in <<'JSON'
{"id":1
{"id":2,"text":5}
{"id":"three","txt":"a"}
{"id":4}

{"id":6,"text":"a","path":"weak.md"}
{"id":7,"path":"missing.md"}
{"id":8,"path":"."}
{"id":9,"id":10,"text":"a"}
{"id":11,"text":"a","meta":[]}
{"id":12,"text":"a","meta":{"a":{"b":[[1]]}}}
{"id":13.5,"text":"a"}
{"id":{"a":1},"text":"a"}
["text"]
"text"
{"id":16,"path":""}
{"id":17,"text":"a"} {"id":18,"text":"a"}
{"id":19,"text":"a\u0000b"}
{"id":20,"text":"\ud83d"}
JSON
    printf '{"id":21,"text":"\xff"}\n{"id":22,"path":"latin.md"}\n{"id":23,"path":"nul.md"}\n{"id":24,%s}\n' "$clean" >>in
    printf 'caf\xe9\n' >latin.md
    printf 'nul \0\n' >nul.md
    for jobs in 1 4; do
        try batch -j "$jobs" <in
        ends_with 0
        same "$stderr" ""
        same "$(jq -r '"\(.id) \(.error // {kind: "none"} | "\(.kind) \(.line // "-"):\(.column // "-") \(.message // "")")"' <<<"$output")" \
            "null json 1:7 '}' expected near end of file
2 record 2:- 'text' is not a text
three record 3:- unknown key 'txt'; did you mean 'text'?
4 record 4:- neither 'text' nor 'path': no letter
6 record 6:- both 'text' and 'path': which is the letter?
7 file 7:- No such file or directory
8 file 8:- is a directory, not a file
null json 9:12 duplicate object key near '\"id\"'
11 record 10:- 'meta' is not an object
12 record 11:- 'meta.a.b': a list holds texts and numbers
null record 12:- 'id' is not a text or a whole number
null record 13:- 'id' is not a text or a whole number
null record 14:- a record is an object: {\"id\": …, \"text\": …}
null record 15:- a record is an object: {\"id\": …, \"text\": …}
16 record 16:- 'path' is not the name of a file
null json 17:22 end of file expected near '{'
null json 18:26 a NUL character (\\u0000): this is no text
null json 19:24 invalid Unicode '\\uD83D' near '\"\\ud83d\"'
null json 20:18 invalid UTF-8
22 text 21:- invalid UTF-8 in line 1, at byte offset 3; save the file as UTF-8
23 text 22:- a NUL byte at offset 4: this is not a text file
24 none -:- "
    done
}

@test "a long name is not cut within a character" {
    local many shown
    many=x$(printf 'é%.0s' {1..60})
    shown=x$(printf 'é%.0s' {1..49})
    printf '{"id":1,"%s":1}\n{"id":2,"text":"a","meta":{"%s":[[1]]}}\n' "$many" "$many" >in
    try batch <in
    same "$(jq -r .error.message <<<"$output")" \
        "unknown key '$shown'
'meta.$shown': a list holds texts and numbers"
}

@test "what is too large is refused, however it comes, and held by nobody" {
    { printf '{"id":1,"text":"'; head -c 300000 /dev/zero | tr '\0' x; printf '"}\n'
      printf '{"id":2,"path":"big.md"}\n{"id":3,"text":"'
      head -c 100000000 /dev/zero | tr '\0' x
      printf '"}\n{"id":4,%s}\n{"id":5,"text":"' "$clean"
      head -c 3000000 /dev/zero; } >in
    head -c 300000 /dev/zero | tr '\0' x >big.md
    try batch -j 2 <in
    ends_with 0
    same "$(short <<<"$output")" '[1,"size"]
[2,"size"]
[null,"size"]
[4,0,0,0]
[null,"size"]'
    same "$(jq -r '.error.message // empty' <<<"$output" | grep -c -- '--max-size raises it')" 4
    # A hundred million bytes in a line, and a process that may have fifty.
    (ulimit -v 50000 2>/dev/null && batch -j 1 <in >limited) || [ -n "${ASAN_OPTIONS:-}" ]
    [ -n "${ASAN_OPTIONS:-}" ] || same "$(cat limited)" "$output"
    same "$(batch --max-size 400k <in | short | head -n 2)" '[1,0,0,0]
[2,0,0,0]'
}

@test "hostile records: deep, long, odd" {
    {
        head -c 200000 /dev/zero | tr '\0' '['
        echo
        printf '{"id":1,"text":"a","meta":'
        for i in 1 2 3 4 5 6 7 8 9; do printf '{"k":'; done
        printf '1}}}}}}}}}}\n{"id":2,"meta":{"a":"%s"},%s}\n' "$(head -c 50000 /dev/zero | tr '\0' y)" "$clean"
        jq -nc '{id: 3, text: "a", meta: ([range(2000) | {key: "k\(.)", value: 1}] | from_entries)}'
        jq -nc '{id: "\u001b[31m\u202e", text: "\u001b]0;x\u0007", meta: {"\u001b": 1}}'
        printf '\0\0\0\n{"id":5,%s}\n' "$clean"
    } >in
    try batch -j 3 <in
    ends_with 0
    same "$(short <<<"$output" | jq -c '[.[0], .[1]]')" '[null,"json"]
[1,"record"]
[2,0]
[3,"record"]
["\u001b[31m‮",0]
[null,"json"]
[5,0]'
    holds_not "$output" $'\e'
}

@test "a path is a regular file, and no stream that waits or is the batch itself" {
    mkfifo nobody
    ln -s weak.md link.md
    cp clean.md ./-
    printf '%s\n' '{"id":1,"path":"/dev/stdin"}' '{"id":2,"path":"nobody"}' '{"id":3,"path":"/dev/zero"}' \
        '{"id":4,"path":"link.md"}' '{"id":5,"path":"-"}' "{\"id\":6,$clean}" >in
    # shellcheck disable=SC2002 # a pipe, which whoever opens it anew would read on
    cat in | timeout 60 "$LETTERLINT" --batch --no-default-rules --rules rules.yaml >out
    same "$(short <out)" '[1,"file"]
[2,"file"]
[3,"file"]
[4,0,1,1]
[5,0,0,0]
[6,0,0,0]'
    same "$(jq -r '.error.message // empty' out | sort -u)" "is not a regular file"
}

@test "the names of meta are short, however they are nested" {
    long=$(head -c 126 /dev/zero | tr '\0' k)
    {
        printf '{"id":1,"meta":{"%s":{"%s":{"ab":1}}},%s}\n' "$long" "$long" "$clean"
        printf '{"id":2,"meta":{"%s":{"%s":{"abc":1}}},%s}\n' "$long" "$long" "$clean"
        jq -nc '{id: 3, text: "a", meta: {("k" * 1500000): ([range(990) | {key: "b\(.)", value: 1}] | from_entries)}}'
    } >in
    same "$(batch <in | short)" '[1,0,0,0]
[2,"record"]
[3,"record"]'
    same "$(batch <in | jq -r '.error.message // empty' | sort -u)" "'meta' has a name of more than 256 bytes"
}

@test "a value of many words is looked for all at once" {
    cat >contact.yaml <<'YAML'
letterlint: 1
terms: { contact: { from-words: meta.contact } }
rules:
  - { id: named, level: note, scope: body, find: contact, message: "{match}" }
YAML
    jq -nc '{id: 1, text: "Dear Sam,\n\nName777 met name99999 and Name5.\n",
        meta: {contact: ([range(100000) | "name\(.)"] + ["Name5", "name5"] | join(" "))}}' >in
    same "$(timeout 120 "$LETTERLINT" --batch --no-default-rules --rules contact.yaml <in | jq -c '[.id, .diagnostics[].message]')" \
        '[1,"Name777","name99999","Name5"]'
}

@test "any number of threads gives the same answers in the same order" {
    for ((i = 0; i < 600; i++)); do
        case $((i % 5)) in
        0) echo "{\"id\":$i,\"path\":\"$LL_SOURCE_DIR/examples/weak.md\"}" ;;
        1) echo "{\"id\":$i,$clean}" ;;
        2) echo "{\"id\":$i,$weak}" ;;
        3) echo "{\"id\":$i," ;;
        4) echo "{\"id\":$i,\"path\":\"missing\"}" ;;
        esac
    done >in
    batch -j1 <in >one
    same "$(wc -l <one)" 600
    for jobs in 2 8 64; do
        batch "-j$jobs" <in >many
        cmp one many
        # shellcheck disable=SC2002 # a pipe and a file are not the same to a reader
        cat in | batch "-j$jobs" | cmp one -
    done
}

@test "who writes one record and waits for its answer gets it" {
    mkfifo to from
    for jobs in 1 4; do
        batch -j "$jobs" <to >from &
        exec 5>to 6<from
        for ((i = 0; i < 50; i++)); do
            printf '{"id":%s,' "$i" >&5
            printf '%s}\n' "$clean" >&5
            IFS= read -r -t 60 answer <&6
            same "$(short <<<"$answer")" "[$i,0,0,0]"
        done
        # Several at once, and the beginning of another that does not come yet.
        printf '{"id":"x",%s}\n{"id":"y",%s}\n\n{"id":' "$weak" "$clean" >&5
        IFS= read -r -t 60 answer <&6
        same "$(short <<<"$answer")" '["x",0,1,1]'
        IFS= read -r -t 60 answer <&6
        same "$(short <<<"$answer")" '["y",0,0,0]'
        exec 5>&-
        IFS= read -r -t 60 answer <&6
        same "$(short <<<"$answer")" '[null,"json"]'
        exec 6<&-
        wait $!
    done
}

@test "meta wins over front matter and over --meta; front matter's shapes are known" {
    cat >meta.yaml <<'YAML'
letterlint: 1
rules:
  - id: shown
    level: note
    scope: salutation
    message: "{meta.company}|{meta.role}|{meta.posting.city}|{meta.tags}|{meta.n}|{meta.yes}"
YAML
    said() { "$LETTERLINT" --batch --no-default-rules --rules meta.yaml "$@" | jq -r '.diagnostics[].message'; }
    text='"text":"---\ncompany: Front\nrole: Front\nn: 7\n---\nDear Sam,\n\nI cut it.\n"'
    printf '{%s}\n{%s,"meta":{"company":"Record","posting":{"city":"Ghent"},"tags":["a",2,true],"n":null,"yes":true}}\n{%s,"meta":null}\n' "$text" "$text" "$text" >in
    same "$(said <in)" 'Front|Front|||7|
Record|Front|Ghent|a, 2, true|7|true
Front|Front|||7|'
    same "$(said --meta company=Line --meta role=Line <in)" 'Line|Line|||7|
Record|Line|Ghent|a, 2, true|7|true
Line|Line|||7|'
}

@test "rules, configuration, profiles and the day are those of a check" {
    echo 'rules: {claim: error, long-phrase: off}' >.letterlint.yaml
    echo "{\"id\":1,$weak}" >in
    same "$(batch <in | short)" '[1,1,0,0]'
    same "$(batch --isolated <in | short)" '[1,0,1,1]'
    same "$(batch --set claim=off <in | short)" '[1,0,0,0]'
    mkdir -p sub/deep
    cp weak.md sub/deep/weak.md
    echo 'paths: [{match: "sub/**", rules: {claim: off}}]' >.letterlint.yaml
    echo '{"id":2,"path":"sub/deep/weak.md"}' >>in
    same "$(batch <in | short)" '[1,0,1,1]
[2,0,0,1]'
    echo 'rules: {clam: off}' >.letterlint.yaml
    try batch <in
    ends_with 2
    same "$output" ""
    holds "$stderr" "clam"
    rm .letterlint.yaml
    try batch --profile nobody <in
    ends_with 2
    try lint --batch --no-default-rules <in
    ends_with 2
    same "$stderr" "letterlint: there is no rule to check by; --rules FILE adds some"
    try lint --batch --date 2026 <in
    ends_with 2
}

@test "a profile that is not there is an error of the record that chooses it" {
    cat >in <<'JSON'
{"id":1,"text":"Dear Sam,","meta":{"profile":"seniro"}}
{"id":2,"text":"Dear Sam,","meta":{"profile":["senior","nobody at all"]}}
{"id":3,"text":"Dear Sam,","meta":{"profile":"senior, payments"}}
{"id":4,"text":"Dear Sam,","meta":{"profile":""}}
JSON
    try lint --batch --isolated <in
    ends_with 0
    same "$(jq -r '"\(.id) \(.error.kind) \(.error.message)"' <<<"$output")" "1 record there is no profile 'seniro'; did you mean 'senior'?
2 record there is no profile 'nobody at all'; 'letterlint profiles' names those there are
3 null null
4 null null"
    # What is not in force is not looked at.
    same "$(lint --batch --isolated --profile senior <in | jq -c .error)" 'null
null
null
null'
    try lint --batch --isolated --meta profile=seniro <in
    ends_with 2
    same "$output" ""
    same "$stderr" "letterlint: there is no profile 'seniro'; did you mean 'senior'?"
    try lint --isolated --meta profile=seniro weak.md
    ends_with 2
}

@test "options that mean nothing to a batch are refused, and so are letters" {
    for option in '--format json' --list-formats --show-settings '--ext txt' --force-exclude --verbose '--fail-on note' \
        '--max-warnings 1' --exit-zero --statistics --watch '--hyperlinks never' '--stdin-filename x' '-o out' \
        '--baseline x' '--write-baseline x' '--trace claim'; do
        # shellcheck disable=SC2086 # one word or two
        try batch $option </dev/null
        ends_with 2
        name=${option%% *}
        [ "$name" != -o ] || name=--output-file
        same "$stderr" "letterlint: 'letterlint --batch' takes no option '$name'"
    done
    try batch weak.md </dev/null
    ends_with 2
    same "$stderr" "letterlint: --batch reads records from standard input; 'weak.md' would be a letter"
    try lint outline --batch </dev/null
    ends_with 2
}

@test "a reader who goes away ends it quietly, at whichever answer" {
    for ((i = 0; i < 300; i++)); do echo "{\"id\":$i,$weak}"; done >in
    for take in 1 2 50; do
        for jobs in 1 4; do
            { batch -j "$jobs" <in || echo "status $?" >&2; } 2>err | head -n "$take" >out
            same "$(cat err)" ""
            same "$(wc -l <out)" "$take"
        done
    done
    # Also while nothing comes in: nobody will ever read an answer.
    mkfifo never
    exec 7<>never
    timeout 60 "$LETTERLINT" --batch --no-default-rules --rules rules.yaml <never | true
    same "${PIPESTATUS[*]}" "0 0"
    exec 7>&-
}

@test "a stream that fails is a failure" {
    status=0
    batch <&- 2>err || status=$?
    same "$status $(cat err)" "2 letterlint: standard input: Bad file descriptor"
    status=0
    batch </ 2>err || status=$?
    same "$status $(cat err)" "2 letterlint: standard input: Is a directory"
    [ -w /dev/full ] || skip "no /dev/full"
    echo "{\"id\":1,$weak}" >in
    status=0
    batch <in >/dev/full 2>err || status=$?
    same "$status" 2
    holds "$(cat err)" "letterlint: standard output: No space left on device"
}
