/* Text as pointer and length, and the buffer that builds it.
 *
 * An ll_str borrows; it need not end in NUL. Lengths and offsets are bytes in uint32_t: larger
 * input is refused before it gets here (ll_lint, yaml.c).
 */
#ifndef LL_BASE_STR_H
#define LL_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* No index, no offset. */
#define LL_NONE UINT32_MAX

typedef struct ll_str {
    const char *data;
    uint32_t length;
} ll_str;

/* A borrowed view of a C string. */
static inline ll_str ll_str_of(const char *text) {
    return (ll_str){text, (uint32_t)strlen(text)};
}

/* The part [start, end) of `text`; both are clamped to it. */
static inline ll_str ll_str_slice(ll_str text, uint32_t start, uint32_t end) {
    if (end > text.length)
        end = text.length;
    if (start > end)
        start = end;
    return (ll_str){start ? text.data + start : text.data, end - start};
}

/* Without ASCII white space at both ends. */
ll_str ll_str_trim(ll_str text);
bool ll_str_equal(ll_str a, ll_str b);
bool ll_str_is(ll_str a, const char *text);
/* Equal under ll_utf8_fold's folding of ASCII letters only. */
bool ll_str_equal_nocase(ll_str a, ll_str b);
bool ll_str_starts(ll_str text, const char *prefix);
bool ll_str_ends(ll_str text, const char *suffix);
/* Reads a text that is a decimal number and nothing else ("12", "-0.5"), whatever the locale of the
 * program around. */
bool ll_str_to_number(double *out, ll_str text);
/* The decimal digits of a number, in room for the largest; how many, at the end of that room. */
enum { LL_MOST_DIGITS = 20 };
uint32_t ll_str_digits(char digits[LL_MOST_DIGITS], uint64_t number);
/* Small letters, digits and single hyphens between them, as ids and names of terms are written. */
bool ll_str_is_kebab(ll_str text);
/* Byte order; for qsort and bsearch. */
int ll_str_compare(ll_str a, ll_str b);
/* A copy with a NUL behind it. */
char *ll_str_copy(ll_arena *arena, ll_str text);

/* A growing text in an arena; always NUL-terminated once anything was added. */
typedef struct ll_buf {
    ll_arena *arena;
    char *data;
    uint32_t length, capacity;
} ll_buf;

ll_buf ll_buf_on(ll_arena *arena);
void ll_buf_add(ll_buf *buf, const char *data, size_t length);
void ll_buf_add_str(ll_buf *buf, ll_str text);
void ll_buf_puts(ll_buf *buf, const char *text);
void ll_buf_putc(ll_buf *buf, char c);
void ll_buf_put_number(ll_buf *buf, uint64_t number);
/* Appends the UTF-8 of a code point. */
void ll_buf_put_code_point(ll_buf *buf, uint32_t code_point);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void ll_buf_printf(ll_buf *buf, const char *format, ...);
/* What was built; "" when nothing was. Borrowed from the arena. */
const char *ll_buf_text(const ll_buf *buf);
ll_str ll_buf_str(const ll_buf *buf);

/* A new formatted text in the arena. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
const char *
ll_format(ll_arena *arena, const char *format, ...);

/* The candidate nearest to `name` by edit distance (any case; adjacent transpositions count one),
 * if it is near enough to be what was meant (a third of the longer one's length, rounded up, but
 * not all of it), the first of several; else the only one of which it is a part, as "data" is of
 * "data-platform": the "did you mean" of every message. NULL where none is. */
const char *ll_suggest(const char *name, const char *const *candidates, size_t count);

#endif
