/* Watching: with --watch, letterlint checks again whenever a letter, a configuration or a rule file
 * is saved.
 *
 * Editors save by writing into the file or by putting another in its place, so folders are watched,
 * not files, and every name that matters is looked for in what they report. What the round itself
 * writes does not matter, or it would never end. A save comes as several events: the check waits
 * until they are over. Each round is a whole run of its own, with an arena of its own.
 */
#include "cli/config.h"
#include "cli/path.h"

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
    uint32_t events =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR;
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
    watch_list(run, watcher, &run->folders);
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

typedef struct watch {
    const cli *given;
    int descriptor;
    cli_list endings; /* of the names that matter; they outlive a round, as `given` does */
    cli_list written; /* names of what a round writes */
} watch;

static void add_once(watch *w, cli_list *list, const char *text) {
    for (uint32_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], text) == 0)
            return;
    cli_list_add(list, w->given->arena, ll_arena_copy(w->given->arena, text, strlen(text)));
}

/* Letters, configurations, rules and word lists; whatever is named; what rounds write. */
static void learn_names(watch *w) {
    static const char *const usual[] = {".md", ".markdown", ".yaml", ".yml", ".txt", ".json"};
    const cli_options *options = &w->given->options;
    const char *written[] = {options->output_file, options->write_baseline};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        add_once(w, &w->endings, usual[i]);
    const cli_list *named[] = {&options->arguments, &options->rules};
    for (size_t k = 0; k < sizeof named / sizeof *named; k++)
        for (uint32_t i = 0; i < named[k]->count; i++)
            add_once(w, &w->endings, cli_path_name(named[k]->items[i]));
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (written[i])
            add_once(w, &w->written, cli_path_name(written[i]));
    for (uint32_t i = 0; i < options->formats.count; i++) {
        const char *colon = strchr(options->formats.items[i], ':');
        if (colon)
            add_once(w, &w->written, cli_path_name(colon + 1));
    }
}

/* The extensions that configurations and --ext give letters. */
static void learn_extensions(watch *w, const cli *run) {
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++) {
        const cli_list *extensions = &run->configs->items[i]->extensions;
        for (uint32_t k = 0; k < extensions->count; k++)
            add_once(w, &w->endings, extensions->items[k]);
    }
}

/* Whether an event may be about a letter, a configuration or rules. A file that is created is
 * still to be written; a folder may come with letters. */
static bool matters(const watch *w, const struct inotify_event *event) {
    ll_str name = ll_str_of(event->len > 0 ? event->name : "");
    if (event->mask & (IN_CREATE | IN_ISDIR))
        return event->mask & IN_ISDIR && name.length > 0 && name.data[0] != '.';
    for (uint32_t i = 0; i < w->written.count; i++)
        if (ll_str_is(name, w->written.items[i]))
            return false;
    for (uint32_t i = 0; i < w->endings.count; i++) {
        uint32_t length = (uint32_t)strlen(w->endings.items[i]);
        if (name.length >= length &&
            ll_str_equal_nocase(ll_str_slice(name, name.length - length, name.length),
                                ll_str_of(w->endings.items[i])))
            return true;
    }
    return false;
}

/* Takes what has happened; whether any of it matters. False also where reading failed. */
static bool take_events(const watch *w, bool *failed) {
    _Alignas(struct inotify_event) char buffer[8192];
    ssize_t length = read(w->descriptor, buffer, sizeof buffer);
    bool any = false;
    *failed = length < 0 && errno != EINTR;
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const void *)(buffer + at);
        any = any || matters(w, event) || (event->mask & IN_Q_OVERFLOW);
        at += (ssize_t)(sizeof *event + event->len);
    }
    return any;
}

/* Waits for a save and until it is over. False where there is nothing to wait for any more, or
 * nobody who reads what would be said. */
static bool wait_for_save(const watch *w) {
    struct pollfd events[] = {{.fd = w->descriptor, .events = POLLIN}, {.fd = STDOUT_FILENO}};
    bool saved = false, failed = false;
    while (!failed) {
        int ready = poll(events, 2, saved ? QUIET_MS : -1);
        if (ready == 0)
            return true;
        if ((ready < 0 && errno != EINTR) || (ready > 0 && events[1].revents))
            return false;
        if (ready > 0)
            saved = take_events(w, &failed) || saved;
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

static void begin_round(void *user, ll_arena *arena) {
    watch *w = user;
    cli *run = ll_arena_alloc(arena, sizeof *run); /* as main does */
    *run = (cli){.arena = arena, .options = w->given->options};
    run_round(run, w->descriptor);
    learn_extensions(w, run);
}

static bool names_stdin(const cli_list *arguments) {
    for (uint32_t i = 0; i < arguments->count; i++)
        if (strcmp(arguments->items[i], "-") == 0)
            return true;
    return false;
}

void cli_watch(cli *run) {
    watch w = {.given = run};
    if (names_stdin(&run->options.arguments)) {
        cli_fail(run, "--watch: standard input can be read only once");
        return;
    }
    w.descriptor = inotify_init1(IN_CLOEXEC);
    if (w.descriptor < 0) {
        cli_fail(run, "--watch: %s", strerror(errno));
        return;
    }
    learn_names(&w);
    do {
        if (!cli_guarded(begin_round, &w))
            cli_fail(run, "out of memory");
    } while (wait_for_save(&w));
    close(w.descriptor);
}

#else

void cli_watch(cli *run) {
    cli_fail(run, "--watch needs Linux");
}

#endif
