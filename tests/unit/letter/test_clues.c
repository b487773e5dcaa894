/* Clues: each kind of line and the innocent lines that resemble it. */
#include "../support.h"
#include "letter/clues.h"

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

typedef bool clue(const ll_vocabulary *vocabulary, ll_str line);

typedef struct row {
    const char *name;
    clue *clue;
    bool expected;
    const char *lines[24]; /* up to the first NULL */
} row;

static const row rows[] = {
    {"date",
     ll_clue_date,
     true,
     {"3/15/2024", "31/01/2024", "31.1.2024", "2026-03-04", "March 4th, 2026", "4 March 2026",
      "London, 4 March 2026", "Wednesday, March 4, 2026", "Date: 4 March 2026", "Sept. 2025"}},
    {"no date",
     ll_clue_date,
     false,
     {"In March 2024 I moved a ledger", "March of the penguins", "1.2.3", "99.95", "2026",
      "10/12/14/16", "I was born on 3/15/1994", "v2.10.2024.1"}},
    {"contact",
     ll_clue_contact,
     true,
     {"ana@example.com", "+44 20 7946 0000", "(555) 010-9999", "https://example.com/ana",
      "linkedin.com/in/ana", "github.com/ana", "Ana Petrova | ana@example.com | +44 20 7946 0000",
      "Tel: 020 7946 0000", "www.example.com"}},
    {"no contact",
     ll_clue_contact,
     false,
     {"You can reach me at ana@example.com.", "Ana Petrova", "4 March 2026", "12 High Street",
      "I wrote github.com/ana and it runs"}},
    {"address",
     ll_clue_address,
     true,
     {"12 High Street, London", "Flat 3, Quay Road", "Suite 400",
      "4410 Maple Hollow Road, Apt. 12"}},
    {"no address",
     ll_clue_address,
     false,
     {"High Street", "We had 12 of them on the road that day", "Berlin, Germany", "Chapter 12"}},
    {"label",
     ll_clue_label,
     true,
     {"Re: Backend Engineer", "Subject: my application", "RE : job 12", "Ref #12", "Phone: 12",
      "To: Ana"}},
    {"no label",
     ll_clue_label,
     false,
     {"Re-reading your post made me write", "Reference letters bore me", "To be clear: no",
      "Regarding your post"}},
    {"header",
     ll_clue_header,
     true,
     {"Ana Petrova", "Hiring Manager", "Northstar Ltd.", "Berlin, Germany", "10115 Berlin",
      "Backend engineer", "Senior engineer, payments", "Cover letter", "12 High Street",
      "Application for backend engineer", "c/o Foo & Sons"}},
    {"no header",
     ll_clue_header,
     false,
     {"I moved a ledger to Kafka.", "Kafka is a log", "Could we talk?", "What I did:",
      "moved a ledger to another house", "The night the ledger broke we were all asleep at home"}},
    {"name",
     ll_clue_name,
     true,
     {"Ana", "Ana Petrova", "\u2014 Ana", "- Ana", "Ana van der Berg", "A. P. Smith", "Ana P.",
      "Ana I. Petrova", "Ana Petrova, PhD", "[Your Name]", "\u738B\u4F1F", "Th\u00FAy Nguy\u1EC5n",
      "~ ana", "Dr. Will Smith"}},
    {"no name",
     ll_clue_name,
     false,
     {"", "ana petrova", "Ana runs", "Kafka.", "Ana 2", "ana@example.com",
      "What I did:", "One Two Three Four Five Six Seven", "I", "Ana Petrova is here"}},
    {"prose",
     ll_clue_prose,
     true,
     {"I moved a ledger", "Kafka is a log", "Ten years of payments.",
      "The night the ledger broke we all slept at home in our own beds",
      "moved the ledger to another house"}},
    {"no prose",
     ll_clue_prose,
     false,
     {"Ana Petrova", "12 High Street, London", "4 March 2026", "Best,", "Backend engineer",
      "Will Smith", "Hiring Manager, Northstar Ltd."}},
    {"postscript",
     ll_clue_postscript,
     true,
     {"P.S. I run", "PS: I run", "PS I run", "p.s. i run", "P.P.S. Again", "PPS: again"}},
    {"no postscript", ll_clue_postscript, false, {"PSD2 is a law", "Psst", "P. S. Smith", "PS5"}},
    {"enclosure",
     ll_clue_enclosure,
     true,
     {"Enclosure", "Enclosures: CV", "Encl. (2)", "Enc.", "Attachments: CV", "Attachment - CV",
      "cc: Ana", "Enclosures 2"}},
    {"no enclosure",
     ll_clue_enclosure,
     false,
     {"Enclosed you will find my CV", "Attached is my CV.", "Attachment theory", "Encloses",
      "Appendix work is dull"}},
};

START_TEST(lines_are_told_apart) {
    const row *kind = &rows[_i];
    for (size_t i = 0; kind->lines[i]; i++)
        ck_assert_msg(kind->clue(english, ll_str_of(kind->lines[i])) == kind->expected, "%s: %s",
                      kind->name, kind->lines[i]);
}
END_TEST

