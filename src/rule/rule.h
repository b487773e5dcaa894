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
    /* What every letter asks of a rule that may fire, on as few lines of a cache as it can be. */
    uint32_t find; /* term, or LL_NONE */
    uint32_t slot; /* of all scopes together: see ll_scope_slot */
    uint32_t scope_count, unless_count, needs_count;
    uint32_t limit; /* LL_NONE: none */
    ll_level level;
    bool of_suppressions; /* looks at what is wrong with them, after all other rules ran */
    bool gate;
    bool off;            /* runs only where a profile switches it on */
    bool needs_language; /* some term it uses depends on the language; set by the ruleset */
    const ll_scope *scopes;
    const uint32_t *unless;    /* indices of rules */
    const ll_str *needs;       /* meta keys */
    const ll_expression *when; /* NULL: always */
    ll_params params;
    /* What it says. */
    ll_str id;
    ll_template message, advice;
    const ll_region *at;        /* or NULL */
    const ll_template *replace; /* or NULL */
    const ll_replacement *replacements;
    uint32_t replacement_count;
    ll_fix_safety fix;
    ll_str group, title;      /* signals */
    const ll_template *value; /* signals that show a value; or NULL */
    /* Where it comes from, and what is told of it. */
    const char *file;
    ll_span place; /* of the id in its file */
    const char *scope_text;
    const ll_yaml_node *unless_ids; /* names, until the ruleset resolves them */
    ll_uses uses;
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
