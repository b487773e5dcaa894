# The recipe for Slurm: a controller, three nodes and munge, as Debian packages them. One shard of
# the array fails and is run again by its number, and a node dies in the middle of another, which
# Slurm runs again elsewhere; the findings are those of one process that saw all letters.
# shellcheck shell=bash disable=SC1091,SC2154
source "$(dirname "${BASH_SOURCE[0]}")/world.bash"
export SLURM_CONF=$world/slurm/slurm.conf

# No cgroups, no accounting, nothing that needs more than the namespaces; a node that is silent for six
# seconds is down.
configure_slurm() {
    mkdir -p "$world"/slurm/{state,spool/{n1,n2,n3}}
    head -c 128 /dev/urandom >"$world/slurm/munge.key"
    chmod 600 "$world/slurm/munge.key"
    echo CgroupPlugin=cgroup/v1 >"$world/slurm/cgroup.conf"
    cat >"$SLURM_CONF" <<CONFIG
ClusterName=scale
SlurmctldHost=head
SlurmUser=root
AuthType=auth/munge
StateSaveLocation=$world/slurm/state
SlurmctldPidFile=$world/slurm/slurmctld.pid
SlurmdPidFile=$world/slurm/%n.pid
SlurmdSpoolDir=$world/slurm/spool/%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdTimeout=6
MessageTimeout=2
SchedulerParameters=sched_interval=2,bf_interval=2
NodeName=n[1-3] CPUs=2
PartitionName=letters Nodes=ALL Default=YES
CONFIG
}

# A munge and a Slurm daemon, with a folder for the former's socket that no other host sees.
start_daemons() { # COMMAND…
    mount -t tmpfs -o mode=755 none /run/munge
    munged --force --key-file="$world/slurm/munge.key" --seed-file=/run/munge/seed \
        --log-file=/run/munge/log --pid-file=/run/munge/pid
    exec "$@"
}

nodes_are() { # STATE COUNT
    [ "$(sinfo --noheader --Node --states="$1" | wc -l)" -eq "$2" ]
}

queue_is_empty() {
    local left
    left=$(squeue --noheader) && [ -z "$left" ]
}

was_requeued() { [[ $(scontrol show job) == *Restarts=1* ]]; }

# Slurm begins what it requeued after two minutes; this is what an operator types who will not wait.
begin_now() {
    local job
    squeue --noheader --array --states=PENDING --format %i | while read -r job; do
        scontrol update JobId="$job" StartTime=now
    done
}

own_files
mkdir /run/munge
open_network head
configure_slurm
export world
export -f start_daemons
(start_daemons slurmctld -D >"$world/log/slurmctld" 2>&1 </dev/null) &
for number in 1 2 3; do
    start_host "n$number" "1$number" bash -c 'start_daemons slurmd -D'
done
until_ok nodes_are idle 3

write_letters
expect_findings
export size=20
follow shards
# shellcheck disable=SC2094 # a block of that name, and a file
"$here/recipe" letters.sbatch >letters.sbatch
shards=$(ls shards)

# The second node dies in the middle of what it is given, and shard 4 cannot be read.
falter n2
(until_ok test -e "$world/faltered" && power_off n2) &
mv shards/00004.* "$world"
mkdir shards/00004.ndjson
follow submit
until_ok nodes_are down 1
until_ok was_requeued
begin_now
until_ok queue_is_empty
[ "$(follow missing)" = 00004.ndjson ] || fail "missing says '$(follow missing)', not 00004.ndjson"

rmdir shards/00004.ndjson
mv "$world"/00004.* shards
follow rerun
until_ok queue_is_empty
[ "$(ls found)" = "$shards" ] || fail "found/ holds $(ls found)"
follow merge
check_findings "an array of shards"
