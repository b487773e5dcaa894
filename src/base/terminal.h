/* Text as a terminal shows it: how many columns a character takes, and a form that is safe to
 * print. A letter is somebody else's text: an escape sequence, or a character that turns the
 * direction of writing, is shown as it is spelt and does nothing. */
#ifndef LL_BASE_TERMINAL_H
#define LL_BASE_TERMINAL_H

#include "base/writer.h"

enum { LL_TERMINAL_TAB = 4, LL_TERMINAL_SHOWN = 12 };

/* One character as shown: its bytes and the columns they take. */
typedef struct ll_shown {
    char bytes[LL_TERMINAL_SHOWN];
    uint32_t length, columns;
} ll_shown;

/* Columns that a printable character takes: 0 (combining), 1, or 2 (East Asian wide, emoji). */
uint32_t ll_terminal_width(uint32_t code_point);

/* Whether a character does nothing but appear: it neither commands a terminal nor moves, hides or
 * reorders what stands beside it. */
bool ll_terminal_is_inert(uint32_t code_point);

/* The character at `offset` of `text` as shown, and where the following begins. A tab is
 * LL_TERMINAL_TAB spaces, a line end one; control characters and bytes that are not UTF-8 become
 * \x1b, what would reorder or hide text \u{202e}. */
ll_shown ll_terminal_show(ll_str text, uint32_t offset, uint32_t *next);

/* Printable ASCII, nearly all of a letter, is shown as it is: one byte and one column each. Where
 * the run of it that begins at `offset` ends, at `end` the latest; or begins that ends there, at
 * `start` the earliest. */
uint32_t ll_terminal_plain(ll_str text, uint32_t offset, uint32_t end);
uint32_t ll_terminal_plain_before(ll_str text, uint32_t offset, uint32_t start);

/* Columns of the whole text as shown. */
uint32_t ll_terminal_columns(ll_str text);

/* Writes the text as shown, on one line. */
void ll_terminal_put(ll_writer *writer, ll_str text);

/* Writes words wrapped to `width` columns; every further line begins with `indent` spaces, which
 * the first line's caller has used already. No line end at the end. */
void ll_terminal_wrap(ll_writer *writer, ll_str text, uint32_t width, uint32_t indent);

#endif
