/* Boundaries: where a literal may begin and end in prose.
 *
 * A boundary is a place between two characters that do not belong to the same token. Letters,
 * digits and '_' hold together, and so does what joins them:
 *
 *     Node.js  p99.9  .NET   a dot before a letter or digit (but not a run of dots)
 *     C++  10k+  C#          '+' and '#' behind a word; one '+' between two words parts them
 *     AT&T  R&D  me@here     '&' and '@' between words
 *     50%  1,200             '%' behind a digit, a comma between digits
 *     can't  O'Reilly        an apostrophe within a word, but not before 's, 'm, 'd, 're, 've, 'll
 *
 * All else parts: spaces, hyphens and dashes, slashes, brackets, quotes, the dot that ends a
 * sentence. What lies in a URL or an e-mail address is no token of its own; those are listed apart.
 */
#ifndef LL_RULE_BOUNDARY_H
#define LL_RULE_BOUNDARY_H

#include "text/sentences.h"

/* Whether `offset`, between two characters of the prose or at an end of it, is a boundary. */
bool ll_boundary_at(ll_str text, uint32_t offset);

/* Appends the URLs, e-mail addresses and domains with a path in `text`, rising. */
void ll_boundary_addresses(ll_spans *out, ll_arena *arena, ll_str text);

#endif
