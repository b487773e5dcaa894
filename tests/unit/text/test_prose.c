/* Prose: what is visible, how it is normalised, and above all where it stands. The properties in
 * tests/spec say that positions are exact for any text; here the cases are named one by one. */
#include "../support.h"

#include "text/prose.h"

#include <stdlib.h>
#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_prose prose;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read_from(const char *text, uint32_t from) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_markdown tree;
    ll_markdown_parse(&tree, arena, ll_str_slice(source.text, from, source.text.length));
    ll_prose_build(&prose, arena, &source, from, &tree);
}

static void read(const char *text) {
    read_from(text, 0);
    ck_assert_uint_eq(prose.unaligned, 0);
}

static void expect(const char *markdown, const char *wanted) {
    read(markdown);
    ck_assert_str_eq(prose.text, wanted);
    ck_assert_uint_eq(prose.length, strlen(wanted));
}

static ll_span find(const char *words) {
    const char *found = strstr(prose.text, words);
    ck_assert_msg(found != NULL, "'%s' is not in '%s'", words, prose.text);
    uint32_t start = (uint32_t)(found - prose.text);
    return (ll_span){start, start + (uint32_t)strlen(words)};
}

static const char *source_text(ll_span span) {
    return ll_str_copy(arena, ll_str_slice(source.text, span.start, span.end));
}

/* The words of prose stand in the source as `wanted`. */
static void expect_source(const char *words, const char *wanted) {
    ck_assert_str_eq(source_text(ll_prose_to_source(&prose, find(words))), wanted);
}

/* --- What is visible ------------------------------------------------------------------------ */

START_TEST(plain_paragraphs_stay) {
    expect("Dear team,\n\nI built it.\n", "Dear team,\nI built it.");
    ck_assert_uint_eq(prose.block_count, 2);
    ck_assert_uint_eq(prose.segment_count, 2);
    expect_source("team", "team");
    expect_source("I built it.", "I built it.");
}
END_TEST

START_TEST(nothing_gives_nothing) {
    static const char *const empty[] = {
        "",
        "\n\n",
        "---\n",
        "![alt](x)\n",
        "<!-- note -->\n",
        "&nbsp;\n",
        "[a]: /b\n",
        "a <!-- \n\n---\n",
        "> \n",
        "-\n",
        "```\n```",
        "<div></div>",
        "<b></b>",
        "**\xC2\xA0**\n***",
    };
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        read(empty[i]);
        if (strstr(empty[i], "a <"))
            continue;
        ck_assert_msg(prose.block_count == (strstr(empty[i], "**") != NULL), "'%s' gives '%s'",
                      empty[i], prose.text);
    }
    read("");
    ck_assert_str_eq(prose.text, "");
    ck_assert_uint_eq(ll_prose_block_at(&prose, 0), LL_NONE);
    ck_assert_uint_eq(ll_prose_from_source(&prose, 0), 0);
    ll_span none = ll_prose_to_source(&prose, (ll_span){0, 0});
    ck_assert(none.start == 0 && none.end == 0);
}
END_TEST

START_TEST(markup_leaves_no_trace) {
    expect("*one* __two__ un*frigging*real `code` ***x***", "one two unfriggingreal code x");
    expect("[text](http://a.b 'title') ![alt *text*](img) end", "text  end");
    expect("[a][ref] [ref][] [ref]\n\n[ref]: <u r l>\n\"title\"\n", "a ref ref");
    expect("# Head ##\n\nSet *ext*\n===\n", "Head\nSet ext");
    expect("see <https://example.org/a_b> or <anna@example.org>",
           "see https://example.org/a_b or anna@example.org");
    expect("a <b>bold</b> <!-- not seen --> <font> end", "a bold   end");
    expect("> quoted\n> - item\n>   1. one\n", "quoted\nitem\none");
}
END_TEST

