#!/usr/bin/env bats
# docs/rules.md is what `letterlint rules --format markdown` prints; `./dev test --update` rewrites it.
load helper

@test "the rule reference is what the rules say" {
    run diff <("$LETTERLINT" rules --format markdown) "$LL_SOURCE_DIR/docs/rules.md"
    [ "$status" -eq 0 ] || { echo "$output"; false; }
}

@test "markdown is a format of the rules alone" {
    try lint --format markdown weak.md
    ends_with 2
    holds "$stderr" "--format: 'markdown' is not text"
}

@test "the scorecard shows what is found, what is missing, and values" {
    cat >signals.yaml <<'RULES'
letterlint: 1
terms:
  owned: {words: ["I (owned|cut)"]}
  absent: {words: [unicorn]}
signals:
  - {id: ownership, group: Signals, title: Ownership, scope: body, find: owned, advice: Say it.}
  - {id: unicorn, group: Signals, title: Unicorn, scope: body, find: absent, advice: Add it.}
  - {id: length, group: Facts, title: Words, value: "{words(in body)} words"}
RULES
    try lint scorecard --no-default-rules --rules signals.yaml clean.md
    ends_with 0
    same "$output" "clean.md

Signals
  + Ownership                     line 3: I cut
  - Unicorn                       Add it.

Facts
    Words                         6 words"
    try lint scorecard --no-default-rules --rules signals.yaml --format json clean.md missing.md
    ends_with 2
    same "$(jq -c '.files[0].rows | map([.id, .count, .value, .start.line])' <<<"$output")" \
        '[["ownership",1,null,3],["unicorn",0,null,null],["length",null,"6 words",null]]'
}

@test "profiles switch rules, and an unknown one is said" {
    cat >profiles.yaml <<'RULES'
letterlint: 1
rules:
  - {id: quiet-rule, level: note, default: off, scope: body, message: heard}
profiles:
  loud: {about: everything, rules: {quiet-rule: warning}}
RULES
    try lint --no-default-rules --rules profiles.yaml clean.md
    ends_with 0
    try lint -q --no-default-rules --rules profiles.yaml --profile loud clean.md
    ends_with 1
    same "$output" "clean.md:3:1: warning: heard [quiet-rule]"
    try lint --no-default-rules --rules profiles.yaml --profile loud,luod clean.md
    ends_with 2
    holds "$stderr" "there is no profile 'luod'; did you mean 'loud'?"
    printf -- '---\nprofile: loud\n---\nI cut p99.\n' >front.md
    try lint -q --no-default-rules --rules profiles.yaml front.md
    ends_with 1
}

@test "a stale date is judged by --date" {
    printf '3 January 2026\n\nDear Sam,\n\nI cut p99.\n' >dated.md
    try lint -q --date 2026-01-20 dated.md
    holds_not "$output" stale-date
    try lint -q --date 2026-08-01 dated.md
    holds "$output" "dated.md:1:1: warning: The letter is dated 3 January 2026, too long ago [stale-date]"
    try lint -q --date 1/8/2026 dated.md
    ends_with 2
    holds "$stderr" "a day of the calendar is written YYYY-MM-DD"
}

@test "a day that no calendar has is none" {
    printf 'Dear Sam,\n\nI cut p99.\n' >letter.md
    for day in 2026-13-01 2026-02-30 2027-02-29 0000-00-00; do
        try lint -q --date "$day" letter.md
        ends_with 2
        holds "$stderr" "'--date $day': a day of the calendar"
    done
    try lint -q --date 2028-02-29 letter.md
    ends_with 1
}

@test "what --meta says of the day and the spelling is held to the same" {
    printf '3 January 2026\n\nDear Sam,\n\nI cut p99.\n' >dated.md
    for day in 1/8/2026 2026-02-30 2026-1-5 tomorrow; do
        for key in today Today; do
            try lint -q --meta "$key=$day" dated.md clean.md
            ends_with 2
            same "$output" ""
            same "$stderr" "letterlint: --meta: 'today=$day': a day of the calendar is written YYYY-MM-DD"
        done
    done
    try lint -q --meta today=2026-08-01 dated.md
    holds "$output" stale-date
    try lint -q --meta Today=2026-01-20 dated.md
    holds_not "$output" stale-date
    try lint -q --meta today= dated.md # no day to judge by
    holds_not "$output" stale-date
    try lint -q --date 2026-02-30 --meta today=2026-01-20 dated.md
    ends_with 2
    try lint outline --meta today=never dated.md
    ends_with 2
    try lint -q --meta spelling=british dated.md
    ends_with 2
    same "$stderr" "letterlint: --meta: 'spelling=british': there are en-GB and en-US"
    printf '{"id":1,"text":"a","meta":{"today":"2026-02-30"}}\n{"id":2,"text":"a","meta":{"today":"2026-02-28"}}\n' |
        lint --batch >answers
    same "$(jq -r '.error.kind, .error.message' answers)" "record
'meta': 'today=2026-02-30': a day of the calendar is written YYYY-MM-DD
null
null"
}

