/* Dashes: a signature that a dash leads is a list to CommonMark, and to nobody else. */
#ifndef LL_LETTER_DASHES_H
#define LL_LETTER_DASHES_H

#include "letter/lines.h"

/* Takes "- Ada Byron" below the last sentence, and the lines with ways to reach her, out of their
 * list. */
void ll_dashes_adopt(ll_prose *prose, const ll_lines *lines, const ll_vocabulary *vocabulary);

#endif
