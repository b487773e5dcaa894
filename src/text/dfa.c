/* From places to states: a state is the set of places that a text may have led to, with what stood
 * before where an assertion among them asks for it. */
#include "text/dfa.h"

#include <stdlib.h>
#include <string.h>

enum { ASCII = LL_DFA_ASCII, HASH_SIZE = 1 << 12, SHORT = 40 };
#define ALL UINT32_MAX /* lookbehinds further on in the pattern are passed */

typedef struct kernel {
    const uint32_t *places; /* rising */
    uint32_t count;
    ll_neighbour before;
    uint32_t behinds; /* what the lookbehinds say, as bits */
    uint32_t asks;    /* the lookaheads that have to be asked first */
    uint32_t aheads;  /* what those said that were asked */
    uint32_t chained; /* the next one with the same hash, or LL_NONE */
} kernel;

typedef struct subsets {
    ll_arena *arena;
    const ll_nfa *nfa;
    ll_dfa *dfa;
    kernel *kernels;
    uint32_t count, capacity, limit;
    uint32_t target_capacity, end_capacity, ask_capacity;
    uint32_t *chains;
    uint32_t *marks; /* by place: when it was last seen */
    uint32_t mark;
    uint32_t *list, list_count;                  /* the places that are put together */
    unsigned char samples[LL_DFA_CLASSES_LIMIT]; /* a byte of each class */
    bool cut;
    bool exact; /* matches end in states of their own */
    bool lost;  /* it is not exact after all */
} subsets;

/* --- Classes -------------------------------------------------------------------------------- */

/* Parts each class into those in the set and the others. */
static void refine(ll_dfa *dfa, const ll_char_set *set) {
    uint32_t all[ASCII] = {0}, in[ASCII] = {0};
    uint8_t parted[ASCII];
    for (unsigned c = 0; c < ASCII; c++) {
        all[dfa->classes[c]]++;
        in[dfa->classes[c]] += ll_char_set_has(set, (unsigned char)c);
    }
    for (uint32_t k = 0, count = dfa->class_count; k < count; k++)
        parted[k] = (uint8_t)(in[k] > 0 && in[k] < all[k] ? dfa->class_count++ : k);
    for (unsigned c = 0; c < ASCII; c++)
        if (ll_char_set_has(set, (unsigned char)c))
            dfa->classes[c] = parted[dfa->classes[c]];
}

static bool same_set(const ll_char_set *a, const ll_char_set *b) {
    return a->ascii[0] == b->ascii[0] && a->ascii[1] == b->ascii[1];
}

/* Lookbehinds of one character are read from the class of what stands before. */
static void refine_by_behinds(subsets *s) {
    for (uint32_t i = 0; i < s->nfa->behind_count; i++)
        for (uint32_t k = 0; s->nfa->behinds[i].near && k < s->nfa->behinds[i].count; k++) {
            const uint32_t *row = s->nfa->behinds[i].rows[k].ascii[0];
            refine(s->dfa, &(ll_char_set){.ascii = {row[0] | (uint64_t)row[1] << 32,
                                                    row[2] | (uint64_t)row[3] << 32}});
        }
}

/* At most one class for each byte of ASCII, one for the bytes beyond, and the end. */
static void make_classes(subsets *s) {
    ll_dfa *dfa = s->dfa;
    for (unsigned c = 0; c < ASCII; c++)
        dfa->classes[c] = (uint8_t)(ll_neighbour_of((unsigned char)c) - LL_NEIGHBOUR_LINE);
    dfa->class_count = LL_NEIGHBOUR_WORD - LL_NEIGHBOUR_LINE + 1;
    const ll_char_set *last = NULL;
    for (uint32_t i = 0; i < s->nfa->count; i++) {
        const ll_nfa_place *place = &s->nfa->places[i];
        if (place->kind == LL_NFA_SET && (!last || !same_set(last, &place->set)))
            refine(dfa, last = &place->set);
    }
    refine_by_behinds(s);
    for (unsigned c = 0; c < ASCII; c++)
        s->samples[dfa->classes[c]] = (unsigned char)c;
    s->samples[dfa->class_count] = 0xFF;
    dfa->class_count += 2;
}

/* --- Places --------------------------------------------------------------------------------- */

static void clear_list(subsets *s) {
    s->mark++;
    s->list_count = 0;
}

