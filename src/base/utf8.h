/* UTF-8: validate, decode, encode, and the two character questions that matching asks.
 *
 * Everything but ll_utf8_find_invalid expects valid UTF-8; letters and rule files are checked once
 * when they are read. No locale and no Unicode library: the few properties needed are ranges here.
 *
 * Nearly every character of a letter is ASCII: what is asked of each is answered here at once, and
 * utf8.c is called for the others alone (ll_utf8_wide_…, which nobody else calls).
 */
#ifndef LL_BASE_UTF8_H
#define LL_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above
 * U+10FFFF are invalid), or `length`. */
size_t ll_utf8_find_invalid(const char *text, size_t length);

/* The code point at `offset`, which must be below `length`; `*next` is where the following begins.
 */
static inline uint32_t ll_utf8_decode(const char *text, uint32_t length, uint32_t offset,
                                      uint32_t *next);

/* The code point that ends at `offset` (above 0); `*start` is where it begins. */
static inline uint32_t ll_utf8_decode_before(const char *text, uint32_t offset, uint32_t *start);

/* Writes 1 to 4 bytes; returns how many. */
size_t ll_utf8_encode(char bytes[4], uint32_t code_point);

/* Code points in `length` bytes. */
uint32_t ll_utf8_count(const char *text, size_t length);

/* How many of `length` bytes to show where `limit` is all the room: no character is cut in two. */
uint32_t ll_utf8_cut(const char *text, uint32_t length, uint32_t limit);

/* A letter, a digit or '_'. Outside ASCII everything is one except the blocks of punctuation,
 * symbols, arrows, dingbats, emoji and private use. */
static inline bool ll_utf8_is_word(uint32_t code_point);
static inline bool ll_utf8_is_digit(uint32_t code_point); /* ASCII digits */
/* The capital letters that ll_utf8_fold knows. */
static inline bool ll_utf8_is_upper(uint32_t code_point);
/* White space: ASCII, no-break, and the spaces of U+2000 to U+3000. */
static inline bool ll_utf8_is_space(uint32_t code_point);

/* Folds case in place where the folded letter has as many bytes (ASCII, Latin with its accents,
 * Vietnamese included, Greek, Cyrillic), so that offsets stay. Other letters are kept. */
void ll_utf8_fold(char *text, size_t length);
/* The same for one code point. */
static inline uint32_t ll_utf8_fold_code_point(uint32_t code_point);

/* --- ASCII ---------------------------------------------------------------------------------- */

uint32_t ll_utf8_wide_decode(const char *text, uint32_t length, uint32_t offset, uint32_t *next);
uint32_t ll_utf8_wide_decode_before(const char *text, uint32_t offset, uint32_t *start);
bool ll_utf8_wide_is_word(uint32_t code_point);
bool ll_utf8_wide_is_space(uint32_t code_point);
uint32_t ll_utf8_wide_fold(uint32_t code_point);

static inline uint32_t ll_utf8_decode(const char *text, uint32_t length, uint32_t offset,
                                      uint32_t *next) {
    unsigned char byte = (unsigned char)text[offset];
    *next = offset + 1;
    return byte < 0x80 ? byte : ll_utf8_wide_decode(text, length, offset, next);
}

static inline uint32_t ll_utf8_decode_before(const char *text, uint32_t offset, uint32_t *start) {
    unsigned char byte = (unsigned char)text[offset - 1];
    *start = offset - 1;
    return byte < 0x80 ? byte : ll_utf8_wide_decode_before(text, offset, start);
}

static inline bool ll_utf8_is_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static inline bool ll_utf8_is_word(uint32_t c) {
    bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return letter || ll_utf8_is_digit(c) || c == '_' || (c >= 0x80 && ll_utf8_wide_is_word(c));
}

static inline bool ll_utf8_is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && ll_utf8_wide_is_space(c));
}

static inline uint32_t ll_utf8_fold_code_point(uint32_t c) {
    if (c >= 0x80)
        return ll_utf8_wide_fold(c);
    return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

static inline bool ll_utf8_is_upper(uint32_t c) {
    return ll_utf8_fold_code_point(c) != c;
}

#endif
