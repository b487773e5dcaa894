/* The index of literals.h: the folded texts in byte order, and for each what it stands for.
 *
 * Walking narrows a range of the sorted texts by one byte at a time with a binary search; the range
 * falls to a handful after two or three bytes. A text that ends where the walk stands is the first
 * of its range. The walk of one start is no longer than the longest literal (a run of spaces counts
 * as one), so the whole is linear in the prose.
 */
#include "rule/literals.h"

#include "base/utf8.h"
#include "rule/boundary.h"
#include "text/prose.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 256 };

typedef struct entry {
    uint32_t text, length;         /* in the blob, folded */
    uint32_t payload, payload_end; /* indices */
} entry;

typedef struct payload {
    uint32_t term, thing;
    uint32_t exact; /* offset of the text as written in the blob, or LL_NONE for any case */
    uint32_t ambiguous;
} payload;

struct ll_literals {
    const char *blob;
    const entry *entries;
    const payload *payloads;
    uint32_t blob_length, count, payload_count;
    uint32_t by_byte[BYTES + 1]; /* where the texts with that first byte begin */
};

static const ll_pack_type entry_packed = LL_PACK_PLAIN(entry);
static const ll_pack_type payload_packed = LL_PACK_PLAIN(payload);
static const ll_pack_field literals_fields[] = {
    LL_MANY_FIELD(ll_literals, blob, ll_pack_bytes, blob_length),
    LL_MANY_FIELD(ll_literals, entries, entry_packed, count),
    LL_MANY_FIELD(ll_literals, payloads, payload_packed, payload_count),
};
const ll_pack_type ll_literals_packed = LL_PACK_TYPE(ll_literals, literals_fields);

/* --- Building ------------------------------------------------------------------------------- */

typedef struct sortable {
    ll_str folded;
    const ll_literal *literal;
} sortable;

typedef struct builder {
    ll_literals *literals;
    sortable *items;
    uint32_t count;
    ll_buf blob;
    entry *entries;
    payload *payloads;
    uint32_t payload_count;
    void (*conflict)(void *user, uint32_t first, uint32_t second);
    void *user;
} builder;

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

static ll_str folded_copy(ll_arena *arena, ll_str text) {
    char *copy = ll_arena_copy(arena, text.data, text.length);
    ll_utf8_fold(copy, text.length);
    return (ll_str){copy, text.length};
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
        exact = b->blob.length;
        ll_buf_add_str(&b->blob, literal->text);
    }
    b->payloads[b->payload_count++] =
        (payload){literal->term, literal->thing, exact, literal->ambiguous};
}

/* Adds the literals of one folded text, [start, end). Those of one term stand together, any case
 * first: each is held against the term's first and the one admitted last. */
static void add_entry(builder *b, uint32_t start, uint32_t end) {
    ll_str folded = b->items[start].folded;
    entry *e = &b->entries[b->literals->count++];
    *e = (entry){b->blob.length, folded.length, b->payload_count, 0};
    ll_buf_add_str(&b->blob, folded);
    const ll_literal *first = NULL, *latest = NULL;
    for (uint32_t i = start; i < end; i++) {
        const ll_literal *literal = b->items[i].literal;
        if (!first || first->term != literal->term)
            first = literal;
        else if (!admits(b, first, literal) || (latest != first && !admits(b, latest, literal)))
            continue;
        latest = literal;
        add_payload(b, literal);
    }
    e->payload_end = b->payload_count;
}

static void index_bytes(ll_literals *literals) {
    uint32_t at = 0;
    for (uint32_t byte = 0; byte <= BYTES; byte++) {
        while (at < literals->count &&
               (unsigned char)literals->blob[literals->entries[at].text] < byte)
            at++;
        literals->by_byte[byte] = at;
    }
}

