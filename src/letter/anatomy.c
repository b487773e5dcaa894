/* Anatomy by structure and vocabulary.
 *
 * Read as a person would: the salutation first, for all that stands before it is header; then, from
 * the other end, the sign-off, for what stands after it and is no name is postscript; the body is
 * what is left. Where one is missing, the lines at that end that look like nothing but header, or
 * like nothing but a name, stand in for it. A greeting in the middle of a letter is somebody's
 * quoted "Hi team", and "Thanks," halfway down is no farewell: places count as much as words.
 */
#include "letter/anatomy.h"

#include "letter/clues.h"
#include "letter/greetings.h"

#include <string.h>

enum {
    MOST_PROSE_BEFORE = 120,       /* words of prose before a salutation on a line of its own */
    MOST_PROSE_BEFORE_INLINE = 15, /* before one that a sentence follows on the line */
    MOST_BETWEEN = 40,             /* words between two salutations */
    MOST_BARE_WORDS = 4,           /* of a salutation that is a name only */
    MOST_SALUTATIONS = 3,
    MOST_SIGNATURE_LINES = 8, /* below the sign-off phrase: name, title, contact lines */
    LONGEST_TAIL = 120,       /* bytes at a line's end where a sign-off is looked for */
    MOST_PHRASE_WORDS = 6,    /* of a sign-off phrase that the vocabulary does not know */
    MOST_SUBJECT_WORDS = 12,  /* of a subject line below the salutation */
};

typedef struct finder {
    ll_lines *lines;
    const ll_vocabulary *vocabulary;
    uint32_t *words; /* words before each line, and of all behind the last */
    uint32_t word_capacity;
    uint32_t body; /* the first line after header and salutation */
    uint32_t tail; /* the first line after the body */
} finder;

/* --- Lines and their neighbours ------------------------------------------------------------- */

static ll_str text_of(const finder *f, uint32_t i) {
    return ll_lines_text(f->lines, i);
}

static const ll_line *line_of(const finder *f, uint32_t i) {
    return &f->lines->items[i];
}

static bool begins_block(const finder *f, uint32_t i) {
    return line_of(f, i)->start == LL_LINE_BLOCK;
}

static bool is_code(const finder *f, uint32_t i) {
    return ll_lines_block(f->lines, i)->kind == LL_BLOCK_CODE;
}

static bool in_item(const finder *f, uint32_t i) {
    return ll_lines_block(f->lines, i)->item != LL_NONE;
}

static bool ends_block(const finder *f, uint32_t i) {
    return i + 1 == f->lines->count || begins_block(f, i + 1);
}

static bool is_prose(const finder *f, uint32_t i) {
    return ll_clue_prose(f->vocabulary, text_of(f, i));
}

static bool is_bullet(const finder *f, uint32_t i) {
    return ll_clue_bullet(text_of(f, i)) > 0;
}

static bool is_header(const finder *f, uint32_t i) {
    ll_str line = text_of(f, i);
    return !is_code(f, i) && !ll_clue_bullet_is_certain(line) && !ll_clue_table_row(line) &&
           ll_clue_header(f->vocabulary, line);
}

/* A way to reach someone, or a date. */
static bool is_contact(const finder *f, uint32_t i) {
    ll_str line = text_of(f, i);
    return !is_code(f, i) &&
           (ll_clue_contact(f->vocabulary, line) || ll_clue_date(f->vocabulary, line) ||
            ll_clue_address(f->vocabulary, line));
}

static uint32_t words_in(ll_str text) {
    uint32_t count = 0;
    ll_str token;
    for (uint32_t at = 0; ll_clue_token(&token, text, &at);)
        count += ll_clue_core(token).length > 0;
    return count;
}

static void count_words(finder *f) {
    f->words = ll_arena_grow(f->lines->arena, f->words, &f->word_capacity, f->lines->count + 1,
                             sizeof *f->words);
    f->words[0] = 0;
    for (uint32_t i = 0; i < f->lines->count; i++)
        f->words[i + 1] = f->words[i] + words_in(text_of(f, i));
}

