/* The rules of a run: files and directories from the command line and from configurations, beside
 * the shipped ones. Mistakes in them are printed as findings are, all of them, on standard error.
 */
#include "cli/cache.h"
#include "cli/config.h"
#include "cli/path.h"
#include "cli/progress.h"

#include "base/file.h"
#include "base/utf8.h"

#include <string.h>
#include <unistd.h>

/* --- Files ---------------------------------------------------------------------------------- */

/* Rule files in the making. A file named twice, by whichever name, is loaded once. */
typedef struct file_list {
    cli_list *files;
    ll_index known;
    bool failed, silent;
} file_list;

static file_list file_list_on(cli *run, cli_list *files) {
    return (file_list){.files = files, .known = {.arena = run->arena}};
}

static void fail(cli *run, file_list *list, const char *place, const char *problem) {
    list->failed = true;
    if (!list->silent)
        cli_fail(run, "%s: %s", place, problem);
}

static void add_file(cli *run, file_list *list, const char *path) {
    ll_str absolute = ll_str_of(cli_path_absolute(run->arena, path));
    if (ll_index_find(&list->known, absolute) != UINT32_MAX)
        return;
    ll_index_add(&list->known, absolute, 0);
    cli_list_add(list->files, run->arena, path);
}

/* Expands directories; says what cannot be read and goes on, so that all is said at once. */
static void add_place(cli *run, file_list *list, const char *place) {
    const char *const *paths = &place;
    const char *problem = NULL;
    size_t count = 1;
    if (*place == '\0') {
        cli_fail(run, "an empty name is no file");
        list->failed = true;
        return;
    }
    if (ll_file_is_directory(place)) {
        /* Language data ends in .yaml too, but holds no rule. */
        if (!ll_file_list(&paths, &count, run->arena, place, ".yaml", "lang", &problem))
            fail(run, list, place, problem);
        else if (count == 0)
            fail(run, list, place, "there is no rule file (*.yaml) in this directory");
    }
    for (size_t i = 0; !problem && i < count; i++)
        add_file(run, list, paths[i]);
}

static void add_places(cli *run, file_list *list, const cli_list *places) {
    for (uint32_t i = 0; i < places->count; i++)
        add_place(run, list, places->items[i]);
}

static void add_config_places(cli *run, file_list *list, const cli_config *config) {
    for (uint32_t i = 0; config && i < config->rule_files.count; i++)
        add_place(run, list, cli_path_shown(run->arena, config->rule_files.items[i]));
}

static ll_rule_file *read_files(cli *run, file_list *list) {
    const cli_list *files = list->files;
    ll_rule_file *read = ll_arena_array(run->arena, files->count, sizeof *read);
    for (uint32_t i = 0; i < files->count; i++) {
        const char *path = files->items[i], *problem;
        ll_str text;
        if (ll_file_read(&text, run->arena, path, 0, &problem))
            read[i] = (ll_rule_file){.path = path, .text = text.data, .length = text.length};
        else
            fail(run, list, path, problem);
    }
    return list->failed ? NULL : read;
}

bool cli_is_rule_file(cli *run, const char *path) {
    cli_list files = {.items = NULL};
    file_list list = file_list_on(run, &files);
    list.silent = true; /* what cannot be read is said when it is wanted */
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++)
        add_config_places(run, &list, run->configs->items[i]);
    add_places(run, &list, &run->options.rules);
    for (uint32_t i = 0; i < files.count; i++)
        if (cli_is_same_file(path, files.items[i]))
            return true;
    return false;
}

/* --- Mistakes ------------------------------------------------------------------------------- */

static bool write_stderr(void *user, const char *data, size_t length) {
    ll_writer *writer = user;
    ll_writer_add(writer, data, length);
    return ll_writer_flush(writer);
}

static bool was_said(cli *run, const char *path) {
    run->problems_said.arena = run->arena;
    if (ll_index_find(&run->problems_said, ll_str_of(path)) != UINT32_MAX)
        return true;
    ll_index_add(&run->problems_said, ll_str_of(ll_arena_copy(run->arena, path, strlen(path))), 0);
    return false;
}

size_t cli_problems_print(cli *run, ll_result **problems, size_t count) {
    ll_report_options options = {.format = "text",
                                 .color = cli_wants_color(run, NULL, STDERR_FILENO),
                                 .quiet = run->options.quiet};
    ll_writer writer;
    ll_reporter *reporter;
    size_t errors = 0;
    cli_progress_hide(run->progress);
    cli_stderr(&writer);
    ll_sink sink = {.write = write_stderr, .user = &writer};
    if (ll_reporter_new(&reporter, &options, &sink) != LL_OK)
        ll_arena_fail(run->arena);
    for (size_t i = 0; i < count; i++) {
        errors += ll_result_counts(problems[i]).error;
        if (!was_said(run, ll_result_path(problems[i])))
            ll_reporter_file(reporter, ll_result_path(problems[i]), problems[i]);
    }
    ll_reporter_finish(reporter, NULL);
    ll_reporter_free(reporter);
    return errors;
}

