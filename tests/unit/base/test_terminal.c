/* What a terminal shows: columns, inert forms and wrapping. */
#include "../support.h"

#include "base/terminal.h"

#include <string.h>

typedef struct kept {
    char text[4096];
    size_t length;
} kept;

static bool keep(void *user, const char *data, size_t length) {
    kept *into = user;
    memcpy(into->text + into->length, data, length);
    into->length += length;
    into->text[into->length] = '\0';
    return true;
}

static void assert_put(const char *text, const char *expected, uint32_t columns) {
    kept into = {.length = 0};
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &into});
    ll_terminal_put(&writer, ll_str_of(text));
    ck_assert(ll_writer_flush(&writer));
    ck_assert_str_eq(into.text, expected);
    ck_assert_uint_eq(ll_terminal_columns(ll_str_of(text)), columns);
}

START_TEST(widths) {
    ck_assert_uint_eq(ll_terminal_width('a'), 1);
    ck_assert_uint_eq(ll_terminal_width(0xE9), 1);
    ck_assert_uint_eq(ll_terminal_width(0x301), 0);
    ck_assert_uint_eq(ll_terminal_width(0xAD), 0);
    ck_assert_uint_eq(ll_terminal_width(0x200B), 0);
    ck_assert_uint_eq(ll_terminal_width(0x2014), 1);
    ck_assert_uint_eq(ll_terminal_width(0x2026), 1);
    ck_assert_uint_eq(ll_terminal_width(0x65E5), 2);
    ck_assert_uint_eq(ll_terminal_width(0xAC00), 2);
    ck_assert_uint_eq(ll_terminal_width(0xFF21), 2);
    ck_assert_uint_eq(ll_terminal_width(0x1F680), 2);
    ck_assert_uint_eq(ll_terminal_width(0x10FFFF), 1);
}
END_TEST

START_TEST(plain_text_stays) {
    assert_put("", "", 0);
    assert_put("café – 日本", "café – 日本", 11);
}
END_TEST

START_TEST(controls_are_spelt) {
    assert_put("a\x1b[0m\x7f", "a\\x1b[0m\\x7f", 12);
    assert_put("\xC2\x9B", "\\x9b", 4);
    assert_put("\xE2\x80\xAE", "\\u{202e}", 8);
    assert_put("\xF3\xA0\x81\x81", "\\u{e0041}", 9);
    assert_put("a\tb\nc\r", "a    b c ", 9);
}
END_TEST

START_TEST(broken_bytes_are_spelt) {
    assert_put("\xFF", "\\xff", 4);
    assert_put("caf\xE9", "caf\\xe9", 7);
    assert_put("\xE2\x82", "\\xe2\\x82", 8);
}
END_TEST

static void assert_wrap(const char *text, uint32_t width, uint32_t indent, const char *expected) {
    kept into = {.length = 0};
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &into});
    ll_terminal_wrap(&writer, ll_str_of(text), width, indent);
    ck_assert(ll_writer_flush(&writer));
    ck_assert_str_eq(into.text, expected);
}

/* Every byte at every place of a text of several words' length, found from both sides. */
START_TEST(plain_runs_end_at_the_first_byte_that_is_not) {
    char bytes[20];
    ll_str text = {bytes, sizeof bytes};
    for (uint32_t at = 0; at < sizeof bytes; at++)
        for (uint32_t byte = 0; byte < 256; byte++) {
            bool plain = byte >= 0x20 && byte < 0x7F;
            memset(bytes, byte % 2 ? ' ' : '~', sizeof bytes);
            bytes[at] = (char)byte;
            ck_assert_uint_eq(ll_terminal_plain(text, 0, text.length), plain ? text.length : at);
            ck_assert_uint_eq(ll_terminal_plain(text, at, at), at);
            ck_assert_uint_eq(ll_terminal_plain_before(text, text.length, 0), plain ? 0 : at + 1);
            ck_assert_uint_eq(ll_terminal_plain_before(text, at, at), at);
        }
}
END_TEST

START_TEST(wrapping) {
    assert_wrap("", 10, 2, "");
    assert_wrap("one two three", 80, 0, "one two three");
    assert_wrap("one two three", 10, 2, "one two\n  three");
    assert_wrap("one two", 9, 2, "one two");
    assert_wrap("one two", 8, 2, "one\n  two");
    assert_wrap("averyveryverylongword a", 5, 0, "averyveryverylongword\na");
    assert_wrap("  one\n\n two  ", 80, 0, "one two");
}
END_TEST

static bool measure(void *user, const char *data, size_t length) {
    (void)data;
    *(size_t *)user += length;
    return true;
}

START_TEST(a_writer_passes_on_more_than_its_buffer) {
    static char big[LL_WRITER_SIZE + 10];
    size_t seen = 0;
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = measure, .user = &seen});
    ll_writer_puts(&writer, "a");
    ck_assert_uint_eq(seen, 0);
    ll_writer_add(&writer, big, sizeof big);
    ck_assert_uint_eq(seen, sizeof big + 1);
    ll_writer_add(&writer, big, LL_WRITER_SIZE);
    ll_writer_putc(&writer, 'b');
    ck_assert(ll_writer_flush(&writer));
    ck_assert_uint_eq(seen, sizeof big + LL_WRITER_SIZE + 2);
}
END_TEST

static bool refuse(void *user, const char *data, size_t length) {
    (void)data;
    (void)length;
    ++*(int *)user;
    return false;
}

static void assert_number(uint64_t number, uint32_t width, const char *expected) {
    kept into = {.length = 0};
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &into});
    ll_writer_number(&writer, number, width);
    ck_assert(ll_writer_flush(&writer));
    ck_assert_str_eq(into.text, expected);
}

START_TEST(numbers_are_padded) {
    assert_number(0, 0, "0");
    assert_number(10, 2, "10");
    assert_number(907, 5, "  907");
    assert_number(UINT64_MAX, 3, "18446744073709551615");
}
END_TEST

START_TEST(runs_of_any_length) {
    size_t seen = 0;
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = measure, .user = &seen});
    uint32_t sum = 0;
    for (uint32_t count = 0; count < 300; sum += count++)
        ll_writer_repeat(&writer, ' ', count);
    ck_assert(ll_writer_flush(&writer));
    ck_assert_uint_eq(seen, sum);
}
END_TEST

START_TEST(a_refused_writer_stays_deaf) {
    int calls = 0;
    ll_writer writer;
    ll_writer_init(&writer, &(ll_sink){.write = refuse, .user = &calls});
    ck_assert(ll_writer_flush(&writer));
    ll_writer_number(&writer, 7, 3);
    ck_assert(!ll_writer_flush(&writer));
    ll_writer_puts(&writer, "more");
    ck_assert(!ll_writer_flush(&writer));
    ck_assert_int_eq(calls, 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/terminal");
    TCase *cases = tcase_create("terminal");
    tcase_add_test(cases, widths);
    tcase_add_test(cases, plain_text_stays);
    tcase_add_test(cases, controls_are_spelt);
    tcase_add_test(cases, broken_bytes_are_spelt);
    tcase_add_test(cases, plain_runs_end_at_the_first_byte_that_is_not);
    tcase_add_test(cases, wrapping);
    tcase_add_test(cases, a_writer_passes_on_more_than_its_buffer);
    tcase_add_test(cases, numbers_are_padded);
    tcase_add_test(cases, runs_of_any_length);
    tcase_add_test(cases, a_refused_writer_stays_deaf);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
