/* The prefilter against plain search: whatever a pattern is made of, what it finds where it is
 * tried at its starts is what it finds when it searches the whole text. */
#include "../support.h"

#include "text/pattern.h"
#include "text/prefilter.h"

#include <string.h>

enum { TOGETHER = 6, MATCHES = 64 };

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

/* --- Finding in two ways -------------------------------------------------------------------- */

typedef struct finds {
    ll_span spans[MATCHES];
    uint32_t count;
    bool limit;
} finds;

static void add_find(finds *out, ll_span span) {
    if (out->count < MATCHES)
        out->spans[out->count++] = span;
}

static finds search(ll_str pattern, ll_str text) {
    ll_pattern *plain = ll_pattern_defer(arena, pattern, LL_PATTERN_NOCASE);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    ll_capture capture;
    ll_match_status status;
    finds out = {.count = 0};
    for (uint32_t from = 0;
         (status = ll_pattern_match(&capture, plain, scratch, text, from)) == LL_MATCH_FOUND;
         from = capture.groups[0].end)
        add_find(&out, capture.groups[0]);
    out.limit = status == LL_MATCH_LIMIT;
    return out;
}

/* As candidates.c does it; `starts` are those of pattern p in a text at `base`. */
static finds try_starts(ll_str pattern, ll_str text, const ll_starts *starts, uint32_t p,
                        uint32_t base) {
    ll_pattern *anchored =
        ll_pattern_defer(arena, pattern, LL_PATTERN_NOCASE | LL_PATTERN_AT_START);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    finds out = {.count = 0};
    uint32_t from = 0;
    for (uint32_t i = starts->of[p].start; i < starts->of[p].end && !out.limit; i++) {
        ll_capture capture;
        uint32_t at = starts->places[i] - base;
        ck_assert_uint_ge(starts->places[i], base);
        ck_assert_uint_le(at, text.length);
        ck_assert(at == text.length || ((unsigned char)text.data[at] & 0xC0) != 0x80);
        if (at < from)
            continue;
        ll_match_status status = ll_pattern_match(&capture, anchored, scratch, text, at);
        out.limit = status == LL_MATCH_LIMIT;
        from = status == LL_MATCH_FOUND ? capture.groups[0].end : at + 1;
        if (status == LL_MATCH_FOUND)
            add_find(&out, capture.groups[0]);
    }
    return out;
}

/* Returns how many matches there were. */
static uint32_t compare(ll_str pattern, bool placed, ll_str text, const ll_starts *starts,
                        uint32_t p, uint32_t base) {
    finds plain = search(pattern, text);
    if (!placed) {
        bool tried = starts->of[p].start < starts->of[p].end;
        ck_assert_msg(tried || plain.count == 0, "%.*s is not tried in %.*s", (int)pattern.length,
                      pattern.data, (int)text.length, text.data);
        return 0;
    }
    finds found = try_starts(pattern, text, starts, p, base);
    bool same =
        plain.limit || (plain.count == found.count &&
                        memcmp(plain.spans, found.spans, plain.count * sizeof *plain.spans) == 0);
    ck_assert_msg(same, "%.*s in %.*s: %u matches, %u at the starts", (int)pattern.length,
                  pattern.data, (int)text.length, text.data, plain.count, found.count);
    return plain.count;
}

/* --- Generated patterns --------------------------------------------------------------------- */

/* A generator of its own, so that every run sees the same patterns (G. Marsaglia's xorshift). */
static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static ll_str random_text(uint32_t *state, const char *const *pieces, uint32_t count,
                          uint32_t length) {
    ll_buf out = ll_buf_on(arena);
    ll_buf_puts(&out, "");
    for (uint32_t i = 0; i < length; i++)
        ll_buf_puts(&out, pieces[next_random(state) % count]);
    return ll_buf_str(&out);
}