START_TEST(tags_of_word_processors_leave_no_trace) {
    expect("One.\n\n<o:p>&nbsp;</o:p>\n\nTwo.\n", "One.\nTwo.");
    expect("We <w:t xml:space=\"preserve\">built</w:t> *it*<o:p></o:p>.\n", "We built it.");
    expect("See `<o:p>` and \\<o:p> and [a<o:p/>b](c).\n", "See <o:p> and <o:p> and ab.");
    expect("If a <o:b and c> d or <q:r s> or <o: p> or <o:p\n<b>.\n",
           "If a  d or <q:r s> or <o: p> or <o:p .");
    expect_source("or <o:p", "or <o:p");
}
END_TEST

/* Paragraphs of nothing but commands; within a text they stay, since what they print may matter. */
START_TEST(commands_of_typesetting_leave_no_trace) {
    expect("\\noindent\n\nOne.\n\n\\vspace{1em} \\hfill[2]{a b}\n\\bigskip\n\nTwo.\n",
           "One.\nTwo.");
    expect("One.\n\n- \\item\n- two\n\n\\[a]\n\n\\\\*b*\n", "One.\ntwo\n[a]\n\\b");
    expect("\\alpha beta\n\nC:\\dir \\par\n", "\\alpha beta\nC:\\dir \\par");
    expect("\\vspace{1em\n\nOne.\n\n`\\par`\n", "\\vspace{1em\nOne.\n\\par");
    expect("\\noindent\nOne.\n", "\\noindent One.");
}
END_TEST

START_TEST(escapes_and_references_are_decoded) {
    expect("5 \\* 3 &lt; 20 &amp; AT\\&T &#8217;s &#x41; &auml; &nosuch; \\a &#0;",
           "5 * 3 < 20 & AT&T 's A \u00E4 &nosuch; \\a \uFFFD");
    expect_source("*", "\\*");
    expect_source("<", "&lt;");
    expect_source("& AT", "&amp; AT");
    expect_source("&T", "\\&T");
    expect_source("\u00E4", "&auml;");
    expect_source("&nosuch;", "&nosuch;");
    expect("<ab:\\*c&amp;d>", "ab:\\*c&d");
}
END_TEST

START_TEST(a_decoded_reference_is_never_divided) {
    expect("x &nGt; y", "x \u226B\u20D2 y"); /* six bytes for six, or so: no verbatim segment */
    ll_span whole = find("\u226B\u20D2");
    for (uint32_t at = whole.start; at < whole.end; at++) {
        ll_span one = ll_prose_to_source(&prose, (ll_span){at, at + 1});
        ck_assert_str_eq(source_text(one), "&nGt;");
    }
    expect("x &nang; y", "x \u2220\u20D2 y");
    expect_source("\u2220", "&nang;");
}
END_TEST

START_TEST(text_is_normalised) {
    expect("I\u2019m \u201Cin\u201D \u2018it\u2019 6\u2032 2\u2033", "I'm \"in\" 'it' 6' 2\"");
    expect("a\u00A0b\u202Fc\u2003d\te", "a b c d e");
    expect("co\u00ADop\u200Berate e\u2011mail \uFEFFx\uFE0F", "cooperate e-mail x");
    expect("one \u2013 two \u2014 three - four", "one \u2013 two \u2014 three - four");
    expect("&nbsp; indented &#10; &Tab; text&nbsp;", "indented     text");
    read("I\u2019m \u201Cin\u201D");
    expect_source("I'm", "I\u2019m");
    expect_source("'", "\u2019");
    expect_source("\"in\"", "\u201Cin\u201D");
}
END_TEST

/* --- Lines ---------------------------------------------------------------------------------- */

static void expect_break(uint32_t index, const char *before, ll_break_kind kind) {
    ck_assert_uint_lt(index, prose.break_count);
    ck_assert_uint_eq(prose.breaks[index].prose, find(before).end);
    ck_assert_int_eq(prose.breaks[index].kind, kind);
}

START_TEST(breaks_are_spaces) {
    expect("a1\na2  \na3\\\na4<br>a5<br/>\na6 \n  a7", "a1 a2 a3 a4 a5 a6 a7");
    ck_assert_uint_eq(prose.break_count, 6);
    expect_break(0, "a1", LL_BREAK_SOFT);
    expect_break(1, "a2", LL_BREAK_HARD);
    expect_break(2, "a3", LL_BREAK_HARD);
    expect_break(3, "a4", LL_BREAK_HARD);
    expect_break(4, "a5", LL_BREAK_HARD); /* the line end behind <br/> adds nothing */
    expect_break(5, "a6", LL_BREAK_SOFT);
    expect_source("a5 a6", "a5<br/>\na6");
    expect_source("a6 a7", "a6 \n  a7");
}
END_TEST

