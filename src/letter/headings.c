/* Bold lines that stand for headings.
 *
 * "**Experience**⏎I moved a ledger." is one paragraph to CommonMark, so the heading would run into
 * the sentence below it. But a bold line may as well be the beginning of that sentence, or a word
 * within wrapped text: a heading is wholly bold and no longer than one, stands where something new
 * may begin, does not end as a phrase that goes on would, and what is below begins as a sentence
 * does. In a list it is the beginning of its item, and above one it leads it in.
 */
#include "letter/headings.h"

#include "base/utf8.h"
#include "letter/bullets.h"
#include "letter/clues.h"

enum {
    MOST_HEADING_WORDS = 8,
    MOST_ELLIPTIC_WORDS = 3, /* "Why you": a heading that ends with a small word */
};

/* Whether one bold span holds the line and nothing else; *mark is the first that may. */
static bool is_bold(const ll_lines *lines, uint32_t i, uint32_t *mark) {
    const ll_prose *prose = lines->prose;
    const ll_span *bold = prose->marks[LL_MARK_STRONG];
    ll_span line = lines->items[i].span, next = lines->items[i + 1].span;
    while (*mark < prose->mark_counts[LL_MARK_STRONG] && bold[*mark].end < line.end)
        ++*mark;
    return *mark < prose->mark_counts[LL_MARK_STRONG] && bold[*mark].start == line.start &&
           bold[*mark].end <= next.start;
}

/* Whether the text is a few words without a stop, of which the last leads to nothing. */
static bool reads_as_heading(const ll_vocabulary *vocabulary, ll_str text) {
    uint32_t words = 0, at = 0, next;
    ll_str token, last = {"", 0};
    while (ll_clue_token(&token, text, &at)) {
        ll_str core = ll_clue_core(token);
        words += core.length > 0;
        last = core;
    }
    return words > 0 && words <= MOST_HEADING_WORDS && ll_clue_is_capital(text) &&
           ll_utf8_is_word(ll_utf8_decode_before(text.data, text.length, &next)) &&
           (words <= MOST_ELLIPTIC_WORDS ||
            !ll_vocabulary_has(vocabulary, LL_LIST_FUNCTION_WORDS, last));
}

/* Whether what stands before line `i` is over. */
static bool begins_anew(const ll_lines *lines, uint32_t i) {
    const ll_line *line = &lines->items[i];
    return i == 0 || line->start == LL_LINE_BLOCK || line->gap || line[-1].part != line->part ||
           line[-1].heading || ll_clue_ends_sentence(ll_lines_text(lines, i - 1));
}

/* Whether line `i` begins a sentence of the paragraph that line `i - 1` belongs to. */
static bool follows_as_text(const ll_lines *lines, const ll_vocabulary *vocabulary, uint32_t i) {
    const ll_line *line = &lines->items[i];
    ll_str text = ll_lines_text(lines, i);
    return line->block == line[-1].block && line->part == line[-1].part &&
           ll_clue_is_capital(text) && ll_clue_prose(vocabulary, text) &&
           ll_bullets_length(lines, i) == 0;
}

void ll_headings_find(ll_lines *lines, const ll_vocabulary *vocabulary) {
    uint32_t mark = 0;
    for (uint32_t i = 0; i + 1 < lines->count; i++) {
        const ll_block *block = ll_lines_block(lines, i);
        lines->items[i].heading = lines->items[i].part == LL_UNIT_BODY &&
                                  block->kind == LL_BLOCK_PARAGRAPH && block->item == LL_NONE &&
                                  is_bold(lines, i, &mark) && begins_anew(lines, i) &&
                                  reads_as_heading(vocabulary, ll_lines_text(lines, i)) &&
                                  follows_as_text(lines, vocabulary, i + 1);
    }
}
