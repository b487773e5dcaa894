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
