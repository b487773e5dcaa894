/* Baselines through the public API, without files: what a caller that lints buffers does. */
#include "../support.h"

#include "letterlint.h"

#include <stdio.h>
#include <string.h>

static const char rules[] =
    "letterlint: 1\n"
    "rules:\n"
    "  - {id: claim, level: warning, find: {words: [passionate]}, message: m}\n"
    "  - {id: tool, level: error, find: {words: [Kafka]}, message: m}\n";

static ll_ruleset *ruleset;

static void setup(void) {
    ll_rule_file file = {.path = "r.yaml", .text = rules, .length = strlen(rules)};
    ll_ruleset_options options = {.no_default_rules = true};
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
}

static void teardown(void) {
    ll_ruleset_free(ruleset);
}

static ll_result *lint(const char *letter) {
    ll_result *result = NULL;
    ll_lint_options how = {.fingerprints = true};
    ck_assert_int_eq(ll_lint(&result, ruleset, letter, strlen(letter), &how, NULL), LL_OK);
    return result;
}

static ll_baseline *empty(void) {
    ll_baseline *baseline = NULL;
    ck_assert_int_eq(ll_baseline_new(&baseline, "b.json", NULL, 0, NULL), LL_OK);
    return baseline;
}

static void record(ll_baseline *baseline, const char *path, const char *letter) {
    ll_result *result = lint(letter);
    ck_assert_int_eq(ll_baseline_record(baseline, result, path), LL_OK);
    ll_result_free(result);
}

/* How many faults of the letter are new. */
static size_t new_in(ll_baseline *baseline, const char *path, const char *letter) {
    ll_result *result = lint(letter);
    ck_assert_int_eq(ll_baseline_apply(baseline, result, path), LL_OK);
    size_t count = ll_result_count(result);
    ll_counts counts = ll_result_counts(result);
    ck_assert_uint_eq(counts.error + counts.warning + counts.note, count);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(strlen(ll_result_fingerprint(result, i)), 16);
    ll_result_free(result);
    return count;
}

static bool never(void *user, const char *path) {
    (void)user, (void)path;
    return false;
}

static void count_stale(void *user, const ll_baseline_entry *entry) {
    *(size_t *)user += entry->count;
}

static size_t stale_in(const ll_baseline *baseline) {
    size_t count = 0;
    ll_baseline_stale(baseline, count_stale, &count);
    return count;
}

START_TEST(known_faults_are_taken_out) {
    ll_baseline *baseline = empty();
    ck_assert_uint_eq(new_in(baseline, "a", "I am passionate. Kafka too."), 2);
    record(baseline, "a", "I am passionate. I run Kafka.");
    ck_assert_uint_eq(new_in(baseline, "a", "I am passionate. I run Kafka. It is Kafka."), 1);
    ck_assert_uint_eq(stale_in(baseline), 0);
    ck_assert_uint_eq(new_in(baseline, "b", "I am passionate."), 1);
    ll_baseline_free(baseline);
}
END_TEST

START_TEST(recording_again_replaces) {
    ll_baseline *baseline = empty();
    record(baseline, "a", "I am passionate.");
    record(baseline, "a", "I run Kafka.");
    ck_assert_uint_eq(new_in(baseline, "a", "I am passionate."), 1);
    ck_assert_uint_eq(stale_in(baseline), 1);
    ll_baseline_free(baseline);
}
END_TEST

START_TEST(what_is_gone_is_inherited_once) {
    ll_baseline *baseline = empty();
    record(baseline, "a", "I am passionate.");
    record(baseline, "b", "I am passionate.");
    ck_assert_uint_eq(new_in(baseline, "c", "I am passionate."), 1);
    ll_baseline_find_gone(baseline, never, NULL);
    ck_assert_uint_eq(stale_in(baseline), 2);
    ck_assert_uint_eq(new_in(baseline, "c", "I am passionate."), 0);
    ck_assert_uint_eq(new_in(baseline, "d", "I am passionate."), 0);
    ck_assert_uint_eq(new_in(baseline, "e", "I am passionate."), 1);
    ck_assert_uint_eq(stale_in(baseline), 0);
    ll_baseline_free(baseline);
}
END_TEST

typedef struct caught {
    char text[2000];
    size_t length, room;
} caught;

static bool keep(void *user, const char *data, size_t length) {
    caught *into = user;
    if (into->length + length > into->room)
        return false;
    memcpy(into->text + into->length, data, length);
    into->length += length;
    return true;
}

