/* The page: what a reader sees, in blocks of runs, each with the very bytes it stands for. */
#include "../support.h"
#include "letter/page.h"

#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_letter letter;
static ll_page page;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read(const char *text) {
    ll_diagnostics problems = {.arena = arena};
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_letter_read(&letter, arena, &source, ll_test_vocabulary(arena), NULL, 0, &problems);
    ll_page_build(&page, &letter);
}

/* A run as "esclib:text", a letter a flag; one that is not exact as "…=source". */
static void tell_run(ll_buf *out, const ll_page_run *run) {
    static const char flags[] = "esclib";
    for (int i = 0; flags[i]; i++)
        if (run->style & (1u << i))
            ll_buf_putc(out, flags[i]);
    ll_buf_puts(out, run->style ? ":" : "");
    ll_buf_add_str(out, (ll_str){run->text, run->length});
    ll_str typed = ll_str_slice(source.text, run->span.start, run->span.end);
    if (run->exact) {
        ck_assert(ll_str_equal(typed, (ll_str){run->text, run->length}));
        return;
    }
    ll_buf_putc(out, '=');
    ll_buf_add_str(out, typed);
}

static void expect_block(size_t index, const char *expected) {
    ll_buf told = ll_buf_on(arena);
    ck_assert_uint_lt(index, page.block_count);
    for (size_t i = 0; i < page.blocks[index].run_count; i++) {
        ll_buf_puts(&told, i ? "|" : "");
        tell_run(&told, &page.blocks[index].runs[i]);
    }
    ck_assert_str_eq(ll_buf_text(&told), expected);
}

START_TEST(runs_are_styled_and_exact) {
    read("I *ran* a **b *c*** `d e`, see [*it*](/f) and <http://g.h>.\n");
    expect_block(0, "I |e:ran| a |s:b |es:c| |c:d e|, see |el:it| and |l:http://g.h|.");
}
END_TEST

START_TEST(text_is_shown_as_typed) {
    read("Dear Sam,\n\nIt\xE2\x80\x99s\xC2\xA0me &amp; \\*you\\*.\r\nand I am glad of it.\n");
    expect_block(
        1, "It\xE2\x80\x99s\xC2\xA0me |&=&amp;| |*=\\*|you|*=\\*|.| =\r\n|and I am glad of it.");
}
END_TEST

START_TEST(images_are_their_words) {
    read("![a *b*](/c)\n\nd ![e](/f) g ![](/h)\n\n- i\n\n![j](/k)\n");
    ck_assert_uint_eq(page.block_count, 4);
    expect_block(0, "i:a b=![a *b*](/c)");
    expect_block(1, "d |i:e=![e](/f)| g|i:=![](/h)");
    expect_block(2, "i");
    expect_block(3, "i:j=![j](/k)");
}
END_TEST

START_TEST(line_ends_that_a_reader_sees_are_breaks) {
    read("Jane Roe\njane@example.com\n\nDear Sam,\n\nI built\nthis:  \nit works.\n\n"
         "\xE2\x80\xA2 one\n\xE2\x80\xA2 two\n\n```\na\n b\n```\n\nKind regards,\nJane\n");
    expect_block(0, "Jane Roe|b:\n=\n|jane@example.com");
    expect_block(2, "I built| =\n|this:|b:\n=\n|it works.");
    expect_block(3, "\xE2\x80\xA2 one|b:\n=\n|\xE2\x80\xA2 two");
    expect_block(4, "c:a|b:\n=\n|c: b");
    expect_block(5, "Kind regards,|b:\n=\n|Jane");
}
END_TEST

START_TEST(blocks_know_where_they_stand) {
    read("# Head\n\n> 3. a\n>\n>    - > b\n\nc\n");
    ck_assert_uint_eq(page.block_count, 4);
    ck_assert_int_eq(page.blocks[0].kind, LL_PAGE_HEADING);
    ck_assert_uint_eq(page.blocks[0].level, 1);
    ck_assert_uint_eq(page.blocks[0].item, LL_PAGE_NONE);
    ck_assert_uint_eq(page.blocks[1].quotes, 1);
    ck_assert_uint_eq(page.blocks[2].quotes, 2);
    ck_assert_uint_eq(page.item_count, 2);
    const ll_page_item *outer = &page.items[page.blocks[1].item];
    const ll_page_item *inner = &page.items[page.blocks[2].item];
    ck_assert(outer->numbered && !inner->numbered);
    ck_assert_uint_eq(outer->number, 3);
    ck_assert_uint_eq(outer->quotes, 1);
    ck_assert_uint_eq(inner->quotes, 1);
    ck_assert_uint_eq(inner->parent, page.blocks[1].item);
    ck_assert_uint_ne(inner->list, outer->list);
}
END_TEST

START_TEST(html_of_the_letter_is_not_there) {
    read("<div onclick=\"x\">a</div>\n\n<script>b</script>\n\nc <b>d</b> <!-- e -->f\n");
    ck_assert_uint_eq(page.block_count, 2);
    expect_block(0, "a");
    expect_block(1, "c |d| |f");
    read("");
    ck_assert_uint_eq(page.block_count, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("page");
    TCase *tests = tcase_create("page");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, runs_are_styled_and_exact);
    tcase_add_test(tests, text_is_shown_as_typed);
    tcase_add_test(tests, images_are_their_words);
    tcase_add_test(tests, line_ends_that_a_reader_sees_are_breaks);
    tcase_add_test(tests, blocks_know_where_they_stand);
    tcase_add_test(tests, html_of_the_letter_is_not_there);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
