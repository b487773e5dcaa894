/* The lines of lines.h: one buffer, in which the line at hand moves to the front when it meets the
 * end. A line over the limit is forgotten while it comes, however long it is. */
#include "cli/lines.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

cli_lines cli_lines_on(ll_arena *arena, int descriptor, size_t limit) {
    return (cli_lines){.arena = arena, .descriptor = descriptor, .limit = limit};
}

static void make_room(cli_lines *lines) {
    if (lines->end < lines->capacity)
        return;
    size_t length = lines->end - lines->start;
    if (lines->start > 0)
        memmove(lines->data, lines->data + lines->start, length);
    lines->scanned -= lines->start;
    lines->start = 0;
    lines->end = length;
    if (length < lines->capacity)
        return;
    size_t bigger = lines->capacity ? lines->capacity * 2 : CHUNK;
    lines->data = ll_arena_resize(lines->arena, lines->data, lines->capacity, bigger);
    lines->capacity = bigger;
}

/* Whether reading would not wait. */
static bool is_ready(int descriptor) {
    struct pollfd event = {.fd = descriptor, .events = POLLIN};
    return poll(&event, 1, 0) > 0;
}

/* Reads what is there; false where nothing is yet. */
static bool fill(cli_lines *lines) {
    if (!is_ready(lines->descriptor))
        return false;
    make_room(lines);
    ssize_t count = read(lines->descriptor, lines->data + lines->end, lines->capacity - lines->end);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return false;
    if (count > 0) {
        lines->end += (size_t)count;
        return true;
    }
    lines->error = count < 0 ? errno : 0;
    lines->ended = true;
    return true;
}

/* Hands out the line from `start` to `end`, unless it is over the limit. */
static cli_line take(cli_lines *lines, ll_str *text, size_t end) {
    const char *line = lines->data + lines->start;
    size_t length = end - lines->start;
    bool too_long = lines->discards || length > lines->limit;
    lines->discards = false;
    lines->number++;
    if (too_long)
        return CLI_LINE_TOO_LONG;
    if (length > 0 && line[length - 1] == '\r')
        length--;
    *text = (ll_str){line, (uint32_t)length};
    return CLI_LINE;
}

/* A part of a line that is over the limit by itself. */
static void discard(cli_lines *lines) {
    lines->discards = true;
    lines->start = lines->scanned = lines->end = 0;
}

cli_line cli_lines_next(cli_lines *lines, ll_str *text) {
    for (;;) {
        size_t unseen = lines->end - lines->scanned;
        const char *newline = unseen ? memchr(lines->data + lines->scanned, '\n', unseen) : NULL;
        if (newline) {
            size_t end = (size_t)(newline - lines->data);
            cli_line line = take(lines, text, end);
            lines->start = lines->scanned = end + 1;
            return line;
        }
        lines->scanned = lines->end;
        if (lines->end - lines->start > lines->limit)
            discard(lines);
        if (!lines->ended) {
            if (!fill(lines))
                return CLI_LINE_LATER;
            continue;
        }
        if (lines->start == lines->end && !lines->discards)
            return CLI_LINE_END;
        cli_line line = take(lines, text, lines->end);
        lines->start = lines->end;
        return line;
    }
}

bool cli_lines_wait(const cli_lines *lines, int output) {
    struct pollfd events[] = {{.fd = lines->descriptor, .events = POLLIN}, {.fd = output}};
    while (poll(events, 2, -1) < 0 && errno == EINTR)
        ;
    return !(events[1].revents & (POLLERR | POLLHUP | POLLNVAL));
}
