/* Loads rule files into one ruleset: parse all, then terms of all, then rules of all, then what
 * refers across files. Each step goes on past mistakes, so that one run reports them all. */
#include "rule/ruleset.h"

#include "rule/fragments.h"

#include <stdlib.h>
#include <string.h>

/* --- Files ---------------------------------------------------------------------------------- */

static void file_problem(ll_ruleset_file *file, const ll_yaml_node *node, const char *advice,
                         const char *message) {
    ll_problem(&file->problems, node->span, ll_rule_file_problem, advice, "%s", message);
}

static void check_version(ll_ruleset_file *file) {
    const ll_yaml_node *version = ll_yaml_get(file->root, "letterlint");
    if (!version && file->is_config)
        return; /* there is one version, and an empty configuration is one */
    if (!version)
        file_problem(file, file->root, "begin the file with 'letterlint: 1'",
                     "the version of the rule language is missing");
    else if (version->kind != LL_YAML_SCALAR || !ll_str_is(version->text, "1"))
        file_problem(file, version, "this program knows version 1",
                     "unknown version of the rule language");
}

static void check_keys(ll_ruleset_file *file) {
    static const char *const rule_keys[] = {"letterlint", "fragments", "terms", "rules",
                                            "signals",    "profiles",  "drafts"};
    const char *const *keys = file->is_config ? ll_config_keys : rule_keys;
    size_t count = file->is_config ? ll_config_key_count : sizeof rule_keys / sizeof *rule_keys;
    for (uint32_t i = 0; i < file->root->count; i++) {
        size_t k = 0;
        while (k < count && !ll_str_is(file->root->keys[i]->text, keys[k]))
            k++;
        if (k < count)
            continue;
        const char *name = ll_str_copy(file->problems.arena, file->root->keys[i]->text);
        const char *advice = ll_did_you_mean(file->problems.arena, name, keys, count);
        ll_problem(&file->problems, file->root->keys[i]->span, ll_rule_file_problem, advice,
                   "unknown key '%s' in a %s", name,
                   file->is_config ? "configuration" : "rule file");
    }
}

/* The value of a key, or NULL, with a problem where it is of another kind. */
static const ll_yaml_node *get(ll_ruleset_file *file, const char *key, ll_yaml_kind kind,
                               const char *problem) {
    const ll_yaml_node *node = ll_yaml_get(file->root, key);
    if (!node || node->kind == kind)
        return node;
    file_problem(file, node, kind == LL_YAML_SEQUENCE ? ll_yaml_list_advice(node) : "", problem);
    return NULL;
}

static void parse_file(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_span whole = {0, file->source.text.length};
    bool unreadable = file->problems.count > 0; /* not UTF-8: that is all there is to say */
    if (unreadable ||
        !ll_yaml_parse(&file->root, ruleset->arena, &file->source, whole, &file->problems)) {
        file->root = NULL;
        return;
    }
    if (file->root->kind != LL_YAML_MAPPING) {
        file_problem(file, file->root, "",
                     file->is_config ? "a configuration must be a mapping"
                                     : "a rule file must be a mapping");
        file->root = NULL;
        return;
    }
    check_version(file);
    check_keys(file);
    if (file->is_config)
        return;
    file->rules = get(file, "rules", LL_YAML_SEQUENCE, "'rules' must be a list");
    file->signals = get(file, "signals", LL_YAML_SEQUENCE, "'signals' must be a list");
    file->profiles = get(file, "profiles", LL_YAML_MAPPING, "'profiles' must be a mapping");
    file->drafts = get(file, "drafts", LL_YAML_MAPPING, "'drafts' must be a mapping");
}

static void read_fragments(ll_ruleset *ruleset, ll_ruleset_file *file) {
    const ll_yaml_node *fragments = file->root ? ll_yaml_get(file->root, "fragments") : NULL;
    ll_fragments *known = ll_terms_fragments(ruleset->terms);
    if (fragments && !file->is_config)
        ll_fragments_read(known, file->source.path, fragments, &file->problems);
    if (file->shipped)
        known->shipped = known->count;
}

