/* Tests of rule files with mistakes: each is reported at its exact place, and all of them. */
#include "../language.h"
#include "../support.h"

#include <stdio.h>
#include <string.h>

typedef struct faulty {
    const char *rules, *expected;
} faulty;

#define FILE_WITH(rest) "letterlint: 1\nterms:\n  t: {words: [x]}\nrules:\n" rest
#define RULE(rest) FILE_WITH("  - id: a\n    level: note\n    message: m\n" rest)

static const faulty rows[] = {
    {"rules: []\n", "1:1 error: the version of the rule language is missing (begin the file with "
                    "'letterlint: 1')"},
    {"letterlint: 2\n", "1:13 error: unknown version of the rule language (this program knows "
                        "version 1)"},
    {"- a\n", "1:1 error: a rule file must be a mapping"},
    {"letterlint: 1\nrulez: []\n",
     "2:1 error: unknown key 'rulez' in a rule file (did you mean 'rules'?)"},
    {"letterlint: 1\nrules: {}\n", "2:8 error: 'rules' must be a list"},
    {"letterlint: 1\nrules:\n  -id: x\n",
     "3:3 error: 'rules' must be a list (put a space behind '-')"},
    {"letterlint: 1\nterms: []\n", "2:8 error: 'terms' must be a mapping"},
    {FILE_WITH("  - x\n"), "5:5 error: a rule must be a mapping"},
    {FILE_WITH("  - id: a\n"),
     "5:5 error: a rule needs 'level'\n5:5 error: a rule needs 'message'"},
    {FILE_WITH("  - {}\n"), "5:5 error: a rule needs 'id'\n5:5 error: a rule needs 'level'\n"
                            "5:5 error: a rule needs 'message'"},
    {FILE_WITH("  - level: note\n    message: m\n"), "5:5 error: a rule needs 'id'"},
    {FILE_WITH("  - id: Big Id\n    level: loud\n    message: m\n"),
     "5:9 error: an id is lower-case words joined by hyphens (like 'vague-closing')\n"
     "6:12 error: unknown value 'loud' for 'level'"},
    {FILE_WITH("  - id: a\n    level: warnig\n    message: m\n"),
     "6:12 error: unknown value 'warnig' for 'level' (did you mean 'warning'?)"},
    {RULE("    mesage: x\n"),
     "8:5 error: unknown key 'mesage' in a rule (did you mean 'message'?)"},
    {RULE("    scope: sentnce in body\n"),
     "8:12 error: unknown scope 'sentnce' (did you mean 'sentence'?)"},
    {RULE("    scope: [body, item in lsit]\n"),
     "8:27 error: unknown scope 'lsit' (did you mean 'list'?)"},
    {RULE("    scope: []\n"), "8:12 error: a rule without a scope looks at nothing"},
    {RULE("    scope: a in b in c in d in e\n"), "8:12 error: unknown scope 'a'"},
    {RULE("    scope: item in list in body in letter in letter\n"),
     "8:46 error: a scope has at most 4 levels"},
    {RULE("    scope: sentence:first-0\n"), "8:21 error: unknown selector 'first-0' (did you mean "
                                            "'first'?)"},
    {RULE("    find: tt\n"), "8:11 error: unknown term 'tt' (did you mean 't'?)"},
    {RULE("    find: tt\n    advice: 'not {match}'\n"),
     "8:11 error: unknown term 'tt' (did you mean 't'?)"},
    {RULE("    find: {patterns: ['(']}\n    replace: '{1}'\n"),
     "8:24 error: in the pattern '(': missing closing parenthesis"},
    {RULE("    find:\n"), "8:9 error: 'find' is empty (name a term, or write { words: [...] })"},
    {RULE("    find: ''\n"),
     "8:12 error: 'find' is empty (name a term, or write { words: [...] })"},
    {RULE("    advice: {match}\n"), "8:13 error: 'advice' must be a text (put quotes around a text "
                                    "that begins with '{')"},
    {RULE("    advice:\n      to: x\n"), "9:7 error: 'advice' must be a text"},
    {RULE("    limit: 0\n"), "8:12 error: 'limit' must be a whole number from 1"},
    {RULE("    limit: many\n"), "8:12 error: 'limit' must be a whole number from 1"},
    {RULE("    when: [a]\n"), "8:11 error: 'when' must be a text"},
    {RULE("    unless: [zz]\n"), "8:14 error: unknown rule 'zz'"},
    {RULE("    unless: [a]\n"), "5:9 error: 'unless' leads in a circle"},
    {RULE("    needs: [posting]\n"), "8:13 error: unknown context (like 'meta.company')"},
    {RULE("    at: nowhere\n"), "8:9 error: unknown scope 'nowhere'"},
    {RULE("    advice: 'open {brace'\n"),
     "8:19 error: this brace has no partner (a brace itself is written '{{' or '}}')"},
    {RULE("    advice: 'close } brace'\n"),
     "8:20 error: this brace has no partner (a brace itself is written '{{' or '}}')"},
    {RULE("    advice: '{1}'\n"),
     "8:15 error: there is nothing to capture from: the rule has no 'find'"},
    {RULE("    advice: 'see {any(tt)} there'\n"),
     "8:23 error: unknown term 'tt' (did you mean 't'?)"},
    {RULE("    replace: x\n"), "8:14 error: there is nothing to replace: the rule has no 'find'"},
    {RULE("    find: t\n    replace: {x: [y]}\n"), "9:18 error: a replacement must be a text"},
    {RULE("    find: t\n    replace: y\n    fix: sure\n"), "10:10 error: unknown value 'sure' for "
                                                           "'fix' (did you mean 'safe'?)"},
    {RULE("    gate: yes\n"), "8:11 error: expected true or false"},
    {RULE("    why: [x]\n"), "8:10 error: 'why' must be a text"},
    {RULE("    sources: x\n"), "8:14 error: 'sources' must be a list"},
    {RULE("    params: [x]\n"), "8:13 error: 'params' must be a mapping"},
    {RULE("    params: {x: [1]}\n"), "8:17 error: a param must be a text"},
    {RULE("    tests: x\n"), "8:12 error: 'tests' must be a list"},
    {RULE("    tests:\n      -bad: x\n"),
     "9:7 error: 'tests' must be a list (put a space behind '-')"},
    {RULE("    tests: [{good: x, bad: y}]\n"), "8:28 error: a test is either 'bad' or 'good'"},
    {RULE("    tests: [{meta: {a: b}}]\n"), "8:13 error: a test needs 'bad' or 'good'"},
    {RULE("    tests: [{bda: x}]\n"),
     "8:14 error: unknown key 'bda' in a test (did you mean 'bad'?)"},
    {RULE("    tests: [{bad: x, params: {p: 1}}]\n"), "8:31 error: the rule has no such param"},
    {RULE("    params: {p: x}\n    tests: [{bad: x, params: {p: 1}}]\n"),
     "9:34 error: this param is of another type in the rule"},
    {RULE("  - id: a\n    level: note\n    message: m\n"),
     "8:9 error: rule 'a' is defined already, at test.yaml:5"},
    {RULE("    default: maybe\n"), "8:14 error: unknown value 'maybe' for 'default'"},
    {RULE("profiles: []\n"), "8:11 error: 'profiles' must be a mapping"},
    {RULE("profiles: {p: {rulez: {}}}\n"),
     "8:16 error: unknown key 'rulez' in a profile (did you mean 'rules'?)"},
    {RULE("profiles: {p: {rules: {b: off}}}\n"), "8:24 error: unknown rule 'b'"},
    {RULE("profiles: {p: {rules: {a: loud}}}\n"),
     "8:27 error: a rule is set to on, off, note, warning or error"},
    {RULE("profiles: {p: {rules: {a: {lvel: off}}}}\n"),
     "8:28 error: unknown key 'lvel' for a rule's settings (did you mean 'level'?)"},
    {RULE("profiles: {p: {rules: {a: {params: {q: 1}}}}}\n"),
     "8:37 error: the rule 'a' has no such param (it has none)"},
    {RULE("    params: {q: x}\nprofiles: {p: {rules: {a: {params: {q: 1}}}}}\n"),
     "9:37 error: the rule 'a' has this param of another type"},
    {RULE("    params: {q: 0}\nprofiles: {p: {rules: {a: {params: {q: -1}}}}}\n"),
     "9:37 error: the rule 'a' has this param at zero or above"},
    {RULE("    params: {q: -2}\nprofiles: {p: {rules: {a: {params: {q: -1}}}}}\n"),
     "1:1-1:7 m [a]"},
    {RULE("    params: {min: 2, max: 4}\nprofiles: {p: {rules: {a: {params: {min: 5}}}}}\n"),
     "9:37 error: the rule 'a' would have its 'min' above its 'max' (min: 5, max: 4: set both)"},
    {RULE(
         "    params: {min: 2, max: 4}\nprofiles: {p: {rules: {a: {params: {min: 9, max: 8}}}}}\n"),
     "9:45 error: the rule 'a' would have its 'min' above its 'max' (min: 9, max: 8: set both)"},
    {RULE(
         "    params: {min: 2, max: 4}\nprofiles: {p: {rules: {a: {params: {min: 8, max: 8}}}}}\n"),
     "1:1-1:7 m [a]"},
    {RULE("    params: {min: 2, max: 4}\nprofiles: {p: {rules: {a: {params: {max: 9}}}},\n"
          "  q: {rules: {a: {params: {min: 7}}}}}\n"),
     "1:1-1:7 m [a]"}, /* q may be in force with p */
    {RULE("    params: {min: 2, max: 4}\nprofiles: {p: {rules: {a: {params: {max: 6}}}},\n"
          "  q: {rules: {a: {params: {min: 7}}}}}\n"),
     "10:28 error: the rule 'a' would have its 'min' above its 'max' (min: 7, max: 6: set both)"},
    {RULE("    params: {min: 2, max: x}\nprofiles: {p: {rules: {a: {params: {min: 8}}}}}\n"),
     "1:1-1:7 m [a]"},
    {RULE("signals:\n  - id: s\n    title: S\n    level: note\n"),
     "9:5 error: a signal needs 'group'\n11:5 error: unknown key 'level' in a signal"},
    {RULE("signals:\n  - {id: a, title: S, group: G}\n"),
     "9:10 error: rule 'a' is defined already, at test.yaml:5"},
    /* several mistakes in one file, all of them, in order */
    {FILE_WITH("  - id: a\n    level: note\n    message: '{x}'\n    scope: bod\n    when: any(q)\n"
               "  - id: b\n    level: nope\n    message: m\n    find: r\n"),
     "7:16 error: unknown probe 'x'\n8:12 error: unknown scope 'bod' (did you mean 'body'?)\n"
     "9:15 error: unknown term 'q'\n11:12 error: unknown value 'nope' for 'level' (did you mean "
     "'note'?)\n13:11 error: unknown term 'r'"},
};

