/* What a pattern requires: where a match of it can begin, and what must stand from there on.
 *
 * Searching for thousands of fixed texts at once costs less than trying one pattern, so a pattern
 * is tried only where it can begin and what it requires follows. Both are found by reading the
 * pattern as PCRE2 would; wherever that gets difficult, nothing is known. The answer may be weaker
 * than the truth, never stronger.
 *
 * Fixed texts are in the folding of fold.h; bytes are those of the text itself.
 */
#ifndef LL_TEXT_REQUIRED_H
#define LL_TEXT_REQUIRED_H

#include "base/byte_set.h"
#include "base/str.h"

enum {
    LL_REQUIRED_LENGTH = 3, /* the shortest text that is worth requiring */
    LL_REQUIRED_LONGEST = 8,
    LL_REQUIRED_NEEDS = 3,
};

/* Fixed texts of which one must stand somewhere at or behind the start of a match. */
typedef struct ll_need {
    const ll_str *texts;
    uint32_t count;
} ll_need;

/* Where something can stand; each place is also one of those above it. */
typedef enum ll_start {
    LL_START_ANYWHERE,
    LL_START_WORD,   /* no letter, digit or '_' of ASCII stands before it */
    LL_START_CLAUSE, /* a run of white space does, and none of these before that; or the text
                        begins there */
    LL_START_TEXT,   /* the text begins there */
    LL_STARTS
} ll_start;

/* A fixed text with which a match begins, of 1 to LL_REQUIRED_LONGEST bytes. */
typedef struct ll_lead {
    ll_str text;
    ll_start start;
} ll_lead;

typedef struct ll_required {
    ll_need needs[LL_REQUIRED_NEEDS]; /* each of them */
    uint32_t need_count;
    ll_byte_set bytes; /* one of these too, at or behind the start; empty: nothing is known */
    /* `placed`: a match begins with one of the leads, or with a byte of `first` for where it
     * stands. Else it may begin anywhere, or in so many places that a search is cheaper. */
    bool placed;
    const ll_lead *leads;
    uint32_t lead_count;
    ll_byte_set first[LL_STARTS];
} ll_required;

/* `pattern` compiles; whether it ignores case does not matter. */
ll_required ll_required_of(ll_arena *arena, ll_str pattern);

#endif
