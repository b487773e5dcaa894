/* Tests of running rules: units, candidates, limits, `at`, `unless`, `needs`, `gate`, `replace`. */
#include "../language.h"
#include "../support.h"

#include "lint/result.h"

#include <stdio.h>
#include <string.h>

static const char letter[] = "---\n"
                             "company: Northstar\n"
                             "---\n"
                             "Dear Ana,\n"
                             "\n"
                             "We ran *Kafka*. It carried Redis\n"
                             "and kafka.\n"
                             "\n"
                             "- Kafka first\n"
                             "  - Kafka nested\n"
                             "- Postgres\n"
                             "\n"
                             "The end. Redis too.\n"
                             "\n"
                             "Kind regards,\n"
                             "Ben Okri\n";

static const char head[] = "letterlint: 1\n"
                           "terms:\n"
                           "  kafka: {words: [Kafka]}\n"
                           "  redis: {words: [Redis]}\n"
                           "  absent: {words: [unicorn]}\n"
                           "  brace: {raw: ['\\*Kafka\\*']}\n"
                           "  wordy: {words: [the end, carried]}\n"
                           "rules:\n";

typedef struct ran {
    const char *rules, *expected;
} ran;

#define RULE(id, rest) "  - id: " id "\n    level: note\n    message: m\n" rest

static const ran rows[] = {
    /* the default scope is the letter, once */
    {RULE("a", ""), "4:1-16:9 m [a]"},
    {RULE("a", "    when: any(absent)\n"), ""},
    /* units of the scope, exact spans through markup and line breaks */
    {RULE("a", "    scope: sentence in opening\n"), "6:1-6:16 m [a]\n6:17-7:11 m [a]\n"
                                                    "9:3-9:14 m [a]\n10:5-10:17 m [a]\n"
                                                    "11:3-11:11 m [a]"},
    {RULE("a", "    scope: signoff\n"), "15:1-16:9 m [a]"},
    {RULE("a", "    scope: code\n"), ""},
    /* of nested units the outermost */
    {RULE("a", "    scope: item\n"), "9:3-10:17 m [a]\n11:3-11:11 m [a]"},
    {RULE("a", "    scope: [sentence in item, list]\n"), "9:3-11:11 m [a]"},
    /* find: each match, wherever the scope reaches */
    {RULE("a", "    find: kafka\n    scope: body\n"),
     "6:9-6:14 m [a]\n7:5-7:10 m [a]\n9:3-9:8 m [a]\n10:5-10:10 m [a]"},
    {RULE("a", "    find: kafka\n    limit: 2\n"), "6:9-6:14 m [a]\n7:5-7:10 m [a]"},
    {RULE("a", "    find: kafka\n    when: any(redis in sentence)\n"), "7:5-7:10 m [a]"},
    {RULE("a", "    find: {words: [nested, too]}\n"), "10:11-10:17 m [a]\n13:16-13:19 m [a]"},
    {RULE("a", "    find: brace\n"), "6:8-6:15 m [a]"},
    {"  - id: a\n    level: note\n    message: '{match} {text(in match)}'\n    find: brace\n",
     "6:8-6:15 *Kafka* *Kafka* [a]"},
    {RULE("a", "    find: absent\n"), ""},
    /* at: where a missing thing would go */
    {RULE("a", "    scope: body\n    when: none(absent)\n    at: closing\n"), "13:1-13:20 m [a]"},
    {RULE("a", "    scope: body\n    at: sentence:first in closing\n"), "13:1-13:9 m [a]"},
    {RULE("a", "    at: postscript\n"), "6:1-13:20 m [a]"}, /* not there: the body */
    /* unless: one absence is said once, whatever the order in the file */
    {RULE("a", "    unless: [b]\n") RULE("b", "    scope: closing\n"), "13:1-13:20 m [b]"},
    {RULE("a", "    unless: [b]\n    scope: closing\n") RULE("b", "    find: absent\n"),
     "13:1-13:20 m [a]"},
    /* needs */
    {RULE("a", "    needs: [meta.company]\n    scope: closing\n"), "13:1-13:20 m [a]"},
    {RULE("a", "    needs: [meta.role]\n    scope: closing\n"), ""},
    /* a gate silences what depends on words, and only that */
    {RULE("g", "    gate: true\n    scope: closing\n") RULE("a", "    find: kafka\n")
         RULE("b", "    scope: closing\n    when: words > 1\n") RULE("c", "    find: brace\n"),
     "6:8-6:15 m [c]\n13:1-13:20 m [g]\n13:1-13:20 m [b]"},
    {RULE("g", "    gate: true\n    when: any(absent)\n")
         RULE("a", "    find: kafka\n    limit: 1\n"),
     "6:9-6:14 m [a]"},
    /* inline code is kept apart by skip-code alone */
    {RULE("a", "    find: {from: meta.company}\n"), ""},
};

