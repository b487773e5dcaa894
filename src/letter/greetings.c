/* Salutations and sign-off phrases.
 *
 * A salutation is a phrase of the vocabulary and then an addressee: capitals, titles, words such as
 * "hiring team", placeholders and the particles between them, up to a comma, colon, dash or the
 * line's end. A verb, or a small word that names nobody, makes it a sentence. A sign-off is a
 * phrase and nothing else, or a phrase and a name; "Cordially yours from the night shift" is one
 * where a name stands below.
 */
#include "letter/greetings.h"

#include "base/utf8.h"
#include "letter/clues.h"

#include <string.h>

enum {
    MOST_ADDRESSEE_WORDS = 16, /* "Hiring Manager at Foo and the platform team" is long already */
    MOST_OPEN_WORDS = 8,       /* of an addressee that no punctuation ends */
    MOST_UNKNOWN_WORDS = 2,    /* small words that are neither particle nor addressee */
    MOST_SMALL_WORDS = 8,      /* "dear readers of the northstar blog," */
    MOST_PLACEHOLDER_BYTES = 100,
    MOST_NAMES_AFTER_DOT = 3,  /* "Dear Mme. Dupont," */
    MOST_NAMES_BEFORE_DOT = 3, /* "Best regards, Ola Nordmann." */
    FEWEST_PLACE_WORDS =
        2, /* "Department of Classics", behind a comma; one may be a sentence cut */
    MOST_STOPPED_WORDS = 2, /* "Best regards." closes; "Thank you for your time." is a sentence */
    MOST_SIGNOFF_WORDS = 9,
    MOST_NAME_BYTES = 60,
};

/* An addressee as far as it was read. */
typedef struct addressee {
    uint32_t words, unknown;
    bool first_unknown; /* its first word is small and names nobody */
    bool last_known;    /* its last is one that addressees go by: "team", "manager" */
    bool whoever;       /* what follows says who: "whoever is reading this" */
    bool stopped;       /* something ended it before the line did */
    char stop;          /* which punctuation: '-' for any dash, '!' for a picture; ' ' where only a
                           sentence begins */
    uint32_t end;       /* after the punctuation */
} addressee;

/* --- Addressees ----------------------------------------------------------------------------- */

/* The dash at the start of `text`: its length, 0 where there is none. */
static uint32_t dash_length(ll_str text) {
    static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", "--"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (ll_str_starts(text, dashes[i]))
            return (uint32_t)strlen(dashes[i]);
    return 0;
}

/* Counts words, but not far beyond `most`. */
static uint32_t words_in(ll_str text, uint32_t most) {
    uint32_t count = 0, at = 0;
    ll_str token;
    while (count <= most && ll_clue_token(&token, text, &at))
        count += ll_clue_core(token).length > 0;
    return count;
}

/* Whether the dot after `core` belongs to it: "Dr.", "J.", "Inc.", or any before a short rest that
 * a comma ends ("Mme. Dupont,"). */
static bool dot_belongs(const ll_vocabulary *vocabulary, ll_str core, ll_str rest) {
    if (core.length == 1 || ll_vocabulary_has(vocabulary, LL_LIST_TITLES, core) ||
        ll_vocabulary_has(vocabulary, LL_LIST_FINAL_ABBREVIATIONS, core))
        return true;
    rest = ll_str_trim(rest);
    return (ll_str_ends(rest, ",") || ll_str_ends(rest, ":")) &&
           words_in(rest, MOST_NAMES_AFTER_DOT) <= MOST_NAMES_AFTER_DOT;
}

/* Where punctuation ends the addressee within a token, `rest` standing behind it: the offset after
 * it, 0 where none does. */
static uint32_t stop_in_token(const ll_vocabulary *vocabulary, ll_str token, ll_str rest,
                              char *stop) {
    for (uint32_t i = 0; i < token.length; i++) {
        char c = token.data[i];
        uint32_t dash = dash_length(ll_str_slice(token, i, token.length));
        bool lone_hyphen = c == '-' && token.length == 1;
        bool dot = c == '.' && i + 1 == token.length &&
                   !dot_belongs(vocabulary, ll_clue_core(token), rest);
        if (dash || lone_hyphen || dot || strchr(",:!;", c)) {
            *stop = dash || lone_hyphen ? '-' : c;
            return i + (dash ? dash : 1);
        }
    }
    return 0;
}

