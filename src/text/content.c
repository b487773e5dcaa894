/* Content, put together line by line; see content.h. */
#include "text/content.h"

#include "text/scan.h"

enum { LONGEST_FENCE = 255 }; /* libcmark counts no further */

/* --- Content and its map -------------------------------------------------------------------- */

static void add_piece(ll_content *content, ll_piece_kind kind, ll_span source) {
    content->pieces = ll_arena_grow(content->text.arena, content->pieces, &content->piece_capacity,
                                    content->piece_count + 1, sizeof *content->pieces);
    content->pieces[content->piece_count++] =
        (ll_piece){.content = content->text.length, .source = source, .kind = kind};
}

/* Adds what the line holds from `place` on, and its end. */
static void add_rest(ll_content *content, const ll_source *source, ll_place place, uint32_t line) {
    if (place.in_tab) {
        add_piece(content, LL_PIECE_TAB, (ll_span){place.offset, place.offset + 1});
        ll_buf_add(&content->text, "    ", ll_place_to_tab_stop(place.column));
        place.offset++;
    }
    uint32_t end = ll_source_line(source, line).end;
    if (place.offset < end) {
        add_piece(content, LL_PIECE_TEXT, (ll_span){place.offset, end});
        ll_buf_add(&content->text, source->text.data + place.offset, end - place.offset);
    }
    uint32_t next = line + 1 < source->line_count ? source->line_starts[line + 1] : end;
    add_piece(content, LL_PIECE_LINE_END, (ll_span){end, next});
    ll_buf_putc(&content->text, '\n');
    content->source.end = end;
}

static void clear(ll_content *content) {
    content->text.length = 0;
    content->piece_count = 0;
    content->start = content->found = 0;
    content->fenced = false;
    content->source = (ll_span){0, 0};
}

uint32_t ll_content_piece_end(const ll_content *content, const ll_piece *piece) {
    bool last = piece + 1 == content->pieces + content->piece_count;
    return last ? content->text.length : piece[1].content;
}

const ll_piece *ll_content_piece(ll_content *content, uint32_t offset) {
    uint32_t i = content->found;
    while (i && content->pieces[i].content > offset)
        i--;
    while (i + 1 < content->piece_count && content->pieces[i + 1].content <= offset)
        i++;
    content->found = i;
    return &content->pieces[i];
}

ll_span ll_content_source(ll_content *content, uint32_t start, uint32_t end) {
    const ll_piece *first = ll_content_piece(content, start);
    uint32_t from = first->source.start;
    if (first->kind == LL_PIECE_TEXT)
        from += start - first->content;
    const ll_piece *last = ll_content_piece(content, end - 1);
    uint32_t to = last->source.end;
    if (last->kind == LL_PIECE_TEXT)
        to = last->source.start + (end - last->content);
    return (ll_span){from, to};
}

/* --- Paragraphs and headings ---------------------------------------------------------------- */

static uint32_t run_length(const ll_source *source, uint32_t offset, char c) {
    uint32_t length = 0;
    while (offset + length < source->text.length && source->text.data[offset + length] == c)
        length++;
    return length;
}

/* Adds a line after a paragraph's first. Only one that matches every container loses its
 * indentation here; of a lazy one, libcmark keeps it. */
static void add_continuation(ll_content *content, const ll_containers *containers, uint32_t line) {
    ll_place place;
    if (ll_place_match(&place, containers, line))
        ll_place_take_ink(&place, containers->source, 0);
    add_rest(content, containers->source, place, line);
}

static bool add_first(ll_content *content, const ll_containers *containers, uint32_t line) {
    ll_place place;
    if (!ll_place_first(&place, containers, line) ||
        ll_place_at_line_end(&place, containers->source))
        return false;
    content->source.start = place.ink;
    ll_place_take_ink(&place, containers->source, 0);
    add_rest(content, containers->source, place, line);
    return true;
}

/* Leaves out the definitions that a paragraph opens with; libcmark has taken them away. */
static void skip_definitions(ll_content *content) {
    content->start = ll_scan_definitions(ll_buf_str(&content->text));
    if (content->start && content->start < content->text.length)
        content->source.start =
            ll_content_source(content, content->start, content->start + 1).start;
}

static uint32_t last_line(const ll_containers *containers, const ll_node *node) {
    uint32_t line = ll_containers_line(containers, node->end_line);
    uint32_t limit = containers->source->line_count - 1;
    return line < limit ? line : limit;
}

bool ll_content_paragraph(ll_content *content, const ll_containers *containers,
                          const ll_node *node) {
    clear(content);
    uint32_t line = ll_containers_line(containers, node->start_line);
    if (!add_first(content, containers, line))
        return false;
    while (line < last_line(containers, node))
        add_continuation(content, containers, ++line);
    skip_definitions(content);
    return true;
}

static bool is_underline(const ll_containers *containers, uint32_t line) {
    ll_place place;
    if (!ll_place_match(&place, containers, line) || ll_place_indent(&place) >= LL_CODE_INDENT)
        return false;
    char mark = ll_place_char(containers->source, place.ink);
    if (mark != '=' && mark != '-')
        return false;
    uint32_t end = place.ink + run_length(containers->source, place.ink, mark);
    while (ll_place_is_blank(ll_place_char(containers->source, end)))
        end++;
    return end >= ll_source_line(containers->source, line).end;
}

