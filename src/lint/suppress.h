/* Applying the suppressions of a letter to what the rules said of it. */
#ifndef LL_LINT_SUPPRESS_H
#define LL_LINT_SUPPRESS_H

#include "diag/diagnostic.h"
#include "letter/letter.h"
#include "rule/run.h"

typedef struct ll_suppressor ll_suppressor;

ll_suppressor *ll_suppressor_new(const ll_letter *letter, const ll_ruleset *ruleset);

/* Takes the diagnostics that are suppressed out of a sorted list, and notes which suppressions that
 * needed. `about_them`: the list is about suppressions themselves, none of which can keep quiet
 * what is said of it. */
void ll_suppressor_apply(ll_suppressor *suppressor, ll_diagnostics *list, bool about_them);

/* What is wrong with the suppressions, after all rules that `outcome` knows of had their say. */
ll_faults ll_suppressor_faults(const ll_suppressor *suppressor, const ll_run_outcome *outcome);

#endif
