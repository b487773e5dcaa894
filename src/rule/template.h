/* Templates: texts with {expressions} and {1} captures in them. */
#ifndef LL_RULE_TEMPLATE_H
#define LL_RULE_TEMPLATE_H

#include "rule/expression.h"

/* A piece is a literal text, an expression, or a capture (1 to 9). */
typedef struct ll_template_piece {
    ll_str literal;
    const ll_expression *expression;
    uint32_t capture;
} ll_template_piece;

typedef struct ll_template {
    const ll_template_piece *pieces;
    uint32_t count;
    ll_str source; /* as written */
} ll_template;

/* Parses; false after a mistake, which is among the place's problems. */
bool ll_template_parse(ll_template *out, const ll_expression_context *context, ll_place place);

#endif
