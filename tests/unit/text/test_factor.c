/* Factoring: what is put together, what is left alone, and that no match changes. */
#include "../support.h"

#include "rule/ruleset.h"
#include "rule/term_set.h"
#include "text/factor.h"

#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static const struct {
    const char *pattern, *factored; /* NULL: the same */
} cases[] = {
    {"\\b(?:built|build|cut|coded|a\\w+)\\b", "\\b(?:b(?:uilt|uild)|c(?:ut|oded)|a\\w+)\\b"},
    {"bad|bid|cut|cot", "b(?:ad|id)|c(?:ut|ot)"},
    /* the order of those that may both match is kept */
    {"(?:cat|a|cats|ca|b)", "(?:c(?:at|ats|a)|a|b)"},
    {"(?:go|x|y|go|gone)", "(?:g(?:o|o|one)|x|y)"},
    /* four branches of one beginning go deeper */
    {"(?:abx|aby|abz|acd|q)", "(?:a(?:b(?:x|y|z)|cd)|q)"},
    /* nothing is moved past what may begin with anything */
    {"(?:ab|[a-c]x|ac|ad)", NULL},
    {"(?:ab|\\w|ac|ad|ae|af)", "(?:ab|\\w|a(?:c|d|e|f))"},
    {"(?:ab|é|ac|ad|ae|af)", "(?:ab|é|a(?:c|d|e|f))"},
    /* a character that may be absent or repeated is no beginning */
    {"(?:a?b|ab|a*c|a{2}|ad|a+)", NULL},
    /* the same letter in another case keeps its order and its own branch */
    {"(?:ab|Ac|b|ad|c)", "(?:ab|Ac|ad|b|c)"},
    /* escapes are characters, or are not */
    {"(?:\\.net|\\.not|\\d|x)", NULL},
    {"(?:\\.net|\\.not|x|y)", "(?:\\.(?:net|not)|x|y)"},
    /* captures are numbered by their place */
    {"(?:a(b)|c|ad|e|af)", NULL},
    {"(ab|c|ad|e)", "(a(?:b|d)|c|e)"},
    {"(?<n>ab|c|ad|e)", "(?<n>a(?:b|d)|c|e)"},
    {"(?:a(?<n>b)|c|ad|e|af)", NULL},
    /* lookbehinds and counted groups stay as they are, lookaheads do not */
    {"(?<=ab|cd|ae|cf)x", NULL},
    {"(?<!(?:ab|cd|ae|cf))x", NULL},
    {"(?!ab|cd|ae|cf)x", "(?!a(?:b|e)|c(?:d|f))x"},
    {"(?:ab|cd|ae|cf){2,90}", NULL},
    {"(?:ab|cd|ae|cf)+", "(?:a(?:b|e)|c(?:d|f))+"},
    {"(?:x(?:ab|cd|ae|cf)y){3}z", NULL},
    {"(?-i:ab|cd|ae|cf)", "(?-i:a(?:b|e)|c(?:d|f))"},
    {"(?>ab|cd|ae|cf)", "(?>a(?:b|e)|c(?:d|f))"},
    /* few branches are left alone */
    {"(?:ab|ac|d)", NULL},
    /* what is not read is not touched */
    {"(?x: ab|cd|ae|cf)", NULL},
    {"(?i)ab|cd|ae|cf", NULL},
    {"(?(1)ab|cd)|ae|cf|ag", NULL},
    {"\\Qab|cd\\E|ae|cf|ag", NULL},
    {"(*ANY)ab|cd|ae|cf", NULL},
    {"(?|(ab)|(cd)|(ae)|(cf))", NULL},
    {"[[:alpha:]]ab|cd|ae|cf", NULL},
    {"k[\\Q]|b|a|bc|d[\\E]z", NULL},
    /* brackets and braces that are none */
    {"(?:a[)|]b|c\\)|a\\|d|e[^]|]|f)", "(?:a(?:[)|]b|\\|d)|c\\)|e[^]|]|f)"},
    {"(?:\\p{Lu}x|ab|c|ad|ae)", "(?:\\p{Lu}x|a(?:b|d|e)|c)"},
};

START_TEST(puts_beginnings_together) {
    const char *wanted = cases[_i].factored ? cases[_i].factored : cases[_i].pattern;
    ll_str factored = ll_factor(arena, ll_str_of(cases[_i].pattern));
    ck_assert_str_eq(ll_str_copy(arena, factored), wanted);
}
END_TEST

/* --- Against the pattern as it was ---------------------------------------------------------- */

