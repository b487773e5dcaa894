/* The writer of emit.h. Most text is plain ASCII and moves in runs; the rest is normalised
 * character by character (normal.h). */
#include "text/emit.h"

#include "text/normal.h"

#include <string.h>

/* --- Writing -------------------------------------------------------------------------------- */

static void add_segment(ll_emit *emit, ll_segment segment) {
    ll_prose *prose = emit->prose;
    ll_segment *last = prose->segment_count ? &prose->segments[prose->segment_count - 1] : NULL;
    if (last && last->verbatim && segment.verbatim && last->prose.end == segment.prose.start &&
        last->source.end == segment.source.start) {
        last->prose.end = segment.prose.end;
        last->source.end = segment.source.end;
        return;
    }
    prose->segments = ll_arena_grow(emit->arena, prose->segments, &emit->segment_capacity,
                                    prose->segment_count + 1, sizeof *prose->segments);
    prose->segments[prose->segment_count++] = segment;
}

static void add_bytes(ll_emit *emit, const char *bytes, uint32_t length) {
    ll_prose *prose = emit->prose;
    prose->text = ll_arena_grow(emit->arena, prose->text, &emit->text_capacity,
                                prose->length + length + 1, 1);
    memcpy(prose->text + prose->length, bytes, length);
    prose->length += length;
    prose->text[prose->length] = '\0';
}

static bool skips_space(const ll_emit *emit) {
    return !emit->keep_indent && emit->prose->length == emit->start;
}

/* Appends normalised text and its segment; text that was not decoded and kept its length maps byte
 * for byte. */
static void append(ll_emit *emit, const char *bytes, uint32_t length, ll_span source,
                   bool decoded) {
    if (!length || (length == 1 && bytes[0] == ' ' && skips_space(emit)))
        return;
    uint32_t start = emit->prose->length;
    add_bytes(emit, bytes, length);
    if (emit->mapped)
        add_segment(emit,
                    (ll_segment){.prose = {start, start + length},
                                 .source = source,
                                 .verbatim = !decoded && length == source.end - source.start});
}

/* The end of the run of characters that stay as they are. */
static uint32_t plain_run(ll_str text, uint32_t at) {
    while (at < text.length && (unsigned char)text.data[at] >= ' ' &&
           (unsigned char)text.data[at] < 0x80)
        at++;
    return at;
}

void ll_emit_verbatim(ll_emit *emit, ll_str text, uint32_t source) {
    for (uint32_t at = 0, next; at < text.length; at = next) {
        bool dropped = text.data[at] == ' ' && skips_space(emit);
        next = dropped ? at + 1 : plain_run(text, at);
        if (dropped)
            continue;
        if (next > at) {
            append(emit, text.data + at, next - at, (ll_span){source + at, source + next}, false);
            continue;
        }
        char bytes[4];
        uint32_t length = ll_normal_char(bytes, text, at, &next);
        append(emit, bytes, length, (ll_span){source + at, source + next}, false);
    }
}

void ll_emit_decoded(ll_emit *emit, ll_str text, ll_span source) {
    char small[16]; /* a reference decodes to two characters at most */
    char *normal = text.length <= sizeof small ? small : ll_arena_alloc(emit->arena, text.length);
    uint32_t length = 0;
    for (uint32_t at = 0, next; at < text.length; at = next) {
        char bytes[4];
        uint32_t count = ll_normal_char(bytes, text, at, &next);
        memcpy(normal + length, bytes, count);
        length += count;
    }
    append(emit, normal, length, source, true);
}

void ll_emit_break(ll_emit *emit, ll_break_kind kind, ll_span source) {
    if (skips_space(emit))
        return;
    ll_prose *prose = emit->prose;
    prose->breaks = ll_arena_grow(emit->arena, prose->breaks, &emit->break_capacity,
                                  prose->break_count + 1, sizeof *prose->breaks);
    prose->breaks[prose->break_count++] = (ll_break){prose->length, kind};
    append(emit, " ", 1, source, false);
}

bool ll_emit_ends_in_hard_break(const ll_emit *emit) {
    const ll_prose *prose = emit->prose;
    const ll_break *last = prose->break_count ? &prose->breaks[prose->break_count - 1] : NULL;
    return last && last->kind == LL_BREAK_HARD && last->prose + 1 == prose->length;
}

void ll_emit_code(ll_emit *emit, ll_span source) {
    ll_prose *prose = emit->prose;
    prose->code = ll_arena_grow(emit->arena, prose->code, &emit->code_capacity,
                                prose->code_count + 1, sizeof *prose->code);
    prose->code[prose->code_count++] = source;
}

