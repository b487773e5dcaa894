/* What a ruleset consists of, told to the packer (base/pack.h) field by field. A new pointer in one
 * of these structs needs a row here; a number needs none. Terms, literals, patterns and
 * vocabularies describe themselves where they are defined.
 */
#include "rule/frozen.h"

#include "base/pack_check.h"
#include "rule/sound.h"
#include "rule/term_set.h"

#include <stdlib.h>

/* --- Terms ---------------------------------------------------------------------------------- */

static const ll_pack_field thing_fields[] = {LL_NEEDED_NEAR_TEXT(ll_thing, name)};
static const ll_pack_type thing_packed = LL_PACK_TYPE(ll_thing, thing_fields);

static const ll_pack_field term_pattern_fields[] = {
    LL_BOOL_FIELD(ll_term_pattern, raw),
    LL_BOOL_FIELD(ll_term_pattern, searches),
};
static const ll_pack_type term_pattern_packed = LL_PACK_TYPE(ll_term_pattern, term_pattern_fields);

static const ll_pack_field term_fields[] = {
    LL_NEEDED_TEXT(ll_term, name),
    LL_NEEDED_TEXT(ll_term, file),
    LL_MANY_FIELD(ll_term, things, thing_packed, thing_count),
    LL_MANY_FIELD(ll_term, patterns, term_pattern_packed, pattern_count),
    LL_MANY_FIELD(ll_term, unions, ll_pack_numbers, union_count),
    LL_STR_FIELD(ll_term, from_words),
    LL_STR_FIELD(ll_term, from_first),
    LL_STR_FIELD(ll_term, from),
    LL_BOOL_FIELD(ll_term, negatable),
    LL_BOOL_FIELD(ll_term, skip_code),
    LL_BOOL_FIELD(ll_term, language_free),
    LL_BOOL_FIELD(ll_term, used),
};
static const ll_pack_type term_packed = LL_PACK_TYPE(ll_term, term_fields);

static const ll_pack_field terms_fields[] = {
    LL_LEFT_FIELD(ll_terms, fragments),
    LL_LEFT_FIELD(ll_terms, arena),
    LL_LEFT_FIELD(ll_terms, contractions),
    LL_LEFT_FIELD(ll_terms, entries),
    LL_LEFT_FIELD(ll_terms, by_name),
    LL_MANY_FIELD(ll_terms, finished, term_packed, count),
    LL_NEEDED_ONE(ll_terms, presence, ll_presence_packed),
    LL_BOOL_FIELD(ll_terms, trusted),
    LL_BOOL_FIELD(ll_terms, resumed),
    LL_NEEDED_ONE(ll_terms, literals, ll_literals_packed),
    LL_NEEDED_ONE(ll_terms, prefilter, ll_prefilter_packed),
    LL_LEFT_FIELD(ll_terms, patterns),
    LL_LEFT_FIELD(ll_terms, pool),
    LL_MANY_FIELD(ll_terms, records, ll_pattern_record_packed, pattern_count),
    LL_ONE_FIELD(ll_terms, codes, ll_pattern_codes_packed),
};
static const ll_pack_type terms_packed = LL_PACK_TYPE(ll_terms, terms_fields);

/* --- Expressions ---------------------------------------------------------------------------- */

static const ll_pack_field value_fields[] = {
    LL_STR_FIELD(ll_value, text),
    LL_BELOW_FIELD(ll_value, type, LL_TYPE_TEXT + 1),
};
static const ll_pack_type value_packed = LL_PACK_TYPE(ll_value, value_fields);

static const ll_pack_field param_fields[] = {
    LL_NEEDED_STR(ll_param, name),
    LL_INSIDE_FIELD(ll_param, value, value_packed, 1),
};
static const ll_pack_type param_packed = LL_PACK_TYPE(ll_param, param_fields);

static const ll_pack_field params_fields[] = {LL_MANY_FIELD(ll_params, items, param_packed, count)};
static const ll_pack_type params_packed = LL_PACK_TYPE(ll_params, params_fields);

