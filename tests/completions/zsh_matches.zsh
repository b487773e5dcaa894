# What zsh offers for command lines: an interactive shell on a terminal of its own, in which compadd
# writes down what it adds. Reads the lines; writes each behind "> ", and the matches below it.
#
#   zsh -f zsh_matches.zsh COMPLETIONS <LINES
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
next_line() { BUFFER=; print >$scratch/done }
zle -N next_line
bindkey '^X^N' next_line
print >$scratch/done
RC

# Waits until the shell has answered, and keeps its output flowing meanwhile.
await() {
  local tries=0 output
  until [[ -e $scratch/done ]]; do
    while zpty -r -t shell output; do :; done
    (( tries++ < 600 )) || { print -u2 "zsh did not answer"; exit 2 }
    sleep 0.05
  done
  rm -f $scratch/done
}

zpty shell zsh -f -i
zpty -w shell "source $scratch/rc"
await
while IFS= read -r line; do
  rm -f $scratch/matches
  zpty -w -n shell "$line"$'\t'$'\x18\x0e'
  await
  print -r -- "> $line"
  [[ -e $scratch/matches ]] && sort -u $scratch/matches
done
exit 0
