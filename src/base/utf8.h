/* UTF-8: validate, decode, encode, and the two character questions that matching asks.
 *
 * Everything but ll_utf8_find_invalid expects valid UTF-8; letters and rule files are checked once
 * when they are read. No locale and no Unicode library: the few properties needed are ranges here.
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
uint32_t ll_utf8_decode(const char *text, uint32_t length, uint32_t offset, uint32_t *next);

/* The code point that ends at `offset` (above 0); `*start` is where it begins. */
uint32_t ll_utf8_decode_before(const char *text, uint32_t offset, uint32_t *start);

/* Writes 1 to 4 bytes; returns how many. */
size_t ll_utf8_encode(char bytes[4], uint32_t code_point);

/* Code points in `length` bytes. */
uint32_t ll_utf8_count(const char *text, size_t length);

/* How many of `length` bytes to show where `limit` is all the room: no character is cut in two. */
uint32_t ll_utf8_cut(const char *text, uint32_t length, uint32_t limit);

/* A letter, a digit or '_'. Outside ASCII everything is one except the blocks of punctuation,
 * symbols, arrows, dingbats, emoji and private use. */
bool ll_utf8_is_word(uint32_t code_point);
bool ll_utf8_is_digit(uint32_t code_point); /* ASCII digits */
/* The capital letters that ll_utf8_fold knows. */
bool ll_utf8_is_upper(uint32_t code_point);
/* White space: ASCII, no-break, and the spaces of U+2000 to U+3000. */
bool ll_utf8_is_space(uint32_t code_point);

/* Folds case in place where the folded letter has as many bytes (ASCII, Latin with its accents,
 * Vietnamese included, Greek, Cyrillic), so that offsets stay. Other letters are kept. */
void ll_utf8_fold(char *text, size_t length);
/* The same for one code point. */
uint32_t ll_utf8_fold_code_point(uint32_t code_point);

#endif
