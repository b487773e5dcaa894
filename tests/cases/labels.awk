# Holds what letterlint said against labels.yaml and prints one line for each disagreement.
#
#     awk -v name=CASE -f labels.awk labels.yaml outline.txt expected.txt
#
# labels.yaml is written in a small part of YAML, one label a line:
#
#     outline:
#       salutation: 3            # the line on which the part begins; [3, 5] where it occurs twice
#     rules:
#       stack-soup: clean                                # must not fire
#       placeholder: { fires: [2, 9], either: [11] }     # must on 2 and 9, may on 11, nowhere else
#       vague-closing: { any: [20, 21] }                 # must on one of them at least, nowhere else
#       word-count: { fires: body }                      # must, on any line of the body
#       generic-claims: { either: [4] }                  # may on line 4
#       missing-metrics: either                          # may, anywhere
#
# A rule without a label is not judged.

function say(text) { print name ": " text }

function trimmed(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}

# The numbers behind `key:` in a label, as " 2 9 ".
function lines_of(label, key,    part) {
    if (!match(label, key ": *\\[[0-9, ]*\\]"))
        return " "
    part = substr(label, RSTART, RLENGTH)
    gsub(/[^0-9]+/, " ", part)
    return part
}

function holds(lines, line) { return index(lines, " " line " ") > 0 }

# --- labels.yaml

FNR == 1 { file++ }

file == 1 && /^[a-z]+:/ { section = $1; next }

file == 1 && /^  [a-z-]+:/ {
    key = $1
    sub(/:$/, "", key)
    value = $0
    sub(/^ *[a-z-]+: */, "", value)
    value = trimmed(value)
    if (section == "outline:") {
        gsub(/[^0-9]+/, " ", value)
        wanted[key] = trimmed(value)
        if (!(key in seen_part)) order[++parts] = key
        seen_part[key] = 1
    } else if (section == "rules:") {
        label[key] = value
        rule[++rules] = key
    }
}

# --- the outline: "  3-5   opening", up to the table of sentences

file == 2 && /^  place / { in_sentences = 1 }

file == 2 && !in_sentences && /^  [0-9]/ {
    split($1, span, "-")
    found[$2] = trimmed(found[$2] " " span[1])
    last = span[2] ? span[2] : span[1]
    if ($2 == "opening") body_start = span[1]
    if ($2 == "opening" || $2 == "body" || $2 == "closing") body_end = last
    if (!($2 in seen_part)) order[++parts] = $2
    seen_part[$2] = 1
}

# --- the diagnostics: "letter.md:7:1: warning: message [rule-id]"

file == 3 && /^letter\.md:[0-9]+:[0-9]+: / {
    split($0, place, ":")
    id = $0
    sub(/^.*\[/, "", id)
    sub(/\]$/, "", id)
    if (!holds(fired[id] " ", place[2])) fired[id] = fired[id] " " place[2]
}

END {
    for (i = 1; i <= parts; i++)
        if (found[order[i]] != wanted[order[i]])
            say("outline: " order[i] " on line " (wanted[order[i]] ? wanted[order[i]] : "none") \
                ", found on " (found[order[i]] ? found[order[i]] : "none"))
    for (i = 1; i <= rules; i++)
        judge(rule[i], label[rule[i]])
}

function judge(id, value,    must, may, some, count, lines, n, hits) {
    must = lines_of(value, "fires")
    may = lines_of(value, "either")
    some = lines_of(value, "any")
    if (value !~ /^(clean|either|\{ (fires: body|any: \[[0-9, ]+\]|fires: \[[0-9, ]+\]|either: \[[0-9, ]+\]|fires: \[[0-9, ]+\], either: \[[0-9, ]+\]) \})$/) {
        say(id ": this label cannot be read: " value)
        return
    }
    if (value == "either")
        return
    count = split(fired[id], lines, " ")
    if (value == "{ fires: body }") {
        if (!count)
            say(id " must fire in the body and does not")
        for (n = 1; n <= count; n++)
            if (lines[n] + 0 < body_start + 0 || lines[n] + 0 > body_end + 0)
                say(id " fires on line " lines[n] ", outside of the body")
        return
    }
    for (n = 1; n <= count; n++)
        if (holds(some, lines[n]))
            hits++
        else if (!holds(must, lines[n]) && !holds(may, lines[n]))
            say(id " fires on line " lines[n] " and must not")
    if (some != " " && !hits)
        say(id " must fire on one of the lines" some "and does not")
    count = split(must, lines, " ")
    for (n = 1; n <= count; n++)
        if (!holds(fired[id] " ", lines[n]))
            say(id " must fire on line " lines[n] " and does not")
}