START_TEST(overlong_lines_are_prose) {
    ll_buf line = ll_buf_on(arena);
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&line, "Ana ");
    ll_str text = ll_buf_str(&line);
    ck_assert(ll_clue_prose(english, text));
    ck_assert(!ll_clue_name(english, text));
    ck_assert(!ll_clue_date(english, text));
    ck_assert(!ll_clue_contact(english, text));
    ck_assert(!ll_clue_address(english, text));
    ck_assert(!ll_clue_header(english, text));
}
END_TEST

START_TEST(sentence_ends_are_seen_through_quotes_and_emoji) {
    static const char *const ends[] = {"Done.",   "Done!",   "Done?",     "Done\u2026",
                                       "So:",     "(Done.)", "\"Done.\"", "Done. \U0001F389",
                                       "'Done.' "};
    static const char *const none[] = {"", "Done", "Best,", "Ana Petrova", "\U0001F389", "(a)"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        ck_assert_msg(ll_clue_ends_sentence(ll_str_of(ends[i])), "%s", ends[i]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(!ll_clue_ends_sentence(ll_str_of(none[i])), "%s", none[i]);
}
END_TEST

static void bullet(const char *line, uint32_t length, bool certain) {
    ck_assert_msg(ll_clue_bullet(ll_str_of(line)) == length, "%s: %u", line,
                  ll_clue_bullet(ll_str_of(line)));
    ck_assert_msg(ll_clue_bullet_is_certain(ll_str_of(line)) == certain, "%s", line);
}

START_TEST(spoilt_bullets_are_measured) {
    static const struct {
        const char *line;
        uint32_t length;
    } spoilt[] = {{"-Kafka", 1},       {"*Kafka", 1},   {"\u2013Kafka", 3}, {"+\u00C9lan", 1},
                  {"1)Kafka", 2},      {"12.Kafka", 3}, {"? Kafka", 2},     {"?  Kafka", 3},
                  {"\uFFFD Kafka", 4}, {"- Kafka", 0},  {"--Kafka", 0},     {"-5 %", 0},
                  {"3.5 years", 0},    {"2019.May", 0}, {"?Kafka", 0},      {"?", 0},
                  {"? ", 0},           {"", 0},         {"Kafka", 0},       {"1)", 0}};
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++)
        ck_assert_msg(ll_clue_spoilt_bullet(ll_str_of(spoilt[i].line)) == spoilt[i].length,
                      "%s: %u", spoilt[i].line, ll_clue_spoilt_bullet(ll_str_of(spoilt[i].line)));
}
END_TEST

START_TEST(bullets_are_measured) {
    bullet("\u2022 Kafka", 4, true);
    bullet("\u2022Kafka", 3, true);
    bullet("\u00B7  Kafka", 4, true);
    bullet("\u2013 Kafka", 4, false);
    bullet("- Kafka", 2, false);
    bullet("* Kafka", 2, false);
    bullet("o Kafka", 2, false);
    bullet("1. Kafka", 3, false);
    bullet("12) Kafka", 4, false);
    bullet("(a) Kafka", 4, false);
    bullet("b) Kafka", 3, false);
    bullet("\U0001F680 Kafka", 5, false);
    bullet("\u2764\uFE0F Kafka", 7, false);
    bullet("only Kafka", 0, false);
    bullet("-Kafka", 0, false);
    bullet("2024. Kafka", 0, false);
    bullet("1.5 times", 0, false);
    bullet("(ab) Kafka", 0, false);
    bullet("a. Kafka", 0, false);
    bullet("", 0, false);
    bullet("-", 0, false);
    bullet("(", 0, false);
}
END_TEST

START_TEST(table_rows_are_framed) {
    ck_assert(ll_clue_table_row(ll_str_of("| a | b |")));
    ck_assert(!ll_clue_table_row(ll_str_of("Ana | Leeds")));
    ck_assert(!ll_clue_table_row(ll_str_of("|")));
}
END_TEST

START_TEST(tokens_and_cores) {
    ll_str token;
    uint32_t at = 0;
    ck_assert(ll_clue_token(&token, ll_str_of("  (Ana),\tBob "), &at));
    ck_assert(ll_str_is(token, "(Ana),"));
    ck_assert(ll_str_is(ll_clue_core(token), "Ana"));
    ck_assert(ll_clue_token(&token, ll_str_of("  (Ana),\tBob "), &at));
    ck_assert(ll_str_is(token, "Bob"));
    ck_assert(!ll_clue_token(&token, ll_str_of("  (Ana),\tBob "), &at));
    ck_assert_uint_eq(ll_clue_core(ll_str_of("--")).length, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("clues");
    TCase *cases = tcase_create("clues");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, lines_are_told_apart, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(cases, overlong_lines_are_prose);
    tcase_add_test(cases, sentence_ends_are_seen_through_quotes_and_emoji);
    tcase_add_test(cases, bullets_are_measured);
    tcase_add_test(cases, spoilt_bullets_are_measured);
    tcase_add_test(cases, table_rows_are_framed);
    tcase_add_test(cases, tokens_and_cores);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
