/* Suppressions: what a writer says to letterlint within a letter, in comments and front matter.
 *
 *     <!-- letterlint-disable RULE… -- reason -->                 from here on
 *     <!-- letterlint-enable RULE… -->                            until here
 *     <!-- letterlint-disable-next-paragraph RULE… -- reason -->  in the text that follows
 *     <!-- letterlint-disable-line RULE… -- reason -->            on the lines it stands on
 *
 * Here they are found and read; which diagnostics they keep quiet is lint/suppress.c's business.
 */
#ifndef LL_LETTER_SUPPRESSIONS_H
#define LL_LETTER_SUPPRESSIONS_H

#include "letter/meta.h"
#include "text/prose.h"

typedef enum ll_suppression_kind {
    LL_SUPPRESS_FROM_HERE,
    LL_SUPPRESS_UNTIL_HERE,
    LL_SUPPRESS_PARAGRAPH,
    LL_SUPPRESS_LINE,
    LL_SUPPRESS_UNKNOWN,  /* mistyped: it does nothing */
    LL_SUPPRESS_UNCLOSED, /* no "-->" follows */
} ll_suppression_kind;

typedef struct ll_suppression_id {
    ll_str text;
    ll_span span;    /* source; empty where it is not in the letter */
    ll_span removal; /* what has to go with it */
} ll_suppression_id;

typedef struct ll_suppression {
    ll_suppression_kind kind;
    ll_span span;    /* source: of the comment, or of the value in front matter */
    ll_span name;    /* of the directive's name */
    ll_span removal; /* what has to go for the comment to be gone; empty in front matter */
    const ll_suppression_id *ids;
    uint32_t id_count; /* 0: all rules */
    ll_span region;    /* where a diagnostic has to start to be meant; see ll_suppressions_settle */
} ll_suppression;

/* Rising; what front matter says comes first. */
typedef struct ll_suppressions {
    ll_suppression *items;
    uint32_t count;
    uint32_t first_comment; /* index */
} ll_suppressions;

/* What is wrong with a suppression, for the rules whose scope is `suppression`. */
typedef struct ll_fault {
    ll_span span;
    ll_span removal; /* what a fix takes out; empty: there is none */
    const char *text, *hint;
} ll_fault;

/* Finds them. `prose` is that of the letter as typed, which tells what is code. */
void ll_suppressions_find(ll_suppressions *out, ll_arena *arena, const ll_prose *prose,
                          const ll_meta_table *meta);

/* Sets where each holds, once the letter's units are known. */
struct ll_letter;
void ll_suppressions_settle(ll_suppressions *suppressions, const struct ll_letter *letter);

/* The comment that holds the source offset, or NULL. */
const ll_suppression *ll_suppressions_at(const ll_suppressions *suppressions, uint32_t offset);

/* The nearest name of a directive, or NULL. */
const char *ll_suppression_name_like(ll_arena *arena, ll_str name);

#endif
