/* Memory: one arena a letter (or a ruleset), freed once.
 *
 * Allocation never returns NULL: running out of memory jumps to the guard that the entry point
 * (ll_lint, ll_ruleset_new) has set, which frees the arena and returns LL_NOMEM. So nothing between
 * has an error path for memory. What a third-party library allocates by itself is released through
 * ll_arena_defer, also on that jump.
 */
#ifndef LL_BASE_ARENA_H
#define LL_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ll_arena ll_arena;

/* A new arena that may hold `limit` bytes (0: no limit; tests use one to run out of memory at
 * will), or NULL when out of memory. */
ll_arena *ll_arena_new(size_t limit);

/* Runs the deferred calls, newest first, and frees everything. NULL is allowed. */
void ll_arena_free(ll_arena *arena);

/* Where running out of memory jumps to: `if (setjmp(*ll_arena_guard(a))) { ll_arena_free(a); … }`.
 * Set it before the first allocation; without a guard the process aborts. */
jmp_buf *ll_arena_guard(ll_arena *arena);

/* `size` bytes, zeroed, aligned for any type. */
void *ll_arena_alloc(ll_arena *arena, size_t size);

/* An array of `count` zeroed elements; an overflow of the product counts as out of memory. */
void *ll_arena_array(ll_arena *arena, size_t count, size_t size);

/* Grows `*array` (elements of `size` bytes, `*capacity` of them) to hold at least `need` elements;
 * those that are new are zeroed. Where the array was before, nothing may be looked for. */
static inline void *ll_arena_grow(ll_arena *arena, void *array, uint32_t *capacity, uint32_t need,
                                  size_t size);
/* What it does where there is not room enough already. */
void *ll_arena_enlarge(ll_arena *arena, void *array, uint32_t *capacity, uint32_t need,
                       size_t size);

static inline void *ll_arena_grow(ll_arena *arena, void *array, uint32_t *capacity, uint32_t need,
                                  size_t size) {
    return need <= *capacity ? array : ll_arena_enlarge(arena, array, capacity, need, size);
}

/* As realloc within the arena: `old_size` bytes, which is the size asked for before, are kept; what
 * is new is not zeroed. */
void *ll_arena_resize(ll_arena *arena, void *memory, size_t old_size, size_t new_size);

/* Gives back at once what nobody needs any more, if it is large; what is not goes with the arena.
 * `size` is the size asked for. NULL is allowed. */
void ll_arena_release(ll_arena *arena, void *memory, size_t size);

/* A copy with a NUL behind it. */
char *ll_arena_copy(ll_arena *arena, const char *text, size_t length);

/* Calls `release(object)` when the arena is freed; at once where memory runs out right here, so
 * that `object` is never lost. */
void ll_arena_defer(ll_arena *arena, void (*release)(void *object), void *object);

/* Treats the state as out of memory: for allocators of libraries that failed. Does not return. */
_Noreturn void ll_arena_fail(ll_arena *arena);

/* Bytes taken from the system so far. */
size_t ll_arena_used(const ll_arena *arena);

#endif
