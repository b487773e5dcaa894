/* Sentences: the golden rules of tests/data/golden_sentences.tsv and the prose of engineers. Where
 * the two disagree, the engineers win. */
#include "../support.h"
#include "base/file.h"
#include "text/sentences.h"

#include <stdio.h>
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

/* The sentences of a text, joined by " | "; runs of white space are one space. */
static const char *split(ll_str text) {
    ll_spans spans = {0};
    ll_sentences_split(&spans, arena, english, text, (ll_span){0, text.length});
    ll_buf joined = ll_buf_on(arena);
    for (uint32_t i = 0; i < spans.count; i++) {
        if (i > 0)
            ll_buf_puts(&joined, " | ");
        for (uint32_t k = spans.items[i].start; k < spans.items[i].end; k++) {
            char c = text.data[k] == '\n' ? ' ' : text.data[k];
            if (c != ' ' || !ll_str_ends(ll_buf_str(&joined), " "))
                ll_buf_putc(&joined, c);
        }
    }
    return ll_buf_text(&joined);
}

/* `expected` has " | " where a sentence ends; the text is the same without it. */
static void sentences(const char *expected) {
    ll_buf text = ll_buf_on(arena);
    for (const char *c = expected; *c; c++) {
        if (strncmp(c, " | ", 3) == 0)
            c += 2;
        ll_buf_putc(&text, *c);
    }
    const char *got = split(ll_buf_str(&text));
    ck_assert_msg(strcmp(got, expected) == 0, "\n got: %s\nwant: %s", got, expected);
}

/* --- The golden rules ----------------------------------------------------------------------- */

/* The next field of a row, up to a tab; "\n" in it is a line break. */
static ll_str field(ll_str *row) {
    ll_buf out = ll_buf_on(arena);
    uint32_t i = 0;
    for (; i < row->length && row->data[i] != '\t'; i++) {
        bool newline = row->data[i] == '\\' && i + 1 < row->length && row->data[i + 1] == 'n';
        ll_buf_putc(&out, newline ? '\n' : row->data[i]);
        i += newline;
    }
    *row = ll_str_slice(*row, i + 1, row->length);
    return ll_str_trim(ll_buf_str(&out));
}

/* The expected sentences with " | " for the file's " ||| ". */
static const char *expectation(ll_str text) {
    ll_buf out = ll_buf_on(arena);
    for (uint32_t i = 0; i < text.length; i++) {
        bool divider = ll_str_starts(ll_str_slice(text, i, text.length), " ||| ");
        ll_buf_puts(&out, divider ? " | " : "");
        if (divider)
            i += 4;
        else
            ll_buf_putc(&out, text.data[i]);
    }
    return ll_buf_text(&out);
}

START_TEST(golden_rules_hold) {
    ll_str file;
    const char *problem;
    ck_assert_msg(
        ll_file_read(&file, arena, LL_SOURCE_DIR "/tests/data/golden_sentences.tsv", 0, &problem),
        "%s", problem);
    ll_str rest = file;
    uint32_t passed = 0, total = 0;
    for (uint32_t line = 0; rest.length > 0; line++) {
        uint32_t end = 0;
        while (end < rest.length && rest.data[end] != '\n')
            end++;
        ll_str row = ll_str_slice(rest, 0, end);
        rest = ll_str_slice(rest, end + 1, rest.length);
        ll_str input = field(&row), expected = field(&row), rule = field(&row), flags = field(&row);
        if (line == 0 || flags.length > 0)
            continue;
        const char *got = split(input), *want = expectation(expected);
        total++;
        passed += strcmp(got, want) == 0;
        if (strcmp(got, want) != 0)
            printf("golden rule differs: %.*s\n got: %s\nwant: %s\n", (int)rule.length, rule.data,
                   got, want);
    }
    printf("golden rules: %u of %u\n", passed, total);
    ck_assert_uint_eq(total, 40);
    ck_assert_uint_ge(passed, 38);
}
END_TEST

/* --- The prose of engineers ----------------------------------------------------------------- */