START_TEST(test_rows) {
    ck_assert_str_eq(ll_test_lint(rows[_i].rules, "Hello."), rows[_i].expected);
}
END_TEST

static size_t problems_of_two(const char *one, const char *two, bool strict) {
    ll_rule_file files[] = {{"one.yaml", one, strlen(one)}, {"two.yaml", two, strlen(two)}};
    ll_ruleset_options options = {.no_default_rules = true, .strict = strict};
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL;
    size_t count = 0;
    ll_status status = ll_ruleset_new(&ruleset, files, 2, &options, &problems, &count);
    if (status == LL_OK)
        ll_ruleset_free(ruleset);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_gt(ll_result_count(problems[i]), 0);
    ll_problems_free(problems, count);
    return count;
}

START_TEST(test_several_files) {
    const char terms[] = "letterlint: 1\nterms: {t: {words: [x]}}\n";
    const char rule[] = "letterlint: 1\nrules: [{id: a, level: note, message: m, find: t}]\n";
    ck_assert_uint_eq(problems_of_two(terms, rule, true), 0);
    ck_assert_uint_eq(problems_of_two(rule, terms, true), 0);
    ck_assert_uint_eq(problems_of_two(rule, rule, false), 2); /* no t at all; a twice */
    ck_assert_uint_eq(problems_of_two("letterlint: 1\n", terms, false), 0);
    ck_assert_uint_eq(problems_of_two("letterlint: 1\n", terms, true), 1); /* t is unused */
    ck_assert_uint_eq(problems_of_two("{", "[", false), 2);
    ck_assert_uint_eq(problems_of_two("\xFF", terms, false), 1);
}
END_TEST

