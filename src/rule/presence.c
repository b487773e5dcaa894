/* Which terms may be in a letter; see presence.h. */
#include "rule/presence.h"

static const ll_pack_field presence_fields[] = {
    LL_MANY_FIELD(ll_presence, of_filter, ll_pack_numbers, filter_count),
    LL_MANY_FIELD(ll_presence, bounds, ll_pack_numbers, bound_count),
    LL_MANY_FIELD(ll_presence, uniting, ll_pack_numbers, uniting_count),
    LL_MANY_FIELD(ll_presence, untold, ll_pack_numbers, untold_count),
};
const ll_pack_type ll_presence_packed = LL_PACK_TYPE(ll_presence, presence_fields);

/* --- Building ------------------------------------------------------------------------------- */

static bool is_untold(const ll_term *term) {
    bool untold = term->from.length || term->from_words.length || term->from_first.length;
    for (uint32_t i = 0; i < term->pattern_count; i++)
        untold = untold || term->patterns[i].raw;
    return untold;
}

static void list_patterns(ll_presence *out, ll_arena *arena, const ll_term *terms, uint32_t count) {
    uint32_t *of_filter = ll_arena_array(arena, out->filter_count, sizeof *of_filter);
    uint32_t *untold = ll_arena_array(arena, count, sizeof *untold);
    for (uint32_t t = 0; t < count; t++) {
        for (uint32_t i = 0; i < terms[t].pattern_count; i++)
            if (!terms[t].patterns[i].raw)
                of_filter[terms[t].patterns[i].filter] = t;
        if (is_untold(&terms[t]))
            untold[out->untold_count++] = t;
    }
    out->of_filter = of_filter;
    out->untold = untold;
}

static void list_unions(ll_presence *out, ll_arena *arena, const ll_term *terms, uint32_t count) {
    uint32_t *bounds = ll_arena_array(arena, (size_t)count + 2, sizeof *bounds);
    for (uint32_t t = 0; t < count; t++)
        for (uint32_t i = 0; i < terms[t].union_count; i++)
            bounds[terms[t].unions[i] + 2]++;
    for (uint32_t t = 2; t < count + 2; t++)
        bounds[t] += bounds[t - 1];
    out->bound_count = count + 1;
    out->uniting_count = bounds[count + 1];
    uint32_t *uniting = ll_arena_array(arena, out->uniting_count, sizeof *uniting);
    for (uint32_t t = 0; t < count; t++)
        for (uint32_t i = 0; i < terms[t].union_count; i++)
            uniting[bounds[terms[t].unions[i] + 1]++] = t;
    out->bounds = bounds;
    out->uniting = uniting;
}

const ll_presence *ll_presence_new(ll_arena *arena, const ll_term *terms, uint32_t count,
                                   uint32_t filters) {
    ll_presence *out = ll_arena_alloc(arena, sizeof *out);
    out->filter_count = filters;
    list_patterns(out, arena, terms, count);
    list_unions(out, arena, terms, count);
    return out;
}

/* --- One that comes from elsewhere ---------------------------------------------------------- */

static bool all_below(const uint32_t *numbers, uint32_t count, uint32_t limit) {
    for (uint32_t i = 0; i < count; i++)
        if (numbers[i] >= limit)
            return false;
    return true;
}

/* What it says may be wrong, and then a term is looked for in vain or not at all. */
bool ll_presence_is_sound(const ll_presence *presence, uint32_t terms, uint32_t filters) {
    if (presence->filter_count != filters || presence->bound_count == 0 ||
        presence->bound_count - 1 != terms)
        return false;
    for (uint32_t t = 0; t < terms; t++)
        if (presence->bounds[t + 1] < presence->bounds[t])
            return false;
    return presence->bounds[terms] <= presence->uniting_count &&
           all_below(presence->of_filter, filters, terms) &&
           all_below(presence->uniting, presence->uniting_count, terms) &&
           all_below(presence->untold, presence->untold_count, terms);
}

/* --- In a letter ---------------------------------------------------------------------------- */

static void mark(ll_present *present, uint32_t term) {
    if (ll_present_has(present, term))
        return;
    ll_bits_add(present->bits, term);
    present->waiting = ll_arena_grow(present->arena, present->waiting, &present->waiting_capacity,
                                     present->waiting_count + 1, sizeof *present->waiting);
    present->waiting[present->waiting_count++] = term;
}

void ll_present_add(ll_present *present, uint32_t term) {
    const ll_presence *p = present->presence;
    for (mark(present, term); present->waiting_count;) {
        uint32_t next = present->waiting[--present->waiting_count];
        for (uint32_t i = p->bounds[next]; i < p->bounds[next + 1]; i++)
            mark(present, p->uniting[i]);
    }
}

void ll_present_init(ll_present *present, ll_arena *arena, const ll_presence *presence) {
    *present = (ll_present){.presence = presence, .arena = arena};
    present->bits =
        ll_arena_array(arena, ll_bits_words(presence->bound_count), sizeof *present->bits);
    for (uint32_t i = 0; i < presence->untold_count; i++)
        ll_present_add(present, presence->untold[i]);
}
