/* The rules of boundary.h. Each looks at no more than a few characters on both sides, so a text
 * made of joiners costs no more than any other. */
#include "rule/boundary.h"

#include "base/utf8.h"
#include "text/address.h"

#include <string.h>

/* The two characters on each side of a place; 0 beyond the ends. */
typedef struct around {
    uint32_t before2, before, after, after2;
    ll_str rest; /* what follows `after` */
} around;

/* What stands beyond the characters beside the place, which are [start, end). */
static void look_further(around *a, ll_str text, uint32_t start, uint32_t end) {
    uint32_t ignored;
    a->rest = ll_str_slice(text, end, text.length);
    if (start > 0)
        a->before2 = ll_utf8_decode_before(text.data, start, &ignored);
    if (a->rest.length)
        a->after2 = ll_utf8_decode(a->rest.data, a->rest.length, 0, &ignored);
}

static bool word(uint32_t c) {
    return ll_utf8_is_word(c);
}

/* "'s" and its like end here: the word before the apostrophe stands by itself. */
static bool begins_clitic(ll_str rest) {
    static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll"};
    uint32_t next;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        uint32_t length = (uint32_t)strlen(clitics[i]);
        if (!ll_str_equal_nocase(ll_str_slice(rest, 0, length), ll_str_of(clitics[i])))
            continue;
        if (rest.length == length || !word(ll_utf8_decode(rest.data, rest.length, length, &next)))
            return true;
    }
    return false;
}

/* Whether the joiner that follows the place belongs to what stands before it. */
static bool joins_left(const around *a) {
    switch (a->after) {
    case '.':
    case '&':
    case '@': return word(a->before) && word(a->after2);
    case '+': return a->before == '+' || (word(a->before) && !word(a->after2));
    case '#': return a->before == '#' || word(a->before);
    case '%': return ll_utf8_is_digit(a->before);
    case ',': return ll_utf8_is_digit(a->before) && ll_utf8_is_digit(a->after2);
    case '\'': return word(a->before) && word(a->after2) && !begins_clitic(a->rest);
    default: return false;
    }
}

/* Whether the joiner before the place belongs to the word that follows it. */
static bool joins_right(const around *a) {
    if (!word(a->after))
        return false;
    switch (a->before) {
    case '.': return a->before2 != '.';
    case '&':
    case '@':
    case '\'': return word(a->before2);
    case '+': return a->before2 == '+';
    case '#': return a->before2 == '#' || word(a->before2);
    case '%': return ll_utf8_is_digit(a->before2);
    case ',': return ll_utf8_is_digit(a->before2) && ll_utf8_is_digit(a->after);
    default: return false;
    }
}

static bool may_join(uint32_t c) {
    switch (c) {
    case '.':
    case '&':
    case '@':
    case '+':
    case '#':
    case '%':
    case ',':
    case '\'': return true;
    default: return false;
    }
}

/* Nearly always the two characters beside the place tell. */
bool ll_boundary_at(ll_str text, uint32_t offset) {
    uint32_t start = offset, end = offset, before = 0, after = 0;
    if (offset > 0)
        before = ll_utf8_decode_before(text.data, offset, &start);
    if (offset < text.length)
        after = ll_utf8_decode(text.data, text.length, offset, &end);
    if (word(before) && word(after))
        return false;
    if (!may_join(before) && !may_join(after))
        return true;
    around a = {.before = before, .after = after};
    look_further(&a, text, start, end);
    return !joins_left(&a) && !joins_right(&a);
}

/* --- Addresses ------------------------------------------------------------------------------ */

static bool in_set(char c, const char *set) {
    return c && strchr(set, c);
}

static bool ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool ascii_alnum(char c) {
    return ascii_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Marks without one of which nothing is an address. */
static const bool telling[256] = {['.'] = true, ['/'] = true, ['@'] = true};

static bool ends_chunk(char c) {
    return c == ' ' || c == '\n';
}

/* The run without white space around the first such mark from `from` on; false where there is none.
 */
static bool find_chunk(ll_span *chunk, ll_str text, uint32_t from) {
    uint32_t mark = from;
    while (mark < text.length && !telling[(unsigned char)text.data[mark]])
        mark++;
    if (mark == text.length)
        return false;
    *chunk = (ll_span){mark, mark};
    while (chunk->start > from && !ends_chunk(text.data[chunk->start - 1]))
        chunk->start--;
    while (chunk->end < text.length && !ends_chunk(text.data[chunk->end]))
        chunk->end++;
    return true;
}

/* Less the brackets and quotes before it and the punctuation behind. */
static ll_span trimmed(ll_str text, ll_span chunk) {
    while (chunk.start < chunk.end && in_set(text.data[chunk.start], "(<[{\"'"))
        chunk.start++;
    while (chunk.end > chunk.start && in_set(text.data[chunk.end - 1], ".,:;!?)>]}\"'"))
        chunk.end--;
    return chunk;
}

/* Where the URL begins whose "://" stands at `colon`: before the letters of its scheme. */
static uint32_t scheme_start(ll_str text, ll_span chunk, uint32_t colon) {
    while (colon > chunk.start && ascii_alnum(text.data[colon - 1]))
        colon--;
    return colon;
}

/* Where an address begins in the chunk, by "://", "www." or a domain before the first slash; the
 * chunk's end where none does. */
static uint32_t url_start(ll_str text, ll_span chunk) {
    ll_str whole = ll_str_slice(text, chunk.start, chunk.end);
    if (whole.length > 4 && ll_str_equal_nocase(ll_str_slice(whole, 0, 4), ll_str_of("www.")))
        return chunk.start;
    if (ll_address_is_bare(whole))
        return chunk.start;
    if (!whole.length || !memchr(whole.data, '/', whole.length))
        return chunk.end;
    for (uint32_t i = chunk.start; i + 2 < chunk.end; i++)
        if (memcmp(text.data + i, "://", 3) == 0)
            return scheme_start(text, chunk, i);
    return chunk.end;
}

/* The e-mail address around the '@' at `at`, or an empty span. */
static ll_span email_at(ll_str text, ll_span chunk, uint32_t at) {
    ll_span span = {at, at + 1};
    while (span.start > chunk.start &&
           (ascii_alnum(text.data[span.start - 1]) || in_set(text.data[span.start - 1], "._%+-")))
        span.start--;
    while (span.end < chunk.end &&
           (ascii_alnum(text.data[span.end]) || in_set(text.data[span.end], ".-")))
        span.end++;
    while (span.end > at + 1 && in_set(text.data[span.end - 1], ".-"))
        span.end--;
    return span.start < at && span.end > at + 1 ? span : (ll_span){at, at};
}

static void add_emails(ll_spans *out, ll_arena *arena, ll_str text, ll_span chunk) {
    for (uint32_t i = chunk.start; i < chunk.end; i++) {
        ll_span span = text.data[i] == '@' ? email_at(text, chunk, i) : (ll_span){i, i};
        if (span.end > span.start) {
            ll_spans_add(out, arena, span);
            chunk.start = span.end;
            i = span.end - 1;
        }
    }
}

void ll_boundary_addresses(ll_spans *out, ll_arena *arena, ll_str text) {
    ll_span chunk;
    for (uint32_t i = 0; i < text.length && find_chunk(&chunk, text, i);) {
        i = chunk.end + 1;
        if (chunk.end - chunk.start < 4)
            continue;
        chunk = trimmed(text, chunk);
        uint32_t url = url_start(text, chunk);
        add_emails(out, arena, text, (ll_span){chunk.start, url});
        if (url < chunk.end)
            ll_spans_add(out, arena, (ll_span){url, chunk.end});
    }
}