START_TEST(breaks_at_the_ends_of_a_block_go) {
    expect("<br>\nDear team,<br>\n\nHi<br><br>\n", "Dear team,\nHi");
    ck_assert_uint_eq(prose.break_count, 0);
    expect("Hi team,<p>I am</p>", "Hi team, I am");
    expect_break(0, "team,", LL_BREAK_HARD);
}
END_TEST

START_TEST(every_line_end_is_one) {
    expect("a\r\nb\rc\nd", "a b c d");
    ck_assert_uint_eq(prose.break_count, 3);
    expect_source("a b", "a\r\nb");
    expect_source("b c", "b\rc");
    expect("\xEF\xBB\xBF# Head\r\n\r\nText", "Head\nText");
    expect_source("Head", "Head");
    ck_assert_uint_eq(prose.blocks[0].source.start, 3);
}
END_TEST

START_TEST(continuation_lines_lose_their_prefix) {
    expect("> one two\n>   three\nfour\n   > five", "one two three four five");
    expect_source("two three", "two\n>   three");
    expect_source("three four", "three\nfour");
    expect_source("four five", "four\n   > five");
    expect("- one\n  two\nthree\n\n  four", "one two three\nfour");
    expect_source("two three", "two\nthree");
    expect("-\tone\n\ttwo\n\n\t- three\n", "one two\nthree");
    expect("> a\n    > b", "a > b"); /* too far in to be a quote mark */
    expect_source("> b", "> b");
    expect("1. > one\\\n   two\n", "one two"); /* lazy, behind a backslash */
    expect_source("two", "two");
    expect("- > one\\\n\ttwo\n", "one  two"); /* part of the tab is the item's */
}
END_TEST

START_TEST(front_matter_is_left_out) {
    static const char letter[] = "---\nto: x\n---\n\nDear *team*\n\n> one\ntwo\n";
    read_from(letter, (uint32_t)(strstr(letter, "---\n\n") + 4 - letter));
    ck_assert_str_eq(prose.text, "Dear team\none two");
    ck_assert_uint_eq(prose.unaligned, 0);
    expect_source("team", "team");
    expect_source("one two", "one\ntwo");
    ck_assert_uint_eq(ll_prose_to_source(&prose, find("two")).end, strlen(letter) - 1);
}
END_TEST

/* --- Links and code ------------------------------------------------------------------------- */

START_TEST(links_are_listed) {
    expect("see [the *post*](/x (t)), <ab:c>, [![alt](i)](/y) and [in <ab:d> out](/z)",
           "see the post, ab:c,  and in ab:d out");
    ck_assert_uint_eq(prose.mark_counts[LL_MARK_LINK], 3);
    static const char *const texts[] = {"the post", "ab:c", "in ab:d out"};
    for (uint32_t i = 0; i < 3; i++) {
        ll_span wanted = find(texts[i]);
        ck_assert_uint_eq(prose.marks[LL_MARK_LINK][i].start, wanted.start);
        ck_assert_uint_eq(prose.marks[LL_MARK_LINK][i].end, wanted.end);
    }
    expect_source("the post", "the *post");
    expect("[end ](/x)", "end");
    ck_assert_uint_eq(prose.marks[LL_MARK_LINK][0].end, 3);
}
END_TEST

static void expect_marks(ll_mark_kind kind, uint32_t count, const char *const *texts) {
    ck_assert_uint_eq(prose.mark_counts[kind], count);
    for (uint32_t i = 0; i < count; i++) {
        ll_span wanted = find(texts[i]);
        ck_assert_uint_eq(prose.marks[kind][i].start, wanted.start);
        ck_assert_uint_eq(prose.marks[kind][i].end, wanted.end);
    }
}

