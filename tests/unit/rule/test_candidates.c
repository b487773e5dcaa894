/* The prefilter against plain matching: every pattern of the shipped rules, over letters of this
 * repository and over mutilated ones, finds the same with the filter and without it. */
#include "../support.h"

#include "base/file.h"
#include "rule/candidates.h"
#include "rule/ruleset.h"

#include <string.h>

static ll_ruleset *ruleset;

static void setup(void) {
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, NULL, NULL, NULL), LL_OK);
}

static void teardown(void) {
    ll_ruleset_free(ruleset);
}

static void compare_term(ll_candidate_source *plain, ll_candidate_source *filtered, uint32_t term,
                         const char *path) {
    ll_candidates a = {.arena = plain->letter->arena}, b = {.arena = plain->letter->arena};
    ll_candidates_find(&a, plain, term);
    ll_candidates_find(&b, filtered, term);
    ck_assert_msg(a.count == b.count, "%s: %s: %u without the filter, %u with it", path,
                  ll_terms_get(ruleset->terms, term)->name, a.count, b.count);
    for (uint32_t i = 0; i < a.count; i++)
        ck_assert_msg(a.items[i].match.prose.start == b.items[i].match.prose.start &&
                          a.items[i].match.prose.end == b.items[i].match.prose.end,
                      "%s: %s: other places", path, ll_terms_get(ruleset->terms, term)->name);
}

static void compare(ll_arena *arena, ll_str text, const char *path) {
    ll_diagnostics problems = {.arena = arena};
    ll_source source;
    ll_letter letter;
    ll_error error;
    if (!ll_source_check(text.data, text.length, &error))
        return;
    ll_source_init(&source, arena, path, text);
    ll_letter_read(&letter, arena, &source, ruleset->vocabulary, NULL, 0, &problems);
    ll_candidate_source plain = {
        .letter = &letter, .terms = ruleset->terms, .problems = &problems, .unfiltered = true};
    ll_candidate_source filtered = plain;
    filtered.unfiltered = false;
    for (uint32_t term = 0; term < ll_terms_count(ruleset->terms); term++)
        compare_term(&plain, &filtered, term, path);
}

/* Cuts a letter into pieces of a few bytes and puts some of them elsewhere, in another case. */
static ll_str mutilate(ll_arena *arena, ll_str text, uint32_t seed) {
    char *copy = ll_str_copy(arena, text);
    uint32_t state = seed * 2654435761u + 1;
    for (uint32_t i = 0; i + 16 < text.length; i += 8) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
        if (state >> 30 == 0)
            memcpy(copy + i, text.data + (state >> 8) % (text.length - 8), 8);
        if (state >> 30 == 1 && copy[i] >= 'a' && copy[i] <= 'z')
            copy[i] = (char)(copy[i] - ('a' - 'A'));
    }
    return (ll_str){copy, text.length};
}

START_TEST(the_filter_loses_nothing) {
    enum { STEP = 3 }; /* every so many-th: all of them take a minute under a sanitizer */
    ll_arena *list = ll_arena_new(0);
    const char *const *paths;
    const char *problem;
    size_t count;
    ck_assert(
        ll_file_list(&paths, &count, list, LL_SOURCE_DIR "/tests", "letter.md", NULL, &problem));
    ck_assert_uint_gt(count, 100);
    for (size_t i = 0; i < count; i += STEP) {
        ll_arena *arena = ll_arena_new(0);
        ll_str text;
        ck_assert(ll_file_read(&text, arena, paths[i], 0, &problem));
        compare(arena, text, paths[i]);
        compare(arena, mutilate(arena, text, (uint32_t)i), "mutilated");
        ll_arena_free(arena);
    }
    ll_arena_free(list);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("candidates");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, the_filter_loses_nothing);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
