/* Scopes: which units of a letter a rule looks at.
 *
 *     scope = unit [":" selector] ["in" scope]
 *
 * Parsed when rules are loaded, resolved against each letter. */
#ifndef LL_RULE_SCOPE_H
#define LL_RULE_SCOPE_H

#include "base/index.h"
#include "letter/letter.h"
#include "rule/place.h"

typedef enum ll_selector {
    LL_SELECT_ALL,
    LL_SELECT_FIRST, /* the first `number` units */
    LL_SELECT_LAST,
    LL_SELECT_FIRST_PART, /* of each unit, the first 1/number of its words */
    LL_SELECT_LAST_PART,
} ll_selector;

typedef struct ll_scope_step {
    ll_unit_kind unit;
    ll_selector selector;
    uint32_t number;
} ll_scope_step;

enum { LL_SCOPE_DEPTH = 4 };

/* steps[0] is what is looked at; each further one is what it lies in. */
typedef struct ll_scope {
    ll_scope_step steps[LL_SCOPE_DEPTH];
    uint32_t count;
} ll_scope;

/* Parses; a mistake goes to the place's problems and leaves *out untouched. */
bool ll_scope_parse(ll_scope *out, ll_arena *arena, ll_place place);

/* Where the spans of a scope are kept for the letter at hand: the number of its text, which is
 * borrowed, among those of all rules. Rules of thousands look at a few dozen scopes. */
uint32_t ll_scope_slot(ll_index *slots, ll_str text);

/* Whether it names what lies outside the prose: what is wrong with a suppression. */
bool ll_scope_is_suppression(const ll_scope *scope);

/* The prose spans that scopes name in a letter, rising, without those that lie within another.
 * `*kept` is NULL the first time, and the same spans from then on. */
ll_spans ll_scopes_resolve(const ll_scope *scopes, uint32_t count, const ll_letter *letter,
                           ll_spans **kept);

#endif
