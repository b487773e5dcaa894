/* The Markdown tree, as a flat array in document order: what the rest of letterlint sees of
 * libcmark, whose header only markdown.c includes.
 *
 * Block kinds and start lines are libcmark's and right. Inline columns are not used: libcmark gets
 * them wrong on continuation lines (design: prose.c aligns instead).
 */
#ifndef LL_TEXT_MARKDOWN_H
#define LL_TEXT_MARKDOWN_H

#include "base/str.h"

typedef enum ll_node_kind {
    LL_NODE_DOCUMENT,
    LL_NODE_QUOTE,
    LL_NODE_LIST,
    LL_NODE_ITEM,
    LL_NODE_CODE_BLOCK,
    LL_NODE_HTML_BLOCK,
    LL_NODE_PARAGRAPH,
    LL_NODE_HEADING,
    LL_NODE_THEMATIC_BREAK,
    LL_NODE_TEXT,
    LL_NODE_SOFT_BREAK,
    LL_NODE_HARD_BREAK,
    LL_NODE_CODE,
    LL_NODE_HTML_INLINE,
    LL_NODE_EMPHASIS,
    LL_NODE_STRONG,
    LL_NODE_LINK,
    LL_NODE_IMAGE,
} ll_node_kind;

typedef struct ll_node {
    ll_node_kind kind;
    uint32_t parent;       /* index; the document is its own parent */
    uint32_t end;          /* index after the last descendant: children are [i + 1, end) */
    uint32_t start_line;   /* 1-based, blocks only */
    uint32_t start_column; /* 1-based, bytes, blocks only */
    uint32_t end_line;     /* blocks only; can lie past the last line */
    uint32_t level;        /* headings: 1 to 6 */
    uint32_t number;       /* numbered lists: of the first item */
    bool numbered;         /* lists */
    ll_str literal;        /* text, code, HTML: unescaped as libcmark gives it */
    ll_str url;            /* links and images */
} ll_node;

typedef struct ll_markdown {
    const ll_node *nodes; /* nodes[0] is the document */
    uint32_t count;
} ll_markdown;

/* Parses CommonMark. `text` is valid UTF-8 without NUL. Nodes and literals live in the arena. */
void ll_markdown_parse(ll_markdown *out, ll_arena *arena, ll_str text);

/* What the character reference at the start of `text` ("&amp;…", "&#8217;…") decodes to, as UTF-8
 * in
 * `*decoded`; returns its length in source bytes, or 0 where none begins here. Decided by libcmark
 * itself, or as it would. */
uint32_t ll_markdown_decode_entity(ll_str *decoded, ll_arena *arena, ll_str text);

#endif
