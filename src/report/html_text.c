/* Text in HTML: escaped, and with every character that would act (controls, changes of direction)
 * spelt out, as on a terminal. Whatever comes from a letter, a path or a rule goes through here. */
#include "report/html_parts.h"

#include "base/terminal.h"
#include "base/utf8.h"

enum { EXCERPT = 60 };

static const char *reference(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static bool is_plain(char c) {
    return c >= ' ' && c <= '~' && !reference(c);
}

void ll_html_text(ll_writer *out, ll_str text) {
    for (uint32_t i = 0; i < text.length;) {
        uint32_t start = i;
        while (i < text.length && is_plain(text.data[i]))
            i++;
        ll_writer_add(out, text.data + start, i - start);
        if (i == text.length)
            return;
        const char *escaped = reference(text.data[i]);
        if (escaped) {
            ll_writer_puts(out, escaped);
            i++;
            continue;
        }
        ll_shown shown = ll_terminal_show(text, i, &i);
        ll_writer_add(out, shown.bytes, shown.length);
    }
}

void ll_html_puts(ll_writer *out, const char *text) {
    ll_html_text(out, ll_str_of(text));
}

void ll_html_id(ll_writer *out, const char *kind, size_t letter, size_t number) {
    ll_writer_puts(out, kind);
    ll_writer_putc(out, '-');
    ll_writer_number(out, letter, 0);
    ll_writer_putc(out, '-');
    ll_writer_number(out, number, 0);
}

void ll_html_excerpt(const ll_html_letter *letter, ll_span span) {
    size_t length;
    const char *text = ll_result_text(letter->result, &length);
    ll_str words =
        ll_str_trim(ll_str_slice((ll_str){text, (uint32_t)length}, span.start, span.end));
    uint32_t end = ll_utf8_cut(words.data, words.length, EXCERPT);
    ll_html_text(letter->out, ll_str_slice(words, 0, end));
    ll_writer_puts(letter->out, end < words.length ? "…" : "");
}

void ll_html_count(ll_writer *out, size_t count, const char *name) {
    ll_writer_number(out, count, 0);
    ll_writer_putc(out, ' ');
    ll_writer_puts(out, name);
    ll_writer_puts(out, count == 1 ? "" : "s");
}
