/* Rules, profiles and drafts that come from elsewhere; see sound.h. Terms and expressions have
 * files of their own. */
#include "rule/sound.h"

enum {
    MOST_SLOTS = 1 << 20, /* each letter makes room for so many */
    MOST_PARAMS = 100,    /* of a rule, and bytes of their names: each is looked for among all */
};

/* --- Params --------------------------------------------------------------------------------- */

static bool are_params_sound(const ll_params *params) {
    for (uint32_t i = 0; i < params->count; i++)
        if (params->items[i].name.length > MOST_PARAMS ||
            !ll_value_is_sound(&params->items[i].value))
            return false;
    return params->count <= MOST_PARAMS;
}

/* What a profile sets has the type that the rule's expressions were made for. */
static bool do_params_fit(const ll_params *set, const ll_params *known) {
    if (!are_params_sound(set))
        return false;
    for (uint32_t i = 0; i < set->count; i++) {
        uint32_t index = ll_params_find(known, set->items[i].name);
        if (index != LL_NONE && known->items[index].value.type != set->items[i].value.type)
            return false;
    }
    return true;
}

/* --- Templates ------------------------------------------------------------------------------ */

static bool is_template_sound(const ll_template *filled, const ll_params *params,
                              const ll_ruleset *ruleset) {
    for (uint32_t i = 0; filled && i < filled->count; i++) {
        const ll_template_piece *piece = &filled->pieces[i];
        if (piece->expression ? !ll_expression_is_sound(piece->expression, params, ruleset)
                              : !piece->capture && !piece->literal.data)
            return false;
    }
    return true;
}

/* --- Rules ---------------------------------------------------------------------------------- */

static bool are_scopes_sound(const ll_rule *rule) {
    for (uint32_t i = 0; i < rule->scope_count; i++)
        if (!ll_scope_is_sound(&rule->scopes[i]))
            return false;
    return true;
}

static bool are_references_sound(const ll_rule *rule, const ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < rule->unless_count; i++)
        if (rule->unless[i] >= ruleset->rule_count)
            return false;
    return rule->find == LL_NONE || rule->find < ll_terms_count(ruleset->terms);
}

static bool is_rule_sound(const ll_rule *rule, const ll_ruleset *ruleset) {
    const ll_params *params = &rule->params;
    return are_scopes_sound(rule) && rule->slot < ruleset->slots &&
           are_references_sound(rule, ruleset) && are_params_sound(params) &&
           (!rule->when || ll_expression_is_sound(rule->when, params, ruleset)) &&
           (!rule->at || ll_region_is_sound(rule->at, ruleset)) &&
           is_template_sound(&rule->message, params, ruleset) &&
           is_template_sound(&rule->advice, params, ruleset) &&
           is_template_sound(rule->replace, params, ruleset) &&
           is_template_sound(rule->value, params, ruleset);
}

/* Signals have a row to fill. */
static bool are_rules_sound(const ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ruleset->entry_count; i++) {
        const ll_rule *rule = &ruleset->rules[i];
        if (!is_rule_sound(rule, ruleset) ||
            (i >= ruleset->rule_count && (!rule->group.data || !rule->title.data)))
            return false;
    }
    return true;
}

/* Every rule is there once, behind those in its `unless`. */
static bool is_order_sound(const ll_ruleset *ruleset, ll_arena *scratch) {
    bool *placed = ll_arena_array(scratch, ruleset->rule_count, sizeof *placed);
    for (uint32_t i = 0; i < ruleset->rule_count; i++) {
        uint32_t index = ruleset->order[i];
        if (index >= ruleset->rule_count || placed[index])
            return false;
        const ll_rule *rule = &ruleset->rules[index];
        for (uint32_t k = 0; k < rule->unless_count; k++)
            if (!placed[rule->unless[k]])
                return false;
        placed[index] = true;
    }
    return true;
}

/* --- Profiles and drafts -------------------------------------------------------------------- */

static bool are_profiles_sound(const ll_ruleset *ruleset) {
    for (uint32_t i = 0; i < ruleset->profile_count; i++) {
        const ll_profile *profile = &ruleset->profiles[i];
        for (uint32_t k = 0; k < profile->change_count; k++) {
            const ll_profile_change *change = &profile->changes[k];
            if (change->rule >= ruleset->rule_count ||
                !do_params_fit(&change->params, &ruleset->rules[change->rule].params))
                return false;
        }
    }
    return true;
}

static bool are_drafts_sound(const ll_ruleset *ruleset) {
    static const ll_params none = {.count = 0};
    for (uint32_t i = 0; i < ruleset->draft_count; i++)
        if (!is_template_sound(&ruleset->drafts[i].text, &none, ruleset))
            return false;
    return true;
}

/* --- The whole ------------------------------------------------------------------------------ */

bool ll_ruleset_is_sound(const ll_ruleset *ruleset, ll_arena *scratch) {
    uint64_t entries = (uint64_t)ruleset->rule_count + ruleset->signal_count;
    return entries == ruleset->entry_count && ruleset->slots <= MOST_SLOTS &&
           ruleset->accepts <= ll_terms_count(ruleset->terms) &&
           ll_index_is_sound(&ruleset->by_id, ruleset->entry_count) &&
           ll_terms_are_sound(ruleset->terms, scratch) && are_rules_sound(ruleset) &&
           is_order_sound(ruleset, scratch) &&
           ll_agenda_is_sound(ruleset->agenda, ruleset->rule_count,
                              ll_terms_count(ruleset->terms)) &&
           are_profiles_sound(ruleset) && are_drafts_sound(ruleset);
}
