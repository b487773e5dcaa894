/* The content of a leaf block: the very string that libcmark's inline parser read, rebuilt from the
 * source with a map back to it.
 *
 * libcmark strips each line of its block structure (quote marks, indentation of items) before it
 * reads what is on it, and keeps no record of where. Here the stripping is done again, by the rules
 * that libcmark follows: columns with tab stops of four, lazy continuation lines, tabs of which
 * a container takes a part. Nothing is searched for. Internal to prose.
 */
#ifndef LL_TEXT_CONTENT_H
#define LL_TEXT_CONTENT_H

#include "text/markdown.h"
#include "text/source.h"

/* Bytes of content that come from one place. A line end is one '\n' of content; a tab that was
 * expanded is one or more spaces; all else stands for itself. */
typedef enum ll_piece_kind { LL_PIECE_TEXT, LL_PIECE_LINE_END, LL_PIECE_TAB } ll_piece_kind;

typedef struct ll_piece {
    uint32_t content; /* where it begins; it ends where the next one begins */
    ll_span source;
    ll_piece_kind kind;
} ll_piece;

typedef struct ll_content {
    ll_buf text; /* each line ends in '\n' */
    ll_piece *pieces;
    uint32_t piece_count, piece_capacity;
    ll_span source; /* of the whole block, markup included */
    uint32_t start; /* where inline content begins: after link reference definitions */
    bool fenced;    /* code */
    uint32_t found; /* the piece looked up last */
} ll_content;

/* Where on a line the reader stands; `column` counts tabs to their stops. */
typedef struct ll_line_place {
    uint32_t offset, column;
    bool in_tab;              /* part of the tab at `offset` is taken */
    uint32_t ink, ink_column; /* the first character from `offset` on that is no blank */
} ll_line_place;

typedef enum ll_container_kind {
    LL_CONTAINER_QUOTE,
    LL_CONTAINER_LIST,
    LL_CONTAINER_ITEM
} ll_container_kind;

typedef struct ll_container {
    ll_container_kind kind;
    uint32_t end;        /* node index after its last descendant */
    uint32_t line;       /* where it begins */
    ll_line_place after; /* behind its marker on that line */
    uint32_t width;      /* items: columns of indentation that continue it */
    uint32_t number;     /* lists: in document order; items: index in ll_prose.items */
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

/* Rebuild the content of a block; false where the source does not read as the tree says. Only
 * `content`'s buffers are reused. */
bool ll_content_paragraph(ll_content *content, const ll_containers *containers,
                          const ll_node *node);
bool ll_content_heading(ll_content *content, const ll_containers *containers, const ll_node *node);
/* Code and HTML: as many lines as `node->literal` has. */
bool ll_content_code(ll_content *content, const ll_containers *containers, const ll_node *node);
bool ll_content_html(ll_content *content, const ll_containers *containers, const ll_node *node);

/* The lines of a block from start to end, for one that cannot be aligned. */
ll_span ll_containers_lines(const ll_containers *containers, const ll_node *node);

/* The piece that holds a byte of content; fast where offsets rise. */
const ll_piece *ll_content_piece(ll_content *content, uint32_t offset);

/* Where a piece of content ends. */
uint32_t ll_content_piece_end(const ll_content *content, const ll_piece *piece);

/* The source bytes of a part of content that is not empty. */
ll_span ll_content_source(ll_content *content, uint32_t start, uint32_t end);

#endif
