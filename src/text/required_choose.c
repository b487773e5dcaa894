/* What of all that is known of a pattern is worth looking for: the rarest eight bytes of each text,
 * no text that another implies, and a start only where starts are few. */
#include "text/required_part.h"

#include <stdlib.h>
#include <string.h>

enum {
    STARTS_LIMIT = 3000, /* in 10,000 places: more are found faster by a search */
    BYTES_LIMIT = 600,   /* likewise: bytes that are more common than that tell nothing */
};

/* --- How common things are ------------------------------------------------------------------ */

/* Of 1,000 bytes of English prose, and of 1,000 the first of a word; for the letters from 'a'. */
static const uint8_t in_text[26] = {64, 12, 24, 32, 98, 17, 16, 42, 58, 2,  8, 32, 20,
                                    55, 60, 16, 1,  48, 52, 72, 22, 9,  15, 2, 14, 1};
static const uint8_t in_front[26] = {22, 8,  9, 6, 4, 7,  3,  8, 16, 1,  1, 4, 8,
                                     4,  10, 8, 1, 5, 13, 28, 2, 2,  12, 1, 3, 1};

/* Of so many words one begins a clause, or a text. */
static const uint8_t words_of[LL_STARTS] = {1, 1, 8, 40};

static uint32_t byte_frequency(unsigned c, ll_start start) {
    const uint8_t *table = start == LL_START_ANYWHERE ? in_text : in_front;
    if (c >= 'a' && c <= 'z')
        return table[c - 'a'];
    if (c >= 'A' && c <= 'Z')
        return 1;
    return c == ' ' ? 165 : c == '.' || c == ',' ? 10 : 1;
}

uint32_t ll_bytes_frequency(const ll_byte_set *set, ll_start start) {
    uint32_t sum = 0;
    for (unsigned c = 0; c < 128; c++)
        if (set->words[c / 64] >> (c % 64) & 1)
            sum += byte_frequency(c, start);
    return sum * 10 / words_of[start];
}

static uint32_t piece_frequency(const ll_piece *piece) {
    static const uint32_t divisors[] = {1, 1, 3, 8, 20, 50, 100, 100, 200};
    if (piece->length == 0)
        return 10000;
    uint32_t length = piece->length <= LL_REQUIRED_LONGEST ? piece->length : LL_REQUIRED_LONGEST;
    uint32_t first = byte_frequency((unsigned char)piece->data[0], piece->start);
    return first * 10 / divisors[length] / words_of[piece->start] + 1;
}

uint32_t ll_part_frequency(const ll_part *part) {
    uint32_t sum = 0;
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        sum += ll_bytes_frequency(&part->first[start], start);
    for (uint32_t i = 0; i < part->pieces.count; i++)
        sum += piece_frequency(&part->pieces.items[i]);
    return sum;
}

/* --- Texts that are needed ------------------------------------------------------------------ */

static ll_str text_of(const ll_piece *piece) {
    return (ll_str){piece->data, piece->length};
}

/* The eight bytes whose letters are rarest. */
static ll_str rarest(ll_str text) {
    uint32_t best = 0, least = UINT32_MAX;
    if (text.length <= LL_REQUIRED_LONGEST)
        return text;
    for (uint32_t i = 0; i + LL_REQUIRED_LONGEST <= text.length; i++) {
        uint32_t sum = 0;
        for (uint32_t k = 0; k < LL_REQUIRED_LONGEST; k++)
            sum += byte_frequency((unsigned char)text.data[i + k], LL_START_ANYWHERE);
        if (sum < least) {
            least = sum;
            best = i;
        }
    }
    return ll_str_slice(text, best, best + LL_REQUIRED_LONGEST);
}

static int compare_texts(const void *a, const void *b) {
    return ll_str_compare(*(const ll_str *)a, *(const ll_str *)b);
}

static ll_need need_of(ll_pattern_reading *r, const ll_pieces *pieces) {
    ll_str *texts = ll_arena_array(r->arena, pieces->count, sizeof *texts);
    uint32_t count = 0;
    for (uint32_t i = 0; i < pieces->count; i++)
        texts[i] = rarest(text_of(&pieces->items[i]));
    qsort(texts, pieces->count, sizeof *texts, compare_texts);
    for (uint32_t i = 0; i < pieces->count; i++)
        if (count == 0 || !ll_str_equal(texts[i], texts[count - 1]))
            texts[count++] = texts[i];
    return (ll_need){texts, count};
}

static bool holds(ll_str text, ll_str part) {
    for (uint32_t i = 0; i + part.length <= text.length; i++)
        if (memcmp(text.data + i, part.data, part.length) == 0)
            return true;
    return false;
}

static bool holds_any(ll_str text, const ll_need *need) {
    for (uint32_t i = 0; i < need->count; i++)
        if (holds(text, need->texts[i]))
            return true;
    return false;
}

/* Whether wherever the pattern is tried, one of the texts stands already. */
static bool is_implied(const ll_required *required, const ll_need *need) {
    bool implied = required->placed;
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        implied = implied && ll_byte_set_is_empty(&required->first[start]);
    for (uint32_t i = 0; implied && i < required->lead_count; i++)
        implied = holds_any(required->leads[i].text, need);
    return implied;
}

/* --- Starts --------------------------------------------------------------------------------- */

static int compare_leads(const void *a, const void *b) {
    const ll_lead *x = a, *y = b;
    int order = ll_str_compare(x->text, y->text);
    return order ? order : (int)x->start - (int)y->start;
}

