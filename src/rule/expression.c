/* The parser of expressions: recursive descent, one function a line of the grammar, types checked
 * on the way up. Depth and size are limited, so that no rule file can exhaust the stack. */
#include "rule/expression.h"

#include "rule/lexer.h"
#include "rule/probe.h"

#include <string.h>

enum { DEEPEST = 64, MOST_NODES = LL_EXPRESSION_NODES - 4 * DEEPEST };

typedef struct parser {
    const ll_expression_context *context;
    ll_place place;
    ll_token token;
    uint32_t previous_end, depth, nodes;
} parser;

/* What a name that nobody knows stands for. */
static const ll_expression unknown = {.kind = LL_EXPRESSION_CONSTANT};

uint32_t ll_params_find(const ll_params *params, ll_str name) {
    for (uint32_t i = 0; i < params->count; i++)
        if (ll_str_equal(params->items[i].name, name))
            return i;
    return LL_NONE;
}

void ll_uses_add(ll_uses *uses, ll_arena *arena, ll_terms *terms, uint32_t term) {
    uses->terms =
        ll_arena_grow(arena, uses->terms, &uses->capacity, uses->count + 1, sizeof *uses->terms);
    uses->terms[uses->count++] = term;
    ll_terms_mark_used(terms, term);
}

/* --- Tokens and mistakes -------------------------------------------------------------------- */

static void advance(parser *p) {
    p->previous_end = p->token.start + p->token.text.length;
    p->token = ll_lexer_next(p->place.text, p->previous_end);
}

static bool at(const parser *p, const char *text) {
    return (p->token.kind == LL_TOKEN_SYMBOL || p->token.kind == LL_TOKEN_NAME) &&
           ll_str_is(p->token.text, text);
}

static bool accept(parser *p, const char *text) {
    if (!at(p, text))
        return false;
    advance(p);
    return true;
}

static ll_place token_place(const parser *p) {
    return ll_place_slice(p->place, p->token.start, p->token.start + p->token.text.length);
}

static const ll_expression *mistake(const parser *p, const char *advice, const char *what) {
    ll_place_problem(token_place(p), advice, "%s", what);
    return NULL;
}

static const ll_expression *unexpected(const parser *p) {
    if (p->token.kind == LL_TOKEN_END)
        return mistake(p, "", "the expression ends too early");
    if (p->token.kind == LL_TOKEN_WRONG && strchr("\"'", p->token.text.data[0]))
        return mistake(p, "", "the closing quote is missing");
    return mistake(p, "", "this does not belong here");
}

static ll_expression *new_node(parser *p, ll_expression_kind kind, ll_type type) {
    ll_expression *node = ll_arena_alloc(p->context->arena, sizeof *node);
    node->kind = kind;
    node->type = type;
    p->nodes++;
    return node;
}

ll_expression *ll_expression_copy(ll_arena *arena, const ll_expression *node) {
    ll_expression *copy = ll_arena_alloc(arena, sizeof *copy);
    *copy = *node;
    ll_near_set(&copy->left, ll_near_get(&node->left));
    ll_near_set(&copy->right, ll_near_get(&node->right));
    ll_near_set(&copy->condition, ll_near_get(&node->condition));
    ll_near_set(&copy->region, ll_near_get(&node->region));
    ll_near_str_set(&copy->text, ll_near_str_get(&node->text));
    ll_near_str_set(&copy->source, ll_near_str_get(&node->source));
    return copy;
}

static void set_source(const parser *p, ll_expression *node, uint32_t start) {
    ll_near_str_set(&node->source, ll_str_slice(p->place.text, start, p->previous_end));
}

/* --- Primaries ------------------------------------------------------------------------------ */

static const ll_expression *parse_choice(parser *p);

static const ll_expression *parse_number(parser *p) {
    ll_expression *node = new_node(p, LL_EXPRESSION_CONSTANT, LL_TYPE_NUMBER);
    if (!ll_str_to_number(&node->number, p->token.text))
        return mistake(p, "", "this is not a number");
    advance(p);
    return node;
}

static const ll_expression *parse_text(parser *p) {
    ll_expression *node = new_node(p, LL_EXPRESSION_CONSTANT, LL_TYPE_TEXT);
    ll_near_str_set(&node->text, ll_str_slice(p->token.text, 1, p->token.text.length - 1));
    advance(p);
    return node;
}

