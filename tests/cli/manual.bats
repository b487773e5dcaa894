#!/usr/bin/env bats
# The manual and the completions know every command and every option that help knows, by the table of
# options: whoever adds one is told here where else to write of it.
load helper

commands() { lint help | sed -n '/^commands:/,/^$/s/^  \([^ ]*\) .*/\1/p'; }

# --name, and -n where there is a short form, of every option of a command.
options() {
    lint help "$1" | sed -nE 's/^ +((-[a-zA-Z]), )?(--[a-z-]+)( .*|$)/\2\n\3/p' | sed '/^$/d' | LC_ALL=C sort
}

all_options() { for command in $(commands); do options "$command"; done | LC_ALL=C sort -u; }

# Whether a pattern stands in a file of the repository; says what is missing where.
written() { # FILE PATTERN WHAT
    grep -qE -- "$2" "$LL_SOURCE_DIR/$1" || { echo "$1 has nothing of $3"; return 1; }
}

@test "help has what this compares with" {
    [ "$(commands | wc -l)" -ge 10 ]
    [ "$(all_options | wc -l)" -ge 20 ]
}

@test "bash completes the options that each command takes, and no other" {
    # shellcheck source=/dev/null
    source "$LL_SOURCE_DIR/completions/letterlint.bash"
    # shellcheck disable=SC2154 # of that file
    same "$(tr ' ' '\n' <<<"$_letterlint_commands" | sort)" "$(commands | sort)"
    for command in $(commands); do
        diff <(_letterlint_options "$command" | tr ' ' '\n' | LC_ALL=C sort) <(options "$command") ||
            { echo "completions/letterlint.bash (<) and 'letterlint help $command' (>) differ"; false; }
    done
}

@test "bash knows which options take a value" {
    # shellcheck source=/dev/null
    source "$LL_SOURCE_DIR/completions/letterlint.bash"
    for command in $(commands); do
        while read -r option value; do
            if [ -n "$value" ]; then
                _letterlint_takes_value "$option"
            else
                ! _letterlint_takes_value "$option"
            fi || { echo "$option $value"; false; }
        done < <(lint help "$command" | sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+)( [A-Z][^ ]*)?( .*|$)/\2\3/p')
    done
}

@test "zsh and fish know every command, option and option with a value" {
    known=$(commands)
    for command in $known; do
        written completions/_letterlint "'$command:" "'$command'"
        written completions/_letterlint "known=\(.*\b$command\b" "'$command' in known"
        written completions/letterlint.fish "^        $command\\\\t'" "'$command'"
    done
    while read -r option value; do
        written completions/_letterlint "[{' *,]${option}[=+[',}]" "$option"
        written completions/letterlint.fish " (-l|-s) ${option##*-} | -l ${option#--} " "$option"
        [ -z "$value" ] || for file in completions/_letterlint completions/letterlint.fish; do
            sed -n '/takes=(/,/)/p; /case --rules/,/set value/p' "$LL_SOURCE_DIR/$file" | grep -qE -- "[ (]$option( |\)|$)" ||
                { echo "$file does not know that $option takes a value"; false; }
        done
    done < <(for command in $known; do lint help "$command"; done |
        sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+)( [A-Z][^ ]*)?( .*|$)/\2\3/p' | sort -u)
}

man=$LL_SOURCE_DIR/docs/man

# What a list item of the manual says: the lines from `.It $1` to the next item of that list.
item() { # HEAD
    awk -v head="$1" '
        /^\.Bl/ { depth++ } /^\.El/ { depth-- }
        on && (depth < at || depth == at && /^\.It/) { exit }
        on { print }
        index($0, ".It " head) == 1 && substr($0, length(head) + 5) ~ /^( |$)/ { on = 1; at = depth; print }
    ' "$man/letterlint.1"
}

@test "the manual has every command, and every option with the commands that know it" {
    known=$(commands)
    for command in $known; do
        [ -n "$(item "Ic $command")" ] || { echo "letterlint.1 has no '.It Ic $command'"; false; }
    done
    for option in $(all_options | grep ^--); do
        short=$(for command in $known; do lint help "$command"; done | sed -nE "s/^ +-([a-zA-Z]), $option( .*|$)/\1/p" | head -n 1)
        said=$(item "Fl ${short:+$short , }-${option#--}")
        [ -n "$said" ] || { echo "letterlint.1 has no '.It Fl ${short:+$short , }-${option#--}'"; false; }
        taken=$(for command in $known; do
            ! options "$command" | grep -qx -- "$option" || echo "$command"
        done)
        [ "$taken" != "$known" ] || taken='all commands'
        same "$option: $(sed -n 's/^\.Pq \(Ic \)\{0,1\}//p' <<<"$said" | tail -n 1)" \
            "$option: $(paste -sd, <<<"$taken" | sed 's/,/ , /g')"
    done
}

@test "the manual has no option that is gone" {
    while read -r option; do
        grep -qx -- "-$option" <<<"$(all_options)" || { echo "-$option"; false; }
    done < <(sed -nE 's/^\.It Fl ([a-zA-Z] , )?(-[a-z-]+).*/\2/p' "$man/letterlint.1")
}

@test "the manual has every format, every key of a configuration and every variable that is read" {
    for format in $(lint --list-formats | sed 's/ .*//'); do
        item 'Fl -format' | grep -qx ".It Cm $format" || { echo "letterlint.1: format $format"; false; }
    done
    for key in $(jq -r '.properties | keys[]' "$LL_SOURCE_DIR/schemas/letterlint-config.schema.json"); do
        [ -n "$(item "Cm $key")" ] || { echo "letterlint.1: key $key"; false; }
    done
    while read -r name; do
        [ -n "$(item "Ev $name")" ] || { echo "letterlint.1: variable $name"; false; }
    done < <(grep -rhoE 'getenv\("[A-Z_]+"\)' "$LL_SOURCE_DIR/src" | grep -oE '[A-Z_]{2,}' | sort -u)
}

@test "the manual of the language has every key, unit and probe" {
    jq -r '.properties, .definitions[].properties? | objects | keys[]
        | select(IN("rules", "add", "drop") | not)' "$LL_SOURCE_DIR/schemas/letterlint-rules.schema.json" >names
    jq -r '.definitions.unit.enum[]' "$LL_SOURCE_DIR/schemas/letterlint-rules.schema.json" >>names
    sed -nE '/^static const ll_probe probes/,/^};/s/.*\.name = "([a-z]+)".*/\1/p' "$LL_SOURCE_DIR/src/rule/probe.c" >probes
    [ "$(wc -l <probes)" -ge 10 ]
    while read -r name; do
        grep -qE "^\.(It )?(Cm|Ic)( .* ,)? $name( |\$)|^\.It Cm .* Cm $name " "$man/letterlint-rules.5" ||
            { echo "letterlint-rules.5: $name"; false; }
    done < <(cat names probes)
}

@test "mandoc has nothing to say against the manuals" {
    command -v mandoc >/dev/null || skip "no mandoc"
    for page in "$man"/*; do
        same "$(mandoc -Tlint "$page" 2>&1)" ""
        same "$(mandoc -Tlint -W warning "$page" 2>&1)" ""
    done
}
