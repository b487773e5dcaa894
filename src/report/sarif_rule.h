/* A rule as SARIF describes it: a reportingDescriptor. */
#ifndef LL_REPORT_SARIF_RULE_H
#define LL_REPORT_SARIF_RULE_H

#include "base/json.h"
#include "letterlint.h"

/* On a line of its own. `ruleset` may be NULL, and need not know the rule: what is wrong with front
 * matter or a file has no rule, and of an id that nobody knows there is no more to say. */
void ll_sarif_rule_write(ll_json *json, ll_arena *arena, const ll_ruleset *ruleset, const char *id);

#endif
