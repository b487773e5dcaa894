/* Buffered text output over an ll_sink: what reporters and commands print through. A sink that
 * refuses to write makes the writer deaf from then on; the caller asks once, at the end. */
#ifndef LL_BASE_WRITER_H
#define LL_BASE_WRITER_H

#include "base/str.h"
#include "letterlint.h"

enum { LL_WRITER_SIZE = 8192 };

typedef struct ll_writer {
    ll_sink sink;
    bool failed; /* the sink refused; nothing is written any more */
    size_t length;
    char buffer[LL_WRITER_SIZE];
} ll_writer;

void ll_writer_init(ll_writer *writer, const ll_sink *sink);
void ll_writer_add(ll_writer *writer, const char *data, size_t length);
void ll_writer_puts(ll_writer *writer, const char *text);
void ll_writer_putc(ll_writer *writer, char c);
void ll_writer_repeat(ll_writer *writer, char c, uint32_t count);
/* A decimal number, padded with spaces on the left to `width`. */
void ll_writer_number(ll_writer *writer, uint64_t number, uint32_t width);
/* Hands the rest to the sink; false when anything was refused since the beginning. */
bool ll_writer_flush(ll_writer *writer);

#endif
