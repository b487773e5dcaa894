/* Profiles: sets of changes to rules, as data. A profile switches rules on and off, changes their
 * levels, and sets their params; a configuration's `rules:` are one without a name. */
#ifndef LL_RULE_PROFILE_H
#define LL_RULE_PROFILE_H

#include "rule/rule.h"

/* What a profile says of one rule. */
typedef struct ll_profile_change {
    const struct ll_profile *profile; /* that it is of; set when all files are read */
    const ll_yaml_node *id;
    uint32_t rule; /* index; set when all files are read */
    bool switches, on;
    bool has_level;
    ll_level level;
    const ll_yaml_node *params_node;
    ll_params params;
} ll_profile_change;

typedef struct ll_profile {
    ll_str name, about; /* empty for a configuration's */
    const char *file;
    ll_span place;
    ll_profile_change *changes;
    uint32_t change_count;
} ll_profile;

/* Reads one entry of the `profiles:` mapping; mistakes are reported, reading goes on. */
void ll_profile_read(ll_profile *out, const ll_rule_reader *reader, const ll_yaml_node *name,
                     const ll_yaml_node *node);

/* Reads its `rules:` alone, a mapping from ids to what they are set to. */
void ll_profile_read_changes(ll_profile *profile, const ll_rule_reader *reader,
                             const ll_yaml_node *node);

/* Says what is wrong with the params of a change, whose rule is known. A range that only some
 * profile makes right is right. */
void ll_profile_change_check(const ll_profile_change *change, ll_arena *arena,
                             const ll_ruleset *ruleset, ll_diagnostics *problems);

/* How a rule runs on one letter, and which change said so (NULL: the rule itself). */
typedef struct ll_setting {
    bool on;
    ll_level level;
    ll_params params;
    ll_param *own_params; /* those of `params`, where some are set; NULL: they are the rule's */
    const ll_profile_change *on_from, *level_from;
    const ll_profile_change **params_from; /* of each; NULL: the rule itself, of all */
} ll_setting;

/* As the rule itself says. */
static inline ll_setting ll_setting_default(const ll_rule *rule) {
    return (ll_setting){.on = !rule->off, .level = rule->level, .params = rule->params};
}

/* The defaults of `count` rules. */
ll_setting *ll_settings_new(ll_arena *arena, const ll_rule *rules, uint32_t count);

/* Applies a profile over what is set. What is set lives in the arena. */
void ll_settings_apply(ll_setting *settings, ll_arena *arena, const ll_profile *profile);

/* Sets params by name; names that the rule has not are passed over. */
void ll_setting_set_params(ll_setting *setting, ll_arena *arena, const ll_params *params,
                           const ll_profile_change *from);

#endif
