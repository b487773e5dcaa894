/* Terms that come from elsewhere: what they refer to is there, and nothing refers to itself.
 *
 * A union holds the matches of its members, so unions of unions of the same few terms could double
 * what a letter gives at every step. In how many ways a term reaches others is therefore counted:
 * in honest rulesets that stays near the number of terms.
 */
#include "rule/sound.h"
#include "rule/term_set.h"

enum { WAYS_PER_TERM = 16, WAYS_AT_LEAST = 4096 };

typedef struct visit {
    uint32_t index, next; /* the term, and its next reference to follow */
} visit;

typedef enum visit_state { UNSEEN, OPEN, DONE } visit_state;

typedef struct walker {
    const ll_terms *terms;
    visit_state *states;
    uint64_t *ways; /* of each term that is done: itself, and those of its members */
    visit *stack;
    uint32_t depth;
} walker;

/* --- What it refers to ---------------------------------------------------------------------- */

static bool is_pattern_sound(const ll_terms *terms, const ll_term *term,
                             const ll_term_pattern *pattern) {
    return pattern->pattern < terms->pattern_count &&
           (pattern->thing == LL_NONE || pattern->thing < term->thing_count) &&
           (pattern->raw || pattern->filter < terms->filtered);
}

static bool is_term_sound(const ll_terms *terms, const ll_term *term) {
    for (uint32_t i = 0; i < term->pattern_count; i++)
        if (!is_pattern_sound(terms, term, &term->patterns[i]))
            return false;
    for (uint32_t i = 0; i < term->union_count; i++)
        if (term->unions[i] >= terms->count)
            return false;
    return term->except == LL_NONE || term->except < terms->count;
}

/* There is a pattern for each number in the prefilter, which makes room for all of them. */
static bool are_references_sound(const ll_terms *terms) {
    uint64_t patterns = 0;
    for (uint32_t i = 0; i < terms->count; i++) {
        if (!is_term_sound(terms, &terms->finished[i]))
            return false;
        patterns += terms->finished[i].pattern_count;
    }
    return terms->filtered <= patterns && terms->shipped <= terms->count;
}

/* --- Circles -------------------------------------------------------------------------------- */

static bool enter(walker *w, uint32_t index) {
    if (w->states[index] == OPEN)
        return false;
    if (w->states[index] == UNSEEN) {
        w->states[index] = OPEN;
        w->stack[w->depth++] = (visit){index, 0};
    }
    return true;
}

static bool finish(walker *w, uint32_t index) {
    const ll_term *term = &w->terms->finished[index];
    uint64_t most = (uint64_t)w->terms->count * WAYS_PER_TERM + WAYS_AT_LEAST;
    w->ways[index] = 1;
    for (uint32_t i = 0; i < term->union_count && w->ways[index] <= most; i++)
        w->ways[index] += w->ways[term->unions[i]];
    w->states[index] = DONE;
    w->depth--;
    return w->ways[index] <= most;
}

/* Follows the next reference of the term on top of the stack, `except` last. */
static bool step(walker *w) {
    visit *top = &w->stack[w->depth - 1];
    const ll_term *term = &w->terms->finished[top->index];
    uint32_t next = top->next++;
    if (next < term->union_count)
        return enter(w, term->unions[next]);
    if (next == term->union_count && term->except != LL_NONE)
        return enter(w, term->except);
    return finish(w, top->index);
}

static bool are_circles_absent(const ll_terms *terms, ll_arena *scratch) {
    walker w = {.terms = terms};
    w.states = ll_arena_array(scratch, terms->count, sizeof *w.states);
    w.ways = ll_arena_array(scratch, terms->count, sizeof *w.ways);
    w.stack = ll_arena_array(scratch, terms->count, sizeof *w.stack);
    for (uint32_t i = 0; i < terms->count; i++) {
        if (!enter(&w, i))
            return false;
        while (w.depth)
            if (!step(&w))
                return false;
    }
    return true;
}

/* --- The whole ------------------------------------------------------------------------------ */

bool ll_terms_are_sound(const ll_terms *terms, ll_arena *scratch) {
    uint32_t *things = ll_arena_array(scratch, terms->count, sizeof *things);
    for (uint32_t i = 0; i < terms->count; i++)
        things[i] = terms->finished[i].thing_count;
    return are_references_sound(terms) && are_circles_absent(terms, scratch) &&
           ll_literals_are_sound(terms->literals, scratch, things, terms->count) &&
           ll_prefilter_is_sound(terms->prefilter, terms->filtered) &&
           ll_presence_is_sound(terms->presence, terms->count, terms->filtered);
}
