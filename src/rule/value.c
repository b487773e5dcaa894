/* The evaluator of expressions: walks the tree, asks the probes, and writes the trace. */
#include "rule/value.h"

#include "rule/probe.h"

static ll_value number(double value) {
    return (ll_value){.type = LL_TYPE_NUMBER, .number = value};
}

static ll_value truth(bool value) {
    return (ll_value){.type = LL_TYPE_BOOL, .number = value};
}

static bool is_true(ll_value value) {
    return value.type == LL_TYPE_TEXT ? value.text.length > 0 : value.number != 0;
}

/* With one digit behind a dot; printf would ask the locale for its decimal sign. */
static void print_tenths(ll_buf *out, double number) {
    ll_str text = ll_str_of(ll_format(out->arena, "%.1f", number));
    uint32_t whole = 0;
    while (text.data[whole] == '-' || (text.data[whole] >= '0' && text.data[whole] <= '9'))
        whole++;
    ll_buf_add_str(out, ll_str_slice(text, 0, whole));
    ll_buf_putc(out, '.');
    ll_buf_putc(out, text.data[text.length - 1]);
}

/* Whether a number prints without a fraction: it is within a billionth of a whole number, or so
 * large that it has none. By hand: <math.h>'s round would load a library at every start. */
static bool is_whole(double number) {
    const double most = 9007199254740992.0; /* 2^53 */
    if (!(number > -most && number < most))
        return true;
    double rest = number - (double)(int64_t)number;
    rest = rest < 0 ? -rest : rest;
    return rest < 1e-9 || rest > 1 - 1e-9;
}

enum { MOST_COUNTED = 1000000000 }; /* numbers below are printed as what they are: counts */

void ll_value_print(ll_buf *out, ll_value value) {
    if (value.type == LL_TYPE_TEXT)
        ll_buf_add_str(out, value.text);
    else if (value.type == LL_TYPE_BOOL)
        ll_buf_puts(out, value.number != 0 ? "true" : "false");
    else if (value.number > 0 && value.number < MOST_COUNTED && is_whole(value.number))
        ll_buf_put_number(out, (uint64_t)(value.number + 0.5));
    else if (is_whole(value.number))
        ll_buf_printf(out, "%.0f", value.number);
    else
        print_tenths(out, value.number);
}

/* --- The trace ------------------------------------------------------------------------------ */

enum { TRACED_MATCHES = 12 };

/* The words as the source has them, on one line. */
static void trace_match(const ll_evaluation *e, const ll_match *match) {
    ll_position place = ll_source_position(e->letter->source, match->source.start);
    ll_str source = ll_str_slice(e->letter->source->text, match->source.start, match->source.end);
    ll_buf_printf(e->trace, " %u:%u '", place.line, place.column);
    for (uint32_t i = 0; i < source.length; i++)
        ll_buf_putc(e->trace,
                    source.data[i] == '\n' || source.data[i] == '\r' ? ' ' : source.data[i]);
    ll_buf_putc(e->trace, '\'');
}

/* `  count(technology) = 5: 7:1 'Kafka' …` */
static void trace_probe(const ll_evaluation *e, const ll_expression *probe, ll_spans region,
                        ll_value value) {
    uint32_t shown = 0;
    ll_buf_printf(e->trace, "    %.*s = ", (int)probe->source.length,
                  (const char *)ll_near_get(&probe->source.data));
    ll_value_print(e->trace, value);
    ll_buf_puts(e->trace, region.count ? "" : "  (no such region)");
    for (uint32_t i = 0; probe->term_count > 0 && i < region.count; i++) {
        ll_match_list found = ll_matcher_find_in(e->matcher, probe->terms[0], region.items[i]);
        for (uint32_t k = 0; k < found.count; k++, shown++) {
            if (shown < TRACED_MATCHES) {
                ll_buf_puts(e->trace, shown ? "," : ":");
                trace_match(e, &found.items[k]);
            }
        }
    }
    if (shown > TRACED_MATCHES)
        ll_buf_printf(e->trace, " and %u more", shown - TRACED_MATCHES);
    ll_buf_putc(e->trace, '\n');
}

static void trace_name(const ll_evaluation *e, const ll_expression *name, ll_value value) {
    ll_buf_printf(e->trace, "    %.*s = ", (int)name->source.length,
                  (const char *)ll_near_get(&name->source.data));
    ll_value_print(e->trace, value);
    ll_buf_putc(e->trace, '\n');
}

/* --- Evaluation ----------------------------------------------------------------------------- */

static ll_value run_probe(const ll_evaluation *e, const ll_expression *probe, ll_spans region) {
    const ll_match *match = e->candidate.match;
    bool raw = ll_expression_region(probe)->kind == LL_REGION_MATCH && match && match->raw;
    ll_probe_input input = {.letter = e->letter,
                            .matcher = e->matcher,
                            .terms = probe->terms,
                            .term_count = probe->term_count,
                            .region = region,
                            .raw = raw ? match : NULL,
                            .fault = e->candidate.fault};
    return ll_probe_at(probe->probe)->run(&input);
}

/* What a probe gives for the unit, or for the letter, is found once for all candidates in it. */
static ll_value known_value(const ll_evaluation *e, const ll_expression *probe, ll_spans region,
                            ll_span unit) {
    ll_known_value *kept = &e->known[((uintptr_t)probe / sizeof *probe) % LL_KNOWN_VALUES];
    if (kept->probe != probe || kept->unit.start != unit.start || kept->unit.end != unit.end)
        *kept = (ll_known_value){probe, unit, run_probe(e, probe, region)};
    return kept->value;
}

