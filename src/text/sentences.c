/* Sentences: where one ends and the next begins.
 *
 * One pass over the text stops at every mark that may end a sentence (. ! ? …), reads the whole run
 * of marks with the quotes, brackets and emoji that close it, and decides by what stands on both
 * sides: the word before a dot (abbreviation, initial, number) and how the text goes on (capital,
 * small letter, a name written small). A dot inside a token ("Node.js", "1.5", "example.com") never
 * ends one, except where a space was clearly forgotten ("world.Today is"). Which words are
 * abbreviations is data (vocabulary.h). Every look back or ahead is bounded, so time is linear.
 */
#include "text/sentences.h"

#include "base/utf8.h"

#include <string.h>

enum {
    LONGEST_WORD = 64, /* bytes looked at around a stop; no abbreviation or starter is longer */
    ELLIPSIS = 0x2026,
    ELLIPSIS_DOTS = 3,
    LONGEST_ENUMERATOR = 3, /* "12." at a sentence's start numbers it */
    LONGEST_CONSONANTS = 4, /* "mgmt.", "sp.": no vowel, so an abbreviation */
};

typedef struct scanner {
    const ll_vocabulary *vocabulary;
    const char *text;
    uint32_t start; /* of the sentence being read */
    uint32_t end;   /* of the range */
    bool has_word;  /* the sentence being read holds a letter or digit so far */
} scanner;

/* A run of stop marks and what closes it. */
typedef struct stop_run {
    uint32_t at;        /* the first mark */
    uint32_t marks_end; /* after the last mark */
    uint32_t end;       /* after closing quotes, brackets, emoji */
    uint32_t dots;      /* "…" counts as three */
    bool strong;        /* holds ! or ? */
    bool spaced;        /* ". . ." */
    bool closed;        /* a quote or bracket closes it */
} stop_run;

void ll_spans_add(ll_spans *spans, ll_arena *arena, ll_span span) {
    spans->items = ll_arena_grow(arena, spans->items, &spans->capacity, spans->count + 1,
                                 sizeof *spans->items);
    spans->items[spans->count++] = span;
}

/* --- Characters ---------------------------------------------------------------------------- */

static bool one_of(uint32_t c, const uint32_t *set, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (set[i] == c)
            return true;
    return false;
}

static bool is_closer(uint32_t c) {
    static const uint32_t set[] = {')', ']', '}', '"', '\'', 0x201D, 0x2019, 0xBB, 0x203A};
    return one_of(c, set, sizeof set / sizeof *set);
}

static bool is_opener(uint32_t c) {
    static const uint32_t set[] = {'(', '[', '{', '"', '\'', 0x201C, 0x2018, 0xAB, 0x2039};
    return one_of(c, set, sizeof set / sizeof *set);
}

/* What a word before a dot does not reach over: "(Inc.", "a.m./p.m.", "—etc." */
static bool divides_words(uint32_t c) {
    return ll_utf8_is_space(c) || is_opener(c) || c == '/' || c == 0x2013 || c == 0x2014;
}

static bool is_emoji(uint32_t c) {
    return (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x2793) || c == 0x2B50 ||
           c == 0xFE0F || c == 0x200D;
}

/* A bullet typed within a line: "Skills: • Kafka • Go". */
static bool is_bullet(uint32_t c) {
    return c == 0x2022 || c == 0x25AA || c == 0x25CF;
}

static bool is_lower(uint32_t c) {
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    bool cased = c <= 0x17F || (c >= 0x370 && c <= 0x3FF) || (c >= 0x400 && c <= 0x45F);
    return cased && ll_utf8_is_word(c) && !ll_utf8_is_upper(c);
}

