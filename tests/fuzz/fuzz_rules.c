/* Any bytes as a rule file. It is refused with places and reasons, or it loads, and then its rules
 * run over a letter, its own tests run, and what `letterlint rules` and `explain` show is there. */
#include "fuzz.h"

#include "letterlint.h"

#include <string.h>

static const char letter[] =
    "---\ncompany: Northstar\nrole: Platform engineer\n---\n\nDear Ms. O'Neil,\n\n"
    "I am writing to apply. I know Kafka, Redis, Go and **C++**; p99 fell to 210 ms.\n\n"
    "- one item\n  - a nested one\n\n> a quote\n\n```c\nint x;\n```\n\n"
    "Thank you. Your [question](https://example.org) about <Company> stays.\n\n"
    "Kind regards,\nSam\n\nP.S. I look forward.\n";

static void require_problems(ll_result **problems, size_t count) {
    fuzz_require(count > 0, "what is refused is explained");
    for (size_t i = 0; i < count; i++) {
        size_t length;
        ll_result_text(problems[i], &length);
        fuzz_require(ll_result_count(problems[i]) > 0, "a file with mistakes has some");
        for (size_t k = 0; k < ll_result_count(problems[i]); k++) {
            const ll_diagnostic *d = ll_result_get(problems[i], k);
            fuzz_require_span(d->span, (uint32_t)length, "a mistake lies in its file");
            fuzz_require(d->message[0] != '\0', "a mistake has a message");
            fuzz_require(ll_result_position(problems[i], d->span.start).line >= 1, "and a line");
        }
    }
    ll_problems_free(problems, count);
}

static void require_info(const ll_ruleset *rules) {
    for (size_t i = 0; i < ll_ruleset_rule_count(rules); i++) {
        ll_rule_info info = ll_ruleset_rule(rules, i);
        const char *suggestion = NULL;
        fuzz_require(info.id && info.id[0] && info.file && info.scope && info.message &&
                         info.advice && info.why && info.bad && info.good,
                     "a rule can be explained");
        fuzz_require(ll_ruleset_find(rules, info.id, &suggestion) == i,
                     "a rule is found by its id");
    }
}

static void require_lint(const ll_ruleset *rules) {
    ll_result *result = NULL;
    ll_error error = {0};
    ll_lint_options options = {.fingerprints = true};
    if (ll_ruleset_rule_count(rules) > 0)
        options.trace = ll_ruleset_rule(rules, 0).id;
    fuzz_require(ll_lint(&result, rules, letter, sizeof letter - 1, &options, &error) == LL_OK,
                 "a letter can be linted");
    for (size_t i = 0; i < ll_result_count(result); i++)
        fuzz_require_span(ll_result_get(result, i)->span, sizeof letter - 1,
                          "a place lies in the letter");
    ll_result_free(result);
}

static void see(void *user, const ll_test_outcome *outcome) {
    size_t *failed = user;
    *failed += !outcome->passed;
    fuzz_require(outcome->rule && outcome->file && outcome->line >= 1 && outcome->column >= 1,
                 "an outcome has a place");
    fuzz_require(outcome->passed || (outcome->message && outcome->message[0]),
                 "a failed test says why");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ll_rule_file file = {.path = "input.yaml", .text = (const char *)data, .length = size};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *rules = NULL;
    ll_result **problems = NULL;
    size_t problem_count = 0, failed = 0;
    ll_status status = ll_ruleset_new(&rules, &file, 1, &options, &problems, &problem_count);
    fuzz_require(status == LL_OK || status == LL_INVALID, "there is memory");
    if (status == LL_INVALID) {
        require_problems(problems, problem_count);
        return 0;
    }
    require_info(rules);
    require_lint(rules);
    fuzz_require(ll_ruleset_test(rules, NULL, see, &failed) == LL_OK, "the tests run");
    ll_ruleset_free(rules);
    return 0;
}
