#!/usr/bin/env bats
# The JSON reports, read back with jq.
load helper

@test "a report, whole" {
    try mine --format json weak.md clean.md
    ends_with 1
    same "$stderr" ""
    same "$(jq -c . <<<"$output")" \
        "$(jq -c . <<JSON
{"version":1,"tool":{"name":"letterlint","version":"$LL_VERSION"},"files":[
 {"path":"weak.md","diagnostics":[
  {"rule":"claim","level":"warning","message":"'passionate' is a claim",
   "advice":"Tell what you did instead.",
   "start":{"offset":16,"line":3,"column":6},"end":{"offset":26,"line":3,"column":16}},
  {"rule":"long-phrase","level":"note","message":"'in order to' says no more than 'to'",
   "advice":"",
   "start":{"offset":36,"line":3,"column":26},"end":{"offset":47,"line":3,"column":37},
   "fix":{"text":"to","safety":"safe",
    "start":{"offset":36,"line":3,"column":26},"end":{"offset":47,"line":3,"column":37}}}]},
 {"path":"clean.md","diagnostics":[]}],
 "summary":{"error":0,"warning":1,"note":1}}
JSON
)"
}

@test "offsets are bytes, columns code points" {
    printf 'Hé 日本 🚀 passionate\n' >wide.md
    try mine --format=json wide.md
    same "$(jq -c '.files[0].diagnostics[0].start' <<<"$output")" \
        '{"offset":16,"line":1,"column":9}'
}

@test "a broken letter leaves valid JSON" {
    printf 'bad \xff byte\n' >bad.md
    try mine --format json missing.md bad.md weak.md
    ends_with 2
    same "$(jq -c '[.files[].path]' <<<"$output")" '["weak.md"]'
    try mine --format json missing.md
    ends_with 2
    same "$(jq -c '.files' <<<"$output")" '[]'
}

@test "any path is a string" {
    cp weak.md $'caf\xe9 "q" \\.md'
    try mine --format json $'caf\xe9 "q" \\.md'
    same "$(jq -r '.files[0].path' <<<"$output")" 'caf� "q" \.md'
}

@test "no colour in JSON" {
    try mine --format json --color always weak.md
    holds_not "$output" $'\x1b'
}

@test "an outline, whole" {
    printf 'Hi Sam,\n\nI cut p99. It held.\n\nCall me.\n\nBest,\nAnn\n' >letter.md
    try lint outline --format json letter.md
    ends_with 0
    same "$stderr" ""
    same "$(jq -c '[.version, .files[0].path, .files[0].words]' <<<"$output")" '[1,"letter.md",7]'
    same "$(jq -c '[.files[0].parts[] | [.part, .start.line, .end.line]]' <<<"$output")" \
        '[["salutation",1,1],["opening",3,3],["closing",5,5],["signoff",7,8]]'
    same "$(jq -c '[.files[0].sentences[] | [.text, .start.offset, .end.column]]' <<<"$output")" \
        '[["I cut p99.",9,11],["It held.",20,20],["Call me.",30,9]]'
}

@test "rules and explain as JSON" {
    try mine rules --format json
    ends_with 0
    same "$(jq -c '[.version, [.rules[].id], .rules[0].level, .rules[0].sources]' <<<"$output")" \
        '[1,["claim","long-phrase","gap"],"warning",["mimi","systems"]]'
    try mine explain --format json gap
    ends_with 0
    same "$(jq -c '[.rules[] | [.id, .level]]' <<<"$output")" '[["gap","error"]]'
}
