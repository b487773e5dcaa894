/* Taking comments out of a text, and moving places back; see cuts.h. */
#include "letter/cuts.h"

/* --- What goes ------------------------------------------------------------------------------ */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static uint32_t behind_blanks(ll_str text, uint32_t at, uint32_t end) {
    while (at < end && is_blank(text.data[at]))
        at++;
    return at;
}

/* Behind the blanks and quote marks that a line begins with. */
static uint32_t behind_prefix(ll_str text, uint32_t at, uint32_t end) {
    while (at < end && (is_blank(text.data[at]) || text.data[at] == '>'))
        at++;
    return at;
}

/* Behind a list marker and its blanks; `at` where none is. */
static uint32_t behind_marker(ll_str text, uint32_t at, uint32_t end) {
    uint32_t next = at;
    while (next < end && text.data[next] >= '0' && text.data[next] <= '9')
        next++;
    const char *marks = next > at ? ".)" : "-+*";
    if (next == end || !(text.data[next] == marks[0] || text.data[next] == marks[1] ||
                         (marks[2] && text.data[next] == marks[2])))
        return at;
    next++;
    return next < end && is_blank(text.data[next]) ? behind_blanks(text, next, end) : at;
}

/* Behind quote marks, blanks and list markers: where a line's text begins. */
static uint32_t text_start(ll_str text, uint32_t at, uint32_t end) {
    for (uint32_t next = at;; at = next) {
        next = behind_prefix(text, at, end);
        next = behind_marker(text, next, end);
        if (next == at)
            return at;
    }
}

/* A comment alone behind a list marker: the item's text, if it follows, moves up to the marker. */
static ll_span cut_behind_marker(const ll_source *source, ll_span comment, uint32_t line_start,
                                 uint32_t line) {
    ll_str text = source->text;
    ll_span next = ll_source_line(source, line + 1);
    uint32_t start = behind_prefix(text, next.start, next.end);
    bool follows = start < next.end && start - next.start >= comment.start - line_start;
    return (ll_span){comment.start, follows ? start : ll_source_line(source, line).end};
}

/* At the end of a line: what stood before it stays, and one blank at most. */
static ll_span cut_at_end(ll_str text, ll_span comment, uint32_t line_end) {
    uint32_t start = comment.start;
    while (start > 1 && is_blank(text.data[start - 1]) && is_blank(text.data[start - 2]))
        start--;
    return (ll_span){start, line_end};
}

ll_span ll_cut_of(const ll_source *source, ll_span comment) {
    ll_str text = source->text;
    uint32_t first = ll_source_line_of(source, comment.start);
    uint32_t last = ll_source_line_of(source, comment.end - 1);
    uint32_t start = source->line_starts[first], end = ll_source_line(source, last).end;
    bool ends = behind_blanks(text, comment.end, end) == end;
    if (ends && behind_prefix(text, start, comment.start) == comment.start)
        return (ll_span){start,
                         last + 1 < source->line_count ? source->line_starts[last + 1] : end};
    bool begins = text_start(text, start, comment.start) == comment.start;
    if (ends)
        return begins ? cut_behind_marker(source, comment, start, last)
                      : cut_at_end(text, comment, end);
    bool spaced = begins || is_blank(text.data[comment.start - 1]);
    return (ll_span){comment.start, spaced ? behind_blanks(text, comment.end, end) : comment.end};
}

/* --- The rest ------------------------------------------------------------------------------- */

static void add_cut(ll_cuts *cuts, ll_arena *arena, ll_span span) {
    uint32_t done = cuts->count ? cuts->items[cuts->count - 1].end : 0;
    if (span.start < done)
        span.start = done;
    if (span.start >= span.end)
        return;
    cuts->items =
        ll_arena_grow(arena, cuts->items, &cuts->capacity, cuts->count + 1, sizeof *cuts->items);
    cuts->items[cuts->count++] = span;
}

/* Whether nothing but blanks divides two comments: they go as one. */
static bool follows(ll_str text, ll_span one, ll_span other) {
    return behind_blanks(text, one.end, other.start) == other.start;
}

