/* Candidates: every place where a term's own literals, patterns and values from the letter's
 * context stand, before anything is decided about them. */
#ifndef LL_RULE_CANDIDATES_H
#define LL_RULE_CANDIDATES_H

#include "rule/match.h"

typedef struct ll_term_candidate {
    ll_match match;
    uint32_t order; /* match.c's, for sorting */
    bool ambiguous; /* counts only in company */
} ll_term_candidate;

typedef struct ll_candidates {
    ll_arena *arena;
    ll_term_candidate *items;
    uint32_t count, capacity;
} ll_candidates;

void ll_candidates_add(ll_candidates *candidates, const ll_term_candidate *candidate);

/* Where candidates come from: a letter, and what was found in it for all terms at once. Zero what
 * is not named in the first line. */
typedef struct ll_candidate_source {
    const ll_letter *letter;
    const ll_terms *terms;
    ll_diagnostics *problems;
    ll_pattern_scratch *scratch;
    ll_literal_subject subject;
    const ll_hit *hits;          /* of all literals, by term */
    const ll_span *hits_of;      /* which of them are a term's */
    ll_starts starts;            /* where patterns are worth trying */
    ll_present present;          /* which terms may be there at all */
    bool scanned, limit_was_hit; /* the latter: said already */
} ll_candidate_source;

/* Appends what the term itself finds, without the terms it unites. */
void ll_candidates_find(ll_candidates *out, ll_candidate_source *source, uint32_t term);

/* Gathers what is found for all terms at once, where that is not done yet. */
void ll_candidates_scan(ll_candidate_source *source);

/* Whether a source span and a code span or block have a byte in common. */
bool ll_touches_code(const ll_prose *prose, ll_span source);

#endif
