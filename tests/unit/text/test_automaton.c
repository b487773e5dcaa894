/* Automata: what they rule out, and that they rule out no match that PCRE2 finds. */
#include "../support.h"

#include "rule/ruleset.h"
#include "rule/term_set.h"
#include "text/automaton.h"
#include "text/dfa.h"
#include "text/factor.h"
#include "text/pattern.h"

#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool may_match(const uint32_t *words, ll_str text, uint32_t from) {
    ll_span found;
    return ll_automaton_ask(&found, words, text, from, false) != LL_AUTOMATON_NO;
}

/* --- What is ruled out ---------------------------------------------------------------------- */

static const struct {
    const char *pattern, *text;
    const char *may; /* for each byte of the text, whether a match may begin there: 'y' or '.' */
} cases[] = {
    {"abc", "xabcab", ".y...."},
    {"ab|ac", "abacad", "y.y..."},
    {"(?-i:ab)", "abAB", "y..."},
    {"ab", "abAB", "y.y."},
    {"\\bab\\b", "ab abc", "y....."},
    {"\\bab", "xab ab", "....y."},
    {"a+b?c{2,3}", "aaccaabcabccc", "yy......y...."},
    {"(?:a|b)*c", "abcabd", "yyy..."},
    {"a[^b]c", "aac abc", "y......"},
    {"a\\dc", "a1c axc", "y......"},
    {"a.c", "a\nca c", "...y.."},
    {"(?s)a.c", "a\nca c", "y..y.."},
    {"^ab", "ab\nab", "y...."},
    {"(?m)^ab", "ab\nab", "y..y."},
    {"ab$", "ab\nab", "...y."},
    {"(?m)ab$", "ab\nab", "y..y."},
    {"(?:\\w+ ){0,2}ab", "x y z ab", "..y.y.y."},
    /* lookbehinds where the match begins, up to a length; further on they are passed */
    {"(?<=[.!] )a", "a. a!a ", "...y..."},
    {"(?<![.\\d])a", "a.a1a a", "y.....y"},
    {"(?:^|(?<=; ))a", "a; a a", "y..y.."},
    {"a(?<=b)c", "ac", "y."},
    {"x(?!(?<=\\p{P})a)\\w", "xa", "y."},
    /* what has to follow, and what must not */
    {"a(?=b)", "abac", "y..."},
    {"a(?=b)\\w", "abac", "y..."},
    {"a(?!b)", "abac", "..y."},
    {"(?!ab|ac\\b)a\\w+", "ab ac acc ad", "......y...y."},
    {"a\\b(?!.b| c)", "a,b a;c a c", "....y......"},
    {"(?:(?!ab|b)\\w)+c", "cc bc aac abc", "y.....yy....."},
    {"(?=a)(?!ab)(?=.c)a", "ab ac", "...y."},
    {"(?!a(?!b(?!c)))\\w+", "ac ab abc", ".y.yy..yy"},
    {"a(?!$)", "aa", "y."},
    {"a(?!\xC3\xA9)", "a\xC3\xA8", "y.."},
    /* beyond ASCII, one character is as good as another, but none is of ASCII */
    {"\xC3\xA9", "e\xC3\xA9", ".y."},
    {"\xC3\xA9"
     "a",
     "\xC3\xBC"
     "a\xC3\xBC"
     "b",
     "y....."},
    {"[a-j]", "1\xC3\xA9", "..."},
    {"s", "\xC5\xBF", "y."},
    {"(?-i:s)", "\xC5\xBF", ".."},
    /* a reference may be whatever the group may find, without what it asserts there */
    {"(a|b)x\\1", "axb cxc", "y......"},
    {"(a|b)x\\1", "axc", "..."},
    {"(?-i:(a))x\\1", "axA Axa", "y......"},
    {"(?-i:(a)x\\1)", "axA", "..."},
    {"(\\ba)x?\\1", "aa xaa", "y....."},
    {"(?|(a)|(b))\\1", "ac", "y."},
    {"(?:\\1a|(a)b)", "xa", "yy"},
    {"(?<n>s)\\1", "s\xC5\xBF sa", "yy...."},
    /* a word written twice */
    {"(\\w+)\\s+\\1\\b", "a a ab a ab ab", "y.y....y.y...."},
    {"\\b(\\w+)(?:\\s+\\1)+", "no NO n nob no", "y.....y......."},
    {"(\\w+)\\s+\\1", "\xC3\xA9 e e", "y..y.."},
    {"(\\w+)\\s+\\1", "a\xC2\xA0z", "yy.."},
    {"(\\w+)\\s+\\1", "a, a", "...."},
    {"(a?)\\s+\\1", " b", "y."},
    {"(a|b c)\\s+\\1", "b c b c", "y......"},
    {"(a)\\s*\\1", "aa", "y."},
    /* what is not read may match anywhere */
    {"[[:alpha:]]", "1", "y"},
    {"(?x) a", "1", "y"},
    {"\\x61", "1", "y"},
    {"(*ANY)a", "1", "y"},
    {"\\Qa\\E", "1", "y"},
    {"\\Ga(?!b)", "1", "y"},
    {"(?n)(a)(?<x>b)\\1", "1", "y"},
};

