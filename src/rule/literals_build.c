/* Growing the tree of literals.h: the texts are sorted, so what hangs below a node is a range of
 * them, and how far the first and the last of a range agree is how far all do. */
#include "rule/literals_tree.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct sortable {
    ll_str folded;
    const ll_literal *literal;
} sortable;

/* A text, and the literals that are it: [start, end) of the sorted ones. */
typedef struct text {
    ll_str folded;
    uint32_t start, end;
} text;

/* What hangs below a node: texts that agree in so many bytes, and go on alike with the next. */
typedef struct range {
    uint32_t start, end, agreed;
} range;

typedef struct builder {
    ll_arena *arena;
    sortable *items;
    text *texts;
    uint32_t count, text_count;
    range *ranges; /* of each node */
    ll_literal_node *nodes;
    uint8_t *firsts;
    uint32_t node_count, range_room, node_room, first_room;
    ll_buf blob, exact; /* labels; texts in exact case, which stand behind those in the end */
    ll_literal_payload *payloads;
    uint32_t payload_count;
    void (*conflict)(void *user, uint32_t first, uint32_t second);
    void *user;
} builder;

/* --- Literals of one text ------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

/* By folded text, then term; any case before exact case, written before derived, then as given. */
static int compare_sortables(const void *a, const void *b) {
    const sortable *x = a, *y = b;
    const ll_literal *p = x->literal, *q = y->literal;
    int order = ll_str_compare(x->folded, y->folded);
    if (order == 0)
        order = compare_numbers(p->term, q->term);
    if (order == 0)
        order = compare_numbers(p->exact, q->exact);
    if (order == 0 && p->exact)
        order = ll_str_compare(p->text, q->text);
    if (order == 0)
        order = compare_numbers(p->derived, q->derived);
    return order ? order : (p < q ? -1 : p > q);
}

/* Whether the second literal finds texts that the first finds too; the first sorts before it. */
static bool collide(const ll_literal *first, const ll_literal *second) {
    return first->term == second->term &&
           (!first->exact || (second->exact && ll_str_equal(first->text, second->text)));
}

/* Whether the literal may be added beside `first`, which collides with it; says so if not. */
static bool admits(const builder *b, const ll_literal *first, const ll_literal *second) {
    if (!collide(first, second))
        return true;
    if (first->thing != second->thing && !first->derived && !second->derived && b->conflict)
        b->conflict(b->user, first->origin < second->origin ? first->origin : second->origin,
                    first->origin < second->origin ? second->origin : first->origin);
    return false;
}

static void add_payload(builder *b, const ll_literal *literal) {
    uint32_t exact = LL_NONE;
    if (literal->exact) {
        exact = b->exact.length;
        ll_buf_add_str(&b->exact, literal->text);
    }
    b->payloads[b->payload_count++] =
        (ll_literal_payload){literal->term, literal->thing, exact, literal->ambiguous};
}

/* Those of one term stand together, any case first: each is held against the term's first and the
 * one admitted last. */
static void add_payloads(builder *b, const text *t) {
    const ll_literal *first = NULL, *latest = NULL;
    for (uint32_t i = t->start; i < t->end; i++) {
        const ll_literal *literal = b->items[i].literal;
        if (!first || first->term != literal->term)
            first = literal;
        else if (!admits(b, first, literal) || (latest != first && !admits(b, latest, literal)))
            continue;
        latest = literal;
        add_payload(b, literal);
    }
}

/* --- Nodes ---------------------------------------------------------------------------------- */

static void add_node(builder *b, range r, uint8_t first) {
    uint32_t i = b->node_count++;
    b->ranges = ll_arena_grow(b->arena, b->ranges, &b->range_room, i + 1, sizeof *b->ranges);
    b->nodes = ll_arena_grow(b->arena, b->nodes, &b->node_room, i + 1, sizeof *b->nodes);
    b->firsts = ll_arena_grow(b->arena, b->firsts, &b->first_room, i + 1, 1);
    b->ranges[i] = r;
    b->firsts[i] = first;
}

static uint32_t agreement(ll_str a, ll_str b, uint32_t from) {
    while (from < a.length && from < b.length && a.data[from] == b.data[from])
        from++;
    return from;
}

