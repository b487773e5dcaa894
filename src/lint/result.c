/* Results: the accessors of the public API, and the outline. */
#include "lint/result.h"

#include <stdlib.h>
#include <string.h>

const char *ll_version(void) {
    return LL_BUILD_VERSION;
}

const char *ll_part_name(ll_part part) {
    static const char *const names[] = {
        [LL_PART_HEADER] = "header",        [LL_PART_SALUTATION] = "salutation",
        [LL_PART_OPENING] = "opening",      [LL_PART_BODY] = "body",
        [LL_PART_CLOSING] = "closing",      [LL_PART_SIGNOFF] = "signoff",
        [LL_PART_POSTSCRIPT] = "postscript"};
    return names[part];
}

ll_result *ll_result_new(size_t limit) {
    ll_arena *arena = ll_arena_new(limit);
    if (!arena)
        return NULL;
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return NULL;
    }
    ll_result *result = ll_arena_alloc(arena, sizeof *result);
    result->arena = arena;
    result->diagnostics.arena = arena;
    result->trace = ll_buf_on(arena);
    result->source.path = "";
    return result;
}

void ll_result_free(ll_result *result) {
    if (result)
        ll_arena_free(result->arena);
}

size_t ll_result_count(const ll_result *result) {
    return result->diagnostics.count;
}

const ll_diagnostic *ll_result_get(const ll_result *result, size_t index) {
    return &result->diagnostics.items[index];
}

ll_counts ll_result_counts(const ll_result *result) {
    ll_counts counts = {.error = 0};
    for (uint32_t i = 0; i < result->diagnostics.count; i++) {
        ll_level level = result->diagnostics.items[i].level;
        counts.error += level == LL_ERROR;
        counts.warning += level == LL_WARNING;
        counts.note += level == LL_NOTE;
    }
    return counts;
}

const char *ll_result_path(const ll_result *result) {
    return result->source.path;
}

const char *ll_result_trace(const ll_result *result) {
    return ll_buf_text(&result->trace);
}

ll_position ll_result_position(const ll_result *result, uint32_t offset) {
    return ll_source_position(&result->source, offset);
}

ll_span ll_result_line(const ll_result *result, uint32_t line) {
    return ll_source_line(&result->source, line - 1);
}

const char *ll_result_text(const ll_result *result, size_t *length) {
    *length = result->source.text.length;
    return result->source.text.data;
}

const ll_score *ll_result_scorecard(const ll_result *result, size_t *count) {
    *count = result->score_count;
    return result->scorecard;
}

ll_page ll_result_page(const ll_result *result) {
    return result->page;
}

/* --- The outline ---------------------------------------------------------------------------- */

typedef struct outline_parts {
    ll_outline_part *items;
    uint32_t count, capacity;
} outline_parts;

static void add_part(outline_parts *parts, const ll_result *result, ll_part part, ll_span prose) {
    if (prose.start >= prose.end)
        return;
    parts->items = ll_arena_grow(result->arena, parts->items, &parts->capacity, parts->count + 1,
                                 sizeof *parts->items);
    ll_span source = ll_prose_to_source(&result->letter.prose, prose);
    parts->items[parts->count++] = (ll_outline_part){part, source};
}

static void add_units(outline_parts *parts, const ll_result *result, ll_part part,
                      ll_unit_kind kind) {
    const ll_unit_list *units = &result->letter.units[kind];
    for (uint32_t i = 0; i < units->count; i++)
        add_part(parts, result, part, units->spans[i]);
}

/* Opening, what lies between, closing; the separators between them belong to none. */
static void add_body(outline_parts *parts, const ll_result *result) {
    const ll_unit_list *units = result->letter.units;
    if (units[LL_UNIT_OPENING].count == 0)
        return;
    ll_span opening = units[LL_UNIT_OPENING].spans[0], closing = units[LL_UNIT_CLOSING].spans[0];
    add_part(parts, result, LL_PART_OPENING, opening);
    if (closing.start <= opening.start)
        return;
    ll_span between = {opening.end, closing.start};
    const char *text = result->letter.prose.text;
    while (between.start < between.end && strchr(" \n", text[between.start]))
        between.start++;
    while (between.end > between.start && strchr(" \n", text[between.end - 1]))
        between.end--;
    add_part(parts, result, LL_PART_BODY, between);
    add_part(parts, result, LL_PART_CLOSING, closing);
}

static int compare_parts(const void *a, const void *b) {
    const ll_outline_part *x = a, *y = b;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static void add_sentences(ll_result *result, ll_span body) {
    const ll_letter *letter = &result->letter;
    uint32_t first;
    uint32_t count = ll_letter_units_in(&first, letter, LL_UNIT_SENTENCE, body);
    ll_outline_sentence *sentences = ll_arena_array(result->arena, count, sizeof *sentences);
    for (uint32_t i = 0; i < count; i++) {
        ll_span prose = letter->units[LL_UNIT_SENTENCE].spans[first + i];
        sentences[i].span = ll_prose_to_source(&letter->prose, prose);
        sentences[i].text =
            ll_arena_copy(result->arena, letter->prose.text + prose.start, prose.end - prose.start);
    }
    result->outline.sentences = sentences;
    result->outline.sentence_count = count;
}

void ll_outline_build(ll_result *result) {
    outline_parts parts = {.items = NULL};
    const ll_unit_list *body = &result->letter.units[LL_UNIT_BODY];
    add_units(&parts, result, LL_PART_HEADER, LL_UNIT_HEADER);
    add_units(&parts, result, LL_PART_SALUTATION, LL_UNIT_SALUTATION);
    add_body(&parts, result);
    add_units(&parts, result, LL_PART_SIGNOFF, LL_UNIT_SIGNOFF);
    add_units(&parts, result, LL_PART_POSTSCRIPT, LL_UNIT_POSTSCRIPT);
    if (parts.count > 1)
        qsort(parts.items, parts.count, sizeof *parts.items, compare_parts);
    result->outline.parts = parts.items;
    result->outline.part_count = parts.count;
    if (body->count > 0) {
        result->outline.words = ll_words_in(&result->letter.words, body->spans[0]);
        add_sentences(result, body->spans[0]);
    }
}

ll_outline ll_result_outline(const ll_result *result) {
    return result->outline;
}
