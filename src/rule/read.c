/* Reads one rule from YAML: a table of keys, one small reader each. Reading goes on after a
 * mistake, so that a rule's mistakes are all reported in one run. */
#include "rule/rule.h"

/* `message: {match}`: YAML takes the braces for its own. */
static bool opens_with_brace(const ll_yaml_node *node) {
    return node->kind == LL_YAML_MAPPING && node->count > 0 &&
           node->span.start < node->keys[0]->span.start;
}

bool ll_rule_expect(const ll_rule_reader *reader, const ll_yaml_node *node, ll_yaml_kind kind,
                    const char *what) {
    static const char *const names[] = {[LL_YAML_SCALAR] = "a text",
                                        [LL_YAML_SEQUENCE] = "a list",
                                        [LL_YAML_MAPPING] = "a mapping"};
    if (node->kind == kind)
        return true;
    const char *advice = kind == LL_YAML_SEQUENCE ? ll_yaml_list_advice(node) : "";
    if (kind == LL_YAML_SCALAR && opens_with_brace(node))
        advice = "put quotes around a text that begins with '{'";
    ll_problem(reader->problems, node->span, ll_rule_file_problem, advice, "%s must be %s", what,
               names[kind]);
    return false;
}

static ll_place place_of(const ll_rule_reader *reader, const ll_yaml_node *scalar) {
    return ll_place_of(scalar, reader->problems);
}

/* A number that is the whole of a plain scalar. */
static bool read_number(double *out, const ll_yaml_node *node) {
    return node->kind == LL_YAML_SCALAR && node->plain && ll_str_to_number(out, node->text);
}

bool ll_rule_read_flag(bool *out, const ll_rule_reader *reader, const ll_yaml_node *node) {
    bool is_true = node->kind == LL_YAML_SCALAR && ll_str_is(node->text, "true");
    if (!is_true && !(node->kind == LL_YAML_SCALAR && ll_str_is(node->text, "false"))) {
        ll_problem(reader->problems, node->span, ll_rule_file_problem, "",
                   "expected true or false");
        return false;
    }
    *out = is_true;
    return true;
}

bool ll_rule_read_params(ll_params *out, const ll_rule_reader *reader, const ll_yaml_node *node) {
    if (!ll_rule_expect(reader, node, LL_YAML_MAPPING, "'params'"))
        return false;
    ll_param *items = ll_arena_array(reader->arena, node->count, sizeof *items);
    bool good = true;
    for (uint32_t i = 0; i < node->count; i++) {
        items[i].name = node->keys[i]->text;
        if (!ll_rule_expect(reader, node->values[i], LL_YAML_SCALAR, "a param")) {
            good = false;
            continue;
        }
        double number;
        bool is_number = read_number(&number, node->values[i]);
        items[i].value = is_number
                             ? (ll_value){.type = LL_TYPE_NUMBER, .number = number}
                             : (ll_value){.type = LL_TYPE_TEXT, .text = node->values[i]->text};
    }
    *out = (ll_params){.items = items, .count = node->count};
    return good;
}

/* --- One reader a key ----------------------------------------------------------------------- */

/* What the keys of one rule are read with. */
typedef struct rule_reading {
    const ll_rule_reader *reader;
    ll_rule *rule;
    ll_expression_context context;
} rule_reading;

