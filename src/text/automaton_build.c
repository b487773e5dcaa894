/* Making automata: a pattern's tree becomes a graph, the graph states, and these are laid out. */
#include "text/automaton.h"
#include "text/dfa.h"

#include <string.h>

enum {
    STATES_LIMIT = 1000, /* of one pattern, before those that are alike are joined */
    RESTING = 40,        /* bytes of ASCII that lead back to a state which it pays to rest in */
    MODELS = 34,
    ALIKE = 8,       /* targets in which a state may differ from its model */
    DEPTH_LIMIT = 3, /* lookaheads within lookaheads */
};

/* --- Rows ----------------------------------------------------------------------------------- */

/* The rows of an automaton, as they are laid over one another. */
typedef struct layout {
    ll_arena *arena;
    const ll_dfa *dfa;
    uint16_t *bases; /* of each state */
    ll_automaton_cell *cells;
    uint8_t *taken; /* by base */
    uint32_t count;
    uint32_t cell_room, taken_room; /* how lists grow depends on their bytes */
    uint32_t first_free;
    uint32_t lowest;         /* no base below it is given any more */
    uint16_t models[MODELS]; /* states that others are like: NO, MAYBE, */
    uint32_t model_count;    /* and those that turned out to be models */
} layout;

static const uint16_t *row_in(const ll_dfa *dfa, uint32_t state) {
    return dfa->targets + (size_t)state * dfa->class_count;
}

static const uint16_t *row_of(const layout *l, uint32_t state) {
    return row_in(l->dfa, state);
}

static uint32_t differences(const layout *l, uint32_t a, uint32_t b) {
    const uint16_t *x = row_of(l, a), *y = row_of(l, b);
    uint32_t count = 0;
    for (uint32_t c = 0; c < l->dfa->class_count; c++)
        count += x[c] != y[c];
    return count;
}

/* The model that a state differs from least, by its number; one that differs much becomes a model
 * itself. Models are like NO or MAYBE alone, so a target is found in three steps at most. */
static uint8_t choose_model(layout *l, uint16_t state) {
    uint32_t no = differences(l, state, LL_DFA_NO), maybe = differences(l, state, LL_DFA_MAYBE);
    uint32_t plain = no <= maybe ? LL_DFA_NO : LL_DFA_MAYBE, best = plain;
    uint32_t least = no <= maybe ? no : maybe;
    for (uint32_t i = LL_DFA_MAYBE + 1; i < l->model_count; i++) {
        uint32_t different = differences(l, state, l->models[i]);
        if (different < least) {
            least = different;
            best = i;
        }
    }
    if (least <= ALIKE || l->model_count == MODELS)
        return (uint8_t)best;
    l->models[l->model_count++] = state;
    return (uint8_t)plain;
}

static bool fits(const layout *l, const uint16_t *row, const uint16_t *model, uint32_t base) {
    if (base < l->count && l->taken[base])
        return false;
    for (uint32_t c = 0; c < l->dfa->class_count; c++)
        if (row[c] != model[c] && base + c < l->count &&
            l->cells[base + c].mark != LL_AUTOMATON_FREE)
            return false;
    return true;
}

static void make_room(layout *l, uint32_t end) {
    l->cells = ll_arena_grow(l->arena, l->cells, &l->cell_room, end, sizeof *l->cells);
    l->taken = ll_arena_grow(l->arena, l->taken, &l->taken_room, end, sizeof *l->taken);
    for (; l->count < end; l->count++)
        l->cells[l->count] = (ll_automaton_cell){.mark = LL_AUTOMATON_FREE};
}

/* Targets are states yet, for their rows may have no place. */
static void place_row(layout *l, uint16_t state) {
    uint8_t like = choose_model(l, state);
    const uint16_t *row = row_of(l, state), *model = row_of(l, l->models[like]);
    uint32_t classes = l->dfa->class_count;
    uint32_t base = l->first_free > classes ? l->first_free - classes : 0;
    base = base > l->lowest ? base : l->lowest;
    while (!fits(l, row, model, base))
        base++;
    make_room(l, base + classes);
    l->taken[base] = 1;
    l->bases[state] = (uint16_t)base;
    l->cells[base].like = like;
    for (uint32_t c = 0; c < classes; c++)
        if (row[c] != model[c]) {
            l->cells[base + c].target = row[c];
            l->cells[base + c].mark = (uint8_t)c;
        }
    while (l->first_free < l->count && l->cells[l->first_free].mark != LL_AUTOMATON_FREE)
        l->first_free++;
}

