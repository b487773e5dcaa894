/* The scorecard: under each heading what a strong letter shows, found here with the words that show
 * it, or missing, with what to do about it. */
#include "report/html_parts.h"

#include <string.h>

static bool begins_group(const ll_score *scores, size_t index) {
    return index == 0 || strcmp(scores[index].group, scores[index - 1].group) != 0;
}

/* "3 of 15" of the group that begins at `first`; nothing where all of it are values. */
static void write_tally(ll_writer *out, const ll_score *scores, size_t first, size_t count) {
    size_t found = 0, total = 0;
    for (size_t i = first; i < count && (i == first || !begins_group(scores, i)); i++) {
        total += !scores[i].value[0];
        found += !scores[i].value[0] && scores[i].found;
    }
    if (total == 0)
        return;
    ll_writer_puts(out, " <span class=\"tally\">");
    ll_writer_number(out, found, 0);
    ll_writer_puts(out, " of ");
    ll_writer_number(out, total, 0);
    ll_writer_puts(out, "</span>");
}

static void write_title(ll_writer *out, const char *mark, const char *said, const char *title) {
    ll_writer_puts(out, "<span class=\"mark\" aria-hidden=\"true\">");
    ll_writer_puts(out, mark);
    ll_writer_puts(out, "</span><span class=\"title\">");
    ll_html_puts(out, title);
    ll_writer_puts(out, "<span class=\"said\">");
    ll_writer_puts(out, said);
    ll_writer_puts(out, "</span></span>");
}

/* "line 4: words": leads to the paragraph they stand in. */
static void write_evidence(const ll_html_letter *letter, const ll_score *score) {
    ll_writer *out = letter->out;
    uint32_t block = ll_html_block_after(&letter->page, score->span.start);
    bool shown = block < letter->page.block_count;
    ll_writer_puts(out, " <span class=\"evidence\">");
    if (shown) {
        ll_writer_puts(out, "<a href=\"#");
        ll_html_id(out, "block", letter->number, block + 1);
        ll_writer_puts(out, "\">");
    }
    ll_writer_puts(out, "line ");
    ll_writer_number(out, ll_result_position(letter->result, score->span.start).line, 0);
    ll_writer_puts(out, shown ? "</a> <q>" : " <q>");
    ll_html_excerpt(letter, score->span);
    ll_writer_puts(out, "</q></span>");
}

static void write_score(const ll_html_letter *letter, const ll_score *score) {
    ll_writer *out = letter->out;
    if (score->value[0]) {
        ll_writer_puts(out, "<li class=\"value\">");
        write_title(out, "", ":", score->title);
        ll_writer_puts(out, " <span class=\"evidence\">");
        ll_html_puts(out, score->value);
        ll_writer_puts(out, "</span></li>\n");
    } else if (score->found) {
        ll_writer_puts(out, "<li class=\"found\">");
        write_title(out, "✓", ": found", score->title);
        write_evidence(letter, score);
        ll_writer_puts(out, "</li>\n");
    } else {
        ll_writer_puts(out, "<li class=\"missing\"><details><summary>");
        write_title(out, "–", ": missing", score->title);
        ll_writer_puts(out, "</summary><p>");
        ll_html_puts(out, score->advice);
        ll_writer_puts(out, "</p></details></li>\n");
    }
}

void ll_html_write_scorecard(const ll_html_letter *letter) {
    size_t count;
    const ll_score *scores = ll_result_scorecard(letter->result, &count);
    ll_writer *out = letter->out;
    if (count == 0)
        return;
    ll_writer_puts(out, "<div class=\"scorecard\">\n<h3>Scorecard</h3>\n");
    for (size_t i = 0; i < count && !out->failed; i++) {
        if (begins_group(scores, i)) {
            ll_writer_puts(out, i > 0 ? "</ul>\n</div>\n<div class=\"group\">\n<h4>"
                                      : "<div class=\"group\">\n<h4>");
            ll_html_puts(out, scores[i].group);
            write_tally(out, scores, i, count);
            ll_writer_puts(out, "</h4>\n<ul>\n");
        }
        write_score(letter, &scores[i]);
    }
    ll_writer_puts(out, "</ul>\n</div>\n</div>\n");
}