START_TEST(emphasis_is_marked_once_however_it_nests) {
    expect("a *b **c** _d_* **e *f*** ![*g*](/h)\n\n*i\nj* `k*l*`", "a b c d e f\ni j k*l*");
    expect_marks(LL_MARK_EMPHASIS, 3, (const char *[]){"b c d", "f", "i j"});
    expect_marks(LL_MARK_STRONG, 2, (const char *[]){"c", "e f"});
}
END_TEST

START_TEST(images_are_kept_with_their_text) {
    expect("![a *b*\n`c`](/d)\n\ne ![f ![g](/h)](/i) j\n\n- ![](/k)\n", "e  j");
    ck_assert_uint_eq(prose.image_count, 3);
    static const char *const rows[][2] = {
        {"![a *b*\n`c`](/d)", "a b c"}, {"![f ![g](/h)](/i)", "f g"}, {"![](/k)", ""}};
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_str_eq(source_text(prose.images[i].source), rows[i][0]);
        ck_assert(ll_str_is(prose.images[i].text, rows[i][1]));
    }
}
END_TEST

START_TEST(items_know_their_number) {
    read("> 7. a\n> 8.\n> 9. b\n>    - c\n");
    static const struct {
        uint32_t number;
        bool numbered;
    } rows[] = {{7, true}, {9, true}, {0, false}};
    ck_assert_uint_eq(prose.item_count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(prose.items[i].quotes, 1);
        ck_assert_int_eq(prose.items[i].numbered, rows[i].numbered);
        if (rows[i].numbered)
            ck_assert_uint_eq(prose.items[i].number, rows[i].number);
    }
}
END_TEST

START_TEST(a_link_text_is_not_mistaken_for_its_target) {
    expect("[http://a.b](http://a.b) [x](x) [x]\n\n[x]: x 'x'", "http://a.b x x");
    ck_assert_uint_eq(ll_prose_to_source(&prose, (ll_span){0, 10}).start, 1);
    ck_assert_uint_eq(ll_prose_to_source(&prose, (ll_span){11, 12}).start, 26);
    ck_assert_uint_eq(ll_prose_to_source(&prose, (ll_span){13, 14}).start, 33);
}
END_TEST

START_TEST(link_tails_are_read_by_the_grammar) {
    static const char *const tails[] = {
        "(/u)",
        "( /u )",
        "()",
        "(<>)",
        "(<a b>)",
        "(/a(b)c)",
        "(/a\\)b)",
        "(/u \"t\")",
        "(/u 't')",
        "(/u (t))",
        "(/u \"a\\\"b\")",
        "(\n/u\n\"t\"\n)",
        "(/u \"a\\\\\" b\")",
        "[ref]",
        "[ref]",
        "[]",
        "[ ]",
        "[r\\]f]",
        "(<a\\>b>)",
        "(/u 'a\\')",
    };
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        ll_buf letter = ll_buf_on(arena);
        ll_buf_printf(&letter, "x [ref]%s y\n\n[ref]: /r\n[r\\]f]: /s\n", tails[i]);
        read(ll_buf_text(&letter));
        ck_assert_msg(strcmp(prose.text, "x ref y") == 0, "%s gives %s", tails[i], prose.text);
    }
    expect("[ref](no link) [ref](/u \"t) x\n\n[ref]: /u", "ref(no link) ref(/u \"t) x");
    expect_source("(no link)", "(no link)");
}
END_TEST

static const char *repeated(const char *before, char c, uint32_t count, const char *after) {
    ll_buf text = ll_buf_on(arena);
    ll_buf_puts(&text, before);
    for (uint32_t i = 0; i < count; i++)
        ll_buf_putc(&text, c);
    ll_buf_puts(&text, after);
    return ll_buf_text(&text);
}

/* Around the lengths at which libcmark gives up, prose has to give up at the same. */
START_TEST(limits_are_those_of_libcmark) {
    for (uint32_t length = 995; length < 1006; length++) {
        ll_buf letter = ll_buf_on(arena);
        const char *label = repeated("[", 'a', length, "]");
        ll_buf_printf(&letter, "x [ref]%s y\n\n[ref]: /r\n%s: /s\n", label, label);
        read(ll_buf_text(&letter));
        ck_assert(ll_str_starts(ll_str_of(prose.text), "x ref"));
        read(ll_format(arena, "%s: /s\n\nend", label));
        ck_assert_str_eq(prose.text + prose.length - 3, "end");
    }
    for (uint32_t depth = 30; depth < 36; depth++) {
        const char *opened = repeated("x [ref](", '(', depth, "a");
        read(repeated(opened, ')', depth, ") y\n\n[ref]: /r\n"));
        ck_assert(ll_str_starts(ll_str_of(prose.text), "x ref"));
    }
}
END_TEST