START_TEST(test_rows) {
    char rules[3000];
    snprintf(rules, sizeof rules, "%s%s", head, rows[_i].rules);
    ck_assert_str_eq(ll_test_lint(rules, letter), rows[_i].expected);
}
END_TEST

typedef struct profiled {
    const char *front_matter, *expected;
} profiled;

static const profiled profiles[] = {
    {"x: y", "note 1 [a] "},
    {"profile: north", "note 1 [a] note 1 [b] "},
    {"profile: south", "warning 2 [b] "},
    {"profile: [north, loud]", "error 3 [a] note 4 [b] "},
    {"profile: loud, south", "warning 2 [b] "}, /* the later one wins */
    {"profile: nort", "error unknown profile 'nort' [front-matter] note 1 [a] "},
};

START_TEST(test_profiles) {
    static const char rules[] =
        "letterlint: 1\nrules:\n"
        "  - {id: a, level: note, params: {p: 1}, message: '{$p}'}\n"
        "  - {id: b, level: warning, default: off, params: {p: 1}, message: '{$p}'}\n"
        "profiles:\n"
        "  north: {about: up, rules: {b: note}}\n"
        "  south: {rules: {a: off, b: {level: warning, params: {p: 2}}}}\n"
        "  loud: {rules: {a: {level: error, params: {p: 3}}, b: {params: {p: 4}}}}\n";
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ll_ruleset *ruleset;
    ll_result *result;
    char text[200], seen[400] = "";
    snprintf(text, sizeof text, "---\n%s\n---\nA letter.\n", profiles[_i].front_matter);
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), NULL, NULL), LL_OK);
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *d = ll_result_get(result, i);
        size_t used = strlen(seen);
        snprintf(seen + used, sizeof seen - used, "%s %s [%s] ", ll_level_name(d->level),
                 d->message, d->rule);
    }
    ck_assert_str_eq(seen, profiles[_i].expected);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

static void expect_fix(const char *rest, const char *expected) {
    char rules[2000];
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    ll_result *result;
    snprintf(rules, sizeof rules, "%s%s%s", head,
             "  - id: a\n    level: note\n    message: m\n    find: wordy\n    limit: 1\n", rest);
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    const char text[] = "Now The end is near.";
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), NULL, NULL), LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 1);
    const ll_fix *fix = ll_result_get(result, 0)->fix;
    if (expected) {
        ck_assert_ptr_nonnull(fix);
        ck_assert_str_eq(fix->text, expected);
        ck_assert_uint_eq(fix->span.start, 4);
        ck_assert_uint_eq(fix->span.end, 11);
    } else {
        ck_assert_ptr_null(fix);
    }
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}

START_TEST(test_fixes) {
    expect_fix("", NULL);
    expect_fix("    replace: \"<{match}>\"\n", "<The end>");
    expect_fix("    replace: {the end: fin}\n    fix: safe\n", "Fin"); /* keeps the case */
    expect_fix("    replace: {another: fin}\n", NULL);
}
END_TEST

START_TEST(test_meta_of_the_caller) {
    const char rules[] = "letterlint: 1\nrules:\n  - id: a\n    level: note\n"
                         "    find: {from: meta.company}\n    message: \"{meta.company}\"\n";
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ll_ruleset *ruleset;
    ll_result *result;
    const ll_meta meta = {"company", "Fernhill Labs"};
    ll_lint_options lint = {.meta = &meta, .meta_count = 1};
    const char text[] = "---\ncompany: Other\n---\nI like fernhill\nlabs, not Other.";
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), &lint, NULL), LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 1);
    ck_assert_str_eq(ll_result_get(result, 0)->message, "Fernhill Labs");
    ck_assert_uint_eq(ll_result_position(result, ll_result_get(result, 0)->span.start).line, 4);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