/* Adds a place, or what forks lead to from there. */
static void reach(subsets *s, uint32_t index) {
    const ll_nfa_place *place = &s->nfa->places[index];
    if (s->marks[index] == s->mark)
        return;
    s->marks[index] = s->mark;
    if (place->kind != LL_NFA_FORK)
        s->list[s->list_count++] = index;
    for (uint32_t i = 0; i < place->edge_count; i++)
        reach(s, place->edges[i]);
}

static bool passes(const ll_nfa_place *place, const kernel *from, ll_neighbour next) {
    ll_neighbour before = from->before;
    switch (place->kind) {
    case LL_NFA_EDGE:
        return before == LL_NEIGHBOUR_BEYOND || next == LL_NEIGHBOUR_BEYOND ||
               (before == LL_NEIGHBOUR_WORD) != (next == LL_NEIGHBOUR_WORD);
    case LL_NFA_START:
        return before == LL_NEIGHBOUR_NONE || (place->lines && before == LL_NEIGHBOUR_LINE);
    case LL_NFA_END:
        return next == LL_NEIGHBOUR_NONE || (place->lines && next == LL_NEIGHBOUR_LINE);
    case LL_NFA_BEHIND: return from->behinds >> place->number & 1;
    case LL_NFA_AHEAD: return from->aheads >> place->number & 1;
    default: return false;
    }
}

/* Lists what can be reached from a kernel before `next`; true where the end is among it. */
static bool reach_all(subsets *s, const kernel *from, ll_neighbour next) {
    bool accepts = false;
    clear_list(s);
    for (uint32_t i = 0; i < from->count; i++)
        reach(s, from->places[i]);
    for (uint32_t i = 0; i < s->list_count; i++) { /* the list grows */
        const ll_nfa_place *place = &s->nfa->places[s->list[i]];
        accepts = accepts || place->kind == LL_NFA_ACCEPT;
        if (passes(place, from, next))
            reach(s, place->next);
    }
    return accepts;
}

/* --- States --------------------------------------------------------------------------------- */

