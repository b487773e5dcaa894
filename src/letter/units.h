/* Units: what rules look at, from the pieces and parts of a letter. */
#ifndef LL_LETTER_UNITS_H
#define LL_LETTER_UNITS_H

#include "letter/paragraphs.h"

/* Fills letter->units; everything else of the letter is read already. */
void ll_units_find(ll_letter *letter, const ll_lines *lines, const ll_pieces *pieces);

#endif
