/* Which rules may fire in a letter; see agenda.h. */
#include "rule/agenda.h"

static const ll_pack_field agenda_fields[] = {
    LL_MANY_FIELD(ll_agenda, bounds, ll_pack_numbers, bound_count),
    LL_MANY_FIELD(ll_agenda, rules, ll_pack_numbers, rule_count),
};
const ll_pack_type ll_agenda_packed = LL_PACK_TYPE(ll_agenda, agenda_fields);

/* Rules that look for no term are of the number behind the last term. */
static uint32_t group_of(uint32_t find, uint32_t terms) {
    return find == LL_NONE ? terms : find;
}

const ll_agenda *ll_agenda_new(ll_arena *arena, const uint32_t *finds, uint32_t count,
                               uint32_t terms) {
    uint32_t *bounds = ll_arena_array(arena, (size_t)terms + 3, sizeof *bounds);
    uint32_t *rules = ll_arena_array(arena, count, sizeof *rules);
    for (uint32_t i = 0; i < count; i++)
        bounds[group_of(finds[i], terms) + 2]++;
    for (uint32_t t = 2; t < terms + 3; t++)
        bounds[t] += bounds[t - 1];
    for (uint32_t i = 0; i < count; i++)
        rules[bounds[group_of(finds[i], terms) + 1]++] = i;
    ll_agenda *agenda = ll_arena_alloc(arena, sizeof *agenda);
    *agenda = (ll_agenda){
        .rule_count = count, .bound_count = terms + 2, .bounds = bounds, .rules = rules};
    return agenda;
}

/* What it says may be wrong, and then a rule is run in vain or not at all. */
bool ll_agenda_is_sound(const ll_agenda *agenda, uint32_t rules, uint32_t terms) {
    if (agenda->rule_count != rules || agenda->bound_count < 2 || agenda->bound_count - 2 != terms)
        return false;
    for (uint32_t t = 0; t < terms + 1; t++)
        if (agenda->bounds[t + 1] < agenda->bounds[t])
            return false;
    for (uint32_t i = 0; i < rules; i++)
        if (agenda->rules[i] >= rules)
            return false;
    return agenda->bounds[terms + 1] <= rules;
}

/* --- In a letter ---------------------------------------------------------------------------- */

static void add_group(uint64_t *due, const ll_agenda *agenda, uint32_t group) {
    for (uint32_t i = agenda->bounds[group]; i < agenda->bounds[group + 1]; i++)
        ll_bits_add(due, agenda->rules[i]);
}

const uint64_t *ll_agenda_due(const ll_agenda *agenda, ll_arena *arena, const ll_present *present) {
    uint32_t terms = agenda->bound_count - 2;
    uint64_t *due = ll_arena_array(arena, ll_bits_words(agenda->rule_count), sizeof *due);
    for (uint32_t t = 0; (t = ll_bits_next(present->bits, t, terms)) < terms; t++)
        add_group(due, agenda, t);
    add_group(due, agenda, terms);
    return due;
}
