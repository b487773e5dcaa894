/* Parsing and resolving scopes; see scope.h. */
#include "rule/scope.h"

#include <stdlib.h>
#include <string.h>

/* --- Parsing -------------------------------------------------------------------------------- */

/* A word of a place: advances `*at` over white space and the word. */
static ll_place next_word(ll_place place, uint32_t *at) {
    const char *text = place.text.data;
    uint32_t length = place.text.length;
    while (*at < length && (text[*at] == ' ' || text[*at] == '\n'))
        (*at)++;
    uint32_t start = *at;
    while (*at < length && text[*at] != ' ' && text[*at] != '\n')
        (*at)++;
    return ll_place_slice(place, start, *at);
}

static bool parse_unit(ll_unit_kind *out, ll_arena *arena, ll_place place) {
    const char *names[LL_UNIT_COUNT];
    for (uint32_t kind = 0; kind < LL_UNIT_COUNT; kind++) {
        names[kind] = ll_unit_name((ll_unit_kind)kind);
        if (ll_str_is(place.text, names[kind])) {
            *out = (ll_unit_kind)kind;
            return true;
        }
    }
    const char *name = ll_str_copy(arena, place.text);
    return ll_place_problem(place, ll_did_you_mean(arena, name, names, LL_UNIT_COUNT),
                            "unknown scope '%s'", name);
}

typedef struct selector_name {
    const char *name;
    ll_selector selector;
    uint32_t number;
} selector_name;

static const selector_name selector_names[] = {
    {"first", LL_SELECT_FIRST, 1},
    {"last", LL_SELECT_LAST, 1},
    {"first-third", LL_SELECT_FIRST_PART, 3},
    {"last-third", LL_SELECT_LAST_PART, 3},
    {"first-half", LL_SELECT_FIRST_PART, 2},
    {"last-half", LL_SELECT_LAST_PART, 2},
};
enum { SELECTORS = sizeof selector_names / sizeof *selector_names };

/* The N of "first-N", or 0 where `text` is not a number from 1 to 999. */
static uint32_t parse_count(ll_str text) {
    uint32_t number = 0;
    if (text.length == 0 || text.length > 3)
        return 0;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return 0;
        number = number * 10 + (uint32_t)(text.data[i] - '0');
    }
    return number;
}

static bool parse_selector(ll_scope_step *step, ll_arena *arena, ll_place place) {
    const char *names[SELECTORS];
    for (uint32_t i = 0; i < SELECTORS; i++) {
        names[i] = selector_names[i].name;
        if (ll_str_is(place.text, names[i])) {
            step->selector = selector_names[i].selector;
            step->number = selector_names[i].number;
            return true;
        }
    }
    bool first = ll_str_starts(place.text, "first-");
    if (first || ll_str_starts(place.text, "last-")) {
        step->selector = first ? LL_SELECT_FIRST : LL_SELECT_LAST;
        step->number = parse_count(ll_str_slice(place.text, first ? 6 : 5, place.text.length));
        if (step->number > 0)
            return true;
    }
    const char *name = ll_str_copy(arena, place.text);
    return ll_place_problem(place, ll_did_you_mean(arena, name, names, SELECTORS),
                            "unknown selector '%s'", name);
}

static bool parse_step(ll_scope_step *step, ll_arena *arena, ll_place word) {
    const char *colon = memchr(word.text.data, ':', word.text.length);
    uint32_t unit_end = colon ? (uint32_t)(colon - word.text.data) : word.text.length;
    *step = (ll_scope_step){.selector = LL_SELECT_ALL};
    if (!parse_unit(&step->unit, arena, ll_place_slice(word, 0, unit_end)))
        return false;
    return !colon ||
           parse_selector(step, arena, ll_place_slice(word, unit_end + 1, word.text.length));
}

bool ll_scope_parse(ll_scope *out, ll_arena *arena, ll_place place) {
    ll_scope scope = {.count = 0};
    uint32_t at = 0;
    for (;;) {
        ll_place word = next_word(place, &at);
        if (word.text.length == 0)
            return ll_place_problem(ll_place_trim(place), "", "a scope is missing here");
        if (scope.count == LL_SCOPE_DEPTH)
            return ll_place_problem(word, "", "a scope has at most %d levels", LL_SCOPE_DEPTH);
        if (!parse_step(&scope.steps[scope.count], arena, word))
            return false;
        scope.count++;
        ll_place joint = next_word(place, &at);
        if (joint.text.length == 0)
            break;
        if (!ll_str_is(joint.text, "in"))
            return ll_place_problem(joint, "a scope is written 'unit:selector in scope'",
                                    "expected 'in'");
    }
    bool bare = scope.count == 1 && scope.steps[0].selector == LL_SELECT_ALL;
    if (ll_scope_is_suppression(&scope) && !bare)
        return ll_place_problem(ll_place_trim(place), "", "the scope 'suppression' stands alone");
    *out = scope;
    return true;
}