static const ll_expression *parse_param(parser *p) {
    const ll_params *params = p->context->params;
    ll_str name = ll_str_slice(p->token.text, 1, p->token.text.length);
    uint32_t index = ll_params_find(params, name);
    if (index == LL_NONE) {
        ll_arena *arena = p->context->arena;
        const char **names = ll_arena_array(arena, params->count, sizeof *names);
        for (uint32_t i = 0; i < params->count; i++)
            names[i] = ll_format(arena, "$%s", ll_str_copy(arena, params->items[i].name));
        const char *advice =
            ll_did_you_mean(arena, ll_str_copy(arena, p->token.text), names, params->count);
        mistake(p, *advice ? advice : "name it under 'params'", "unknown param");
        advance(p);
        return &unknown;
    }
    ll_expression *node = new_node(p, LL_EXPRESSION_PARAM, params->items[index].value.type);
    node->param = index;
    advance(p);
    return node;
}

static const ll_expression *parse_meta(parser *p) {
    ll_expression *node = new_node(p, LL_EXPRESSION_META, LL_TYPE_TEXT);
    ll_near_str_set(&node->text, ll_str_slice(p->token.text, 5, p->token.text.length));
    advance(p);
    return node;
}

/* False where no term stands here. One that nobody knows is reported and sets *known to false. */
static bool parse_term(parser *p, ll_expression *node, bool *known) {
    ll_arena *arena = p->context->arena;
    if (p->token.kind != LL_TOKEN_NAME || at(p, "in")) {
        mistake(p, "", "a term is missing here");
        return false;
    }
    uint32_t term = ll_terms_find(p->context->terms, p->token.text);
    if (term == LL_NONE) {
        size_t count;
        const char *const *names = ll_terms_names(p->context->terms, arena, &count);
        const char *name = ll_str_copy(arena, p->token.text);
        ll_place_problem(token_place(p), ll_did_you_mean(arena, name, names, count),
                         "unknown term '%s'", name);
        *known = false;
    } else {
        ll_uses_add(p->context->uses, arena, p->context->terms, term);
        node->terms[node->term_count++] = term;
    }
    advance(p);
    return true;
}

/* `in REGION`: the region's text runs to the closing parenthesis. */
static bool parse_in(parser *p, ll_expression *node) {
    uint32_t start = p->token.start + p->token.text.length;
    uint32_t end = start;
    while (end < p->place.text.length && p->place.text.data[end] != ')')
        end++;
    ll_place place = ll_place_slice(p->place, start, end);
    ll_region *region = ll_arena_alloc(p->context->arena, sizeof *region);
    bool good = ll_region_parse(region, p->context->arena, place, p->context->slots);
    ll_near_set(&node->region, region);
    p->previous_end = end;
    p->token = ll_lexer_next(p->place.text, end);
    return good;
}

static bool needs_match(const ll_expression *node) {
    ll_region_kind kind = ll_expression_region(node)->kind;
    return kind == LL_REGION_MATCH || kind == LL_REGION_BEFORE || kind == LL_REGION_AFTER;
}

/* Reports the name at hand and passes over it and its arguments. */
static const ll_expression *unknown_probe(parser *p) {
    ll_arena *arena = p->context->arena;
    size_t count;
    const char *const *names = ll_probe_names(arena, &count);
    const char *name = ll_str_copy(arena, p->token.text);
    ll_place_problem(token_place(p), ll_did_you_mean(arena, name, names, count),
                     "unknown probe '%s'", name);
    advance(p);
    if (at(p, "("))
        while (p->token.kind != LL_TOKEN_END && !accept(p, ")"))
            advance(p);
    return &unknown;
}

/* term {"," term}: as many as the probe takes. */
static bool parse_terms(parser *p, ll_expression *node, bool *known) {
    const ll_probe *probe = ll_probe_at(node->probe);
    for (uint32_t count = 0; count < probe->most_terms; count++) {
        bool more = count == 0 ? p->token.kind == LL_TOKEN_NAME && !at(p, "in") : accept(p, ",");
        if (!more && count >= probe->least_terms)
            return true;
        if (!parse_term(p, node, known))
            return false;
    }
    return true;
}

/* Reads up to the closing parenthesis; false where the rest of the expression makes no sense. */
static bool parse_arguments(parser *p, ll_expression *node, bool *known) {
    if (!parse_terms(p, node, known))
        return false;
    if (at(p, "in") && !parse_in(p, node))
        *known = false;
    if (accept(p, ")"))
        return true;
    if (ll_probe_at(node->probe)->most_terms == 0 && p->token.kind == LL_TOKEN_NAME)
        mistake(p, "write 'in' before a region", "this probe takes no term");
    else
        unexpected(p);
    return false;
}

