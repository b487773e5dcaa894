/* Tests of addresses: what is a domain, and the names of things that look like one. */
#include "../support.h"

#include "text/address.h"

typedef struct typed {
    const char *token;
    bool bare;
} typed;

static const typed tokens[] = {
    {"linkedin.com/in/anna", true},
    {"LinkedIn.com/in/anna", true},
    {"anna.dev/", true},
    {"git.example.org/a/b", true},
    {"example.co.uk/x", true},
    {"linkedin.com", false},
    {"Node.js/React", false},
    {"Socket.IO/Redis", false},
    {"and/or", false},
    {".com/x", false},
    {"a b.com/x", false},
    {"/", false},
    {"", false},
    {"(anna.dev/x", false},
    {"24/7", false},
};

START_TEST(test_tokens) {
    ck_assert_int_eq(ll_address_is_bare(ll_str_of(tokens[_i].token)), tokens[_i].bare);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("address");
    TCase *cases = tcase_create("addresses");
    tcase_add_loop_test(cases, test_tokens, 0, sizeof tokens / sizeof *tokens);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
