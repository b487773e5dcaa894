/* The JSON formats: the bytes of small reports, and that any content stays valid JSON. */
#include "../support.h"
#include "fake_result.h"

#include <jansson.h>

static caught output;

static ll_reporter *reporter_of(const char *format, ll_view view) {
    ll_report_options options = {.format = format, .view = view};
    ll_sink sink = caught_sink(&output);
    ll_reporter *reporter;
    ck_assert_int_eq(ll_reporter_new(&reporter, &options, &sink), LL_OK);
    return reporter;
}

START_TEST(a_report_is_exact) {
    ll_result result = fake_letter("Hi,\n\nin order to é win\n");
    ll_fix fix = {.span = {5, 16}, .text = "to", .safety = LL_FIX_SAFE};
    fake_warning(&result, "in order to")->fix = &fix;
    fake_warning(&result, "win")->level = LL_NOTE;
    ll_reporter *reporter = reporter_of("json", LL_VIEW_FINDINGS);
    ll_counts counts;
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, &counts), LL_OK);
    ll_reporter_free(reporter);
    ck_assert_uint_eq(counts.warning, 1);
    ck_assert_uint_eq(counts.note, 1);
    ck_assert_uint_eq(counts.error, 0);
    ck_assert_str_eq(
        output.text,
        "{\"version\":1,\"tool\":{\"name\":\"letterlint\",\"version\":\"1.2.3\"},\"files\":[\n"
        "{\"path\":\"a.md\",\"diagnostics\":[\n"
        "{\"rule\":\"rule\",\"level\":\"warning\",\"message\":\"message\",\"advice\":\"\","
        "\"start\":{\"offset\":5,\"line\":3,\"column\":1},"
        "\"end\":{\"offset\":16,\"line\":3,\"column\":12},"
        "\"fix\":{\"text\":\"to\",\"safety\":\"safe\","
        "\"start\":{\"offset\":5,\"line\":3,\"column\":1},"
        "\"end\":{\"offset\":16,\"line\":3,\"column\":12}}},\n"
        "{\"rule\":\"rule\",\"level\":\"note\",\"message\":\"message\",\"advice\":\"\","
        "\"start\":{\"offset\":20,\"line\":3,\"column\":15},"
        "\"end\":{\"offset\":23,\"line\":3,\"column\":18}}]}],\n"
        "\"summary\":{\"error\":0,\"warning\":1,\"note\":1}}\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(diagnostics_alone_are_a_line) {
    ll_result result = fake_letter("in order to win\n");
    ll_sink sink = caught_sink(&output);
    ck_assert_int_eq(ll_result_write_json(&result, &sink), LL_OK);
    ck_assert_str_eq(output.text, "[]");
    fake_warning(&result, "in order to");
    fake_warning(&result, "win");
    sink = caught_sink(&output);
    ck_assert_int_eq(ll_result_write_json(&result, &sink), LL_OK);
    ck_assert_ptr_null(strchr(output.text, '\n'));
    json_t *value = json_loads(output.text, 0, NULL);
    ck_assert_uint_eq(json_array_size(value), 2);
    json_decref(value);
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(no_file_is_still_a_report) {
    ll_reporter *reporter = reporter_of("json", LL_VIEW_FINDINGS);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    json_t *value = json_loads(output.text, 0, NULL);
    ck_assert_ptr_nonnull(value);
    ck_assert_uint_eq(json_array_size(json_object_get(value, "files")), 0);
    json_decref(value);
}
END_TEST

START_TEST(any_content_stays_valid) {
    ll_result result = fake_letter("x");
    fake_warning(&result, "x")->message = "a \"quote\", a \\ and \x01\x1f\n";
    ll_reporter *reporter = reporter_of("json", LL_VIEW_FINDINGS);
    ck_assert_int_eq(ll_reporter_file(reporter, "caf\xE9\xE2\x82/a.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_file(reporter, "b.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    json_t *value = json_loads(output.text, 0, NULL);
    ck_assert_ptr_nonnull(value);
    const json_t *file = json_array_get(json_object_get(value, "files"), 0);
    const json_t *diagnostic = json_array_get(json_object_get(file, "diagnostics"), 0);
    ck_assert_str_eq(json_string_value(json_object_get(file, "path")),
                     "caf\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD/a.md");
    ck_assert_str_eq(json_string_value(json_object_get(diagnostic, "message")),
                     result.items[0].message);
    json_decref(value);
    ll_arena_free(result.arena);
}
END_TEST

static const ll_outline_part parts[] = {{LL_PART_SALUTATION, {0, 7}}, {LL_PART_OPENING, {9, 26}}};
static const ll_outline_sentence sentences[] = {{{9, 14}, "I ran."}, {{16, 26}, "Then more."}};

static ll_result outlined(void) {
    ll_result result = fake_letter("Hi all,\n\nI ran.\nThen more.\n");
    result.outline = (ll_outline){
        .parts = parts, .part_count = 2, .sentences = sentences, .sentence_count = 2, .words = 4};
    return result;
}

START_TEST(an_outline_is_exact) {
    ll_result result = outlined();
    ll_reporter *reporter = reporter_of("json", LL_VIEW_OUTLINE);
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    ck_assert_str_eq(output.text, "{\"version\":1,\"files\":[\n"
                                  "{\"path\":\"a.md\",\"words\":4,\"parts\":[\n"
                                  "{\"part\":\"salutation\","
                                  "\"start\":{\"offset\":0,\"line\":1,\"column\":1},"
                                  "\"end\":{\"offset\":7,\"line\":1,\"column\":8}},\n"
                                  "{\"part\":\"opening\","
                                  "\"start\":{\"offset\":9,\"line\":3,\"column\":1},"
                                  "\"end\":{\"offset\":26,\"line\":4,\"column\":11}}],"
                                  "\"sentences\":[\n"
                                  "{\"text\":\"I ran.\","
                                  "\"start\":{\"offset\":9,\"line\":3,\"column\":1},"
                                  "\"end\":{\"offset\":14,\"line\":3,\"column\":6}},\n"
                                  "{\"text\":\"Then more.\","
                                  "\"start\":{\"offset\":16,\"line\":4,\"column\":1},"
                                  "\"end\":{\"offset\":26,\"line\":4,\"column\":11}}]}]}\n");
    ll_arena_free(result.arena);
}
END_TEST

static const ll_score scores[] = {
    {.id = "own",
     .group = "Signals",
     .title = "Ownership",
     .value = "",
     .advice = "Say it.",
     .found = true,
     .count = 2,
     .span = {9, 14}},
    {.id = "late", .group = "Signals", .title = "Late", .value = "", .advice = "Add it."},
    {.id = "words", .group = "Facts", .title = "Words", .value = "4 words", .advice = ""},
};

static ll_result scored(void) {
    ll_result result = fake_letter("Hi all,\n\nI ran.\nThen more.\n");
    result.scores = scores;
    result.score_count = 3;
    return result;
}

START_TEST(a_scorecard_is_exact) {
    ll_result result = scored();
    ll_reporter *reporter = reporter_of("json", LL_VIEW_SCORECARD);
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    ck_assert_str_eq(
        output.text,
        "{\"version\":1,\"files\":[\n{\"path\":\"a.md\",\"rows\":[\n"
        "{\"id\":\"own\",\"group\":\"Signals\",\"title\":\"Ownership\",\"count\":2,"
        "\"start\":{\"offset\":9,\"line\":3,\"column\":1},"
        "\"end\":{\"offset\":14,\"line\":3,\"column\":6}},\n"
        "{\"id\":\"late\",\"group\":\"Signals\",\"title\":\"Late\",\"count\":0,"
        "\"advice\":\"Add it.\"},\n"
        "{\"id\":\"words\",\"group\":\"Facts\",\"title\":\"Words\",\"value\":\"4 words\"}]}]}\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(a_scorecard_is_a_table) {
    ll_result result = scored();
    ll_reporter *reporter = reporter_of("text", LL_VIEW_SCORECARD);
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    ck_assert_str_eq(output.text, "a.md\n\nSignals\n"
                                  "  + Ownership                     line 3: I ran (and 1 more)\n"
                                  "  - Late                          Add it.\n\nFacts\n"
                                  "    Words                         4 words\n");
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(an_outline_is_a_table) {
    ll_result result = outlined(), empty = fake_letter("");
    ll_reporter *reporter = reporter_of("text", LL_VIEW_OUTLINE);
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    empty.outline.words = 1;
    ck_assert_int_eq(ll_reporter_file(reporter, "b.md", &empty), LL_OK);
    ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_OK);
    ll_reporter_free(reporter);
    ck_assert_str_eq(output.text, "a.md: 4 words\n"
                                  "\n"
                                  "  lines      part\n"
                                  "  1          salutation\n"
                                  "  3-4        opening\n"
                                  "\n"
                                  "  place      sentence\n"
                                  "  3:1        I ran.\n"
                                  "  4:1        Then more.\n"
                                  "\n"
                                  "b.md: 1 word\n"
                                  "\n"
                                  "  lines      part\n");
    ll_arena_free(result.arena);
    ll_arena_free(empty.arena);
}
END_TEST

START_TEST(an_unknown_format_is_refused) {
    ll_report_options options = {.format = "xml"};
    ll_sink sink = caught_sink(&output);
    ll_reporter *reporter = NULL;
    ck_assert_int_eq(ll_reporter_new(&reporter, &options, &sink), LL_INVALID);
    ck_assert_ptr_null(reporter);
}
END_TEST

START_TEST(a_refusing_sink_is_told) {
    ll_result result = fake_letter("word");
    fake_warning(&result, "word");
    static const char *const formats[] = {"text", "json"};
    for (size_t i = 0; i < 2; i++) {
        ll_reporter *reporter = reporter_of(formats[i], LL_VIEW_FINDINGS);
        output.room = 10;
        ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_SINK_FAILED);
        ck_assert_int_eq(ll_reporter_file(reporter, "b.md", &result), LL_SINK_FAILED);
        ck_assert_int_eq(ll_reporter_finish(reporter, NULL), LL_SINK_FAILED);
        ck_assert_uint_eq(output.length, 0);
        ll_reporter_free(reporter);
    }
    ll_arena_free(result.arena);
}
END_TEST

START_TEST(a_file_is_handed_on_when_it_is_done) {
    ll_result result = fake_letter("word");
    fake_warning(&result, "word");
    ll_reporter *reporter = reporter_of("json", LL_VIEW_FINDINGS);
    ck_assert_uint_eq(output.length, 0);
    ck_assert_int_eq(ll_reporter_file(reporter, "a.md", &result), LL_OK);
    ck_assert_ptr_nonnull(strstr(output.text, "a.md"));
    ll_reporter_free(reporter);
    ll_arena_free(result.arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("report/json");
    TCase *cases = tcase_create("json");
    tcase_add_test(cases, a_report_is_exact);
    tcase_add_test(cases, diagnostics_alone_are_a_line);
    tcase_add_test(cases, no_file_is_still_a_report);
    tcase_add_test(cases, any_content_stays_valid);
    tcase_add_test(cases, an_outline_is_exact);
    tcase_add_test(cases, a_scorecard_is_exact);
    tcase_add_test(cases, a_scorecard_is_a_table);
    tcase_add_test(cases, an_outline_is_a_table);
    tcase_add_test(cases, an_unknown_format_is_refused);
    tcase_add_test(cases, a_refusing_sink_is_told);
    tcase_add_test(cases, a_file_is_handed_on_when_it_is_done);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
