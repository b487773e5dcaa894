/* Reading and applying profiles; see profile.h. */
#include "rule/profile.h"

/* --- Reading -------------------------------------------------------------------------------- */

static bool known_word(ll_profile_change *change, ll_str word) {
    static const struct {
        const char *name;
        bool on, has_level;
        ll_level level;
    } words[] = {{"on", true, false, LL_NOTE},
                 {"off", false, false, LL_NOTE},
                 {"note", true, true, LL_NOTE},
                 {"warning", true, true, LL_WARNING},
                 {"error", true, true, LL_ERROR}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!ll_str_is(word, words[i].name))
            continue;
        change->switches = true;
        change->on = words[i].on;
        change->has_level = words[i].has_level;
        change->level = words[i].level;
        return true;
    }
    return false;
}

static void read_word(ll_profile_change *change, const ll_rule_reader *reader,
                      const ll_yaml_node *node) {
    static const char *const names[] = {"on", "off", "note", "warning", "error"};
    if (node->kind == LL_YAML_SCALAR && known_word(change, node->text))
        return;
    const char *word = node->kind == LL_YAML_SCALAR ? ll_str_copy(reader->arena, node->text) : "";
    ll_problem(reader->problems, node->span, ll_rule_file_problem,
               ll_did_you_mean(reader->arena, word, names, sizeof names / sizeof *names),
               "a rule is set to on, off, note, warning or error");
}

/* `{level: …, params: …}` */
static void read_mapping(ll_profile_change *change, const ll_rule_reader *reader,
                         const ll_yaml_node *node) {
    static const char *const keys[] = {"level", "params"};
    for (uint32_t i = 0; i < node->count; i++) {
        if (ll_str_is(node->keys[i]->text, "level")) {
            read_word(change, reader, node->values[i]);
        } else if (ll_str_is(node->keys[i]->text, "params")) {
            ll_rule_read_params(&change->params, reader, node->values[i]);
            change->params_node = node->values[i];
        } else {
            const char *key = ll_str_copy(reader->arena, node->keys[i]->text);
            ll_problem(reader->problems, node->keys[i]->span, ll_rule_file_problem,
                       ll_did_you_mean(reader->arena, key, keys, 2),
                       "unknown key '%s' for a rule's settings", key);
        }
    }
}

void ll_profile_read_changes(ll_profile *profile, const ll_rule_reader *reader,
                             const ll_yaml_node *node) {
    if (!ll_rule_expect(reader, node, LL_YAML_MAPPING, "'rules'"))
        return;
    profile->changes = ll_arena_array(reader->arena, node->count, sizeof *profile->changes);
    profile->change_count = node->count;
    for (uint32_t i = 0; i < node->count; i++) {
        ll_profile_change *change = &profile->changes[i];
        change->id = node->keys[i];
        change->rule = LL_NONE;
        if (node->values[i]->kind == LL_YAML_MAPPING)
            read_mapping(change, reader, node->values[i]);
        else
            read_word(change, reader, node->values[i]);
    }
}

void ll_profile_read(ll_profile *out, const ll_rule_reader *reader, const ll_yaml_node *name,
                     const ll_yaml_node *node) {
    static const char *const keys[] = {"about", "rules"};
    *out = (ll_profile){.name = name->text, .file = reader->file, .place = name->span};
    if (!ll_rule_expect(reader, node, LL_YAML_MAPPING, "a profile"))
        return;
    for (uint32_t i = 0; i < node->count; i++) {
        if (ll_str_is(node->keys[i]->text, "rules")) {
            ll_profile_read_changes(out, reader, node->values[i]);
        } else if (ll_str_is(node->keys[i]->text, "about")) {
            ll_rule_expect(reader, node->values[i], LL_YAML_SCALAR, "'about'");
            out->about = node->values[i]->text;
        } else {
            const char *key = ll_str_copy(reader->arena, node->keys[i]->text);
            ll_problem(reader->problems, node->keys[i]->span, ll_rule_file_problem,
                       ll_did_you_mean(reader->arena, key, keys, 2),
                       "unknown key '%s' in a profile", key);
        }
    }
}

/* --- Applying ------------------------------------------------------------------------------- */

ll_setting *ll_settings_new(ll_arena *arena, const ll_rule *rules, uint32_t count) {
    ll_setting *settings = ll_arena_array(arena, count, sizeof *settings);
    for (uint32_t i = 0; i < count; i++)
        settings[i] = ll_setting_default(&rules[i]);
    return settings;
}

/* Gives the setting params of its own to change: most rules keep theirs in most letters. */
static void own_params(ll_setting *setting, ll_arena *arena) {
    const ll_params *rule = &setting->params;
    if (setting->own_params)
        return;
    setting->own_params = ll_arena_array(arena, rule->count, sizeof *setting->own_params);
    for (uint32_t i = 0; i < rule->count; i++)
        setting->own_params[i] = rule->items[i];
    setting->params.items = setting->own_params;
    setting->params_from = ll_arena_array(arena, rule->count, sizeof *setting->params_from);
}

void ll_setting_set_params(ll_setting *setting, ll_arena *arena, const ll_params *params,
                           const ll_profile_change *from) {
    for (uint32_t i = 0; i < params->count; i++) {
        uint32_t index = ll_params_find(&setting->params, params->items[i].name);
        if (index == LL_NONE)
            continue;
        own_params(setting, arena);
        setting->own_params[index].value = params->items[i].value;
        setting->params_from[index] = from;
    }
}

void ll_settings_apply(ll_setting *settings, ll_arena *arena, const ll_profile *profile) {
    for (uint32_t i = 0; i < profile->change_count; i++) {
        const ll_profile_change *change = &profile->changes[i];
        ll_setting *setting = &settings[change->rule];
        if (change->switches) {
            setting->on = change->on;
            setting->on_from = change;
        }
        if (change->has_level) {
            setting->level = change->level;
            setting->level_from = change;
        }
        ll_setting_set_params(setting, arena, &change->params, change);
    }
}
