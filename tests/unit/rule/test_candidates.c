/* Starts against plain search: every pattern of the shipped rules, over letters of this repository
 * and over mutilated ones, finds the same where it is tried only at its starts. */
#include "../support.h"

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

/* What each pattern finds by plain search: the same code, compiled to search, over every block. */
static void find_plainly(ll_candidates *out, const ll_letter *letter, const ll_pattern *pattern) {
    const ll_prose *prose = &letter->prose;
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(letter->arena);
    ll_pattern *plain =
        ll_pattern_defer(letter->arena, ll_pattern_text(pattern), LL_PATTERN_NOCASE);
    for (uint32_t i = 0; i < prose->block_count; i++) {
        ll_span block = prose->blocks[i].prose;
        ll_str text = {prose->text + block.start, block.end - block.start};
        ll_capture capture;
        for (uint32_t from = 0;
             ll_pattern_match(&capture, plain, scratch, text, from) == LL_MATCH_FOUND;
             from = capture.groups[0].end)
            ll_candidates_add(out, &(ll_term_candidate){
                                       .match = {.prose = {block.start + capture.groups[0].start,
                                                           block.start + capture.groups[0].end}}});
    }
}

static uint32_t count_prose(const ll_candidates *found) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < found->count; i++)
        count += !found->items[i].match.raw;
    return count;
}

/* How many candidates come before those of patterns: literals, and values of the letter's context,
 * which are not counted apart. */
static uint32_t count_literals(const ll_candidate_source *source, const ll_term *term,
                               uint32_t index, uint32_t all, uint32_t plain) {
    if (term->from.length || term->from_words.length || term->from_first.length)
        return all > plain ? all - plain : 0;
    return source->hits_of[index].end - source->hits_of[index].start;
}

/* Behind its literals, a term finds what its patterns find, one after another. */
static void compare_term(ll_candidate_source *source, uint32_t index, const char *path) {
    const ll_term *term = ll_terms_get(ruleset->terms, index);
    ll_candidates plain = {.arena = source->letter->arena}, found = plain;
    for (uint32_t i = 0; i < term->pattern_count; i++)
        if (!term->patterns[i].raw)
            find_plainly(&plain, source->letter,
                         ll_terms_pattern(ruleset->terms, term->patterns[i].pattern));
    ll_candidates_find(&found, source, index);
    ck_assert_msg(found.count == 0 || ll_present_has(&source->present, index),
                  "%s: %s: was ruled out", path, term->name);
    uint32_t all = count_prose(&found);
    uint32_t first = count_literals(source, term, index, all, plain.count), count = 0;
    ck_assert_msg(all == first + plain.count, "%s: %s: %u by plain search, %u at starts", path,
                  term->name, plain.count, all - first);
    for (uint32_t i = first; i < found.count; i++) {
        const ll_match *match = &found.items[i].match;
        if (match->raw)
            continue;
        ck_assert_msg(plain.items[count].match.prose.start == match->prose.start &&
                          plain.items[count].match.prose.end == match->prose.end,
                      "%s: %s: other places", path, term->name);
        count++;
    }
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
    ll_candidate_source candidates = {
        .letter = &letter, .terms = ruleset->terms, .problems = &problems};
    for (uint32_t term = 0; term < ll_terms_count(ruleset->terms); term++)
        compare_term(&candidates, term, path);
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

START_TEST(the_starts_lose_nothing) {
    enum { STEP = 3 }; /* every so many-th: all of them take a minute under a sanitizer */
    ll_arena *list = ll_arena_new(0);
    size_t count;
    const char *const *paths = ll_test_letters(list, &count);
    for (size_t i = 0; i < count; i += STEP) {
        ll_arena *arena = ll_arena_new(0);
        ll_str text = ll_test_read(arena, paths[i]);
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
    tcase_add_test(tests, the_starts_lose_nothing);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
