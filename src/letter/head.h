/* The head of a letter: header and salutation. */
#ifndef LL_LETTER_HEAD_H
#define LL_LETTER_HEAD_H

#include "letter/finder.h"

/* Finds header and salutations (only the header where `salutation` is false), sets their parts and
 * f->body. */
void ll_head_find(ll_finder *f, bool salutation);

/* Takes the first line that begins with `text` as the salutation; false where none does. */
bool ll_head_take(ll_finder *f, ll_str text);

#endif
