/* Reads the tests written beside a rule. */
#include "rule/rule.h"

/* Front matter for one test: a mapping of scalars. */
static bool read_meta(ll_rule_test *test, const ll_rule_reader *reader, const ll_yaml_node *node) {
    if (!ll_rule_expect(reader, node, LL_YAML_MAPPING, "'meta'"))
        return false;
    ll_meta *meta = ll_arena_array(reader->arena, node->count, sizeof *meta);
    for (uint32_t i = 0; i < node->count; i++) {
        if (!ll_rule_expect(reader, node->values[i], LL_YAML_SCALAR, "a value of 'meta'"))
            return false;
        meta[i] = (ll_meta){ll_str_copy(reader->arena, node->keys[i]->text),
                            ll_str_copy(reader->arena, node->values[i]->text)};
    }
    test->meta = meta;
    test->meta_count = node->count;
    return true;
}

/* A test's params must exist in the rule and keep their type. */
static bool check_params(const ll_rule *rule, const ll_rule_test *test,
                         const ll_rule_reader *reader, const ll_yaml_node *node) {
    for (uint32_t i = 0; i < test->params.count; i++) {
        uint32_t index = ll_params_find(&rule->params, test->params.items[i].name);
        if (index == LL_NONE)
            return ll_place_problem(ll_place_of(node->keys[i], reader->problems), "",
                                    "the rule has no such param");
        if (rule->params.items[index].value.type != test->params.items[i].value.type)
            return ll_place_problem(ll_place_of(node->values[i], reader->problems), "",
                                    "this param is of another type in the rule");
    }
    return true;
}

static bool read_text(ll_rule_test *test, const ll_rule_reader *reader, const ll_yaml_node *node,
                      bool bad) {
    if (!ll_rule_expect(reader, node, LL_YAML_SCALAR, "the letter of a test"))
        return false;
    if (test->text.data)
        return ll_place_problem(ll_place_of(node, reader->problems), "",
                                "a test is either 'bad' or 'good'");
    test->bad = bad;
    test->text = node->text;
    test->place = node->span;
    return true;
}

static bool read_entry(ll_rule_test *test, const ll_rule *rule, const ll_rule_reader *reader,
                       ll_str key, const ll_yaml_node *key_node, const ll_yaml_node *value) {
    static const char *const keys[] = {"bad",     "good",    "meta", "params",
                                       "profile", "message", "fixed"};
    if (ll_str_is(key, "bad") || ll_str_is(key, "good"))
        return read_text(test, reader, value, ll_str_is(key, "bad"));
    if (ll_str_is(key, "meta"))
        return read_meta(test, reader, value);
    if (ll_str_is(key, "params"))
        return ll_rule_read_params(&test->params, reader, value) &&
               check_params(rule, test, reader, value);
    if (ll_str_is(key, "profile")) {
        test->profiles = value->text;
        return ll_rule_expect(reader, value, LL_YAML_SCALAR, "'profile'");
    }
    if (ll_str_is(key, "message") || ll_str_is(key, "fixed")) {
        if (!ll_rule_expect(reader, value, LL_YAML_SCALAR, "what a test expects"))
            return false;
        if (ll_str_is(key, "message"))
            test->message = value->text;
        else
            test->fixed = &value->text;
        return true;
    }
    const char *name = ll_str_copy(reader->arena, key);
    return ll_place_problem(ll_place_of(key_node, reader->problems),
                            ll_did_you_mean(reader->arena, name, keys, sizeof keys / sizeof *keys),
                            "unknown key '%s' in a test", name);
}

static bool read_test(ll_rule_test *test, const ll_rule *rule, const ll_rule_reader *reader,
                      const ll_yaml_node *node) {
    bool good = ll_rule_expect(reader, node, LL_YAML_MAPPING, "a test");
    for (uint32_t i = 0; node->kind == LL_YAML_MAPPING && i < node->count; i++)
        good =
            read_entry(test, rule, reader, node->keys[i]->text, node->keys[i], node->values[i]) &&
            good;
    if (good && !test->text.data) {
        ll_problem(reader->problems, node->span, ll_rule_file_problem, "",
                   "a test needs 'bad' or 'good'");
        return false;
    }
    return good;
}

bool ll_rule_read_tests(ll_rule *rule, const ll_rule_reader *reader, const ll_yaml_node *node) {
    if (!ll_rule_expect(reader, node, LL_YAML_SEQUENCE, "'tests'"))
        return false;
    ll_rule_test *tests = ll_arena_array(reader->arena, node->count, sizeof *tests);
    bool good = true;
    for (uint32_t i = 0; i < node->count; i++)
        good = read_test(&tests[i], rule, reader, node->values[i]) && good;
    rule->tests = tests;
    rule->test_count = node->count;
    return good;
}
