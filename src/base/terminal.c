/* Columns and inert forms; see terminal.h. The ranges follow Unicode's East Asian Width (W and F)
 * and the combining marks of the scripts that names in a letter may be written in. */
#include "base/terminal.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

typedef struct range {
    uint32_t first, last;
} range;

static const range zero_width[] = {
    {0x00AD, 0x00AD}, {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD}, {0x05BF, 0x05BF},
    {0x05C1, 0x05C2}, {0x05C4, 0x05C5},   {0x05C7, 0x05C7},   {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC},   {0x06DF, 0x06E4},   {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
    {0x0900, 0x0902}, {0x093A, 0x093A},   {0x093C, 0x093C},   {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0951, 0x0957}, {0x0981, 0x0981},   {0x09BC, 0x09BC},   {0x09C1, 0x09C4}, {0x09CD, 0x09CD},
    {0x0B82, 0x0B82}, {0x0BC0, 0x0BC0},   {0x0BCD, 0x0BCD},   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1AB0, 0x1ACE},   {0x1DC0, 0x1DFF},   {0x200B, 0x200D}, {0x20D0, 0x20F0},
    {0x2DE0, 0x2DFF}, {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
};

static const range double_width[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/* Characters that move, hide or reorder what stands beside them. */
static const range deceptive[] = {
    {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E},
    {0x2060, 0x206F}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

static bool in_ranges(uint32_t c, const range *ranges, size_t count) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && c >= ranges[low].first;
}

uint32_t ll_terminal_width(uint32_t c) {
    if (c < 0xAD)
        return 1;
    if (in_ranges(c, zero_width, sizeof zero_width / sizeof *zero_width))
        return 0;
    return in_ranges(c, double_width, sizeof double_width / sizeof *double_width) ? 2 : 1;
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool ll_terminal_is_inert(uint32_t code_point) {
    return !is_control(code_point) &&
           !in_ranges(code_point, deceptive, sizeof deceptive / sizeof *deceptive);
}

static ll_shown spelt(uint32_t value) {
    ll_shown shown;
    int length = value < 0x100
                     ? snprintf(shown.bytes, sizeof shown.bytes, "\\x%02x", (unsigned)value)
                     : snprintf(shown.bytes, sizeof shown.bytes, "\\u{%x}", (unsigned)value);
    shown.length = shown.columns = (uint32_t)length;
    return shown;
}

static ll_shown spaces(uint32_t count) {
    ll_shown shown = {.length = count, .columns = count};
    memset(shown.bytes, ' ', count);
    return shown;
}

ll_shown ll_terminal_show(ll_str text, uint32_t offset, uint32_t *next) {
    uint32_t rest = text.length - offset;
    const char *at = text.data + offset;
    if (ll_utf8_find_invalid(at, rest < 4 ? rest : 4) == 0) {
        *next = offset + 1;
        return spelt((unsigned char)*at);
    }
    uint32_t c = ll_utf8_decode(text.data, text.length, offset, next);
    if (c == '\t')
        return spaces(LL_TERMINAL_TAB);
    if (c == '\n' || c == '\r')
        return spaces(1);
    if (!ll_terminal_is_inert(c))
        return spelt(c);
    ll_shown shown = {.length = *next - offset, .columns = ll_terminal_width(c)};
    memcpy(shown.bytes, at, shown.length);
    return shown;
}

static bool is_plain(char c) {
    return c >= 0x20 && c < 0x7F;
}

/* Whether eight bytes are plain: one beyond ASCII has its highest bit set, DEL gets it when one is
 * added, a control character when 0x20 is taken away. */
static bool are_plain(const char *text) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return ((bytes | (bytes + ones) | (bytes - ones * 0x20)) & ones * 0x80) == 0;
}

uint32_t ll_terminal_plain(ll_str text, uint32_t offset, uint32_t end) {
    while (end - offset >= 8 && are_plain(text.data + offset))
        offset += 8;
    while (offset < end && is_plain(text.data[offset]))
        offset++;
    return offset;
}

uint32_t ll_terminal_plain_before(ll_str text, uint32_t offset, uint32_t start) {
    while (offset - start >= 8 && are_plain(text.data + offset - 8))
        offset -= 8;
    while (offset > start && is_plain(text.data[offset - 1]))
        offset--;
    return offset;
}

uint32_t ll_terminal_columns(ll_str text) {
    uint32_t i = ll_terminal_plain(text, 0, text.length), columns = i;
    while (i < text.length) {
        columns += ll_terminal_show(text, i, &i).columns;
        uint32_t end = ll_terminal_plain(text, i, text.length);
        columns += end - i;
        i = end;
    }
    return columns;
}

void ll_terminal_put(ll_writer *writer, ll_str text) {
    uint32_t i = ll_terminal_plain(text, 0, text.length);
    ll_writer_add(writer, text.data, i);
    while (i < text.length) {
        ll_shown shown = ll_terminal_show(text, i, &i);
        ll_writer_add(writer, shown.bytes, shown.length);
        uint32_t end = ll_terminal_plain(text, i, text.length);
        ll_writer_add(writer, text.data + i, end - i);
        i = end;
    }
}

static bool is_blank(char c) {
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r');
}

/* The next word from `*at` on, which goes on behind it; empty at the end. */
static ll_str next_word(ll_str text, uint32_t *at) {
    uint32_t start = *at;
    while (start < text.length && is_blank(text.data[start]))
        start++;
    uint32_t end = start;
    while (end < text.length && !is_blank(text.data[end]))
        end++;
    *at = end;
    return ll_str_slice(text, start, end);
}

/* Words that one blank parts stand together in the text, and are written so. */
void ll_terminal_wrap(ll_writer *writer, ll_str text, uint32_t width, uint32_t indent) {
    bool plain = ll_terminal_plain(text, 0, text.length) == text.length;
    uint32_t at = 0, column = indent;
    ll_str line = next_word(text, &at);
    column += ll_terminal_columns(line);
    for (ll_str word; (word = next_word(text, &at)).length > 0;) {
        uint32_t columns = plain ? word.length : ll_terminal_columns(word);
        bool fits = column + 1 + columns <= width;
        bool beside = fits && word.data == line.data + line.length + 1 && word.data[-1] == ' ';
        column = fits ? column + 1 + columns : indent + columns;
        if (beside) {
            line.length += 1 + word.length;
            continue;
        }
        ll_terminal_put(writer, line);
        ll_writer_putc(writer, fits ? ' ' : '\n');
        ll_writer_repeat(writer, ' ', fits ? 0 : indent);
        line = word;
    }
    ll_terminal_put(writer, line);
}
