/* Lines and columns, for every line end there is, and what is refused as text. */
#include "../support.h"

#include "base/utf8.h"
#include "text/source.h"

#include <stdlib.h>
#include <string.h>

static ll_arena *arena;

static void set_up(void) {
    arena = ll_arena_new(0);
}

static void tear_down(void) {
    ll_arena_free(arena);
}

static ll_source source_of(const char *text) {
    ll_source source;
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    return source;
}

static void expect_position(const char *text, uint32_t offset, uint32_t line, uint32_t column) {
    ll_source source = source_of(text);
    ll_position position = ll_source_position(&source, offset);
    ck_assert_uint_eq(position.offset, offset);
    ck_assert_uint_eq(position.line, line);
    ck_assert_uint_eq(position.column, column);
}

static void expect_line(const char *text, uint32_t index, const char *content) {
    ll_source source = source_of(text);
    ll_span line = ll_source_line(&source, index);
    ck_assert_msg(ll_str_is(ll_str_slice(source.text, line.start, line.end), content),
                  "line %u of '%s'", index, text);
}

START_TEST(keeps_what_it_was_given) {
    ll_source source = source_of("Dear team,");
    ck_assert_str_eq(source.path, "letter.md");
    ck_assert(ll_str_is(source.text, "Dear team,"));
    ck_assert_uint_eq(source.line_count, 1);
    ck_assert_uint_eq(source.line_starts[0], 0);
}
END_TEST

START_TEST(every_line_end_counts_once) {
    ck_assert_uint_eq(source_of("").line_count, 1);
    ck_assert_uint_eq(source_of("a").line_count, 1);
    ck_assert_uint_eq(source_of("a\n").line_count, 2);
    ck_assert_uint_eq(source_of("a\nb").line_count, 2);
    ck_assert_uint_eq(source_of("a\r\nb").line_count, 2);
    ck_assert_uint_eq(source_of("a\rb").line_count, 2);
    ck_assert_uint_eq(source_of("a\r").line_count, 2);
    ck_assert_uint_eq(source_of("a\r\r\nb").line_count, 3);
    ck_assert_uint_eq(source_of("a\n\rb").line_count, 3);
}
END_TEST

START_TEST(lines_come_without_their_ends) {
    expect_line("one\ntwo\n", 0, "one");
    expect_line("one\ntwo\n", 1, "two");
    expect_line("one\ntwo\n", 2, "");
    expect_line("one\r\ntwo", 0, "one");
    expect_line("one\rtwo", 0, "one");
    expect_line("one\rtwo", 1, "two");
    expect_line("a\r\r\nb", 1, "");
    expect_line("", 0, "");
}
END_TEST

START_TEST(a_line_that_is_not_there_is_an_empty_span_at_the_end) {
    ll_source source = source_of("one\ntwo");
    ll_span line = ll_source_line(&source, 7);
    ck_assert_uint_eq(line.start, 7);
    ck_assert_uint_eq(line.end, 7);
}
END_TEST

START_TEST(positions_count_from_one) {
    expect_position("ab\ncd", 0, 1, 1);
    expect_position("ab\ncd", 1, 1, 2);
    expect_position("ab\ncd", 2, 1, 3); /* the line end belongs to its line */
    expect_position("ab\ncd", 3, 2, 1);
    expect_position("ab\ncd", 5, 2, 3); /* the end of the text */
    expect_position("ab\r\ncd", 4, 2, 1);
    expect_position("", 0, 1, 1);
}
END_TEST

START_TEST(columns_count_code_points) {
    expect_position("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x", 9, 1, 4);
    expect_position("a\n\xC3\xA9x", 4, 2, 2);
}
END_TEST

