/* The clues of clues.h.
 *
 * Most are read off one small tally of the line's words: how many begin with a capital, how many
 * are small, whether one is a finite verb. Names, addresses and titles are capitals without a verb;
 * sentences have verbs, small words and a stop. Long lines are sentences by themselves.
 */
#include "letter/clues.h"

#include "base/utf8.h"
#include "text/address.h"

#include <string.h>

enum {
    LONGEST_HEADER_LINE = 300, /* bytes; a longer line is a paragraph */
    MOST_HEADER_WORDS = 20,    /* contact lines may name town, phone, mail and three sites */
    MOST_PLAIN_WORDS = 10,     /* of a header line without any such pattern */
    MOST_TITLE_WORDS = 5,      /* of one that only begins with a capital */
    MOST_NAME_WORDS = 6,
    MOST_DATE_WORDS = 8,
    FEWEST_PROSE_WORDS = 4, /* "Ten years of payments." */
    FEWEST_PHONE_DIGITS = 7,
};

/* What the words of a line are. */
typedef struct tally {
    uint32_t words;    /* tokens with a letter or digit */
    uint32_t capitals; /* begin with a capital, or are a placeholder */
    uint32_t numbers;  /* begin with a digit */
    uint32_t small;    /* begin small and are no particle */
    uint32_t dates;    /* months, and numbers in the shape of a date */
    uint32_t contacts; /* addresses and URLs */
    uint32_t digits;   /* of all words */
    bool verb;         /* a finite verb, or "I" */
    bool gap;          /* within a placeholder */
} tally;

/* --- Tokens --------------------------------------------------------------------------------- */

bool ll_clue_token(ll_str *token, ll_str line, uint32_t *at) {
    uint32_t start = *at;
    while (start < line.length && (line.data[start] == ' ' || line.data[start] == '\t'))
        start++;
    uint32_t end = start;
    while (end < line.length && line.data[end] != ' ' && line.data[end] != '\t')
        end++;
    *at = end;
    *token = ll_str_slice(line, start, end);
    return end > start;
}

ll_str ll_clue_core(ll_str token) {
    uint32_t start = 0, end = token.length, next;
    while (start < end && !ll_utf8_is_word(ll_utf8_decode(token.data, token.length, start, &next)))
        start = next;
    while (end > start && !ll_utf8_is_word(ll_utf8_decode_before(token.data, end, &next)))
        end = next;
    return ll_str_slice(token, start, end);
}

bool ll_clue_is_capital(ll_str word) {
    uint32_t next, c = word.length ? ll_utf8_decode(word.data, word.length, 0, &next) : 0;
    bool additional = c >= 0x1E00 && c <= 0x1EFF; /* Vietnamese and others: capitals are even */
    bool caseless = c >= 0x590 && !additional && !(c >= 0x1F00 && c <= 0x1FFF);
    return ll_utf8_is_upper(c) || (additional && c % 2 == 0) || (caseless && ll_utf8_is_word(c));
}

static bool contains(ll_str text, const char *part) {
    size_t length = strlen(part);
    for (uint32_t i = 0; i + length <= text.length; i++)
        if (memcmp(text.data + i, part, length) == 0)
            return true;
    return false;
}

static uint32_t digits_in(ll_str text) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < text.length; i++)
        count += ll_utf8_is_digit((unsigned char)text.data[i]);
    return count;
}

/* "ana@example.com", "https://…", "linkedin.com/in/ana", "ana.dev" is none by itself. */
static bool is_contact_token(ll_str token) {
    if (contains(token, "://") || ll_str_starts(token, "www."))
        return true;
    const char *at = memchr(token.data, '@', token.length);
    if (at)
        return memchr(at, '.', (size_t)(token.data + token.length - at)) != NULL;
    return contains(token, "linkedin.com") || contains(token, "github.com") ||
           contains(token, "gitlab.com") || ll_address_is_bare(token);
}

