/* Rulesets for the public API: the shipped files and the caller's, copied into one arena, compiled,
 * and described to whoever lists or explains them. */
#include "lint/kept.h"
#include "lint/result.h"
#include "lint/shipped.h"
#include "rule/frozen.h"

#include <stdlib.h>
#include <string.h>

static bool is_language(const char *path) {
    return strncmp(path, "lang/", 5) == 0;
}

/* Indexes a copy of a file's text; a text that is not UTF-8 becomes a problem of the file. */
static void set_source(ll_ruleset_file *file, ll_arena *arena, const char *path_given,
                       const char *text_given, size_t length) {
    ll_error error;
    const char *path = ll_arena_copy(arena, path_given, strlen(path_given));
    file->problems.arena = arena;
    if (ll_source_check(text_given, length, &error)) {
        const char *text = ll_arena_copy(arena, text_given, length);
        ll_source_init(&file->source, arena, path, (ll_str){text, (uint32_t)length});
        return;
    }
    ll_source_init(&file->source, arena, path, (ll_str){"", 0});
    ll_problem(&file->problems, (ll_span){0, 0}, "rule-file", "", "%s",
               ll_format(arena, "%s", error.message));
}

static void set_rule_file(ll_ruleset_file *file, ll_arena *arena, const ll_rule_file *given) {
    set_source(file, arena, given->path, given->text, given->length);
}

static void set_config(ll_ruleset_file *file, ll_arena *arena, const ll_config_file *given) {
    file->is_config = true;
    file->directory = ll_arena_copy(arena, given->directory, strlen(given->directory));
    set_source(file, arena, given->path, given->text, given->length);
}

static void collect_files(ll_ruleset *ruleset, ll_ruleset_file *language, const ll_rule_file *files,
                          size_t count, const ll_ruleset_options *options) {
    ruleset->files =
        ll_arena_array(ruleset->arena, ll_shipped_file_count + count + options->config_count,
                       sizeof *ruleset->files);
    for (size_t i = 0; i < ll_shipped_file_count; i++) {
        if (is_language(ll_shipped_files[i].path))
            set_rule_file(language, ruleset->arena, &ll_shipped_files[i]);
        else if (!options->no_default_rules) {
            ruleset->files[ruleset->file_count].shipped = true;
            set_rule_file(&ruleset->files[ruleset->file_count++], ruleset->arena,
                          &ll_shipped_files[i]);
        }
    }
    for (size_t i = 0; i < count; i++)
        set_rule_file(&ruleset->files[ruleset->file_count++], ruleset->arena, &files[i]);
    for (size_t i = 0; i < options->config_count; i++)
        set_config(&ruleset->files[ruleset->file_count++], ruleset->arena, &options->configs[i]);
}

/* --- Problems ------------------------------------------------------------------------------- */

/* Copies a file's text and problems into a result, under the guard of its arena. */
static void copy_problems(ll_result *result, const ll_ruleset_file *file) {
    ll_arena *arena = result->arena;
    const char *path = ll_str_copy(arena, ll_str_of(file->source.path));
    const char *text = ll_str_copy(arena, file->source.text);
    ll_source_init(&result->source, arena, path, (ll_str){text, file->source.text.length});
    for (uint32_t i = 0; i < file->problems.count; i++) {
        ll_diagnostic copy = file->problems.items[i];
        copy.rule = ll_str_copy(arena, ll_str_of(copy.rule));
        copy.message = ll_str_copy(arena, ll_str_of(copy.message));
        copy.advice = ll_str_copy(arena, ll_str_of(copy.advice));
        ll_diagnostics_add(&result->diagnostics, &copy);
    }
    ll_diagnostics_sort(&result->diagnostics);
}

/* The problems of one file as a result of its own, or NULL when out of memory. */
static ll_result *problem_result(const ll_ruleset_file *file) {
    ll_result *result = ll_result_new(0);
    if (!result)
        return NULL;
    if (setjmp(*ll_arena_guard(result->arena))) {
        ll_result_free(result);
        return NULL;
    }
    copy_problems(result, file);
    return result;
}

void ll_problems_free(ll_result **problems, size_t count) {
    for (size_t i = 0; problems && i < count; i++)
        ll_result_free(problems[i]);
    free(problems);
}

static size_t count_faulty(const ll_ruleset *ruleset, const ll_ruleset_file *language) {
    size_t count = language->problems.count > 0;
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        count += ruleset->files[i].problems.count > 0;
    return count;
}

