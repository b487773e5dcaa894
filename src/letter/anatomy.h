/* Anatomy: which part of the letter each visible line belongs to. */
#ifndef LL_LETTER_ANATOMY_H
#define LL_LETTER_ANATOMY_H

#include "letter/lines.h"

/* Sets the part of every line; a line whose beginning is a salutation is cut in two. `meta` may
 * override salutation and sign-off ("letterlint.salutation", "letterlint.signoff": the text it
 * begins with, or "none"). */
void ll_anatomy_find(ll_lines *lines, const ll_vocabulary *vocabulary, const ll_meta_table *meta);

#endif
