/* The flat tree: order, kinds, parents and ends, what libcmark calls things, memory, and character
 * references, of which the short cuts must agree with libcmark. */
#include "../support.h"

#include "base/utf8.h"
#include "text/markdown.h"

#include <stdlib.h>
#include <string.h>

static ll_arena *arena;
static ll_markdown tree;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void parse(const char *text) {
    ll_markdown_parse(&tree, arena, ll_str_of(text));
}

static void expect_kinds(const char *text, const ll_node_kind *kinds, uint32_t count) {
    parse(text);
    ck_assert_uint_eq(tree.count, count);
    for (uint32_t i = 0; i < count; i++)
        ck_assert_msg(tree.nodes[i].kind == kinds[i], "node %u of '%s'", i, text);
}

#define EXPECT_KINDS(text, ...)                                                                    \
    do {                                                                                           \
        static const ll_node_kind kinds[] = {__VA_ARGS__};                                         \
        expect_kinds(text, kinds, (uint32_t)(sizeof kinds / sizeof kinds[0]));                     \
    } while (0)

START_TEST(kinds_come_in_document_order) {
    EXPECT_KINDS("", LL_NODE_DOCUMENT);
    EXPECT_KINDS("> 1. a\n\n---\n", LL_NODE_DOCUMENT, LL_NODE_QUOTE, LL_NODE_LIST, LL_NODE_ITEM,
                 LL_NODE_PARAGRAPH, LL_NODE_TEXT, LL_NODE_THEMATIC_BREAK);
    EXPECT_KINDS("# *a* **b**", LL_NODE_DOCUMENT, LL_NODE_HEADING, LL_NODE_EMPHASIS, LL_NODE_TEXT,
                 LL_NODE_TEXT, LL_NODE_STRONG, LL_NODE_TEXT);
    EXPECT_KINDS("[a](b) ![c](d)", LL_NODE_DOCUMENT, LL_NODE_PARAGRAPH, LL_NODE_LINK, LL_NODE_TEXT,
                 LL_NODE_TEXT, LL_NODE_IMAGE, LL_NODE_TEXT);
    EXPECT_KINDS("a\n`b`\\\n<i>", LL_NODE_DOCUMENT, LL_NODE_PARAGRAPH, LL_NODE_TEXT,
                 LL_NODE_SOFT_BREAK, LL_NODE_CODE, LL_NODE_HARD_BREAK, LL_NODE_HTML_INLINE);
    EXPECT_KINDS("```\na\n```\n\n<p>\n", LL_NODE_DOCUMENT, LL_NODE_CODE_BLOCK, LL_NODE_HTML_BLOCK);
}
END_TEST

START_TEST(parents_and_ends_make_the_tree) {
    parse("- *a* b\n- c\n\nd");
    /* 0 document, 1 list, 2 item, 3 paragraph, 4 emphasis, 5 text, 6 text, 7 item, 8 paragraph,
     * 9 text, 10 paragraph, 11 text */
    static const uint32_t parents[] = {0, 0, 1, 2, 3, 4, 3, 1, 7, 8, 0, 10};
    static const uint32_t ends[] = {12, 10, 7, 7, 6, 6, 7, 10, 10, 10, 12, 12};
    ck_assert_uint_eq(tree.count, 12);
    for (uint32_t i = 0; i < 12; i++) {
        ck_assert_uint_eq(tree.nodes[i].parent, parents[i]);
        ck_assert_uint_eq(tree.nodes[i].end, ends[i]);
    }
}
END_TEST

START_TEST(nodes_carry_what_libcmark_knows) {
    parse("text\n\n### a &amp; \\*\n\n[b](/c%20d \"t\")\n\n~~~ sh\n  x\n~~~\n");
    ck_assert_uint_eq(tree.nodes[1].start_line, 1);
    const ll_node *heading = &tree.nodes[3];
    ck_assert_uint_eq(heading->level, 3);
    ck_assert_uint_eq(heading->start_line, 3);
    ck_assert_uint_eq(heading->start_column, 1);
    ck_assert(ll_str_is(tree.nodes[4].literal, "a & *"));
    ck_assert(ll_str_is(tree.nodes[6].url, "/c%20d"));
    ck_assert_uint_eq(tree.nodes[6].literal.length, 0);
    const ll_node *code = &tree.nodes[tree.count - 1];
    ck_assert_int_eq(code->kind, LL_NODE_CODE_BLOCK);
    ck_assert(ll_str_is(code->literal, "  x\n"));
    ck_assert_uint_eq(code->end_line, 9);
}
END_TEST

START_TEST(a_text_need_not_end_in_nul) {
    ll_markdown_parse(&tree, arena, (ll_str){"abc*d*", 3});
    ck_assert_uint_eq(tree.count, 3);
    ck_assert(ll_str_is(tree.nodes[2].literal, "abc"));
}
END_TEST

START_TEST(deep_nesting_needs_no_stack) {
    ll_buf deep = ll_buf_on(arena);
    for (int i = 0; i < 10000; i++)
        ll_buf_putc(&deep, '>');
    ll_buf_puts(&deep, "a");
    ll_markdown_parse(&tree, arena, ll_buf_str(&deep));
    ck_assert_uint_eq(tree.count, 10003);
    ck_assert_uint_eq(tree.nodes[10002].parent, 10001);
    ck_assert_uint_eq(tree.nodes[1].end, 10003);
}
END_TEST