void ll_emit_mark_text(ll_emit *emit, ll_mark_kind kind, uint32_t prose_start) {
    ll_prose *prose = emit->prose;
    if (prose_start >= prose->length)
        return;
    uint32_t *count = &prose->mark_counts[kind];
    prose->marks[kind] = ll_arena_grow(emit->arena, prose->marks[kind], &emit->mark_capacity[kind],
                                       *count + 1, sizeof *prose->marks[kind]);
    prose->marks[kind][(*count)++] = (ll_span){prose_start, prose->length};
}

void ll_emit_image(ll_emit *emit, ll_image image) {
    ll_prose *prose = emit->prose;
    prose->images = ll_arena_grow(emit->arena, prose->images, &emit->image_capacity,
                                  prose->image_count + 1, sizeof *prose->images);
    prose->images[prose->image_count++] = image;
}

uint32_t ll_emit_item(ll_emit *emit, ll_item item) {
    ll_prose *prose = emit->prose;
    prose->items = ll_arena_grow(emit->arena, prose->items, &emit->item_capacity,
                                 prose->item_count + 1, sizeof *prose->items);
    prose->items[prose->item_count] = item;
    return prose->item_count++;
}

/* --- Blocks --------------------------------------------------------------------------------- */

void ll_emit_init(ll_emit *emit, ll_arena *arena, ll_prose *prose, uint32_t length) {
    *emit = (ll_emit){.arena = arena, .prose = prose};
    prose->text = ll_arena_grow(arena, NULL, &emit->text_capacity, length + 1,
                                1); /* prose rarely is longer */
}

static ll_emit_mark mark_here(const ll_prose *prose) {
    ll_emit_mark mark = {.text = prose->length,
                         .segments = prose->segment_count,
                         .breaks = prose->break_count,
                         .images = prose->image_count,
                         .code = prose->code_count};
    memcpy(mark.marks, prose->mark_counts, sizeof mark.marks);
    return mark;
}

static void go_back(ll_emit *emit) {
    ll_prose *prose = emit->prose;
    prose->length = emit->before.text;
    prose->text[prose->length] = '\0';
    prose->segment_count = emit->before.segments;
    prose->break_count = emit->before.breaks;
    memcpy(prose->mark_counts, emit->before.marks, sizeof prose->mark_counts);
}

void ll_emit_open_block(ll_emit *emit, bool mapped, bool keep_indent) {
    emit->before = mark_here(emit->prose);
    emit->mapped = mapped;
    emit->keep_indent = keep_indent;
    if (emit->prose->block_count)
        add_bytes(emit, "\n", 1);
    emit->start = emit->prose->length;
}

void ll_emit_restart_block(ll_emit *emit, bool mapped) {
    go_back(emit);
    emit->prose->code_count = emit->before.code;
    emit->prose->image_count = emit->before.images;
    ll_emit_open_block(emit, mapped, emit->keep_indent);
}

static void cut_segments(ll_prose *prose) {
    while (prose->segment_count) {
        ll_segment *last = &prose->segments[prose->segment_count - 1];
        if (last->prose.end <= prose->length)
            return;
        if (last->prose.start < prose->length) {
            last->source.end -= last->prose.end - prose->length;
            last->prose.end = prose->length;
            return;
        }
        prose->segment_count--;
    }
}

/* The last marks of a kind end where the text does. */
static void trim_marks(ll_emit *emit, int kind) {
    ll_prose *prose = emit->prose;
    while (prose->mark_counts[kind] > emit->before.marks[kind]) {
        ll_span *last = &prose->marks[kind][prose->mark_counts[kind] - 1];
        if (last->end > prose->length)
            last->end = prose->length;
        if (last->end > last->start)
            return;
        prose->mark_counts[kind]--;
    }
}

/* White space at the end of the block goes, and what refers to it. A segment that is cut is
 * verbatim: a decoded one that ends in a space is all spaces or none of it is ("&ThickSpace;"). */
static void trim_end(ll_emit *emit) {
    ll_prose *prose = emit->prose;
    while (prose->length > emit->start && prose->text[prose->length - 1] == ' ')
        prose->length--;
    prose->text[prose->length] = '\0';
    cut_segments(prose);
    while (prose->break_count && prose->breaks[prose->break_count - 1].prose >= prose->length)
        prose->break_count--;
    for (int kind = 0; kind < LL_MARK_COUNT; kind++)
        trim_marks(emit, kind);
}

bool ll_emit_close_block(ll_emit *emit, ll_block block) {
    ll_prose *prose = emit->prose;
    trim_end(emit);
    if (prose->length == emit->start) {
        go_back(emit);
        return false;
    }
    block.prose = (ll_span){emit->start, prose->length};
    prose->blocks = ll_arena_grow(emit->arena, prose->blocks, &emit->block_capacity,
                                  prose->block_count + 1, sizeof *prose->blocks);
    prose->blocks[prose->block_count++] = block;
    return true;
}