/* All syntax that the shipped rules use, and some that they do not. */
static const char *const pattern_pieces[] = {
    "\\b—",
    "\\b[k–]",
    "a",
    "b",
    "ab",
    "abc",
    "B",
    "C",
    "s",
    "k",
    " ",
    "I",
    "we ",
    "the ",
    "ing",
    "work",
    "1",
    "\"",
    "(?:",
    "(?:",
    "(?:",
    ")",
    ")",
    ")",
    "|",
    "|",
    "(",
    "(?i)",
    "(?-i)",
    "(?-i:",
    "(?i:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?<!\\w)",
    "(?<![\\w.-])",
    "(?<=[.!?] )",
    "(?<=[.!?]\\s)",
    "(?<=[.!?]\\s)",
    "(?<=[.]\\s|^)\\b", /* followed by {0} it would keep PCRE2 10.42 from searching */
    "(?:^|(?<=[.—]\\s))",
    "(?<=\\.\\s\\s)",
    "(?<=\\W\\s)",
    "(?<=[\\s.]\\s)",
    "(?m)",
    "(?m:",
    "^",
    "(?<=\")",
    "(?:^|",
    "(?>",
    "(?<n>",
    "(?|",
    "(?#x)",
    "?",
    "?",
    "*",
    "+",
    "??",
    "*?",
    "+?",
    "?+",
    "++",
    "{2}",
    "{0,2}",
    "{1,3}?",
    "{0}",
    "{1}",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[- ]",
    "[A-Z]",
    "[\\w']",
    "[\\s-]",
    "[\\d\"]",
    "[\303\251x]",
    "[a-\303\251]",
    "[]a]",
    "[\\.-]",
    "[.\\-a]",
    "[\\p{L}']",
    "\\d",
    "\\w",
    "\\s",
    "\\s+",
    "\\s*",
    "\\S",
    "\\W",
    "\\b",
    "\\b",
    "\\b",
    "\\B",
    "^",
    "$",
    ".",
    "\\p{Lu}",
    "\\p{L}",
    "\\pN",
    "\\1",
    "\\K",
    "\\G",
    "\\A",
    "\303\251",
    "\303\211",
    "\\.",
    "{",
    "(*ACCEPT)",
    "(?1)",
    "(?R)",
    "(?&n)",
    "\\R",
    "\\h",
    "\\Qa\\E",
    "\\x61",
    "-",
    ",",
    "'",
};

static const char *const text_pieces[] = {
    "a",
    "b",
    "c",
    "abc",
    "A",
    "AB",
    "1",
    "\"",
    " ",
    " ",
    "  ",
    ". ",
    ". ",
    "!\n",
    ".\n ",
    "—\302\240",
    "\303\251",
    "\303\211",
    "\305\277",
    "\342\204\252",
    "\302\240",
    "\342\200\203",
    "bca",
    "aab",
    "{",
    "s",
    "k",
    "K",
    "I ",
    "we ",
    "We",
    "the ",
    "THE",
    "ing ",
    "work",
    "working",
    "-",
    "'",
    ",",
    "\t",
    "\342\200\224",
    ".",
    "\302\205",
    "_",
    "\331\243",
    "x",
};

#define COUNT_OF(array) (uint32_t)(sizeof(array) / sizeof *(array))

static ll_str random_pattern(uint32_t *state) {
    for (;;) {
        ll_pattern *pattern;
        ll_pattern_error error;
        ll_str text = random_text(state, pattern_pieces, COUNT_OF(pattern_pieces),
                                  1 + next_random(state) % 9);
        if (ll_pattern_compile(&pattern, arena, text, LL_PATTERN_NOCASE, &error))
            return text;
    }
}

