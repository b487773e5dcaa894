/* Configurations through the public API: what wins over what, what is said of mistakes, and where a
 * setting is said to come from. */
#include "../support.h"

#include "letterlint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char rules[] =
    "letterlint: 1\n"
    "terms:\n"
    "  claim: {words: [passionate, 'passionate about AI']}\n"
    "  tool: {words: [Kafka]}\n"
    "rules:\n"
    "  - {id: claims, level: warning, scope: body, find: claim, message: m}\n"
    "  - {id: tools, level: note, scope: body, find: tool, message: m}\n"
    "  - id: short\n"
    "    level: note\n"
    "    scope: body\n"
    "    when: words < $min\n"
    "    params: {min: 2}\n"
    "    message: m\n"
    "profiles:\n"
    "  loud: {rules: {claims: error, short: {params: {min: 90}}}}\n"
    "  calm: {rules: {claims: off}}\n";

typedef struct config {
    const char *directory, *text;
} config;

static ll_status load(ll_ruleset **ruleset, const config *configs, size_t count,
                      ll_result ***problems, size_t *problem_count) {
    ll_config_file files[4];
    for (size_t i = 0; i < count; i++)
        files[i] = (ll_config_file){.path = "c.yaml",
                                    .directory = configs[i].directory,
                                    .text = configs[i].text,
                                    .length = strlen(configs[i].text)};
    ll_rule_file file = {.path = "r.yaml", .text = rules, .length = strlen(rules)};
    ll_ruleset_options options = {
        .no_default_rules = true, .configs = files, .config_count = count};
    return ll_ruleset_new(ruleset, &file, 1, &options, problems, problem_count);
}

/* "claims:error short:note", what the rules say of a letter. */
static void lint(char *out, size_t size, const config *configs, size_t count, const char *letter,
                 const char *path, const char *profiles) {
    ll_ruleset *ruleset = NULL;
    ll_result *result = NULL;
    ck_assert_int_eq(load(&ruleset, configs, count, NULL, NULL), LL_OK);
    ll_lint_options options = {.path = path, .profiles = profiles};
    ck_assert_int_eq(ll_lint(&result, ruleset, letter, strlen(letter), &options, NULL), LL_OK);
    *out = '\0';
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *d = ll_result_get(result, i);
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s:%s", used ? " " : "", d->rule,
                 ll_level_name(d->level));
    }
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}

typedef struct row {
    config configs[3];
    const char *letter, *path, *profiles, *expected;
} row;

#define LETTER "I am passionate, and I run Kafka.\n"

static const row rows[] = {
    {{{"", ""}}, LETTER, NULL, NULL, "claims:warning tools:note"},
    {{{"", "rules: {claims: off, tools: error}"}}, LETTER, NULL, NULL, "tools:error"},
    {{{"", "rules: {short: {params: {min: 50}}, tools: off}"}},
     LETTER,
     NULL,
     NULL,
     "short:note claims:warning"},
    /* a later file wins; what it leaves alone stays */
    {{{"", "rules: {claims: off, tools: error}"}, {"", "rules: {claims: note}"}},
     LETTER,
     NULL,
     NULL,
     "claims:note tools:error"},
    /* profiles: the configuration's, under its own rules; front matter's and the caller's instead
     */
    {{{"", "profile: loud"}}, LETTER, NULL, NULL, "short:note claims:error tools:note"},
    {{{"", "profile: [loud, calm]"}}, LETTER, NULL, NULL, "short:note tools:note"},
    {{{"", "profile: calm\nrules: {claims: note}"}}, LETTER, NULL, NULL, "claims:note tools:note"},
    {{{"", "profile: loud"}}, "---\nprofile: calm\n---\n" LETTER, NULL, NULL, "tools:note"},
    {{{"", "profile: loud"}}, LETTER, NULL, "calm", "tools:note"},
    /* paths: from the folder of the file, later wins, nothing leaks */
    {{{"", "paths:\n- {match: 'x/**', rules: {claims: off}}"}},
     LETTER,
     "x/a.md",
     NULL,
     "tools:note"},
    {{{"", "paths:\n- {match: 'x/**', rules: {claims: off}}"}},
     LETTER,
     "y/a.md",
     NULL,
     "claims:warning tools:note"},
    {{{"", "paths:\n- {match: '*.md', rules: {claims: off}}\n- {match: [b.md, a.md], rules: "
           "{claims: error}}"}},
     LETTER,
     "x/a.md",
     NULL,
     "claims:error tools:note"},
    {{{"/x", "paths:\n- {match: y/a.md, rules: {claims: off}}"}},
     LETTER,
     "/x/y/a.md",
     NULL,
     "tools:note"},
    {{{"/x", "paths:\n- {match: '*.md', rules: {claims: off}}"}},
     LETTER,
     "/xy/a.md",
     NULL,
     "claims:warning tools:note"},
    {{{"", "paths:\n- {match: '*.md', profile: calm}"}}, LETTER, "a.md", NULL, "tools:note"},
    {{{"", "paths:\n- {match: '*.md', rules: {claims: off}}"}},
     LETTER,
     NULL,
     NULL,
     "claims:warning tools:note"},
    /* accepted phrases: what lies within one; never what is longer */
    {{{"", "accept: [passionate]"}}, LETTER, NULL, NULL, "tools:note"},
    {{{"", "accept: [PASSIONATE]"}},
     "I am passionate about AI here.\n",
     NULL,
     NULL,
     "claims:warning"},
    {{{"", "accept: ['passionate about bees']"}},
     "I am passionate about bees, and passionate.\n",
     NULL,
     NULL,
     "claims:warning"},
    {{{"", "paths: [{match: a.md, accept: [Kafka, passionate]}]"}}, LETTER, "a.md", NULL, ""},
    /* terms */
    {{{"", "terms: {tool: {add: {words: [passionate]}, drop: [Kafka]}}"}},
     LETTER,
     NULL,
     NULL,
     "claims:warning tools:note"},
};

