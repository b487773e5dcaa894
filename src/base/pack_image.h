/* How an image is laid out: for the writer (pack.c) and the check (pack_check.c).
 *
 *     header | objects with pointers | where these pointers are | everything else
 *
 * A pointer is written as a place: an offset into one of the two parts, and a bit for which. One
 * that is near is written as what it is, and leads from the last part into the last part.
 */
#ifndef LL_BASE_PACK_IMAGE_H
#define LL_BASE_PACK_IMAGE_H

#include "base/pack.h"

enum { LL_PACK_ALIGNMENT = 8 };

typedef enum ll_pack_part { LL_PACK_LINKED, LL_PACK_REST } ll_pack_part;

typedef struct ll_pack_header {
    char magic[8];
    uint64_t root;                               /* a place */
    uint32_t linked_size, link_count, rest_size; /* in bytes, but for the count */
    uint32_t pointer_size;
} ll_pack_header;

extern const char ll_pack_magic[8];

/* The bytes that the list of so many links takes. */
uint64_t ll_pack_links_size(uint32_t count);

/* Whether objects of a type go where the pointers are: they hold some, or something left out. */
bool ll_pack_is_linked(const ll_pack_type *type);

/* Whether objects of a type lead to others, or hold what does. */
bool ll_pack_is_leading(const ll_pack_type *type);

#endif
