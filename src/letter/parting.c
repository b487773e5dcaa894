/* Blocks that hold a greeting and the body, or the body and a farewell, are cut between them, and
 * so are those that hold a heading and its text.
 *
 * "Dear Sir,⏎I write …" is one paragraph to CommonMark and two things to everybody else. What
 * looks at blocks (patterns, of which "^" is the start of one; the page) would take the body's
 * first sentence for the middle of something. So the blanks and line breaks between the two parts
 * become a separator, which stands for nothing in the source, and the block becomes two. Where not
 * even a blank is between them ("Dear Sir,I write …") there is nothing to make one of, and the
 * block stays whole.
 */
#include "letter/parting.h"

#include <string.h>

typedef struct parter {
    ll_prose *prose;
    ll_lines *lines;
    ll_span *gaps; /* prose: what becomes separators; rising */
    uint32_t count, capacity;
} parter;

/* Whether something new begins on `line`, which follows `before` in their block. */
static bool meet(const ll_line *before, const ll_line *line) {
    return line->part != before->part || line->heading || before->heading;
}

static void find_gaps(parter *p) {
    for (uint32_t i = 1; i < p->lines->count; i++) {
        const ll_line *line = &p->lines->items[i], *before = line - 1;
        if (line->block != before->block || !meet(before, line) ||
            before->span.end == line->span.start || !p->prose->blocks[line->block].aligned)
            continue;
        p->gaps =
            ll_arena_grow(p->lines->arena, p->gaps, &p->capacity, p->count + 1, sizeof *p->gaps);
        p->gaps[p->count++] = (ll_span){before->span.end, line->span.start};
    }
}

/* The first gap that ends behind `offset`; offsets are asked for in rising order. */
static ll_span gap_from(const parter *p, uint32_t *at, uint32_t offset) {
    while (*at < p->count && p->gaps[*at].end <= offset)
        ++*at;
    return *at < p->count ? p->gaps[*at] : (ll_span){UINT32_MAX, UINT32_MAX};
}

/* --- Segments and breaks -------------------------------------------------------------------- */

/* What of a segment lies in [from, to) of the prose. One that is not verbatim is of one piece. */
static ll_segment slice(ll_segment segment, uint32_t from, uint32_t to) {
    ll_span prose = {segment.prose.start > from ? segment.prose.start : from,
                     segment.prose.end < to ? segment.prose.end : to};
    if (segment.verbatim)
        segment.source = (ll_span){segment.source.start + (prose.start - segment.prose.start),
                                   segment.source.start + (prose.end - segment.prose.start)};
    segment.prose = prose;
    return segment;
}

static void cut_segments(const parter *p) {
    ll_prose *prose = p->prose;
    ll_segment *kept =
        ll_arena_array(p->lines->arena, (size_t)prose->segment_count + p->count, sizeof *kept);
    uint32_t count = 0, gap = 0;
    for (uint32_t i = 0; i < prose->segment_count; i++) {
        ll_segment segment = prose->segments[i];
        for (uint32_t from = segment.prose.start; from < segment.prose.end;) {
            ll_span next = gap_from(p, &gap, from);
            uint32_t to = next.start < segment.prose.end ? next.start : segment.prose.end;
            if (from < to)
                kept[count++] = slice(segment, from, to);
            from = to < segment.prose.end ? next.end : to;
        }
    }
    prose->segments = kept;
    prose->segment_count = count;
}

static void drop_breaks(const parter *p) {
    ll_prose *prose = p->prose;
    uint32_t count = 0, gap = 0;
    for (uint32_t i = 0; i < prose->break_count; i++)
        if (prose->breaks[i].prose < gap_from(p, &gap, prose->breaks[i].prose).start)
            prose->breaks[count++] = prose->breaks[i];
    prose->break_count = count;
}

/* --- Blocks, items and lines ---------------------------------------------------------------- */

