/* Runs rules: units, candidates, condition, diagnostic. Everything here lives in the letter's
 * arena.
 *
 * A rule looks at each unit of its scopes; with `find`, at each match in the unit. Rules run in the
 * ruleset's order, so that gates and `unless` are known when they matter. */
#include "rule/run.h"

#include "base/utf8.h"
#include "rule/value.h"

#include <string.h>

typedef struct letter_run {
    ll_diagnostics *out;
    const ll_ruleset *ruleset;
    const ll_letter *letter;
    ll_matcher *matcher;
    ll_spans **cache;
    ll_known_value *known;
    ll_settings settings;
    bool *fired;
    bool gated;
    const ll_run_options *options;
} letter_run;

/* One rule at work in a run. */
typedef struct rule_run {
    letter_run *run;
    const ll_rule *rule;
    ll_setting setting;
    ll_evaluation evaluation;
    uint32_t reported;
} rule_run;

/* --- The diagnostic ------------------------------------------------------------------------- */

/* Where a rule with `at` reports: the region, else the body, else the top of the letter. */
static ll_span place_at(const rule_run *r) {
    const ll_letter *letter = r->run->letter;
    ll_span single;
    ll_spans spans =
        ll_region_resolve(r->rule->at, letter, &r->evaluation.candidate, r->run->cache, &single);
    if (spans.count > 0)
        return ll_prose_to_source(&letter->prose, spans.items[0]);
    if (letter->units[LL_UNIT_BODY].count > 0)
        return ll_prose_to_source(&letter->prose, letter->units[LL_UNIT_BODY].spans[0]);
    return ll_prose_to_source(&letter->prose, (ll_span){0, 0});
}

static ll_span place_of(const rule_run *r) {
    const ll_candidate *candidate = &r->evaluation.candidate;
    if (r->rule->at)
        return place_at(r);
    if (candidate->match)
        return candidate->match->source;
    return ll_prose_to_source(&r->run->letter->prose, candidate->unit);
}

/* A unit that holds sentences. */
static bool is_broad(ll_unit_kind unit) {
    static const bool broad[LL_UNIT_COUNT] = {
        [LL_UNIT_LETTER] = true,    [LL_UNIT_HEADER] = true,  [LL_UNIT_BODY] = true,
        [LL_UNIT_OPENING] = true,   [LL_UNIT_CLOSING] = true, [LL_UNIT_POSTSCRIPT] = true,
        [LL_UNIT_PARAGRAPH] = true, [LL_UNIT_LIST] = true,    [LL_UNIT_CODE] = true,
    };
    return broad[unit];
}

/* Whether the place is that of a text and not of words. */
static bool is_whole(const rule_run *r) {
    const ll_rule *rule = r->rule;
    if (rule->at && rule->at->kind == LL_REGION_SCOPE)
        return is_broad(rule->at->scope.steps[0].unit);
    if (rule->at)
        return rule->at->kind == LL_REGION_ENCLOSING && is_broad(rule->at->unit);
    bool whole = !r->evaluation.candidate.match;
    for (uint32_t i = 0; i < rule->scope_count; i++)
        whole = whole && is_broad(rule->scopes[i].steps[0].unit);
    return whole;
}

static bool is_upper_at(ll_str text, uint32_t offset) {
    uint32_t next;
    return offset < text.length &&
           ll_utf8_is_upper(ll_utf8_decode(text.data, text.length, offset, &next));
}

/* The replacement with the case of what it replaces: "In order to" gives "To". */
static const char *with_case_of(ll_arena *arena, ll_str found, ll_str to) {
    char *text = ll_str_copy(arena, to);
    if (is_upper_at(found, 0) && to.length > 0 && text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - ('a' - 'A'));
    return text;
}

static const char *replacement_of(const rule_run *r) {
    const ll_letter *letter = r->run->letter;
    if (r->rule->replace)
        return ll_template_fill(&r->evaluation, r->rule->replace);
    ll_span span = r->evaluation.candidate.match->prose;
    ll_str found =
        ll_str_slice((ll_str){letter->prose.text, letter->prose.length}, span.start, span.end);
    for (uint32_t i = 0; i < r->rule->replacement_count; i++)
        if (ll_str_equal_nocase(found, r->rule->replacements[i].from))
            return with_case_of(letter->arena, found, r->rule->replacements[i].to);
    return NULL;
}

