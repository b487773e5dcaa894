/* The tail of a letter: sign-off and postscript. */
#ifndef LL_LETTER_TAIL_H
#define LL_LETTER_TAIL_H

#include "letter/finder.h"

/* Finds sign-off and postscript behind f->body, sets their parts and f->tail. */
void ll_tail_find(ll_finder *f);

/* Takes the last line that begins with `text` as the sign-off; false where none does. */
bool ll_tail_take(ll_finder *f, ll_str text);

/* There is no sign-off; there may be a postscript. */
void ll_tail_none(ll_finder *f);

#endif