static bool is_known(const ll_vocabulary *vocabulary, ll_str core) {
    return ll_vocabulary_has(vocabulary, LL_LIST_ADDRESSEES, core) ||
           ll_vocabulary_has(vocabulary, LL_LIST_TITLES, core);
}

static bool is_whoever(ll_str core) {
    return ll_str_equal_nocase(core, ll_str_of("whoever")) ||
           ll_str_equal_nocase(core, ll_str_of("whomever"));
}

/* Counts one word; false where it shows that this is a sentence. */
static bool count_word(addressee *a, const ll_vocabulary *vocabulary, ll_str core) {
    uint32_t next, first = ll_utf8_decode(core.data, core.length, 0, &next);
    bool named = ll_utf8_is_upper(first) || ll_utf8_is_digit(first) || is_known(vocabulary, core);
    if (ll_str_is(core, "I") || (!a->whoever && !ll_utf8_is_upper(first) &&
                                 ll_vocabulary_has(vocabulary, LL_LIST_FINITE_VERBS, core)))
        return false;
    a->whoever = a->whoever || is_whoever(core);
    a->last_known = is_known(vocabulary, core);
    bool particle = ll_vocabulary_has(vocabulary, LL_LIST_NAME_PARTICLES, core);
    if (!named && !(particle && a->words > 0)) {
        if (a->words == 0 && ll_vocabulary_has(vocabulary, LL_LIST_FUNCTION_WORDS, core))
            return false;
        a->unknown++;
        a->first_unknown = a->first_unknown || a->words == 0;
    }
    return ++a->words <= MOST_ADDRESSEE_WORDS;
}

/* "👋", or what else is a picture or an arrow. */
static bool is_picture(ll_str token) {
    uint32_t next, c = token.length ? ll_utf8_decode(token.data, token.length, 0, &next) : 0;
    return c >= 0x2190 && ll_clue_core(token).length == 0;
}

/* "I am", "I'm", not an initial. */
static bool is_self(ll_str core, ll_str behind) {
    ll_str token;
    uint32_t at = 0;
    return ll_str_starts(core, "I'") ||
           (ll_str_is(core, "I") && ll_clue_token(&token, behind, &at) && token.data[0] >= 'a' &&
            token.data[0] <= 'z');
}

/* Whether a sentence begins with the token at `at`, nothing having ended the addressee before:
 * "Dear Sir or Madam I am …", "Hi team 👋 My name is …". */
static bool sentence_begins(const addressee *a, const ll_vocabulary *vocabulary, ll_str line,
                            uint32_t at, bool behind_picture) {
    ll_str token;
    if (a->words == 0 || !ll_clue_token(&token, line, &at))
        return false;
    ll_str core = ll_clue_core(token);
    return is_self(core, ll_str_slice(line, at, line.length)) ||
           (behind_picture && ll_clue_is_capital(core) &&
            ll_vocabulary_has(vocabulary, LL_LIST_SENTENCE_STARTERS, core));
}

/* What ends a placeholder that begins so; NUL where none does. */
static char closing_mark(char c) {
    return c == '[' ? ']' : c == '{' ? '}' : c == '<' ? '>' : '\0';
}

static uint32_t blanks_before(ll_str line, uint32_t at) {
    while (at > 0 && line.data[at - 1] == ' ')
        at--;
    return at;
}

static bool stop_at(addressee *a, char stop, uint32_t end) {
    a->stopped = true;
    a->stop = stop;
    a->end = end;
    return true;
}

/* Reads from `at` to the first punctuation or the line's end. A placeholder, "[Hiring Manager,
 * Foo]", is one word whatever it holds. */
static bool read_addressee(addressee *a, const ll_vocabulary *vocabulary, ll_str line,
                           uint32_t at) {
    ll_str token;
    a->stopped = false;
    while (ll_clue_token(&token, line, &at)) {
        uint32_t start = at - token.length;
        bool aside = token.data[0] == '(' && a->words > 0; /* "(and whoever reads it first)" */
        char close = aside ? ')' : closing_mark(token.data[0]);
        ll_str reach = ll_str_slice(line, start, start + MOST_PLACEHOLDER_BYTES);
        const char *closed = close ? memchr(reach.data, close, reach.length) : NULL;
        if (closed) {
            at = (uint32_t)(closed - line.data) + 1;
            a->words++;
            a->last_known = true;
            if (at < line.length && line.data[at] != ' ')
                token = ll_str_slice(line, at, at + 1);
            else
                continue;
        }
        bool picture = is_picture(token);
        if (sentence_begins(a, vocabulary, line, picture ? at : start, picture))
            return picture ? stop_at(a, '!', at) : stop_at(a, ' ', blanks_before(line, start));
        uint32_t stop =
            stop_in_token(vocabulary, token, ll_str_slice(line, at, line.length), &a->stop);
        ll_str core = ll_clue_core(stop ? ll_str_slice(token, 0, stop) : token);
        if (core.length > 0 && !count_word(a, vocabulary, core))
            return false;
        if (stop)
            return stop_at(a, a->stop, (uint32_t)(token.data - line.data) + stop);
    }
    a->end = line.length;
    return true;
}

