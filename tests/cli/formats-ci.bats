#!/usr/bin/env bats
# What GitLab, reviewdog, and readers of Checkstyle and JUnit are given; ./dev formats holds each
# against its schema.
load helper

hostile() {
    cat >any.yaml <<'YAML'
letterlint: 1
rules:
  - id: any
    level: warning
    scope: letter
    find: { raw: ['(?s).+'] }
    message: "{match}"
    tests: [{ bad: "«x»" }]
YAML
    printf ']]>"'"'"'<script>&amp;\x01\x1b[31m' >hostile.md
}

@test "gitlab: an entry whole" {
    try mine --format gitlab ./gap.md clean.md
    ends_with 1
    same "$stderr" ""
    same "$(jq -c '.[0] | del(.fingerprint)' <<<"$output")" \
        '{"description":"a gap was left open","check_name":"gap","severity":"major","location":{"path":"gap.md","lines":{"begin":1,"end":1}}}'
    try mine --format gitlab weak.md
    same "$(jq -c '[.[] | [.severity, .description]]' <<<"$output")" \
        '[["minor","'"'passionate'"' is a claim. Tell what you did instead."],["info","'"'in order to' says no more than 'to'"'"]]'
    try mine --format gitlab clean.md
    same "$(jq -c . <<<"$output")" "[]"
}

@test "gitlab: no two fingerprints are equal, and they survive moved lines" {
    printf 'I am passionate.\n\nI am passionate.\n' >twice.md
    cp twice.md again.md
    try mine --format gitlab twice.md again.md
    same "$(jq '[.[].fingerprint] | length == 4 and (unique | length) == 4' <<<"$output")" true
    before=$(jq -c '[.[].fingerprint]' <<<"$output")
    printf 'Hello there.\n\n%s\n\n%s\n' "I am passionate." "I am passionate." >twice.md
    try mine --format gitlab twice.md again.md
    same "$(jq -c '[.[].fingerprint]' <<<"$output")" "$before"
}

@test "rdjson: columns count bytes, and a fix is a suggestion" {
    printf 'Hé 日本 🚀 in order to win.\n' >wide.md
    try mine --format rdjson ./wide.md
    ends_with 0
    same "$(jq -c . <<<"$output")" \
        '{"source":{"name":"letterlint"},"diagnostics":[{"message":"'"'in order to' says no more than 'to'"'","location":{"path":"wide.md","range":{"start":{"line":1,"column":17},"end":{"line":1,"column":28}}},"severity":"INFO","code":{"value":"long-phrase"},"suggestions":[{"range":{"start":{"line":1,"column":17},"end":{"line":1,"column":28}},"text":"to"}]}]}'
}

@test "checkstyle: an element a letter, and one a finding" {
    try mine --format checkstyle weak.md clean.md
    ends_with 1
    same "$stderr" ""
    same "$output" '<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="weak.md">
    <error line="3" column="6" severity="warning" message="&apos;passionate&apos; is a claim. Tell what you did instead." source="letterlint.claim"/>
    <error line="3" column="26" severity="info" message="&apos;in order to&apos; says no more than &apos;to&apos;" source="letterlint.long-phrase"/>
  </file>
  <file name="clean.md">
  </file>
</checkstyle>'
}

@test "junit: a suite a letter, a case a rule; notes pass" {
    printf 'I am passionate, a team player, in order to win.\n' >three.md
    try mine --format junit three.md clean.md
    ends_with 1
    same "$output" '<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="letterlint">
  <testsuite name="three.md" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="claim" classname="three.md">
      <failure message="&apos;passionate&apos; is a claim (and 1 more)" type="warning">three.md:1:6: warning: &apos;passionate&apos; is a claim
Tell what you did instead.
three.md:1:20: warning: &apos;team player&apos; is a claim
Tell what you did instead.
</failure>
    </testcase>
    <testcase name="long-phrase" classname="three.md">
      <system-out>three.md:1:33: note: &apos;in order to&apos; says no more than &apos;to&apos;
</system-out>
    </testcase>
  </testsuite>
  <testsuite name="clean.md" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="letterlint" classname="clean.md"/>
  </testsuite>
</testsuites>'
}

@test "XML holds whatever a letter says, as text" {
    hostile
    cp hostile.md $'"<&\xe9.md'
    for format in checkstyle junit; do
        try lint --no-default-rules --rules any.yaml --format "$format" $'"<&\xe9.md'
        holds "$output" ']]&gt;&quot;&apos;&lt;script&gt;&amp;amp;\x01\x1b[31m'
        holds "$output" '"&quot;&lt;&amp;�.md"'
        holds_not "$output" $'\x1b'
    done
}

@test "no letter is still a report" {
    for row in 'gitlab|[' 'rdjson|"diagnostics":[' 'checkstyle|</checkstyle>' 'junit|</testsuites>'; do
        try mine --format "${row%%|*}" missing.md
        ends_with 2
        holds "$output" "${row#*|}"
    done
}