static const ll_fix *fix_of(const rule_run *r) {
    const ll_match *match = r->evaluation.candidate.match;
    const ll_fault *fault = r->evaluation.candidate.fault;
    if (fault && fault->removal.start == fault->removal.end)
        return NULL;
    if (!match || (!r->rule->replace && r->rule->replacement_count == 0))
        return NULL;
    const char *text = replacement_of(r);
    if (!text)
        return NULL;
    ll_fix *fix = ll_arena_alloc(r->run->letter->arena, sizeof *fix);
    ll_span span = fault ? fault->removal : match->source;
    *fix = (ll_fix){.span = span, .text = text, .safety = r->rule->fix};
    return fix;
}

static void report(rule_run *r) {
    ll_arena *arena = r->run->letter->arena;
    ll_diagnostic diagnostic = {.level = r->setting.level,
                                .span = place_of(r),
                                .rule = ll_str_copy(arena, r->rule->id),
                                .message = ll_template_fill(&r->evaluation, &r->rule->message),
                                .advice = ll_template_fill(&r->evaluation, &r->rule->advice),
                                .fix = fix_of(r),
                                .whole = is_whole(r)};
    ll_diagnostics_add(r->run->out, &diagnostic);
    r->reported++;
}

/* --- Candidates ----------------------------------------------------------------------------- */

enum { TRACED_TEXT = 60 };

static void trace_candidate(const rule_run *r) {
    const ll_letter *letter = r->run->letter;
    const ll_candidate *candidate = &r->evaluation.candidate;
    ll_span span = candidate->match ? candidate->match->prose : candidate->unit;
    ll_str text =
        ll_str_slice((ll_str){letter->prose.text, letter->prose.length}, span.start, span.end);
    ll_span source =
        candidate->match ? candidate->match->source : ll_prose_to_source(&letter->prose, span);
    if (candidate->match && candidate->match->raw)
        text = ll_str_slice(letter->source->text, source.start, source.end);
    ll_position place = ll_source_position(letter->source, source.start);
    uint32_t shown = ll_utf8_cut(text.data, text.length, TRACED_TEXT);
    ll_buf_printf(r->run->options->log, "  %u:%u %s \"%.*s%s\"\n", place.line, place.column,
                  candidate->match ? "match" : "unit", (int)shown, text.data,
                  shown < text.length ? "…" : "");
}

static void try_candidate(rule_run *r, ll_candidate candidate) {
    r->evaluation.candidate = candidate;
    if (r->evaluation.trace)
        trace_candidate(r);
    bool holds = !r->rule->when || ll_expression_holds(&r->evaluation, r->rule->when);
    if (r->evaluation.trace)
        ll_buf_printf(r->run->options->log, "    %s\n", holds ? "-> fires" : "-> silent");
    if (holds)
        report(r);
}

/* Whether what was found lies within an accepted phrase: a longer match is another matter. */
static bool is_accepted(const letter_run *run, const ll_match *match) {
    for (uint32_t i = 0; i < run->settings.accepted_count; i++) {
        ll_match_list phrases = ll_matcher_find(run->matcher, run->settings.accepted[i]);
        for (uint32_t k = 0; k < phrases.count; k++)
            if (phrases.items[k].source.start <= match->source.start &&
                match->source.end <= phrases.items[k].source.end)
                return true;
    }
    return false;
}

static bool has_reached_limit(const rule_run *r) {
    return r->rule->limit != LL_NONE && r->reported >= r->rule->limit;
}

/* The units that a rule looks at. */
static ll_spans units_of(const letter_run *run, const ll_rule *rule) {
    return ll_scopes_resolve(rule->scopes, rule->scope_count, run->letter, &run->cache[rule->slot]);
}

