/* Writes prose: the growing flat text, its segments, blocks and marks. What is visible and where it
 * stands is decided by others (align.c, markup.c, prose.c); how it is normalised, and how segments
 * are merged, is decided here.
 *
 * Internal to prose. A block is opened, filled and closed; closing drops a block without a visible
 * character, and white space at a block's ends goes (indentation of code stays).
 */
#ifndef LL_TEXT_EMIT_H
#define LL_TEXT_EMIT_H

#include "text/prose.h"

/* How far everything has grown, to go back to. */
typedef struct ll_emit_mark {
    uint32_t text, segments, breaks, code, images, marks[LL_MARK_COUNT];
} ll_emit_mark;

typedef struct ll_emit {
    ll_arena *arena;
    ll_prose *prose;
    uint32_t text_capacity, segment_capacity, block_capacity, item_capacity, break_capacity,
        code_capacity, image_capacity, mark_capacity[LL_MARK_COUNT];
    ll_emit_mark before; /* the open block: what was there before it */
    uint32_t start;      /* the open block: where its prose begins */
    bool mapped;         /* the open block: false writes text without segments */
    bool keep_indent;    /* the open block: white space at its start stays */
} ll_emit;

/* Starts on an empty prose for a text of about `length` bytes. */
void ll_emit_init(ll_emit *emit, ll_arena *arena, ll_prose *prose, uint32_t length);

void ll_emit_open_block(ll_emit *emit, bool mapped, bool keep_indent);

/* Closes the open block; false, and nothing is left of it but its code spans and images, where it
 * has no visible character. `block.prose` is filled in. */
bool ll_emit_close_block(ll_emit *emit, ll_block block);

/* Forgets what the open block holds, code spans and images included, and opens it anew. */
void ll_emit_restart_block(ll_emit *emit, bool mapped);

/* Text that stands in the source as it is, from `source` on; normalised char by char. */
void ll_emit_verbatim(ll_emit *emit, ll_str text, uint32_t source);

/* Text that the source bytes of `source` stand for as a whole. */
void ll_emit_decoded(ll_emit *emit, ll_str text, ll_span source);

/* A line break: one space. */
void ll_emit_break(ll_emit *emit, ll_break_kind kind, ll_span source);

/* Whether the open block ends in a hard break, so that a further break adds nothing. */
bool ll_emit_ends_in_hard_break(const ll_emit *emit);

void ll_emit_code(ll_emit *emit, ll_span source);
/* Marks what was written since `prose_start`. */
void ll_emit_mark_text(ll_emit *emit, ll_mark_kind kind, uint32_t prose_start);
void ll_emit_image(ll_emit *emit, ll_image image);
uint32_t ll_emit_item(ll_emit *emit, ll_item item);

#endif
