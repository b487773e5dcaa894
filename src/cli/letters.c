/* The letters of a run: finding them and their rules, what each is called, what it says, and what
 * the command line says of it. What becomes of them is lint_letters.c's business. */
#include "cli/config.h"
#include "cli/path.h"

#include "base/file.h"

#include <string.h>
#include <time.h>

bool cli_letter_is_stdin(const cli_letter *letter) {
    return strcmp(letter->argument, "-") == 0;
}

const char *cli_letter_name(const cli *run, const cli_letter *letter) {
    if (!cli_letter_is_stdin(letter))
        return letter->argument;
    const char *name = run->options.stdin_filename;
    return name ? name : "<stdin>";
}

bool cli_letter_claim(cli *run, const cli_letter *letter) {
    if (!cli_letter_is_stdin(letter))
        return true;
    if (run->stdin_read)
        cli_fail(run, "standard input can be read only once");
    bool first = !run->stdin_read;
    run->stdin_read = true;
    return first;
}

bool cli_letter_read(ll_str *text, const cli *run, ll_arena *arena, const cli_letter *letter,
                     const char **problem) {
    uint32_t limit = run->options.max_size ? run->options.max_size : LL_DEFAULT_MAX_SIZE;
    if (ll_file_read(text, arena, letter->argument, limit, problem))
        return true;
    if (strncmp(*problem, ll_file_over_limit, strlen(ll_file_over_limit)) == 0)
        *problem = ll_format(arena, "%s; --max-size raises it", *problem);
    return false;
}

ll_lint_options cli_letter_options(const cli *run, ll_arena *arena, const cli_letter *letter) {
    const cli_options *given = &run->options;
    const char *name = cli_path_name(cli_letter_name(run, letter));
    return (ll_lint_options){.max_size = given->max_size,
                             .meta = given->meta,
                             .meta_count = given->meta_count,
                             .trace = given->trace,
                             .profiles = given->profile,
                             .path = letter->folder ? cli_path_join(arena, letter->folder, name)
                                                    : NULL};
}

static bool is_given(const cli_options *options, const char *key) {
    for (uint32_t i = 0; i < options->meta_count; i++)
        if (ll_str_equal_nocase(ll_str_of(options->meta[i].key), ll_str_of(key)))
            return true;
    return false;
}

/* False, after saying so, where --meta or --date say what cannot be. */
static bool check_meta(cli *run) {
    const cli_options *options = &run->options;
    ll_meta day = {"today", options->date};
    ll_error error;
    if (ll_meta_check(options->meta, options->meta_count, &error) != LL_OK) {
        cli_fail(run, "--meta: %s", error.message);
        return false;
    }
    if (options->date && ll_meta_check(&day, 1, NULL) != LL_OK) {
        cli_fail(run, "'--date %s': a day of the calendar is written YYYY-MM-DD", options->date);
        return false;
    }
    return true;
}

/* --meta today=…, else --date, else the day it is here. The library has no clock. */
bool cli_meta_complete(cli *run) {
    cli_options *options = &run->options;
    char today[] = "0000-00-00";
    time_t now = time(NULL);
    struct tm local;
    if (!check_meta(run))
        return false;
    if (is_given(options, "today"))
        return true;
    if (!localtime_r(&now, &local) || !strftime(today, sizeof today, "%Y-%m-%d", &local))
        today[0] = '\0';
    const char *day =
        options->date ? options->date : ll_arena_copy(run->arena, today, strlen(today));
    options->meta = ll_arena_grow(run->arena, options->meta, &options->meta_capacity,
                                  options->meta_count + 1, sizeof *options->meta);
    options->meta[options->meta_count++] = (ll_meta){"today", day};
    return true;
}

/* For --verbose: "2 letters by base.yaml, .letterlint.yaml". */
static void say_configurations(cli *run) {
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++) {
        const cli_config *config = run->configs->items[i];
        ll_buf names = ll_buf_on(run->arena);
        size_t letters = 0;
        for (uint32_t k = 0; k < run->letter_count; k++)
            letters += run->letters[k].config == config;
        for (uint32_t k = 0; k < config->count; k++)
            ll_buf_printf(&names, "%s%s", k > 0 ? ", " : "", config->files[k].path);
        if (letters > 0)
            cli_warn("%zu letter%s by %s", letters, letters == 1 ? "" : "s",
                     config->count ? ll_buf_text(&names) : "no configuration");
    }
}

ll_ruleset *cli_letters_find(cli *run, ll_view view) {
    if (!cli_meta_complete(run))
        return NULL;
    cli_discover(run);
    if (run->options.verbose)
        say_configurations(run);
    return cli_rulesets_load(run, view == LL_VIEW_OUTLINE);
}
