# What bash offers for a command line, one match a line; the words are divided as readline does it.
#
#   bash bash_matches.bash FILE LINE
COMP_WORDBREAKS=$' \t\n"\'><=;|&(:'
# shellcheck source=/dev/null
source "$1"
# An empty last word is one, too: the cursor stands behind a space.
read -ra COMP_WORDS < <(sed -E 's/[=:]+/ & /g; s/ +$//; s/$/\n/' <<<"$2")
[[ $2 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
read -ra known < <(complete -p letterlint)
"${known[2]}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\n' "${COMPREPLY[@]}" | sort -u