static bool is_ascii_letter(uint32_t c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The character at an offset, 0 at the end. */
static uint32_t peek(const scanner *s, uint32_t at, uint32_t *next) {
    *next = at;
    return at < s->end ? ll_utf8_decode(s->text, s->end, at, next) : 0;
}

static uint32_t char_at(const scanner *s, uint32_t at) {
    uint32_t ignored;
    return peek(s, at, &ignored);
}

/* The character before an offset within the sentence, 0 at its start. */
static uint32_t char_before(const scanner *s, uint32_t at) {
    uint32_t ignored;
    return at > s->start ? ll_utf8_decode_before(s->text, at, &ignored) : 0;
}

static uint32_t skip_spaces(const scanner *s, uint32_t at) {
    uint32_t next;
    while (ll_utf8_is_space(peek(s, at, &next)))
        at = next;
    return at;
}

static uint32_t skip_openers(const scanner *s, uint32_t at) {
    uint32_t next;
    while (is_opener(peek(s, at, &next)))
        at = next;
    return at;
}

static bool is_mark(uint32_t c) {
    return c == '.' || c == '!' || c == '?' || c == ELLIPSIS;
}

/* --- Words beside a stop -------------------------------------------------------------------- */

/* An apostrophe with a letter before it is part of its word: the "t" of "can't" is no initial. */
static bool is_inner_apostrophe(const scanner *s, uint32_t c, uint32_t at) {
    return (c == '\'' || c == 0x2019) && ll_utf8_is_word(char_before(s, at));
}

/* The word that ends at `end`, back to the sentence's start; empty where it is overlong. */
static ll_str word_before(const scanner *s, uint32_t end) {
    uint32_t at = end;
    while (at > s->start) {
        uint32_t begin;
        uint32_t c = ll_utf8_decode_before(s->text, at, &begin);
        if (divides_words(c) && !is_inner_apostrophe(s, c, begin))
            break;
        if (end - begin > LONGEST_WORD)
            return (ll_str){s->text + end, 0};
        at = begin;
    }
    return (ll_str){s->text + at, end - at};
}

/* The run of letters, digits and apostrophes from `at`. */
static ll_str word_from(const scanner *s, uint32_t at) {
    uint32_t end = at, next;
    for (;;) {
        uint32_t c = peek(s, end, &next);
        if (c == 0 || !(ll_utf8_is_word(c) || c == '\'') || next - at > LONGEST_WORD)
            break;
        end = next;
    }
    while (end > at && s->text[end - 1] == '\'')
        end--;
    return (ll_str){s->text + at, end - at};
}

static bool has(const scanner *s, ll_list_id list, ll_str word) {
    return ll_vocabulary_has(s->vocabulary, list, word);
}

static bool has_exact(const scanner *s, ll_list_id list, ll_str word) {
    return ll_vocabulary_has_exact(s->vocabulary, list, word);
}

/* Whether the text at `at` opens with a word that usually begins a sentence; "I." is an initial. */
static bool begins_with_starter(const scanner *s, uint32_t at) {
    at = skip_openers(s, at);
    ll_str word = word_from(s, at);
    bool initial = word.length == 1 && char_at(s, at + 1) == '.';
    return word.length > 0 && !initial && has_exact(s, LL_LIST_SENTENCE_STARTERS, word);
}

/* Whether it goes on in small letters. A name written small ("iOS", "k6", "nginx") does not count.
 */
static bool goes_on_small(const scanner *s, uint32_t at) {
    at = skip_openers(s, at);
    if (!is_lower(char_at(s, at)))
        return false;
    ll_str word = word_from(s, at);
    for (uint32_t i = 0; i < word.length;) {
        uint32_t c = ll_utf8_decode(word.data, word.length, i, &i);
        if (ll_utf8_is_upper(c) || ll_utf8_is_digit(c))
            return false;
    }
    return !has(s, LL_LIST_LOWERCASE_NAMES, word);
}

static bool goes_on_with_capital(const scanner *s, uint32_t at) {
    return ll_utf8_is_upper(char_at(s, skip_openers(s, at)));
}

static bool goes_on_with_number(const scanner *s, uint32_t at) {
    uint32_t next, c = peek(s, at, &next);
    if (c == '#' || c == '$' || c == '~' || c == 0xA3 || c == 0x20AC)
        c = char_at(s, next);
    return ll_utf8_is_digit(c);
}

/* --- The word before a dot ------------------------------------------------------------------ */

typedef enum dot_kind {
    DOT_PLAIN, /* ends the sentence */
    DOT_JOINS, /* never does */
    DOT_FINAL, /* does where a starter follows: "U.S.", "J." */
    DOT_MINOR, /* does where a capital follows: "etc.", "min." */
} dot_kind;

/* "U.S", "J.R", "C": single letters between dots. */
static bool is_initials(ll_str word) {
    for (uint32_t i = 0; i < word.length; i++)
        if (i % 2 == 0 ? !is_ascii_letter((unsigned char)word.data[i]) : word.data[i] != '.')
            return false;
    return word.length % 2 == 1;
}

static bool is_number(ll_str word) {
    for (uint32_t i = 0; i < word.length; i++)
        if (!ll_utf8_is_digit((unsigned char)word.data[i]))
            return false;
    return word.length > 0;
}

/* Letters without a vowel, small but for the first. */
static bool is_consonants(ll_str word) {
    for (uint32_t i = 0; i < word.length; i++) {
        char c = word.data[i];
        if (!is_ascii_letter((unsigned char)c) || strchr("aeiouyAEIOUY", c) || (i > 0 && c < 'a'))
            return false;
    }
    return word.length > 0 && word.length <= LONGEST_CONSONANTS;
}

static dot_kind kind_of_dot(const scanner *s, const stop_run *stop, uint32_t next) {
    ll_str word = word_before(s, stop->at);
    bool numbers = is_number(word) && word.length <= LONGEST_ENUMERATOR;
    if (word.length == 0)
        return char_before(s, stop->at) == ' ' ? DOT_MINOR : DOT_PLAIN;
    if (numbers && word.data == s->text + s->start && !stop->closed)
        return DOT_JOINS;
    if (has_exact(s, LL_LIST_TITLES, word) || has(s, LL_LIST_ABBREVIATIONS, word))
        return DOT_JOINS;
    if (has_exact(s, LL_LIST_NUMBER_ABBREVIATIONS, word) && goes_on_with_number(s, next))
        return DOT_JOINS;
    if (is_initials(word))
        return DOT_FINAL;
    if (has(s, LL_LIST_FINAL_ABBREVIATIONS, word))
        return is_lower((unsigned char)word.data[0]) && !memchr(word.data, '.', word.length)
                   ? DOT_MINOR
                   : DOT_FINAL;
    return is_consonants(word) && goes_on_small(s, next) ? DOT_JOINS : DOT_PLAIN;
}

static bool dot_ends(const scanner *s, const stop_run *stop, uint32_t next) {
    switch (kind_of_dot(s, stop, next)) {
    case DOT_JOINS: return false;
    case DOT_FINAL: return begins_with_starter(s, next);
    case DOT_MINOR: return goes_on_with_capital(s, next);
    case DOT_PLAIN: return !(stop->closed && goes_on_small(s, next));
    }
    return true;
}

/* --- Stops ---------------------------------------------------------------------------------- */

/* Whether a dot after a space goes on with an ellipsis: ". ." but not ". .NET". */
static bool spaced_dot_follows(const scanner *s, uint32_t at) {
    return char_at(s, at) == ' ' && char_at(s, at + 1) == '.' &&
           !ll_utf8_is_word(char_at(s, at + 2));
}

static void read_marks(const scanner *s, stop_run *stop) {
    uint32_t at = stop->at, next;
    for (;;) {
        uint32_t c = peek(s, at, &next);
        if (is_mark(c)) {
            stop->dots += c == '.' ? 1 : c == ELLIPSIS ? ELLIPSIS_DOTS : 0;
            stop->strong = stop->strong || c == '!' || c == '?';
            at = next;
        } else if (stop->dots > 0 && !stop->strong && spaced_dot_follows(s, at)) {
            stop->spaced = true;
            at++;
        } else {
            break;
        }
    }
    stop->marks_end = at;
}

static uint32_t smiley_length(const scanner *s, uint32_t at) {
    static const char *const smileys[] = {":-)", ":)", ";-)", ";)", ":D", ":-D"};
    ll_str rest = {s->text + at, s->end - at};
    for (size_t i = 0; i < sizeof smileys / sizeof *smileys; i++)
        if (ll_str_starts(rest, smileys[i]))
            return (uint32_t)strlen(smileys[i]);
    return 0;
}

/* The end of the emoji or smileys that follow, or `at`. */
static uint32_t skip_faces(const scanner *s, uint32_t at) {
    for (;;) {
        uint32_t face = skip_spaces(s, at), next;
        uint32_t c = peek(s, face, &next);
        uint32_t length = is_emoji(c) ? next - face : smiley_length(s, face);
        if (length == 0)
            return at;
        at = face + length;
    }
}

static stop_run read_stop(const scanner *s, uint32_t at) {
    stop_run stop = {.at = at};
    read_marks(s, &stop);
    uint32_t next;
    stop.end = stop.marks_end;
    while (is_closer(peek(s, stop.end, &next))) {
        stop.end = next;
        stop.closed = true;
    }
    uint32_t faces = skip_faces(s, stop.end);
    if (faces == s->end || ll_utf8_is_space(char_at(s, faces)))
        stop.end = faces;
    return stop;
}

/* No space after the stop, and yet a sentence ends: "world.Today is", not "Node.JS". The token must
 * not be an address, and what follows must be a starter or a title. */
static bool ends_without_space(const scanner *s, const stop_run *stop) {
    uint32_t before = char_before(s, stop->at);
    bool ends_word = is_lower(before) || ll_utf8_is_digit(before) || before == ')' || before == '%';
    if (!ends_word || stop->end != stop->marks_end || stop->dots > 1 ||
        !goes_on_with_capital(s, stop->end))
        return false;
    ll_str last = word_before(s, stop->at), word = word_from(s, stop->end);
    uint32_t after = char_at(s, stop->end + word.length);
    uint32_t divider =
        last.data > s->text + s->start ? char_before(s, (uint32_t)(last.data - s->text)) : ' ';
    if (last.length == 0 || divider == '/' || memchr(last.data, '@', last.length))
        return false;
    if (after == '.')
        return has_exact(s, LL_LIST_TITLES, word);
    bool goes_on = ll_utf8_is_space(after) || after == ',';
    return goes_on && has_exact(s, LL_LIST_SENTENCE_STARTERS, word) &&
           !has(s, LL_LIST_ABBREVIATIONS, last);
}

/* Three dots trail off within a sentence unless a capital follows; spaced ones always do ("the
 * thing is . . . I"); "[...]" is an omission. Four are three and a full stop. */
static bool ellipsis_ends(const scanner *s, const stop_run *stop, uint32_t next) {
    if (char_before(s, stop->at) == '[' && char_at(s, stop->marks_end) == ']')
        return false;
    if (stop->dots > ELLIPSIS_DOTS)
        return !goes_on_small(s, next);
    return !stop->spaced && goes_on_with_capital(s, next);
}

static bool ends_sentence(const scanner *s, const stop_run *stop) {
    uint32_t next = skip_spaces(s, stop->end);
    if (!s->has_word || next == s->end)
        return false; /* the range's end is a sentence's by itself */
    if (next == stop->end)
        return ends_without_space(s, stop);
    if (stop->strong)
        return !goes_on_small(s, next);
    return stop->dots > 1 ? ellipsis_ends(s, stop, next) : dot_ends(s, stop, next);
}

/* "compounds. . . . The": the first of four spaced dots ends the sentence, the others open the
 * next. */
static void cut_spaced_stop(const scanner *s, stop_run *stop) {
    bool attached = char_before(s, stop->at) != ' ';
    bool more = skip_spaces(s, stop->end) < s->end;
    if (stop->spaced && stop->dots == ELLIPSIS_DOTS + 1 && attached && more &&
        s->text[stop->at + 1] == ' ')
        stop->end = stop->marks_end = stop->at + 1;
}

/* Emoji, up to `end`, that stand where a full stop would: a starter follows. */
static bool faces_end(const scanner *s, uint32_t end) {
    uint32_t next = skip_spaces(s, end);
    return s->has_word && next > end && next < s->end && begins_with_starter(s, next);
}

/* Where the text before `at` ends, blanks left out. */
static uint32_t end_before(const scanner *s, uint32_t at) {
    uint32_t before;
    while (at > s->start && ll_utf8_is_space(ll_utf8_decode_before(s->text, at, &before)))
        at = before;
    return at;
}

/* --- The pass ------------------------------------------------------------------------------- */

/* Reads what stands at `at`; true where a sentence ends, at *end. *next is where to go on. */
static bool read_at(scanner *s, uint32_t at, uint32_t *end, uint32_t *next) {
    uint32_t c = peek(s, at, next);
    if (is_mark(c)) {
        stop_run stop = read_stop(s, at);
        cut_spaced_stop(s, &stop);
        *end = stop.end;
        *next = stop.marks_end;
        return ends_sentence(s, &stop);
    }
    if (is_bullet(c) && s->has_word && char_before(s, at) == ' ' && char_at(s, *next) == ' ') {
        *end = end_before(s, at);
        return true;
    }
    if (is_emoji(c)) {
        *end = *next = skip_faces(s, at);
        return faces_end(s, *end);
    }
    if (ll_utf8_is_word(c))
        s->has_word = true;
    return false;
}

/* Passes over ASCII that ends nothing. */
static uint32_t skip_plain(scanner *s, uint32_t at) {
    static const bool marks[0x80] = {['.'] = true, ['!'] = true, ['?'] = true};
    const unsigned char *text = (const unsigned char *)s->text;
    for (; at < s->end && text[at] < 0x80 && !marks[text[at]] && !s->has_word; at++)
        s->has_word = ll_utf8_is_word(text[at]);
    while (at < s->end && text[at] < 0x80 && !marks[text[at]])
        at++;
    return at;
}

void ll_sentences_split(ll_spans *out, ll_arena *arena, const ll_vocabulary *vocabulary,
                        ll_str text, ll_span range) {
    scanner s = {.vocabulary = vocabulary, .text = text.data, .end = range.end};
    while (s.end > range.start) {
        uint32_t before;
        if (!ll_utf8_is_space(ll_utf8_decode_before(text.data, s.end, &before)))
            break;
        s.end = before;
    }
    s.start = skip_spaces(&s, range.start);
    for (uint32_t at = skip_plain(&s, s.start); at < s.end; at = skip_plain(&s, at)) {
        uint32_t end = 0, next = 0;
        if (read_at(&s, at, &end, &next)) {
            ll_spans_add(out, arena, (ll_span){s.start, end});
            s.start = next = skip_spaces(&s, end);
            s.has_word = false;
        }
        at = next;
    }
    if (s.start < s.end)
        ll_spans_add(out, arena, (ll_span){s.start, s.end});
}