START_TEST(rules_out_what_cannot_match) {
    ll_str text = ll_str_of(cases[_i].text);
    ll_automaton made = ll_automaton_new(arena, ll_str_of(cases[_i].pattern), true, false);
    ck_assert_uint_eq(strlen(cases[_i].may), text.length);
    for (uint32_t at = 0; at < text.length; at++) {
        bool begins = ((unsigned char)text.data[at] & 0xC0) != 0x80;
        bool may = begins && (!made.words || may_match(made.words, text, at));
        ck_assert_msg(may == (cases[_i].may[at] == 'y'), "%s in %s at %u: %d", cases[_i].pattern,
                      cases[_i].text, at, may);
    }
}
END_TEST

static const struct {
    const char *pattern, *text;
    bool may;
} searches[] = {
    {"ab", "xxab", true},       {"ab", "xxa b", false},         {"(?<=x)ab", "xab", true},
    {"(?<=x)ab", "yab", false}, {"^ab", "xab", false},          {"(?m)^ab", "x\nab", true},
    {"a$", "ab", false},        {"(?<=,)  |;;", "a,  b", true}, {"(?<=,)  |;;", "a.  b;", false},
};

START_TEST(rules_out_whole_texts) {
    ll_automaton made = ll_automaton_new(arena, ll_str_of(searches[_i].pattern), true, true);
    ck_assert_ptr_nonnull(made.words);
    ck_assert_int_eq(may_match(made.words, ll_str_of(searches[_i].text), 0), searches[_i].may);
}
END_TEST

/* A pattern with more states than are kept rules out what the states that are kept do. */
START_TEST(knows_the_beginning_of_what_is_too_large) {
    ll_buf pattern = ll_buf_on(arena);
    ll_buf_puts(&pattern, "q(?:");
    for (int i = 0; i < 2000; i++)
        ll_buf_add_str(&pattern,
                       ll_str_of(ll_format(arena, "%s%dx%dy", i ? "|" : "", i * 7919 % 2000, i)));
    ll_buf_puts(&pattern, ")(?:[a-z]+ ){0,9}end");
    ll_automaton made = ll_automaton_new(arena, ll_buf_str(&pattern), true, false);
    ck_assert_ptr_nonnull(made.words);
    ck_assert(!may_match(made.words, ll_str_of("r12x"), 0));
    ck_assert(!may_match(made.words, ll_str_of("qx"), 0));
    ck_assert(may_match(made.words, ll_str_of("q0x0yone two end"), 0));
}
END_TEST

/* Counting less can take more room: what is laid out belongs to what was built. */
START_TEST(lays_out_what_was_built) {
    ll_buf pattern = ll_buf_on(arena);
    ll_buf_puts(&pattern, "(?<=z)(?:");
    for (int i = 0; i < 3700; i++)
        ll_buf_putc(&pattern, i % 2 ? 'a' : 'b');
    ll_buf_puts(&pattern, "){5}");
    ll_automaton made = ll_automaton_new(arena, ll_buf_str(&pattern), true, false);
    ck_assert_ptr_nonnull(made.words);
    ck_assert(!may_match(made.words, ll_str_of("zab"), 1));
    ck_assert(!may_match(made.words, ll_str_of("yba"), 1));
}
END_TEST

/* --- What is found -------------------------------------------------------------------------- */