/* The underline ends the heading, but only where something is left to underline: after definitions
 * alone it is text. libcmark's end line can be one too far. */
static bool add_setext(ll_content *content, const ll_containers *containers, const ll_node *node) {
    uint32_t line = ll_containers_line(containers, node->start_line);
    if (!add_first(content, containers, line))
        return false;
    while (line++ < last_line(containers, node)) {
        if (is_underline(containers, line)) {
            skip_definitions(content);
            if (content->start < content->text.length) {
                content->source.end = ll_source_line(containers->source, line).end;
                return true;
            }
        }
        add_continuation(content, containers, line);
    }
    return false;
}

bool ll_content_heading(ll_content *content, const ll_containers *containers, const ll_node *node) {
    clear(content);
    const ll_source *source = containers->source;
    uint32_t line = ll_containers_line(containers, node->start_line);
    ll_place place;
    if (!ll_place_first(&place, containers, line))
        return false;
    uint32_t start = place.ink, marks = run_length(source, start, '#');
    ll_place_take_ink(&place, source, marks);
    bool atx =
        marks == node->level && (ll_place_indent(&place) || ll_place_at_line_end(&place, source));
    if (!atx)
        return add_setext(content, containers, node);
    ll_place_take_ink(&place, source, 0);
    add_rest(content, source, place, line);
    content->source.start = start;
    return true;
}

/* --- Code and HTML -------------------------------------------------------------------------- */

static uint32_t count_lines(ll_str literal) {
    uint32_t lines = 0;
    for (uint32_t i = 0; i < literal.length; i++)
        lines += literal.data[i] == '\n';
    return lines;
}

static bool is_literal(const ll_content *content, const ll_node *node) {
    return ll_str_equal(ll_buf_str(&content->text), node->literal);
}

static bool add_indented(ll_content *content, const ll_containers *containers, uint32_t line,
                         uint32_t lines) {
    const ll_source *source = containers->source;
    for (uint32_t i = 0; i < lines; i++) {
        ll_place place;
        bool in = i ? ll_place_match(&place, containers, line + i)
                    : ll_place_first(&place, containers, line);
        if (!in || line + i >= source->line_count)
            return false;
        if (ll_place_indent(&place) >= LL_CODE_INDENT)
            ll_place_take_columns(&place, source, LL_CODE_INDENT);
        else
            ll_place_take_ink(&place, source, 0);
        if (i == 0)
            content->source.start = place.offset;
        add_rest(content, source, place, line + i);
    }
    return true;
}

typedef struct fence {
    char mark;
    uint32_t length, indent; /* indent in bytes, as libcmark counts it */
} fence;

static bool closes(const fence *opened, const ll_containers *containers, uint32_t line) {
    const ll_source *source = containers->source;
    ll_place place;
    if (line >= source->line_count || !ll_place_match(&place, containers, line) ||
        ll_place_indent(&place) >= LL_CODE_INDENT)
        return false;
    uint32_t length = run_length(source, place.ink, opened->mark);
    if (length < opened->length)
        return false;
    ll_place_take_ink(&place, source, length);
    return ll_place_at_line_end(&place, source);
}

static bool add_fenced(ll_content *content, const ll_containers *containers, uint32_t line,
                       uint32_t lines) {
    const ll_source *source = containers->source;
    ll_place place;
    if (!ll_place_first(&place, containers, line))
        return false;
    fence opened = {.mark = ll_place_char(source, place.ink), .indent = place.ink - place.offset};
    opened.length = run_length(source, place.ink, opened.mark);
    if (opened.length > LONGEST_FENCE)
        opened.length = LONGEST_FENCE;
    content->source = (ll_span){place.ink, ll_source_line(source, line).end};
    for (uint32_t i = 1; i <= lines; i++) {
        if (line + i >= source->line_count || !ll_place_match(&place, containers, line + i))
            return false;
        for (uint32_t left = opened.indent;
             left && ll_place_is_blank(ll_place_char(source, place.offset)); left--)
            ll_place_take_columns(&place, source, 1);
        add_rest(content, source, place, line + i);
    }
    if (closes(&opened, containers, line + lines + 1))
        content->source.end = ll_source_line(source, line + lines + 1).end;
    return true;
}

bool ll_content_code(ll_content *content, const ll_containers *containers, const ll_node *node) {
    clear(content);
    uint32_t line = ll_containers_line(containers, node->start_line);
    uint32_t lines = count_lines(node->literal);
    ll_place place;
    if (!ll_place_first(&place, containers, line))
        return false;
    content->fenced = ll_place_indent(&place) < LL_CODE_INDENT;
    bool added = content->fenced ? add_fenced(content, containers, line, lines)
                                 : add_indented(content, containers, line, lines);
    return added && is_literal(content, node);
}

bool ll_content_html(ll_content *content, const ll_containers *containers, const ll_node *node) {
    clear(content);
    const ll_source *source = containers->source;
    uint32_t line = ll_containers_line(containers, node->start_line);
    uint32_t lines = count_lines(node->literal);
    for (uint32_t i = 0; i < lines; i++) {
        ll_place place;
        bool in = i ? ll_place_match(&place, containers, line + i)
                    : ll_place_first(&place, containers, line);
        if (!in || line + i >= source->line_count)
            return false;
        if (i == 0)
            content->source.start = place.ink;
        add_rest(content, source, place, line + i);
    }
    return is_literal(content, node);
}
