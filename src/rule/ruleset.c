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
    if (!version)
        file_problem(file, file->root, "begin the file with 'letterlint: 1'",
                     "the version of the rule language is missing");
    else if (version->kind != LL_YAML_SCALAR || !ll_str_is(version->text, "1"))
        file_problem(file, version, "this program knows version 1",
                     "unknown version of the rule language");
}

static void check_keys(ll_ruleset_file *file) {
    static const char *const keys[] = {"letterlint", "fragments", "terms", "rules"};
    enum { KEYS = sizeof keys / sizeof *keys };
    for (uint32_t i = 0; i < file->root->count; i++) {
        uint32_t k = 0;
        while (k < KEYS && !ll_str_is(file->root->keys[i]->text, keys[k]))
            k++;
        if (k < KEYS)
            continue;
        const char *name = ll_str_copy(file->problems.arena, file->root->keys[i]->text);
        const char *advice = ll_did_you_mean(file->problems.arena, name, keys, KEYS);
        ll_problem(&file->problems, file->root->keys[i]->span, ll_rule_file_problem, advice,
                   "unknown key '%s' in a rule file", name);
    }
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
        file_problem(file, file->root, "", "a rule file must be a mapping");
        file->root = NULL;
        return;
    }
    check_version(file);
    check_keys(file);
    file->rules = ll_yaml_get(file->root, "rules");
    if (file->rules && file->rules->kind != LL_YAML_SEQUENCE) {
        file_problem(file, file->rules, ll_yaml_list_advice(file->rules), "'rules' must be a list");
        file->rules = NULL;
    }
}

static void read_fragments(ll_ruleset *ruleset, ll_ruleset_file *file) {
    const ll_yaml_node *fragments = file->root ? ll_yaml_get(file->root, "fragments") : NULL;
    ll_fragments *known = ll_terms_fragments(ruleset->terms);
    if (fragments)
        ll_fragments_read(known, file->source.path, fragments, &file->problems);
    if (file->shipped)
        known->shipped = known->count;
}

static void read_terms(ll_ruleset *ruleset, ll_ruleset_file *file) {
    const ll_yaml_node *terms = file->root ? ll_yaml_get(file->root, "terms") : NULL;
    if (!terms)
        return;
    if (terms->kind != LL_YAML_MAPPING)
        file_problem(file, terms, "", "'terms' must be a mapping");
    else
        ll_terms_read(ruleset->terms, file->source.path, terms, &file->problems);
    if (file->shipped)
        ll_terms_shipped(ruleset->terms);
}

static void read_rules(ll_ruleset *ruleset, ll_ruleset_file *file) {
    ll_rule_reader reader = {.arena = ruleset->arena,
                             .terms = ruleset->terms,
                             .file = file->source.path,
                             .problems = &file->problems,
                             .slots = &ruleset->slots};
    for (uint32_t i = 0; file->rules && i < file->rules->count; i++) {
        ll_rule *rule = &ruleset->rules[ruleset->rule_count++];
        ll_rule_read(rule, &reader, file->rules->values[i]);
        ll_index_add(&ruleset->by_id, rule->id, ruleset->rule_count - 1);
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

static void resolve_unless(ll_ruleset *ruleset, ll_rule *rule) {
    const ll_yaml_node *ids = rule->unless_ids;
    if (!ids)
        return;
    ll_arena *arena = ruleset->arena;
    uint32_t *unless = ll_arena_array(arena, ids->count, sizeof *unless);
    for (uint32_t i = 0; i < ids->count; i++) {
        uint32_t index = ll_ruleset_index(ruleset, ids->values[i]->text);
        if (index != LL_NONE) {
            unless[rule->unless_count++] = index;
            continue;
        }
        const char *id = ll_str_copy(arena, ids->values[i]->text);
        const char *advice =
            ll_did_you_mean(arena, id, ll_ruleset_ids(ruleset, arena), ruleset->rule_count);
        ll_problem(&file_of(ruleset, rule->file)->problems, ids->values[i]->span,
                   ll_rule_file_problem, advice, "unknown rule '%s'", id);
    }
    rule->unless = unless;
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

static void check_terms_used(ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ll_terms_count(ruleset->terms); i++) {
        const ll_term *term = ll_terms_get(ruleset->terms, i);
        ll_ruleset_file *file = file_of(ruleset, term->file);
        if (!term->used && file)
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

static bool has_problems(const ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        if (ruleset->files[i].problems.count > 0)
            return true;
    return false;
}

bool ll_ruleset_compile(ll_ruleset *ruleset, ll_ruleset_file *language, bool strict) {
    uint32_t rules = 0;
    if (!load_vocabulary(ruleset, language))
        return false;
    ruleset->terms = ll_terms_new(ruleset->arena, ruleset->vocabulary);
    for (uint32_t i = 0; i < ruleset->file_count; i++) {
        parse_file(ruleset, &ruleset->files[i]);
        read_fragments(ruleset, &ruleset->files[i]);
    }
    for (uint32_t i = 0; i < ruleset->file_count; i++) {
        read_terms(ruleset, &ruleset->files[i]);
        rules += ruleset->files[i].rules ? ruleset->files[i].rules->count : 0;
    }
    ruleset->by_id.arena = ruleset->arena;
    ruleset->rules = ll_arena_array(ruleset->arena, rules, sizeof *ruleset->rules);
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        read_rules(ruleset, &ruleset->files[i]);
    ll_terms_finish(ruleset->terms, problems_of, ruleset);
    for (uint32_t i = 0; i < ruleset->rule_count; i++) {
        check_unique(ruleset, i);
        resolve_unless(ruleset, &ruleset->rules[i]);
        note_language(ruleset, &ruleset->rules[i]);
    }
    order_rules(ruleset);
    if (strict)
        check_terms_used(ruleset);
    return !has_problems(ruleset);
}