static void place_rows(layout *l, uint32_t from, uint32_t end) {
    for (uint32_t s = from; s < end && l->count <= UINT16_MAX; s++)
        place_row(l, (uint16_t)s);
}

/* Behind all bases that were given. */
static uint32_t next_base(const layout *l) {
    uint32_t base = l->count;
    while (base > l->lowest && !l->taken[base - 1])
        base--;
    return base > l->lowest ? base : l->lowest;
}

/* Special states have the highest bases. False where there are more targets, or classes, than can
 * be told apart. */
static bool lay_out(layout *l, const ll_dfa *dfa) {
    if (dfa->class_count > LL_AUTOMATON_CLASS)
        return false;
    l->dfa = dfa;
    l->bases = ll_arena_array(l->arena, dfa->state_count, sizeof *l->bases);
    for (l->model_count = 0; l->model_count <= LL_DFA_MAYBE; l->model_count++)
        l->bases[l->model_count] = l->models[l->model_count] = (uint16_t)l->model_count;
    l->lowest = l->model_count;
    place_rows(l, l->lowest, dfa->special);
    l->lowest = next_base(l);
    place_rows(l, dfa->special, dfa->state_count);
    for (uint32_t i = 0; i < l->count; i++)
        l->cells[i].target = l->bases[l->cells[i].target];
    return l->count <= UINT16_MAX;
}

/* --- Words ---------------------------------------------------------------------------------- */

typedef struct writer {
    uint32_t *words;
    uint32_t count;
} writer;

/* Appends bytes, filled up to a word; where they begin. */
static uint32_t put(writer *w, const void *bytes, size_t size) {
    uint32_t first = w->count;
    if (size)
        memcpy(w->words + first, bytes, size);
    w->count += (uint32_t)((size + sizeof *w->words - 1) / sizeof *w->words);
    return first;
}

/* Of the lookaheads of a pattern. */
typedef struct automata {
    ll_automaton items[LL_NFA_AHEADS];
} automata;

static void put_behinds(writer *w, const ll_nfa *nfa, uint32_t count) {
    uint32_t at = w->count;
    w->count += count * (uint32_t)(sizeof(ll_automaton_behind) / sizeof *w->words);
    for (uint32_t i = 0; i < nfa->behind_count; i++) {
        const ll_behind *behind = &nfa->behinds[i];
        ll_automaton_behind made = {behind->negated, behind->count, 0};
        if (behind->near)
            continue;
        made.rows = put(w, behind->rows, behind->count * sizeof *behind->rows);
        memcpy(w->words + at, &made, sizeof made);
        at += (uint32_t)(sizeof made / sizeof *w->words);
    }
}

/* The lookaheads, and room for their automata behind all else. */
static void put_aheads(writer *w, const automata *aheads, const ll_nfa *nfa) {
    ll_automaton_ahead list[LL_NFA_AHEADS] = {{0, 0}};
    uint32_t first = put(w, list, nfa->ahead_count * sizeof *list);
    for (uint32_t i = 0; i < nfa->ahead_count; i++) {
        ll_automaton one = aheads->items[i];
        list[i].negated = nfa->aheads[i].negated;
        if (one.words)
            list[i].words = put(w, one.words, one.count * sizeof *one.words);
    }
    memcpy(w->words + first, list, nfa->ahead_count * sizeof *list);
}

static size_t size_of(const layout *l, const ll_dfa *dfa, const ll_nfa *nfa,
                      const automata *aheads) {
    size_t size = sizeof(ll_automaton_head) + sizeof l->models +
                  l->count * (sizeof *l->cells + 2 * sizeof(uint8_t)) +
                  ((size_t)dfa->class_count << dfa->far_count) * sizeof *dfa->starts;
    for (uint32_t i = 0; i < nfa->behind_count; i++)
        if (!nfa->behinds[i].near)
            size += sizeof(ll_automaton_behind) + nfa->behinds[i].count * sizeof(ll_behind_row);
    for (uint32_t i = 0; i < nfa->ahead_count; i++)
        size += sizeof(ll_automaton_ahead) + aheads->items[i].count * sizeof(uint32_t);
    return size + 6 * sizeof(uint32_t); /* the rest of each part's last word */
}

/* The state that most bytes lead back to, or NO where that is not many. */
static uint16_t resting_state(const ll_dfa *dfa) {
    uint16_t best = LL_DFA_NO;
    for (uint32_t s = LL_DFA_MAYBE + 1, most = RESTING; s < dfa->state_count; s++) {
        const uint16_t *row = row_in(dfa, s);
        uint32_t back = 0;
        for (uint32_t c = 0; c < LL_DFA_ASCII; c++)
            back += row[dfa->classes[c]] == s;
        if (back > most) {
            most = back;
            best = (uint16_t)s;
        }
    }
    return best;
}