const ll_literals *ll_literals_build(ll_arena *arena, ll_literal *literals, uint32_t count,
                                     void (*conflict)(void *user, uint32_t first, uint32_t second),
                                     void *user) {
    ll_literals *index = ll_arena_alloc(arena, sizeof *index);
    builder b = {.literals = index, .count = count, .blob = ll_buf_on(arena)};
    b.conflict = conflict;
    b.user = user;
    b.items = ll_arena_array(arena, count, sizeof *b.items);
    b.entries = ll_arena_array(arena, count, sizeof *b.entries);
    b.payloads = ll_arena_array(arena, count, sizeof *b.payloads);
    for (uint32_t i = 0; i < count; i++)
        b.items[i] = (sortable){folded_copy(arena, literals[i].text), &literals[i]};
    if (count)
        qsort(b.items, count, sizeof *b.items, compare_sortables);
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count; end++)
            if (!ll_str_equal(b.items[start].folded, b.items[end].folded))
                break;
        add_entry(&b, start, end);
    }
    index->blob = ll_buf_text(&b.blob);
    index->entries = b.entries;
    index->payloads = b.payloads;
    index->blob_length = b.blob.length;
    index->payload_count = b.payload_count;
    index_bytes(index);
    return index;
}

/* --- From elsewhere ------------------------------------------------------------------------- */

typedef struct inspection {
    const ll_literals *literals;
    uint32_t blob, payload; /* so much is accounted for */
    char *folded;           /* room for the longest text */
    const uint32_t *things; /* of each term */
    uint32_t terms;
} inspection;

/* The next text of the blob, which begins at `start`: the builder left no gap. The blob is valid,
 * so texts are whole characters if none begins within one. */
static bool take_text(inspection *in, uint32_t start, uint32_t length) {
    const ll_literals *l = in->literals;
    if (start != in->blob || length == 0 || length > l->blob_length - in->blob)
        return false;
    in->blob += length;
    return ((unsigned char)l->blob[start] & 0xC0) != 0x80;
}

/* A text in exact case folds to the entry's, so that both end in the same place of a letter. */
static bool take_payload(inspection *in, const entry *e) {
    const ll_literals *l = in->literals;
    const payload *p = &l->payloads[in->payload++];
    if (p->term >= in->terms || p->thing >= in->things[p->term])
        return false;
    if (p->exact == LL_NONE)
        return true;
    if (!take_text(in, p->exact, e->length))
        return false;
    memcpy(in->folded, l->blob + p->exact, e->length);
    ll_utf8_fold(in->folded, e->length);
    return memcmp(in->folded, l->blob + e->text, e->length) == 0;
}

/* Each text comes behind the one before it: the walk counts on what lies in a range being at least
 * as long as what was walked. */
static bool take_entry(inspection *in, const entry *e, const entry *before) {
    const ll_literals *l = in->literals;
    if (!take_text(in, e->text, e->length) || e->payload != in->payload ||
        e->payload_end < e->payload || e->payload_end > l->payload_count)
        return false;
    if (before && ll_str_compare((ll_str){l->blob + before->text, before->length},
                                 (ll_str){l->blob + e->text, e->length}) >= 0)
        return false;
    while (in->payload < e->payload_end)
        if (!take_payload(in, e))
            return false;
    return true;
}

bool ll_literals_are_sound(const ll_literals *l, ll_arena *scratch, const uint32_t *things,
                           uint32_t terms) {
    inspection in = {.literals = l, .things = things, .terms = terms};
    in.folded = ll_arena_alloc(scratch, (size_t)l->blob_length + 1);
    if (ll_utf8_find_invalid(l->blob, l->blob_length) != l->blob_length)
        return false;
    for (uint32_t i = 0; i < l->count; i++)
        if (!take_entry(&in, &l->entries[i], i ? &l->entries[i - 1] : NULL))
            return false;
    ll_literals again = *l;
    index_bytes(&again);
    return in.blob == l->blob_length && in.payload == l->payload_count &&
           memcmp(again.by_byte, l->by_byte, sizeof l->by_byte) == 0;
}

uint32_t ll_literals_count(const ll_literals *literals) {
    return literals->count;
}