/* "in the rules", or where else the mistakes may be. */
static const char *place_of(cli *run, const cli_config *config) {
    if (config && config->path)
        return ll_format(run->arena, "in the rules and the configuration %s",
                         cli_config_shown(run, config));
    return config && config->count > 0 ? "in the rules and --set" : "in the rules";
}

/* What the mistakes of a configuration keep from being done. */
static const char *loss_of(cli *run, const cli_config *config) {
    for (uint32_t i = 0; config && i < run->letter_count; i++)
        if (run->letters[i].config != config)
            return "its letters were not checked";
    return "nothing was checked";
}

/* --- Loading -------------------------------------------------------------------------------- */

static ll_ruleset *load(cli *run, file_list *list, const cli_config *config, bool strict) {
    if (list->failed)
        return NULL;
    ll_rule_file *read = read_files(run, list);
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL;
    size_t problem_count = 0;
    cli_cache cache;
    ll_ruleset_options options = {.no_default_rules = run->options.no_default_rules,
                                  .strict = strict,
                                  .store = cli_cache_open(&cache, run),
                                  .configs = config ? config->files : NULL,
                                  .config_count = config ? config->count : 0};
    if (!read)
        return NULL;
    ll_status status =
        ll_ruleset_new(&ruleset, read, list->files->count, &options, &problems, &problem_count);
    cli_cache_clear(&cache);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    if (status == LL_OK)
        return ruleset;
    size_t errors = cli_problems_print(run, problems, problem_count);
    ll_problems_free(problems, problem_count);
    cli_raise(run, CLI_FAILED);
    if (!run->options.quiet)
        cli_fail(run, "%zu %s %s; %s", errors, errors == 1 ? "error" : "errors",
                 place_of(run, config), loss_of(run, config));
    return NULL;
}

static ll_ruleset *load_for(cli *run, const cli_config *config) {
    cli_list files = {.items = NULL};
    file_list list = file_list_on(run, &files);
    if (config && config->failed) {
        cli_fail(run, "the configuration %s cannot be used; %s", cli_config_shown(run, config),
                 loss_of(run, config));
        return NULL;
    }
    add_config_places(run, &list, config);
    add_places(run, &list, &run->options.rules);
    return load(run, &list, config, false);
}

ll_ruleset *cli_ruleset_load(cli *run) {
    return load_for(run, cli_config_for(run, cli_path_absolute(run->arena, ".")));
}

ll_ruleset *cli_ruleset_load_tests(cli *run, cli_list *files) {
    cli_list all = {.items = NULL};
    file_list tested = file_list_on(run, files), list = file_list_on(run, &all);
    add_places(run, &tested, &run->options.arguments);
    add_places(run, &list, &run->options.rules);
    for (uint32_t i = 0; i < files->count; i++)
        add_file(run, &list, files->items[i]);
    return tested.failed ? NULL : load(run, &list, NULL, true);
}

/* --- The rules of many configurations ------------------------------------------------------- */

void cli_ruleset_release(void *user) {
    cli_config *config = user;
    ll_ruleset_free(config->ruleset);
    config->ruleset = NULL;
}

ll_ruleset *cli_ruleset_of(cli *run, cli_config *config) {
    if (config->tried)
        return config->ruleset;
    config->tried = true;
    config->ruleset = load_for(run, config);
    return config->ruleset;
}

void cli_ruleset_done(cli_config *config) {
    if (config->letters > 0 && --config->letters == 0 && !config->describes)
        cli_ruleset_release(config);
}

/* A configuration that is none: rules that are there to be described, or for an outline. */
static cli_config *invent(cli *run, ll_ruleset *ruleset) {
    cli_config *config = ll_arena_alloc(run->arena, sizeof *config);
    *config = (cli_config){.tried = true, .describes = true, .ruleset = ruleset};
    ll_arena_defer(run->arena, cli_ruleset_release, config);
    return config;
}

/* All rules of all configurations, none of them set: what a report may have to explain. Where two
 * have different rules of one name, or one is wrong, there is no such thing. */
