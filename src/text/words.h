/* Words, as they are counted: runs without white space that hold a letter or a digit. URLs, e-mail
 * addresses and code blocks have none; "Node.js", "e-mail" and "1,200" are one each; a dash or a
 * slash divides ("build—then run" is three, "and/or" two) but not between digits ("24/7"). */
#ifndef LL_TEXT_WORDS_H
#define LL_TEXT_WORDS_H

#include "text/prose.h"

typedef struct ll_words {
    const ll_span *spans; /* prose spans, rising */
    uint32_t count;
} ll_words;

void ll_words_find(ll_words *out, ll_arena *arena, const ll_prose *prose);

/* How many begin within the prose span. */
uint32_t ll_words_in(const ll_words *words, ll_span span);

/* Index of the first word that begins at or after the offset; `count` where none does. */
uint32_t ll_words_from(const ll_words *words, uint32_t offset);

#endif
