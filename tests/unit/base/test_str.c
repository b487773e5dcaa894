/* Text helpers, the growing buffer and "did you mean". */
#include "../support.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ll_arena *arena;

static void set_up(void) {
    arena = ll_arena_new(0);
}

static void tear_down(void) {
    ll_arena_free(arena);
}

static const ll_str nothing = {NULL, 0};

#define ck_str(actual, expected) ck_assert(ll_str_is((actual), (expected)))

START_TEST(slices_are_clamped) {
    ll_str text = ll_str_of("letter");
    ck_str(ll_str_slice(text, 1, 3), "et");
    ck_str(ll_str_slice(text, 3, 99), "ter");
    ck_str(ll_str_slice(text, 4, 2), "");
    ck_str(ll_str_slice(text, 99, 100), "");
    ck_str(ll_str_slice(nothing, 0, 0), "");
    ck_str(ll_str_slice(nothing, 2, 5), "");
}
END_TEST

START_TEST(trim_takes_ascii_space_at_both_ends_only) {
    ck_str(ll_str_trim(ll_str_of(" \t\r\n\v\f a b \n")), "a b");
    ck_str(ll_str_trim(ll_str_of("   ")), "");
    ck_str(ll_str_trim(nothing), "");
    ck_str(ll_str_trim(ll_str_of("\xC2\xA0x")), "\xC2\xA0x");
}
END_TEST

START_TEST(equality) {
    ck_assert(ll_str_equal(ll_str_of("a"), ll_str_of("a")));
    ck_assert(!ll_str_equal(ll_str_of("a"), ll_str_of("ab")));
    ck_assert(!ll_str_equal(ll_str_of("a"), ll_str_of("A")));
    ck_assert(ll_str_equal(nothing, ll_str_of("")));
    ck_assert(ll_str_equal_nocase(ll_str_of("PostgreSQL"), ll_str_of("postgresql")));
    ck_assert(!ll_str_equal_nocase(ll_str_of("[a"), ll_str_of("{a"))); /* 0x20 apart, no letters */
    ck_assert(!ll_str_equal_nocase(ll_str_of("a"), ll_str_of("ab")));
    ck_assert(!ll_str_equal_nocase(ll_str_of("\xC3\x89"), ll_str_of("\xC3\xA9")));
}
END_TEST

START_TEST(starts_and_ends) {
    ck_assert(ll_str_starts(ll_str_of("letter"), "let"));
    ck_assert(!ll_str_starts(ll_str_of("le"), "let"));
    ck_assert(ll_str_ends(ll_str_of("rules.yaml"), ".yaml"));
    ck_assert(!ll_str_ends(ll_str_of("yaml"), ".yaml"));
    ck_assert(ll_str_starts(nothing, ""));
    ck_assert(ll_str_ends(nothing, ""));
    ck_assert(!ll_str_starts(nothing, "a"));
    ck_assert(!ll_str_ends(nothing, "a"));
}
END_TEST

START_TEST(order_is_by_bytes_then_length) {
    ck_assert_int_lt(ll_str_compare(ll_str_of("a"), ll_str_of("b")), 0);
    ck_assert_int_gt(ll_str_compare(ll_str_of("b"), ll_str_of("a")), 0);
    ck_assert_int_lt(ll_str_compare(ll_str_of("a"), ll_str_of("ab")), 0);
    ck_assert_int_gt(ll_str_compare(ll_str_of("ab"), ll_str_of("a")), 0);
    ck_assert_int_eq(ll_str_compare(ll_str_of("ab"), ll_str_of("ab")), 0);
    ck_assert_int_lt(ll_str_compare(ll_str_of("z"), ll_str_of("\xC3\xA9")), 0);
    ck_assert_int_lt(ll_str_compare(nothing, ll_str_of("a")), 0);
    ck_assert_int_eq(ll_str_compare(nothing, nothing), 0);
}
END_TEST

START_TEST(copies_are_ended) {
    ck_assert_str_eq(ll_str_copy(arena, ll_str_slice(ll_str_of("letter"), 0, 3)), "let");
    ck_assert_str_eq(ll_str_copy(arena, nothing), "");
}
END_TEST

START_TEST(an_untouched_buffer_is_the_empty_text) {
    ll_buf buf = ll_buf_on(arena);
    ck_assert_str_eq(ll_buf_text(&buf), "");
    ck_assert_uint_eq(ll_buf_str(&buf).length, 0);
    ck_assert_uint_eq(ll_arena_used(arena), 0);
}
END_TEST