/* Some patterns share a table; the texts stand one behind another, as paragraphs do. */
static uint32_t compare_some(uint32_t *state) {
    ll_str patterns[TOGETHER], texts[2];
    ll_required required[TOGETHER];
    uint32_t matches = 0, base = 0;
    for (uint32_t p = 0; p < TOGETHER; p++) {
        patterns[p] = random_pattern(state);
        required[p] = ll_required_of(arena, patterns[p]);
    }
    const ll_prefilter *prefilter = ll_prefilter_new(arena, required, TOGETHER);
    for (uint32_t t = 0; t < 2; t++, base += 400) {
        texts[t] =
            random_text(state, text_pieces, COUNT_OF(text_pieces), 1 + next_random(state) % 25);
        ll_prefilter_scan *scan = ll_prefilter_begin(arena, prefilter, 400);
        for (uint32_t before = 0; before < t; before++)
            ll_prefilter_read(scan, texts[before], before * 400);
        uint32_t first = t * 400;
        ll_prefilter_read(scan, texts[t], first);
        ll_starts starts = ll_prefilter_end(scan);
        for (uint32_t p = 0; p < TOGETHER; p++) {
            ll_starts own = starts;
            ll_span of[TOGETHER];
            memcpy(of, starts.of, sizeof of);
            while (of[p].start < of[p].end && own.places[of[p].start] < first)
                of[p].start++;
            own.of = of;
            matches += compare(patterns[p], required[p].placed, texts[t], &own, p, first);
        }
    }
    return matches;
}

START_TEST(nothing_is_lost_at_starts) {
    uint32_t state = 2463534242u + (uint32_t)_i * 77777u, matches = 0;
    for (int round = 0; round < 600; round++) {
        matches += compare_some(&state);
        teardown();
        setup();
    }
    ck_assert_uint_gt(matches, 500);
}
END_TEST

/* So many branches that what they begin with is shortened: words of one alphabet, in words of the
 * same, between which a match may begin anywhere. */
static ll_str many_branches(uint32_t *state) {
    static const char *const letters[] = {"a", "b", "c", "d", " "};
    ll_buf out = ll_buf_on(arena);
    ll_buf_puts(&out, next_random(state) % 2 ? "\\b(?:" : "(?:");
    for (uint32_t i = 0, count = 380 + next_random(state) % 300; i < count; i++) {
        ll_str word = random_text(state, letters, COUNT_OF(letters), 4 + next_random(state) % 6);
        ll_buf_printf(&out, "%sx%.*s", i > 0 ? "|" : "", (int)word.length, word.data);
    }
    ll_buf_puts(&out, next_random(state) % 2 ? ")" : ")a");
    return ll_buf_str(&out);
}

START_TEST(nothing_is_lost_in_long_choices) {
    static const char *const letters[] = {"a", "b", "c", "d", "x", "X", "\303\251", " "};
    uint32_t state = 88172645u + (uint32_t)_i * 77777u, matches = 0;
    for (int round = 0; round < 20; round++) {
        ll_str pattern = many_branches(&state);
        ll_required required = ll_required_of(arena, pattern);
        ll_str text = random_text(&state, letters, COUNT_OF(letters), 2000);
        ll_prefilter_scan *scan =
            ll_prefilter_begin(arena, ll_prefilter_new(arena, &required, 1), text.length);
        ll_prefilter_read(scan, text, 0);
        ll_starts starts = ll_prefilter_end(scan);
        ck_assert(required.placed);
        matches += compare(pattern, required.placed, text, &starts, 0, 0);
        teardown();
        setup();
    }
    ck_assert_uint_gt(matches, 20);
}
END_TEST

/* --- Known cases ---------------------------------------------------------------------------- */

typedef struct row {
    const char *pattern, *text, *starts; /* places, with a space before each */
} row;

static const row rows[] = {
    {"kafka", "I run KAFKA, kafk and kafka.", " 6 22"},
    {"\\bkafka\\b", "kafkaesque unkafka", " 0"}, /* the end is for the pattern to see */
    {"skill", "\305\277kill and s\342\204\252ill", " 0 11"},
    {"\\d+ ms", "It took 20 ms.", " 8 9"},
    {"\\d+ ms", "It took 20 s.", ""},
    {"\\d+ ms", "5 ms, then 9 s", " 0"}, /* what is needed stands behind the start */
    {"\\d+ ms", "\331\243 ms", " 0"},    /* an Arabic digit */
    {"\\b\\d+ ms", "a1 ms 2 ms", " 6"},
    {"\"\\w+\"", "say \"so\"", " 4 7"},
    {"\\bI\\s+am\\b", "I am; I  am; \"I\302\240am\"", " 0 6 14"},
    {" am", "I  am", " 1 2"}, /* any space of a run */
    {"(?:^|(?<=[.!?] ))to", "to. to, onto", " 0 4"},
    {"(?<=[.!?]\\s)run", "run. run to run, -run", " 0 5"}, /* nor behind a word or a sign alone */
    {"(?<=[.!?]\\s)[rs]\\w", "to run. So, -ran", " 8"},
    {"(?:^|(?<=[.!?]\\s))run", ".  run\n  run", " 3"},
    {"^run", "run. run", " 0"},
    {"^[rs]\\w", "ran. So", " 0"},
    {"(?m)^run", "to\nrun. run", " 3 8"}, /* a line is not told from a word */
    {"(?-i:[A-Z])\\d", "A1 b2 C3", " 0 6"},
    {"\\w+ing", "working", " 0"}, /* is searched for */
    {"\\w+ing", "worked", ""},
    {"\\bwork(?=.*ing)", "work, working, work", " 0 6"},
    {"(?:a|the) plan .* team", "the team: the plan of a team", " 10"},
};

