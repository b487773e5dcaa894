/* The text format, seen as a person sees it: expected output is written out whole. */
#include "../support.h"
#include "fake_result.h"

#include "base/utf8.h"

#include <stdio.h>

static caught output;

static const char *report(const ll_result *result, bool color, bool quiet) {
    ll_report_options options = {.format = "text", .color = color, .quiet = quiet};
    ll_sink sink = caught_sink(&output);
    ll_reporter *reporter;
    ck_assert_int_eq(ll_reporter_new(&reporter, &options, &sink), LL_OK);
    ck_assert_int_eq(ll_reporter_file(reporter, "draft.md", result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    return output.text;
}

static void assert_report(const char *letter, const char *words, const char *expected) {
    ll_result result = fake_letter(letter);
    fake_warning(&result, words);
    ck_assert_str_eq(report(&result, false, false), expected);
    ll_arena_free(result.arena);
}

START_TEST(headline_line_carets_and_advice) {
    ll_result result = fake_letter("Dear Sam,\n\nI am a team player.\n");
    fake_warning(&result, "team player")->advice = "Tell what you did.";
    ck_assert_str_eq(report(&result, false, false), "draft.md:3:8: warning: message [rule]\n"
                                                    "   3 | I am a team player.\n"
                                                    "     |        ^~~~~~~~~~~\n"
                                                    "     = advice: Tell what you did.\n"
                                                    "\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(quiet_is_one_line_each) {
    ll_result result = fake_letter("one two");
    fake_warning(&result, "one")->advice = "advice";
    fake_warning(&result, "two")->level = LL_ERROR;
    ck_assert_str_eq(report(&result, false, true), "draft.md:1:1: warning: message [rule]\n"
                                                   "draft.md:1:5: error: message [rule]\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(a_replacement_is_shown) {
    ll_result result = fake_letter("in order to win");
    ll_fix fix = {.span = {0, 11}, .text = "to"}, deletion = {.text = ""};
    fake_warning(&result, "in order to")->fix = &fix;
    ck_assert_ptr_nonnull(strstr(report(&result, false, false), "\n     = replace with: to\n"));
    result.items[0].fix = &deletion;
    ck_assert_ptr_nonnull(strstr(report(&result, false, false), "\n     = delete it\n"));
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(color_is_told_from_plain) {
    ll_result result = fake_letter("one");
    fake_warning(&result, "one");
    ck_assert_ptr_nonnull(strstr(report(&result, true, false), "\x1b[1;33mwarning:\x1b[0m"));
    ck_assert_ptr_null(strchr(report(&result, false, false), '\x1b'));
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(tabs_take_four_columns) {
    assert_report("\tmy\tword", "word",
                  "draft.md:1:5: warning: message [rule]\n"
                  "   1 |     my    word\n"
                  "     |           ^~~~\n\n");
}
END_TEST

START_TEST(wide_and_combining_characters_line_up) {
    assert_report("日本 cafe\xCC\x81 🚀 here", "🚀",
                  "draft.md:1:10: warning: message [rule]\n"
                  "   1 | 日本 cafe\xCC\x81 🚀 here\n"
                  "     |           ^~\n\n");
}
END_TEST

START_TEST(escapes_are_inert) {
    ll_result result = fake_letter("a \x1b[31mred\x1b[0m \xE2\x80\xAEkrow");
    fake_warning(&result, "red")->message = "says \x1b]0;x\x07\nand more";
    ck_assert_str_eq(report(&result, false, false),
                     "draft.md:1:8: warning: says \\x1b]0;x\\x07 and more [rule]\n"
                     "   1 | a \\x1b[31mred\\x1b[0m \\u{202e}krow\n"
                     "     |           ^~~\n\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(a_span_over_lines_is_marked_to_the_line_end) {
    assert_report("I know\nKafka, Go\nand Rust.", "know\nKafka, Go\nand",
                  "draft.md:1:3: warning: message [rule]\n"
                  "   1 | I know\n"
                  "     |   ^~~~ to line 3\n\n");
}
END_TEST

START_TEST(a_span_with_its_line_end_stays_on_the_line) {
    assert_report("I know\r\nKafka", "know\r\n",
                  "draft.md:1:3: warning: message [rule]\n"
                  "   1 | I know\n"
                  "     |   ^~~~\n\n");
}
END_TEST

START_TEST(an_empty_span_is_one_caret) {
    assert_report("one", "",
                  "draft.md:1:1: warning: message [rule]\n"
                  "   1 | one\n"
                  "     | ^\n\n");
}
END_TEST

START_TEST(an_empty_letter_can_be_reported) {
    assert_report("", "",
                  "draft.md:1:1: warning: message [rule]\n"
                  "   1 |\n"
                  "     | ^\n\n");
}
END_TEST

START_TEST(the_end_of_the_text_can_be_reported) {
    ll_result result = fake_letter("one\ntwo\n");
    fake_warning(&result, "")->span = (ll_span){8, 8};
    ck_assert_str_eq(report(&result, false, false), "draft.md:3:1: warning: message [rule]\n"
                                                    "   3 |\n"
                                                    "     | ^\n\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(a_byte_order_mark_has_no_width) {
    assert_report("\xEF\xBB\xBFHello you", "you",
                  "draft.md:1:7: warning: message [rule]\n"
                  "   1 | Hello you\n"
                  "     |       ^~~\n\n");
}
END_TEST

/* A line of `count` numbered words: "w000 w001 …", five columns each. */
static char *long_line(unsigned count) {
    char *line = malloc(count * 5 + 1);
    for (unsigned i = 0; i < count; i++)
        snprintf(line + i * 5, 6, "w%03u ", i % 1000);
    return line;
}

/* The second and third line of the output: words and carets, which must stand under them. */
static void assert_window(const char *text, const char *words) {
    const char *line = strchr(text, '\n') + 1;
    const char *carets = strchr(line, '\n') + 1;
    ck_assert_uint_le(ll_utf8_count(line, (size_t)(carets - line)), 7 + 2 + 100 + 2 + 1);
    size_t column = (size_t)(strchr(carets, '^') - carets);
    const char *found = strstr(line, words);
    ck_assert_ptr_nonnull(found);
    ck_assert_uint_eq(ll_utf8_count(line, (size_t)(found - line)), column);
    ck_assert_uint_eq(strspn(carets + column, "^~"), strlen(words));
}

START_TEST(a_long_line_is_shown_around_the_span) {
    char *line = long_line(400);
    static const char *const places[] = {"w000", "w005", "w019", "w200", "w390", "w399"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        ll_result result = fake_letter(line);
        fake_warning(&result, places[i]);
        const char *text = report(&result, false, false);
        assert_window(text, places[i]);
        ck_assert(strstr(text, "…") != NULL);
        ll_arena_free(result.arena);
    }
    free(line);
}
END_TEST

START_TEST(a_long_span_begins_in_the_window) {
    char *line = long_line(400);
    ll_result result = fake_letter(line);
    fake_warning(&result, "w100")->span.end = 1900;
    const char *text = report(&result, false, false);
    ck_assert_ptr_nonnull(strstr(text, "w100"));
    ck_assert_ptr_nonnull(strstr(text, " ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"));
    ck_assert_uint_lt(strlen(text), 400);
    ll_arena_free(result.arena);
    free(line);
}
END_TEST

START_TEST(a_line_just_as_wide_as_the_window_is_whole) {
    char *line = long_line(20);
    line[92] = '.'; /* 100 columns, of which 7 are taken by the number and the bar */
    line[93] = '\0';
    ll_result result = fake_letter(line);
    fake_warning(&result, "w010");
    const char *text = report(&result, false, false);
    ck_assert_ptr_null(strstr(text, "…"));
    ck_assert_ptr_nonnull(strstr(text, "w000"));
    ck_assert_ptr_nonnull(strstr(text, "w017"));
    ll_arena_free(result.arena);
    free(line);
}
END_TEST

START_TEST(what_is_about_a_paragraph_shows_its_first_words) {
    ll_result result = fake_letter("I ran the ledger of a bank for years.\nThen I left it.\n");
    fake_warning(&result, "I ran the ledger of a bank for years.\nThen I left it.")->whole = true;
    ck_assert_str_eq(report(&result, false, false), "draft.md:1:1: warning: message [rule]\n"
                                                    "   1 | I ran the ledger of a bank for years.\n"
                                                    "     | ^~~~~~~~~ to line 2\n\n");
    ll_arena_free(result.arena);
    result = fake_letter("Extraordinarily uncharacteristic.\n");
    fake_warning(&result, "Extraordinarily uncharacteristic.")->whole = true;
    ck_assert_str_eq(report(&result, false, false), "draft.md:1:1: warning: message [rule]\n"
                                                    "   1 | Extraordinarily uncharacteristic.\n"
                                                    "     | ^~~~~~~~~~~~~~~\n\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(nothing_is_wider_than_the_terminal) {
    char *line = long_line(60);
    ll_report_options options = {.format = "text", .columns = 60};
    ll_sink sink = caught_sink(&output);
    ll_result result = fake_letter(line);
    ll_reporter *reporter;
    fake_warning(&result, "w030")->advice =
        "Say what you built with it, for whom, and what came of "
        "it, in a sentence or two, with a number.";
    ck_assert_int_eq(ll_reporter_new(&reporter, &options, &sink), LL_OK);
    ck_assert_int_eq(ll_reporter_file(reporter, "draft.md", &result), LL_OK);
    ll_reporter_free(reporter);
    for (const char *row = output.text; *row; row += strcspn(row, "\n") + 1)
        ck_assert_msg(ll_utf8_count(row, strcspn(row, "\n")) <= 60, "%s", row);
    ll_arena_free(result.arena);
    free(line);
}
END_TEST

START_TEST(a_flood_of_combining_marks_ends) {
    enum { COUNT = 5000 };
    char *line = malloc(COUNT * 2 + 10);
    line[0] = 'a';
    for (int i = 0; i < COUNT; i++)
        memcpy(line + 1 + i * 2, "\xCC\x81", 2);
    memcpy(line + 1 + COUNT * 2, "word", 5);
    ll_result result = fake_letter(line);
    fake_warning(&result, "word");
    ck_assert_uint_lt(strlen(report(&result, false, false)), 2000);
    ll_arena_free(result.arena);
    free(line);
}
END_TEST

START_TEST(long_advice_is_wrapped_under_itself) {
    ll_result result = fake_letter("one");
    fake_warning(&result, "one")->advice =
        "Pick the one system that you know best, say what you built with it, for whom, and what "
        "got better once it ran.";
    ck_assert_ptr_nonnull(
        strstr(report(&result, false, false),
               "     = advice: Pick the one system that you know best, say what you built with it, "
               "for whom, and\n"
               "               what got better once it ran.\n"));
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(line_numbers_widen_the_gutter) {
    char text[100001];
    memset(text, '\n', 99999);
    memcpy(text + 99999, "x", 2);
    assert_report(text, "x",
                  "draft.md:100000:1: warning: message [rule]\n"
                  "100000 | x\n"
                  "       | ^\n\n");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("report/text");
    TCase *cases = tcase_create("text");
    tcase_add_test(cases, headline_line_carets_and_advice);
    tcase_add_test(cases, quiet_is_one_line_each);
    tcase_add_test(cases, a_replacement_is_shown);
    tcase_add_test(cases, color_is_told_from_plain);
    tcase_add_test(cases, tabs_take_four_columns);
    tcase_add_test(cases, wide_and_combining_characters_line_up);
    tcase_add_test(cases, escapes_are_inert);
    tcase_add_test(cases, a_span_over_lines_is_marked_to_the_line_end);
    tcase_add_test(cases, a_span_with_its_line_end_stays_on_the_line);
    tcase_add_test(cases, an_empty_span_is_one_caret);
    tcase_add_test(cases, an_empty_letter_can_be_reported);
    tcase_add_test(cases, the_end_of_the_text_can_be_reported);
    tcase_add_test(cases, a_byte_order_mark_has_no_width);
    tcase_add_test(cases, a_long_line_is_shown_around_the_span);
    tcase_add_test(cases, a_long_span_begins_in_the_window);
    tcase_add_test(cases, a_line_just_as_wide_as_the_window_is_whole);
    tcase_add_test(cases, what_is_about_a_paragraph_shows_its_first_words);
    tcase_add_test(cases, nothing_is_wider_than_the_terminal);
    tcase_add_test(cases, a_flood_of_combining_marks_ends);
    tcase_add_test(cases, long_advice_is_wrapped_under_itself);
    tcase_add_test(cases, line_numbers_widen_the_gutter);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