/* "3/15/2024", "31.01.2024", "2026-03-04": three numbers with one kind of divider. */
static bool is_numeric_date(ll_str token) {
    uint32_t parts = 0;
    char divider = 0;
    for (uint32_t i = 0; i < token.length; i++) {
        char c = token.data[i];
        if (ll_utf8_is_digit((unsigned char)c)) {
            parts += i == 0 || !ll_utf8_is_digit((unsigned char)token.data[i - 1]);
            continue;
        }
        if ((c != '/' && c != '.' && c != '-') || (divider && c != divider))
            return false;
        divider = c;
    }
    return parts == 3 && token.length >= 6 && token.length <= 10;
}

static bool is_verb(const ll_vocabulary *vocabulary, ll_str core) {
    if (ll_str_is(core, "I"))
        return true;
    bool contracted = core.length > 2 && core.data[0] == 'I' && core.data[1] == '\'';
    return (contracted || !ll_clue_is_capital(core)) &&
           ll_vocabulary_has(vocabulary, LL_LIST_FINITE_VERBS, core);
}

/* Whether the token belongs to a placeholder: "[your", "name]". */
static bool in_placeholder(bool *open, ll_str token) {
    bool begins = strchr("[<{", token.data[0]) != NULL, inside = *open || begins;
    bool ends = memchr(token.data, ']', token.length) || memchr(token.data, '>', token.length) ||
                memchr(token.data, '}', token.length);
    *open = inside && !ends;
    return inside;
}

static void count_token(tally *t, const ll_vocabulary *vocabulary, ll_str token) {
    ll_str core = ll_clue_core(token);
    if (core.length == 0)
        return;
    bool placeholder = in_placeholder(&t->gap, token);
    t->words++;
    t->digits += digits_in(core);
    bool initial = ll_str_is(token, "I."); /* "Ana I. Petrova" */
    t->verb = t->verb || (!initial && is_verb(vocabulary, core));
    t->dates += is_numeric_date(core) || ll_vocabulary_has(vocabulary, LL_LIST_MONTHS, core);
    if (is_contact_token(token))
        t->contacts++;
    else if (ll_utf8_is_digit((unsigned char)core.data[0]))
        t->numbers++;
    else if (ll_clue_is_capital(core) || placeholder)
        t->capitals++;
    else if (token.data[0] != '(' && /* "(she/her)" */
             !ll_vocabulary_has(vocabulary, LL_LIST_NAME_PARTICLES, core))
        t->small++;
}

/* Whether that is enough to take a line for a sentence, whatever else stands in it. */
static bool is_sentence(const tally *t) {
    return t->verb || t->words > MOST_HEADER_WORDS;
}

/* Counts until a sentence is certain: of one, nobody asks for more. */
static tally tally_of(const ll_vocabulary *vocabulary, ll_str line) {
    tally t = {0};
    ll_str token;
    for (uint32_t at = 0; !is_sentence(&t) && ll_clue_token(&token, line, &at);)
        count_token(&t, vocabulary, token);
    return t;
}

/* --- Ends ----------------------------------------------------------------------------------- */

/* The last character that is no quote, bracket, blank or symbol after the sentence. */
static uint32_t last_mark(ll_str line, uint32_t *at) {
    uint32_t end = line.length, start, c = 0;
    while (end > 0) {
        c = ll_utf8_decode_before(line.data, end, &start);
        bool closer = c == ')' || c == ']' || c == '"' || c == '\'' || c == ' ' || c >= 0x2190;
        if (!closer)
            break;
        end = start;
    }
    *at = end;
    return end > 0 ? c : 0;
}

bool ll_clue_ends_sentence(ll_str line) {
    uint32_t at, c = last_mark(line, &at);
    return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026;
}

