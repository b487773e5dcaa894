/* The tail of a letter: sign-off and postscript.
 *
 * Read from the end: the sign-off phrase stands in the second half of what follows the salutation
 * ("Thanks," halfway down is no farewell), and after it names and ways to reach their owner; the
 * rest is postscript. Without a phrase, a bare name at the end will do.
 */
#include "letter/tail.h"

#include "base/utf8.h"
#include "letter/bullets.h"
#include "letter/clues.h"
#include "letter/greetings.h"

#include <string.h>

enum {
    MOST_SIGNATURE_LINES = 8, /* below the sign-off phrase: name, title, contact lines */
    LONGEST_TAIL = 120,       /* bytes at a line's end where a sign-off is looked for */
    MOST_LINES_BETWEEN = 8,   /* two letters in one file: a date, an address */
    MOST_PHRASE_WORDS = 6,    /* of a sign-off phrase that the vocabulary does not know */
    MOST_DOTTED_WORDS = 4,    /* of a name below the phrase that a dot ends */
};

/* --- Sign-off ------------------------------------------------------------------------------- */

static bool is_bullet(const ll_finder *f, uint32_t i) {
    return ll_bullets_length(f->lines, i) > 0;
}

/* Whether line `i` may begin something new: what stands before it in its block ends a sentence or
 * is no prose. */
static bool stands_alone(const ll_finder *f, uint32_t i) {
    return ll_finder_line(f, i)->start != LL_LINE_SOFT || ll_finder_line(f, i)->gap ||
           ll_clue_ends_sentence(ll_finder_text(f, i - 1)) || !ll_finder_is_prose(f, i - 1);
}

/* "[^1]: …", a footnote's text. */
static bool is_footnote(ll_str line) {
    const char *close = ll_str_starts(line, "[^") ? memchr(line.data, ']', line.length) : NULL;
    return close && close + 1 < line.data + line.length && close[1] == ':';
}

/* "P.S. …", "Enclosures: …" or a footnote. */
static bool opens_postscript(const ll_finder *f, uint32_t i) {
    ll_str line = ll_finder_text(f, i);
    return !ll_finder_is_code(f, i) &&
           (ll_clue_postscript(f->vocabulary, line) || ll_clue_enclosure(f->vocabulary, line) ||
            is_footnote(line));
}

/* Whether an item stands above line `i`, or below it one that is no way to reach a writer. */
static bool is_item_beside(const ll_finder *f, uint32_t i) {
    return (i > 0 && is_bullet(f, i - 1)) ||
           (i + 1 < f->lines->count && is_bullet(f, i + 1) && !ll_finder_is_contact(f, i + 1));
}

/* A dash may lead a name or an item: beside another item it is an item. */
static bool is_name(const ll_finder *f, uint32_t i) {
    if (i >= f->lines->count || ll_finder_is_code(f, i))
        return false;
    ll_str line = ll_finder_text(f, i);
    if (ll_clue_bullet_is_certain(line) || ll_clue_table_row(line) ||
        (is_bullet(f, i) && is_item_beside(f, i)))
        return false;
    return ll_clue_name(f->vocabulary, line);
}

static ll_signoff_kind signoff_kind(const ll_finder *f, uint32_t i) {
    if (i >= f->lines->count || ll_finder_is_code(f, i) ||
        (ll_finder_in_item(f, i) && ll_finder_begins_block(f, i)))
        return LL_SIGNOFF_NONE;
    return ll_greeting_signoff(f->vocabulary, ll_finder_text(f, i));
}

/* Whether nothing but a postscript or a way to reach the writer follows line `i`. */
static bool is_last(const ll_finder *f, uint32_t i) {
    return i + 1 == f->lines->count || opens_postscript(f, i + 1) ||
           (!ll_finder_is_code(f, i + 1) && ll_finder_is_contact(f, i + 1));
}

/* "… talk about it soon⏎Kind regards,⏎Ada": a farewell though the sentence before it has no end,
 * since nothing but a name, and what may follow that, stands behind. */
