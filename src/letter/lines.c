/* The lines of lines.h: blocks cut at their breaks, empty lines remembered as gaps. */
#include "letter/lines.h"

#include <string.h>

/* --- The table ------------------------------------------------------------------------------ */

static ll_span trim(const char *text, ll_span span) {
    while (span.start < span.end && text[span.start] == ' ')
        span.start++;
    while (span.start < span.end && text[span.end - 1] == ' ')
        span.end--;
    return span;
}

static ll_line *append(ll_lines *lines) {
    lines->items = ll_arena_grow(lines->arena, lines->items, &lines->capacity, lines->count + 1,
                                 sizeof *lines->items);
    return &lines->items[lines->count++];
}

/* Adds a line of a block; false where it is empty. */
static bool add_line(ll_lines *lines, uint32_t block, ll_span span, ll_line_start start, bool gap) {
    span = trim(lines->prose->text, span);
    if (span.start == span.end)
        return false;
    *append(lines) =
        (ll_line){.span = span, .block = block, .start = start, .gap = gap, .part = LL_UNIT_LETTER};
    return true;
}

void ll_lines_add_block(ll_lines *lines, uint32_t index, uint32_t *at) {
    const ll_prose *prose = lines->prose;
    const ll_block *block = &prose->blocks[index];
    bool whole = block->kind == LL_BLOCK_CODE, gap = false, any = false;
    uint32_t from = block->prose.start;
    ll_line_start start = LL_LINE_BLOCK;
    for (; *at < prose->break_count && prose->breaks[*at].prose < block->prose.end; ++*at) {
        const ll_break *line_break = &prose->breaks[*at];
        if (whole)
            continue;
        bool added = add_line(lines, index, (ll_span){from, line_break->prose}, start, gap);
        any = any || added;
        gap = any && !added;
        if (any)
            start = line_break->kind == LL_BREAK_HARD || (!added && start == LL_LINE_HARD)
                        ? LL_LINE_HARD
                        : LL_LINE_SOFT;
        from = line_break->prose + 1;
    }
    add_line(lines, index, (ll_span){from, block->prose.end}, start, gap);
}

void ll_lines_read(ll_lines *out, ll_arena *arena, const ll_prose *prose) {
    *out = (ll_lines){.prose = prose, .arena = arena};
    uint32_t at = 0;
    for (uint32_t i = 0; i < prose->block_count; i++)
        ll_lines_add_block(out, i, &at);
}

ll_str ll_lines_text(const ll_lines *lines, uint32_t index) {
    ll_span span = lines->items[index].span;
    return (ll_str){lines->prose->text + span.start, span.end - span.start};
}

const ll_block *ll_lines_block(const ll_lines *lines, uint32_t index) {
    return &lines->prose->blocks[lines->items[index].block];
}

void ll_lines_cut(ll_lines *lines, uint32_t index, uint32_t length) {
    append(lines);
    ll_line *line = &lines->items[index];
    memmove(line + 1, line, (lines->count - 1 - index) * sizeof *line);
    const char *text = lines->prose->text;
    line[0].span = trim(text, (ll_span){line->span.start, line->span.start + length});
    line[1].span = trim(text, (ll_span){line[1].span.start + length, line[1].span.end});
    line[1].start = LL_LINE_CUT;
    line[1].gap = false;
}
