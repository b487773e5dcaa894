/* Trees to graphs, from the end to the start: each node is built when it is known what follows. */
#include "text/nfa.h"

enum {
    PLACES_LIMIT = 20 * 1000,
    ROWS_LIMIT = 16, /* of a lookbehind */
    RARE = 16,       /* characters of ASCII in a set */
};

typedef struct build {
    ll_arena *arena;
    ll_nfa *out;
    uint32_t counts;
    bool again, nocase; /* what a group has found is built: only its characters count */
    bool rough;         /* lookaheads are not kept */
    bool too_large;
} build;

static uint32_t add_place(build *b, ll_nfa_place place) {
    ll_nfa *out = b->out;
    if (out->count >= PLACES_LIMIT) {
        b->too_large = true;
        return 0;
    }
    out->places =
        ll_arena_grow(b->arena, out->places, &out->capacity, out->count + 1, sizeof *out->places);
    out->places[out->count] = place;
    return out->count++;
}

static uint32_t build_node(build *b, const ll_regex *tree, uint32_t next);

/* What was built takes more than the pattern does. */
static uint32_t roughly(build *b, uint32_t next) {
    b->out->exact = false;
    return next;
}

static uint32_t build_set(build *b, const ll_char_set *written, uint32_t next) {
    b->out->exact = b->out->exact && !written->inexact;
    ll_char_set set = b->nocase ? ll_char_set_nocase(*written) : *written;
    uint32_t tail = LL_NONE;
    if (set.beyond) {
        tail = add_place(b, (ll_nfa_place){.kind = LL_NFA_SET, .next = next});
        b->out->places[tail].set.beyond = true;
        b->out->places[tail].tail = tail;
    }
    return add_place(b, (ll_nfa_place){.kind = LL_NFA_SET, .set = set, .next = next, .tail = tail});
}

static uint32_t build_fork(build *b, const uint32_t *edges, uint32_t count) {
    uint32_t *copy = ll_arena_array(b->arena, count, sizeof *copy);
    for (uint32_t i = 0; i < count; i++)
        copy[i] = edges[i];
    return add_place(b, (ll_nfa_place){.kind = LL_NFA_FORK, .edges = copy, .edge_count = count});
}

static uint32_t build_choice(build *b, const ll_regex *tree, uint32_t next) {
    uint32_t *edges = ll_arena_array(b->arena, tree->count, sizeof *edges);
    for (uint32_t i = 0; i < tree->count; i++)
        edges[i] = build_node(b, tree->parts[i], next);
    return add_place(
        b, (ll_nfa_place){.kind = LL_NFA_FORK, .edges = edges, .edge_count = tree->count});
}

/* --- Repetition ----------------------------------------------------------------------------- */

static uint32_t build_loop(build *b, const ll_regex *inner, uint32_t next) {
    uint32_t fork = build_fork(b, (uint32_t[]){next, next}, 2);
    uint32_t body = build_node(b, inner, fork);
    if (!b->too_large)
        ((uint32_t *)b->out->places[fork].edges)[0] = body;
    return fork;
}

static uint32_t build_repeat(build *b, const ll_regex *tree, uint32_t next) {
    const ll_regex *inner = tree->parts[0];
    uint32_t limit = inner->kind == LL_REGEX_SET ? LL_NFA_REPEATS : b->counts;
    uint32_t least = tree->least < LL_NFA_REPEATS ? tree->least : LL_NFA_REPEATS;
    bool counted = tree->most <= limit || tree->most <= 1 || tree->most == least;
    if (tree->least > least || (!counted && tree->most != LL_REGEX_MANY))
        b->out->exact = false;
    if (!counted)
        next = build_loop(b, inner, next);
    for (uint32_t i = least; counted && i < tree->most; i++)
        next = build_fork(b, (uint32_t[]){build_node(b, inner, next), next}, 2);
    for (uint32_t i = 0; i < least && !b->too_large; i++)
        next = build_node(b, inner, next);
    return next;
}

/* --- Lookaround ----------------------------------------------------------------------------- */

/* What ends the pattern may be read on; else it is only known that a lookahead does no harm. */
static uint32_t pass_ahead(build *b, const ll_regex *tree, uint32_t next) {
    bool read = !tree->negated && b->out->places[next].kind == LL_NFA_ACCEPT;
    return roughly(b, read ? build_node(b, tree->parts[0], next) : next);
}

