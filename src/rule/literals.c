/* Walking the tree of literals.h (literals_tree.h) over a prose. The walk of one start is no longer
 * than the longest literal (a run of spaces counts as one), so the whole is linear in the prose.
 */
#include "rule/literals_tree.h"

#include "base/utf8.h"
#include "rule/boundary.h"
#include "text/prose.h"

#include <string.h>

static const ll_pack_type node_packed = LL_PACK_PLAIN(ll_literal_node);
static const ll_pack_type payload_packed = LL_PACK_PLAIN(ll_literal_payload);
static const ll_pack_field literals_fields[] = {
    LL_MANY_FIELD(ll_literals, blob, ll_pack_bytes, blob_length),
    LL_MANY_FIELD(ll_literals, nodes, node_packed, node_count),
    LL_MANY_FIELD(ll_literals, firsts, ll_pack_bytes, node_count),
    LL_MANY_FIELD(ll_literals, payloads, payload_packed, payload_count),
};
const ll_pack_type ll_literals_packed = LL_PACK_TYPE(ll_literals, literals_fields);

ll_str ll_literal_fold(ll_arena *arena, ll_str text) {
    char *copy = ll_arena_copy(arena, text.data, text.length);
    ll_utf8_fold(copy, text.length);
    return (ll_str){copy, text.length};
}

void ll_literal_subject_init(ll_literal_subject *subject, ll_arena *arena, ll_str prose) {
    *subject = (ll_literal_subject){.text = prose, .folded = ll_literal_fold(arena, prose)};
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

/* Behind a byte that was read at `at`, and the further spaces of a run. */
static inline uint32_t behind(ll_str text, uint32_t at) {
    bool space = text.data[at++] == ' ';
    while (space && at < text.length && text.data[at] == ' ')
        at++;
    return at;
}

/* Whether the prose from `at`, which reads as `text` in some case, does so in the same. */
static bool same_case(ll_str prose, uint32_t at, const char *text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++, at = behind(prose, at))
        if (prose.data[at] != text[i])
            return false;
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

/* The text of a node stands from w->start to `end` and is `length` bytes long. */
static void emit(walk *w, uint32_t node, uint32_t end, uint32_t length) {
    const ll_literals *l = w->literals;
    if (!ll_boundary_at(w->subject->text, end) || in_address(w, end))
        return;
    for (uint32_t i = l->nodes[node].payload; i < l->nodes[node + 1].payload; i++) {
        const ll_literal_payload *p = &l->payloads[i];
        if (p->exact != LL_NONE &&
            !same_case(w->subject->text, w->start, l->blob + p->exact, length))
            continue;
        ll_hits *out = w->out;
        out->items =
            ll_arena_grow(w->arena, out->items, &out->capacity, out->count + 1, sizeof *out->items);
        out->items[out->count++] = (ll_hit){{w->start, end}, p->term, p->thing, p->ambiguous != 0};
    }
}

/* The child of a node that its next byte leads to, or 0. */
static uint32_t child_of(const ll_literals *l, uint32_t node, char byte) {
    uint32_t start = l->nodes[node].child, end = l->nodes[node + 1].child;
    const uint8_t *found = memchr(l->firsts + start, (unsigned char)byte, end - start);
    return found ? (uint32_t)(found - l->firsts) : 0;
}

/* Whether the rest of what leads to a node stands at *at, which is then behind it. */
static bool read_label(const ll_literals *l, uint32_t node, ll_str text, uint32_t *at) {
    for (uint32_t i = l->nodes[node].label; i < l->nodes[node + 1].label; i++) {
        if (*at >= text.length || text.data[*at] != l->blob[i])
            return false;
        *at = behind(text, *at);
    }
    return true;
}

/* Finds the literals that begin at w->start, with the byte that leads to a node. */
static void walk_from(walk *w, uint32_t node) {
    const ll_literals *l = w->literals;
    ll_str text = w->subject->folded;
    uint32_t at = behind(text, w->start), length = 0;
    while (node && read_label(l, node, text, &at)) {
        length += 1 + l->nodes[node + 1].label - l->nodes[node].label;
        if (l->nodes[node].payload < l->nodes[node + 1].payload)
            emit(w, node, at, length);
        node = at < text.length ? child_of(l, node, text.data[at]) : 0;
        at = node ? behind(text, at) : at;
    }
}

void ll_literals_scan(ll_hits *out, ll_arena *arena, const ll_literals *literals,
                      const ll_literal_subject *subject) {
    walk w = {.out = out, .arena = arena, .literals = literals, .subject = subject};
    ll_str text = subject->folded;
    const ll_spans *addresses = &subject->addresses;
    for (; w.start < text.length; w.start++) {
        unsigned char byte = (unsigned char)text.data[w.start];
        if (!literals->by_byte[byte] || (byte & 0xC0) == 0x80)
            continue;
        while (w.address < addresses->count && addresses->items[w.address].end <= w.start)
            w.address++;
        if (ll_boundary_at(subject->text, w.start))
            walk_from(&w, literals->by_byte[byte]);
    }
}
