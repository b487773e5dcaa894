/* Patterns: what they find, what is refused when they are compiled, and that no text makes one run
 * away. */
#include "../support.h"
#include "text/pattern.h"

#include <string.h>

static ll_arena *arena;
static ll_pattern_scratch *scratch;

static void setup(void) {
    arena = ll_arena_new(0);
    scratch = ll_pattern_scratch_new(arena);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static ll_pattern *compile(const char *text) {
    ll_pattern *pattern = NULL;
    ll_pattern_error error = {0, "?"};
    ck_assert_msg(ll_pattern_compile(&pattern, arena, ll_str_of(text), true, &error), "%s: %s",
                  text, error.message);
    return pattern;
}

static void refused(const char *text, uint32_t offset, const char *message) {
    ll_pattern *pattern = NULL;
    ll_pattern_error error = {99, NULL};
    ck_assert_msg(!ll_pattern_compile(&pattern, arena, ll_str_of(text), true, &error), "%s", text);
    ck_assert_ptr_null(pattern);
    ck_assert_msg(strstr(error.message, message), "%s: %s", text, error.message);
    ck_assert_uint_eq(error.offset, offset);
}

typedef struct find_row {
    const char *pattern, *subject;
    const char *found; /* every match, joined by '|' */
} find_row;

static const find_row find_rows[] = {
    {"\\d+ ?ms", "from 900 ms to 40ms", "900 ms|40ms"},
    {"kafka", "Kafka KAFKA kafkas", "Kafka|KAFKA|kafka"},
    {"(?-i)Go", "Go go", "Go"},
    {"\\bp9\\d\\b", "p99, p95 but xp99 and p999", "p99|p95"},
    {"\\w+", "naïve café", "naïve|café"},
    {"é", "É é e", "É|é"},
    {"^to", "to go to", "to"},
    {"to$", "to go to", "to"},
    {"(?<=a)b", "ab b ab", "b|b"},
    {"a.c", "a\nc abc", "abc"},
    {"a.c", "a\rc abc", "abc"},
    {"foo\\Kbar", "foobar bar", "bar"},
    {"\\bb", "ab b", "b"},
    {"(\\((?:[^()]|(?1))*\\))", "f(a(b)c) (d)", "(a(b)c)|(d)"},
    {"absent", "", ""},
};

START_TEST(finds_every_match) {
    const find_row *row = &find_rows[_i];
    ll_pattern *pattern = compile(row->pattern);
    ll_str subject = ll_str_of(row->subject);
    ll_buf found = ll_buf_on(arena);
    ll_capture capture = {.groups = {{0, 0}}};
    while (ll_pattern_match(&capture, pattern, scratch, subject, capture.groups[0].end) ==
           LL_MATCH_FOUND) {
        if (found.length)
            ll_buf_putc(&found, '|');
        ll_span span = capture.groups[0];
        ll_buf_add_str(&found, ll_str_slice(subject, span.start, span.end));
    }
    ck_assert_str_eq(ll_buf_text(&found), row->found);
}
END_TEST

START_TEST(case_counts_when_asked) {
    ll_pattern *pattern = NULL;
    ll_pattern_error error;
    ll_capture capture;
    ck_assert(ll_pattern_compile(&pattern, arena, ll_str_of("go"), false, &error));
    ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("Go GO"), 0),
                     LL_MATCH_NONE);
    ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("Go go"), 0),
                     LL_MATCH_FOUND);
    ck_assert_uint_eq(capture.groups[0].start, 3);
}
END_TEST

START_TEST(captures) {
    ll_pattern *pattern = compile("(\\d+)(x)?-(\\d+)");
    ll_capture capture;
    ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("é 12-345"), 0),
                     LL_MATCH_FOUND);
    ck_assert_uint_eq(capture.count, 4);
    ck_assert_uint_eq(capture.groups[0].start, 3);
    ck_assert_uint_eq(capture.groups[0].end, 9);
    ck_assert_uint_eq(capture.groups[1].end, 5);
    ck_assert_uint_eq(capture.groups[2].start, capture.groups[2].end);
    ck_assert_uint_eq(capture.groups[3].start, 6);
    ck_assert_uint_eq(capture.groups[3].end, 9);
}
END_TEST

