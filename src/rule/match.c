/* The matches of a term in one letter, found when they are first asked for.
 *
 * Everything a term may match is collected first as candidates (candidates.c); what `except`,
 * `skip-code` and `negatable` rule out is taken away while candidates still overlap, so that a long
 * phrase that does not count hides no shorter one that does. Ambiguous candidates are judged next,
 * by what else stands in their sentence, and the overlaps are settled last.
 *
 * A term that unites others takes their candidates before the ambiguous ones are judged: "Go" may
 * be alone among languages and in company among technologies.
 */
#include "rule/match.h"

#include "rule/candidates.h"
#include "rule/negation.h"

#include <stdlib.h>

/* Everything of one term that may count; ambiguous ones are not judged yet. */
typedef struct kept {
    const ll_match *matches;
    const bool *ambiguous; /* of each; NULL: none is */
    uint32_t count;
} kept;

/* What is known of one term that is collected. */
typedef struct term_matches {
    kept kept;
    ll_match_list list;
    bool settled;
} term_matches;

enum { NOT_COLLECTED, FOUND_NOWHERE }; /* in place of a number in `known` */

struct ll_matcher {
    ll_candidate_source source;
    uint32_t *terms;     /* by term: where it stands in `known` */
    term_matches *known; /* of terms that were found; the first two stand for those above */
    uint32_t known_count, known_capacity;
    uint32_t *waiting; /* terms that wait for others to be collected */
    uint32_t waiting_capacity;
    ll_candidates found; /* of the term at hand; one room serves all */
};

ll_matcher *ll_matcher_new(const ll_letter *letter, const ll_terms *terms,
                           ll_diagnostics *problems) {
    ll_matcher *matcher = ll_arena_alloc(letter->arena, sizeof *matcher);
    matcher->source = (ll_candidate_source){.letter = letter, .terms = terms, .problems = problems};
    matcher->found = (ll_candidates){.arena = letter->arena};
    matcher->terms = ll_arena_array(letter->arena, ll_terms_count(terms), sizeof *matcher->terms);
    matcher->known = ll_arena_grow(letter->arena, NULL, &matcher->known_capacity, FOUND_NOWHERE + 1,
                                   sizeof *matcher->known);
    matcher->known_count = FOUND_NOWHERE + 1;
    return matcher;
}

static bool is_collected(const ll_matcher *matcher, uint32_t term) {
    return matcher->terms[term] != NOT_COLLECTED;
}

/* Of a term that is collected. It moves when another term is. */
static term_matches *known_of(const ll_matcher *matcher, uint32_t term) {
    return &matcher->known[matcher->terms[term]];
}

static void remember(ll_matcher *matcher, uint32_t term, kept all) {
    matcher->known =
        ll_arena_grow(matcher->source.letter->arena, matcher->known, &matcher->known_capacity,
                      matcher->known_count + 1, sizeof *matcher->known);
    matcher->known[matcher->known_count] = (term_matches){.kept = all};
    matcher->terms[term] = matcher->known_count++;
}

/* --- Taking away ---------------------------------------------------------------------------- */

static bool spans_meet(ll_span a, ll_span b) {
    return a.start < b.end && b.start < a.end;
}

/* Raw matches have no text in the prose, so they meet others in the source. */
static bool matches_meet(const ll_match *a, const ll_match *b) {
    return a->raw || b->raw ? spans_meet(a->source, b->source) : spans_meet(a->prose, b->prose);
}

static ll_span place_of(const ll_match *match, bool in_source) {
    return in_source ? match->source : match->prose;
}

