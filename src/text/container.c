/* Places on lines and the stack of open containers; see container.h.
 *
 * The stack is walked on each line, as libcmark does it. That is bounded by the length of the line,
 * since every quote and item takes at least one column of it, so deep nesting costs no more than it
 * costs to type.
 */
#include "text/container.h"

/* --- A place on a line ---------------------------------------------------------------------- */

char ll_place_char(const ll_source *source, uint32_t offset) {
    return offset < source->text.length ? source->text.data[offset] : '\n';
}

bool ll_place_is_blank(char c) {
    return c == ' ' || c == '\t';
}

uint32_t ll_place_to_tab_stop(uint32_t column) {
    return LL_TAB_STOP - column % LL_TAB_STOP;
}

static void measure_ink(ll_place *place, const ll_source *source) {
    place->ink = place->offset;
    place->ink_column = place->column;
    for (char c; ll_place_is_blank(c = ll_place_char(source, place->ink)); place->ink++)
        place->ink_column += c == '\t' ? ll_place_to_tab_stop(place->ink_column) : 1;
}

/* Keeps the place's ink right after a move. */
static void find_ink(ll_place *place, const ll_source *source) {
    if (place->ink < place->offset)
        measure_ink(place, source);
}

uint32_t ll_place_indent(const ll_place *place) {
    return place->ink_column - place->column;
}

void ll_place_take_columns(ll_place *place, const ll_source *source, uint32_t columns) {
    while (columns) {
        bool tab = ll_place_char(source, place->offset) == '\t';
        uint32_t width = tab ? ll_place_to_tab_stop(place->column) : 1;
        uint32_t taken = width < columns ? width : columns;
        place->in_tab = taken < width;
        place->column += taken;
        place->offset += !place->in_tab;
        columns -= taken;
    }
    find_ink(place, source);
}

void ll_place_take_ink(ll_place *place, const ll_source *source, uint32_t past) {
    place->offset = place->ink + past;
    place->column = place->ink_column + past;
    place->in_tab = false;
    find_ink(place, source);
}

bool ll_place_at_line_end(const ll_place *place, const ll_source *source) {
    char c = ll_place_char(source, place->ink);
    return c == '\n' || c == '\r';
}

/* --- Containers ----------------------------------------------------------------------------- */

void ll_containers_init(ll_containers *containers, ll_arena *arena, const ll_source *source,
                        uint32_t from) {
    *containers = (ll_containers){
        .arena = arena, .source = source, .first_line = ll_source_line_of(source, from)};
}

uint32_t ll_containers_line(const ll_containers *containers, uint32_t tree_line) {
    return containers->first_line + (tree_line ? tree_line - 1 : 0);
}

static ll_place line_start(const ll_containers *containers, uint32_t line) {
    const ll_source *source = containers->source;
    ll_place place = {.offset = ll_source_line(source, line).start};
    if (place.offset == 0 && ll_str_starts(source->text, "\xEF\xBB\xBF"))
        place.offset = 3;
    measure_ink(&place, source);
    return place;
}

static void take_blank(ll_place *place, const ll_source *source) {
    if (ll_place_is_blank(ll_place_char(source, place->offset)))
        ll_place_take_columns(place, source, 1);
}

/* Whether the line goes on inside the container; if so, takes what belongs to it. */
static bool continues(ll_place *place, const ll_container *container, const ll_source *source) {
    switch (container->kind) {
    case LL_CONTAINER_LIST: return true;
    case LL_CONTAINER_QUOTE:
        if (ll_place_indent(place) >= LL_CODE_INDENT || ll_place_char(source, place->ink) != '>')
            return false;
        ll_place_take_ink(place, source, 1);
        take_blank(place, source);
        return true;
    case LL_CONTAINER_ITEM:
        if (ll_place_indent(place) >= container->width) {
            ll_place_take_columns(place, source, container->width);
            return true;
        }
        if (!ll_place_at_line_end(place, source))
            return false;
        ll_place_take_ink(place, source, 0);
        return true;
    }
    return false;
}

bool ll_place_match(ll_place *place, const ll_containers *containers, uint32_t line) {
    *place = line_start(containers, line);
    bool all = true;
    for (uint32_t i = 0; all && i < containers->count; i++)
        all = continues(place, &containers->open[i], containers->source);
    return all;
}

bool ll_place_first(ll_place *place, const ll_containers *containers, uint32_t line) {
    if (containers->count && containers->open[containers->count - 1].line == line) {
        *place = containers->open[containers->count - 1].after;
        return true;
    }
    return ll_place_match(place, containers, line);
}

static uint32_t marker_length(const ll_source *source, uint32_t offset) {
    uint32_t digits = 0;
    for (char c; (c = ll_place_char(source, offset + digits)) >= '0' && c <= '9';)
        digits++;
    return digits + 1;
}

/* Behind an item's marker: up to four columns of blanks belong to it; with more (indented code) or
 * nothing behind it, one. */
static void open_item(ll_container *item, const ll_source *source) {
    ll_place *place = &item->after;
    uint32_t marker = marker_length(source, place->ink);
    item->width = ll_place_indent(place) + marker;
    ll_place_take_ink(place, source, marker);
    uint32_t blanks = ll_place_indent(place);
    if (blanks >= 1 && blanks <= LL_CODE_INDENT && !ll_place_at_line_end(place, source)) {
        item->width += blanks;
        ll_place_take_columns(place, source, blanks);
        return;
    }
    item->width += 1;
    take_blank(place, source);
}

ll_container *ll_containers_push(ll_containers *containers, const ll_node *node) {
    const ll_source *source = containers->source;
    ll_container container = {.end = node->end,
                              .line = ll_containers_line(containers, node->start_line)};
    ll_place_first(&container.after, containers, container.line);
    container.kind = LL_CONTAINER_LIST;
    if (node->kind == LL_NODE_ITEM) {
        container.kind = LL_CONTAINER_ITEM;
        open_item(&container, source);
    } else if (node->kind == LL_NODE_QUOTE) {
        container.kind = LL_CONTAINER_QUOTE;
        ll_place_take_ink(&container.after, source, 1);
        take_blank(&container.after, source);
    }
    containers->open = ll_arena_grow(containers->arena, containers->open, &containers->capacity,
                                     containers->count + 1, sizeof *containers->open);
    containers->open[containers->count] = container;
    return &containers->open[containers->count++];
}

ll_span ll_containers_lines(const ll_containers *containers, const ll_node *node) {
    uint32_t first = ll_containers_line(containers, node->start_line);
    uint32_t last = ll_containers_line(containers, node->end_line);
    uint32_t end = ll_source_line(containers->source, last > first ? last : first).end;
    ll_place place;
    ll_place_first(&place, containers, first);
    return (ll_span){place.ink < end ? place.ink : end, end};
}
