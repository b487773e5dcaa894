/* The lines as anatomy asks of them: finder.h. */
#include "letter/finder.h"

#include "base/utf8.h"
#include "letter/clues.h"

ll_str ll_finder_text(const ll_finder *f, uint32_t i) {
    return ll_lines_text(f->lines, i);
}

const ll_line *ll_finder_line(const ll_finder *f, uint32_t i) {
    return &f->lines->items[i];
}

bool ll_finder_begins_block(const ll_finder *f, uint32_t i) {
    return ll_finder_line(f, i)->start == LL_LINE_BLOCK;
}

bool ll_finder_is_code(const ll_finder *f, uint32_t i) {
    return ll_lines_block(f->lines, i)->kind == LL_BLOCK_CODE;
}

bool ll_finder_in_item(const ll_finder *f, uint32_t i) {
    return ll_lines_block(f->lines, i)->item != LL_NONE;
}

bool ll_finder_ends_block(const ll_finder *f, uint32_t i) {
    return i + 1 == f->lines->count || ll_finder_begins_block(f, i + 1);
}

bool ll_finder_is_prose(const ll_finder *f, uint32_t i) {
    return ll_clue_prose(f->vocabulary, ll_finder_text(f, i));
}

bool ll_finder_is_header(const ll_finder *f, uint32_t i) {
    ll_str line = ll_finder_text(f, i);
    return !ll_finder_is_code(f, i) && !ll_clue_bullet_is_certain(line) &&
           !ll_clue_table_row(line) && ll_clue_header(f->vocabulary, line);
}

/* A way to reach someone, or a date. */
bool ll_finder_is_contact(const ll_finder *f, uint32_t i) {
    ll_str line = ll_finder_text(f, i);
    return !ll_finder_is_code(f, i) &&
           (ll_clue_contact(f->vocabulary, line) || ll_clue_date(f->vocabulary, line) ||
            ll_clue_address(f->vocabulary, line));
}

/* Tokens with a letter or digit: as many as have a core (clues.h). */
static uint32_t words_in(ll_str text) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < text.length;) {
        if (!ll_utf8_is_word(ll_utf8_decode(text.data, text.length, at, &at)))
            continue;
        count++;
        while (at < text.length && text.data[at] != ' ' && text.data[at] != '\t')
            at++;
    }
    return count;
}

void ll_finder_count_words(ll_finder *f) {
    f->words = ll_arena_grow(f->lines->arena, f->words, &f->word_capacity, f->lines->count + 1,
                             sizeof *f->words);
    f->words[0] = 0;
    for (uint32_t i = 0; i < f->lines->count; i++)
        f->words[i + 1] = f->words[i] + words_in(ll_finder_text(f, i));
}

uint32_t ll_finder_words(const ll_finder *f, uint32_t from, uint32_t to) {
    return f->words[to] - f->words[from];
}

void ll_finder_set_parts(ll_finder *f, uint32_t from, uint32_t to, ll_unit_kind part) {
    for (uint32_t i = from; i < to; i++)
        f->lines->items[i].part = part;
}

bool ll_finder_begins_with(const ll_finder *f, uint32_t i, ll_str text) {
    return ll_str_equal_nocase(ll_str_slice(ll_finder_text(f, i), 0, text.length), text);
}
