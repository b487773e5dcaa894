/* Folding: a text made ready for the search for fixed texts.
 *
 * Patterns match in any case, and most of them write `\s+` between words. So ASCII letters become
 * small, the two characters that match an ASCII letter in another case (U+017F long s, U+212A
 * kelvin sign) become that letter, and any run of white space becomes one space. What a pattern
 * finds then stands in the folded text as one of a few fixed texts.
 */
#ifndef LL_TEXT_FOLD_H
#define LL_TEXT_FOLD_H

#include "base/str.h"

enum {
    LL_FOLD_PADDING = 16
}; /* zero bytes behind a folded text: it is read some bytes at a time */

typedef struct ll_folded {
    char *text;
    uint32_t length;
    /* Where each byte stands in the original, and one more; NULL: nothing has moved. */
    uint32_t *places;
} ll_folded;

/* Room for folding texts of up to `longest` bytes. */
typedef struct ll_fold_room {
    char *text;
    uint32_t *places;
} ll_fold_room;

ll_fold_room ll_fold_room_new(ll_arena *arena, uint32_t longest);

/* Folds into the room, which the answer borrows until the next call. */
ll_folded ll_fold(ll_fold_room *room, ll_str text);

#endif
