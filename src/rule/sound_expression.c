/* Expressions that come from elsewhere: they must be what the parser might have made.
 *
 * An expression is evaluated by recursion, once for each time it is met. So it must be a tree, or
 * small enough that it makes no difference: what is walked here is counted, and there is an end to
 * it. Types are reckoned anew by the parser's own rules.
 */
#include "rule/probe.h"
#include "rule/sound.h"

#include <math.h>

typedef struct walker {
    const ll_params *params;
    const ll_ruleset *ruleset;
    uint32_t left; /* nodes that may still be met */
} walker;

bool ll_value_is_sound(const ll_value *value) {
    return isfinite(value->number) && (value->type != LL_TYPE_TEXT || value->text.data);
}

bool ll_scope_is_sound(const ll_scope *scope) {
    for (uint32_t i = 0; i < scope->count; i++) {
        const ll_scope_step *step = &scope->steps[i];
        if (step->selector != LL_SELECT_ALL && step->number == 0)
            return false; /* parts are divided by it */
    }
    return scope->count > 0;
}

bool ll_region_is_sound(const ll_region *region, const ll_ruleset *ruleset) {
    switch (region->kind) {
    case LL_REGION_UNIT:
    case LL_REGION_MATCH:
    case LL_REGION_BEFORE:
    case LL_REGION_AFTER: return true;
    case LL_REGION_NEXT:
    case LL_REGION_PREVIOUS:
        return region->unit == LL_UNIT_SENTENCE || region->unit == LL_UNIT_PARAGRAPH;
    case LL_REGION_ENCLOSING:
        return region->unit == LL_UNIT_SENTENCE || region->unit == LL_UNIT_PARAGRAPH ||
               region->unit == LL_UNIT_ITEM || region->unit == LL_UNIT_LIST;
    case LL_REGION_SCOPE:
        return region->slot < ruleset->slots && ll_scope_is_sound(&region->scope) &&
               !ll_scope_is_suppression(&region->scope);
    }
    return false;
}

static bool is_probe_sound(const walker *w, const ll_expression *node) {
    if (node->probe >= ll_probe_count() || !ll_expression_region(node))
        return false;
    const ll_probe *probe = ll_probe_at(node->probe);
    for (uint32_t i = 0; i < node->term_count; i++)
        if (node->terms[i] >= ll_terms_count(w->ruleset->terms))
            return false;
    return node->type == probe->type && node->term_count >= probe->least_terms &&
           node->term_count <= probe->most_terms &&
           ll_region_is_sound(ll_expression_region(node), w->ruleset);
}

static bool is_sound(walker *w, const ll_expression *node);

static bool is_unary_sound(walker *w, const ll_expression *node) {
    if (!is_sound(w, ll_expression_left(node)))
        return false;
    if (node->op == LL_OP_NOT)
        return node->type == LL_TYPE_BOOL;
    return node->op == LL_OP_NEGATE && node->type == LL_TYPE_NUMBER &&
           ll_expression_left(node)->type != LL_TYPE_TEXT;
}

static bool is_binary_sound(walker *w, const ll_expression *node) {
    ll_type type = ll_operator_reckons(node->op) ? LL_TYPE_NUMBER : LL_TYPE_BOOL;
    return node->op != LL_OP_NOT && node->op != LL_OP_NEGATE && node->type == type &&
           is_sound(w, ll_expression_left(node)) && is_sound(w, ll_expression_right(node)) &&
           ll_operator_fits(node->op, ll_expression_left(node)->type,
                            ll_expression_right(node)->type);
}

static bool is_choice_sound(walker *w, const ll_expression *node) {
    return is_sound(w, ll_expression_condition(node)) && is_sound(w, ll_expression_left(node)) &&
           is_sound(w, ll_expression_right(node)) && ll_expression_left(node)->type == node->type &&
           ll_expression_right(node)->type == node->type;
}

/* As deep as `left` was at first, which the evaluator's stack holds as well. */
// NOLINTNEXTLINE(misc-no-recursion)
static bool is_sound(walker *w, const ll_expression *node) {
    if (!node || w->left == 0)
        return false;
    w->left--;
    switch (node->kind) {
    case LL_EXPRESSION_CONSTANT:
        return isfinite(node->number) && (node->type != LL_TYPE_TEXT || node->text.data.by);
    case LL_EXPRESSION_PARAM:
        return node->param < w->params->count &&
               node->type == w->params->items[node->param].value.type;
    case LL_EXPRESSION_META: return node->type == LL_TYPE_TEXT && node->text.data.by;
    case LL_EXPRESSION_PROBE: return is_probe_sound(w, node);
    case LL_EXPRESSION_UNARY: return is_unary_sound(w, node);
    case LL_EXPRESSION_BINARY: return is_binary_sound(w, node);
    case LL_EXPRESSION_CHOICE: return is_choice_sound(w, node);
    }
    return false;
}

bool ll_expression_is_sound(const ll_expression *expression, const ll_params *params,
                            const ll_ruleset *ruleset) {
    walker w = {.params = params, .ruleset = ruleset, .left = LL_EXPRESSION_NODES};
    return is_sound(&w, expression);
}
