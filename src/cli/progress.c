/* When the line of progress.h is drawn, and where never. */
#include "cli/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SILENCE = 500, PAUSE = 100 }; /* milliseconds until it is drawn, and between two times */

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

/* Whether anybody who looks at standard error can want it. */
static bool is_wanted(const cli_options *options) {
    const char *ci = getenv("CI"), *terminal = getenv("TERM");
    if (options->quiet || options->no_progress || (ci && *ci))
        return false;
    return terminal && *terminal && strcmp(terminal, "dumb") != 0 && isatty(STDERR_FILENO);
}

/* A pager or an editor that has the screen reads keys as they are typed; a line would be drawn into
 * its text. From the background, it would be drawn over what the shell does meanwhile. */
static bool is_free(void) {
    struct termios terminal;
    return tcgetpgrp(STDERR_FILENO) == getpgrp() && tcgetattr(STDERR_FILENO, &terminal) == 0 &&
           (terminal.c_lflag & ICANON);
}

static uint32_t columns(void) {
    enum { USUAL = 80 };
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 2)
        return USUAL;
    return size.ws_col;
}

static void draw(cli_progress *progress, uint64_t at) {
    char text[256];
    uint64_t elapsed = at > progress->started ? at - progress->started : 1;
    progress->next = at + PAUSE;
    if (!is_free())
        return;
    cli_progress_text(text, sizeof text, progress->done, progress->total, elapsed, columns() - 1);
    fprintf(stderr, "\r%s\x1b[K", text);
    progress->shown = true;
}

void cli_progress_begin(cli_progress *progress, cli *run, uint64_t total) {
    *progress = (cli_progress){.total = total, .wanted = total != 1 && is_wanted(&run->options)};
    if (!progress->wanted)
        return;
    run->progress = progress;
    progress->started = now();
    progress->next = progress->started + SILENCE;
}

void cli_progress_step(cli_progress *progress) {
    progress->done++;
    if (!progress->wanted || progress->done == progress->total)
        return;
    uint64_t at = now();
    if (at >= progress->next)
        draw(progress, at);
}

void cli_progress_hide(cli_progress *progress) {
    static const char erase[] = "\r\x1b[K";
    if (!progress)
        return;
    if (progress->shown)
        fwrite(erase, 1, sizeof erase - 1, stderr);
    progress->shown = false;
    progress->next = now() + SILENCE;
}

void cli_progress_end(cli_progress *progress, cli *run) {
    if (progress->wanted)
        cli_progress_hide(progress);
    run->progress = NULL;
}
