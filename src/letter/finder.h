/* The finder: the state that head.c and tail.c share while anatomy is found, and the questions both
 * ask about a line and its neighbours. Lines are named by index. */
#ifndef LL_LETTER_FINDER_H
#define LL_LETTER_FINDER_H

#include "letter/lines.h"

typedef struct ll_finder {
    ll_lines *lines;
    const ll_vocabulary *vocabulary;
    uint32_t *words; /* words before each line, and of all behind the last */
    uint32_t word_capacity;
    uint32_t body; /* the first line after header and salutation */
    uint32_t tail; /* the first line after the body */
} ll_finder;

ll_str ll_finder_text(const ll_finder *f, uint32_t i);
const ll_line *ll_finder_line(const ll_finder *f, uint32_t i);
bool ll_finder_begins_block(const ll_finder *f, uint32_t i);
bool ll_finder_ends_block(const ll_finder *f, uint32_t i);
bool ll_finder_is_code(const ll_finder *f, uint32_t i);
bool ll_finder_in_item(const ll_finder *f, uint32_t i);

/* The clues of clues.h; no code, bullet or table is header or contact. */
bool ll_finder_is_prose(const ll_finder *f, uint32_t i);
bool ll_finder_is_header(const ll_finder *f, uint32_t i);
/* A way to reach someone, or a date. */
bool ll_finder_is_contact(const ll_finder *f, uint32_t i);

/* Whether the line begins with `text`, in any case. */
bool ll_finder_begins_with(const ll_finder *f, uint32_t i, ll_str text);

/* Counts the words of all lines; again after a line was cut. */
void ll_finder_count_words(ll_finder *f);
/* The words of the lines [from, to). */
uint32_t ll_finder_words(const ll_finder *f, uint32_t from, uint32_t to);

void ll_finder_set_parts(ll_finder *f, uint32_t from, uint32_t to, ll_unit_kind part);

#endif
