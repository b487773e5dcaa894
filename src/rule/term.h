/* Terms: named, reusable sets of things to find, as rule files define them.
 *
 * A term is compiled once with the ruleset. Its literals (words, names, phrases expanded from
 * `(a|b)`, `[optional]` and contractions) go into one literal index shared by all terms
 * (literals.h); patterns are compiled one by one. What a term matches in a letter is found in
 * match.c.
 */
#ifndef LL_RULE_TERM_H
#define LL_RULE_TERM_H

#include "rule/literals.h"
#include "text/pattern.h"
#include "text/prefilter.h"
#include "text/prose.h"
#include "text/vocabulary.h"
#include "text/yaml.h"

/* One thing with several spellings: `distinct` counts things. */
typedef struct ll_thing {
    ll_near name; /* as first written */
} ll_thing;

typedef struct ll_term_pattern {
    uint32_t pattern; /* for ll_terms_pattern */
    uint32_t thing;   /* what it names: LL_NONE, each matched text is a thing of its own */
    bool raw;         /* matched on the source text instead of the prose */
    uint32_t filter;  /* its number in the prefilter; not for raw ones */
    bool searches;    /* compiled to search, for where it can begin is not known */
} ll_term_pattern;

typedef struct ll_term {
    const char *name;
    const char *file;
    ll_span place; /* of the name in its file */
    const ll_thing *things;
    uint32_t thing_count;
    const ll_term_pattern *patterns;
    uint32_t pattern_count;
    const uint32_t *unions; /* indices of the terms in `terms:` */
    uint32_t union_count;
    uint32_t except;    /* index of the term that subtracts, or LL_NONE */
    ll_str from_words;  /* meta key; each word of its value is a thing */
    ll_str from_first;  /* meta key; the first word of its value is the literal */
    ll_str from;        /* meta key whose value is the literal, or empty */
    bool negatable;     /* a negated match does not count */
    bool skip_code;     /* matches within code do not count (always so for raw) */
    bool language_free; /* holds raw patterns only: works in any language */
    bool used;          /* some rule, signal or term refers to it */
} ll_term;

static inline const char *ll_thing_name(const ll_term *term, uint32_t thing) {
    return ll_near_get(&term->things[thing].name);
}

typedef struct ll_terms ll_terms;

/* A new, empty set of terms. */
ll_terms *ll_terms_new(ll_arena *arena, const ll_vocabulary *vocabulary);

/* The fragments that patterns may use: read those of all files before any terms. */
struct ll_fragments *ll_terms_fragments(ll_terms *terms);

/* The terms read so far are those that letterlint ships: messages say so. */
void ll_terms_shipped(ll_terms *terms);

/* What is read next was tested when letterlint was built: its patterns are known to compile, and do
 * so when they are first needed. */
void ll_terms_trust(ll_terms *terms, bool trusted);

/* Reads the `terms:` mapping of one file. Mistakes go to `problems`; reading goes on after each. */
void ll_terms_read(ll_terms *terms, const char *file, const ll_yaml_node *mapping,
                   ll_diagnostics *problems);

/* Adds an unnamed term, as written in a rule (`find:` with a mapping): returns its index. */
uint32_t ll_terms_read_inline(ll_terms *terms, const char *file, const ll_yaml_node *definition,
                              ll_diagnostics *problems);

/* For a finished set that is read again in part: what ll_terms_read_inline would add is there
 * already, from this index on. */
void ll_terms_resume(ll_terms *terms, uint32_t from);

/* After all files: resolves `terms:` and `except:` references (an unknown name, a cycle and an
 * overgrown phrase are problems of the file that holds them: `problems_of(user, file)` gives its
 * list) and builds the literal index. */
void ll_terms_finish(ll_terms *terms, ll_diagnostics *(*problems_of)(void *user, const char *file),
                     void *user);

/* Index by name, or LL_NONE; marks nothing. */
uint32_t ll_terms_find(const ll_terms *terms, ll_str name);
/* Before ll_terms_finish. */
void ll_terms_mark_used(ll_terms *terms, uint32_t index);
/* After ll_terms_finish. */
const ll_term *ll_terms_get(const ll_terms *terms, uint32_t index);
uint32_t ll_terms_count(const ll_terms *terms);
/* What tells which of them may be in a letter; after ll_terms_finish. */
const struct ll_presence *ll_terms_presence(const ll_terms *terms);
/* One of its patterns, opened when it is first asked for; NULL when out of memory. */
ll_pattern *ll_terms_pattern(const ll_terms *terms, uint32_t pattern);
/* The index over the literals of all terms; after ll_terms_finish. A hit's `thing` is one of its
 * term's `things`. */
const ll_literals *ll_terms_literals(const ll_terms *terms);
/* Which patterns may match in a text; after ll_terms_finish. */
const ll_prefilter *ll_terms_prefilter(const ll_terms *terms);
/* How many patterns have a number in it. */
uint32_t ll_terms_filtered(const ll_terms *terms);
/* A copy of the set in which one term lost its `except`, or its `negatable`: a mutant. */
ll_terms *ll_terms_without_except(const ll_terms *terms, ll_arena *arena, uint32_t index);
ll_terms *ll_terms_without_negation(const ll_terms *terms, ll_arena *arena, uint32_t index);
/* Names for "did you mean". */
const char *const *ll_terms_names(const ll_terms *terms, ll_arena *arena, size_t *count);

#endif