static const ll_pack_field step_fields[] = {
    LL_BELOW_FIELD(ll_scope_step, unit, LL_UNIT_COUNT),
    LL_BELOW_FIELD(ll_scope_step, selector, LL_SELECT_LAST_PART + 1),
};
static const ll_pack_type step_packed = LL_PACK_TYPE(ll_scope_step, step_fields);

static const ll_pack_field scope_fields[] = {
    LL_INSIDE_FIELD(ll_scope, steps, step_packed, LL_SCOPE_DEPTH),
    LL_BELOW_FIELD(ll_scope, count, LL_SCOPE_DEPTH + 1),
};
static const ll_pack_type scope_packed = LL_PACK_TYPE(ll_scope, scope_fields);

static const ll_pack_field region_fields[] = {
    LL_BELOW_FIELD(ll_region, kind, LL_REGION_SCOPE + 1),
    LL_BELOW_FIELD(ll_region, unit, LL_UNIT_COUNT),
    LL_INSIDE_FIELD(ll_region, scope, scope_packed, 1),
};
static const ll_pack_type region_packed = LL_PACK_TYPE(ll_region, region_fields);

static const ll_pack_type expression_packed;
static const ll_pack_field expression_fields[] = {
    LL_NEAR_ONE_FIELD(ll_expression, left, expression_packed),
    LL_NEAR_ONE_FIELD(ll_expression, right, expression_packed),
    LL_NEAR_ONE_FIELD(ll_expression, condition, expression_packed),
    LL_NEAR_STR_FIELD(ll_expression, text),
    LL_NEAR_ONE_FIELD(ll_expression, region, region_packed),
    LL_NEAR_STR_FIELD(ll_expression, source),
    LL_BELOW_FIELD(ll_expression, kind, LL_EXPRESSION_CHOICE + 1),
    LL_BELOW_FIELD(ll_expression, type, LL_TYPE_TEXT + 1),
    LL_BELOW_FIELD(ll_expression, op, LL_OP_NEGATE + 1),
    LL_BELOW_FIELD(ll_expression, term_count, LL_MOST_TERMS + 1),
};
static const ll_pack_type expression_packed = LL_PACK_TYPE(ll_expression, expression_fields);

static const ll_pack_field piece_fields[] = {
    LL_STR_FIELD(ll_template_piece, literal),
    LL_ONE_FIELD(ll_template_piece, expression, expression_packed),
};
static const ll_pack_type piece_packed = LL_PACK_TYPE(ll_template_piece, piece_fields);

static const ll_pack_field template_fields[] = {
    LL_MANY_FIELD(ll_template, pieces, piece_packed, count),
    LL_STR_FIELD(ll_template, source),
};
static const ll_pack_type template_packed = LL_PACK_TYPE(ll_template, template_fields);

/* --- Rules ---------------------------------------------------------------------------------- */

static const ll_pack_field test_fields[] = {
    LL_BOOL_FIELD(ll_rule_test, bad),     LL_NEEDED_STR(ll_rule_test, text),
    LL_LEFT_FIELD(ll_rule_test, meta),    LL_LEFT_FIELD(ll_rule_test, meta_count),
    LL_LEFT_FIELD(ll_rule_test, params),  LL_LEFT_FIELD(ll_rule_test, profiles),
    LL_LEFT_FIELD(ll_rule_test, message), LL_LEFT_FIELD(ll_rule_test, fixed),
};
static const ll_pack_type test_packed = LL_PACK_TYPE(ll_rule_test, test_fields);

static const ll_pack_field replacement_fields[] = {
    LL_NEEDED_STR(ll_replacement, from),
    LL_NEEDED_STR(ll_replacement, to),
};
static const ll_pack_type replacement_packed = LL_PACK_TYPE(ll_replacement, replacement_fields);

