#!/usr/bin/env bash
# What the compiler does not check: the shape of the code. One check a word, so that each is a test
# of its own; self_test.sh plants an offence for every one of them.
#
#   check.sh CHECK [ROOT]     prints `path:line: what is wrong`; exits 1 when anything is
#
# Nothing is listed twice: the floors are read from the table in docs/architecture.md.
set -euo pipefail
check=${1:?which check?}
cd "${2:-$(dirname "${BASH_SOURCE[0]}")/../..}"

sources() {
    find src -name '*.[ch]' | sort
}

# All files under version control; of an unpacked release, all files but what was built.
tracked() {
    if git ls-files --error-unmatch docs/architecture.md >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard
    else
        find . -path ./build -prune -o -path ./.git -prune -o -type f -print | sed 's|^\./||'
    fi | sort
}

# Lines `floor folder` of the table in docs/architecture.md.
floors() {
    sed -n 's/^| \([0-9][0-9]*\) | .src\/\([a-z]*\)\/.*/\1 \2/p' docs/architecture.md
}

# Lines `file:line:name` of what the sources include: ours in quotes, others' in angle brackets.
includes() { # ours | theirs
    local open='"' close='"'
    [ "$1" = ours ] || { open='<' close='>'; }
    sources | xargs grep -nHE "^[[:space:]]*#[[:space:]]*include[[:space:]]*$open" |
        sed "s/^\\([^:]*:[0-9]*:\\)[^$open]*$open\\([^$close]*\\)$close.*/\\1\\2/" || true
}

# Includes point down the floors. On one floor, a folder keeps to itself; only text and diag know
# each other. The client sees the public header and base, like any other program would.
check_floors() {
    { floors; echo; includes ours; } | awk -F: '
        !listed && /^$/ { listed = 1; next }
        !listed { split($0, row, " "); floor[row[2]] = row[1]; next }
        {
            split($1, from_path, "/"); from = from_path[2]
            target = $3; to = target; sub("/.*", "", to)
            where = $1 ":" $2 ": "
            if (target == "letterlint.h") next
            if ($1 == "src/letterlint.h") { print where "the public header stands alone"; next }
            if (!(from in floor)) { print where "src/" from "/ is not in the table of floors"; next }
            if (target !~ "/" || !(to in floor)) {
                print where "\"" target "\" does not name a floor: write \"folder/file.h\""; next
            }
            if (from == to) next
            if (from == "cli" && to != "base")
                print where "the client includes letterlint.h, base/ and cli/ only, not " target
            else if (floor[to] > floor[from])
                print where target " is on a higher floor (" floor[to] " above " floor[from] ")"
            else if (floor[to] == floor[from] && !((from to) ~ /^(textdiag|diagtext)$/))
                print where target " is on the same floor, in another room"
        }'
}

# A report format is a file of its own over one diagnostic type: report.h declares the table entries
# ll_format_NAME, and only reporter.c, which lists them, knows more than one.
check_siblings() {
    local file
    for file in src/report/*.c; do
        [ "$file" != src/report/reporter.c ] || continue
        grep -noE '(^|[^A-Za-z0-9_])ll_format_[a-z_]+' "$file" |
            awk -F: -v file="$file" '
                { sub(/^[^l]/, "", $2) }
                own == "" { own = $2 }
                $2 != own { print file ":" $1 ": a format knows its sibling " $2 }'
    done
    includes ours | awk -F: '
        NR == FNR { format[$1] = 1; next }
        $1 ~ "^src/report/" && $3 ~ "^report/" {
            from = $1; gsub(/.*\/|[.][ch]$/, "", from)
            to = $3; gsub(/.*\/|[.]h$/, "", to)
            if ((to in format) && from != to && from != "reporter")
                print $1 ":" $2 ": a format includes its sibling " $3
        }' <(grep -ohE 'll_format_[a-z_]+' src/report/report.h | sed 's/^ll_format_//') -
}

# What is not the C library or POSIX is a third party, and has one file that knows it.
check_third_party() {
    includes theirs | awk -F: '
        BEGIN {
            known = "assert ctype dirent errno fcntl float inttypes langinfo limits locale math poll pthread sched setjmp signal"
            known = known " stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings"
            known = known " sys/ioctl sys/stat sys/types termios time unistd wchar wctype"
            split(known, names, " "); for (i in names) standard[names[i] ".h"] = 1
        }
        $3 in standard { next }
        $1 !~ /[.]c$/ { print $1 ":" $2 ": <" $3 "> in a header reaches everyone who includes it"; next }
        ($3 in owner) && owner[$3] != $1 {
            print $1 ":" $2 ": <" $3 "> is included by " owner[$3] " already; one file a library"; next
        }
        { owner[$3] = $1 }'
}

# Calls that overrun buffers, keep state between calls, cannot report an error,
# or ask the locale what a number looks like.
check_banned() {
    { sources; find tests -name '*.[ch]' | sort; } |
        xargs grep -nHE '(^|[^A-Za-z0-9_])(strcpy|strcat|sprintf|vsprintf|strtok|strtok_r|atoi|atol|atof|strtod|strtof|strtold|gets|alloca|setlocale)[[:space:]]*\(' |
        sed 's/^\([^:]*:[0-9]*\):.*/\1: a banned call (docs\/testing.md)/' || true
}

# Every file begins with a comment that tells its story.
check_stories() {
    { sources | xargs awk 'FNR == 1 && !/^\/\* [A-Za-z`]/ { print FILENAME }'; find src -name '*.[ch]' -empty; } |
        sed 's/$/:1: does not open with a comment that says what it is for/'
}

# Long files are split by idea, long before they hurt.
check_length() {
    sources | xargs wc -l | awk '$2 != "total" && $1 > 500 { print $2 ":501: " $1 " lines; split it" }'
}

# No file knows the machine it was written on.
check_paths() {
    tracked | tr '\n' '\0' |
        xargs -0 grep -nHIE '(^|[^A-Za-z0-9_.~/}-])/(home|root|Users|work|mnt|workspace|builds|tmp)/[A-Za-z0-9_]' |
        sed 's/^\([^:]*:[0-9]*\):.*/\1: holds a path of some machine/' || true
}

# The headers can be read in any order: each compiles by itself.
check_headers() {
    local header
    while read -r header; do
        echo "#include \"$header\"" |
            "${CC:-cc}" -std=c17 -D_XOPEN_SOURCE=700 -Isrc -Wall -Wextra -Werror -fsyntax-only -x c - ||
            echo "src/$header:1: does not compile by itself"
    done < <(cd src && find . -name '*.h' | sed 's|^\./||' | sort)
}

declare -F "check_$check" >/dev/null || {
    echo "check.sh: no such check: $check" >&2
    exit 2
}
offences=$("check_$check")
[ -z "$offences" ] || {
    printf '%s\n' "$offences"
    exit 1
}
