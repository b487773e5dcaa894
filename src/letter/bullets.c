/* Bullets of lists typed by hand.
 *
 * "• ", "- " and "1. " say it themselves (clues.h). Others were typed in haste or spoilt on the
 * way: "-Kafka", "1)Kafka" lack the blank, and in "? Kafka" the bullet of a word processor was lost
 * in a paste. A line like that may be a footnote, a signature or the rest of a question, so another
 * that begins alike has to stand near.
 */
#include "letter/bullets.h"

#include "letter/clues.h"

enum { MOST_APART = 4 }; /* lines: an item may be wrapped */

static bool is_numbered(ll_str line) {
    return line.data[0] >= '0' && line.data[0] <= '9';
}

/* Whether line `other` is there and begins as line `index` does. */
static bool begins_alike(const ll_lines *lines, uint32_t index, uint32_t other) {
    if (other >= lines->count || other == index)
        return false;
    ll_str line = ll_lines_text(lines, index), near = ll_lines_text(lines, other);
    uint32_t length = ll_clue_spoilt_bullet(line), other_length = ll_clue_spoilt_bullet(near);
    if (length == 0 || other_length == 0)
        return false;
    if (is_numbered(line))
        return is_numbered(near) &&
               !ll_str_equal(ll_str_slice(line, 0, length), ll_str_slice(near, 0, other_length));
    return near.data[0] == line.data[0];
}

static bool has_companion(const ll_lines *lines, uint32_t index) {
    uint32_t from = index > MOST_APART ? index - MOST_APART : 0;
    for (uint32_t i = from; i <= index + MOST_APART; i++)
        if (begins_alike(lines, index, i))
            return true;
    return false;
}

uint32_t ll_bullets_length(const ll_lines *lines, uint32_t index) {
    ll_str line = ll_lines_text(lines, index);
    uint32_t length = ll_clue_bullet(line);
    if (length > 0)
        return length;
    length = ll_clue_spoilt_bullet(line);
    return length > 0 && has_companion(lines, index) ? length : 0;
}
