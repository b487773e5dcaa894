/* Mutants: a condition with one thing taken out of it. A rule whose tests cannot tell a mutant from
 * the rule has a clause that no test asks for. */
#ifndef LL_RULE_MUTANT_H
#define LL_RULE_MUTANT_H

#include "rule/expression.h"

typedef struct ll_mutant {
    const ll_expression *when; /* NULL: no condition */
    const char *what;          /* what was taken out */
} ll_mutant;

typedef struct ll_mutants {
    ll_arena *arena;
    ll_mutant *items;
    uint32_t count, capacity;
} ll_mutants;

/* Adds every mutant of a condition: without it, with one side of each `and` and `or` alone, and
 * with each `not` gone. */
void ll_mutants_add(ll_mutants *out, const ll_expression *when);

#endif
