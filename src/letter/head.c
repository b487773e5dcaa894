/* The head of a letter: header and salutation.
 *
 * All that stands before the salutation is header. A greeting counts where a person would take it
 * for one: not in a list, not within wrapped prose, not after much has been said. Where there is
 * none, the leading lines that look like nothing but header are it, and "Anna," above the body is a
 * salutation after all.
 */
#include "letter/head.h"

#include "letter/clues.h"
#include "letter/greetings.h"

#include <string.h>

enum {
    MOST_PROSE_BEFORE = 120,       /* words of prose before "Dear …" on a line of its own */
    MOST_PROSE_BEFORE_CASUAL = 40, /* before "Hi …", which stories hold too */
    MOST_PROSE_BEFORE_INLINE = 15, /* before one that a sentence follows on the line */
    MOST_BETWEEN = 40,             /* words between two salutations */
    MOST_BARE_WORDS = 4,           /* of a salutation that is a name only */
    MOST_SALUTATIONS = 3,
    MOST_SUBJECT_WORDS = 12, /* of a subject line below the salutation */
};

/* --- Salutation ----------------------------------------------------------------------------- */

/* Whether a salutation can stand on line `i`: not in a list, nor on a later line of a paragraph
 * that is wrapped prose. */
static bool may_greet(const ll_finder *f, uint32_t i) {
    if (ll_finder_in_item(f, i) || ll_finder_is_code(f, i))
        return false;
    if (ll_finder_begins_block(f, i) || ll_finder_line(f, i)->start == LL_LINE_HARD ||
        ll_finder_line(f, i)->gap)
        return true;
    return ll_finder_is_header(f, i - 1) || ll_finder_line(f, i - 1)->part == LL_UNIT_SALUTATION;
}

/* Takes line `i` as a salutation of `length` bytes. */
static void greet(ll_finder *f, uint32_t i, uint32_t length) {
    if (length < ll_finder_text(f, i).length) {
        ll_lines_cut(f->lines, i, length);
        ll_finder_count_words(f);
    }
    f->lines->items[i].part = LL_UNIT_SALUTATION;
    f->body = i + 1;
}

/* How many words of prose may stand before a salutation on line `i`. One in a quotation that the
 * prose before is not in is somebody else's. */
static uint32_t most_prose_before(const ll_finder *f, uint32_t i, bool whole) {
    if (ll_lines_block(f->lines, i)->quotes > ll_lines_block(f->lines, 0)->quotes)
        return 0;
    if (!whole)
        return MOST_PROSE_BEFORE_INLINE;
    bool formal = ll_finder_begins_with(f, i, ll_str_of("dear ")) ||
                  ll_finder_begins_with(f, i, ll_str_of("to "));
    return formal ? MOST_PROSE_BEFORE : MOST_PROSE_BEFORE_CASUAL;
}

/* "Kafka Streams" wrapped before "and Redis" is no line of its own: what follows it goes on small.
 */
static bool goes_on_below(const ll_finder *f, uint32_t i) {
    if (ll_finder_ends_block(f, i) || ll_finder_line(f, i + 1)->start != LL_LINE_SOFT)
        return false;
    char c = ll_finder_text(f, i + 1).data[0];
    return c >= 'a' && c <= 'z' && !ll_finder_is_header(f, i + 1);
}

/* The length of the salutation that opens line `i`, 0 where none does. "Good morning, Priya Raman"
 * wrapped before "from Leeds called me" greets as far as the comma. */
static uint32_t salutation_length(const ll_finder *f, uint32_t i, bool *whole) {
    ll_str line = ll_finder_text(f, i);
    uint32_t length = ll_greeting_salutation(f->vocabulary, line, whole);
    uint32_t phrase = ll_vocabulary_prefix(f->vocabulary, LL_LIST_SALUTATIONS, line);
    bool named_behind = length > phrase + 1 && line.data[phrase] == ',';
    if (!named_behind || strchr(",:!", line.data[length - 1]) || !goes_on_below(f, i))
        return length;
    *whole = false;
    return phrase + 1;
}

static uint32_t quotes_around(const ll_finder *f, uint32_t i) {
    return ll_lines_block(f->lines, i)->quotes;
}

/* The greeting of the writer's own below one in a quotation, which answers the mail quoted: its
 * line, or `i` where there is none. */
static uint32_t own_greeting(const ll_finder *f, uint32_t i) {
    for (uint32_t k = i; quotes_around(f, i) > 0 && k < f->lines->count; k++) {
        bool whole = false;
        if (quotes_around(f, k) < quotes_around(f, i) && ll_finder_begins_block(f, k) &&
            may_greet(f, k) && salutation_length(f, k, &whole) > 0 && whole)
            return k;
    }
    return i;
}

/* Takes the greeting on line `i`; all before it is header. */
static void take_salutation(ll_finder *f, uint32_t i) {
    bool whole = false;
    greet(f, i, salutation_length(f, i, &whole));
    ll_finder_set_parts(f, 0, i, LL_UNIT_HEADER);
}

