/* Reading configurations; see config.h. */
#include "rule/config.h"

#include <string.h>

const char *const ll_config_keys[] = {"accept",     "extends",  "extensions", "ignore",
                                      "letterlint", "paths",    "profile",    "rule-files",
                                      "rules",      "spelling", "terms"};
const size_t ll_config_key_count = sizeof ll_config_keys / sizeof *ll_config_keys;

/* --- Texts ---------------------------------------------------------------------------------- */

static void expected_texts(const ll_rule_reader *reader, const ll_yaml_node *node,
                           const char *key) {
    ll_problem(reader->problems, node->span, ll_rule_file_problem, ll_yaml_list_advice(node),
               "'%s' must be a text or a list of texts", key);
}

const ll_str *ll_config_texts(uint32_t *count, const ll_rule_reader *reader,
                              const ll_yaml_node *root, const char *key) {
    const ll_yaml_node *node = ll_yaml_get(root, key);
    *count = 0;
    if (!node)
        return NULL;
    if (node->kind == LL_YAML_MAPPING) {
        expected_texts(reader, node, key);
        return NULL;
    }
    bool single = node->kind == LL_YAML_SCALAR;
    uint32_t total = single ? 1 : node->count;
    ll_str *texts = ll_arena_array(reader->arena, total, sizeof *texts);
    for (uint32_t i = 0; i < total; i++) {
        const ll_yaml_node *item = single ? node : node->values[i];
        if (item->kind != LL_YAML_SCALAR || item->text.length == 0)
            expected_texts(reader, item, key);
        else
            texts[(*count)++] = item->text;
    }
    return texts;
}

static ll_str join(ll_arena *arena, const ll_str *texts, uint32_t count) {
    ll_buf joined = ll_buf_on(arena);
    ll_buf_puts(&joined, "");
    for (uint32_t i = 0; i < count; i++)
        ll_buf_printf(&joined, "%s%.*s", i > 0 ? "," : "", (int)texts[i].length, texts[i].data);
    return ll_buf_str(&joined);
}

/* --- Layers --------------------------------------------------------------------------------- */

/* Accepted phrases are a term without a name, so that they are matched as words are everywhere. */
static uint32_t read_accept(const ll_rule_reader *reader, const ll_yaml_node *root) {
    const ll_yaml_node *phrases = ll_yaml_get(root, "accept");
    if (!phrases)
        return LL_NONE;
    if (!ll_rule_expect(reader, phrases, LL_YAML_SEQUENCE, "'accept'") || phrases->count == 0)
        return LL_NONE;
    ll_yaml_node *key = ll_arena_alloc(reader->arena, sizeof *key);
    *key = (ll_yaml_node){
        .kind = LL_YAML_SCALAR, .text = ll_str_of("words"), .plain = true, .span = phrases->span};
    const ll_yaml_node **pair = ll_arena_array(reader->arena, 2, sizeof *pair);
    pair[0] = key;
    pair[1] = phrases;
    ll_yaml_node *term = ll_arena_alloc(reader->arena, sizeof *term);
    *term = (ll_yaml_node){.kind = LL_YAML_MAPPING,
                           .span = phrases->span,
                           .count = 1,
                           .keys = &pair[0],
                           .values = &pair[1]};
    return ll_terms_read_inline(reader->terms, reader->file, term, reader->problems);
}

static void read_layer(ll_config_layer *out, const ll_rule_reader *reader,
                       const ll_yaml_node *node) {
    const ll_yaml_node *rules = ll_yaml_get(node, "rules");
    uint32_t count;
    const ll_str *profiles = ll_config_texts(&count, reader, node, "profile");
    out->profile_names = ll_yaml_get(node, "profile");
    out->profiles = join(reader->arena, profiles, count);
    out->changes = (ll_profile){.file = reader->file, .place = node->span};
    if (rules)
        ll_profile_read_changes(&out->changes, reader, rules);
    out->accept = read_accept(reader, node);
}

