/* Which diagnostics a letter's suppressions keep quiet, and which suppressions are of no use.
 *
 * Where a diagnostic starts decides. One sweep goes along the letter: each suppression is opened, a
 * rule at a time, where it begins to hold, and lies on the stack of its rule (or of all rules)
 * until what it holds for is over. Of several that hold, the narrowest is the one in use: the
 * line's before the paragraph's before what goes on until further notice; for the rule before for
 * all rules, except that of the last kind the later one counts, so that `enable` can end it.
 *
 * A suppression is called unused only where it is: a rule that is off, or was skipped, or looks at
 * suppressions itself, might have needed it. */
#include "lint/suppress.h"

#include <stdlib.h>

typedef enum reach { REACH_LINE, REACH_PARAGRAPH, REACH_ON, REACHES } reach;

/* One rule (or all) of one suppression. */
typedef struct entry {
    const ll_suppression *of;
    uint32_t id;    /* index among its ids; LL_NONE: all rules */
    uint32_t rule;  /* index; the number of rules: all; LL_NONE: unknown */
    uint32_t below; /* the entry beneath it on its stack, or LL_NONE */
    bool used;
} entry;

struct ll_suppressor {
    const ll_letter *letter;
    const ll_ruleset *ruleset;
    entry *entries; /* in the order of the letter */
    uint32_t count;
    uint32_t *opening; /* indices of entries that do something, by where they begin to hold */
    uint32_t opening_count;
    uint32_t *tops[REACHES];     /* for each rule, and for all: an entry, or LL_NONE */
    const char *const *rule_ids; /* of all; NULL where none is misspelt */
};

static reach reach_of(const ll_suppression *suppression) {
    static const reach reaches[] = {
        [LL_SUPPRESS_FROM_HERE] = REACH_ON,        [LL_SUPPRESS_UNTIL_HERE] = REACH_ON,
        [LL_SUPPRESS_PARAGRAPH] = REACH_PARAGRAPH, [LL_SUPPRESS_LINE] = REACH_LINE,
        [LL_SUPPRESS_UNKNOWN] = REACHES,           [LL_SUPPRESS_UNCLOSED] = REACHES};
    return reaches[suppression->kind];
}

/* --- Entries -------------------------------------------------------------------------------- */

static uint32_t rule_of(const ll_ruleset *ruleset, ll_str id) {
    uint32_t index = ll_ruleset_index(ruleset, id);
    return index < ruleset->rule_count ? index : LL_NONE;
}

static void fill_entries(ll_suppressor *s) {
    const ll_suppressions *all = &s->letter->suppressions;
    for (uint32_t i = 0; i < all->count; i++) {
        const ll_suppression *of = &all->items[i];
        for (uint32_t k = 0; k < of->id_count; k++)
            s->entries[s->count++] = (entry){
                .of = of, .id = k, .rule = rule_of(s->ruleset, of->ids[k].text), .below = LL_NONE};
        if (of->id_count == 0)
            s->entries[s->count++] =
                (entry){.of = of, .id = LL_NONE, .rule = s->ruleset->rule_count, .below = LL_NONE};
    }
}

/* What qsort needs to know of an entry. */
typedef struct opening {
    uint32_t start, index;
} opening;