/* The first salutation; false where there is none. */
static bool find_salutation(ll_finder *f) {
    uint32_t prose = 0;
    for (uint32_t i = 0; i < f->lines->count && prose <= MOST_PROSE_BEFORE; i++) {
        bool whole = false;
        uint32_t length = salutation_length(f, i, &whole);
        if (length > 0 && may_greet(f, i) && prose <= most_prose_before(f, i, whole)) {
            take_salutation(f, own_greeting(f, i));
            return true;
        }
        if (ll_finder_is_prose(f, i) || ll_finder_is_code(f, i) || ll_finder_in_item(f, i))
            prose += ll_finder_words(f, i, i + 1);
    }
    return false;
}

/* Salutations after the first: right below it, or a little further on a line of their own, and in
 * no quotation that the first is not in. What stands between belongs to no part. */
static void find_further_salutations(ll_finder *f) {
    for (uint32_t found = 1; found < MOST_SALUTATIONS; found++) {
        uint32_t from = f->body, i = from;
        for (; i < f->lines->count && ll_finder_words(f, from, i) <= MOST_BETWEEN; i++) {
            bool whole = false;
            uint32_t length = salutation_length(f, i, &whole);
            if (length > 0 && may_greet(f, i) &&
                quotes_around(f, i) <= quotes_around(f, from - 1) &&
                (i == from || (whole && ll_finder_begins_block(f, i)))) {
                greet(f, i, length);
                break;
            }
        }
        if (f->body == from)
            return;
    }
}

/* A subject below the salutation ("Re: Backend Engineer"), set apart or not, is no opening. */
static void skip_subject(ll_finder *f) {
    uint32_t i = f->body;
    if (i + 1 >= f->lines->count || ll_finder_line(f, i)->start == LL_LINE_CUT ||
        !ll_finder_ends_block(f, i) || ll_finder_in_item(f, i))
        return;
    ll_str line = ll_finder_text(f, i);
    bool label = ll_clue_label(f->vocabulary, line);
    bool title = !ll_finder_is_prose(f, i) && ll_finder_is_header(f, i) &&
                 ll_finder_words(f, i, i + 1) <= MOST_SUBJECT_WORDS;
    bool heading = ll_lines_block(f->lines, i)->kind == LL_BLOCK_HEADING;
    if (label || (title && !heading))
        f->body = i + 1;
}

/* --- Header without a salutation ------------------------------------------------------------ */

/* "Ms Okafor:", where a comma is no must. */
static bool is_titled_address(const ll_finder *f, ll_str line) {
    ll_str token;
    uint32_t at = 0;
    return ll_str_ends(line, ":") && ll_clue_token(&token, line, &at) &&
           ll_vocabulary_has(f->vocabulary, LL_LIST_TITLES, ll_clue_core(token));
}

/* "Anna," right above the body: an addressee and a comma, without a greeting. */
static bool is_bare_address(const ll_finder *f, uint32_t i) {
    bool alone = ll_finder_ends_block(f, i) || ll_finder_is_prose(f, i + 1);
    ll_str line = ll_finder_text(f, i);
    return alone && ll_finder_begins_block(f, i) &&
           (ll_str_ends(line, ",") || is_titled_address(f, line)) &&
           ll_finder_words(f, i, i + 1) <= MOST_BARE_WORDS && !ll_finder_is_contact(f, i);
}

static void find_header(ll_finder *f) {
    uint32_t i = 0;
    while (i < f->lines->count && !ll_finder_in_item(f, i) && ll_finder_is_header(f, i) &&
           !goes_on_below(f, i))
        i++;
    if (i == f->lines->count)
        return; /* nothing but such lines: then they are the letter */
    i += i > 0 && is_titled_address(f, ll_finder_text(f, i)) && is_bare_address(f, i);
    if (i == f->lines->count)
        return;
    ll_finder_set_parts(f, 0, i, LL_UNIT_HEADER);
    f->body = i;
    if (i > 0 && is_bare_address(f, i - 1))
        f->lines->items[i - 1].part = LL_UNIT_SALUTATION;
}

/* --- The whole ------------------------------------------------------------------------------ */

void ll_head_find(ll_finder *f, bool salutation) {
    if (salutation && find_salutation(f)) {
        find_further_salutations(f);
        skip_subject(f);
    } else {
        find_header(f);
    }
}

/* How far the salutation that the writer names reaches: through the next punctuation, else to the
 * line's end. */
static uint32_t named_length(const ll_finder *f, ll_str line, ll_str text) {
    bool whole = false;
    uint32_t length = ll_greeting_salutation(f->vocabulary, line, &whole);
    if (length > text.length)
        return length;
    for (length = text.length; length < line.length; length++)
        if (line.data[length - 1] != ' ' && strchr(",:!;", line.data[length]))
            return length + 1;
    return length;
}

bool ll_head_take(ll_finder *f, ll_str text) {
    for (uint32_t i = 0; i < f->lines->count; i++) {
        ll_str line = ll_finder_text(f, i);
        if (ll_finder_is_code(f, i) || !ll_finder_begins_with(f, i, text))
            continue;
        greet(f, i, named_length(f, line, text));
        ll_finder_set_parts(f, 0, i, LL_UNIT_HEADER);
        skip_subject(f);
        return true;
    }
    return false;
}