static const struct {
    const char *pattern, *text;
    int end; /* of what is found at the text's beginning; 0: nothing, -1: that is left to PCRE2 */
} finds[] = {
    {"abc", "abcd", 3},
    {"ab?", "ab", -1},
    {"ab?\\b", "ab", 2},
    {"ab?\\b", "a b", 1},
    {"(?:ab|abc)\\b", "ABC", 3},
    {"(?:a|b)+\\b", "abba c", 4},
    {"a{2,3}$", "aaa", 3},
    {"a{3}", "aa", 0},
    {"(?<!b)a", "a", 1},
    {"^a", "a", 1},
    {"a|ab", "ac", 1},
    {"a(?!b)", "a", 1},
    {"a(?=b)", "ab", 1},
    {"(?<=\\p{P})a", "a", 0},
    {"(?:(?!and\\b)\\w+ )+in", "cut and run in", 0},
    {"(?:(?!and\\b)\\w+ )+in\\b", "cut down in a day", 11},
    {"a(?!\xC3\xA9)", "a\xC3\xA8", -1},
    {"a|ab", "ab", -1},
    /* beyond ASCII it is not known what stands there */
    {"a", "a\xC3\xA9", -1},
    {"a\\w", "a\xC3\xA9", -1},
    /* nor is all that a pattern can say */
    {"(a)", "a", -1},
    {"(?!x)(a)", "a", -1},
    {"a(?<=a)", "a", -1},
    {"a\\b(?<=a)", "a", -1},
    {"ab?+", "ab", -1},
    {"(?>ab?)", "ab", -1},
    {"(?:ab){1,30}", "ab", -1},
    {"a\\Bb", "ab", -1},
    {"a\\Z", "a", -1},
    {"(?m)a$", "a", -1},
};

START_TEST(tells_where_a_match_ends) {
    ll_automaton made = ll_automaton_new(arena, ll_str_of(finds[_i].pattern), true, false);
    ll_span found;
    ll_automaton_answer answer =
        ll_automaton_ask(&found, made.words, ll_str_of(finds[_i].text), 0, false);
    ll_automaton_answer right = finds[_i].end > 0   ? LL_AUTOMATON_FOUND
                                : finds[_i].end < 0 ? LL_AUTOMATON_MAYBE
                                                    : LL_AUTOMATON_NO;
    ck_assert_msg(answer == right, "%s: %d", finds[_i].pattern, (int)answer);
    if (finds[_i].end > 0)
        ck_assert_uint_eq(found.end, (uint32_t)finds[_i].end);
}
END_TEST

/* A piece so many times, and what stands behind it. */
static ll_str repeated(const char *piece, int count, const char *behind) {
    ll_buf text = ll_buf_on(arena);
    for (int i = 0; i < count; i++)
        ll_buf_puts(&text, piece);
    ll_buf_puts(&text, behind);
    return ll_buf_str(&text);
}

/* What takes too long is given up, and nothing is known. */
static const struct {
    const char *pattern, *piece, *behind;
    int short_one, long_one;
    ll_automaton_answer answer; /* of the short one */
} long_tries[] = {
    /* from each place the lookahead reads on to the end */
    {"(?:(?!\\w*x)\\w)+;", "a", ";", 3, 20000, LL_AUTOMATON_FOUND},
    /* any of these may be a digit, as far as is known: PCRE2 sees that the first is none */
    {"\\d+ nails", "é", "", 20, 1000, LL_AUTOMATON_NO},
    /* what has no end is no word, to be held against what follows from each of its places */
    {"(\\w+)\\s+\\1", "a", " b", 4, 2000, LL_AUTOMATON_NO},
};

START_TEST(gives_up_what_takes_too_long) {
    ll_automaton made = ll_automaton_new(arena, ll_str_of(long_tries[_i].pattern), true, false);
    const char *piece = long_tries[_i].piece, *behind = long_tries[_i].behind;
    ll_span found;
    ll_str text = repeated(piece, long_tries[_i].short_one, behind);
    ck_assert_int_eq(ll_automaton_ask(&found, made.words, text, 0, false), long_tries[_i].answer);
    text = repeated(piece, long_tries[_i].long_one, behind);
    ck_assert_int_eq(ll_automaton_ask(&found, made.words, text, 0, false), LL_AUTOMATON_MAYBE);
}
END_TEST

/* --- Against PCRE2 -------------------------------------------------------------------------- */