static void compare(ll_pattern *plain, ll_pattern *factored, ll_pattern_scratch *scratch,
                    ll_str text) {
    for (uint32_t from = 0; from < text.length;) {
        ll_capture a = {.count = 0}, b = {.count = 0};
        ll_match_status status = ll_pattern_match(&a, plain, scratch, text, from);
        if (status == LL_MATCH_LIMIT)
            return;
        ck_assert_int_eq(ll_pattern_match(&b, factored, scratch, text, from), status);
        if (status != LL_MATCH_FOUND)
            return;
        ck_assert_msg(a.count == b.count &&
                          memcmp(a.groups, b.groups, a.count * sizeof *a.groups) == 0,
                      "%s: %u to %u, factored %u to %u", ll_pattern_text(plain).data,
                      a.groups[0].start, a.groups[0].end, b.groups[0].start, b.groups[0].end);
        from = a.groups[0].end;
    }
}

/* Texts made of few letters, so that branches are met, nearly met, and met in both cases. */
static ll_str random_text(uint32_t *state, const char *letters) {
    uint32_t length = 60, kinds = (uint32_t)strlen(letters);
    char *text = ll_arena_alloc(arena, length + 1);
    for (uint32_t i = 0; i < length; i++)
        text[i] = letters[ll_test_random(state, kinds)];
    return (ll_str){text, length};
}

START_TEST(random_lists_match_as_before) {
    enum { LISTS = 3000, TEXTS = 3 };
    uint32_t state = 1;
    for (int i = 0; i < LISTS; i++) {
        ll_buf pattern = ll_buf_on(arena);
        ll_pattern *plain, *factored;
        ll_pattern_error error;
        ll_buf_puts(&pattern, i % 2 ? "c*(?:" : "(?-i:");
        for (int k = 0; k < 9; k++) {
            ll_str branch = random_text(&state, "abcABCaab");
            ll_buf_puts(&pattern, k ? "|" : "");
            ll_buf_add_str(&pattern, ll_str_slice(branch, 0, 1 + (state >> 24) % 4));
            if ((state >> 20) % 8 == 0)
                ll_buf_puts(&pattern, "?");
        }
        ll_buf_puts(&pattern, i % 3 ? ")" : ")(?=a)");
        ll_str text = ll_buf_str(&pattern);
        ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
        if (!ll_pattern_compile(&plain, arena, text, LL_PATTERN_NOCASE, &error))
            continue; /* some can match nothing */
        ck_assert(ll_pattern_compile(&factored, arena, ll_factor(arena, text), LL_PATTERN_NOCASE,
                                     &error));
        for (int k = 0; k < TEXTS; k++)
            compare(plain, factored, scratch, random_text(&state, "abcABCaab "));
        ll_arena_free(arena);
        arena = ll_arena_new(0);
    }
}
END_TEST

/* Every pattern that ships, over letters: the ruleset holds them factored, its written text is what
 * they were made of. */
START_TEST(shipped_patterns_match_as_before) {
    enum { STEP = 12 };
    ll_ruleset_options strict = {.strict = true};
    ll_ruleset *ruleset;
    uint32_t compared = 0, changed = 0;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, &strict, NULL, NULL), LL_OK);
    size_t count;
    const char *const *paths = ll_test_letters(arena, &count);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    for (uint32_t i = 0; i < ruleset->terms->count; i++)
        for (uint32_t k = 0; k < ruleset->terms->entries[i]->pattern_count; k++) {
            const ll_written_pattern *written = &ruleset->terms->entries[i]->patterns[k];
            ll_str text = written->text, factored = ll_factor(arena, text);
            ll_pattern *a, *b;
            ll_pattern_error error;
            if (!ll_pattern_compile(&a, arena, text, LL_PATTERN_NOCASE, &error))
                continue; /* it holds fragments, which are put in place elsewhere */
            ck_assert(ll_pattern_compile(&b, arena, factored, LL_PATTERN_NOCASE, &error));
            changed += !ll_str_equal(text, factored);
            for (size_t n = compared++ % STEP; n < count; n += STEP) {
                ll_arena *letter = ll_arena_new(0);
                ll_str body = ll_test_read(letter, paths[n]);
                compare(a, b, scratch, body);
                ll_arena_free(letter);
            }
        }
    ck_assert_uint_gt(compared, 300);
    ck_assert_uint_gt(changed, 100);
    ll_ruleset_free(ruleset);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("factor");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, puts_beginnings_together, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, random_lists_match_as_before);
    tcase_add_test(tests, shipped_patterns_match_as_before);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