static bool closes_anyway(const ll_finder *f, uint32_t i, ll_signoff_kind kind) {
    if (!ll_clue_is_capital(ll_finder_text(f, i)))
        return false;
    if (kind != LL_SIGNOFF_PHRASE)
        return kind == LL_SIGNOFF_NAMED && is_last(f, i);
    bool whole = ll_str_ends(ll_finder_text(f, i), ",") || ll_finder_words(f, i, i + 1) > 1;
    return whole && is_name(f, i + 1) && (is_last(f, i + 1) || ll_finder_begins_block(f, i + 2));
}

static bool is_phrase(const ll_finder *f, uint32_t i) {
    ll_signoff_kind kind = signoff_kind(f, i);
    if (kind == LL_SIGNOFF_OPEN) {
        ll_signoff_kind next = signoff_kind(f, i + 1);
        return is_name(f, i + 1) || next == LL_SIGNOFF_PHRASE || next == LL_SIGNOFF_NAMED;
    }
    if (kind == LL_SIGNOFF_LAST && !is_last(f, i))
        return false;
    return kind != LL_SIGNOFF_NONE && (stands_alone(f, i) || closes_anyway(f, i, kind));
}

/* Whether a greeting stands on line `i`: of another letter, or of a mail quoted below. */
static bool greets(const ll_finder *f, uint32_t i) {
    bool whole = false;
    return ll_finder_begins_block(f, i) && !ll_finder_in_item(f, i) && !ll_finder_is_code(f, i) &&
           ll_greeting_salutation(f->vocabulary, ll_finder_text(f, i), &whole) > 0 && whole;
}

/* Whether line `i` can follow a sign-off phrase: a name, a way to reach its owner, another phrase;
 * within a block also a job title or a place. Set apart, those may be notes. */
static bool is_signature(const ll_finder *f, uint32_t i) {
    if (ll_finder_is_code(f, i) || opens_postscript(f, i) || greets(f, i) ||
        (ll_finder_in_item(f, i) && ll_finder_begins_block(f, i)))
        return false;
    bool divider = ll_finder_words(f, i, i + 1) == 0; /* "--" */
    if (divider || is_name(f, i) || is_phrase(f, i) || ll_finder_is_contact(f, i))
        return true;
    bool brief = ll_finder_words(f, i, i + 1) <= MOST_PHRASE_WORDS && !ll_finder_is_prose(f, i);
    return !ll_finder_begins_block(f, i) && (brief || ll_finder_is_header(f, i));
}

/* "Ada Brook." right below a phrase: a name but for the dot. */
static bool is_dotted_name(const ll_finder *f, uint32_t i) {
    if (i >= f->lines->count || ll_finder_is_code(f, i) || ll_finder_in_item(f, i) ||
        opens_postscript(f, i))
        return false;
    ll_str line = ll_str_trim(ll_finder_text(f, i));
    return ll_str_ends(line, ".") && ll_finder_words(f, i, i + 1) <= MOST_DOTTED_WORDS &&
           ll_clue_name(f->vocabulary, ll_str_slice(line, 0, line.length - 1));
}

/* The end of the signature whose phrase or name stands on line `i`. A single small word right below
 * a phrase ("best,⏎ana") is a name too, and so is one with a dot ("Best,⏎Ada Brook."). */
static uint32_t end_of_signature(const ll_finder *f, uint32_t i) {
    uint32_t end = i + 1;
    bool small_name = end < f->lines->count && ll_finder_words(f, end, end + 1) == 1 &&
                      !ll_finder_is_code(f, end) && !opens_postscript(f, end);
    end += small_name || is_dotted_name(f, end);
    while (end < f->lines->count && end - i <= MOST_SIGNATURE_LINES && is_signature(f, end))
        end++;
    return end;
}

/* Whether soon behind the signature whose phrase stands on line `i` somebody is greeted again: the
 * letter is over. */
static bool is_greeted_again(const ll_finder *f, uint32_t i) {
    uint32_t from = end_of_signature(f, i);
    for (uint32_t k = from; k < f->lines->count && k < from + MOST_LINES_BETWEEN; k++)
        if (greets(f, k))
            return true;
    return false;
}