START_TEST(a_buffer_takes_every_kind_of_text) {
    ll_buf buf = ll_buf_on(arena);
    ll_buf_puts(&buf, "a");
    ll_buf_putc(&buf, '-');
    ll_buf_add(&buf, "bcd", 2);
    ll_buf_add_str(&buf, ll_str_of("-"));
    ll_buf_add_str(&buf, nothing);
    ll_buf_put_code_point(&buf, 0xE9);
    ll_buf_printf(&buf, "-%d-%s", 42, "x");
    ck_assert_str_eq(ll_buf_text(&buf), "a-bc-\xC3\xA9-42-x");
    ck_assert_uint_eq(ll_buf_str(&buf).length, strlen(ll_buf_text(&buf)));
}
END_TEST

START_TEST(a_buffer_takes_numbers) {
    ll_buf buf = ll_buf_on(arena);
    ll_buf_put_number(&buf, 0);
    ll_buf_put_number(&buf, 4096);
    ll_buf_put_number(&buf, UINT64_MAX);
    ck_assert_str_eq(ll_buf_text(&buf), "0409618446744073709551615");
}
END_TEST

START_TEST(a_buffer_grows_between_other_allocations) {
    ll_buf buf = ll_buf_on(arena);
    for (int i = 0; i < 20000; i++) {
        ll_buf_printf(&buf, "%05d", i);
        if (i % 100 == 0)
            ll_arena_alloc(arena, 1);
    }
    ck_assert_uint_eq(buf.length, 100000);
    for (int i = 0; i < 20000; i++) {
        char number[16];
        snprintf(number, sizeof number, "%05d", i);
        ck_assert_mem_eq(ll_buf_text(&buf) + (size_t)i * 5, number, 5);
    }
    ck_assert_uint_eq(strlen(ll_buf_text(&buf)), 100000);
}
END_TEST

START_TEST(a_buffer_keeps_nul_bytes) {
    ll_buf buf = ll_buf_on(arena);
    ll_buf_add(&buf, "a\0b", 3);
    ck_assert_uint_eq(buf.length, 3);
    ck_assert_mem_eq(ll_buf_text(&buf), "a\0b", 4);
}
END_TEST

START_TEST(more_than_4_gib_is_out_of_memory) {
    ll_arena *own = ll_arena_new(0);
    volatile bool failed = false;
    if (setjmp(*ll_arena_guard(own))) {
        failed = true;
    } else {
        ll_buf buf = ll_buf_on(own);
        ll_buf_puts(&buf, "a");
        ll_buf_add(&buf, "b", (size_t)UINT32_MAX - 1);
    }
    ll_arena_free(own);
    ck_assert(failed);
}
END_TEST

START_TEST(formats_into_the_arena) {
    ck_assert_str_eq(ll_format(arena, "%s:%u", "letter.md", 7u), "letter.md:7");
    ck_assert_str_eq(ll_format(arena, "%s", ""), "");
    char *longer = malloc(70000);
    memset(longer, 'x', 69999);
    longer[69999] = '\0';
    ck_assert_str_eq(ll_format(arena, "%s", longer), longer);
    free(longer);
}
END_TEST

static const char *const names[] = {"words", "names", "patterns", "ambiguous", "raw", "js"};

static const char *suggest(const char *name) {
    return ll_suggest(name, names, sizeof names / sizeof *names);
}

START_TEST(suggests_what_it_is_a_part_of) {
    static const char *const profiles[] = {"data-platform", "product-backend", "career-change",
                                           "data-on-request", "off-on-request"};
    enum { COUNT = sizeof profiles / sizeof *profiles };
    ck_assert_str_eq(ll_suggest("career", profiles, COUNT), "career-change");
    ck_assert_str_eq(ll_suggest("Backend", profiles, COUNT), "product-backend");
    ck_assert_str_eq(ll_suggest("change", profiles, COUNT), "career-change");
    ck_assert_ptr_null(ll_suggest("data", profiles, COUNT)); /* of two */
    ck_assert_str_eq(ll_suggest("off", profiles, COUNT), "off-on-request");
    ck_assert_ptr_null(ll_suggest("dat", profiles, COUNT));
    ck_assert_ptr_null(ll_suggest("-", profiles, COUNT));
    ck_assert_ptr_null(ll_suggest("", profiles, COUNT));
}
END_TEST