static uint32_t words_between(const finder *f, uint32_t from, uint32_t to) {
    return f->words[to] - f->words[from];
}

static void set_parts(finder *f, uint32_t from, uint32_t to, ll_unit_kind part) {
    for (uint32_t i = from; i < to; i++)
        f->lines->items[i].part = part;
}

/* --- Salutation ----------------------------------------------------------------------------- */

/* Whether a salutation can stand on line `i`: not in a list, nor on a later line of a paragraph
 * that is wrapped prose. */
static bool may_greet(const finder *f, uint32_t i) {
    if (in_item(f, i) || is_code(f, i))
        return false;
    if (begins_block(f, i) || line_of(f, i)->start == LL_LINE_HARD || line_of(f, i)->gap)
        return true;
    return is_header(f, i - 1) || line_of(f, i - 1)->part == LL_UNIT_SALUTATION;
}

/* Takes line `i` as a salutation of `length` bytes. */
static void greet(finder *f, uint32_t i, uint32_t length) {
    if (length < text_of(f, i).length) {
        ll_lines_cut(f->lines, i, length);
        count_words(f);
    }
    f->lines->items[i].part = LL_UNIT_SALUTATION;
    f->body = i + 1;
}

/* The first salutation; false where there is none. */
static bool find_salutation(finder *f) {
    uint32_t prose = 0;
    for (uint32_t i = 0; i < f->lines->count && prose <= MOST_PROSE_BEFORE; i++) {
        bool whole = false;
        uint32_t length = ll_greeting_salutation(f->vocabulary, text_of(f, i), &whole);
        uint32_t most = whole ? MOST_PROSE_BEFORE : MOST_PROSE_BEFORE_INLINE;
        if (length > 0 && may_greet(f, i) && prose <= most) {
            greet(f, i, length);
            set_parts(f, 0, i, LL_UNIT_HEADER);
            return true;
        }
        if (is_prose(f, i) || is_code(f, i) || in_item(f, i))
            prose += words_between(f, i, i + 1);
    }
    return false;
}

/* Salutations after the first: right below it, or a little further on a line of their own. What
 * stands between belongs to no part. */
static void find_further_salutations(finder *f) {
    for (uint32_t found = 1; found < MOST_SALUTATIONS; found++) {
        uint32_t from = f->body, i = from;
        for (; i < f->lines->count && words_between(f, from, i) <= MOST_BETWEEN; i++) {
            bool whole = false;
            uint32_t length = ll_greeting_salutation(f->vocabulary, text_of(f, i), &whole);
            if (length > 0 && may_greet(f, i) && (i == from || (whole && begins_block(f, i)))) {
                greet(f, i, length);
                break;
            }
        }
        if (f->body == from)
            return;
    }
}

/* A subject below the salutation ("Re: Backend Engineer") is no opening. */
static void skip_subject(finder *f) {
    uint32_t i = f->body;
    if (i + 1 >= f->lines->count || !begins_block(f, i) || !ends_block(f, i) || in_item(f, i))
        return;
    ll_str line = text_of(f, i);
    bool label = ll_clue_label(f->vocabulary, line);
    bool title = !is_prose(f, i) && is_header(f, i) && words_in(line) <= MOST_SUBJECT_WORDS;
    bool heading = ll_lines_block(f->lines, i)->kind == LL_BLOCK_HEADING;
    if (label || (title && !heading))
        f->body = i + 1;
}

/* --- Header without a salutation ------------------------------------------------------------ */

/* "Kafka Streams" wrapped before "and Redis" is no header line: what follows it goes on small. */
static bool goes_on_below(const finder *f, uint32_t i) {
    if (ends_block(f, i) || line_of(f, i + 1)->start != LL_LINE_SOFT)
        return false;
    char c = text_of(f, i + 1).data[0];
    return c >= 'a' && c <= 'z' && !is_header(f, i + 1);
}

