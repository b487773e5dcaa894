/* Indented "code" that is none.
 *
 * Four spaces before a line make it code to CommonMark, but a letter's writer meant a first-line
 * indent, a date set to the right, or a list. Such blocks become paragraphs here, before words are
 * counted, by what they say: function words, bullets, greetings. Where the indented line opens a
 * paragraph that goes on at the margin, the two blocks become one: the separator between them turns
 * into a space and a soft break.
 */
#include "letter/indents.h"

#include "letter/clues.h"
#include "letter/greetings.h"
#include "letter/lines.h"

#include <string.h>

enum {
    FEWEST_PROSE_WORDS = 8,
    FEWEST_OPENING_WORDS = 4, /* of an indented line that opens a paragraph */
    PROSE_SHARE = 4,          /* at least one word in so many is a function word: "the", "and" */
    MOST_CODE_MARKS = 1,
    MOST_HEAD_LINES = 12, /* of an indented block that is all header, greeting or signature */
};

typedef struct adopter {
    ll_prose *prose;
    const ll_vocabulary *vocabulary;
    ll_arena *arena;
    bool *adopted; /* for each block */
    bool *joined;  /* for each block: it goes on in the next */
} adopter;

static bool reads_as_prose(const adopter *a, ll_str text, uint32_t fewest) {
    uint32_t words = 0, common = 0, marks = 0;
    ll_str token;
    for (uint32_t at = 0; ll_clue_token(&token, text, &at);) {
        ll_str core = ll_clue_core(token);
        words += core.length > 0;
        common += core.length > 0 && ll_vocabulary_has(a->vocabulary, LL_LIST_FUNCTION_WORDS, core);
        for (uint32_t i = 0; i < token.length; i++)
            marks += strchr("{}=<>;*\\", token.data[i]) != NULL;
    }
    return words >= fewest && common * PROSE_SHARE >= words && marks <= MOST_CODE_MARKS;
}

static bool reads_as_bullets(const ll_lines *lines) {
    if (ll_clue_bullet(ll_lines_text(lines, 0)) == 0)
        return false;
    for (uint32_t i = 0; i < lines->count; i++) {
        ll_str line = ll_lines_text(lines, i);
        if (ll_clue_bullet(line) == 0 && strchr("{}<>|$#", line.data[0]))
            return false;
    }
    return true;
}

/* Each line is a greeting, a signature or a line of a letter's head. */
static bool reads_as_frame(const adopter *a, const ll_lines *lines) {
    for (uint32_t i = 0; i < lines->count; i++) {
        ll_str line = ll_lines_text(lines, i);
        bool whole;
        if (!ll_clue_header(a->vocabulary, line) &&
            !ll_greeting_salutation(a->vocabulary, line, &whole) &&
            !ll_greeting_signoff(a->vocabulary, line))
            return false;
    }
    return lines->count <= MOST_HEAD_LINES;
}

/* Whether block `index` is a paragraph that the block before runs into without an empty line. */
static bool continues(const adopter *a, uint32_t index) {
    const ll_prose *prose = a->prose;
    if (index >= prose->block_count)
        return false;
    const ll_block *block = &prose->blocks[index], *before = block - 1;
    if (block->kind != LL_BLOCK_PARAGRAPH || block->item != before->item ||
        block->quotes != before->quotes || before->source.end > block->source.start)
        return false;
    const ll_source *source = prose->source;
    return ll_source_line_of(source, before->source.end - 1) + 1 ==
           ll_source_line_of(source, block->source.start);
}

/* Decides over code block `index`; *at is the first break in or after it. */
static void consider(adopter *a, uint32_t index, uint32_t *at) {
    ll_prose *prose = a->prose;
    ll_block *block = &prose->blocks[index];
    ll_lines lines = {.prose = prose, .arena = a->arena};
    block->kind = LL_BLOCK_PARAGRAPH; /* so that its lines are read one by one */
    ll_lines_add_block(&lines, index, at);
    ll_str text = {prose->text + block->prose.start, block->prose.end - block->prose.start};
    bool opens = continues(a, index + 1) && lines.count == 1 &&
                 reads_as_prose(a, text, FEWEST_OPENING_WORDS);
    a->joined[index] = opens;
    a->adopted[index] = lines.count > 0 && (opens || reads_as_prose(a, text, FEWEST_PROSE_WORDS) ||
                                            reads_as_bullets(&lines) || reads_as_frame(a, &lines));
    if (!a->adopted[index])
        block->kind = LL_BLOCK_CODE;
}

/* Drops the code spans that lie in adopted blocks. */
static void drop_code(const adopter *a) {
    ll_prose *prose = a->prose;
    uint32_t kept = 0, block = 0;
    for (uint32_t i = 0; i < prose->code_count; i++) {
        ll_span code = prose->code[i];
        while (block < prose->block_count && prose->blocks[block].source.end <= code.start)
            block++;
        bool inside = block < prose->block_count && a->adopted[block] &&
                      code.start >= prose->blocks[block].source.start;
        if (!inside)
            prose->code[kept++] = code;
    }
    prose->code_count = kept;
}

/* Makes the separator behind each joined block a soft break. */
static void join_breaks(const adopter *a, uint32_t joined) {
    ll_prose *prose = a->prose;
    ll_break *breaks =
        ll_arena_array(a->arena, (size_t)prose->break_count + joined, sizeof *breaks);
    uint32_t count = 0, old = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        uint32_t end = prose->blocks[i].prose.end;
        while (old < prose->break_count && prose->breaks[old].prose < end)
            breaks[count++] = prose->breaks[old++];
        if (a->joined[i]) {
            prose->text[end] = ' ';
            breaks[count++] = (ll_break){end, LL_BREAK_SOFT};
        }
    }
    prose->breaks = breaks;
    prose->break_count = count;
}

/* Makes each joined block and the next one block; items follow. */
static void join_blocks(const adopter *a) {
    ll_prose *prose = a->prose;
    uint32_t *moved = ll_arena_array(a->arena, (size_t)prose->block_count + 1, sizeof *moved);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        bool joins = i > 0 && a->joined[i - 1];
        moved[i] = joins ? kept - 1 : kept;
        if (joins) {
            prose->blocks[kept - 1].prose.end = prose->blocks[i].prose.end;
            prose->blocks[kept - 1].source.end = prose->blocks[i].source.end;
        } else {
            prose->blocks[kept++] = prose->blocks[i];
        }
    }
    moved[prose->block_count] = kept;
    prose->block_count = kept;
    for (uint32_t i = 0; i < prose->item_count; i++) {
        prose->items[i].first_block = moved[prose->items[i].first_block];
        prose->items[i].end_block = moved[prose->items[i].end_block];
    }
}

void ll_indents_adopt(ll_prose *prose, const ll_vocabulary *vocabulary, ll_arena *arena) {
    adopter a = {.prose = prose, .vocabulary = vocabulary, .arena = arena};
    a.adopted = ll_arena_array(arena, prose->block_count, sizeof *a.adopted);
    a.joined = ll_arena_array(arena, prose->block_count, sizeof *a.joined);
    uint32_t at = 0, adopted = 0, joined = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        const ll_block *block = &prose->blocks[i];
        while (at < prose->break_count && prose->breaks[at].prose < block->prose.start)
            at++;
        if (block->kind == LL_BLOCK_CODE && !block->fenced)
            consider(&a, i, &at);
        adopted += a.adopted[i];
        joined += a.joined[i];
    }
    if (adopted > 0)
        drop_code(&a);
    if (joined > 0) {
        join_breaks(&a, joined);
        join_blocks(&a);
    }
}