/* Spaces are so many that looking for the next one costs more than passing over a word. */
static void tell_leaving(ll_automaton_head *head, const ll_dfa *dfa) {
    const uint16_t *row = row_in(dfa, head->rest);
    uint32_t count = 0;
    for (uint32_t c = 0; c < LL_DFA_ASCII; c++)
        if (row[dfa->classes[c]] != head->rest) {
            head->classes[c] |= LL_AUTOMATON_LEAVES;
            head->lone = (uint16_t)c;
            count++;
        }
    bool beyond = row[dfa->class_count - 2] != head->rest;
    for (uint32_t c = LL_DFA_ASCII; beyond && c < LL_DFA_BYTES; c++)
        head->classes[c] |= LL_AUTOMATON_LEAVES;
    if (count != 1 || beyond || head->lone == ' ')
        head->lone = LL_AUTOMATON_SEVERAL;
}

static bool can_begin(const ll_dfa *dfa, uint32_t before, uint32_t class) {
    for (uint32_t said = 0; said < 1u << dfa->far_count; said++) {
        uint32_t start = dfa->starts[(before << dfa->far_count) + said];
        if (start != LL_DFA_NO && (start == LL_DFA_MAYBE || (dfa->asks && dfa->asks[start]) ||
                                   row_in(dfa, start)[class] != LL_DFA_NO))
            return true;
    }
    return false;
}

static void tell_begins(ll_automaton_head *head, const ll_dfa *dfa) {
    for (uint32_t before = 0; before < LL_DFA_BYTES + 1; before++) {
        bool none = before == LL_DFA_BYTES;
        bool word = !none && ll_neighbour_of((unsigned char)before) == LL_NEIGHBOUR_WORD;
        uint32_t class = none ? head->end : head->classes[before] & LL_AUTOMATON_CLASS;
        for (uint32_t c = 0; c < LL_DFA_BYTES; c++)
            if (can_begin(dfa, class, head->classes[c] & LL_AUTOMATON_CLASS))
                head->begins[word][c / 32] |= 1u << (c % 32);
    }
}

static void put_starts(writer *w, const layout *l, const ll_dfa *dfa) {
    uint32_t count = dfa->class_count << dfa->far_count;
    uint16_t *starts = ll_arena_array(l->arena, count, sizeof *starts);
    for (uint32_t i = 0; i < count; i++)
        starts[i] = l->bases[dfa->starts[i]];
    put(w, starts, count * sizeof *starts);
}

static void put_models(writer *w, const layout *l) {
    uint16_t models[MODELS];
    for (uint32_t i = 0; i < l->model_count; i++)
        models[i] = l->bases[l->models[i]];
    put(w, models, l->model_count * sizeof *models);
}

/* What is told of special states, by how far behind the first base that they may have. */
static uint32_t put_told(writer *w, const layout *l, const ll_dfa *dfa, const uint8_t *told) {
    uint32_t count = 0;
    if (!told)
        return 0;
    uint8_t *by_base = ll_arena_array(l->arena, l->count, sizeof *by_base);
    for (uint32_t s = dfa->special; s < dfa->state_count; s++) {
        uint32_t at = l->bases[s] - l->lowest;
        by_base[at] = told[s];
        count = at >= count ? at + 1 : count;
    }
    return put(w, by_base, count);
}

static ll_automaton write_words(ll_arena *arena, const layout *l, const ll_dfa *dfa,
                                const ll_nfa *nfa, const automata *aheads, bool search) {
    ll_automaton_head head = {.end = (uint16_t)(dfa->class_count - 1),
                              .behind_count = (uint16_t)dfa->far_count,
                              .rest = search ? resting_state(dfa) : LL_DFA_NO,
                              .earlier = search ? LL_NFA_BEHIND_BYTES : 0,
                              .special = l->lowest};
    writer w = {.words = ll_arena_alloc(arena, size_of(l, dfa, nfa, aheads))};
    memcpy(head.classes, dfa->classes, sizeof dfa->classes);
    memset(head.classes + LL_DFA_ASCII, (int)(dfa->class_count - 2), LL_DFA_BYTES - LL_DFA_ASCII);
    if (head.rest)
        tell_leaving(&head, dfa);
    head.rest = l->bases[head.rest];
    tell_begins(&head, dfa);
    put(&w, &head, sizeof head);
    put_behinds(&w, nfa, dfa->far_count);
    head.starts = w.count;
    put_starts(&w, l, dfa);
    head.models = w.count;
    put_models(&w, l);
    head.cells = put(&w, l->cells, l->count * sizeof *l->cells);
    head.ends = put_told(&w, l, dfa, dfa->ends);
    head.asks = put_told(&w, l, dfa, dfa->asks);
    if (dfa->asks) {
        head.aheads = w.count;
        put_aheads(&w, aheads, nfa);
    }
    memcpy(w.words, &head, sizeof head);
    return (ll_automaton){w.words, w.count};
}

