/* The content of leaf blocks, rebuilt line by line; see content.h.
 *
 * The stack of open containers is walked on each line as libcmark does it. That is bounded by the
 * length of the line, since every quote and item takes at least one column of it, so deep nesting
 * costs no more than it costs to type.
 */
#include "text/content.h"

#include "text/scan.h"

#include <string.h>

enum { TAB_STOP = 4, CODE_INDENT = 4, LONGEST_FENCE = 255 };

/* --- A place on a line ---------------------------------------------------------------------- */

static char char_at(const ll_source *source, uint32_t offset) {
    return offset < source->text.length ? source->text.data[offset] : '\n';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static uint32_t to_stop(uint32_t column) {
    return TAB_STOP - column % TAB_STOP;
}

static void measure_ink(ll_line_place *place, const ll_source *source) {
    place->ink = place->offset;
    place->ink_column = place->column;
    for (char c; is_blank(c = char_at(source, place->ink)); place->ink++)
        place->ink_column += c == '\t' ? to_stop(place->ink_column) : 1;
}

/* Finds the first character that is no blank, unless it is known: measuring it for each container
 * anew would be quadratic. */
static void find_ink(ll_line_place *place, const ll_source *source) {
    if (place->ink < place->offset)
        measure_ink(place, source);
}

static uint32_t indent_of(const ll_line_place *place) {
    return place->ink_column - place->column;
}

static void advance_columns(ll_line_place *place, const ll_source *source, uint32_t columns) {
    while (columns) {
        bool tab = char_at(source, place->offset) == '\t';
        uint32_t width = tab ? to_stop(place->column) : 1;
        uint32_t taken = width < columns ? width : columns;
        place->in_tab = taken < width;
        place->column += taken;
        place->offset += !place->in_tab;
        columns -= taken;
    }
}

/* To the first character that is no blank, and `past` plain characters on. */
static void advance_to_ink(ll_line_place *place, uint32_t past) {
    place->offset = place->ink + past;
    place->column = place->ink_column + past;
    place->in_tab = false;
}

static bool at_line_end(const ll_line_place *place, const ll_source *source) {
    char c = char_at(source, place->ink);
    return c == '\n' || c == '\r';
}

static uint32_t run_length(const ll_source *source, uint32_t offset, char c) {
    uint32_t length = 0;
    while (offset + length < source->text.length && source->text.data[offset + length] == c)
        length++;
    return length;
}

/* --- Containers ----------------------------------------------------------------------------- */

void ll_containers_init(ll_containers *containers, ll_arena *arena, const ll_source *source,
                        uint32_t from) {
    *containers = (ll_containers){
        .arena = arena, .source = source, .first_line = ll_source_line_of(source, from)};
}

static uint32_t source_line(const ll_containers *containers, uint32_t tree_line) {
    return containers->first_line + (tree_line ? tree_line - 1 : 0);
}

static ll_line_place line_start(const ll_containers *containers, uint32_t line) {
    const ll_source *source = containers->source;
    ll_line_place place = {.offset = ll_source_line(source, line).start};
    if (place.offset == 0 && ll_str_starts(source->text, "\xEF\xBB\xBF"))
        place.offset = 3;
    measure_ink(&place, source);
    return place;
}

static void take_blank(ll_line_place *place, const ll_source *source) {
    if (is_blank(char_at(source, place->offset)))
        advance_columns(place, source, 1);
}

/* Whether the line goes on inside the container; if so, takes what belongs to it. */
static bool continues(ll_line_place *place, const ll_container *container,
                      const ll_source *source) {
    find_ink(place, source);
    switch (container->kind) {
    case LL_CONTAINER_LIST: return true;
    case LL_CONTAINER_QUOTE:
        if (indent_of(place) >= CODE_INDENT || char_at(source, place->ink) != '>')
            return false;
        advance_to_ink(place, 1);
        take_blank(place, source);
        return true;
    case LL_CONTAINER_ITEM:
        if (indent_of(place) >= container->width) {
            advance_columns(place, source, container->width);
            return true;
        }
        if (!at_line_end(place, source))
            return false;
        advance_to_ink(place, 0);
        return true;
    }
    return false;
}

/* Matches a line against all open containers; false where it stops early (a lazy line), `*place`
 * then being behind the last that matched. */
static bool match_line(ll_line_place *place, const ll_containers *containers, uint32_t line) {
    *place = line_start(containers, line);
    bool all = true;
    for (uint32_t i = 0; all && i < containers->count; i++)
        all = continues(place, &containers->open[i], containers->source);
    find_ink(place, containers->source);
    return all;
}

/* Where a new block begins on its first line. */
static bool first_place(ll_line_place *place, const ll_containers *containers, uint32_t line) {
    if (containers->count && containers->open[containers->count - 1].line == line) {
        *place = containers->open[containers->count - 1].after;
        find_ink(place, containers->source);
        return true;
    }
    return match_line(place, containers, line);
}

static uint32_t marker_length(const ll_source *source, uint32_t offset) {
    uint32_t digits = 0;
    for (char c; (c = char_at(source, offset + digits)) >= '0' && c <= '9';)
        digits++;
    return digits + 1;
}

/* Behind an item's marker: up to four columns of blanks belong to it; with more (indented code) or
 * nothing behind it, one. */
static void open_item(ll_container *item, const ll_source *source) {
    ll_line_place *place = &item->after;
    uint32_t marker = marker_length(source, place->ink);
    item->width = indent_of(place) + marker;
    advance_to_ink(place, marker);
    find_ink(place, source);
    uint32_t blanks = indent_of(place);
    if (blanks >= 1 && blanks <= CODE_INDENT && !at_line_end(place, source)) {
        item->width += blanks;
        advance_columns(place, source, blanks);
        return;
    }
    item->width += 1;
    take_blank(place, source);
}

ll_container *ll_containers_push(ll_containers *containers, const ll_node *node) {
    ll_container container = {.end = node->end, .line = source_line(containers, node->start_line)};
    first_place(&container.after, containers, container.line);
    container.kind = LL_CONTAINER_LIST;
    if (node->kind == LL_NODE_ITEM) {
        container.kind = LL_CONTAINER_ITEM;
        open_item(&container, containers->source);
    } else if (node->kind == LL_NODE_QUOTE) {
        container.kind = LL_CONTAINER_QUOTE;
        advance_to_ink(&container.after, 1);
        take_blank(&container.after, containers->source);
    }
    containers->open = ll_arena_grow(containers->arena, containers->open, &containers->capacity,
                                     containers->count + 1, sizeof *containers->open);
    containers->open[containers->count] = container;
    return &containers->open[containers->count++];
}

ll_span ll_containers_lines(const ll_containers *containers, const ll_node *node) {
    uint32_t first = source_line(containers, node->start_line);
    uint32_t last = source_line(containers, node->end_line);
    ll_line_place place;
    first_place(&place, containers, first);
    uint32_t end = ll_source_line(containers->source, last > first ? last : first).end;
    return (ll_span){place.ink, end > place.ink ? end : place.ink};
}

/* --- Content and its map -------------------------------------------------------------------- */

static void add_piece(ll_content *content, ll_piece_kind kind, ll_span source) {
    content->pieces = ll_arena_grow(content->text.arena, content->pieces, &content->piece_capacity,
                                    content->piece_count + 1, sizeof *content->pieces);
    content->pieces[content->piece_count++] =
        (ll_piece){.content = content->text.length, .source = source, .kind = kind};
}

/* Adds what the line holds from `place` on, and its end. */
static void add_rest(ll_content *content, const ll_source *source, ll_line_place place,
                     uint32_t line) {
    if (place.in_tab) {
        add_piece(content, LL_PIECE_TAB, (ll_span){place.offset, place.offset + 1});
        ll_buf_add(&content->text, "    ", to_stop(place.column));
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

/* Adds a line after a paragraph's first. Only one that matches every container loses its
 * indentation here; of a lazy one, libcmark keeps it. */
static void add_continuation(ll_content *content, const ll_containers *containers, uint32_t line) {
    ll_line_place place;
    if (match_line(&place, containers, line))
        advance_to_ink(&place, 0);
    add_rest(content, containers->source, place, line);
}

static bool add_first(ll_content *content, const ll_containers *containers, uint32_t line) {
    ll_line_place place;
    if (!first_place(&place, containers, line) || at_line_end(&place, containers->source))
        return false;
    content->source.start = place.ink;
    advance_to_ink(&place, 0);
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
    uint32_t line = source_line(containers, node->end_line);
    uint32_t limit = containers->source->line_count - 1;
    return line < limit ? line : limit;
}

bool ll_content_paragraph(ll_content *content, const ll_containers *containers,
                          const ll_node *node) {
    clear(content);
    uint32_t line = source_line(containers, node->start_line);
    if (!add_first(content, containers, line))
        return false;
    while (line < last_line(containers, node))
        add_continuation(content, containers, ++line);
    skip_definitions(content);
    return true;
}

static bool is_underline(const ll_containers *containers, uint32_t line) {
    ll_line_place place;
    if (!match_line(&place, containers, line) || indent_of(&place) >= CODE_INDENT)
        return false;
    char mark = char_at(containers->source, place.ink);
    if (mark != '=' && mark != '-')
        return false;
    uint32_t end = place.ink + run_length(containers->source, place.ink, mark);
    while (is_blank(char_at(containers->source, end)))
        end++;
    return end >= ll_source_line(containers->source, line).end;
}

/* The underline ends the heading, but only where something is left to underline: after definitions
 * alone it is text. libcmark's end line can be one too far. */
static bool add_setext(ll_content *content, const ll_containers *containers, const ll_node *node) {
    uint32_t line = source_line(containers, node->start_line);
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
    uint32_t line = source_line(containers, node->start_line);
    ll_line_place place;
    if (!first_place(&place, containers, line))
        return false;
    uint32_t start = place.ink, marks = run_length(source, start, '#');
    advance_to_ink(&place, marks);
    find_ink(&place, source);
    bool atx = marks == node->level && (indent_of(&place) || at_line_end(&place, source));
    if (!atx)
        return add_setext(content, containers, node);
    advance_to_ink(&place, 0);
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
        ll_line_place place;
        bool in =
            i ? match_line(&place, containers, line + i) : first_place(&place, containers, line);
        if (!in || line + i >= source->line_count)
            return false;
        if (indent_of(&place) >= CODE_INDENT)
            advance_columns(&place, source, CODE_INDENT);
        else
            advance_to_ink(&place, 0);
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
    ll_line_place place;
    if (line >= source->line_count || !match_line(&place, containers, line) ||
        indent_of(&place) >= CODE_INDENT)
        return false;
    uint32_t length = run_length(source, place.ink, opened->mark);
    if (length < opened->length)
        return false;
    advance_to_ink(&place, length);
    find_ink(&place, source);
    return at_line_end(&place, source);
}

static bool add_fenced(ll_content *content, const ll_containers *containers, uint32_t line,
                       uint32_t lines) {
    const ll_source *source = containers->source;
    ll_line_place place;
    if (!first_place(&place, containers, line))
        return false;
    fence opened = {.mark = char_at(source, place.ink), .indent = place.ink - place.offset};
    opened.length = run_length(source, place.ink, opened.mark);
    if (opened.length > LONGEST_FENCE)
        opened.length = LONGEST_FENCE;
    content->source = (ll_span){place.ink, ll_source_line(source, line).end};
    for (uint32_t i = 1; i <= lines; i++) {
        if (line + i >= source->line_count || !match_line(&place, containers, line + i))
            return false;
        for (uint32_t left = opened.indent; left && is_blank(char_at(source, place.offset)); left--)
            advance_columns(&place, source, 1);
        add_rest(content, source, place, line + i);
    }
    if (closes(&opened, containers, line + lines + 1))
        content->source.end = ll_source_line(source, line + lines + 1).end;
    return true;
}

bool ll_content_code(ll_content *content, const ll_containers *containers, const ll_node *node) {
    clear(content);
    uint32_t line = source_line(containers, node->start_line);
    uint32_t lines = count_lines(node->literal);
    ll_line_place place;
    if (!first_place(&place, containers, line))
        return false;
    content->fenced = indent_of(&place) < CODE_INDENT;
    bool added = content->fenced ? add_fenced(content, containers, line, lines)
                                 : add_indented(content, containers, line, lines);
    return added && is_literal(content, node);
}

bool ll_content_html(ll_content *content, const ll_containers *containers, const ll_node *node) {
    clear(content);
    const ll_source *source = containers->source;
    uint32_t line = source_line(containers, node->start_line);
    uint32_t lines = count_lines(node->literal);
    for (uint32_t i = 0; i < lines; i++) {
        ll_line_place place;
        bool in =
            i ? match_line(&place, containers, line + i) : first_place(&place, containers, line);
        if (!in || line + i >= source->line_count)
            return false;
        if (i == 0)
            content->source.start = place.ink;
        add_rest(content, source, place, line + i);
    }
    return is_literal(content, node);
}