START_TEST(what_is_written_can_be_read) {
    ll_baseline *baseline = empty(), *again = NULL;
    caught first = {.room = sizeof first.text}, second = {.room = sizeof second.text};
    ll_sink one = {keep, &first}, other = {keep, &second};
    record(baseline, "z\n\"\\\xC3\xA9\xE2\x80\xAE", "I am passionate.");
    record(baseline, "a", "I am passionate. I run Kafka.");
    ck_assert_int_eq(ll_baseline_write(baseline, &one), LL_OK);
    ck_assert_int_eq(ll_baseline_new(&again, "b.json", first.text, first.length, NULL), LL_OK);
    ck_assert_int_eq(ll_baseline_write(again, &other), LL_OK);
    ck_assert_uint_eq(first.length, second.length);
    ck_assert(memcmp(first.text, second.text, first.length) == 0);
    ck_assert_uint_eq(new_in(again, "z\n\"\\\xC3\xA9\xE2\x80\xAE", "I am passionate."), 0);
    first.length = first.room = 0;
    ck_assert_int_eq(ll_baseline_write(again, &one), LL_SINK_FAILED);
    ll_baseline_free(baseline);
    ll_baseline_free(again);
}
END_TEST

/* What a text comes to as a baseline: the status, and what is written of it. */
static ll_status written(caught *out, const char *text, size_t length) {
    ll_baseline *baseline;
    ll_sink sink = {keep, out};
    out->length = 0;
    out->room = sizeof out->text;
    ll_status status = ll_baseline_new(&baseline, "b.json", text, length, NULL);
    if (status != LL_OK)
        return status;
    ck_assert_int_eq(ll_baseline_write(baseline, &sink), LL_OK);
    ll_baseline_free(baseline);
    return status;
}

/* A blank at the beginning is enough for a file not to be as we write it. */
static void same_by_both_readers(const char *text, size_t length) {
    static char other[2000];
    static caught one, two;
    other[0] = ' ';
    memcpy(other + 1, text, length);
    ll_status status = written(&one, text, length);
    ck_assert_msg(status == written(&two, other, length + 1), "'%.*s'", (int)length, text);
    ck_assert_uint_eq(one.length, two.length);
    ck_assert(memcmp(one.text, two.text, one.length) == 0);
}

START_TEST(both_readers_agree) {
    static const char whole[] =
        "{\"letterlint-baseline\":1,\"entries\":[\n"
        "{\"path\":\"a.md\",\"rule\":\"x\",\"fingerprint\":\"12\",\"count\":10},\n"
        "{\"path\":\"a.md\",\"rule\":\"x\",\"fingerprint\":\"12\",\"count\":999999999},\n"
        "{\"path\":\"\xC3\xA9 #: {'.md\",\"rule\":\"x-y\",\"fingerprint\":\"12\",\"count\":2}]}\n";
    static const char other[] = "0 \n\"\\x,]}";
    char text[sizeof whole];
    same_by_both_readers(whole, strlen(whole));
    for (size_t i = 0; i < strlen(whole); i++) {
        memcpy(text, whole, i);
        memcpy(text + i, whole + i + 1, strlen(whole) - i);
        same_by_both_readers(text, strlen(whole) - 1);
        same_by_both_readers(whole, i);
        memcpy(text, whole, sizeof whole);
        for (const char *c = other; *c; c++) {
            text[i] = *c;
            same_by_both_readers(text, strlen(whole));
        }
    }
}
END_TEST

START_TEST(a_result_without_fingerprints_is_refused) {
    ll_baseline *baseline = empty();
    ll_result *result = NULL;
    ck_assert_int_eq(ll_lint(&result, ruleset, "I am passionate.\n", 17, NULL, NULL), LL_OK);
    ck_assert_uint_gt(ll_result_count(result), 0);
    ck_assert_str_eq(ll_result_fingerprint(result, 0), "");
    ck_assert_int_eq(ll_baseline_record(baseline, result, "a.md"), LL_INVALID);
    ck_assert_int_eq(ll_baseline_apply(baseline, result, "a.md"), LL_INVALID);
    ll_result_free(result);
    ll_baseline_free(baseline);
}
END_TEST

START_TEST(what_is_no_baseline_is_refused) {
    static const char *const bad[] = {"", "[", "\xFF", "letterlint-baseline: 1\nentries: x",
                                      "letterlint-baseline: 1\nentries: []"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ll_baseline *baseline = NULL;
        ll_result *problem = NULL;
        ck_assert_int_eq(ll_baseline_new(&baseline, "b.json", bad[i], strlen(bad[i]), &problem),
                         LL_INVALID);
        ck_assert_uint_gt(ll_result_count(problem), 0);
        ck_assert_str_eq(ll_result_path(problem), "b.json");
        ck_assert_str_eq(ll_result_fingerprint(problem, 0), "");
        ll_result_free(problem);
        ck_assert_int_eq(ll_baseline_new(&baseline, "b.json", bad[i], strlen(bad[i]), NULL),
                         LL_INVALID);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("baseline");
    TCase *tests = tcase_create("letters");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, known_faults_are_taken_out);
    tcase_add_test(tests, recording_again_replaces);
    tcase_add_test(tests, what_is_gone_is_inherited_once);
    tcase_add_test(tests, what_is_written_can_be_read);
    tcase_add_test(tests, both_readers_agree);
    tcase_add_test(tests, a_result_without_fingerprints_is_refused);
    tcase_add_test(tests, what_is_no_baseline_is_refused);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
