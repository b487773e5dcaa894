/* Phrases: what a rule file writes for a literal, expanded to the finite set of texts it stands
 * for.
 *
 *     phrase      = { character | "(" alternatives ")" | "[" alternatives "]" }
 *     alternatives = phrase { "|" phrase }
 *
 * `[…]` may also stand for nothing; `\` takes one of ()[]|\ as it is. White space becomes one space
 * and none at the ends; curly quotes, no-break spaces and the like become what prose has for them.
 * A long form ("I am") is joined by its contraction ("I'm").
 */
#ifndef LL_RULE_PHRASE_H
#define LL_RULE_PHRASE_H

#include "letterlint.h"
#include "text/vocabulary.h"

/* One text. A contraction is `derived`: no author wrote it, so it gives way to one that was. */
typedef struct ll_form {
    ll_str text;
    bool derived;
} ll_form;

typedef struct ll_forms {
    const ll_form *items; /* at least one; the first is the phrase's name */
    uint32_t count;
} ll_forms;

typedef struct ll_phrase_error {
    ll_span span; /* bytes of the phrase */
    const char *message;
} ll_phrase_error;

/* The contractions of a language, ready for looking up; none where `vocabulary` is NULL. */
typedef struct ll_contractions ll_contractions;
const ll_contractions *ll_contractions_new(ll_arena *arena, const ll_vocabulary *vocabulary);

/* Expands a phrase to at most LL_PHRASE_FORMS texts, none of them empty. On failure fills *error.
 */
bool ll_phrase_expand(ll_forms *out, ll_arena *arena, ll_str phrase,
                      const ll_contractions *contractions, ll_phrase_error *error);

/* A text as prose would have it: spaces, quotes and hyphens normalised, trimmed. */
ll_str ll_phrase_normalize(ll_arena *arena, ll_str text);

enum { LL_PHRASE_FORMS = 4096 };

#endif
