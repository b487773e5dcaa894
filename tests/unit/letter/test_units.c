/* Units and the lookups over them: nesting, sentences of parts, paragraphs counted, code adopted.
 */
#include "../support.h"
#include "letter/letter.h"

#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_letter letter;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read(const char *text) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_diagnostics problems = {.arena = arena};
    ll_letter_read(&letter, arena, &source, ll_test_vocabulary(arena), NULL, 0, &problems);
}

static void unit(ll_unit_kind kind, uint32_t index, const char *expected) {
    ck_assert_msg(index < letter.units[kind].count, "only %u of %s", letter.units[kind].count,
                  ll_unit_name(kind));
    ll_span span = letter.units[kind].spans[index];
    ll_buf got = ll_buf_on(arena);
    for (uint32_t i = span.start; i < span.end; i++)
        ll_buf_putc(&got, letter.prose.text[i] == '\n' ? '/' : letter.prose.text[i]);
    ck_assert_str_eq(ll_buf_text(&got), expected);
}

static void count(ll_unit_kind kind, uint32_t expected) {
    ck_assert_msg(letter.units[kind].count == expected, "%u of %s", letter.units[kind].count,
                  ll_unit_name(kind));
}

static uint32_t place(const char *text) {
    const char *found = strstr(letter.prose.text, text);
    ck_assert_msg(found != NULL, "'%s' is not in the prose", text);
    return (uint32_t)(found - letter.prose.text);
}

START_TEST(an_empty_letter_has_one_unit) {
    read("");
    count(LL_UNIT_LETTER, 1);
    for (int kind = LL_UNIT_LETTER + 1; kind < LL_UNIT_COUNT; kind++)
        count((ll_unit_kind)kind, 0);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_LETTER, 0), LL_NONE);
    ck_assert_uint_eq(ll_letter_paragraphs(&letter, letter.units[LL_UNIT_LETTER].spans[0]), 0);
}
END_TEST

START_TEST(kinds_have_names) {
    ck_assert_str_eq(ll_unit_name(LL_UNIT_LETTER), "letter");
    ck_assert_str_eq(ll_unit_name(LL_UNIT_CODE), "code");
    for (int kind = 0; kind < LL_UNIT_COUNT; kind++)
        ck_assert_ptr_nonnull(ll_unit_name((ll_unit_kind)kind));
}
END_TEST

START_TEST(nested_items_follow_the_item_around_them) {
    read("Before.\n\n- one\n  - one a\n  - one b\n    - deep\n- two\n\nAfter.\n");
    count(LL_UNIT_LIST, 1);
    count(LL_UNIT_ITEM, 5);
    unit(LL_UNIT_LIST, 0, "one/one a/one b/deep/two");
    unit(LL_UNIT_ITEM, 0, "one/one a/one b/deep");
    unit(LL_UNIT_ITEM, 1, "one a");
    unit(LL_UNIT_ITEM, 2, "one b/deep");
    unit(LL_UNIT_ITEM, 3, "deep");
    unit(LL_UNIT_ITEM, 4, "two");
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_ITEM, place("deep")), 0);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_ITEM, place("two")), 4);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_ITEM, place("After")), LL_NONE);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_ITEM, place("Before")), LL_NONE);
}
END_TEST

/* "**Experience**" above text announces it; words of a sentence may be bold too. */
START_TEST(bold_lines_may_be_headings) {
    read("Dear Ana,\n\n**Experience**\nI moved a ledger.\n**Why you**\nYou have many.\n");
    count(LL_UNIT_HEADING, 2);
    count(LL_UNIT_PARAGRAPH, 3);
    count(LL_UNIT_SENTENCE, 5);
    unit(LL_UNIT_HEADING, 0, "Experience");
    unit(LL_UNIT_PARAGRAPH, 1, "I moved a ledger.");
    unit(LL_UNIT_HEADING, 1, "Why you");
    unit(LL_UNIT_SENTENCE, 4, "You have many.");
    static const char *const none[] = {
        "**I moved a ledger.**\nIt held for years.\n",          /* a sentence */
        "**Kafka**\nis what I ran for years.\n",                /* its beginning … */
        "**Two years ago I moved to**\nKafka, and I stayed.\n", /* … likewise */
        "I ran it on\n**Kafka**\nAnd I liked it for years.\n",  /* its middle */
        "**I moved a ledger\nof many rows**\nIt held for years.\n",
        "**What I did:**\nI moved a ledger.\n",
        "**What I did**\n\u2022 I moved a ledger.\n\u2022 I slept.\n",
        "- **Kafka**\n  I ran it for years.\n",
        "It held for years.\n**Kafka**\n",
        "**Kafka** and\nI ran it for years.\n",
    };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        read(ll_format(arena, "Dear Ana,\n\n%s", none[i]));
        ck_assert_msg(letter.units[LL_UNIT_HEADING].count == 0, "%s", none[i]);
    }
}
END_TEST

