/* A pattern's tree as a graph of places: the step between regex.h and automaton.h.
 *
 * A place either takes one character of its set and goes on, or has no width: a fork, an
 * assertion, or the end. The graph takes every text that the pattern can match, and more. */
#ifndef LL_TEXT_NFA_H
#define LL_TEXT_NFA_H

#include "text/regex.h"

typedef enum ll_nfa_kind {
    LL_NFA_SET,   /* takes a character; beyond ASCII, byte by byte: see `tail` */
    LL_NFA_FORK,  /* goes on at each of `edges` */
    LL_NFA_EDGE,  /* of a word */
    LL_NFA_START, /* of the text, with `lines` of a line */
    LL_NFA_END,
    LL_NFA_BEHIND, /* goes on where lookbehind `number` says so; asked at the start alone */
    LL_NFA_AHEAD,  /* goes on where lookahead `number` says so */
    LL_NFA_ACCEPT,
} ll_nfa_kind;

typedef struct ll_nfa_place {
    ll_nfa_kind kind;
    ll_char_set set;
    bool lines;
    uint32_t number;
    uint32_t next;
    uint32_t tail; /* of a set: takes further bytes beyond ASCII, as the rest of one character */
    const uint32_t *edges;
    uint32_t edge_count;
} ll_nfa_place;

enum {
    LL_NFA_BEHINDS = 4,       /* lookbehinds that are kept; others are passed */
    LL_NFA_BEHIND_LENGTH = 4, /* characters of one */
    LL_NFA_BEHIND_BYTES = 4 * LL_NFA_BEHIND_LENGTH,
    LL_NFA_AHEADS = 6,   /* lookaheads that are kept; others are passed */
    LL_NFA_REPEATS = 10, /* times that are counted; more are any number */
};

/* A lookbehind: one of some rows of sets. */
typedef struct ll_behind_row {
    uint32_t length;
    uint32_t beyond;                         /* of each set, as bits */
    uint32_t ascii[LL_NFA_BEHIND_LENGTH][4]; /* of each set, the last one first */
} ll_behind_row;

typedef struct ll_behind {
    const ll_behind_row *rows;
    uint32_t count;
    bool negated;
    bool near; /* all rows are of one character, and it is known which */
} ll_behind;

/* A lookahead: what has to follow, or with `negated` must not. */
typedef struct ll_ahead {
    const ll_regex *tree;
    bool negated;
} ll_ahead;

typedef struct ll_nfa {
    ll_nfa_place *places;
    uint32_t count, capacity;
    uint32_t start;
    ll_behind behinds[LL_NFA_BEHINDS];
    uint32_t behind_count;
    ll_ahead aheads[LL_NFA_AHEADS];
    uint32_t ahead_count;
    bool exact; /* in texts of ASCII it takes what the pattern matches, and no more; nobody asks
                   what its groups captured */
} ll_nfa;

typedef enum ll_nfa_way {
    LL_NFA_FULLY,   /* as exactly as can be */
    LL_NFA_ROUGHLY, /* lookaheads are passed, or read on if they end the pattern */
    /* likewise, and any text may come first: it is to be given LL_NFA_BEHIND_BYTES of the text
     * before the place where a match may begin */
    LL_NFA_SEARCHING,
} ll_nfa_way;

/* False where it would be too large. `counts`: repetitions of more than one character are
 * counted, up to so many times. */
bool ll_nfa_build(ll_nfa *out, ll_arena *arena, const ll_regex *tree, uint32_t counts,
                  ll_nfa_way way);

#endif