static const ll_expression *parse_probe(parser *p) {
    static const ll_region unit = {.kind = LL_REGION_UNIT}, match = {.kind = LL_REGION_MATCH};
    const ll_probe *probe = ll_probe_find(p->token.text);
    if (!probe)
        return unknown_probe(p);
    ll_expression *node = new_node(p, LL_EXPRESSION_PROBE, probe->type);
    ll_place name = token_place(p);
    node->probe = ll_probe_number(probe);
    ll_near_set(&node->region, probe->of_match ? &match : &unit);
    advance(p);
    bool known = true;
    if (accept(p, "(")) {
        if (!parse_arguments(p, node, &known))
            return NULL;
    } else if (probe->least_terms > 0) {
        ll_place_problem(name, "", "'%s' needs a term in parentheses", probe->name);
        return NULL;
    }
    if (needs_match(node) && !p->context->has_find) {
        ll_place_problem(name, "", "there is no match to look at: the rule has no 'find'");
        return NULL;
    }
    if (probe->of_fault && !p->context->has_fault) {
        ll_place_problem(name, "",
                         "'%s' is known of a suppression only: its scope is 'suppression'",
                         probe->name);
        return NULL;
    }
    return known ? node : &unknown;
}

static const ll_expression *parse_group(parser *p) {
    advance(p);
    const ll_expression *inner = parse_choice(p);
    if (inner && !accept(p, ")"))
        return mistake(p, "", "')' is missing here");
    return inner;
}

static const ll_expression *parse_primary(parser *p) {
    switch (p->token.kind) {
    case LL_TOKEN_NUMBER: return parse_number(p);
    case LL_TOKEN_TEXT: return parse_text(p);
    case LL_TOKEN_PARAM: return parse_param(p);
    case LL_TOKEN_NAME:
        if (at(p, "and") || at(p, "or") || at(p, "in"))
            return unexpected(p);
        return ll_str_starts(p->token.text, "meta.") ? parse_meta(p) : parse_probe(p);
    default: return at(p, "(") ? parse_group(p) : unexpected(p);
    }
}

/* --- Operators ------------------------------------------------------------------------------ */

/* A primary or a unary operator's operand, with its source text; the one place that recurses. */
static const ll_expression *parse_operand(parser *p, const ll_expression *(*parse)(parser *)) {
    if (p->depth == DEEPEST || p->nodes >= MOST_NODES)
        return mistake(p, "", "the expression is nested too deeply or too long");
    p->depth++;
    const ll_expression *node = parse(p);
    p->depth--;
    return node;
}

static const ll_expression *located(parser *p, uint32_t start, const ll_expression *node) {
    if (!node || node == &unknown || node->source.length > 0)
        return node;
    ll_expression *copy = ll_expression_copy(p->context->arena, node);
    set_source(p, copy, start);
    return copy;
}

static const ll_expression *unary(parser *p, ll_operator op, const ll_expression *operand,
                                  uint32_t start) {
    if (!operand || operand == &unknown)
        return operand;
    if (op == LL_OP_NEGATE && operand->type == LL_TYPE_TEXT) {
        ll_place_problem(ll_place_slice(p->place, start, p->previous_end), "",
                         "a text has no negative");
        return NULL;
    }
    ll_expression *node =
        new_node(p, LL_EXPRESSION_UNARY, op == LL_OP_NOT ? LL_TYPE_BOOL : LL_TYPE_NUMBER);
    node->op = op;
    ll_near_set(&node->left, operand);
    set_source(p, node, start);
    return node;
}

static const ll_expression *parse_unary(parser *p) {
    uint32_t start = p->token.start;
    if (accept(p, "-"))
        return unary(p, LL_OP_NEGATE, parse_operand(p, parse_unary), start);
    return located(p, start, parse_operand(p, parse_primary));
}

static bool is_logic(ll_operator op) {
    return op == LL_OP_OR || op == LL_OP_AND;
}

bool ll_operator_reckons(ll_operator op) {
    return op >= LL_OP_ADD && op <= LL_OP_DIVIDE;
}

bool ll_operator_fits(ll_operator op, ll_type left, ll_type right) {
    if (is_logic(op))
        return true;
    if (op == LL_OP_EQUAL || op == LL_OP_NOT_EQUAL)
        return left == right;
    return left != LL_TYPE_TEXT && right != LL_TYPE_TEXT;
}

static const ll_expression *binary(parser *p, ll_operator op, const ll_expression *left,
                                   const ll_expression *right, uint32_t start) {
    if (!left || !right)
        return NULL;
    if (left == &unknown || right == &unknown)
        return &unknown;
    if (!ll_operator_fits(op, left->type, right->type)) {
        ll_place_problem(
            ll_place_slice(p->place, start, p->previous_end), "", "the two sides cannot be %s",
            ll_operator_reckons(op) ? "reckoned with: both must be numbers" : "compared like this");
        return NULL;
    }
    if (p->nodes >= MOST_NODES)
        return mistake(p, "", "the expression is nested too deeply or too long");
    ll_expression *node =
        new_node(p, LL_EXPRESSION_BINARY, ll_operator_reckons(op) ? LL_TYPE_NUMBER : LL_TYPE_BOOL);
    node->op = op;
    ll_near_set(&node->left, left);
    ll_near_set(&node->right, right);
    set_source(p, node, start);
    return node;
}

