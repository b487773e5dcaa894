/* XML escaping: whatever bytes come, a document that parses and a raw text that is inert. */
#include "../support.h"

#include "base/terminal.h"
#include "base/utf8.h"
#include "base/xml.h"

#include <string.h>

typedef struct kept {
    char text[4096];
    size_t length;
} kept;

static bool keep(void *user, const char *data, size_t length) {
    kept *into = user;
    if (into->length + length >= sizeof into->text)
        return false;
    memcpy(into->text + into->length, data, length);
    into->length += length;
    into->text[into->length] = '\0';
    return true;
}

static kept output;

static const char *content(const char *text) {
    ll_writer writer;
    output.length = 0;
    output.text[0] = '\0';
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &output});
    ll_xml_text(&writer, text);
    ll_writer_flush(&writer);
    return output.text;
}

static const char *attribute(const char *value) {
    ll_writer writer;
    output.length = 0;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &output});
    ll_xml_attribute(&writer, "a", value);
    ck_assert(ll_writer_flush(&writer));
    return output.text;
}

START_TEST(markup_is_text) {
    ck_assert_str_eq(content("<b a='1' c=\"2\">&amp;]]>"),
                     "&lt;b a=&apos;1&apos; c=&quot;2&quot;&gt;&amp;amp;]]&gt;");
    ck_assert_str_eq(attribute("\"><script>"), " a=\"&quot;&gt;&lt;script&gt;\"");
}
END_TEST

START_TEST(line_ends_and_tabs_reach_the_reader) {
    ck_assert_str_eq(content("a\tb\nc\r\nd"), "a\tb\nc&#xD;\nd");
    ck_assert_str_eq(attribute("a\tb\nc\r"), " a=\"a&#x9;b&#xA;c&#xD;\"");
}
END_TEST

START_TEST(what_xml_cannot_hold_is_spelt) {
    ck_assert_str_eq(content("\x01\x1b[31m\x0b\x0c\x1f"), "\\x01\\x1b[31m\\x0b\\x0c\\x1f");
    ck_assert_str_eq(content("\xEF\xBF\xBE \xEF\xBF\xBF"), "\\u{fffe} \\u{ffff}");
}
END_TEST

START_TEST(what_would_act_on_a_terminal_is_a_reference) {
    ck_assert_str_eq(content("\x7f \xC2\x9B \xC2\x85"), "&#x7F; &#x9B; &#x85;");
    ck_assert_str_eq(content("\xE2\x80\xAEkrow\xE2\x80\xAC"), "&#x202E;krow&#x202C;");
}
END_TEST

START_TEST(other_characters_stay) {
    static const char text[] = "Grüße, 日本 🚀 cafe\xCC\x81 \xC2\xA0 שלום \xF4\x8F\xBF\xBF";
    ck_assert_str_eq(content(text), text);
    ck_assert_str_eq(content(""), "");
}
END_TEST

START_TEST(bytes_that_are_no_text_are_marked) {
    ck_assert_str_eq(
        content("caf\xE9 \xE2\x82 \xED\xA0\x80 \xC0\xAF"),
        "caf\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD "
        "\xEF\xBF\xBD\xEF\xBF\xBD");
}
END_TEST

/* Whether every character may stand in XML and does nothing to a terminal. */
static bool is_sound(const char *text) {
    ll_str all = ll_str_of(text);
    if (ll_utf8_find_invalid(all.data, all.length) < all.length || strpbrk(text, "<>\"'"))
        return false;
    for (uint32_t i = 0; i < all.length;) {
        uint32_t c = ll_utf8_decode(all.data, all.length, i, &i);
        bool inert = c == '\t' || c == '\n' || ll_terminal_is_inert(c);
        if (!inert || c == 0xFFFE || c == 0xFFFF)
            return false;
    }
    return true;
}

/* Check is asked only where something is wrong: a million times would take minutes. */
START_TEST(any_character_and_any_byte_is_sound) {
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char bytes[5] = "";
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        ll_utf8_encode(bytes, c);
        if (!is_sound(content(bytes)))
            ck_abort_msg("U+%04X becomes '%s'", (unsigned)c, output.text);
    }
    for (int a = 1; a < 256; a++)
        for (int b = 1; b < 256; b++)
            if (!is_sound(content((const char[]){(char)a, (char)b, 'x', '\0'})))
                ck_abort_msg("%02x %02x becomes '%s'", (unsigned)a, (unsigned)b, output.text);
}
END_TEST

START_TEST(numbers_and_the_declaration) {
    ll_writer writer;
    output.length = 0;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &output});
    ll_xml_declaration(&writer);
    ll_xml_number_attribute(&writer, "line", UINT64_C(4294967296));
    ck_assert(ll_writer_flush(&writer));
    ck_assert_str_eq(output.text,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n line=\"4294967296\"");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/xml");
    TCase *cases = tcase_create("xml");
    tcase_add_test(cases, markup_is_text);
    tcase_add_test(cases, line_ends_and_tabs_reach_the_reader);
    tcase_add_test(cases, what_xml_cannot_hold_is_spelt);
    tcase_add_test(cases, what_would_act_on_a_terminal_is_a_reference);
    tcase_add_test(cases, other_characters_stay);
    tcase_add_test(cases, bytes_that_are_no_text_are_marked);
    tcase_add_test(cases, any_character_and_any_byte_is_sound);
    tcase_add_test(cases, numbers_and_the_declaration);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