START_TEST(suggests_what_was_meant) {
    ck_assert_str_eq(suggest("word"), "words");
    ck_assert_str_eq(suggest("wrods"), "words"); /* swapped */
    ck_assert_str_eq(suggest("wOrdz"), "words"); /* changed, any case */
    ck_assert_str_eq(suggest("RWODS"), "words"); /* swapped, any case */
    ck_assert_str_eq(suggest("pattens"), "patterns");
    ck_assert_str_eq(suggest("ambigous"), "ambiguous");
    ck_assert_str_eq(suggest("names"), "names");
    ck_assert_str_eq(suggest("ts"), "js");
}
END_TEST

START_TEST(suggests_nothing_where_nothing_is_near) {
    ck_assert_ptr_null(suggest("level"));
    ck_assert_ptr_null(suggest("x"));
    ck_assert_ptr_null(suggest(""));
    ck_assert_ptr_null(ll_suggest("a", (const char *const[]){"b"}, 1));
    ck_assert_ptr_null(ll_suggest("words", NULL, 0));
}
END_TEST

START_TEST(suggests_nothing_for_what_is_very_long) {
    char very_long[200];
    memset(very_long, 'a', sizeof very_long - 1);
    very_long[sizeof very_long - 1] = '\0';
    const char *const candidates[] = {very_long, "aaa"};
    ck_assert_ptr_null(ll_suggest(very_long, candidates, 2));
    ck_assert_str_eq(ll_suggest("aab", candidates, 2), "aaa");
    very_long[63] = '\0'; /* the longest that is looked at */
    const char *const longest[] = {very_long};
    ck_assert_ptr_eq(ll_suggest(very_long, longest, 1), very_long);
}
END_TEST

START_TEST(of_equally_near_ones_the_first) {
    const char *const twins[] = {"cat", "car"};
    ck_assert_str_eq(ll_suggest("cab", twins, 2), "cat");
}
END_TEST

static void expect_number(const char *text, double expected) {
    double number = -1;
    ck_assert_msg(ll_str_to_number(&number, ll_str_of(text)), "%s", text);
    ck_assert_double_eq(number, expected);
}

START_TEST(numbers_are_decimal_in_every_locale) {
    static const char *const others[] = {"",     "-",   ".",   "-.", "+1", "1,5", "1e3",
                                         "0x10", "inf", "nan", " 1", "1 ", "--1", "1.2.3"};
    double number = 7;
    expect_number("0", 0);
    expect_number("12", 12);
    expect_number("-0.5", -0.5);
    expect_number("0.1", 0.1);
    expect_number(".25", .25);
    expect_number("3.14159", 3.14159);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        ck_assert_msg(!ll_str_to_number(&number, ll_str_of(others[i])), "%s", others[i]);
    ck_assert(!ll_str_to_number(&number, nothing));
    ck_assert_double_eq(number, 7); /* untouched */
}
END_TEST

int main(void) {
    Suite *suite = suite_create("str");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, slices_are_clamped);
    tcase_add_test(tests, trim_takes_ascii_space_at_both_ends_only);
    tcase_add_test(tests, equality);
    tcase_add_test(tests, starts_and_ends);
    tcase_add_test(tests, numbers_are_decimal_in_every_locale);
    tcase_add_test(tests, order_is_by_bytes_then_length);
    tcase_add_test(tests, copies_are_ended);
    tcase_add_test(tests, an_untouched_buffer_is_the_empty_text);
    tcase_add_test(tests, a_buffer_takes_every_kind_of_text);
    tcase_add_test(tests, a_buffer_takes_numbers);
    tcase_add_test(tests, a_buffer_grows_between_other_allocations);
    tcase_add_test(tests, a_buffer_keeps_nul_bytes);
    tcase_add_test(tests, more_than_4_gib_is_out_of_memory);
    tcase_add_test(tests, formats_into_the_arena);
    tcase_add_test(tests, suggests_what_it_is_a_part_of);
    tcase_add_test(tests, suggests_what_was_meant);
    tcase_add_test(tests, suggests_nothing_where_nothing_is_near);
    tcase_add_test(tests, suggests_nothing_for_what_is_very_long);
    tcase_add_test(tests, of_equally_near_ones_the_first);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