static void read_terms(ll_ruleset *ruleset, ll_ruleset_file *file) {
    const ll_yaml_node *terms = file->root ? ll_yaml_get(file->root, "terms") : NULL;
    if (!terms)
        return;
    ll_terms_trust(ruleset->terms, file->shipped && !ruleset->strict);
    if (terms->kind != LL_YAML_MAPPING)
        file_problem(file, terms, "", "'terms' must be a mapping");
    else
        ll_terms_read(ruleset->terms, file->source.path, terms, &file->problems);
    if (file->shipped)
        ll_terms_shipped(ruleset->terms);
}

static ll_rule_reader reader_of(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_terms_trust(ruleset->terms, file->shipped && !ruleset->strict);
    return (ll_rule_reader){.arena = ruleset->arena,
                            .terms = ruleset->terms,
                            .file = file->source.path,
                            .problems = &file->problems,
                            .slots = &ruleset->scopes};
}

static void read_rules(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_rule_reader reader = reader_of(ruleset, file);
    for (uint32_t i = 0; file->rules && i < file->rules->count; i++) {
        ll_rule *rule = &ruleset->rules[ruleset->rule_count++];
        ll_rule_read(rule, &reader, file->rules->values[i]);
        ll_index_add(&ruleset->by_id, rule->id, ruleset->rule_count - 1);
    }
}

static void read_signals(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_rule_reader reader = reader_of(ruleset, file);
    for (uint32_t i = 0; file->signals && i < file->signals->count; i++) {
        uint32_t index = ruleset->rule_count + ruleset->signal_count++;
        ll_signal_read(&ruleset->rules[index], &reader, file->signals->values[i]);
        ll_index_add(&ruleset->by_id, ruleset->rules[index].id, index);
    }
}

static void read_profiles(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_rule_reader reader = reader_of(ruleset, file);
    for (uint32_t i = 0; file->profiles && i < file->profiles->count; i++)
        ll_profile_read(&ruleset->profiles[ruleset->profile_count++], &reader,
                        file->profiles->keys[i], file->profiles->values[i]);
}

static void read_config(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_rule_reader reader = reader_of(ruleset, file);
    if (file->is_config && file->root)
        ll_config_read(&ruleset->configs[ruleset->config_count++], &reader, file->directory,
                       file->root);
}

/* A draft sees front matter alone: it is filled in before there is a letter. */
static void read_drafts(ll_ruleset *ruleset, ll_ruleset_file *file) {
    static const ll_params no_params = {.count = 0};
    ll_rule_reader reader = reader_of(ruleset, file);
    ll_uses uses = {.terms = NULL};
    ll_expression_context context = {.arena = ruleset->arena,
                                     .terms = ruleset->terms,
                                     .params = &no_params,
                                     .slots = &ruleset->scopes,
                                     .uses = &uses};
    for (uint32_t i = 0; file->drafts && i < file->drafts->count; i++) {
        const ll_yaml_node *text = file->drafts->values[i];
        ll_draft *draft = &ruleset->drafts[ruleset->draft_count++];
        draft->name = file->drafts->keys[i]->text;
        if (ll_rule_expect(&reader, text, LL_YAML_SCALAR, "a draft"))
            ll_template_parse(&draft->text, &context, ll_place_of(text, &file->problems));
    }
}

static ll_ruleset_file *file_of(const ll_ruleset *ruleset, const char *path) {
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        if (ruleset->files[i].source.path == path)
            return &ruleset->files[i];
    return NULL;
}

static ll_diagnostics *problems_of(void *user, const char *path) {
    ll_ruleset_file *file = file_of(user, path);
    return file ? &file->problems : NULL;
}

/* --- What refers across files --------------------------------------------------------------- */

uint32_t ll_ruleset_index(const ll_ruleset *ruleset, ll_str id) {
    return ll_index_find(&ruleset->by_id, id);
}

const char *const *ll_ruleset_ids(const ll_ruleset *ruleset, ll_arena *arena) {
    const char **ids = ll_arena_array(arena, ruleset->rule_count, sizeof *ids);
    for (uint32_t i = 0; i < ruleset->rule_count; i++)
        ids[i] = ll_str_copy(arena, ruleset->rules[i].id);
    return ids;
}

uint32_t ll_ruleset_profile_index(const ll_ruleset *ruleset, ll_str name) {
    for (uint32_t i = 0; i < ruleset->profile_count; i++)
        if (ll_str_equal(ruleset->profiles[i].name, name))
            return i;
    return LL_NONE;
}

