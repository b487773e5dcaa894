/* Where reports go. Standard output is written straight through, so that a report appears letter
 * by letter; `--output-file` gathers it and replaces the file at the end. */
#include "cli/progress.h"

#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_stdout(void *user, const char *data, size_t length) {
    cli_output *output = user;
    if (output->shown)
        cli_progress_hide(output->shown->progress);
    while (length > 0) {
        ssize_t count = write(STDOUT_FILENO, data, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            output->error = count < 0 ? errno : EIO;
            return false;
        }
        data += count;
        length -= (size_t)count;
    }
    return true;
}

static bool write_file(void *user, const char *data, size_t length) {
    cli_output *output = user;
    ll_buf_add(&output->file, data, length);
    return true;
}

bool cli_is_same_file(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

void cli_output_open(cli_output *output, cli *run, const char *path) {
    *output = (cli_output){.path = path,
                           .file = ll_buf_on(run->arena),
                           .shown = !path && isatty(STDOUT_FILENO) ? run : NULL};
    output->sink = (ll_sink){.write = path ? write_file : write_stdout, .user = output};
}

static bool write_gathered(const cli_output *output, cli *run, const char **problem) {
    bool (*write_to)(const char *, ll_str, ll_arena *, const char **) =
        output->append ? ll_file_append : ll_file_write;
    return write_to(output->path, ll_buf_str(&output->file), run->arena, problem);
}

void cli_output_close(cli_output *output, cli *run) {
    const char *problem;
    if (output->path && !write_gathered(output, run, &problem))
        cli_fail(run, "%s: %s", output->path, problem);
    else if (output->error && output->error != EPIPE)
        cli_fail(run, "standard output: %s", strerror(output->error));
}

/* https://no-color.org: set and not empty means no. */
bool cli_wants_color(const cli *run, const char *path, int descriptor) {
    if (run->options.color != CLI_COLOR_AUTO)
        return run->options.color == CLI_COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((no_color && *no_color) || (terminal && strcmp(terminal, "dumb") == 0))
        return false;
    return !path && isatty(descriptor);
}

uint32_t cli_columns(const char *path) {
    struct winsize size;
    bool known = !path && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return known ? size.ws_col : 0;
}
