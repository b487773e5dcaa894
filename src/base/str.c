/* Text helpers and the growing buffer of str.h. */
#include "base/str.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

ll_str ll_str_trim(ll_str text) {
    while (text.length && is_space(text.data[0]))
        text = ll_str_slice(text, 1, text.length);
    while (text.length && is_space(text.data[text.length - 1]))
        text.length--;
    return text;
}

bool ll_str_equal(ll_str a, ll_str b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

bool ll_str_is(ll_str a, const char *text) {
    return ll_str_equal(a, ll_str_of(text));
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool ll_str_equal_nocase(ll_str a, ll_str b) {
    if (a.length != b.length)
        return false;
    for (uint32_t i = 0; i < a.length; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    return true;
}

bool ll_str_starts(ll_str text, const char *prefix) {
    uint32_t i = 0;
    while (prefix[i] && i < text.length && text.data[i] == prefix[i])
        i++;
    return prefix[i] == '\0';
}

bool ll_str_ends(ll_str text, const char *suffix) {
    size_t length = strlen(suffix);
    return text.length >= length &&
           (length == 0 || memcmp(text.data + text.length - length, suffix, length) == 0);
}

bool ll_str_to_number(double *out, ll_str text) {
    double digits = 0, scale = 1;
    bool negative = ll_str_starts(text, "-"), any = false, fraction = false;
    for (uint32_t i = negative; i < text.length; i++) {
        char c = text.data[i];
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9')
            return false;
        digits = digits * 10 + (c - '0');
        scale *= fraction ? 10 : 1;
        any = true;
    }
    if (!any || digits > 1e300 || scale > 1e300)
        return false;
    *out = (negative ? -digits : digits) / scale;
    return true;
}

uint32_t ll_str_digits(char digits[LL_MOST_DIGITS], uint64_t number) {
    uint32_t count = 0;
    do {
        digits[LL_MOST_DIGITS - ++count] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return count;
}

bool ll_str_is_kebab(ll_str text) {
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        bool hyphen = c == '-' && i > 0 && i + 1 < text.length && text.data[i - 1] != '-';
        if (!plain && !hyphen)
            return false;
    }
    return text.length > 0;
}

int ll_str_compare(ll_str a, ll_str b) {
    uint32_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

char *ll_str_copy(ll_arena *arena, ll_str text) {
    return ll_arena_copy(arena, text.data, text.length);
}

ll_buf ll_buf_on(ll_arena *arena) {
    return (ll_buf){.arena = arena};
}

/* Makes room for `more` bytes and a NUL. */
static void reserve(ll_buf *buf, size_t more) {
    if (more >= UINT32_MAX - buf->length - 1)
        ll_arena_fail(buf->arena);
    uint32_t need = buf->length + (uint32_t)more + 1;
    if (need <= buf->capacity)
        return;
    uint32_t capacity = buf->capacity < UINT32_MAX / 2 ? buf->capacity * 2 : UINT32_MAX;
    if (capacity < need)
        capacity = need < 64 ? 64 : need;
    buf->data = ll_arena_resize(buf->arena, buf->data, buf->capacity, capacity);
    buf->capacity = capacity;
}

void ll_buf_add(ll_buf *buf, const char *data, size_t length) {
    reserve(buf, length);
    if (length)
        memcpy(buf->data + buf->length, data, length);
    buf->length += (uint32_t)length;
    buf->data[buf->length] = '\0';
}

void ll_buf_add_str(ll_buf *buf, ll_str text) {
    ll_buf_add(buf, text.data, text.length);
}

void ll_buf_puts(ll_buf *buf, const char *text) {
    ll_buf_add(buf, text, strlen(text));
}

void ll_buf_putc(ll_buf *buf, char c) {
    ll_buf_add(buf, &c, 1);
}

void ll_buf_put_number(ll_buf *buf, uint64_t number) {
    char digits[LL_MOST_DIGITS];
    uint32_t count = ll_str_digits(digits, number);
    ll_buf_add(buf, digits + LL_MOST_DIGITS - count, count);
}

void ll_buf_put_code_point(ll_buf *buf, uint32_t code_point) {
    char bytes[4];
    ll_buf_add(buf, bytes, ll_utf8_encode(bytes, code_point));
}

/* Into the room there is, and once more where that is too little. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
static void
add_formatted(ll_buf *buf, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    reserve(buf, 0);
    size_t room = buf->capacity - buf->length;
    int length = vsnprintf(buf->data + buf->length, room, format, arguments);
    if (length > 0 && (size_t)length >= room) {
        reserve(buf, (size_t)length);
        vsnprintf(buf->data + buf->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    buf->length += length > 0 ? (uint32_t)length : 0;
    buf->data[buf->length] = '\0';
}

void ll_buf_printf(ll_buf *buf, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    add_formatted(buf, format, arguments);
    va_end(arguments);
}

const char *ll_buf_text(const ll_buf *buf) {
    return buf->data ? buf->data : "";
}

ll_str ll_buf_str(const ll_buf *buf) {
    return (ll_str){ll_buf_text(buf), buf->length};
}

const char *ll_format(ll_arena *arena, const char *format, ...) {
    ll_buf buf = ll_buf_on(arena);
    va_list arguments;
    va_start(arguments, format);
    add_formatted(&buf, format, arguments);
    va_end(arguments);
    return ll_buf_text(&buf);
}

enum { SUGGEST_LONGEST = 63 };

static size_t least(size_t a, size_t b, size_t c) {
    size_t smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Optimal string alignment distance: Damerau-Levenshtein with adjacent transpositions. */
static size_t edit_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][SUGGEST_LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t change = above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            row[j] = least(above[j] + 1, row[j - 1] + 1, change);
            bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped && two_above[j - 2] + 1 < row[j])
                row[j] = two_above[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

/* Whether `name` is one or some of the parts that hyphens divide `whole` into. */
static bool is_part(const char *name, size_t length, const char *whole) {
    for (const char *at = whole; at; at = strchr(at, '-')) {
        at += *at == '-';
        size_t i = 0;
        while (i < length && lower(at[i]) == lower(name[i]))
            i++;
        if (i == length && (at[i] == '-' || at[i] == '\0'))
            return true;
    }
    return false;
}

/* The only candidate of which `name` is a part, or NULL. */
static const char *only_whole(const char *name, const char *const *candidates, size_t count) {
    const char *found = NULL;
    size_t length = strlen(name);
    for (size_t i = 0; i < count && length; i++) {
        if (!is_part(name, length, candidates[i]))
            continue;
        if (found)
            return NULL;
        found = candidates[i];
    }
    return found;
}

const char *ll_suggest(const char *name, const char *const *candidates, size_t count) {
    size_t length = strlen(name);
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    if (length > SUGGEST_LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        if (other > SUGGEST_LONGEST)
            continue;
        size_t distance = edit_distance(name, length, candidates[i], other);
        size_t longer = length > other ? length : other;
        if (distance < best_distance && distance <= (longer + 2) / 3 && distance < longer) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best ? best : only_whole(name, candidates, count);
}