static const ll_pack_field rule_fields[] = {
    LL_NEEDED_STR(ll_rule, id),
    LL_NEEDED_TEXT(ll_rule, file),
    LL_BELOW_FIELD(ll_rule, level, LL_ERROR + 1),
    LL_MANY_FIELD(ll_rule, scopes, scope_packed, scope_count),
    LL_NEEDED_TEXT(ll_rule, scope_text),
    LL_ONE_FIELD(ll_rule, when, expression_packed),
    LL_LEFT_FIELD(ll_rule, unless_ids),
    LL_MANY_FIELD(ll_rule, unless, ll_pack_numbers, unless_count),
    LL_MANY_FIELD(ll_rule, needs, ll_pack_strs, needs_count),
    LL_ONE_FIELD(ll_rule, at, region_packed),
    LL_BOOL_FIELD(ll_rule, of_suppressions),
    LL_BELOW_FIELD(ll_rule, fix, LL_FIX_SUGGESTED + 1),
    LL_BOOL_FIELD(ll_rule, gate),
    LL_BOOL_FIELD(ll_rule, off),
    LL_BOOL_FIELD(ll_rule, needs_language),
    LL_INSIDE_FIELD(ll_rule, message, template_packed, 1),
    LL_INSIDE_FIELD(ll_rule, advice, template_packed, 1),
    LL_ONE_FIELD(ll_rule, replace, template_packed),
    LL_MANY_FIELD(ll_rule, replacements, replacement_packed, replacement_count),
    LL_STR_FIELD(ll_rule, group),
    LL_STR_FIELD(ll_rule, title),
    LL_ONE_FIELD(ll_rule, value, template_packed),
    LL_LEFT_FIELD(ll_rule, uses),
    LL_INSIDE_FIELD(ll_rule, params, params_packed, 1),
    LL_STR_FIELD(ll_rule, why),
    LL_MANY_FIELD(ll_rule, sources, ll_pack_texts, source_count),
    LL_MANY_FIELD(ll_rule, tests, test_packed, test_count),
};
static const ll_pack_type rule_packed = LL_PACK_TYPE(ll_rule, rule_fields);

/* --- Profiles and the whole ----------------------------------------------------------------- */

static const ll_pack_field change_fields[] = {
    LL_LEFT_FIELD(ll_profile_change, profile),
    LL_LEFT_FIELD(ll_profile_change, id),
    LL_LEFT_FIELD(ll_profile_change, params_node),
    LL_BOOL_FIELD(ll_profile_change, switches),
    LL_BOOL_FIELD(ll_profile_change, on),
    LL_BOOL_FIELD(ll_profile_change, has_level),
    LL_BELOW_FIELD(ll_profile_change, level, LL_ERROR + 1),
    LL_INSIDE_FIELD(ll_profile_change, params, params_packed, 1),
};
static const ll_pack_type change_packed = LL_PACK_TYPE(ll_profile_change, change_fields);

static const ll_pack_field profile_fields[] = {
    LL_NEEDED_STR(ll_profile, name),
    LL_STR_FIELD(ll_profile, about),
    LL_NEEDED_TEXT(ll_profile, file),
    LL_MANY_FIELD(ll_profile, changes, change_packed, change_count),
};
static const ll_pack_type profile_packed = LL_PACK_TYPE(ll_profile, profile_fields);

static const ll_pack_field draft_fields[] = {
    LL_NEEDED_STR(ll_draft, name),
    LL_INSIDE_FIELD(ll_draft, text, template_packed, 1),
};
static const ll_pack_type draft_packed = LL_PACK_TYPE(ll_draft, draft_fields);

