/* What a caller says of letters: the keys that the program itself reads have a form. */
#include "../support.h"

#include "letterlint.h"

static const char day[] = "a day of the calendar is written YYYY-MM-DD",
                  spelling[] = "there are en-GB and en-US",
                  no_utf8[] = "the meta that came with the letter is not UTF-8";

static const struct {
    const char *key, *value;
    const char *problem; /* what the message ends with; NULL: none */
} rows[] = {
    {"today", "2026-03-04", NULL},
    {"today", "2028-02-29", NULL},
    {"today", "", NULL},
    {"today", "2026-02-29", day},
    {"today", "2026-3-4", day},
    {"today", "4 March 2026", day},
    {"today", "2026-03-04T00:00", day},
    {"Today", "x", day},
    {"spelling", "en-GB", NULL},
    {"spelling", "en-US", NULL},
    {"spelling", "en-gb", spelling},
    {"company", "2026-02-30", NULL},
    {"company", "\xFF", no_utf8},
    {"\xC3", "a", no_utf8},
};

START_TEST(each_key_has_its_form) {
    ll_meta meta[] = {{"role", "smith"}, {rows[_i].key, rows[_i].value}};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_lint_options with = {.meta = meta, .meta_count = 2};
    ll_status expected = rows[_i].problem ? LL_INVALID : LL_OK;
    ll_ruleset *ruleset = NULL;
    ll_result *result = NULL;
    ll_error error = {.message = ""}, same = {.message = ""};
    ck_assert_int_eq(ll_meta_check(meta, 2, &error), expected);
    ck_assert_int_eq(ll_meta_check(meta, 2, NULL), expected);
    if (rows[_i].problem)
        ck_assert(ll_str_ends(ll_str_of(error.message), rows[_i].problem));
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, "a", 1, &with, &same), expected);
    ck_assert_str_eq(same.message, error.message);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(nothing_is_nothing_wrong) {
    ck_assert_int_eq(ll_meta_check(NULL, 0, NULL), LL_OK);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("meta");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, each_key_has_its_form, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, nothing_is_nothing_wrong);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
