/* Fragments of patterns: regular expressions with a name, so that what several patterns have in
 * common (a number, a list of units) is written once. `(?&name)` in a pattern stands for the
 * fragment; it is put in place as text before the pattern is compiled, so captures keep their
 * numbers. */
#ifndef LL_RULE_FRAGMENTS_H
#define LL_RULE_FRAGMENTS_H

#include "diag/diagnostic.h"
#include "text/yaml.h"

typedef struct ll_fragment {
    ll_str name, text;
    const char *file;
    ll_span place; /* of the name */
    bool used;
} ll_fragment;

typedef struct ll_fragments {
    ll_arena *arena;
    ll_fragment *entries;
    uint32_t count, capacity;
    uint32_t shipped; /* so many, the first, came with letterlint */
} ll_fragments;

/* Reads the `fragments:` mapping of one file. */
void ll_fragments_read(ll_fragments *fragments, const char *file, const ll_yaml_node *mapping,
                       ll_diagnostics *problems);

/* The pattern with its fragments put in place; `text` itself where it has none. A name that is no
 * fragment is left to PCRE2, which knows groups of that syntax. False, with *problem set, where
 * fragments nest too deeply (they lead in a circle) or the pattern outgrows 64 KiB. */
bool ll_fragments_expand(ll_str *out, ll_fragments *fragments, ll_str text, const char **problem);

/* Reports the fragments that no pattern uses to the lists that `problems_of` names by file. */
void ll_fragments_check_used(const ll_fragments *fragments,
                             ll_diagnostics *(*problems_of)(void *user, const char *file),
                             void *user);

#endif
