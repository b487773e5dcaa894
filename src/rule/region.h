/* Regions: where a probe looks, seen from the candidate that a rule holds.
 *
 *     region = "unit" | "match" | "before" | "after" | ("next" | "previous") ["paragraph"] | scope
 */
#ifndef LL_RULE_REGION_H
#define LL_RULE_REGION_H

#include "rule/match.h"
#include "rule/scope.h"

typedef enum ll_region_kind {
    LL_REGION_UNIT,
    LL_REGION_MATCH,
    LL_REGION_BEFORE,
    LL_REGION_AFTER,
    LL_REGION_NEXT,
    LL_REGION_PREVIOUS,
    LL_REGION_ENCLOSING, /* the unit of that kind that holds the candidate */
    LL_REGION_SCOPE,
} ll_region_kind;

typedef struct ll_region {
    ll_region_kind kind;
    ll_unit_kind unit; /* next, previous, enclosing */
    ll_scope scope;
    uint32_t slot; /* scope: see ll_scope_slot */
} ll_region;

/* Parses. */
bool ll_region_parse(ll_region *out, ll_arena *arena, ll_place place, ll_index *slots);

/* What a rule looks at: a unit, and within it a match where the rule has `find`. */
typedef struct ll_candidate {
    ll_span unit;
    const ll_match *match; /* or NULL */
    const ll_fault *fault; /* of a suppression, whose place is the match; or NULL */
} ll_candidate;

/* The spans of a region, rising; none where it is not there. `cache` has one entry a slot, all
 * empty for a new letter. `*single` is storage for the common case of one span. */
ll_spans ll_region_resolve(const ll_region *region, const ll_letter *letter,
                           const ll_candidate *candidate, ll_spans **cache, ll_span *single);

#endif
