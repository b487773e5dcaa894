# Completion of letterlint's commands, options and values for fish. Formats, rules and profiles are
# asked of the letterlint that stands on the command line, so that rules of one's own complete too.

function __letterlint_commands
    printf '%s\n' \
        check\t'check letters' \
        outline\t'show how a letter is read' \
        scorecard\t'show what a strong letter shows, and what of it is missing' \
        init\t'write a configuration to fill in' \
        new\t'write the skeleton of a letter' \
        rules\t'list the rules' \
        explain\t'why a rule says what it says' \
        profiles\t'list the profiles' \
        test\t'run the tests written beside the rules' \
        help\t'show help' \
        version\t'show the version'
end

# The command on the line; check where a letter stands in its place, none where neither does yet.
function __letterlint_command
    set -l value no
    for word in (commandline -opc)[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $word
            case --rules --cache --config --set --ext --format --color --hyperlinks --fail-on --max-warnings --profile \
                --company --role --date --meta --max-size --stdin-filename --output-file -o --jobs -j --baseline \
                --write-baseline --trace
                set value yes
            case '-*'
            case '*'
                contains -- $word (__letterlint_commands | string replace -r '\t.*' '')
                and echo $word
                or echo check
                return
        end
    end
    echo none
end

# Whether the command is one of these; before there is one, it is check.
function __letterlint_is
    set -l command (__letterlint_command)
    test $command = none
    and set command check
    contains -- $command $argv
end

# What letterlint prints, one a line: a name and what it is. It is told which rules there are.
function __letterlint_names
    set -l words (commandline -opc)
    set -l loaded
    for i in (seq 2 (count $words))
        switch $words[$i]
            case --no-default-rules --isolated '--rules=*' '--config=*'
                set -a loaded $words[$i]
            case --rules --config
                set -q words[(math $i + 1)]
                and set -a loaded $words[$i]=(string replace -r '^~' $HOME -- $words[(math $i + 1)])
        end
    end
    set -l letterlint (string replace -r '^~' $HOME -- $words[1])
    test "$argv[2]" = --list-formats; and set loaded
    type -q $letterlint
    or return
    $letterlint $argv $loaded 2>/dev/null </dev/null | string replace -rf '^([a-zA-Z0-9._-]+)(?: +|$)' '$1\t'
end

# The value that is typed, with nothing of --option= before it.
function __letterlint_value
    commandline -ct | string replace -r '^--[a-z-]+=' ''
end

# RULE=VALUE: the rule, then what one is set to.
function __letterlint_settings
    set -l rule (string match -r '^[^=]*=' -- (__letterlint_value))
    if test -n "$rule"
        printf '%s\n' $rule{off,on,note,warning,error}
        return
    end
    __letterlint_names rules | string replace \t =\t
end

# The last of several profiles, divided by commas; one that is there already is not offered.
function __letterlint_profiles
    set -l given (string match -r '.*,' -- (__letterlint_value); or echo)
    for line in (__letterlint_names profiles)
        set -l name (string replace -r '\t.*' '' -- $line)
        contains -- $name (string split , -- "$given")
        or echo $given$line
    end
end

# FORMAT, or the file of FORMAT:FILE.
function __letterlint_reports
    set -l value (__letterlint_value)
    set -l format (string match -r '^[^:]*:' -- $value)
    if test -n "$format"
        for path in (string replace -r '^[^:]*:' '' -- $value)*
            echo $format$path
        end
        return
    end
    set -l command (__letterlint_command)
    switch $command
        case none check outline scorecard
            __letterlint_names (string replace none check $command) --list-formats
        case rules
            printf '%s\n' text json markdown
        case '*'
            printf '%s\n' text json
    end
end

complete -c letterlint -f
complete -c letterlint -n 'test (__letterlint_command) = none' -a '(__letterlint_commands)'
complete -c letterlint -n '__letterlint_is check outline scorecard' -k -a '(__fish_complete_suffix .md)'
complete -c letterlint -n '__letterlint_is explain' -a '(__letterlint_names rules)'
complete -c letterlint -n '__letterlint_is help' -a '(__letterlint_commands)'
complete -c letterlint -n '__letterlint_is test' -F
complete -c letterlint -n '__letterlint_is init' -a '(__fish_complete_directories)'

# Every command.
complete -c letterlint -l color -x -a 'auto always never' -d 'when to use colours'
complete -c letterlint -s h -l help -d 'show help'
complete -c letterlint -s V -l version -d 'show the version'

# What has rules.
set -l with '__letterlint_is check scorecard new test rules explain profiles'
complete -c letterlint -n $with -l rules -r -F -d 'add the rules of a file or folder'
complete -c letterlint -n $with -l no-default-rules -d 'leave out the shipped rules'

# What keeps rulesets.
set -l with '__letterlint_is check scorecard new rules explain profiles'
complete -c letterlint -n $with -l cache -x -a '(__fish_complete_directories)' -d 'keep what the rules make in this folder'

# What asks for a configuration.
set -l with '__letterlint_is check outline scorecard new rules explain profiles'
complete -c letterlint -n $with -l config -r -F -d 'use this configuration for all letters'
complete -c letterlint -n $with -l isolated -d 'use no configuration'

# What reads letters.
set -l with '__letterlint_is check outline scorecard'
complete -c letterlint -n $with -l ext -x -a 'txt text mdown' -d 'also take the files of a folder that end so'
complete -c letterlint -n $with -l force-exclude -d 'pass over what is ignored even where it is named'
complete -c letterlint -n $with -s v -l verbose -d 'say which configuration is used and what is passed over'
complete -c letterlint -n $with -l list-formats -d 'show the formats'
complete -c letterlint -n $with -l meta -x -a 'company= role= profile= spelling= today=' -d 'say what front matter would'
complete -c letterlint -n $with -s j -l jobs -x -d 'lint so many letters at once'
complete -c letterlint -n $with -l no-progress -d 'do not say how far long work is'
complete -c letterlint -n $with -l max-size -x -d 'refuse a larger letter'
complete -c letterlint -n $with -l stdin-filename -r -F -d 'what to call the letter on standard input'

# What a few commands have.
complete -c letterlint -n '__letterlint_is check outline scorecard rules explain profiles' -l format -x \
    -a '(__letterlint_reports)' -d 'what the report looks like, and where it goes'
complete -c letterlint -n '__letterlint_is check outline scorecard new' -s o -l output-file -r -F \
    -d 'write the report there'
complete -c letterlint -n '__letterlint_is check scorecard new' -l profile -x -a '(__letterlint_profiles)' \
    -d 'the profiles to judge by'
complete -c letterlint -n '__letterlint_is check scorecard' -l date -x -d 'the day to judge the date by'
complete -c letterlint -n '__letterlint_is check test' -s q -l quiet -d 'one line for each finding'
complete -c letterlint -n '__letterlint_is check scorecard' -l set -x -a '(__letterlint_settings)' \
    -d 'set a rule over every configuration'
complete -c letterlint -n '__letterlint_is check' -l show-settings -d 'show what is set, and where it comes from'
complete -c letterlint -n '__letterlint_is check' -l batch -d 'read letters as records, a JSON object a line'
complete -c letterlint -n '__letterlint_is check' -l max-warnings -x -d 'Let so many warnings pass'
complete -c letterlint -n '__letterlint_is check' -l exit-zero -d 'Exit with 0 whatever is found'
complete -c letterlint -n '__letterlint_is check' -l statistics -d 'Show how often each rule fired'
complete -c letterlint -n '__letterlint_is check' -l watch -d 'Check again whenever something is saved'
complete -c letterlint -n '__letterlint_is check' -l hyperlinks -x -a 'auto always never' \
    -d 'Link rule ids to their documentation'
complete -c letterlint -n '__letterlint_is check' -l fail-on -x -a 'error warning note never' \
    -d 'exit with 1 from this level up'
complete -c letterlint -n '__letterlint_is check' -l baseline -r -F -d 'report only what the baseline does not know'
complete -c letterlint -n '__letterlint_is check' -l write-baseline -r -F \
    -d 'record the findings instead of reporting them'
complete -c letterlint -n '__letterlint_is check' -l trace -x -a '(__letterlint_names rules)' \
    -d 'show how a rule came to its verdict'
complete -c letterlint -n '__letterlint_is new' -l company -x -d 'whom the letter is for'
complete -c letterlint -n '__letterlint_is new' -l role -x -d 'the position'
complete -c letterlint -n '__letterlint_is test' -l mutants -d 'try the tests on rules with a clause taken out'
