/* Makes mutants by copying the path from the root to the node that changes; see mutant.h. Recursion
 * is as deep as expressions may nest, which the parser limits. */
#include "rule/mutant.h"

static void add(ll_mutants *out, const ll_expression *when, const char *what) {
    out->items =
        ll_arena_grow(out->arena, out->items, &out->capacity, out->count + 1, sizeof *out->items);
    out->items[out->count++] = (ll_mutant){when, what};
}

static const char *without(ll_mutants *out, const ll_near_str *source) {
    ll_str part = ll_near_str_get(source);
    return ll_format(out->arena, "without '%.*s'", (int)part.length, part.data);
}

/* A copy of `node` with a child put in place of another. */
static const ll_expression *with_child(ll_arena *arena, const ll_expression *node,
                                       const ll_expression *child,
                                       const ll_expression *replacement) {
    ll_expression *copy = ll_expression_copy(arena, node);
    ll_near_set(ll_expression_left(node) == child ? &copy->left : &copy->right, replacement);
    return copy;
}

static void add_inside(ll_mutants *out, const ll_expression *node);

/* The mutants of a child, each within a copy of its parent. */
static void add_from(ll_mutants *out, const ll_expression *node, const ll_expression *child) {
    uint32_t first = out->count;
    if (!child)
        return;
    add_inside(out, child);
    for (uint32_t i = first; i < out->count; i++)
        out->items[i].when = with_child(out->arena, node, child, out->items[i].when);
}

static void add_inside(ll_mutants *out, const ll_expression *node) {
    bool logic =
        node->kind == LL_EXPRESSION_BINARY && (node->op == LL_OP_AND || node->op == LL_OP_OR);
    if (logic) {
        add(out, ll_expression_left(node), without(out, &ll_expression_right(node)->source));
        add(out, ll_expression_right(node), without(out, &ll_expression_left(node)->source));
    }
    if (node->kind == LL_EXPRESSION_UNARY && node->op == LL_OP_NOT)
        add(out, ll_expression_left(node),
            ll_format(out->arena, "without the 'not' of '%.*s'", (int)node->source.length,
                      (const char *)ll_near_get(&node->source.data)));
    add_from(out, node, ll_expression_left(node));
    add_from(out, node, ll_expression_right(node));
}

void ll_mutants_add(ll_mutants *out, const ll_expression *when) {
    add(out, NULL, "without 'when'");
    add_inside(out, when);
}
