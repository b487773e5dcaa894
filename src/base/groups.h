/* Groups: things brought together by a number that each of them has.
 *
 *     init, count each thing's number, settle, next of each thing's number: there it is put.
 *
 * Things of one number keep their order. The work depends on how many things there are, not on how
 * many numbers there could be: of a hundred thousand terms, few are in a letter.
 */
#ifndef LL_BASE_GROUPS_H
#define LL_BASE_GROUPS_H

#include "base/arena.h"
#include "letterlint.h"

typedef struct ll_groups {
    const ll_span *of;    /* of each number, which things are its own; none: an empty span */
    const uint32_t *used; /* the numbers of things, each once, as they were first counted */
    uint32_t used_count;
    ll_span *spans; /* `of` and `used` while they are filled */
    uint32_t *seen;
} ll_groups;

/* For up to `things` things with numbers below `numbers`. */
void ll_groups_init(ll_groups *groups, ll_arena *arena, uint32_t numbers, uint32_t things);

/* Ends the counting. */
void ll_groups_settle(ll_groups *groups);

static inline void ll_groups_count(ll_groups *groups, uint32_t number) {
    if (groups->spans[number].end++ == 0)
        groups->seen[groups->used_count++] = number;
}

/* Where the next thing of that number belongs. */
static inline uint32_t ll_groups_next(ll_groups *groups, uint32_t number) {
    return groups->spans[number].end++;
}

#endif