START_TEST(long_fences_close_like_libcmarks) {
    for (uint32_t closing = 253; closing < 258; closing++) {
        const char *opened = repeated("", '~', 300, "\na\n");
        read(repeated(opened, '~', closing, "\nb"));
        bool closed = prose.block_count == 2;
        ck_assert_int_eq(closed, closing >= 255);
        ck_assert_uint_eq(prose.blocks[0].source.end, source.text.length - (closed ? 2 : 0));
    }
}
END_TEST

START_TEST(definitions_are_stepped_over) {
    expect("[a]: /b\n[c]:\n<d>\n'title'\nrest [a] of it", "rest a of it");
    ck_assert_uint_eq(prose.blocks[0].source.start, 25);
    expect("[a]: /b \"t\" x\n\n[a]: /b\n\"t\" x", "a: /b \"t\" x\n\"t\" x");
    expect("[a]: /b\n===\nrest", "=== rest");
    expect("[a]: /b\nHead\n---\n---\nrest", "Head\nrest");
    ck_assert_int_eq(prose.blocks[0].kind, LL_BLOCK_HEADING);
    ck_assert_uint_eq(prose.blocks[0].source.end, 16);
    expect("[\\]: x", "[]: x");
    expect("[ ]: x\n\n[a]:\n\n[a]: /b x", "[ ]: x\n[a]:\n[a]: /b x");
}
END_TEST

START_TEST(code_spans_are_code) {
    expect("a `` b`c `` d `e\n  f` g ` ` h", "a b`c d e f g   h");
    ck_assert_uint_eq(prose.code_count, 3);
    ck_assert_str_eq(source_text(prose.code[0]), "`` b`c ``");
    expect_source("b`c", "b`c");
    expect_source("e f", "e\n  f");
    ck_assert(!ll_prose_in_code(&prose, 1));
    ck_assert(ll_prose_in_code(&prose, 2));
    ck_assert(ll_prose_in_code(&prose, 10));
    ck_assert(!ll_prose_in_code(&prose, 11));
    ck_assert(!ll_prose_in_code(&prose, source.text.length));
    expect("`\\*&amp;<b>`", "\\*&amp;<b>");
    expect("a `never closed", "a `never closed");
    ck_assert_uint_eq(prose.code_count, 0);
}
END_TEST

START_TEST(code_blocks_keep_their_lines) {
    expect("```sh\nmake\n\n  all\n```\nafter", "make    all\nafter");
    ck_assert_int_eq(prose.blocks[0].kind, LL_BLOCK_CODE);
    ck_assert(prose.blocks[0].fenced);
    ck_assert_str_eq(source_text(prose.blocks[0].source), "```sh\nmake\n\n  all\n```");
    ck_assert_str_eq(source_text(prose.code[0]), "```sh\nmake\n\n  all\n```");
    ck_assert_uint_eq(prose.break_count, 2);
    expect_source("all", "all");
    expect("    one\n\ttwo\n", "one two");
    ck_assert(!prose.blocks[0].fenced);
    expect_source("one two", "one\n\ttwo");
    expect("> ~~~\n> a\n\nb", "a\nb");
    ck_assert_str_eq(source_text(prose.blocks[0].source), "~~~\n> a");
    expect("- ```\n  a\n", "a");  /* closed by the end of the text */
    expect("-\t\tcode", " code"); /* a tab of which the item takes a part */
    expect("  ```\n   a\n b\n  ```", " a b");
}
END_TEST

/* --- Containers and HTML -------------------------------------------------------------------- */