const ll_draft *ll_ruleset_draft(const ll_ruleset *ruleset, ll_str name) {
    for (uint32_t i = 0; i < ruleset->draft_count; i++)
        if (ll_str_equal(ruleset->drafts[i].name, name))
            return &ruleset->drafts[i];
    return NULL;
}

const char *const *ll_ruleset_profile_names(const ll_ruleset *ruleset, ll_arena *arena) {
    const char **names = ll_arena_array(arena, ruleset->profile_count, sizeof *names);
    for (uint32_t i = 0; i < ruleset->profile_count; i++)
        names[i] = ll_str_copy(arena, ruleset->profiles[i].name);
    return names;
}

static void check_unique(ll_ruleset *ruleset, uint32_t index) {
    const ll_rule *rule = &ruleset->rules[index];
    uint32_t first = rule->id.length ? ll_ruleset_index(ruleset, rule->id) : index;
    if (first == index)
        return;
    const ll_rule *other = &ruleset->rules[first];
    const ll_ruleset_file *file = file_of(ruleset, other->file);
    ll_problem(&file_of(ruleset, rule->file)->problems, rule->place, ll_rule_file_problem,
               file->shipped ? ll_advice_own_rules : "", "rule '%.*s' is defined already, %s%s:%u",
               (int)rule->id.length, rule->id.data, file->shipped ? "in the shipped " : "at ",
               other->file, ll_source_position(&file->source, other->place.start).line);
}

/* The rule that `id` names, or LL_NONE with a problem of `path`. */
static uint32_t resolve_rule(ll_ruleset *ruleset, const char *path, const ll_yaml_node *id) {
    uint32_t index = ll_ruleset_index(ruleset, id->text);
    if (index < ruleset->rule_count)
        return index;
    const char *name = ll_str_copy(ruleset->arena, id->text);
    const char *advice = ll_did_you_mean(
        ruleset->arena, name, ll_ruleset_ids(ruleset, ruleset->arena), ruleset->rule_count);
    ll_problem(&file_of(ruleset, path)->problems, id->span, ll_rule_file_problem, advice,
               "unknown rule '%s'", name);
    return LL_NONE;
}

static void resolve_unless(ll_ruleset *ruleset, ll_rule *rule) {
    const ll_yaml_node *ids = rule->unless_ids;
    if (!ids)
        return;
    uint32_t *unless = ll_arena_array(ruleset->arena, ids->count, sizeof *unless);
    for (uint32_t i = 0; i < ids->count; i++) {
        uint32_t index = resolve_rule(ruleset, rule->file, ids->values[i]);
        if (index != LL_NONE)
            unless[rule->unless_count++] = index;
    }
    rule->unless = unless;
}

static void check_profile_unique(ll_ruleset *ruleset, uint32_t index) {
    const ll_profile *profile = &ruleset->profiles[index];
    if (ll_ruleset_profile_index(ruleset, profile->name) != index)
        ll_problem(&file_of(ruleset, profile->file)->problems, profile->place, ll_rule_file_problem,
                   "", "the profile '%.*s' is defined already", (int)profile->name.length,
                   profile->name.data);
}

static void resolve_profile(ll_ruleset *ruleset, ll_profile *profile) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < profile->change_count; i++) {
        ll_profile_change change = profile->changes[i];
        change.profile = profile;
        change.rule = resolve_rule(ruleset, profile->file, change.id);
        if (change.rule == LL_NONE)
            continue;
        ll_profile_change_check(&change, ruleset->arena, ruleset,
                                &file_of(ruleset, profile->file)->problems);
        profile->changes[kept++] = change;
    }
    profile->change_count = kept;
}

/* A configuration's profiles must be there. */
static void check_profile_names(ll_ruleset *ruleset, const ll_config_layer *layer) {
    const ll_yaml_node *names = layer->profile_names;
    bool single = names && names->kind == LL_YAML_SCALAR;
    for (uint32_t i = 0; names && i < (single ? 1 : names->count); i++) {
        const ll_yaml_node *name = single ? names : names->values[i];
        if (name->kind != LL_YAML_SCALAR ||
            ll_ruleset_profile_index(ruleset, name->text) != LL_NONE)
            continue;
        const char *text = ll_str_copy(ruleset->arena, name->text);
        const char *advice =
            ll_did_you_mean(ruleset->arena, text, ll_ruleset_profile_names(ruleset, ruleset->arena),
                            ruleset->profile_count);
        ll_problem(&file_of(ruleset, layer->changes.file)->problems, name->span,
                   ll_rule_file_problem, advice, "unknown profile '%s'", text);
    }
}