/* The one problem of a file beside the shipped ones. */
static void expect_beside_shipped(const char *text, const char *message, const char *advice) {
    ll_rule_file file = {"mine.yaml", text, strlen(text)};
    ll_ruleset *ruleset;
    ll_result **problems;
    size_t count;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, NULL, &problems, &count), LL_INVALID);
    ck_assert_uint_eq(count, 1);
    ck_assert_uint_eq(ll_result_count(problems[0]), 1);
    const ll_diagnostic *problem = ll_result_get(problems[0], 0);
    ck_assert_msg(strstr(problem->message, message), "%s", problem->message);
    ck_assert_str_eq(problem->advice, advice);
    ll_problems_free(problems, count);
}

START_TEST(test_shipped_twice) {
    expect_beside_shipped("letterlint: 1\nrules: [{id: vague-closing, level: note, message: m}]\n",
                          "rule 'vague-closing' is defined already, in the shipped closing.yaml:",
                          "--no-default-rules checks by your files alone");
    expect_beside_shipped("letterlint: 1\nterms: {technology: {words: [x]}}\n",
                          "the term 'technology' is defined already, in the shipped ",
                          "'add:' and 'drop:' change a term that is there; --no-default-rules "
                          "checks by your files alone");
    expect_beside_shipped("letterlint: 1\nterms: {mine: {words: [x]}}\nrules:\n"
                          "  - {id: a, level: note, message: m, find: mine}\n"
                          "  - {id: a, level: note, message: m, find: mine}\n",
                          "rule 'a' is defined already, at mine.yaml:4", "");
}
END_TEST

