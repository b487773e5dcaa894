/* Profiles: named sets of changes to rules, as data. A profile switches rules on and off, changes
 * their levels, and sets their params. */
#ifndef LL_RULE_PROFILE_H
#define LL_RULE_PROFILE_H

#include "rule/rule.h"

/* What a profile says of one rule. */
typedef struct ll_profile_change {
    const ll_yaml_node *id;
    uint32_t rule; /* index; set when all files are read */
    bool switches, on;
    bool has_level;
    ll_level level;
    const ll_yaml_node *params_node;
    ll_params params;
} ll_profile_change;

typedef struct ll_profile {
    ll_str name, about;
    const char *file;
    ll_span place;
    ll_profile_change *changes;
    uint32_t change_count;
} ll_profile;

/* Reads one entry of the `profiles:` mapping; mistakes are reported, reading goes on. */
void ll_profile_read(ll_profile *out, const ll_rule_reader *reader, const ll_yaml_node *name,
                     const ll_yaml_node *node);

/* How a rule runs on one letter: by default, or after profiles. */
typedef struct ll_setting {
    bool on;
    ll_level level;
    ll_value *params; /* by index in the rule's params */
} ll_setting;

/* The defaults of `count` rules. */
ll_setting *ll_settings_new(ll_arena *arena, const ll_rule *rules, uint32_t count);

/* Applies a profile over what is set. */
void ll_settings_apply(ll_setting *settings, const ll_rule *rules, const ll_profile *profile);

/* Sets the params of one rule by name; names it has not are passed over. */
void ll_setting_set_params(ll_setting *setting, const ll_rule *rule, const ll_params *params);

#endif