static int compare_places(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Most lists are short. */
static void sort_places(uint32_t *places, uint32_t count) {
    if (count > SHORT) {
        qsort(places, count, sizeof *places, compare_places);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t place = places[i], at = i;
        for (; at > 0 && places[at - 1] > place; at--)
            places[at] = places[at - 1];
        places[at] = place;
    }
}

static uint32_t hash_of(const kernel *k) {
    uint32_t hash = ((k->before * 31 + k->behinds) * 31 + k->asks) * 31 + k->aheads;
    for (uint32_t i = 0; i < k->count; i++)
        hash = (hash ^ k->places[i]) * UINT32_C(0x01000193); /* FNV's prime */
    return (hash ^ hash >> 15) % HASH_SIZE;
}

static bool same_kernel(const kernel *a, const kernel *b) {
    return a->count == b->count && a->before == b->before && a->behinds == b->behinds &&
           a->asks == b->asks && a->aheads == b->aheads &&
           (a->count == 0 || memcmp(a->places, b->places, a->count * sizeof *a->places) == 0);
}

static uint32_t add_kernel(subsets *s, kernel *k, uint32_t hash) {
    ll_dfa *dfa = s->dfa;
    s->kernels =
        ll_arena_grow(s->arena, s->kernels, &s->capacity, s->count + 1, sizeof *s->kernels);
    uint32_t *places = ll_arena_array(s->arena, k->count, sizeof *places);
    if (k->count)
        memcpy(places, k->places, k->count * sizeof *places);
    k->places = places;
    k->chained = s->chains[hash];
    s->chains[hash] = s->count;
    s->kernels[s->count] = *k;
    dfa->targets = ll_arena_grow(s->arena, dfa->targets, &s->target_capacity,
                                 (s->count + 1) * dfa->class_count, sizeof *dfa->targets);
    if (s->exact)
        dfa->ends =
            ll_arena_grow(s->arena, dfa->ends, &s->end_capacity, s->count + 1, sizeof *dfa->ends);
    if (s->nfa->ahead_count) {
        dfa->asks =
            ll_arena_grow(s->arena, dfa->asks, &s->ask_capacity, s->count + 1, sizeof *dfa->asks);
        dfa->asks[s->count] = (uint8_t)k->asks;
    }
    return s->count++;
}

static uint16_t state_of_kernel(subsets *s, kernel *k) {
    uint32_t hash = hash_of(k);
    for (uint32_t i = s->chains[hash]; i != LL_NONE; i = s->kernels[i].chained)
        if (same_kernel(&s->kernels[i], k))
            return (uint16_t)i;
    if (s->count >= s->limit) {
        s->cut = true;
        return LL_DFA_MAYBE;
    }
    return (uint16_t)add_kernel(s, k, hash);
}

/* The lookaheads that can be reached from the listed places, whatever other assertions say, and
 * whether a lookbehind can. */
static uint32_t reachable_aheads(subsets *s, bool *behind) {
    uint32_t found = 0, count = s->list_count;
    *behind = false;
    for (uint32_t i = 0; i < s->list_count; i++) { /* the list grows */
        const ll_nfa_place *place = &s->nfa->places[s->list[i]];
        if (place->kind == LL_NFA_AHEAD)
            found |= 1u << place->number;
        *behind = *behind || place->kind == LL_NFA_BEHIND;
        if (place->kind != LL_NFA_SET && place->kind != LL_NFA_ACCEPT)
            reach(s, place->next);
    }
    s->list_count = count;
    return found;
}

/* The state of the listed places. */
static uint16_t state_of(subsets *s, ll_neighbour before, uint32_t behinds) {
    bool asserts = false, behind = false;
    uint32_t asks = 0;
    for (uint32_t i = 0; i < s->list_count; i++) {
        ll_nfa_kind kind = s->nfa->places[s->list[i]].kind;
        if (kind == LL_NFA_ACCEPT && !s->exact)
            return LL_DFA_MAYBE;
        asserts = asserts || kind != LL_NFA_SET;
    }
    if (s->list_count == 0)
        return LL_DFA_NO;
    if (asserts)
        asks = reachable_aheads(s, &behind);
    s->lost = s->lost || (s->exact && behind && behinds == ALL);
    sort_places(s->list, s->list_count);
    kernel k = {.places = s->list, .count = s->list_count, .asks = asks};
    if (asserts) {
        k.before = before;
        k.behinds = behinds;
    }
    return state_of_kernel(s, &k);
}

/* Where a byte of the class leads from what reach_all listed. */
static uint16_t step(subsets *s, const uint32_t *places, uint32_t count, unsigned char byte) {
    clear_list(s);
    for (uint32_t i = 0; i < count; i++) {
        const ll_nfa_place *place = &s->nfa->places[places[i]];
        if (place->kind != LL_NFA_SET)
            continue;
        bool has = byte < ASCII ? ll_char_set_has(&place->set, byte) : place->set.beyond;
        if (has)
            reach(s, place->next);
        if (has && byte >= ASCII)
            reach(s, place->tail);
    }
    return state_of(s, ll_neighbour_of(byte), ALL);
}

/* Puts the lowest bits of `said` where `mask` has bits. */
static uint32_t spread(uint32_t said, uint32_t mask) {
    uint32_t out = 0;
    for (uint32_t bit = 1; mask; bit <<= 1, mask >>= 1)
        if (mask & 1) {
            out |= said & 1 ? bit : 0;
            said >>= 1;
        }
    return out;
}

/* Where a state is left to when its lookaheads have said what the class tells. Those beyond what
 * classes can tell are passed. */
static void fill_asking(subsets *s, uint32_t state) {
    ll_dfa *dfa = s->dfa;
    uint32_t count = 0, asked = 0, passed = 0;
    for (uint32_t i = 0; i < s->nfa->ahead_count; i++)
        if (s->kernels[state].asks >> i & 1) {
            bool told = 2u << count <= dfa->class_count;
            *(told ? &asked : &passed) |= 1u << i;
            count += told;
        }
    s->lost = s->lost || (s->exact && passed);
    dfa->asks[state] = (uint8_t)asked;
    for (uint32_t said = 0; said < 1u << count; said++) {
        kernel k = s->kernels[state];
        k.asks = 0;
        k.aheads = passed | spread(said, asked);
        uint16_t to = state_of_kernel(s, &k);
        dfa->targets[state * dfa->class_count + said] = to;
    }
}

static void fill_row(subsets *s, uint32_t state) {
    ll_dfa *dfa = s->dfa;
    uint32_t end = dfa->class_count - 1;
    uint32_t *places = ll_arena_array(s->arena, s->nfa->count, sizeof *places), count = 0;
    for (int next = LL_NEIGHBOUR_NONE; next < LL_NEIGHBOURS; next++) {
        kernel from = s->kernels[state];
        bool accepts = reach_all(s, &from, (ll_neighbour)next);
        memcpy(places, s->list, (count = s->list_count) * sizeof *places);
        for (uint32_t c = 0; c < end; c++) {
            if (ll_neighbour_of(s->samples[c]) != (ll_neighbour)next)
                continue;
            bool over = accepts && !s->exact;
            uint16_t to = over ? LL_DFA_MAYBE : step(s, places, count, s->samples[c]);
            dfa->targets[state * dfa->class_count + c] = to;
        }
        if (next == LL_NEIGHBOUR_NONE)
            dfa->targets[state * dfa->class_count + end] =
                accepts && !s->exact ? LL_DFA_MAYBE : LL_DFA_NO;
        if (s->exact)
            dfa->ends[state] = (uint8_t)(dfa->ends[state] | (uint32_t)accepts << next);
    }
}

/* --- Starts --------------------------------------------------------------------------------- */

/* Whether a lookbehind of one character goes on behind one of the class; beyond ASCII it is not
 * known which that is. */
static bool near_passes(const subsets *s, const ll_behind *behind, uint32_t class) {
    bool stands = false, beyond = class == s->dfa->class_count - 2;
    for (uint32_t i = 0; i < behind->count && class + 1 < s->dfa->class_count; i++) {
        unsigned char c = s->samples[class];
        const ll_behind_row *row = &behind->rows[i];
        if (beyond ? row->beyond & 1 : row->ascii[0][c / 32] >> (c % 32) & 1)
            stands = true;
    }
    return beyond && stands ? true : stands != behind->negated;
}

/* What all lookbehinds say, as bits; `far` is what those of more characters do. */
static uint32_t all_behinds(const subsets *s, uint32_t class, uint32_t far) {
    uint32_t said = 0, seen = 0;
    for (uint32_t i = 0; i < s->nfa->behind_count; i++) {
        const ll_behind *behind = &s->nfa->behinds[i];
        bool passes = behind->near ? near_passes(s, behind, class) : far >> seen++ & 1;
        said |= (uint32_t)passes << i;
    }
    return said;
}

static void make_starts(subsets *s) {
    ll_dfa *dfa = s->dfa;
    for (uint32_t i = 0; i < s->nfa->behind_count; i++)
        dfa->far_count += !s->nfa->behinds[i].near;
    uint32_t count = dfa->class_count << dfa->far_count;
    dfa->starts = ll_arena_array(s->arena, count, sizeof *dfa->starts);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t class = i >> dfa->far_count;
        ll_neighbour before =
            class + 1 < dfa->class_count ? ll_neighbour_of(s->samples[class]) : LL_NEIGHBOUR_NONE;
        clear_list(s);
        reach(s, s->nfa->start);
        dfa->starts[i] =
            state_of(s, before, all_behinds(s, class, i & ((1u << dfa->far_count) - 1)));
    }
}

