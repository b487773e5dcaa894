/* One test of a rule, run alone: shared by the tests and by the mutants that try them. */
#ifndef LL_LINT_RULETEST_H
#define LL_LINT_RULETEST_H

#include "rule/ruleset.h"

/* Who is told of each outcome. */
typedef struct ll_test_listener {
    void (*seen)(void *user, const ll_test_outcome *outcome);
    void *user;
} ll_test_listener;

/* What one test gave. */
typedef struct ll_test_result {
    bool passed, fired;
} ll_test_result;

/* Runs one test of the rule with that index on an arena of its own; LL_NOMEM or LL_OK. `who` may be
 * NULL. */
ll_status ll_rule_test_run(ll_test_result *out, const ll_ruleset *ruleset, uint32_t rule,
                           const ll_rule_test *test, const ll_test_listener *who);

/* Tells of an outcome at a place in the rule's file; `fault` is NULL where all is well. */
void ll_rule_test_tell(const ll_test_listener *who, const ll_ruleset *ruleset, const ll_rule *rule,
                       ll_span place, const char *fault);

/* Lets the patterns count how often they are used (ll_ruleset_freeze lays them out by that): the
 * letters of all tests are checked as one. Without memory for that, some count less. */
void ll_ruleset_try_out(const ll_ruleset *ruleset);

#endif