/* --- Walking -------------------------------------------------------------------------------- */

void ll_literal_subject_init(ll_literal_subject *subject, ll_arena *arena, ll_str prose) {
    *subject = (ll_literal_subject){.text = prose, .folded = folded_copy(arena, prose)};
    ll_boundary_addresses(&subject->addresses, arena, prose);
}

typedef struct walk {
    ll_hits *out;
    ll_arena *arena;
    const ll_literals *literals;
    const ll_literal_subject *subject;
    uint32_t start;
    uint32_t address; /* index of the first address that ends after `start` */
} walk;

static unsigned char byte_of(const ll_literals *l, uint32_t index, uint32_t depth) {
    return (unsigned char)l->blob[l->entries[index].text + depth];
}

/* The first text of [low, high) whose byte at `depth` is at least `byte`. */
static uint32_t lower(const ll_literals *l, uint32_t low, uint32_t high, uint32_t depth,
                      unsigned int byte) {
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (byte_of(l, middle, depth) < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the prose from `start` reads as `text` does, in the same case; a run of spaces is one. */
static bool same_case(ll_str prose, uint32_t start, const char *text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        if (prose.data[start++] != text[i])
            return false;
        while (text[i] == ' ' && prose.data[start] == ' ')
            start++;
    }
    return true;
}

/* A literal within a URL or an e-mail address does not count, unless it is the whole of it. */
static bool in_address(const walk *w, uint32_t end) {
    const ll_spans *addresses = &w->subject->addresses;
    for (uint32_t i = w->address; i < addresses->count && addresses->items[i].start < end; i++)
        if (addresses->items[i].start < w->start || addresses->items[i].end > end)
            return true;
    return false;
}

static void emit(walk *w, uint32_t index, uint32_t end) {
    if (!ll_boundary_at(w->subject->text, end) || in_address(w, end))
        return;
    const entry *e = &w->literals->entries[index];
    for (uint32_t i = e->payload; i < e->payload_end; i++) {
        const payload *p = &w->literals->payloads[i];
        if (p->exact != LL_NONE &&
            !same_case(w->subject->text, w->start, w->literals->blob + p->exact, e->length))
            continue;
        ll_hits *out = w->out;
        out->items =
            ll_arena_grow(w->arena, out->items, &out->capacity, out->count + 1, sizeof *out->items);
        out->items[out->count++] = (ll_hit){{w->start, end}, p->term, p->thing, p->ambiguous != 0};
    }
}

/* Finds the literals that begin at w->start. */
static void walk_from(walk *w) {
    const ll_literals *l = w->literals;
    ll_str text = w->subject->folded;
    uint32_t at = w->start, depth = 0, low = 0, high = l->count;
    while (low < high && at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        if (depth == 0) {
            low = l->by_byte[byte];
            high = l->by_byte[byte + 1];
        } else {
            low = lower(l, low, high, depth, byte);
            high = lower(l, low, high, depth, byte + 1u);
        }
        at++;
        depth++;
        while (byte == ' ' && low < high && at < text.length && text.data[at] == ' ')
            at++;
        if (low < high && l->entries[low].length == depth)
            emit(w, low++, at);
    }
}

void ll_literals_scan(ll_hits *out, ll_arena *arena, const ll_literals *literals,
                      const ll_literal_subject *subject) {
    walk w = {.out = out, .arena = arena, .literals = literals, .subject = subject};
    ll_str text = subject->folded;
    const ll_spans *addresses = &subject->addresses;
    for (; w.start < text.length; w.start++) {
        unsigned char byte = (unsigned char)text.data[w.start];
        if (literals->by_byte[byte] == literals->by_byte[byte + 1] || (byte & 0xC0) == 0x80)
            continue;
        while (w.address < addresses->count && addresses->items[w.address].end <= w.start)
            w.address++;
        if (ll_boundary_at(subject->text, w.start))
            walk_from(&w);
    }
}
