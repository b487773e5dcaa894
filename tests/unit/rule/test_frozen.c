/* Frozen rulesets: the shipped one says of every letter what the rule files themselves say. */
#include "../support.h"

#include "lint/ruletest.h"
#include "lint/shipped.h"
#include "rule/frozen.h"

#include <stdio.h>
#include <string.h>

static ll_ruleset *compiled, *thawed;

/* `strict` reads the rule files; without it, the library takes the image in it. */
static void setup(void) {
    ll_ruleset_options strict = {.strict = true};
    ck_assert_int_eq(ll_ruleset_new(&compiled, NULL, 0, &strict, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_ruleset_new(&thawed, NULL, 0, NULL, NULL, NULL), LL_OK);
}

static void teardown(void) {
    ll_ruleset_free(compiled);
    ll_ruleset_free(thawed);
}

static void compare_results(const ll_result *a, const ll_result *b, const char *path) {
    size_t rows, other_rows;
    ck_assert_msg(ll_result_count(a) == ll_result_count(b), "%s: %zu and %zu diagnostics", path,
                  ll_result_count(a), ll_result_count(b));
    for (size_t i = 0; i < ll_result_count(a); i++) {
        const ll_diagnostic *x = ll_result_get(a, i), *y = ll_result_get(b, i);
        ck_assert_str_eq(x->rule, y->rule);
        ck_assert_str_eq(x->message, y->message);
        ck_assert_str_eq(x->advice, y->advice);
        ck_assert_int_eq(x->level, y->level);
        ck_assert_uint_eq(x->span.start, y->span.start);
        ck_assert_uint_eq(x->span.end, y->span.end);
    }
    const ll_score *s = ll_result_scorecard(a, &rows), *t = ll_result_scorecard(b, &other_rows);
    ck_assert_uint_eq(rows, other_rows);
    for (size_t i = 0; i < rows; i++) {
        ck_assert_str_eq(s[i].id, t[i].id);
        ck_assert_int_eq(s[i].found, t[i].found);
    }
}

static void compare(const char *path, const char *profiles) {
    ll_arena *arena = ll_arena_new(0);
    ll_result *a, *b;
    ll_error error;
    ll_str text = ll_test_read(arena, path);
    ll_lint_options options = {.path = path, .profiles = profiles, .scorecard = true};
    ll_status status = ll_lint(&a, compiled, text.data, text.length, &options, &error);
    ck_assert_int_eq(ll_lint(&b, thawed, text.data, text.length, &options, &error), status);
    if (status == LL_OK) {
        compare_results(a, b, path);
        ll_result_free(a);
        ll_result_free(b);
    }
    ll_arena_free(arena);
}

START_TEST(says_what_the_files_say) {
    static const char *const profiles[] = {NULL, "senior,payments", "strict", "early-career"};
    enum { STEP = 3, PROFILES = sizeof profiles / sizeof *profiles };
    ll_arena *list = ll_arena_new(0);
    size_t count;
    const char *const *paths = ll_test_letters(list, &count);
    for (size_t i = 0; i < count; i += STEP)
        compare(paths[i], profiles[i / STEP % PROFILES]);
    ll_arena_free(list);
}
END_TEST

START_TEST(is_described_as_the_files_are) {
    size_t count = ll_ruleset_rule_count(compiled);
    ck_assert_uint_gt(count, 50);
    ck_assert_uint_eq(ll_ruleset_rule_count(thawed), count);
    for (size_t i = 0; i < count; i++) {
        ll_rule_info a = ll_ruleset_rule(compiled, i), b = ll_ruleset_rule(thawed, i);
        ck_assert_str_eq(a.id, b.id);
        ck_assert_str_eq(a.why, b.why);
        ck_assert_str_eq(a.bad, b.bad);
        ck_assert_str_eq(a.good, b.good);
        ck_assert_uint_eq(a.source_count, b.source_count);
    }
    ck_assert_uint_eq(ll_ruleset_profile_count(thawed), ll_ruleset_profile_count(compiled));
    for (size_t i = 0; i < ll_ruleset_profile_count(thawed); i++)
        ck_assert_str_eq(ll_ruleset_profile(thawed, i).about,
                         ll_ruleset_profile(compiled, i).about);
}
END_TEST

/* Nothing of an address, and nothing that lies between fields, gets into an image: here it is the
 * same, byte for byte, as where the library was built. */
START_TEST(freezes_to_the_same_image_every_time) {
    ll_ruleset_try_out(compiled);
    ll_str image = ll_ruleset_freeze(compiled->arena, compiled);
    ck_assert_uint_eq(image.length, ll_shipped_pack_size);
    for (uint32_t i = 0; i < image.length; i++)
        ck_assert_msg(image.data[i] == ll_shipped_pack[i], "byte %u of %u differs", i,
                      image.length);
}
END_TEST

/* --- Configurations ------------------------------------------------------------------------- */

static ll_status configured(ll_ruleset **out, const char *text, char *message, size_t size) {
    ll_config_file file = {
        .path = ".letterlint.yaml", .directory = "", .text = text, .length = strlen(text)};
    ll_ruleset_options options = {.configs = &file, .config_count = 1};
    ll_result **problems = NULL;
    size_t count = 0;
    *message = '\0';
    ll_status status = ll_ruleset_new(out, NULL, 0, &options, &problems, &count);
    if (count > 0)
        snprintf(message, size, "%s", ll_result_get(problems[0], 0)->message);
    ll_problems_free(problems, count);
    return status;
}

/* How many diagnostics a letter of one sentence gets. */
static size_t findings(const ll_ruleset *ruleset, const char *text) {
    ll_result *result;
    ll_error error;
    ll_lint_options options = {.path = "a.md"};
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), &options, &error), LL_OK);
    size_t count = ll_result_count(result);
    ll_result_free(result);
    return count;
}

