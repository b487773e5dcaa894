/* Tests of the tests beside rules: what passes, what fails, and what is said of it. */
#include "../support.h"

#include "letterlint.h"

#include <stdio.h>
#include <string.h>

static char seen[4000];

static void note(void *user, const ll_test_outcome *outcome) {
    (void)user;
    size_t used = strlen(seen);
    snprintf(seen + used, sizeof seen - used, "%s%s:%u:%u %s %s%s", used ? "\n" : "", outcome->file,
             outcome->line, outcome->column, outcome->rule,
             outcome->passed ? "passed" : "failed: ", outcome->message);
}

typedef struct tested {
    const char *tests, *expected;
} tested;

static const char head[] = "letterlint: 1\n"
                           "rules:\n"
                           "  - id: a\n"
                           "    level: note\n"
                           "    params: {min: 1}\n"
                           "    find: {words: [x-ray, yak]}\n"
                           "    when: $min > 0\n"
                           "    message: 'saw {match} at {meta.company}'\n"
                           "    replace: '[{match}]'\n"
                           "    tests:\n";

static const tested rows[] = {
    {"      - bad: 'An «x-ray» or a «yak».'\n", "t.yaml:11:15 a passed"},
    {"      - bad: An x-ray.\n      - good: None.\n",
     "t.yaml:11:14 a passed\nt.yaml:12:15 a passed"},
    {"      - bad: 'An «x-ray» or a yak.'\n",
     "t.yaml:11:15 a failed: fires elsewhere: An «x-ray» or a «yak»."},
    {"      - bad: 'An «x»-ray.'\n", "t.yaml:11:15 a failed: fires elsewhere: An «x-ray»."},
    {"      - bad: None.\n", "t.yaml:11:14 a failed: must fire, but does not\n"
                             "t.yaml:3:9 a failed: no test makes this rule fire"},
    {"      - good: A yak.\n", "t.yaml:11:15 a failed: must not fire, but does: A «yak».\n"
                               "t.yaml:3:9 a failed: no test makes this rule fire"},
    {"      - bad: 'A «yak.'\n", "t.yaml:11:15 a failed: the marks « and » do not pair up\n"
                                 "t.yaml:3:9 a failed: no test makes this rule fire"},
    {"      - {bad: A yak., meta: {company: Q}, message: saw yak at Q}\n", "t.yaml:11:15 a passed"},
    {"      - {bad: A yak., message: saw}\n",
     "t.yaml:11:15 a failed: says something else: saw yak at "},
    {"      - {bad: A yak., fixed: 'A [yak].'}\n", "t.yaml:11:15 a passed"},
    {"      - {bad: A yak., fixed: A yak.}\n",
     "t.yaml:11:15 a failed: is mended differently: A [yak]."},
    {"      - {bad: A yak.}\n      - {good: A yak., params: {min: 0}}\n",
     "t.yaml:11:15 a passed\nt.yaml:12:16 a passed"},
    {"      - {bad: A yak.}\n      - good: '«A»'\n",
     "t.yaml:11:15 a passed\nt.yaml:12:16 a failed: a good letter has no marks"},
};

START_TEST(test_rows) {
    char text[3000];
    snprintf(text, sizeof text, "%s%s", head, rows[_i].tests);
    ll_rule_file file = {"t.yaml", text, strlen(text)};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    seen[0] = '\0';
    ck_assert_int_eq(ll_ruleset_test(ruleset, NULL, note, NULL), LL_OK);
    ck_assert_str_eq(seen, rows[_i].expected);
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(test_one_file_only) {
    char text[3000];
    snprintf(text, sizeof text, "%s%s", head, "      - bad: A yak.\n");
    ll_rule_file file = {"t.yaml", text, strlen(text)};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    seen[0] = '\0';
    ck_assert_int_eq(ll_ruleset_test(ruleset, "other.yaml", note, NULL), LL_OK);
    ck_assert_str_eq(seen, "");
    ck_assert_int_eq(ll_ruleset_test(ruleset, "t.yaml", note, NULL), LL_OK);
    ck_assert_str_ne(seen, "");
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(test_example) {
    char text[3000];
    snprintf(text, sizeof text, "%s%s", head,
             "      - good: None.\n      - {bad: 'Two: a «yak».', meta: {company: Q}}\n"
             "  - {id: b, level: note, message: m}\n");
    ll_rule_file file = {"t.yaml", text, strlen(text)};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    ll_result *result;
    size_t length;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_ruleset_example(&result, ruleset, 0), LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 1);
    ck_assert_str_eq(ll_result_get(result, 0)->message, "saw yak at Q");
    const char *letter = ll_result_text(result, &length);
    ck_assert_uint_eq(length, strlen("Two: a yak."));
    ck_assert_mem_eq(letter, "Two: a yak.", length);
    ll_result_free(result);
    ck_assert_int_eq(ll_ruleset_example(&result, ruleset, 1), LL_INVALID);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ruletest");
    TCase *cases = tcase_create("tests beside rules");
    tcase_add_loop_test(cases, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(cases, test_one_file_only);
    tcase_add_test(cases, test_example);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
