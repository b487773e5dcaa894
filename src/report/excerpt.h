/* The source line under a message, with carets under the exact words. */
#ifndef LL_REPORT_EXCERPT_H
#define LL_REPORT_EXCERPT_H

#include "base/writer.h"

typedef struct ll_excerpt {
    ll_str line;         /* without its line end */
    uint32_t start, end; /* of the span, bytes in the line; clipped to it */
    uint32_t number;     /* of the line */
    uint32_t last;       /* of the line where the span ends */
    uint32_t columns;    /* that may be written, at least LL_EXCERPT_LEAST */
    /* ANSI sequences, or "" */
    const char *mark, *dim, *reset;
} ll_excerpt;

/* How wide the lines are where there is room, and at least. */
enum { LL_EXCERPT_COLUMNS = 100, LL_EXCERPT_LEAST = 40 };

/* Columns that the line number and the bar take, for what stands below. */
uint32_t ll_excerpt_gutter(uint32_t number);

/* Two lines: the source line, or of a long one the part around the span between "…" marks, and
 * the carets. */
void ll_excerpt_write(ll_writer *out, const ll_excerpt *excerpt);

#endif
