/* The tokens of an expression. */
#ifndef LL_RULE_LEXER_H
#define LL_RULE_LEXER_H

#include "rule/place.h"

typedef enum ll_token_kind {
    LL_TOKEN_END,
    LL_TOKEN_NUMBER,
    LL_TOKEN_TEXT,   /* quotes included */
    LL_TOKEN_NAME,   /* words, also and/or/not/in; meta.KEY with its dots */
    LL_TOKEN_PARAM,  /* $ included */
    LL_TOKEN_SYMBOL, /* operators and parentheses */
    LL_TOKEN_WRONG,
} ll_token_kind;

typedef struct ll_token {
    ll_token_kind kind;
    ll_str text;
    uint32_t start; /* bytes into the expression */
} ll_token;

/* The token at or after `from`; its end is start + text.length. */
ll_token ll_lexer_next(ll_str expression, uint32_t from);

#endif