/* Where the half before a gap ends in the source: what closes markup on its line belongs to it. */
static uint32_t end_of_half(const ll_prose *prose, ll_span gap, uint32_t next) {
    uint32_t end = ll_prose_to_source(prose, (ll_span){gap.start - 1, gap.start}).end;
    uint32_t line_end = ll_source_line(prose->source, ll_source_line_of(prose->source, end)).end;
    return line_end < next ? line_end : next;
}

/* Cuts a block at a gap within it: `block` becomes what follows. */
static ll_block cut_block(const ll_prose *prose, ll_block *block, ll_span gap) {
    ll_block half = *block;
    block->prose.start = gap.end;
    block->source.start = ll_prose_to_source(prose, (ll_span){gap.end, gap.end + 1}).start;
    half.prose.end = gap.start;
    half.source.end = end_of_half(prose, gap, block->source.start);
    return half;
}

static void cut_blocks(const parter *p) {
    ll_prose *prose = p->prose;
    ll_arena *arena = p->lines->arena;
    ll_block *cut = ll_arena_array(arena, (size_t)prose->block_count + p->count, sizeof *cut);
    uint32_t *moved = ll_arena_array(arena, (size_t)prose->block_count + 1, sizeof *moved);
    uint32_t count = 0, gap = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        ll_block block = prose->blocks[i];
        moved[i] = count;
        for (; gap < p->count && p->gaps[gap].end <= block.prose.end; gap++)
            cut[count++] = cut_block(prose, &block, p->gaps[gap]);
        cut[count++] = block;
    }
    moved[prose->block_count] = count;
    prose->blocks = cut;
    prose->block_count = count;
    for (uint32_t i = 0; i < prose->item_count; i++) {
        prose->items[i].first_block = moved[prose->items[i].first_block];
        prose->items[i].end_block = moved[prose->items[i].end_block];
    }
}

static void move_lines(const parter *p) {
    uint32_t gap = 0;
    for (uint32_t i = 0; i < p->lines->count; i++) {
        ll_line *line = &p->lines->items[i];
        gap_from(p, &gap, line->span.start);
        line->block += gap;
        if (gap > 0 && p->gaps[gap - 1].end == line->span.start) {
            line->start = LL_LINE_BLOCK;
            line->gap = false;
        }
    }
}

/* For each block the part of its first line. Every block has one: it begins with ink. */
static ll_unit_kind *parts_of_blocks(const parter *p) {
    ll_unit_kind *parts = ll_arena_array(p->lines->arena, p->prose->block_count, sizeof *parts);
    for (uint32_t i = p->lines->count; i > 0; i--)
        parts[p->lines->items[i - 1].block] = p->lines->items[i - 1].part;
    return parts;
}

/* A farewell that ran into the last item of a list is none of it, nor is what follows there.
 * Backwards, so that what an inner item lets go is let go by those around it too. */
static void release_items(const parter *p) {
    ll_prose *prose = p->prose;
    const ll_unit_kind *parts = parts_of_blocks(p);
    for (uint32_t i = prose->item_count; i > 0; i--) {
        ll_item *item = &prose->items[i - 1];
        uint32_t end = item->first_block + 1;
        while (end < item->end_block && parts[end] == parts[item->first_block])
            end++;
        for (uint32_t block = end; block < item->end_block; block++)
            prose->blocks[block].item = item->parent;
        item->end_block = end < item->end_block ? end : item->end_block;
    }
}

static void cut(const parter *p) {
    cut_blocks(p);
    cut_segments(p);
    drop_breaks(p);
    for (uint32_t i = 0; i < p->count; i++)
        memset(p->prose->text + p->gaps[i].start, '\n', p->gaps[i].end - p->gaps[i].start);
    move_lines(p);
}

void ll_parting_make(ll_prose *prose, ll_lines *lines) {
    parter p = {.prose = prose, .lines = lines};
    find_gaps(&p);
    if (p.count > 0)
        cut(&p);
    if (prose->item_count > 0)
        release_items(&p);
}
