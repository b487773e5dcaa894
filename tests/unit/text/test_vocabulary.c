/* The vocabulary: lookups over the shipped lists, and what a broken language file is told. */
#include "../support.h"

#include <string.h>

static ll_arena *arena;
static const ll_vocabulary *english;

static void setup(void) {
    arena = ll_arena_new(0);
    english = ll_test_vocabulary(arena);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool has(ll_list_id list, const char *text) {
    return ll_vocabulary_has(english, list, ll_str_of(text));
}

START_TEST(whole_items_are_found_in_any_case) {
    ck_assert(has(LL_LIST_SALUTATIONS, "Dear"));
    ck_assert(has(LL_LIST_SALUTATIONS, "dear"));
    ck_assert(has(LL_LIST_SALUTATIONS, "TO WHOM IT MAY CONCERN"));
    ck_assert(has(LL_LIST_SALUTATIONS, "To whom  it may\tconcern"));
    ck_assert(has(LL_LIST_SIGNOFFS, "mit freundlichen GRÜßEN"));
    ck_assert(has(LL_LIST_FINAL_ABBREVIATIONS, "u.s"));
    ck_assert(has(LL_LIST_MONTHS, "march"));
}
END_TEST

START_TEST(parts_of_items_and_strangers_are_not) {
    ck_assert(!has(LL_LIST_SALUTATIONS, ""));
    ck_assert(!has(LL_LIST_SALUTATIONS, "Dea"));
    ck_assert(!has(LL_LIST_SALUTATIONS, "Dearly"));
    ck_assert(!has(LL_LIST_SALUTATIONS, "To whom it may"));
    ck_assert(!has(LL_LIST_MONTHS, "Smarch"));
    char lengthy[4000];
    memset(lengthy, 'a', sizeof lengthy);
    lengthy[sizeof lengthy - 1] = '\0';
    ck_assert(!has(LL_LIST_SALUTATIONS, lengthy));
}
END_TEST

START_TEST(exact_lookups_keep_case) {
    ck_assert(ll_vocabulary_has_exact(english, LL_LIST_TITLES, ll_str_of("Ms")));
    ck_assert(!ll_vocabulary_has_exact(english, LL_LIST_TITLES, ll_str_of("ms")));
}
END_TEST

static void prefix(ll_list_id list, const char *text, const char *expected) {
    uint32_t length = ll_vocabulary_prefix(english, list, ll_str_of(text));
    ck_assert_msg(length == strlen(expected) && strncmp(text, expected, length) == 0,
                  "'%s' begins with '%.*s', not '%s'", text, (int)length, text, expected);
}

START_TEST(the_longest_prefix_wins) {
    prefix(LL_LIST_SALUTATIONS, "Dear Ms Okafor,", "Dear");
    prefix(LL_LIST_SALUTATIONS, "Dear Sir or Madam,", "Dear Sir or Madam");
    prefix(LL_LIST_SALUTATIONS, "dear  sir   or madam:", "dear  sir   or madam");
    prefix(LL_LIST_SALUTATIONS, "Dear Sirius Black", "Dear");
    prefix(LL_LIST_SIGNOFFS, "Best regards, Ana", "Best regards");
    prefix(LL_LIST_SIGNOFFS, "Best, Ana", "Best");
    prefix(LL_LIST_SIGNOFFS, "V/R", "V/R");
}
END_TEST

START_TEST(a_prefix_ends_where_a_word_ends) {
    prefix(LL_LIST_SALUTATIONS, "Dearest", "Dearest");
    prefix(LL_LIST_SALUTATIONS, "Hidden", "");
    prefix(LL_LIST_SALUTATIONS, "Hié", "");
    prefix(LL_LIST_SALUTATIONS, "", "");
    prefix(LL_LIST_POSTSCRIPTS, "PS: I attach", "PS:");
    prefix(LL_LIST_POSTSCRIPTS, "PS:I attach", "PS:");
    prefix(LL_LIST_POSTSCRIPTS, "P.S. I attach", "P.S.");
}
END_TEST

static bool has_pair(uint32_t index, const char *long_form, const char *short_form) {
    ll_str first = ll_vocabulary_item(english, LL_LIST_CONTRACTIONS_LONG, index);
    ll_str second = ll_vocabulary_item(english, LL_LIST_CONTRACTIONS_SHORT, index);
    return ll_str_is(first, long_form) && ll_str_is(second, short_form);
}

START_TEST(contractions_are_parallel) {
    uint32_t count = ll_vocabulary_count(english, LL_LIST_CONTRACTIONS_LONG), found = 0;
    ck_assert_uint_eq(count, ll_vocabulary_count(english, LL_LIST_CONTRACTIONS_SHORT));
    ck_assert_uint_gt(count, 60);
    for (uint32_t i = 0; i < count; i++)
        found += has_pair(i, "I am", "I'm") || has_pair(i, "do not", "don't") ||
                 has_pair(i, "let us", "let's");
    ck_assert_uint_eq(found, 3);
}
END_TEST

START_TEST(items_come_as_written_in_order) {
    ck_assert_uint_ge(ll_vocabulary_count(english, LL_LIST_MONTHS), 12);
    ck_assert(ll_str_is(ll_vocabulary_item(english, LL_LIST_MONTHS, 0), "January"));
    ck_assert(ll_str_is(ll_vocabulary_item(english, LL_LIST_MONTHS, 11), "December"));
}
END_TEST

START_TEST(lists_have_kebab_case_names) {
    ck_assert_str_eq(ll_list_name(LL_LIST_FINAL_ABBREVIATIONS), "final-abbreviations");
    for (int id = 0; id < LL_LIST_COUNT; id++)
        ck_assert_ptr_nonnull(ll_list_name((ll_list_id)id));
}
END_TEST

/* Loads a language file that must be refused; the messages joined. */
static const char *refused(const char *text) {
    ll_source source;
    ll_source_init(&source, arena, "en.yaml", ll_str_of(text));
    ll_diagnostics problems = {.arena = arena};
    const ll_yaml_node *root;
    const ll_vocabulary *vocabulary = NULL;
    ck_assert(
        ll_yaml_parse(&root, arena, &source, (ll_span){0, (uint32_t)strlen(text)}, &problems));
    ck_assert(!ll_vocabulary_load(&vocabulary, arena, root, &problems));
    ck_assert_ptr_null(vocabulary);
    ll_buf all = ll_buf_on(arena);
    for (uint32_t i = 0; i < problems.count; i++)
        ll_buf_printf(&all, "%s|%s\n", problems.items[i].message, problems.items[i].advice);
    return ll_buf_text(&all);
}

START_TEST(mistakes_in_a_language_file_are_all_told) {
    const char *said = refused("language: en\n"
                               "monthes: [May]\n"
                               "titles: Mr\n"
                               "contractions: [a]\n"
                               "salutations: [Dear, [Hi], '']\n");
    ck_assert_ptr_nonnull(strstr(said, "unknown list 'monthes'|did you mean 'months'?"));
    ck_assert_ptr_nonnull(strstr(said, "'titles' must be a list"));
    ck_assert_ptr_nonnull(strstr(said, "'contractions' must map"));
    ck_assert_ptr_nonnull(strstr(said, "expected a word or phrase"));
    ck_assert_ptr_nonnull(strstr(said, "the list 'months' is missing"));
    ck_assert_ptr_null(strstr(said, "the list 'titles' is missing"));
}
END_TEST

START_TEST(a_language_file_is_a_named_mapping) {
    ck_assert_ptr_nonnull(strstr(refused("[a, b]"), "is a mapping"));
    ck_assert_ptr_nonnull(strstr(refused("titles: [Mr]"), "'language' is missing"));
}
END_TEST

START_TEST(an_item_has_a_greatest_length) {
    ll_buf text = ll_buf_on(arena);
    ll_buf_puts(&text, "language: en\ncontractions: {'");
    for (int i = 0; i < 120; i++)
        ll_buf_putc(&text, 'x');
    ll_buf_puts(&text, "': y}\n");
    ck_assert_ptr_nonnull(strstr(refused(ll_buf_text(&text)), "longer than"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("vocabulary");
    TCase *lookups = tcase_create("lookups");
    tcase_add_checked_fixture(lookups, setup, teardown);
    tcase_add_test(lookups, whole_items_are_found_in_any_case);
    tcase_add_test(lookups, parts_of_items_and_strangers_are_not);
    tcase_add_test(lookups, exact_lookups_keep_case);
    tcase_add_test(lookups, the_longest_prefix_wins);
    tcase_add_test(lookups, a_prefix_ends_where_a_word_ends);
    tcase_add_test(lookups, contractions_are_parallel);
    tcase_add_test(lookups, items_come_as_written_in_order);
    tcase_add_test(lookups, lists_have_kebab_case_names);
    suite_add_tcase(suite, lookups);
    TCase *mistakes = tcase_create("mistakes");
    tcase_add_checked_fixture(mistakes, setup, teardown);
    tcase_add_test(mistakes, mistakes_in_a_language_file_are_all_told);
    tcase_add_test(mistakes, a_language_file_is_a_named_mapping);
    tcase_add_test(mistakes, an_item_has_a_greatest_length);
    suite_add_tcase(suite, mistakes);
    return ll_test_run(suite);
}
