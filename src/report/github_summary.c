/* The GitHub job summary: a Markdown table of the worst findings, for $GITHUB_STEP_SUMMARY.
 *
 * A cell holds what a letter says, so every punctuation mark that Markdown or GitHub could read is
 * a numeric reference there: it is shown, and is no table, link, mention, image or HTML. A summary
 * over 1 MiB is refused whole; the limits here keep below that whatever the letters hold. */
#include "report/report.h"

#include "base/terminal.h"
#include "report/worst.h"

#include <string.h>

enum {
    ROWS = 50,        /* of each level */
    CHARACTERS = 500, /* of a text */
};

static void begin(ll_report *report) {
    report->own = ll_worst_new(report->kept, ROWS);
}

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr(" ,;-'", c) || (unsigned char)c >= 0x80;
}

static void add_escaped(ll_buf *to, const char *text) {
    ll_str all = ll_str_of(text);
    uint32_t i = 0;
    for (int count = 0; i < all.length && count < CHARACTERS; count++) {
        ll_shown shown = ll_terminal_show(all, i, &i);
        for (uint32_t k = 0; k < shown.length; k++)
            if (is_plain(shown.bytes[k]))
                ll_buf_putc(to, shown.bytes[k]);
            else
                ll_buf_printf(to, "&#%d;", shown.bytes[k]);
    }
    ll_buf_puts(to, i < all.length ? "…" : "");
}

static void add_row(ll_buf *to, const char *path, const ll_result *result,
                    const ll_diagnostic *diagnostic) {
    ll_position at = ll_result_position(result, diagnostic->span.start);
    ll_buf_printf(to, "| %s | ", ll_level_name(diagnostic->level));
    add_escaped(to, ll_report_path(path));
    ll_buf_printf(to, ":%u:%u | ", (unsigned)at.line, (unsigned)at.column);
    add_escaped(to, diagnostic->message);
    if (diagnostic->advice[0]) {
        ll_buf_puts(to, "<br>");
        add_escaped(to, diagnostic->advice);
    }
    ll_buf_puts(to, " | ");
    add_escaped(to, diagnostic->rule);
    ll_buf_puts(to, " |\n");
}

static void take_file(ll_report *report, const char *path, const ll_result *result) {
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *diagnostic = ll_result_get(result, i);
        ll_buf *to = ll_worst_add(report->own, diagnostic->level);
        if (to)
            add_row(to, path, result, diagnostic);
    }
}

static void finish(ll_report *report) {
    const ll_worst *worst = report->own;
    ll_buf all = ll_buf_on(report->letter), more = ll_buf_on(report->letter);
    ll_worst_count(&all, worst, 0);
    ll_worst_count(&more, worst, ROWS);
    ll_writer_puts(&report->out, "### letterlint: ");
    ll_writer_puts(&report->out, all.length ? ll_buf_text(&all) : "no problems");
    ll_writer_puts(&report->out, " in ");
    ll_writer_number(&report->out, report->files, 0);
    ll_writer_puts(&report->out, report->files == 1 ? " letter\n\n" : " letters\n\n");
    if (all.length == 0)
        return;
    ll_writer_puts(&report->out, "| level | place | finding | rule |\n| --- | --- | --- | --- |\n");
    ll_worst_write(worst, &report->out);
    if (more.length) {
        ll_writer_puts(&report->out, "\nand ");
        ll_writer_puts(&report->out, ll_buf_text(&more));
        ll_writer_puts(&report->out, " more\n");
    }
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_github_summary = {
    .name = "github-summary",
    .about = "GitHub Actions: a job summary; github appends it to $GITHUB_STEP_SUMMARY by itself",
    .begin = begin,
    .file = take_file,
    .finish = finish};