/* Index of the first match that ends behind `offset`; the ends rise. */
static uint32_t first_behind(ll_match_list list, uint32_t offset, bool in_source) {
    uint32_t low = 0, high = list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (place_of(&list.items[middle], in_source).end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool meets_any(ll_match_list list, const ll_match *match) {
    for (int in_source = 0; in_source < 2; in_source++) {
        ll_span span = place_of(match, in_source);
        for (uint32_t i = first_behind(list, span.start, in_source);
             i < list.count && place_of(&list.items[i], in_source).start < span.end; i++)
            if (matches_meet(&list.items[i], match))
                return true;
    }
    return false;
}

/* The sentence around a prose offset, or its block where no sentence was made (code). */
static ll_span sentence_at(const ll_letter *letter, uint32_t offset) {
    uint32_t index = ll_letter_unit_at(letter, LL_UNIT_SENTENCE, offset);
    if (index != LL_NONE)
        return letter->units[LL_UNIT_SENTENCE].spans[index];
    if (letter->prose.block_count == 0)
        return (ll_span){0, letter->prose.length};
    return letter->prose.blocks[ll_prose_block_at(&letter->prose, offset)].prose;
}

static bool is_negated(const ll_letter *letter, const ll_match *match) {
    return ll_negated(letter, sentence_at(letter, match->prose.start), match->prose.start);
}

/* --- Settling ------------------------------------------------------------------------------- */

/* Marks those that stay when those meeting an earlier one go; false where none goes. Ends rise
 * among those that stay, so the latest of them is the only one to ask. */
static bool settle_overlaps(const kept *all, bool *stays) {
    const ll_match *latest = NULL;
    bool any_went = false;
    for (uint32_t i = 0; i < all->count; i++) {
        if (stays[i])
            stays[i] = !latest || !matches_meet(latest, &all->matches[i]);
        if (stays[i])
            latest = &all->matches[i];
        any_went = any_went || !stays[i];
    }
    return any_went;
}

enum { COMPANY = 3 }; /* so many different ambiguous things in a sentence vouch for one another */

/* The things seen in a sentence, as far as they matter. */
typedef struct company {
    ll_str things[COMPANY];
    uint32_t count;
    bool plain; /* something unambiguous is there */
} company;

static void meet(company *c, ll_str thing, bool ambiguous) {
    c->plain = c->plain || !ambiguous;
    for (uint32_t i = 0; i < c->count; i++)
        if (ll_str_equal_nocase(c->things[i], thing))
            return;
    if (c->count < COMPANY)
        c->things[c->count++] = thing;
}

/* Judges the ambiguous ones of one sentence, [start, end) of the list. What overlaps a longer one
 * vouches for nothing: "Spring" within "Spring Boot" is no company. */
static void judge(const ll_letter *letter, const kept *all, uint32_t start, uint32_t end,
                  const bool *alone, bool *stays) {
    company c = {.count = 0};
    for (uint32_t i = start; i < end; i++)
        if (alone[i])
            meet(&c, ll_match_thing(letter, &all->matches[i]), all->ambiguous[i]);
    for (uint32_t i = start; i < end; i++)
        stays[i] = !all->ambiguous[i] || c.plain || c.count >= COMPANY;
}

static bool *all_true(ll_arena *arena, uint32_t count) {
    bool *flags = ll_arena_array(arena, count, sizeof *flags);
    for (uint32_t i = 0; i < count; i++)
        flags[i] = true;
    return flags;
}

static void judge_all(const ll_letter *letter, const kept *all, bool *stays) {
    bool *alone = all_true(letter->arena, all->count);
    settle_overlaps(all, alone);
    for (uint32_t start = 0, end; start < all->count; start = end) {
        uint32_t limit = sentence_at(letter, all->matches[start].prose.start).end;
        for (end = start + 1; end < all->count; end++)
            if (all->matches[end].prose.start >= limit)
                break;
        judge(letter, all, start, end, alone, stays);
    }
    ll_arena_release(letter->arena, alone, all->count * sizeof *alone);
}

static ll_match_list those_that_stay(ll_arena *arena, const kept *all, const bool *stays) {
    uint32_t left = 0, count = 0;
    for (uint32_t i = 0; i < all->count; i++)
        left += stays[i];
    ll_match *items = ll_arena_array(arena, left, sizeof *items);
    for (uint32_t i = 0; i < all->count; i++)
        if (stays[i])
            items[count++] = all->matches[i];
    return (ll_match_list){items, count};
}

/* Where all stay, as nearly always, the list is the very one that was kept. */
static ll_match_list settle(const ll_letter *letter, const kept *all) {
    if (all->count == 0)
        return (ll_match_list){NULL, 0};
    bool *stays = all_true(letter->arena, all->count);
    if (all->ambiguous)
        judge_all(letter, all, stays);
    ll_match_list list = {all->matches, all->count};
    if (settle_overlaps(all, stays))
        list = those_that_stay(letter->arena, all, stays);
    ll_arena_release(letter->arena, stays, all->count * sizeof *stays);
    return list;
}

/* The matches of a term that is collected. */
static ll_match_list settled(ll_matcher *matcher, uint32_t index) {
    term_matches *known = known_of(matcher, index);
    if (!known->settled) {
        known->list = settle(matcher->source.letter, &known->kept);
        known->settled = true;
    }
    return known->list;
}

/* --- Collecting ----------------------------------------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

/* Leftmost first, of those the longest, of those the one that was found first. */
static int compare_candidates(const void *a, const void *b) {
    const ll_term_candidate *x = a, *y = b;
    int order = compare_numbers(x->match.prose.start, y->match.prose.start);
    if (order == 0)
        order = compare_numbers(x->match.source.start, y->match.source.start);
    if (order == 0)
        order = compare_numbers(y->match.prose.end, x->match.prose.end);
    if (order == 0)
        order = compare_numbers(y->match.source.end, x->match.source.end);
    return order ? order : compare_numbers(x->order, y->order);
}

static void sort(ll_candidates *candidates) {
    bool sorted = true;
    for (uint32_t i = 0; i < candidates->count; i++)
        candidates->items[i].order = i;
    for (uint32_t i = 1; i < candidates->count && sorted; i++)
        sorted = compare_candidates(&candidates->items[i - 1], &candidates->items[i]) < 0;
    if (!sorted)
        qsort(candidates->items, candidates->count, sizeof *candidates->items, compare_candidates);
}

/* Keeps what the term's own conditions let count. */
static void take_away(ll_matcher *matcher, const ll_term *term, ll_candidates *candidates) {
    const ll_letter *letter = matcher->source.letter;
    ll_match_list except = {NULL, 0};
    if (term->except != LL_NONE)
        except = settled(matcher, term->except);
    uint32_t left = 0;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const ll_term_candidate *candidate = &candidates->items[i];
        if (meets_any(except, &candidate->match) ||
            (term->skip_code && ll_touches_code(&letter->prose, candidate->match.source)) ||
            (term->negatable && is_negated(letter, &candidate->match)))
            continue;
        candidates->items[left++] = *candidate;
    }
    candidates->count = left;
}

/* A term that must be collected before this one and is not, or LL_NONE. */
static uint32_t missing(const ll_matcher *matcher, const ll_term *term) {
    for (uint32_t i = 0; i < term->union_count; i++)
        if (!is_collected(matcher, term->unions[i]))
            return term->unions[i];
    bool waits = term->except != LL_NONE && !is_collected(matcher, term->except);
    return waits ? term->except : LL_NONE;
}

/* Copies what is left to where it can stay. */
static kept keep(const ll_candidates *found) {
    ll_match *matches = ll_arena_array(found->arena, found->count, sizeof *matches);
    bool *ambiguous = NULL;
    for (uint32_t i = 0; i < found->count; i++) {
        matches[i] = found->items[i].match;
        if (found->items[i].ambiguous && !ambiguous)
            ambiguous = ll_arena_array(found->arena, found->count, sizeof *ambiguous);
    }
    for (uint32_t i = 0; ambiguous && i < found->count; i++)
        ambiguous[i] = found->items[i].ambiguous;
    return (kept){matches, ambiguous, found->count};
}

static void add_member(ll_candidates *found, const kept *member) {
    for (uint32_t i = 0; i < member->count; i++)
        ll_candidates_add(
            found, &(ll_term_candidate){.match = member->matches[i],
                                        .ambiguous = member->ambiguous && member->ambiguous[i]});
}

static void collect(ll_matcher *matcher, uint32_t index, const ll_term *term) {
    ll_candidates *found = &matcher->found;
    found->count = 0;
    ll_candidates_find(found, &matcher->source, index);
    for (uint32_t i = 0; i < term->union_count; i++)
        add_member(found, &known_of(matcher, term->unions[i])->kept);
    if (found->count > 0) {
        sort(found);
        take_away(matcher, term, found);
    }
    if (found->count > 0)
        remember(matcher, index, keep(found));
    else
        matcher->terms[index] = FOUND_NOWHERE;
}

static void wait(ll_matcher *matcher, uint32_t depth, uint32_t term) {
    matcher->waiting =
        ll_arena_grow(matcher->source.letter->arena, matcher->waiting, &matcher->waiting_capacity,
                      depth + 1, sizeof *matcher->waiting);
    matcher->waiting[depth] = term;
}

/* Collects a term, and first what it refers to. There are no circles (term.c), so no term waits
 * twice. */
static void collect_all(ll_matcher *matcher, uint32_t index) {
    uint32_t depth = 0;
    if (is_collected(matcher, index))
        return;
    wait(matcher, depth++, index);
    while (depth) {
        uint32_t top = matcher->waiting[depth - 1];
        const ll_term *term = ll_terms_get(matcher->source.terms, top);
        uint32_t first = missing(matcher, term);
        if (first != LL_NONE) {
            wait(matcher, depth++, first);
        } else {
            collect(matcher, top, term);
            depth--;
        }
    }
}

ll_match_list ll_matcher_find(ll_matcher *matcher, uint32_t term) {
    collect_all(matcher, term);
    return settled(matcher, term);
}

const ll_present *ll_matcher_present(ll_matcher *matcher) {
    ll_candidates_scan(&matcher->source);
    return &matcher->source.present;
}

/* --- Ranges --------------------------------------------------------------------------------- */

/* Index of the first match that begins at `offset` or behind it. */
static uint32_t first_from(ll_match_list list, uint32_t offset) {
    uint32_t low = 0, high = list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list.items[middle].prose.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

ll_str ll_match_thing(const ll_letter *letter, const ll_match *match) {
    if (match->name)
        return ll_str_of(match->name);
    if (match->raw)
        return ll_str_slice(letter->source->text, match->source.start, match->source.end);
    return ll_str_slice((ll_str){letter->prose.text, letter->prose.length}, match->prose.start,
                        match->prose.end);
}

static bool is_beside(ll_match_list all, ll_span span) {
    return all.count == 0 || span.end <= all.items[0].prose.start ||
           span.start > all.items[all.count - 1].prose.start;
}

ll_match_list ll_matches_in(ll_match_list all, ll_span span) {
    if (is_beside(all, span))
        return (ll_match_list){NULL, 0};
    uint32_t first = first_from(all, span.start), end = first_from(all, span.end);
    /* matches do not overlap, so only the last one can stick out */
    if (end > first && !all.items[end - 1].raw && all.items[end - 1].prose.end > span.end)
        end--;
    return end > first ? (ll_match_list){all.items + first, end - first} : (ll_match_list){NULL, 0};
}

ll_match_list ll_matcher_find_in(ll_matcher *matcher, uint32_t term, ll_span span) {
    return ll_matches_in(ll_matcher_find(matcher, term), span);
}
