/* The agenda of a letter: the rules that may fire in it.
 *
 * A rule that looks for a term has nothing to do where the term cannot be. Most rules of a large
 * set are such rules, so one goes from the terms that may be there to the rules, and never asks
 * the others.
 */
#ifndef LL_RULE_AGENDA_H
#define LL_RULE_AGENDA_H

#include "rule/presence.h"

/* Which rules look for a term; rules by their place in the order in which they run. Flat, so that
 * it can be written to a file. */
typedef struct ll_agenda {
    uint32_t rule_count, bound_count;
    const uint32_t *bounds; /* of each term, of none, and one more, where in `rules` */
    const uint32_t *rules;  /* those that look for it stand */
} ll_agenda;

/* As it is frozen. */
extern const ll_pack_type ll_agenda_packed;

/* `finds`: of each of `count` rules the term it looks for, or LL_NONE; `terms`: how many there are.
 */
const ll_agenda *ll_agenda_new(ll_arena *arena, const uint32_t *finds, uint32_t count,
                               uint32_t terms);

/* Whether one that comes from elsewhere speaks of so many rules and terms, and of no others. */
bool ll_agenda_is_sound(const ll_agenda *agenda, uint32_t rules, uint32_t terms);

/* The places of the rules that may fire, as bits (base/bits.h). */
const uint64_t *ll_agenda_due(const ll_agenda *agenda, ll_arena *arena, const ll_present *present);

#endif
