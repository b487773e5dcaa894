/* Tests of expressions, regions, probes and templates: each row is an expression, put into the
 * message of a rule that runs over one letter, and what it prints there. */
#include "../language.h"
#include "../support.h"

#include <stdio.h>
#include <string.h>

static const char letter[] = "---\n"
                             "company: Northstar\n"
                             "---\n"
                             "Dear Ana,\n"
                             "\n"
                             "We ran Kafka. It carried two topics, and Redis held the locks.\n"
                             "\n"
                             "- Kafka first\n"
                             "- kafka again, then Postgres\n"
                             "\n"
                             "One more line here. The end came.\n"
                             "\n"
                             "Kind regards,\n"
                             "Ben Okri\n";

static const char head[] = "letterlint: 1\n"
                           "terms:\n"
                           "  tool: {words: [Kafka, Redis, [Postgres, PostgreSQL]]}\n"
                           "  absent: {words: [unicorn]}\n"
                           "  ran: {words: [ran]}\n"
                           "  pair: {patterns: ['(\\w+) topics, (and)']}\n"
                           "rules:\n";

typedef struct printed {
    const char *rule; /* keys of the rule beside id, level and message */
    const char *message, *expected;
} printed;

static const printed rows[] = {
    /* operators and their order */
    {"", "{1 + 2 * 3}", "7"},
    {"", "{(1 + 2) * 3}", "9"},
    {"", "{7 / 2} {7 / 0} {-3 + 1} {- (2)}", "3.5 0 -2 -2"},
    {"", "{10 - 2 - 3} {16 / 4 / 2}", "5 2"},
    {"", "{1 < 2 and not 2 < 1} {1 >= 2 or 2 != 2}", "true false"},
    {"", "{not 0 and 1} {not (0 or 1)}", "true false"},
    {"", "{'a' == 'a'} {'a' != \"b\"} {'' or 0}", "true true false"},
    {"", "{1 / 4} {0 - 2.75} {1 / 0.3}", "0.2 -2.8 3.3"},
    {"    params: {hex: 0x10}\n", "{$hex}", "0x10"}, /* a text */
    {"", "{2 <= 2} {3 > 2.5}", "true true"},
    {"", "{1 < 2 ? 'less' : 'more'} {2 < 1 or 0 ? 1 : 2 + 3}", "less 5"},
    {"", "{0 ? 'a' : 1 ? 'b' : 'c'} {(1 ? 2 : 3) * 4}", "b 8"},
    /* meta, params, braces */
    {"", "{meta.company}|{meta.nothing}|", "Northstar||"},
    {"", "{meta.company == 'Northstar'}", "true"},
    {"    params: {min: 5, word: x}\n", "{$min + 1} {$word}", "6 x"},
    {"", "{{braces}} stay", "{braces} stay"},
    /* probes over the letter */
    {"", "{count(tool)} {distinct(tool)} {list(tool)}", "5 3 Kafka, Redis, Postgres"},
    {"", "{any(tool)} {none(tool)} {any(absent)} {none(absent)} [{list(absent)}]",
     "true false false true []"},
    {"", "{words(in body)} {sentences(in body)} {paragraphs(in body)}", "25 6 2"},
    {"", "{share(tool in body) * 25}", "5"},
    {"", "{sentences(tool)} {sentences(tool, ran)} {sentences(tool, absent)} {sentences(in item)}",
     "4 1 0 0"},
    {"", "{run(tool)} {run(ran)} {run(absent)}", "4 1 0"},
    {"", "{items} {items(in opening)} {items(in closing)}", "2 2 0"},
    {"", "{any(tool) + any(ran) + any(absent)} {any(tool) + 1 == 2}", "2 true"},
    {"", "{exists(in salutation)} {exists(in postscript)} {exists(in heading)}",
     "true false false"},
    {"", "{text(in salutation)}", "Dear Ana,"},
    {"", "{grade(in closing) < 5}", "true"},
    /* regions: scopes */
    {"", "{count(tool in item)}", "0"}, /* the item that holds the letter: none */
    {"", "{count(tool in list in body)}", "3"},
    {"", "{count(tool in item:last in body)}", "2"},
    {"", "{text(in sentence:first in body)}", "We ran Kafka."},
    {"", "{text(in sentence:last-2 in body)}", "One more line here. The end came."},
    {"", "{words(in sentence:first-2 in body)}", "12"},
    {"", "{text(in body:last-third)}", "Postgres\nOne more line here. The end came."},
    {"", "{words(in body:first-half)} {words(in body:last-half)}", "12 12"},
    {"", "{words(in opening)} {words(in closing)}", "18 7"},
    /* regions: from the candidate */
    {"    scope: sentence:first in body\n", "{text} | {text(in next)} | {text(in previous)}",
     "We ran Kafka. | It carried two topics, and Redis held the locks. | Dear Ana,"},
    {"    find: ran\n", "{match}: {text(in before)}|{text(in after)}|{text(in sentence)}",
     "ran: We | Kafka.|We ran Kafka."},
    {"    find: ran\n", "{text(in next paragraph)}", "One more line here. The end came."},
    {"    scope: opening\n    find: pair\n", "{1}-{2}{3} {text(in match)}",
     "two-and two topics, and"},
    {"    scope: item:last\n", "{text(in list)}", "Kafka first\nkafka again, then Postgres"},
};

