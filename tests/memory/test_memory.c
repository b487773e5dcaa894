/* Running out of memory, everywhere. The linker hands this program every malloc, calloc and
 * realloc of the library (CMakeLists.txt: --wrap), and each test lets the first fail, then the
 * second, and so on in steps that grow, until nothing fails any more. Each time the call must say
 * LL_NOMEM and keep nothing; the sanitizers (./dev asan) see to the nothing. Limits on a letter's
 * arena, byte by byte, reach the places between two blocks. */
#include "../unit/support.h"

#include "base/file.h"
#include "lint/result.h"
#include "lint/shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static size_t allocations, failing; /* the number of the call that fails; 0: none */
static bool from_there_on;          /* and all after it */

static size_t bytes; /* that were asked for, given back or not */

static bool fails(size_t size) {
    allocations++;
    bytes += size;
    return failing && (allocations == failing || (from_there_on && allocations > failing));
}

void *__wrap_malloc(size_t size) {
    return fails(size) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return fails(count * size) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) {
    return fails(size) ? NULL : __real_realloc(memory, size);
}

static ll_ruleset *rules;
static ll_arena *files;
static ll_str letter;

static void let_fail(size_t number, bool all_after) {
    allocations = 0;
    failing = number;
    from_there_on = all_after;
}

static void set_up(void) {
    const char *problem;
    let_fail(0, false);
    files = ll_arena_new(0);
    ck_assert(ll_file_read(&letter, files, LL_SOURCE_DIR "/examples/weak.md", 0, &problem));
    ck_assert_int_eq(ll_ruleset_new(&rules, NULL, 0, NULL, NULL, NULL), LL_OK);
}

static void tear_down(void) {
    ll_ruleset_free(rules);
    ll_arena_free(files);
}

/* What a piece of work came to. Check allocates too, so that nothing is asserted while allocations
 * fail: what ought not to be is WRONG. */
typedef enum outcome { DONE, RAN_OUT, WRONG } outcome;

static outcome outcome_of(ll_status status, ll_status good, bool consistent) {
    if (!consistent || (status != good && status != LL_NOMEM))
        return WRONG;
    return status == LL_NOMEM ? RAN_OUT : DONE;
}

enum { EACH = 24 }; /* so many allocations fail one by one, of those behind them ever fewer */

/* Reading all rule files takes thousands of allocations, each a pattern's, and a good part of a
 * second. */
static size_t next_number(size_t number) {
    return number + 1 + (number > EACH ? number / 4 : 0);
}

/* Lets the allocations of `work` fail in turn. */
static void sweep(outcome (*work)(void), bool all_after) {
    bool reached = true;
    for (size_t number = 1; reached; number = next_number(number)) {
        let_fail(number, all_after);
        outcome result = work();
        reached = allocations >= number;
        let_fail(0, false);
        ck_assert_msg(result == (reached ? RAN_OUT : DONE), "allocation %zu failed: outcome %d",
                      number, (int)result);
        ck_assert_msg(reached || number > 1, "nothing was allocated");
    }
}

static const ll_ruleset_options strict = {.strict = true};
static const ll_ruleset_options *loading; /* NULL: from the image */

static outcome load_rules(void) {
    ll_ruleset *loaded = NULL;
    ll_status status = ll_ruleset_new(&loaded, NULL, 0, loading, NULL, NULL);
    ll_ruleset_free(loaded);
    return outcome_of(status, LL_OK, (status == LL_OK) == (loaded != NULL));
}

static outcome load_faulty_rules(void) {
    static const ll_rule_file faulty[] = {
        {"a.yaml", "letterlint: 1\nwrods: 1\n", 24}, {"b.yaml", "\xFF", 1}, {"c.yaml", "{", 1}};
    ll_ruleset *loaded = NULL;
    ll_result **problems = NULL;
    size_t count = 0;
    ll_status status = ll_ruleset_new(&loaded, faulty, 3, NULL, &problems, &count);
    ll_problems_free(problems, count);
    return outcome_of(status, LL_INVALID, !loaded && count == (status == LL_INVALID ? 3 : 0));
}

static outcome lint_letter(void) {
    ll_result *result = NULL;
    ll_lint_options options = {.trace = ll_ruleset_rule(rules, 0).id, .fingerprints = true};
    ll_status status = ll_lint(&result, rules, letter.data, letter.length, &options, NULL);
    ll_result_free(result);
    return outcome_of(status, LL_OK, (status == LL_OK) == (result != NULL));
}

static void ignore_outcome(void *user, const ll_test_outcome *seen) {
    (void)user;
    (void)seen;
}

static ll_ruleset *tested;

static ll_status run_rule_tests(size_t number, bool all_after) {
    let_fail(number, all_after);
    ll_status status = ll_ruleset_test(tested, NULL, ignore_outcome, NULL);
    let_fail(0, false);
    return status;
}

static bool swallow(void *user, const char *data, size_t length) {
    (void)user;
    (void)data;
    (void)length;
    return true;
}

static const ll_report_options formats[] = {{.format = "text"},
                                            {.format = "json"},
                                            {.format = "text", .view = LL_VIEW_OUTLINE},
                                            {.format = "json", .view = LL_VIEW_OUTLINE},
                                            {.format = "html"},
                                            {.format = "sarif"},
                                            {.format = "github"},
                                            {.format = "github-summary"},
                                            {.format = "gitlab"},
                                            {.format = "checkstyle"},
                                            {.format = "junit"},
                                            {.format = "rdjson"}};
static const ll_report_options *format;
static ll_result *linted;