START_TEST(test_unreadable_file_says_one_thing) {
    ck_assert_str_eq(
        ll_test_lint("letterlint: \xFF", "x"),
        "1:1 error: invalid UTF-8 in line 1, at byte offset 12; save the file as UTF-8");
}
END_TEST

/* However long a name is, it is said whole: cut at a byte, it may end within a character. */
START_TEST(test_long_names_are_said_whole) {
    char name[700], rules[1000], expected[1000];
    memset(name, 'x', sizeof name);
    for (size_t i = 301; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\u00E9", 2);
    name[sizeof name - 1] = '\0';
    snprintf(rules, sizeof rules, RULE("    scope: %s\n"), name);
    snprintf(expected, sizeof expected, "8:12 error: unknown scope '%s'", name);
    ck_assert_str_eq(ll_test_lint(rules, "x"), expected);
}
END_TEST

START_TEST(test_describing) {
    const char text[] = "letterlint: 1\nrules:\n  - id: some-rule\n    level: error\n"
                        "    scope: [body, item]\n    message: 'm {words}'\n    advice: do\n"
                        "    why: because\n    sources: [mimi, uk-cv]\n"
                        "    tests: [{good: g}, {bad: b}]\n";
    ll_rule_file file = {"one.yaml", text, strlen(text)};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *ruleset;
    const char *suggestion;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_uint_eq(ll_ruleset_rule_count(ruleset), 1);
    ll_rule_info info = ll_ruleset_rule(ruleset, 0);
    ck_assert_str_eq(info.id, "some-rule");
    ck_assert_str_eq(info.file, "one.yaml");
    ck_assert_str_eq(info.scope, "body, item");
    ck_assert_str_eq(info.message, "m {words}");
    ck_assert_str_eq(info.advice, "do");
    ck_assert_str_eq(info.why, "because");
    ck_assert_str_eq(info.bad, "b");
    ck_assert_str_eq(info.good, "g");
    ck_assert_uint_eq(info.source_count, 2);
    ck_assert_str_eq(info.sources[1], "uk-cv");
    ck_assert_int_eq(info.level, LL_ERROR);
    ck_assert_uint_eq(ll_ruleset_find(ruleset, "some-rule", &suggestion), 0);
    ck_assert_uint_eq(ll_ruleset_find(ruleset, "smoe-rule", &suggestion), SIZE_MAX);
    ck_assert_str_eq(suggestion, "some-rule");
    ck_assert_uint_eq(ll_ruleset_find(ruleset, "zzzzzz", &suggestion), SIZE_MAX);
    ck_assert_ptr_null(suggestion);
    ck_assert_uint_eq(ll_ruleset_find(ruleset, "zzzzzz", NULL), SIZE_MAX);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ruleset");
    TCase *cases = tcase_create("rule files");
    tcase_add_loop_test(cases, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(cases, test_several_files);
    tcase_add_test(cases, test_shipped_twice);
    tcase_add_test(cases, test_unreadable_file_says_one_thing);
    tcase_add_test(cases, test_long_names_are_said_whole);
    tcase_add_test(cases, test_describing);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