START_TEST(items_know_their_blocks) {
    expect("- one\n\n  more\n- two\n  - deep\n- \n\ntext\n\n1. last\n",
           "one\nmore\ntwo\ndeep\ntext\nlast");
    ck_assert_uint_eq(prose.item_count, 4);
    static const struct {
        uint32_t first_block, end_block, parent, list;
    } wanted[] = {{0, 2, LL_NONE, 0}, {2, 4, LL_NONE, 0}, {3, 4, 1, 1}, {5, 6, LL_NONE, 2}};
    for (uint32_t i = 0; i < 4; i++) {
        ck_assert_uint_eq(prose.items[i].first_block, wanted[i].first_block);
        ck_assert_uint_eq(prose.items[i].end_block, wanted[i].end_block);
        ck_assert_uint_eq(prose.items[i].parent, wanted[i].parent);
        ck_assert_uint_eq(prose.items[i].list, wanted[i].list);
    }
    static const uint32_t items[] = {0, 0, 1, 2, LL_NONE, 3};
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_uint_eq(prose.blocks[i].item, items[i]);
}
END_TEST

START_TEST(blocks_know_their_quotes_and_levels) {
    expect("> a\n>\n> > b\n\n### c\n", "a\nb\nc");
    ck_assert_uint_eq(prose.blocks[0].quotes, 1);
    ck_assert_uint_eq(prose.blocks[1].quotes, 2);
    ck_assert_uint_eq(prose.blocks[2].quotes, 0);
    ck_assert_uint_eq(prose.blocks[2].level, 3);
    ck_assert_str_eq(source_text(prose.blocks[2].source), "### c");
}
END_TEST

START_TEST(html_blocks_give_their_words) {
    expect("<p>One <b>bold</b>\n  word &amp; more</p>\n<p>two<br>\nthree</p>\n",
           "One bold word & more\ntwo three");
    ck_assert_int_eq(prose.blocks[0].kind, LL_BLOCK_HTML);
    ck_assert_str_eq(source_text(prose.blocks[1].source), "<p>two<br>\nthree</p>");
    expect_break(1, "two", LL_BREAK_HARD);
    expect_source("two three", "two<br>\nthree");
    expect("<div title='a > b'>x < y & z</div>", "x < y & z");
    expect("<script>\nvar a = '<p>';\n</script>\nseen", "seen");
    expect("<style>p</styles></STYLE >\n\nx", "x");
    expect("<!-- one\n\ntwo --> three\n", "three");
    expect("<![CDATA[ a < &amp; ]]>\n", "a < &amp;");
    expect("text <![CDATA[raw & <b>]]> end", "text raw & <b> end");
    expect("<?php echo ?>\n\n<!DOCTYPE x>\n\nend", "end");
    expect("<pre>\na\n\nb\n</pre>", "a\nb");
    expect("> <div>\n> a\n> </div>\n", "a");
    expect("<div\n", "");
    expect("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb");
}
END_TEST

START_TEST(words_in_angle_brackets_are_text) {
    expect("I love <Company Name> and <b>you</b>.", "I love <Company Name> and you.");
    expect_source("<Company Name> and", "<Company Name> and");
    expect_source("and you", "and <b>you");
    expect("Dear <your\n  name>,", "Dear <your name>,");
    expect_break(0, "your", LL_BREAK_SOFT);
    expect("<Your Name>\nLeeds\n", "<Your Name> Leeds");
    expect_source("<Your Name> Leeds", "<Your Name>\nLeeds");
    expect("<p>At <Your Firm> I <i>ran</i> it.</p>", "At <Your Firm> I ran it.");
    expect_source("<Your Firm> I ran", "<Your Firm> I <i>ran");
    expect("![<a b>](c) d", "d");
    expect("<div>a <open and never shut", "a");
    expect("<address line 1> <address>x</address>", "<address line 1>\nx");
}
END_TEST

/* --- There and back ------------------------------------------------------------------------- */

