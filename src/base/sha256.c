/* SHA-256 as FIPS 180-4 writes it down, section 6.2. */
#include "base/sha256.h"

#include <string.h>

enum { ROUNDS = 64, LENGTH_BYTES = 8 };

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* And of the square roots of the first eight. */
static const uint32_t first_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static uint32_t rotate(uint32_t x, unsigned bits) {
    return x >> bits | x << (32 - bits);
}

static void expand(uint32_t words[ROUNDS], const unsigned char *block) {
    for (uint32_t i = 0; i < 16; i++, block += 4)
        words[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
                   block[3];
    for (uint32_t i = 16; i < ROUNDS; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];
        words[i] = words[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + words[i - 7] +
                   (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

static void add_block(ll_sha256 *digest, const unsigned char *block) {
    uint32_t words[ROUNDS], s[8];
    expand(words, block);
    memcpy(s, digest->state, sizeof s);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
        uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        uint32_t first = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) + choice +
                         constants[i] + words[i];
        uint32_t second = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) + majority;
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += first;
        s[0] = first + second;
    }
    for (uint32_t i = 0; i < 8; i++)
        digest->state[i] += s[i];
}

void ll_sha256_begin(ll_sha256 *digest) {
    *digest = (ll_sha256){.length = 0};
    memcpy(digest->state, first_state, sizeof digest->state);
}

void ll_sha256_add(ll_sha256 *digest, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    while (length > 0) {
        size_t used = digest->length % LL_SHA256_BLOCK, free = LL_SHA256_BLOCK - used;
        size_t taken = length < free ? length : free;
        memcpy(digest->block + used, at, taken);
        digest->length += taken;
        at += taken;
        length -= taken;
        if (taken == free)
            add_block(digest, digest->block);
    }
}

void ll_sha256_add_str(ll_sha256 *digest, ll_str text) {
    unsigned char length[4];
    for (unsigned i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)(text.length >> 8 * i);
    ll_sha256_add(digest, length, sizeof length);
    ll_sha256_add(digest, text.data, text.length);
}

void ll_sha256_end(unsigned char out[LL_SHA256_SIZE], ll_sha256 *digest) {
    static const unsigned char padding[LL_SHA256_BLOCK] = {0x80};
    unsigned char length[LENGTH_BYTES];
    uint64_t bits = digest->length * 8;
    size_t used = (digest->length + LENGTH_BYTES) % LL_SHA256_BLOCK;
    for (unsigned i = 0; i < LENGTH_BYTES; i++)
        length[i] = (unsigned char)(bits >> 8 * (LENGTH_BYTES - 1 - i));
    ll_sha256_add(digest, padding, LL_SHA256_BLOCK - used);
    ll_sha256_add(digest, length, sizeof length);
    for (unsigned i = 0; i < LL_SHA256_SIZE; i++)
        out[i] = (unsigned char)(digest->state[i / 4] >> 8 * (3 - i % 4));
}
