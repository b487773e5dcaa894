/* Scanning for prefilter.h. At every place of the folded text, the hashes of the next two, three,
 * four and six bytes are looked up; needles whose window was met are compared whole. A needle that
 * counts at some starts only (ll_start) has flags of its own.
 *
 * Leads come in the order of their places. Whether what a pattern needs stands behind a start is
 * known only when the text is read to its end, so they wait until then.
 */
#include "text/prefilter.h"

#include "base/groups.h"
#include "text/prefilter_hash.h"

#include <string.h>

typedef struct hit {
    uint32_t list, place;
} hit;

typedef struct pattern_start {
    uint32_t pattern, place;
} pattern_start;

/* What is left of a list of bytes in a text: the patterns that can still match there. */
typedef struct byte_list {
    uint32_t text; /* the number of that text */
    uint32_t left; /* so many, the first of what is in its place in `left` */
} byte_list;

struct ll_prefilter_scan {
    ll_arena *arena;
    const ll_prefilter *prefilter;
    ll_fold_room room;
    uint32_t *last;        /* by need: one more than the last place where it was met, 0 for none */
    byte_list *byte_lists; /* by list */
    uint32_t *left;        /* by place in the targets */
    uint32_t text;         /* the number of the text that is read, from 1 */
    hit *hits;             /* its leads */
    uint32_t hit_count, hit_capacity;
    pattern_start *starts;
    uint32_t start_count, start_capacity;
};

/* A text while it is read. */
typedef struct reading {
    ll_prefilter_scan *scan;
    ll_str text;
    ll_folded folded;
    uint32_t base;
} reading;

ll_prefilter_scan *ll_prefilter_begin(ll_arena *arena, const ll_prefilter *prefilter,
                                      uint32_t longest) {
    ll_prefilter_scan *scan = ll_arena_alloc(arena, sizeof *scan);
    scan->arena = arena;
    scan->prefilter = prefilter;
    scan->room = ll_fold_room_new(arena, longest);
    uint32_t lists = prefilter->byte_list_count, leads = prefilter->lists[lists - 1].end;
    scan->byte_lists = ll_arena_array(arena, lists, sizeof *scan->byte_lists);
    scan->left = ll_arena_array(arena, leads, sizeof *scan->left);
    scan->last = ll_arena_array(arena, (size_t)prefilter->need_count + 1, sizeof *scan->last);
    scan->last[prefilter->need_count] = UINT32_MAX;
    return scan;
}

/* --- What was met --------------------------------------------------------------------------- */

/* Notes what a list stands for: leads at `place`, needs no later than `latest`. */
static void note(ll_prefilter_scan *scan, uint32_t list, uint32_t place, uint32_t latest) {
    const ll_needle_list *l = &scan->prefilter->lists[list];
    for (uint32_t i = l->needs; i < l->leads; i++) {
        uint32_t *last = &scan->last[scan->prefilter->targets[i]];
        *last = latest + 1 > *last ? latest + 1 : *last;
    }
    if (l->leads == l->end)
        return;
    if (scan->hit_count == scan->hit_capacity)
        scan->hits = ll_arena_grow(scan->arena, scan->hits, &scan->hit_capacity,
                                   scan->hit_count + 1, sizeof *scan->hits);
    scan->hits[scan->hit_count++] = (hit){list, place};
}

static bool is_word_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Where a folded place begins in the text, and where the next one does. */
static uint32_t begin_of(const reading *r, uint32_t at) {
    return r->folded.places ? r->folded.places[at] : at;
}

static void note_needle(reading *r, const ll_needle *needle, uint32_t at, ll_start start) {
    const char *text = r->folded.text;
    if (needle->before > at || needle->start > start)
        return;
    at -= needle->before;
    if (((ll_needle_load(text + at) ^ needle->text) & ll_needle_mask(needle->length)) == 0)
        note(r->scan, needle->list, r->base + begin_of(r, at), r->base + begin_of(r, at + 1) - 1);
}

static void note_bucket(reading *r, uint32_t hash, uint32_t at, ll_start start) {
    const ll_prefilter *p = r->scan->prefilter;
    for (uint32_t i = p->buckets[hash]; i < p->buckets[hash + 1]; i++)
        note_needle(r, &p->needles[i], at, start);
}