START_TEST(spans_map_to_the_smallest_source) {
    read("a **bold** b\n\nc");
    expect_source("bold", "bold");
    expect_source(" bold", " **bold");
    expect_source("bold b", "bold** b");
    ll_span both = ll_prose_to_source(&prose, (ll_span){7, 10});
    ck_assert_str_eq(source_text(both), "b\n\nc");
    ll_span separator = ll_prose_to_source(&prose, (ll_span){8, 9});
    ck_assert_uint_eq(separator.start, separator.end);
    ll_span empty = ll_prose_to_source(&prose, (ll_span){3, 3});
    ck_assert(empty.start == 5 && empty.end == 5);
    empty = ll_prose_to_source(&prose, (ll_span){prose.length, prose.length});
    ck_assert(empty.start == source.text.length && empty.end == source.text.length);
    ll_span beyond = ll_prose_to_source(&prose, (ll_span){9, 100});
    ck_assert_str_eq(source_text(beyond), "c");
    beyond = ll_prose_to_source(&prose, (ll_span){100, 200});
    ck_assert(beyond.start == source.text.length && beyond.end == source.text.length);
}
END_TEST

START_TEST(source_offsets_map_to_the_next_word) {
    read("a **bold** &amp;\n\nc\n");
    ck_assert_uint_eq(ll_prose_from_source(&prose, 0), 0);
    ck_assert_uint_eq(ll_prose_from_source(&prose, 3), 2);  /* in the marks */
    ck_assert_uint_eq(ll_prose_from_source(&prose, 5), 3);  /* "old" */
    ck_assert_uint_eq(ll_prose_from_source(&prose, 13), 7); /* inside &amp; */
    ck_assert_uint_eq(ll_prose_from_source(&prose, 17), 9);
    ck_assert_uint_eq(ll_prose_from_source(&prose, 19), prose.length);
}
END_TEST

START_TEST(blocks_are_found) {
    read("one\n\ntwo\n\nthree");
    ck_assert_uint_eq(ll_prose_block_at(&prose, 0), 0);
    ck_assert_uint_eq(ll_prose_block_at(&prose, 3), 0); /* its separator */
    ck_assert_uint_eq(ll_prose_block_at(&prose, 4), 1);
    ck_assert_uint_eq(ll_prose_block_at(&prose, 100), 2);
}
END_TEST

/* --- The fallback --------------------------------------------------------------------------- */

/* A tree of another text: nothing fits. */
static void read_wrongly(const char *text, const char *other) {
    ll_source_init(&source, arena, "letter.md", ll_str_of(text));
    ll_markdown tree;
    ll_markdown_parse(&tree, arena, ll_str_of(other));
    ll_prose_build(&prose, arena, &source, 0, &tree);
}

START_TEST(what_does_not_fit_is_mapped_to_its_block) {
    read_wrongly("xx xx xx\nyy\n\nlast", "one *two* `three`  \nfour ![alt](x)\n\nlast");
    ck_assert_str_eq(prose.text, "one two three four\nlast");
    ck_assert_uint_eq(prose.unaligned, 1);
    ck_assert(!prose.blocks[0].aligned);
    ck_assert(prose.blocks[1].aligned);
    expect_source("two", "xx xx xx\nyy");
    expect_source("four", "xx xx xx\nyy");
    expect_source("last", "last");
    expect_source("four\nlast", "xx xx xx\nyy\n\nlast");
    expect_source("\nlast", "last");
    ll_span separator = ll_prose_to_source(&prose, find("\n"));
    ck_assert_uint_eq(separator.start, separator.end);
    ck_assert_uint_eq(prose.break_count, 1);
    ck_assert_uint_eq(prose.code_count, 0);
    ck_assert_uint_eq(ll_prose_from_source(&prose, 3), 0);
}
END_TEST

START_TEST(no_kind_of_misfit_is_guessed_at) {
    static const char *const trees[] = {
        "a*b*",         "[a](b)",
        "![a](b)",      "<ab:c>",
        "a&amp;b",      "`a`",
        "a<b>c",        "a\\\nb",
        "a\nb",         "# a",
        "a\n===",       "    a",
        "```\na",       "<p>a",
        "- a",          "> a",
        "a b",          "**a**",
        "[a]",          "<ab:c> d",
        "aa",           "a",
        "\\*a",         "- - a",
        "1. a\n\n   b", "```\na\n```\n\nb",
    };
    static const char *const texts[] = {"",         "z",    "z\nz\nz\nz", "*",   "**a", "[a",
                                        "`a",       "a\\b", "<ab:c",      "![a", "#",   "- z",
                                        "> z\n> z", "a*b",  "[a]",        "<p>z"};
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++)
        for (size_t j = 0; j < sizeof texts / sizeof texts[0]; j++) {
            read_wrongly(texts[j], trees[i]);
            ck_assert_msg(prose.unaligned || strstr(texts[j], prose.text),
                          "'%s' read as '%s' gives '%s'", texts[j], trees[i], prose.text);
            for (uint32_t k = 0; k < prose.block_count; k++)
                ck_assert_uint_le(prose.blocks[k].source.end, source.text.length);
        }
}
END_TEST

