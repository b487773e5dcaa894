/* Parting: a block of the prose in which two parts of the letter meet, or a heading and what is
 * below it, becomes two blocks. */
#ifndef LL_LETTER_PARTING_H
#define LL_LETTER_PARTING_H

#include "letter/lines.h"

/* Cuts each block where its lines, whose parts and headings are known, go over from one part to
 * another, and above and below a heading. */
void ll_parting_make(ll_prose *prose, ll_lines *lines);

#endif