/* Ends with a stop that is not an abbreviation's ("Northstar Ltd.", "Ana P."). */
static bool ends_with_stop(const ll_vocabulary *vocabulary, ll_str line) {
    uint32_t at, c = last_mark(line, &at);
    if (c != '.')
        return c == '!' || c == '?' || c == 0x2026;
    uint32_t start = at - 1;
    while (start > 0 && line.data[start - 1] != ' ')
        start--;
    ll_str word = ll_str_slice(line, start, at - 1);
    return !(word.length == 1 || memchr(word.data, '.', word.length) ||
             ll_vocabulary_has(vocabulary, LL_LIST_TITLES, word) ||
             ll_vocabulary_has(vocabulary, LL_LIST_FINAL_ABBREVIATIONS, word));
}

/* --- Kinds of line -------------------------------------------------------------------------- */

bool ll_clue_prose(const ll_vocabulary *vocabulary, ll_str line) {
    if (line.length > LONGEST_HEADER_LINE)
        return true;
    tally t = tally_of(vocabulary, line);
    if (is_sentence(&t))
        return true;
    if (t.contacts > 0 || t.dates > 0)
        return t.small > t.capitals + t.numbers + t.contacts;
    if (t.words >= FEWEST_PROSE_WORDS && ends_with_stop(vocabulary, line))
        return true;
    return t.words > MOST_PLAIN_WORDS || (t.words >= FEWEST_PROSE_WORDS && t.small * 2 > t.words);
}

/* Whether the dash or tilde that often leads a signature opens the line; *rest is what follows. */
static bool skip_dash(ll_str *rest, ll_str line) {
    static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "--", "-", "~", "/"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (ll_str_starts(line, dashes[i])) {
            *rest = ll_str_trim(ll_str_slice(line, (uint32_t)strlen(dashes[i]), line.length));
            return true;
        }
    *rest = line;
    return false;
}

bool ll_clue_dash(ll_str line) {
    ll_str rest;
    return skip_dash(&rest, line) && rest.length > 0 && line.data[0] != '/';
}

bool ll_clue_name(const ll_vocabulary *vocabulary, ll_str line) {
    ll_str name;
    bool dashed = skip_dash(&name, ll_str_trim(line));
    if (name.length == 0 || name.length > LONGEST_HEADER_LINE || name.data[name.length - 1] == ':')
        return false;
    tally t = tally_of(vocabulary, name);
    if (is_sentence(&t) || t.numbers + t.digits + t.contacts > 0 || t.words > MOST_NAME_WORDS)
        return false;
    if (ends_with_stop(vocabulary, name))
        return false;
    return t.capitals > 0 ? t.small == 0 : dashed && t.words == 1;
}

bool ll_clue_contact(const ll_vocabulary *vocabulary, ll_str line) {
    if (line.length > LONGEST_HEADER_LINE)
        return false;
    tally t = tally_of(vocabulary, line);
    if (is_sentence(&t))
        return false;
    bool phone = t.digits >= FEWEST_PHONE_DIGITS && t.numbers >= t.small && t.dates == 0;
    return t.contacts > 0 ? t.small <= t.capitals + t.numbers + t.contacts + 1 : phone;
}

bool ll_clue_date(const ll_vocabulary *vocabulary, ll_str line) {
    if (line.length > LONGEST_HEADER_LINE)
        return false;
    tally t = tally_of(vocabulary, line);
    return t.dates > 0 && t.digits > 0 && !is_sentence(&t) && t.words <= MOST_DATE_WORDS &&
           t.small <= 1;
}

bool ll_clue_label(const ll_vocabulary *vocabulary, ll_str line) {
    uint32_t length = ll_vocabulary_prefix(vocabulary, LL_LIST_HEADER_LABELS, line);
    if (length == 0 || line.length > LONGEST_HEADER_LINE)
        return false;
    ll_str rest = ll_str_trim(ll_str_slice(line, length, line.length));
    return ll_str_starts(rest, ":") || ll_str_starts(rest, "#");
}