static void read_globs(ll_config_layer *out, const ll_rule_reader *reader,
                       const ll_yaml_node *node) {
    uint32_t count;
    const ll_str *texts = ll_config_texts(&count, reader, node, "match");
    if (count == 0 && !ll_yaml_get(node, "match"))
        ll_problem(reader->problems, node->span, ll_rule_file_problem,
                   "say which letters, e.g. match: nursing/**", "'match' is missing");
    out->globs = ll_arena_array(reader->arena, count, sizeof *out->globs);
    for (; out->glob_count < count; out->glob_count++)
        out->globs[out->glob_count] = ll_glob_new(reader->arena, texts[out->glob_count]);
}

static void check_layer_keys(const ll_rule_reader *reader, const ll_yaml_node *node) {
    static const char *const keys[] = {"match", "profile", "rules", "accept"};
    enum { KEYS = sizeof keys / sizeof *keys };
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t k = 0;
        while (k < KEYS && !ll_str_is(node->keys[i]->text, keys[k]))
            k++;
        const char *name = ll_str_copy(reader->arena, node->keys[i]->text);
        if (k == KEYS)
            ll_problem(reader->problems, node->keys[i]->span, ll_rule_file_problem,
                       ll_did_you_mean(reader->arena, name, keys, KEYS),
                       "unknown key '%s' in an entry of 'paths'", name);
    }
}

static const char *const spellings[] = {"en-GB", "en-US"};
enum { SPELLINGS = sizeof spellings / sizeof *spellings };

bool ll_config_is_spelling(ll_str text) {
    return ll_str_is(text, spellings[0]) || ll_str_is(text, spellings[1]);
}

static void read_spelling(ll_config *out, const ll_rule_reader *reader, const ll_yaml_node *root) {
    const ll_yaml_node *node = ll_yaml_get(root, "spelling");
    if (!node || !ll_rule_expect(reader, node, LL_YAML_SCALAR, "'spelling'"))
        return;
    const char *name = ll_str_copy(reader->arena, node->text);
    if (ll_config_is_spelling(node->text))
        out->spelling = node->text;
    else
        ll_problem(reader->problems, node->span, ll_rule_file_problem,
                   ll_did_you_mean(reader->arena, name, spellings, SPELLINGS),
                   "'spelling' is en-GB or en-US");
}

void ll_config_read(ll_config *out, const ll_rule_reader *reader, const char *directory,
                    const ll_yaml_node *root) {
    const ll_yaml_node *paths = ll_yaml_get(root, "paths");
    if (paths && !ll_rule_expect(reader, paths, LL_YAML_SEQUENCE, "'paths'"))
        paths = NULL;
    uint32_t total = 1 + (paths ? paths->count : 0);
    *out = (ll_config){.directory = directory,
                       .layers = ll_arena_array(reader->arena, total, sizeof *out->layers)};
    read_layer(&out->layers[out->layer_count++], reader, root);
    for (uint32_t i = 0; paths && i < paths->count; i++) {
        const ll_yaml_node *entry = paths->values[i];
        if (!ll_rule_expect(reader, entry, LL_YAML_MAPPING, "an entry of 'paths'"))
            continue;
        ll_config_layer *layer = &out->layers[out->layer_count++];
        check_layer_keys(reader, entry);
        read_layer(layer, reader, entry);
        read_globs(layer, reader, entry);
    }
    read_spelling(out, reader, root);
}

/* --- Which letters -------------------------------------------------------------------------- */

/* The path as seen from the directory, or NULL where it is elsewhere. */
static const char *relative(const char *directory, const char *path) {
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    if (*directory == '\0')
        return path;
    if (strncmp(path, directory, length) != 0 || path[length] != '/')
        return NULL;
    return path + length + strspn(path + length, "/");
}

bool ll_config_layer_covers(const ll_config *config, const ll_config_layer *layer,
                            ll_arena *scratch, const char *path) {
    const char *inner = path ? relative(config->directory, path) : NULL;
    if (layer == &config->layers[0])
        return true;
    for (uint32_t i = 0; inner && i < layer->glob_count; i++)
        if (ll_glob_covers(layer->globs[i], scratch, inner, false))
            return true;
    return false;
}