/* One that is met more than once, since it stands within a repetition, keeps its number. */
static uint32_t build_ahead(build *b, const ll_regex *tree, uint32_t next) {
    ll_nfa *out = b->out;
    uint32_t number = 0;
    while (number < out->ahead_count && out->aheads[number].tree != tree->parts[0])
        number++;
    if (b->rough || number == LL_NFA_AHEADS)
        return pass_ahead(b, tree, next);
    out->aheads[number] = (ll_ahead){tree->parts[0], tree->negated};
    if (number == out->ahead_count)
        out->ahead_count++;
    return add_place(b, (ll_nfa_place){.kind = LL_NFA_AHEAD, .number = number, .next = next});
}

/* Puts the sets of a part into the row from its end; false where it has no fixed length, or has to
 * be `exact` and is not. */
static bool fill_row(ll_behind_row *row, const ll_regex *part, bool exact) {
    if (part->kind == LL_REGEX_SET) {
        if (row->length == LL_NFA_BEHIND_LENGTH || (exact && part->set.inexact))
            return false;
        for (uint32_t i = 0; i < 4; i++)
            row->ascii[row->length][i] = (uint32_t)(part->set.ascii[i / 2] >> (i % 2 * 32));
        row->beyond |= (uint32_t)part->set.beyond << row->length++;
        return true;
    }
    bool ok = part->kind == LL_REGEX_SEQUENCE ||
              (part->kind == LL_REGEX_REPEAT && part->least == part->most &&
               part->most <= LL_NFA_BEHIND_LENGTH);
    for (uint32_t i = 0; ok && part->kind == LL_REGEX_REPEAT && i < part->least; i++)
        ok = fill_row(row, part->parts[0], exact);
    for (uint32_t i = part->count; ok && part->kind == LL_REGEX_SEQUENCE && i > 0; i--)
        ok = fill_row(row, part->parts[i - 1], exact);
    return ok;
}

static const ll_regex *only_part(const ll_regex *tree) {
    while (tree->kind == LL_REGEX_SEQUENCE && tree->count == 1)
        tree = tree->parts[0];
    return tree;
}

/* Whether a part is one character of a set that is known. */
static bool is_near(const ll_regex *part) {
    ll_behind_row row = {.length = 0};
    return fill_row(&row, part, true) && row.length == 1;
}

static bool read_behind(build *b, ll_behind *out, const ll_regex *tree) {
    const ll_regex *inner = only_part(tree->parts[0]);
    bool choice = inner->kind == LL_REGEX_CHOICE;
    uint32_t count = choice ? inner->count : 1;
    if (count > ROWS_LIMIT)
        return false;
    ll_behind_row *rows = ll_arena_array(b->arena, count, sizeof *rows);
    bool ok = true, near = true;
    for (uint32_t i = 0; ok && i < count; i++) {
        const ll_regex *part = choice ? inner->parts[i] : inner;
        ok = fill_row(&rows[i], part, tree->negated) && rows[i].length > 0;
        near = near && is_near(part);
    }
    *out = (ll_behind){rows, count, tree->negated, near};
    return ok;
}

static uint32_t build_behind(build *b, const ll_regex *tree, uint32_t next) {
    ll_nfa *out = b->out;
    if (out->behind_count == LL_NFA_BEHINDS ||
        !read_behind(b, &out->behinds[out->behind_count], tree))
        return roughly(b, next);
    out->exact = out->exact && out->behinds[out->behind_count].near;
    return add_place(
        b, (ll_nfa_place){.kind = LL_NFA_BEHIND, .number = out->behind_count++, .next = next});
}

/* --- All kinds ------------------------------------------------------------------------------ */

static uint32_t build_assertion(build *b, const ll_regex *tree, uint32_t next) {
    ll_nfa_kind kind = tree->kind == LL_REGEX_EDGE    ? LL_NFA_EDGE
                       : tree->kind == LL_REGEX_START ? LL_NFA_START
                                                      : LL_NFA_END;
    b->out->exact = b->out->exact && !tree->lines;
    return add_place(b, (ll_nfa_place){.kind = kind, .lines = tree->lines, .next = next});
}

