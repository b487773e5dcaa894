/* The units of letter.h: one list of spans a kind, rising.
 *
 * Parts are runs of lines; paragraphs, headings, code and typed items are pieces; Markdown's items
 * are the prose's own. Sentences are split
 * within pieces, and line by line where a line is a thing of its own (header, signature).
 */
#include "letter/units.h"

#include "letter/clues.h"

#include <stdlib.h>

typedef struct builder {
    ll_letter *letter;
    const ll_lines *lines;
    const ll_pieces *pieces;
    ll_spans units[LL_UNIT_COUNT];
    ll_spans typed_lists; /* of typed items, before they join Markdown's */
} builder;

static void add(builder *b, ll_unit_kind kind, ll_span span) {
    ll_spans_add(&b->units[kind], b->letter->arena, span);
}

/* Lengthens the last unit of a kind. */
static void extend(ll_spans *spans, uint32_t end) {
    spans->items[spans->count - 1].end = end;
}

/* --- Parts ---------------------------------------------------------------------------------- */

/* Each line that carries the part alone, or the first run of such lines as one. */
static void add_part(builder *b, ll_unit_kind part, bool each) {
    const ll_lines *lines = b->lines;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->items[i].part != part)
            continue;
        uint32_t last = i;
        while (!each && last + 1 < lines->count && lines->items[last + 1].part == part)
            last++;
        add(b, part, (ll_span){lines->items[i].span.start, lines->items[last].span.end});
        if (!each)
            return;
    }
}

static bool is_list(const ll_piece *piece) {
    return piece->kind == LL_PIECE_ITEM || piece->kind == LL_PIECE_ITEM_TEXT;
}

static bool is_body_text(const ll_piece *piece) {
    return piece->part == LL_UNIT_BODY && (piece->kind == LL_PIECE_PARAGRAPH || is_list(piece));
}

/* Paragraph or list `first`, with the list that a paragraph leads in. */
static void add_with_list(builder *b, ll_unit_kind kind, uint32_t first) {
    const ll_pieces *pieces = b->pieces;
    uint32_t last = first;
    while (last + 1 < pieces->count && is_body_text(&pieces->items[last + 1]) &&
           is_list(&pieces->items[last + 1]))
        last++;
    add(b, kind, (ll_span){pieces->items[first].span.start, pieces->items[last].span.end});
}

/* The outermost Markdown item that holds a piece; LL_NONE where none does. */
static uint32_t item_of(const builder *b, const ll_piece *piece) {
    const ll_prose *prose = &b->letter->prose;
    uint32_t item = ll_lines_block(b->lines, piece->first_line)->item;
    while (item != LL_NONE && prose->items[item].parent != LL_NONE)
        item = prose->items[item].parent;
    return item;
}

/* The first piece of the item that ends with piece `last`; a typed item is one piece. */
static uint32_t first_of_item(const builder *b, uint32_t last) {
    const ll_piece *pieces = b->pieces->items;
    uint32_t first = last, item = item_of(b, &pieces[last]);
    while (item != LL_NONE && first > 0 && item_of(b, &pieces[first - 1]) == item)
        first--;
    return first;
}

/* Whether an item ends as a paragraph does. A list of mere phrases is one thing. */
static bool is_paragraph_item(const builder *b, const ll_piece *piece) {
    const ll_prose *prose = &b->letter->prose;
    return is_list(piece) && ll_clue_ends_sentence((ll_str){prose->text + piece->span.start,
                                                            piece->span.end - piece->span.start});
}

static void add_opening_and_closing(builder *b) {
    const ll_pieces *pieces = b->pieces;
    uint32_t first = 0, last = pieces->count, end;
    while (first < pieces->count && !is_body_text(&pieces->items[first]))
        first++;
    if (first == pieces->count)
        return;
    do
        last--;
    while (!is_body_text(&pieces->items[last]));
    end = last;
    /* From a list's end to its start, and to the paragraph that leads it in. */
    while (last > first && is_list(&pieces->items[last]) && is_body_text(&pieces->items[last - 1]))
        last--;
    /* Paragraphs that were numbered are one list, of which the last item is what a letter ends on.
     */
    if (last == first && is_list(&pieces->items[first]) &&
        is_paragraph_item(b, &pieces->items[end]))
        last = first_of_item(b, end);
    add_with_list(b, LL_UNIT_OPENING, first);
    add_with_list(b, LL_UNIT_CLOSING, last);
}

/* --- Pieces --------------------------------------------------------------------------------- */

static void add_sentences(builder *b, ll_span span) {
    ll_letter *letter = b->letter;
    ll_str text = {letter->prose.text, letter->prose.length};
    ll_sentences_split(&b->units[LL_UNIT_SENTENCE], letter->arena, letter->vocabulary, text, span);
}

