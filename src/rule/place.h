/* Where in a rule file a piece of text stands: a slice of a YAML scalar, so that a mistake inside
 * an expression, a scope or a template is shown under its exact characters. */
#ifndef LL_RULE_PLACE_H
#define LL_RULE_PLACE_H

#include "text/yaml.h"

/* The text [start, start + text.length) of `scalar`, and where mistakes in it go. */
typedef struct ll_place {
    const ll_yaml_node *scalar;
    uint32_t start;
    ll_str text;
    ll_diagnostics *problems;
} ll_place;

/* The whole of a scalar. */
ll_place ll_place_of(const ll_yaml_node *scalar, ll_diagnostics *problems);

/* The bytes [start, end) of a place. */
ll_place ll_place_slice(ll_place place, uint32_t start, uint32_t end);

/* Without white space at both ends. */
ll_place ll_place_trim(ll_place place);

ll_span ll_place_span(ll_place place);

/* Rule-file mistakes carry this in place of a rule id. */
extern const char ll_rule_file_problem[];

/* What to do where a name is taken by a rule, a term or a fragment that letterlint ships. */
extern const char ll_advice_own_rules[];

/* Adds a mistake at the place. Returns false, so that callers can `return ll_place_problem(…)`. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
bool ll_place_problem(ll_place place, const char *advice, const char *format, ...);

#endif
