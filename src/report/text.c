/* The text format: for people, in the manner of compilers.
 *
 *     draft.md:7:1: warning: message [rule-id]
 *        7 | the source line, with carets
 *          | ^~~                          under the exact words
 *          = advice: what to write instead
 *
 * The first line alone is the quiet form; editors and scripts read it. */
#include "report/report.h"

#include "base/terminal.h"
#include "report/excerpt.h"

#include <string.h>

enum { WHOLE_WORDS = 3, WHOLE_COLUMNS = 24 };

typedef struct palette {
    const char *bold, *dim, *reset, *level[3];
} palette;

static const palette plain = {.bold = "", .dim = "", .reset = "", .level = {"", "", ""}};
static const palette colored = {
    .bold = "\x1b[1m",
    .dim = "\x1b[2m",
    .reset = "\x1b[0m",
    .level = {[LL_NOTE] = "\x1b[1;36m", [LL_WARNING] = "\x1b[1;33m", [LL_ERROR] = "\x1b[1;31m"},
};

/* A link as terminals know it (OSC 8); who does not shows the id alone. An id is kebab-case and
 * needs no escaping. */
static void write_rule(ll_writer *out, const char *rule, const char *link) {
    if (link) {
        ll_writer_puts(out, "\x1b]8;;");
        ll_writer_puts(out, link);
        ll_writer_puts(out, rule);
        ll_writer_puts(out, "\x1b\\");
    }
    ll_terminal_put(out, ll_str_of(rule));
    ll_writer_puts(out, link ? "\x1b]8;;\x1b\\" : "");
}

static void write_headline(ll_writer *out, const palette *colors, const char *path,
                           const ll_diagnostic *diagnostic, ll_position at, const char *link) {
    ll_writer_puts(out, colors->bold);
    ll_terminal_put(out, ll_str_of(path));
    ll_writer_putc(out, ':');
    ll_writer_number(out, at.line, 0);
    ll_writer_putc(out, ':');
    ll_writer_number(out, at.column, 0);
    ll_writer_puts(out, ": ");
    ll_writer_puts(out, colors->reset);
    ll_writer_puts(out, colors->level[diagnostic->level]);
    ll_writer_puts(out, ll_level_name(diagnostic->level));
    ll_writer_puts(out, ":");
    ll_writer_puts(out, colors->reset);
    ll_writer_putc(out, ' ');
    ll_terminal_put(out, ll_str_of(diagnostic->message));
    ll_writer_puts(out, colors->dim);
    ll_writer_puts(out, " [");
    write_rule(out, diagnostic->rule, link);
    ll_writer_puts(out, "]");
    ll_writer_puts(out, colors->reset);
    ll_writer_putc(out, '\n');
}

static uint32_t clip(uint32_t offset, ll_span line) {
    if (offset <= line.start)
        return 0;
    return (offset < line.end ? offset : line.end) - line.start;
}

static uint32_t columns_of(const ll_report *report) {
    uint32_t columns = report->options.columns;
    if (columns == 0 || columns > LL_EXCERPT_COLUMNS)
        return LL_EXCERPT_COLUMNS;
    return columns > LL_EXCERPT_LEAST ? columns : LL_EXCERPT_LEAST;
}

/* Where what is about a whole paragraph is shown to begin: the first words are enough, and a line
 * of carets would only be looked through for the words that are meant. */
static uint32_t end_of_first_words(ll_str line, uint32_t start, uint32_t end) {
    uint32_t at = start, found = start;
    for (uint32_t words = 0; words < WHOLE_WORDS && at < end; words++) {
        while (at < end && line.data[at] == ' ')
            at++;
        while (at < end && line.data[at] != ' ')
            at++;
        if (found > start && at - start > WHOLE_COLUMNS)
            break;
        found = at;
    }
    return found;
}

static void write_excerpt(ll_writer *out, const palette *colors, const ll_result *result,
                          const ll_diagnostic *diagnostic, ll_position at, uint32_t columns) {
    size_t length;
    const char *text = ll_result_text(result, &length);
    ll_span line = ll_result_line(result, at.line);
    ll_span span = diagnostic->span;
    uint32_t last_byte = span.end > span.start ? span.end - 1 : span.start;
    ll_excerpt excerpt = {
        .line = {text + line.start, line.end - line.start},
        .start = clip(span.start, line),
        .end = clip(span.end, line),
        .number = at.line,
        .last = last_byte < line.end ? at.line : ll_result_position(result, last_byte).line,
        .columns = columns,
        .mark = colors->level[diagnostic->level],
        .dim = colors->dim,
        .reset = colors->reset,
    };
    if (at.line == 1 && ll_str_starts(excerpt.line, "\xEF\xBB\xBF")) {
        excerpt.line = ll_str_slice(excerpt.line, 3, excerpt.line.length);
        excerpt.start = excerpt.start < 3 ? 0 : excerpt.start - 3;
        excerpt.end = excerpt.end < 3 ? 0 : excerpt.end - 3;
    }
    if (diagnostic->whole)
        excerpt.end = end_of_first_words(excerpt.line, excerpt.start, excerpt.end);
    ll_excerpt_write(out, &excerpt);
}

/* Where a remark stands. */
typedef struct margin {
    uint32_t gutter, columns;
} remark_place;

static void write_remark(ll_writer *out, const palette *colors, remark_place place,
                         const char *title, const char *text) {
    ll_writer_repeat(out, ' ', place.gutter - 1);
    ll_writer_puts(out, colors->dim);
    ll_writer_puts(out, "= ");
    ll_writer_puts(out, title);
    ll_writer_puts(out, colors->reset);
    uint32_t indent = place.gutter + 1 + (uint32_t)strlen(title);
    ll_terminal_wrap(out, ll_str_of(text), place.columns, indent);
    ll_writer_putc(out, '\n');
}

static void write_diagnostic(ll_report *report, const char *path, const ll_result *result,
                             const ll_diagnostic *diagnostic) {
    const palette *colors = report->options.color ? &colored : &plain;
    ll_writer *out = &report->out;
    ll_position at = ll_result_position(result, diagnostic->span.start);
    write_headline(out, colors, path, diagnostic, at, report->options.rule_link);
    if (report->options.quiet)
        return;
    remark_place place = {.gutter = ll_excerpt_gutter(at.line), .columns = columns_of(report)};
    write_excerpt(out, colors, result, diagnostic, at, place.columns);
    if (diagnostic->advice[0])
        write_remark(out, colors, place, "advice: ", diagnostic->advice);
    if (diagnostic->fix) {
        const char *text = diagnostic->fix->text;
        write_remark(out, colors, place, text[0] ? "replace with: " : "delete it", text);
    }
    ll_writer_putc(out, '\n');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    size_t count = ll_result_count(result);
    for (size_t i = 0; i < count && !report->out.failed; i++)
        write_diagnostic(report, path, result, ll_result_get(result, i));
}

const ll_report_format ll_format_text = {
    .name = "text", .about = "for people: the line, the words, the advice", .file = write_file};
