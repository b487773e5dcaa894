/* Visible paragraphs.
 *
 * CommonMark joins lines that a writer meant as paragraphs: divided by hard breaks, by a line that
 * holds only a no-break space, or simply by line ends in an editor that wraps softly. It also reads
 * "•" as a character. Here such blocks are cut where a reader sees a cut; text that was wrapped at
 * a column, or broken after each sentence to please a version control system, stays whole.
 */
#include "letter/paragraphs.h"

#include "letter/bullets.h"
#include "letter/clues.h"

enum {
    FEWEST_LINE_SENTENCES = 2, /* on average, where every line is a paragraph */
    LONG_LINE = 110,           /* bytes; nobody wraps at so many columns … */
    NARROW_LINE = 50,          /* … nor at so few */
    FEWEST_POSSIBLE_BULLETS = 2,
    MOST_HEADING_WORDS = 15,
};

typedef struct cutter {
    ll_pieces *out;
    ll_arena *arena;
    const ll_lines *lines;
    const ll_vocabulary *vocabulary;
    uint32_t longest; /* the letter's longest line, in bytes */
    bool hard_breaks; /* stand for paragraphs in this letter */
    bool line_ends;   /* may do so */
} cutter;

static const ll_line *line_of(const cutter *c, uint32_t i) {
    return &c->lines->items[i];
}

static ll_str text_of(const cutter *c, uint32_t i) {
    return ll_lines_text(c->lines, i);
}

/* Whether a paragraph of the body holds nothing but marks: a backslash that was to force an empty
 * line, a divider, the ends of bold text that was deleted. No reader sees a paragraph there. */
static bool is_leftover(const cutter *c, ll_piece_kind kind, uint32_t line, ll_span span) {
    ll_str text = {c->lines->prose->text + span.start, span.end - span.start};
    return kind == LL_PIECE_PARAGRAPH && line_of(c, line)->part == LL_UNIT_BODY &&
           ll_clue_marks_alone(text);
}

/* Adds a piece of the lines [from, to), whose first `skip` bytes are a bullet. */
static void add_piece(cutter *c, ll_piece_kind kind, uint32_t from, uint32_t to, uint32_t skip) {
    ll_span span = {line_of(c, from)->span.start + skip, line_of(c, to - 1)->span.end};
    if (span.start >= span.end || is_leftover(c, kind, from, span))
        return;
    ll_pieces *out = c->out;
    out->items =
        ll_arena_grow(c->arena, out->items, &out->capacity, out->count + 1, sizeof *out->items);
    out->items[out->count++] = (ll_piece){.kind = kind,
                                          .part = line_of(c, from)->part,
                                          .span = span,
                                          .first_line = from,
                                          .line_count = to - from};
}

/* --- Lines that are paragraphs -------------------------------------------------------------- */

static uint32_t longest_line(const ll_lines *lines) {
    uint32_t longest = 0;
    for (uint32_t i = 0; i < lines->count; i++)
        if (ll_lines_text(lines, i).length > longest)
            longest = ll_lines_text(lines, i).length;
    return longest;
}

/* Whether line `i` was ended on purpose: its successor's first word would have fitted into the
 * width that the letter is wrapped at. */
static bool ended_on_purpose(const cutter *c, uint32_t i) {
    ll_str word;
    uint32_t at = 0;
    ll_clue_token(&word, text_of(c, i + 1), &at);
    return text_of(c, i).length + 1 + word.length <= c->longest;
}

/* Whether the lines [from, to) were not wrapped at a column: no column fits, or more than half of
 * them were ended on purpose. */
static bool is_unwrapped(const cutter *c, uint32_t from, uint32_t to) {
    uint32_t purposes = 0;
    for (uint32_t i = from; i + 1 < to; i++)
        purposes += ended_on_purpose(c, i);
    return c->longest > LONG_LINE || c->longest < NARROW_LINE || purposes * 2 >= to - from - 1;
}

static uint32_t sentences_in(const cutter *c, uint32_t from, uint32_t to) {
    ll_spans spans = {0};
    ll_str text = {c->lines->prose->text, c->lines->prose->length};
    for (uint32_t i = from; i < to; i++)
        ll_sentences_split(&spans, c->arena, c->vocabulary, text, line_of(c, i)->span);
    return spans.count;
}

