/* The rules of a run: files and directories from the command line beside the shipped ones.
 * Mistakes in them are printed as findings are, all of them, on standard error. */
#include "cli/cli.h"

#include "base/file.h"

#include <string.h>
#include <unistd.h>

/* A file named twice is loaded once. */
static void add_file(cli *run, cli_list *files, const char *path) {
    for (uint32_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i], path) == 0)
            return;
    cli_list_add(files, run->arena, path);
}

/* Expands directories; says what cannot be read and goes on, so that all is said at once. */
static void add_place(cli *run, cli_list *files, const char *place) {
    const char *const *paths = &place;
    const char *problem;
    size_t count = 1;
    if (*place == '\0') {
        cli_fail(run, "an empty name is no file");
        return;
    }
    if (ll_file_is_directory(place)) {
        /* Language data ends in .yaml too, but holds no rule. */
        if (!ll_file_list(&paths, &count, run->arena, place, ".yaml", "lang", &problem)) {
            cli_fail(run, "%s: %s", place, problem);
            return;
        }
        if (count == 0)
            cli_fail(run, "%s: there is no rule file (*.yaml) in this directory", place);
    }
    for (size_t i = 0; i < count; i++)
        add_file(run, files, paths[i]);
}

static ll_rule_file *read_files(cli *run, const cli_list *files) {
    ll_rule_file *read = ll_arena_array(run->arena, files->count, sizeof *read);
    for (uint32_t i = 0; i < files->count; i++) {
        const char *path = files->items[i], *problem;
        ll_str text;
        if (ll_file_read(&text, run->arena, path, 0, &problem))
            read[i] = (ll_rule_file){.path = path, .text = text.data, .length = text.length};
        else
            cli_fail(run, "%s: %s", path, problem);
    }
    return read;
}

static bool write_stderr(void *user, const char *data, size_t length) {
    ll_writer *writer = user;
    ll_writer_add(writer, data, length);
    return ll_writer_flush(writer);
}

static void print_problems(cli *run, ll_result **problems, size_t count) {
    ll_report_options options = {.format = "text",
                                 .color = cli_wants_color(run, NULL, STDERR_FILENO),
                                 .quiet = run->options.quiet};
    ll_writer writer;
    ll_reporter *reporter;
    ll_counts counts;
    cli_stderr(&writer);
    ll_sink sink = {.write = write_stderr, .user = &writer};
    if (ll_reporter_new(&reporter, &options, &sink) != LL_OK)
        ll_arena_fail(run->arena);
    for (size_t i = 0; i < count; i++)
        ll_reporter_file(reporter, ll_result_path(problems[i]), problems[i]);
    ll_reporter_finish(reporter, &counts);
    ll_reporter_free(reporter);
    if (!run->options.quiet)
        cli_fail(run, "%zu %s in the rules; nothing was checked", counts.error,
                 counts.error == 1 ? "error" : "errors");
    cli_raise(run, CLI_FAILED);
}

static ll_ruleset *load(cli *run, const cli_list *files, bool strict) {
    ll_rule_file *read = read_files(run, files);
    if (run->status == CLI_FAILED)
        return NULL;
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL;
    size_t problem_count = 0;
    ll_ruleset_options options = {.no_default_rules = run->options.no_default_rules,
                                  .strict = strict};
    ll_status status =
        ll_ruleset_new(&ruleset, read, files->count, &options, &problems, &problem_count);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    if (status == LL_OK)
        return ruleset;
    print_problems(run, problems, problem_count);
    ll_problems_free(problems, problem_count);
    return NULL;
}

static void add_places(cli *run, cli_list *files, const cli_list *places) {
    for (uint32_t i = 0; i < places->count; i++)
        add_place(run, files, places->items[i]);
}

ll_ruleset *cli_ruleset_load(cli *run) {
    cli_list files = {.items = NULL};
    add_places(run, &files, &run->options.rules);
    return load(run, &files, false);
}

ll_ruleset *cli_ruleset_load_tests(cli *run, cli_list *files) {
    cli_list all = {.items = NULL};
    add_places(run, files, &run->options.arguments);
    add_places(run, &all, &run->options.rules);
    for (uint32_t i = 0; i < files->count; i++)
        add_file(run, &all, files->items[i]);
    return load(run, &all, true);
}

size_t cli_ruleset_find(cli *run, const ll_ruleset *ruleset, const char *id) {
    const char *suggestion = NULL;
    size_t index = ll_ruleset_find(ruleset, id, &suggestion);
    if (index == SIZE_MAX)
        cli_fail(run, "there is no rule '%s'%s", id, cli_did_you_mean(run, suggestion));
    return index;
}

static bool profile_exists(cli *run, const ll_ruleset *ruleset, ll_str name) {
    size_t count = ll_ruleset_profile_count(ruleset);
    const char **names = ll_arena_array(run->arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = ll_ruleset_profile(ruleset, i).name;
        if (ll_str_is(name, names[i]))
            return true;
    }
    const char *wanted = ll_str_copy(run->arena, name);
    cli_fail(run, "there is no profile '%s'%s", wanted,
             cli_did_you_mean(run, ll_suggest(wanted, names, count)));
    return false;
}

bool cli_profiles_exist(cli *run, const ll_ruleset *ruleset) {
    bool all = true;
    for (const char *name = run->options.profile; name && *name;) {
        size_t length = strcspn(name, ",");
        ll_str trimmed = ll_str_trim((ll_str){name, (uint32_t)length});
        if (trimmed.length > 0)
            all = profile_exists(run, ruleset, trimmed) && all;
        name += length + (name[length] == ',');
    }
    return all;
}