static ll_ruleset *load_union(cli *run) {
    cli_list files = {.items = NULL};
    file_list list = file_list_on(run, &files);
    cli_cache cache;
    ll_ruleset_options options = {.no_default_rules = run->options.no_default_rules,
                                  .store = cli_cache_open(&cache, run)};
    ll_ruleset *ruleset = NULL;
    list.silent = true;
    for (uint32_t i = 0; i < run->configs->count; i++)
        if (run->configs->items[i]->letters > 0)
            add_config_places(run, &list, run->configs->items[i]);
    add_places(run, &list, &run->options.rules);
    ll_rule_file *read = read_files(run, &list);
    ll_status status =
        read ? ll_ruleset_new(&ruleset, read, files.count, &options, NULL, NULL) : LL_INVALID;
    cli_cache_clear(&cache);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    return ruleset ? invent(run, ruleset)->ruleset : NULL;
}

/* An outline asks no rule, so no configuration either. */
static ll_ruleset *load_bare(cli *run) {
    run->options.no_default_rules = true;
    ll_ruleset *ruleset = load_for(run, NULL);
    cli_config *bare = ruleset ? invent(run, ruleset) : NULL;
    for (uint32_t i = 0; bare && i < run->letter_count; i++)
        run->letters[i].config = bare;
    return ruleset;
}

static void count_letters(cli *run) {
    for (uint32_t i = 0; i < run->letter_count; i++)
        run->letters[i].config->letters++;
}

/* The rules of the first configuration that has any, to describe those of all. */
static ll_ruleset *load_first(cli *run) {
    ll_ruleset *ruleset = NULL;
    for (uint32_t i = 0; i < run->letter_count && !ruleset; i++) {
        run->letters[i].config->describes = true;
        ruleset = cli_ruleset_of(run, run->letters[i].config);
    }
    return ruleset;
}

ll_ruleset *cli_rulesets_load(cli *run, bool outline) {
    if (outline)
        return load_bare(run);
    if (run->letter_count == 0)
        return cli_ruleset_of(run, cli_config_for(run, cli_path_absolute(run->arena, ".")));
    count_letters(run);
    bool one = run->letters[0].config->letters == run->letter_count;
    ll_ruleset *all = one ? NULL : load_union(run);
    return all ? all : load_first(run);
}

/* --- Names ---------------------------------------------------------------------------------- */

size_t cli_ruleset_find(cli *run, const ll_ruleset *ruleset, const char *id) {
    const char *suggestion = NULL;
    size_t index = ll_ruleset_find(ruleset, id, &suggestion);
    if (index == SIZE_MAX)
        cli_fail(run, "there is no rule '%s'%s", id, cli_did_you_mean(run, suggestion));
    return index;
}

/* NULL where there is such a profile, else what is wrong. */
static const char *profile_problem(ll_arena *arena, const ll_ruleset *ruleset, ll_str name) {
    enum { LONGEST_SHOWN = 100 };
    size_t count = ll_ruleset_profile_count(ruleset);
    const char **names = ll_arena_array(arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = ll_ruleset_profile(ruleset, i).name;
        if (ll_str_is(name, names[i]))
            return NULL;
    }
    uint32_t shown = ll_utf8_cut(name.data, name.length, LONGEST_SHOWN);
    const char *wanted = ll_str_copy(arena, ll_str_slice(name, 0, shown));
    const char *meant = ll_suggest(wanted, names, count);
    if (!meant)
        return ll_format(
            arena, "there is no profile '%s'; 'letterlint profiles' names those there are", wanted);
    return ll_format(arena, "there is no profile '%s'; did you mean '%s'?", wanted, meant);
}

const char *cli_profiles_problem(ll_arena *arena, const ll_ruleset *ruleset, const char *names) {
    const char *problem = NULL;
    while (!problem && *names) {
        size_t length = strcspn(names, ",");
        ll_str name = ll_str_trim((ll_str){names, (uint32_t)length});
        if (name.length > 0)
            problem = profile_problem(arena, ruleset, name);
        names += length + (names[length] == ',');
    }
    return problem;
}

const char *cli_meta_profiles(const ll_meta *meta, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ll_str_equal_nocase(ll_str_of(meta[i].key), ll_str_of("profile")))
            return meta[i].value;
    return "";
}

bool cli_profiles_exist(cli *run, const ll_ruleset *ruleset) {
    const cli_options *given = &run->options;
    const char *names = given->profile;
    if (!names || !*names)
        names = cli_meta_profiles(given->meta, given->meta_count);
    const char *problem = cli_profiles_problem(run->arena, ruleset, names);
    if (problem)
        cli_fail(run, "%s", problem);
    return !problem;
}
