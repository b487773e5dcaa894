/* The line index of source.h. */
#include "text/source.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool ends_line(ll_str text, uint32_t i) {
    char c = text.data[i];
    return c == '\n' || (c == '\r' && (i + 1 == text.length || text.data[i + 1] != '\n'));
}

static const uint32_t *mark_code_points(ll_arena *arena, ll_str text) {
    uint32_t count = text.length / LL_SOURCE_STEP + 1;
    uint32_t *marks = ll_arena_array(arena, count, sizeof *marks);
    for (uint32_t i = 1; i < count; i++)
        marks[i] =
            marks[i - 1] + ll_utf8_count(text.data + (i - 1) * LL_SOURCE_STEP, LL_SOURCE_STEP);
    return marks;
}

/* Code points that begin before the offset. */
static uint32_t code_points_before(const ll_source *source, uint32_t offset) {
    uint32_t mark = offset / LL_SOURCE_STEP, start = mark * LL_SOURCE_STEP;
    return source->code_points[mark] + ll_utf8_count(source->text.data + start, offset - start);
}

void ll_source_init(ll_source *source, ll_arena *arena, const char *path, ll_str text) {
    uint32_t capacity = 0, count = 1;
    uint32_t *starts = ll_arena_grow(arena, NULL, &capacity, 1, sizeof *starts);
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.data[i] > '\r' || !ends_line(text, i))
            continue;
        starts = ll_arena_grow(arena, starts, &capacity, count + 1, sizeof *starts);
        starts[count++] = i + 1;
    }
    *source = (ll_source){.path = path,
                          .text = text,
                          .line_starts = starts,
                          .line_count = count,
                          .code_points = mark_code_points(arena, text)};
}

static uint32_t line_at(ll_str text, size_t offset) {
    uint32_t line = 1;
    for (uint32_t i = 0; i < offset; i++)
        line += ends_line(text, i);
    return line;
}

static void say_invalid(ll_error *error, ll_str text, size_t offset) {
    snprintf(error->message, sizeof error->message,
             "invalid UTF-8 in line %u, at byte offset %zu; save the file as UTF-8",
             line_at(text, offset), offset);
}

bool ll_source_check(const char *text, size_t length, ll_error *error) {
    if (length > INT32_MAX) {
        *error = (ll_error){.offset = INT32_MAX, .message = "larger than 2 GiB"};
        return false;
    }
    size_t invalid = ll_utf8_find_invalid(text, length);
    const char *nul = invalid ? memchr(text, '\0', invalid) : NULL;
    size_t offset = nul ? (size_t)(nul - text) : invalid;
    if (offset == length)
        return true;
    error->offset = (uint32_t)offset;
    if (nul)
        snprintf(error->message, sizeof error->message,
                 "a NUL byte at offset %zu: this is not a text file", offset);
    else
        say_invalid(error, (ll_str){text, (uint32_t)length}, offset);
    return false;
}

uint32_t ll_source_line_of(const ll_source *source, uint32_t offset) {
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

ll_position ll_source_position(const ll_source *source, uint32_t offset) {
    if (offset > source->text.length)
        offset = source->text.length;
    uint32_t line = ll_source_line_of(source, offset);
    uint32_t start = source->line_starts[line];
    if (line == 0 && ll_str_starts(source->text, "\xEF\xBB\xBF"))
        start = 3;
    uint32_t column = 1;
    if (offset > start)
        column += code_points_before(source, offset) - code_points_before(source, start);
    return (ll_position){.offset = offset, .line = line + 1, .column = column};
}

ll_span ll_source_line(const ll_source *source, uint32_t index) {
    if (index >= source->line_count)
        return (ll_span){source->text.length, source->text.length};
    uint32_t start = source->line_starts[index];
    uint32_t end =
        index + 1 < source->line_count ? source->line_starts[index + 1] : source->text.length;
    while (end > start &&
           (source->text.data[end - 1] == '\n' || source->text.data[end - 1] == '\r'))
        end--;
    return (ll_span){start, end};
}
