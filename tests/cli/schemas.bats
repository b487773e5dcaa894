#!/usr/bin/env bats
# The JSON Schemas know exactly what the readers of rule files and configurations know: the tables in
# their source are compared with the schemas' properties. tests/schemas validates files with them.
load helper

rules=$LL_SOURCE_DIR/schemas/letterlint-rules.schema.json
config=$LL_SOURCE_DIR/schemas/letterlint-config.schema.json

# The texts of the table that begins with $2 in a file of src/, sorted.
table() {
    awk -v start="$2" 'index($0, start) { on = 1 } on { print } on && /};/ { exit }' \
        "$LL_SOURCE_DIR/src/$1" | grep -oE '"[^"]*"' | tr -d '"' | LC_ALL=C sort
}

# What a jq program finds in a schema, sorted.
in_schema() { jq -r "$2" "$1" | LC_ALL=C sort; }

agree() { # FILE TABLE SCHEMA PROGRAM
    local known
    known=$(table "$1" "$2")
    [ -n "$known" ] || { echo "src/$1 has no table '$2'"; return 1; }
    diff <(echo "$known") <(in_schema "$3" "$4") ||
        { echo "< only in the table '$2' of src/$1, > only in ${3##*/}: $4"; return 1; }
}

@test "the schemas have every key that is read, and no other" {
    agree rule/ruleset.c 'rule_keys[] =' "$rules" '.properties | keys[]'
    agree rule/read.c 'keys_of_rules[] =' "$rules" '.definitions.rule.properties | keys[]'
    agree rule/read.c 'keys_of_signals[] =' "$rules" '.definitions.signal.properties | keys[]'
    agree rule/read_tests.c 'keys[] =' "$rules" '.definitions.test.properties | keys[]'
    agree rule/term_read.c 'key_reader keys[] =' "$rules" '.definitions.definition.properties | keys[]'
    agree rule/term_read.c 'names[] = {"add"' "$rules" '.definitions.change.properties | keys[]'
    agree rule/profile.c 'keys[] = {"about"' "$rules" '.definitions.profile.properties | keys[]'
    agree rule/profile.c 'keys[] = {"level"' "$rules" '.definitions.setting.anyOf[1].properties | keys[]'
    agree rule/config.c 'll_config_keys[] =' "$config" '.properties | keys[]'
    agree rule/config.c 'keys[] = {"match"' "$config" '.properties.paths.items.properties | keys[]'
}

@test "the schemas have every word that can be chosen" {
    agree rule/profile.c 'names[] = {"on"' "$rules" '.definitions.switch.enum[]'
    agree rule/config.c 'spellings[] = {"en-' "$config" '.properties.spelling.enum[]'
    agree letter/letter.c 'names[LL_UNIT_COUNT] =' "$rules" '.definitions.unit.enum[], .definitions.suppression.const'
    units=$(jq -r '.definitions.unit.enum | join("|")' "$rules")
    same "$(jq -r '.definitions["scope-path"].pattern' "$rules" | grep -oF "($units)" | wc -l)" 2
    regions='.definitions.region.anyOf[0].enum[], "sentence", "paragraph", "item", "list"'
    agree rule/region.c 'region_names[] =' "$rules" "$regions"
    for selector in $(table rule/scope.c 'selector_names[] ='); do
        jq -e --arg scope "item:$selector in body" '.definitions["scope-path"].pattern as $p | $scope | test($p)' "$rules"
    done
}

@test "what may be added to a term is what its definition holds first" {
    count=$(grep -oE 'ADDABLE_KEYS = [0-9]+' "$LL_SOURCE_DIR/src/rule/term_read.c" | grep -oE '[0-9]+')
    same "$(jq '.definitions.change.properties.add.properties | length' "$rules")" "$count"
}

@test "every key of the schemas says what it is for" {
    for schema in "$rules" "$config"; do
        [ "$(jq '[.. | objects | select(.properties) | .properties[] | select(.description or .["$ref"] | not)] | length' "$schema")" = 0 ]
    done
}
