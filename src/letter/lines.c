/* The lines of lines.h, and the indented code that is none. */
#include "letter/lines.h"

#include "letter/clues.h"
#include "letter/greetings.h"

#include <string.h>

enum {
    FEWEST_PROSE_WORDS = 8,
    PROSE_SHARE = 4, /* at least one word in so many is a function word: "the", "and" */
    MOST_CODE_MARKS = 1,
    MOST_HEAD_LINES = 12, /* of an indented block that is all header, greeting or signature */
};

/* --- The table ------------------------------------------------------------------------------ */

static ll_span trim(const char *text, ll_span span) {
    while (span.start < span.end && text[span.start] == ' ')
        span.start++;
    while (span.start < span.end && text[span.end - 1] == ' ')
        span.end--;
    return span;
}

static ll_line *append(ll_lines *lines) {
    lines->items = ll_arena_grow(lines->arena, lines->items, &lines->capacity, lines->count + 1,
                                 sizeof *lines->items);
    return &lines->items[lines->count++];
}

/* Adds a line of a block; false where it is empty. */
static bool add_line(ll_lines *lines, uint32_t block, ll_span span, ll_line_start start, bool gap) {
    span = trim(lines->prose->text, span);
    if (span.start == span.end)
        return false;
    *append(lines) =
        (ll_line){.span = span, .block = block, .start = start, .gap = gap, .part = LL_UNIT_LETTER};
    return true;
}

/* Adds the lines of block `index`; *at is the first break at or after it and moves behind it. */
static void add_block(ll_lines *lines, uint32_t index, uint32_t *at) {
    const ll_prose *prose = lines->prose;
    const ll_block *block = &prose->blocks[index];
    bool whole = block->kind == LL_BLOCK_CODE, gap = false, any = false;
    uint32_t from = block->prose.start;
    ll_line_start start = LL_LINE_BLOCK;
    for (; *at < prose->break_count && prose->breaks[*at].prose < block->prose.end; ++*at) {
        const ll_break *line_break = &prose->breaks[*at];
        if (whole)
            continue;
        bool added = add_line(lines, index, (ll_span){from, line_break->prose}, start, gap);
        any = any || added;
        gap = any && !added;
        if (any)
            start = line_break->kind == LL_BREAK_HARD || (!added && start == LL_LINE_HARD)
                        ? LL_LINE_HARD
                        : LL_LINE_SOFT;
        from = line_break->prose + 1;
    }
    add_line(lines, index, (ll_span){from, block->prose.end}, start, gap);
}

void ll_lines_read(ll_lines *out, ll_arena *arena, const ll_prose *prose) {
    *out = (ll_lines){.prose = prose, .arena = arena};
    uint32_t at = 0;
    for (uint32_t i = 0; i < prose->block_count; i++)
        add_block(out, i, &at);
}

ll_str ll_lines_text(const ll_lines *lines, uint32_t index) {
    ll_span span = lines->items[index].span;
    return (ll_str){lines->prose->text + span.start, span.end - span.start};
}

const ll_block *ll_lines_block(const ll_lines *lines, uint32_t index) {
    return &lines->prose->blocks[lines->items[index].block];
}

void ll_lines_cut(ll_lines *lines, uint32_t index, uint32_t length) {
    append(lines);
    ll_line *line = &lines->items[index];
    memmove(line + 1, line, (lines->count - 1 - index) * sizeof *line);
    const char *text = lines->prose->text;
    line[0].span = trim(text, (ll_span){line->span.start, line->span.start + length});
    line[1].span = trim(text, (ll_span){line[1].span.start + length, line[1].span.end});
    line[1].start = LL_LINE_CUT;
    line[1].gap = false;
}

/* --- Indented code that is none ------------------------------------------------------------- */

static bool reads_as_prose(const ll_vocabulary *vocabulary, ll_str text) {
    uint32_t words = 0, common = 0, marks = 0;
    ll_str token;
    for (uint32_t at = 0; ll_clue_token(&token, text, &at);) {
        ll_str core = ll_clue_core(token);
        words += core.length > 0;
        common += core.length > 0 && ll_vocabulary_has(vocabulary, LL_LIST_FUNCTION_WORDS, core);
        for (uint32_t i = 0; i < token.length; i++)
            marks += strchr("{}=<>;*\\", token.data[i]) != NULL;
    }
    return words >= FEWEST_PROSE_WORDS && common * PROSE_SHARE >= words && marks <= MOST_CODE_MARKS;
}

/* Whether each line is a bullet's, a greeting, a signature or a line of a letter's head. */
static bool reads_as_lines(const ll_vocabulary *vocabulary, const ll_lines *lines) {
    bool listed = ll_clue_bullet(ll_lines_text(lines, 0)) > 0;
    if (!listed && lines->count > MOST_HEAD_LINES)
        return false;
    for (uint32_t i = 0; i < lines->count; i++) {
        ll_str line = ll_lines_text(lines, i);
        bool whole, bullet = ll_clue_bullet(line) > 0;
        if (!listed && !ll_clue_header(vocabulary, line) &&
            !ll_greeting_salutation(vocabulary, line, &whole) &&
            !ll_greeting_signoff(vocabulary, line))
            return false;
        if (listed && !bullet && line.length > 0 && strchr("{}<>|$#", line.data[0]))
            return false;
    }
    return true;
}

static bool is_letter_text(const ll_prose *prose, uint32_t index, uint32_t *at,
                           const ll_vocabulary *vocabulary, ll_arena *arena) {
    ll_block *block = &prose->blocks[index];
    ll_lines lines = {.prose = prose, .arena = arena};
    block->kind = LL_BLOCK_PARAGRAPH; /* so that its lines are read one by one */
    add_block(&lines, index, at);
    block->kind = LL_BLOCK_CODE;
    ll_str text = {prose->text + block->prose.start, block->prose.end - block->prose.start};
    return lines.count > 0 &&
           (reads_as_prose(vocabulary, text) || reads_as_lines(vocabulary, &lines));
}

/* Drops the code spans that lie in adopted blocks. */
static void drop_code(ll_prose *prose, const bool *adopted) {
    uint32_t kept = 0, block = 0;
    for (uint32_t i = 0; i < prose->code_count; i++) {
        ll_span code = prose->code[i];
        while (block < prose->block_count && prose->blocks[block].source.end <= code.start)
            block++;
        bool inside = block < prose->block_count && adopted[block] &&
                      code.start >= prose->blocks[block].source.start;
        if (!inside)
            prose->code[kept++] = code;
    }
    prose->code_count = kept;
}

void ll_lines_adopt_code(ll_prose *prose, const ll_vocabulary *vocabulary, ll_arena *arena) {
    bool *adopted = ll_arena_array(arena, prose->block_count, sizeof *adopted);
    bool any = false;
    uint32_t at = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        ll_block *block = &prose->blocks[i];
        while (at < prose->break_count && prose->breaks[at].prose < block->prose.start)
            at++;
        if (block->kind != LL_BLOCK_CODE || block->fenced ||
            !is_letter_text(prose, i, &at, vocabulary, arena))
            continue;
        block->kind = LL_BLOCK_PARAGRAPH;
        adopted[i] = any = true;
    }
    if (any)
        drop_code(prose, adopted);
}
