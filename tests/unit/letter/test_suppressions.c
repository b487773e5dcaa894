/* Suppressions: that a letter reads the same with and without them, that every place in it is still
 * exact, what is taken for one, and where each holds. */
#include "../support.h"
#include "letter/letter.h"

#include <stdio.h>
#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static const ll_letter *read(const char *text) {
    ll_letter *letter = ll_arena_alloc(arena, sizeof *letter);
    ll_source *source = ll_arena_alloc(arena, sizeof *source);
    ll_diagnostics problems = {.arena = arena};
    ll_source_init(source, arena, "letter.md", ll_str_of(text));
    ll_letter_read(letter, arena, source, ll_test_vocabulary(arena), NULL, 0, &problems);
    ck_assert_uint_eq(problems.count, 0);
    return letter;
}

/* --- The letter stays the same -------------------------------------------------------------- */

/* "body: …" for each unit, places left out. */
static const char *shape(const ll_letter *letter) {
    ll_buf out = ll_buf_on(arena);
    for (int kind = 0; kind < LL_UNIT_COUNT; kind++)
        for (uint32_t i = 0; i < letter->units[kind].count; i++) {
            ll_span span = letter->units[kind].spans[i];
            ll_buf_printf(&out, "%s: %.*s\n", ll_unit_name((ll_unit_kind)kind),
                          (int)(span.end - span.start), letter->prose.text + span.start);
        }
    return ll_buf_text(&out);
}

/* Each visible character is where the map says, and segments rise. */
static void check_places(const ll_letter *letter) {
    const ll_prose *prose = &letter->prose;
    uint32_t done = 0, prose_done = 0;
    for (uint32_t i = 0; i < prose->segment_count; i++) {
        ll_segment segment = prose->segments[i];
        ck_assert_uint_ge(segment.source.start, done);
        ck_assert_uint_ge(segment.prose.start, prose_done);
        done = segment.source.end;
        prose_done = segment.prose.end;
        if (!segment.verbatim)
            continue;
        ck_assert_uint_eq(segment.prose.end - segment.prose.start,
                          segment.source.end - segment.source.start);
        for (uint32_t k = 0; k < segment.prose.end - segment.prose.start; k++) {
            char shown = prose->text[segment.prose.start + k];
            char typed = letter->source->text.data[segment.source.start + k];
            ck_assert_msg(shown == typed || (shown == ' ' && strchr("\t\n\r", typed)),
                          "'%c' is not '%c' at %u in %s", shown, typed, segment.source.start + k,
                          letter->source->text.data);
        }
    }
}

typedef struct pair {
    const char *with, *without;
} pair;

#define A "<!-- letterlint-disable a -->"
#define R "<!-- letterlint-disable-line a -- it is so -->"

static const pair pairs[] = {
    /* on a line of its own: between paragraphs, above one, within one, below one */
    {"One.\n\n" A "\n\nTwo.\n", "One.\n\nTwo.\n"},
    {"One.\n\n" A "\nTwo.\n", "One.\n\nTwo.\n"},
    {"One\n" A "\ntwo.\n", "One\ntwo.\n"},
    {"One\n  " R "  \ntwo.\n", "One\ntwo.\n"},
    {"One.\n" A "\n\nTwo.\n", "One.\n\nTwo.\n"},
    {A "\nDear Ann,\n\nI cook.\n\nBest,\nBo\n" A, "Dear Ann,\n\nI cook.\n\nBest,\nBo\n"},
    {"Dear Ann,\n\nI cook.\n\n" A "\n\nBest,\nBo\n", "Dear Ann,\n\nI cook.\n\nBest,\nBo\n"},
    {"Dear Ann,\n" A "\nI cook.\n", "Dear Ann,\nI cook.\n"},
    /* other line ends, a byte order mark, front matter */
    {"One\r\n" A "\r\ntwo.\r\n\r\n" R "\r\nThree.", "One\r\ntwo.\r\n\r\nThree."},
    {"One\r" A "\rtwo.\r", "One\rtwo.\r"},
    {"\xEF\xBB\xBF" A "\nOne.", "\xEF\xBB\xBFOne."},
    {"---\nx: y\n---\n" A "\nOne.", "---\nx: y\n---\nOne."},
    /* within a line */
    {"One " R " two.", "One two."},
    {"One " A " two.", "One two."},
    {"One." R " Two.", "One. Two."},
    {"One" A "two.", "Onetwo."},
    {R " One *two*.\nThree.", "One *two*.\nThree."},
    {"One.  " R "\nTwo.", "One.\nTwo."},
    {"One.\\ " R "\nTwo.", "One.\\ \nTwo."},
    {"# One " R "\n\nTwo.", "# One\n\nTwo."},
    {"One " A " " R "\nTwo.", "One\nTwo."},
    {A " " R "\nOne.", "One."},
    {"`x` " R " `y`", "`x` `y`"},
    /* over several lines */
    {"One\n<!-- letterlint-disable a,\n  b\n  -- a reason -->\ntwo.", "One\ntwo."},
    {"One <!-- letterlint-disable a\n\n-- so -->\ntwo.", "One\ntwo."},
    {"> One\n> <!-- letterlint-disable a\n> -- so -->\n> two.", "> One\n> two."},
    /* in quotes and lists */
    {"> One\n> " R "\n> two.", "> One\n> two."},
    {"> " R "\n> One two.", "> One two."},
    {"> One\n" A "\ntwo.", "> One\ntwo."},
    {"- one\n" A "\n- two\n", "- one\n- two\n"},
    {"- one\n  " A "\n- two\n", "- one\n- two\n"},
    {"- one\n  " A "\n  more\n", "- one\n  more\n"},
    {"- " A "\n  one\n- two\n", "- one\n- two\n"},
    {"- " A " one\n- two\n", "- one\n- two\n"},
    {"1. " A "\n   one\n", "1. one\n"},
    {"- one\n- " A "\n- two\n", "- one\n-\n- two\n"},
    {"> - " A "\n>   one\n", "> - one\n"},
    {"- one " R "\n  more\n", "- one\n  more\n"},
    {"• one\n" A "\n• two\n", "• one\n• two\n"},
    /* in HTML */
    {"<p>One " A " two</p>\n", "<p>One two</p>\n"},
    {"<div>\n" A "\nOne\n</div>\n", "<div>\nOne\n</div>\n"},
    /* two of them */
    {"One\n" A "\n" R "\ntwo.", "One\ntwo."},
    {"- " A "\n  " R "\n  one\n", "- one\n"},
    /* a slip of the hand is a comment too */
    {"One <!-- letterlint-disabel a -- so --> two.", "One two."},
};

