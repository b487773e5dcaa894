/* Which terms may be in a letter, told from what was met in it before any pattern is tried.
 *
 * A term may be there where one of its literals stands or one of its patterns can begin, and so may
 * every term that unites it, and those that unite these. Of some nothing can be told beforehand. Of
 * a large set of terms nearly none is in a letter, so one goes from what was met to the terms
 * rather than from term to term.
 */
#ifndef LL_RULE_PRESENCE_H
#define LL_RULE_PRESENCE_H

#include "base/bits.h"
#include "rule/term.h"

/* What was met leads to, by numbers of terms; flat, so that it can be written to a file. */
typedef struct ll_presence {
    uint32_t filter_count, bound_count, uniting_count, untold_count;
    const uint32_t *of_filter; /* of each pattern in the prefilter, the term */
    const uint32_t *bounds;    /* of each term and one more, where in `uniting` */
    const uint32_t *uniting;   /* the terms that unite it stand */
    const uint32_t *untold;    /* terms that may be there in any case, but for those that unite */
} ll_presence;

/* As it is frozen. */
extern const ll_pack_type ll_presence_packed;

/* Of `count` terms, with so many patterns in the prefilter. */
const ll_presence *ll_presence_new(ll_arena *arena, const ll_term *terms, uint32_t count,
                                   uint32_t filters);

/* Whether one that comes from elsewhere speaks of so many terms and patterns, and of no others. */
bool ll_presence_is_sound(const ll_presence *presence, uint32_t terms, uint32_t filters);

/* What may be in one letter. */
typedef struct ll_present {
    const ll_presence *presence;
    ll_arena *arena;
    uint64_t *bits;    /* by term */
    uint32_t *waiting; /* terms whose uniting ones are not marked yet */
    uint32_t waiting_count, waiting_capacity;
} ll_present;

void ll_present_init(ll_present *present, ll_arena *arena, const ll_presence *presence);

/* Marks a term that was met, and all that unite it. */
void ll_present_add(ll_present *present, uint32_t term);

static inline bool ll_present_has(const ll_present *present, uint32_t term) {
    return ll_bits_has(present->bits, term);
}

#endif
