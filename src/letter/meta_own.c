/* Front matter may hold anything, since rules of one's own may ask for it; only what stands under
 * `letterlint` is meant for this program. There a key that does nothing is a slip of the hand, and
 * would be passed over in silence like any other: so it is an error with its place, as it would be
 * in a configuration. What the values say is the business of those who use them. */
#include "letter/meta_own.h"

#include <string.h>

static const char mapping_name[] = "letterlint", problem_rule[] = "front-matter";
static const char *const keys[] = {"disable", "salutation", "signoff"};

enum { KEYS = sizeof keys / sizeof *keys, LIST_KEY = 0 };

/* The index of a key, or KEYS after saying that there is none such. */
static size_t find_key(ll_str name, ll_span place, ll_arena *arena, ll_diagnostics *problems) {
    for (size_t i = 0; i < KEYS; i++)
        if (ll_str_equal_nocase(name, ll_str_of(keys[i])))
            return i;
    const char *text = ll_str_copy(arena, name), *advice = ll_did_you_mean(arena, text, keys, KEYS);
    ll_problem(problems, place, problem_rule,
               *advice ? advice : "There are disable, salutation and signoff.",
               "unknown key '%s' under '%s'", text, mapping_name);
    return KEYS;
}

static bool is_list_of_texts(const ll_yaml_node *node) {
    bool good = node->kind == LL_YAML_SEQUENCE;
    for (uint32_t i = 0; good && i < node->count; i++)
        good = node->values[i]->kind == LL_YAML_SCALAR;
    return good;
}

static void check(ll_str name, ll_span place, const ll_yaml_node *value, ll_arena *arena,
                  ll_diagnostics *problems) {
    size_t key = find_key(name, place, arena, problems);
    if (key == KEYS || value->kind == LL_YAML_SCALAR)
        return;
    if (key != LIST_KEY)
        ll_problem(problems, value->span, problem_rule, "", "'%s' must be a text", keys[key]);
    else if (!is_list_of_texts(value))
        ll_problem(problems, value->span, problem_rule, "", "'%s' must be a list of rules",
                   keys[key]);
}

/* What stands behind "letterlint." in a key; false where it does not begin so. */
static bool behind_prefix(ll_str *name, ll_str key) {
    uint32_t length = sizeof mapping_name - 1;
    *name = ll_str_slice(key, length + 1, key.length);
    return key.length > length && key.data[length] == '.' &&
           ll_str_equal_nocase(ll_str_slice(key, 0, length), ll_str_of(mapping_name));
}

void ll_meta_own_check(const ll_yaml_node *root, ll_arena *arena, ll_diagnostics *problems) {
    for (uint32_t i = 0; i < root->count; i++) {
        const ll_yaml_node *key = root->keys[i], *value = root->values[i];
        ll_str name;
        if (behind_prefix(&name, key->text))
            check(name, key->span, value, arena, problems);
        if (!ll_str_equal_nocase(key->text, ll_str_of(mapping_name)))
            continue;
        if (value->kind == LL_YAML_SEQUENCE || value->text.length > 0)
            ll_problem(problems, value->span, problem_rule,
                       "As in letterlint: {disable: [word-count]}.", "'%s' must be a mapping",
                       mapping_name);
        for (uint32_t k = 0; value->kind == LL_YAML_MAPPING && k < value->count; k++)
            check(value->keys[k]->text, value->keys[k]->span, value->values[k], arena, problems);
    }
}

void ll_meta_own_check_entry(ll_str key, ll_arena *arena, ll_diagnostics *problems) {
    ll_str name;
    if (behind_prefix(&name, key))
        find_key(name, (ll_span){0, 0}, arena, problems);
}
