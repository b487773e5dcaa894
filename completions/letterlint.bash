# Completion of letterlint's commands, options and values for bash. Needs nothing but bash itself;
# bash-completion loads it by its name. Formats, rules and profiles are asked of the letterlint that
# stands on the command line, so that rules of one's own complete too.
# shellcheck shell=bash

_letterlint_commands='check outline scorecard init new rules explain profiles test help version'

# The options of a command: what `letterlint help COMMAND` lists (tests/cli/manual.bats compares).
_letterlint_options() { # COMMAND
    local any='--color --help -h --version -V'
    local own='--rules --no-default-rules' kept='--cache'
    local config='--config --isolated'
    local report='--output-file -o'
    local letters="$config $report --ext --force-exclude --format --list-formats --verbose -v --meta"
    letters+=' --max-size --stdin-filename --jobs -j --no-progress'
    case $1 in
    check)
        echo "$any $own $kept $letters --set --show-settings --quiet -q --fail-on --max-warnings --exit-zero" \
            "--statistics --batch --watch --hyperlinks --profile --date --baseline --write-baseline --trace"
        ;;
    outline) echo "$any $letters" ;;
    scorecard) echo "$any $own $kept $letters --set --profile --date" ;;
    new) echo "$any $own $kept $config $report --profile --company --role" ;;
    rules | explain | profiles) echo "$any $own $kept $config --format" ;;
    test) echo "$any $own --quiet -q --mutants" ;;
    init | help | version) echo "$any" ;;
    esac
}

# Whether an option takes a value: the word behind it is none of the arguments.
_letterlint_takes_value() { # OPTION
    case $1 in
    --rules | --cache | --config | --set | --ext | --format | --color | --hyperlinks | --fail-on | --max-warnings | \
        --profile | --company | --role | --date | --meta | --max-size | --stdin-filename | --output-file | -o | --jobs | -j | \
        --baseline | --write-baseline | --trace) return 0 ;;
    esac
    return 1
}

# The first word of each line that letterlint prints, where it is one that needs no quotes.
_letterlint_names() { # LETTERLINT ARGUMENTS...
    local name
    "$@" 2>/dev/null </dev/null | while read -r name _; do
        [[ $name == *[!a-zA-Z0-9._-]* ]] || printf '%s\n' "$name"
    done
}

_letterlint_formats() { # LETTERLINT COMMAND
    case $2 in
    check | outline | scorecard) _letterlint_names "$1" "$2" --list-formats ;;
    rules) echo text json markdown ;;
    *) echo text json ;;
    esac
}

# Which of the words on standard input begin with what is typed.
_letterlint_words() { # CURRENT
    local line word
    while read -ra line; do
        for word in "${line[@]}"; do
            [[ $word == "$1"* ]] && COMPREPLY+=("$word")
        done
    done
}