START_TEST(a_byte_order_mark_has_no_width) {
    expect_position("\xEF\xBB\xBFHi", 0, 1, 1);
    expect_position("\xEF\xBB\xBFHi", 1, 1, 1);
    expect_position("\xEF\xBB\xBFHi", 3, 1, 1);
    expect_position("\xEF\xBB\xBFHi", 4, 1, 2);
    expect_position("\xEF\xBB\xBFHi\nx\xEF\xBB\xBFy", 10, 2, 3); /* elsewhere it is a character */
    expect_position("\xEF\xBB\xBF\nx", 4, 2, 1);
}
END_TEST

START_TEST(a_position_past_the_end_is_the_end) {
    ll_source source = source_of("ab\ncd");
    ll_position position = ll_source_position(&source, 99);
    ck_assert_uint_eq(position.offset, 5);
    ck_assert_uint_eq(position.line, 2);
    ck_assert_uint_eq(position.column, 3);
}
END_TEST

START_TEST(finds_the_line_of_every_offset) {
    ll_source source = source_of("a\n\nbc\r\n\rd\n");
    static const uint32_t lines[] = {0, 0, 1, 2, 2, 2, 2, 3, 4, 4, 5};
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ck_assert_uint_eq(ll_source_line_of(&source, i), lines[i]);
}
END_TEST

static void expect_refused(const char *text, size_t length, uint32_t offset, const char *message) {
    ll_error error = {0};
    ck_assert(!ll_source_check(text, length, &error));
    ck_assert_uint_eq(error.offset, offset);
    ck_assert_str_eq(error.message, message);
}

START_TEST(accepts_text) {
    ll_error error = {.offset = 77};
    ck_assert(ll_source_check("caf\xC3\xA9\n", 6, &error));
    ck_assert(ll_source_check("", 0, &error));
    ck_assert(ll_source_check(NULL, 0, &error));
    ck_assert_uint_eq(error.offset, 77); /* untouched */
}
END_TEST

START_TEST(refuses_what_is_not_text) {
    expect_refused("ab\xFF", 3, 2,
                   "invalid UTF-8 in line 1, at byte offset 2; save the file as UTF-8");
    expect_refused("\xC3", 1, 0,
                   "invalid UTF-8 in line 1, at byte offset 0; save the file as UTF-8");
    expect_refused("a\r\n\r\n\xC3", 6, 5,
                   "invalid UTF-8 in line 3, at byte offset 5; save the file as UTF-8");
    expect_refused("ab\0cd", 5, 2, "a NUL byte at offset 2: this is not a text file");
    expect_refused("a\0\xFF", 3, 1, "a NUL byte at offset 1: this is not a text file");
    expect_refused("a\xFF\0", 3, 1,
                   "invalid UTF-8 in line 1, at byte offset 1; save the file as UTF-8");
    expect_refused("", (size_t)INT32_MAX + 1, INT32_MAX, "larger than 2 GiB");
}
END_TEST

START_TEST(columns_of_a_long_line_are_exact) {
    enum { COUNT = 3000 };
    static char text[COUNT * 3 + 1];
    for (uint32_t i = 0; i < COUNT; i++)
        memcpy(text + i * 3, i % 2 ? "\xE2\x82\xAC" : "a\xC3\xA9", 3);
    ll_source source = source_of(text);
    for (uint32_t offset = 0; offset <= source.text.length; offset++)
        ck_assert_uint_eq(ll_source_position(&source, offset).column,
                          1 + ll_utf8_count(text, offset));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("source");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, keeps_what_it_was_given);
    tcase_add_test(tests, every_line_end_counts_once);
    tcase_add_test(tests, lines_come_without_their_ends);
    tcase_add_test(tests, a_line_that_is_not_there_is_an_empty_span_at_the_end);
    tcase_add_test(tests, positions_count_from_one);
    tcase_add_test(tests, columns_count_code_points);
    tcase_add_test(tests, a_byte_order_mark_has_no_width);
    tcase_add_test(tests, a_position_past_the_end_is_the_end);
    tcase_add_test(tests, finds_the_line_of_every_offset);
    tcase_add_test(tests, accepts_text);
    tcase_add_test(tests, refuses_what_is_not_text);
    tcase_add_test(tests, columns_of_a_long_line_are_exact);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
