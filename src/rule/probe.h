/* Probes: the questions an expression can ask of a region. One table; a new need is a new row. */
#ifndef LL_RULE_PROBE_H
#define LL_RULE_PROBE_H

#include "rule/expression.h"

/* What a probe looks at. */
typedef struct ll_probe_input {
    const ll_letter *letter;
    ll_matcher *matcher;
    const uint32_t *terms;
    uint32_t term_count;
    ll_spans region;
    const ll_match *raw; /* where the region is a match in the source, which is no prose; or NULL */
    const ll_fault *fault; /* where the candidate is a suppression */
} ll_probe_input;

typedef struct ll_probe {
    const char *name;
    uint32_t least_terms, most_terms;
    bool of_match; /* stands for text(in match) */
    bool of_fault; /* asks what is wrong with a suppression */
    ll_type type;
    ll_value (*run)(const ll_probe_input *input);
} ll_probe;

const ll_probe *ll_probe_find(ll_str name);
/* Probes by number, so that an expression holds no address of the program. */
uint32_t ll_probe_number(const ll_probe *probe);
const ll_probe *ll_probe_at(uint32_t number);
uint32_t ll_probe_count(void);
/* Names for "did you mean"; `count` of them. */
const char *const *ll_probe_names(ll_arena *arena, size_t *count);

/* How many names `list` prints before it counts the rest. */
enum { LL_LIST_LONGEST = 12 };

#endif
