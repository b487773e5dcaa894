/* XML escaping; see xml.h. What is allowed follows XML 1.0's production of Char, the rest the
 * wish that nobody is hurt who prints a report to a terminal. */
#include "base/xml.h"

#include "base/terminal.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

/* What stands for a character of markup. */
static const char *entity_of(uint32_t c) {
    static const char *const entities[] = {
        ['"'] = "&quot;", ['&'] = "&amp;", ['\''] = "&apos;", ['<'] = "&lt;", ['>'] = "&gt;"};
    return c < sizeof entities / sizeof *entities ? entities[c] : NULL;
}

static bool is_blank(uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r';
}

static bool is_allowed(uint32_t c) {
    return (c >= 0x20 || is_blank(c)) && c != 0xFFFE && c != 0xFFFF;
}

/* "\\x1b", or behind the Basic Latin and Latin-1 blocks "\\u{fffe}". */
static void write_spelt(ll_writer *out, uint32_t c) {
    char bytes[16];
    int length = c < 0x100 ? snprintf(bytes, sizeof bytes, "\\x%02x", (unsigned)c)
                           : snprintf(bytes, sizeof bytes, "\\u{%x}", (unsigned)c);
    ll_writer_add(out, bytes, (size_t)length);
}

static void write_reference(ll_writer *out, uint32_t c) {
    char bytes[16];
    int length = snprintf(bytes, sizeof bytes, "&#x%X;", (unsigned)c);
    ll_writer_add(out, bytes, (size_t)length);
}

/* A reader of attributes turns bare line ends and tabs into spaces, and one of content turns a
 * carriage return into a line feed. */
static bool needs_reference(uint32_t c, bool in_attribute) {
    return is_blank(c) ? in_attribute || c == '\r' : !ll_terminal_is_inert(c);
}

static void write_character(ll_writer *out, uint32_t c, bool in_attribute) {
    const char *entity = entity_of(c);
    if (entity)
        ll_writer_puts(out, entity);
    else if (!is_allowed(c))
        write_spelt(out, c);
    else if (needs_reference(c, in_attribute))
        write_reference(out, c);
    else {
        char bytes[4];
        ll_writer_add(out, bytes, ll_utf8_encode(bytes, c));
    }
}

/* The end of the run that is written as it stands: printable ASCII but markup. */
static uint32_t bare_end(ll_str text, uint32_t i) {
    while (i < text.length && text.data[i] >= ' ' && text.data[i] < 0x7F &&
           !entity_of((unsigned char)text.data[i]))
        i++;
    return i;
}

static void write_escaped(ll_writer *out, const char *text, bool in_attribute) {
    ll_str all = ll_str_of(text);
    for (uint32_t i = 0; i < all.length;) {
        uint32_t end = bare_end(all, i), rest = all.length - end;
        ll_writer_add(out, all.data + i, end - i);
        i = end;
        if (rest == 0)
            break;
        if (ll_utf8_find_invalid(all.data + i, rest < 4 ? rest : 4) == 0) {
            ll_writer_puts(out, "\xEF\xBF\xBD");
            i++;
        } else {
            write_character(out, ll_utf8_decode(all.data, all.length, i, &i), in_attribute);
        }
    }
}

void ll_xml_declaration(ll_writer *out) {
    ll_writer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void ll_xml_text(ll_writer *out, const char *text) {
    write_escaped(out, text, false);
}

void ll_xml_attribute(ll_writer *out, const char *name, const char *value) {
    ll_writer_putc(out, ' ');
    ll_writer_puts(out, name);
    ll_writer_puts(out, "=\"");
    write_escaped(out, value, true);
    ll_writer_putc(out, '"');
}

void ll_xml_number_attribute(ll_writer *out, const char *name, uint64_t value) {
    ll_writer_putc(out, ' ');
    ll_writer_puts(out, name);
    ll_writer_puts(out, "=\"");
    ll_writer_number(out, value, 0);
    ll_writer_putc(out, '"');
}
