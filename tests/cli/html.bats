#!/usr/bin/env bats
# The html report without a browser: what is in it, what is not, and where it goes. tests/formats
# opens it in one.
load helper

html() { mine --format html "$@"; }

count() { # PATTERN: how often it stands in $output
    grep -o -e "$1" <<<"$output" | wc -l
}

@test "words and notes are linked both ways, and the report says how many there are" {
    try html weak.md
    ends_with 1
    same "$stderr" ""
    holds "$output" '<a class="fault warning" id="fault-1-1" href="#note-1-1">passionate<sup>'
    holds "$output" '<li class="warning" tabindex="-1" id="note-1-1">'
    holds "$output" '<a href="#fault-1-1">'
    holds "$output" '<span>1 warning</span></li><li class="note"><span>1 note</span>'
    for kind in fault note; do
        same "$(count "id=\"$kind-")" 2
        same "$(count "href=\"#$kind-")" 2
    done
}

@test "it is one file: a policy that allows its own style alone, no script, no address" {
    try html weak.md
    style=$(sed -n '/<style>/,/<\/style>/p' <<<"$output" | sed '1s/.*<style>//')
    hash=$(printf '%s\n' "$style" | sed '$d' | sha256sum | cut -c1-64 | sed 's/../\\x&/g')
    hash=$(printf '%b' "$hash" | base64)
    holds "$output" "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'"
    holds "$output" '<html lang="en">'
    for never in '<script' 'http:' 'https:' ' src=' 'url(' '@import' ' style="'; do
        holds_not "$output" "$never"
    done
}

@test "a letter is shown as Markdown means it" {
    printf '%s\n' '# Top' '' '### Deep' '' 'One *two* **three** `four` [five](http://x.y)' '' \
        '> quoted' '' '3. three' '5. four' '   - five' '' '![six](i.png)' '' '```' 'a' ' b' '```' >md.md
    try html md.md
    ends_with 0
    holds "$output" '<h4 id="block-1-1">Top</h4>'
    holds "$output" '<h5 id="block-1-2">Deep</h5>'
    holds "$output" 'One <em>two</em> <strong>three</strong> <code>four</code> <span class="link">five</span>'
    holds "$output" $'<blockquote>\n<p id="block-1-4">quoted</p>\n</blockquote>'
    holds "$output" $'<ol>\n<li value="3">\n<p id="block-1-5">three</p>\n</li>\n<li value="4">'
    holds "$output" $'<ul>\n<li>\n<p id="block-1-7">five</p>\n</li>\n</ul>\n</li>\n</ol>'
    holds "$output" '<span class="image">image: six</span>'
    holds "$output" $'<pre id="block-1-9"><code>a\n b</code></pre>'
}

@test "a letter stays a letter: nothing of it is markup of the report" {
    # shellcheck disable=SC2016
    printf '%s\n' 'Dear <b onclick="x()">Sam</b>,' '' '<script>alert(1)</script>' '' \
        'I am passionate `</style><script>` &lt;img src=x&gt; [go](javascript:x) &amp;amp; ${y}' '' \
        '![a](http://evil.example/x.png) <http://evil.example> \<i\>' >attack.md
    try html attack.md
    ends_with 1
    for never in '<script' 'onclick' '<b onclick' '<img' 'javascript:' '<i>' ' src="'; do
        holds_not "$output" "$never"
    done
    holds "$output" '<code>&lt;/style&gt;&lt;script&gt;</code> &lt;img src=x&gt;'
    holds "$output" '&amp;amp; ${y}'
    holds "$output" '<span class="link">http://evil.example</span>'
    printf 'Dear Sam,\n\nI am \e]0;x\a\u202epassionate.\n' >attack.md
    try html attack.md
    holds "$output" '\x1b]0;x\x07<a class="fault'
}

@test "faults that overlap are all in reach" {
    cat >overlap.yaml <<'YAML'
letterlint: 1
rules:
  - { id: long, level: note, scope: letter, find: { words: [led the whole team] }, message: m, tests: [{ bad: "I «led the whole team»." }] }
  - { id: short, level: error, scope: letter, find: { words: [whole] }, message: m, tests: [{ bad: "I led the «whole» team." }] }
  - { id: same, level: warning, scope: letter, find: { words: [led] }, message: m, tests: [{ bad: "I «led» it." }] }
YAML
    printf 'Dear Sam,\n\nI led the whole team.\n' >overlap.md
    try lint --no-default-rules --rules overlap.yaml --format html overlap.md
    ends_with 1
    for number in 1 2 3; do
        same "$(count "id=\"fault-1-$number\"")" 1
        same "$(count "id=\"note-1-$number\"")" 1
    done
    text=$(sed -n '/block-1-2/p' <<<"$output" | sed 's/<sup>.*<\/sup>//g; s/<[^>]*>//g')
    same "${text%% *}" I
    same "$(count '<a[^>]*<a')" 0
}

@test "what is wrong with the whole of a paragraph stands at its edge" {
    try lint --format html "$LL_SOURCE_DIR/examples/weak.md"
    ends_with 1
    holds "$output" '<p class="labels"><a class="label note" id="fault-1-2"'
    holds "$output" 'class="edge warning"'
}

@test "what a reader of the letter does not see is shown as it stands in the file" {
    cat >raw.yaml <<'YAML'
letterlint: 1
rules:
  - { id: tag, level: warning, scope: letter, find: { raw: ['<[A-Z][a-z]+>'] }, message: m, tests: [{ bad: "At «<Company>» I sing." }] }
YAML
    printf 'Dear Sam,\n\nI like <Object> a lot.\n\n<!-- <Note> -->\n' >raw.md
    try lint --no-default-rules --rules raw.yaml --format html raw.md
    ends_with 1
    holds "$output" '<code>&lt;Object&gt;</code><sup>'
    same "$(count 'id="fault-1-')" "$(count 'id="note-1-')"
}

@test "several letters, one report; the scorecard is made for it, and for no other format" {
    try lint --format html:out.html --format json weak.md clean.md
    holds_not "$output" "Scorecard"
    output=$(cat out.html)
    same "$(count '<h3>Scorecard</h3>')" 2
    holds "$output" '<h2 id="letter-2">clean.md</h2>'
    holds "$output" '<li><a href="#letter-2">clean.md</a>'
    same "$(count ' id="')" "$(grep -o ' id="[^"]*"' out.html | sort -u | wc -l)"
}

@test "an empty letter and a clean one have a report too" {
    : >empty.md
    try html empty.md clean.md
    ends_with 0
    holds "$output" "There are no words in this letter."
    holds "$output" "Nothing was found."
    holds "$output" "no problems"
}
