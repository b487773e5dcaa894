/* Texts and their numbers: the first that was noted, and quickly whatever was. */
#include "../support.h"

#include "base/index.h"

START_TEST(what_was_noted_is_found) {
    ll_arena *arena = ll_arena_new(0);
    ll_index index = {.arena = arena};
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("a")), UINT32_MAX);
    for (uint32_t i = 0; i < 1000; i++)
        ll_index_add(&index, ll_str_of(ll_format(arena, "t%u", i)), i);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(ll_index_find(&index, ll_str_of(ll_format(arena, "t%u", i))), i);
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("t1000")), UINT32_MAX);
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("t")), UINT32_MAX);
    ll_arena_free(arena);
}
END_TEST

START_TEST(the_first_stays_and_nothing_is_no_text) {
    ll_arena *arena = ll_arena_new(0);
    ll_index index = {.arena = arena};
    ll_index_add(&index, ll_str_of("a"), 1);
    ll_index_add(&index, ll_str_of("a"), 2);
    ll_index_add(&index, (ll_str){NULL, 0}, 3);
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("a")), 1);
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("A")), UINT32_MAX);
    ck_assert_uint_eq(ll_index_find(&index, ll_str_of("")), UINT32_MAX);
    ck_assert_uint_eq(index.count, 1);
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("index");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, what_was_noted_is_found);
    tcase_add_test(tests, the_first_stays_and_nothing_is_no_text);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