/* The line with the sign-off phrase: the first in the second half of what follows the salutation,
 * or above another letter, else the last at all; the line count where there is none. */
static uint32_t find_phrase(const ll_finder *f) {
    uint32_t all = ll_finder_words(f, f->body, f->lines->count), last = f->lines->count;
    for (uint32_t i = f->body; i < f->lines->count; i++) {
        if (!is_phrase(f, i))
            continue;
        last = i;
        if (ll_finder_words(f, f->body, i) * 2 >= all || is_greeted_again(f, i))
            break;
    }
    return last;
}

/* Where the postscripts before line `end` begin, `end` where there are none: going back over blocks
 * that are postscripts, names or addresses. "Attached: my CV." with a paragraph behind is body, and
 * so is what stands in the body's first half. */
static uint32_t find_postscript(const ll_finder *f, uint32_t end) {
    uint32_t all = ll_finder_words(f, f->body, end), first = end;
    for (uint32_t i = end; i > f->body && ll_finder_words(f, f->body, i - 1) * 2 >= all; i--) {
        if (opens_postscript(f, i - 1) && stands_alone(f, i - 1))
            first = i - 1;
        else if (ll_finder_begins_block(f, i - 1) && !is_name(f, i - 1) &&
                 !ll_finder_is_contact(f, i - 1))
            break;
    }
    return first;
}

/* A phrase of another language or of the writer's own above a name: short, no sentence, and a comma
 * behind it ("Vennlig hilsen,"). */
static bool is_unknown_phrase(const ll_finder *f, uint32_t i) {
    ll_str line = ll_finder_text(f, i);
    return !ll_finder_is_code(f, i) && !ll_finder_in_item(f, i) && stands_alone(f, i) &&
           ll_str_ends(line, ",") && ll_finder_words(f, i, i + 1) <= MOST_PHRASE_WORDS &&
           !ll_finder_is_prose(f, i);
}

/* A name in small letters, which only its place shows: a line of a word or two, set apart or
 * below a phrase, and nothing that ends a sentence ("dario"). */
static bool is_small_name(const ll_finder *f, uint32_t i) {
    ll_str line = ll_str_trim(ll_finder_text(f, i));
    bool apart = ll_finder_begins_block(f, i) || is_unknown_phrase(f, i - 1);
    if (line.length == 0 || !apart || !ll_finder_ends_block(f, i) || ll_finder_is_code(f, i) ||
        ll_finder_in_item(f, i) || opens_postscript(f, i))
        return false;
    uint32_t at, words = ll_finder_words(f, i, i + 1);
    uint32_t first = ll_utf8_decode(line.data, line.length, 0, &at);
    uint32_t last = ll_utf8_decode_before(line.data, line.length, &at);
    return (words == 1 || words == 2) && ll_utf8_is_word(first) && !ll_utf8_is_upper(first) &&
           !ll_utf8_is_digit(first) && ll_utf8_is_word(last) && !ll_utf8_is_digit(last) &&
           !ll_finder_is_prose(f, i);
}

/* Without a phrase, a bare name at the end ("— Ana"), or contact lines set apart; `end` where there
 * is neither. A name within wrapped prose is none: the sentence before it must have ended. */
static uint32_t find_bare_name(const ll_finder *f, uint32_t end) {
    uint32_t name = end;
    for (uint32_t i = end; i > f->body + 1 && end - i < MOST_SIGNATURE_LINES; i--) {
        if (!is_signature(f, i - 1))
            break;
        bool heading = ll_lines_block(f->lines, i - 1)->kind == LL_BLOCK_HEADING;
        bool begins = ll_finder_begins_block(f, i - 1) && ll_finder_is_contact(f, i - 1);
        if (!ll_finder_in_item(f, i - 1) && !heading && stands_alone(f, i - 1) &&
            (is_name(f, i - 1) || begins))
            name = i - 1;
    }
    if (name == end && end > f->body + 1 && is_small_name(f, end - 1))
        name = end - 1;
    return name < end && name > f->body + 1 && is_unknown_phrase(f, name - 1) ? name - 1 : name;
}

