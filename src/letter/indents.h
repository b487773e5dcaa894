/* Indents: writers indent by tabs, and CommonMark takes that for code. */
#ifndef LL_LETTER_INDENTS_H
#define LL_LETTER_INDENTS_H

#include "text/prose.h"
#include "text/vocabulary.h"

/* Makes paragraphs of indented code that reads as prose, as bullets, or as the head or foot of a
 * letter; an indented first line joins the paragraph below it. Their spans leave prose->code. */
void ll_indents_adopt(ll_prose *prose, const ll_vocabulary *vocabulary, ll_arena *arena);

#endif
