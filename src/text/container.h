/* Block structure as it stands on a line: quote marks, items' markers and indentation, and how far
 * they reach.
 *
 * libcmark's rules, followed exactly: columns with tab stops of four, tabs of which a container
 * takes a part, lazy continuation lines. Internal to prose.
 */
#ifndef LL_TEXT_CONTAINER_H
#define LL_TEXT_CONTAINER_H

#include "text/markdown.h"
#include "text/source.h"

enum { LL_TAB_STOP = 4, LL_CODE_INDENT = 4 };

/* Where on a line the reader stands; `column` counts tabs to their stops. The first character that
 * is no blank is kept with it, because measuring it for each container anew would be quadratic. */
typedef struct ll_place {
    uint32_t offset, column;
    bool in_tab;              /* part of the tab at `offset` is taken */
    uint32_t ink, ink_column; /* from `offset` on */
} ll_place;

typedef enum ll_container_kind {
    LL_CONTAINER_QUOTE,
    LL_CONTAINER_LIST,
    LL_CONTAINER_ITEM
} ll_container_kind;

typedef struct ll_container {
    ll_container_kind kind;
    uint32_t end;    /* node index after its last descendant */
    uint32_t line;   /* where it begins */
    ll_place after;  /* behind its marker on that line */
    uint32_t width;  /* items: columns of indentation that continue it */
    uint32_t number; /* lists: in document order; items: index in ll_prose.items */
    uint32_t next;   /* numbered lists: the number of the next item */
    bool numbered;   /* lists */
} ll_container;

/* The containers open around the block that is read, outermost first. */
typedef struct ll_containers {
    ll_arena *arena;
    const ll_source *source;
    uint32_t first_line; /* 0-based line of the source that the tree counts as 1 */
    ll_container *open;
    uint32_t count, capacity;
} ll_containers;

void ll_containers_init(ll_containers *containers, ll_arena *arena, const ll_source *source,
                        uint32_t from);

/* Opens the container that a node (quote, list, item) is. */
ll_container *ll_containers_push(ll_containers *containers, const ll_node *node);

/* The 0-based source line of a line of the tree. */
uint32_t ll_containers_line(const ll_containers *containers, uint32_t tree_line);

/* Matches a line against all open containers; false where it stops early (a lazy line), `*place`
 * then being behind the last that matched. */
bool ll_place_match(ll_place *place, const ll_containers *containers, uint32_t line);

/* Where a new block begins on its first line; false where the line does not match. */
bool ll_place_first(ll_place *place, const ll_containers *containers, uint32_t line);

/* Columns of blanks from the place to the first character that is none. */
uint32_t ll_place_indent(const ll_place *place);

/* Whether nothing but blanks is left on the line. */
bool ll_place_at_line_end(const ll_place *place, const ll_source *source);

void ll_place_take_columns(ll_place *place, const ll_source *source, uint32_t columns);

/* On to the first character that is no blank and `past` characters further. */
void ll_place_take_ink(ll_place *place, const ll_source *source, uint32_t past);

/* '\n' at and behind the end of the text. */
char ll_place_char(const ll_source *source, uint32_t offset);

bool ll_place_is_blank(char c);

/* Columns from `column` to the next tab stop, 1 to 4. */
uint32_t ll_place_to_tab_stop(uint32_t column);

/* The lines of a block from start to end, for one that cannot be aligned. */
ll_span ll_containers_lines(const ll_containers *containers, const ll_node *node);

#endif
