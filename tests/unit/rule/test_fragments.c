/* Tests of fragments of patterns: put in place, nested, faulty. */
#include "../language.h"
#include "../support.h"

#include <stdio.h>
#include <string.h>

static const char head[] = "letterlint: 1\n";
static const char rule[] = "rules: [{id: a, level: note, message: '{match}|{1}', find: t}]\n";

typedef struct parted {
    const char *rules, *expected;
} parted;

static const parted rows[] = {
    {"fragments: {n: '\\d+', unit: 'ms|s'}\nterms: {t: {patterns: ['((?&n)) (?&unit)']}}\n",
     "1:4-1:9 40 ms|40 [a]"},
    {"fragments: {n: '\\d(?&m)', m: '\\d*'}\nterms: {t: {patterns: ['(?&n) (ms)']}}\n",
     "1:4-1:9 40 ms|ms [a]"},
    {"terms: {t: {patterns: ['(?<d>\\d)(?&d)']}}\n", "1:4-1:6 40|4 [a]"},
    {"fragments: {n: '(?&n)x'}\nterms: {t: {patterns: ['(?&n)']}}\n",
     "3:25 error: its fragments lead in a circle"},
    {"fragments: {n: '(?&m)(?&m)(?&m)(?&m)(?&m)(?&m)(?&m)(?&m)', m: "
     "'(?&o)(?&o)(?&o)(?&o)(?&o)(?&o)(?&o)(?&o)(?&o)(?&o)', o: "
     "'(?&p)(?&p)(?&p)(?&p)(?&p)(?&p)(?&p)(?&p)(?&p)(?&p)', p: "
     "'(?&q)(?&q)(?&q)(?&q)(?&q)(?&q)(?&q)(?&q)(?&q)(?&q)', q: abcdefghij}\n"
     "terms: {t: {patterns: ['(?&n)']}}\n",
     "3:25 error: with its fragments in place it is longer than 64 KiB"},
    {"fragments: [x]\nterms: {t: {words: [p99]}}\n",
     "2:12 error: 'fragments' must be a mapping from names to patterns"},
    {"fragments: {n: [x]}\nterms: {t: {words: [p99]}}\n",
     "2:16 error: a fragment must be a pattern"},
};

START_TEST(test_rows) {
    char rules[3000];
    snprintf(rules, sizeof rules, "%s%s%s", head, rows[_i].rules, rule);
    ck_assert_str_eq(ll_test_lint(rules, "At 40 ms."), rows[_i].expected);
}
END_TEST

START_TEST(test_unused_and_twice) {
    static const char *const texts[] = {"letterlint: 1\nfragments: {n: x}\n",
                                        "letterlint: 1\nfragments: {n: y}\n"};
    ll_rule_file files[] = {{"1", texts[0], strlen(texts[0])}, {"2", texts[1], strlen(texts[1])}};
    ll_ruleset_options options = {.no_default_rules = true, .strict = true};
    ll_ruleset *ruleset = NULL;
    ll_result **problems;
    size_t count;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, files, 1, &options, &problems, &count), LL_INVALID);
    ck_assert_str_eq(ll_result_get(problems[0], 0)->message, "no pattern uses the fragment 'n'");
    ll_problems_free(problems, count);
    options.strict = false;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, files, 2, &options, &problems, &count), LL_INVALID);
    ck_assert_str_eq(ll_result_get(problems[0], 0)->message,
                     "the fragment 'n' is defined already, in 1");
    ll_problems_free(problems, count);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("fragments");
    TCase *cases = tcase_create("fragments");
    tcase_add_loop_test(cases, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(cases, test_unused_and_twice);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