START_TEST(a_letter_reads_the_same) {
    const ll_letter *with = read(pairs[_i].with);
    ck_assert_uint_gt(with->suppressions.count, 0);
    ck_assert_str_eq(shape(with), shape(read(pairs[_i].without)));
    check_places(with);
}
END_TEST

/* --- What is one ---------------------------------------------------------------------------- */

/* "disable a b; line", what was found. */
static const char *found_in(const char *text) {
    static const char *const kinds[] = {
        [LL_SUPPRESS_FROM_HERE] = "disable",   [LL_SUPPRESS_UNTIL_HERE] = "enable",
        [LL_SUPPRESS_PARAGRAPH] = "paragraph", [LL_SUPPRESS_LINE] = "line",
        [LL_SUPPRESS_UNKNOWN] = "unknown",     [LL_SUPPRESS_UNCLOSED] = "unclosed"};
    const ll_suppressions *all = &read(text)->suppressions;
    ll_buf out = ll_buf_on(arena);
    ll_buf_puts(&out, "");
    for (uint32_t i = 0; i < all->count; i++) {
        ll_buf_printf(&out, "%s%s", i ? "; " : "", kinds[all->items[i].kind]);
        for (uint32_t k = 0; k < all->items[i].id_count; k++) {
            ll_suppression_id id = all->items[i].ids[k];
            ll_buf_printf(&out, " %.*s", (int)id.text.length, id.text.data);
            ll_str there = ll_str_slice(ll_str_of(text), id.span.start, id.span.end);
            ck_assert_msg(ll_str_equal(id.text, there), "'%.*s' stands at %u in %s",
                          (int)id.text.length, id.text.data, id.span.start, text);
        }
    }
    return ll_buf_text(&out);
}

static const struct {
    const char *text, *found;
} kinds[] = {
    {"<!-- letterlint-disable -->", "disable"},
    {"<!--letterlint-disable-->", "disable"},
    {"<!-- letterlint-disable a, b c,d -->", "disable a b c d"},
    {"<!-- letterlint-disable a -- b c -->", "disable a"},
    {"<!-- letterlint-disable a --b -->", "disable a"},
    {"<!-- letterlint-disable -- all of it -->", "disable"},
    {"<!-- letterlint-disable a — b -->", "disable a"},
    {"<!-- letterlint-enable a -->", "enable a"},
    {"<!-- letterlint-disable-next-paragraph a -->", "paragraph a"},
    {"<!--\nletterlint-disable-line\na\n-->", "line a"},
    {"I <!-- letterlint-disable-line a --> cook <!-- letterlint-enable b --> .",
     "line a; enable b"},
    /* slips */
    {"<!-- letterlint-disabel a -->", "unknown a"},
    {"<!-- letterlint_disable a -->", "unknown a"},
    {"<!-- LetterLint-Disable a -->", "unknown a"},
    {"<!-- letterlint: disable a -->", "unknown disable a"},
    {"<!-- letterlint disable a -->", "unknown disable a"},
    {"<!-- leterlint-disable a -->", "unknown a"},
    {"<!-- letterlint-ignore a -->", "unknown a"},
    {"I.\n\n<!-- letterlint-disable a", "unclosed"},
    {"I <!-- letterlint-disable a cook.", "unclosed"},
    /* look-alikes */
    {"<!-- letterlint likes this -->", ""},
    {"<!-- letterlint's -->", ""},
    {"<!-- eslint-disable a -->", ""},
    {"<!-- textlint-disable a -->", ""},
    {"<!-- TODO letterlint-disable a -->", ""},
    {"letterlint-disable a", ""},
    {"\\<!-- letterlint-disable a -->", ""},
    {"\\\\<!-- letterlint-disable a -->", "disable a"},
    {"`<!-- letterlint-disable a -->`", ""},
    {"```\n<!-- letterlint-disable a -->\n```", ""},
    {"I.\n\n    <!-- letterlint-disable a -->", ""},
    {"<!-- an example: <!-- letterlint-disable a -->", ""},
    {"&lt;!-- letterlint-disable a --&gt;", ""},
    /* front matter */
    {"---\nletterlint: {disable: [a, b]}\n---\nI.", "disable a b"},
    {"---\nletterlint:\n  disable: a, b\n---\nI.", "disable a b"},
    {"---\nletterlint:\n  disable: # a\n    - b # a\n    - 'a'\n---\nI.", "disable b a"},
    {"---\nletterlint: {disable: []}\n---\nI.", ""},
    {"---\nletterlint: {disable: [a]}\n---\n<!-- letterlint-enable a -->", "disable a; enable a"},
};