@test "a name that YAML would read otherwise comes back from a new draft as it was given" {
    printf 'letterlint: 1\nrules: [{id: who, level: note, when: words > 0, message: "for <{meta.company}>"}]\n' >who.yaml
    for name in '[24]7.ai' '@Hotels' 'A: "b"' 'Foo #1' 'a\b' "O'Neill" ' x ' '- y' '{z}' 'Müller & Söhne' '%' '!'; do
        rm -f new.md
        try lint new --company "$name" --role "$name" -o new.md
        ends_with 0
        try lint -q --no-default-rules --rules who.yaml new.md
        ends_with 0
        holds "$output" "for <$name>"
    done
    for name in $'two\nlines' $'\e[31m' '<!-- letterlint-disable -->'; do
        try lint new --company "$name"
        ends_with 2
        holds "$stderr" "letterlint: 'company': a "
        holds "$stderr" "cannot be put into a letter"
    done
    try lint new --role $'\xff'
    ends_with 2
    holds "$stderr" "not UTF-8"
}

@test "every prompt of a new draft is flagged, and what was given is filled in" {
    for options in "" "--company Northstar --role Engineer" "--profile early-career"; do
        # shellcheck disable=SC2086 # words of options
        lint new $options >draft.md
        prompts=$(grep -c '^\[\|^Dear \[' draft.md)
        same "$(lint -q --fail-on never draft.md | grep -c '\[placeholder\]$')" "$prompts"
    done
    try lint new --company Northstar --role 'Data Engineer' -o new.md
    ends_with 0
    holds "$(cat new.md)" "company: Northstar
role: Data Engineer"
    holds "$(cat new.md)" "Your reason for Northstar:"
    try lint new --profile nobody
    ends_with 2
    try lint new draft.md
    ends_with 2
    try lint new --no-default-rules --rules rules.yaml
    ends_with 2
    holds "$stderr" "these rules have no draft"
}

@test "a row of the scorecard is missing where a rule in its unless fired, as that is set for the letter" {
    cat >rows.yaml <<'YAML'
letterlint: 1
rules:
  - { id: too-long, level: note, scope: body, when: words > $max, params: { max: 5 }, message: Long. }
signals:
  - { id: short, group: g, title: Short, scope: body, unless: [too-long], advice: Cut it. }
profiles: { long: { about: Longer ones., rules: { too-long: { params: { max: 90 } } } } }
YAML
    rows() { lint scorecard --no-default-rules --rules rows.yaml "$@" | sed -n 's/^  \([+-]\).*/\1/p'; }
    printf 'Dear Sam,\n\nI ran it well.\n' >brief.md
    same "$(rows brief.md weak.md)" $'+\n-'
    same "$(rows --profile long weak.md)" +
    same "$(rows --set too-long=off weak.md)" +
    same "$(rows --set 'too-long={params: {max: 2}}' brief.md)" -
    printf 'Dear Sam,\n\n<!-- letterlint-disable too-long -->\n\nI came in order to win the day.\n' >accepted.md
    same "$(rows accepted.md)" - # it is long, whoever minds
    sed -i 's/unless: .too-long./unless: [to-long]/' rows.yaml
    try lint scorecard --no-default-rules --rules rows.yaml weak.md
    ends_with 2
    holds "$stderr" "unknown rule 'to-long'"
}

@test "the scorecard wants a letter, a profile that exists, and another output" {
    try lint scorecard
    ends_with 2
    holds "$stderr" "which letter?"
    try lint scorecard --profile nobody clean.md
    ends_with 2
    try lint scorecard -o clean.md clean.md
    ends_with 2
}

@test "no shipped pattern gives up on a letter" {
    "$LETTERLINT" --isolated -q --fail-on never "$LL_SOURCE_DIR"/tests/{letters,cases}/*/letter.md >report
    [ "$(wc -l <report)" -gt 1000 ]
    run grep pattern-limit report
    [ "$status" -eq 1 ] || { echo "$output"; false; }
    # words divided by commas, as many as one likes
    { printf 'Dear Sam,\n\nI maintained '; printf 'clusters, backups, modules, %.0s' {1..40}; echo 'and more.'; } >many.md
    run grep pattern-limit < <("$LETTERLINT" --isolated -q many.md)
    [ "$status" -eq 1 ] || { echo "$output"; false; }
}
