/* Patterns as trees: PCRE2's syntax, read as far as rules use it.
 *
 * A tree tells which texts a pattern can match, never fewer: what is read only roughly (a
 * character beyond ASCII, what a group has found) stands for more than PCRE2 would take. Where
 * exactness matters, a node says whether it is exact.
 */
#ifndef LL_TEXT_REGEX_H
#define LL_TEXT_REGEX_H

#include "text/regex_syntax.h"

/* Characters: those of ASCII one by one, all others as one. */
typedef struct ll_char_set {
    uint64_t ascii[2];
    bool beyond;  /* some beyond ASCII, it is not told which */
    bool inexact; /* not all of those of ASCII need be in it */
} ll_char_set;

bool ll_char_set_has(const ll_char_set *set, unsigned char ascii);
/* With each character all that are the same one in another case. */
ll_char_set ll_char_set_nocase(ll_char_set set);
/* Whether it is made of white space of ASCII, and others beyond; whether it holds none of it. */
bool ll_char_set_is_space(const ll_char_set *set);
bool ll_char_set_has_no_space(const ll_char_set *set);

typedef enum ll_regex_kind {
    LL_REGEX_SET,      /* one character of `set` */
    LL_REGEX_SEQUENCE, /* the parts in a row; none: the empty text */
    LL_REGEX_CHOICE,   /* one of the parts */
    LL_REGEX_REPEAT,   /* parts[0], `least` to `most` times */
    LL_REGEX_EDGE,     /* \b */
    LL_REGEX_START,    /* ^ and \A */
    LL_REGEX_END,      /* $, \z and \Z */
    LL_REGEX_AHEAD,    /* (?=parts[0]), or with `negated` (?!parts[0]) */
    LL_REGEX_BEHIND,   /* (?<=parts[0]), or with `negated` (?<!parts[0]) */
    LL_REGEX_PASS,     /* of no width: it only makes matches fewer, and is not read */
    LL_REGEX_AGAIN,    /* what the group parts[0] has found, with `nocase` in any case */
    LL_REGEX_ANY,      /* any text, even the empty one: what is not read here */
} ll_regex_kind;

typedef struct ll_regex {
    ll_regex_kind kind;
    ll_char_set set;
    bool lines;    /* START, END: of lines, too */
    bool negated;  /* AHEAD, BEHIND */
    bool nocase;   /* AGAIN */
    bool captures; /* of a whole pattern: some group is remembered */
    uint32_t least, most;
    const struct ll_regex **parts;
    uint32_t count;
} ll_regex;

/* The tree of a pattern that compiles, or NULL where its syntax is not read here. `nocase`: it
 * ignores case. */
const ll_regex *ll_regex_read(ll_arena *arena, ll_str pattern, bool nocase);

/* Whether a match begins with a text that holds no white space of ASCII, white space, and the same
 * text again: a word written twice. */
bool ll_regex_begins_twice(const ll_regex *tree);

#endif
