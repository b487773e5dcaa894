/* Blocks are cut where the parts of a letter meet, and every place stays where it was. */
#include "../support.h"
#include "letter/letter.h"

#include <string.h>

static ll_arena *arena;
static ll_source source;
static ll_letter letter;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static void read_text(ll_str text) {
    ll_source_init(&source, arena, "letter.md", text);
    ll_diagnostics problems = {.arena = arena};
    ll_letter_read(&letter, arena, &source, ll_test_vocabulary(arena), NULL, 0, &problems);
}

/* The blocks, joined by " | ". */
static const char *blocks(void) {
    ll_buf out = ll_buf_on(arena);
    for (uint32_t i = 0; i < letter.prose.block_count; i++) {
        ll_span span = letter.prose.blocks[i].prose;
        ll_buf_puts(&out, i > 0 ? " | " : "");
        ll_buf_add(&out, letter.prose.text + span.start, span.end - span.start);
    }
    return ll_buf_text(&out);
}

/* What stands in the source where `words` of the prose do. */
static const char *typed(const char *words) {
    const char *found = strstr(letter.prose.text, words);
    ck_assert_msg(found != NULL, "'%s' is not in the prose", words);
    uint32_t start = (uint32_t)(found - letter.prose.text);
    ll_span span =
        ll_prose_to_source(&letter.prose, (ll_span){start, start + (uint32_t)strlen(words)});
    return ll_format(arena, "%.*s", (int)(span.end - span.start), source.text.data + span.start);
}

/* What prose.h promises: blocks rise on both sides, divided by '\n', which stands nowhere else; so
 * do segments, and no block begins or ends within one. */
static void check_prose(void) {
    const ll_prose *prose = &letter.prose;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        const ll_block *block = &prose->blocks[i];
        ll_str text = {prose->text + block->prose.start, block->prose.end - block->prose.start};
        ck_assert_uint_gt(text.length, 0);
        ck_assert_ptr_null(memchr(text.data, '\n', text.length));
        ck_assert(text.data[0] != ' ' && text.data[text.length - 1] != ' ');
        ck_assert_uint_lt(block->source.start, block->source.end);
        ck_assert(i == 0 || (block[-1].prose.end < block->prose.start &&
                             block[-1].source.end <= block->source.start));
    }
    for (uint32_t i = 0, block = 0; i < prose->segment_count; i++) {
        const ll_segment *segment = &prose->segments[i];
        while (prose->blocks[block].prose.end <= segment->prose.start)
            block++;
        ck_assert_uint_ge(segment->prose.start, prose->blocks[block].prose.start);
        ck_assert_uint_le(segment->prose.end, prose->blocks[block].prose.end);
        ck_assert_uint_ge(segment->source.start, prose->blocks[block].source.start);
        ck_assert_uint_le(segment->source.end, prose->blocks[block].source.end);
        ck_assert(i == 0 || segment[-1].prose.end <= segment->prose.start);
    }
    for (uint32_t i = 0; i < prose->break_count; i++)
        ck_assert_int_eq(prose->text[prose->breaks[i].prose], ' ');
}

typedef struct row {
    const char *text, *blocks;
} row;

/* The body's first sentence begins a block however it is glued to the greeting, and the farewell
 * does however to the last. */