typedef struct tally {
    uint32_t failed, ruled_out; /* tries that find nothing, and of these, those that were spared */
    uint32_t found, told;       /* others, likewise */
} tally;

/* A pattern with what is compared. */
typedef struct pair {
    ll_pattern *pattern, *anchored;
    ll_automaton automaton;
} pair;

static bool make_pair(pair *out, ll_str text, unsigned options) {
    ll_pattern_error error;
    *out = (pair){.pattern = NULL};
    if (!ll_pattern_compile(&out->pattern, arena, text, options, &error))
        return false;
    ck_assert(
        ll_pattern_compile(&out->anchored, arena, text, options | LL_PATTERN_AT_START, &error));
    out->automaton = ll_automaton_new(arena, text, options & LL_PATTERN_NOCASE,
                                      !(options & LL_PATTERN_AT_START));
    return out->automaton.words;
}

/* Whether PCRE2 finds what was told. Where it searches, version 10.42 misses matches of patterns
 * like
 * (?=a)b*a: it takes the lookahead's character and the last one for two. Tried in place it does
 * not. */
static bool is_found(const pair *p, ll_pattern_scratch *scratch, ll_str text, ll_span told) {
    ll_capture capture;
    return ll_pattern_match(&capture, p->anchored, scratch, text, told.start) == LL_MATCH_FOUND &&
           capture.groups[0].start == told.start && capture.groups[0].end == told.end;
}

static void compare_at(tally *sum, const pair *p, ll_pattern_scratch *scratch, ll_str text,
                       uint32_t at) {
    ll_capture capture;
    ll_span told;
    ll_automaton_answer answer = ll_automaton_ask(&told, p->automaton.words, text, at, at % 2);
    bool found = ll_pattern_match(&capture, p->pattern, scratch, text, at) != LL_MATCH_NONE;
    ll_span where = found ? capture.groups[0] : (ll_span){0, 0};
    bool right = answer == LL_AUTOMATON_FOUND
                     ? (!found || where.start == told.start) && is_found(p, scratch, text, told)
                 : answer == LL_AUTOMATON_MAYBE ? !found || where.start >= told.start
                                                : !found;
    ck_assert_msg(right, "%s: %d, %u-%u at %u of '%.*s'", ll_pattern_text(p->pattern).data,
                  (int)answer, told.start, told.end, at, (int)text.length, text.data);
    sum->failed += !found;
    sum->ruled_out += !found && answer == LL_AUTOMATON_NO;
    sum->found += found;
    sum->told += answer == LL_AUTOMATON_FOUND;
}

static void compare(tally *sum, const pair *p, ll_pattern_scratch *scratch, ll_str text,
                    uint32_t step) {
    for (uint32_t at = 0; at < text.length; at++)
        if (((unsigned char)text.data[at] & 0xC0) != 0x80 && (at == 0 || at % step == 0))
            compare_at(sum, p, scratch, text, at);
}

/* Pieces that patterns are put together from, and texts that meet them or nearly do. */
static const char *const pieces[] = {
    "a",
    "b",
    "ab",
    "[ab]",
    "[^a]",
    "\\w",
    "\\s",
    "\\b",
    "(?:a|b)",
    "(?:ab|a|ba)",
    "a?",
    "b*",
    "\\w+",
    "[ab]{2}",
    "(?:ab){0,2}",
    "(?:a|b ){1,3}",
    "s",
    "K",
    "\xC3\xA9",
    ".",
    "\\.",
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<!b)",
    "(?<=[.a] )",
    "^",
    "$",
    "(a)",
    "\\p{L}",
    "\\W",
    "[^\xC3\xA0-\xC3\xBC]",
    "[\xC3\xA0-\xC9\x8F]",
    "[^{-\xC3\xA9]",
    "(?<!\\p{P})",
    "(?<=\\p{P})",
    "(?<=\\p{Lu})",
    "(?<=[a-\xC3\xA9])",
    "\\Ga",
    "(?![ab]\\b)",
    "(?=\\w+ )",
    "(?!a(?!b))",
    "(?<!\\p{Lu})",
    "(?<!\\PL)",
    "(?<!a(?!b))",
    "(?<!\\Ba)",
    "(?<!\\Ga)",
    "(?<*a)b(?>a)",
    "[^\\p{L}]",
    "(?<![\xC3\xA0-\xC3\xBC])",
    "(?-i:[^z-\xC3\xA9])",
    "(?:ab){5}",
    "\\B",
    "(?:a|ab)",
    "\\w+?",
    "b*+",
    "(?:b??|a)",
    "\\1",
    "\\2",
    "(\\w+)\\s+\\1",
    "([ab]+|K)(?:\\s+\\1)+",
    "(?-i:(s|a))",
    "(\\bb|.)",
};
static const char *const bits[] = {
    "a",  "b",    "A", " ", ".", "ab", "s", "k", "\xC3\xA9", "\xC5\xBF", "\xE2\x84\xAA",
    "\n", "\r\n", "_", "1"};