START_TEST(starts_are_there) {
    ll_str text = ll_str_of(rows[_i].text);
    ll_required required = ll_required_of(arena, ll_str_of(rows[_i].pattern));
    ll_prefilter_scan *scan =
        ll_prefilter_begin(arena, ll_prefilter_new(arena, &required, 1), text.length);
    ll_prefilter_read(scan, text, 0);
    ll_starts starts = ll_prefilter_end(scan);
    ll_buf found = ll_buf_on(arena);
    ll_buf_puts(&found, "");
    for (uint32_t i = starts.of[0].start; i < starts.of[0].end; i++)
        ll_buf_printf(&found, " %u", starts.places[i]);
    ck_assert_msg(strcmp(ll_buf_text(&found), rows[_i].starts) == 0, "%s:%s", rows[_i].pattern,
                  ll_buf_text(&found));
}
END_TEST

START_TEST(many_patterns_are_told_apart) {
    enum { COUNT = 1000 };
    ll_required *required = ll_arena_array(arena, COUNT, sizeof *required);
    for (uint32_t i = 0; i < COUNT; i++)
        required[i] = ll_required_of(arena, ll_str_of(ll_format(arena, "word%uend", i)));
    ll_str text = ll_str_of("Word7END and word812end, word81");
    ll_prefilter_scan *scan =
        ll_prefilter_begin(arena, ll_prefilter_new(arena, required, COUNT), text.length);
    ll_prefilter_read(scan, text, 100);
    ll_starts starts = ll_prefilter_end(scan);
    ck_assert_uint_eq(starts.places[starts.of[7].start], 100);
    ck_assert_uint_eq(starts.places[starts.of[812].start], 113);
    ck_assert_uint_eq(starts.pattern_count, 2);
    for (uint32_t i = 0; i < starts.pattern_count; i++)
        ck_assert_uint_eq(starts.of[starts.patterns[i]].end - starts.of[starts.patterns[i]].start,
                          1);
}
END_TEST

/* Two texts that are needed are looked for by other bytes of theirs; the later one counts, though
 * it is seen first. */
START_TEST(the_last_place_of_a_need_counts) {
    static const char *const patterns[] = {"\\b(?:million|a million) .*[a-z]+s",
                                           "(?:a|of) (?:xyzzy|blank space) (?:blank|space)"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        ll_str text = ll_str_of("a million of blank space space and a million rows");
        ll_required required = ll_required_of(arena, ll_str_of(patterns[i]));
        ll_prefilter_scan *scan =
            ll_prefilter_begin(arena, ll_prefilter_new(arena, &required, 1), text.length);
        ll_prefilter_read(scan, text, 0);
        ll_starts starts = ll_prefilter_end(scan);
        ck_assert_uint_gt(compare(ll_str_of(patterns[i]), required.placed, text, &starts, 0, 0), 0);
    }
}
END_TEST

START_TEST(no_pattern_and_no_text_are_fine) {
    ll_prefilter_scan *scan = ll_prefilter_begin(arena, ll_prefilter_new(arena, NULL, 0), 10);
    ll_prefilter_read(scan, ll_str_of("some text"), 0);
    ll_prefilter_read(scan, (ll_str){"", 0}, 20);
    ck_assert_uint_eq(ll_prefilter_end(scan).pattern_count, 0);
}
END_TEST