START_TEST(what_is_left_over_is_a_misfit) {
    static const char *const longer[] = {"a b", "ab", "a `", "a *", "a #"};
    for (size_t i = 0; i < sizeof longer / sizeof longer[0]; i++) {
        read_wrongly(longer[i], "a");
        ck_assert_uint_eq(prose.unaligned, 1);
        ck_assert_str_eq(prose.text, "a");
    }
    read_wrongly("# a #", "# a");
    ck_assert_uint_eq(prose.unaligned, 0); /* a heading's closing marks may be left */
}
END_TEST

START_TEST(unaligned_html_and_code_keep_their_words) {
    read_wrongly("z", "<p>a &amp; <b>b</b>\n<p>c\n");
    ck_assert_str_eq(prose.text, "a & b\nc");
    ck_assert_uint_eq(prose.unaligned, 1);
    expect_source("b", "z");
    read_wrongly("zz", "```\na\nb\n```");
    ck_assert_str_eq(prose.text, "a b");
    expect_source("a", "zz");
    ck_assert_uint_eq(prose.break_count, 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("prose");
    TCase *tests = tcase_create("prose");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, plain_paragraphs_stay);
    tcase_add_test(tests, nothing_gives_nothing);
    tcase_add_test(tests, markup_leaves_no_trace);
    tcase_add_test(tests, tags_of_word_processors_leave_no_trace);
    tcase_add_test(tests, commands_of_typesetting_leave_no_trace);
    tcase_add_test(tests, escapes_and_references_are_decoded);
    tcase_add_test(tests, a_decoded_reference_is_never_divided);
    tcase_add_test(tests, text_is_normalised);
    tcase_add_test(tests, breaks_are_spaces);
    tcase_add_test(tests, breaks_at_the_ends_of_a_block_go);
    tcase_add_test(tests, every_line_end_is_one);
    tcase_add_test(tests, continuation_lines_lose_their_prefix);
    tcase_add_test(tests, front_matter_is_left_out);
    tcase_add_test(tests, links_are_listed);
    tcase_add_test(tests, emphasis_is_marked_once_however_it_nests);
    tcase_add_test(tests, images_are_kept_with_their_text);
    tcase_add_test(tests, items_know_their_number);
    tcase_add_test(tests, a_link_text_is_not_mistaken_for_its_target);
    tcase_add_test(tests, link_tails_are_read_by_the_grammar);
    tcase_add_test(tests, limits_are_those_of_libcmark);
    tcase_add_test(tests, long_fences_close_like_libcmarks);
    tcase_add_test(tests, definitions_are_stepped_over);
    tcase_add_test(tests, code_spans_are_code);
    tcase_add_test(tests, code_blocks_keep_their_lines);
    tcase_add_test(tests, items_know_their_blocks);
    tcase_add_test(tests, blocks_know_their_quotes_and_levels);
    tcase_add_test(tests, html_blocks_give_their_words);
    tcase_add_test(tests, words_in_angle_brackets_are_text);
    tcase_add_test(tests, spans_map_to_the_smallest_source);
    tcase_add_test(tests, source_offsets_map_to_the_next_word);
    tcase_add_test(tests, blocks_are_found);
    tcase_add_test(tests, what_does_not_fit_is_mapped_to_its_block);
    tcase_add_test(tests, no_kind_of_misfit_is_guessed_at);
    tcase_add_test(tests, what_is_left_over_is_a_misfit);
    tcase_add_test(tests, unaligned_html_and_code_keep_their_words);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