/* --- Salutations ---------------------------------------------------------------------------- */

/* Whether what follows the salutation on its line reads as the letter's first sentence: "Hello
 * World, the app" does not. */
static bool sentence_follows(const ll_vocabulary *vocabulary, ll_str rest, bool formal) {
    ll_str token;
    uint32_t at = 0;
    if (formal || !ll_clue_token(&token, rest, &at))
        return true;
    ll_str core = ll_clue_core(token);
    if (core.length == 0 || ll_clue_is_capital(core) || ll_str_is(core, "i") ||
        ll_utf8_is_digit((unsigned char)core.data[0]))
        return true;
    return ll_vocabulary_has(vocabulary, LL_LIST_SENTENCE_STARTERS, core) &&
           !ll_vocabulary_has(vocabulary, LL_LIST_NAME_PARTICLES, core) &&
           !ll_str_is(core, "which");
}

/* Behind blanks and a greeting said again, which may stand at `at`. */
static uint32_t skip_greeting(const ll_vocabulary *vocabulary, ll_str line, uint32_t at) {
    while (at < line.length && line.data[at] == ' ')
        at++;
    ll_str rest = ll_str_slice(line, at, line.length);
    return at + ll_vocabulary_prefix(vocabulary, LL_LIST_SALUTATIONS, rest);
}

/* A comma may only divide addressees: "Dear Ana, Bob and the team,", "Dear Ana, dear Bob,", "To the
 * search committee, Department of Classics". Reads on to the line's end. */
static void read_further(addressee *a, const ll_vocabulary *vocabulary, ll_str line, bool formal) {
    addressee further = *a;
    while (further.stopped && further.stop == ',' && further.end < line.length)
        if (!read_addressee(&further, vocabulary, line,
                            skip_greeting(vocabulary, line, further.end)))
            return;
    bool ended = further.stopped ? strchr(",:!-", further.stop) && further.end == line.length
                                 : further.words >= a->words + FEWEST_PLACE_WORDS && formal;
    if (ended && further.unknown == 0 && further.words > a->words)
        *a = further;
}

/* Whether an addressee with small words is one though a sentence follows: "Hi tarn people! I …". */
static bool is_called(const addressee *a) {
    return a->words <= MOST_SMALL_WORDS &&
           (a->stop == '!' || (a->last_known && strchr(",:-", a->stop)));
}

static bool is_salutation(const addressee *a, ll_str phrase, bool whole) {
    if (a->whoever && whole && a->stop != '.')
        return a->words <= MOST_SMALL_WORDS;
    if (a->words == 0) /* "Dear," is half of one; "Good morning" with more behind is none */
        return whole || a->stopped;
    if (a->stop == ' ') /* "To the team I owe …" */
        return a->unknown == 0 && !ll_str_starts(phrase, "To ") &&
               (a->last_known || ll_str_starts(phrase, "Dear"));
    if (a->stopped && !whole && a->unknown > 0)
        return is_called(a);
    if (a->first_unknown)
        return whole && a->stopped && a->stop != '.' && a->words <= MOST_SMALL_WORDS;
    if (!a->stopped)
        return a->unknown == 0 && a->words <= MOST_OPEN_WORDS && phrase.length > 0;
    return whole ? a->unknown <= MOST_UNKNOWN_WORDS : a->unknown == 0;
}

static ll_str last_token(ll_str text) {
    ll_str token, last = {text.data, 0};
    for (uint32_t at = 0; ll_clue_token(&token, text, &at);)
        last = token;
    return last;
}

/* Whether the phrase holds its addressee already: "To the hiring team", "Hi all". */
static bool names_somebody(const ll_vocabulary *vocabulary, ll_str phrase) {
    ll_str last = last_token(phrase);
    return last.data != phrase.data && ll_vocabulary_has(vocabulary, LL_LIST_ADDRESSEES, last);
}