#define GREETED "Dear Sir, | I moved a ledger. It held."
#define CLOSED GREETED " | Kind regards, Ada"
static const row rows[] = {
    {"Dear Sir,\n\nI moved a ledger. It held.\n\nKind regards,\nAda\n", CLOSED},
    {"Dear Sir,\nI moved a ledger. It held.\nKind regards,\nAda\n", CLOSED},
    {"Dear Sir,  \nI moved a ledger. It held.   \nKind regards,  \nAda\n", CLOSED},
    {"Dear Sir,\\\nI moved a ledger. It held.\\\nKind regards,\\\nAda\n", CLOSED},
    {"Dear Sir,<br>I moved a ledger. It held.<br>Kind regards,<br>Ada\n", CLOSED},
    {"Dear Sir,<br/>\nI moved a ledger. It held.<br /><br />\nKind regards,<br>\nAda\n", CLOSED},
    {"<p>Dear Sir,<br>I moved a ledger. It held.<br>Kind regards,<br>Ada</p>\n", CLOSED},
    {"Dear Sir,\r\nI moved a ledger. It held.\r\nKind regards,\r\nAda\r\n", CLOSED},
    {"> Dear Sir,\n> I moved a ledger. It held.\n> Kind regards,\n> Ada\n", CLOSED},
    {"**Dear Sir,**\n*I moved* a ledger. It held.\nKind regards,\n**Ada**\n", CLOSED},
    {"*Dear Sir,\nI moved a ledger. It held.*\n", GREETED},
    {"Dear Sir, I moved a ledger. It held.\n", GREETED},
    {"Dear Sir,\n\u00A0\nI moved a ledger. It held.\n", GREETED},
    {"Dear Sir,&ThickSpace;\n&nbsp;I moved a ledger. It held.\n", GREETED},
    {"\tDear Sir,\nI moved a ledger. It held.\n", GREETED},
    {"Dear Sir,\n<!-- letterlint-disable cliche -- mine -->\nI moved a ledger. It held.\n",
     GREETED},
    {"Ada Byron\nDear Sir,\nI moved a ledger. It held.\n", "Ada Byron | " GREETED},
    {"Dear Sir,I moved a ledger. It held.\n", "Dear Sir,I moved a ledger. It held."},
    {"I moved a ledger,\nDear Sir, and\nit held.\n", "I moved a ledger, Dear Sir, and it held."},
    {"**Why me**\nI moved a ledger. It held.\n**Why you**  \nYou have ledgers.\n",
     "Why me | I moved a ledger. It held. | Why you | You have ledgers."},
    {"- I moved a ledger.\n  It held.\nBest,\nAda\n", "I moved a ledger. It held. | Best, Ada"},
};

static void read(const char *text) {
    read_text(ll_str_of(text));
}

START_TEST(blocks_are_cut_where_parts_meet) {
    read(rows[_i].text);
    ck_assert_str_eq(blocks(), rows[_i].blocks);
    check_prose();
    if (strstr(rows[_i].blocks, GREETED))
        ck_assert_uint_eq(ll_letter_paragraphs(&letter, letter.units[LL_UNIT_BODY].spans[0]), 1);
}
END_TEST

START_TEST(letters_keep_what_prose_promises) {
    size_t count;
    const char *const *paths = ll_test_letters(arena, &count);
    for (size_t i = 0; i < count; i++) {
        read_text(ll_test_read(arena, paths[i]));
        check_prose();
    }
}
END_TEST

START_TEST(places_are_exact) {
    read("Dear Sir,  \n\"I\" *moved*\na \u201Cledger\u201D. It held.\\\nKind regards,\nAda\n");
    ck_assert_str_eq(typed("Dear Sir,"), "Dear Sir,");
    ck_assert_str_eq(typed("\"I\" moved"), "\"I\" *moved");
    ck_assert_str_eq(typed("\"ledger\""), "\u201Cledger\u201D");
    ck_assert_str_eq(typed("Kind regards"), "Kind regards");
    ck_assert_str_eq(typed("Ada"), "Ada");
    ck_assert_str_eq(typed("Sir,\n\"I"), "Sir,  \n\"I");
}
END_TEST

START_TEST(a_farewell_that_ran_into_an_item_is_none_of_it) {
    read("Dear Sir,\n\n- I ran it.\n- I moved it.\n  - It held.\nBest,\nAda\n");
    const ll_prose *prose = &letter.prose;
    ck_assert_str_eq(blocks(), "Dear Sir, | I ran it. | I moved it. | It held. | Best, Ada");
    ck_assert_uint_eq(prose->blocks[4].item, LL_NONE);
    ck_assert_uint_eq(prose->items[1].end_block, 4);
    ck_assert_uint_eq(prose->items[2].end_block, 4);
    ck_assert_uint_eq(prose->blocks[3].item, 2);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("parting");
    TCase *tests = tcase_create("parting");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, blocks_are_cut_where_parts_meet, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, letters_keep_what_prose_promises);
    tcase_add_test(tests, places_are_exact);
    tcase_add_test(tests, a_farewell_that_ran_into_an_item_is_none_of_it);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