static ll_status give_problems(const ll_ruleset *ruleset, const ll_ruleset_file *language,
                               ll_result ***problems, size_t *problem_count) {
    size_t count = count_faulty(ruleset, language), used = 0;
    if (!problems)
        return LL_INVALID;
    ll_result **list = calloc(count ? count : 1, sizeof *list);
    bool good = list != NULL;
    if (good && language->problems.count > 0)
        good = (list[used++] = problem_result(language)) != NULL;
    for (uint32_t i = 0; good && i < ruleset->file_count; i++)
        if (ruleset->files[i].problems.count > 0)
            good = (list[used++] = problem_result(&ruleset->files[i])) != NULL;
    if (!good) {
        ll_problems_free(list, used);
        return LL_NOMEM;
    }
    *problems = list;
    *problem_count = count;
    return LL_INVALID;
}

/* --- From the pack -------------------------------------------------------------------------- */

/* Whether nothing but what is shipped is asked for, and not to be checked again: then the frozen
 * ruleset serves. */
static bool is_shipped_alone(size_t file_count, const ll_ruleset_options *options) {
    return ll_shipped_pack_size > 0 && file_count == 0 && !options->strict;
}

static ll_ruleset *thaw_shipped(ll_arena *arena) {
    ll_str image = {ll_shipped_pack, (uint32_t)ll_shipped_pack_size};
    return ll_ruleset_thaw(arena, image);
}

/* Lays the configurations over a ruleset; false where that cannot be done. */
static bool configure(ll_ruleset *ruleset, const ll_ruleset_options *options) {
    ruleset->files = ll_arena_array(ruleset->arena, options->config_count, sizeof *ruleset->files);
    for (size_t i = 0; i < options->config_count; i++)
        set_config(&ruleset->files[ruleset->file_count++], ruleset->arena, &options->configs[i]);
    return ll_ruleset_configure(ruleset);
}

/* The frozen ruleset with the configurations laid over it, or NULL where that cannot be done. */
static ll_ruleset *thaw(ll_arena *arena, const ll_ruleset_options *options) {
    ll_ruleset *ruleset = thaw_shipped(arena);
    if (!ruleset)
        return NULL;
    if (options->no_default_rules)
        ll_ruleset_forget_rules(ruleset);
    return configure(ruleset, options) ? ruleset : NULL;
}

/* --- From a store --------------------------------------------------------------------------- */

/* Where the ruleset may be kept, or NULL. */
static const ll_ruleset_store *store_of(const ll_ruleset_options *options) {
    return ll_shipped_pack_size > 0 && !options->strict ? options->store : NULL;
}

/* What is kept under the key, made fit for use; NULL where that is nothing, or not to be used. */
static ll_ruleset *recall(ll_arena *arena, const ll_kept_key *key,
                          const ll_ruleset_options *options) {
    const ll_ruleset_store *store = options->store;
    const char *bytes;
    size_t length;
    if (!store->get(store->user, key->name, &bytes, &length))
        return NULL;
    ll_str image = ll_kept_read(arena, key, bytes, length);
    ll_ruleset *shipped = image.data ? thaw_shipped(arena) : NULL;
    ll_ruleset *ruleset = shipped ? ll_ruleset_thaw_own(arena, image, shipped) : NULL;
    bool good = ruleset && configure(ruleset, options) && !ll_ruleset_has_problems(ruleset);
    return good ? ruleset : NULL;
}

/* The image is made in an arena of its own, to be freed at once. Without memory for it nothing is
 * kept. */
static void keep(const ll_ruleset *ruleset, const ll_kept_key *key, const ll_ruleset_store *store) {
    ll_arena *scratch = ll_arena_new(0);
    if (!scratch)
        return;
    if (setjmp(*ll_arena_guard(scratch)) == 0) {
        ll_str image = ll_ruleset_freeze_own(scratch, ruleset);
        ll_str bytes = ll_kept_write(scratch, key, image);
        store->put(store->user, key->name, bytes.data, bytes.length);
    }
    ll_arena_free(scratch);
}

/* --- The public calls ----------------------------------------------------------------------- */