/* Items within items, and sentences in the innermost: what is in one is in all around it. */
START_TEST(test_nested_units_are_looked_at_once) {
    static char text[40000];
    const char rules[] =
        "letterlint: 1\nrules:\n"
        "  - {id: a, level: note, message: m, scope: sentence in item}\n"
        "  - {id: b, level: note, message: m, scope: item in item in item}\n"
        "  - {id: c, level: note, message: m, scope: \"item:last-third in item\"}\n";
    for (size_t i = 0; i < 5000; i++)
        memcpy(text + 2 * i, "- ", 2);
    for (size_t i = 0; i < 5000; i++)
        memcpy(text + 10000 + 4 * i, "It. ", 4);
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    const ll_run_options run = {.only = LL_NONE, .trace = LL_NONE};
    const ll_lint_options lint = {.max_size = 0};
    ll_ruleset *ruleset;
    ll_result *result;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint_with(&result, ruleset, ll_str_of(text), &lint, &run, 32u << 20, NULL),
                     LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 5000 + 1 + 1);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

/* A rule whose words are nowhere is passed over, but not where somebody asks what it did. */
START_TEST(test_trace_of_a_rule_that_finds_nothing) {
    const char rules[] =
        "letterlint: 1\nrules:\n  - {id: a, level: note, find: {words: [unicorn]}, message: m}\n";
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ll_lint_options lint = {.trace = "a"};
    ll_ruleset *ruleset;
    ll_result *result;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, "We ran Kafka.", 13, &lint, NULL), LL_OK);
    ck_assert_str_eq(ll_result_trace(result), "a (note) looks at: letter\n");
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(test_meta_of_the_caller_is_utf8) {
    static const ll_meta wrong[] = {{"company", "N\xFF"}, {"c\xE9", "x"}};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, &options, NULL, NULL), LL_OK);
    for (size_t i = 0; i < 2; i++) {
        ll_lint_options lint = {.meta = &wrong[i], .meta_count = 1};
        ll_result *result = NULL;
        ll_error error;
        ck_assert_int_eq(ll_lint(&result, ruleset, "x", 1, &lint, &error), LL_INVALID);
        ck_assert_str_eq(error.message, "the meta that came with the letter is not UTF-8");
        ck_assert_ptr_null(result);
    }
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(test_trace) {
    const char rules[] =
        "letterlint: 1\nterms:\n  k: {words: [Kafka, Kafka queue]}\nrules:\n  - id: a\n"
        "    level: note\n    scope: sentence\n    params: {min: 2}\n"
        "    when: count(k) >= $min\n    message: m\n";
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ll_ruleset *ruleset;
    ll_result *result;
    ll_lint_options lint = {.trace = "a"};
    const char text[] =
        "We ran Kafka in all our data centres here. Kafka and the Kafka\nQueue were what I built.";
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), &lint, NULL), LL_OK);
    ck_assert_str_eq(ll_result_trace(result),
                     "a (note) looks at: sentence\n"
                     "  1:1 unit \"We ran Kafka in all our data centres here.\"\n"
                     "    count(k) = 1: 1:8 'Kafka'\n"
                     "    $min = 2\n"
                     "    -> silent\n"
                     "  1:44 unit \"Kafka and the Kafka Queue were what I built.\"\n"
                     "    count(k) = 2: 1:44 'Kafka', 1:58 'Kafka Queue'\n"
                     "    $min = 2\n"
                     "    -> fires\n");
    ll_result_free(result);
    ll_error error;
    lint.trace = "b";
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), &lint, &error), LL_INVALID);
    ck_assert_str_eq(error.message, "unknown rule 'b'");
    char id[200], expected[200];
    memset(id, 'x', sizeof id);
    memcpy(id + 99, "\u00E9y", 4);
    lint.trace = id;
    snprintf(expected, sizeof expected, "unknown rule '%.99s'", id);
    ck_assert_int_eq(ll_lint(&result, ruleset, text, strlen(text), &lint, &error), LL_INVALID);
    ck_assert_str_eq(error.message, expected); /* cut between characters */
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("run");
    TCase *cases = tcase_create("running");
    tcase_add_loop_test(cases, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(cases, test_profiles, 0, sizeof profiles / sizeof *profiles);
    tcase_add_test(cases, test_fixes);
    tcase_add_test(cases, test_meta_of_the_caller);
    tcase_add_test(cases, test_nested_units_are_looked_at_once);
    tcase_add_test(cases, test_meta_of_the_caller_is_utf8);
    tcase_add_test(cases, test_trace);
    tcase_add_test(cases, test_trace_of_a_rule_that_finds_nothing);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
