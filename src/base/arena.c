/* The arena of arena.h: a chain of blocks, each twice the last up to a megabyte; the newest
 * allocation can grow in place, which makes growing arrays cheap.
 *
 * What is large stands alone, in a list of its own. There it grows by realloc, which gives the
 * former place back and, by the pages, moves rather than copies; and it can be given back at once.
 * So lists that grow with a letter leave nothing behind, however long the letter. Which of the two
 * an allocation is, its size tells.
 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024, FIRST_CAPACITY = 8 };
enum { MANY = 64 * 1024 }; /* elements: a list of so many is large */

/* AddressSanitizer sees more of what stands alone: who keeps a pointer to where something was. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED)
enum { LARGE = 2 * 1024 };
#else
enum { LARGE = 64 * 1024 };
#endif

typedef struct block {
    struct block *previous;
    size_t size, used;
    max_align_t bytes[];
} block;

typedef struct large {
    struct large *previous, *next;
    size_t size;
    max_align_t bytes[];
} large;

typedef struct deferred {
    struct deferred *previous;
    void (*release)(void *object);
    void *object;
} deferred;

struct ll_arena {
    block *newest;
    large *alone;
    deferred *deferred;
    size_t taken, limit;
    bool guarded;
    jmp_buf guard;
};

static size_t aligned(size_t size) {
    size_t unit = _Alignof(max_align_t);
    return (size + unit - 1) / unit * unit;
}

ll_arena *ll_arena_new(size_t limit) {
    ll_arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->limit = limit ? limit : SIZE_MAX;
    return arena;
}

void ll_arena_free(ll_arena *arena) {
    if (!arena)
        return;
    for (deferred *call = arena->deferred; call; call = call->previous)
        call->release(call->object);
    for (block *b = arena->newest; b;) {
        block *previous = b->previous;
        free(b);
        b = previous;
    }
    for (large *l = arena->alone; l;) {
        large *previous = l->previous;
        free(l);
        l = previous;
    }
    free(arena);
}

jmp_buf *ll_arena_guard(ll_arena *arena) {
    arena->guarded = true;
    return &arena->guard;
}

_Noreturn void ll_arena_fail(ll_arena *arena) {
    if (!arena->guarded)
        abort();
    longjmp(arena->guard, 1);
}

/* A new block for at least `need` bytes; the last one the limit allows may be smaller than wanted.
 */
static bool add_block(ll_arena *arena, size_t need) {
    size_t room = arena->limit - arena->taken;
    size_t size = FIRST_BLOCK;
    if (arena->newest)
        size = arena->newest->size < LARGEST_STEP ? arena->newest->size * 2 : LARGEST_STEP;
    if (size > room)
        size = room;
    if (size < need)
        size = need;
    if (size > room)
        return false;
    block *b = malloc(sizeof(block) + size);
    if (!b)
        return false;
    *b = (block){.previous = arena->newest, .size = size};
    arena->newest = b;
    arena->taken += size;
    return true;
}

/* --- What is large -------------------------------------------------------------------------- */

static bool is_large(size_t size) {
    return size >= LARGE;
}

static large *large_of(void *memory) {
    return (large *)((char *)memory - offsetof(large, bytes));
}

/* Whether `size` more bytes are within the limit. */
static bool has_room(const ll_arena *arena, size_t size) {
    return size <= arena->limit - arena->taken;
}

/* Puts one that is new, or moved, in its place between its neighbours. */
static void link_large(ll_arena *arena, large *l) {
    if (l->previous)
        l->previous->next = l;
    if (l->next)
        l->next->previous = l;
    else
        arena->alone = l;
}

static void *take_large(ll_arena *arena, size_t size, bool zeroed) {
    if (!has_room(arena, size))
        return NULL;
    large *l = zeroed ? calloc(1, sizeof *l + size) : malloc(sizeof *l + size);
    if (!l)
        return NULL;
    l->previous = arena->alone;
    l->next = NULL;
    l->size = size;
    link_large(arena, l);
    arena->taken += size;
    return l->bytes;
}

/* NULL when out of memory: all is as it was. */
static void *grow_large(ll_arena *arena, void *memory, size_t size) {
    large *l = large_of(memory);
    if (size <= l->size) /* it was resized to less and is so again, or back */
        return memory;
    size_t more = size - l->size;
    if (!has_room(arena, more))
        return NULL;
    l = realloc(l, sizeof *l + size);
    if (!l)
        return NULL;
    l->size = size;
    link_large(arena, l);
    arena->taken += more;
    return l->bytes;
}