static const ll_pack_field ruleset_fields[] = {
    LL_LEFT_FIELD(ll_ruleset, arena),
    LL_ONE_FIELD(ll_ruleset, vocabulary, ll_vocabulary_packed),
    LL_NEEDED_ONE(ll_ruleset, terms, terms_packed),
    LL_LEFT_FIELD(ll_ruleset, files),
    LL_LEFT_FIELD(ll_ruleset, file_count),
    LL_MANY_FIELD(ll_ruleset, rules, rule_packed, entry_count),
    LL_INSIDE_FIELD(ll_ruleset, by_id, ll_index_packed, 1),
    LL_LEFT_FIELD(ll_ruleset, scopes),
    LL_MANY_FIELD(ll_ruleset, order, ll_pack_numbers, rule_count),
    LL_NEEDED_ONE(ll_ruleset, agenda, ll_agenda_packed),
    LL_MANY_FIELD(ll_ruleset, profiles, profile_packed, profile_count),
    LL_LEFT_FIELD(ll_ruleset, configs),
    LL_LEFT_FIELD(ll_ruleset, config_count),
    LL_MANY_FIELD(ll_ruleset, drafts, draft_packed, draft_count),
    LL_BOOL_FIELD(ll_ruleset, thawed),
    LL_BOOL_FIELD(ll_ruleset, strict),
    LL_BOOL_FIELD(ll_ruleset, own),
};
const ll_pack_type ll_ruleset_packed = LL_PACK_TYPE(ll_ruleset, ruleset_fields);

/* --- Freezing ------------------------------------------------------------------------------- */

/* Keeps the first test of each kind. */
static void keep_examples(ll_rule *rule, ll_arena *arena) {
    ll_rule_test *kept = ll_arena_array(arena, 2, sizeof *kept);
    uint32_t count = 0;
    for (uint32_t i = 0; i < rule->test_count && count < 2; i++)
        if (count == 0 || kept[0].bad != rule->tests[i].bad)
            kept[count++] = rule->tests[i];
    rule->tests = kept;
    rule->test_count = count;
}

static ll_ruleset lightened(ll_arena *arena, const ll_ruleset *ruleset) {
    ll_ruleset copy = *ruleset;
    copy.thawed = copy.strict = copy.own = false;
    copy.rules = ll_arena_array(arena, ruleset->entry_count, sizeof *copy.rules);
    for (uint32_t i = 0; i < ruleset->entry_count; i++) {
        copy.rules[i] = ruleset->rules[i];
        keep_examples(&copy.rules[i], arena);
    }
    return copy;
}

typedef struct used_pattern {
    ll_pattern *pattern;
    uint32_t number;
} used_pattern;

/* Those used most come first. */
static int compare_uses(const void *a, const void *b) {
    const used_pattern *x = a, *y = b;
    unsigned first = ll_pattern_uses(x->pattern), second = ll_pattern_uses(y->pattern);
    return first != second ? (first < second ? 1 : -1)
                           : (x->number > y->number) - (x->number < y->number);
}

/* A letter needs a few patterns of many, and mostly the same ones: standing together, they are on
 * few pages. */
static ll_pattern **patterns_by_use(ll_arena *arena, const ll_terms *terms) {
    used_pattern *all = ll_arena_array(arena, terms->pattern_count, sizeof *all);
    ll_pattern **patterns = ll_arena_array(arena, terms->pattern_count, sizeof *patterns);
    for (uint32_t i = 0; i < terms->pattern_count; i++)
        all[i] = (used_pattern){ll_terms_pattern(terms, i), i};
    qsort(all, terms->pattern_count, sizeof *all, compare_uses);
    for (uint32_t i = 0; i < terms->pattern_count; i++)
        patterns[i] = all[i].pattern;
    return patterns;
}

static void make_records(ll_terms *terms, ll_arena *arena) {
    ll_pattern_record *records = ll_arena_array(arena, terms->pattern_count, sizeof *records);
    for (uint32_t i = 0; i < terms->pattern_count; i++)
        ll_pattern_to_record(&records[i], ll_terms_pattern(terms, i));
    terms->records = records;
}

/* A copy of what is frozen, with the tests lightened and the patterns written down. */
static ll_ruleset prepared(ll_arena *arena, const ll_ruleset *ruleset) {
    ll_ruleset copy = lightened(arena, ruleset);
    copy.terms = ll_arena_alloc(arena, sizeof *copy.terms);
    *copy.terms = *ruleset->terms;
    copy.terms->trusted = false; /* as of the file that was read last */
    return copy;
}