START_TEST(two_lists_are_two) {
    read("- a\n- b\n\nText here.\n\n1. c\n2. d\n\n* \n* e\n");
    count(LL_UNIT_LIST, 3);
    count(LL_UNIT_ITEM, 5);
    unit(LL_UNIT_LIST, 1, "c/d");
    unit(LL_UNIT_LIST, 2, "e");
}
END_TEST

START_TEST(units_within_a_span_are_found) {
    read("One. Two.\n\nThree. Four. Five.\n");
    uint32_t first;
    ll_span second = letter.units[LL_UNIT_PARAGRAPH].spans[1];
    ck_assert_uint_eq(ll_letter_units_in(&first, &letter, LL_UNIT_SENTENCE, second), 3);
    ck_assert_uint_eq(first, 2);
    ck_assert_uint_eq(ll_letter_units_in(&first, &letter, LL_UNIT_SENTENCE, (ll_span){1, 5}), 0);
    ck_assert_uint_eq(ll_letter_units_in(&first, &letter, LL_UNIT_SENTENCE, (ll_span){7, 3}), 0);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_SENTENCE, place("Four") + 2), 3);
    ck_assert_uint_eq(ll_letter_unit_at(&letter, LL_UNIT_SENTENCE, place(" Two")), LL_NONE);
}
END_TEST

START_TEST(lines_of_header_and_signature_are_sentences_of_their_own) {
    read("Ana Petrova\nLeeds\n\nDear Bob,\n\nI run Kafka and\nsleep.\n\nBest,\nAna\n");
    unit(LL_UNIT_SENTENCE, 0, "Ana Petrova");
    unit(LL_UNIT_SENTENCE, 1, "Leeds");
    unit(LL_UNIT_SENTENCE, 2, "Dear Bob,");
    unit(LL_UNIT_SENTENCE, 3, "I run Kafka and sleep.");
    unit(LL_UNIT_SENTENCE, 4, "Best,");
    unit(LL_UNIT_SENTENCE, 5, "Ana");
    count(LL_UNIT_PARAGRAPH, 4);
}
END_TEST

START_TEST(the_opening_begins_behind_a_salutation_on_its_line) {
    read("Dear Bob, I run Kafka. It holds.\n");
    unit(LL_UNIT_SALUTATION, 0, "Dear Bob,");
    unit(LL_UNIT_OPENING, 0, "I run Kafka. It holds.");
    unit(LL_UNIT_PARAGRAPH, 1, "I run Kafka. It holds.");
    unit(LL_UNIT_SENTENCE, 1, "I run Kafka.");
}
END_TEST

static void paragraphs(const char *text, uint32_t expected) {
    read(text);
    uint32_t got = ll_letter_paragraphs(&letter, letter.units[LL_UNIT_BODY].spans[0]);
    ck_assert_msg(got == expected, "%u paragraphs in %s", got, text);
}

