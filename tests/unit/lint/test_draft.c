/* Drafts: what is filled in stays the value that it is, or is refused. */
#include "../support.h"

#include "letterlint.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *draft, *role, *expected;
} rows[] = {
    /* alone, and joined to other text: the whole is quoted, once */
    {"---\nrole: {meta.role}\n---\n", "Engineer", "---\nrole: Engineer\n---\n"},
    {"---\nrole: {meta.role}\n---\n", "[24]7", "---\nrole: \"[24]7\"\n---\n"},
    {"---\nrole: Senior {meta.role}\n---\n", "C #1", "---\nrole: \"Senior C #1\"\n---\n"},
    {"---\nrole: {meta.role} (senior)\n---\n", "A: b", "---\nrole: \"A: b (senior)\"\n---\n"},
    {"---\nrole: {meta.role}/{meta.role}\n---\n", "*", "---\nrole: \"*/*\"\n---\n"},
    {"---\nrole: {meta.role}\n---\n", "", "---\nrole: \"\"\n---\n"},
    /* wherever a value may stand */
    {"---\nwho:\n  - {meta.role}!\n  - a: {meta.role}\n---\n", "\"x\"",
     "---\nwho:\n  - \"\\\"x\\\"!\"\n  - a: \"\\\"x\\\"\"\n---\n"},
    /* a comment of the draft is none of it */
    {"---\nrole: {meta.role} # theirs\n---\n", "a #1", "---\nrole: \"a #1\" # theirs\n---\n"},
    /* what the draft quotes itself is not quoted twice */
    {"---\nrole: \"a {meta.role}\"\n---\n", "\"b\\", "---\nrole: \"a \\\"b\\\\\"\n---\n"},
    {"---\nrole: 'a {meta.role}'\n---\n", "it's", "---\nrole: 'a it''s'\n---\n"},
    {"---\nrole: [{meta.role}, b]\n---\n", "a, c", "---\nrole: [\"a, c\", b]\n---\n"},
    /* what was not given stays, and so does all that is no front matter */
    {"---\nrole: \"x\"\nkey: &a b\n\n# c\n---\n", "y", "---\nrole: \"x\"\nkey: &a b\n\n# c\n---\n"},
    {"---\na: b\n---\nrole: {meta.role}\n", "[x]", "---\na: b\n---\nrole: [x]\n"},
    {"role: {meta.role}\n", "[x]", "role: [x]\n"},
    {"{meta.role}\na: {meta.role}\n", "---", "---\na: ---\n"},
};

/* The draft as a block of a rule file. */
static void write_rules(char *out, size_t room, const char *draft) {
    size_t length = strlen("letterlint: 1\ndrafts:\n  default: |\n");
    memcpy(out, "letterlint: 1\ndrafts:\n  default: |\n", length + 1);
    for (bool fresh = true; *draft; draft++) {
        ck_assert_uint_lt(length + 6, room);
        for (int i = 0; fresh && i < 4; i++)
            out[length++] = ' ';
        fresh = *draft == '\n';
        out[length++] = *draft;
    }
    out[length] = '\0';
}

static ll_ruleset *load(const char *draft) {
    char text[1000];
    ll_ruleset *ruleset = NULL;
    ll_ruleset_options options = {.no_default_rules = true};
    write_rules(text, sizeof text, draft);
    ll_rule_file file = {.path = "d", .text = text, .length = strlen(text)};
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_OK);
    return ruleset;
}

START_TEST(what_is_filled_in_stays_the_value_that_it_is) {
    ll_ruleset *ruleset = load(rows[_i].draft);
    ll_meta meta = {"role", rows[_i].role};
    char *draft;
    ck_assert_int_eq(ll_draft_new(&draft, ruleset, "default", &meta, 1, NULL), LL_OK);
    ck_assert_str_eq(draft, rows[_i].expected);
    ll_draft_free(draft);
    ll_ruleset_free(ruleset);
}
END_TEST

static const struct {
    const char *name, *value, *problem;
} refused[] = {
    {"default", "a\nb", "'role': a line break or control character cannot be put into a letter"},
    {"default", "\x1B[1m", "'role': a line break or control character cannot be put into a letter"},
    {"default", "\x7F", "'role': a line break or control character cannot be put into a letter"},
    {"default", "\xC2\x85",
     "'role': a line break or control character cannot be put into a letter"},
    {"default", "\xE2\x80\xA8",
     "'role': a line break or control character cannot be put into a letter"},
    {"default", "a <!-- b", "'role': a comment cannot be put into a letter"},
    {"default", "\xFF", "the meta that came with the letter is not UTF-8"},
    {"other", "a", "these rules have no draft 'other'"},
};

START_TEST(what_cannot_stand_in_a_letter_is_refused) {
    ll_ruleset *ruleset = load("{meta.role}\n");
    ll_meta meta = {"role", refused[_i].value};
    char *draft = NULL;
    ll_error error;
    ck_assert_int_eq(ll_draft_new(&draft, ruleset, refused[_i].name, &meta, 1, &error), LL_INVALID);
    ck_assert_str_eq(error.message, refused[_i].problem);
    ck_assert_ptr_null(draft);
    ck_assert_int_eq(ll_draft_new(&draft, ruleset, refused[_i].name, &meta, 1, NULL), LL_INVALID);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("draft");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, what_is_filled_in_stays_the_value_that_it_is, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_loop_test(tests, what_cannot_stand_in_a_letter_is_refused, 0,
                        sizeof refused / sizeof *refused);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
