/* The inside of an ll_result: what was found in one letter or is wrong with one rule file. */
#ifndef LL_LINT_RESULT_H
#define LL_LINT_RESULT_H

#include "diag/diagnostic.h"
#include "letter/page.h"
#include "rule/run.h"

/* Sixteen hexadecimal digits. */
typedef struct ll_fingerprint {
    char text[17];
} ll_fingerprint;

struct ll_result {
    ll_arena *arena; /* owns all of it, the result too */
    ll_source source;
    ll_diagnostics diagnostics;
    ll_letter letter;             /* letters only */
    ll_fingerprint *fingerprints; /* of each diagnostic, or NULL; letters only */
    ll_outline outline;
    const ll_score *scorecard;
    size_t score_count;
    ll_page page;
    ll_buf trace;
};

/* An empty result on an arena of at most `limit` bytes (0: no limit), or NULL when out of memory.
 * The arena has no guard yet. */
ll_result *ll_result_new(size_t limit);

/* Collects the outline of the letter. */
void ll_outline_build(ll_result *result);

/* Fills in the fingerprints of the diagnostics, which are complete and sorted. */
void ll_fingerprints_build(ll_result *result, const ll_ruleset *ruleset);

/* What ll_lint does, with the options of the rules' own tests and an arena limit. */
ll_status ll_lint_with(ll_result **out, const ll_ruleset *ruleset, ll_str text,
                       const ll_lint_options *options, const ll_run_options *run, size_t limit,
                       ll_error *error);

#endif
