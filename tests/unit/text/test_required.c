/* Required literals: what a pattern needs, and, which matters more, that nothing it could do
 * without is ever asked for. */
#include "../support.h"

#include "text/pattern.h"
#include "text/prefilter.h"
#include "text/required.h"

#include <string.h>

/* A pattern and its literals, joined by '|' in order; "" where none is known. */
typedef struct row {
    const char *pattern, *literals;
} row;

static const row rows[] = {
    {"kafka", "kafka"},
    {"Kafka", "kafka"},
    {"\\bkafka\\b", "kafka"},
    {"(?:kafka|redis)", "kafka|redis"},
    {"kafka|redis\\s+x", "kafka|redis"},
    {"kafka|x", ""},
    {"kafka(?: streams)?", "kafka streams|kafka"},
    {"(?:apache )?kafka", "apache kafka|kafka"},
    {"clusters?", "clusters|cluster"},
    {"kaf*ka", ""},
    {"kafk*abcd", "abcd"},
    {"kafka+", "kafk"}, /* the run before it; what repeats is one letter */
    {"\\w+ing", "ing"},
    {"ab", ""},
    {"a.cdef", "cdef"},
    {"p(?:50|95|99) latency", "p50 latency|p95 latency|p99 latency"},
    {"gr[ae]y", "gray|grey"},
    {"gr[a-e]yish", "yish"},
    {"[^x]abc", "abc"},
    {"[]]abc", "]abc"},
    {"(?i)kafka", "kafka"},
    {"(?-i:Kafka)", "kafka"},
    {"(?-i:Kafka)\\s(?i:streams)", "streams"},
    {"(?<name>kafka)", "kafka"},
    {"(?>kafka)", "kafka"},
    {"(?#kafka)redis", "redis"},
    {"(?=kafka)redis", "redis"},
    {"(?!kafka)redis", "redis"},
    {"(?<=kafka )redis", "redis"},
    {"(?<!kafka )redis", "redis"},
    {"(?:kafka){0}redis", "redis"},
    {"(?:kafka){2,3}", "kafka"},
    {"(?:kafka){0,3}", ""},
    {"(?:kafka)?", ""},
    {"(?:kafka)*", ""},
    {"(?:kafka)*?red", "red"},
    {"(?:kafka)++", "kafka"},
    {"a{2}bcd", "bcd"},
    {"kafka{bcd", ""},
    {"kafka{,3}bcd", ""}, /* a quantifier from PCRE2 10.43 on */
    {"kafka{ 0 }redis", ""},
    {"\\N{U+2014}kafka", ""},
    {"\\{kafka", "{kafka"},
    {"caf\303\251 noir", " noir"},
    {"C\\+\\+ code", "c++ code"},
    {"\\.NET", ".net"},
    {"kafka\\Kredis", "kafkaredis"},
    {"kafka\\x41", ""},
    {"\\Qkafka\\E", ""},
    {"(?x) k a f k a", ""},
    {"(kafka)(?(1)redis)", ""},
    {"(kafka)\\1 redis", " redis"},
    {"(*UCP)kafka", ""},
    {"\\p{Lu}kafka", "kafka"},
    {"\\pLkafka", "kafka"},
    {"[[:alpha:]]kafka", ""},
    {"[\\w.]kafka", "kafka"},
    {"kafka$", "kafka"},
};

START_TEST(the_literals_are_those) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf found = ll_buf_on(arena);
    ll_required required = ll_required_of(arena, ll_str_of(rows[_i].pattern));
    ll_buf_puts(&found, "");
    for (uint32_t i = 0; i < required.count; i++)
        ll_buf_printf(&found, "%s%.*s", i > 0 ? "|" : "", (int)required.literals[i].length,
                      required.literals[i].data);
    ck_assert_msg(strcmp(ll_buf_text(&found), rows[_i].literals) == 0, "%s: %s", rows[_i].pattern,
                  ll_buf_text(&found));
    ll_arena_free(arena);
}
END_TEST

/* A pattern, a text, and whether the filter lets the one be tried in the other. */
typedef struct filter_row {
    const char *pattern, *text;
    bool tried;
} filter_row;

static const filter_row filter_rows[] = {
    {"kafka", "I run KAFKA.", true},
    {"kafka", "I run Kafk.", false},
    {"skill", "\305\277kill", true},     /* long s */
    {"skill", "s\342\204\252ill", true}, /* kelvin sign */
    {"\\d+ ms", "It took 20 ms.", true},
    {"\\d+ ms", "It took long.", false},
    {"\\d+ ms", "It took \331\243 ms.", true}, /* an Arabic digit */
    {"[$\302\243]\\d", "x5", false},
    {"[$\302\243]\\d", "\302\2431", true},
    {"\"\\w\"", "no quote", false},
    {"\"\\w\"", "a \"b\"", true},
    {"[x-z]{2}", "ab", false},
    {"[x-z]{2}", "aYZ", true},
    {"\\w", "anything", true},
    {".", "", true},
    {"(?:\\d|q)x", "qx", true},
    {"(?:\\d|\\w)x", "ab", false},
    {"[\\d/]y", "/y", true},
    {"[\\w/]y", "ab", false},
};

