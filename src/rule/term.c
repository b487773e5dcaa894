/* The set of terms: looking them up, and what is done once all files are read.
 *
 * Finishing resolves the names in `terms:` and `except:`, refuses cycles, and puts the literals of
 * all terms into one index. References are walked with a stack of our own: a chain of terms may be
 * as long as its author likes.
 */
#include "rule/term.h"

#include "rule/term_set.h"

#include <string.h>

static const char rule_name[] = "terms";

typedef ll_diagnostics *(*problem_finder)(void *user, const char *file);

typedef struct finisher {
    ll_terms *terms;
    problem_finder problems_of;
    void *user;
    const ll_spelling **origins; /* by ll_literal.origin */
} finisher;

ll_terms *ll_terms_new(ll_arena *arena, const ll_vocabulary *vocabulary) {
    ll_terms *terms = ll_arena_alloc(arena, sizeof *terms);
    terms->arena = arena;
    terms->by_name.arena = arena;
    terms->contractions = ll_contractions_new(arena, vocabulary);
    terms->fragments.arena = arena;
    terms->literals = ll_literals_build(arena, NULL, 0, NULL, NULL);
    return terms;
}

ll_term_entry *ll_terms_add_entry(ll_terms *terms, const char *name, const char *file,
                                  ll_span place) {
    ll_term_entry *entry = ll_arena_alloc(terms->arena, sizeof *entry);
    entry->term = (ll_term){.name = name, .file = file, .place = place, .except = LL_NONE};
    entry->term.from = entry->term.from_words = entry->term.from_first = (ll_str){"", 0};
    terms->entries = ll_arena_grow(terms->arena, terms->entries, &terms->capacity, terms->count + 1,
                                   sizeof *terms->entries);
    ll_index_add(&terms->by_name, ll_str_of(name), terms->count);
    terms->entries[terms->count++] = entry;
    return entry;
}

ll_fragments *ll_terms_fragments(ll_terms *terms) {
    return &terms->fragments;
}

void ll_terms_shipped(ll_terms *terms) {
    terms->shipped = terms->count;
}

void ll_terms_trust(ll_terms *terms, bool trusted) {
    terms->trusted = trusted;
}

void ll_terms_resume(ll_terms *terms, uint32_t from) {
    terms->resumed = true;
    terms->resume = from;
}

/* --- References ----------------------------------------------------------------------------- */

static void unknown_term(const finisher *f, const ll_term_reference *reference) {
    ll_diagnostics *problems = f->problems_of(f->user, reference->file);
    const char *name = ll_str_copy(f->terms->arena, reference->name);
    size_t count;
    const char *const *names = ll_terms_names(f->terms, f->terms->arena, &count);
    ll_problem(problems, reference->span, rule_name,
               ll_did_you_mean(f->terms->arena, name, names, count), "unknown term '%s'", name);
}

static void resolve(const finisher *f, ll_term_reference *reference) {
    if (reference->index == LL_NONE)
        reference->index = ll_terms_find(f->terms, reference->name);
    if (reference->index == LL_NONE)
        unknown_term(f, reference);
    else
        ll_terms_mark_used(f->terms, reference->index);
}

static void resolve_all(const finisher *f) {
    for (uint32_t i = 0; i < f->terms->count; i++) {
        ll_term_entry *entry = f->terms->entries[i];
        for (uint32_t k = 0; k < entry->union_count; k++)
            resolve(f, &entry->unions[k]);
        if (entry->has_except)
            resolve(f, &entry->except);
    }
}

/* The k-th reference of an entry, `except` last; NULL behind it. */
static ll_term_reference *reference_at(ll_term_entry *entry, uint32_t k) {
    if (k < entry->union_count)
        return &entry->unions[k];
    return k == entry->union_count && entry->has_except ? &entry->except : NULL;
}

typedef struct visit {
    uint32_t index, next; /* the term, and its next reference to follow */
} visit;

typedef enum visit_state { UNSEEN, OPEN, DONE } visit_state;

typedef struct walker {
    const finisher *f;
    visit_state *states;
    uint32_t *order; /* the terms done, each behind those it refers to */
    uint32_t done;
    visit *stack;
    uint32_t depth;
} walker;

static void enter(walker *w, uint32_t index) {
    w->states[index] = OPEN;
    w->stack[w->depth++] = (visit){index, 0};
}

/* Follows one reference of the term on top of the stack; one that leads in a circle is cut. */
static void follow(walker *w, ll_term_reference *reference) {
    uint32_t target = reference->index;
    if (target == LL_NONE)
        return;
    if (w->states[target] == UNSEEN) {
        enter(w, target);
    } else if (w->states[target] == OPEN) {
        ll_problem(w->f->problems_of(w->f->user, reference->file), reference->span, rule_name, "",
                   "the term '%s' would hold itself", w->f->terms->entries[target]->term.name);
        reference->index = LL_NONE;
    }
}

