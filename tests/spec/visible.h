/* What a reader sees of a letter, by way of libcmark's own HTML: the other opinion that prose is
 * held against. It shares no code with src/. */
#ifndef LL_TEST_VISIBLE_H
#define LL_TEST_VISIBLE_H

#include <stddef.h>

typedef struct text {
    char *data; /* NUL behind it; owned */
    size_t length, capacity;
} text;

void text_add(text *t, const char *data, size_t length);
void text_puts(text *t, const char *data);
void text_free(text *t);

/* Appends one normalised character, given as UTF-8; what vanishes adds nothing, any space ' '. */
size_t visible_normalise(text *out, const char *at, size_t left);

/* What the character reference `data` decodes to, by parsing it; empty where it is none. */
void visible_decode(text *out, const char *data, size_t length);

/* The visible words of a Markdown text, one space between each. */
void visible_words(text *out, const char *markdown, size_t length);

/* Whether a tag stands for a line break. */
int visible_is_break(const char *tag, size_t length);

#endif