static const char *const technical[] = {
    "We moved to Node.js. | Then the bill fell.",
    "Cut p99 from 1.8s to 210ms. | It held.",
    "We moved it to a log (e.g. Kafka) and slept.",
    "We used a log, e.g. Kafka, and slept.",
    "One writer, i.e. The Leader, decides.",
    "I shipped v2.0 in May. | Nobody noticed.",
    "I live in the U.S. and work remotely.",
    "I live in the U.S. | My hours are Pacific.",
    "I was on call from 5 a.m. to noon.",
    "The page came at 3 a.m. | We had it by four.",
    "I know ASP.NET Core and .NET. | It shows.",
    "I moved it to .NET. | .NET was fine.",
    "Kafka, Redis, etc. and a lot of patience.",
    "Kafka, Redis, etc. | Postgres stayed.",
    "Kafka, Redis, etc.",
    "I worked at Foo Inc. in Boston.",
    "I worked at Foo Inc. | We sold bolts.",
    "It was RabbitMQ vs. Kafka for a week.",
    "It took approx. 40 days.",
    "It was No. 3 on the list.",
    "The answer was no. | Kafka stayed.",
    "Was it cheap? | No. | We paid for it.",
    "It became 3.5x faster.",
    "I learned from J. R. Smith at Foo.",
    "I hold a Ph.D. from Zurich.",
    "I hold a Ph.D. | My thesis was on clocks.",
    "I hold a B.Sc. in Physics.",
    "I live in St. Gallen now.",
    "We shipped it... and waited.",
    "We shipped it... | Then we waited.",
    "We shipped it\u2026 | Then we waited.",
    "We shipped it\u2026 and waited.",
    "You did what?! | Yes.",
    "She said \"it is done.\" | Then we left.",
    "(It was late.) | Then we left.",
    "It was late (about 2 a.m.) when we left.",
    "It was late (see Fig. 3). | Then we left.",
    "\u201cIt is done.\u201d | Then we left.",
    "We shipped it \U0001F389 | Then we slept.",
    "We shipped it. \U0001F389 | Then we slept.",
    "We shipped it! \U0001F389\U0001F389 | Then we slept.",
    "I \u2764\uFE0F Kafka and Go.",
    "It was fun. :) | Then we slept.",
    "I write Swift. | iOS apps mostly.",
    "The proxy was slow. | nginx was not.",
    "Was the proxy slow? | nginx was not.",
    "I load-test all of it! | k6 runs in CI.",
    "It broke in May. | 14 services were down.",
    "It broke in May. | \"Never again,\" we said.",
    "It ended etc. | The end.",
    "Hello world.Today is Tuesday.",
    "See main.go for it.",
    "See example.com for it.",
    "Node.JS and Vue.Draggable and System.Text.Json.",
    "See https://example.com/a.The for it.",
    "We run C. | The rest is Go.",
    "We run C++. | Kafka is Java.",
    "We run C#. | Kafka is Java.",
    "Vitamin C. Elegans is a worm.",
    "It fell to 2. | We cheered.",
    "1. We moved it. | 2. We measured it.",
    "It fell by 40%.We cheered.",
    "The dept. of physics agreed.",
    "I reported to the mgmt. of the firm.",
    "I used ssh. | Then curl.",
    "The job ran in 5 min. | Kafka took 7.",
    "The job ran in 5 min. on Kafka.",
    "Uptime was 99.95 %. | It held.",
    "I read RFC 9110, sec. 4 first.",
    "On Jan. 3 it broke.",
    "It broke in Jan. | We fixed it.",
    "It broke on Sat. morning.",
    "From Mr. and Mrs. Smith to Dr. House.",
    "Latency fell from 400 ms. | Kafka stayed.",
    "He asked \"Why?\" and left.",
    "He wrote 'done.' and left.",
    "It took a while [...] and it held.",
    "What was lost . . . nothing.",
    "Done . | Next one.",
    "P.S. I have a dog.",
    "I was a Sr. Eng. Manager at Foo Corp. until May.",
    "We read Vaswani et al. (2017) first.",
    "Step 1. | Move it.",
    "Wait for it .net is fine.",
    "What I know: | \u2022 Kafka | \u2022 Go and Rust",
    "Ana \u00B7 Leeds \u00B7 Backend",
};

