/* Configuration: what a `.letterlint.yaml` says of rules, for the letters of its folder.
 *
 * A configuration is data in the shape of rules' own: its `rules:` is a profile without a name, its
 * `terms:` are read as a rule file's are, and each entry of `paths:` is a layer over it for the
 * letters that its globs cover. What a file says of other files (`extends`, `rule-files`, `ignore`)
 * is only handed out: the library opens none.
 */
#ifndef LL_RULE_CONFIG_H
#define LL_RULE_CONFIG_H

#include "base/glob.h"
#include "rule/profile.h"

/* What holds for some letters: a later layer wins. */
typedef struct ll_config_layer {
    const ll_glob **globs; /* none: for all letters */
    uint32_t glob_count;
    const ll_yaml_node *profile_names; /* sequence or scalar; NULL: it chooses none */
    ll_str profiles;                   /* the same, divided by commas */
    ll_profile changes;
    uint32_t accept; /* the term whose matches are no faults, or LL_NONE */
} ll_config_layer;

typedef struct ll_config {
    const char *directory; /* what the globs are relative to; "" for everything */
    ll_config_layer *layers;
    uint32_t layer_count;
    ll_str spelling; /* "en-GB", "en-US" or empty: the default of meta.spelling */
} ll_config;

/* The keys of a configuration file, for a check of them. */
extern const char *const ll_config_keys[];
extern const size_t ll_config_key_count;

/* Reads a configuration's mapping; mistakes are reported, reading goes on. Names of rules and
 * profiles are resolved by the ruleset. */
void ll_config_read(ll_config *out, const ll_rule_reader *reader, const char *directory,
                    const ll_yaml_node *root);

/* Whether a text is a value of `spelling`: "en-GB", "en-US". */
bool ll_config_is_spelling(ll_str text);

/* A key's texts, one or a list of them; NULL-free, *count long. */
const ll_str *ll_config_texts(uint32_t *count, const ll_rule_reader *reader,
                              const ll_yaml_node *root, const char *key);

/* Whether a layer holds for the letter at `path`, which is written as `directory` is. */
bool ll_config_layer_covers(const ll_config *config, const ll_config_layer *layer,
                            ll_arena *scratch, const char *path);

#endif
