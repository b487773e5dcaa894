/* Literals: one index over every fixed text of every term, and one walk of it over the prose.
 *
 * Literals begin only at boundaries, so no automaton with failure links is needed: from every
 * boundary a tree of the texts is walked down, each of whose branches holds what several begin
 * with. It is made of flat arrays that refer to one another by index, so it can be written to a
 * file and used in place.
 */
#ifndef LL_RULE_LITERALS_H
#define LL_RULE_LITERALS_H

#include "base/pack.h"
#include "text/sentences.h"

typedef struct ll_literal {
    ll_str text; /* normalised as prose is (ll_phrase_normalize), not empty */
    uint32_t term, thing;
    bool exact;      /* the case counts */
    bool ambiguous;  /* handed through to the hits */
    bool derived;    /* a contraction: gives way to a literal that was written */
    uint32_t origin; /* the caller's, for conflicts */
} ll_literal;

typedef struct ll_literals ll_literals;

/* As they are frozen. */
extern const ll_pack_type ll_literals_packed;

/* Builds the index. Where a text belongs to two things of one term, `conflict` (if given) is called
 * with the origins of the two literals, the earlier one first. `literals` is reordered. */
const ll_literals *ll_literals_build(ll_arena *arena, ll_literal *literals, uint32_t count,
                                     void (*conflict)(void *user, uint32_t first, uint32_t second),
                                     void *user);

/* Whether an index that comes from elsewhere can be walked, and speaks of things that there are:
 * `things[t]` of them in each term t below `terms`. */
bool ll_literals_are_sound(const ll_literals *literals, ll_arena *scratch, const uint32_t *things,
                           uint32_t terms);

/* A prose made ready for walks: folded once, its addresses listed once. */
typedef struct ll_literal_subject {
    ll_str text, folded;
    ll_spans addresses;
} ll_literal_subject;

void ll_literal_subject_init(ll_literal_subject *subject, ll_arena *arena, ll_str prose);

typedef struct ll_hit {
    ll_span span;
    uint32_t term, thing;
    bool ambiguous;
} ll_hit;

typedef struct ll_hits {
    ll_hit *items; /* starts rise, and of one start the ends */
    uint32_t count, capacity;
} ll_hits;

/* Appends every place where a literal stands. Overlapping ones are all there. */
void ll_literals_scan(ll_hits *out, ll_arena *arena, const ll_literals *literals,
                      const ll_literal_subject *subject);

#endif
