/* Parting: a block of the prose in which two parts of the letter meet becomes two blocks. */
#ifndef LL_LETTER_PARTING_H
#define LL_LETTER_PARTING_H

#include "letter/lines.h"

/* Cuts each block where its lines, whose parts are known, go over from one part to another. */
void ll_parting_make(ll_prose *prose, ll_lines *lines);

#endif