/* "Street" and a number, a label without its colon, or mostly capitals: what has no verb. */
static bool is_plain_header(const ll_vocabulary *vocabulary, ll_str line) {
    tally t = tally_of(vocabulary, line);
    if (is_sentence(&t) || t.words == 0 || t.words > MOST_PLAIN_WORDS ||
        ends_with_stop(vocabulary, line) || ll_str_ends(line, ":")) /* a colon leads in a list */
        return false;
    if (ll_vocabulary_prefix(vocabulary, LL_LIST_HEADER_LABELS, line) > 0)
        return true;
    ll_str first;
    uint32_t at = 0;
    bool titled = t.words <= MOST_TITLE_WORDS && ll_clue_token(&first, line, &at) &&
                  ll_clue_is_capital(ll_clue_core(first)); /* "Backend engineer, payments" */
    return titled || (t.capitals + t.numbers > 0 && t.small * 3 <= t.words);
}

bool ll_clue_address(const ll_vocabulary *vocabulary, ll_str line) {
    bool number = false, word = false;
    ll_str token;
    if (line.length > LONGEST_HEADER_LINE || !is_plain_header(vocabulary, line))
        return false;
    for (uint32_t at = 0; ll_clue_token(&token, line, &at);) {
        ll_str core = ll_clue_core(token);
        number = number || digits_in(core) > 0;
        word = word || ll_vocabulary_has(vocabulary, LL_LIST_ADDRESS_WORDS, core);
    }
    return number && word;
}

bool ll_clue_header(const ll_vocabulary *vocabulary, ll_str line) {
    if (line.length > LONGEST_HEADER_LINE)
        return false;
    return ll_clue_label(vocabulary, line) || ll_clue_date(vocabulary, line) ||
           ll_clue_contact(vocabulary, line) || is_plain_header(vocabulary, line);
}

bool ll_clue_postscript(const ll_vocabulary *vocabulary, ll_str line) {
    return ll_vocabulary_prefix(vocabulary, LL_LIST_POSTSCRIPTS, line) > 0;
}

bool ll_clue_enclosure(const ll_vocabulary *vocabulary, ll_str line) {
    uint32_t length = ll_vocabulary_prefix(vocabulary, LL_LIST_ENCLOSURES, line);
    if (length == 0)
        return false;
    ll_str rest = ll_str_trim(ll_str_slice(line, length, line.length));
    if (rest.length == 0 || line.data[length - 1] == ':' || strchr(":(-.;", rest.data[0]) ||
        ll_utf8_is_digit((unsigned char)rest.data[0]))
        return true;
    ll_str dash;
    return skip_dash(&dash, rest);
}

/* --- Bullets and tables --------------------------------------------------------------------- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* The glyph at the line's start: its length in bytes, 0 where there is none. */
static uint32_t glyph_length(ll_str line, const char *const *glyphs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ll_str_starts(line, glyphs[i]))
            return (uint32_t)strlen(glyphs[i]);
    return 0;
}

/* • ◦ ‣ ▪ ▫ ● ○ ■ □ ▸ ► ➢ ➤ ✓ ✔ · ∙ ⁃  */
static uint32_t certain_bullet(ll_str line) {
    static const char *const glyphs[] = {
        "\xE2\x80\xA2", "\xE2\x97\xA6", "\xE2\x80\xA3", "\xE2\x96\xAA", "\xE2\x96\xAB",
        "\xE2\x97\x8F", "\xE2\x97\x8B", "\xE2\x96\xA0", "\xE2\x96\xA1", "\xE2\x96\xB8",
        "\xE2\x96\xBA", "\xE2\x9E\xA2", "\xE2\x9E\xA4", "\xE2\x9C\x93", "\xE2\x9C\x94",
        "\xC2\xB7",     "\xE2\x88\x99", "\xE2\x81\x83", "\xEF\x82\xB7", "\xEF\x82\xA7"};
    if (line.length == 0 || (unsigned char)line.data[0] < 0x80)
        return 0; /* most lines begin with a letter */
    return glyph_length(line, glyphs, sizeof glyphs / sizeof *glyphs);
}