/* Whether each of the lines [from, to) is a paragraph by itself. */
static bool lines_are_paragraphs(const cutter *c, uint32_t from, uint32_t to) {
    if (!c->line_ends || to - from < 2 || !is_unwrapped(c, from, to))
        return false;
    for (uint32_t i = from; i < to; i++)
        if (!ll_clue_ends_sentence(text_of(c, i)))
            return false;
    return sentences_in(c, from, to) >= FEWEST_LINE_SENTENCES * (to - from);
}

static void add_soft_run(cutter *c, uint32_t from, uint32_t to) {
    bool each = lines_are_paragraphs(c, from, to);
    for (uint32_t i = from; each && i < to; i++)
        add_piece(c, LL_PIECE_PARAGRAPH, i, i + 1, 0);
    if (!each)
        add_piece(c, LL_PIECE_PARAGRAPH, from, to, 0);
}

/* Whether breaks of a kind may stand for paragraphs in this letter: in a body that empty lines
 * divide too, one between two lines is only a new line. Those around a heading say nothing. */
static bool breaks_prevail(const ll_lines *lines, ll_line_start kind) {
    uint32_t breaks = 0, blocks = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const ll_line *line = &lines->items[i];
        bool headed = line->heading || (i > 0 && line[-1].heading);
        bool counts =
            line->part == LL_UNIT_BODY && !headed && ll_lines_block(lines, i)->item == LL_NONE;
        blocks += counts && (line->start == LL_LINE_BLOCK || line->start == LL_LINE_CUT);
        breaks += counts && line->start == kind && !line->gap;
    }
    return breaks >= blocks;
}

/* Whether every hard break in [from, to) follows the end of a sentence; otherwise they divide the
 * lines of a verse or an address. */
static bool hard_breaks_divide(const cutter *c, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i < to; i++)
        if (line_of(c, i)->start == LL_LINE_HARD && !line_of(c, i)->gap &&
            !ll_clue_ends_sentence(text_of(c, i - 1)))
            return false;
    return c->hard_breaks;
}

static void add_paragraphs(cutter *c, uint32_t from, uint32_t to) {
    bool divide = line_of(c, from)->part == LL_UNIT_BODY && hard_breaks_divide(c, from, to);
    for (uint32_t start = from, i = from + 1; i <= to; i++) {
        bool cut =
            i == to || line_of(c, i)->gap || (divide && line_of(c, i)->start == LL_LINE_HARD);
        if (!cut)
            continue;
        if (line_of(c, from)->part == LL_UNIT_BODY)
            add_soft_run(c, start, i);
        else
            add_piece(c, LL_PIECE_PARAGRAPH, start, i, 0);
        start = i;
    }
}

/* --- Typed bullets -------------------------------------------------------------------------- */

static bool is_bullet(const cutter *c, uint32_t i) {
    return i < c->lines->count && ll_bullets_length(c->lines, i) > 0 &&
           line_of(c, i)->part == LL_UNIT_BODY;
}

static bool is_certain(const cutter *c, uint32_t i) {
    return is_bullet(c, i) && ll_clue_bullet_is_certain(text_of(c, i));
}

/* Whether the lines [from, to) of a body block hold typed bullets. A dash alone may be a dash:
 * it needs a companion, here or in the blocks beside, or a colon before. */
static bool has_bullets(const cutter *c, uint32_t from, uint32_t to) {
    uint32_t possible = 0;
    for (uint32_t i = from; i < to; i++) {
        if (is_certain(c, i))
            return true;
        if (!is_bullet(c, i))
            continue;
        ll_str before = i > 0 ? text_of(c, i - 1) : (ll_str){"", 0};
        bool beside = i == from && ((i > 0 && is_bullet(c, i - 1)) || is_bullet(c, to));
        possible += beside || ll_str_ends(before, ":") ? FEWEST_POSSIBLE_BULLETS : 1;
    }
    return possible >= FEWEST_POSSIBLE_BULLETS;
}

