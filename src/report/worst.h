/* The worst findings of a run, for reports that have room for so many and no more: texts in the
 * making, at most `limit` of each level, in the order in which they were found. */
#ifndef LL_REPORT_WORST_H
#define LL_REPORT_WORST_H

#include "base/writer.h"

enum { LL_WORST_LEVELS = 3 };

typedef struct ll_worst {
    size_t limit;
    size_t found[LL_WORST_LEVELS]; /* by level */
    ll_buf text[LL_WORST_LEVELS];
} ll_worst;

ll_worst *ll_worst_new(ll_arena *arena, size_t limit);
/* Where a finding is to be written, or NULL where its level has no room any more. */
ll_buf *ll_worst_add(ll_worst *worst, ll_level level);
/* Writes the errors, then the warnings, then the notes. */
void ll_worst_write(const ll_worst *worst, ll_writer *out);
/* Adds "12 warnings, 1 note": of each level what is above `limit` (0: all); nothing where there is
 * none. */
void ll_worst_count(ll_buf *to, const ll_worst *worst, size_t limit);

#endif
