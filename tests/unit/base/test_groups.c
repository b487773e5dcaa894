/* Groups: things of one number together, in their order, however many numbers there could be. */
#include "../support.h"

#include "base/groups.h"

START_TEST(things_of_a_number_stand_together) {
    static const uint32_t numbers[] = {7, 0, 7, 99999, 0, 7};
    static const uint32_t sorted[] = {0, 2, 5, 1, 4, 3}; /* the number met first comes first */
    enum { COUNT = sizeof numbers / sizeof *numbers };
    uint32_t found[COUNT];
    ll_arena *arena = ll_arena_new(0);
    ll_groups groups;
    ll_groups_init(&groups, arena, 100000, COUNT);
    for (uint32_t i = 0; i < COUNT; i++)
        ll_groups_count(&groups, numbers[i]);
    ll_groups_settle(&groups);
    for (uint32_t i = 0; i < COUNT; i++)
        found[ll_groups_next(&groups, numbers[i])] = i;
    ck_assert_mem_eq(found, sorted, sizeof sorted);
    ck_assert_uint_eq(groups.used_count, 3);
    ck_assert_uint_eq(groups.used[0], 7);
    ck_assert_uint_eq(groups.used[2], 99999);
    ck_assert_uint_eq(groups.of[0].start, 3);
    ck_assert_uint_eq(groups.of[0].end, 5);
    ck_assert_uint_eq(groups.of[1].start, groups.of[1].end);
    ll_arena_free(arena);
}
END_TEST

START_TEST(of_nothing_there_are_none) {
    ll_arena *arena = ll_arena_new(0);
    ll_groups groups;
    ll_groups_init(&groups, arena, 3, 0);
    ll_groups_settle(&groups);
    ck_assert_uint_eq(groups.used_count, 0);
    ck_assert_uint_eq(groups.of[2].end, 0);
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("groups");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, things_of_a_number_stand_together);
    tcase_add_test(tests, of_nothing_there_are_none);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
