/* Expressions: what `when` and the braces of a message say, as a checked tree. The grammar stands
 * in docs/rule-language.md. Parsed and typed when rules are loaded; evaluated by value.c. */
#ifndef LL_RULE_EXPRESSION_H
#define LL_RULE_EXPRESSION_H

#include "base/near.h"
#include "rule/region.h"

typedef enum ll_type { LL_TYPE_BOOL, LL_TYPE_NUMBER, LL_TYPE_TEXT } ll_type;

typedef struct ll_value {
    ll_type type;
    double number; /* booleans: 0 or 1 */
    ll_str text;
} ll_value;

typedef enum ll_expression_kind {
    LL_EXPRESSION_CONSTANT,
    LL_EXPRESSION_PARAM,
    LL_EXPRESSION_META,
    LL_EXPRESSION_PROBE,
    LL_EXPRESSION_UNARY,
    LL_EXPRESSION_BINARY,
    LL_EXPRESSION_CHOICE, /* condition ? left : right */
} ll_expression_kind;

typedef enum ll_operator {
    LL_OP_OR,
    LL_OP_AND,
    LL_OP_NOT,
    LL_OP_LESS,
    LL_OP_LESS_EQUAL,
    LL_OP_GREATER,
    LL_OP_GREATER_EQUAL,
    LL_OP_EQUAL,
    LL_OP_NOT_EQUAL,
    LL_OP_ADD,
    LL_OP_SUBTRACT,
    LL_OP_MULTIPLY,
    LL_OP_DIVIDE,
    LL_OP_NEGATE,
} ll_operator;

/* How many terms a probe may ask for. */
enum { LL_MOST_TERMS = 4 };

/* Stands where it was made, for its pointers are near: an image of it is used in place. */
typedef struct ll_expression {
    ll_expression_kind kind;
    ll_type type;
    ll_operator op;
    uint32_t param;      /* index into the rule's params */
    uint32_t probe;      /* its number: ll_probe_at */
    uint32_t term_count; /* of a probe */
    ll_near left, right; /* expressions; unary: left */
    ll_near condition;   /* of a choice */
    double number;       /* of a constant; booleans: 0 or 1 */
    ll_near_str text;    /* of a constant; of a meta name, its key */
    ll_near region;      /* of a probe */
    ll_near_str source;  /* as written, for the trace */
    uint32_t terms[LL_MOST_TERMS];
} ll_expression;

static inline const ll_expression *ll_expression_left(const ll_expression *node) {
    return ll_near_get(&node->left);
}

static inline const ll_expression *ll_expression_right(const ll_expression *node) {
    return ll_near_get(&node->right);
}

static inline const ll_expression *ll_expression_condition(const ll_expression *node) {
    return ll_near_get(&node->condition);
}

static inline const ll_region *ll_expression_region(const ll_expression *node) {
    return ll_near_get(&node->region);
}

/* A copy, which is the caller's to change. */
ll_expression *ll_expression_copy(ll_arena *arena, const ll_expression *node);

/* A rule's params: names and default values. */
typedef struct ll_param {
    ll_str name;
    ll_value value;
} ll_param;

typedef struct ll_params {
    const ll_param *items;
    uint32_t count;
} ll_params;

/* Index by name, or LL_NONE. */
uint32_t ll_params_find(const ll_params *params, ll_str name);

/* The terms that a rule refers to. */
typedef struct ll_uses {
    uint32_t *terms;
    uint32_t count, capacity;
} ll_uses;

/* Notes the use of a term, here and in the term. */
void ll_uses_add(ll_uses *uses, ll_arena *arena, ll_terms *terms, uint32_t term);

/* What an expression may refer to, and what parsing notes about it. */
typedef struct ll_expression_context {
    ll_arena *arena;
    ll_terms *terms;
    const ll_params *params;
    bool has_find;   /* `match`, `before` and `after` need a candidate match */
    bool has_fault;  /* `fault` and `hint` need a suppression */
    ll_index *slots; /* see ll_scope_slot */
    ll_uses *uses;   /* the terms it refers to are added here */
} ll_expression_context;

/* No expression has more nodes: the evaluator recurses, and its stack must hold them. */
enum { LL_EXPRESSION_NODES = 756 };

/* Whether a binary operator takes operands of these types, and whether it gives a number; else it
 * gives a bool. */
bool ll_operator_fits(ll_operator op, ll_type left, ll_type right);
bool ll_operator_reckons(ll_operator op);

/* Parses and checks; NULL after a mistake, which is among the place's problems. */
const ll_expression *ll_expression_parse(const ll_expression_context *context, ll_place place);

#endif
