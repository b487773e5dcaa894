/* Required literals: what a text must hold for a pattern to match in it.
 *
 * Searching for a few hundred fixed texts at once costs less than trying one pattern, so a pattern
 * is tried only where one of its literals stands. The literals are found by reading the pattern as
 * PCRE2 would; wherever that gets difficult, nothing is required. The answer may be weaker than the
 * truth, never stronger.
 */
#ifndef LL_TEXT_REQUIRED_H
#define LL_TEXT_REQUIRED_H

#include "base/byte_set.h"
#include "base/str.h"

/* Any match holds at least one of the literals, in the folding of ll_required_fold; none: none is
 * known. Each is at least LL_REQUIRED_LENGTH bytes of ASCII. And it holds at least one of the
 * bytes; an empty set: nothing is known. */
typedef struct ll_required {
    const ll_str *literals;
    uint32_t count;
    ll_byte_set bytes;
} ll_required;

enum { LL_REQUIRED_LENGTH = 3 };

/* `pattern` compiles; whether it ignores case does not matter. */
ll_required ll_required_of(ll_arena *arena, ll_str pattern);

/* Folds a text for the search: ASCII letters to lower case, and the two characters that match an
 * ASCII letter in any case (U+017F long s, U+212A kelvin sign) to that letter. Returns the new
 * length; `out` has room for `text.length` bytes. */
uint32_t ll_required_fold(char *out, ll_str text);

#endif
