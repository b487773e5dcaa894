/* Fewer states: those that no text tells apart are one. Moore's way: states are told apart by what
 * they are, then by where they lead, until nothing more is told apart. */
#include "text/dfa.h"

#include <string.h>

enum {
    FREE = UINT16_MAX,
    LEAST = 3, /* blocks: NO, MAYBE, and all others where none ends or asks */
};

typedef struct parting {
    const ll_dfa *dfa;
    uint16_t *block;   /* of each state */
    uint16_t *next;    /* the same, one step further */
    uint16_t *buckets; /* the first state of each block, by hash */
    uint32_t size;     /* of buckets, a power of two */
} parting;

static uint32_t hash_of(const parting *p, uint32_t state) {
    const uint16_t *row = p->dfa->targets + (size_t)state * p->dfa->class_count;
    uint32_t hash = p->block[state];
    for (uint32_t c = 0; c < p->dfa->class_count; c++)
        hash = (hash ^ p->block[row[c]]) * UINT32_C(0x01000193); /* FNV's prime */
    return hash ^ hash >> 15;
}

static bool alike(const parting *p, uint32_t a, uint32_t b) {
    const uint16_t *x = p->dfa->targets + (size_t)a * p->dfa->class_count;
    const uint16_t *y = p->dfa->targets + (size_t)b * p->dfa->class_count;
    bool same = p->block[a] == p->block[b];
    for (uint32_t c = 0; same && c < p->dfa->class_count; c++)
        same = p->block[x[c]] == p->block[y[c]];
    return same;
}

/* Tells apart by one step more; how many blocks there are then. */
static uint32_t part(parting *p) {
    uint32_t blocks = 0;
    memset(p->buckets, 0xFF, p->size * sizeof *p->buckets);
    for (uint32_t s = 0; s < p->dfa->state_count; s++) {
        uint32_t at = hash_of(p, s) & (p->size - 1);
        while (p->buckets[at] != FREE && !alike(p, p->buckets[at], s))
            at = (at + 1) & (p->size - 1);
        if (p->buckets[at] == FREE) {
            p->buckets[at] = (uint16_t)s;
            p->next[s] = (uint16_t)blocks++;
        } else {
            p->next[s] = p->next[p->buckets[at]];
        }
    }
    uint16_t *done = p->block;
    p->block = p->next;
    p->next = done;
    return blocks;
}

/* What a state is by itself. */
static uint16_t first_block(const ll_dfa *dfa, uint32_t state) {
    uint32_t ends = dfa->ends ? dfa->ends[state] : 0, asks = dfa->asks ? dfa->asks[state] : 0;
    return (uint16_t)(state <= LL_DFA_MAYBE ? state : 2 + (asks << LL_NEIGHBOURS) + ends);
}

/* The blocks become states, each like its first state; those that end or ask come last. */
static void make_states_of_blocks(const parting *p, ll_dfa *dfa, ll_arena *arena) {
    uint32_t *first = ll_arena_array(arena, dfa->state_count, sizeof *first), count = 0;
    uint16_t *number = ll_arena_array(arena, dfa->state_count, sizeof *number);
    const ll_dfa old = *dfa;
    for (uint32_t s = 0; s < old.state_count; s++)
        if (p->block[s] == count)
            first[count++] = s;
    dfa->state_count = 0;
    for (int special = 0; special < 2; special++) {
        dfa->special = dfa->state_count;
        for (uint32_t b = 0; b < count; b++)
            if ((first_block(&old, first[b]) > 2) == special)
                number[b] = (uint16_t)dfa->state_count++;
    }
    dfa->targets = ll_arena_array(arena, (size_t)count * old.class_count, sizeof *dfa->targets);
    dfa->ends = old.ends ? ll_arena_array(arena, count, 1) : NULL;
    dfa->asks = old.asks ? ll_arena_array(arena, count, 1) : NULL;
    for (uint32_t b = 0; b < count; b++) {
        for (uint32_t c = 0; c < old.class_count; c++)
            dfa->targets[number[b] * old.class_count + c] =
                number[p->block[old.targets[first[b] * old.class_count + c]]];
        if (old.ends)
            dfa->ends[number[b]] = old.ends[first[b]];
        if (old.asks)
            dfa->asks[number[b]] = old.asks[first[b]];
    }
    for (uint32_t i = 0; i < old.class_count << old.far_count; i++)
        dfa->starts[i] = number[p->block[dfa->starts[i]]];
}

/* The first two states are told apart from the beginning and come first, so they keep their
 * numbers. */
void ll_dfa_minimize(ll_dfa *dfa, ll_arena *arena) {
    parting p = {.dfa = dfa, .size = 4};
    while (p.size < 2 * dfa->state_count)
        p.size *= 2;
    p.block = ll_arena_array(arena, dfa->state_count, sizeof *p.block);
    p.next = ll_arena_array(arena, dfa->state_count, sizeof *p.next);
    p.buckets = ll_arena_array(arena, p.size, sizeof *p.buckets);
    for (uint32_t s = 0; s < dfa->state_count; s++)
        p.block[s] = first_block(dfa, s);
    for (uint32_t before = 0, blocks = LEAST; blocks != before;) {
        before = blocks;
        blocks = part(&p);
    }
    make_states_of_blocks(&p, dfa, arena);
}
