/* Phrases: which texts each stands for, and which are refused where. */
#include "../support.h"
#include "rule/phrase.h"

#include <string.h>

static ll_arena *arena;
static const ll_contractions *english;

static void setup(void) {
    arena = ll_arena_new(0);
    english = ll_contractions_new(arena, ll_test_vocabulary(arena));
}

static void teardown(void) {
    ll_arena_free(arena);
}

typedef struct row {
    const char *phrase;
    const char *forms; /* joined by ';', contractions in braces */
} row;

static const row rows[] = {
    {"Kafka", "Kafka"},
    {"job board", "job board"},
    {"  job \t\n board ", "job board"},
    {"job (board|site)", "job board;job site"},
    {"monitor[ed|ing]", "monitor;monitored;monitoring"},
    {"[very ]good", "good;very good"},
    {"a [b] c", "a c;a b c"},
    {"(a|b) (c|d)", "a c;a d;b c;b d"},
    {"a(b|)", "ab;a"},
    {"x[y[z]]", "x;xy;xyz"},
    {"(a|(b|c)d)", "a;bd;cd"},
    {"f\\(x\\)", "f(x)"},
    {"\\[a\\|b\\]\\\\", "[a|b]\\"},
    {"caf\xC3\xA9s[ noirs]", "caf\xC3\xA9s;caf\xC3\xA9s noirs"},
    {"it\xE2\x80\x99s \xE2\x80\x9Chere\xE2\x80\x9D", "it's \"here\""},
    {"no\xC2\xA0"
     "break \xE2\x80\x91 soft\xC2\xADhyphen",
     "no break - softhyphen"},
    {"I am writing", "I am writing;{I'm writing}"},
    {"i am", "i am;{I'm}"},
    {"I am, as I am", "I am, as I am;{I'm, as I am};{I am, as I'm};{I'm, as I'm}"},
    {"It is a role I do not want",
     "It is a role I do not want;{It's a role I do not want};{It is a role I don't want};"
     "{It's a role I don't want}"},
    {"(I|we) am", "I am;we am;{I'm}"},
    {"I would not", "I would not;{I'd not};{I wouldn't}"},
    {"miami amber", "miami amber"},
    {"I amble", "I amble"},
    {"AI am", "AI am"},
    {"Do not stop", "Do not stop;{Don't stop}"},
};

static const char *shown(const ll_forms *forms) {
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < forms->count; i++) {
        const ll_form *form = &forms->items[i];
        ll_buf_printf(&buf, form->derived ? "%s{%.*s}" : "%s%.*s", i ? ";" : "",
                      (int)form->text.length, form->text.data);
    }
    return ll_buf_text(&buf);
}

START_TEST(expands) {
    ll_forms forms;
    ll_phrase_error error = {{0, 0}, "?"};
    ck_assert_msg(ll_phrase_expand(&forms, arena, ll_str_of(rows[_i].phrase), english, &error),
                  "%s: %s", rows[_i].phrase, error.message);
    ck_assert_str_eq(shown(&forms), rows[_i].forms);
}
END_TEST

START_TEST(without_a_vocabulary_nothing_contracts) {
    ll_forms forms;
    ll_phrase_error error;
    ck_assert(ll_phrase_expand(&forms, arena, ll_str_of("I am"), ll_contractions_new(arena, NULL),
                               &error));
    ck_assert_uint_eq(forms.count, 1);
}
END_TEST

typedef struct refusal {
    const char *phrase, *message;
    uint32_t start, end;
} refusal;

static const refusal refusals[] = {
    {"", "can match nothing", 0, 0},
    {"   ", "can match nothing", 0, 3},
    {"[a]", "can match nothing", 0, 3},
    {"(a|)", "can match nothing", 0, 4},
    {"a (b", "is not closed", 2, 3},
    {"a [b (c|d)", "is not closed", 2, 3},
    {"a b)", "closes nothing", 3, 4},
    {"(a]", "closes nothing", 2, 3},
    {"a|b", "stands only within", 1, 2},
    {"a\\b", "stands only before", 1, 2},
    {"a\\", "stands only before", 1, 2},
    {"((((((((((((((((((((((((((((((((((((((((", "nest too deep", 31, 32},
    {"[a][b][c][d][e][f][g][h][i][j][k][l][m]n", "more than 4,096", 0, 40},
};

START_TEST(refuses) {
    const refusal *r = &refusals[_i];
    ll_forms forms;
    ll_phrase_error error = {{99, 99}, "?"};
    ck_assert_msg(!ll_phrase_expand(&forms, arena, ll_str_of(r->phrase), english, &error), "%s",
                  r->phrase);
    ck_assert_msg(strstr(error.message, r->message), "%s: %s", r->phrase, error.message);
    ck_assert_uint_eq(error.span.start, r->start);
    ck_assert_uint_eq(error.span.end, r->end);
}
END_TEST

START_TEST(as_many_forms_as_are_allowed) {
    ll_forms forms;
    ll_phrase_error error = {{0, 0}, "?"};
    ck_assert(ll_phrase_expand(&forms, arena, ll_str_of("[a][b][c][d][e][f][g][h][i][j][k][l]x"),
                               english, &error));
    ck_assert_uint_eq(forms.count, LL_PHRASE_FORMS);
    ck_assert(!ll_phrase_expand(
        &forms, arena, ll_str_of("[a][b][c][d][e][f][g][h][i][j][k][l]I am"), english, &error));
}
END_TEST

START_TEST(many_alternatives_are_refused_early) {
    ll_buf buf = ll_buf_on(arena);
    ll_buf_puts(&buf, "(x");
    for (int i = 0; i < 100000; i++)
        ll_buf_puts(&buf, "|x");
    ll_buf_puts(&buf, ")");
    ll_forms forms;
    ll_phrase_error error;
    ck_assert(!ll_phrase_expand(&forms, arena, ll_buf_str(&buf), english, &error));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("phrase");
    TCase *tests = tcase_create("phrase");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, expands, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, without_a_vocabulary_nothing_contracts);
    tcase_add_loop_test(tests, refuses, 0, (int)(sizeof refusals / sizeof *refusals));
    tcase_add_test(tests, as_many_forms_as_are_allowed);
    tcase_add_test(tests, many_alternatives_are_refused_early);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