static void note_byte(reading *r, uint32_t place, ll_start start) {
    const uint32_t *list = r->scan->prefilter->byte_lists + (unsigned char)r->text.data[place];
    for (ll_start i = LL_START_ANYWHERE; i <= start; i++, list += LL_PREFILTER_BYTES)
        if (*list)
            note(r->scan, *list, r->base + place, r->base + place);
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Where a place of a folded text stands. */
static ll_start start_at(const char *text, uint32_t at) {
    if (at == 0)
        return LL_START_TEXT;
    if (is_word_byte((unsigned char)text[at - 1]))
        return LL_START_ANYWHERE;
    bool clause = text[at - 1] == ' ' && (at == 1 || !is_word_byte((unsigned char)text[at - 2]));
    return clause ? LL_START_CLAUSE : LL_START_WORD;
}

/* Where a character stands within a run of white space that is folded to the space at `at`. */
static ll_start start_in_run(const reading *r, uint32_t at) {
    bool behind_word = at > 0 && is_word_byte((unsigned char)r->folded.text[at - 1]);
    return behind_word ? LL_START_WORD : LL_START_CLAUSE;
}

/* The further characters that one folded byte stands for: a run of white space, any of which a
 * match may begin with. The hits [first, end) are those of the needles there. */
static void note_run(reading *r, uint32_t at, uint32_t first, uint32_t end) {
    ll_prefilter_scan *scan = r->scan;
    for (uint32_t place = begin_of(r, at) + 1; place < begin_of(r, at + 1); place++) {
        if (is_continuation(r->text.data[place]))
            continue;
        for (uint32_t i = first; i < end; i++)
            note(scan, scan->hits[i].list, r->base + place, r->base + place);
        note_byte(r, place, start_in_run(r, at));
    }
}

static void note_place(reading *r, uint32_t at, ll_start start) {
    const uint8_t *flags = r->scan->prefilter->flags;
    uint64_t next = ll_needle_load(r->folded.text + at);
    uint32_t wanted = LL_NEEDLE_ANYWHERE | (start ? LL_NEEDLE_WORD : 0);
    for (uint32_t i = 0; i < LL_NEEDLE_LENGTHS; i++) {
        uint32_t hash = ll_needle_hash(next, ll_needle_lengths[i]);
        if (flags[hash] & (wanted << i))
            note_bucket(r, hash, at, start);
    }
}

/* --- Starts --------------------------------------------------------------------------------- */

/* Whether all that the pattern needs was met behind `place`. */
static bool has_needs(const ll_prefilter_scan *scan, uint32_t pattern, uint32_t place) {
    const uint32_t *used = scan->prefilter->used + (size_t)pattern * LL_PREFILTER_NEEDS;
    for (uint32_t i = 0; i < LL_PREFILTER_NEEDS; i++)
        if (scan->last[used[i]] <= place)
            return false;
    return true;
}

static void add_start(ll_prefilter_scan *scan, uint32_t pattern, uint32_t place) {
    if (scan->start_count == scan->start_capacity)
        scan->starts = ll_arena_grow(scan->arena, scan->starts, &scan->start_capacity,
                                     scan->start_count + 1, sizeof *scan->starts);
    scan->starts[scan->start_count++] = (pattern_start){pattern, place};
}

/* Adds a start for each pattern of a list that has its needs behind `place`. Most lack the first
 * one, and these stand in a row. */
static void add_starts(ll_prefilter_scan *scan, const ll_needle_list *list, uint32_t place) {
    const ll_prefilter *p = scan->prefilter;
    for (uint32_t i = list->leads; i < list->end; i++)
        if (scan->last[p->first_needs[i]] > place && has_needs(scan, p->targets[i], place))
            add_start(scan, p->targets[i], place);
}

/* The same for those that are left of it. */
static void add_starts_again(ll_prefilter_scan *scan, const uint32_t *left, uint32_t count,
                             uint32_t place) {
    for (uint32_t i = 0; i < count; i++)
        if (has_needs(scan, left[i], place))
            add_start(scan, left[i], place);
}

/* A byte stands at many places, and what does not stand behind one of them stands behind none that
 * follows: such a pattern is not asked about again. */
static void settle_byte(ll_prefilter_scan *scan, const hit *h) {
    const ll_needle_list *list = &scan->prefilter->lists[h->list];
    byte_list *bytes = &scan->byte_lists[h->list];
    uint32_t *left = scan->left + list->leads, first = scan->start_count;
    if (bytes->text == scan->text)
        add_starts_again(scan, left, bytes->left, h->place);
    else
        add_starts(scan, list, h->place);
    bytes->text = scan->text;
    bytes->left = scan->start_count - first;
    for (uint32_t i = 0; i < bytes->left; i++)
        left[i] = scan->starts[first + i].pattern;
}

static void settle_text(ll_prefilter_scan *scan, const hit *h) {
    add_starts(scan, &scan->prefilter->lists[h->list], h->place);
}

static void settle(ll_prefilter_scan *scan, uint32_t base) {
    const ll_prefilter *p = scan->prefilter;
    for (uint32_t i = 0; i < p->search_count; i++)
        if (has_needs(scan, p->searches[i], base))
            add_start(scan, p->searches[i], base);
    for (uint32_t i = 0; i < scan->hit_count; i++) {
        const hit *h = &scan->hits[i];
        (h->list < p->byte_list_count ? settle_byte : settle_text)(scan, h);
    }
    scan->hit_count = 0;
}

void ll_prefilter_read(ll_prefilter_scan *scan, ll_str text, uint32_t base) {
    reading r = {scan, text, ll_fold(&scan->room, text), base};
    if (text.length == 0)
        return;
    scan->text++;
    for (uint32_t at = 0; at < r.folded.length; at++) {
        if (is_continuation(r.folded.text[at]))
            continue;
        ll_start start = start_at(r.folded.text, at);
        uint32_t first = scan->hit_count;
        note_place(&r, at, start);
        uint32_t end = scan->hit_count;
        note_byte(&r, begin_of(&r, at), start);
        if (r.folded.places)
            note_run(&r, at, first, end);
    }
    settle(scan, base);
}

/* By pattern, in the order of their places. */
ll_starts ll_prefilter_end(ll_prefilter_scan *scan) {
    uint32_t *places = ll_arena_array(scan->arena, scan->start_count, sizeof *places);
    ll_groups groups;
    ll_groups_init(&groups, scan->arena, scan->prefilter->pattern_count, scan->start_count);
    for (uint32_t i = 0; i < scan->start_count; i++)
        ll_groups_count(&groups, scan->starts[i].pattern);
    ll_groups_settle(&groups);
    for (uint32_t i = 0; i < scan->start_count; i++)
        places[ll_groups_next(&groups, scan->starts[i].pattern)] = scan->starts[i].place;
    ll_arena_release(scan->arena, scan->starts,
                     (size_t)scan->start_capacity * sizeof *scan->starts);
    ll_arena_release(scan->arena, scan->hits, (size_t)scan->hit_capacity * sizeof *scan->hits);
    scan->starts = NULL;
    scan->hits = NULL;
    scan->start_count = scan->start_capacity = scan->hit_count = scan->hit_capacity = 0;
    return (ll_starts){places, groups.of, groups.used, groups.used_count};
}