START_TEST(what_is_taken_for_one) {
    ck_assert_str_eq(found_in(kinds[_i].text), kinds[_i].found);
}
END_TEST

/* --- Where it holds ------------------------------------------------------------------------- */

static const struct {
    const char *text, *held; /* the text of the region */
} regions[] = {
    {"<!-- letterlint-disable-line -->", "<!-- letterlint-disable-line -->"},
    {"A.\nB. <!-- letterlint-disable-line --> C.\nD.", "B. <!-- letterlint-disable-line --> C.\n"},
    {"A <!-- letterlint-disable-line\n--> b.\nC.", "A <!-- letterlint-disable-line\n--> b.\n"},
    {"A.\n\n<!-- letterlint-disable-next-paragraph -->\nB\nb.\n\nC.", "\nB\nb."},
    {"A.\n\n<!-- letterlint-disable-next-paragraph -->\n\nB.\n\nC.", "\n\nB."},
    {"A.\n<!-- letterlint-disable-next-paragraph -->\nB.\n\nC.", "\nB."},
    {"A. <!-- letterlint-disable-next-paragraph --> B.\n\nC.", " B."},
    {"A.\n\n<!-- letterlint-disable-next-paragraph -->\n- B\n- C\n\nD.", "\n- B\n- C"},
    {"- A\n<!-- letterlint-disable-next-paragraph -->\n- B\n- C\n", "\n- B"},
    {"- A\n  - B\n  <!-- letterlint-disable-next-paragraph -->\n  - C\n    D\n- E\n",
     "\n  - C\n    D"},
    {"<!-- letterlint-disable-next-paragraph -->\n# A\n\nB.", "\n# A"},
    {"<!-- letterlint-disable-next-paragraph -->\n```\nA\n```\n\nB.", "\n```\nA"},
    {"<!-- letterlint-disable-next-paragraph -->\nDear Ann,\n\nB.", "\nDear Ann,"},
    {"A.\n\n<!-- letterlint-disable-next-paragraph -->\n", ""},
    {"A.\n<!-- letterlint-disable -->\nB.", "\nB."},
    {"A.\n<!-- letterlint-enable -->\nB.", "\nB."},
};

START_TEST(where_it_holds) {
    const ll_letter *letter = read(regions[_i].text);
    ck_assert_uint_eq(letter->suppressions.count, 1);
    ll_span region = letter->suppressions.items[0].region;
    ll_str held = ll_str_slice(letter->source->text, region.start, region.end);
    ck_assert_str_eq(ll_str_copy(arena, held), regions[_i].held);
}
END_TEST

START_TEST(front_matter_holds_for_all) {
    const ll_letter *letter = read("---\nletterlint: {disable: a}\n---\nB.");
    ck_assert_uint_eq(letter->suppressions.items[0].region.start, 0);
    ck_assert_uint_eq(letter->suppressions.items[0].region.end, UINT32_MAX);
}
END_TEST

/* An id with an escape stands nowhere as it is read; looking for thousands of them must end. */
START_TEST(ids_that_cannot_be_found_take_no_time) {
    enum { COUNT = 20000 };
    ll_buf text = ll_buf_on(arena);
    ll_buf_puts(&text, "---\nletterlint: {disable: [");
    for (int i = 0; i < COUNT; i++)
        ll_buf_printf(&text, "%s\"\\x61%d\"", i > 0 ? "," : "", i);
    ll_buf_puts(&text, "]}\n---\nI.");
    ck_assert_uint_eq(read(ll_buf_text(&text))->suppressions.items[0].id_count, COUNT);
}
END_TEST

#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)))

int main(void) {
    Suite *suite = suite_create("suppressions");
    TCase *tests = tcase_create("letters");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, a_letter_reads_the_same, 0, ROWS(pairs));
    tcase_add_loop_test(tests, what_is_taken_for_one, 0, ROWS(kinds));
    tcase_add_loop_test(tests, where_it_holds, 0, ROWS(regions));
    tcase_add_test(tests, front_matter_holds_for_all);
    tcase_add_test(tests, ids_that_cannot_be_found_take_no_time);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