/* Cuts [from, to) into a lead-in, items, and what an empty line divides from them. */
static void add_bullets(cutter *c, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to;) {
        uint32_t end = i + 1;
        bool item = is_bullet(c, i);
        while (end < to && !is_bullet(c, end) && !(item && line_of(c, end)->gap))
            end++;
        if (item)
            add_piece(c, LL_PIECE_ITEM, i, end, ll_bullets_length(c->lines, i));
        else
            add_paragraphs(c, i, end);
        i = end;
    }
}

/* --- Groups --------------------------------------------------------------------------------- */

/* "|---|:--:|" */
static bool is_table_rule(ll_str line) {
    for (uint32_t i = 0; i < line.length; i++)
        if (line.data[i] != '|' && line.data[i] != '-' && line.data[i] != ':' &&
            line.data[i] != ' ')
            return false;
    return true;
}

/* Where a table that begins on line `from` ends; `from` where none does. */
static uint32_t table_end(const cutter *c, uint32_t from, uint32_t to) {
    uint32_t end = from;
    if (from + 1 >= to || !ll_clue_table_row(text_of(c, from)) ||
        !is_table_rule(text_of(c, from + 1)))
        return from;
    while (end < to && ll_clue_table_row(text_of(c, end)))
        end++;
    return end;
}

static void add_text(cutter *c, uint32_t from, uint32_t to) {
    uint32_t table = from;
    while (table < to && table_end(c, table, to) == table)
        table++;
    if (table > from && has_bullets(c, from, table))
        add_bullets(c, from, table);
    else if (table > from)
        add_paragraphs(c, from, table);
    if (table < to) {
        uint32_t end = table_end(c, table, to);
        add_piece(c, LL_PIECE_TABLE, table, end, 0);
        if (end < to)
            add_paragraphs(c, end, to);
    }
}

/* A "---" right below a paragraph makes it a heading to CommonMark, and to nobody else. */
static bool is_underlined_paragraph(const cutter *c, uint32_t from, uint32_t to) {
    uint32_t words = 0, at = 0;
    ll_str token, text = {c->lines->prose->text, line_of(c, to - 1)->span.end};
    for (at = line_of(c, from)->span.start; ll_clue_token(&token, text, &at);)
        words++;
    return words > MOST_HEADING_WORDS && ll_clue_ends_sentence(text_of(c, to - 1));
}

/* The lines [from, to) share block and part; a heading that was typed as text is alone. */
static void add_group(cutter *c, uint32_t from, uint32_t to) {
    const ll_block *block = ll_lines_block(c->lines, from);
    if (block->kind == LL_BLOCK_CODE)
        add_piece(c, LL_PIECE_CODE, from, to, 0);
    else if (block->item != LL_NONE)
        add_piece(c, LL_PIECE_ITEM_TEXT, from, to, 0);
    else if (line_of(c, from)->heading ||
             (block->kind == LL_BLOCK_HEADING && !is_underlined_paragraph(c, from, to)))
        add_piece(c, LL_PIECE_HEADING, from, to, 0);
    else
        add_text(c, from, to);
}

/* Where the group that begins on line `from` ends. */
static uint32_t end_of_group(const cutter *c, uint32_t from) {
    uint32_t to = from + 1;
    while (to < c->lines->count && line_of(c, to)->block == line_of(c, from)->block &&
           line_of(c, to)->part == line_of(c, from)->part && !line_of(c, to - 1)->heading &&
           !line_of(c, to)->heading)
        to++;
    return to;
}

void ll_paragraphs_find(ll_pieces *out, ll_arena *arena, const ll_lines *lines,
                        const ll_vocabulary *vocabulary) {
    cutter c = {.out = out,
                .arena = arena,
                .lines = lines,
                .vocabulary = vocabulary,
                .longest = longest_line(lines),
                .hard_breaks = breaks_prevail(lines, LL_LINE_HARD),
                .line_ends = breaks_prevail(lines, LL_LINE_SOFT)};
    *out = (ll_pieces){0};
    for (uint32_t from = 0; from < lines->count;) {
        uint32_t to = end_of_group(&c, from);
        add_group(&c, from, to);
        from = to;
    }
}
