/* Normal characters: what stands in prose for what writers and word processors type. Prose and the
 * literals it is searched for go through the same table, so they always meet. */
#ifndef LL_TEXT_NORMAL_H
#define LL_TEXT_NORMAL_H

#include "base/str.h"

/* Writes what the character at text[at] becomes to `bytes` and returns how many bytes that is (0:
 * it vanishes); `*next` is where the following character begins. */
uint32_t ll_normal_char(char bytes[4], ll_str text, uint32_t at, uint32_t *next);

#endif
