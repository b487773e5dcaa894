/* Building the table of prefilter.h: needs get numbers, the same set the same one; what stands for
 * the same text, or begins with the same byte, is put into one list. */
#include "text/prefilter.h"

#include "text/prefilter_hash.h"

#include <stdlib.h>
#include <string.h>

static const ll_pack_type needle_packed = LL_PACK_PLAIN(ll_needle);
static const ll_pack_type list_packed = LL_PACK_PLAIN(ll_needle_list);
static const ll_pack_field prefilter_fields[] = {
    LL_MANY_FIELD(ll_prefilter, needles, needle_packed, needle_count),
    LL_MANY_FIELD(ll_prefilter, buckets, ll_pack_numbers, bucket_count),
    LL_MANY_FIELD(ll_prefilter, flags, ll_pack_bytes, hash_count),
    LL_MANY_FIELD(ll_prefilter, lists, list_packed, list_count),
    LL_MANY_FIELD(ll_prefilter, targets, ll_pack_numbers, target_count),
    LL_MANY_FIELD(ll_prefilter, first_needs, ll_pack_numbers, target_count),
    LL_MANY_FIELD(ll_prefilter, byte_lists, ll_pack_numbers, byte_count),
    LL_MANY_FIELD(ll_prefilter, used, ll_pack_numbers, used_count),
    LL_MANY_FIELD(ll_prefilter, searches, ll_pack_numbers, search_count),
};
const ll_pack_type ll_prefilter_packed = LL_PACK_TYPE(ll_prefilter, prefilter_fields);

/* That a needle or a byte stands for a need, or is a lead of a pattern. */
typedef struct entry {
    ll_needle needle;
    uint32_t hash, target;
    bool lead;
} entry;

/* A need of a pattern: a set of texts, or of bytes. */
typedef struct written_need {
    const ll_need *texts; /* NULL for bytes */
    const ll_byte_set *bytes;
    uint32_t *number; /* where to put what it is called */
} written_need;

typedef struct builder {
    ll_arena *arena;
    ll_prefilter *out;
    const ll_required *patterns;
    entry *entries;
    uint32_t entry_count, entry_capacity;
    ll_needle_list *lists;
    uint32_t list_capacity;
    uint32_t *targets;
    uint32_t target_capacity;
} builder;

/* --- Needs ---------------------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int compare_texts(const ll_need *a, const ll_need *b) {
    int order = compare_numbers(a->count, b->count);
    for (uint32_t i = 0; order == 0 && i < a->count; i++)
        order = ll_str_compare(a->texts[i], b->texts[i]);
    return order;
}

static int compare_needs(const void *a, const void *b) {
    const written_need *x = a, *y = b;
    if (!x->texts || !y->texts)
        return x->texts || y->texts ? (x->texts ? -1 : 1)
                                    : memcmp(x->bytes, y->bytes, sizeof *x->bytes);
    return compare_texts(x->texts, y->texts);
}

static void add_entry(builder *b, ll_needle needle, uint32_t target, bool lead) {
    b->entries = ll_arena_grow(b->arena, b->entries, &b->entry_capacity, b->entry_count + 1,
                               sizeof *b->entries);
    uint32_t hash = 0;
    if (needle.hashed) {
        char text[8];
        memcpy(text, &needle.text, sizeof text);
        memmove(text, text + needle.before, sizeof text - needle.before);
        hash = ll_needle_hash(ll_needle_load(text), needle.hashed);
    }
    b->entries[b->entry_count++] = (entry){needle, hash, target, lead};
}

/* How common a character is: its place in the order of letters by frequency in English text (the
 * familiar "etaoin shrdlu"), the space before all; what is no letter is rare. */
static uint32_t commonness(char c) {
    static const char order[] = " etaoinshrdlcumwfgypbvkjxqz";
    const char *found = c ? strchr(order, c) : NULL;
    return found ? (uint32_t)(sizeof order - (size_t)(found - order)) : 0;
}

static uint32_t rarest_window(ll_str text, uint32_t length) {
    uint32_t best = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i + length <= text.length; i++) {
        uint32_t sum = 0;
        for (uint32_t k = 0; k < length; k++)
            sum += commonness(text.data[i + k]);
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return best;
}

static ll_needle needle_of(ll_str text) {
    ll_needle needle = {.length = (uint8_t)text.length};
    for (uint32_t i = 0; i < LL_NEEDLE_LENGTHS && ll_needle_lengths[i] <= text.length; i++)
        needle.hashed = ll_needle_lengths[i];
    memcpy(&needle.text, text.data, text.length);
    return needle;
}

static uint32_t index_of_length(uint32_t hashed) {
    uint32_t i = 0;
    while (i + 1 < LL_NEEDLE_LENGTHS && ll_needle_lengths[i] != hashed)
        i++;
    return i;
}