ll_str ll_ruleset_freeze(ll_arena *arena, const ll_ruleset *ruleset) {
    ll_ruleset copy = prepared(arena, ruleset);
    ll_terms *terms = copy.terms;
    terms->codes =
        ll_pattern_codes_make(arena, patterns_by_use(arena, terms), terms->pattern_count);
    make_records(terms, arena);
    return ll_pack_write(arena, &ll_ruleset_packed, &copy);
}

ll_str ll_ruleset_freeze_own(ll_arena *arena, const ll_ruleset *ruleset) {
    ll_ruleset copy = prepared(arena, ruleset);
    copy.vocabulary = NULL;
    make_records(copy.terms, arena);
    return ll_pack_write(arena, &ll_ruleset_packed, &copy);
}

/* --- Thawing -------------------------------------------------------------------------------- */

/* Sets what was left out. */
static void complete(ll_arena *arena, ll_ruleset *ruleset) {
    ll_terms *terms = ruleset->terms;
    ruleset->arena = ruleset->by_id.arena = arena;
    ruleset->thawed = true;
    terms->arena = terms->by_name.arena = arena;
    terms->patterns = ll_arena_array(arena, terms->pattern_count, sizeof *terms->patterns);
    terms->pool = ll_pattern_pool(arena);
    for (uint32_t i = 0; i < ruleset->profile_count; i++)
        for (uint32_t k = 0; k < ruleset->profiles[i].change_count; k++)
            ruleset->profiles[i].changes[k].profile = &ruleset->profiles[i];
}

ll_ruleset *ll_ruleset_thaw(ll_arena *arena, ll_str image) {
    ll_ruleset *ruleset = ll_pack_open(arena, image);
    if (!ruleset)
        return NULL;
    complete(arena, ruleset);
    return ruleset;
}

/* --- From elsewhere ------------------------------------------------------------------------- */

/* Gives each pattern the code that was compiled with letterlint, or compiles it: what does not
 * compile was not written here. The shipped ones stand in the same order in every ruleset made of
 * the same files, with others in between. */
static bool admit_patterns(const ll_terms *terms, const ll_terms *shipped) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < terms->pattern_count; i++) {
        const ll_pattern_record *record = &terms->records[i];
        const ll_pattern_record *known =
            next < shipped->pattern_count ? &shipped->records[next] : NULL;
        if (known && ll_str_equal(ll_near_str_get(&known->text), ll_near_str_get(&record->text)))
            next++;
        else
            known = NULL;
        ll_pattern *pattern = ll_pattern_admit(terms->pool, record, known, shipped->codes);
        if (!pattern)
            return false;
        atomic_store(&terms->patterns[i], pattern);
    }
    return true;
}

/* Whether the bytes are an image of a ruleset. What that takes is given back at once. */
static bool is_image(ll_str image) {
    ll_arena *scratch = ll_arena_new(0);
    if (!scratch)
        return false;
    if (setjmp(*ll_arena_guard(scratch))) {
        ll_arena_free(scratch);
        return false;
    }
    bool good = ll_pack_is_image(scratch, &ll_ruleset_packed, image);
    ll_arena_free(scratch);
    return good;
}

ll_ruleset *ll_ruleset_thaw_own(ll_arena *arena, ll_str image, const ll_ruleset *shipped) {
    if (!is_image(image))
        return NULL;
    ll_ruleset *ruleset = ll_pack_open(arena, image);
    if (ruleset->vocabulary || ruleset->terms->codes || !ll_ruleset_is_sound(ruleset, arena))
        return NULL;
    complete(arena, ruleset);
    ruleset->vocabulary = shipped->vocabulary;
    ll_terms_resume(ruleset->terms, ruleset->accepts);
    ruleset->own = true;
    return admit_patterns(ruleset->terms, shipped->terms) ? ruleset : NULL;
}
