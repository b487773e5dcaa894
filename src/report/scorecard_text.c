/* The scorecard as a table for people: under each heading what was found, with its line and words,
 * and what is missing, with the advice. */
#include "report/report.h"

#include "base/terminal.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { TITLE_WIDTH = 30, MARGIN = 4, COLUMNS = 100, SHOWN = 60 };

static void write_title(ll_writer *out, const char *mark, const char *title) {
    uint32_t width = ll_terminal_columns(ll_str_of(title));
    ll_writer_puts(out, "  ");
    ll_writer_puts(out, mark);
    ll_writer_putc(out, ' ');
    ll_terminal_put(out, ll_str_of(title));
    ll_writer_repeat(out, ' ', width < TITLE_WIDTH ? TITLE_WIDTH - width : 1);
}

/* Of a byte of ASCII, or of a longer character, which is taken for a letter. */
static bool is_word_byte(char c) {
    unsigned char byte = (unsigned char)c;
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z');
}

/* The evidence in whole words: a pattern may end within one, where it had seen enough. */
static ll_str whole_words(ll_str text, ll_span span) {
    uint32_t end = span.end;
    while (end > span.start && end < text.length && is_word_byte(text.data[end - 1]) &&
           is_word_byte(text.data[end]))
        end++;
    return ll_str_slice(text, span.start, end);
}

/* How much of it is shown: up to a space, where there is one. */
static uint32_t first_words(ll_str words) {
    uint32_t shown = ll_utf8_cut(words.data, words.length, SHOWN);
    for (uint32_t i = shown; shown < words.length && i > SHOWN / 2; i--)
        if (words.data[i] == ' ' || words.data[i] == '\n')
            return i;
    return shown;
}

/* The first words of the evidence. */
static void write_evidence(ll_writer *out, const ll_result *result, const ll_score *score) {
    size_t length;
    const char *text = ll_result_text(result, &length);
    ll_str words = whole_words((ll_str){text, (uint32_t)length}, score->span);
    uint32_t shown = first_words(words);
    char place[48];
    snprintf(place, sizeof place,
             "line %u: ", (unsigned)ll_result_position(result, score->span.start).line);
    ll_writer_puts(out, place);
    for (uint32_t i = 0; i < shown;) {
        uint32_t end = i;
        while (end < shown && words.data[end] != '\n' && words.data[end] != '\r')
            end++;
        ll_terminal_put(out, ll_str_slice(words, i, end));
        if (end < shown)
            ll_writer_putc(out, ' ');
        i = end + 1;
    }
    ll_writer_puts(out, shown < words.length ? "…" : "");
    if (score->count > 1) {
        snprintf(place, sizeof place, " (and %zu more)", score->count - 1);
        ll_writer_puts(out, place);
    }
}

static void write_score(ll_report *report, const ll_result *result, const ll_score *score) {
    ll_writer *out = &report->out;
    bool color = report->options.color;
    if (*score->value) {
        write_title(out, " ", score->title);
        ll_terminal_put(out, ll_str_of(score->value));
    } else if (score->found) {
        write_title(out, color ? "\x1b[32m+\x1b[0m" : "+", score->title);
        write_evidence(out, result, score);
    } else {
        write_title(out, color ? "\x1b[33m-\x1b[0m" : "-", score->title);
        ll_terminal_wrap(out, ll_str_of(score->advice), COLUMNS, TITLE_WIDTH + MARGIN);
    }
    ll_writer_putc(out, '\n');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    size_t count;
    const ll_score *scores = ll_result_scorecard(result, &count);
    ll_writer *out = &report->out;
    ll_writer_puts(out, report->files > 0 ? "\n" : "");
    ll_writer_puts(out, report->options.color ? "\x1b[1m" : "");
    ll_terminal_put(out, ll_str_of(path));
    ll_writer_puts(out, report->options.color ? "\x1b[0m\n" : "\n");
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || strcmp(scores[i].group, scores[i - 1].group) != 0) {
            ll_writer_puts(out, "\n");
            ll_terminal_put(out, ll_str_of(scores[i].group));
            ll_writer_puts(out, "\n");
        }
        write_score(report, result, &scores[i]);
    }
}

const ll_report_format ll_format_scorecard_text = {
    .name = "text", .about = "for people: a table", .view = LL_VIEW_SCORECARD, .file = write_file};