uint32_t ll_scope_slot(ll_index *slots, ll_str text) {
    ll_index_add(slots, text, slots->count);
    return ll_index_find(slots, text);
}

bool ll_scope_is_suppression(const ll_scope *scope) {
    for (uint32_t i = 0; i < scope->count; i++)
        if (scope->steps[i].unit == LL_UNIT_SUPPRESSION)
            return true;
    return false;
}

/* --- Resolving ------------------------------------------------------------------------------ */

/* The first or last 1/number of a span, cut before a word. */
static ll_span cut_by_words(const ll_letter *letter, ll_span span, const ll_scope_step *step) {
    uint32_t first = ll_words_from(&letter->words, span.start);
    uint32_t count = ll_words_in(&letter->words, span);
    bool leading = step->selector == LL_SELECT_FIRST_PART;
    uint32_t cut = leading ? count / step->number : count - count / step->number;
    if (cut >= count)
        return leading ? span : (ll_span){span.end, span.end};
    uint32_t place = letter->words.spans[first + cut].start;
    return leading ? (ll_span){span.start, place} : (ll_span){place, span.end};
}

static void add_selected(ll_spans *out, const ll_letter *letter, const ll_scope_step *step,
                         const ll_span *units, uint32_t count) {
    uint32_t first = 0;
    if (step->selector == LL_SELECT_FIRST && step->number < count)
        count = step->number;
    if (step->selector == LL_SELECT_LAST && step->number < count)
        first = count - step->number;
    bool cut = step->selector == LL_SELECT_FIRST_PART || step->selector == LL_SELECT_LAST_PART;
    out->items = ll_arena_grow(letter->arena, out->items, &out->capacity,
                               out->count + count - first, sizeof *out->items);
    for (uint32_t i = first; i < count; i++)
        out->items[out->count++] = cut ? cut_by_words(letter, units[i], step) : units[i];
}

/* By start; of two that start together, the longer first. */
static int compare_spans(const void *a, const void *b) {
    const ll_span *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static bool are_sorted(const ll_spans *spans) {
    for (uint32_t i = 1; i < spans->count; i++)
        if (compare_spans(&spans->items[i - 1], &spans->items[i]) > 0)
            return false;
    return true;
}

/* Sorts spans and drops those that lie within another. */
static void keep_outermost(ll_spans *spans) {
    uint32_t kept = 0;
    if (!are_sorted(spans))
        qsort(spans->items, spans->count, sizeof *spans->items, compare_spans);
    for (uint32_t i = 0; i < spans->count; i++)
        if (kept == 0 || spans->items[i].end > spans->items[kept - 1].end)
            spans->items[kept++] = spans->items[i];
    spans->count = kept;
}

/* "first" and "last" ask each span around anew. For all else, one that lies within another adds
 * nothing: a thousand items in one another would give a thousand times what is in the innermost. */
static bool counts_units(const ll_scope_step *step) {
    return step->selector == LL_SELECT_FIRST || step->selector == LL_SELECT_LAST;
}

/* Appends the prose spans that a scope names, rising. */
static void resolve(ll_spans *out, const ll_letter *letter, const ll_scope *scope) {
    ll_span whole = {0, letter->prose.length};
    ll_spans around = {.items = &whole, .count = 1, .capacity = 1};
    for (uint32_t i = scope->count; i-- > 0;) {
        const ll_scope_step *step = &scope->steps[i];
        const ll_unit_list *units = &letter->units[step->unit];
        ll_spans inside = {.items = NULL};
        ll_spans *target = i == 0 ? out : &inside;
        if (!counts_units(step))
            keep_outermost(&around);
        for (uint32_t k = 0; k < around.count; k++) {
            /* The outermost step takes all, the letter without a word included. */
            uint32_t first = 0, count = units->count;
            if (i + 1 < scope->count)
                count = ll_letter_units_in(&first, letter, step->unit, around.items[k]);
            if (count > 0)
                add_selected(target, letter, step, units->spans + first, count);
        }
        around = inside;
    }
}

ll_spans ll_scopes_resolve(const ll_scope *scopes, uint32_t count, const ll_letter *letter,
                           ll_spans **kept) {
    if (!*kept) {
        *kept = ll_arena_alloc(letter->arena, sizeof **kept);
        for (uint32_t i = 0; i < count; i++)
            resolve(*kept, letter, &scopes[i]);
        keep_outermost(*kept);
    }
    return **kept;
}