START_TEST(a_list_counts_with_the_paragraph_before_it) {
    paragraphs("One is here.\n\nTwo is here.\n", 2);
    paragraphs("One is here.\n\n- a\n- b\n\nTwo is here.\n", 2);
    paragraphs("One is here.\n\n- a\n\n1. b\n\nTwo is here.\n", 2);
    paragraphs("- a\n- b\n\nOne is here.\n", 2);
    paragraphs("One is here.\n\n## Did\n\n- a\n\nTwo is here.\n", 3);
    paragraphs("One is here.\n\n```\ncode\n```\n\nTwo is here.\n", 2);
    paragraphs("One is here.\n\n| a |\n|---|\n| b |\n\nTwo is here.\n", 2);
    paragraphs("| a |\n|---|\n| b |\nand so on, it is said.\n", 1);
    paragraphs("One is here:\n\n\u2022 a\n\n\u2022 b\n\nTwo is here.\n", 2);
    paragraphs("One is here:\n\u2022 a\n\u00A0\nTwo is here.\n", 2);
}
END_TEST

START_TEST(code_is_code_and_prose_is_not) {
    read("I run it.\n\n    let x = f(y);\n    return x;\n\nIt holds.\n\n```sql\nselect 1\n```\n");
    count(LL_UNIT_CODE, 2);
    ck_assert_uint_eq(letter.prose.code_count, 2);
    ck_assert_uint_eq(letter.words.count, 5);
    read("I run it.\n\n    It was the best of the logs and I have kept it for a year.\n\n"
         "Use `tail` on it.\n");
    count(LL_UNIT_CODE, 0);
    count(LL_UNIT_PARAGRAPH, 3);
    ck_assert_uint_eq(letter.prose.code_count, 1);
    ck_assert_uint_eq(letter.words.count, 22);
}
END_TEST

START_TEST(indented_frames_are_no_code) {
    read("\t\tAna Petrova\n\t\t4 March 2026\n\n    Dear Bob,\n\nI run Kafka.\n\n\tBest,\n\tAna\n");
    count(LL_UNIT_CODE, 0);
    unit(LL_UNIT_HEADER, 0, "Ana Petrova  4 March 2026"); /* deeper indents stay */
    unit(LL_UNIT_SALUTATION, 0, "Dear Bob,");
    unit(LL_UNIT_SIGNOFF, 0, "Best, Ana");
}
END_TEST

START_TEST(an_indented_first_line_joins_its_paragraph) {
    read("Dear Bob,\n\n    I run the log that you\nwrote about. It holds.\n\n- a\n- b\n");
    unit(LL_UNIT_OPENING, 0, "I run the log that you wrote about. It holds./a/b");
    unit(LL_UNIT_SENTENCE, 1, "I run the log that you wrote about.");
    unit(LL_UNIT_ITEM, 1, "b");
    ll_span at = {place("wrote about"), place("wrote about") + 5};
    ll_span there = ll_prose_to_source(&letter.prose, at);
    ck_assert(ll_str_is(ll_str_slice(source.text, there.start, there.end), "wrote"));
    read("    make all\nI run it and it holds.\n");
    count(LL_UNIT_CODE, 1);
}
END_TEST

START_TEST(parts_are_in_order) {
    read("Ana Petrova\n\nDear Bob,\n\nI run it.\n\nBest,\nAna\n\nPS: It holds.\n");
    static const ll_unit_kind order[] = {LL_UNIT_HEADER, LL_UNIT_SALUTATION, LL_UNIT_BODY,
                                         LL_UNIT_SIGNOFF, LL_UNIT_POSTSCRIPT};
    for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++) {
        count(order[i], 1);
        ck_assert_uint_le(letter.units[order[i]].spans[0].end,
                          letter.units[order[i + 1]].spans[0].start);
    }
}
END_TEST

/* --- Generated letters ---------------------------------------------------------------------- */

static uint64_t state = 88172645463325252u;

static uint32_t random_below(uint32_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state % limit);
}

