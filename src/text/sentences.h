/* Sentences: where one ends and the next begins, in prose. */
#ifndef LL_TEXT_SENTENCES_H
#define LL_TEXT_SENTENCES_H

#include "base/str.h"
#include "letterlint.h"
#include "text/vocabulary.h"

typedef struct ll_spans {
    ll_span *items;
    uint32_t count, capacity;
} ll_spans;

void ll_spans_add(ll_spans *spans, ll_arena *arena, ll_span span);

/* Appends the sentences of text[range), one block of prose, in order, without the white space
 * around them. Every visible character is in exactly one. */
void ll_sentences_split(ll_spans *out, ll_arena *arena, const ll_vocabulary *vocabulary,
                        ll_str text, ll_span range);

#endif