/* --- From elsewhere ------------------------------------------------------------------------- */

static ll_prefilter *table(void) {
    static const char *const patterns[] = {"kafka|\\d+ ms", "(?<=[.!?]\\s)kafka", "^we.*[?!]",
                                           "\\w+ing team"};
    enum { COUNT = sizeof patterns / sizeof *patterns };
    ll_required required[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        required[i] = ll_required_of(arena, ll_str_of(patterns[i]));
    return (ll_prefilter *)ll_prefilter_new(arena, required, COUNT);
}

/* Each changes one thing that the scan relies on. */
static void another_pattern(ll_prefilter *p) {
    p->pattern_count++;
}
static void fewer_bytes(ll_prefilter *p) {
    p->byte_count -= LL_PREFILTER_BYTES;
}
static void no_text(ll_prefilter *p) {
    ((ll_needle *)p->needles)[0].length = 0;
}
static void half_a_character(ll_prefilter *p) {
    memset(&((ll_needle *)p->needles)[0].text, 0x80, 1);
}
static void list_beyond(ll_prefilter *p) {
    ((ll_needle *)p->needles)[p->needle_count - 1].list = p->list_count;
}
static void shared_list(ll_prefilter *p) {
    ((ll_needle *)p->needles)[1].list = p->needles[0].list;
}
static void gap_in_lists(ll_prefilter *p) {
    ((ll_needle_list *)p->lists)[1].needs++;
}
static void target_beyond(ll_prefilter *p) {
    ((uint32_t *)p->targets)[p->target_count - 1] = UINT32_MAX;
}
static void bucket_beyond(ll_prefilter *p) {
    ((uint32_t *)p->buckets)[p->bucket_count - 1] = p->needle_count + 1;
}
static void byte_list_beyond(ll_prefilter *p) {
    ((uint32_t *)p->byte_lists)[p->byte_count - 1] = p->byte_list_count;
}
static void no_byte_list(ll_prefilter *p) {
    p->byte_list_count = 0;
}
static void byte_lists_beyond(ll_prefilter *p) {
    p->byte_list_count = p->list_count + 1;
}
static void need_beyond(ll_prefilter *p) {
    ((uint32_t *)p->used)[0] = p->need_count + 1;
}
static void first_need_beyond(ll_prefilter *p) {
    ((uint32_t *)p->first_needs)[p->target_count - 1] = p->need_count + 1;
}
static void search_beyond(ll_prefilter *p) {
    ((uint32_t *)p->searches)[0] = p->pattern_count;
}

static void (*const changes[])(ll_prefilter *) = {
    another_pattern, fewer_bytes,       no_text,       half_a_character,  list_beyond,
    shared_list,     gap_in_lists,      target_beyond, bucket_beyond,     byte_list_beyond,
    no_byte_list,    byte_lists_beyond, need_beyond,   first_need_beyond, search_beyond};

START_TEST(what_was_changed_is_refused) {
    ll_prefilter *p = table();
    ck_assert_uint_gt(p->needle_count, 1);
    ck_assert_uint_gt(p->search_count, 0);
    ck_assert(ll_prefilter_is_sound(p, 4));
    changes[_i](p);
    ck_assert(!ll_prefilter_is_sound(p, 4));
}
END_TEST

int main(void) {
    enum { SEEDS = 12 };
    Suite *suite = suite_create("prefilter");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, nothing_is_lost_at_starts, 0, SEEDS);
    tcase_add_loop_test(tests, nothing_is_lost_in_long_choices, 0, 4);
    tcase_add_loop_test(tests, starts_are_there, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, many_patterns_are_told_apart);
    tcase_add_test(tests, the_last_place_of_a_need_counts);
    tcase_add_test(tests, no_pattern_and_no_text_are_fine);
    tcase_add_loop_test(tests, what_was_changed_is_refused, 0,
                        (int)(sizeof changes / sizeof *changes));
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
