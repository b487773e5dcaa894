/* Pieces: what a reader sees as one paragraph, item, heading, code block or table, whatever
 * CommonMark made of it. */
#ifndef LL_LETTER_PARAGRAPHS_H
#define LL_LETTER_PARAGRAPHS_H

#include "letter/lines.h"

typedef enum ll_piece_kind {
    LL_PIECE_PARAGRAPH,
    LL_PIECE_ITEM,      /* a typed bullet's text, without the bullet */
    LL_PIECE_ITEM_TEXT, /* a block within a Markdown list item */
    LL_PIECE_HEADING,
    LL_PIECE_CODE,
    LL_PIECE_TABLE, /* typed with '|' */
} ll_piece_kind;

typedef struct ll_piece {
    ll_piece_kind kind;
    ll_unit_kind part;
    ll_span span;                    /* prose */
    uint32_t first_line, line_count; /* the lines it is made of */
} ll_piece;

typedef struct ll_pieces {
    ll_piece *items;
    uint32_t count, capacity;
} ll_pieces;

/* Cuts the lines, whose parts are known, into pieces, in order. */
void ll_paragraphs_find(ll_pieces *out, ll_arena *arena, const ll_lines *lines,
                        const ll_vocabulary *vocabulary);

#endif
