/* See language.h. */
#include "language.h"

#include "support.h"

#include <stdio.h>
#include <string.h>

static char seen[20000];

static void note_problem(const ll_result *result, const ll_diagnostic *d) {
    size_t used = strlen(seen);
    ll_position at = ll_result_position(result, d->span.start);
    snprintf(seen + used, sizeof seen - used, "%s%u:%u error: %s%s%s%s", used ? "\n" : "", at.line,
             at.column, d->message, *d->advice ? " (" : "", d->advice, *d->advice ? ")" : "");
}

static void note_diagnostic(const ll_result *result, const ll_diagnostic *d) {
    size_t used = strlen(seen);
    ll_position start = ll_result_position(result, d->span.start);
    ll_position end = ll_result_position(result, d->span.end);
    snprintf(seen + used, sizeof seen - used, "%s%u:%u-%u:%u %s [%s]", used ? "\n" : "", start.line,
             start.column, end.line, end.column, d->message, d->rule);
}

static void each(ll_result *result, void (*note)(const ll_result *, const ll_diagnostic *)) {
    for (size_t i = 0; i < ll_result_count(result); i++)
        note(result, ll_result_get(result, i));
}

const char *ll_test_lint(const char *rules, const char *letter) {
    ll_ruleset_options options = {.no_default_rules = true};
    ll_rule_file file = {"test.yaml", rules, strlen(rules)};
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL, *result = NULL;
    size_t problem_count = 0;
    seen[0] = '\0';
    ll_status status = ll_ruleset_new(&ruleset, &file, 1, &options, &problems, &problem_count);
    if (status == LL_INVALID) {
        for (size_t i = 0; i < problem_count; i++)
            each(problems[i], note_problem);
        ll_problems_free(problems, problem_count);
        return seen;
    }
    ck_assert_int_eq(status, LL_OK);
    ck_assert_int_eq(ll_lint(&result, ruleset, letter, strlen(letter), NULL, NULL), LL_OK);
    each(result, note_diagnostic);
    ll_result_free(result);
    ll_ruleset_free(ruleset);
    return seen;
}