/* "… next week. Best, Ana", "… next week. — Ana": where in line `i` a sign-off begins behind the
 * last sentence; 0 where none does. */
static uint32_t phrase_within(const ll_finder *f, uint32_t i) {
    ll_str line = ll_finder_text(f, i);
    uint32_t lowest = line.length > LONGEST_TAIL ? line.length - LONGEST_TAIL : 1;
    for (uint32_t at = line.length; at > lowest; at--) {
        bool starts = line.data[at - 1] == ' ' && at >= 2 && strchr(".!?)", line.data[at - 2]);
        if (!starts)
            continue;
        ll_str rest = ll_str_slice(line, at, line.length);
        ll_signoff_kind kind = ll_greeting_signoff(f->vocabulary, rest);
        bool comma = memchr(rest.data, ',', rest.length) != NULL;
        if (comma && kind != LL_SIGNOFF_NONE && kind != LL_SIGNOFF_OPEN)
            return at;
        if (ll_clue_dash(rest) && ll_clue_name(f->vocabulary, rest))
            return at;
    }
    return 0;
}

/* Whether the lines [from, end) may stand below a name: a title, a way to reach its owner. */
static bool is_below_name(const ll_finder *f, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end; i++) {
        bool brief = ll_finder_words(f, i, i + 1) <= MOST_PHRASE_WORDS && !ll_finder_is_prose(f, i);
        if (ll_finder_is_code(f, i) || ll_finder_in_item(f, i) ||
            !(brief || ll_finder_is_contact(f, i)))
            return false;
    }
    return true;
}

/* Cuts a sign-off off the end of line `end - 1`, or of the one above a name there and what stands
 * below that; the line where it begins, else `end`. */
static uint32_t cut_phrase(ll_finder *f, uint32_t *end) {
    for (uint32_t back = 1; back <= MOST_SIGNATURE_LINES && *end >= f->body + back; back++) {
        uint32_t i = *end - back, at = 0;
        if (!ll_finder_is_code(f, i) &&
            (back == 1 || (is_name(f, i + 1) && is_below_name(f, i + 2, *end))))
            at = phrase_within(f, i);
        if (at > 0) {
            ll_lines_cut(f->lines, i, at);
            ll_finder_count_words(f);
            ++*end;
            return i + 1;
        }
    }
    return *end;
}

/* Sets the tail's parts from the line where the sign-off begins. */
static void set_tail(ll_finder *f, uint32_t signoff, uint32_t end) {
    uint32_t postscript = find_postscript(f, signoff);
    ll_finder_set_parts(f, postscript, signoff, LL_UNIT_POSTSCRIPT);
    ll_finder_set_parts(f, signoff, end, LL_UNIT_SIGNOFF);
    ll_finder_set_parts(f, end, f->lines->count, LL_UNIT_POSTSCRIPT);
    f->tail = postscript;
}

void ll_tail_find(ll_finder *f) {
    uint32_t count = f->lines->count, phrase = find_phrase(f);
    if (phrase < count) {
        set_tail(f, phrase, end_of_signature(f, phrase));
        return;
    }
    uint32_t postscript = find_postscript(f, count), signoff = cut_phrase(f, &postscript);
    if (signoff == postscript)
        signoff = find_bare_name(f, postscript);
    set_tail(f, signoff, postscript);
}

/* The last line that begins with the text the writer names. */
bool ll_tail_take(ll_finder *f, ll_str text) {
    for (uint32_t i = f->lines->count; i > f->body; i--)
        if (!ll_finder_is_code(f, i - 1) && ll_finder_begins_with(f, i - 1, text)) {
            set_tail(f, i - 1, end_of_signature(f, i - 1));
            return true;
        }
    return false;
}

void ll_tail_none(ll_finder *f) {
    set_tail(f, f->lines->count, f->lines->count);
}