/* "Anna," right above the body: an addressee and a comma, without a greeting. */
static bool is_bare_address(const finder *f, uint32_t i) {
    bool alone = ends_block(f, i) || is_prose(f, i + 1);
    return alone && begins_block(f, i) && ll_str_ends(text_of(f, i), ",") &&
           words_between(f, i, i + 1) <= MOST_BARE_WORDS && !is_contact(f, i);
}

static void find_header(finder *f) {
    uint32_t i = 0;
    while (i < f->lines->count && !in_item(f, i) && is_header(f, i) && !goes_on_below(f, i))
        i++;
    if (i == f->lines->count)
        return; /* nothing but such lines: then they are the letter */
    set_parts(f, 0, i, LL_UNIT_HEADER);
    f->body = i;
    if (i > 0 && is_bare_address(f, i - 1))
        f->lines->items[i - 1].part = LL_UNIT_SALUTATION;
}

/* --- Sign-off ------------------------------------------------------------------------------- */

/* Whether line `i` may begin something new: what stands before it in its block ends a sentence or
 * is no prose. */
static bool stands_alone(const finder *f, uint32_t i) {
    return line_of(f, i)->start != LL_LINE_SOFT || line_of(f, i)->gap ||
           ll_clue_ends_sentence(text_of(f, i - 1)) || !is_prose(f, i - 1);
}

/* "P.S. …" or "Enclosures: …" */
static bool opens_postscript(const finder *f, uint32_t i) {
    ll_str line = text_of(f, i);
    return !is_code(f, i) &&
           (ll_clue_postscript(f->vocabulary, line) || ll_clue_enclosure(f->vocabulary, line));
}

/* A dash may lead a name or an item: below another item it is an item. */
static bool is_name(const finder *f, uint32_t i) {
    if (i >= f->lines->count || is_code(f, i))
        return false;
    ll_str line = text_of(f, i);
    if (ll_clue_bullet_is_certain(line) || ll_clue_table_row(line) ||
        (is_bullet(f, i) && i > 0 && is_bullet(f, i - 1)))
        return false;
    return ll_clue_name(f->vocabulary, line);
}

static ll_signoff_kind signoff_kind(const finder *f, uint32_t i) {
    if (i >= f->lines->count || is_code(f, i) || (in_item(f, i) && begins_block(f, i)))
        return LL_SIGNOFF_NONE;
    return ll_greeting_signoff(f->vocabulary, text_of(f, i));
}

static bool is_phrase(const finder *f, uint32_t i) {
    ll_signoff_kind kind = signoff_kind(f, i);
    if (kind == LL_SIGNOFF_OPEN) {
        ll_signoff_kind next = signoff_kind(f, i + 1);
        return is_name(f, i + 1) || next == LL_SIGNOFF_PHRASE || next == LL_SIGNOFF_NAMED;
    }
    if (kind == LL_SIGNOFF_LAST && i + 1 < f->lines->count && !opens_postscript(f, i + 1))
        return false;
    return kind != LL_SIGNOFF_NONE && stands_alone(f, i);
}

/* Whether line `i` can follow a sign-off phrase: a name, a way to reach its owner, another phrase;
 * within a block also a job title or a place. Set apart, those may be notes. */
static bool is_signature(const finder *f, uint32_t i) {
    if (is_code(f, i) || opens_postscript(f, i) || (in_item(f, i) && begins_block(f, i)))
        return false;
    if (is_name(f, i) || is_phrase(f, i) || is_contact(f, i))
        return true;
    bool brief = words_between(f, i, i + 1) <= MOST_PHRASE_WORDS && !is_prose(f, i);
    return !begins_block(f, i) && (brief || is_header(f, i));
}

/* The end of the signature whose phrase or name stands on line `i`. A single small word right below
 * a phrase ("best,⏎ana") is a name too. */
static uint32_t end_of_signature(const finder *f, uint32_t i) {
    uint32_t end = i + 1;
    bool small_name = end < f->lines->count && words_between(f, end, end + 1) == 1 &&
                      !is_code(f, end) && !opens_postscript(f, end);
    end += small_name;
    while (end < f->lines->count && end - i <= MOST_SIGNATURE_LINES && is_signature(f, end))
        end++;
    return end;
}

