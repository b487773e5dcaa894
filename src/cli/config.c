/* Finding and reading configurations; see config.h. What they say of rules is the library's to
 * read; here is only what they say of other files. */
#include "cli/config.h"

#include "base/file.h"
#include "cli/path.h"

#include <string.h>
#include <sys/stat.h>

const char cli_config_name[] = ".letterlint.yaml";

enum { LARGEST = 1024 * 1024, DEEPEST = 32 };

static const char *const usual_extensions[] = {".md", ".markdown"};

/* A configuration that is being read, and the one that extends it. */
typedef struct chain_link {
    const char *path;
    const struct chain_link *by;
    uint32_t depth;
} chain_link;

typedef struct loading {
    cli *run;
    cli_config *config;
    ll_index done; /* what two of the chain extend is read once, where it is first wanted */
} loading;

/* " (extended by b.yaml, extended by a.yaml)", or "". */
static const char *chain_of(cli *run, const chain_link *at) {
    ll_buf text = ll_buf_on(run->arena);
    for (const chain_link *by = at->by; by; by = by->by)
        ll_buf_printf(&text, "%sextended by %s", by == at->by ? " (" : ", ",
                      cli_path_shown(run->arena, by->path));
    if (at->by)
        ll_buf_putc(&text, ')');
    return ll_buf_text(&text);
}

static bool fail(const loading *l, const chain_link *at, const char *problem) {
    cli_fail(l->run, "%s: %s%s", cli_path_shown(l->run->arena, at->path), problem,
             chain_of(l->run, at));
    return false;
}

/* --- One file ------------------------------------------------------------------------------- */

/* A pipe is read only where it was asked for: one that was found would be waited for forever. */
static bool is_readable_kind(const chain_link *at, bool named, const char **problem) {
    struct stat info;
    *problem = "is not a file";
    return stat(at->path, &info) != 0 || S_ISREG(info.st_mode) || S_ISDIR(info.st_mode) ||
           (named && !at->by);
}

static bool read_file(const loading *l, const chain_link *at, ll_config_file *file) {
    ll_arena *arena = l->run->arena;
    const char *problem;
    ll_str text;
    if (!is_readable_kind(at, l->run->options.config != NULL, &problem) ||
        !ll_file_read(&text, arena, at->path, LARGEST, &problem))
        return fail(l, at, problem);
    *file = (ll_config_file){.path = cli_path_shown(arena, at->path),
                             .directory = cli_path_folder(arena, at->path),
                             .text = text.data,
                             .length = text.length};
    return true;
}

static bool read_lists(const loading *l, const chain_link *at, const ll_config_file *file,
                       ll_config_lists **lists) {
    cli *run = l->run;
    ll_result *problem = NULL;
    ll_status status = ll_config_lists_new(lists, file, &problem);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    if (status == LL_OK)
        return true;
    size_t count = cli_problems_print(run, &problem, 1);
    ll_result_free(problem);
    cli_raise(run, CLI_FAILED);
    if (!run->options.quiet)
        cli_fail(run, "%zu %s in the configuration %s%s", count, count == 1 ? "error" : "errors",
                 file->path, chain_of(run, at));
    return false;
}

static void add_file(const loading *l, const ll_config_file *file) {
    cli_config *config = l->config;
    config->files = ll_arena_grow(l->run->arena, config->files, &config->capacity,
                                  config->count + 1, sizeof *config->files);
    config->files[config->count++] = *file;
}

static const char *copy(cli *run, const char *text) {
    return ll_arena_copy(run->arena, text, strlen(text));
}

/* A later file's globs are asked first, its extensions take the place of earlier ones. */
static void add_lists(const loading *l, const ll_config_file *file, const ll_config_lists *lists) {
    cli *run = l->run;
    cli_config *config = l->config;
    size_t count;
    const char *const *texts = ll_config_lists_get(lists, LL_CONFIG_RULE_FILES, &count);
    for (size_t i = 0; i < count; i++)
        cli_list_add(&config->rule_files, run->arena,
                     cli_path_join(run->arena, file->directory, texts[i]));
    texts = ll_config_lists_get(lists, LL_CONFIG_IGNORE, &count);
    config->ignore =
        cli_ignore_list(run->arena, config->ignore, file->directory, file->path, texts, count);
    texts = ll_config_lists_get(lists, LL_CONFIG_EXTENSIONS, &count);
    if (count > 0)
        config->extensions.count = 0;
    for (size_t i = 0; i < count; i++)
        cli_list_add(&config->extensions, run->arena, copy(run, texts[i]));
}

/* --- What it extends ------------------------------------------------------------------------ */

static bool load_file(loading *l, const chain_link *at);

static bool is_cycle(const chain_link *at) {
    for (const chain_link *by = at->by; by; by = by->by)
        if (strcmp(by->path, at->path) == 0 || cli_is_same_file(by->path, at->path))
            return true;
    return false;
}

static bool load_extended(loading *l, const chain_link *at, const char *directory,
                          const ll_config_lists *lists) {
    size_t count;
    const char *const *texts = ll_config_lists_get(lists, LL_CONFIG_EXTENDS, &count);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        chain_link next = {.path = cli_path_join(l->run->arena, directory, texts[i]),
                           .by = at,
                           .depth = at->depth + 1};
        good = load_file(l, &next) && good;
    }
    return good;
}

