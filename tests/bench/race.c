/* race: runs commands in turn, ABAB…, and says what each run cost.
 *
 *   race [-1] [-t LIMIT] [-C FOLDER] ROUNDS SECONDS ::: COMMAND… ::: COMMAND…
 *
 * Clocks drift and neighbours come and go, so two commands are only compared within one round. It
 * is a program of its own, small and static, because a child is charged with the memory of whoever
 * started it until it becomes itself: started from an interpreter, each would seem to need what the
 * interpreter does. Ends after ROUNDS rounds or, when one has been run, after SECONDS. With -1
 * everything stays on one core; with -t a run that needs more than LIMIT seconds of the processor
 * is ended by SIGXCPU. A line a run: round, command, nanoseconds on the clock and on the processor,
 * peak memory in KiB, exit status (128 + the signal). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_COMMANDS = 16 };

extern char **environ;

static int fail(const char *what) {
    fprintf(stderr, "race: %s: %s\n", what, strerror(errno));
    return 2;
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t nanoseconds(struct timeval t) {
    return (int64_t)t.tv_sec * 1000000000 + (int64_t)t.tv_usec * 1000;
}

/* The cores that this process may use, but one. */
static bool stay_on_one_core(void) {
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        return false;
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &all)) {
            CPU_SET(i, &one);
            break;
        }
    }
    return sched_setaffinity(0, sizeof one, &one) == 0;
}

/* A limit that the commands inherit. */
static bool limit_processor(rlim_t seconds) {
    return setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds + 1}) == 0;
}

/* The commands say nothing and read nothing. */
static bool run(char **command, const posix_spawn_file_actions_t *quiet, long round, int which) {
    struct rusage use;
    pid_t child;
    int status;
    int64_t begin = now();
    errno = posix_spawnp(&child, command[0], quiet, NULL, command, environ);
    if (errno != 0 || wait4(child, &status, 0, &use) < 0)
        return false;
    printf("%ld %d %" PRId64 " %" PRId64 " %ld %d\n", round, which, now() - begin,
           nanoseconds(use.ru_utime) + nanoseconds(use.ru_stime), use.ru_maxrss,
           WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return true;
}

/* Cuts the arguments at `:::` into commands; how many, or 0 where one is empty or there are too
 * many. */
static int cut(char **commands[MAX_COMMANDS], char **arguments) {
    int count = 0;
    for (char **at = arguments; *at != NULL; at++) {
        if (strcmp(*at, ":::") != 0)
            continue;
        if (count == MAX_COMMANDS || at[1] == NULL || strcmp(at[1], ":::") == 0)
            return 0;
        *at = NULL;
        commands[count++] = at + 1;
    }
    return count;
}

static int race(char **commands[], int count, long rounds, double seconds) {
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    for (int fd = 0; fd < 3; fd++)
        posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0);
    int64_t end = now() + (int64_t)(seconds * 1e9);
    int status = 0;
    for (long round = 0; status == 0 && round < rounds && (round == 0 || now() < end); round++)
        for (int i = 0; status == 0 && i < count; i++)
            if (!run(commands[i], &quiet, round, i))
                status = fail(commands[i][0]);
    posix_spawn_file_actions_destroy(&quiet);
    return status;
}

int main(int argc, char **argv) {
    char **commands[MAX_COMMANDS];
    int option;
    while ((option = getopt(argc, argv, "+1t:C:")) != -1) {
        if (option == '1' && !stay_on_one_core())
            return fail("one core");
        if (option == 't' && !limit_processor((rlim_t)strtoul(optarg, NULL, 10)))
            return fail("limit");
        if (option == 'C' && chdir(optarg) != 0)
            return fail(optarg);
    }
    int count = argc - optind > 3 ? cut(commands, argv + optind + 2) : 0;
    if (count == 0) {
        fputs("usage: race [-1] [-t LIMIT] [-C FOLDER] ROUNDS SECONDS ::: COMMAND... ::: "
              "COMMAND...\n",
              stderr);
        return 2;
    }
    return race(commands, count, strtol(argv[optind], NULL, 10),
                (double)strtol(argv[optind + 1], NULL, 10));
}
