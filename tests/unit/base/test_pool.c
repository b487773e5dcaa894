/* Pools: each object is somebody's alone, zeroed, and released once. */
#include "../support.h"

#include "base/pool.h"

#include <pthread.h>

enum { THREADS = 8, EACH = 1000 };

typedef struct number {
    uint64_t value, more[4];
} number;

static uint64_t released, sum;

static void release(void *object) {
    released++;
    sum += ((number *)object)->value;
}

static void *take_many(void *pool) {
    for (uint64_t i = 1; i <= EACH; i++) {
        number *taken = ll_pool_take(pool);
        ck_assert_ptr_nonnull(taken);
        ck_assert_uint_eq(taken->value, 0);
        ck_assert_uint_eq(taken->more[3], 0);
        taken->value = taken->more[3] = i;
    }
    return NULL;
}

START_TEST(an_empty_one_releases_nothing) {
    ll_arena *arena = ll_arena_new(0);
    released = 0;
    ll_pool_new(arena, sizeof(number), release);
    ll_arena_free(arena);
    ck_assert_uint_eq(released, 0);
}
END_TEST

START_TEST(threads_take_side_by_side) {
    ll_arena *arena = ll_arena_new(0);
    ll_pool *pool = ll_pool_new(arena, sizeof(number), release);
    pthread_t threads[THREADS];
    released = sum = 0;
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, take_many, pool), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    ll_arena_free(arena);
    ck_assert_uint_eq(released, THREADS * EACH);
    ck_assert_uint_eq(sum, (uint64_t)THREADS * EACH * (EACH + 1) / 2);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pool");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, an_empty_one_releases_nothing);
    tcase_add_test(tests, threads_take_side_by_side);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