START_TEST(configurations_are_laid_over) {
    const char *letter = "Dear team,\n\nI am passionate about code. I need to to say it.\n\nAnn\n";
    static const struct {
        const char *text, *problem;
        int change; /* of the number of findings */
    } cases[] = {
        {"rules: {doubled-word: off}\n", "", -1},
        {"rules: {doubled-word: error}\n", "", 0},
        {"paths: [{match: '*.md', rules: {doubled-word: off}}]\n", "", -1},
        {"paths: [{match: 'b/*.md', rules: {doubled-word: off}}]\n", "", 0},
        {"accept: [need to to]\n", "", -1},
        {"paths: [{match: '*.md', accept: [need to to]}]\n", "", -1},
        {"rules: {doubled-wrd: off}\n", "unknown rule 'doubled-wrd'", 0},
        {"profile: seniro\n", "unknown profile 'seniro'", 0},
        {"ruels: {}\n", "unknown key 'ruels' in a configuration", 0},
        {"rules: [\n", NULL, 0},
        {"- a list\n", "a configuration must be a mapping", 0},
    };
    size_t usual = findings(thawed, letter);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ll_ruleset *ruleset;
        char message[200];
        ll_status status = configured(&ruleset, cases[i].text, message, sizeof message);
        if (cases[i].problem && *cases[i].problem)
            ck_assert_str_eq(message, cases[i].problem);
        bool good = cases[i].problem && !*cases[i].problem;
        ck_assert_msg(status == (good ? LL_OK : LL_INVALID), "%s: %s", cases[i].text, message);
        if (status != LL_OK)
            continue;
        ck_assert_msg(findings(ruleset, letter) == usual + (size_t)cases[i].change, "%s",
                      cases[i].text);
        ll_ruleset_free(ruleset);
    }
}
END_TEST

START_TEST(no_rules_are_left_where_none_are_wanted) {
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *bare;
    ck_assert_int_eq(ll_ruleset_new(&bare, NULL, 0, &options, NULL, NULL), LL_OK);
    ck_assert_uint_eq(ll_ruleset_rule_count(bare), 0);
    ck_assert_uint_eq(ll_ruleset_profile_count(bare), 0);
    ck_assert_uint_eq(ll_ruleset_find(bare, "doubled-word", NULL), SIZE_MAX);
    ck_assert_uint_eq(findings(bare, "Dear team,\n\nI am am passionate.\n"), 0);
    ll_ruleset_free(bare);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("frozen");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, says_what_the_files_say);
    tcase_add_test(tests, is_described_as_the_files_are);
    tcase_add_test(tests, freezes_to_the_same_image_every_time);
    tcase_add_test(tests, configurations_are_laid_over);
    tcase_add_test(tests, no_rules_are_left_where_none_are_wanted);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
