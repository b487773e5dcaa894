/* Evaluating expressions and templates for one candidate in one letter. */
#ifndef LL_RULE_VALUE_H
#define LL_RULE_VALUE_H

#include "rule/expression.h"
#include "rule/template.h"

/* What probes gave for the letter or for the unit at hand, by a hash of the probe. A unit may hold
 * as many candidates as it has words, and a letter as many as it has sentences; most of what is
 * asked of each is asked of the whole unit, or of a scope in the letter. */
enum { LL_KNOWN_VALUES = 128 };
typedef struct ll_known_value {
    const ll_expression *probe; /* NULL: nothing is kept here */
    ll_span unit;               /* of a scope: empty */
    ll_value value;
} ll_known_value;

/* Everything an expression can see. */
typedef struct ll_evaluation {
    const ll_letter *letter;
    ll_matcher *matcher;
    const ll_params *params; /* the rule's, as they are set */
    ll_candidate candidate;
    ll_spans **cache;      /* see ll_region_resolve */
    ll_known_value *known; /* LL_KNOWN_VALUES of them; NULL: nothing is kept */
    ll_buf *trace;         /* what each probe gave is written here; NULL: nothing is traced */
} ll_evaluation;

ll_value ll_expression_value(const ll_evaluation *evaluation, const ll_expression *expression);

/* Whether its value is true: a number is unless 0, a text unless empty. */
bool ll_expression_holds(const ll_evaluation *evaluation, const ll_expression *expression);

/* As a message shows it: whole numbers without a fraction, others with one digit. */
void ll_value_print(ll_buf *out, ll_value value);

/* A template filled in, in the letter's arena. */
const char *ll_template_fill(const ll_evaluation *evaluation, const ll_template *filled);

#endif
