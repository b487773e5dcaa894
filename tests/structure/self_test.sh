#!/usr/bin/env bash
# Proves that the structure checks can fail: copies the sources, plants one offence at a time and
# expects the check to name its place, then expects the look-alikes beside it to pass.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# A house with a few rooms of the real one, in which every check passes.
fresh() {
    local real=$here/../..
    rm -rf "$scratch/house"
    mkdir -p "$scratch/house/docs" "$scratch/house/tests" "$scratch/house/src/base" "$scratch/house/src/report"
    cp "$real/docs/architecture.md" "$scratch/house/docs/"
    cp "$real/src/letterlint.h" "$scratch/house/src/"
    cp "$real"/src/base/{arena,str,file}.[ch] "$scratch/house/src/base/"
    cp "$real/src/report/report.h" "$real/src/report/reporter.c" "$scratch/house/src/report/"
    printf '/* A test. */\n' >"$scratch/house/tests/test_nothing.c"
}

# expect CHECK FILE CONTENT [WANTED]: with FILE written so, the check prints a line that begins with
# WANTED; where WANTED is empty, it says nothing of FILE.
expect() {
    local check=$1 file=$2 wanted=${4:-} seen
    fresh
    mkdir -p "$(dirname "$scratch/house/$file")"
    printf '%b' "$3" >"$scratch/house/$file"
    seen=$("$here/check.sh" "$check" "$scratch/house" 2>/dev/null | grep -F "$file:") || true
    if [ -z "$wanted" ] && [ -n "$seen" ]; then
        echo "$check: should have passed $file, but said: $seen"
        failed=1
    elif [ -n "$wanted" ] && ! grep -qF -- "$wanted" <<<"$seen"; then
        echo "$check: expected '$wanted' for $file, got '$seen'"
        failed=1
    fi
}

story='/* Planted. */\n'

expect floors src/base/planted.c "$story#include \"text/source.h\"\n" 'src/base/planted.c:2: text/source.h is on a higher floor'
expect floors src/text/planted.c "$story\n  # include  \"letter/letter.h\"\n" 'src/text/planted.c:3: letter/letter.h is on a higher'
expect floors src/text/planted.h "$story#include \"diag/diagnostic.h\"\n#include \"text/source.h\"\n#include \"base/str.h\"\n"
expect floors src/diag/planted.h "$story#include \"text/source.h\"\n#include \"letterlint.h\"\n"
expect floors src/context/planted.c "$story#include \"base/str.h\"\n" 'src/context/planted.c:2: src/context/ is not in the table'
expect floors src/cli/planted.c "$story#include \"text/source.h\"\n" 'src/cli/planted.c:2: the client includes'
expect floors src/cli/planted.c "$story#include \"letterlint.h\"\n#include \"base/file.h\"\n#include \"cli/planted.h\"\n"
expect floors src/text/planted.c "$story#include \"source.h\"\n" 'src/text/planted.c:2: "source.h" does not name a floor'
expect floors src/letterlint.h "$story#include \"base/str.h\"\n" 'src/letterlint.h:2: the public header stands alone'
expect floors src/base/planted.c "$story// #include \"text/source.h\"\n"

expect siblings src/report/json.c "$story#include \"report/text.h\"\n" 'src/report/json.c:2: a format includes its sibling'
expect siblings src/report/json.c "${story}int ll_format_json;\nint *a = &ll_format_text;\n" 'src/report/json.c:3: a format knows its sibling ll_format_text'
expect siblings src/report/json.c "$story#include \"report/json.h\"\n#include \"report/report.h\"\nint ll_format_json;\n"

expect third_party src/rule/planted.c "$story#include <libone.h>\n#include <libtwo.h>\n#include <stdio.h>\n"
expect third_party src/base/planted.h "$story#include <jansson.h>\n" 'src/base/planted.h:2: <jansson.h> in a header'
# A library in two files: both are planted, the second is named.
expect_second_owner() {
    local seen
    fresh
    printf '/* A. */\n#include <other.h>\n' >"$scratch/house/src/base/aa_planted.c"
    printf '/* B. */\n#include <other.h>\n' >"$scratch/house/src/base/zz_planted.c"
    seen=$("$here/check.sh" third_party "$scratch/house") || true
    [ "$seen" = 'src/base/zz_planted.c:2: <other.h> is included by src/base/aa_planted.c already; one file a library' ] || {
        echo "third_party: let a library into two files: $seen"
        failed=1
    }
}
expect_second_owner

for call in strcpy strcat sprintf vsprintf strtok atoi atol strtod gets; do
    expect banned src/base/planted.c "${story}int f(char *a) {\n    return !!$call(a);\n}\n" 'src/base/planted.c:3: a banned call'
done
expect banned tests/planted.c "${story}void f(void) { gets (0); }\n" 'tests/planted.c:2: a banned call'
expect banned src/base/planted.c "${story}void f(void) {\n    snprintf(0, 0, \"\");\n    ll_fgets(1);\n    vsnprintf(2);\n}\n"

expect stories src/base/planted.c '#include "base/str.h"\n' 'src/base/planted.c:1: does not open with a comment'
expect stories src/base/planted.c '/**/\nint x;\n' 'src/base/planted.c:1: does not open'
expect stories src/base/planted.c '' 'src/base/planted.c:1: does not open'
expect stories src/base/planted.c "$story"

expect length src/base/planted.c "$(yes '\n' | head -n 501 | tr -d '\012')" 'src/base/planted.c:501: 501 lines'
expect length src/base/planted.c "$(yes '\n' | head -n 500 | tr -d '\012')"

machine=home scratch_folder=tmp
expect paths docs/planted.md "See /$machine/someone/letters.\n" 'docs/planted.md:1: holds a path'
expect paths src/base/planted.c "$story\n\"/$scratch_folder/x\"\n" 'src/base/planted.c:3: holds a path'
expect paths docs/planted.md "https://example.org/$machine/x and \${TMPDIR:-/tmp}/x and letters/work/draft.md\n"

expect headers src/base/planted.h "${story}ll_str f(void);\n" 'src/base/planted.h:1: does not compile by itself'
expect headers src/base/planted.h "${story}#include \"base/str.h\"\nll_str f(void);\n"

"$here/check.sh" no-such-check 2>/dev/null && {
    echo "check.sh: accepted a check that does not exist"
    failed=1
}
[ "$failed" -eq 0 ] && echo "every check catches what it is for"
exit "$failed"
