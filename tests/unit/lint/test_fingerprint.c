/* Fingerprints through the public API: which edits of a letter they survive, and which they do
 * not; and that they never change from one version of letterlint to the next. */
#include "../support.h"

#include "letterlint.h"

#include <stdio.h>
#include <string.h>

static const char rules[] =
    "letterlint: 1\n"
    "terms:\n"
    "  kafka: {words: [Kafka]}\n"
    "  bye: {words: [bye]}\n"
    "rules:\n"
    "  - {id: claim, level: note, find: {words: [passionate, 'team player']}, message: m}\n"
    "  - {id: quote, level: note, find: {raw: ['“[^”]*”']}, message: m}\n"
    "  - {id: no-kafka, level: note, scope: body, when: none(kafka), message: m}\n"
    "  - {id: no-bye, level: note, scope: body, at: closing, when: none(bye), message: m}\n"
    "  - {id: dull, level: note, scope: paragraph in body, when: words < 12, message: m}\n"
    "  - {id: ends, level: note, scope: [opening, closing], when: none(kafka), message: m}\n";

/* "0123456789abcdef …": the fingerprints of one rule in a letter. */
static void prints_of(char *out, size_t size, const char *rule, const char *letter) {
    ll_rule_file file = {.path = "r.yaml", .text = rules, .length = strlen(rules)};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset = NULL;
    ll_result *result = NULL;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ll_lint_options how = {.fingerprints = true};
    ck_assert_int_eq(ll_lint(&result, ruleset, letter, strlen(letter), &how, NULL), LL_OK);
    *out = '\0';
    for (size_t i = 0; i < ll_result_count(result); i++) {
        size_t used = strlen(out);
        const char *print = ll_result_fingerprint(result, i);
        ck_assert_uint_eq(strlen(print), 16);
        if (strcmp(ll_result_get(result, i)->rule, rule) == 0)
            snprintf(out + used, size - used, "%s%s", used ? " " : "", print);
    }
    ck_assert_msg(*out, "%s says nothing of %s", rule, letter);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}

typedef struct pair {
    bool equal;
    const char *rule, *before, *after;
} pair;

#define ONE "Dear Ann,\n\nI am passionate about it, and I run things.\n\nBest,\nBo\n"

static const pair pairs[] = {
    /* moved lines, changes elsewhere, another line end */
    {true, "claim", ONE,
     "\n\n# Bo\n\nDear Ann,\n\nNo. I am passionate about it, and I run things."},
    {true, "claim", ONE, "I am passionate about it, and I run things.\r\n"},
    /* re-wrapping, quotes, indents, markup */
    {true, "claim", ONE, "> I am\n> passionate about\n> it, and I run things."},
    {true, "claim", ONE, "I am **passionate** about it,   and\nI `run` things."},
    {true, "claim", "I'm a\n  team\n  player.", "- I’m a team player."},
    /* the sentence, the words, the rule */
    {false, "claim", ONE, "I am passionate about it, and we run things."},
    {false, "claim", "A team player runs.", "A Team player runs."},
    {true, "quote", "Say “hi  there” now.", "Say “hi\nthere” now."},
    {false, "quote", "Say “hi” now.", "Say “ho” now."},
    /* outside sentences */
    {true, "quote", "Hi.\n\n<!-- “x” -->\n", "Ho.\n\n  <!--   “x” -->\n"},
    /* what is absent, is absent whatever else is there */
    {true, "no-kafka", ONE, "Dear Bob,\n\nOther words.\n\nIn two paragraphs.\n"},
    {true, "no-bye", ONE, "Dear Bob,\n\nOther words.\n\nIn two paragraphs.\n"},
    {true, "ends", "Some words.\n", "Others.\n"},
    /* one of many is known by how it begins */
    {true, "dull", "It works. So do I.", "It\nworks. You do."},
    {false, "dull", "It works. So do I.", "It worked. So do I."},
};

START_TEST(a_fingerprint_survives_what_it_should) {
    char before[400], after[400];
    prints_of(before, sizeof before, pairs[_i].rule, pairs[_i].before);
    prints_of(after, sizeof after, pairs[_i].rule, pairs[_i].after);
    ck_assert_msg((strcmp(before, after) == 0) == pairs[_i].equal, "%s: %s: %s\n%s: %s",
                  pairs[_i].rule, before, pairs[_i].before, after, pairs[_i].after);
}
END_TEST

START_TEST(equal_faults_are_equal) {
    char prints[400];
    prints_of(prints, sizeof prints, "claim", "A team player. A team player. A passionate one.");
    ck_assert_uint_eq(strlen(prints), 3 * 16 + 2);
    ck_assert(strncmp(prints, prints + 17, 16) == 0);
    ck_assert(strncmp(prints, prints + 34, 16) != 0);
}
END_TEST

START_TEST(the_opening_is_not_the_closing) {
    char prints[400];
    prints_of(prints, sizeof prints, "ends", "The first.\n\nThe last.\n");
    ck_assert_uint_eq(strlen(prints), 2 * 16 + 1);
    ck_assert(strncmp(prints, prints + 17, 16) != 0);
}
END_TEST

/* Written down once: baselines outlive versions. */
START_TEST(fingerprints_stay) {
    char print[400];
    prints_of(print, sizeof print, "claim", ONE);
    ck_assert_str_eq(print, "edf58604c8e46d2e");
    prints_of(print, sizeof print, "no-kafka", ONE);
    ck_assert_str_eq(print, "c9ca8ebfe4b35bb1");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("fingerprint");
    TCase *tests = tcase_create("letters");
    tcase_add_loop_test(tests, a_fingerprint_survives_what_it_should, 0,
                        (int)(sizeof pairs / sizeof *pairs));
    tcase_add_test(tests, equal_faults_are_equal);
    tcase_add_test(tests, the_opening_is_not_the_closing);
    tcase_add_test(tests, fingerprints_stay);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
