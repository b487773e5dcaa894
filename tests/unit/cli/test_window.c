/* The window: order whatever the threads do, no more inside than there is room for, no thread where
 * there is nothing to share, and an end that loses nothing. */
#include "../support.h"

#include "cli/window.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { ITEMS = 2000 };

typedef struct item {
    uint32_t number;
    uint32_t pause; /* microseconds that the work takes */
    int times;      /* the work was done */
    pthread_t worker;
} item;

static ll_arena *arena;
static atomic_int at_once, most_at_once;
static item items[ITEMS];

static void setup(void) {
    arena = ll_arena_new(0);
    ck_assert_ptr_nonnull(arena);
    if (setjmp(*ll_arena_guard(arena)))
        ck_abort_msg("out of memory");
    at_once = 0;
    most_at_once = 0;
    for (uint32_t i = 0; i < ITEMS; i++)
        items[i] = (item){.number = i};
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void work(void *user) {
    item *mine = user;
    int now = atomic_fetch_add(&at_once, 1) + 1;
    int most = atomic_load(&most_at_once);
    while (now > most && !atomic_compare_exchange_weak(&most_at_once, &most, now))
        ;
    if (mine->pause)
        nanosleep(&(struct timespec){.tv_nsec = mine->pause * 1000L}, NULL);
    mine->worker = pthread_self();
    mine->times++;
    atomic_fetch_sub(&at_once, 1);
}

/* All items through the window, always as full as it gets; they must come out as they went in. */
static void pass_all(cli_window *window, uint32_t room) {
    uint32_t put = 0, taken = 0;
    while (taken < ITEMS) {
        while (put < ITEMS && !cli_window_is_full(window))
            cli_window_put(window, &items[put++]);
        ck_assert_uint_le(cli_window_count(window), room);
        const item *out = cli_window_take(window);
        ck_assert_uint_eq(out->number, taken++);
        ck_assert_int_eq(out->times, 1);
    }
    ck_assert_uint_eq(cli_window_count(window), 0);
}

START_TEST(items_come_back_in_order) {
    static const struct {
        uint32_t jobs, room;
    } shapes[] = {{1, 1}, {1, 5}, {2, 1}, {2, 8}, {8, 3}, {8, 32}, {64, 256}};
    cli_window *window = cli_window_new(arena, shapes[_i].jobs, shapes[_i].room, work);
    for (uint32_t i = 0; i < ITEMS; i++)
        items[i].pause = i % 7 == 0 ? i % 90 : 0;
    pass_all(window, shapes[_i].room);
    ck_assert_int_le(most_at_once, (int)shapes[_i].jobs);
}
END_TEST

/* Whoever waits works too, so two jobs are the owner and one helper. */
START_TEST(as_many_at_once_as_jobs) {
    cli_window *window = cli_window_new(arena, 3, 12, work);
    for (uint32_t i = 0; i < 60; i++)
        items[i].pause = 2000;
    for (uint32_t i = 0; i < 12; i++)
        cli_window_put(window, &items[i]);
    for (uint32_t i = 12; i < 60; i++) {
        cli_window_take(window);
        cli_window_put(window, &items[i]);
    }
    while (cli_window_count(window) > 0)
        cli_window_take(window);
    ck_assert_int_eq(most_at_once, 3);
}
END_TEST

/* The slow one is the oldest: the window fills behind it and takes no more. */
START_TEST(a_slow_item_holds_the_others_up) {
    cli_window *window = cli_window_new(arena, 2, 4, work);
    uint32_t put = 0;
    items[0].pause = 50000;
    while (!cli_window_is_full(window))
        cli_window_put(window, &items[put++]);
    ck_assert_uint_eq(put, 4);
    const item *slow = cli_window_take(window);
    ck_assert_uint_eq(slow->number, 0);
    ck_assert_uint_eq(cli_window_count(window), 3);
}
END_TEST

START_TEST(one_job_or_one_item_is_done_by_the_owner) {
    cli_window *alone = cli_window_new(arena, 1, 4, work),
               *shared = cli_window_new(arena, 8, 4, work);
    for (uint32_t i = 0; i < 4; i++)
        cli_window_put(alone, &items[i]);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert(pthread_equal(((item *)cli_window_take(alone))->worker, pthread_self()));
    for (uint32_t i = 4; i < 20; i++) {
        cli_window_put(shared, &items[i]);
        ck_assert(pthread_equal(((item *)cli_window_take(shared))->worker, pthread_self()));
    }
}
END_TEST

START_TEST(an_end_leaves_what_was_not_begun) {
    cli_window *window = cli_window_new(arena, 2, 50, work);
    for (uint32_t i = 0; i < 50; i++) {
        items[i].pause = 3000;
        cli_window_put(window, &items[i]);
    }
    cli_window_end(window);
    int done = 0;
    for (uint32_t i = 0; i < 50; i++) {
        const item *out = cli_window_take(window);
        ck_assert_uint_eq(out->number, i);
        ck_assert_int_le(out->times, 1);
        done += out->times;
    }
    ck_assert_int_lt(done, 50);
    ck_assert_int_eq(at_once, 0);
    cli_window_end(window);
}
END_TEST

/* Memory that runs out jumps past whoever would have ended it. */
START_TEST(an_arena_that_goes_takes_its_threads_along) {
    ll_arena *inner = ll_arena_new(0);
    ck_assert_ptr_nonnull(inner);
    if (setjmp(*ll_arena_guard(inner))) {
        ll_arena_free(inner);
        ck_assert_int_eq(at_once, 0);
        return;
    }
    cli_window *window = cli_window_new(inner, 4, 8, work);
    for (uint32_t i = 0; i < 8; i++) {
        items[i].pause = 2000;
        cli_window_put(window, &items[i]);
    }
    ll_arena_fail(inner);
}
END_TEST

START_TEST(there_is_a_core) {
    ck_assert_uint_ge(cli_cores(), 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("window");
    TCase *tests = tcase_create("window");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, items_come_back_in_order, 0, 7);
    tcase_add_test(tests, as_many_at_once_as_jobs);
    tcase_add_test(tests, a_slow_item_holds_the_others_up);
    tcase_add_test(tests, one_job_or_one_item_is_done_by_the_owner);
    tcase_add_test(tests, an_end_leaves_what_was_not_begun);
    tcase_add_test(tests, an_arena_that_goes_takes_its_threads_along);
    tcase_add_test(tests, there_is_a_core);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