static int compare_openings(const void *a, const void *b) {
    const opening *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static void sort_openings(ll_suppressor *s) {
    opening *openings = ll_arena_array(s->letter->arena, s->count, sizeof *openings);
    for (uint32_t i = 0; i < s->count; i++)
        if (s->entries[i].rule != LL_NONE && reach_of(s->entries[i].of) != REACHES)
            openings[s->opening_count++] = (opening){s->entries[i].of->region.start, i};
    if (s->opening_count > 1)
        qsort(openings, s->opening_count, sizeof *openings, compare_openings);
    s->opening = ll_arena_array(s->letter->arena, s->opening_count, sizeof *s->opening);
    for (uint32_t i = 0; i < s->opening_count; i++)
        s->opening[i] = openings[i].index;
}

ll_suppressor *ll_suppressor_new(const ll_letter *letter, const ll_ruleset *ruleset) {
    ll_arena *arena = letter->arena;
    ll_suppressor *s = ll_arena_alloc(arena, sizeof *s);
    *s = (ll_suppressor){.letter = letter, .ruleset = ruleset};
    size_t count = 0;
    for (uint32_t i = 0; i < letter->suppressions.count; i++)
        count += letter->suppressions.items[i].id_count + 1;
    s->entries = ll_arena_array(arena, count, sizeof *s->entries);
    for (int r = 0; r < REACHES; r++)
        s->tops[r] = ll_arena_array(arena, (size_t)ruleset->rule_count + 1, sizeof *s->tops[r]);
    fill_entries(s);
    for (uint32_t i = 0; i < s->count && !s->rule_ids; i++)
        if (s->entries[i].rule == LL_NONE)
            s->rule_ids = ll_ruleset_ids(ruleset, arena);
    sort_openings(s);
    return s;
}

/* --- The sweep ------------------------------------------------------------------------------ */

/* The topmost entry of a stack that holds at `at`; what does not hold any more goes. For a fault,
 * what the comment around it says does not count. */
static uint32_t holding(ll_suppressor *s, uint32_t *top, uint32_t at, bool fault) {
    while (*top != LL_NONE && s->entries[*top].of->region.end <= at)
        *top = s->entries[*top].below;
    uint32_t found = *top;
    while (fault && found != LL_NONE) {
        const ll_suppression *of = s->entries[found].of;
        bool itself = of->span.start <= at && at < of->span.end;
        if (!itself && at < of->region.end)
            break;
        found = s->entries[found].below;
    }
    return found;
}

/* The later of two entries; LL_NONE where there is none, or it is an `enable`. */
static uint32_t later(const ll_suppressor *s, uint32_t a, uint32_t b) {
    uint32_t last = a == LL_NONE || (b != LL_NONE && b > a) ? b : a;
    bool on = last != LL_NONE && s->entries[last].of->kind != LL_SUPPRESS_UNTIL_HERE;
    return on ? last : LL_NONE;
}

/* The entry that keeps the rule quiet at `at`, or LL_NONE. */
static uint32_t entry_for(ll_suppressor *s, uint32_t rule, uint32_t at, bool fault) {
    uint32_t all = s->ruleset->rule_count;
    for (int r = 0; r < REACHES; r++) {
        uint32_t own = holding(s, &s->tops[r][rule], at, fault);
        uint32_t any = holding(s, &s->tops[r][all], at, fault);
        uint32_t found = r == REACH_ON ? later(s, own, any) : own != LL_NONE ? own : any;
        if (found != LL_NONE)
            return found;
    }
    return LL_NONE;
}

/* Whether an `enable` ends anything. */
static bool ends_something(const ll_suppressor *s, const entry *enable) {
    const uint32_t *tops = s->tops[REACH_ON];
    uint32_t all = s->ruleset->rule_count;
    if (enable->rule != all)
        return later(s, tops[enable->rule], tops[all]) != LL_NONE;
    for (uint32_t i = 0; i <= all; i++)
        if (later(s, tops[i], tops[all]) != LL_NONE)
            return true;
    return false;
}

static void open_entry(ll_suppressor *s, uint32_t index) {
    entry *opened = &s->entries[index];
    uint32_t *top = &s->tops[reach_of(opened->of)][opened->rule];
    if (opened->of->kind == LL_SUPPRESS_UNTIL_HERE)
        opened->used = ends_something(s, opened);
    opened->below = *top;
    *top = index;
}

/* Whether a suppression keeps the diagnostic quiet; notes which. */
static bool is_suppressed(ll_suppressor *s, const ll_diagnostic *diagnostic, bool fault) {
    uint32_t rule = rule_of(s->ruleset, ll_str_of(diagnostic->rule));
    uint32_t found = rule == LL_NONE ? LL_NONE : entry_for(s, rule, diagnostic->span.start, fault);
    if (found == LL_NONE)
        return false;
    s->entries[found].used = true;
    return true;
}

void ll_suppressor_apply(ll_suppressor *s, ll_diagnostics *list, bool about_them) {
    uint32_t kept = 0, next = 0;
    list->errors = 0;
    for (int r = 0; r < REACHES; r++)
        for (uint32_t i = 0; i <= s->ruleset->rule_count; i++)
            s->tops[r][i] = LL_NONE;
    for (uint32_t i = 0; i < list->count; i++) {
        const ll_diagnostic *diagnostic = &list->items[i];
        for (; next < s->opening_count; next++) {
            if (s->entries[s->opening[next]].of->region.start > diagnostic->span.start)
                break;
            open_entry(s, s->opening[next]);
        }
        if (is_suppressed(s, diagnostic, about_them))
            continue;
        list->errors += diagnostic->level == LL_ERROR;
        list->items[kept++] = *diagnostic;
    }
    while (next < s->opening_count)
        open_entry(s, s->opening[next++]);
    list->count = kept;
}

/* --- Faults --------------------------------------------------------------------------------- */

static void add_fault(ll_faults *faults, ll_arena *arena, ll_fault fault) {
    faults->items = ll_arena_grow(arena, faults->items, &faults->capacity, faults->count + 1,
                                  sizeof *faults->items);
    faults->items[faults->count++] = fault;
}

static ll_str name_of(const ll_suppressor *s, const ll_suppression *of) {
    return ll_str_slice(s->letter->source->text, of->name.start, of->name.end);
}

/* A comment that is none to letterlint, or that never ends: nothing safe can be done about it. */
static void add_broken(ll_faults *faults, const ll_suppressor *s, const ll_suppression *of) {
    ll_arena *arena = s->letter->arena;
    ll_str name = name_of(s, of);
    const char *like = ll_suppression_name_like(arena, name);
    bool unclosed = of->kind == LL_SUPPRESS_UNCLOSED;
    add_fault(
        faults, arena,
        (ll_fault){.span = of->name,
                   .text = ll_format(arena, "%s'%.*s'%s", unclosed ? "" : "there is no directive ",
                                     (int)name.length, name.data,
                                     unclosed ? " has no end: no '-->' follows" : ""),
                   .hint = unclosed || !like ? "" : ll_format(arena, "did you mean '%s'?", like)});
}

static const char *what_is_wrong(const ll_suppressor *s, const entry *e) {
    ll_arena *arena = s->letter->arena;
    bool enable = e->of->kind == LL_SUPPRESS_UNTIL_HERE;
    if (e->id == LL_NONE)
        return enable ? "nothing is disabled that could be enabled here"
                      : "nothing is said here that had to be suppressed";
    ll_str id = e->of->ids[e->id].text;
    if (e->rule == LL_NONE)
        return ll_format(arena, "there is no rule '%.*s'", (int)id.length, id.data);
    return ll_format(arena,
                     enable ? "'%.*s' is not disabled here"
                            : "'%.*s' says nothing here that had to be suppressed",
                     (int)id.length, id.data);
}

static const char *hint_for(const ll_suppressor *s, const entry *e) {
    ll_arena *arena = s->letter->arena;
    if (e->rule != LL_NONE)
        return "";
    return ll_did_you_mean(arena, ll_str_copy(arena, e->of->ids[e->id].text), s->rule_ids,
                           s->ruleset->rule_count);
}

/* Whether it is certain that the entry is of no use. */
static bool is_idle(const entry *e, const ll_run_outcome *outcome) {
    if (e->rule == LL_NONE)
        return true;
    if (e->used)
        return false;
    if (e->of->kind == LL_SUPPRESS_UNTIL_HERE)
        return true;
    return e->id == LL_NONE ? !outcome->gated : outcome->ran[e->rule];
}

/* The faults of one suppression, whose entries are [first, end). A comment of which nothing is of
 * use goes as a whole: without its ids it would be about all rules. */
static void add_faults(ll_faults *faults, const ll_suppressor *s, uint32_t first, uint32_t end,
                       const ll_run_outcome *outcome) {
    const ll_suppression *of = s->entries[first].of;
    bool in_comment = of >= s->letter->suppressions.items + s->letter->suppressions.first_comment;
    uint32_t idle = 0, told = 0;
    for (uint32_t i = first; i < end; i++)
        idle += is_idle(&s->entries[i], outcome);
    bool whole = in_comment && idle == end - first;
    for (uint32_t i = first; i < end; i++) {
        const entry *e = &s->entries[i];
        if (!is_idle(e, outcome))
            continue;
        ll_fault fault = {.text = what_is_wrong(s, e), .hint = hint_for(s, e)};
        bool single = e->id == LL_NONE || (whole && end - first == 1 && e->rule != LL_NONE);
        fault.span = single ? of->span : of->ids[e->id].span;
        if (!whole)
            fault.removal = of->ids[e->id].removal;
        else if (told == 0)
            fault.removal = of->removal;
        if (fault.span.start < fault.span.end || e->rule == LL_NONE)
            add_fault(faults, s->letter->arena, fault);
        told++;
    }
}

ll_faults ll_suppressor_faults(const ll_suppressor *s, const ll_run_outcome *outcome) {
    ll_faults faults = {.items = NULL};
    for (uint32_t i = 0, end; i < s->count; i = end) {
        const ll_suppression *of = s->entries[i].of;
        for (end = i; end < s->count && s->entries[end].of == of;)
            end++;
        if (reach_of(of) == REACHES)
            add_broken(&faults, s, of);
        else
            add_faults(&faults, s, i, end, outcome);
    }
    return faults;
}
