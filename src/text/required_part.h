/* The inside of required.h: what is known of a part of a pattern, and how it is put together.
 *
 * required.c reads the syntax, required_chars.c characters and classes, required_behind.c what
 * stands before a match, required_part.c joins parts and required_choose.c says what of all that is
 * worth looking for. Everything lives in a scratch arena that is gone when the pattern is read.
 */
#ifndef LL_TEXT_REQUIRED_PART_H
#define LL_TEXT_REQUIRED_PART_H

#include "text/required.h"

enum {
    LL_PIECES_LIMIT = 400,     /* texts in a set */
    LL_PIECE_LENGTH_LIMIT = 24 /* bytes of a text: more tells no more */
};

/* A folded text that a part can be. */
typedef struct ll_piece {
    const char *data;
    uint8_t length;
    bool open; /* how it begins, not all of it */
    ll_start start;
} ll_piece;

typedef struct ll_pieces {
    ll_piece *items;
    uint32_t count, capacity;
} ll_pieces;

typedef struct ll_part {
    /* Exact: the pieces are all that it can be, none is open, `first` does not matter. Else it is
     * one of the pieces that are not open, or begins with an open one or one of the bytes. */
    bool is_exact;
    ll_pieces pieces;
    ll_byte_set first[LL_STARTS];
    ll_pieces
        needs[LL_REQUIRED_NEEDS]; /* the best first; of an exact part the pieces are another */
    uint32_t need_count;
    ll_byte_set bytes;     /* one of these occurs in it; none: unknown, or it can be empty */
    struct ll_part *ahead; /* of a positive lookahead: what stands there */
} ll_part;

typedef struct ll_pattern_reading {
    ll_arena *arena;
    const char *at, *end;
    int depth;
    bool nocase;
    bool lines;    /* '^' may stand at the start of any line */
    bool given_up; /* something that is not read here: nothing is known */
    bool anywhere; /* something that no start is known for */
} ll_pattern_reading;

/* --- Parts (required_part.c) ---------------------------------------------------------------- */

/* Of no width; `start` as in a piece. */
ll_part ll_part_empty(ll_pattern_reading *r, ll_start start);
ll_part ll_part_exactly(ll_pattern_reading *r, ll_str text);
/* Of which nothing is known: it may even be empty. */
ll_part ll_part_unknown(void);
/* One character of those that begin with these bytes. */
ll_part ll_part_of_bytes(const ll_byte_set *first);
/* Gives up; unknown. */
ll_part ll_part_give_up(ll_pattern_reading *r);

void ll_pieces_add(ll_pieces *pieces, ll_arena *arena, ll_piece piece);
uint32_t ll_pieces_shortest(const ll_pieces *pieces);

/* Remembers a set of which one must occur, if it is among the best. */
void ll_part_consider(ll_part *part, const ll_pieces *need);
/* Remembers the rarer of two sets of bytes. */
void ll_part_prefer_bytes(ll_part *part, const ll_byte_set *bytes);

/* A part as it grows from left to right. */
typedef struct ll_sequence {
    ll_pattern_reading *reading;
    ll_part part;  /* its pieces: how it begins, once it is not whole */
    ll_pieces run; /* the texts that stand where reading is now */
    bool whole;    /* the run began at the start: nothing was left open */
    bool has_ahead;
    ll_part ahead; /* how it begins, by a lookahead */
} ll_sequence;

ll_sequence ll_sequence_start(ll_pattern_reading *r);
void ll_sequence_add(ll_sequence *sequence, const ll_part *next);
ll_part ll_sequence_end(ll_sequence *sequence);

/* What one of several parts is, as they are read. */
typedef struct ll_choice {
    ll_part part;
    bool any, needs_known;
    ll_pieces need;
} ll_choice;

void ll_choice_add(ll_choice *choice, ll_pattern_reading *r, const ll_part *part);
ll_part ll_choice_end(ll_choice *choice);

/* A part that comes at least `least` and at most `most` times. */
ll_part ll_part_repeated(ll_pattern_reading *r, const ll_part *inner, uint32_t least,
                         uint32_t most);

/* --- Characters and classes (required_chars.c) ---------------------------------------------- */

bool ll_pattern_is_letter(char c);
bool ll_pattern_is_digit(char c);
/* The literal character whose first byte was `c`, just taken. */
ll_part ll_part_character(ll_pattern_reading *r, char c);
/* Behind the backslash. */
ll_part ll_part_escape(ll_pattern_reading *r);
/* Behind the '['. */
ll_part ll_part_class(ll_pattern_reading *r);
/* The bytes that a text folded to begin with `c` can begin with. */
void ll_bytes_unfolded(ll_byte_set *set, char c, bool nocase);
/* Whether one of them is a letter, a digit or '_' of ASCII. */
bool ll_bytes_hold_word(const ll_byte_set *set);
/* Adds bytes that stand at a start. Where that is a word's, others may stand anywhere: a boundary
 * is before a sign where a word ends. */
void ll_bytes_start(ll_byte_set first[LL_STARTS], const ll_byte_set *set, ll_start start);
ll_byte_set ll_bytes_all(void);
void ll_byte_sets_unite(ll_byte_set *a, const ll_byte_set *b);

/* --- Lookbehinds (required_behind.c) -------------------------------------------------------- */

/* Where that can stand which follows the lookbehind whose inside begins where reading is. */
ll_start ll_start_behind(const ll_pattern_reading *r);

/* --- Choosing (required_choose.c) ----------------------------------------------------------- */

/* In how many of 10,000 places of a letter a byte of the set stands so, about. */
uint32_t ll_bytes_frequency(const ll_byte_set *set, ll_start start);
/* In how many of 10,000 the part begins, likewise. */
uint32_t ll_part_frequency(const ll_part *part);
/* Chooses what of the whole pattern is kept, in the arena. */
ll_required ll_required_choose(ll_arena *arena, ll_pattern_reading *r, const ll_part *whole);

#endif