# The same for the last of several, divided by commas; one that is there already is not offered.
_letterlint_list() { # CURRENT
    local given='' last=$1 word
    [[ $1 == *,* ]] && given=${1%,*}, last=${1##*,}
    while read -r word; do
        [[ $word == "$last"* && ,$given != *",$word,"* ]] && COMPREPLY+=("$given$word")
    done
    compopt -o nospace 2>/dev/null
}

_letterlint_files() { # CURRENT
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

# Letters and folders first; any file where there is none, for a letter may be called anything.
_letterlint_letters() { # CURRENT
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(
        compgen -d -- "$1"
        compgen -f -X '!*.md' -- "$1"
        compgen -f -X '!*.markdown' -- "$1"
    )
    [[ ${#COMPREPLY[@]} -gt 0 ]] || _letterlint_files "$1"
}

# FORMAT, or the file of FORMAT:FILE.
_letterlint_report() { # LETTERLINT COMMAND CURRENT
    if [[ $3 != *:* ]]; then
        _letterlint_words "$3" < <(_letterlint_formats "$1" "$2")
        return
    fi
    _letterlint_files "${3#*:}"
    [[ $COMP_WORDBREAKS == *:* ]] || COMPREPLY=("${COMPREPLY[@]/#/${3%%:*}:}")
}

# RULE=VALUE: the rule, then what one is set to.
_letterlint_settings() { # LETTERLINT CURRENT LOADED...
    local letterlint=$1 rule=${2%%=*} current=$2
    shift 2
    if [[ $current != *=* ]]; then
        _letterlint_words "$current" < <(_letterlint_names "$letterlint" rules "$@")
        COMPREPLY=("${COMPREPLY[@]/%/=}")
        compopt -o nospace 2>/dev/null
        return
    fi
    _letterlint_words "${current#*=}" <<<'off on note warning error'
    [[ $COMP_WORDBREAKS == *=* ]] || COMPREPLY=("${COMPREPLY[@]/#/$rule=}")
}

# The value of an option; fails where the word before is none that takes one.
_letterlint_value() { # LETTERLINT COMMAND OPTION CURRENT LOADED...
    local letterlint=$1 command=$2 option=$3 current=$4
    shift 4
    _letterlint_takes_value "$option" || return
    case $option in
    --format) _letterlint_report "$letterlint" "$command" "$current" ;;
    --color) _letterlint_words "$current" <<<'auto always never' ;;
    --hyperlinks) _letterlint_words "$current" <<<'auto always never' ;;
    --fail-on) _letterlint_words "$current" <<<'error warning note never' ;;
    --profile) _letterlint_list "$current" < <(_letterlint_names "$letterlint" profiles "$@") ;;
    --trace) _letterlint_words "$current" < <(_letterlint_names "$letterlint" rules "$@") ;;
    --set) _letterlint_settings "$letterlint" "$current" "$@" ;;
    --ext) _letterlint_words "$current" <<<'txt text mdown' ;;
    --meta)
        _letterlint_words "$current" <<<'company= role= profile= spelling= today='
        compopt -o nospace 2>/dev/null
        ;;
    --rules | --config | --stdin-filename | --output-file | -o | --baseline | --write-baseline) _letterlint_files "$current" ;;
    esac
    return 0
}

# The command line as the shell will see it: readline divides --option=value and FORMAT:FILE at their
# signs. Fills `words`; the last is the one that is being typed.
_letterlint_join() {
    local i piece last=''
    words=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        piece=${COMP_WORDS[i]}
        if [[ ${#words[@]} -gt 0 && ($piece == [=:]* || $last == [=:]) ]]; then
            words[${#words[@]} - 1]+=$piece
        else
            words+=("$piece")
        fi
        last=$piece
    done
}

# What is typed of which option, `current` and `option` (or ''); the first argument, `command`, where
# it is one, and whether it is still to come, `first`; what says which rules there are, `loaded`.
_letterlint_parse() {
    local word last=$((${#words[@]} - 1)) i
    option='' command='' first=1 loaded=()
    for ((i = 0; i < last; i++)); do
        word=${words[i]}
        if [[ $option ]]; then
            [[ $option == --rules || $option == --config ]] && loaded+=("$option=${word/#\~/$HOME}")
            option=''
        elif [[ $word == --rules=* || $word == --config=* || $word == --no-default-rules || $word == --isolated ]]; then
            loaded+=("$word")
        elif _letterlint_takes_value "$word"; then
            option=$word
        elif [[ $word != -* && $first -eq 1 ]]; then
            first=0
            [[ " $_letterlint_commands " == *" $word "* ]] && command=$word
        fi
    done
    current=${words[last]}
    if [[ ! $option && $current == --*=* ]]; then
        option=${current%%=*} current=${current#*=}
    fi
}

_letterlint() {
    local letterlint=${1/#\~/$HOME} command option current first words loaded
    COMPREPLY=()
    _letterlint_join
    _letterlint_parse
    if _letterlint_value "$letterlint" "${command:-check}" "$option" "$current" "${loaded[@]}"; then
        [[ $COMP_WORDBREAKS == *=* || ${words[-1]} != "$option="* ]] ||
            COMPREPLY=("${COMPREPLY[@]/#/$option=}")
        return
    fi
    if [[ $current == -* ]]; then
        _letterlint_words "$current" < <(_letterlint_options "${command:-check}")
        return
    fi
    case $command in
    explain) _letterlint_words "$current" < <(_letterlint_names "$letterlint" rules "${loaded[@]}") ;;
    help) _letterlint_words "$current" <<<"$_letterlint_commands" ;;
    test) _letterlint_files "$current" ;;
    init) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    new | rules | profiles | version) ;;
    *)
        _letterlint_letters "$current"
        [[ $first -eq 0 ]] || _letterlint_words "$current" <<<"$_letterlint_commands"
        ;;
    esac
}

complete -F _letterlint letterlint