static void add_paragraph(builder *b, const ll_piece *piece) {
    add(b, LL_UNIT_PARAGRAPH, piece->span);
    bool by_line = piece->part == LL_UNIT_HEADER || piece->part == LL_UNIT_SIGNOFF;
    for (uint32_t i = 0; by_line && i < piece->line_count; i++)
        add_sentences(b, b->lines->items[piece->first_line + i].span);
    if (!by_line)
        add_sentences(b, piece->span);
}

static void add_typed_item(builder *b, const ll_piece *piece) {
    bool first = piece == b->pieces->items || piece[-1].kind != LL_PIECE_ITEM ||
                 piece[-1].part != piece->part;
    if (first)
        ll_spans_add(&b->typed_lists, b->letter->arena, piece->span);
    else
        extend(&b->typed_lists, piece->span.end);
    add(b, LL_UNIT_ITEM, piece->span);
    add_sentences(b, piece->span);
}

static void add_pieces(builder *b) {
    for (uint32_t i = 0; i < b->pieces->count; i++) {
        const ll_piece *piece = &b->pieces->items[i];
        switch (piece->kind) {
        case LL_PIECE_PARAGRAPH: add_paragraph(b, piece); break;
        case LL_PIECE_ITEM: add_typed_item(b, piece); break;
        case LL_PIECE_ITEM_TEXT: add_sentences(b, piece->span); break;
        case LL_PIECE_HEADING:
            add(b, LL_UNIT_HEADING, piece->span);
            add_sentences(b, piece->span);
            break;
        case LL_PIECE_CODE: add(b, LL_UNIT_CODE, piece->span); break;
        case LL_PIECE_TABLE: break; /* rows are no sentences */
        }
    }
}

/* --- Markdown's lists ----------------------------------------------------------------------- */

static void add_markdown_lists(builder *b) {
    const ll_prose *prose = &b->letter->prose;
    uint32_t list = LL_NONE;
    for (uint32_t i = 0; i < prose->item_count; i++) {
        const ll_item *item = &prose->items[i];
        if (item->first_block == item->end_block)
            continue; /* an empty item */
        ll_span span = {prose->blocks[item->first_block].prose.start,
                        prose->blocks[item->end_block - 1].prose.end};
        add(b, LL_UNIT_ITEM, span);
        if (item->parent != LL_NONE)
            continue;
        if (list == item->list)
            extend(&b->units[LL_UNIT_LIST], span.end);
        else
            add(b, LL_UNIT_LIST, span);
        list = item->list;
    }
}

/* By start; of two that start together the longer first, which is around the other. */
static int compare_spans(const void *a, const void *b) {
    const ll_span *left = a, *right = b;
    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return (left->end < right->end) - (left->end > right->end);
}

static void sort(ll_spans *spans) {
    if (spans->count > 1)
        qsort(spans->items, spans->count, sizeof *spans->items, compare_spans);
}

static void add_lists(builder *b) {
    add_markdown_lists(b);
    for (uint32_t i = 0; i < b->typed_lists.count; i++)
        add(b, LL_UNIT_LIST, b->typed_lists.items[i]);
    sort(&b->units[LL_UNIT_LIST]);
    sort(&b->units[LL_UNIT_ITEM]);
}

/* For each item the outermost around it: the last one that began after the end of the one before.
 */
static const uint32_t *outermost(const builder *b) {
    const ll_spans *items = &b->units[LL_UNIT_ITEM];
    uint32_t *out = ll_arena_array(b->letter->arena, items->count, sizeof *out), outer = 0;
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i].start >= items->items[outer].end)
            outer = i;
        out[i] = outer;
    }
    return out;
}

void ll_units_find(ll_letter *letter, const ll_lines *lines, const ll_pieces *pieces) {
    builder b = {.letter = letter, .lines = lines, .pieces = pieces};
    add(&b, LL_UNIT_LETTER, (ll_span){0, letter->prose.length});
    add_part(&b, LL_UNIT_HEADER, false);
    add_part(&b, LL_UNIT_SALUTATION, true);
    add_part(&b, LL_UNIT_BODY, false);
    add_part(&b, LL_UNIT_SIGNOFF, false);
    add_part(&b, LL_UNIT_POSTSCRIPT, false);
    add_opening_and_closing(&b);
    add_pieces(&b);
    add_lists(&b);
    for (int kind = 0; kind < LL_UNIT_COUNT; kind++)
        letter->units[kind] =
            (ll_unit_list){.spans = b.units[kind].items, .count = b.units[kind].count};
    letter->units[LL_UNIT_ITEM].outermost = outermost(&b);
}
