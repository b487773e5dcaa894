/* Words of words.h: each run without white space is one candidate; addresses are dropped, and what
 * is left is divided at dashes and slashes and freed of the punctuation around it. */
#include "text/words.h"

#include "base/utf8.h"
#include "text/address.h"

#include <string.h>

/* Bytes that hold few words: they are counted one by one. */
enum { FEW_WORDS = 40 };

typedef struct finder {
    ll_arena *arena;
    ll_str text;
    ll_span *spans;
    uint32_t count, capacity;
} finder;

/* --- Addresses ------------------------------------------------------------------------------ */

static bool is_alphanumeric(char c) {
    return ll_utf8_is_digit((unsigned char)c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static uint32_t find_text(ll_str text, const char *part) {
    uint32_t length = (uint32_t)strlen(part);
    for (uint32_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, part, length) == 0)
            return i;
    return text.length;
}

/* "anna@example.org": an '@' between letters or digits, and a dot behind it. */
static bool is_mail(ll_str token) {
    uint32_t at = find_text(token, "@");
    if (at == 0 || at + 1 >= token.length || !is_alphanumeric(token.data[at - 1]) ||
        !is_alphanumeric(token.data[at + 1]))
        return false;
    return memchr(token.data + at, '.', token.length - at) != NULL;
}

static bool holds(ll_str token, char mark) {
    return memchr(token.data, mark, token.length) != NULL;
}

/* Most words hold none of the marks that an address has, and are done with soon. */
static bool is_address(ll_str token) {
    uint32_t first = 0;
    while (first < token.length && !is_alphanumeric(token.data[first]))
        first++;
    ll_str bare = ll_str_slice(token, first, token.length);
    if (ll_str_starts(bare, "www."))
        return true;
    if (holds(token, ':') && (find_text(token, "://") < token.length ||
                              ll_str_starts(bare, "mailto:") || ll_str_starts(bare, "tel:")))
        return true;
    return (holds(token, '@') && is_mail(token)) || (holds(token, '/') && ll_address_is_bare(bare));
}

/* --- Words ---------------------------------------------------------------------------------- */

/* The part of [start, end) from its first to its last letter or digit; "C++" and "C#" keep their
 * tail. False where there is none. */
static bool trim(ll_span *word, ll_str text, uint32_t start, uint32_t end) {
    uint32_t next, before;
    while (start < end && !ll_utf8_is_word(ll_utf8_decode(text.data, text.length, start, &next)))
        start = next;
    uint32_t tail = end;
    while (end > start && !ll_utf8_is_word(ll_utf8_decode_before(text.data, end, &before)))
        end = before;
    while (end > start && end < tail && (text.data[end] == '+' || text.data[end] == '#'))
        end++;
    *word = (ll_span){start, end};
    for (uint32_t i = start; i < end; i++)
        if (is_alphanumeric(text.data[i]))
            return true;
    return false;
}

static void add_word(finder *find, uint32_t start, uint32_t end) {
    ll_span word;
    if (!trim(&word, find->text, start, end))
        return;
    find->spans = ll_arena_grow(find->arena, find->spans, &find->capacity, find->count + 1,
                                sizeof *find->spans);
    find->spans[find->count++] = word;
}

static bool is_digit_at(ll_str text, uint32_t offset) {
    return offset < text.length && ll_utf8_is_digit((unsigned char)text.data[offset]);
}

/* The length of a divider at `at` ("–", "—", "--", "/"), or 0. Between digits it does not divide:
 * "10–15" and "24/7" are one word. */
static uint32_t divider(ll_str text, uint32_t at) {
    static const char *const dividers[] = {"\xE2\x80\x93", "\xE2\x80\x94", "--", "/"};
    char first = text.data[at];
    if (first != '/' && first != '-' && first != '\xE2')
        return 0;
    for (size_t i = 0; i < sizeof dividers / sizeof dividers[0]; i++) {
        uint32_t length = (uint32_t)strlen(dividers[i]);
        if (text.length - at < length || memcmp(text.data + at, dividers[i], length) != 0)
            continue;
        bool digits = at > 0 && is_digit_at(text, at - 1) && is_digit_at(text, at + length);
        return digits ? 0 : length;
    }
    return 0;
}

static void add_token(finder *find, uint32_t start, uint32_t end) {
    if (is_address(ll_str_slice(find->text, start, end)))
        return;
    uint32_t from = start;
    for (uint32_t at = start, length; at < end; at += length ? length : 1) {
        length = divider(find->text, at);
        if (!length)
            continue;
        add_word(find, from, at);
        from = at + length;
    }
    add_word(find, from, end);
}

/* The end of a token, and the marks without which it is neither an address nor divided (0xE2 begins
 * the dashes). */
static const bool telling[256] = {[' '] = true, ['.'] = true, ['/'] = true, ['-'] = true,
                                  [':'] = true, ['@'] = true, [0xE2] = true};

static void add_block(finder *find, ll_span block) {
    const char *text = find->text.data;
    for (uint32_t start = block.start, at = start; at < block.end; start = ++at) {
        while (at < block.end && !telling[(unsigned char)text[at]])
            at++;
        bool plain = at == block.end || text[at] == ' ';
        while (at < block.end && text[at] != ' ')
            at++;
        if (start < at && plain)
            add_word(find, start, at);
        else if (start < at)
            add_token(find, start, at);
    }
}

void ll_words_find(ll_words *out, ll_arena *arena, const ll_prose *prose) {
    finder find = {.arena = arena, .text = {prose->text, prose->length}};
    for (uint32_t i = 0; i < prose->block_count; i++)
        if (prose->blocks[i].kind != LL_BLOCK_CODE)
            add_block(&find, prose->blocks[i].prose);
    *out = (ll_words){.spans = find.spans, .count = find.count};
}

uint32_t ll_words_from(const ll_words *words, uint32_t offset) {
    uint32_t low = 0, high = words->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (words->spans[middle].start >= offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

uint32_t ll_words_in(const ll_words *words, ll_span span) {
    uint32_t first = ll_words_from(words, span.start), end = first;
    if (span.end > span.start + FEW_WORDS)
        return ll_words_from(words, span.end) - first;
    while (end < words->count && words->spans[end].start < span.end)
        end++;
    return end - first;
}
