/* ll_lint: the line of docs/architecture.md as code. Bytes are checked, read as a letter, held
 * against the rules; what they say is sorted into a result. */
#include "lint/result.h"
#include "lint/suppress.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static bool check_size(ll_str *text, const char *data, size_t length, uint32_t max_size,
                       ll_error *error) {
    uint32_t limit = max_size ? max_size : LL_DEFAULT_MAX_SIZE;
    if (length > limit) {
        error->offset = limit;
        snprintf(error->message, sizeof error->message,
                 "%zu bytes is over the limit of %u bytes for a letter", length, limit);
        return false;
    }
    *text = (ll_str){data, (uint32_t)length};
    return true;
}

static void fill_scorecard(ll_result *result, const ll_ruleset *ruleset,
                           const ll_run_options *run) {
    uint32_t count;
    const ll_signal_row *rows = ll_run_signals(&count, ruleset, &result->letter, run);
    ll_score *scores = ll_arena_array(result->arena, count, sizeof *scores);
    for (uint32_t i = 0; i < count; i++) {
        const ll_rule *signal = rows[i].signal;
        scores[i] = (ll_score){.id = ll_str_copy(result->arena, signal->id),
                               .group = ll_str_copy(result->arena, signal->group),
                               .title = ll_str_copy(result->arena, signal->title),
                               .advice = rows[i].advice,
                               .value = rows[i].value,
                               .found = rows[i].found,
                               .count = rows[i].count,
                               .span = rows[i].span};
    }
    result->scorecard = scores;
    result->score_count = count;
}

/* What the configurations say of the letter itself; the strongest of them first. */
static void add_defaults(ll_letter *letter, const ll_ruleset *ruleset) {
    for (uint32_t i = ruleset->config_count; i > 0; i--)
        if (ruleset->configs[i - 1].spelling.length > 0)
            ll_meta_default(&letter->meta, letter->arena, ll_str_of("spelling"),
                            ruleset->configs[i - 1].spelling);
}

static bool is_of_suppressions(const ll_ruleset *ruleset, uint32_t rule) {
    return rule != LL_NONE && ruleset->rules[rule].of_suppressions;
}

/* Lets the rules about suppressions speak, which may be suppressed in turn. One that is of use only
 * for that is of use: then all is said once more without it. */
static void run_late_rules(ll_diagnostics *late, const ll_ruleset *ruleset, ll_letter *letter,
                           ll_suppressor *suppressor, ll_run_options *run) {
    const ll_run_outcome *outcome = run->outcome;
    ll_faults faults = ll_suppressor_faults(suppressor, outcome);
    run->outcome = NULL;
    for (uint32_t told = UINT32_MAX; faults.count < told;) {
        told = faults.count;
        late->count = 0;
        run->faults = &faults;
        ll_run(late, ruleset, letter, run);
        ll_diagnostics_sort(late);
        ll_suppressor_apply(suppressor, late, true);
        faults = ll_suppressor_faults(suppressor, outcome);
    }
}

/* Runs the rules, and takes out what the letter suppresses. A rule's own tests run that rule alone;
 * one about suppressions needs all others before it, whose words are then forgotten. */
static void run_rules(ll_result *result, const ll_ruleset *ruleset, const ll_run_options *options) {
    ll_letter *letter = &result->letter;
    ll_diagnostics late = {.arena = result->arena}, *list = &result->diagnostics;
    ll_run_outcome outcome = {.ran = NULL};
    ll_run_options run = *options;
    bool alone = is_of_suppressions(ruleset, options->only);
    bool minds = letter->suppressions.count || alone || is_of_suppressions(ruleset, options->trace);
    if (minds) {
        outcome.ran = ll_arena_array(result->arena, ruleset->rule_count, sizeof *outcome.ran);
        run.outcome = &outcome;
    }
    if (alone)
        run.only = LL_NONE;
    ll_run(list, ruleset, letter, &run);
    ll_diagnostics_sort(list);
    if (!minds)
        return;
    ll_suppressor *suppressor = ll_suppressor_new(letter, ruleset);
    ll_suppressor_apply(suppressor, list, false);
    run.only = options->only;
    run.fired = NULL;
    run_late_rules(&late, ruleset, letter, suppressor, &run);
    if (alone)
        list->count = list->errors = 0;
    for (uint32_t i = 0; i < late.count; i++)
        ll_diagnostics_add(list, &late.items[i]);
    ll_diagnostics_sort(list);
}

/* Everything that allocates: runs under the guard of the result's arena. */
static void fill(ll_result *result, const ll_ruleset *ruleset, ll_str text,
                 const ll_lint_options *options, const ll_run_options *run) {
    ll_source_init(&result->source, result->arena, "", text);
    ll_letter_read(&result->letter, result->arena, &result->source, ruleset->vocabulary,
                   options->meta, options->meta_count, &result->diagnostics);
    add_defaults(&result->letter, ruleset);
    ll_outline_build(result);
    if (options->page)
        ll_page_build(&result->page, &result->letter);
    if (options->outline_only)
        return;
    ll_run_options full = *run;
    full.log = &result->trace;
    full.path = options->path;
    if (options->profiles)
        full.profiles = ll_str_of(options->profiles);
    if (options->scorecard)
        full.fired = ll_arena_array(result->arena, ruleset->entry_count, sizeof *full.fired);
    run_rules(result, ruleset, &full);
    if (options->fingerprints)
        ll_fingerprints_build(result, ruleset);
    if (options->scorecard)
        fill_scorecard(result, ruleset, &full);
}

ll_status ll_lint_with(ll_result **out, const ll_ruleset *ruleset, ll_str text,
                       const ll_lint_options *options, const ll_run_options *run, size_t limit,
                       ll_error *error) {
    if (!ll_source_check(text.data, text.length, error))
        return LL_INVALID;
    ll_result *result = ll_result_new(limit);
    if (!result)
        return LL_NOMEM;
    if (setjmp(*ll_arena_guard(result->arena))) {
        ll_result_free(result);
        return LL_NOMEM;
    }
    fill(result, ruleset, text, options, run);
    *out = result;
    return LL_OK;
}

enum { LONGEST_ID_SHOWN = 100 };

/* The rule that `id` names; false, with an error, where there is none. */
static bool find_traced(uint32_t *out, const ll_ruleset *ruleset, const char *id, ll_error *error) {
    *out = id ? ll_ruleset_index(ruleset, ll_str_of(id)) : LL_NONE;
    if (!id || *out < ruleset->rule_count)
        return true;
    *error = (ll_error){.offset = 0};
    int shown = (int)ll_utf8_cut(id, ll_str_of(id).length, LONGEST_ID_SHOWN);
    snprintf(error->message, sizeof error->message, "unknown rule '%.*s'", shown, id);
    return false;
}

ll_status ll_lint(ll_result **out, const ll_ruleset *ruleset, const char *text, size_t length,
                  const ll_lint_options *options, ll_error *error) {
    static const ll_lint_options defaults = {.max_size = 0};
    ll_error ignored;
    ll_run_options run = {.only = LL_NONE, .trace = LL_NONE};
    ll_str letter;
    if (!options)
        options = &defaults;
    if (!error)
        error = &ignored;
    if (!check_size(&letter, text, length, options->max_size, error) ||
        ll_meta_check(options->meta, options->meta_count, error) != LL_OK ||
        !find_traced(&run.trace, ruleset, options->trace, error))
        return LL_INVALID;
    return ll_lint_with(out, ruleset, letter, options, &run, 0, error);
}
