#!/usr/bin/env bats
# The SARIF report, read back with jq; ./dev formats holds it against the standard's own validator.
load helper

@test "results, with places in code points, and the rules that fired behind them" {
    printf 'Dear Sam,\n\nHé 日本 🚀 passionate, in order to win.\n\npassionate\n' >wide.md
    try mine --format sarif clean.md ./wide.md
    ends_with 1
    same "$stderr" ""
    same "$(jq -r '.version, .runs[0].columnKind, .runs[0].tool.driver.version' <<<"$output")" \
        "$(printf '2.1.0\nunicodeCodePoints\n%s' "$LL_VERSION")"
    same "$(jq -c '.runs[0].results[] | [.ruleId, .ruleIndex, .level, .locations[0].physicalLocation.artifactLocation.uri,
            (.locations[0].physicalLocation.region | .startLine, .startColumn, .endLine, .endColumn)]' <<<"$output")" \
        '["claim",0,"warning","wide.md",3,9,3,19]
["long-phrase",1,"note","wide.md",3,21,3,32]
["claim",0,"warning","wide.md",5,1,5,11]'
    same "$(jq -c '[.runs[0].tool.driver.rules[].id]' <<<"$output")" '["claim","long-phrase"]'
}

@test "a rule's texts, and its level" {
    try mine --format sarif weak.md
    same "$(jq -c '.runs[0].tool.driver.rules[0] | [.shortDescription.text, .fullDescription.text, .defaultConfiguration.level]' <<<"$output")" \
        '["Everybody says so.","Everybody says so.","warning"]'
    holds "$(jq -r '.runs[0].tool.driver.rules[0].help.text' <<<"$output")" "Instead: Tell what you did instead."
    holds "$(jq -r '.runs[0].tool.driver.rules[0].help.markdown' <<<"$output")" "    I am «passionate»."
}

@test "a fix is a replacement of exactly that text" {
    try mine --format sarif note.md
    ends_with 0
    same "$(jq -c '.runs[0].results[0].fixes[0] | [.description.text, .artifactChanges[0].artifactLocation.uri,
            .artifactChanges[0].replacements[0].deletedRegion.startColumn,
            .artifactChanges[0].replacements[0].insertedContent.text, .properties.safety]' <<<"$output")" \
        '["Replace with '"'to'"'.","note.md",8,"to","safe"]'
}

@test "equal findings have fingerprints of their own, which survive moved lines" {
    printf 'I am passionate.\n\nI am passionate.\n' >twice.md
    printf '# New\n\nSome words.\n\nI am passionate.\n\nI am passionate.\n' >moved.md
    try mine --format sarif twice.md
    first=$(jq -c '[.runs[0].results[].partialFingerprints["letterlint/v1"]]' <<<"$output")
    same "$(jq 'length == 2 and .[0] != .[1]' <<<"$first")" true
    try mine --format sarif moved.md
    same "$(jq -c '[.runs[0].results[].partialFingerprints["letterlint/v1"]]' <<<"$output")" "$first"
}

@test "a path is a URI" {
    mkdir 'a dir'
    cp weak.md $'a dir/ü#50%:caf\xe9?.md'
    try mine --format sarif $'./a dir/ü#50%:caf\xe9?.md' "$PWD/weak.md"
    same "$(jq -r '[.runs[0].results[].locations[0].physicalLocation.artifactLocation.uri] | unique[]' <<<"$output" | sed "s|$PWD|HERE|")" \
        'a%20dir/%C3%BC%2350%25%3Acaf%E9%3F.md
file://HERE/weak.md'
}

@test "no link is made of a letter's words" {
    cat >link.yaml <<'YAML'
letterlint: 1
rules:
  - id: any
    level: note
    scope: letter
    find: { raw: ['\[.*\)'] }
    message: "{match}"
    tests: [{ bad: "«[a](b)»" }]
YAML
    printf 'See [this](https://example.com).\n' >link.md
    try lint --no-default-rules --rules link.yaml --format sarif link.md
    same "$(jq -r '.runs[0].results[0].message.text' <<<"$output")" '[this] (https://example.com)'
}

@test "no letter is still a report" {
    try mine --format sarif missing.md
    ends_with 2
    same "$(jq -c '.runs[0] | [.results, .tool.driver.rules]' <<<"$output")" '[[],[]]'
}