START_TEST(technical_prose_is_split_rightly) {
    const char *expected = technical[_i];
    if (strstr(expected, "world.Today")) {
        const char *got = split(ll_str_of(expected));
        ck_assert_str_eq(got, "Hello world. | Today is Tuesday.");
    } else if (strstr(expected, "40%.We")) {
        ck_assert_str_eq(split(ll_str_of(expected)), "It fell by 40%. | We cheered.");
    } else {
        sentences(expected);
    }
}
END_TEST

START_TEST(nothing_is_nothing) {
    ck_assert_str_eq(split(ll_str_of("")), "");
    ck_assert_str_eq(split(ll_str_of("  \t ")), "");
    ck_assert_str_eq(split(ll_str_of("...")), "...");
    ck_assert_str_eq(split(ll_str_of("?! Well.")), "?! Well.");
}
END_TEST

START_TEST(only_the_range_is_looked_at) {
    ll_spans spans = {0};
    ll_str text = ll_str_of("One. Two is here. Three.");
    ll_sentences_split(&spans, arena, english, text, (ll_span){4, 18});
    ck_assert_uint_eq(spans.count, 1);
    ck_assert_uint_eq(spans.items[0].start, 5);
    ck_assert_uint_eq(spans.items[0].end, 17);
}
END_TEST

/* Every visible byte of random text is in exactly one sentence, in order. */
START_TEST(no_visible_character_is_lost) {
    static const char *const pieces[] = {
        "A",    "b",    ".",          ". ", " ", "!",  "?", "\u2026", "(",   ")",   "\"",    "'",
        "U.S.", "etc.", "\U0001F389", "3",  "é", ":)", "[", "]",      "The", "Mr.", ". . .", "\n"};
    uint64_t state = 88172645463325252u;
    for (int round = 0; round < 3000; round++) {
        ll_buf text = ll_buf_on(arena);
        for (int i = 0; i < 40; i++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            ll_buf_puts(&text, pieces[state % (sizeof pieces / sizeof *pieces)]);
        }
        ll_str whole = ll_buf_str(&text);
        ll_spans spans = {0};
        ll_sentences_split(&spans, arena, english, whole, (ll_span){0, whole.length});
        uint32_t at = 0;
        for (uint32_t i = 0; i < spans.count; i++) {
            ck_assert_uint_ge(spans.items[i].start, at);
            ck_assert_uint_lt(spans.items[i].start, spans.items[i].end);
            for (; at < spans.items[i].start; at++)
                ck_assert(whole.data[at] == ' ' || whole.data[at] == '\n');
            at = spans.items[i].end;
        }
        for (; at < whole.length; at++)
            ck_assert(whole.data[at] == ' ' || whole.data[at] == '\n');
    }
}
END_TEST

/* Runs that would be quadratic if a stop looked at all of its neighbourhood. */
START_TEST(time_is_linear) {
    static const char *const repeated[] = {".",  ". ", "a.",  "\U0001F389", ".\U0001F389", "(",
                                           ".)", " ",  "a.A", "! ",         ". ."};
    ll_buf text = ll_buf_on(arena);
    while (text.length < 3000000)
        ll_buf_puts(&text, repeated[_i]);
    ll_spans spans = {0};
    ll_sentences_split(&spans, arena, english, ll_buf_str(&text), (ll_span){0, text.length});
    ck_assert_uint_le(spans.count, text.length);
}
END_TEST

/* A letter behind an apostrophe is the end of a word, not an initial. */
START_TEST(an_apostrophe_makes_no_initial) {
    sentences("I said what I can and what can't. | Otherwise, I am happy.");
    sentences("We didn't. | Finance did.");
    sentences("It's Bob's. | Finance did.");
    sentences("It was Ana\xE2\x80\x99s. | Finance did.");
    sentences("They said 'no.' | Finance did.");
    sentences("The note of J. R. Smith and O. Wilde is here.");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sentences");
    TCase *cases = tcase_create("sentences");
    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, golden_rules_hold);
    tcase_add_loop_test(cases, technical_prose_is_split_rightly, 0,
                        (int)(sizeof technical / sizeof *technical));
    tcase_add_test(cases, nothing_is_nothing);
    tcase_add_test(cases, only_the_range_is_looked_at);
    tcase_add_test(cases, no_visible_character_is_lost);
    tcase_add_loop_test(cases, time_is_linear, 0, 11);
    tcase_set_timeout(cases, 20);
    tcase_add_test(cases, an_apostrophe_makes_no_initial);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
