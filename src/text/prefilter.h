/* The prefilter: which of many patterns may match in a text, told in one pass over it.
 *
 * Every pattern brings its required literals (required.h). They are kept by their rarest three
 * bytes: at each place of the text, one bit tells whether any literal has these three, and only
 * then is compared. A pattern without literals is always a candidate.
 */
#ifndef LL_TEXT_PREFILTER_H
#define LL_TEXT_PREFILTER_H

#include "base/pack.h"
#include "text/required.h"

typedef struct ll_prefilter ll_prefilter;

/* As it is frozen. */
extern const ll_pack_type ll_prefilter_packed;

/* An index over the literals of `count` patterns. */
const ll_prefilter *ll_prefilter_new(ll_arena *arena, const ll_required *patterns, uint32_t count);

/* Sets bit p of `seen` for each pattern p that may match in `text`; bits that are set stay. `seen`
 * has a bit for each pattern, in bytes; `scratch` room for `text.length` bytes. */
void ll_prefilter_scan(uint8_t *seen, char *scratch, const ll_prefilter *prefilter, ll_str text);

#endif
