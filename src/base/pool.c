/* The pool of pool.h: a chain of chunks, of which the newest is taken from by counting. Who finds
 * it used up brings another; where two do so at once, one of them throws its own away. */
#include "base/pool.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { OBJECTS = 62 }; /* of 64 bytes, with what precedes them, they are a page */

typedef struct chunk {
    struct chunk *previous;
    atomic_uint taken; /* counts on when all are taken */
    max_align_t bytes[];
} chunk;

struct ll_pool {
    size_t size;
    void (*release)(void *object);
    _Atomic(chunk *) newest;
};

static void *object_at(const ll_pool *pool, chunk *c, unsigned index) {
    return (char *)c->bytes + index * pool->size;
}

static void free_pool(void *object) {
    ll_pool *pool = object;
    for (chunk *c = atomic_load(&pool->newest); c;) {
        chunk *previous = c->previous;
        unsigned taken = atomic_load(&c->taken);
        for (unsigned i = 0; i < taken && i < OBJECTS; i++)
            pool->release(object_at(pool, c, i));
        free(c);
        c = previous;
    }
}

ll_pool *ll_pool_new(ll_arena *arena, size_t size, void (*release)(void *object)) {
    ll_pool *pool = ll_arena_alloc(arena, sizeof *pool);
    pool->size = size;
    pool->release = release;
    ll_arena_defer(arena, free_pool, pool);
    return pool;
}

/* Puts a new chunk in the place of `full`, unless another thread did; false when out of memory. */
static bool add_chunk(ll_pool *pool, chunk *full) {
    chunk *made = calloc(1, sizeof *made + OBJECTS * pool->size);
    if (!made)
        return false;
    made->previous = full;
    if (!atomic_compare_exchange_strong(&pool->newest, &full, made))
        free(made);
    return true;
}

void *ll_pool_take(ll_pool *pool) {
    for (;;) {
        chunk *c = atomic_load(&pool->newest);
        unsigned index = c ? atomic_fetch_add(&c->taken, 1) : OBJECTS;
        if (index < OBJECTS)
            return object_at(pool, c, index);
        if (!add_chunk(pool, c))
            return NULL;
    }
}
