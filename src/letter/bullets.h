/* Bullets: the mark of a list that was typed by hand, told by the lines around it where the line
 * alone does not tell. */
#ifndef LL_LETTER_BULLETS_H
#define LL_LETTER_BULLETS_H

#include "letter/lines.h"

/* The length of the bullet that opens line `index`, with the blanks behind; 0 where none does. */
uint32_t ll_bullets_length(const ll_lines *lines, uint32_t index);

#endif
