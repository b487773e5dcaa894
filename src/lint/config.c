/* Configurations for the public API: the lists that a front end needs before it can load rules, and
 * what is set for a letter in the end. */
#include "lint/result.h"

#include "rule/config.h"
#include "rule/settings.h"
#include "rule/value.h"

#include <stdlib.h>
#include <string.h>

/* --- Lists ---------------------------------------------------------------------------------- */

typedef struct text_list {
    const char **items;
    size_t count;
} text_list;

struct ll_config_lists {
    ll_result *owner; /* its arena holds the texts; its diagnostics what is wrong */
    text_list lists[LL_CONFIG_LIST_COUNT];
};

static const char *const list_keys[] = {[LL_CONFIG_EXTENDS] = "extends",
                                        [LL_CONFIG_RULE_FILES] = "rule-files",
                                        [LL_CONFIG_IGNORE] = "ignore",
                                        [LL_CONFIG_EXTENSIONS] = "extensions"};

static void fill_list(text_list *out, const ll_rule_reader *reader, const ll_yaml_node *root,
                      const char *key) {
    uint32_t count;
    const ll_str *texts = ll_config_texts(&count, reader, root, key);
    out->items = ll_arena_array(reader->arena, count, sizeof *out->items);
    for (; out->count < count; out->count++)
        out->items[out->count] = ll_str_copy(reader->arena, texts[out->count]);
}

/* Runs under the guard of the owner's arena. */
static void fill_lists(ll_config_lists *lists, const ll_config_file *file) {
    ll_result *owner = lists->owner;
    ll_error error;
    const ll_yaml_node *root;
    const char *path = ll_arena_copy(owner->arena, file->path, strlen(file->path));
    bool readable = ll_source_check(file->text, file->length, &error);
    const char *text = ll_arena_copy(owner->arena, file->text, readable ? file->length : 0);
    ll_source_init(&owner->source, owner->arena, path,
                   (ll_str){text, readable ? (uint32_t)file->length : 0});
    if (!readable) {
        ll_problem(&owner->diagnostics, (ll_span){0, 0}, ll_rule_file_problem, "", "%s",
                   ll_format(owner->arena, "%s", error.message));
        return;
    }
    ll_span whole = {0, owner->source.text.length};
    ll_rule_reader reader = {.arena = owner->arena, .file = path, .problems = &owner->diagnostics};
    if (!ll_yaml_parse(&root, owner->arena, &owner->source, whole, &owner->diagnostics) ||
        !ll_rule_expect(&reader, root, LL_YAML_MAPPING, "a configuration"))
        return;
    for (size_t i = 0; i < LL_CONFIG_LIST_COUNT; i++)
        fill_list(&lists->lists[i], &reader, root, list_keys[i]);
}

ll_status ll_config_lists_new(ll_config_lists **out, const ll_config_file *file,
                              ll_result **problem) {
    ll_result *owner = ll_result_new(0);
    if (!owner)
        return LL_NOMEM;
    if (setjmp(*ll_arena_guard(owner->arena))) {
        ll_result_free(owner);
        return LL_NOMEM;
    }
    ll_config_lists *lists = ll_arena_alloc(owner->arena, sizeof *lists);
    lists->owner = owner;
    fill_lists(lists, file);
    if (owner->diagnostics.count == 0) {
        *out = lists;
        return LL_OK;
    }
    ll_diagnostics_sort(&owner->diagnostics);
    if (problem)
        *problem = owner;
    else
        ll_result_free(owner);
    return LL_INVALID;
}

const char *const *ll_config_lists_get(const ll_config_lists *lists, ll_config_list which,
                                       size_t *count) {
    *count = lists->lists[which].count;
    return lists->lists[which].items;
}

void ll_config_lists_free(ll_config_lists *lists) {
    if (lists)
        ll_result_free(lists->owner);
}

/* --- Settings ------------------------------------------------------------------------------- */

typedef struct setting_list {
    ll_result *result;
    const ll_ruleset *ruleset;
    void (*seen)(void *user, const ll_setting_row *row);
    void *user;
} setting_list;

/* Names the change that set something: a profile, or a line of a configuration. */
static void set_origin(ll_setting_row *row, const setting_list *list,
                       const ll_profile_change *from) {
    row->from = "default";
    if (!from)
        return;
    ll_arena *arena = list->result->arena;
    if (from->profile->name.length > 0) {
        row->from = ll_format(arena, "profile %s", ll_str_copy(arena, from->profile->name));
        return;
    }
    row->from = from->profile->file;
    for (uint32_t i = 0; i < list->ruleset->file_count; i++)
        if (list->ruleset->files[i].source.path == from->profile->file)
            row->line =
                ll_source_position(&list->ruleset->files[i].source, from->id->span.start).line;
}

static const char *value_text(ll_arena *arena, const ll_value *value) {
    ll_buf text = ll_buf_on(arena);
    ll_value_print(&text, *value);
    return ll_buf_text(&text);
}

static void list_rule(const setting_list *list, const ll_rule *rule, const ll_setting *setting) {
    ll_arena *arena = list->result->arena;
    const char *id = ll_str_copy(arena, rule->id);
    ll_setting_row row = {.rule = id, .key = "level"};
    row.value = setting->on ? ll_level_name(setting->level) : "off";
    set_origin(&row, list,
               setting->on && setting->level_from ? setting->level_from : setting->on_from);
    list->seen(list->user, &row);
    for (uint32_t i = 0; i < rule->params.count; i++) {
        ll_setting_row param = {.rule = id,
                                .key = ll_str_copy(arena, rule->params.items[i].name),
                                .value = value_text(arena, &setting->params.items[i].value)};
        set_origin(&param, list, setting->params_from ? setting->params_from[i] : NULL);
        list->seen(list->user, &param);
    }
}

static void list_settings(const setting_list *list, const ll_lint_options *options,
                          char **profiles) {
    const ll_letter *letter = &list->result->letter;
    ll_str given = options->profiles ? ll_str_of(options->profiles) : (ll_str){"", 0};
    ll_settings settings =
        ll_settings_for(list->ruleset, letter, given, options->path, &list->result->diagnostics);
    for (uint32_t i = 0; i < list->ruleset->rule_count; i++) {
        ll_setting setting = ll_settings_of(&settings, list->ruleset, i);
        list_rule(list, &list->ruleset->rules[i], &setting);
    }
    if (profiles)
        *profiles = strndup(settings.profiles.data, settings.profiles.length);
}

ll_status ll_settings_list(const ll_ruleset *ruleset, const char *text, size_t length,
                           const ll_lint_options *options,
                           void (*seen)(void *user, const ll_setting_row *row), void *user,
                           char **profiles, ll_error *error) {
    ll_lint_options outline = options ? *options : (ll_lint_options){.max_size = 0};
    setting_list list = {.ruleset = ruleset, .seen = seen, .user = user};
    outline.outline_only = true;
    ll_status status = ll_lint(&list.result, ruleset, text, length, &outline, error);
    if (status != LL_OK)
        return status;
    if (setjmp(*ll_arena_guard(list.result->arena))) {
        ll_result_free(list.result);
        return LL_NOMEM;
    }
    list_settings(&list, &outline, profiles);
    ll_result_free(list.result);
    return profiles && !*profiles ? LL_NOMEM : LL_OK;
}