/* "To the Tarn hiring committee,": a line that begins so is a sentence more often, but where a
 * comma or a colon behind somebody ends it. */
static bool names_somebody_at_end(const ll_vocabulary *vocabulary, const addressee *a,
                                  ll_str line) {
    bool ended = a->stopped && (a->stop == ',' || a->stop == ':') && a->end == line.length;
    return ended && names_somebody(vocabulary, ll_str_slice(line, 0, a->end - 1));
}

/* Whether a capital stands behind the "To" that the line begins with: "To lead a team," is what one
 * wants. */
static bool is_to_a_name(ll_str line, uint32_t phrase) {
    ll_str token;
    uint32_t at = phrase, next;
    return ll_clue_token(&token, line, &at) &&
           ll_utf8_is_upper(ll_utf8_decode(token.data, token.length, 0, &next));
}

/* "Hello, Tarn team", "Hi, tarn people! I …": the comma stands right behind the phrase, before the
 * addressee, who ends the line or is called. */
static void read_behind_comma(addressee *a, const ll_vocabulary *vocabulary, ll_str line,
                              uint32_t phrase) {
    addressee behind = {.words = 0};
    if (a->stop != ',' || a->end != phrase + 1 || a->end == line.length ||
        !read_addressee(&behind, vocabulary, line, a->end) || behind.words == 0 ||
        behind.words > MOST_OPEN_WORDS)
        return;
    bool ends = behind.end == line.length && behind.stop != '.' && behind.unknown == 0;
    if (ends || (behind.stopped && behind.last_known && behind.stop != '.' && is_called(&behind)))
        *a = behind;
}

/* Behind what a greeting may have after its punctuation: "!!", ":)", a picture. */
static uint32_t skip_trimmings(ll_str line, uint32_t at) {
    uint32_t next = at;
    ll_str token;
    bool glued = at < line.length && line.data[at] != ' ';
    while (ll_clue_token(&token, line, &next)) {
        bool smile = token.data[0] == ':' || token.data[0] == ';';
        if (!(glued || smile || is_picture(token)) || ll_clue_core(token).length > 0)
            break;
        at = next;
        glued = false;
    }
    return at;
}

uint32_t ll_greeting_salutation(const ll_vocabulary *vocabulary, ll_str line, bool *whole) {
    uint32_t length = ll_vocabulary_prefix(vocabulary, LL_LIST_SALUTATIONS, line);
    ll_str phrase = ll_str_slice(line, 0, length), after = ll_str_slice(line, length, line.length);
    if (length == 0 || (after.length > 0 && strchr("-'", after.data[0]) != NULL))
        return 0;
    bool somebody = names_somebody(vocabulary, phrase);
    addressee a = {
        .words = somebody, .last_known = somebody, .whoever = is_whoever(last_token(phrase))};
    if (!read_addressee(&a, vocabulary, line, length))
        return 0;
    bool formal = ll_str_starts(phrase, "Dear") || ll_str_starts(phrase, "To ");
    read_further(&a, vocabulary, line, formal);
    read_behind_comma(&a, vocabulary, line, length);
    if (a.stopped)
        a.end = skip_trimmings(line, a.end);
    bool bare = ll_str_equal_nocase(phrase, ll_str_of("to"));
    bool half = bare || ll_str_equal_nocase(phrase, ll_str_of("to the"));
    if ((half && !names_somebody_at_end(vocabulary, &a, line)) ||
        (bare && !is_to_a_name(line, length)))
        return 0;
    ll_str rest = ll_str_trim(ll_str_slice(line, a.end, line.length));
    bool aside = ll_str_starts(rest, "(") && ll_str_ends(rest, ")");
    if (words_in(rest, 0) == 0 || aside) { /* "Hello! :)", "Hi team! (and Ana)": no sentence */
        rest.length = 0;
        a.end = line.length;
    }
    *whole = rest.length == 0;
    if (!is_salutation(&a, phrase, *whole))
        return 0;
    return *whole || sentence_follows(vocabulary, rest, formal) ? a.end : 0;
}

/* --- Sign-offs ------------------------------------------------------------------------------ */

/* What follows the phrase, without the punctuation between; *stop is that punctuation, ' ' where
 * only a blank divides. */
static ll_str after_phrase(ll_str rest, char *stop) {
    uint32_t dash;
    rest = ll_str_trim(rest);
    *stop = ' ';
    while (rest.length > 0) {
        dash = dash_length(rest);
        if (!dash && !strchr(",.!;:-", rest.data[0]))
            break;
        *stop = dash ? '-' : rest.data[0];
        rest = ll_str_trim(ll_str_slice(rest, dash ? dash : 1, rest.length));
    }
    return rest;
}

