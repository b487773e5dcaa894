/* The index of prefilter.h: literals sorted by a key of three bytes, the keys' hashes as bits.
 *
 * The window of a literal is the one whose letters are least frequent in English, so that "ing" and
 * "the" are looked up as seldom as can be. */
#include "text/prefilter.h"

#include <stdlib.h>
#include <string.h>

enum { HASH_BITS = 15, HASHES = 1 << HASH_BITS, WINDOW = LL_REQUIRED_LENGTH };

typedef struct entry {
    uint32_t key;    /* the three bytes of the window */
    uint32_t before; /* bytes of the literal before the window */
    uint32_t pattern;
    ll_str literal;
} entry;

/* A pattern of which no literal is known: its bytes, or none, which admits every text. */
typedef struct byte_pattern {
    ll_byte_set bytes;
    uint32_t pattern;
} byte_pattern;

struct ll_prefilter {
    const entry *entries; /* by key */
    uint32_t count, patterns;
    const struct byte_pattern *by_bytes; /* patterns without literals */
    uint32_t by_bytes_count;
    uint8_t bits[HASHES / 8]; /* which hashes of keys there are */
};

static const ll_pack_field entry_fields[] = {LL_STR_FIELD(entry, literal)};
static const ll_pack_type entry_packed = LL_PACK_TYPE(entry, entry_fields);
static const ll_pack_type by_bytes_packed = LL_PACK_PLAIN(byte_pattern);
static const ll_pack_field prefilter_fields[] = {
    LL_MANY_FIELD(ll_prefilter, entries, entry_packed, count),
    LL_MANY_FIELD(ll_prefilter, by_bytes, by_bytes_packed, by_bytes_count),
};
const ll_pack_type ll_prefilter_packed = LL_PACK_TYPE(ll_prefilter, prefilter_fields);

static uint32_t key_at(const char *text) {
    const unsigned char *bytes = (const unsigned char *)text;
    return (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
}

/* Multiplicative hashing (D. Knuth, The Art of Computer Programming, vol. 3, 6.4). */
static uint32_t hash_of(uint32_t key) {
    return (key * UINT32_C(2654435761)) >> (32 - HASH_BITS);
}

static bool has_bit(const uint8_t *bits, uint32_t index) {
    return bits[index / 8] >> (index % 8) & 1;
}

static void set_bit(uint8_t *bits, uint32_t index) {
    bits[index / 8] = (uint8_t)(bits[index / 8] | 1u << (index % 8));
}

/* How common a character is: its place in the order of letters by frequency in English text (the
 * familiar "etaoin shrdlu"), the space before all; what is no letter is rare. */
static uint32_t commonness(char c) {
    static const char order[] = " etaoinshrdlcumwfgypbvkjxqz";
    const char *found = c ? strchr(order, c) : NULL;
    return found ? (uint32_t)(sizeof order - (size_t)(found - order)) : 0;
}

static uint32_t rarest_window(ll_str literal) {
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i + WINDOW <= literal.length; i++) {
        uint32_t sum = 0;
        for (uint32_t k = 0; k < WINDOW; k++)
            sum += commonness(literal.data[i + k]);
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

static int compare_entries(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

const ll_prefilter *ll_prefilter_new(ll_arena *arena, const ll_required *patterns, uint32_t count) {
    ll_prefilter *prefilter = ll_arena_alloc(arena, sizeof *prefilter);
    uint32_t total = 0, used = 0;
    for (uint32_t p = 0; p < count; p++)
        total += patterns[p].count;
    entry *entries = ll_arena_array(arena, total, sizeof *entries);
    byte_pattern *by_bytes = ll_arena_array(arena, count, sizeof *by_bytes);
    for (uint32_t p = 0; p < count; p++) {
        if (patterns[p].count == 0)
            by_bytes[prefilter->by_bytes_count++] = (byte_pattern){patterns[p].bytes, p};
        for (uint32_t i = 0; i < patterns[p].count; i++) {
            ll_str literal = patterns[p].literals[i];
            uint32_t before = rarest_window(literal);
            entries[used] = (entry){key_at(literal.data + before), before, p, literal};
            set_bit(prefilter->bits, hash_of(entries[used++].key));
        }
    }
    if (used)
        qsort(entries, used, sizeof *entries, compare_entries);
    prefilter->entries = entries;
    prefilter->count = used;
    prefilter->patterns = count;
    prefilter->by_bytes = by_bytes;
    return prefilter;
}

static uint32_t first_with(const ll_prefilter *prefilter, uint32_t key) {
    uint32_t low = 0, high = prefilter->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prefilter->entries[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Marks the patterns one of whose literals has its window at `at`. */
static void mark(uint8_t *seen, const ll_prefilter *prefilter, ll_str text, uint32_t at,
                 uint32_t key) {
    for (uint32_t i = first_with(prefilter, key);
         i < prefilter->count && prefilter->entries[i].key == key; i++) {
        const entry *e = &prefilter->entries[i];
        if (e->before <= at && e->literal.length <= text.length - (at - e->before) &&
            !has_bit(seen, e->pattern) &&
            memcmp(text.data + at - e->before, e->literal.data, e->literal.length) == 0)
            set_bit(seen, e->pattern);
    }
}

static void mark_by_bytes(uint8_t *seen, const ll_prefilter *prefilter, ll_str folded) {
    ll_byte_set present = {{0}};
    for (uint32_t i = 0; i < folded.length; i++)
        ll_byte_set_add(&present, (unsigned char)folded.data[i]);
    for (uint32_t i = 0; i < prefilter->by_bytes_count; i++) {
        const byte_pattern *b = &prefilter->by_bytes[i];
        if (ll_byte_set_is_empty(&b->bytes) || ll_byte_sets_meet(&b->bytes, &present))
            set_bit(seen, b->pattern);
    }
}

void ll_prefilter_scan(uint8_t *seen, char *scratch, const ll_prefilter *prefilter, ll_str text) {
    ll_str folded = {scratch, ll_required_fold(scratch, text)};
    mark_by_bytes(seen, prefilter, folded);
    for (uint32_t at = 0; at + WINDOW <= folded.length; at++) {
        uint32_t key = key_at(folded.data + at);
        if (has_bit(prefilter->bits, hash_of(key)))
            mark(seen, prefilter, folded, at, key);
    }
}
