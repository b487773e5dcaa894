/* The promise of exact positions, as properties that hold of any Markdown text:
 *  1. each prose character in a segment stands for source bytes that decode to it;
 *  2. segments rise strictly on both sides, within bounds, and leave out nothing but separators;
 *  3. prose has the words of libcmark's own rendering, all of them, in order, and no other;
 *  4. no block needed the fallback;
 *  5. changing a letter of the source changes the character that prose maps to it, and only that:
 *     so a position cannot be right by luck, for a letter that stands twice. */
#ifndef LL_TEST_PROPERTIES_H
#define LL_TEST_PROPERTIES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct outcome {
    char message[600];
    size_t segments;  /* checked */
    size_t mutations; /* letters changed, of which the effect could be compared */
} outcome;

/* Checks 1 to 4, and 5 for every `stride`th letter or digit (0: none). Adds to the counts; false
 * and a message at the first failure. */
bool properties_hold(outcome *out, const char *markdown, size_t length, size_t stride);

#endif
