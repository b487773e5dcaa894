/* The notes in the margin: what is wrong, what to write instead, why it matters; each leads back to
 * its words. */
#include "report/html_parts.h"

/* Why the rule exists, or "". */
static const char *why_of(const ll_html_letter *letter, const char *rule) {
    if (!letter->ruleset)
        return "";
    size_t index = ll_ruleset_find(letter->ruleset, rule, NULL);
    return index == SIZE_MAX ? "" : ll_ruleset_rule(letter->ruleset, index).why;
}

static void write_head(const ll_html_letter *letter, const ll_html_fault *fault) {
    ll_writer *out = letter->out;
    const ll_diagnostic *found = fault->diagnostic;
    ll_position at = ll_result_position(letter->result, found->span.start);
    ll_writer_puts(out, "<p class=\"head\"><a href=\"#");
    ll_html_id(out, "fault", letter->number, fault->number);
    ll_writer_puts(out, "\"><span class=\"said\">Back to </span><b>");
    ll_writer_number(out, fault->number, 0);
    ll_writer_puts(out, "</b> ");
    ll_writer_puts(out, ll_level_name(found->level));
    ll_writer_puts(out, "</a> <span class=\"place\">line ");
    ll_writer_number(out, at.line, 0);
    ll_writer_puts(out, "</span> <code>");
    ll_html_puts(out, found->rule);
    ll_writer_puts(out, "</code></p>\n");
}

static void write_paragraph(ll_writer *out, const char *class, const char *text) {
    ll_writer_puts(out, "<p class=\"");
    ll_writer_puts(out, class);
    ll_writer_puts(out, "\">");
    ll_html_puts(out, text);
    ll_writer_puts(out, "</p>\n");
}

static void write_fix(ll_writer *out, const ll_fix *fix) {
    if (fix->text[0]) {
        ll_writer_puts(out, "<p class=\"fix\">Replace with: <ins>");
        ll_html_puts(out, fix->text);
        ll_writer_puts(out, "</ins></p>\n");
    } else {
        ll_writer_puts(out, "<p class=\"fix\">Delete it.</p>\n");
    }
}

static void write_note(const ll_html_letter *letter, const ll_html_fault *fault) {
    ll_writer *out = letter->out;
    const ll_diagnostic *found = fault->diagnostic;
    const char *why = why_of(letter, found->rule);
    ll_writer_puts(out, "<li class=\"");
    ll_writer_puts(out, ll_level_name(found->level));
    ll_writer_puts(out, "\" tabindex=\"-1\" id=\"");
    ll_html_id(out, "note", letter->number, fault->number);
    ll_writer_puts(out, "\">\n");
    write_head(letter, fault);
    write_paragraph(out, "message", found->message);
    if (found->advice[0])
        write_paragraph(out, "advice", found->advice);
    if (found->fix)
        write_fix(out, found->fix);
    if (why[0]) {
        ll_writer_puts(out, "<details><summary>Why<span class=\"said\"> ");
        ll_html_puts(out, found->rule);
        ll_writer_puts(out, "</span></summary>\n");
        write_paragraph(out, "why", why);
        ll_writer_puts(out, "</details>\n");
    }
    ll_writer_puts(out, "</li>\n");
}

void ll_html_write_notes(const ll_html_letter *letter) {
    ll_writer *out = letter->out;
    ll_writer_puts(out, "<div class=\"notes\">\n<h3>Notes</h3>\n");
    if (letter->fault_count == 0)
        ll_writer_puts(out, "<p class=\"none\">Nothing was found.</p>\n");
    else
        ll_writer_puts(out, "<ol>\n");
    for (uint32_t i = 0; i < letter->fault_count && !out->failed; i++)
        write_note(letter, &letter->faults[i]);
    ll_writer_puts(out, letter->fault_count > 0 ? "</ol>\n</div>\n" : "</div>\n");
}
