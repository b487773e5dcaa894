/* Negation: whether what stands in a letter is said not to be there ("without any tracing"). */
#ifndef LL_RULE_NEGATION_H
#define LL_RULE_NEGATION_H

#include "letter/letter.h"

/* Whether a negator of the vocabulary reaches the prose offset `at`, which lies in `sentence`. */
bool ll_negated(const ll_letter *letter, ll_span sentence, uint32_t at);

#endif
