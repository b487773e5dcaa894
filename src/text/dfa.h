/* The inside of automaton.h: a graph's places put together to states, and how that is laid out.
 *
 * dfa.c makes states of nfa.h's places, dfa_minimize.c fewer of them, automaton_build.c lays them
 * out and automaton.c runs them. */
#ifndef LL_TEXT_DFA_H
#define LL_TEXT_DFA_H

#include "text/nfa.h"

/* States. */
enum {
    LL_DFA_NO = 0,    /* no match is possible any more */
    LL_DFA_MAYBE = 1, /* PCRE2 has to say */
};

enum {
    LL_DFA_BYTES = 256,
    LL_DFA_ASCII = 128,                      /* bytes that are told apart */
    LL_DFA_CLASSES_LIMIT = LL_DFA_ASCII + 2, /* those, the other bytes, the end of the text */
};

/* What stands before or behind a place. */
typedef enum ll_neighbour {
    LL_NEIGHBOUR_NONE, /* the text begins or ends there */
    LL_NEIGHBOUR_LINE, /* a character that ends a line */
    LL_NEIGHBOUR_SIGN,
    LL_NEIGHBOUR_WORD,
    LL_NEIGHBOUR_BEYOND, /* a byte beyond ASCII: it is not told of what */
    LL_NEIGHBOURS
} ll_neighbour;

static inline ll_neighbour ll_neighbour_of(unsigned char byte) {
    if (byte >= LL_DFA_ASCII)
        return LL_NEIGHBOUR_BEYOND;
    if (byte == '\n' || byte == '\r')
        return LL_NEIGHBOUR_LINE;
    bool letter = (unsigned char)((byte | 0x20) - 'a') < 26;
    bool word = letter || (unsigned char)(byte - '0') < 10 || byte == '_';
    return word ? LL_NEIGHBOUR_WORD : LL_NEIGHBOUR_SIGN;
}

typedef struct ll_dfa {
    uint8_t classes[LL_DFA_ASCII];
    uint32_t class_count; /* the last but one: bytes beyond ASCII; the last: the end */
    uint16_t *targets;    /* of each state a row of class_count */
    uint32_t state_count; /* NO and MAYBE come first */
    uint32_t special;     /* once there are as few as can be: the first that ends or asks */
    uint16_t *starts;     /* by the class before, of each 1 << far_count: by what lookbehinds say */
    uint32_t far_count;   /* lookbehinds of more than one character */
    /* Of each state, the neighbours before which a match ends, as bits; NULL where it is not known
     * exactly what matches, so that any match leads to MAYBE. */
    uint8_t *ends;
    /* Of each state, the lookaheads that have to be asked there, as bits; NULL where there are
     * none. What they say, one bit behind the other, is the class by which such a state is left,
     * without taking a byte. */
    uint8_t *asks;
} ll_dfa;

/* At most `limit` states, below 65,536; further ones become MAYBE. *cut tells whether there were.
 */
void ll_dfa_build(ll_dfa *out, ll_arena *arena, const ll_nfa *nfa, uint32_t limit, bool *cut);

/* The same with as few states as do, those that end a match or ask a lookahead last. */
void ll_dfa_minimize(ll_dfa *dfa, ll_arena *arena);

/* --- Layout --------------------------------------------------------------------------------- */

/* The head of an automaton; behind it, each from a full word on: lookbehinds, starts, models,
 * cells, ends, asks, lookaheads and their automata, the careful one.
 *
 * There a state is called by its base, where its row of cells begins; NO and MAYBE, which have
 * none, by their own numbers, and no base is as low. */
typedef struct ll_automaton_head {
    uint8_t classes[LL_DFA_BYTES]; /* with LL_AUTOMATON_LEAVES where the resting state is left */
    /* The bytes that a match may begin with, as bits: behind no character of a word, and behind
     * one. */
    uint32_t begins[2][LL_DFA_BYTES / 32];
    uint16_t end;          /* the class of the end of the text */
    uint16_t rest;         /* the state in which most of a text is passed over, or NO */
    uint16_t lone;         /* the one byte that leads out of it, or LL_AUTOMATON_SEVERAL */
    uint16_t behind_count; /* those of more than one character */
    uint16_t earlier;      /* bytes before the place that is asked for, where it begins to read */
    uint16_t twice;        /* 0 or 1: a match begins with a word written twice */
    uint32_t starts, models, cells; /* where they begin, in words */
    uint32_t ends, asks, aheads;    /* likewise; 0: there are none */
    uint32_t special;               /* states from here on end a match or ask */
    uint32_t careful; /* one that knows more, for what this one takes; in words, 0: there is none */
} ll_automaton_head;

typedef struct ll_automaton_behind {
    uint32_t negated; /* 0 or 1 */
    uint32_t row_count;
    uint32_t rows; /* where they begin, in words */
} ll_automaton_behind;

typedef struct ll_automaton_ahead {
    uint32_t negated; /* 0 or 1 */
    uint32_t words;   /* where its automaton begins, in words; 0: nothing is known of it */
} ll_automaton_ahead;

/* Where a state leads by one class. Its row holds only what is otherwise than in the state that it
 * is like, and is laid over the others' in one array. No two rows have the same base, so the cell
 * at base + class is the state's own where it is marked with that class. All of NO's row is NO, all
 * of MAYBE's MAYBE. What a step needs stands together: whoever runs thousands of automata finds few
 * of them in a cache. */
typedef struct ll_automaton_cell {
    uint16_t target; /* a state */
    uint8_t mark;    /* the class, or LL_AUTOMATON_FREE */
    uint8_t like;    /* of the state whose base this is: which of the models it is like */
} ll_automaton_cell;

enum {
    LL_AUTOMATON_FREE = 0xFF,   /* a mark: nobody's target */
    LL_AUTOMATON_LEAVES = 0x80, /* beside a class */
    LL_AUTOMATON_CLASS = 0x7F,  /* so many classes, and no more, are laid out */
    LL_AUTOMATON_SEVERAL = 0xFFFF,
};

#endif