/* A byte as a needle: what is not hashed. */
static ll_needle byte_needle(unsigned byte, ll_start start) {
    return (ll_needle){.text = byte, .start = (uint8_t)start};
}

static void add_bytes(builder *b, const ll_byte_set *bytes, ll_start start, uint32_t target,
                      bool lead) {
    for (unsigned byte = 0; byte < LL_PREFILTER_BYTES; byte++)
        if (ll_byte_set_has(bytes, (unsigned char)byte) && (byte & 0xC0) != 0x80)
            add_entry(b, byte_needle(byte, start), target, lead);
}

static void add_need(builder *b, const written_need *need, uint32_t number) {
    if (!need->texts) {
        add_bytes(b, need->bytes, LL_START_ANYWHERE, number, false);
        return;
    }
    for (uint32_t i = 0; i < need->texts->count; i++) {
        ll_needle needle = needle_of(need->texts->texts[i]);
        needle.before = (uint8_t)rarest_window(need->texts->texts[i], needle.hashed);
        add_entry(b, needle, number, false);
    }
}

static bool needs_bytes(const ll_required *pattern) {
    return !ll_byte_set_is_empty(&pattern->bytes);
}

/* Lists the needs of all patterns, and leaves room for their numbers by pattern. */
static written_need *list_needs(builder *b, uint32_t *used, uint32_t *count) {
    written_need *needs = ll_arena_array(b->arena, b->out->used_count, sizeof *needs);
    *count = 0;
    for (uint32_t p = 0; p < b->out->pattern_count; p++) {
        const ll_required *pattern = &b->patterns[p];
        uint32_t *number = used + (size_t)p * LL_PREFILTER_NEEDS;
        for (uint32_t i = 0; i < pattern->need_count; i++)
            needs[(*count)++] = (written_need){&pattern->needs[i], NULL, number++};
        if (needs_bytes(pattern))
            needs[(*count)++] = (written_need){NULL, &pattern->bytes, number};
    }
    return needs;
}

/* Gives equal needs one number. */
static void number_needs(builder *b) {
    uint32_t count, total = b->out->used_count;
    uint32_t *used = ll_arena_array(b->arena, total, sizeof *used);
    for (uint32_t i = 0; i < total; i++)
        used[i] = UINT32_MAX;
    written_need *needs = list_needs(b, used, &count);
    if (count)
        qsort(needs, count, sizeof *needs, compare_needs);
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || compare_needs(&needs[i - 1], &needs[i]) != 0)
            add_need(b, &needs[i], b->out->need_count++);
        *needs[i].number = b->out->need_count - 1;
    }
    for (uint32_t i = 0; i < total; i++)
        used[i] = used[i] == UINT32_MAX ? b->out->need_count : used[i];
    b->out->used = used;
}

/* --- Starts --------------------------------------------------------------------------------- */

static void add_leads(builder *b, uint32_t pattern) {
    const ll_required *required = &b->patterns[pattern];
    for (uint32_t i = 0; i < required->lead_count; i++) {
        ll_needle needle = needle_of(required->leads[i].text);
        needle.start = (uint8_t)required->leads[i].start;
        add_entry(b, needle, pattern, true);
    }
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        add_bytes(b, &required->first[start], start, pattern, true);
}

static void place_patterns(builder *b) {
    uint32_t count = b->out->pattern_count;
    uint32_t *searches = ll_arena_array(b->arena, count, sizeof *searches);
    for (uint32_t p = 0; p < count; p++) {
        if (b->patterns[p].placed)
            add_leads(b, p);
        else
            searches[b->out->search_count++] = p;
    }
    b->out->searches = searches;
}

/* --- Lists and needles ---------------------------------------------------------------------- */

static int compare_needles(const entry *x, const entry *y) {
    const ll_needle *a = &x->needle, *b = &y->needle;
    int order = compare_numbers(a->hashed > 0, b->hashed > 0); /* bytes first */
    if (order == 0)
        order = compare_numbers(x->hash, y->hash);
    if (order == 0)
        order = a->text < b->text ? -1 : a->text > b->text;
    if (order == 0)
        order = compare_numbers(a->length, b->length);
    if (order == 0)
        order = compare_numbers(a->before, b->before);
    return order ? order : compare_numbers(a->start, b->start);
}

static int compare_entries(const void *a, const void *b) {
    const entry *x = a, *y = b;
    int order = compare_needles(x, y);
    if (order == 0)
        order = compare_numbers(x->lead, y->lead);
    return order ? order : compare_numbers(x->target, y->target);
}

static void add_target(builder *b, uint32_t target) {
    b->targets = ll_arena_grow(b->arena, b->targets, &b->target_capacity, b->out->target_count + 1,
                               sizeof *b->targets);
    b->targets[b->out->target_count++] = target;
}

