/* Sets of bits: going from one member to the next, over words of them and to the end. */
#include "../support.h"

#include "base/bits.h"

START_TEST(members_come_in_order) {
    static const uint32_t members[] = {0, 1, 63, 64, 130, 191};
    enum { COUNT = sizeof members / sizeof *members, BELOW = 192 };
    uint64_t bits[4] = {0};
    for (int i = COUNT - 1; i >= 0; i--)
        ll_bits_add(bits, members[i]);
    uint32_t found = 0;
    for (uint32_t at = 0; (at = ll_bits_next(bits, at, BELOW)) < BELOW; at++) {
        ck_assert_uint_lt(found, COUNT);
        ck_assert_uint_eq(at, members[found++]);
    }
    ck_assert_uint_eq(found, COUNT);
    ck_assert(ll_bits_has(bits, 130));
    ck_assert(!ll_bits_has(bits, 131));
}
END_TEST

START_TEST(what_lies_beyond_is_none) {
    uint64_t bits[2] = {0};
    ck_assert_uint_eq(ll_bits_words(63), 1);
    ck_assert_uint_eq(ll_bits_words(64), 2); /* one more than must be */
    ll_bits_add(bits, 70);
    ck_assert_uint_eq(ll_bits_next(bits, 0, 70), 70);
    ck_assert_uint_eq(ll_bits_next(bits, 0, 71), 70);
    ck_assert_uint_eq(ll_bits_next(bits, 71, 128), 128);
    ck_assert_uint_eq(ll_bits_next(bits, 0, 0), 0);
    ck_assert_uint_eq(ll_bits_next(bits, 9, 3), 3);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("bits");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, members_come_in_order);
    tcase_add_test(tests, what_lies_beyond_is_none);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