/* --- Whole patterns ------------------------------------------------------------------------- */

/* Counts less where a pattern would have too many states; at last some are left out. */
static bool build_states(ll_dfa *dfa, ll_nfa *nfa, ll_arena *scratch, const ll_regex *tree,
                         ll_nfa_way way) {
    static const uint32_t counts[] = {LL_NFA_REPEATS, 2, 1};
    ll_nfa tried;
    bool built = false, cut = true;
    for (size_t i = 0; cut && i < sizeof counts / sizeof *counts; i++) {
        if (!ll_nfa_build(&tried, scratch, tree, counts[i], way))
            continue;
        *nfa = tried;
        ll_dfa_build(dfa, scratch, nfa, STATES_LIMIT, &cut);
        built = true;
    }
    return built;
}

/* *knows (or NULL) tells whether it does more than say where a match may be. Lookaheads within
 * lookaheads are read to a depth. */
static ll_automaton build(ll_arena *scratch, const ll_regex *tree, ll_nfa_way way, int depth,
                          bool *knows) {
    ll_nfa nfa;
    ll_dfa dfa;
    automata aheads = {{{NULL, 0}}};
    layout l = {.arena = scratch};
    if (depth > DEPTH_LIMIT || !build_states(&dfa, &nfa, scratch, tree, way))
        return (ll_automaton){NULL, 0};
    ll_dfa_minimize(&dfa, scratch);
    if (!lay_out(&l, &dfa))
        return (ll_automaton){NULL, 0};
    for (uint32_t i = 0; i < nfa.ahead_count; i++)
        aheads.items[i] = build(scratch, nfa.aheads[i].tree, LL_NFA_FULLY, depth + 1, NULL);
    if (knows)
        *knows = dfa.ends || dfa.asks;
    return write_words(scratch, &l, &dfa, &nfa, &aheads, way == LL_NFA_SEARCHING);
}

static bool asks(ll_automaton made) {
    return made.words && ((const ll_automaton_head *)(const void *)made.words)->asks;
}

/* Lookaheads cost time, and a search does not tell where a match begins, so what knows more is
 * asked only about what passes a first look. */
static ll_automaton build_all(ll_arena *arena, ll_arena *scratch, const ll_regex *tree,
                              bool search) {
    bool knows = false;
    ll_automaton careful = build(scratch, tree, LL_NFA_FULLY, 0, &knows), first = careful;
    if (search || asks(careful))
        first = build(scratch, tree, search ? LL_NFA_SEARCHING : LL_NFA_ROUGHLY, 0, NULL);
    bool both = first.words != careful.words && first.words && knows;
    if (!first.words)
        return first;
    ll_automaton out = {NULL, first.count + (both ? careful.count : 0)};
    uint32_t *words = ll_arena_array(arena, out.count, sizeof *words);
    ll_automaton_head *head = (void *)words;
    memcpy(words, first.words, first.count * sizeof *words);
    head->twice = !search && ll_regex_begins_twice(tree);
    if (both) {
        head->careful = first.count;
        memcpy(words + first.count, careful.words, careful.count * sizeof *words);
    }
    out.words = words;
    return out;
}

/* The scratch arena, where it is freed if memory runs out in the other one. */
typedef struct scratch_owner {
    ll_arena *arena;
} scratch_owner;

static void release(void *object) {
    scratch_owner *owner = object;
    ll_arena_free(owner->arena);
    owner->arena = NULL;
}

ll_automaton ll_automaton_new(ll_arena *arena, ll_str pattern, bool nocase, bool search) {
    scratch_owner *owner = ll_arena_alloc(arena, sizeof *owner);
    ll_arena_defer(arena, release, owner);
    owner->arena = ll_arena_new(0);
    if (!owner->arena)
        ll_arena_fail(arena);
    if (setjmp(*ll_arena_guard(owner->arena)))
        ll_arena_fail(arena);
    const ll_regex *tree = ll_regex_read(owner->arena, pattern, nocase);
    ll_automaton made = {NULL, 0};
    if (tree)
        made = build_all(arena, owner->arena, tree, search);
    release(owner);
    return made;
}
