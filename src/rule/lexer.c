/* Cuts an expression into tokens; see lexer.h. */
#include "rule/lexer.h"

#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool in_name(char c) {
    return starts_name(c) || is_digit(c) || c == '-' || c == '.';
}

static uint32_t run(ll_str text, uint32_t from, bool (*accept)(char)) {
    while (from < text.length && accept(text.data[from]))
        from++;
    return from;
}

static bool in_number(char c) {
    return is_digit(c) || c == '.';
}

/* The end of a quoted text, or 0 where its closing quote is missing. */
static uint32_t quoted_end(ll_str text, uint32_t from) {
    const char *close = memchr(text.data + from + 1, text.data[from], text.length - from - 1);
    return close ? (uint32_t)(close - text.data) + 1 : 0;
}

static uint32_t symbol_length(ll_str rest) {
    static const char *const symbols[] = {"<=", ">=", "==", "!=", "<", ">", "+", "-",
                                          "*",  "/",  "(",  ")",  "?", ":", ","};
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (ll_str_starts(rest, symbols[i]))
            return (uint32_t)strlen(symbols[i]);
    return 0;
}

ll_token ll_lexer_next(ll_str text, uint32_t from) {
    while (from < text.length && strchr(" \t\r\n", text.data[from]))
        from++;
    ll_token token = {.kind = LL_TOKEN_END, .start = from};
    uint32_t end = from;
    if (from < text.length) {
        char c = text.data[from];
        if (is_digit(c)) {
            token.kind = LL_TOKEN_NUMBER;
            end = run(text, from, in_number);
        } else if (starts_name(c)) {
            token.kind = LL_TOKEN_NAME;
            end = run(text, from, in_name);
        } else if (c == '$') {
            token.kind = LL_TOKEN_PARAM;
            end = run(text, from + 1, in_name);
        } else if (c == '"' || c == '\'') {
            end = quoted_end(text, from);
            token.kind = end ? LL_TOKEN_TEXT : LL_TOKEN_WRONG;
            end = end ? end : text.length;
        } else {
            end = from + symbol_length(ll_str_slice(text, from, text.length));
            token.kind = end > from ? LL_TOKEN_SYMBOL : LL_TOKEN_WRONG;
            end = end > from ? end : from + 1;
        }
    }
    token.text = ll_str_slice(text, from, end);
    return token;
}
