#!/usr/bin/env bash
# Shows that the runner can fail: plants one fault after another in a copy of a case whose tool is a
# script that says what a file holds, and wants each to be found.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

cat >tool <<'TOOL'
#!/usr/bin/env bash
case "$1 ${2:-}" in
"check --format") cat says.txt ;;
"outline "*) cat parts.txt ;;
esac
TOOL
chmod +x tool

fresh() {
    rm -rf cases
    mkdir -p cases/one
    echo letter >cases/one/letter.md
    echo 'letter.md:7:1: warning: a [bracketed] fault [stack-soup]' >cases/one/says.txt
    printf 'letter.md: 9 words\n\n  lines      part\n  1          salutation\n  3-7        opening\n' \
        >cases/one/parts.txt
    cp cases/one/says.txt cases/one/expected.txt
    cp cases/one/parts.txt cases/one/outline.txt
    cat >cases/one/labels.yaml <<'LABELS'
about: "A case"
outline:
  salutation: 1
  opening: 3
rules:
  stack-soup: { fires: [7] }
  word-count: clean
LABELS
}

run() { LETTERLINT=$PWD/tool "$here/run" --dir cases "$@" >said.txt 2>&1; }

passes() { # WHAT
    run || { echo "not ok: $1"; cat said.txt; exit 1; }
    echo "ok: $1"
}

finds() { # WHAT TEXT
    if run || ! grep -qF -- "$2" said.txt; then
        echo "not ok: $1"
        cat said.txt
        exit 1
    fi
    echo "ok: $1"
}

label() { sed -i "s/stack-soup: .*/stack-soup: $1/" cases/one/labels.yaml; }

fresh && passes "an agreeing case"
fresh && echo x >>cases/one/expected.txt && finds "another output" "one/expected.txt"
fresh && echo x >>cases/one/outline.txt && finds "another outline" "one/outline.txt"
fresh && rm cases/one/expected.txt && finds "no golden" "missing"
fresh && rm cases/one/labels.yaml && finds "no labels" "no labels.yaml"
fresh && label 'clean' && finds "a false alarm" "stack-soup fires on line 7 and must not"
fresh && label '{ fires: [6] }' && finds "a missed fault" "stack-soup must fire on line 6 and does not"
fresh && label '{ fires: body }' && passes "a fault anywhere in the body"
fresh && label '{ either: [7] }' && passes "a doubtful fault"
fresh && label '{ any: [6, 7] }' && passes "one of two lines"
fresh && label '{ any: [5, 6] }' && finds "neither of two lines" "must fire on one of the lines 5 6"
fresh && label 'either' && passes "a rule in doubt"
fresh && label '{ fires [7] }' && finds "a label that cannot be read" "cannot be read"
fresh && sed -i 's/opening: 3/opening: 4/' cases/one/labels.yaml &&
    finds "a part elsewhere" "outline: opening on line 4, found on 3"
fresh && sed -i '/opening: 3/d' cases/one/labels.yaml &&
    finds "a part too many" "outline: opening on line none, found on 3"
fresh && label clean && echo 'one: stack-soup fires on line 7 and must not' >cases/disagreements.txt &&
    passes "a known disagreement"
fresh && echo 'one: stack-soup fires on line 7 and must not' >cases/disagreements.txt &&
    finds "a known disagreement that is gone" "that is gone"
fresh && echo x >>cases/one/expected.txt && run --update && passes "an updated golden"
fresh && echo 'exit 2' >>tool && finds "a tool that fails" "exit status 2"