/* Every limit up to what a parse needs: either it fits, or the guard is reached. */
START_TEST(running_out_of_memory_reaches_the_guard) {
    static const char text[] = "# a\n\n- *b* [c](d)\n- e\n\n> &hearts; `f`\n";
    volatile bool failed = false, done = false;
    for (size_t volatile limit = 1; !done && limit < 200000; limit += 997) {
        ll_arena *small = ll_arena_new(limit);
        if (setjmp(*ll_arena_guard(small))) {
            failed = true;
        } else {
            ll_markdown parsed;
            ll_markdown_parse(&parsed, small, ll_str_of(text));
            ck_assert_uint_gt(parsed.count, 10);
            done = true;
        }
        ll_arena_free(small);
    }
    ck_assert(failed && done);
}
END_TEST

/* --- Character references ------------------------------------------------------------------- */

static void expect_decoded(const char *text, uint32_t length, const char *wanted) {
    ll_str decoded = ll_str_of("kept");
    uint32_t used = ll_markdown_decode_entity(&decoded, arena, ll_str_of(text));
    ck_assert_msg(used == length, "'%s' uses %u", text, used);
    ck_assert_msg(ll_str_is(decoded, length ? wanted : "kept"), "'%s' gives '%.*s'", text,
                  (int)decoded.length, decoded.data);
}

START_TEST(references_are_decoded) {
    expect_decoded("&amp;", 5, "&");
    expect_decoded("&amp; more", 5, "&");
    expect_decoded("&hearts;x", 8, "\u2665");
    expect_decoded("&nGt;", 5, "\u226B\u20D2");
    expect_decoded("&Tab;", 5, "\t");
    expect_decoded("&NewLine;", 9, "\n");
    expect_decoded("&CounterClockwiseContourIntegral;", 33, "\u2233");
    expect_decoded("&#65;", 5, "A");
    expect_decoded("&#x2019;", 8, "\u2019");
    expect_decoded("&#X1f600;", 9, "\U0001F600");
    expect_decoded("&#0;", 4, "\uFFFD");
    expect_decoded("&#xD800;", 8, "\uFFFD");
    expect_decoded("&#9999999;", 10, "\uFFFD");
}
END_TEST

/* libcmark writes these two as single bytes that are not UTF-8. */
START_TEST(noncharacters_are_text) {
    expect_decoded("&#xFFFE;", 8, "\uFFFE");
    expect_decoded("&#65535;", 8, "\uFFFF");
    ll_markdown_parse(&tree, arena, ll_str_of("a &#xFFFE;&#xFFFF; [b](&#xFFFE;)"));
    ll_buf all = ll_buf_on(arena);
    for (uint32_t i = 0; i < tree.count; i++) {
        ll_buf_add_str(&all, tree.nodes[i].literal);
        ll_buf_add_str(&all, tree.nodes[i].url);
    }
    ck_assert_ptr_nonnull(strstr(ll_buf_text(&all), "\uFFFE\uFFFF"));
    ck_assert_uint_eq(ll_utf8_find_invalid(all.data, all.length), all.length);
}
END_TEST

START_TEST(what_is_no_reference_is_left) {
    static const char *const others[] = {
        "",
        "&",
        "&amp",
        "&;",
        "&#;",
        "&#x;",
        "&#12345678;",
        "&#x1234567;",
        "amp;",
        "&nosuch;",
        "& amp;",
        "&Amp;",
        "&#65",
        "&#6a;",
        "&#xg;",
        "&a-b;",
        "&abcdefghijklmnopqrstuvwxyzabcdefgh;",
        "&#",
        "&#x",
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        expect_decoded(others[i], 0, "");
}
END_TEST

/* What libcmark makes of the reference in a paragraph of its own. */
static ll_str by_libcmark(const char *reference) {
    parse(reference);
    return tree.nodes[tree.count - 1].literal;
}

START_TEST(the_short_cuts_agree_with_libcmark) {
    static const char *const names[] = {
        "&amp;",    "&lt;",     "&gt;",    "&quot;",     "&nbsp;",     "&ndash;",
        "&mdash;",  "&lsquo;",  "&rsquo;", "&ldquo;",    "&rdquo;",    "&hellip;",
        "&#1;",     "&#127;",   "&#128;",  "&#1114111;", "&#1114112;", "&#x10FFFF;",
        "&#xDFFF;", "&#xE000;", "&#x0;",   "&#0000065;", "&#x000041;",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ll_str wanted = by_libcmark(names[i]), decoded;
        ck_assert_uint_eq(ll_markdown_decode_entity(&decoded, arena, ll_str_of(names[i])),
                          strlen(names[i]));
        ck_assert_msg(ll_str_equal(decoded, wanted), "%s", names[i]);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("markdown");
    TCase *tests = tcase_create("markdown");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, kinds_come_in_document_order);
    tcase_add_test(tests, parents_and_ends_make_the_tree);
    tcase_add_test(tests, nodes_carry_what_libcmark_knows);
    tcase_add_test(tests, a_text_need_not_end_in_nul);
    tcase_add_test(tests, deep_nesting_needs_no_stack);
    tcase_add_test(tests, running_out_of_memory_reaches_the_guard);
    tcase_add_test(tests, references_are_decoded);
    tcase_add_test(tests, noncharacters_are_text);
    tcase_add_test(tests, what_is_no_reference_is_left);
    tcase_add_test(tests, the_short_cuts_agree_with_libcmark);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
