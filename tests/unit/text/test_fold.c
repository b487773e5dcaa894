/* Folding: which characters become one byte, and that each byte is mapped to where it came from. */
#include "../support.h"

#include "text/fold.h"

#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static ll_folded fold(const char *text) {
    ll_fold_room room = ll_fold_room_new(arena, (uint32_t)strlen(text));
    return ll_fold(&room, ll_str_of(text));
}

typedef struct row {
    const char *text, *folded;
    bool moved;
} row;

static const row rows[] = {
    {"", "", false},
    {"I run Kafka.", "i run kafka.", false},
    {"tab\tand\nline", "tab and line", false},
    {"two  spaces", "two spaces", true},
    {" \t\r\n x", " x", true},
    {"s\305\277S", "sss", true},
    {"\342\204\252elvin", "kelvin", true},
    {"no\302\240break", "no break", true},
    {"\302\205 \341\232\200x", " x", true},
    {"\342\200\200\342\200\212\342\200\250\342\200\251\342\200\257\342\201\237\343\200\200", " ",
     true},
    {"\341\240\216", " ", true},
    {"\342\200\213 \342\200\213", "\342\200\213 \342\200\213", false}, /* no space: U+200B */
    {"caf\303\251 \342\200\224 \303\211", "caf\303\251 \342\200\224 \303\211", false},
    {"\305", "\305", false}, /* cut short */
    {"\342\204", "\342\204", false},
    {"@[`{", "@[`{", false},
};

START_TEST(a_text_folds_to_that) {
    ll_folded folded = fold(rows[_i].text);
    ck_assert_str_eq(folded.text, rows[_i].folded);
    ck_assert_uint_eq(folded.length, strlen(rows[_i].folded));
    ck_assert_int_eq(folded.places != NULL, rows[_i].moved);
    for (uint32_t i = 0; i < LL_FOLD_PADDING; i++)
        ck_assert_int_eq(folded.text[folded.length + i], 0);
}
END_TEST

START_TEST(each_byte_knows_where_it_came_from) {
    ll_folded folded = fold("a \t\302\240b\342\204\252 \305\277");
    static const uint32_t places[] = {0, 1, 5, 6, 9, 10, 12};
    ck_assert_str_eq(folded.text, "a bk s");
    for (uint32_t i = 0; i < sizeof places / sizeof *places; i++)
        ck_assert_uint_eq(folded.places[i], places[i]);
}
END_TEST

START_TEST(the_room_is_used_again) {
    ll_fold_room room = ll_fold_room_new(arena, 8);
    ck_assert_str_eq(ll_fold(&room, ll_str_of("LONG ONE")).text, "long one");
    ck_assert_str_eq(ll_fold(&room, ll_str_of("A  B")).text, "a b");
    ck_assert_str_eq(ll_fold(&room, ll_str_of("C")).text, "c");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("fold");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, a_text_folds_to_that, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, each_byte_knows_where_it_came_from);
    tcase_add_test(tests, the_room_is_used_again);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