/* Returns the terms in an order in which each follows those it refers to. */
static const uint32_t *check_cycles(const finisher *f) {
    ll_terms *terms = f->terms;
    walker w = {.f = f};
    w.order = ll_arena_array(terms->arena, terms->count, sizeof *w.order);
    w.states = ll_arena_array(terms->arena, terms->count, sizeof *w.states);
    w.stack = ll_arena_array(terms->arena, terms->count, sizeof *w.stack);
    for (uint32_t i = 0; i < terms->count; i++) {
        if (w.states[i] == UNSEEN)
            enter(&w, i);
        while (w.depth) {
            visit *top = &w.stack[w.depth - 1];
            ll_term_reference *reference = reference_at(terms->entries[top->index], top->next++);
            if (reference) {
                follow(&w, reference);
            } else {
                w.states[top->index] = DONE;
                w.order[w.done++] = top->index;
                w.depth--;
            }
        }
    }
    return w.order;
}

/* --- Literals ------------------------------------------------------------------------------- */

static void report_conflict(void *user, uint32_t first, uint32_t second) {
    const finisher *f = user;
    const ll_spelling *earlier = f->origins[first], *later = f->origins[second];
    ll_problem(f->problems_of(f->user, later->file), later->node->span, rule_name,
               "list the spellings of one thing together: [first, second]",
               "'%s' finds what '%s' of the same term finds already", later->node->text.data,
               earlier->node->text.data);
}

static uint32_t count_forms(const ll_terms *terms, uint32_t *spellings) {
    uint64_t forms = 0;
    *spellings = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        for (uint32_t k = 0; k < terms->entries[i]->spelling_count; k++) {
            forms += terms->entries[i]->spellings[k].forms.count;
            (*spellings)++;
        }
    if (forms > INT32_MAX)
        ll_arena_fail(terms->arena);
    return (uint32_t)forms;
}

static void index_literals(finisher *f) {
    ll_terms *terms = f->terms;
    uint32_t spellings, count = 0, origin = 0;
    uint32_t forms = count_forms(terms, &spellings);
    ll_literal *literals = ll_arena_array(terms->arena, forms, sizeof *literals);
    f->origins = ll_arena_array(terms->arena, spellings, sizeof *f->origins);
    for (uint32_t i = 0; i < terms->count; i++)
        for (uint32_t k = 0; k < terms->entries[i]->spelling_count; k++) {
            const ll_spelling *s = &terms->entries[i]->spellings[k];
            f->origins[origin] = s;
            for (uint32_t n = 0; n < s->forms.count && !s->dropped; n++)
                literals[count++] = (ll_literal){.text = s->forms.items[n].text,
                                                 .term = i,
                                                 .thing = s->thing,
                                                 .exact = s->exact,
                                                 .ambiguous = s->ambiguous,
                                                 .derived = s->forms.items[n].derived,
                                                 .origin = origin};
            origin++;
        }
    terms->literals = ll_literals_build(terms->arena, literals, count, report_conflict, f);
}

/* --- Finishing ------------------------------------------------------------------------------ */

static bool has_literals(const ll_term_entry *entry) {
    for (uint32_t i = 0; i < entry->spelling_count; i++)
        if (!entry->spellings[i].dropped)
            return true;
    return false;
}

static void publish(ll_terms *terms, ll_term_entry *entry) {
    ll_term *term = &entry->term;
    ll_term_pattern *patterns =
        ll_arena_array(terms->arena, entry->pattern_count, sizeof *patterns);
    uint32_t *unions = ll_arena_array(terms->arena, entry->union_count, sizeof *unions);
    ll_thing *things = ll_arena_array(terms->arena, entry->thing_count, sizeof *things);
    for (uint32_t i = 0; i < entry->pattern_count; i++)
        if (!entry->patterns[i].dropped) {
            entry->patterns[i].compiled.filter =
                entry->patterns[i].compiled.raw ? LL_NONE : terms->filtered++;
            patterns[term->pattern_count++] = entry->patterns[i].compiled;
        }
    for (uint32_t i = 0; i < entry->union_count; i++)
        if (entry->unions[i].index != LL_NONE)
            unions[term->union_count++] = entry->unions[i].index;
    for (uint32_t i = 0; i < entry->thing_count; i++)
        ll_near_set(&things[i].name, entry->things[i]);
    term->things = things;
    term->thing_count = entry->thing_count;
    term->patterns = patterns;
    term->unions = unions;
    term->except = entry->has_except ? entry->except.index : LL_NONE;
}

/* Raw patterns alone, also those of the terms it unites, which were asked before it. */
static bool is_language_free(const ll_terms *terms, const ll_term_entry *entry) {
    const ll_term *term = &entry->term;
    bool free_of_language =
        !has_literals(entry) &&
        term->from.length + term->from_words.length + term->from_first.length == 0;
    for (uint32_t i = 0; i < term->pattern_count; i++)
        free_of_language = free_of_language && term->patterns[i].raw;
    for (uint32_t i = 0; i < term->union_count; i++)
        free_of_language = free_of_language && terms->entries[term->unions[i]]->term.language_free;
    return free_of_language;
}

