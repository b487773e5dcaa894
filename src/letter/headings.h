/* Headings that were typed as text: a line in bold above the sentences it announces. */
#ifndef LL_LETTER_HEADINGS_H
#define LL_LETTER_HEADINGS_H

#include "letter/lines.h"

/* Marks the lines of the body, whose parts are known, that are headings to a reader and part of a
 * paragraph to CommonMark. */
void ll_headings_find(ll_lines *lines, const ll_vocabulary *vocabulary);

#endif
