/* The content of a leaf block: the very string that libcmark's inline parser read, rebuilt from the
 * source with a map back to it.
 *
 * libcmark strips each line of its block structure before it reads what is on it, and keeps no
 * record of where. Here the stripping is done again (container.h) and what is left is put together
 * as libcmark does it. Nothing is searched for. Internal to prose.
 */
#ifndef LL_TEXT_CONTENT_H
#define LL_TEXT_CONTENT_H

#include "text/container.h"

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

/* Rebuild the content of a block; false where the source does not read as the tree says. Only
 * `content`'s buffers are reused. */
bool ll_content_paragraph(ll_content *content, const ll_containers *containers,
                          const ll_node *node);
bool ll_content_heading(ll_content *content, const ll_containers *containers, const ll_node *node);
/* Code and HTML: as many lines as `node->literal` has. */
bool ll_content_code(ll_content *content, const ll_containers *containers, const ll_node *node);
bool ll_content_html(ll_content *content, const ll_containers *containers, const ll_node *node);

/* The piece that holds a byte of content; fast where offsets rise. */
const ll_piece *ll_content_piece(ll_content *content, uint32_t offset);

/* Where a piece of content ends. */
uint32_t ll_content_piece_end(const ll_content *content, const ll_piece *piece);

/* The source bytes of a part of content that is not empty. */
ll_span ll_content_source(ll_content *content, uint32_t start, uint32_t end);

#endif