static void write_rest(ll_cuts *cuts, ll_arena *arena) {
    ll_str text = cuts->source->text;
    ll_buf rest = ll_buf_on(arena);
    uint32_t done = 0;
    cuts->gone = ll_arena_array(arena, (size_t)cuts->count + 1, sizeof *cuts->gone);
    ll_buf_puts(&rest, "");
    for (uint32_t i = 0; i < cuts->count; i++) {
        ll_buf_add(&rest, text.data + done, cuts->items[i].start - done);
        cuts->gone[i] = cuts->items[i].start - rest.length;
        done = cuts->items[i].end;
    }
    ll_buf_add(&rest, text.data + done, text.length - done);
    cuts->gone[cuts->count] = text.length - rest.length;
    ll_source_init(&cuts->rest, arena, cuts->source->path, ll_buf_str(&rest));
}

void ll_cuts_make(ll_cuts *out, ll_arena *arena, const ll_source *source, const ll_span *spans,
                  uint32_t count) {
    *out = (ll_cuts){.source = source};
    for (uint32_t i = 0; i < count;) {
        ll_span run = spans[i++];
        while (i < count && follows(source->text, run, spans[i]))
            run.end = spans[i++].end;
        add_cut(out, arena, ll_cut_of(source, run));
    }
    write_rest(out, arena);
}

/* --- Back to the source --------------------------------------------------------------------- */

/* Where cut `i` was, in the rest. */
static uint32_t seam(const ll_cuts *cuts, uint32_t i) {
    return cuts->items[i].start - cuts->gone[i];
}

/* The first cut whose seam lies at or behind `offset` (`behind`: behind it). */
static uint32_t cut_from(const ll_cuts *cuts, uint32_t offset, bool behind) {
    uint32_t low = 0, high = cuts->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (behind ? seam(cuts, middle) > offset : seam(cuts, middle) >= offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* What begins at a seam stood behind the cut, what ends there before it. */
static ll_span to_source(const ll_cuts *cuts, ll_span rest) {
    uint32_t start = rest.start + cuts->gone[cut_from(cuts, rest.start, true)];
    uint32_t end = rest.end + cuts->gone[cut_from(cuts, rest.end, false)];
    return (ll_span){start, end > start ? end : start};
}

/* Adds what a segment becomes: one for each stretch of it that no cut divides. */
static void add_segment(ll_prose *prose, uint32_t *capacity, ll_arena *arena, const ll_cuts *cuts,
                        ll_segment segment) {
    uint32_t at = segment.source.start;
    for (uint32_t i = cut_from(cuts, at, true); at < segment.source.end; i++) {
        bool divided = segment.verbatim && i < cuts->count && seam(cuts, i) < segment.source.end;
        uint32_t end = divided ? seam(cuts, i) : segment.source.end;
        ll_segment part = segment;
        if (segment.verbatim)
            part.prose = (ll_span){segment.prose.start + (at - segment.source.start),
                                   segment.prose.start + (end - segment.source.start)};
        part.source = to_source(cuts, (ll_span){at, end});
        if (end > at) {
            prose->segments = ll_arena_grow(arena, prose->segments, capacity,
                                            prose->segment_count + 1, sizeof *prose->segments);
            prose->segments[prose->segment_count++] = part;
        }
        at = end;
    }
}

void ll_cuts_undo(ll_prose *prose, ll_arena *arena, const ll_cuts *cuts) {
    const ll_segment *segments = prose->segments;
    uint32_t count = prose->segment_count, capacity = 0;
    prose->source = cuts->source;
    prose->segments = NULL;
    prose->segment_count = 0;
    for (uint32_t i = 0; i < count; i++)
        add_segment(prose, &capacity, arena, cuts, segments[i]);
    for (uint32_t i = 0; i < prose->block_count; i++)
        prose->blocks[i].source = to_source(cuts, prose->blocks[i].source);
    for (uint32_t i = 0; i < prose->code_count; i++)
        prose->code[i] = to_source(cuts, prose->code[i]);
}