/* What was asserted where the group stands need not hold where its text stands again. */
static uint32_t build_again(build *b, const ll_regex *tree, uint32_t next) {
    build outer = *b;
    b->out->exact = false;
    b->again = true;
    b->nocase = outer.nocase || tree->nocase;
    next = build_node(b, tree->parts[0], next);
    b->again = outer.again;
    b->nocase = outer.nocase;
    return next;
}

static bool is_assertion(ll_regex_kind kind) {
    return kind == LL_REGEX_EDGE || kind == LL_REGEX_START || kind == LL_REGEX_END ||
           kind == LL_REGEX_AHEAD || kind == LL_REGEX_BEHIND;
}

static uint32_t build_node(build *b, const ll_regex *tree, uint32_t next) {
    if (b->too_large || (b->again && is_assertion(tree->kind)))
        return next;
    switch (tree->kind) {
    case LL_REGEX_SET: return build_set(b, &tree->set, next);
    case LL_REGEX_SEQUENCE:
        for (uint32_t i = tree->count; i > 0; i--)
            next = build_node(b, tree->parts[i - 1], next);
        return next;
    case LL_REGEX_CHOICE: return build_choice(b, tree, next);
    case LL_REGEX_REPEAT: return build_repeat(b, tree, next);
    case LL_REGEX_EDGE:
    case LL_REGEX_START:
    case LL_REGEX_END: return build_assertion(b, tree, next);
    case LL_REGEX_AHEAD: return build_ahead(b, tree, next);
    case LL_REGEX_BEHIND: return build_behind(b, tree, next);
    case LL_REGEX_PASS: return roughly(b, next);
    case LL_REGEX_AGAIN: return build_again(b, tree, next);
    case LL_REGEX_ANY: break;
    }
    return roughly(b, 0); /* the end: what follows may be anything */
}

/* --- Searching ------------------------------------------------------------------------------ */

static uint32_t members(const uint32_t set[4]) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < 128; c++)
        count += set[c / 32] >> (c % 32) & 1;
    return count;
}

/* Whether a branch begins with a lookbehind that may as well be read, since any text may come
 * first: one as short as those that are looked back at, and so rare that reading it does not keep
 * the automaton from resting (dfa.h). */
static bool is_read(build *b, const ll_regex *part) {
    ll_behind behind;
    if (part->kind != LL_REGEX_BEHIND || part->negated || !read_behind(b, &behind, part))
        return false;
    for (uint32_t i = 0; i < behind.count; i++)
        if (members(behind.rows[i].ascii[behind.rows[i].length - 1]) > RARE)
            return false;
    return true;
}

static uint32_t build_branch(build *b, const ll_regex *branch, uint32_t next) {
    if (branch->kind != LL_REGEX_SEQUENCE || branch->count == 0 || !is_read(b, branch->parts[0]))
        return build_node(b, branch, next);
    for (uint32_t i = branch->count - 1; i > 0; i--)
        next = build_node(b, branch->parts[i], next);
    return build_node(b, branch->parts[0]->parts[0], next);
}

static uint32_t build_search(build *b, const ll_regex *tree, uint32_t next) {
    static const ll_regex any = {.kind = LL_REGEX_SET,
                                 .set = {.ascii = {UINT64_MAX, UINT64_MAX}, .beyond = true}};
    uint32_t count = tree->kind == LL_REGEX_CHOICE ? tree->count : 1;
    uint32_t *edges = ll_arena_array(b->arena, count, sizeof *edges);
    for (uint32_t i = 0; i < count; i++)
        edges[i] = build_branch(b, tree->kind == LL_REGEX_CHOICE ? tree->parts[i] : tree, next);
    return build_loop(b, &any, build_fork(b, edges, count));
}

bool ll_nfa_build(ll_nfa *out, ll_arena *arena, const ll_regex *tree, uint32_t counts,
                  ll_nfa_way way) {
    build b = {.arena = arena, .out = out, .counts = counts, .rough = way != LL_NFA_FULLY};
    bool search = way == LL_NFA_SEARCHING;
    *out = (ll_nfa){.exact = !search && !tree->captures};
    uint32_t end = add_place(&b, (ll_nfa_place){.kind = LL_NFA_ACCEPT});
    out->start = search ? build_search(&b, tree, end) : build_node(&b, tree, end);
    return !b.too_large;
}
