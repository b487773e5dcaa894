/* UTF-8 and the character classes of utf8.h. */
#include "base/utf8.h"

#include <string.h>

/* Bytes in the sequence that `lead` opens, or 0 where it cannot open one. */
static size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* The second byte has a narrower range after some leads (Unicode 15, table 3-7). */
static bool second_byte_fits(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return (second & 0xC0) == 0x80;
    }
}

/* Where the run of ASCII from `i` on ends, give or take seven bytes. */
static size_t skip_ascii(const char *text, size_t length, size_t i) {
    uint64_t word;
    for (; length - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    return i;
}

size_t ll_utf8_find_invalid(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    for (size_t i = skip_ascii(text, length, 0); i < length;) {
        size_t count = sequence_length(bytes[i]);
        if (count == 0 || count > length - i)
            return i;
        if (count > 1 && !second_byte_fits(bytes[i], bytes[i + 1]))
            return i;
        for (size_t k = 2; k < count; k++)
            if ((bytes[i + k] & 0xC0) != 0x80)
                return i;
        i = count > 1 ? skip_ascii(text, length, i + count) : i + 1;
    }
    return length;
}

uint32_t ll_utf8_wide_decode(const char *text, uint32_t length, uint32_t offset, uint32_t *next) {
    const unsigned char *bytes = (const unsigned char *)text + offset;
    uint32_t count = (uint32_t)sequence_length(bytes[0]);
    if (count == 0 || count > length - offset)
        count = 1;
    *next = offset + count;
    switch (count) {
    case 2: return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
    case 3: return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    case 4:
        return (bytes[0] & 0x07u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
               (bytes[3] & 0x3Fu);
    default: return bytes[0];
    }
}

uint32_t ll_utf8_wide_decode_before(const char *text, uint32_t offset, uint32_t *start) {
    uint32_t begin = offset - 1;
    while (begin > 0 && offset - begin < 4 && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin--;
    *start = begin;
    uint32_t next;
    return ll_utf8_decode(text, offset, begin, &next);
}

size_t ll_utf8_encode(char bytes[4], uint32_t c) {
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t ll_utf8_count(const char *text, size_t length) {
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++) {
        size_t end = skip_ascii(text, length, i);
        count += (uint32_t)(end - i);
        i = end;
        count += i < length && ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

uint32_t ll_utf8_cut(const char *text, uint32_t length, uint32_t limit) {
    if (length <= limit)
        return length;
    while (limit > 0 && ((unsigned char)text[limit] & 0xC0) == 0x80)
        limit--;
    return limit;
}

typedef struct range {
    uint32_t first, last;
} range;

static bool in_ranges(uint32_t c, const range *ranges, size_t count) {
    for (size_t i = 0; i < count && ranges[i].first <= c; i++)
        if (c <= ranges[i].last)
            return true;
    return false;
}

bool ll_utf8_wide_is_word(uint32_t c) {
    static const range not_word[] = {
        {0x80, 0xA9},     {0xAB, 0xB1},       {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},
        {0xBF, 0xBF},     {0xD7, 0xD7},       {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20CF},
        {0x2100, 0x2101}, {0x2116, 0x2118},   {0x2120, 0x2123}, {0x2190, 0x2BFF}, {0x2E00, 0x2E7F},
        {0x3000, 0x3004}, {0x3008, 0x3020},   {0xE000, 0xF8FF}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF},
        {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFF3B, 0xFF3E}, {0xFF40, 0xFF40}, {0xFF5B, 0xFF65},
        {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF},
    };
    return !in_ranges(c, not_word, sizeof not_word / sizeof *not_word);
}

bool ll_utf8_wide_is_space(uint32_t c) {
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Capitals whose small letter has as many bytes: every code point, or every second one where
 * capitals and small letters alternate. */
typedef struct capitals {
    uint32_t first, last, step;
    int32_t to_small;
} capitals;

uint32_t ll_utf8_wide_fold(uint32_t c) {
    static const capitals table[] = {
        {0xC0, 0xD6, 1, 32},     {0xD8, 0xDE, 1, 32},   {0x100, 0x12E, 2, 1},
        {0x132, 0x136, 2, 1},    {0x139, 0x147, 2, 1},  {0x14A, 0x176, 2, 1},
        {0x178, 0x178, 1, -121}, {0x179, 0x17D, 2, 1},  {0x18F, 0x18F, 1, 202},
        {0x1A0, 0x1A4, 2, 1},    {0x1AF, 0x1AF, 1, 1},  {0x1CD, 0x1DB, 2, 1},
        {0x1DE, 0x1EE, 2, 1},    {0x1F8, 0x21E, 2, 1},  {0x222, 0x232, 2, 1},
        {0x386, 0x386, 1, 38},   {0x388, 0x38A, 1, 37}, {0x38C, 0x38C, 1, 64},
        {0x38E, 0x38F, 1, 63},   {0x391, 0x3A1, 1, 32}, {0x3A3, 0x3AB, 1, 32},
        {0x400, 0x40F, 1, 80},   {0x410, 0x42F, 1, 32}, {0x460, 0x480, 2, 1},
        {0x48A, 0x4BE, 2, 1},    {0x4D0, 0x52E, 2, 1},  {0x1E00, 0x1E94, 2, 1},
        {0x1EA0, 0x1EFE, 2, 1},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table && table[i].first <= c; i++)
        if (c <= table[i].last && (c - table[i].first) % table[i].step == 0)
            return (uint32_t)((int32_t)c + table[i].to_small);
    return c;
}

/* Eight bytes of ASCII with capitals made small: to one from 'A' on the first sum adds its highest
 * bit, to one past 'Z' the second too; what has the first alone gets 0x20. */
static uint64_t fold_eight(uint64_t bytes) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t from_a = bytes + ones * (0x80 - 'A'), past_z = bytes + ones * (0x80 - 'Z' - 1);
    return bytes | (from_a & ~past_z & ones * 0x80) >> 2;
}

/* Folds the run of ASCII from `i` on; where it ends, give or take seven bytes. */
static uint32_t fold_ascii(char *text, uint32_t length, uint32_t i) {
    uint32_t end = (uint32_t)skip_ascii(text, length, i);
    for (uint64_t bytes; i < end; i += (uint32_t)sizeof bytes) {
        memcpy(&bytes, text + i, sizeof bytes);
        bytes = fold_eight(bytes);
        memcpy(text + i, &bytes, sizeof bytes);
    }
    return end;
}

/* Folds one character; where the next begins. */
static uint32_t fold_one(char *text, uint32_t length, uint32_t i) {
    uint32_t next;
    uint32_t c = ll_utf8_decode(text, length, i, &next);
    uint32_t folded = ll_utf8_fold_code_point(c);
    char bytes[4];
    if (folded != c && ll_utf8_encode(bytes, folded) == next - i)
        memcpy(text + i, bytes, next - i);
    return next;
}

void ll_utf8_fold(char *text, size_t length) {
    for (uint32_t i = 0; i < length;) {
        i = fold_ascii(text, (uint32_t)length, i);
        for (uint32_t k = 0; k < sizeof(uint64_t) && i < length; k++)
            i = fold_one(text, (uint32_t)length, i);
    }
}
