/* Prose: the visible words of a letter as one flat text, with an exact map to the source.
 *
 * Blocks follow one another, divided by '\n', which stands nowhere else. Within a block, line
 * breaks (soft, hard, <br>) are spaces. The text is normalised for matching: curly quotes and
 * primes become ' and ", every kind of space becomes ' ', soft hyphens and zero-width characters
 * vanish, U+2011 becomes '-'; en and em dashes stay, apart from hyphens. Runs of spaces are kept as
 * typed, but a block begins and ends with a visible character (code keeps its first indentation).
 * What is not visible (images with their alternative text, tags, comments, scripts, link targets,
 * definitions) is not there, and a block without visible text is none. "<Company Name>", which is
 * no tag of HTML, is text.
 *
 * Segments map prose to source and rise strictly on both sides. A verbatim segment maps byte for
 * byte, lengths being equal (a tab or a line feed is a space in it); any other stands for one
 * normalised or decoded character (or the text of one entity), all of which shares the segment's
 * source span. A prose byte in no segment is synthetic: a block separator, or the place of a block
 * that could not be aligned.
 */
#ifndef LL_TEXT_PROSE_H
#define LL_TEXT_PROSE_H

#include "text/markdown.h"
#include "text/source.h"

typedef struct ll_segment {
    ll_span prose, source;
    bool verbatim; /* equal lengths alone do not tell: "&nGt;" decodes to as many bytes */
} ll_segment;

typedef enum ll_block_kind {
    LL_BLOCK_PARAGRAPH,
    LL_BLOCK_HEADING,
    LL_BLOCK_CODE, /* one block a code block; lines inside are divided by ' ' and listed in breaks
                    */
    LL_BLOCK_HTML, /* the text between the tags; split at block-level tags */
} ll_block_kind;

typedef struct ll_block {
    ll_block_kind kind;
    ll_span prose;
    ll_span source;  /* of the whole block, markup included */
    uint32_t item;   /* index in ll_prose.items of the innermost list item, or LL_NONE */
    uint32_t quotes; /* depth of block quotes around it */
    uint32_t level;  /* headings */
    bool fenced;     /* code */
    bool aligned;    /* false: the words are there, mapped to the whole block's span */
} ll_block;

/* A list item: which blocks it holds (at least one, nested ones included) and the item around it.
 * An item without visible text is not listed. */
typedef struct ll_item {
    uint32_t first_block, end_block; /* indices; end exclusive */
    uint32_t parent;                 /* index of the enclosing item, or LL_NONE */
    uint32_t list;                   /* number of its list, counted from 0 in document order */
    uint32_t quotes;                 /* depth of block quotes around it */
    uint32_t number;                 /* in a numbered list: its own */
    bool numbered;
} ll_item;

typedef enum ll_break_kind { LL_BREAK_SOFT, LL_BREAK_HARD } ll_break_kind;

/* A line break inside a block: the prose byte (a space) that stands for it. <br> is hard, and so is
 * a block-level tag inside a paragraph. */
typedef struct ll_break {
    uint32_t prose;
    ll_break_kind kind;
} ll_break;

/* What text is marked up as. */
typedef enum ll_mark_kind {
    LL_MARK_LINK, /* link texts, autolinks included */
    LL_MARK_EMPHASIS,
    LL_MARK_STRONG,
    LL_MARK_COUNT,
} ll_mark_kind;

/* A Markdown image; its text is what would be read aloud in its place. */
typedef struct ll_image {
    ll_span source;
    ll_str text;
} ll_image;

typedef struct ll_prose {
    const ll_source *source;
    char *text; /* NUL behind it */
    uint32_t length;
    ll_segment *segments;
    uint32_t segment_count;
    ll_block *blocks;
    uint32_t block_count;
    ll_item *items;
    uint32_t item_count;
    ll_break *breaks;
    uint32_t break_count;
    ll_span *code; /* source spans of code spans and code blocks, fences included */
    uint32_t code_count;
    ll_span *marks[LL_MARK_COUNT]; /* prose spans; of nested ones of a kind the outermost */
    uint32_t mark_counts[LL_MARK_COUNT];
    ll_image *images; /* also where the block around them is none, for want of words */
    uint32_t image_count;
    uint32_t unaligned; /* blocks that needed the fallback; 0 on every input known */
} ll_prose;

/* Builds the prose of a parsed text. Source offset `from` is where Markdown began (after front
 * matter): the tree's line 1 is the line that starts there. */
void ll_prose_build(ll_prose *out, ll_arena *arena, const ll_source *source, uint32_t from,
                    const ll_markdown *markdown);

/* Words that stand before the Markdown: a text that front matter gives, and where. */
typedef struct ll_preface {
    ll_str text; /* empty: there is none */
    ll_span source;
} ll_preface;

/* The same with a paragraph of its own before all others. */
void ll_prose_build_behind(ll_prose *out, ll_arena *arena, const ll_source *source,
                           const ll_preface *lead, uint32_t from, const ll_markdown *markdown);

/* The smallest source span that holds a prose span. An empty one, or one of separators alone, gives
 * an empty one; what lies beyond the prose is cut off. */
ll_span ll_prose_to_source(const ll_prose *prose, ll_span span);

/* The prose offset nearest to a source offset: of the first prose byte at or after it. */
uint32_t ll_prose_from_source(const ll_prose *prose, uint32_t offset);

/* Index of the block that holds the prose offset (a separator belongs to the block before); LL_NONE
 * where there is no block. */
uint32_t ll_prose_block_at(const ll_prose *prose, uint32_t offset);

/* Whether a source offset lies in code. */
bool ll_prose_in_code(const ll_prose *prose, uint32_t source_offset);

#endif
