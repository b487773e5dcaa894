/* The visible lines of a letter: prose cut at blocks and line breaks, each with its part of the
 * anatomy once that is found. Everything between the prose and the units is said in lines. */
#ifndef LL_LETTER_LINES_H
#define LL_LETTER_LINES_H

#include "letter/letter.h"

typedef enum ll_line_start {
    LL_LINE_BLOCK, /* the first of its block */
    LL_LINE_SOFT,
    LL_LINE_HARD,
    LL_LINE_CUT, /* the rest of a line whose beginning is a salutation */
} ll_line_start;

typedef struct ll_line {
    ll_span span; /* prose, without blanks around; never empty */
    uint32_t block;
    ll_line_start start;
    bool gap;          /* an empty visible line stands before it, within its block */
    bool heading;      /* a heading that was typed as text; headings.h */
    ll_unit_kind part; /* HEADER, SALUTATION, BODY, SIGNOFF, POSTSCRIPT; LETTER: none */
} ll_line;

typedef struct ll_lines {
    ll_line *items;
    uint32_t count, capacity;
    const ll_prose *prose;
    ll_arena *arena;
} ll_lines;

/* Reads all lines; parts are LL_UNIT_LETTER. A code block is one line. */
void ll_lines_read(ll_lines *out, ll_arena *arena, const ll_prose *prose);

ll_str ll_lines_text(const ll_lines *lines, uint32_t index);
const ll_block *ll_lines_block(const ll_lines *lines, uint32_t index);

/* Cuts a line in two after `length` bytes; what follows begins a LL_LINE_CUT line. Neither half may
 * be empty. */
void ll_lines_cut(ll_lines *lines, uint32_t index, uint32_t length);

/* Adds the lines of one block; *at is the first break in or after it and moves behind it. */
void ll_lines_add_block(ll_lines *lines, uint32_t block, uint32_t *at);

#endif