typedef struct operator_name {
    const char *text;
    ll_operator op;
} operator_name;

/* The levels of binary operators, loosest first; each list ends with a NULL text. */
static const operator_name or_operators[] = {{"or", LL_OP_OR}, {NULL, LL_OP_OR}};
static const operator_name and_operators[] = {{"and", LL_OP_AND}, {NULL, LL_OP_OR}};
static const operator_name comparisons[] = {{"<=", LL_OP_LESS_EQUAL}, {">=", LL_OP_GREATER_EQUAL},
                                            {"==", LL_OP_EQUAL},      {"!=", LL_OP_NOT_EQUAL},
                                            {"<", LL_OP_LESS},        {">", LL_OP_GREATER},
                                            {NULL, LL_OP_OR}};
static const operator_name sums[] = {{"+", LL_OP_ADD}, {"-", LL_OP_SUBTRACT}, {NULL, LL_OP_OR}};
static const operator_name products[] = {
    {"*", LL_OP_MULTIPLY}, {"/", LL_OP_DIVIDE}, {NULL, LL_OP_OR}};

static const operator_name *at_operator(const parser *p, const operator_name *level) {
    for (; level->text; level++)
        if (at(p, level->text))
            return level;
    return NULL;
}

/* operand {operator operand}, leaning left. */
static const ll_expression *parse_level(parser *p, const operator_name *level,
                                        const ll_expression *(*parse)(parser *)) {
    uint32_t start = p->token.start;
    const ll_expression *left = parse(p);
    const operator_name *found;
    while (left && (found = at_operator(p, level)) != NULL) {
        advance(p);
        const ll_expression *right = parse(p);
        left = binary(p, found->op, left, right, start);
    }
    return left;
}

static const ll_expression *parse_product(parser *p) {
    return parse_level(p, products, parse_unary);
}

static const ll_expression *parse_sum(parser *p) {
    return parse_level(p, sums, parse_product);
}

/* At most one: "1 < words < 3" does not mean what it seems to say. */
static const ll_expression *parse_comparison(parser *p) {
    uint32_t start = p->token.start;
    const ll_expression *left = parse_sum(p);
    const operator_name *found = left ? at_operator(p, comparisons) : NULL;
    if (!found)
        return left;
    advance(p);
    const ll_expression *right = parse_sum(p);
    if (right && at_operator(p, comparisons))
        return mistake(p, "join two comparisons with 'and'", "a comparison has two sides");
    return binary(p, found->op, left, right, start);
}

static const ll_expression *parse_not(parser *p) {
    uint32_t start = p->token.start;
    if (accept(p, "not"))
        return unary(p, LL_OP_NOT, parse_operand(p, parse_not), start);
    return parse_comparison(p);
}

static const ll_expression *parse_and(parser *p) {
    return parse_level(p, and_operators, parse_not);
}

static const ll_expression *parse_or(parser *p) {
    return parse_level(p, or_operators, parse_and);
}

static const ll_expression *choice(parser *p, const ll_expression *condition,
                                   const ll_expression *left, const ll_expression *right,
                                   uint32_t start) {
    if (!left || !right)
        return NULL;
    if (condition == &unknown || left == &unknown || right == &unknown)
        return &unknown;
    if (left->type != right->type) {
        ll_place_problem(ll_place_slice(p->place, start, p->previous_end), "",
                         "both sides of ':' must be of one kind");
        return NULL;
    }
    ll_expression *node = new_node(p, LL_EXPRESSION_CHOICE, left->type);
    ll_near_set(&node->condition, condition);
    ll_near_set(&node->left, left);
    ll_near_set(&node->right, right);
    set_source(p, node, start);
    return node;
}

/* or ["?" choice ":" choice] */
static const ll_expression *parse_choice(parser *p) {
    uint32_t start = p->token.start;
    const ll_expression *condition = parse_or(p);
    if (!condition || !accept(p, "?"))
        return condition;
    const ll_expression *left = parse_operand(p, parse_choice);
    if (left && !accept(p, ":"))
        return mistake(p, "", "':' is missing here");
    return choice(p, condition, left, left ? parse_operand(p, parse_choice) : NULL, start);
}

const ll_expression *ll_expression_parse(const ll_expression_context *context, ll_place place) {
    parser p = {.context = context, .place = place};
    p.token = ll_lexer_next(place.text, 0);
    const ll_expression *expression = parse_choice(&p);
    if (expression && p.token.kind != LL_TOKEN_END)
        return unexpected(&p);
    return expression == &unknown ? NULL : expression;
}
