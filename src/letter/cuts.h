/* Cuts: a text without its comments to letterlint, so that a letter reads the same with and without
 * them.
 *
 * To CommonMark a comment on a line of its own ends the paragraph, one at a line's beginning turns
 * off all Markdown on its line, and one that holds "--" is text. A writer who tells letterlint
 * something wants none of that. So the comments are taken out, with what would be left of their
 * lines; the text is read again; and every place is moved back to where it was. */
#ifndef LL_LETTER_CUTS_H
#define LL_LETTER_CUTS_H

#include "text/prose.h"

typedef struct ll_cuts {
    ll_span *items; /* source; rising, apart */
    uint32_t count, capacity;
    const ll_source *source;
    ll_source rest; /* what is left */
    uint32_t *gone; /* bytes that were cut before each, and behind it one more: all */
} ll_cuts;

/* What has to go with a comment: its line, where nothing else is on it; blanks that it would leave
 * behind. */
ll_span ll_cut_of(const ll_source *source, ll_span comment);

/* Takes the comments out; `spans` rise. */
void ll_cuts_make(ll_cuts *out, ll_arena *arena, const ll_source *source, const ll_span *spans,
                  uint32_t count);

/* Moves a prose of the rest back to the source. */
void ll_cuts_undo(ll_prose *prose, ll_arena *arena, const ll_cuts *cuts);

#endif
