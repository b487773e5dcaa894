/* Front matter: what is found, and which `---` are only rules. */
#include "../support.h"
#include "letter/meta.h"

#include <stdio.h>
#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_meta_table meta;
static ll_diagnostics problems;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read_with(const char *text, const ll_meta *extra, size_t count) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    problems = (ll_diagnostics){.arena = arena};
    ll_meta_read(&meta, arena, &source, extra, count, &problems);
}

static void read(const char *text) {
    read_with(text, NULL, 0);
}

static void value(const char *key, const char *expected) {
    ll_str got = ll_meta_get(&meta, ll_str_of(key));
    ck_assert_msg(ll_str_is(got, expected), "%s is '%.*s', not '%s'", key, (int)got.length,
                  got.data, expected);
}

/* What is left of the text after the front matter. */
static void rest(const char *expected) {
    ck_assert_uint_eq(meta.front_matter.start, 0);
    ll_str after = ll_str_slice(source.text, meta.front_matter.end, source.text.length);
    ck_assert_msg(ll_str_is(after, expected), "left '%.*s'", (int)after.length, after.data);
}

static void no_front_matter(const char *text) {
    read(text);
    ck_assert_msg(meta.front_matter.end == 0, "taken for front matter: %s", text);
    ck_assert_uint_eq(meta.count, 0);
    ck_assert_uint_eq(problems.count, 0);
}

START_TEST(keys_and_values_are_read) {
    read("---\ncompany: Northstar\nrole: \"Backend Engineer\"\ncontact:\n---\nDear Ana,\n");
    value("company", "Northstar");
    value("Company", "Northstar");
    value("role", "Backend Engineer");
    value("contact", "");
    value("absent", "");
    rest("Dear Ana,\n");
    ck_assert_uint_eq(meta.count, 3);
    ll_span span = meta.entries[0].span;
    ck_assert(ll_str_is(ll_str_slice(source.text, span.start, span.end), "Northstar"));
}
END_TEST

START_TEST(a_contact_is_a_person) {
    static const char *const addresses[] = {"me@mine.org", "https://mine.org", "+44 131 555 0175"};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        read(ll_format(arena, "---\ncontact: %s\nmail: a@b.org\n---\nDear Ana,\n", addresses[i]));
        value("contact", "");
        value("mail", "a@b.org");
    }
    read("---\ncontact: Ana Petrova, 2nd floor\n---\nDear Ana,\n");
    value("contact", "Ana Petrova, 2nd floor");
}
END_TEST

START_TEST(nesting_is_joined) {
    read("---\nletterlint: {salutation: none, rules: {x: {level: off}}}\nstack: [Kafka, Go, [no]]\n"
         "...\nHi\n");
    value("letterlint.salutation", "none");
    value("letterlint.rules.x.level", "off");
    value("stack", "Kafka, Go");
    rest("Hi\n");
}
END_TEST

START_TEST(blank_lines_and_a_byte_order_mark_may_stand_before) {
    read("\n  \n---\na: b\n---\nHi\n");
    value("a", "b");
    rest("Hi\n");
    read("\xEF\xBB\xBF---\r\na: b\r\n---  \r\nHi\r\n");
    value("a", "b");
    rest("Hi\r\n");
    read("---\na: b\n---");
    value("a", "b");
    rest("");
}
END_TEST

START_TEST(an_empty_block_is_front_matter) {
    read("---\n---\nHi\n");
    rest("Hi\n");
    ck_assert_uint_eq(meta.count, 0);
}
END_TEST

START_TEST(the_callers_entries_win) {
    ll_meta extra[] = {{"company", "Southstar"}, {"date", "2026-03-04"}};
    read_with("---\ncompany: Northstar\nrole: SRE\n---\n", extra, 2);
    value("company", "Southstar");
    value("date", "2026-03-04");
    value("role", "SRE");
    ck_assert_uint_eq(meta.count, 3);
    read_with("Dear Ana,", extra, 2);
    value("company", "Southstar");
}
END_TEST

START_TEST(rules_are_not_front_matter) {
    no_front_matter("");
    no_front_matter("Dear Ana,\n\n---\na: b\n---\n");
    no_front_matter("---\nDear Ana,\n\nI run Kafka.\n\n---\n");
    no_front_matter("---\nDear Ana: I run Kafka.\n---\n");
    no_front_matter("---\n- one\n- two\n---\n");
    no_front_matter("---\na: b\nand no end\n");
    no_front_matter("----\na: b\n----\n");
    no_front_matter(" ---\na: b\n---\n");
    no_front_matter("---\nDear Ana,\n\nResults: a: b\n\n---\n");
}
END_TEST

