/* The letter as a page: what ll_result_page shows, from the prose and the reading of the letter. */
#ifndef LL_LETTER_PAGE_H
#define LL_LETTER_PAGE_H

#include "letter/letter.h"

/* Lays out the letter's page in the letter's arena. Texts point into its source, or the arena. */
void ll_page_build(ll_page *out, const ll_letter *letter);

#endif
