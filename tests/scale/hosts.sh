# The recipe for several hosts: three with an sshd each, and then again with one of them dying in the
# middle of its work. Either way the findings are those of one process that saw all letters.
# shellcheck shell=bash disable=SC1091,SC2154
source "$(dirname "${BASH_SOURCE[0]}")/world.bash"

# What an sshd needs: a key of its own, whom to let in, and where letterlint is.
configure_ssh() {
    mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -C '' -f "$world/host_key"
    ssh-keygen -q -t ed25519 -N '' -C '' -f "$HOME/.ssh/id_ed25519"
    echo "* $(cat "$world/host_key.pub")" >"$HOME/.ssh/known_hosts"
    "$here/recipe" ssh-config >"$HOME/.ssh/config"
    cat >"$world/sshd_config" <<CONFIG
HostKey $world/host_key
AuthorizedKeysFile $HOME/.ssh/id_ed25519.pub
PasswordAuthentication no
PidFile none
LogLevel ERROR
SetEnv PATH=$world/bin:/usr/bin:/bin
CONFIG
}

start_sshd() { # NAME NUMBER
    start_host "$1" "$2" /usr/sbin/sshd -D -e -f "$world/sshd_config"
    until_ok ssh "$1" true
}

# The hosts that ended jobs well, by the log.
hosts_of() { awk -F'\t' 'NR > 1 && $7 == 0 { print $2 }' "$1" | sort -u | paste -sd ' '; }

own_files
open_network desk
configure_ssh
start_sshd one 11
start_sshd two 12
start_sshd three 13
write_letters
put_texts_in
expect_findings
export block=20k

follow hosts
check_findings "three hosts"
[ "$(hosts_of jobs.log)" = "one three two" ] || fail "only these hosts worked: $(hosts_of jobs.log)"

# The proof of completeness sees a record less, and one more.
sed 7d expected.ndjson >findings.ndjson
! follow complete 2>/dev/null >&2 || fail "a lost record went unseen"
sed 7p expected.ndjson >findings.ndjson
! follow complete 2>/dev/null >&2 || fail "a doubled record went unseen"

# A record that cannot be judged is an answer, not a failure that is tried again.
cp letters.ndjson all.ndjson
sed -i '2s/.*/{"id":"two"}/; 50s/.*/no JSON/' letters.ndjson
follow hosts
follow complete || fail "a record that cannot be judged is taken for a lost one"
[ "$(follow errors | wc -l)" -eq 2 ] || fail "two bad records, and these errors: $(follow errors)"
[ "$(awk 'NR > 1' jobs.log | wc -l)" -eq "$(awk 'NR > 1 { print $1 }' jobs.log | sort -u | wc -l)" ] ||
    fail "a block with a bad record was tried again"
mv all.ndjson letters.ndjson

rm findings.ndjson jobs.log
falter two
(until_ok test -e "$world/faltered" && power_off two) &
follow hosts
[ -e "$world/faltered" ] || fail "host two was never given work"
check_findings "a host that died"
[ "$(hosts_of jobs.log)" = "one three" ] || fail "these hosts ended jobs: $(hosts_of jobs.log)"
