# What zsh offers for a command line, one match a line: an interactive shell on a terminal of its own,
# in which compadd writes down what it adds.
#
#   zsh -f zsh_matches.zsh COMPLETIONS LINE
zmodload zsh/zpty
scratch=$(mktemp -d)
trap 'zpty -d shell 2>/dev/null; rm -rf $scratch' EXIT
cat >$scratch/rc <<RC
PS1= PS2= RPS1=
fpath=(${(q)1} \$fpath)
autoload -Uz compinit
compinit -u -d $scratch/dump
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "\$@"
    return
  fi
  local -a matches
  builtin compadd -A matches "\$@"
  print -lr -- \$matches >>$scratch/matches
  builtin compadd "\$@"
}
zstyle ':completion:*' list-prompt ''
LISTMAX=10000
stty -echo 2>/dev/null
done_() { print >$scratch/done }
zle -N done_
bindkey '^X^D' done_
print >$scratch/ready
RC
zpty shell zsh -f -i
zpty -w shell "source $scratch/rc"

# Waits until the shell has made a file, and keeps its output flowing meanwhile.
await() {
  local tries=0 output
  until [[ -e $1 ]]; do
    while zpty -r -t shell output; do :; done
    (( tries++ < 300 )) || { print -u2 "zsh did not answer"; exit 2 }
    sleep 0.1
  done
}

await $scratch/ready
zpty -w -n shell "$2"$'\t'$'\x18\x04'
await $scratch/done
[[ -e $scratch/matches ]] && sort -u $scratch/matches
exit 0