START_TEST(the_filter_asks_for_what_is_needed) {
    const filter_row *r = &filter_rows[_i];
    ll_arena *arena = ll_arena_new(0);
    ll_required required = ll_required_of(arena, ll_str_of(r->pattern));
    char scratch[64];
    uint8_t seen = 0;
    const ll_prefilter *filter = ll_prefilter_new(arena, &required, 1);
    ll_prefilter_scan(&seen, scratch, filter, ll_str_of(r->text));
    ck_assert_msg((seen & 1) == r->tried, "%s in %s", r->pattern, r->text);
    ll_arena_free(arena);
}
END_TEST

/* A generator of its own, so that every run sees the same patterns (G. Marsaglia's xorshift). */
static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void random_text(ll_buf *out, uint32_t *state, const char *const *pieces, uint32_t count,
                        uint32_t length) {
    ll_buf_puts(out, "");
    for (uint32_t i = 0; i < length; i++)
        ll_buf_puts(out, pieces[next_random(state) % count]);
}

/* Whatever a pattern is made of, a text in which it matches is a text in which it is tried. */
START_TEST(a_match_is_never_filtered_out) {
    static const char *const pieces[] = {
        "a",   "b",   "ab",      "abc",  "B",        "C",    "(?:",    ")",     "|",
        "?",   "*",   "+",       "{2}",  "{0,2}",    "[ab]", "[^a]",   "[a-c]", "\\d",
        "\\w", "\\b", ".",       "(?i)", "(?-i:",    "(?=",  "(?<!b)", "\\1",   "(",
        "1",   "\"",  "[\\d\"]", "(?>",  "\303\251", "s",    "k",      "{"};
    static const char *const words[] = {
        "a", "b",        "c",        "abc",          "A",   "1",   "\"",
        " ", "\303\251", "\305\277", "\342\204\252", "bca", "aab", "{"};
    uint32_t state = 2463534242u, matched = 0;
    for (int round = 0; round < 30000; round++) {
        ll_arena *arena = ll_arena_new(0);
        ll_buf pattern = ll_buf_on(arena), text = ll_buf_on(arena);
        ll_pattern *compiled;
        ll_pattern_error error;
        ll_capture capture;
        random_text(&pattern, &state, pieces, sizeof pieces / sizeof *pieces,
                    1 + next_random(&state) % 9);
        random_text(&text, &state, words, sizeof words / sizeof *words,
                    1 + next_random(&state) % 12);
        if (ll_pattern_compile(&compiled, arena, ll_buf_str(&pattern), true, &error) &&
            ll_pattern_match(&capture, compiled, ll_pattern_scratch_new(arena), ll_buf_str(&text),
                             0) == LL_MATCH_FOUND) {
            ll_required required = ll_required_of(arena, ll_buf_str(&pattern));
            char scratch[128];
            uint8_t seen = 0;
            ll_prefilter_scan(&seen, scratch, ll_prefilter_new(arena, &required, 1),
                              ll_buf_str(&text));
            matched++;
            ck_assert_msg(seen & 1, "%s in %s", ll_buf_text(&pattern), ll_buf_text(&text));
        }
        ll_arena_free(arena);
    }
    ck_assert_uint_gt(matched, 2000);
}
END_TEST

START_TEST(many_patterns_are_told_apart) {
    ll_arena *arena = ll_arena_new(0);
    enum { COUNT = 1000 };
    ll_required *required = ll_arena_array(arena, COUNT, sizeof *required);
    for (uint32_t i = 0; i < COUNT; i++)
        required[i] = ll_required_of(arena, ll_str_of(ll_format(arena, "word%uend", i)));
    const ll_prefilter *filter = ll_prefilter_new(arena, required, COUNT);
    uint8_t seen[COUNT / 8 + 1] = {0};
    char scratch[64];
    ll_prefilter_scan(seen, scratch, filter, ll_str_of("Word7END and word812end, word81"));
    for (uint32_t i = 0; i < COUNT; i++)
        ck_assert_int_eq(seen[i / 8] >> (i % 8) & 1, i == 7 || i == 812);
    ll_arena_free(arena);
}
END_TEST

START_TEST(deep_nesting_is_given_up) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf pattern = ll_buf_on(arena);
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&pattern, "(?:");
    ll_buf_puts(&pattern, "kafka");
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&pattern, ")");
    ck_assert_uint_eq(ll_required_of(arena, ll_buf_str(&pattern)).count, 0);
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("required");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, the_literals_are_those, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tests, the_filter_asks_for_what_is_needed, 0,
                        sizeof filter_rows / sizeof *filter_rows);
    tcase_add_test(tests, a_match_is_never_filtered_out);
    tcase_add_test(tests, many_patterns_are_told_apart);
    tcase_add_test(tests, deep_nesting_is_given_up);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
