/* Sets of bytes; see byte_set.h. */
#include "base/byte_set.h"

void ll_byte_set_add(ll_byte_set *set, unsigned char byte) {
    set->words[byte / 64] |= UINT64_C(1) << (byte % 64);
}

bool ll_byte_set_is_empty(const ll_byte_set *set) {
    return (set->words[0] | set->words[1] | set->words[2] | set->words[3]) == 0;
}

bool ll_byte_sets_meet(const ll_byte_set *a, const ll_byte_set *b) {
    uint64_t common = 0;
    for (int i = 0; i < 4; i++)
        common |= a->words[i] & b->words[i];
    return common != 0;
}

bool ll_byte_set_has(const ll_byte_set *set, unsigned char byte) {
    return set->words[byte / 64] >> (byte % 64) & 1;
}
