/* The html format: one file that a browser shows with nothing else at hand.
 *
 * No script and no load: the policy in the head allows the one style sheet, by its hash, and
 * nothing more, so that even a mistake in escaping would run nothing. Words and notes are linked by
 * fragments; what is led to is marked by `:target`. A letter is written as it comes, and the
 * counts of all of them at the end. */
#include "report/html_parts.h"

/* What the end says of each letter. */
typedef struct letter_row {
    const char *path;
    ll_counts counts;
    struct letter_row *next;
} letter_row;

typedef struct letter_rows {
    letter_row *first, *last;
} letter_rows;

static void begin(ll_report *report) {
    ll_writer *out = &report->out;
    report->own = ll_arena_alloc(report->kept, sizeof(letter_rows));
    ll_writer_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\""
                        "default-src 'none'; style-src '");
    ll_writer_puts(out, ll_html_style_hash);
    ll_writer_puts(out, "'; base-uri 'none'; form-action 'none'\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<title>letterlint report</title>\n<style>");
    ll_writer_puts(out, ll_html_style);
    ll_writer_puts(out, "</style>\n</head>\n<body>\n"
                        "<a class=\"skip\" href=\"#main\">Skip to the letters</a>\n"
                        "<header class=\"top\">\n<h1>letterlint report</h1>\n"
                        "<p><a href=\"#summary\">Summary</a></p>\n</header>\n"
                        "<main id=\"main\" tabindex=\"-1\">\n");
}

static void write_counts(ll_writer *out, ll_counts counts) {
    const size_t by_level[] = {
        [LL_NOTE] = counts.note, [LL_WARNING] = counts.warning, [LL_ERROR] = counts.error};
    ll_writer_puts(out, "<ul class=\"counts\">");
    for (int level = LL_ERROR; level >= LL_NOTE; level--) {
        const char *name = ll_level_name((ll_level)level);
        if (by_level[level] == 0)
            continue;
        ll_writer_puts(out, "<li class=\"");
        ll_writer_puts(out, name);
        ll_writer_puts(out, "\"><span>");
        ll_html_count(out, by_level[level], name);
        ll_writer_puts(out, "</span></li>");
    }
    if (counts.error + counts.warning + counts.note == 0)
        ll_writer_puts(out, "<li class=\"clean\">no problems</li>");
}

static void write_head(ll_html_letter *letter, const char *path) {
    ll_writer *out = letter->out;
    ll_writer_puts(out, "<article aria-labelledby=\"letter-");
    ll_writer_number(out, letter->number, 0);
    ll_writer_puts(out, "\">\n<div class=\"name\">\n<h2 id=\"letter-");
    ll_writer_number(out, letter->number, 0);
    ll_writer_puts(out, "\">");
    ll_html_puts(out, path);
    ll_writer_puts(out, "</h2>\n");
    write_counts(out, ll_result_counts(letter->result));
    ll_writer_puts(out, "<li>");
    ll_html_count(out, ll_result_outline(letter->result).words, "word");
    ll_writer_puts(out, "</li></ul>\n</div>\n<div class=\"columns\">\n");
}

static void remember(ll_report *report, const char *path, const ll_result *result) {
    letter_rows *rows = report->own;
    letter_row *row = ll_arena_alloc(report->kept, sizeof *row);
    row->path = ll_str_copy(report->kept, ll_str_of(path));
    row->counts = ll_result_counts(result);
    if (rows->last)
        rows->last->next = row;
    else
        rows->first = row;
    rows->last = row;
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_html_letter letter = {.out = &report->out,
                             .arena = report->letter,
                             .result = result,
                             .ruleset = report->options.ruleset,
                             .number = report->files + 1,
                             .page = ll_result_page(result)};
    remember(report, path, result);
    ll_html_place_faults(&letter);
    write_head(&letter, path);
    ll_html_write_letter(&letter);
    ll_html_write_notes(&letter);
    ll_html_write_scorecard(&letter);
    ll_writer_puts(letter.out, "</div>\n</article>\n");
}

static void write_rows(ll_writer *out, const letter_rows *rows) {
    size_t number = 0;
    ll_writer_puts(out, "<ol class=\"letters\">\n");
    for (const letter_row *row = rows->first; row; row = row->next) {
        ll_writer_puts(out, "<li><a href=\"#letter-");
        ll_writer_number(out, ++number, 0);
        ll_writer_puts(out, "\">");
        ll_html_puts(out, row->path);
        ll_writer_puts(out, "</a>");
        write_counts(out, row->counts);
        ll_writer_puts(out, "</ul></li>\n");
    }
    ll_writer_puts(out, "</ol>\n");
}

static void finish(ll_report *report) {
    ll_writer *out = &report->out;
    ll_writer_puts(out, "</main>\n<footer id=\"summary\" tabindex=\"-1\">\n<h2>Summary</h2>\n");
    write_counts(out, report->counts);
    ll_writer_puts(out, "<li>");
    ll_html_count(out, report->files, "letter");
    ll_writer_puts(out, "</li></ul>\n");
    if (report->files > 1)
        write_rows(out, report->own);
    ll_writer_puts(out, "<p>Made by letterlint ");
    ll_html_puts(out, ll_version());
    ll_writer_puts(out, ". This file loads nothing and sends nothing.</p>\n"
                        "</footer>\n</body>\n</html>\n");
}

const ll_report_format ll_format_html = {
    .name = "html",
    .about = "for people: the letter with notes in its margin, and the scorecard",
    .wants_scorecard = true,
    .wants_page = true,
    .begin = begin,
    .file = write_file,
    .finish = finish};
