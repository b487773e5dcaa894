/* Sets of bytes, as bits. */
#ifndef LL_BASE_BYTE_SET_H
#define LL_BASE_BYTE_SET_H

#include <stdbool.h>
#include <stdint.h>

/* Zero it: an empty set. */
typedef struct ll_byte_set {
    uint64_t words[4];
} ll_byte_set;

void ll_byte_set_add(ll_byte_set *set, unsigned char byte);
bool ll_byte_set_has(const ll_byte_set *set, unsigned char byte);
bool ll_byte_set_is_empty(const ll_byte_set *set);

/* Whether they have a byte in common. */
bool ll_byte_sets_meet(const ll_byte_set *a, const ll_byte_set *b);

#endif