/* False where it was to be exact and could not be. */
static bool build(ll_dfa *out, ll_arena *arena, const ll_nfa *nfa, uint32_t limit, bool exact,
                  bool *cut) {
    subsets s = {.arena = arena, .nfa = nfa, .dfa = out, .limit = limit, .exact = exact};
    *out = (ll_dfa){.far_count = 0};
    s.marks = ll_arena_array(arena, nfa->count, sizeof *s.marks);
    s.list = ll_arena_array(arena, nfa->count, sizeof *s.list);
    s.chains = ll_arena_array(arena, HASH_SIZE, sizeof *s.chains);
    memset(s.chains, 0xFF, HASH_SIZE * sizeof *s.chains);
    make_classes(&s);
    s.count = 2; /* NO and MAYBE, which lead nowhere */
    s.kernels = ll_arena_grow(arena, s.kernels, &s.capacity, s.count, sizeof *s.kernels);
    out->targets = ll_arena_grow(arena, out->targets, &s.target_capacity, 2 * out->class_count,
                                 sizeof *out->targets);
    for (uint32_t c = 0; c < out->class_count; c++)
        out->targets[out->class_count + c] = LL_DFA_MAYBE;
    if (exact)
        out->ends = ll_arena_grow(arena, out->ends, &s.end_capacity, s.count, sizeof *out->ends);
    if (nfa->ahead_count)
        out->asks = ll_arena_grow(arena, out->asks, &s.ask_capacity, s.count, sizeof *out->asks);
    make_starts(&s);
    for (uint32_t i = 2; i < s.count && !s.lost && !(exact && s.cut); i++)
        (s.kernels[i].asks ? fill_asking : fill_row)(&s, i);
    out->state_count = s.count;
    *cut = s.cut;
    return !s.lost && !(exact && s.cut);
}

void ll_dfa_build(ll_dfa *out, ll_arena *arena, const ll_nfa *nfa, uint32_t limit, bool *cut) {
    if (!nfa->exact || !build(out, arena, nfa, limit, true, cut))
        build(out, arena, nfa, limit, false, cut);
}