START_TEST(a_configuration_sets_what_it_says) {
    const row *r = &rows[_i];
    char found[200];
    size_t count = 0;
    while (count < 3 && r->configs[count].text)
        count++;
    lint(found, sizeof found, r->configs, count, r->letter, r->path, r->profiles);
    ck_assert_str_eq(found, r->expected);
}
END_TEST

/* A mistake: its line and column, and a part of what is said of it. */
typedef struct mistake {
    const char *text, *place, *message, *advice;
} mistake;

static const mistake mistakes[] = {
    {"rulse: {}", "1:1", "unknown key 'rulse' in a configuration", "did you mean 'rules'?"},
    {"rules: {claim: off}", "1:9", "unknown rule 'claim'", "did you mean 'claims'?"},
    {"rules: {claims: offf}", "1:17", "on, off, note, warning or error", "did you mean 'off'?"},
    {"rules: {short: {params: {max: 3}}}", "1:26", "has no such param", "it has min"},
    {"rules: {short: {params: {minn: 3}}}", "1:26", "has no such param", "did you mean 'min'?"},
    {"rules: {claims: {params: {max: 3}}}", "1:27", "has no such param", "it has none"},
    {"rules: [claims]", "1:8", "'rules' must be a mapping", ""},
    {"profile: lout", "1:10", "unknown profile 'lout'", "did you mean 'loud'?"},
    {"profile: [calm, louder]", "1:17", "unknown profile 'louder'", "loud"},
    {"paths: {match: a}", "1:8", "'paths' must be a list", ""},
    {"paths:\n- rules: {}", "2:3", "'match' is missing", ""},
    {"paths:\n- {match: a, rule: {}}", "2:14", "unknown key 'rule' in an entry", "'rules'"},
    {"paths: [a]", "1:9", "an entry of 'paths' must be a mapping", ""},
    {"spelling: en-UK", "1:11", "en-GB or en-US", ""},
    {"accept: Kafka", "1:9", "'accept' must be a list", ""},
    {"terms: {tols: {add: {words: [x]}}}", "1:9", "tols", ""},
    {"letterlint: 2", "1:13", "unknown version", ""},
    {"- a", "1:1", "a configuration must be a mapping", ""},
    {"a: [", "1:5", "", ""},
};

START_TEST(a_mistake_is_said_with_its_place) {
    const mistake *m = &mistakes[_i];
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL;
    size_t count = 0;
    char place[40];
    const config one = {"", m->text};
    ck_assert_int_eq(load(&ruleset, &one, 1, &problems, &count), LL_INVALID);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(ll_result_path(problems[0]), "c.yaml");
    const ll_diagnostic *d = ll_result_get(problems[0], 0);
    ll_position position = ll_result_position(problems[0], d->span.start);
    snprintf(place, sizeof place, "%u:%u", position.line, position.column);
    ck_assert_msg(strstr(d->message, m->message), "%s: %s", m->text, d->message);
    ck_assert_msg(strstr(d->advice, m->advice), "%s: %s", m->text, d->advice);
    ck_assert_msg(strcmp(place, m->place) == 0, "%s at %s", m->text, place);
    ll_problems_free(problems, count);
}
END_TEST