static ll_str put_together(uint32_t *state, const char *const *from, uint32_t kinds,
                           uint32_t count) {
    ll_buf out = ll_buf_on(arena);
    for (uint32_t i = 0; i < count; i++)
        ll_buf_puts(&out, from[ll_test_random(state, kinds)]);
    return ll_buf_str(&out);
}

START_TEST(random_patterns_keep_their_matches) {
    enum { PATTERNS = 12000, TEXTS = 4 };
    uint32_t state = 1, built = 0;
    tally sum = {0, 0, 0, 0};
    for (int i = 0; i < PATTERNS; i++) {
        unsigned options = (i % 2 ? LL_PATTERN_NOCASE : 0) | (i % 3 ? LL_PATTERN_AT_START : 0);
        ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
        ll_str text = put_together(&state, pieces, sizeof pieces / sizeof *pieces,
                                   1 + ll_test_random(&state, 6));
        pair p;
        if (make_pair(&p, text, options)) {
            built++;
            for (int k = 0; k < TEXTS; k++)
                compare(&sum, &p, scratch,
                        put_together(&state, bits, sizeof bits / sizeof *bits, 12), 1);
        }
        ll_arena_free(arena);
        arena = ll_arena_new(0);
    }
    ck_assert_uint_gt(built, PATTERNS / 2);
    ck_assert_uint_gt(sum.ruled_out, sum.failed / 2);
    ck_assert_uint_gt(sum.told, sum.found / 20);
}
END_TEST

/* Every pattern that ships, over letters. */
START_TEST(shipped_patterns_keep_their_matches) {
    enum { STEP = 80, PLACES = 3 };
    ll_ruleset_options strict = {.strict = true};
    ll_ruleset *ruleset;
    uint32_t compared = 0;
    tally sum = {0, 0, 0, 0};
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, &strict, NULL, NULL), LL_OK);
    size_t count;
    const char *const *paths = ll_test_letters(arena, &count);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    for (uint32_t i = 0; i < ruleset->terms->count; i++)
        for (uint32_t k = 0; k < ruleset->terms->finished[i].pattern_count; k++) {
            uint32_t number = ruleset->terms->finished[i].patterns[k].pattern;
            ll_str text = ll_pattern_text(ll_terms_pattern(ruleset->terms, number));
            pair p;
            if (!make_pair(&p, text, LL_PATTERN_NOCASE | LL_PATTERN_AT_START))
                continue;
            for (size_t n = compared++ % STEP; n < count; n += STEP) {
                ll_arena *letter = ll_arena_new(0);
                ll_str body = ll_test_read(letter, paths[n]);
                compare(&sum, &p, scratch, body, PLACES);
                ll_arena_free(letter);
            }
        }
    ck_assert_uint_gt(compared, 1000);
    ck_assert_uint_gt(sum.ruled_out, sum.failed / 100 * 97);
    ck_assert_uint_gt(sum.told, sum.found / 3);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("automaton");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, rules_out_what_cannot_match, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tests, rules_out_whole_texts, 0, sizeof searches / sizeof *searches);
    tcase_add_test(tests, knows_the_beginning_of_what_is_too_large);
    tcase_add_test(tests, lays_out_what_was_built);
    tcase_add_loop_test(tests, tells_where_a_match_ends, 0, sizeof finds / sizeof *finds);
    tcase_add_loop_test(tests, gives_up_what_takes_too_long, 0,
                        sizeof long_tries / sizeof *long_tries);
    tcase_add_test(tests, random_patterns_keep_their_matches);
    tcase_add_test(tests, shipped_patterns_keep_their_matches);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