static bool read_id(rule_reading *r, const ll_yaml_node *node) {
    if (!ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'id'"))
        return false;
    if (!ll_str_is_kebab(node->text))
        return ll_place_problem(place_of(r->reader, node), "like 'vague-closing'",
                                "an id is lower-case words joined by hyphens");
    r->rule->id = node->text;
    r->rule->place = node->span;
    return true;
}

/* One of several words; `*out` is its index. */
static bool read_choice(uint32_t *out, rule_reading *r, const ll_yaml_node *node, const char *what,
                        const char *const *names, uint32_t count) {
    if (!ll_rule_expect(r->reader, node, LL_YAML_SCALAR, what))
        return false;
    for (*out = 0; *out < count; (*out)++)
        if (ll_str_is(node->text, names[*out]))
            return true;
    const char *word = ll_str_copy(r->reader->arena, node->text);
    const char *advice = ll_did_you_mean(r->reader->arena, word, names, count);
    return ll_place_problem(place_of(r->reader, node), advice, "unknown value '%s' for %s", word,
                            what);
}

static bool read_level(rule_reading *r, const ll_yaml_node *node) {
    static const char *const names[] = {
        [LL_NOTE] = "note", [LL_WARNING] = "warning", [LL_ERROR] = "error"};
    uint32_t index;
    if (!read_choice(&index, r, node, "'level'", names, 3))
        return false;
    r->rule->level = (ll_level)index;
    return true;
}

static bool read_fix(rule_reading *r, const ll_yaml_node *node) {
    static const char *const names[] = {[LL_FIX_SAFE] = "safe", [LL_FIX_SUGGESTED] = "suggested"};
    uint32_t index;
    if (!read_choice(&index, r, node, "'fix'", names, 2))
        return false;
    r->rule->fix = (ll_fix_safety)index;
    return true;
}

/* A list's entries, or a scalar as a list of one. */
static const ll_yaml_node *const *entries(uint32_t *count, const ll_rule_reader *reader,
                                          const ll_yaml_node *node) {
    if (node->kind == LL_YAML_SEQUENCE) {
        *count = node->count;
        return node->values;
    }
    const ll_yaml_node **one = ll_arena_alloc(reader->arena, sizeof *one);
    *one = node;
    *count = 1;
    return one;
}

/* A suppression is found already, and it is its own match. */
static bool read_suppression_scope(rule_reading *r, const ll_yaml_node *node) {
    for (uint32_t i = 0; i < r->rule->scope_count; i++)
        r->rule->of_suppressions |= ll_scope_is_suppression(&r->rule->scopes[i]);
    if (!r->rule->of_suppressions)
        return true;
    if (r->rule->scope_count > 1 || r->context.has_find) {
        ll_problem(r->reader->problems, node->span, ll_rule_file_problem, "",
                   "the scope 'suppression' stands alone, and without 'find'");
        return false;
    }
    r->context.has_find = r->context.has_fault = true;
    return true;
}

static bool read_scope(rule_reading *r, const ll_yaml_node *node) {
    uint32_t count;
    const ll_yaml_node *const *items = entries(&count, r->reader, node);
    ll_scope *scopes = ll_arena_array(r->reader->arena, count, sizeof *scopes);
    ll_buf text = ll_buf_on(r->reader->arena);
    bool good = count > 0;
    if (!good)
        ll_problem(r->reader->problems, node->span, ll_rule_file_problem, "",
                   "a rule without a scope looks at nothing");
    for (uint32_t i = 0; i < count; i++) {
        if (!ll_rule_expect(r->reader, items[i], LL_YAML_SCALAR, "a scope") ||
            !ll_scope_parse(&scopes[i], r->reader->arena, place_of(r->reader, items[i]))) {
            good = false;
            continue;
        }
        ll_buf_puts(&text, i ? ", " : "");
        ll_buf_add_str(&text, items[i]->text);
    }
    r->rule->scopes = scopes;
    r->rule->scope_count = count;
    r->rule->scope_text = ll_buf_text(&text);
    r->rule->slot = ll_scope_slot(r->reader->slots, ll_str_of(r->rule->scope_text));
    return good && read_suppression_scope(r, node);
}

static bool unknown_term(rule_reading *r, const ll_yaml_node *node) {
    size_t count;
    const char *const *names = ll_terms_names(r->reader->terms, r->reader->arena, &count);
    const char *name = ll_str_copy(r->reader->arena, node->text);
    return ll_place_problem(place_of(r->reader, node),
                            ll_did_you_mean(r->reader->arena, name, names, count),
                            "unknown term '%s'", name);
}

static bool read_find(rule_reading *r, const ll_yaml_node *node) {
    uint32_t term;
    r->context.has_find = true; /* a wrong one too, or each `match` would be a second mistake */
    if (node->kind == LL_YAML_SCALAR && node->text.length == 0)
        return ll_place_problem(place_of(r->reader, node), "name a term, or write { words: [...] }",
                                "'find' is empty");
    if (node->kind == LL_YAML_SCALAR) {
        term = ll_terms_find(r->reader->terms, node->text);
        if (term == LL_NONE)
            return unknown_term(r, node);
    } else {
        uint32_t before = r->reader->problems->errors;
        term = ll_terms_read_inline(r->reader->terms, r->reader->file, node, r->reader->problems);
        if (r->reader->problems->errors > before)
            return false;
    }
    ll_uses_add(&r->rule->uses, r->reader->arena, r->reader->terms, term);
    r->rule->find = term;
    return true;
}

static bool read_limit(rule_reading *r, const ll_yaml_node *node) {
    double number;
    if (!read_number(&number, node) || number < 1 || number > 1e6 ||
        number != (double)(uint32_t)number) {
        ll_problem(r->reader->problems, node->span, ll_rule_file_problem, "",
                   "'limit' must be a whole number from 1");
        return false;
    }
    r->rule->limit = (uint32_t)number;
    return true;
}

static bool read_when(rule_reading *r, const ll_yaml_node *node) {
    if (!ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'when'"))
        return false;
    r->rule->when = ll_expression_parse(&r->context, place_of(r->reader, node));
    return r->rule->when != NULL;
}

static bool read_unless(rule_reading *r, const ll_yaml_node *node) {
    bool good = ll_rule_expect(r->reader, node, LL_YAML_SEQUENCE, "'unless'");
    for (uint32_t i = 0; good && i < node->count; i++)
        good = ll_rule_expect(r->reader, node->values[i], LL_YAML_SCALAR, "an id");
    r->rule->unless_ids = good ? node : NULL;
    return good;
}

static bool read_needs(rule_reading *r, const ll_yaml_node *node) {
    uint32_t count;
    const ll_yaml_node *const *items = entries(&count, r->reader, node);
    ll_str *needs = ll_arena_array(r->reader->arena, count, sizeof *needs);
    bool good = true;
    for (uint32_t i = 0; i < count; i++) {
        if (!ll_rule_expect(r->reader, items[i], LL_YAML_SCALAR, "an entry of 'needs'"))
            good = false;
        else if (!ll_str_starts(items[i]->text, "meta.") || items[i]->text.length == 5)
            good = ll_place_problem(place_of(r->reader, items[i]), "like 'meta.company'",
                                    "unknown context");
        else
            needs[i] = ll_str_slice(items[i]->text, 5, items[i]->text.length);
    }
    r->rule->needs = needs;
    r->rule->needs_count = count;
    return good;
}

static bool read_at(rule_reading *r, const ll_yaml_node *node) {
    ll_region *region = ll_arena_alloc(r->reader->arena, sizeof *region);
    if (!ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'at'") ||
        !ll_region_parse(region, r->reader->arena, place_of(r->reader, node), r->reader->slots))
        return false;
    r->rule->at = region;
    return true;
}

static bool read_template(ll_template *out, rule_reading *r, const ll_yaml_node *node,
                          const char *what) {
    return ll_rule_expect(r->reader, node, LL_YAML_SCALAR, what) &&
           ll_template_parse(out, &r->context, place_of(r->reader, node));
}

static bool read_message(rule_reading *r, const ll_yaml_node *node) {
    return read_template(&r->rule->message, r, node, "'message'");
}

static bool read_advice(rule_reading *r, const ll_yaml_node *node) {
    return read_template(&r->rule->advice, r, node, "'advice'");
}

static bool read_replace(rule_reading *r, const ll_yaml_node *node) {
    if (!r->context.has_find) {
        ll_problem(r->reader->problems, node->span, ll_rule_file_problem, "",
                   "there is nothing to replace: the rule has no 'find'");
        return false;
    }
    if (node->kind != LL_YAML_MAPPING) {
        ll_template *replace = ll_arena_alloc(r->reader->arena, sizeof *replace);
        r->rule->replace = replace;
        return read_template(replace, r, node, "'replace'");
    }
    ll_replacement *items = ll_arena_array(r->reader->arena, node->count, sizeof *items);
    bool good = true;
    for (uint32_t i = 0; i < node->count; i++) {
        good = ll_rule_expect(r->reader, node->values[i], LL_YAML_SCALAR, "a replacement") && good;
        items[i] = (ll_replacement){node->keys[i]->text, node->values[i]->text};
    }
    r->rule->replacements = items;
    r->rule->replacement_count = node->count;
    return good;
}

static bool read_gate(rule_reading *r, const ll_yaml_node *node) {
    return ll_rule_read_flag(&r->rule->gate, r->reader, node);
}

static bool read_why(rule_reading *r, const ll_yaml_node *node) {
    r->rule->why = node->text;
    return ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'why'");
}

static bool read_sources(rule_reading *r, const ll_yaml_node *node) {
    if (!ll_rule_expect(r->reader, node, LL_YAML_SEQUENCE, "'sources'"))
        return false;
    const char **sources = ll_arena_array(r->reader->arena, node->count, sizeof *sources);
    for (uint32_t i = 0; i < node->count; i++) {
        if (!ll_rule_expect(r->reader, node->values[i], LL_YAML_SCALAR, "a source"))
            return false;
        sources[i] = ll_str_copy(r->reader->arena, node->values[i]->text);
    }
    r->rule->sources = sources;
    r->rule->source_count = node->count;
    return true;
}

static bool read_params(rule_reading *r, const ll_yaml_node *node) {
    bool good = ll_rule_read_params(&r->rule->params, r->reader, node);
    r->context.params = &r->rule->params;
    return good;
}

static bool read_tests(rule_reading *r, const ll_yaml_node *node) {
    return ll_rule_read_tests(r->rule, r->reader, node);
}

/* `default: off` */
static bool read_default(rule_reading *r, const ll_yaml_node *node) {
    static const char *const names[] = {"on", "off"};
    uint32_t index;
    if (!read_choice(&index, r, node, "'default'", names, 2))
        return false;
    r->rule->off = index == 1;
    return true;
}

static bool read_group(rule_reading *r, const ll_yaml_node *node) {
    r->rule->group = node->text;
    return ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'group'");
}

static bool read_title(rule_reading *r, const ll_yaml_node *node) {
    r->rule->title = node->text;
    return ll_rule_expect(r->reader, node, LL_YAML_SCALAR, "'title'");
}

static bool read_value(rule_reading *r, const ll_yaml_node *node) {
    ll_template *value = ll_arena_alloc(r->reader->arena, sizeof *value);
    r->rule->value = value;
    return read_template(value, r, node, "'value'");
}

typedef struct rule_key {
    const char *name;
    bool (*read)(rule_reading *reading, const ll_yaml_node *node);
    bool required;
} rule_key;

/* The keys of one kind of entry. */
typedef struct rule_keys {
    const char *what;
    const rule_key *keys;
    uint32_t count;
} rule_keys;

/* In reading order: `params` and `find` come before what refers to them. */
static const rule_key keys_of_rules[] = {
    {"id", read_id, true},
    {"level", read_level, true},
    {"params", read_params, false},
    {"find", read_find, false},
    {"scope", read_scope, false},
    {"limit", read_limit, false},
    {"when", read_when, false},
    {"unless", read_unless, false},
    {"needs", read_needs, false},
    {"at", read_at, false},
    {"message", read_message, true},
    {"advice", read_advice, false},
    {"why", read_why, false},
    {"sources", read_sources, false},
    {"replace", read_replace, false},
    {"fix", read_fix, false},
    {"gate", read_gate, false},
    {"default", read_default, false},
    {"tests", read_tests, false},
};

static const rule_key keys_of_signals[] = {
    {"id", read_id, true},          {"group", read_group, true},    {"title", read_title, true},
    {"params", read_params, false}, {"find", read_find, false},     {"scope", read_scope, false},
    {"when", read_when, false},     {"unless", read_unless, false}, {"needs", read_needs, false},
    {"value", read_value, false},   {"advice", read_advice, false}, {"tests", read_tests, false},
};

static const rule_keys rules = {"rule", keys_of_rules, sizeof keys_of_rules / sizeof(rule_key)};
static const rule_keys signals = {"signal", keys_of_signals,
                                  sizeof keys_of_signals / sizeof(rule_key)};

static bool check_keys(const ll_rule_reader *reader, const ll_yaml_node *node,
                       const rule_keys *known) {
    const char **names = ll_arena_array(reader->arena, known->count, sizeof *names);
    bool good = true;
    for (uint32_t i = 0; i < known->count; i++)
        names[i] = known->keys[i].name;
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t k = 0;
        while (k < known->count && !ll_str_is(node->keys[i]->text, names[k]))
            k++;
        if (k < known->count)
            continue;
        const char *key = ll_str_copy(reader->arena, node->keys[i]->text);
        good = ll_place_problem(place_of(reader, node->keys[i]),
                                ll_did_you_mean(reader->arena, key, names, known->count),
                                "unknown key '%s' in a %s", key, known->what);
    }
    return good;
}

/* What `scope: letter` would say, for a rule that says nothing. */
static void default_scope(ll_rule *rule, const ll_rule_reader *reader) {
    ll_scope *scope = ll_arena_alloc(reader->arena, sizeof *scope);
    scope->count = 1;
    scope->steps[0] = (ll_scope_step){.unit = LL_UNIT_LETTER, .selector = LL_SELECT_ALL};
    rule->scopes = scope;
    rule->scope_count = 1;
    rule->scope_text = "letter";
    rule->slot = ll_scope_slot(reader->slots, ll_str_of(rule->scope_text));
}

static bool read_entry(ll_rule *out, const ll_rule_reader *reader, const ll_yaml_node *node,
                       const rule_keys *known) {
    static const ll_params no_params = {.count = 0};
    *out =
        (ll_rule){.file = reader->file, .find = LL_NONE, .limit = LL_NONE, .fix = LL_FIX_SUGGESTED};
    out->place = node->span;
    if (!ll_rule_expect(reader, node, LL_YAML_MAPPING,
                        ll_format(reader->arena, "a %s", known->what)))
        return false;
    rule_reading reading = {.reader = reader, .rule = out};
    reading.context = (ll_expression_context){.arena = reader->arena,
                                              .terms = reader->terms,
                                              .params = &no_params,
                                              .slots = reader->slots,
                                              .uses = &out->uses};
    default_scope(out, reader);
    bool good = check_keys(reader, node, known);
    for (uint32_t i = 0; i < known->count; i++) {
        const ll_yaml_node *value = ll_yaml_get(node, known->keys[i].name);
        if (value)
            good = known->keys[i].read(&reading, value) && good;
        else if (known->keys[i].required) {
            ll_problem(reader->problems, node->count ? node->keys[0]->span : node->span,
                       ll_rule_file_problem, "", "a %s needs '%s'", known->what,
                       known->keys[i].name);
            good = false;
        }
    }
    return good;
}

bool ll_rule_read(ll_rule *out, const ll_rule_reader *reader, const ll_yaml_node *node) {
    return read_entry(out, reader, node, &rules);
}

bool ll_signal_read(ll_rule *out, const ll_rule_reader *reader, const ll_yaml_node *node) {
    return read_entry(out, reader, node, &signals);
}
