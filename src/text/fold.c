/* Folding as fold.h tells. Nearly every text folds byte for byte, so that is tried first, without a
 * map; a text that shrinks is folded again, with one. */
#include "text/fold.h"

#include <string.h>

/* A character that folds to one byte: its length and that byte. */
typedef struct folding {
    const char *character;
    char to;
} folding;

/* All white space beyond ASCII that PCRE2 knows (\s and \h), less the runs of is_wide_space. */
static const folding foldings[] = {
    {"\xC5\xBF", 's'},     {"\xE2\x84\xAA", 'k'}, {"\xC2\x85", ' '},     {"\xC2\xA0", ' '},
    {"\xE1\x9A\x80", ' '}, {"\xE1\xA0\x8E", ' '}, {"\xE2\x80\xA8", ' '}, {"\xE2\x80\xA9", ' '},
    {"\xE2\x80\xAF", ' '}, {"\xE2\x81\x9F", ' '}, {"\xE3\x80\x80", ' '},
};

/* U+2000 to U+200A. */
static bool is_wide_space(const char *at, uint32_t left) {
    return left >= 3 && memcmp(at, "\xE2\x80", 2) == 0 && (unsigned char)at[2] >= 0x80 &&
           (unsigned char)at[2] <= 0x8A;
}

/* The length of a character beyond ASCII that folds to one byte, *to; else 0. */
static uint32_t shrinks(const char *at, uint32_t left, char *to) {
    if (is_wide_space(at, left)) {
        *to = ' ';
        return 3;
    }
    for (size_t i = 0; i < sizeof foldings / sizeof *foldings; i++) {
        uint32_t length = (uint32_t)strlen(foldings[i].character);
        if (left >= length && memcmp(at, foldings[i].character, length) == 0) {
            *to = foldings[i].to;
            return length;
        }
    }
    return 0;
}

static char fold_byte(char c) {
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return c >= '\t' && c <= '\r' ? ' ' : c;
}

/* False where a character shrinks or white space is in a row. */
static bool fold_in_place(char *out, ll_str text) {
    char before = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = fold_byte(text.data[i]), to;
        if (c == ' ' && before == ' ')
            return false;
        if ((unsigned char)c >= 0xC2 && (unsigned char)c <= 0xE3 &&
            shrinks(text.data + i, text.length - i, &to))
            return false;
        out[i] = before = c;
    }
    return true;
}

static uint32_t fold_with_map(ll_fold_room *room, ll_str text) {
    uint32_t length = 0;
    for (uint32_t i = 0, bytes; i < text.length; i += bytes ? bytes : 1) {
        char c = fold_byte(text.data[i]);
        bytes = shrinks(text.data + i, text.length - i, &c);
        if (c == ' ' && length > 0 && room->text[length - 1] == ' ')
            continue;
        room->text[length] = c;
        room->places[length++] = i;
    }
    room->places[length] = text.length;
    return length;
}

ll_fold_room ll_fold_room_new(ll_arena *arena, uint32_t longest) {
    return (ll_fold_room){ll_arena_alloc(arena, (size_t)longest + LL_FOLD_PADDING),
                          ll_arena_array(arena, (size_t)longest + 1, sizeof(uint32_t))};
}

ll_folded ll_fold(ll_fold_room *room, ll_str text) {
    ll_folded folded = {room->text, text.length, NULL};
    if (!fold_in_place(room->text, text)) {
        folded.length = fold_with_map(room, text);
        folded.places = room->places;
    }
    memset(room->text + folded.length, 0, LL_FOLD_PADDING);
    return folded;
}