/* Reads a file after those it extends, so that it wins over them. */
static bool load_file(loading *l, const chain_link *at) {
    ll_config_file file;
    ll_config_lists *lists;
    if (is_cycle(at))
        return fail(l, at, "extends itself");
    if (at->depth > DEEPEST)
        return fail(l, at,
                    ll_format(l->run->arena, "more than %d files extend each other", (int)DEEPEST));
    if (ll_index_find(&l->done, ll_str_of(at->path)) != UINT32_MAX)
        return true;
    if (!read_file(l, at, &file) || !read_lists(l, at, &file, &lists))
        return false;
    bool good = load_extended(l, at, file.directory, lists);
    ll_index_add(&l->done, ll_str_of(at->path), 0);
    add_file(l, &file);
    add_lists(l, &file, lists);
    ll_config_lists_free(lists);
    return good;
}

/* --- The command line ----------------------------------------------------------------------- */

static ll_str rule_of(const char *setting) {
    return (ll_str){setting, (uint32_t)strcspn(setting, "=")};
}

static bool is_set_again(const cli_list *settings, uint32_t index) {
    for (uint32_t i = index + 1; i < settings->count; i++)
        if (ll_str_equal(rule_of(settings->items[i]), rule_of(settings->items[index])))
            return true;
    return false;
}

/* --set as a configuration of its own, so that it means what a file would, and its mistakes are
 * shown the same way. */
static void add_settings(const loading *l) {
    const cli_list *settings = &l->run->options.settings;
    ll_buf text = ll_buf_on(l->run->arena);
    ll_buf_puts(&text, "rules:\n");
    for (uint32_t i = 0; i < settings->count; i++) {
        const char *item = settings->items[i];
        ll_str rule = rule_of(item);
        if (!is_set_again(settings, i))
            ll_buf_printf(&text, "  %.*s: %s\n", (int)rule.length, rule.data,
                          item + rule.length + 1);
    }
    if (settings->count > 0)
        add_file(l, &(ll_config_file){.path = "<command line>",
                                      .directory = "",
                                      .text = ll_buf_text(&text),
                                      .length = text.length});
}

static void add_extensions(const loading *l) {
    ll_arena *arena = l->run->arena;
    cli_list *list = &l->config->extensions;
    const cli_list *given = &l->run->options.extensions;
    bool none = list->count == 0;
    for (size_t i = 0; none && i < sizeof usual_extensions / sizeof *usual_extensions; i++)
        cli_list_add(list, arena, usual_extensions[i]);
    for (uint32_t i = 0; i < given->count; i++)
        cli_list_add(list, arena, given->items[i]);
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i][0] != '.')
            list->items[i] = ll_format(arena, ".%s", list->items[i]);
}

/* --- Finding -------------------------------------------------------------------------------- */

static uint32_t load(cli *run, const char *path) {
    struct cli_configs *configs = run->configs;
    loading l = {.run = run, .config = ll_arena_alloc(run->arena, sizeof *l.config)};
    chain_link at = {.path = path};
    l.done.arena = run->arena;
    l.config->path = path;
    /* Now, before there are helpers who use the rules, and not when they are loaded (window.h). */
    ll_arena_defer(run->arena, cli_ruleset_release, l.config);
    l.config->failed = path && !load_file(&l, &at);
    add_extensions(&l);
    add_settings(&l);
    configs->items = ll_arena_grow(run->arena, configs->items, &configs->capacity,
                                   configs->count + 1, sizeof *configs->items);
    configs->items[configs->count] = l.config;
    return configs->count++;
}

/* A name that is easily taken for the right one is said, once, lest it be wondered at. */
static void warn_of_yml(cli *run, const char *folder) {
    const char *path = cli_path_join(run->arena, folder, ".letterlint.yml");
    ll_index *said = &run->configs->yml_said;
    if (!cli_path_exists(path) || ll_index_find(said, ll_str_of(path)) != UINT32_MAX)
        return;
    ll_index_add(said, ll_str_of(path), 0);
    cli_warn("%s: is not read; a configuration is called %s", cli_path_shown(run->arena, path),
             cli_config_name);
}

/* The nearest configuration from the folder upward, or NULL. */
static const char *find(cli *run, const char *folder) {
    for (; folder; folder = cli_path_folder(run->arena, folder)) {
        const char *path = cli_path_join(run->arena, folder, cli_config_name);
        if (cli_path_exists(path))
            return path;
        warn_of_yml(run, folder);
    }
    return NULL;
}

static const char *wanted_path(cli *run, const char *folder) {
    if (run->options.config)
        return cli_path_absolute(run->arena, run->options.config);
    return run->options.isolated ? NULL : find(run, folder);
}

cli_config *cli_config_for(cli *run, const char *folder) {
    if (!run->configs) {
        run->configs = ll_arena_alloc(run->arena, sizeof *run->configs);
        run->configs->by_folder.arena = run->configs->by_path.arena = run->arena;
        run->configs->yml_said.arena = run->arena;
    }
    struct cli_configs *configs = run->configs;
    uint32_t index = ll_index_find(&configs->by_folder, ll_str_of(folder));
    if (index != UINT32_MAX)
        return configs->items[index];
    const char *path = wanted_path(run, folder);
    ll_str key = ll_str_of(path ? path : "(none)"); /* no absolute path is called so */
    index = ll_index_find(&configs->by_path, key);
    if (index == UINT32_MAX) {
        index = load(run, path);
        ll_index_add(&configs->by_path, key, index);
    }
    ll_index_add(&configs->by_folder, ll_str_of(folder), index);
    return configs->items[index];
}

const char *cli_config_shown(cli *run, const cli_config *config) {
    return config->path ? cli_path_shown(run->arena, config->path) : "";
}
