/* Carets under words, for lines of any length and script.
 *
 * A paragraph of a letter is often one line of a thousand characters, so a long line is shown
 * through a window around the span. Everything is measured in columns as shown (tabs, wide and
 * combining characters, escapes spelt out), and never further from the span than the window
 * reaches: a report over a file that is one huge line stays linear. What is written is no wider
 * than the terminal, for a caret under a line that was wrapped points at nothing. */
#include "report/excerpt.h"

#include "base/terminal.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
    LEAD = 3,        /* the part of the window that is kept before the span at least: a third */
    SNAP = 16,       /* bytes to look for a space, so that the window cuts between words */
    MAX_STEPS = 400, /* characters: combining marks take no column and must end all the same */
    NUMBER_WIDTH = 4,
    MARK = 2, /* columns of "… " */
};

/* How far a walk came: where, and over how many columns. */
typedef struct reach {
    uint32_t offset, columns;
} reach;

/* How many plain characters a walk may take at once. */
static uint32_t most(uint32_t left, uint32_t columns, uint32_t steps) {
    uint32_t count = left < columns ? left : columns;
    return count < steps ? count : steps;
}

static reach walk_right(ll_str line, uint32_t from, uint32_t to, uint32_t limit) {
    reach at = {from, 0};
    for (uint32_t steps = 0; at.offset < to && steps < MAX_STEPS; steps++) {
        uint32_t next,
            end = at.offset + most(to - at.offset, limit - at.columns, MAX_STEPS - steps);
        uint32_t plain = ll_terminal_plain(line, at.offset, end) - at.offset;
        steps += plain;
        at = (reach){at.offset + plain, at.columns + plain};
        if (at.offset == to || steps == MAX_STEPS)
            break;
        uint32_t columns = ll_terminal_show(line, at.offset, &next).columns;
        if (at.columns + columns > limit)
            break;
        at = (reach){next, at.columns + columns};
    }
    return at;
}

static reach walk_left(ll_str line, uint32_t from, uint32_t limit) {
    reach at = {from, 0};
    for (uint32_t steps = 0; at.offset > 0 && steps < MAX_STEPS; steps++) {
        uint32_t start = at.offset - most(at.offset, limit - at.columns, MAX_STEPS - steps), next;
        uint32_t plain = at.offset - ll_terminal_plain_before(line, at.offset, start);
        steps += plain;
        at = (reach){at.offset - plain, at.columns + plain};
        if (at.offset == 0 || steps == MAX_STEPS)
            break;
        ll_utf8_decode_before(line.data, at.offset, &start);
        uint32_t columns = ll_terminal_show(line, start, &next).columns;
        if (at.columns + columns > limit)
            break;
        at = (reach){start, at.columns + columns};
    }
    return at;
}

/* Moves a cut at the left to the beginning of a word, and off a combining mark in any case. */
static uint32_t snap_left(ll_str line, uint32_t cut, uint32_t span_start) {
    for (uint32_t i = cut; i < span_start && i < cut + SNAP; i++)
        if (line.data[i] == ' ')
            return i + 1;
    while (cut < span_start) {
        uint32_t next;
        if (ll_terminal_show(line, cut, &next).columns > 0)
            break;
        cut = next;
    }
    return cut;
}

/* Moves a cut at the right back to the end of a word, not into the span. */
static uint32_t snap_right(ll_str line, uint32_t cut, uint32_t span_end) {
    for (uint32_t i = cut; i > span_end && i + SNAP > cut; i--)
        if (line.data[i] == ' ')
            return i;
    return cut;
}

static bool is_room_for_all(ll_str line, uint32_t room) {
    return walk_right(line, 0, line.length, room).offset == line.length;
}

/* The part of the line to show where there is room for so many columns. */
static ll_span choose_window(ll_str line, uint32_t start, uint32_t end, uint32_t room) {
    if (is_room_for_all(line, start < line.length ? room : room - 1)) /* a caret behind it */
        return (ll_span){0, line.length};
    uint32_t window = room - 2 * MARK;
    uint32_t span = walk_right(line, start, end, window).columns;
    reach after = walk_right(line, end, line.length, window);
    uint32_t lead = (window - span) / 2;
    if (after.columns < window - span - lead)
        lead = window - span - after.columns;
    if (lead < window / LEAD)
        lead = window / LEAD;
    reach left = walk_left(line, start, lead);
    uint32_t from = left.offset ? snap_left(line, left.offset, start) : 0;
    uint32_t to = walk_right(line, from, line.length, window).offset;
    if (to < line.length)
        to = snap_right(line, to, end);
    return (ll_span){from, to};
}

static uint32_t digits_of(uint32_t number) {
    uint32_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

static uint32_t number_width(uint32_t number) {
    uint32_t digits = digits_of(number);
    return digits > NUMBER_WIDTH ? digits : NUMBER_WIDTH;
}

uint32_t ll_excerpt_gutter(uint32_t number) {
    return number_width(number) + 2;
}

/* " to line 7", or nothing; how long it is. */
static uint32_t describe_end(char text[32], const ll_excerpt *excerpt) {
    text[0] = '\0';
    if (excerpt->last > excerpt->number)
        snprintf(text, 32, " to line %u", (unsigned)excerpt->last);
    return (uint32_t)strlen(text);
}

/* The carets may end before their words do, so that what stands behind them has room. */
static void write_carets(ll_writer *out, const ll_excerpt *excerpt, ll_span window, uint32_t room) {
    uint32_t start = excerpt->start;
    uint32_t end = excerpt->end < window.end ? excerpt->end : window.end;
    uint32_t lead = window.start > 0 ? MARK : 0;
    char behind[32];
    uint32_t taken = describe_end(behind, excerpt);
    lead += walk_right(excerpt->line, window.start, start, room).columns;
    uint32_t left = lead + taken < room ? room - lead - taken : 0;
    uint32_t columns = end > start ? walk_right(excerpt->line, start, end, left).columns : 0;
    ll_writer_repeat(out, ' ', lead + 1);
    ll_writer_puts(out, excerpt->mark);
    ll_writer_putc(out, '^');
    if (columns > 1)
        ll_writer_repeat(out, '~', columns - 1);
    if (left > 0)
        ll_writer_puts(out, behind);
    ll_writer_puts(out, excerpt->reset);
}

static void write_line(ll_writer *out, ll_str line, ll_span window) {
    if (window.end > window.start)
        ll_writer_putc(out, ' ');
    if (window.start > 0)
        ll_writer_puts(out, "… ");
    ll_terminal_put(out, ll_str_slice(line, window.start, window.end));
    if (window.end < line.length)
        ll_writer_puts(out, " …");
}

void ll_excerpt_write(ll_writer *out, const ll_excerpt *excerpt) {
    uint32_t width = number_width(excerpt->number);
    uint32_t room = excerpt->columns - ll_excerpt_gutter(excerpt->number) - 1;
    ll_span window = choose_window(excerpt->line, excerpt->start, excerpt->end, room);
    ll_writer_puts(out, excerpt->dim);
    ll_writer_number(out, excerpt->number, width);
    ll_writer_puts(out, " |");
    ll_writer_puts(out, excerpt->reset);
    write_line(out, excerpt->line, window);
    ll_writer_putc(out, '\n');
    ll_writer_puts(out, excerpt->dim);
    ll_writer_repeat(out, ' ', width);
    ll_writer_puts(out, " |");
    ll_writer_puts(out, excerpt->reset);
    write_carets(out, excerpt, window, room);
    ll_writer_putc(out, '\n');
}