START_TEST(more_groups_than_fit_are_left_out) {
    ll_pattern *pattern = compile("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)");
    ll_capture capture;
    ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("abcdefghijk"), 0),
                     LL_MATCH_FOUND);
    ck_assert_uint_eq(capture.count, 10);
    ck_assert_uint_eq(capture.groups[0].end, 11);
    ck_assert_uint_eq(capture.groups[9].start, 8);
}
END_TEST

START_TEST(the_result_is_untouched_without_a_match) {
    ll_capture capture = {.count = 7};
    ck_assert_int_eq(ll_pattern_match(&capture, compile("z"), scratch, ll_str_of("abc"), 0),
                     LL_MATCH_NONE);
    ck_assert_uint_eq(capture.count, 7);
    ck_assert_int_eq(ll_pattern_match(&capture, compile("z"), scratch, ll_str_of("z"), 1),
                     LL_MATCH_NONE);
    ck_assert_int_eq(ll_pattern_match(&capture, compile("z"), scratch, ll_str_of("z"), 9),
                     LL_MATCH_NONE);
}
END_TEST

START_TEST(mistakes_have_their_offset) {
    refused("a(b", 3, "missing closing parenthesis");
    refused("ab[c", 4, "missing terminating ]");
    refused("é(?<n", 6, "");
    refused("a\\C", 3, "");
    refused("\\p{Foo}", 7, "unknown property");
}
END_TEST

START_TEST(patterns_that_match_nothing_are_refused) {
    static const char *const texts[] = {"",         "a*",    "(a|)", "\\b",      "^",    "(?=a)",
                                        "(?:a|b)?", "(?!x)", "a{0}", "(?<=a)|b", "x|\\K"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        refused(texts[i], 0, "can match nothing");
}
END_TEST

START_TEST(a_match_emptied_by_keep_is_none) {
    ll_capture capture;
    ck_assert_int_eq(ll_pattern_match(&capture, compile("ab\\K"), scratch, ll_str_of("ab ab"), 0),
                     LL_MATCH_NONE);
}
END_TEST

static ll_str repeated(const char *piece, uint32_t count) {
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < count; i++)
        ll_buf_puts(&buf, piece);
    return ll_buf_str(&buf);
}

START_TEST(runaway_patterns_hit_the_limit) {
    ll_capture capture;
    ck_assert_int_eq(ll_pattern_match(&capture, compile("(a+)+!"), scratch, repeated("a", 2000),
                                      0) == LL_MATCH_FOUND,
                     false);
    ll_str subject = repeated("aaaaaaaaaab", 20000);
    ck_assert_int_eq(ll_pattern_match(&capture, compile("(?:a|a|b|b)+[!]?c"), scratch, subject, 0),
                     LL_MATCH_NONE); /* the letter c is nowhere: PCRE2 sees it at once */
    ck_assert_int_eq(ll_pattern_match(&capture, compile("(?:a|a|b|b)+[cd]"), scratch, subject, 0),
                     LL_MATCH_LIMIT);
    ck_assert_int_eq(ll_pattern_match(&capture, compile("aab"), scratch, subject, 0),
                     LL_MATCH_FOUND); /* the scratch is as good as new */
    ck_assert_int_eq(ll_pattern_match(&capture, compile("(a(?1)?b)x"), scratch,
                                      repeated("a", 200000), 0) == LL_MATCH_FOUND,
                     false);
}
END_TEST

START_TEST(a_long_text_may_be_searched) {
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < 200000; i++)
        ll_buf_puts(&buf, "We cut p50 latency from 90 msec to 4 by caching. ");
    ll_buf_puts(&buf, "12 ms");
    ll_str text = ll_buf_str(&buf);
    ll_capture capture;
    ck_assert_int_eq(ll_pattern_match(&capture, compile("\\b\\d+(?:\\.\\d+)?\\s?(?:ms|µs)\\b"),
                                      scratch, text, 0),
                     LL_MATCH_FOUND);
    ck_assert_uint_eq(capture.groups[0].end, text.length);
}
END_TEST

