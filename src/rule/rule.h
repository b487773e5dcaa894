/* A rule as compiled from its file, and reading one. */
#ifndef LL_RULE_RULE_H
#define LL_RULE_RULE_H

#include "rule/expression.h"
#include "rule/template.h"

/* A test written beside a rule. */
typedef struct ll_rule_test {
    bool bad;
    ll_span place; /* in the file */
    ll_str text;   /* the letter, marks included */
    const ll_meta *meta;
    uint32_t meta_count;
    ll_params params;    /* overrides by name */
    ll_str profiles;     /* names divided by commas */
    ll_str message;      /* expected, or empty */
    const ll_str *fixed; /* expected, or NULL */
} ll_rule_test;

/* `replace` as a mapping. */
typedef struct ll_replacement {
    ll_str from, to;
} ll_replacement;

typedef struct ll_rule {
    ll_str id;
    const char *file;
    ll_span place; /* of the id in its file */
    ll_level level;
    const ll_scope *scopes;
    uint32_t scope_count;
    const char *scope_text;
    uint32_t slot;                  /* of all of them together: see ll_scope_slot */
    uint32_t find;                  /* term, or LL_NONE */
    uint32_t limit;                 /* LL_NONE: none */
    const ll_expression *when;      /* NULL: always */
    const ll_yaml_node *unless_ids; /* names, until the ruleset resolves them */
    const uint32_t *unless;         /* indices of rules */
    uint32_t unless_count;
    const ll_str *needs; /* meta keys */
    uint32_t needs_count;
    const ll_region *at;  /* or NULL */
    bool of_suppressions; /* looks at what is wrong with them, after all other rules ran */
    ll_template message, advice;
    const ll_template *replace; /* or NULL */
    const ll_replacement *replacements;
    uint32_t replacement_count;
    ll_fix_safety fix;
    bool gate;
    bool off;                 /* runs only where a profile switches it on */
    ll_str group, title;      /* signals */
    const ll_template *value; /* signals that show a value; or NULL */
    ll_uses uses;
    bool needs_language; /* some term it uses depends on the language; set by the ruleset */
    ll_params params;
    ll_str why;
    const char *const *sources;
    uint32_t source_count;
    const ll_rule_test *tests;
    uint32_t test_count;
} ll_rule;

/* What reading the rules of one file needs. */
typedef struct ll_rule_reader {
    ll_arena *arena;
    ll_terms *terms;
    const char *file;
    ll_diagnostics *problems;
    ll_index *slots; /* see ll_scope_slot */
} ll_rule_reader;

/* Reads one entry of `rules:`. Every mistake in it is reported; false where there was one. */
bool ll_rule_read(ll_rule *out, const ll_rule_reader *reader, const ll_yaml_node *node);

/* Reads one entry of `signals:`, a row of the scorecard: a rule that says nothing, but is found or
 * missing. The same keys, with `group` and `title` in place of `level` and `message`. */
bool ll_signal_read(ll_rule *out, const ll_rule_reader *reader, const ll_yaml_node *node);

/* Reads the `tests:` of a rule; part of ll_rule_read. */
bool ll_rule_read_tests(ll_rule *rule, const ll_rule_reader *reader, const ll_yaml_node *node);

/* Reads a mapping from names to numbers or texts. */
bool ll_rule_read_params(ll_params *out, const ll_rule_reader *reader, const ll_yaml_node *node);

/* Checks a mapping's kind; reports and returns false where it is another. */
bool ll_rule_expect(const ll_rule_reader *reader, const ll_yaml_node *node, ll_yaml_kind kind,
                    const char *what);

/* Reads "true" or "false". */
bool ll_rule_read_flag(bool *out, const ll_rule_reader *reader, const ll_yaml_node *node);

#endif