/* A picture at the line's start, as "🚀 ". */
static uint32_t emoji_length(ll_str line) {
    uint32_t next, end, c = line.length ? ll_utf8_decode(line.data, line.length, 0, &next) : 0;
    if (!((c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || c == 0x2B50))
        return 0;
    bool variant =
        next < line.length && ll_utf8_decode(line.data, line.length, next, &end) == 0xFE0F;
    return variant ? end : next;
}

/* "1.", "2)", "(3)", "a)": a number of at most two digits, or a letter before a bracket. */
static uint32_t enumerator_length(ll_str line) {
    uint32_t start = line.length > 0 && line.data[0] == '(', at = start;
    while (at < line.length && ll_utf8_is_digit((unsigned char)line.data[at]))
        at++;
    bool number = at > start && at - start <= 2;
    if (at == start && at < line.length && line.data[at] >= 'a' && line.data[at] <= 'z')
        at++;
    if (at == start || at >= line.length || (!number && at - start > 1))
        return 0;
    bool closed = line.data[at] == ')' || (number && start == 0 && line.data[at] == '.');
    return closed ? at + 1 : 0;
}

/* "– ", "- ", "* ", "+ ", "o ", "> ", "1. ", "🚀 ": the mark's length. */
static uint32_t possible_bullet(ll_str line) {
    static const char *const glyphs[] = {"\xE2\x80\x93", "\xE2\x80\x94", "-", "*", "+", "o", ">"};
    uint32_t length = glyph_length(line, glyphs, sizeof glyphs / sizeof *glyphs);
    if (length == 0)
        length = emoji_length(line);
    return length > 0 ? length : enumerator_length(line);
}

uint32_t ll_clue_bullet(ll_str line) {
    uint32_t length = certain_bullet(line);
    bool certain = length > 0;
    if (!certain)
        length = possible_bullet(line);
    if (length == 0 || (!certain && (length == line.length || !is_blank(line.data[length]))))
        return 0;
    while (length < line.length && is_blank(line.data[length]))
        length++;
    return length;
}

uint32_t ll_clue_spoilt_bullet(ll_str line) {
    static const char *const tight[] = {"\xE2\x80\x93", "\xE2\x80\x94", "-", "*", "+"},
                             *const lost[] = {"?", "\xEF\xBF\xBD"};
    uint32_t length = glyph_length(line, lost, sizeof lost / sizeof *lost);
    if (length > 0) {
        uint32_t blanks = length;
        while (blanks < line.length && is_blank(line.data[blanks]))
            blanks++;
        return blanks > length && blanks < line.length ? blanks : 0;
    }
    length = glyph_length(line, tight, sizeof tight / sizeof *tight);
    if (length == 0 && line.length > 0 && ll_utf8_is_digit((unsigned char)line.data[0]))
        length = enumerator_length(line);
    uint32_t next;
    if (length == 0 || length >= line.length)
        return 0;
    uint32_t first = ll_utf8_decode(line.data, line.length, length, &next);
    return ll_utf8_is_word(first) && !ll_utf8_is_digit(first) ? length : 0;
}

bool ll_clue_bullet_is_certain(ll_str line) {
    return certain_bullet(line) > 0;
}

bool ll_clue_marks_alone(ll_str line) {
    for (uint32_t at = 0; at < line.length;) {
        uint32_t next, c = ll_utf8_decode(line.data, line.length, at, &next);
        bool dash = c >= 0x2010 && c <= 0x2015;
        if (!dash && (c == 0 || c >= 0x80 || !strchr("\\*_~#=+-. ", (char)c)))
            return false;
        at = next;
    }
    return true;
}

bool ll_clue_table_row(ll_str line) {
    return line.length > 1 && line.data[0] == '|' && line.data[line.length - 1] == '|';
}