/* Reads all the files. */
static ll_status read_all(ll_arena *arena, ll_ruleset **out, const ll_rule_file *files,
                          size_t count, const ll_ruleset_options *options, ll_result ***problems,
                          size_t *problem_count) {
    ll_ruleset_file *language = ll_arena_alloc(arena, sizeof *language);
    ll_ruleset *ruleset = ll_arena_alloc(arena, sizeof *ruleset);
    ruleset->arena = arena;
    collect_files(ruleset, language, files, count, options);
    if (!ll_ruleset_compile(ruleset, language, options->strict))
        return give_problems(ruleset, language, problems, problem_count);
    *out = ruleset;
    return LL_OK;
}

static ll_status compile(ll_arena *arena, ll_ruleset **out, const ll_rule_file *files, size_t count,
                         const ll_ruleset_options *options, ll_result ***problems,
                         size_t *problem_count) {
    static const ll_ruleset_file no_language = {.is_config = false};
    const ll_ruleset_store *store = store_of(options);
    ll_ruleset *ruleset = is_shipped_alone(count, options) ? thaw(arena, options) : NULL;
    ll_kept_key key;
    if (ruleset && ll_ruleset_has_problems(ruleset))
        return give_problems(ruleset, &no_language, problems, problem_count);
    if (!ruleset && store) {
        ll_kept_key_make(&key, arena, files, count, options);
        ruleset = recall(arena, &key, options);
    }
    if (ruleset) {
        *out = ruleset;
        return LL_OK;
    }
    ll_status status = read_all(arena, out, files, count, options, problems, problem_count);
    if (status == LL_OK && store)
        keep(*out, &key, store);
    return status;
}

ll_status ll_ruleset_new(ll_ruleset **out, const ll_rule_file *files, size_t count,
                         const ll_ruleset_options *options, ll_result ***problems,
                         size_t *problem_count) {
    static const ll_ruleset_options defaults = {.strict = false};
    ll_arena *arena = ll_arena_new(0);
    if (!arena)
        return LL_NOMEM;
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return LL_NOMEM;
    }
    ll_status status =
        compile(arena, out, files, count, options ? options : &defaults, problems, problem_count);
    if (status != LL_OK)
        ll_arena_free(arena);
    return status;
}

void ll_ruleset_free(ll_ruleset *ruleset) {
    if (ruleset)
        ll_arena_free(ruleset->arena);
}

size_t ll_ruleset_rule_count(const ll_ruleset *ruleset) {
    return ruleset->rule_count;
}

/* The first test of a kind, or "". A letter's marks stay: they show the spot. */
static const char *example(const ll_rule *rule, bool bad) {
    for (uint32_t i = 0; i < rule->test_count; i++)
        if (rule->tests[i].bad == bad)
            return rule->tests[i].text.data;
    return "";
}

static const char *or_empty(ll_str text) {
    return text.data ? text.data : "";
}

ll_rule_info ll_ruleset_rule(const ll_ruleset *ruleset, size_t index) {
    const ll_rule *rule = &ruleset->rules[index];
    return (ll_rule_info){.id = rule->id.data,
                          .file = rule->file,
                          .scope = rule->scope_text,
                          .message = or_empty(rule->message.source),
                          .advice = or_empty(rule->advice.source),
                          .why = or_empty(rule->why),
                          .bad = example(rule, true),
                          .good = example(rule, false),
                          .sources = rule->sources,
                          .source_count = rule->source_count,
                          .level = rule->level,
                          .off = rule->off};
}

size_t ll_ruleset_profile_count(const ll_ruleset *ruleset) {
    return ruleset->profile_count;
}

ll_profile_info ll_ruleset_profile(const ll_ruleset *ruleset, size_t index) {
    const ll_profile *profile = &ruleset->profiles[index];
    return (ll_profile_info){.name = profile->name.data, .about = or_empty(profile->about)};
}

size_t ll_ruleset_find(const ll_ruleset *ruleset, const char *id, const char **suggestion) {
    uint32_t index = ll_ruleset_index(ruleset, ll_str_of(id));
    if (index < ruleset->rule_count)
        return index;
    if (!suggestion)
        return SIZE_MAX;
    const char **ids = calloc(ruleset->rule_count ? ruleset->rule_count : 1, sizeof *ids);
    *suggestion = NULL;
    for (uint32_t i = 0; ids && i < ruleset->rule_count; i++)
        ids[i] = ruleset->rules[i].id.data;
    if (ids)
        *suggestion = ll_suggest(id, ids, ruleset->rule_count);
    free(ids);
    return SIZE_MAX;
}