static void resolve_config(ll_ruleset *ruleset, ll_config *config) {
    for (uint32_t i = 0; i < config->layer_count; i++) {
        resolve_profile(ruleset, &config->layers[i].changes);
        check_profile_names(ruleset, &config->layers[i]);
    }
}

static void note_language(const ll_ruleset *ruleset, ll_rule *rule) {
    for (uint32_t i = 0; i < rule->uses.count; i++)
        if (!ll_terms_get(ruleset->terms, rule->uses.terms[i])->language_free)
            rule->needs_language = true;
}

static bool is_ready(const ll_rule *rule, const bool *placed) {
    for (uint32_t i = 0; i < rule->unless_count; i++)
        if (!placed[rule->unless[i]])
            return false;
    return true;
}

/* Places, of those not placed yet, the rules that wait for no other; gates alone in the first pass.
 */
static uint32_t place_ready(ll_ruleset *ruleset, bool *placed, uint32_t count, bool gates_only) {
    for (uint32_t i = 0; i < ruleset->rule_count; i++) {
        const ll_rule *rule = &ruleset->rules[i];
        if (placed[i] || (gates_only && !rule->gate) || !is_ready(rule, placed))
            continue;
        placed[i] = true;
        ruleset->order[count++] = i;
    }
    return count;
}

/* Orders the rules so that each follows those in its `unless`; a circle is a mistake. */
static void order_rules(ll_ruleset *ruleset) {
    bool *placed = ll_arena_array(ruleset->arena, ruleset->rule_count, sizeof *placed);
    ruleset->order = ll_arena_array(ruleset->arena, ruleset->rule_count, sizeof *ruleset->order);
    uint32_t count = place_ready(ruleset, placed, 0, true);
    for (uint32_t before = LL_NONE; count < ruleset->rule_count && count != before;) {
        before = count;
        count = place_ready(ruleset, placed, count, false);
    }
    for (uint32_t i = 0; count < ruleset->rule_count && i < ruleset->rule_count; i++)
        if (!placed[i])
            ll_problem(&file_of(ruleset, ruleset->rules[i].file)->problems, ruleset->rules[i].place,
                       ll_rule_file_problem, "", "'unless' leads in a circle");
}

/* Notes which rules look for which term. */
static void make_agenda(ll_ruleset *ruleset) {
    uint32_t *finds = ll_arena_array(ruleset->arena, ruleset->rule_count, sizeof *finds);
    for (uint32_t i = 0; i < ruleset->rule_count; i++)
        finds[i] = ruleset->rules[ruleset->order[i]].find;
    ruleset->agenda =
        ll_agenda_new(ruleset->arena, finds, ruleset->rule_count, ll_terms_count(ruleset->terms));
}

static void check_terms_used(ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ll_terms_count(ruleset->terms); i++) {
        const ll_term *term = ll_terms_get(ruleset->terms, i);
        ll_ruleset_file *file = file_of(ruleset, term->file);
        if (!term->used && term->name[0] && file) /* else it is of a rule with a mistake */
            ll_problem(&file->problems, term->place, ll_rule_file_problem, "",
                       "no rule uses the term '%s'", term->name);
    }
    ll_fragments_check_used(ll_terms_fragments(ruleset->terms), problems_of, ruleset);
}

static bool load_vocabulary(ll_ruleset *ruleset, ll_ruleset_file *language) {
    ll_span whole = {0, language->source.text.length};
    return ll_yaml_parse(&language->root, ruleset->arena, &language->source, whole,
                         &language->problems) &&
           ll_vocabulary_load(&ruleset->vocabulary, ruleset->arena, language->root,
                              &language->problems);
}

bool ll_ruleset_has_problems(const ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        if (ruleset->files[i].problems.count > 0)
            return true;
    return false;
}

