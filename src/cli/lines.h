/* Lines of a stream as they come: none is waited for unless asked, and none is held that is longer
 * than the limit. */
#ifndef LL_CLI_LINES_H
#define LL_CLI_LINES_H

#include "base/str.h"

typedef enum cli_line {
    CLI_LINE,          /* a whole one, or what stands behind the last newline at the end */
    CLI_LINE_TOO_LONG, /* one that is over the limit; its text is gone */
    CLI_LINE_LATER,    /* none is complete yet */
    CLI_LINE_END,      /* there are no more; `error` says whether reading failed */
} cli_line;

typedef struct cli_lines {
    ll_arena *arena;
    int descriptor, error; /* errno, or 0 */
    char *data;
    size_t start, scanned, end, capacity; /* of the line at hand; no newline before `scanned` */
    size_t limit;
    uint64_t number; /* of the line that came last, from 1 */
    bool ended, discards;
} cli_lines;

/* Lines of at most `limit` bytes from a descriptor, which may be a file, a pipe, a terminal. */
cli_lines cli_lines_on(ll_arena *arena, int descriptor, size_t limit);
/* Takes what is there; never waits. The text, without its line end, holds until the next call. */
cli_line cli_lines_next(cli_lines *lines, ll_str *text);
/* Waits until there is more to read; false where nobody reads what is written to `output` any more.
 */
bool cli_lines_wait(const cli_lines *lines, int output);

#endif