/* Adds a node for each way that the texts of a range go on. */
static void add_children(builder *b, uint32_t start, uint32_t end, uint32_t agreed) {
    for (uint32_t next; start < end; start = next) {
        char byte = b->texts[start].folded.data[agreed];
        for (next = start + 1; next < end; next++)
            if (b->texts[next].folded.data[agreed] != byte)
                break;
        add_node(b, (range){start, next, agreed}, (uint8_t)byte);
    }
}

/* Fills in a node; its children go to the end of the list. */
static void grow(builder *b, uint32_t node) {
    range r = b->ranges[node];
    uint32_t end = 0, child = b->node_count;
    b->nodes[node] = (ll_literal_node){b->blob.length, child, b->payload_count};
    if (node > 0) {
        ll_str first = b->texts[r.start].folded;
        end = agreement(first, b->texts[r.end - 1].folded, r.agreed);
        ll_buf_add_str(&b->blob, ll_str_slice(first, r.agreed + 1, end));
        if (first.length == end)
            add_payloads(b, &b->texts[r.start++]);
    }
    add_children(b, r.start, r.end, end);
}

void ll_literals_index_bytes(ll_literals *literals) {
    memset(literals->by_byte, 0, sizeof literals->by_byte);
    for (uint32_t i = literals->nodes[0].child; i < literals->nodes[1].child; i++)
        literals->by_byte[literals->firsts[i]] = i;
}

static void grow_all(builder *b) {
    add_node(b, (range){0, b->text_count, 0}, 0);
    for (uint32_t i = 0; i < b->node_count; i++)
        grow(b, i);
    uint32_t end = b->node_count;
    add_node(b, (range){0, 0, 0}, 0);
    b->nodes[end] = (ll_literal_node){b->blob.length, end, b->payload_count};
}

/* Puts the texts in exact case behind the labels. */
static void join_texts(builder *b) {
    uint32_t base = b->blob.length;
    ll_buf_add_str(&b->blob, ll_buf_str(&b->exact));
    for (uint32_t i = 0; i < b->payload_count; i++)
        if (b->payloads[i].exact != LL_NONE)
            b->payloads[i].exact += base;
}

/* --- The whole ------------------------------------------------------------------------------ */

static void sort_literals(builder *b, const ll_literal *literals) {
    b->items = ll_arena_array(b->arena, b->count, sizeof *b->items);
    for (uint32_t i = 0; i < b->count; i++)
        b->items[i] = (sortable){ll_literal_fold(b->arena, literals[i].text), &literals[i]};
    if (b->count)
        qsort(b->items, b->count, sizeof *b->items, compare_sortables);
}

/* Finds the different texts among the sorted literals. */
static void find_texts(builder *b) {
    b->texts = ll_arena_array(b->arena, b->count, sizeof *b->texts);
    for (uint32_t start = 0, end; start < b->count; start = end) {
        for (end = start + 1; end < b->count; end++)
            if (!ll_str_equal(b->items[start].folded, b->items[end].folded))
                break;
        b->texts[b->text_count++] = (text){b->items[start].folded, start, end};
    }
}

const ll_literals *ll_literals_build(ll_arena *arena, ll_literal *literals, uint32_t count,
                                     void (*conflict)(void *user, uint32_t first, uint32_t second),
                                     void *user) {
    ll_literals *index = ll_arena_alloc(arena, sizeof *index);
    builder b = {.arena = arena, .count = count};
    b.blob = ll_buf_on(arena);
    b.exact = ll_buf_on(arena);
    b.conflict = conflict;
    b.user = user;
    b.payloads = ll_arena_array(arena, count, sizeof *b.payloads);
    sort_literals(&b, literals);
    find_texts(&b);
    grow_all(&b);
    join_texts(&b);
    index->blob = ll_buf_text(&b.blob);
    index->blob_length = b.blob.length;
    index->nodes = b.nodes;
    index->firsts = b.firsts;
    index->node_count = b.node_count;
    index->payloads = b.payloads;
    index->payload_count = b.payload_count;
    ll_literals_index_bytes(index);
    return index;
}
