/* Matches: where the terms stand in one letter. Each term is looked for once over the whole prose,
 * when first asked for; what a region holds is a range of the sorted list. */
#ifndef LL_RULE_MATCH_H
#define LL_RULE_MATCH_H

#include "letter/letter.h"
#include "rule/presence.h"

typedef struct ll_match {
    ll_span prose;
    ll_span source;   /* exact */
    const char *name; /* of the thing that was found; NULL: what stands there (ll_match_thing) */
    const ll_capture
        *captures; /* of a pattern, spans in the prose (raw: in the source); else NULL */
    bool raw;
} ll_match;

/* Matches of one term: rising, not overlapping (leftmost, longest). */
typedef struct ll_match_list {
    const ll_match *items;
    uint32_t count;
} ll_match_list;

typedef struct ll_matcher ll_matcher;

/* A matcher for one letter; everything it finds lives in the letter's arena. A pattern that runs
 * into its limits adds a note to `problems` (rule "pattern-limit") once and counts as not found. */
ll_matcher *ll_matcher_new(const ll_letter *letter, const ll_terms *terms,
                           ll_diagnostics *problems);

/* Which terms may match in the letter: all others do nowhere. No pattern is tried for that. */
const ll_present *ll_matcher_present(ll_matcher *matcher);

/* All matches of a term in the letter. */
ll_match_list ll_matcher_find(ll_matcher *matcher, uint32_t term);

/* The name of the thing that was found, for `list`; compare case-folded for `distinct`. */
ll_str ll_match_thing(const ll_letter *letter, const ll_match *match);

/* Those of a list that lie wholly within the prose span (a raw match: that begin in it). */
ll_match_list ll_matches_in(ll_match_list all, ll_span span);

/* The same of a term. */
ll_match_list ll_matcher_find_in(ll_matcher *matcher, uint32_t term, ll_span span);

#endif
