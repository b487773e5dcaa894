/* The file of `--baseline` and `--write-baseline`, and the names that letters have in it, which are
 * relative to its folder so that it can be checked in beside them. What is known and what is not is
 * the library's business. */
#include "cli/config.h"
#include "cli/path.h"

#include "base/file.h"

enum { LARGEST = 16 * 1024 * 1024, MOST_SHOWN = 10 };

struct cli_baseline {
    ll_baseline *known;
    const char *path, *folder; /* of the file; the folder is absolute */
    bool writes;
    size_t recorded;
};

/* --- Names ---------------------------------------------------------------------------------- */

/* An absolute path as seen from the folder, with as many ".." as it takes. */
static const char *seen_from(ll_arena *arena, const char *folder, const char *path) {
    ll_buf name = ll_buf_on(arena);
    const char *inside;
    while (!(inside = cli_path_inside(folder, path))) {
        ll_buf_puts(&name, "../");
        folder = cli_path_folder(arena, folder);
    }
    ll_buf_puts(&name, inside);
    return ll_buf_text(&name);
}

/* Standard input without a name has one that is no path. */
static const char *name_in(const cli_baseline *baseline, const cli *run, ll_arena *arena,
                           const cli_letter *letter) {
    const char *name = cli_letter_name(run, letter);
    if (!letter->folder)
        return name;
    return seen_from(arena, baseline->folder,
                     cli_path_join(arena, letter->folder, cli_path_name(name)));
}

/* Asks of each path with memory of its own, which is given back: there may be very many. */
typedef struct question {
    const char *folder, *path;
    bool there;
} question;

static void ask(void *user, ll_arena *arena) {
    question *q = user;
    q->there = cli_path_exists(cli_path_join(arena, q->folder, q->path));
}

static bool is_there(void *user, const char *path) {
    const cli *run = user;
    question q = {.folder = run->baseline->folder, .path = path, .there = true};
    cli_guarded(ask, &q);
    return q.there;
}

/* --- Reading -------------------------------------------------------------------------------- */

/* NULL after saying why it cannot be read. */
static ll_baseline *load(cli *run, const char *path) {
    ll_baseline *known = NULL;
    ll_result *problem = NULL;
    const char *fault;
    ll_str text = {NULL, 0};
    bool missing = run->options.write_baseline && !cli_path_exists(path);
    if (!missing && !ll_file_read(&text, run->arena, path, LARGEST, &fault)) {
        cli_fail(run, "%s: %s", path, fault);
        return NULL;
    }
    ll_status status = ll_baseline_new(&known, path, text.data, text.length, &problem);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    if (status == LL_OK)
        return known;
    cli_problems_print(run, &problem, 1);
    ll_result_free(problem);
    cli_fail(run, "the baseline %s cannot be used; nothing was checked", path);
    return NULL;
}

bool cli_baseline_open(cli *run) {
    const cli_options *options = &run->options;
    const char *path = options->write_baseline ? options->write_baseline : options->baseline;
    if (!path)
        return true;
    if (options->baseline && options->write_baseline) {
        cli_fail(run, "--baseline reads one and --write-baseline replaces it; give one of them");
        return false;
    }
    cli_baseline *baseline = ll_arena_alloc(run->arena, sizeof *baseline);
    const char *absolute = cli_path_absolute(run->arena, path);
    const char *folder = cli_path_folder(run->arena, absolute);
    *baseline = (cli_baseline){.known = load(run, path),
                               .path = path,
                               .folder = folder ? folder : "/",
                               .writes = options->write_baseline != NULL};
    if (!baseline->known)
        return false;
    run->baseline = baseline;
    ll_baseline_find_gone(baseline->known, is_there, run);
    return true;
}

/* --- Letters -------------------------------------------------------------------------------- */

bool cli_baseline_use(cli *run, ll_arena *arena, const cli_letter *letter, ll_result *result) {
    cli_baseline *baseline = run->baseline;
    if (!baseline)
        return true;
    const char *name = name_in(baseline, run, arena, letter);
    if (baseline->writes) {
        baseline->recorded += ll_result_count(result);
        if (ll_baseline_record(baseline->known, result, name) != LL_OK)
            return false;
    }
    return ll_baseline_apply(baseline->known, result, name) == LL_OK;
}

/* --- The end -------------------------------------------------------------------------------- */

/* The entries that did not occur, while they are said. */
typedef struct stale_list {
    const cli_baseline *baseline;
    size_t count;
} stale_list;

static void say_entry(void *user, const ll_baseline_entry *entry) {
    stale_list *list = user;
    if (list->count++ >= MOST_SHOWN)
        return;
    cli_warn("%s: %s: %s no longer occurs%s", list->baseline->path, entry->path, entry->rule,
             entry->count > 1 ? " as often" : "");
}

static void say_stale(cli *run) {
    stale_list list = {.baseline = run->baseline};
    if (run->options.quiet)
        return;
    ll_baseline_stale(run->baseline->known, say_entry, &list);
    if (list.count > MOST_SHOWN)
        cli_warn("%s: %zu more entries no longer occur", run->baseline->path,
                 list.count - MOST_SHOWN);
    if (list.count > 0)
        cli_warn("%s: --write-baseline brings it up to date", run->baseline->path);
}

static void write_file(cli *run) {
    cli_baseline *baseline = run->baseline;
    cli_output output;
    const char *problem;
    cli_output_open(&output, run, baseline->path);
    if (ll_baseline_write(baseline->known, &output.sink) != LL_OK)
        ll_arena_fail(run->arena);
    if (!ll_file_write(baseline->path, ll_buf_str(&output.file), run->arena, &problem))
        cli_fail(run, "%s: %s", baseline->path, problem);
    else if (!run->options.quiet)
        cli_warn("%s: %zu finding%s recorded", baseline->path, baseline->recorded,
                 baseline->recorded == 1 ? "" : "s");
}

void cli_baseline_close(cli *run) {
    if (!run->baseline)
        return;
    if (run->baseline->writes)
        write_file(run);
    else
        say_stale(run);
    ll_baseline_free(run->baseline->known);
    run->baseline = NULL;
}
