/* The arena: what it promises of alignment, zeroing, growth, limits and release. */
#include "../support.h"

#include "base/arena.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static ll_arena *arena;

static void set_up(void) {
    arena = ll_arena_new(0);
    ck_assert_ptr_nonnull(arena);
}

static void tear_down(void) {
    ll_arena_free(arena);
}

static bool is_all(const char *memory, size_t size, char wanted) {
    for (size_t i = 0; i < size; i++)
        if (memory[i] != wanted)
            return false;
    return true;
}

START_TEST(allocations_are_zeroed_aligned_and_apart) {
    static const size_t sizes[] = {0, 1, 7, 16, 17, 4096, 40000, 3000000, 1};
    char *seen[sizeof sizes / sizeof *sizes];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        seen[i] = ll_arena_alloc(arena, sizes[i]);
        ck_assert_uint_eq((uintptr_t)seen[i] % _Alignof(max_align_t), 0);
        ck_assert(is_all(seen[i], sizes[i], 0));
        memset(seen[i], 'a' + (int)i, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        ck_assert(is_all(seen[i], sizes[i], (char)('a' + (int)i)));
}
END_TEST

START_TEST(growing_keeps_elements_and_zeroes_the_new) {
    uint32_t capacity = 0, *numbers = NULL;
    for (uint32_t i = 0; i < 10000; i++) {
        numbers = ll_arena_grow(arena, numbers, &capacity, i + 1, sizeof *numbers);
        ck_assert_uint_ge(capacity, i + 1);
        ck_assert_uint_eq(numbers[i], 0);
        numbers[i] = i;
        if (i % 1000 == 0)
            ll_arena_alloc(arena, 3); /* so that it is not always the newest block that grows */
    }
    for (uint32_t i = 0; i < 10000; i++)
        ck_assert_uint_eq(numbers[i], i);
}
END_TEST

START_TEST(growing_to_what_is_there_changes_nothing) {
    uint32_t capacity = 0;
    char *bytes = ll_arena_grow(arena, NULL, &capacity, 3, 1);
    uint32_t before = capacity;
    ck_assert_ptr_eq(ll_arena_grow(arena, bytes, &capacity, before, 1), bytes);
    ck_assert_uint_eq(capacity, before);
}
END_TEST

START_TEST(growing_at_once_takes_what_is_needed) {
    uint32_t capacity = 0;
    ll_arena_grow(arena, NULL, &capacity, 1000, 4);
    ck_assert_uint_eq(capacity, 1000);
}
END_TEST

START_TEST(the_newest_allocation_resizes_in_place) {
    char *text = ll_arena_alloc(arena, 10);
    ck_assert_ptr_eq(ll_arena_resize(arena, text, 10, 1000), text);
    char *other = ll_arena_alloc(arena, 1);
    ck_assert_uint_ge((uintptr_t)other, (uintptr_t)text + 1000);
}
END_TEST

START_TEST(an_older_allocation_moves_with_its_content) {
    char *text = ll_arena_copy(arena, "letter", 6);
    char *other = ll_arena_alloc(arena, 1);
    char *moved = ll_arena_resize(arena, text, 7, 100);
    ck_assert_ptr_ne(moved, text);
    ck_assert_str_eq(moved, "letter");
    ck_assert_int_eq(*other, 0);
}
END_TEST

enum { MANY = 1000 * 1000 };

static bool is_counted(const uint32_t *numbers, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (numbers[i] != i)
            return false;
    return true;
}

START_TEST(a_large_list_leaves_nothing_behind) {
    uint32_t capacity = 0, *numbers = NULL;
    for (uint32_t i = 0; i < MANY; i++) {
        numbers = ll_arena_grow(arena, numbers, &capacity, i + 1, sizeof *numbers);
        numbers[i] = i;
        if (i % 1000 == 0)
            ll_arena_alloc(arena, 3);
    }
    ck_assert(is_counted(numbers, MANY));
    ck_assert(is_all((const char *)(numbers + MANY), (capacity - MANY) * sizeof *numbers, 0));
    ck_assert_uint_lt(ll_arena_used(arena), MANY * sizeof *numbers * 3 / 2);
}
END_TEST

/* As long as they grow together. */
START_TEST(arrays_side_by_side_share_a_capacity) {
    uint32_t capacity = 0, *numbers = NULL;
    char *bytes = NULL;
    bool same = true;
    for (uint32_t i = 0; i < MANY; i++) {
        uint32_t copy = capacity;
        numbers = ll_arena_grow(arena, numbers, &capacity, i + 1, sizeof *numbers);
        bytes = ll_arena_grow(arena, bytes, &copy, i + 1, 1);
        same = same && capacity == copy;
        numbers[i] = i;
        bytes[i] = 'a';
    }
    ck_assert(is_counted(numbers, MANY));
    ck_assert(same);
    ck_assert(is_all(bytes, MANY, 'a'));
}
END_TEST

START_TEST(what_is_large_can_be_given_back_in_any_order) {
    char *large[3], *small = ll_arena_copy(arena, "letter", 6);
    size_t before = ll_arena_used(arena);
    for (int i = 0; i < 3; i++)
        large[i] = memset(ll_arena_alloc(arena, MANY), 'a' + i, MANY);
    ck_assert_uint_ge(ll_arena_used(arena), before + 3 * MANY);
    ll_arena_release(arena, large[_i], MANY);
    large[_i] = ll_arena_alloc(arena, MANY);
    for (int i = 0; i < 3; i++)
        ck_assert(is_all(large[i], MANY, (char)(i == _i ? 0 : 'a' + i)));
    large[1] = ll_arena_resize(arena, large[1], MANY, 2 * MANY);
    for (int i = 0; i < 3; i++)
        ll_arena_release(arena, large[(i + _i) % 3], i + _i == 1 || i + _i == 4 ? 2 * MANY : MANY);
    ck_assert_uint_eq(ll_arena_used(arena), before);
    ll_arena_release(arena, small, 7);
    ll_arena_release(arena, NULL, 0);
    ck_assert_str_eq(small, "letter");
}
END_TEST

START_TEST(resizing_smaller_or_from_nothing) {
    char *text = ll_arena_copy(arena, "letter", 6);
    ck_assert_ptr_eq(ll_arena_resize(arena, text, 7, 2), text);
    ck_assert_ptr_nonnull(ll_arena_resize(arena, NULL, 0, 5));
}
END_TEST

START_TEST(resizing_past_the_block_moves) {
    char *text = ll_arena_copy(arena, "letter", 6);
    char *moved = ll_arena_resize(arena, text, 7, 5000000);
    ck_assert_str_eq(moved, "letter");
    memset(moved, 'x', 5000000);
}
END_TEST

START_TEST(copies_end_in_nul) {
    ck_assert_str_eq(ll_arena_copy(arena, "letterlint", 6), "letter");
    ck_assert_str_eq(ll_arena_copy(arena, NULL, 0), "");
}
END_TEST

static char order[8];

static void note(void *object) {
    size_t length = strlen(order);
    order[length] = *(const char *)object;
}

START_TEST(deferred_calls_run_newest_first_with_the_memory_still_there) {
    memset(order, 0, sizeof order);
    ll_arena *own = ll_arena_new(0);
    ll_arena_defer(own, note, ll_arena_copy(own, "a", 1));
    ll_arena_defer(own, note, ll_arena_copy(own, "b", 1));
    ll_arena_defer(own, free, malloc(10));
    ll_arena_free(own);
    ck_assert_str_eq(order, "ba");
}
END_TEST

START_TEST(freeing_nothing_is_allowed) {
    ll_arena_free(NULL);
}
END_TEST

START_TEST(used_counts_what_was_taken) {
    ck_assert_uint_eq(ll_arena_used(arena), 0);
    ll_arena_alloc(arena, 100);
    size_t first = ll_arena_used(arena);
    ck_assert_uint_ge(first, 100);
    ll_arena_alloc(arena, 1000000);
    ck_assert_uint_ge(ll_arena_used(arena), first + 1000000);
}
END_TEST

/* Whether `work` runs out of memory on an arena of that limit. */
static bool runs_out(size_t limit, void (*work)(ll_arena *own)) {
    ll_arena *own = ll_arena_new(limit);
    ck_assert_ptr_nonnull(own);
    if (setjmp(*ll_arena_guard(own))) {
        ll_arena_free(own);
        return true;
    }
    work(own);
    ck_assert_uint_le(ll_arena_used(own), limit);
    ll_arena_free(own);
    return false;
}

static void take_hundred_bytes(ll_arena *own) {
    ll_arena_alloc(own, 100);
}

static void take_bit_by_bit(ll_arena *own) {
    for (int i = 0; i < 1000; i++)
        ll_arena_alloc(own, 100);
}

static void take_much(ll_arena *own) {
    ll_arena_alloc(own, MANY);
}

static void grow_large(ll_arena *own) {
    ll_arena_resize(own, ll_arena_alloc(own, MANY), MANY, 2 * MANY);
}

START_TEST(a_limit_is_kept_to_the_byte) {
    ck_assert(runs_out(MANY - 1, take_much));
    ck_assert(!runs_out(MANY, take_much));
    ck_assert(runs_out(2 * MANY - 1, grow_large));
    ck_assert(!runs_out(2 * MANY, grow_large));

    ck_assert(runs_out(1, take_hundred_bytes));
    ck_assert(runs_out(100, take_hundred_bytes)); /* rounded up to the alignment */
    ck_assert(!runs_out(112, take_hundred_bytes));
    ck_assert(runs_out(50000, take_bit_by_bit));
    ck_assert(!runs_out(200000, take_bit_by_bit));
}
END_TEST

static void overflow_product(ll_arena *own) {
    ll_arena_array(own, SIZE_MAX / 2, 3);
}

static void overflow_half(ll_arena *own) {
    ll_arena_alloc(own, SIZE_MAX - 3);
}

static void overflow_copy(ll_arena *own) {
    ll_arena_copy(own, "", SIZE_MAX);
}

static void overflow_growth(ll_arena *own) {
    uint32_t capacity = 0;
    ll_arena_grow(own, NULL, &capacity, UINT32_MAX, SIZE_MAX / 4);
}

static void overflow_capacity(ll_arena *own) {
    uint32_t capacity = UINT32_MAX - 1; /* more, and it is no longer a uint32_t */
    ll_arena_grow(own, NULL, &capacity, UINT32_MAX, 1);
}

static void overflow_resize(ll_arena *own) {
    ll_arena_resize(own, ll_arena_alloc(own, 8), 8, SIZE_MAX - 8);
}

static void more_than_there_is(ll_arena *own) {
    ll_arena_alloc(own, SIZE_MAX / 4); /* no limit forbids it, but malloc will */
}

static void grow_more_than_there_is(ll_arena *own) {
    ll_arena_resize(own, ll_arena_alloc(own, MANY), MANY, SIZE_MAX / 4);
}

static void fail_at_once(ll_arena *own) {
    ll_arena_fail(own);
}

START_TEST(overflows_count_as_out_of_memory) {
    ck_assert(runs_out(0, overflow_product));
    ck_assert(runs_out(0, overflow_half));
    ck_assert(runs_out(0, overflow_copy));
    ck_assert(runs_out(0, overflow_growth));
    ck_assert(runs_out(0, overflow_capacity));
    ck_assert(runs_out(0, overflow_resize));
    ck_assert(runs_out(0, fail_at_once));
}
END_TEST

START_TEST(malloc_may_fail) {
    ck_assert(runs_out(0, more_than_there_is));
    ck_assert(runs_out(0, grow_more_than_there_is));
}
END_TEST

static void defer_without_room(ll_arena *own) {
    static char d[] = "d";
    ll_arena_defer(own, note, d);
}

START_TEST(a_call_that_cannot_be_deferred_is_made) {
    memset(order, 0, sizeof order);
    ck_assert(runs_out(1, defer_without_room));
    ck_assert_str_eq(order, "d");
}
END_TEST

START_TEST(without_a_guard_it_aborts) {
    ll_arena_fail(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("arena");
    TCase *basic = tcase_create("basic");
    tcase_add_checked_fixture(basic, set_up, tear_down);
    tcase_add_test(basic, allocations_are_zeroed_aligned_and_apart);
    tcase_add_test(basic, growing_keeps_elements_and_zeroes_the_new);
    tcase_add_test(basic, growing_to_what_is_there_changes_nothing);
    tcase_add_test(basic, growing_at_once_takes_what_is_needed);
    tcase_add_test(basic, the_newest_allocation_resizes_in_place);
    tcase_add_test(basic, an_older_allocation_moves_with_its_content);
    tcase_add_test(basic, a_large_list_leaves_nothing_behind);
    tcase_add_test(basic, arrays_side_by_side_share_a_capacity);
    tcase_add_loop_test(basic, what_is_large_can_be_given_back_in_any_order, 0, 3);
    tcase_add_test(basic, resizing_smaller_or_from_nothing);
    tcase_add_test(basic, resizing_past_the_block_moves);
    tcase_add_test(basic, copies_end_in_nul);
    tcase_add_test(basic, deferred_calls_run_newest_first_with_the_memory_still_there);
    tcase_add_test(basic, freeing_nothing_is_allowed);
    tcase_add_test(basic, used_counts_what_was_taken);
    suite_add_tcase(suite, basic);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, a_limit_is_kept_to_the_byte);
    tcase_add_test(limits, overflows_count_as_out_of_memory);
    tcase_add_test(limits, a_call_that_cannot_be_deferred_is_made);
    suite_add_tcase(suite, limits);
    TCase *abort_case = tcase_create("abort");
    tcase_add_checked_fixture(abort_case, set_up, tear_down);
    tcase_add_test_raise_signal(abort_case, without_a_guard_it_aborts, SIGABRT);
    suite_add_tcase(suite, abort_case);
    TCase *system = tcase_create("system");
    tcase_add_test(system, malloc_may_fail);
    suite_add_tcase(suite, system);
    return ll_test_run(suite);
}
