/* A name behind a hyphen, "- Ada Byron", as the last thing of a letter.
 *
 * Writers who cannot type "—" sign with a hyphen, which makes a list of one item. A list that a
 * reader would take for one has a lead-in or a heading above it; a signature has a sentence that is
 * over, or the farewell. So the letter's last list, if it begins with a name and holds nothing but
 * ways to reach its owner besides, is no list where such a line stands before it and no prose
 * behind: its blocks leave their items, and anatomy sees names and contact lines like any others.
 */
#include "letter/dashes.h"

#include "letter/clues.h"
#include "letter/greetings.h"

enum { MOST_SIGNATURE_WORDS = 4 }; /* of a name behind a hyphen */

static uint32_t words_in(ll_str text) {
    uint32_t count = 0, at = 0;
    ll_str token;
    while (ll_clue_token(&token, text, &at))
        count++;
    return count;
}

/* Whether a hyphen is the bullet of the item that begins with the block. */
static bool has_hyphen(const ll_prose *prose, const ll_block *block) {
    uint32_t at = block->source.start;
    const char *text = prose->source->text.data;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return at > 0 && text[at - 1] == '-';
}

/* The first item of the last list, LL_NONE where that is nested, numbered or holds a list. */
static uint32_t last_list(const ll_prose *prose) {
    uint32_t first = prose->item_count - 1;
    while (first > 0 && prose->items[first - 1].list == prose->items[first].list)
        first--;
    const ll_item *item = &prose->items[first];
    return item->numbered || item->parent != LL_NONE ? LL_NONE : first;
}

/* The first line of a block. */
static uint32_t first_line(const ll_lines *lines, uint32_t block) {
    uint32_t i = 0;
    while (i < lines->count && lines->items[i].block < block)
        i++;
    return i;
}

/* Whether line `i` ends what was said: a sentence, or the farewell. */
static bool is_over(const ll_lines *lines, uint32_t i, const ll_vocabulary *vocabulary) {
    ll_str line = ll_lines_text(lines, i);
    ll_signoff_kind kind = ll_greeting_signoff(vocabulary, line);
    const ll_block *block = ll_lines_block(lines, i);
    return block->kind != LL_BLOCK_HEADING && block->kind != LL_BLOCK_CODE &&
           block->item == LL_NONE &&
           (kind == LL_SIGNOFF_PHRASE || kind == LL_SIGNOFF_OPEN ||
            (ll_clue_ends_sentence(line) && !ll_str_ends(line, ":")));
}

/* Whether the lines of the blocks [block, end) are a name, and below it ways to reach its owner. */
static bool is_signature(const ll_lines *lines, uint32_t first, uint32_t end,
                         const ll_vocabulary *vocabulary) {
    ll_str name = ll_lines_text(lines, first);
    if (!ll_clue_name(vocabulary, name) || words_in(name) > MOST_SIGNATURE_WORDS)
        return false;
    for (uint32_t i = first + 1; i < lines->count && lines->items[i].block < end; i++)
        if (!(lines->items[i].start == LL_LINE_BLOCK
                  ? ll_clue_contact(vocabulary, ll_lines_text(lines, i))
                  : ll_clue_header(vocabulary, ll_lines_text(lines, i))))
            return false;
    return true;
}

/* Whether the letter goes on behind the block with no more than follows a signature. */
static bool is_last(const ll_lines *lines, uint32_t end, const ll_vocabulary *vocabulary) {
    uint32_t i = first_line(lines, end);
    if (i == lines->count)
        return true;
    ll_str line = ll_lines_text(lines, i);
    return ll_clue_contact(vocabulary, line) || ll_clue_postscript(vocabulary, line) ||
           ll_clue_enclosure(vocabulary, line);
}

void ll_dashes_adopt(ll_prose *prose, const ll_lines *lines, const ll_vocabulary *vocabulary) {
    uint32_t list = prose->item_count > 0 ? last_list(prose) : LL_NONE;
    if (list == LL_NONE)
        return;
    uint32_t block = prose->items[list].first_block;
    uint32_t end = prose->items[prose->item_count - 1].end_block;
    uint32_t line = first_line(lines, block);
    /* A list of empty items alone has no block; behind the last there is none to look at. */
    if (block == end || line == 0 || !has_hyphen(prose, &prose->blocks[block]) ||
        !is_over(lines, line - 1, vocabulary) || !is_signature(lines, line, end, vocabulary) ||
        !is_last(lines, end, vocabulary))
        return;
    for (; block < end; block++)
        prose->blocks[block].item = LL_NONE;
    prose->item_count = list;
}
