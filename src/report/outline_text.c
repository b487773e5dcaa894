/* The outline as a table: what a rule author looks at to see why a scope holds what it holds. */
#include "report/report.h"

#include "base/terminal.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_WIDTH = 9 };

static void write_title(ll_report *report, const char *path, uint32_t words) {
    ll_writer *out = &report->out;
    ll_writer_puts(out, report->options.color ? "\x1b[1m" : "");
    ll_terminal_put(out, ll_str_of(path));
    ll_writer_puts(out, report->options.color ? "\x1b[0m" : "");
    ll_writer_puts(out, ": ");
    ll_writer_number(out, words, 0);
    ll_writer_puts(out, words == 1 ? " word\n" : " words\n");
}

/* One row: a place, padded, and what stands there. */
static void write_row(ll_writer *out, const char *place, const char *text) {
    size_t length = strlen(place);
    ll_writer_puts(out, "  ");
    ll_writer_puts(out, place);
    ll_writer_repeat(out, ' ', length < PLACE_WIDTH ? (uint32_t)(PLACE_WIDTH - length) : 0);
    ll_writer_puts(out, "  ");
    ll_terminal_put(out, ll_str_of(text));
    ll_writer_putc(out, '\n');
}

static void write_part(ll_writer *out, const ll_result *result, const ll_outline_part *part) {
    uint32_t last = part->span.end > part->span.start ? part->span.end - 1 : part->span.start;
    uint32_t from = ll_result_position(result, part->span.start).line;
    uint32_t to = ll_result_position(result, last).line;
    char place[32];
    if (from == to)
        snprintf(place, sizeof place, "%u", (unsigned)from);
    else
        snprintf(place, sizeof place, "%u-%u", (unsigned)from, (unsigned)to);
    write_row(out, place, ll_part_name(part->part));
}

static void write_sentence(ll_writer *out, const ll_result *result,
                           const ll_outline_sentence *sentence) {
    ll_position at = ll_result_position(result, sentence->span.start);
    char place[32];
    snprintf(place, sizeof place, "%u:%u", (unsigned)at.line, (unsigned)at.column);
    write_row(out, place, sentence->text);
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_outline outline = ll_result_outline(result);
    ll_writer *out = &report->out;
    if (report->files > 0)
        ll_writer_putc(out, '\n');
    write_title(report, path, outline.words);
    ll_writer_putc(out, '\n');
    write_row(out, "lines", "part");
    for (size_t i = 0; i < outline.part_count; i++)
        write_part(out, result, &outline.parts[i]);
    if (outline.sentence_count) {
        ll_writer_putc(out, '\n');
        write_row(out, "place", "sentence");
    }
    for (size_t i = 0; i < outline.sentence_count; i++)
        write_sentence(out, result, &outline.sentences[i]);
}

const ll_report_format ll_format_outline_text = {
    .name = "text", .about = "for people: a table", .view = LL_VIEW_OUTLINE, .file = write_file};
