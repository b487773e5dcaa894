/* Tests of src/rule/lexer.c: tokens and their places. */
#include "../support.h"
#include "rule/lexer.h"

#include <stdio.h>
#include <string.h>

static const char kinds[] = {
    [LL_TOKEN_END] = '.',   [LL_TOKEN_NUMBER] = '#', [LL_TOKEN_TEXT] = '"', [LL_TOKEN_NAME] = 'n',
    [LL_TOKEN_PARAM] = '$', [LL_TOKEN_SYMBOL] = 's', [LL_TOKEN_WRONG] = '?'};

typedef struct lexed {
    const char *text, *expected;
} lexed;

static const lexed expressions[] = {
    {"", "0.:"},
    {"  ", "2.:"},
    {"any(scale-word in next)", "0n:any 3s:( 4n:scale-word 15n:in 18n:next 22s:) 23.:"},
    {"$min - 1.5", "0$:$min 5s:- 7#:1.5 10.:"},
    {"a<=b != c", "0n:a 1s:<= 3n:b 5s:!= 8n:c 9.:"},
    {"'it''", "0\":'it' 4?:' 5.:"},
    {"\"a b\" == meta.x-y.z", "0\":\"a b\" 6s:== 9n:meta.x-y.z 19.:"},
    {"a & b", "0n:a 2?:& 4n:b 5.:"},
    {"\"open", "0?:\"open 5.:"},
    {"x\n  and\ty", "0n:x 4n:and 8n:y 9.:"},
};

START_TEST(test_tokens) {
    ll_str text = ll_str_of(expressions[_i].text);
    char seen[300] = "";
    uint32_t at = 0;
    for (;;) {
        ll_token token = ll_lexer_next(text, at);
        size_t used = strlen(seen);
        snprintf(seen + used, sizeof seen - used, "%s%u%c:%.*s", used ? " " : "", token.start,
                 kinds[token.kind], (int)token.text.length, token.text.data);
        at = token.start + token.text.length;
        if (token.kind == LL_TOKEN_END)
            break;
    }
    ck_assert_str_eq(seen, expressions[_i].expected);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("lexer");
    TCase *tokens = tcase_create("tokens");
    tcase_add_loop_test(tokens, test_tokens, 0, sizeof expressions / sizeof *expressions);
    suite_add_tcase(suite, tokens);
    return ll_test_run(suite);
}