/* The line with the sign-off phrase: the first in the second half of what follows the salutation,
 * else the last at all; the line count where there is none. */
static uint32_t find_phrase(const finder *f) {
    uint32_t all = words_between(f, f->body, f->lines->count), last = f->lines->count;
    for (uint32_t i = f->body; i < f->lines->count; i++) {
        if (!is_phrase(f, i))
            continue;
        last = i;
        if (words_between(f, f->body, i) * 2 >= all)
            break;
    }
    return last;
}

/* Where the postscripts before line `end` begin, `end` where there are none: going back over blocks
 * that are postscripts, names or addresses. "Attached: my CV." with a paragraph behind is body, and
 * so is what stands in the body's first half. */
static uint32_t find_postscript(const finder *f, uint32_t end) {
    uint32_t all = words_between(f, f->body, end), first = end;
    for (uint32_t i = end; i > f->body && words_between(f, f->body, i - 1) * 2 >= all; i--) {
        if (opens_postscript(f, i - 1) && stands_alone(f, i - 1))
            first = i - 1;
        else if (begins_block(f, i - 1) && !is_name(f, i - 1) && !is_contact(f, i - 1))
            break;
    }
    return first;
}

/* A phrase of another language or of the writer's own above a name: short, no sentence, and a comma
 * behind it ("Vennlig hilsen,"). */
static bool is_unknown_phrase(const finder *f, uint32_t i) {
    ll_str line = text_of(f, i);
    return !is_code(f, i) && !in_item(f, i) && stands_alone(f, i) && ll_str_ends(line, ",") &&
           words_between(f, i, i + 1) <= MOST_PHRASE_WORDS && !is_prose(f, i);
}

/* Without a phrase, a bare name at the end ("— Ana"), or contact lines set apart; `end` where there
 * is neither. A name within wrapped prose is none: the sentence before it must have ended. */
static uint32_t find_bare_name(const finder *f, uint32_t end) {
    uint32_t name = end;
    for (uint32_t i = end; i > f->body + 1 && end - i < MOST_SIGNATURE_LINES; i--) {
        if (!is_signature(f, i - 1))
            break;
        bool heading = ll_lines_block(f->lines, i - 1)->kind == LL_BLOCK_HEADING;
        bool begins = begins_block(f, i - 1) && is_contact(f, i - 1);
        if (!in_item(f, i - 1) && !heading && stands_alone(f, i - 1) &&
            (is_name(f, i - 1) || begins))
            name = i - 1;
    }
    return name < end && name > f->body + 1 && is_unknown_phrase(f, name - 1) ? name - 1 : name;
}

/* "… next week. Best, Ana": where in line `i` a sign-off begins behind the last sentence; 0 where
 * none does. */
static uint32_t phrase_within(const finder *f, uint32_t i) {
    ll_str line = text_of(f, i);
    uint32_t lowest = line.length > LONGEST_TAIL ? line.length - LONGEST_TAIL : 1;
    for (uint32_t at = line.length; at > lowest; at--) {
        bool starts = line.data[at - 1] == ' ' && at >= 2 && strchr(".!?)", line.data[at - 2]);
        if (!starts)
            continue;
        ll_str rest = ll_str_slice(line, at, line.length);
        ll_signoff_kind kind = ll_greeting_signoff(f->vocabulary, rest);
        bool comma = memchr(rest.data, ',', rest.length) != NULL;
        if (comma && (kind == LL_SIGNOFF_NAMED || kind == LL_SIGNOFF_PHRASE))
            return at;
    }
    return 0;
}

/* Cuts a sign-off off the end of line `end - 1`, or of the one above a name there; the line where
 * it begins, else `end`. */
static uint32_t cut_phrase(finder *f, uint32_t *end) {
    for (uint32_t back = 1; back <= 2 && *end >= f->body + back; back++) {
        uint32_t i = *end - back, at = 0;
        if (!is_code(f, i) && (back == 1 || is_name(f, i + 1)))
            at = phrase_within(f, i);
        if (at > 0) {
            ll_lines_cut(f->lines, i, at);
            count_words(f);
            ++*end;
            return i + 1;
        }
    }
    return *end;
}