START_TEST(the_lists_are_handed_out) {
    static const char text[] = "extends: base.yaml\nrule-files: [a.yaml, more]\nignore: ['*.tmp']\n"
                               "rules: {nonsense: 7}\n";
    ll_config_file file = {.path = "c", .directory = "", .text = text, .length = strlen(text)};
    ll_config_lists *lists = NULL;
    size_t count;
    ck_assert_int_eq(ll_config_lists_new(&lists, &file, NULL), LL_OK);
    const char *const *texts = ll_config_lists_get(lists, LL_CONFIG_EXTENDS, &count);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(texts[0], "base.yaml");
    texts = ll_config_lists_get(lists, LL_CONFIG_RULE_FILES, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(texts[1], "more");
    ll_config_lists_get(lists, LL_CONFIG_EXTENSIONS, &count);
    ck_assert_uint_eq(count, 0);
    ll_config_lists_free(lists);
}
END_TEST

START_TEST(lists_that_are_none_are_said) {
    static const struct {
        const char *text;
        size_t length;
        const char *message;
    } cases[] = {{"extends: {a: b}", 15, "'extends' must be a text or a list"},
                 {"ignore: [[a]]", 13, "'ignore' must be a text or a list"},
                 {"a: [", 4, ""},
                 {"- a", 3, "a configuration must be a mapping"},
                 {"a\0b", 3, ""},
                 {"a: \xff", 4, "UTF-8"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ll_config_file file = {
            .path = "c", .directory = "", .text = cases[i].text, .length = cases[i].length};
        ll_config_lists *lists = NULL;
        ll_result *problem = NULL;
        ck_assert_int_eq(ll_config_lists_new(&lists, &file, &problem), LL_INVALID);
        ck_assert_uint_ge(ll_result_count(problem), 1);
        ck_assert_msg(strstr(ll_result_get(problem, 0)->message, cases[i].message), "%s",
                      ll_result_get(problem, 0)->message);
        ll_result_free(problem);
    }
}
END_TEST

static void note(void *user, const ll_setting_row *setting) {
    char *out = user;
    size_t used = strlen(out);
    snprintf(out + used, 600 - used, "%s.%s=%s (%s:%u)\n", setting->rule, setting->key,
             setting->value, setting->from, setting->line);
}

START_TEST(each_setting_says_where_it_comes_from) {
    static const config configs[] = {{"", "profile: loud\nrules:\n  tools: off\n"},
                                     {"", "paths:\n- match: a.md\n  rules: {claims: note}\n"}};
    char found[600] = "", *profiles = NULL;
    ll_ruleset *ruleset = NULL;
    ll_lint_options options = {.path = "a.md"};
    ck_assert_int_eq(load(&ruleset, configs, 2, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_settings_list(ruleset, "Hello", 5, &options, note, found, &profiles, NULL),
                     LL_OK);
    ck_assert_str_eq(found, "claims.level=note (c.yaml:3)\n"
                            "tools.level=off (c.yaml:3)\n"
                            "short.level=note (default:0)\n"
                            "short.min=90 (profile loud:0)\n");
    ck_assert_str_eq(profiles, "loud");
    ll_draft_free(profiles);
    ll_ruleset_free(ruleset);
}
END_TEST

START_TEST(the_spelling_is_a_default_of_the_letter) {
    static const char rule[] = "letterlint: 1\nrules:\n"
                               "  - {id: s, level: note, scope: body, when: meta.spelling == "
                               "'en-GB', message: '{meta.spelling}'}\n";
    static const char config_text[] = "spelling: en-GB\n";
    static const char own[] = "---\nspelling: en-US\n---\nWe run ledgers.\n";
    ll_rule_file file = {.path = "r", .text = rule, .length = strlen(rule)};
    ll_config_file configuration = {
        .path = "c", .directory = "", .text = config_text, .length = strlen(config_text)};
    ll_ruleset_options options = {
        .no_default_rules = true, .configs = &configuration, .config_count = 1};
    ll_ruleset *ruleset = NULL;
    ll_result *result = NULL;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, "We run ledgers.\n", 16, NULL, NULL), LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 1);
    ll_result_free(result);
    ck_assert_int_eq(ll_lint(&result, ruleset, own, strlen(own), NULL, NULL), LL_OK);
    ck_assert_uint_eq(ll_result_count(result), 0);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("config");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_configuration_sets_what_it_says, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tests, a_mistake_is_said_with_its_place, 0,
                        sizeof mistakes / sizeof *mistakes);
    tcase_add_test(tests, the_lists_are_handed_out);
    tcase_add_test(tests, lists_that_are_none_are_said);
    tcase_add_test(tests, each_setting_says_where_it_comes_from);
    tcase_add_test(tests, the_spelling_is_a_default_of_the_letter);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