/* "Cordiali saluti / kind regards,": what follows the slash, or the whole line. */
static ll_str after_slash(ll_str line) {
    for (uint32_t i = 0; i + 2 < line.length && i < MOST_NAME_BYTES; i++)
        if (line.data[i] == ' ' && line.data[i + 1] == '/' && line.data[i + 2] == ' ')
            return ll_str_trim(ll_str_slice(line, i + 2, line.length));
    return line;
}

/* The length of the sign-off phrase that opens the line, with one joined to it: "Many thanks and
 * best wishes". */
static uint32_t phrase_length(const ll_vocabulary *vocabulary, ll_str line) {
    static const char *const joints[] = {" and ", " & ", ", and ", ", "};
    uint32_t length = ll_vocabulary_prefix(vocabulary, LL_LIST_SIGNOFFS, line);
    ll_str rest = ll_str_slice(line, length, line.length);
    for (size_t i = 0; length > 0 && i < sizeof joints / sizeof *joints; i++) {
        if (!ll_str_starts(rest, joints[i]))
            continue;
        uint32_t joint = (uint32_t)strlen(joints[i]);
        uint32_t second = ll_vocabulary_prefix(vocabulary, LL_LIST_SIGNOFFS,
                                               ll_str_slice(rest, joint, rest.length));
        return second > 0 ? length + joint + second : length;
    }
    return length;
}

/* Whether what follows the phrase only says from where: "from the night shift", "aus Hamburg". */
static bool tells_where(ll_str rest) {
    static const char *const words[] = {"from ", "aus ", "fra ", "desde ", "de ", "da ", "uit "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ll_str_starts(rest, words[i]))
            return !ll_str_ends(rest, ".") && !ll_str_ends(rest, ":");
    return false;
}

static bool is_name(const ll_vocabulary *vocabulary, ll_str text) {
    return text.length <= MOST_NAME_BYTES && ll_clue_name(vocabulary, text);
}

/* "Best regards, Ola.": a name but for the dot, which also ends "Thank you, Priya." of a body. */
static bool is_dotted_name(const ll_vocabulary *vocabulary, ll_str text) {
    return ll_str_ends(text, ".") &&
           words_in(text, MOST_NAMES_BEFORE_DOT) <= MOST_NAMES_BEFORE_DOT &&
           is_name(vocabulary, ll_str_slice(text, 0, text.length - 1));
}

ll_signoff_kind ll_greeting_signoff(const ll_vocabulary *vocabulary, ll_str line) {
    ll_str second = after_slash(line);
    if (second.data != line.data && ll_vocabulary_prefix(vocabulary, LL_LIST_SIGNOFFS, second) > 0)
        line = second;
    uint32_t length = phrase_length(vocabulary, line);
    if (length == 0 || words_in(line, MOST_SIGNOFF_WORDS) > MOST_SIGNOFF_WORDS)
        return LL_SIGNOFF_NONE;
    char stop;
    uint32_t words = words_in(ll_str_slice(line, 0, length), MOST_SIGNOFF_WORDS);
    ll_str rest = after_phrase(ll_str_slice(line, length, line.length), &stop);
    if (rest.length == 0) {
        bool joined = length > ll_vocabulary_prefix(vocabulary, LL_LIST_SIGNOFFS, line);
        if (stop == '.' || stop == '!')
            return words <= MOST_STOPPED_WORDS ? LL_SIGNOFF_PHRASE
                   : joined                    ? LL_SIGNOFF_OPEN
                                               : LL_SIGNOFF_NONE;
        return stop == ' ' && words > MOST_STOPPED_WORDS ? LL_SIGNOFF_OPEN : LL_SIGNOFF_PHRASE;
    }
    if (is_name(vocabulary, rest))
        return stop == ' ' && words == 1 ? LL_SIGNOFF_LAST : LL_SIGNOFF_NAMED;
    if (stop != ' ' && is_dotted_name(vocabulary, rest))
        return LL_SIGNOFF_LAST;
    bool open = (ll_str_ends(line, ",") && !ll_clue_prose(vocabulary, rest)) ||
                (stop == ' ' && tells_where(rest));
    return open ? LL_SIGNOFF_OPEN : LL_SIGNOFF_NONE;
}
