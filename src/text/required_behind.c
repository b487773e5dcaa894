/* Lookbehinds for required.h: where that can stand which follows one. Alternatives of single
 * characters and classes are read, `(?<=[.!?]\s|^)`; behind anything else it may be anywhere.
 *
 * What stands before a place is looked up in a folded text (fold.h), so it matters what is surely
 * white space there, and what surely is not.
 */
#include "text/required_part.h"

#include "base/utf8.h"

#include <string.h>

enum { ITEMS = 4 }; /* of an alternative, the last so many are looked at */

/* A character or class of a lookbehind. */
typedef struct item {
    bool word;  /* may be a letter, digit or '_' of ASCII */
    bool space; /* is white space */
    bool sign;  /* is neither one of the former nor white space */
} item;

/* The inside of a class; of a lone character, that. */
static ll_str members(const char *start, const char *end) {
    ll_str text = {start, (uint32_t)(end - start)};
    bool class = text.length > 2 && *start == '[';
    return class ? ll_str_slice(text, 1, text.length - 1) : text;
}

static bool is_space_alone(ll_str text) {
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.data[i] == ' ')
            continue;
        if (text.data[i] != '\\' || ++i == text.length || !strchr("shntvr", text.data[i]))
            return false;
    }
    return text.length > 0;
}

/* A sign that stands for itself; MONGOLIAN VOWEL SEPARATOR is white space to \h. */
static bool is_sign(uint32_t c) {
    return c != 0 && !strchr("-\\^[]", c < 0x80 ? (int)c : 'x') && !ll_utf8_is_word(c) &&
           !ll_utf8_is_space(c) && c != 0x180E;
}

static bool are_signs(ll_str text) {
    for (uint32_t i = 0; i < text.length;) {
        bool escaped = text.data[i] == '\\' && i + 1 < text.length;
        uint32_t c = ll_utf8_decode(text.data, text.length, i + escaped, &i);
        bool itself = escaped && c < 0x80 && !ll_utf8_is_word(c) && c > ' ';
        if (!itself && (escaped || !is_sign(c)))
            return false;
    }
    return text.length > 0;
}

/* False for what is not read here. */
static bool read_item(ll_pattern_reading *r, item *out) {
    const char *start = r->at;
    char c = *r->at++;
    ll_part one;
    if (strchr("(.{?*+$^", c))
        return false;
    if (c == '[')
        one = ll_part_class(r);
    else if (c == '\\')
        one = ll_part_escape(r);
    else
        one = ll_part_character(r, c);
    bool repeated = r->at < r->end && strchr("?*+{", *r->at);
    if (r->given_up || repeated)
        return false;
    ll_str text = members(start, r->at);
    bool known = !ll_byte_set_is_empty(&one.bytes);
    *out = (item){!known || ll_bytes_hold_word(&one.bytes), is_space_alone(text), are_signs(text)};
    return true;
}

/* Behind the last of the items. */
static ll_start behind_items(const item *items, uint32_t count) {
    if (count == 0 || items[count - 1].word)
        return LL_START_ANYWHERE;
    uint32_t last = count;
    while (last > 0 && items[last - 1].space)
        last--;
    return last > 0 && last < count && items[last - 1].sign ? LL_START_CLAUSE : LL_START_WORD;
}

/* Behind one alternative, which is passed over. */
static ll_start behind_one(ll_pattern_reading *r) {
    item items[ITEMS];
    uint32_t count = 0;
    bool at_text = r->at < r->end && *r->at == '^' && !r->lines;
    r->at += at_text;
    for (; r->at < r->end && *r->at != '|' && *r->at != ')'; count++) {
        if (count == ITEMS)
            memmove(items, items + 1, --count * sizeof *items);
        if (!read_item(r, &items[count])) {
            r->given_up = true;
            return LL_START_ANYWHERE;
        }
    }
    return at_text && count == 0 ? LL_START_TEXT : behind_items(items, count);
}

ll_start ll_start_behind(const ll_pattern_reading *r) {
    ll_pattern_reading copy = *r;
    ll_start start = behind_one(&copy);
    while (!copy.given_up && copy.at < copy.end && *copy.at == '|') {
        copy.at++;
        ll_start other = behind_one(&copy);
        start = other < start ? other : start;
    }
    return copy.given_up ? LL_START_ANYWHERE : start;
}
