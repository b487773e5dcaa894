/* Objects of one size that threads take side by side, and that are released all together.
 *
 * What many letters share but only some of them ask for is made while letters are linted, when the
 * arena of the ruleset is closed: it may not be grown by several threads, and running out of memory
 * there is no letter's to answer for. A pool costs no more than the objects that are taken. */
#ifndef LL_BASE_POOL_H
#define LL_BASE_POOL_H

#include "base/arena.h"

typedef struct ll_pool ll_pool;

/* A pool for objects of so many bytes, each a multiple of what aligns any type. When the arena is
 * freed, `release` is called for every object that was taken, filled in or not. */
ll_pool *ll_pool_new(ll_arena *arena, size_t size, void (*release)(void *object));

/* The next object, zeroed, or NULL when out of memory. */
void *ll_pool_take(ll_pool *pool);

#endif
