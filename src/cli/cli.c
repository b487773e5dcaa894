/* What every command leans on: memory with one place for its end, and complaints. */
#include "cli/progress.h"

#include "base/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

bool cli_guarded(void (*body)(void *user, ll_arena *arena), void *user) {
    ll_arena *volatile arena = ll_arena_new(0);
    if (!arena)
        return false;
    if (setjmp(*ll_arena_guard(arena)) != 0) {
        ll_arena_free(arena);
        return false;
    }
    body(user, arena);
    ll_arena_free(arena);
    return true;
}

void cli_raise(cli *run, cli_status status) {
    if (run->status < status)
        run->status = status;
}

/* When standard error is gone there is nobody left to tell. */
static bool write_stderr(void *user, const char *data, size_t length) {
    (void)user;
    return fwrite(data, 1, length, stderr) == length;
}

void cli_stderr(ll_writer *writer) {
    ll_writer_init(writer, &(ll_sink){.write = write_stderr});
}

#if defined(__GNUC__)
__attribute__((format(printf, 1, 0)))
#endif
static void
say(const char *format, va_list arguments) {
    char message[2048];
    ll_writer out;
    vsnprintf(message, sizeof message, format, arguments);
    cli_stderr(&out);
    ll_writer_puts(&out, "letterlint: ");
    ll_terminal_put(&out, ll_str_of(message));
    ll_writer_putc(&out, '\n');
    ll_writer_flush(&out);
}

void cli_fail(cli *run, const char *format, ...) {
    va_list arguments;
    cli_progress_hide(run->progress);
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    cli_raise(run, CLI_FAILED);
}

void cli_warn(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

const char *cli_did_you_mean(cli *run, const char *suggestion) {
    return suggestion ? ll_format(run->arena, "; did you mean '%s'?", suggestion) : "";
}
