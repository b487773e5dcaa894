/* A letter: its prose, its anatomy and its units, all positions in prose.
 *
 * Everything a rule may look at is a unit: a kind and a prose span. Units of one kind rise and
 * never overlap, except items, of which a nested one follows the item around it. The parts (header
 * … postscript) partition the letter; opening, body and closing are found as the comment at each
 * kind says.
 */
#ifndef LL_LETTER_LETTER_H
#define LL_LETTER_LETTER_H

#include "letter/suppressions.h"
#include "text/prose.h"
#include "text/sentences.h"
#include "text/vocabulary.h"
#include "text/words.h"

typedef enum ll_unit_kind {
    LL_UNIT_LETTER,     /* exactly one: the whole prose */
    LL_UNIT_HEADER,     /* at most one: addresses, date, contact lines, subject */
    LL_UNIT_SALUTATION, /* usually one, up to its comma or line end; two where two are written */
    LL_UNIT_BODY,       /* at most one: first to last body paragraph */
    LL_UNIT_OPENING,    /* the first body paragraph with a list it leads in */
    LL_UNIT_CLOSING, /* the last body paragraph, likewise; the opening too where there is one only.
                        The last item of a body that is one list of sentences */
    LL_UNIT_SIGNOFF, /* at most one: the phrase and the name */
    LL_UNIT_POSTSCRIPT, /* at most one: "P.S." and what follows, enclosures included */
    LL_UNIT_PARAGRAPH,  /* visible paragraphs outside lists, in any part */
    LL_UNIT_SENTENCE,   /* sentences of paragraphs, headings and items */
    LL_UNIT_LIST,       /* top-level lists, typed bullets included */
    LL_UNIT_ITEM,       /* their items, nested ones too */
    LL_UNIT_HEADING,
    LL_UNIT_CODE,        /* fenced code, and indented code that does not read as prose */
    LL_UNIT_SUPPRESSION, /* what is wrong with one; it lies outside the prose, so there is none */
    LL_UNIT_COUNT,
} ll_unit_kind;

const char *ll_unit_name(ll_unit_kind kind);

typedef struct ll_unit_list {
    const ll_span *spans; /* prose */
    uint32_t count;
    const uint32_t *outermost; /* items: index of the outermost one around each; else NULL */
} ll_unit_list;

typedef struct ll_letter {
    ll_arena *arena;
    const ll_source *source;
    const ll_vocabulary *vocabulary;
    ll_meta_table meta;
    ll_suppressions suppressions;
    ll_prose prose;
    ll_words words; /* of the whole prose; unit code has none */
    ll_unit_list units[LL_UNIT_COUNT];
} ll_letter;

/* Reads a letter. `source` has passed ll_source_check; it and `vocabulary` are borrowed. Mistakes
 * in front matter go to `problems`. */
void ll_letter_read(ll_letter *out, ll_arena *arena, const ll_source *source,
                    const ll_vocabulary *vocabulary, const ll_meta *extra, size_t extra_count,
                    ll_diagnostics *problems);

/* The units of a kind that begin within `span`: index of the first, and how many. */
uint32_t ll_letter_units_in(uint32_t *first, const ll_letter *letter, ll_unit_kind kind,
                            ll_span span);

/* Index of the unit that holds the offset (of items the outermost), or LL_NONE. */
uint32_t ll_letter_unit_at(const ll_letter *letter, ll_unit_kind kind, uint32_t offset);

/* Visible paragraphs that begin in `span`, a list counting as one with the paragraph before it, and
 * as one by itself where none is before it. Code blocks and headings do not count. */
uint32_t ll_letter_paragraphs(const ll_letter *letter, ll_span span);

#endif