START_TEST(front_matter_without_an_end_is_told) {
    static const char *const open[] = {
        "---\ncompany: Tarn\nrole: nurse\n\nDear Ana,\n", "\n---\ncompany: Tarn\nrole: nurse",
        "---\n# about\n\ncompany:\n  - Tarn\nrole: nurse\nDear Ana,\n"};
    static const char *const none[] = {"---\nSubject: Tarn\nDate: May\n\nDear Ana,\n",
                                       "---\ncompany: Tarn\n\nDear Ana,\n",
                                       "---\nDear Ana,\n",
                                       "---",
                                       "company: Tarn\nrole: nurse\n",
                                       "---\ncompany: Tarn\nrole: nurse\n---\nDear Ana,\n"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        read(open[i]);
        ck_assert_msg(problems.count == 1, "%s", open[i]);
        ck_assert_int_eq(problems.items[0].level, LL_NOTE);
        ck_assert_str_eq(problems.items[0].rule, "front-matter");
        ll_span at = problems.items[0].span;
        ck_assert(ll_str_is(ll_str_slice(source.text, at.start, at.end), "---"));
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        read(none[i]);
        ck_assert_msg(problems.count == 0, "%s", none[i]);
    }
}
END_TEST

START_TEST(broken_front_matter_is_told) {
    read("---\ncompany: [Northstar\nrole: x\n---\nHi\n");
    ck_assert_uint_ge(problems.count, 1);
    ck_assert_int_eq(problems.items[0].level, LL_ERROR);
    rest("Hi\n");
    read("---\n# about\n\ncompany: a: b\n---\nHi\n");
    ck_assert_uint_ge(problems.count, 1);
    rest("Hi\n");
    read("---\nthis is broken\nrole: a: b\n---\nHi\n");
    ck_assert_uint_ge(problems.count, 1);
    rest("Hi\n");
    read("---\na: b\na: c\n---\nHi\n");
    ck_assert_uint_ge(problems.count, 1);
    rest("Hi\n");
}
END_TEST

typedef struct slip {
    const char *block, *message, *at, *advice; /* `at`: the text of its place */
} slip;

static const slip slips[] = {
    {"letterlint: {disabel: [a]}", "unknown key 'disabel' under 'letterlint'", "disabel",
     "did you mean 'disable'?"},
    {"letterlint:\n  rules: {a: off}", "unknown key 'rules' under 'letterlint'", "rules",
     "There are disable, salutation and signoff."},
    {"letterlint.signof: none", "unknown key 'signof' under 'letterlint'", "letterlint.signof",
     "did you mean 'signoff'?"},
    {"letterlint: {disable: {a: true}}", "'disable' must be a list of rules", "{a: true}", ""},
    {"letterlint: {disable: [a, [b]]}", "'disable' must be a list of rules", "[a, [b]]", ""},
    {"letterlint: {salutation: [Hi]}", "'salutation' must be a text", "[Hi]", ""},
    {"letterlint: off", "'letterlint' must be a mapping", "off",
     "As in letterlint: {disable: [word-count]}."},
    {"letterlint: [disable]", "'letterlint' must be a mapping", "[disable]",
     "As in letterlint: {disable: [word-count]}."},
};

START_TEST(what_is_said_to_letterlint_in_vain_is_told) {
    const slip *expected = &slips[_i];
    char text[200];
    snprintf(text, sizeof text, "---\ncompany: Northstar\n%s\n---\nHi\n", expected->block);
    read(text);
    ck_assert_uint_eq(problems.count, 1);
    const ll_diagnostic *problem = &problems.items[0];
    ck_assert_str_eq(problem->rule, "front-matter");
    ck_assert_str_eq(problem->message, expected->message);
    ck_assert_str_eq(problem->advice, expected->advice);
    ll_str at = ll_str_slice(source.text, problem->span.start, problem->span.end);
    ck_assert_msg(ll_str_is(at, expected->at), "at '%.*s'", (int)at.length, at.data);
    value("company", "Northstar");
    rest("Hi\n");
}
END_TEST

START_TEST(what_letterlint_knows_is_fine) {
    read("---\nletterlint: {disable: [a, b], salutation: Ahoy, signoff: none}\n---\n");
    ck_assert_uint_eq(problems.count, 0);
    read("---\nletterlint:\nletterlints: {x: y}\nrules: {x: y}\n---\n");
    ck_assert_uint_eq(problems.count, 0);
    read("---\nLetterlint: {Disable: a}\n---\n");
    ck_assert_uint_eq(problems.count, 0);
}
END_TEST

START_TEST(the_callers_slips_are_told_too) {
    ll_meta extra[] = {{"letterlint.disable", "a"}, {"letterlint.signof", "none"}};
    read_with("Hi", extra, 2);
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_str_eq(problems.items[0].message, "unknown key 'signof' under 'letterlint'");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("meta");
    TCase *cases = tcase_create("front matter");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, keys_and_values_are_read);
    tcase_add_test(cases, a_contact_is_a_person);
    tcase_add_test(cases, nesting_is_joined);
    tcase_add_test(cases, blank_lines_and_a_byte_order_mark_may_stand_before);
    tcase_add_test(cases, an_empty_block_is_front_matter);
    tcase_add_test(cases, the_callers_entries_win);
    tcase_add_test(cases, rules_are_not_front_matter);
    tcase_add_test(cases, broken_front_matter_is_told);
    tcase_add_test(cases, front_matter_without_an_end_is_told);
    tcase_add_loop_test(cases, what_is_said_to_letterlint_in_vain_is_told, 0,
                        sizeof slips / sizeof *slips);
    tcase_add_test(cases, what_letterlint_knows_is_fine);
    tcase_add_test(cases, the_callers_slips_are_told_too);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
