/* How needles are hashed and compared: shared by those who build the table of prefilter.h and those
 * who look into it. */
#ifndef LL_TEXT_PREFILTER_HASH_H
#define LL_TEXT_PREFILTER_HASH_H

#include "text/prefilter.h"

#include <string.h>

/* Needles are hashed by as many of their bytes as one of these says: by six, since hundreds begin
 * with the same four. */
enum { LL_NEEDLE_LENGTHS = 4 };
static const uint8_t ll_needle_lengths[LL_NEEDLE_LENGTHS] = {2, 3, 4, 6};

/* Of a hash's flags, bit `n` tells of needles by the n-th length that count anywhere, and bit n + 4
 * of those that do at the start of a word, or some of these (ll_start). */
enum {
    LL_NEEDLE_ANYWHERE = 1 << 0,
    LL_NEEDLE_WORD = 1 << LL_NEEDLE_LENGTHS,
};

/* The next eight bytes. */
static inline uint64_t ll_needle_load(const char *text) {
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/* The first `length` of eight bytes in memory, 1 to 8. */
static inline uint64_t ll_needle_mask(uint32_t length) {
    static const unsigned char ones[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    return ll_needle_load((const char *)ones + 8 - length);
}

/* Multiplicative hashing (D. Knuth, The Art of Computer Programming, vol. 3, 6.4). */
static inline uint32_t ll_needle_hash(uint64_t bytes, uint32_t length) {
    return (uint32_t)(((bytes & ll_needle_mask(length)) * UINT64_C(0x9E3779B97F4A7C15)) >>
                      (64 - LL_PREFILTER_HASH_BITS));
}

#endif