static ll_value value_of_region(const ll_evaluation *e, const ll_expression *probe,
                                ll_spans region) {
    ll_region_kind kind = ll_expression_region(probe)->kind;
    if (e->known && kind == LL_REGION_SCOPE)
        return known_value(e, probe, region, (ll_span){0, 0});
    if (e->known && kind == LL_REGION_UNIT && e->candidate.match && !e->candidate.fault)
        return known_value(e, probe, region, e->candidate.unit);
    return run_probe(e, probe, region);
}

static ll_value probe_value(const ll_evaluation *e, const ll_expression *probe) {
    ll_span single;
    ll_spans region =
        ll_region_resolve(ll_expression_region(probe), e->letter, &e->candidate, e->cache, &single);
    ll_value value = value_of_region(e, probe, region);
    if (e->trace)
        trace_probe(e, probe, region, value);
    return value;
}

static ll_value named_value(const ll_evaluation *e, const ll_expression *name) {
    ll_value value =
        name->kind == LL_EXPRESSION_PARAM
            ? e->params->items[name->param].value
            : (ll_value){.type = LL_TYPE_TEXT,
                         .text = ll_meta_get(&e->letter->meta, ll_near_str_get(&name->text))};
    if (e->trace)
        trace_name(e, name, value);
    return value;
}

static int compare_values(const ll_value *left, const ll_value *right) {
    if (left->type == LL_TYPE_TEXT)
        return ll_str_compare(left->text, right->text);
    return (left->number > right->number) - (left->number < right->number);
}

static bool compares(ll_operator op, const ll_value *left, const ll_value *right) {
    int order = compare_values(left, right);
    switch (op) {
    case LL_OP_LESS: return order < 0;
    case LL_OP_LESS_EQUAL: return order <= 0;
    case LL_OP_GREATER: return order > 0;
    case LL_OP_GREATER_EQUAL: return order >= 0;
    case LL_OP_EQUAL: return order == 0;
    case LL_OP_NOT_EQUAL: return order != 0;
    default: return false;
    }
}

/* Two values are compared or reckoned with. */
// NOLINTNEXTLINE(misc-no-recursion)
static ll_value combine(const ll_evaluation *e, const ll_expression *node) {
    ll_value left = ll_expression_value(e, ll_expression_left(node));
    ll_value right = ll_expression_value(e, ll_expression_right(node));
    switch (node->op) {
    case LL_OP_ADD: return number(left.number + right.number);
    case LL_OP_SUBTRACT: return number(left.number - right.number);
    case LL_OP_MULTIPLY: return number(left.number * right.number);
    case LL_OP_DIVIDE: return number(right.number != 0 ? left.number / right.number : 0);
    default: return truth(compares(node->op, &left, &right));
    }
}

/* Values recurse as deep as an expression is nested, which expression.c limits. `and` and `or` stop
 * early, except in a trace, which shows every probe. */
// NOLINTNEXTLINE(misc-no-recursion)
bool ll_expression_holds(const ll_evaluation *e, const ll_expression *node) {
    bool either = node->op == LL_OP_OR;
    if (node->kind == LL_EXPRESSION_UNARY && node->op == LL_OP_NOT)
        return !ll_expression_holds(e, ll_expression_left(node));
    if (node->kind != LL_EXPRESSION_BINARY || (node->op != LL_OP_AND && !either))
        return is_true(ll_expression_value(e, node));
    bool decided = ll_expression_holds(e, ll_expression_left(node)) == either;
    if (decided && !e->trace)
        return either;
    bool right = ll_expression_holds(e, ll_expression_right(node));
    return decided ? either : right;
}

// NOLINTNEXTLINE(misc-no-recursion)
ll_value ll_expression_value(const ll_evaluation *e, const ll_expression *node) {
    switch (node->kind) {
    case LL_EXPRESSION_CONSTANT:
        return (ll_value){node->type, node->number, ll_near_str_get(&node->text)};
    case LL_EXPRESSION_PARAM:
    case LL_EXPRESSION_META: return named_value(e, node);
    case LL_EXPRESSION_PROBE: return probe_value(e, node);
    case LL_EXPRESSION_UNARY:
        if (node->op == LL_OP_NOT)
            return truth(ll_expression_holds(e, node));
        return number(-ll_expression_value(e, ll_expression_left(node)).number);
    case LL_EXPRESSION_BINARY:
        if (node->op == LL_OP_AND || node->op == LL_OP_OR)
            return truth(ll_expression_holds(e, node));
        return combine(e, node);
    case LL_EXPRESSION_CHOICE:
        return ll_expression_value(e, ll_expression_holds(e, ll_expression_condition(node))
                                          ? ll_expression_left(node)
                                          : ll_expression_right(node));
    }
    return truth(false);
}

/* --- Templates ------------------------------------------------------------------------------ */

static void add_capture(ll_buf *out, const ll_evaluation *e, uint32_t capture) {
    const ll_match *match = e->candidate.match;
    if (!match || !match->captures || capture >= match->captures->count)
        return;
    ll_str prose = {e->letter->prose.text, e->letter->prose.length};
    ll_span group = match->captures->groups[capture];
    ll_buf_add_str(
        out, ll_str_slice(match->raw ? e->letter->source->text : prose, group.start, group.end));
}

const char *ll_template_fill(const ll_evaluation *evaluation, const ll_template *filled) {
    ll_evaluation quiet = *evaluation;
    ll_buf out = ll_buf_on(evaluation->letter->arena);
    quiet.trace = NULL;
    for (uint32_t i = 0; i < filled->count; i++) {
        const ll_template_piece *piece = &filled->pieces[i];
        if (piece->expression)
            ll_value_print(&out, ll_expression_value(&quiet, piece->expression));
        else if (piece->capture)
            add_capture(&out, evaluation, piece->capture);
        else
            ll_buf_add_str(&out, piece->literal);
    }
    return ll_buf_text(&out);
}
