/* Tables of prefilter.h that come from elsewhere: every index in them must be one. The arrays
 * themselves are there (base/pack_check.h), as long as their counts say.
 *
 * What a table says may be wrong, and then patterns are tried in vain or not at all; but wherever
 * one is tried, a character begins, which PCRE2 relies on. So no needle begins within one.
 */
#include "text/prefilter_hash.h"

static bool all_below(const uint32_t *numbers, uint32_t from, uint32_t end, uint32_t limit) {
    for (uint32_t i = from; i < end; i++)
        if (numbers[i] >= limit)
            return false;
    return true;
}

/* Whether they rise from 0 to no more than `last`. */
static bool are_bounds(const uint32_t *numbers, uint32_t count, uint32_t last) {
    if (count == 0 || numbers[0] != 0 || numbers[count - 1] > last)
        return false;
    for (uint32_t i = 1; i < count; i++)
        if (numbers[i] < numbers[i - 1])
            return false;
    return true;
}

static bool are_counts_sound(const ll_prefilter *p, uint32_t patterns) {
    return p->pattern_count == patterns && p->need_count <= p->used_count && p->list_count > 0 &&
           p->bucket_count == LL_PREFILTER_HASHES + 1 && p->hash_count == LL_PREFILTER_HASHES &&
           p->byte_count == LL_STARTS * LL_PREFILTER_BYTES && p->byte_list_count > 0 &&
           p->byte_list_count <= p->list_count &&
           (uint64_t)p->used_count == (uint64_t)patterns * LL_PREFILTER_NEEDS;
}

/* Each has a list of its own, so that at no place more is noted than the image holds. */
static bool are_needles_sound(const ll_prefilter *p) {
    for (uint32_t i = 0; i < p->needle_count; i++) {
        const ll_needle *needle = &p->needles[i];
        if (i > 0 && needle->list <= needle[-1].list)
            return false;
        unsigned char first;
        memcpy(&first, &needle->text, sizeof first);
        if (needle->length == 0 || needle->length > sizeof needle->text ||
            needle->list >= p->list_count || (first & 0xC0) == 0x80)
            return false;
    }
    return true;
}

/* The lists share out the targets among them, one behind the other. */
static bool are_lists_sound(const ll_prefilter *p) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < p->list_count; i++) {
        const ll_needle_list *list = &p->lists[i];
        if (list->needs != next || list->leads < list->needs || list->end < list->leads ||
            list->end > p->target_count ||
            !all_below(p->targets, list->needs, list->leads, p->need_count) ||
            !all_below(p->targets, list->leads, list->end, p->pattern_count))
            return false;
        next = list->end;
    }
    return next == p->target_count;
}

bool ll_prefilter_is_sound(const ll_prefilter *p, uint32_t patterns) {
    return are_counts_sound(p, patterns) && are_needles_sound(p) && are_lists_sound(p) &&
           are_bounds(p->buckets, p->bucket_count, p->needle_count) &&
           all_below(p->byte_lists, 0, p->byte_count, p->byte_list_count) &&
           all_below(p->first_needs, 0, p->target_count, p->need_count + 1) &&
           all_below(p->used, 0, p->used_count, p->need_count + 1) &&
           all_below(p->searches, 0, p->search_count, p->pattern_count);
}
