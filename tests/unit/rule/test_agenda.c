/* The agenda: which rules are to run where some terms may be in a letter. */
#include "../support.h"

#include "rule/agenda.h"

enum { TERMS = 100, RULES = 70 };

static ll_arena *arena;
static const ll_agenda *agenda;

/* Rule 3 looks for no term, rules 5 and 69 for the last, rule 6 for the first, all others for term
 * 40. */
static void setup(void) {
    uint32_t finds[RULES];
    for (uint32_t i = 0; i < RULES; i++)
        finds[i] = 40;
    finds[3] = LL_NONE;
    finds[5] = finds[69] = TERMS - 1;
    finds[6] = 0;
    arena = ll_arena_new(0);
    agenda = ll_agenda_new(arena, finds, RULES, TERMS);
}

static void teardown(void) {
    ll_arena_free(arena);
}

/* How many rules are due where these two terms may be there. */
static uint32_t due_with(const uint64_t **due, uint32_t one, uint32_t other) {
    uint64_t terms[2] = {0};
    ll_present present = {.bits = terms};
    uint32_t count = 0;
    ll_bits_add(terms, one);
    ll_bits_add(terms, other);
    *due = ll_agenda_due(agenda, arena, &present);
    for (uint32_t i = 0; (i = ll_bits_next(*due, i, RULES)) < RULES; i++)
        count++;
    return count;
}

START_TEST(rules_of_terms_and_of_none_are_due) {
    const uint64_t *due;
    ck_assert_uint_eq(due_with(&due, TERMS - 1, 7), 3);
    ck_assert(ll_bits_has(due, 3) && ll_bits_has(due, 5) && ll_bits_has(due, 69));
    ck_assert_uint_eq(due_with(&due, 0, 0), 2);
    ck_assert(ll_bits_has(due, 3) && ll_bits_has(due, 6));
    ck_assert_uint_eq(due_with(&due, 40, 41), RULES - 3);
    ck_assert(!ll_bits_has(due, 5));
}
END_TEST

START_TEST(without_rules_nothing_is_due) {
    uint64_t none[2] = {UINT64_MAX, UINT64_MAX};
    ll_present present = {.bits = none};
    const ll_agenda *empty = ll_agenda_new(arena, NULL, 0, TERMS);
    ck_assert(ll_agenda_is_sound(empty, 0, TERMS));
    ck_assert_uint_eq(ll_agenda_due(empty, arena, &present)[0], 0);
}
END_TEST

START_TEST(what_is_of_another_ruleset_is_refused) {
    ck_assert(ll_agenda_is_sound(agenda, RULES, TERMS));
    ck_assert(!ll_agenda_is_sound(agenda, RULES + 1, TERMS));
    ck_assert(!ll_agenda_is_sound(agenda, RULES, TERMS - 1));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("agenda");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, rules_of_terms_and_of_none_are_due);
    tcase_add_test(tests, without_rules_nothing_is_due);
    tcase_add_test(tests, what_is_of_another_ruleset_is_refused);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