void ll_arena_release(ll_arena *arena, void *memory, size_t size) {
    if (!memory || !is_large(aligned(size)))
        return;
    large *l = large_of(memory);
    if (l->previous)
        l->previous->next = l->next;
    if (l->next)
        l->next->previous = l->previous;
    else
        arena->alone = l->previous;
    arena->taken -= l->size;
    free(l);
}

/* --- Allocations ---------------------------------------------------------------------------- */

/* NULL when out of memory. */
static void *try_take(ll_arena *arena, size_t size, bool zeroed) {
    if (size > SIZE_MAX / 2)
        return NULL;
    size = aligned(size ? size : 1);
    if (is_large(size))
        return take_large(arena, size, zeroed);
    if (!arena->newest || arena->newest->size - arena->newest->used < size)
        if (!add_block(arena, size))
            return NULL;
    block *b = arena->newest;
    void *result = (char *)b->bytes + b->used;
    b->used += size;
    return zeroed ? memset(result, 0, size) : result;
}

static void *take(ll_arena *arena, size_t size, bool zeroed) {
    void *result = try_take(arena, size, zeroed);
    if (!result)
        ll_arena_fail(arena);
    return result;
}

void *ll_arena_alloc(ll_arena *arena, size_t size) {
    return take(arena, size, true);
}

void *ll_arena_array(ll_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        ll_arena_fail(arena);
    return ll_arena_alloc(arena, count * size);
}

/* Whether the allocation is the newest one and the block has room for it to become `new_size`. */
static bool extend_in_place(ll_arena *arena, const void *memory, size_t old_size, size_t new_size) {
    block *b = arena->newest;
    size_t occupied = aligned(old_size ? old_size : 1);
    if (!b || !memory || b->used < occupied || is_large(aligned(new_size)))
        return false;
    size_t begin = b->used - occupied;
    if ((char *)b->bytes + begin != memory || b->size - begin < aligned(new_size))
        return false;
    b->used = begin + aligned(new_size);
    return true;
}

void *ll_arena_resize(ll_arena *arena, void *memory, size_t old_size, size_t new_size) {
    if (new_size <= old_size && memory)
        return memory;
    if (new_size > SIZE_MAX / 2)
        ll_arena_fail(arena);
    if (memory && is_large(aligned(old_size))) {
        void *grown = grow_large(arena, memory, aligned(new_size));
        if (!grown)
            ll_arena_fail(arena);
        return grown;
    }
    if (extend_in_place(arena, memory, old_size, new_size))
        return memory;
    void *bigger = take(arena, new_size, false);
    if (memory && old_size)
        memcpy(bigger, memory, old_size);
    return bigger;
}

void *ll_arena_enlarge(ll_arena *arena, void *array, uint32_t *capacity, uint32_t need,
                       size_t size) {
    size_t old_size = (size_t)*capacity * size;
    /* What is long moves cheaply, and pages that are zeroed are memory. The elements' size does not
     * matter, so that arrays side by side keep one capacity. */
    size_t wanted = (size_t)*capacity + (*capacity < MANY ? *capacity : *capacity / 4);
    if (wanted < FIRST_CAPACITY)
        wanted = FIRST_CAPACITY;
    if (wanted < need)
        wanted = need;
    if (wanted > UINT32_MAX || wanted > SIZE_MAX / size)
        ll_arena_fail(arena);
    char *bigger = ll_arena_resize(arena, array, old_size, wanted * size);
    memset(bigger + old_size, 0, wanted * size - old_size);
    *capacity = (uint32_t)wanted;
    return bigger;
}

char *ll_arena_copy(ll_arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX)
        ll_arena_fail(arena);
    char *copy = take(arena, length + 1, false);
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void ll_arena_defer(ll_arena *arena, void (*release)(void *object), void *object) {
    deferred *call = try_take(arena, sizeof *call, false);
    if (!call) {
        release(object);
        ll_arena_fail(arena);
    }
    *call = (deferred){.previous = arena->deferred, .release = release, .object = object};
    arena->deferred = call;
}

size_t ll_arena_used(const ll_arena *arena) {
    return arena->taken;
}
