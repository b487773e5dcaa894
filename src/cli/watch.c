/* Watching: with --watch, letterlint checks again whenever a letter, a configuration or a rule file
 * is saved.
 *
 * Editors save by writing into the file or by putting another in its place, so folders are watched,
 * not files, and every name that matters is looked for in what they report. A save comes as several
 * events: the check waits until they are over. Each round is a whole run of its own, with an arena
 * of its own.
 */
#include "cli/config.h"

#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__

#include <poll.h>
#include <sys/inotify.h>

enum { QUIET_MS = 60 }; /* how long nothing may happen until a save counts as over */

static void watch_folder(cli *run, int watcher, const char *folder) {
    uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR;
    if (inotify_add_watch(watcher, folder, events) < 0 && errno != ENOENT && errno != ENOTDIR)
        cli_fail(run, "%s: cannot be watched: %s", folder, strerror(errno));
}

/* The folder itself, or the one that holds the file. */
static void watch_place(cli *run, int watcher, const char *path) {
    const char *slash = strrchr(path, '/');
    if (ll_file_is_directory(path))
        watch_folder(run, watcher, path);
    else if (!slash)
        watch_folder(run, watcher, ".");
    else
        watch_folder(run, watcher,
                     slash == path ? "/" : ll_arena_copy(run->arena, path, (size_t)(slash - path)));
}

static void watch_list(cli *run, int watcher, const cli_list *places) {
    for (uint32_t i = 0; i < places->count; i++)
        watch_place(run, watcher, places->items[i]);
}

/* What the round turned out to read beside its arguments. */
static void watch_found(cli *run, int watcher) {
    for (uint32_t i = 0; i < run->letter_count; i++)
        watch_place(run, watcher, run->letters[i].argument);
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++) {
        const cli_config *config = run->configs->items[i];
        for (uint32_t k = 0; k < config->count; k++)
            if (*config->files[k].directory)
                watch_folder(run, watcher, config->files[k].directory);
        watch_list(run, watcher, &config->rule_files);
    }
}

/* Whether an event may be about a letter, a configuration or rules. */
static bool matters(const struct inotify_event *event) {
    static const char *const endings[] = {".md", ".markdown", ".yaml", ".yml", ".txt", ".json"};
    ll_str name = ll_str_of(event->len > 0 ? event->name : "");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ll_str_ends(name, endings[i]))
            return true;
    return false;
}

/* Takes what has happened; whether any of it matters. False also where reading failed. */
static bool take_events(int watcher, bool *failed) {
    _Alignas(struct inotify_event) char buffer[8192];
    ssize_t length = read(watcher, buffer, sizeof buffer);
    bool any = false;
    *failed = length < 0 && errno != EINTR;
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const void *)(buffer + at);
        any = any || matters(event) || (event->mask & IN_Q_OVERFLOW);
        at += (ssize_t)(sizeof *event + event->len);
    }
    return any;
}

/* Waits for a save and until it is over. False where there is nothing to wait for any more. */
static bool wait_for_save(int watcher) {
    struct pollfd events = {.fd = watcher, .events = POLLIN};
    bool saved = false, failed = false;
    while (!failed) {
        int ready = poll(&events, 1, saved ? QUIET_MS : -1);
        if (ready == 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
        if (ready > 0)
            saved = take_events(watcher, &failed) || saved;
    }
    return false;
}

/* The arguments are watched before anything is read, so that no save of theirs falls between. */
static void run_round(cli *run, int watcher) {
    static const char clear[] = "\x1b[H\x1b[2J\x1b[3J";
    watch_list(run, watcher, &run->options.arguments);
    watch_list(run, watcher, &run->options.rules);
    if (isatty(STDOUT_FILENO) && write(STDOUT_FILENO, clear, sizeof clear - 1) < 0)
        return;
    cli_check_once(run);
    watch_found(run, watcher);
    fprintf(stderr, "letterlint: watching; Ctrl-C ends\n");
}

typedef struct round {
    const cli *given;
    int watcher;
} round;

static void begin_round(void *user, ll_arena *arena) {
    round *r = user;
    cli run = {.arena = arena, .options = r->given->options};
    run_round(&run, r->watcher);
}

void cli_watch(cli *run) {
    round r = {.given = run, .watcher = inotify_init1(IN_CLOEXEC)};
    if (r.watcher < 0) {
        cli_fail(run, "--watch: %s", strerror(errno));
        return;
    }
    do {
        if (!cli_guarded(begin_round, &r))
            cli_fail(run, "out of memory");
    } while (wait_for_save(r.watcher));
    close(r.watcher);
}

#else

void cli_watch(cli *run) {
    cli_fail(run, "--watch needs Linux");
}

#endif