/* Tries a unit, or what of the matches `found` lies in it. */
static void try_unit(rule_run *r, ll_match_list found, ll_span unit) {
    if (r->rule->find == LL_NONE) {
        try_candidate(r, (ll_candidate){.unit = unit});
        return;
    }
    ll_match_list inside = ll_matches_in(found, unit);
    for (uint32_t i = 0; i < inside.count && !has_reached_limit(r); i++)
        if (!is_accepted(r->run, &inside.items[i]))
            try_candidate(r, (ll_candidate){.unit = unit, .match = &inside.items[i]});
}

/* Tries all units; returns how many there are. */
static uint32_t try_units(rule_run *r) {
    ll_spans units = units_of(r->run, r->rule);
    ll_match_list found = {NULL, 0};
    if (r->rule->find != LL_NONE && units.count > 0)
        found = ll_matcher_find(r->run->matcher, r->rule->find);
    for (uint32_t i = 0; i < units.count && !has_reached_limit(r); i++)
        try_unit(r, found, units.items[i]);
    return units.count;
}

/* What is wrong with a suppression stands in the source alone, as raw matches do. */
static void try_fault(rule_run *r, const ll_fault *fault) {
    const ll_letter *letter = r->run->letter;
    uint32_t place = ll_prose_from_source(&letter->prose, fault->span.start);
    ll_match match = {.prose = {place, place}, .source = fault->span, .raw = true};
    try_candidate(r, (ll_candidate){.unit = {place, place}, .match = &match, .fault = fault});
}

/* --- Rules ---------------------------------------------------------------------------------- */

/* Why a rule does not run on this letter, or NULL where it does. */
static const char *reason_to_skip(const letter_run *run, uint32_t index, bool on) {
    const ll_rule *rule = &run->ruleset->rules[index];
    if (!on && run->options->only != index)
        return "it is off; a profile can switch it on";
    if (run->gated && rule->needs_language && !rule->gate)
        return "the letter is in another language";
    for (uint32_t i = 0; i < rule->needs_count; i++)
        if (ll_meta_get(&run->letter->meta, rule->needs[i]).length == 0)
            return "it needs context that the letter does not give";
    for (uint32_t i = 0; i < rule->unless_count; i++)
        if (run->fired[rule->unless[i]])
            return "a rule named in its 'unless' fired";
    return NULL;
}

/* Returns how often it fired. */
static uint32_t run_rule(letter_run *run, uint32_t index) {
    const ll_rule *rule = &run->ruleset->rules[index];
    bool traced = run->options->trace == index;
    ll_setting setting = ll_settings_of(&run->settings, run->ruleset, index);
    const char *skipped = reason_to_skip(run, index, setting.on);
    if (traced)
        ll_buf_printf(run->options->log, "%.*s (%s) looks at: %s\n", (int)rule->id.length,
                      rule->id.data, ll_level_name(rule->level), rule->scope_text);
    if (run->options->outcome && index < run->ruleset->rule_count)
        run->options->outcome->ran[index] = !skipped;
    if (skipped) {
        if (traced)
            ll_buf_printf(run->options->log, "  skipped: %s\n", skipped);
        return 0;
    }
    rule_run r = {.run = run, .rule = rule, .setting = setting};
    r.evaluation = (ll_evaluation){.letter = run->letter,
                                   .matcher = run->matcher,
                                   .params = &r.setting.params,
                                   .cache = run->cache,
                                   .known = run->known,
                                   .trace = traced ? run->options->log : NULL};
    const ll_faults *faults = rule->of_suppressions ? run->options->faults : NULL;
    for (uint32_t i = 0; faults && i < faults->count && !has_reached_limit(&r); i++)
        try_fault(&r, &faults->items[i]);
    uint32_t units = try_units(&r);
    if (traced && units == 0 && !(faults && faults->count))
        ll_buf_puts(run->options->log, "  the letter has no such unit\n");
    run->fired[index] = r.reported > 0;
    run->gated |= rule->gate && r.reported > 0;
    return r.reported;
}

/* --- The run --------------------------------------------------------------------------------- */

