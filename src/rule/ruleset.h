/* A ruleset: vocabulary, terms and rules of all files loaded together, checked against one another
 * and immutable from then on. */
#ifndef LL_RULE_RULESET_H
#define LL_RULE_RULESET_H

#include "base/index.h"
#include "rule/agenda.h"
#include "rule/config.h"

/* One rule file while it is loaded, with what is wrong in it. */
typedef struct ll_ruleset_file {
    ll_source source;
    ll_diagnostics problems;
    const ll_yaml_node *root;                                /* NULL after a syntax error */
    const ll_yaml_node *rules, *signals, *profiles, *drafts; /* or NULL */
    bool shipped;                                            /* these come before all others */
    bool is_config;        /* a configuration: other keys, and it stands behind all rule files */
    const char *directory; /* what a configuration's globs are relative to */
} ll_ruleset_file;

/* The skeleton of a letter, for `letterlint new`. */
typedef struct ll_draft {
    ll_str name; /* of the profile it is for, or "default" */
    ll_template text;
} ll_draft;

struct ll_ruleset {
    ll_arena *arena;
    const ll_vocabulary *vocabulary;
    ll_terms *terms;
    ll_ruleset_file *files;
    uint32_t file_count;
    ll_rule *rules; /* in the order of the files; the signals follow the rules */
    uint32_t rule_count, signal_count;
    uint32_t entry_count;    /* both */
    ll_index by_id;          /* the first of each id */
    uint32_t *order;         /* indices of rules: gates first, then every rule after its `unless` */
    const ll_agenda *agenda; /* of the rules by their places in `order` */
    ll_profile *profiles;
    uint32_t profile_count;
    ll_config *configs; /* in the order of their precedence, the last the strongest */
    uint32_t config_count;
    ll_draft *drafts;
    uint32_t draft_count;
    bool thawed;      /* comes from an image: rules have left their tests behind */
    bool own;         /* and the image is of these very files and configurations */
    bool strict;      /* everything is checked, also what ships with letterlint */
    uint32_t accepts; /* index of the first term that a configuration's `accept` made */
    ll_index scopes;  /* of those of rules and regions the numbers, while they are read */
    uint32_t slots;   /* how many there are: so many keep their spans for a letter */
};

/* Compiles files whose sources and arena are set, everything else zero. False where some file has
 * problems. `language` is the file with the vocabulary. `strict` refuses terms that nothing uses.
 */
bool ll_ruleset_compile(ll_ruleset *ruleset, ll_ruleset_file *language, bool strict);

/* Lays the configurations among `files` (the only files there are) over a ruleset that is compiled
 * already. False, with nothing reported, where one of them adds to the terms, which needs all files
 * to be compiled together, unless the image is of these configurations and has them; mistakes are
 * among the files' problems. */
bool ll_ruleset_configure(ll_ruleset *ruleset);

/* Leaves a compiled ruleset without rules, signals, profiles and drafts; the vocabulary stays. */
void ll_ruleset_forget_rules(ll_ruleset *ruleset);

/* Whether some file has problems. */
bool ll_ruleset_has_problems(const ll_ruleset *ruleset);

/* Index of a profile, or LL_NONE. */
uint32_t ll_ruleset_profile_index(const ll_ruleset *ruleset, ll_str name);

/* Their names, for "did you mean". */
const char *const *ll_ruleset_profile_names(const ll_ruleset *ruleset, ll_arena *arena);

/* The draft of that name, or NULL. */
const ll_draft *ll_ruleset_draft(const ll_ruleset *ruleset, ll_str name);

/* Index of a rule or signal, or LL_NONE. */
uint32_t ll_ruleset_index(const ll_ruleset *ruleset, ll_str id);

/* The ids of all rules, for "did you mean". */
const char *const *ll_ruleset_ids(const ll_ruleset *ruleset, ll_arena *arena);

#endif