static bool same_targets(const builder *b, const ll_needle_list *x, const ll_needle_list *y) {
    return x->leads - x->needs == y->leads - y->needs && x->end - x->needs == y->end - y->needs &&
           memcmp(b->targets + x->needs, b->targets + y->needs,
                  (x->end - x->needs) * sizeof *b->targets) == 0;
}

/* The number of a list that says the same as the newest, which then goes; the newest one's, if
 * there is none. Bytes come in order, so it is one of the last. */
static uint32_t shared_list(builder *b, uint32_t first) {
    uint32_t newest = b->out->list_count - 1;
    for (uint32_t i = first; i < newest; i++)
        if (same_targets(b, &b->lists[i], &b->lists[newest])) {
            b->out->target_count = b->lists[newest].needs;
            b->out->list_count--;
            return i;
        }
    return newest;
}

/* Makes a list of the entries of one needle, [start, end). */
static uint32_t add_list(builder *b, uint32_t start, uint32_t end) {
    b->lists = ll_arena_grow(b->arena, b->lists, &b->list_capacity, b->out->list_count + 1,
                             sizeof *b->lists);
    ll_needle_list list = {b->out->target_count, b->out->target_count, 0};
    for (uint32_t i = start; i < end; i++) {
        const entry *e = &b->entries[i];
        if (i > start && e->lead == e[-1].lead && e->target == e[-1].target)
            continue;
        add_target(b, e->target);
        list.leads += !e->lead;
    }
    list.end = b->out->target_count;
    b->lists[b->out->list_count] = list;
    return b->out->list_count++;
}

static const uint32_t *first_needs(const builder *b) {
    uint32_t *needs = ll_arena_array(b->arena, b->out->target_count, sizeof *needs);
    for (uint32_t i = 0; i < b->out->list_count; i++)
        for (uint32_t k = b->lists[i].leads; k < b->lists[i].end; k++)
            needs[k] = b->out->used[(size_t)b->targets[k] * LL_PREFILTER_NEEDS];
    return needs;
}

static void build_lists(builder *b) {
    uint32_t *byte_lists = ll_arena_array(b->arena, b->out->byte_count, sizeof *byte_lists);
    ll_needle *needles = ll_arena_array(b->arena, b->entry_count, sizeof *needles);
    uint32_t *buckets = ll_arena_array(b->arena, (size_t)LL_PREFILTER_HASHES + 1, sizeof *buckets);
    uint8_t *flags = ll_arena_array(b->arena, LL_PREFILTER_HASHES, sizeof *flags);
    add_list(b, 0, 0);
    b->out->byte_list_count = 1;
    for (uint32_t start = 0, end; start < b->entry_count; start = end) {
        const entry *e = &b->entries[start];
        for (end = start + 1; end < b->entry_count; end++)
            if (compare_needles(e, &b->entries[end]) != 0)
                break;
        uint32_t list = add_list(b, start, end);
        if (!e->needle.hashed) {
            byte_lists[e->needle.start * LL_PREFILTER_BYTES + e->needle.text] = shared_list(b, 1);
            b->out->byte_list_count = b->out->list_count;
            continue;
        }
        needles[b->out->needle_count] = e->needle;
        needles[b->out->needle_count++].list = list;
        buckets[e->hash + 1] = b->out->needle_count;
        uint32_t flag = e->needle.start ? LL_NEEDLE_WORD : LL_NEEDLE_ANYWHERE;
        flags[e->hash] = (uint8_t)(flags[e->hash] | flag << index_of_length(e->needle.hashed));
    }
    for (uint32_t i = 1; i <= LL_PREFILTER_HASHES; i++)
        if (buckets[i] < buckets[i - 1])
            buckets[i] = buckets[i - 1];
    b->out->byte_lists = byte_lists;
    b->out->needles = needles;
    b->out->buckets = buckets;
    b->out->flags = flags;
    b->out->lists = b->lists;
    b->out->targets = b->targets;
    b->out->first_needs = first_needs(b);
}

const ll_prefilter *ll_prefilter_new(ll_arena *arena, const ll_required *patterns, uint32_t count) {
    builder b = {.arena = arena, .patterns = patterns};
    b.out = ll_arena_alloc(arena, sizeof *b.out);
    b.out->pattern_count = count;
    b.out->used_count = count * LL_PREFILTER_NEEDS;
    b.out->hash_count = LL_PREFILTER_HASHES;
    b.out->bucket_count = LL_PREFILTER_HASHES + 1;
    b.out->byte_count = LL_STARTS * LL_PREFILTER_BYTES;
    number_needs(&b);
    place_patterns(&b);
    if (b.entry_count)
        qsort(b.entries, b.entry_count, sizeof *b.entries, compare_entries);
    build_lists(&b);
    return b.out;
}
