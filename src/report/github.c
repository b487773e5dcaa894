/* The GitHub format: workflow commands, which a GitHub Actions runner turns into annotations.
 *
 *     ::warning file=draft.md,line=7,col=1,endLine=7,endColumn=9,title=rule-id::message%0Aadvice
 *
 * A step shows ten annotations of each kind and drops the others, so the worst are named first and
 * at most ten of a kind. The runner takes a line that begins with `::` for a command wherever it
 * comes from: what a letter says is escaped, so that it can neither end its own command nor begin
 * another. */
#include "report/report.h"

#include "base/terminal.h"
#include "report/worst.h"

#include <string.h>

enum { ANNOTATIONS = 10 };

static void begin(ll_report *report) {
    report->own = ll_worst_new(report->kept, ANNOTATIONS);
}

/* A text in which each character of `special`, and each line end, is %XX; terminal escapes are
 * shown. */
static void add_escaped(ll_buf *to, const char *text, const char *special) {
    ll_str all = ll_str_of(text);
    for (uint32_t i = 0; i < all.length;) {
        char c = all.data[i];
        if (strchr(special, c) || c == '\n' || c == '\r') {
            ll_buf_printf(to, "%%%02X", (unsigned)(unsigned char)c);
            i++;
            continue;
        }
        ll_shown shown = ll_terminal_show(all, i, &i);
        ll_buf_add(to, shown.bytes, shown.length);
    }
}

static void add_text_property(ll_buf *to, const char *name, const char *value) {
    ll_buf_puts(to, name);
    add_escaped(to, value, "%:,");
}

/* Columns are refused for a place of several lines. */
static void add_place(ll_buf *to, const ll_result *result, ll_span span) {
    ll_position start = ll_result_position(result, span.start);
    uint32_t last = ll_report_last_line(result, span);
    ll_buf_printf(to, ",line=%u", (unsigned)start.line);
    if (last == start.line)
        ll_buf_printf(to, ",col=%u", (unsigned)start.column);
    ll_buf_printf(to, ",endLine=%u", (unsigned)last);
    ll_position end = ll_result_position(result, span.end);
    if (end.line == start.line)
        ll_buf_printf(to, ",endColumn=%u", (unsigned)end.column);
}

static void add_command(ll_buf *to, const char *path, const ll_result *result,
                        const ll_diagnostic *diagnostic) {
    static const char *const commands[] = {
        [LL_NOTE] = "::notice ", [LL_WARNING] = "::warning ", [LL_ERROR] = "::error "};
    ll_buf_puts(to, commands[diagnostic->level]);
    add_text_property(to, "file=", ll_report_path(path));
    add_place(to, result, diagnostic->span);
    add_text_property(to, ",title=", diagnostic->rule);
    ll_buf_puts(to, "::");
    add_escaped(to, diagnostic->message, "%");
    if (diagnostic->advice[0]) {
        ll_buf_puts(to, "%0A");
        add_escaped(to, diagnostic->advice, "%");
    }
    ll_buf_putc(to, '\n');
}

static void take_file(ll_report *report, const char *path, const ll_result *result) {
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *diagnostic = ll_result_get(result, i);
        ll_buf *to = ll_worst_add(report->own, diagnostic->level);
        if (to)
            add_command(to, path, result, diagnostic);
    }
}

static void finish(ll_report *report) {
    const ll_worst *worst = report->own;
    ll_buf more = ll_buf_on(report->letter);
    ll_worst_write(worst, &report->out);
    ll_worst_count(&more, worst, ANNOTATIONS);
    if (more.length == 0)
        return;
    ll_writer_puts(&report->out, "and ");
    ll_writer_puts(&report->out, ll_buf_text(&more));
    ll_writer_puts(&report->out, " more; GitHub shows ten of a kind\n");
}

const ll_report_format ll_format_github = {.name = "github",
                                           .about = "GitHub Actions: annotations, the worst first",
                                           .begin = begin,
                                           .file = take_file,
                                           .finish = finish};
