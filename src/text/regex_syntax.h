/* Pieces of PCRE2's syntax that all who read patterns need: regex.h, required.h. */
#ifndef LL_TEXT_REGEX_SYNTAX_H
#define LL_TEXT_REGEX_SYNTAX_H

#include "base/str.h"

enum { LL_REGEX_MANY = UINT16_MAX + 1 }; /* times, and more: PCRE2 counts no further */

/* "{2,}" at `*at`, which is then passed: true where a quantifier stands; '{' is else a character.
 */
bool ll_regex_counted(const char **at, const char *end, uint32_t *least, uint32_t *most);

/* The name of a property, behind \p, which is then passed: "Lu" of {Lu}, "L" of L. */
ll_str ll_regex_property(const char **at, const char *end);

/* Whether a pattern holds what matches ASCII in another case (fold.h): that is not expected. */
bool ll_regex_holds_odd_letters(ll_str pattern);

#endif
