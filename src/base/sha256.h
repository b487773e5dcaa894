/* SHA-256 (FIPS 180-4), for names of what is kept by its content. */
#ifndef LL_BASE_SHA256_H
#define LL_BASE_SHA256_H

#include "base/str.h"

enum { LL_SHA256_SIZE = 32, LL_SHA256_BLOCK = 64 };

typedef struct ll_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[LL_SHA256_BLOCK];
} ll_sha256;

void ll_sha256_begin(ll_sha256 *digest);
void ll_sha256_add(ll_sha256 *digest, const void *bytes, size_t length);
/* A text with its length before it, so that of two texts in a row the seam counts too. */
void ll_sha256_add_str(ll_sha256 *digest, ll_str text);
void ll_sha256_end(unsigned char out[LL_SHA256_SIZE], ll_sha256 *digest);

#endif