/* Sets the tail's parts from the line where the sign-off begins. */
static void set_tail(finder *f, uint32_t signoff, uint32_t end) {
    uint32_t postscript = find_postscript(f, signoff);
    set_parts(f, postscript, signoff, LL_UNIT_POSTSCRIPT);
    set_parts(f, signoff, end, LL_UNIT_SIGNOFF);
    set_parts(f, end, f->lines->count, LL_UNIT_POSTSCRIPT);
    f->tail = postscript;
}

static void find_signoff(finder *f) {
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

/* --- Overrides ------------------------------------------------------------------------------ */

typedef enum override_kind { OVERRIDE_ABSENT, OVERRIDE_NONE, OVERRIDE_TEXT } override_kind;

static override_kind read_override(ll_str *text, const ll_meta_table *meta, const char *key) {
    *text = ll_str_trim(ll_meta_get(meta, ll_str_of(key)));
    if (text->length == 0)
        return OVERRIDE_ABSENT;
    return ll_str_equal_nocase(*text, ll_str_of("none")) ? OVERRIDE_NONE : OVERRIDE_TEXT;
}

static bool begins_with(ll_str line, ll_str text) {
    return ll_str_equal_nocase(ll_str_slice(line, 0, text.length), text);
}

/* How far the salutation that the writer names reaches: through the next punctuation, else to the
 * line's end. */
static uint32_t named_length(const finder *f, ll_str line, ll_str text) {
    bool whole;
    uint32_t length = ll_greeting_salutation(f->vocabulary, line, &whole);
    if (length > text.length)
        return length;
    for (length = text.length; length < line.length; length++)
        if (line.data[length - 1] != ' ' && strchr(",:!;", line.data[length]))
            return length + 1;
    return length;
}

static bool take_salutation(finder *f, ll_str text) {
    for (uint32_t i = 0; i < f->lines->count; i++) {
        ll_str line = text_of(f, i);
        if (is_code(f, i) || !begins_with(line, text))
            continue;
        greet(f, i, named_length(f, line, text));
        set_parts(f, 0, i, LL_UNIT_HEADER);
        return true;
    }
    return false;
}

/* The last line that begins with the text the writer names. */
static bool take_signoff(finder *f, ll_str text) {
    for (uint32_t i = f->lines->count; i > f->body; i--)
        if (!is_code(f, i - 1) && begins_with(text_of(f, i - 1), text)) {
            set_tail(f, i - 1, end_of_signature(f, i - 1));
            return true;
        }
    return false;
}

/* --- The whole ------------------------------------------------------------------------------ */

static void find_head(finder *f, const ll_meta_table *meta) {
    ll_str text;
    override_kind kind = read_override(&text, meta, "letterlint.salutation");
    if (kind == OVERRIDE_TEXT && take_salutation(f, text)) {
        skip_subject(f);
    } else if (kind != OVERRIDE_NONE && find_salutation(f)) {
        find_further_salutations(f);
        skip_subject(f);
    } else {
        find_header(f);
    }
}

static void find_tail(finder *f, const ll_meta_table *meta) {
    ll_str text;
    override_kind kind = read_override(&text, meta, "letterlint.signoff");
    f->tail = f->lines->count;
    if (kind == OVERRIDE_NONE)
        set_tail(f, f->lines->count, f->lines->count);
    else if (kind == OVERRIDE_ABSENT || !take_signoff(f, text))
        find_signoff(f);
}

void ll_anatomy_find(ll_lines *lines, const ll_vocabulary *vocabulary, const ll_meta_table *meta) {
    finder f = {.lines = lines, .vocabulary = vocabulary};
    count_words(&f);
    find_head(&f, meta);
    find_tail(&f, meta);
    set_parts(&f, f.body, f.tail, LL_UNIT_BODY);
}
