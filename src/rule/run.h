/* Running rules over one letter. */
#ifndef LL_RULE_RUN_H
#define LL_RULE_RUN_H

#include "rule/settings.h"

/* What is wrong with a letter's suppressions, rising. */
typedef struct ll_faults {
    ll_fault *items;
    uint32_t count, capacity;
} ll_faults;

/* Which rules had a say. */
typedef struct ll_run_outcome {
    bool *ran;  /* one for each rule; all false at first */
    bool gated; /* some were skipped because of the letter's language */
} ll_run_outcome;

typedef struct ll_run_options {
    uint32_t only;   /* run this rule or signal alone, even if it is off; LL_NONE: all rules */
    ll_str profiles; /* names divided by commas; empty: those of the front matter, else those of the
                        configuration */
    const char *path; /* of the letter, as the configurations' folders are written; or NULL */
    const ll_params *params; /* override the params of `only`; or NULL */
    const ll_faults *faults; /* run the rules whose scope is `suppression`, over these; NULL: run
                                all others */
    ll_run_outcome *outcome; /* filled in; or NULL */
    bool *fired;             /* of each rule whether it did: ll_run fills it in, and ll_run_signals
                                asks it for a signal's `unless`; NULL: nobody asks */
    uint32_t trace;          /* the rule whose evaluation is written to `log`; LL_NONE: none */
    ll_buf *log;
} ll_run_options;

/* A row of the scorecard. */
typedef struct ll_signal_row {
    const ll_rule *signal;
    bool found;
    ll_span span;      /* of the first evidence, where found */
    uint32_t count;    /* how often */
    const char *value; /* of a signal that shows one, else "" */
    const char *advice;
} ll_signal_row;

/* Runs every signal, after the rules; the rows, in the order of the files, live in the letter's
 * arena. */
const ll_signal_row *ll_run_signals(uint32_t *count, const ll_ruleset *ruleset,
                                    const ll_letter *letter, const ll_run_options *options);

/* Adds what the rules say of the letter to `out`, in the order the rules run. */
void ll_run(ll_diagnostics *out, const ll_ruleset *ruleset, const ll_letter *letter,
            const ll_run_options *options);

#endif
