/* Sets of numbers, a bit each: what goes from one member to the next looks at a word of them at
 * once. */
#ifndef LL_BASE_BITS_H
#define LL_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LL_BITS_WORD = 64 };

/* How many words hold numbers below `count`; one at least. */
static inline size_t ll_bits_words(uint32_t count) {
    return (size_t)count / LL_BITS_WORD + 1;
}

static inline bool ll_bits_has(const uint64_t *bits, uint32_t number) {
    return bits[number / LL_BITS_WORD] >> number % LL_BITS_WORD & 1;
}

static inline void ll_bits_add(uint64_t *bits, uint32_t number) {
    bits[number / LL_BITS_WORD] |= UINT64_C(1) << number % LL_BITS_WORD;
}

/* The first member from `from` on and below `count`, which is less than 2^32 - 64; `count` where
 * there is none. */
static inline uint32_t ll_bits_next(const uint64_t *bits, uint32_t from, uint32_t count) {
    while (from < count) {
        uint64_t rest = bits[from / LL_BITS_WORD] >> from % LL_BITS_WORD;
        if (rest) { /* what GCC and Clang both call the number of zeros below the lowest one */
            uint32_t found = from + (uint32_t)__builtin_ctzll(rest);
            return found < count ? found : count;
        }
        from += LL_BITS_WORD - from % LL_BITS_WORD;
    }
    return count;
}

#endif
