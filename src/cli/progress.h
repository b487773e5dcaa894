/* A line on standard error that says how far long work is, for whoever waits at a terminal.
 *
 * It comes when nothing has been printed for a while, so quick work never shows it and neither does
 * a run whose findings keep coming; it goes before anything else is printed and at the end. It is
 * not there where nobody would see it or somebody would mind: with --quiet or --no-progress, on
 * what is no terminal or a dumb one, in CI, in the background, and while a pager has the screen. */
#ifndef LL_CLI_PROGRESS_H
#define LL_CLI_PROGRESS_H

#include "cli/cli.h"

typedef struct cli_progress {
    uint64_t total, done;   /* letters; `total` 0: nobody knows */
    uint64_t started, next; /* milliseconds: when it began, and when the line may be drawn */
    bool wanted, shown;
} cli_progress;

/* Begins to count towards `total` letters; what is printed through `run` makes way for the line
 * from now on. */
void cli_progress_begin(cli_progress *progress, cli *run, uint64_t total);
/* One more is done. */
void cli_progress_step(cli_progress *progress);
/* Something is about to be printed on the terminal. NULL is allowed. */
void cli_progress_hide(cli_progress *progress);
void cli_progress_end(cli_progress *progress, cli *run);

/* The text of the line, cut to `columns`: "letterlint: 1200 of 10000 letters, 950/s, 9 s left".
 * `elapsed` is in milliseconds and above 0. */
void cli_progress_text(char *out, size_t size, uint64_t done, uint64_t total, uint64_t elapsed,
                       uint32_t columns);

#endif
