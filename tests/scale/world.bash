# The data centre of these tests: a switch, and hosts on it, each with an address, a name, processes
# and daemons of its own. They share their files, as hosts on one network storage do. `run` has made
# the namespaces in which all this happens; the first process of them is the test that sources this.
# shellcheck shell=bash
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
world=/run/scale
export HOME=$world/home LC_ALL=C.UTF-8

fail() {
    printf 'FAILED: %s\n' "$*"
    exit 1
}

# Shows what the daemons said, when a test fails.
show_logs() {
    local log
    for log in "$world"/log/*; do
        [ ! -s "$log" ] || { printf -- '--- %s\n' "${log##*/}"; tail -n 20 "$log"; }
    done
}
trap '[ $? -eq 0 ] || show_logs' EXIT
trap 'exit 143' INT TERM HUP

# Runs a block of the document as it stands there.
follow() { # NAME
    local script
    script=$("$here/recipe" "$1")
    bash -euo pipefail -c "$script"
}

# Root's home and the names of hosts are ours, for programs that ask the system and not the
# environment.
own_files() {
    mount -t tmpfs -o mode=755 none /run
    mkdir -p "$world"/{home/.ssh,bin,log,work}
    awk -F: -v OFS=: -v home="$HOME" '$3 == 0 { $6 = home } 1' /etc/passwd >"$world/passwd"
    mount --bind "$world/passwd" /etc/passwd
    echo '127.0.0.1 localhost' >"$world/hosts"
    mount --bind "$world/hosts" /etc/hosts
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$LETTERLINT" >"$world/bin/letterlint"
    chmod +x "$world/bin/letterlint"
    export PATH=$world/bin:$PATH
    cd "$world/work"
}

# The switch, and this process's own address on it.
open_network() { # NAME
    hostname "$1"
    ip link set lo up
    ip link add switch type bridge
    ip link set switch up
    ip address add 10.77.0.1/24 dev switch
    echo "10.77.0.1 $1" >>"$world/hosts"
}

declare -A power=()

# A host with the NUMBER as last part of its address, running a command until it is powered off.
start_host() { # NAME NUMBER COMMAND…
    local name=$1 address=10.77.0.$2
    shift 2
    ip netns add "$name"
    ip link add "$name" type veth peer name uplink netns "$name"
    ip link set "$name" master switch up
    ip -n "$name" address add "$address/24" dev uplink
    ip -n "$name" link set uplink up
    ip -n "$name" link set lo up
    echo "$address $name" >>"$world/hosts"
    # shellcheck disable=SC2016 # expanded in there
    ip netns exec "$name" unshare --uts --mount --pid --fork --kill-child --mount-proc \
        bash -c 'hostname "$0"; "$@" & wait' "$name" "$@" >"$world/log/$name" 2>&1 </dev/null &
    power[$name]=$!
    disown
}

# As when the plug is pulled: the line goes dead first, so that nobody is told of the end.
power_off() { # NAME
    ip link set "$1" down
    kill -KILL "${power[$1]}"
}

# From now on letterlint on that host answers a part, says so, and never ends.
falter() { # HOST
    cat >"$world/bin/letterlint" <<SCRIPT
#!/bin/bash
[ "\$(hostname)" = $1 ] || exec "$LETTERLINT" "\$@"
"$LETTERLINT" "\$@" | head -c 5000
touch "$world/faltered"
sleep 600
SCRIPT
}

# Waits until a command succeeds; what takes a minute never will.
until_ok() { # COMMAND…
    local tries=600
    until "$@" 2>/dev/null >&2; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "waited in vain for: $*"
        sleep 0.1
    done
}

# The labelled letters as files and as records that name them.
write_letters() {
    local letter
    mkdir letters
    for letter in "$here"/../letters/*/letter.md; do
        cp "$letter" "letters/$(basename "$(dirname "$letter")").md"
    done
    follow day
    follow records
}

# The same records with the text in place of the name, for machines that see no files of ours.
put_texts_in() {
    local id
    jq -r .id letters.ndjson | while IFS= read -r id; do
        jq -cRs --arg id "$id" '{id: $id, text: .}' "$id"
    done >texts.ndjson
    mv texts.ndjson letters.ndjson
}

# What one process says of all of them is what many have to say.
expect_findings() {
    follow one
    follow complete || fail "one process is not complete"
    jq -e '.diagnostics | length > 0' findings.ndjson >/dev/null || fail "nothing is found"
    mv findings.ndjson expected.ndjson
}

check_findings() { # OF-WHAT
    follow complete || fail "$1: not complete"
    cmp findings.ndjson expected.ndjson || fail "$1: the findings are not those of one process"
    [ -z "$(follow errors)" ] || fail "$1: there are errors: $(follow errors)"
}
