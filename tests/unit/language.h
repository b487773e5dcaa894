/* What the tests of the rule language share: load a rule file without the shipped rules, lint a
 * letter with it, and write down what came as one string. */
#ifndef LL_TEST_RULE_LANGUAGE_H
#define LL_TEST_RULE_LANGUAGE_H

#include "letterlint.h"

/* The diagnostics of `letter` under `rules`, one a line: "line:column-column message [id]"; for
 * rule files with mistakes "line:column error: message (advice)". Static storage, overwritten by
 * the next call. */
const char *ll_test_lint(const char *rules, const char *letter);

#endif
