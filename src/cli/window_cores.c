/* How many processors there are for this process. A job of a cluster, or `taskset`, may allow it
 * fewer than the machine has. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "cli/window.h"

#include <unistd.h>

#ifdef __linux__
#include <sched.h>

/* 0 where it cannot be told: a machine of more than a thousand. */
static int allowed(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}

#else

static int allowed(void) {
    return 0;
}

#endif

uint32_t cli_cores(void) {
    int found = allowed();
    long online = found > 0 ? found : sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (uint32_t)online : 1;
}