static const char *generated(void) {
    static const char *const pieces[] = {
        "Dear Ana,",
        "Hi team, ",
        "Best,",
        "Kind regards",
        "Ana Petrova",
        "I run Kafka. It holds. ",
        "What I did:",
        "P.S. I run.",
        "Enclosures: CV",
        "4 March 2026",
        "ana@example.com",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "  \n",
        "\\\n",
        "<br>",
        "<br><br>",
        "\n\u00A0\n",
        "- ",
        "\n- ",
        "\n  - ",
        "\u2022 ",
        "\n\u2013 ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "# ",
        "\n---\n",
        "```\n",
        "| a | b |\n",
        "|---|---|\n",
        "<p>",
        "</p>",
        "<!-- x -->",
        "**",
        "`c`",
        "[Your Name]",
        "<Company>",
        " ",
        "a",
        "I",
        ".",
        "!",
        "\U0001F389",
        "\n\n- x\n",
        "Re: foo",
        "\u738B",
    };
    ll_buf text = ll_buf_on(arena);
    for (uint32_t i = 3 + random_below(30); i > 0; i--)
        ll_buf_puts(&text, pieces[random_below(sizeof pieces / sizeof *pieces)]);
    return ll_buf_text(&text);
}

static void rises(const char *text, ll_unit_kind kind) {
    const ll_unit_list *list = &letter.units[kind];
    for (uint32_t i = 0; i < list->count; i++) {
        ll_span span = list->spans[i], before = list->spans[i > 0 ? i - 1 : 0];
        bool good =
            span.end <= letter.prose.length && (span.start < span.end || kind == LL_UNIT_LETTER) &&
            (i == 0 ||
             (kind == LL_UNIT_ITEM ? span.start >= before.start : span.start >= before.end));
        ck_assert_msg(good, "%s %u in\n%s", ll_unit_name(kind), i, text);
    }
}

/* Every sentence begins in a paragraph, an item or a heading, and no word of prose is outside the
 * visible pieces but in tables. */
static void sentences_have_homes(const char *text) {
    const ll_unit_list *list = &letter.units[LL_UNIT_SENTENCE];
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t at = list->spans[i].start;
        bool home = ll_letter_unit_at(&letter, LL_UNIT_PARAGRAPH, at) != LL_NONE ||
                    ll_letter_unit_at(&letter, LL_UNIT_ITEM, at) != LL_NONE ||
                    ll_letter_unit_at(&letter, LL_UNIT_HEADING, at) != LL_NONE;
        ck_assert_msg(home, "sentence %u has no home in\n%s", i, text);
    }
}

static void within(const char *text, ll_unit_kind inner, ll_unit_kind outer) {
    for (uint32_t i = 0; i < letter.units[inner].count; i++) {
        ll_span span = letter.units[inner].spans[i];
        bool good = letter.units[outer].count == 1 &&
                    span.start >= letter.units[outer].spans[0].start &&
                    span.end <= letter.units[outer].spans[0].end;
        ck_assert_msg(good, "%s outside %s in\n%s", ll_unit_name(inner), ll_unit_name(outer), text);
    }
}

START_TEST(generated_letters_keep_the_promises) {
    for (int round = 0; round < 400; round++) {
        const char *text = generated();
        read(text);
        for (int kind = 0; kind < LL_UNIT_COUNT; kind++)
            rises(text, (ll_unit_kind)kind);
        sentences_have_homes(text);
        within(text, LL_UNIT_OPENING, LL_UNIT_BODY);
        within(text, LL_UNIT_CLOSING, LL_UNIT_BODY);
        ll_arena_free(arena);
        arena = ll_arena_new(0);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("units");
    TCase *cases = tcase_create("units");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, an_empty_letter_has_one_unit);
    tcase_add_test(cases, kinds_have_names);
    tcase_add_test(cases, nested_items_follow_the_item_around_them);
    tcase_add_test(cases, bold_lines_may_be_headings);
    tcase_add_test(cases, two_lists_are_two);
    tcase_add_test(cases, units_within_a_span_are_found);
    tcase_add_test(cases, lines_of_header_and_signature_are_sentences_of_their_own);
    tcase_add_test(cases, the_opening_begins_behind_a_salutation_on_its_line);
    tcase_add_test(cases, a_list_counts_with_the_paragraph_before_it);
    tcase_add_test(cases, code_is_code_and_prose_is_not);
    tcase_add_test(cases, indented_frames_are_no_code);
    tcase_add_test(cases, an_indented_first_line_joins_its_paragraph);
    tcase_add_test(cases, parts_are_in_order);
    tcase_add_test(cases, generated_letters_keep_the_promises);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
