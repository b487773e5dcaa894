/* Factoring: a pattern that means the same and is matched faster.
 *
 * The lists of words that rules are made of become alternations of a hundred branches, and PCRE2
 * tries them one by one at each place. Branches that begin with the same character are put together
 * behind it, (?:build|built|cut|coded) → (?:b(?:uild|uilt)|c(?:ut|oded)), so that most places are
 * done with after one look at each first character. Nothing else changes: captures keep their
 * numbers, and of several branches that match, the same one wins.
 */
#ifndef LL_TEXT_FACTOR_H
#define LL_TEXT_FACTOR_H

#include "base/str.h"

/* The factored pattern, or `pattern` itself where there is nothing to gain or its syntax is not
 * read here. `pattern` compiles; whether it ignores case does not matter. */
ll_str ll_factor(ll_arena *arena, ll_str pattern);

#endif
