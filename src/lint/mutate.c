/* Tries the tests on mutants: a rule without its condition or a clause of it, a term without its
 * `except` or its `negatable`. Where all tests still pass, none of them asks for what was taken
 * out. */
#include "lint/ruletest.h"
#include "rule/mutant.h"

#include <string.h>

typedef struct mutation {
    ll_arena *arena;
    const ll_ruleset *ruleset;
    const ll_test_listener *who;
    ll_status status;
} mutation;

/* Whether some test of the rule fails under the changed ruleset. */
static bool is_noticed_by(mutation *m, const ll_ruleset *changed, uint32_t rule) {
    const ll_rule *tested = &m->ruleset->rules[rule];
    for (uint32_t i = 0; i < tested->test_count; i++) {
        ll_test_result result;
        if (ll_rule_test_run(&result, changed, rule, &tested->tests[i], NULL) == LL_NOMEM)
            m->status = LL_NOMEM;
        if (m->status == LL_NOMEM || !result.passed)
            return true;
    }
    return false;
}

static uint32_t entry_count(const ll_ruleset *ruleset) {
    return ruleset->entry_count;
}

static void tell(mutation *m, const ll_rule *rule, const char *what, bool noticed) {
    const char *fault = noticed ? NULL : ll_format(m->arena, "every test passes %s", what);
    if (m->status == LL_OK)
        ll_rule_test_tell(m->who, m->ruleset, rule, rule->place, fault);
}

static void try_conditions(mutation *m, uint32_t index) {
    const ll_rule *rule = &m->ruleset->rules[index];
    ll_mutants mutants = {.arena = m->arena};
    if (rule->when)
        ll_mutants_add(&mutants, rule->when);
    for (uint32_t i = 0; i < mutants.count && m->status == LL_OK; i++) {
        ll_ruleset changed = *m->ruleset;
        changed.rules = ll_arena_array(m->arena, entry_count(m->ruleset), sizeof *changed.rules);
        memcpy(changed.rules, m->ruleset->rules, entry_count(m->ruleset) * sizeof *changed.rules);
        changed.rules[index].when = mutants.items[i].when;
        tell(m, rule, mutants.items[i].what, is_noticed_by(m, &changed, index));
    }
}

/* Whether some test of any rule fails with the changed terms. */
static bool is_noticed(mutation *m, ll_terms *terms) {
    ll_ruleset changed = *m->ruleset;
    changed.terms = terms;
    for (uint32_t i = 0; i < entry_count(m->ruleset); i++)
        if (is_noticed_by(m, &changed, i))
            return true;
    return false;
}

static void try_term(mutation *m, uint32_t index) {
    const ll_term *term = ll_terms_get(m->ruleset->terms, index);
    ll_rule place = {.file = term->file, .place = term->place, .id = ll_str_of(term->name)};
    if (term->except != LL_NONE)
        tell(m, &place, "without its 'except'",
             is_noticed(m, ll_terms_without_except(m->ruleset->terms, m->arena, index)));
    if (term->negatable && m->status == LL_OK)
        tell(m, &place, "without its 'negatable'",
             is_noticed(m, ll_terms_without_negation(m->ruleset->terms, m->arena, index)));
}

static void try_all(mutation *m, const char *file) {
    for (uint32_t i = 0; i < entry_count(m->ruleset) && m->status == LL_OK; i++)
        if (!file || strcmp(m->ruleset->rules[i].file, file) == 0)
            try_conditions(m, i);
    for (uint32_t i = 0; i < ll_terms_count(m->ruleset->terms) && m->status == LL_OK; i++)
        if (!file || strcmp(ll_terms_get(m->ruleset->terms, i)->file, file) == 0)
            try_term(m, i);
}

ll_status ll_ruleset_mutate(const ll_ruleset *ruleset, const char *file,
                            void (*seen)(void *user, const ll_test_outcome *outcome), void *user) {
    ll_test_listener who = {.seen = seen, .user = user};
    ll_arena *arena = ruleset->thawed ? NULL : ll_arena_new(0);
    if (!arena)
        return ruleset->thawed ? LL_INVALID : LL_NOMEM;
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return LL_NOMEM;
    }
    mutation m = {.arena = arena, .ruleset = ruleset, .who = &who, .status = LL_OK};
    try_all(&m, file);
    ll_status status = m.status;
    ll_arena_free(arena);
    return status;
}