static outcome write_report(void) {
    ll_sink sink = {swallow, NULL};
    ll_reporter *reporter = NULL;
    ll_counts counts;
    ll_status status = ll_reporter_new(&reporter, format, &sink);
    bool consistent = (status == LL_OK) == (reporter != NULL);
    if (status == LL_OK)
        status = ll_reporter_file(reporter, "letter.md", linted);
    if (status == LL_OK)
        status = ll_reporter_finish(reporter, &counts);
    ll_reporter_free(reporter);
    return outcome_of(status, LL_OK, consistent);
}

START_TEST(loading_rules) {
    static const ll_config_file config = {
        .path = "a.yaml", .directory = "", .text = "rules: {a-an: off}\n", .length = 19};
    static const ll_ruleset_options configured = {.configs = &config, .config_count = 1};
    static const ll_ruleset_options *const ways[] = {NULL, &configured, &strict};
    loading = ways[_i];
    sweep(load_rules, false);
    sweep(load_rules, true);
}
END_TEST

START_TEST(explaining_faulty_rules) {
    sweep(load_faulty_rules, false);
    sweep(load_faulty_rules, true);
}
END_TEST

START_TEST(linting_a_letter) {
    sweep(lint_letter, false);
    sweep(lint_letter, true);
}
END_TEST

START_TEST(running_the_tests_of_the_rules) {
    ck_assert_int_eq(ll_ruleset_test(rules, NULL, ignore_outcome, NULL), LL_INVALID);
    ck_assert_int_eq(ll_ruleset_mutate(rules, NULL, ignore_outcome, NULL), LL_INVALID);
    ck_assert_int_eq(ll_ruleset_new(&tested, NULL, 0, &strict, NULL, NULL), LL_OK);
    ck_assert_int_eq(run_rule_tests(1, false), LL_NOMEM);
    ck_assert_int_eq(run_rule_tests(2, true), LL_NOMEM);
    ck_assert_int_eq(run_rule_tests(100, false), LL_NOMEM);
    ck_assert_int_eq(run_rule_tests(0, false), LL_OK);
    ll_ruleset_free(tested);
}
END_TEST

START_TEST(writing_a_report) {
    format = &formats[_i];
    ck_assert_int_eq(ll_lint(&linted, rules, letter.data, letter.length, NULL, NULL), LL_OK);
    sweep(write_report, false);
    sweep(write_report, true);
    ll_result_free(linted);
}
END_TEST

static ll_str markdown;

static outcome parse_markdown(void) {
    ll_arena *arena = ll_arena_new(0);
    ll_markdown tree;
    if (!arena)
        return RAN_OUT;
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return RAN_OUT;
    }
    ll_markdown_parse(&tree, arena, markdown);
    ll_arena_free(arena);
    return DONE;
}

/* Of so many lengths, some fill a block of libcmark's arena to the point that any of its calls, the
 * walk over the finished tree too, is the one that needs the next block. */
START_TEST(parsing_markdown_of_many_lengths) {
    static char text[1500];
    for (uint32_t i = 0; i < sizeof text; i++)
        text[i] = "a\n\n"[i % 3];
    for (uint32_t length = 1; length <= sizeof text; length++) {
        markdown = (ll_str){text, length};
        sweep(parse_markdown, false);
    }
}
END_TEST

/* Steps that share no factor with the sizes of allocations, to the limit that is enough. */
START_TEST(a_limit_at_every_place_of_linting) {
    size_t enough = 0;
    const ll_run_options run = {.only = LL_NONE, .trace = LL_NONE};
    const ll_lint_options options = {.max_size = 0};
    for (size_t limit = 1; !enough; limit += 97) {
        ll_result *result = NULL;
        ll_error error;
        ll_status status = ll_lint_with(&result, rules, letter, &options, &run, limit, &error);
        ck_assert(status == LL_OK || status == LL_NOMEM);
        ck_assert((status == LL_OK) == (result != NULL));
        if (status == LL_OK)
            enough = limit;
        ll_result_free(result);
    }
    ck_assert_uint_gt(enough, letter.length);
    ck_assert_uint_lt(enough, 64u * 1024 * 1024);
}
END_TEST

/* A baseline of many letters is megabytes long, and no tree of it is made. What is asked for in all
 * is more than what is taken at once. */
START_TEST(a_baseline_takes_little) {
    enum { ENTRIES = 10000, LINE = 100, MOST = 1200 /* bytes an entry */ };
    size_t length = 0;
    char *text = malloc((ENTRIES + 2) * LINE);
    ll_baseline *baseline;
    length += (size_t)snprintf(text, LINE, "{\"letterlint-baseline\":1,\"entries\":[");
    for (int i = 0; i < ENTRIES; i++)
        length += (size_t)snprintf(text + length, LINE,
                                   "%s\n{\"path\":\"%06d.md\",\"rule\":\"word-count\","
                                   "\"fingerprint\":\"%016d\",\"count\":1}",
                                   i > 0 ? "," : "", i, i);
    length += (size_t)snprintf(text + length, LINE, "]}\n");
    size_t before = bytes;
    ck_assert_int_eq(ll_baseline_new(&baseline, "b.json", text, length, NULL), LL_OK);
    ck_assert_uint_lt(bytes - before, ENTRIES * MOST);
    ll_baseline_free(baseline);
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("memory");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, loading_rules, 0, 3);
    tcase_add_test(tests, a_baseline_takes_little);
    tcase_add_test(tests, explaining_faulty_rules);
    tcase_add_test(tests, linting_a_letter);
    tcase_add_test(tests, running_the_tests_of_the_rules);
    tcase_add_loop_test(tests, writing_a_report, 0, (int)(sizeof formats / sizeof *formats));
    tcase_add_test(tests, parsing_markdown_of_many_lengths);
    tcase_add_test(tests, a_limit_at_every_place_of_linting);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
