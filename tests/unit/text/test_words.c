/* Words: what counts as one, what does not, and asking for those of a part. */
#include "../support.h"

#include "text/words.h"

#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_prose prose;
static ll_words words;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read(const char *text) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_markdown tree;
    ll_markdown_parse(&tree, arena, source.text);
    ll_prose_build(&prose, arena, &source, 0, &tree);
    ll_words_find(&words, arena, &prose);
}

/* The words, one '|' between each. */
static void expect(const char *text, const char *wanted) {
    read(text);
    ll_buf found = ll_buf_on(arena);
    for (uint32_t i = 0; i < words.count; i++) {
        if (i)
            ll_buf_putc(&found, '|');
        ll_buf_add(&found, prose.text + words.spans[i].start,
                   words.spans[i].end - words.spans[i].start);
    }
    ck_assert_str_eq(ll_buf_text(&found), wanted);
}

START_TEST(words_are_runs_without_space) {
    expect("I built it.", "I|built|it");
    expect("  \u201CHello,\u201D she (who?) said!\nYes\u00A0indeed\u2026",
           "Hello|she|who|said|Yes|indeed");
    expect("", "");
    expect("Node.js e-mail 1,200 don't C++ C# 99.9% $5k ~40",
           "Node.js|e-mail|1,200|don't|C++|C#|99.9|5k|40");
    expect("Stra\u00DFe \u65E5\u672C na\u00EFve", "Stra\u00DFe|\u65E5\u672C|na\u00EFve");
    expect("a_b __c__ \\_", "a_b|c");
}
END_TEST

START_TEST(signs_alone_are_no_words) {
    expect("a - b \u2013 c \u2014 d & e + f / g ... *** \u2022 h", "a|b|c|d|e|f|g|h");
    expect("& + \u2014 - ++ #", "");
}
END_TEST

START_TEST(dashes_and_slashes_divide) {
    expect("build\u2014then run", "build|then|run");
    expect("and/or CI/CD build--then up\u2013down p50/p99",
           "and|or|CI|CD|build|then|up|down|p50|p99");
    expect("24/7 10\u201315 2019\u20132022 1/2", "24/7|10\u201315|2019\u20132022|1/2");
    expect("/usr/bin C++/Java e-mail-only", "usr|bin|C++|Java|e-mail-only");
}
END_TEST

START_TEST(addresses_are_no_words) {
    expect("see https://example.org/a/b now", "see|now");
    expect("<https://example.org> <anna@example.org> anna@example.org, (www.example.org)", "");
    expect("linkedin.com/in/anna github.com/anna/x mailto:a tel:+491234", "");
    expect("[my post](https://example.org/x)", "my|post");
    /* These only look like one. */
    expect("Node.js/Express @anna a@b me@ 3 @ 4 Northstar.io",
           "Node.js|Express|anna|a@b|me|3|4|Northstar.io");
    expect(".com/ www wwwx.", "com|www|wwwx");
}
END_TEST

START_TEST(code_blocks_have_none_but_code_spans_do) {
    expect("run `make all`\n\n```\nmake all\n```\n\n    more code\n\nend", "run|make|all|end");
    expect("<p>one</p>\n\n# Two\n\n- three", "one|Two|three");
}
END_TEST

START_TEST(no_word_crosses_a_block) {
    expect("a\n\nb", "a|b");
    expect("un*real*\nnext", "unreal|next");
}
END_TEST

START_TEST(words_are_counted_in_spans) {
    read("one two three\n\nfour five");
    ck_assert_uint_eq(words.count, 5);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){0, prose.length}), 5);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){0, 4}), 1);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){0, 5}), 2);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){1, 14}), 2);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){4, 4}), 0);
    ck_assert_uint_eq(ll_words_in(&words, (ll_span){9, 4}), 0);
    ck_assert_uint_eq(ll_words_from(&words, 0), 0);
    ck_assert_uint_eq(ll_words_from(&words, 1), 1);
    ck_assert_uint_eq(ll_words_from(&words, 4), 1);
    ck_assert_uint_eq(ll_words_from(&words, prose.length), 5);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("words");
    TCase *tests = tcase_create("words");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, words_are_runs_without_space);
    tcase_add_test(tests, signs_alone_are_no_words);
    tcase_add_test(tests, dashes_and_slashes_divide);
    tcase_add_test(tests, addresses_are_no_words);
    tcase_add_test(tests, code_blocks_have_none_but_code_spans_do);
    tcase_add_test(tests, no_word_crosses_a_block);
    tcase_add_test(tests, words_are_counted_in_spans);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
