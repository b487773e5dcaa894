/* The table of normal.h, in order of code points. ASCII, which is most of every text, does without
 * it. */
#include "text/normal.h"

#include "base/utf8.h"

#include <string.h>

enum { VANISHES = 0 };

/* Code points from 0x80 on that matching should not have to know, in order. */
typedef struct norm {
    uint32_t first, last;
    char becomes;
} norm;

static const norm norms[] = {
    {0x0085, 0x0085, ' '},      /* next line */
    {0x00A0, 0x00A0, ' '},      /* no-break space */
    {0x00AD, 0x00AD, VANISHES}, /* soft hyphen */
    {0x02BC, 0x02BC, '\''},     /* modifier apostrophe */
    {0x034F, 0x034F, VANISHES}, /* grapheme joiner */
    {0x1680, 0x1680, ' '},      /* Ogham space */
    {0x180E, 0x180E, VANISHES}, /* Mongolian vowel separator */
    {0x2000, 0x200A, ' '},      /* en quad to hair space */
    {0x200B, 0x200F, VANISHES}, /* zero-width space, joiners, direction marks */
    {0x2010, 0x2011, '-'},      /* hyphen, no-break hyphen */
    {0x2018, 0x201B, '\''},     /* single quotes */
    {0x201C, 0x201F, '"'},      /* double quotes */
    {0x2028, 0x2029, ' '},      /* line and paragraph separator */
    {0x202A, 0x202E, VANISHES}, /* direction embeddings */
    {0x202F, 0x202F, ' '},      /* narrow no-break space */
    {0x2032, 0x2032, '\''},     /* prime */
    {0x2033, 0x2033, '"'},      /* double prime */
    {0x2035, 0x2035, '\''},     /* reversed prime */
    {0x2036, 0x2036, '"'},      /* reversed double prime */
    {0x205F, 0x205F, ' '},      /* mathematical space */
    {0x2060, 0x206F, VANISHES}, /* word joiner, invisible operators, direction isolates */
    {0x3000, 0x3000, ' '},      /* ideographic space */
    {0xFE00, 0xFE0F, VANISHES}, /* variation selectors */
    {0xFEFF, 0xFEFF, VANISHES}, /* zero-width no-break space */
};

static const norm *find_norm(uint32_t code_point) {
    for (size_t i = 0; i < sizeof norms / sizeof norms[0]; i++)
        if (code_point <= norms[i].last)
            return code_point >= norms[i].first ? &norms[i] : NULL;
    return NULL;
}

uint32_t ll_normal_char(char bytes[4], ll_str text, uint32_t at, uint32_t *next) {
    unsigned char c = (unsigned char)text.data[at];
    if (c < 0x80) {
        *next = at + 1;
        bytes[0] = (c >= '\t' && c <= '\r') ? ' ' : (char)c;
        return 1;
    }
    const norm *found = find_norm(ll_utf8_decode(text.data, text.length, at, next));
    if (found) {
        bytes[0] = found->becomes;
        return found->becomes != VANISHES;
    }
    memcpy(bytes, text.data + at, *next - at);
    return *next - at;
}
