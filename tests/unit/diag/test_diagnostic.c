/* The list of diagnostics: what it collects, counts and sorts. */
#include "../support.h"

#include "diag/diagnostic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ll_diagnostics list;

static void set_up(void) {
    list = (ll_diagnostics){.arena = ll_arena_new(0)};
}

static void tear_down(void) {
    ll_arena_free(list.arena);
}

static void add(uint32_t start, uint32_t end, ll_level level, const char *rule) {
    ll_diagnostics_add(
        &list,
        &(ll_diagnostic){
            .level = level, .span = {start, end}, .rule = rule, .message = "m", .advice = ""});
}

START_TEST(levels_have_names) {
    ck_assert_str_eq(ll_level_name(LL_NOTE), "note");
    ck_assert_str_eq(ll_level_name(LL_WARNING), "warning");
    ck_assert_str_eq(ll_level_name(LL_ERROR), "error");
    ck_assert_int_lt(LL_NOTE, LL_WARNING);
    ck_assert_int_lt(LL_WARNING, LL_ERROR);
}
END_TEST

START_TEST(counts_errors_apart) {
    add(0, 1, LL_NOTE, "a");
    add(0, 1, LL_ERROR, "b");
    add(0, 1, LL_WARNING, "c");
    add(0, 1, LL_ERROR, "d");
    ck_assert_uint_eq(list.count, 4);
    ck_assert_uint_eq(list.errors, 2);
}
END_TEST

START_TEST(keeps_a_copy) {
    ll_diagnostic one = {.span = {1, 2}, .rule = "a"};
    ll_diagnostics_add(&list, &one);
    one.rule = "b";
    ck_assert_str_eq(list.items[0].rule, "a");
}
END_TEST

START_TEST(a_problem_is_a_formatted_error) {
    ll_problem(&list, (ll_span){3, 9}, "yaml", "did you mean 'words'?", "unknown key '%s' (%d)",
               "wrods", 7);
    ll_problem(&list, (ll_span){0, 0}, "yaml", "", "%s", "");
    const ll_diagnostic *first = &list.items[0];
    ck_assert_str_eq(first->message, "unknown key 'wrods' (7)");
    ck_assert_str_eq(first->advice, "did you mean 'words'?");
    ck_assert_str_eq(first->rule, "yaml");
    ck_assert_int_eq(first->level, LL_ERROR);
    ck_assert_uint_eq(first->span.start, 3);
    ck_assert_uint_eq(first->span.end, 9);
    ck_assert_ptr_null(first->fix);
    ck_assert_str_eq(list.items[1].message, "");
    ck_assert_uint_eq(list.errors, 2);
}
END_TEST

START_TEST(did_you_mean) {
    static const char *const names[] = {"words", "names"};
    ck_assert_str_eq(ll_did_you_mean(list.arena, "wrods", names, 2), "did you mean 'words'?");
    ck_assert_str_eq(ll_did_you_mean(list.arena, "level", names, 2), "");
}
END_TEST

START_TEST(sorts_by_start_then_end) {
    add(9, 12, LL_NOTE, "d");
    add(2, 8, LL_ERROR, "c");
    add(2, 4, LL_NOTE, "b");
    add(0, 50, LL_NOTE, "a");
    ll_diagnostics_sort(&list);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert_int_eq(list.items[i].rule[0], "abcd"[i]);
}
END_TEST

START_TEST(sorting_little_or_nothing) {
    ll_diagnostics_sort(&list);
    ck_assert_uint_eq(list.count, 0);
    add(1, 2, LL_NOTE, "a");
    ll_diagnostics_sort(&list);
    ck_assert_str_eq(list.items[0].rule, "a");
}
END_TEST

/* Many sizes, odd ones too; equal spans must keep the order in which they came. */
START_TEST(sorting_is_stable_at_every_size) {
    uint32_t state = 12345;
    uint32_t size = (uint32_t)_i;
    char(*names)[12] = calloc(size + 1, sizeof *names);
    for (uint32_t i = 0; i < size; i++) {
        state = state * 1103515245u + 12345u;
        snprintf(names[i], sizeof names[i], "%u", i);
        add(state >> 16 & 7, 8 + (state >> 20 & 1), LL_NOTE, names[i]);
    }
    ll_diagnostics_sort(&list);
    ck_assert_uint_eq(list.count, size);
    for (uint32_t i = 1; i < size; i++) {
        const ll_diagnostic *a = &list.items[i - 1], *b = &list.items[i];
        ck_assert(a->span.start <= b->span.start);
        if (a->span.start == b->span.start)
            ck_assert(a->span.end <= b->span.end);
        if (a->span.start == b->span.start && a->span.end == b->span.end)
            ck_assert_int_lt(strtol(a->rule, NULL, 10), strtol(b->rule, NULL, 10));
    }
    free(names);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("diagnostic");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, levels_have_names);
    tcase_add_test(tests, counts_errors_apart);
    tcase_add_test(tests, keeps_a_copy);
    tcase_add_test(tests, a_problem_is_a_formatted_error);
    tcase_add_test(tests, did_you_mean);
    tcase_add_test(tests, sorts_by_start_then_end);
    tcase_add_test(tests, sorting_little_or_nothing);
    tcase_add_loop_test(tests, sorting_is_stable_at_every_size, 0, 40);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