/* Whether every place of `b` is one of `a`. */
static bool covers(const ll_lead *a, const ll_lead *b) {
    return a->start <= b->start && a->text.length <= b->text.length &&
           memcmp(a->text.data, b->text.data, a->text.length) == 0;
}

/* Sorts, and drops those that begin with another; that one stands before them, with nothing but its
 * own continuations between. */
static uint32_t sort_leads(ll_lead *leads, uint32_t count) {
    uint32_t kept = 0;
    if (count > 0)
        qsort(leads, count, sizeof *leads, compare_leads);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || !covers(&leads[kept - 1], &leads[i]))
            leads[kept++] = leads[i];
    return kept;
}

static bool begins_word(ll_str text) {
    ll_byte_set one = {{0}};
    ll_byte_set_add(&one, (unsigned char)text.data[0]);
    return ll_bytes_hold_word(&one);
}

/* A boundary is before a sign where a word ends; and what is said of a space that stands for a run
 * of them is not said of each. */
static ll_start start_of_text(ll_str text, ll_start start) {
    bool untold = start == LL_START_WORD ? !begins_word(text) : text.data[0] == ' ';
    return untold && start != LL_START_TEXT ? LL_START_ANYWHERE : start;
}

static void add_first_byte(ll_required *out, char byte, ll_start start) {
    ll_byte_set bytes = {{0}};
    ll_bytes_unfolded(&bytes, byte, true);
    ll_bytes_start(out->first, &bytes, start);
}

static void place(ll_required *out, ll_pattern_reading *r, const ll_part *whole) {
    ll_lead *leads = ll_arena_array(r->arena, whole->pieces.count, sizeof *leads);
    uint32_t count = 0;
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        ll_bytes_start(out->first, &whole->first[start], start);
    for (uint32_t i = 0; i < whole->pieces.count; i++) {
        const ll_piece *piece = &whole->pieces.items[i];
        ll_str text = ll_str_slice(text_of(piece), 0, LL_REQUIRED_LONGEST);
        if (text.length > 1)
            leads[count++] = (ll_lead){text, start_of_text(text, piece->start)};
        else
            add_first_byte(out, text.data[0], piece->start);
    }
    out->leads = leads;
    out->lead_count = sort_leads(leads, count);
    out->placed = true;
}

static bool can_be_placed(const ll_pattern_reading *r, const ll_part *whole) {
    bool known = !r->anywhere;
    for (uint32_t i = 0; known && i < whole->pieces.count; i++)
        known = whole->pieces.items[i].length > 0;
    return known && ll_part_frequency(whole) <= STARTS_LIMIT;
}

/* --- All of it ------------------------------------------------------------------------------ */

static bool contains_set(const ll_byte_set *all, const ll_byte_set *part) {
    for (int i = 0; i < 4; i++)
        if (part->words[i] & ~all->words[i])
            return false;
    return true;
}

static bool holds_byte_of(ll_str text, const ll_byte_set *bytes) {
    for (uint32_t i = 0; i < text.length; i++) {
        ll_byte_set one = {{0}};
        ll_bytes_unfolded(&one, text.data[i], true);
        if (contains_set(bytes, &one))
            return true;
    }
    return false;
}

static bool are_bytes_implied(const ll_required *required) {
    bool implied = required->placed;
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        implied = implied && contains_set(&required->bytes, &required->first[start]);
    for (uint32_t i = 0; implied && i < required->lead_count; i++)
        implied = holds_byte_of(required->leads[i].text, &required->bytes);
    return implied;
}

static void choose_needs(ll_required *out, ll_pattern_reading *r, const ll_part *whole) {
    ll_part part = *whole;
    if (whole->is_exact)
        ll_part_consider(&part, &whole->pieces);
    for (uint32_t i = 0; i < part.need_count; i++) {
        ll_need need = need_of(r, &part.needs[i]);
        if (!is_implied(out, &need))
            out->needs[out->need_count++] = need;
    }
    out->bytes = part.bytes;
    if (ll_bytes_frequency(&part.bytes, LL_START_ANYWHERE) > BYTES_LIMIT || are_bytes_implied(out))
        out->bytes = (ll_byte_set){{0}};
}

static const ll_str *copied_texts(ll_arena *arena, const ll_need *need) {
    ll_str *texts = ll_arena_array(arena, need->count, sizeof *texts);
    for (uint32_t i = 0; i < need->count; i++)
        texts[i] = (ll_str){ll_str_copy(arena, need->texts[i]), need->texts[i].length};
    return texts;
}

static const ll_lead *copied_leads(ll_arena *arena, const ll_required *of) {
    ll_lead *leads = ll_arena_array(arena, of->lead_count, sizeof *leads);
    for (uint32_t i = 0; i < of->lead_count; i++) {
        ll_str text = of->leads[i].text;
        leads[i] = (ll_lead){{ll_str_copy(arena, text), text.length}, of->leads[i].start};
    }
    return leads;
}

ll_required ll_required_choose(ll_arena *arena, ll_pattern_reading *r, const ll_part *whole) {
    ll_required out = {.placed = false};
    if (can_be_placed(r, whole))
        place(&out, r, whole);
    choose_needs(&out, r, whole);
    for (uint32_t i = 0; i < out.need_count; i++)
        out.needs[i].texts = copied_texts(arena, &out.needs[i]);
    out.leads = copied_leads(arena, &out);
    return out;
}
