/* What a profile or configuration may make of a rule's params: those that the rule has, of the same
 * type, no count below zero where the rule's own is not, and no range that ends before it begins.
 */
#include "rule/profile.h"

typedef struct check {
    const ll_profile_change *change;
    const ll_rule *rule;
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

/* A number that holds once the change is made: the change's, or the rule's own; false where there
 * is none. */
static bool number_of(double *out, const check *c, const char *name) {
    const ll_params *lists[] = {&c->change->params, &c->rule->params};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        uint32_t index = ll_params_find(lists[i], ll_str_of(name));
        if (index == LL_NONE)
            continue;
        *out = lists[i]->items[index].value.number;
        return lists[i]->items[index].value.type == LL_TYPE_NUMBER;
    }
    return false;
}

static void check_range(const check *c) {
    double min, max;
    if (!number_of(&min, c, "min") || !number_of(&max, c, "max") || min <= max)
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

void ll_profile_change_check(const ll_profile_change *change, ll_arena *arena, const ll_rule *rule,
                             ll_diagnostics *problems) {
    check c = {change, rule, arena, problems};
    for (uint32_t i = 0; i < change->params.count; i++)
        check_one(&c, i);
    check_range(&c);
}