/* Room for the rules, signals and profiles of all files. */
static void make_room(ll_ruleset *ruleset) {
    uint32_t entries = 0, profiles = 0, drafts = 0, configs = 0;
    for (uint32_t i = 0; i < ruleset->file_count; i++) {
        const ll_ruleset_file *file = &ruleset->files[i];
        entries += file->rules ? file->rules->count : 0;
        entries += file->signals ? file->signals->count : 0;
        profiles += file->profiles ? file->profiles->count : 0;
        drafts += file->drafts ? file->drafts->count : 0;
        configs += file->is_config;
    }
    ruleset->rules = ll_arena_array(ruleset->arena, entries, sizeof *ruleset->rules);
    ruleset->configs = ll_arena_array(ruleset->arena, configs, sizeof *ruleset->configs);
    ruleset->drafts = ll_arena_array(ruleset->arena, drafts, sizeof *ruleset->drafts);
    ruleset->profiles = ll_arena_array(ruleset->arena, profiles, sizeof *ruleset->profiles);
}

static void read_files(ll_ruleset *ruleset) {
    static void (*const steps[])(ll_ruleset *, ll_ruleset_file *) = {parse_file, read_fragments,
                                                                     read_terms};
    static void (*const entries[])(ll_ruleset *, ll_ruleset_file *) = {
        read_rules, read_signals, read_profiles, read_drafts, read_config};
    for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
        for (uint32_t i = 0; i < ruleset->file_count; i++)
            steps[step](ruleset, &ruleset->files[i]);
    make_room(ruleset);
    for (size_t step = 0; step < sizeof entries / sizeof *entries; step++) {
        ruleset->accepts =
            ll_terms_count(ruleset->terms); /* of the last step, the configurations' */
        for (uint32_t i = 0; i < ruleset->file_count; i++)
            entries[step](ruleset, &ruleset->files[i]);
    }
}

bool ll_ruleset_compile(ll_ruleset *ruleset, ll_ruleset_file *language, bool strict) {
    if (!load_vocabulary(ruleset, language))
        return false;
    ruleset->terms = ll_terms_new(ruleset->arena, ruleset->vocabulary);
    ruleset->by_id.arena = ruleset->scopes.arena = ruleset->arena;
    ruleset->strict = strict;
    read_files(ruleset);
    ll_terms_finish(ruleset->terms, problems_of, ruleset);
    ruleset->entry_count = ruleset->rule_count + ruleset->signal_count;
    for (uint32_t i = 0; i < ruleset->entry_count; i++) {
        check_unique(ruleset, i);
        resolve_unless(ruleset, &ruleset->rules[i]);
        note_language(ruleset, &ruleset->rules[i]);
    }
    for (uint32_t i = 0; i < ruleset->profile_count; i++) {
        check_profile_unique(ruleset, i);
        resolve_profile(ruleset, &ruleset->profiles[i]);
    }
    for (uint32_t i = 0; i < ruleset->config_count; i++)
        resolve_config(ruleset, &ruleset->configs[i]);
    order_rules(ruleset);
    make_agenda(ruleset);
    ruleset->slots = ruleset->scopes.count;
    if (strict)
        check_terms_used(ruleset);
    return !ll_ruleset_has_problems(ruleset);
}

/* --- Over a finished ruleset ---------------------------------------------------------------- */

/* Whether a mapping of a configuration names things to find. */
static bool adds_terms(const ll_yaml_node *node) {
    return node->kind == LL_YAML_MAPPING &&
           (ll_yaml_get(node, "terms") || ll_yaml_get(node, "accept"));
}

static bool config_adds_terms(const ll_yaml_node *root) {
    const ll_yaml_node *paths = ll_yaml_get(root, "paths");
    bool adds = adds_terms(root);
    for (uint32_t i = 0; paths && paths->kind == LL_YAML_SEQUENCE && i < paths->count; i++)
        adds = adds || adds_terms(paths->values[i]);
    return adds;
}

bool ll_ruleset_configure(ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ruleset->file_count; i++) {
        parse_file(ruleset, &ruleset->files[i]);
        if (!ruleset->own && ruleset->files[i].root && config_adds_terms(ruleset->files[i].root))
            return false;
    }
    ruleset->configs =
        ll_arena_array(ruleset->arena, ruleset->file_count, sizeof *ruleset->configs);
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        read_config(ruleset, &ruleset->files[i]);
    for (uint32_t i = 0; i < ruleset->config_count; i++)
        resolve_config(ruleset, &ruleset->configs[i]);
    return true;
}

void ll_ruleset_forget_rules(ll_ruleset *ruleset) {
    ruleset->rule_count = ruleset->signal_count = ruleset->entry_count = 0;
    ruleset->profile_count = ruleset->draft_count = 0;
    ruleset->by_id = (ll_index){.arena = ruleset->arena};
    make_agenda(ruleset);
}
