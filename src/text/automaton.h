/* Automata: whether a pattern may match, told by looking at each byte once.
 *
 * Where a pattern is worth trying is known from the texts that it begins with (prefilter.h), but
 * nineteen of twenty tries fail, and each costs PCRE2 a thousand instructions. An automaton says no
 * for most of them after a few bytes. It may know less than the pattern (what a group has found may
 * be anything that it can find, a character beyond ASCII any other), and then its yes is only a
 * "maybe", but its no is a no. Where it knows as much, and a match can end in one place only, it
 * tells that place, and PCRE2 need not be asked at all. Effort is bounded as PCRE2's is
 * (pattern.h): what takes too long is a "maybe".
 *
 * An automaton is a row of numbers that refer to one another by index, so it can be written to a
 * file and used in place. It is trusted: what comes from elsewhere brings none along.
 */
#ifndef LL_TEXT_AUTOMATON_H
#define LL_TEXT_AUTOMATON_H

#include "base/str.h"
#include "letterlint.h"

typedef struct ll_automaton {
    const uint32_t *words; /* NULL: nothing is known, any place may match */
    uint32_t count;
} ll_automaton;

/* Of a pattern that compiles. `search`: whether it may match at or behind a place, else, only
 * there. */
ll_automaton ll_automaton_new(ll_arena *arena, ll_str pattern, bool nocase, bool search);

typedef enum ll_automaton_answer {
    LL_AUTOMATON_NO,    /* it does not match */
    LL_AUTOMATON_MAYBE, /* PCRE2 has to say; there is no match before where *found begins */
    LL_AUTOMATON_FOUND, /* it matches, first in *found */
} ll_automaton_answer;

/* Whether it matches in `subject`, at (or behind) `from`, where a character begins. `briefly`: one
 * that searches is not asked for the place, since PCRE2 finds that as fast. */
ll_automaton_answer ll_automaton_ask(ll_span *found, const uint32_t *words, ll_str subject,
                                     uint32_t from, bool briefly);

#endif