static bool compile_within(size_t limit) {
    ll_arena *small = ll_arena_new(limit);
    if (setjmp(*ll_arena_guard(small))) {
        ll_arena_free(small);
        return false;
    }
    ll_pattern *pattern = NULL;
    ll_pattern_error error;
    ll_capture capture;
    ck_assert(ll_pattern_compile(&pattern, small, ll_str_of("(?:x|(y+))+z"), true, &error));
    ll_pattern_match(&capture, pattern, ll_pattern_scratch_new(small), ll_str_of("xyxyxyyyz"), 0);
    ll_arena_free(small);
    return true;
}

START_TEST(out_of_memory_goes_to_the_guard) {
    size_t limit = 16;
    ck_assert(!compile_within(limit));
    while (!compile_within(limit) && limit < 10000000)
        limit += 4096;
    ck_assert_uint_lt(limit, 10000000);
}
END_TEST

START_TEST(the_library_has_a_version) {
    ck_assert_uint_gt(strlen(ll_pattern_library_version(arena)), 4);
    ck_assert_int_eq(ll_pattern_library_version(arena)[0], '1');
}
END_TEST

/* A pattern that is used often goes on by machine code: the same places, captures and limits. */
START_TEST(use_changes_nothing) {
    ll_pattern *pattern = compile("(\\w+)@(?:(\\d+)|x)"), *slow = compile("(?:x|x)+[yz]");
    ll_capture capture;
    char many_x[64];
    memset(many_x, 'x', sizeof many_x);
    for (int i = 0; i < 300; i++) {
        ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("to ab@12 now"), 0),
                         LL_MATCH_FOUND);
        ck_assert_uint_eq(capture.count, 3);
        ck_assert_uint_eq(capture.groups[0].start, 3);
        ck_assert_uint_eq(capture.groups[0].end, 8);
        ck_assert_uint_eq(capture.groups[2].start, 6);
        ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("none @"), 0),
                         LL_MATCH_NONE);
    }
    for (int i = 0; i < 70; i++)
        ck_assert_int_eq(
            ll_pattern_match(&capture, slow, scratch, (ll_str){many_x, sizeof many_x}, 0),
            LL_MATCH_LIMIT);
}
END_TEST

START_TEST(a_deferred_pattern_compiles_when_it_is_used) {
    ll_capture capture;
    ll_pattern *pattern = ll_pattern_defer(arena, ll_str_of("k.fka"), true);
    ck_assert_int_eq(ll_pattern_match(&capture, pattern, scratch, ll_str_of("a KAFKA"), 0),
                     LL_MATCH_FOUND);
    ck_assert_uint_eq(capture.groups[0].start, 2);
    ll_pattern_defer(arena, ll_str_of("never used"), true);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pattern");
    TCase *tests = tcase_create("pattern");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 30);
    tcase_add_loop_test(tests, finds_every_match, 0, (int)(sizeof find_rows / sizeof *find_rows));
    tcase_add_test(tests, case_counts_when_asked);
    tcase_add_test(tests, captures);
    tcase_add_test(tests, more_groups_than_fit_are_left_out);
    tcase_add_test(tests, the_result_is_untouched_without_a_match);
    tcase_add_test(tests, mistakes_have_their_offset);
    tcase_add_test(tests, patterns_that_match_nothing_are_refused);
    tcase_add_test(tests, a_match_emptied_by_keep_is_none);
    tcase_add_test(tests, runaway_patterns_hit_the_limit);
    tcase_add_test(tests, a_long_text_may_be_searched);
    tcase_add_test(tests, out_of_memory_goes_to_the_guard);
    tcase_add_test(tests, the_library_has_a_version);
    tcase_add_test(tests, use_changes_nothing);
    tcase_add_test(tests, a_deferred_pattern_compiles_when_it_is_used);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
