/* The buffered writer of writer.h. */
#include "base/writer.h"

#include <string.h>

void ll_writer_init(ll_writer *writer, const ll_sink *sink) {
    writer->sink = *sink;
    writer->failed = false;
    writer->length = 0;
}

static void hand_over(ll_writer *writer, const char *data, size_t length) {
    if (!writer->failed && length)
        writer->failed = !writer->sink.write(writer->sink.user, data, length);
}

bool ll_writer_flush(ll_writer *writer) {
    hand_over(writer, writer->buffer, writer->length);
    writer->length = 0;
    return !writer->failed;
}

void ll_writer_add(ll_writer *writer, const char *data, size_t length) {
    if (length == 0)
        return;
    if (length > LL_WRITER_SIZE - writer->length)
        ll_writer_flush(writer);
    if (length > LL_WRITER_SIZE) {
        hand_over(writer, data, length);
        return;
    }
    memcpy(writer->buffer + writer->length, data, length);
    writer->length += length;
}

void ll_writer_puts(ll_writer *writer, const char *text) {
    ll_writer_add(writer, text, strlen(text));
}

void ll_writer_putc(ll_writer *writer, char c) {
    ll_writer_add(writer, &c, 1);
}

void ll_writer_repeat(ll_writer *writer, char c, uint32_t count) {
    for (uint32_t part; count > 0; count -= part) {
        if (writer->length == LL_WRITER_SIZE)
            ll_writer_flush(writer);
        uint32_t room = LL_WRITER_SIZE - (uint32_t)writer->length;
        part = count < room ? count : room;
        memset(writer->buffer + writer->length, c, part);
        writer->length += part;
    }
}

void ll_writer_number(ll_writer *writer, uint64_t number, uint32_t width) {
    char digits[LL_MOST_DIGITS];
    uint32_t count = ll_str_digits(digits, number);
    ll_writer_repeat(writer, ' ', count < width ? width - count : 0);
    ll_writer_add(writer, digits + LL_MOST_DIGITS - count, count);
}
