/* Soundness: a ruleset as it was thawed passes, and each thing that evaluation takes for granted is
 * broken here by hand. */
#include "../support.h"

#include "base/pack_check.h"
#include "rule/frozen.h"
#include "rule/probe.h"
#include "rule/sound.h"
#include "rule/term_set.h"

#include <math.h>
#include <string.h>

static const char text[] =
    "letterlint: 1\n"
    "terms:\n"
    "  tool: { words: [hammer, saw], names: [Anvil], patterns: ['\\d+ nails'] }\n"
    "  metal: { words: [iron] }\n"
    "  thing: { terms: [tool, metal], except: { words: [saw dust] } }\n"
    "rules:\n"
    "  - id: first\n    level: warning\n    scope: \"sentence:first in body\"\n"
    "    when: count(thing in body:last-third) > $min and words == 3 or 'a' == meta.b\n"
    "    params: { min: 2, name: x }\n    message: \"{list(thing)} {words}\"\n"
    "  - id: second\n    level: note\n    scope: body\n    unless: [first]\n"
    "    when: not any(tool in next) or -words < 2\n    at: closing\n    message: Two.\n"
    "  - id: third\n    level: note\n    scope: body\n    find: tool\n"
    "    when: \"(words > 2 ? 'a' : 'b') == 'a'\"\n    message: \"{1}\"\n    replace: \"{match}\"\n"
    "signals:\n  - { id: fourth, group: g, title: t, scope: body, find: tool }\n"
    "profiles:\n  p: { rules: { first: { params: { min: 1 } } } }\n"
    "drafts:\n  p: \"Hello {meta.name}\"\n";

static ll_arena *arena;
static ll_ruleset *ruleset; /* as opened from an image: its objects may be written to */
static ll_terms *terms;