/* Gathers what the patterns require, by their numbers. */
static void build_prefilter(ll_terms *terms) {
    ll_required *required = ll_arena_array(terms->arena, terms->filtered, sizeof *required);
    for (uint32_t i = 0; i < terms->count; i++) {
        const ll_term_entry *entry = terms->entries[i];
        for (uint32_t k = 0; k < entry->pattern_count; k++) {
            const ll_written_pattern *pattern = &entry->patterns[k];
            if (!pattern->dropped && !pattern->compiled.raw)
                required[pattern->compiled.filter] = pattern->required;
        }
    }
    terms->prefilter = ll_prefilter_new(terms->arena, required, terms->filtered);
}

static void check_content(const finisher *f, const ll_term_entry *entry) {
    const ll_term *term = &entry->term;
    if (!entry->broken && !has_literals(entry) && !entry->union_count && !term->pattern_count &&
        !term->from.length && !term->from_words.length && !term->from_first.length)
        ll_problem(f->problems_of(f->user, term->file), term->place, rule_name, "",
                   "the term '%s' finds nothing", term->name);
}

void ll_terms_finish(ll_terms *terms, problem_finder problems_of, void *user) {
    finisher f = {.terms = terms, .problems_of = problems_of, .user = user};
    resolve_all(&f);
    const uint32_t *order = check_cycles(&f);
    index_literals(&f);
    for (uint32_t i = 0; i < terms->count; i++) {
        ll_term_entry *entry = terms->entries[order[i]];
        publish(terms, entry);
        check_content(&f, entry);
        entry->term.language_free = is_language_free(terms, entry);
    }
    terms->finished = ll_arena_array(terms->arena, terms->count, sizeof *terms->finished);
    for (uint32_t i = 0; i < terms->count; i++)
        terms->finished[i] = terms->entries[i]->term;
    terms->presence = ll_presence_new(terms->arena, terms->finished, terms->count, terms->filtered);
    build_prefilter(terms);
}

/* --- Looking up ----------------------------------------------------------------------------- */

uint32_t ll_terms_find(const ll_terms *terms, ll_str name) {
    return ll_index_find(&terms->by_name, name);
}

void ll_terms_mark_used(ll_terms *terms, uint32_t index) {
    terms->entries[index]->term.used = true;
}

ll_pattern *ll_terms_pattern(const ll_terms *terms, uint32_t index) {
    _Atomic(ll_pattern *) *place = &terms->patterns[index];
    ll_pattern *pattern = atomic_load(place), *first = NULL;
    if (pattern)
        return pattern;
    pattern = ll_pattern_open(terms->pool, &terms->records[index], terms->codes);
    if (!pattern || atomic_compare_exchange_strong(place, &first, pattern))
        return pattern;
    return first; /* another thread came first */
}

const ll_term *ll_terms_get(const ll_terms *terms, uint32_t index) {
    return &terms->finished[index];
}

const ll_presence *ll_terms_presence(const ll_terms *terms) {
    return terms->presence;
}

uint32_t ll_terms_count(const ll_terms *terms) {
    return terms->count;
}

const char *const *ll_terms_names(const ll_terms *terms, ll_arena *arena, size_t *count) {
    const char **names = ll_arena_array(arena, terms->count, sizeof *names);
    *count = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        if (terms->entries[i]->term.name[0])
            names[(*count)++] = terms->entries[i]->term.name;
    return names;
}

const ll_prefilter *ll_terms_prefilter(const ll_terms *terms) {
    return terms->prefilter;
}

uint32_t ll_terms_filtered(const ll_terms *terms) {
    return terms->filtered;
}

const ll_literals *ll_terms_literals(const ll_terms *terms) {
    return terms->literals;
}

/* --- Mutants -------------------------------------------------------------------------------- */

static ll_terms *copy_with(const ll_terms *terms, ll_arena *arena, uint32_t index,
                           ll_term **changed) {
    ll_terms *copy = ll_arena_alloc(arena, sizeof *copy);
    *copy = *terms;
    copy->finished = ll_arena_array(arena, terms->count, sizeof *copy->finished);
    memcpy(copy->finished, terms->finished, terms->count * sizeof *copy->finished);
    *changed = &copy->finished[index];
    return copy;
}

ll_terms *ll_terms_without_except(const ll_terms *terms, ll_arena *arena, uint32_t index) {
    ll_term *term;
    ll_terms *copy = copy_with(terms, arena, index, &term);
    term->except = LL_NONE;
    return copy;
}

ll_terms *ll_terms_without_negation(const ll_terms *terms, ll_arena *arena, uint32_t index) {
    ll_term *term;
    ll_terms *copy = copy_with(terms, arena, index, &term);
    term->negatable = false;
    return copy;
}
