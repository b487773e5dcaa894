/* What a profile or configuration may make of a rule's params: those that the rule has, of the same
 * type, no count below zero where the rule's own is not, and no range that ends before it begins.
 */
#include "rule/ruleset.h"

typedef struct check {
    const ll_profile_change *change;
    const ll_rule *rule;
    const ll_profile *profiles; /* all that may be in force */
    uint32_t profile_count;
    ll_arena *arena;
    ll_diagnostics *problems;
} check;

/* The param that was meant, or those that there are. */
static const char *those_known(const check *c, ll_str name) {
    const ll_params *known = &c->rule->params;
    const char **names = ll_arena_array(c->arena, known->count, sizeof *names);
    ll_buf list = ll_buf_on(c->arena);
    for (uint32_t i = 0; i < known->count; i++) {
        names[i] = ll_str_copy(c->arena, known->items[i].name);
        ll_buf_printf(&list, "%s%s", i ? ", " : "it has ", names[i]);
    }
    const char *guess = ll_did_you_mean(c->arena, ll_str_copy(c->arena, name), names, known->count);
    return *guess ? guess : known->count ? ll_buf_text(&list) : "it has none";
}

static void refuse(const check *c, uint32_t param, const char *what, const char *advice) {
    ll_problem(c->problems, c->change->params_node->keys[param]->span, ll_rule_file_problem, advice,
               "the rule '%s' %s", c->change->id->text.data, what);
}

static void check_one(const check *c, uint32_t param) {
    const ll_param *given = &c->change->params.items[param];
    uint32_t index = ll_params_find(&c->rule->params, given->name);
    if (index == LL_NONE) {
        refuse(c, param, "has no such param", those_known(c, given->name));
        return;
    }
    const ll_value *own = &c->rule->params.items[index].value;
    if (own->type != given->value.type)
        refuse(c, param, "has this param of another type", "");
    else if (own->type == LL_TYPE_NUMBER && own->number >= 0 && given->value.number < 0)
        refuse(c, param, "has this param at zero or above", "");
}

/* A number among params; false where there is none of that name. */
static bool number_in(double *out, const ll_params *params, const char *name) {
    uint32_t index = ll_params_find(params, ll_str_of(name));
    if (index == LL_NONE || params->items[index].value.type != LL_TYPE_NUMBER)
        return false;
    *out = params->items[index].value.number;
    return true;
}

/* Whether another change is to the same rule; those that were frozen have no more than its number.
 */
static bool is_of(const ll_profile_change *change, const check *c) {
    return change->id ? ll_str_equal(change->id->text, c->rule->id)
                      : change->rule == c->change->rule;
}

/* A bound that holds once the change is made: the change's, else the rule's own or that of a
 * profile which is further off, for that may be in force with it. */
static bool bound(double *out, const check *c, const char *name, int further) {
    double other;
    if (number_in(out, &c->change->params, name))
        return true;
    if (!number_in(out, &c->rule->params, name))
        return false;
    for (uint32_t i = 0; i < c->profile_count; i++)
        for (uint32_t k = 0; k < c->profiles[i].change_count; k++) {
            const ll_profile_change *change = &c->profiles[i].changes[k];
            if (is_of(change, c) && number_in(&other, &change->params, name) &&
                (other - *out) * further > 0)
                *out = other;
        }
    return true;
}

static void check_range(const check *c) {
    double min, max;
    if (!bound(&min, c, "min", -1) || !bound(&max, c, "max", 1) || min <= max)
        return;
    for (uint32_t i = c->change->params.count; i-- > 0;) {
        ll_str name = c->change->params.items[i].name;
        if (ll_str_is(name, "min") || ll_str_is(name, "max")) {
            refuse(c, i, "would have its 'min' above its 'max'",
                   ll_format(c->arena, "min: %g, max: %g: set both", min, max));
            return;
        }
    }
}

void ll_profile_change_check(const ll_profile_change *change, ll_arena *arena,
                             const ll_ruleset *ruleset, ll_diagnostics *problems) {
    check c = {
        change,  &ruleset->rules[change->rule], ruleset->profiles, ruleset->profile_count, arena,
        problems};
    for (uint32_t i = 0; i < change->params.count; i++)
        check_one(&c, i);
    check_range(&c);
}
