/* The inside of ll_terms, shared by term.c (the set and its references) and term_read.c (YAML). */
#ifndef LL_RULE_TERM_SET_H
#define LL_RULE_TERM_SET_H

#include "base/index.h"
#include "rule/fragments.h"
#include "rule/literals.h"
#include "rule/phrase.h"
#include "rule/presence.h"
#include "rule/term.h"

#include <stdatomic.h>

/* One literal as a rule file writes it. */
typedef struct ll_spelling {
    const ll_yaml_node *node;
    const char *file;
    ll_forms forms;
    uint32_t thing;
    bool exact, ambiguous, dropped;
} ll_spelling;

typedef struct ll_written_pattern {
    ll_str text;
    ll_term_pattern compiled;
    ll_required required;
    bool dropped;
} ll_written_pattern;

/* A term named in `terms:` or `except:`. An `except` written in place has its index already. */
typedef struct ll_term_reference {
    ll_str name;
    const char *file;
    ll_span span;
    uint32_t index; /* LL_NONE until resolved */
} ll_term_reference;

/* A term while files are read; what `term` points to is filled in by ll_terms_finish. */
typedef struct ll_term_entry {
    ll_term term;
    const char **things; /* names */
    ll_spelling *spellings;
    ll_written_pattern *patterns;
    ll_term_reference *unions;
    uint32_t thing_count, thing_capacity;
    uint32_t spelling_count, spelling_capacity;
    uint32_t pattern_count, pattern_capacity;
    uint32_t union_count, union_capacity;
    ll_term_reference except;
    bool has_except;
    bool broken; /* has a mistake already: not worth saying that it finds nothing */
} ll_term_entry;

struct ll_terms {
    ll_fragments fragments;
    ll_arena *arena;
    const ll_contractions *contractions;
    ll_term_entry **entries; /* pointers: entries stay where they are while the set grows */
    uint32_t count, capacity;
    ll_index by_name;
    bool trusted;                /* patterns that are read now are known to compile */
    bool resumed;                /* terms written in place are there already: */
    uint32_t resume;             /* this is the next of them */
    uint32_t shipped;            /* so many, the first, came with letterlint */
    ll_term *finished;           /* the terms of all entries side by side; after ll_terms_finish */
    const ll_presence *presence; /* of the same */
    const ll_literals *literals;
    const ll_prefilter *prefilter;
    _Atomic(ll_pattern *) *patterns;  /* as they were read or, of records, those asked for */
    const ll_pattern_record *records; /* frozen, or NULL */
    ll_pattern_codes *codes;          /* likewise */
    ll_pool *pool;                    /* for patterns of records */
    uint32_t pattern_count, pattern_capacity;
    uint32_t filtered; /* patterns with a number in it */
};

/* Notes a pattern; its number. */
uint32_t ll_terms_add_pattern(ll_terms *terms, ll_pattern *pattern);

/* A new entry; `name` is "" for a term written in place. */
ll_term_entry *ll_terms_add_entry(ll_terms *terms, const char *name, const char *file,
                                  ll_span place);

#endif