START_TEST(test_printed) {
    const printed *row = &rows[_i];
    char rules[2000], expected[300];
    snprintf(rules, sizeof rules,
             "%s  - id: x\n    level: note\n    limit: 1\n%s    message: \"%s\"\n", head, row->rule,
             row->message);
    /* A message may hold double quotes: YAML wants them escaped. */
    if (strchr(row->message, '"'))
        snprintf(rules, sizeof rules, "%s  - id: x\n    level: note\n    message: >-\n      %s\n",
                 head, row->message);
    const char *seen = ll_test_lint(rules, letter);
    const char *space = strchr(seen, ' ');
    snprintf(expected, sizeof expected, " %s [x]", row->expected);
    ck_assert_msg(space != NULL, "nothing came: '%s' for %s", seen, row->message);
    ck_assert_str_eq(space, expected);
}
END_TEST

typedef struct mistake {
    const char *when, *expected;
} mistake;

/* `when` begins at column 11 of its line. */
static const mistake mistakes[] = {
    {"", "11 error: the expression ends too early"},
    {"any(tool", "19 error: the expression ends too early"},
    {"any(toool)", "15 error: unknown term 'toool' (did you mean 'tool'?)"},
    {"any tool", "11 error: 'any' needs a term in parentheses"},
    {"words > ", "19 error: the expression ends too early"},
    {"wrods > 3", "11 error: unknown probe 'wrods' (did you mean 'words'?)"},
    {"words(tool)", "17 error: this probe takes no term (write 'in' before a region)"},
    {"words(in bdoy) > 1", "20 error: unknown scope 'bdoy' (did you mean 'body'?)"},
    {"words(in body:lats) > 1", "25 error: unknown selector 'lats' (did you mean 'last'?)"},
    {"words(in sentence of body) > 1",
     "29 error: expected 'in' (a scope is written 'unit:selector in scope')"},
    {"words(in ) > 1", "20 error: a scope is missing here"},
    {"$mni > 1", "11 error: unknown param (did you mean '$min'?)"},
    {"words > 'x'", "11 error: the two sides cannot be compared like this"},
    {"words + list(tool)", "11 error: the two sides cannot be reckoned with: both must be numbers"},
    {"-meta.x", "11 error: a text has no negative"},
    {"(words > 1", "21 error: ')' is missing here"},
    {"words > 1)", "20 error: this does not belong here"},
    {"words > 'x", "19 error: the closing quote is missing"},
    {"1 < words < 3", "21 error: a comparison has two sides (join two comparisons with 'and')"},
    {"run() > 2", "15 error: a term is missing here"},
    {"sentences(tool, ) > 2", "27 error: a term is missing here"},
    {"sentences(tool, tool, tool, tool, tool) > 1", "43 error: this does not belong here"},
    {"any(tool in before)", "11 error: there is no match to look at: the rule has no 'find'"},
    {"any()", "15 error: a term is missing here"},
    {"1.2.3 > 1", "11 error: this is not a number"},
    {"and words", "11 error: this does not belong here"},
    /* an unknown name does not hide what follows */
    {"any(toool) and wrods > 3 or $mni + words(in bdoy) == any(tol)",
     "15 error: unknown term 'toool' (did you mean 'tool'?)\n"
     "12:27 error: unknown probe 'wrods' (did you mean 'words'?)\n"
     "12:40 error: unknown param (did you mean '$min'?)\n"
     "12:56 error: unknown scope 'bdoy' (did you mean 'body'?)\n"
     "12:69 error: unknown term 'tol' (did you mean 'tool'?)"},
    {"wrods(x in y) > 3 and words >", "11 error: unknown probe 'wrods' (did you mean 'words'?)\n"
                                      "12:41 error: the expression ends too early"},
    {"words ? 3", "20 error: ':' is missing here"},
    {"1 ? any(toool) : 3", "19 error: unknown term 'toool' (did you mean 'tool'?)"},
    {"words ? 3 : 'x'", "11 error: both sides of ':' must be of one kind"},
    {"words : 3", "17 error: this does not belong here"},
};

START_TEST(test_mistakes) {
    char rules[2000], expected[300];
    snprintf(
        rules, sizeof rules,
        "%s  - id: x\n    level: note\n    params: {min: 1}\n    message: m\n    when: \"%s\"\n",
        head, mistakes[_i].when);
    const char *seen = ll_test_lint(rules, letter);
    snprintf(expected, sizeof expected, "12:%s", mistakes[_i].expected);
    /* The opening quote stands at column 11, so the expression begins at 12. */
    unsigned column;
    ck_assert_int_eq(sscanf(seen, "12:%u", &column), 1);
    char shifted[400];
    snprintf(shifted, sizeof shifted, "12:%u%s", column - 1, strchr(seen, ' '));
    ck_assert_str_eq(shifted, expected);
}
END_TEST

static void expect_refused(const char *when, const char *part) {
    char rules[6000];
    snprintf(rules, sizeof rules, "%s  - id: x\n    level: note\n    message: m\n    when: %s\n",
             head, when);
    ck_assert_ptr_nonnull(strstr(ll_test_lint(rules, letter), part));
}

/* Writes `count` times `text` at `at`; returns the end. */
static char *repeat(char *at, const char *text, int count) {
    for (int i = 0; i < count; i++) {
        memcpy(at, text, strlen(text));
        at += strlen(text);
    }
    *at = '\0';
    return at;
}

START_TEST(test_depth_is_limited) {
    char when[3000];
    repeat(repeat(repeat(when, "not (", 200), "1", 1), ")", 200);
    expect_refused(when, "nested too deeply");
    repeat(repeat(when, "1 or ", 300), "1", 1);
    expect_refused(when, "too long");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("expression");
    TCase *cases = tcase_create("expressions");
    tcase_add_loop_test(cases, test_printed, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(cases, test_mistakes, 0, sizeof mistakes / sizeof *mistakes);
    tcase_add_test(cases, test_depth_is_limited);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
