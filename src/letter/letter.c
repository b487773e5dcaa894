/* A letter read: front matter, Markdown, prose, lines, anatomy, headings, partings, pieces, units,
 * in that order, and the lookups over its units. */
#include "letter/letter.h"

#include "letter/anatomy.h"
#include "letter/cuts.h"
#include "letter/dashes.h"
#include "letter/greetings.h"
#include "letter/headings.h"
#include "letter/indents.h"
#include "letter/parting.h"
#include "letter/units.h"

#include <string.h>

const char *ll_unit_name(ll_unit_kind kind) {
    static const char *const names[LL_UNIT_COUNT] = {
        [LL_UNIT_LETTER] = "letter",
        [LL_UNIT_HEADER] = "header",
        [LL_UNIT_SALUTATION] = "salutation",
        [LL_UNIT_BODY] = "body",
        [LL_UNIT_OPENING] = "opening",
        [LL_UNIT_CLOSING] = "closing",
        [LL_UNIT_SIGNOFF] = "signoff",
        [LL_UNIT_POSTSCRIPT] = "postscript",
        [LL_UNIT_PARAGRAPH] = "paragraph",
        [LL_UNIT_SENTENCE] = "sentence",
        [LL_UNIT_LIST] = "list",
        [LL_UNIT_ITEM] = "item",
        [LL_UNIT_HEADING] = "heading",
        [LL_UNIT_CODE] = "code",
        [LL_UNIT_SUPPRESSION] = "suppression",
    };
    return names[kind];
}

/* --- Prose ---------------------------------------------------------------------------------- */

/* Templates of letters for pandoc print `opening`, `letteropening` or `salutation` above the body:
 * where it is a greeting, it is the letter's. (Others mean a job by it.) */
static bool is_greeting(const ll_letter *letter, const ll_meta_entry *entry) {
    bool whole = false;
    return entry && entry->span.start < entry->span.end &&
           !memchr(entry->value.data, '\n', entry->value.length) &&
           ll_greeting_salutation(letter->vocabulary, entry->value, &whole) > 0 && whole;
}

static ll_preface greeting_of(const ll_letter *letter) {
    static const char *const keys[] = {"opening", "letteropening", "letter-opening", "salutation"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const ll_meta_entry *entry = ll_meta_find(&letter->meta, ll_str_of(keys[i]));
        if (is_greeting(letter, entry))
            return (ll_preface){.text = entry->value, .source = entry->span};
    }
    return (ll_preface){.text = {"", 0}};
}

static void read_text(ll_letter *letter, const ll_source *source) {
    ll_preface greeting = greeting_of(letter);
    uint32_t from = letter->meta.front_matter.end;
    ll_markdown markdown;
    ll_markdown_parse(&markdown, letter->arena,
                      ll_str_slice(source->text, from, source->text.length));
    ll_prose_build_behind(&letter->prose, letter->arena, source, &greeting, from, &markdown);
    ll_indents_adopt(&letter->prose, letter->vocabulary, letter->arena);
}

/* Reads the text once more without its comments to letterlint. */
static void read_without(ll_letter *letter, const ll_suppressions *found) {
    uint32_t count = 0;
    ll_span *comments = ll_arena_array(letter->arena, found->count, sizeof *comments);
    for (uint32_t i = found->first_comment; i < found->count; i++)
        if (found->items[i].kind != LL_SUPPRESS_UNCLOSED)
            comments[count++] = found->items[i].span;
    ll_cuts cuts;
    ll_cuts_make(&cuts, letter->arena, letter->source, comments, count);
    read_text(letter, &cuts.rest);
    ll_cuts_undo(&letter->prose, letter->arena, &cuts);
}

static void read_prose(ll_letter *letter) {
    read_text(letter, letter->source);
    ll_suppressions_find(&letter->suppressions, letter->arena, &letter->prose, &letter->meta);
    if (letter->suppressions.count > letter->suppressions.first_comment)
        read_without(letter, &letter->suppressions);
}

/* --- The letter ----------------------------------------------------------------------------- */

void ll_letter_read(ll_letter *out, ll_arena *arena, const ll_source *source,
                    const ll_vocabulary *vocabulary, const ll_meta *extra, size_t extra_count,
                    ll_diagnostics *problems) {
    *out = (ll_letter){.arena = arena, .source = source, .vocabulary = vocabulary};
    ll_meta_read(&out->meta, arena, source, extra, extra_count, problems);
    read_prose(out);
    ll_words_find(&out->words, arena, &out->prose);
    ll_lines lines;
    ll_lines_read(&lines, arena, &out->prose);
    ll_dashes_adopt(&out->prose, &lines, vocabulary);
    ll_anatomy_find(&lines, vocabulary, &out->meta);
    ll_headings_find(&lines, vocabulary);
    ll_parting_make(&out->prose, &lines);
    ll_pieces pieces;
    ll_paragraphs_find(&pieces, arena, &lines, vocabulary);
    ll_units_find(out, &lines, &pieces);
    ll_suppressions_settle(&out->suppressions, out);
}

/* --- Its units ------------------------------------------------------------------------------ */

/* The first unit that begins at or after `offset`. */
static uint32_t first_from(const ll_unit_list *list, uint32_t offset) {
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->spans[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t ll_letter_units_in(uint32_t *first, const ll_letter *letter, ll_unit_kind kind,
                            ll_span span) {
    const ll_unit_list *list = &letter->units[kind];
    *first = first_from(list, span.start);
    uint32_t end = first_from(list, span.end);
    return end > *first ? end - *first : 0;
}

uint32_t ll_letter_unit_at(const ll_letter *letter, ll_unit_kind kind, uint32_t offset) {
    const ll_unit_list *list = &letter->units[kind];
    uint32_t after = first_from(list, offset < UINT32_MAX ? offset + 1 : offset);
    if (after == 0)
        return LL_NONE;
    uint32_t index = list->outermost ? list->outermost[after - 1] : after - 1;
    return offset < list->spans[index].end ? index : LL_NONE;
}

/* Whether a paragraph at or after `from` leads in what begins at `start`: no heading between. */
static bool is_led_in(const ll_letter *letter, uint32_t from, uint32_t start) {
    uint32_t first, ignored;
    uint32_t count = ll_letter_units_in(&first, letter, LL_UNIT_PARAGRAPH, (ll_span){from, start});
    if (count == 0)
        return false;
    ll_span between = {letter->units[LL_UNIT_PARAGRAPH].spans[first + count - 1].start, start};
    return ll_letter_units_in(&ignored, letter, LL_UNIT_HEADING, between) == 0;
}

uint32_t ll_letter_paragraphs(const ll_letter *letter, ll_span span) {
    uint32_t first, ignored;
    uint32_t count = ll_letter_units_in(&ignored, letter, LL_UNIT_PARAGRAPH, span);
    uint32_t lists = ll_letter_units_in(&first, letter, LL_UNIT_LIST, span);
    for (uint32_t i = first; i < first + lists; i++)
        count += !is_led_in(letter, span.start, letter->units[LL_UNIT_LIST].spans[i].start);
    return count;
}