/* What a run begins with; the params of a rule's own test come last. */
static letter_run new_run(ll_diagnostics *out, const ll_ruleset *ruleset, const ll_letter *letter,
                          const ll_run_options *options) {
    letter_run run = {.out = out, .ruleset = ruleset, .letter = letter, .options = options};
    uint32_t entries = ruleset->entry_count;
    run.matcher = ll_matcher_new(letter, ruleset->terms, out);
    run.cache = ll_arena_array(letter->arena, ruleset->slots, sizeof *run.cache);
    run.known = ll_arena_array(letter->arena, LL_KNOWN_VALUES, sizeof *run.known);
    run.fired =
        options->fired ? options->fired : ll_arena_array(letter->arena, entries, sizeof *run.fired);
    run.settings = ll_settings_for(ruleset, letter, options->profiles, options->path, out);
    if (options->params && options->only != LL_NONE)
        ll_setting_set_params(
            &ll_settings_change(&run.settings, ruleset, letter->arena)[options->only],
            letter->arena, options->params, NULL);
    return run;
}

/* Whether the rules whose term is nowhere in the letter may be passed over: nobody asks what they
 * did. So it is for most rules of a large set. */
static bool may_pass_over(const ll_run_options *options) {
    return !options->outcome && options->only == LL_NONE && options->trace == LL_NONE;
}

/* Runs a rule of those that are to run now. */
static void run_wanted(letter_run *run, uint32_t index) {
    const ll_run_options *options = run->options;
    bool wanted = options->only == LL_NONE || options->only == index;
    if (wanted && run->ruleset->rules[index].of_suppressions == (options->faults != NULL))
        run_rule(run, index);
}

void ll_run(ll_diagnostics *out, const ll_ruleset *ruleset, const ll_letter *letter,
            const ll_run_options *options) {
    ll_diagnostics known = {.arena = letter->arena}; /* of the settings: said the first time */
    letter_run run = new_run(options->faults ? &known : out, ruleset, letter, options);
    run.out = out;
    const uint64_t *due = may_pass_over(options) ? ll_agenda_due(ruleset->agenda, letter->arena,
                                                                 ll_matcher_present(run.matcher))
                                                 : NULL;
    for (uint32_t i = 0, count = ruleset->rule_count; i < count; i++) {
        i = due ? ll_bits_next(due, i, count) : i;
        if (i < count)
            run_wanted(&run, ruleset->order[i]);
    }
    if (options->outcome)
        options->outcome->gated = run.gated;
    if (options->only != LL_NONE && options->only >= ruleset->rule_count)
        run_rule(&run, options->only);
}

static const char *fill_for_letter(letter_run *run, const ll_template *filled, uint32_t index) {
    ll_setting setting = ll_settings_of(&run->settings, run->ruleset, index);
    ll_evaluation evaluation = {.letter = run->letter,
                                .matcher = run->matcher,
                                .params = &setting.params,
                                .candidate = {.unit = {0, run->letter->prose.length}},
                                .cache = run->cache,
                                .known = run->known};
    return ll_template_fill(&evaluation, filled);
}

const ll_signal_row *ll_run_signals(uint32_t *count, const ll_ruleset *ruleset,
                                    const ll_letter *letter, const ll_run_options *options) {
    ll_diagnostics found = {.arena = letter->arena};
    letter_run run = new_run(&found, ruleset, letter, options);
    ll_signal_row *rows = ll_arena_array(letter->arena, ruleset->signal_count, sizeof *rows);
    for (uint32_t i = 0; i < ruleset->signal_count; i++) {
        uint32_t index = ruleset->rule_count + i, first = found.count;
        const ll_rule *signal = &ruleset->rules[index];
        rows[i] = (ll_signal_row){.signal = signal, .value = ""};
        rows[i].count = run_rule(&run, index);
        rows[i].found = rows[i].count > 0;
        if (rows[i].found)
            rows[i].span = found.items[first].span;
        rows[i].advice = fill_for_letter(&run, &signal->advice, index);
        if (signal->value)
            rows[i].value = fill_for_letter(&run, signal->value, index);
    }
    *count = ruleset->signal_count;
    return rows;
}