static void setup(void) {
    ll_rule_file file = {"a.yaml", text, sizeof text - 1};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_result **problems = NULL;
    ll_ruleset *compiled;
    size_t count = 0;
    ll_status status = ll_ruleset_new(&compiled, &file, 1, &options, &problems, &count);
    ck_assert_msg(status == LL_OK, "%s",
                  count ? ll_result_get(problems[0], 0)->message : "no memory");
    arena = ll_arena_new(0);
    ll_str image = ll_ruleset_freeze_own(arena, compiled);
    ck_assert(ll_pack_is_image(arena, &ll_ruleset_packed, image));
    ruleset = ll_pack_open(arena, image);
    terms = ruleset->terms;
    ll_ruleset_free(compiled);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool passes(void) {
    return ll_ruleset_is_sound(ruleset, arena);
}

/* Breaks one thing, asks, and puts it back. */
#define REFUSES(place, value)                                                                      \
    do {                                                                                           \
        ck_assert(passes());                                                                       \
        __typeof__(place) kept_ = (place);                                                         \
        (place) = (value);                                                                         \
        ck_assert_msg(!passes(), "it passes with " #place " = " #value);                           \
        (place) = kept_;                                                                           \
    } while (0)

static int64_t distance(const ll_near *from, const void *target) {
    return target ? (int64_t)((uintptr_t)target - (uintptr_t)from) : 0;
}

/* The same with a near pointer that leads elsewhere. */
#define REFUSES_NEAR(place, target) REFUSES((place).by, distance(&(place), target))

/* The structs are const to those who evaluate. */
static ll_expression *when_of(uint32_t rule) {
    return (ll_expression *)(uintptr_t)ruleset->rules[rule].when;
}

static ll_expression *child(const ll_expression *node) {
    return (ll_expression *)(uintptr_t)node;
}

static ll_expression *left_of(const ll_expression *node) {
    return child(ll_expression_left(node));
}

static ll_expression *right_of(const ll_expression *node) {
    return child(ll_expression_right(node));
}

static ll_region *region_of(const ll_expression *probe) {
    return (ll_region *)(uintptr_t)ll_expression_region(probe);
}

START_TEST(what_was_compiled_passes) {
    ck_assert(passes());
}
END_TEST

START_TEST(counts_fit_together) {
    REFUSES(ruleset->rule_count, ruleset->rule_count - 1);
    REFUSES(ruleset->signal_count, UINT32_MAX);
    REFUSES(ruleset->slots, 0u);
    REFUSES(ruleset->slots, UINT32_MAX);
    REFUSES(ruleset->accepts, terms->count + 1);
    REFUSES(terms->filtered, 0u);
    REFUSES(terms->filtered, 1000u);
    REFUSES(terms->shipped, UINT32_MAX);
}
END_TEST

START_TEST(the_index_of_ids_ends_every_search) {
    REFUSES(ruleset->by_id.count, 0u);
    REFUSES(ruleset->by_id.count, ruleset->by_id.capacity);
    REFUSES(ruleset->by_id.capacity, ruleset->by_id.capacity - 1);
    REFUSES(ruleset->entry_count, 0u);
}
END_TEST

START_TEST(the_order_is_one) {
    REFUSES(ruleset->order[0], ruleset->rule_count);
    REFUSES(ruleset->order[0], UINT32_MAX);
    REFUSES(ruleset->order[2], ruleset->order[0]);
    uint32_t first = ruleset->order[0];
    ck_assert_uint_eq(first, 0);
    ruleset->order[0] = 1;
    ruleset->order[1] = 0; /* "second" waits for "first" */
    ck_assert(!passes());
}
END_TEST

START_TEST(terms_refer_to_terms) {
    ll_term *thing = &terms->finished[2], *tool = &terms->finished[0];
    uint32_t *unions = (uint32_t *)(uintptr_t)thing->unions;
    ll_term_pattern *pattern = (ll_term_pattern *)(uintptr_t)tool->patterns;
    ck_assert_uint_eq(thing->union_count, 2);
    REFUSES(unions[0], terms->count);
    REFUSES(unions[0], 2u); /* itself */
    REFUSES(thing->except, terms->count);
    REFUSES(thing->except, 2u);
    REFUSES(tool->except, 2u); /* a circle of two */
    REFUSES(pattern->pattern, terms->pattern_count);
    REFUSES(pattern->pattern, UINT32_MAX);
    REFUSES(pattern->filter, terms->filtered);
    REFUSES(pattern->filter, LL_NONE);
    REFUSES(pattern->thing, tool->thing_count);
    REFUSES(tool->thing_count, 1u); /* literals name the others */
}
END_TEST

START_TEST(what_was_met_leads_to_terms) {
    ll_presence *presence = (ll_presence *)(uintptr_t)terms->presence;
    uint32_t *bounds = (uint32_t *)(uintptr_t)presence->bounds;
    uint32_t *uniting = (uint32_t *)(uintptr_t)presence->uniting;
    uint32_t *of_filter = (uint32_t *)(uintptr_t)presence->of_filter;
    ck_assert_uint_eq(presence->uniting_count, 2);
    REFUSES(uniting[1], terms->count);
    REFUSES(uniting[1], LL_NONE);
    REFUSES(bounds[1], 0u - 1);
    REFUSES(bounds[terms->count], 3u);
    REFUSES(of_filter[0], terms->count);
    REFUSES(presence->filter_count, 0u);
    REFUSES(presence->bound_count, 0u);
    REFUSES(presence->bound_count, terms->count);
}
END_TEST

START_TEST(terms_lead_to_rules) {
    ll_agenda *agenda = (ll_agenda *)(uintptr_t)ruleset->agenda;
    uint32_t *bounds = (uint32_t *)(uintptr_t)agenda->bounds;
    uint32_t *rules = (uint32_t *)(uintptr_t)agenda->rules;
    REFUSES(rules[2], ruleset->rule_count);
    REFUSES(rules[0], LL_NONE);
    REFUSES(bounds[1], 0u - 1);
    REFUSES(bounds[terms->count + 1], ruleset->rule_count + 1);
    REFUSES(agenda->rule_count, ruleset->rule_count - 1);
    REFUSES(agenda->bound_count, 0u);
    REFUSES(agenda->bound_count, 1u);
    REFUSES(agenda->bound_count, terms->count + 1);
}
END_TEST

/* Each of these holds the one before it twice. */
START_TEST(unions_do_not_fan_out_without_end) {
    enum { LEVELS = 40 };
    ll_terms copy = *terms;
    copy.count = terms->count + LEVELS;
    copy.finished = ll_arena_array(arena, copy.count, sizeof *copy.finished);
    memcpy(copy.finished, terms->finished, terms->count * sizeof *copy.finished);
    for (uint32_t i = terms->count; i < copy.count; i++) {
        uint32_t *unions = ll_arena_array(arena, 2, sizeof *unions);
        unions[0] = unions[1] = i - 1;
        copy.finished[i] = (ll_term){
            .name = "", .file = "", .unions = unions, .union_count = 2, .except = LL_NONE};
        bool bearable = i < terms->count + 8;
        copy.count = i + 1;
        copy.presence = ll_presence_new(arena, copy.finished, copy.count, copy.filtered);
        ck_assert_msg(!bearable || ll_terms_are_sound(&copy, arena), "level %u is refused", i);
        copy.count = terms->count + LEVELS;
    }
    copy.presence = ll_presence_new(arena, copy.finished, copy.count, copy.filtered);
    ck_assert(!ll_terms_are_sound(&copy, arena));
}
END_TEST

START_TEST(rules_refer_to_what_is_there) {
    ll_rule *second = &ruleset->rules[1], *third = &ruleset->rules[2], *signal = &ruleset->rules[3];
    REFUSES(third->find, terms->count);
    REFUSES(third->slot, ruleset->slots);
    REFUSES(*(uint32_t *)(uintptr_t)second->unless, ruleset->rule_count);
    REFUSES(*(uint32_t *)(uintptr_t)second->unless, 1u);
    REFUSES(signal->title.data, NULL);
    REFUSES(signal->group.data, NULL);
    ll_scope *scope = (ll_scope *)(uintptr_t)ruleset->rules[0].scopes;
    REFUSES(scope->count, 0u);
    REFUSES(scope->steps[0].number, 0u);
    ll_region *at = (ll_region *)(uintptr_t)second->at;
    REFUSES(at->slot, ruleset->slots);
    REFUSES(at->scope.count, 0u);
    REFUSES(at->scope.steps[0].unit, LL_UNIT_SUPPRESSION);
}
END_TEST

START_TEST(params_are_of_their_types) {
    ll_rule *rule = &ruleset->rules[0];
    ll_param *own = (ll_param *)(uintptr_t)rule->params.items;
    ll_param *set = (ll_param *)(uintptr_t)ruleset->profiles[0].changes[0].params.items;
    REFUSES(own[0].value.type, LL_TYPE_TEXT);
    REFUSES(own[0].value.number, (double)NAN);
    REFUSES(own[0].value.number, (double)INFINITY);
    REFUSES(own[1].value.text.data, NULL);
    REFUSES(own[1].name.length, 1000u);
    REFUSES(set->value.type, LL_TYPE_TEXT);
    REFUSES(set->value.number, (double)NAN);
    REFUSES(ruleset->profiles[0].changes[0].rule, ruleset->rule_count);
    REFUSES(ruleset->profiles[0].changes[0].rule, LL_NONE);
}
END_TEST

/* (count(…) > $min and words == 3) or 'a' == meta.b */
START_TEST(expressions_are_what_the_parser_makes) {
    ll_expression *either = when_of(0), *both = left_of(either);
    ll_expression *more = left_of(both), *equal = right_of(either);
    ll_expression *count = left_of(more), *min = right_of(more);
    ck_assert_int_eq(count->kind, LL_EXPRESSION_PROBE);
    ck_assert_int_eq(min->kind, LL_EXPRESSION_PARAM);
    REFUSES(min->param, 2u);
    REFUSES(min->param, 1u); /* a text */
    REFUSES(min->type, LL_TYPE_TEXT);
    REFUSES(count->probe, ll_probe_count());
    REFUSES(count->probe, UINT32_MAX);
    REFUSES(count->term_count, 0u);
    REFUSES(count->term_count, 2u);
    REFUSES(count->terms[0], terms->count);
    REFUSES(count->type, LL_TYPE_BOOL);
    REFUSES_NEAR(count->region, NULL);
    REFUSES_NEAR(more->left, NULL);
    REFUSES_NEAR(more->right, NULL);
    REFUSES(more->type, LL_TYPE_NUMBER);
    REFUSES(more->op, LL_OP_NOT);
    REFUSES(more->op, LL_OP_NEGATE);
    REFUSES(more->op, LL_OP_ADD);
    REFUSES_NEAR(more->right, ll_expression_left(equal)); /* a number and a text */
    REFUSES_NEAR(either->left, either);
    REFUSES(equal->op, LL_OP_LESS);
    REFUSES_NEAR(left_of(equal)->text.data, NULL);
    REFUSES_NEAR(right_of(equal)->text.data, NULL);
    REFUSES(right_of(equal)->type, LL_TYPE_NUMBER);
}
END_TEST

START_TEST(so_are_unary_ones_choices_and_regions) {
    ll_expression *either = when_of(1), *negation = left_of(either), *any = left_of(negation);
    ll_expression *less = right_of(either), *minus = left_of(less);
    ll_expression *choice = left_of(when_of(2));
    ck_assert_int_eq(choice->kind, LL_EXPRESSION_CHOICE);
    REFUSES_NEAR(negation->left, NULL);
    REFUSES(negation->type, LL_TYPE_NUMBER);
    REFUSES(negation->op, LL_OP_AND);
    REFUSES(minus->type, LL_TYPE_BOOL);
    REFUSES_NEAR(minus->left, choice);
    REFUSES_NEAR(choice->condition, NULL);
    REFUSES_NEAR(choice->left, NULL);
    REFUSES_NEAR(choice->right, any);
    REFUSES(choice->type, LL_TYPE_NUMBER);
    REFUSES(region_of(any)->unit, LL_UNIT_LETTER);
    REFUSES(region_of(any)->unit, LL_UNIT_SUPPRESSION);
    ll_region *part = region_of(left_of(left_of(left_of(when_of(0)))));
    ck_assert_int_eq(part->kind, LL_REGION_SCOPE);
    REFUSES(part->slot, ruleset->slots);
    REFUSES(part->scope.steps[0].number, 0u); /* a third is divided by it */
}
END_TEST

START_TEST(templates_hold_expressions) {
    ll_template *message = &ruleset->rules[0].message;
    ll_template_piece *piece = (ll_template_piece *)(uintptr_t)message->pieces;
    ck_assert_ptr_nonnull(piece->expression);
    REFUSES(child(piece->expression)->terms[0], terms->count);
    REFUSES(piece->expression, NULL); /* nor a text, nor a capture */
    ll_template_piece *draft = (ll_template_piece *)(uintptr_t)ruleset->drafts[0].text.pieces;
    REFUSES(draft[1].expression, right_of(left_of(left_of(when_of(0)))));
}
END_TEST

START_TEST(no_expression_is_too_much_for_the_stack) {
    ll_expression *nodes = ll_arena_array(arena, LL_EXPRESSION_NODES + 1, sizeof *nodes);
    for (uint32_t i = 0; i < LL_EXPRESSION_NODES; i++) {
        nodes[i] =
            (ll_expression){.kind = LL_EXPRESSION_UNARY, .type = LL_TYPE_BOOL, .op = LL_OP_NOT};
        ll_near_set(&nodes[i].left, &nodes[i + 1]);
    }
    nodes[LL_EXPRESSION_NODES] =
        (ll_expression){.kind = LL_EXPRESSION_CONSTANT, .type = LL_TYPE_BOOL};
    const ll_params *params = &ruleset->rules[0].params;
    ck_assert(ll_expression_is_sound(&nodes[1], params, ruleset));
    ck_assert(!ll_expression_is_sound(&nodes[0], params, ruleset));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sound");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_was_compiled_passes);
    tcase_add_test(tests, counts_fit_together);
    tcase_add_test(tests, the_index_of_ids_ends_every_search);
    tcase_add_test(tests, the_order_is_one);
    tcase_add_test(tests, terms_refer_to_terms);
    tcase_add_test(tests, what_was_met_leads_to_terms);
    tcase_add_test(tests, terms_lead_to_rules);
    tcase_add_test(tests, unions_do_not_fan_out_without_end);
    tcase_add_test(tests, rules_refer_to_what_is_there);
    tcase_add_test(tests, params_are_of_their_types);
    tcase_add_test(tests, expressions_are_what_the_parser_makes);
    tcase_add_test(tests, so_are_unary_ones_choices_and_regions);
    tcase_add_test(tests, templates_hold_expressions);
    tcase_add_test(tests, no_expression_is_too_much_for_the_stack);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
