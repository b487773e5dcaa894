/* The vocabulary of a language: named word lists, all data (rules/lang/en.yaml). Sentences need its
 * abbreviations, anatomy its greetings, terms its contractions and negators. */
#ifndef LL_TEXT_VOCABULARY_H
#define LL_TEXT_VOCABULARY_H

#include "base/pack.h"
#include "text/yaml.h"

typedef enum ll_list_id {
    LL_LIST_TITLES,               /* "Mr", "Dr": the dot never ends a sentence */
    LL_LIST_ABBREVIATIONS,        /* "e.g", "approx": the dot does not end a sentence */
    LL_LIST_FINAL_ABBREVIATIONS,  /* "U.S", "Inc", "a.m": it ends one where a sentence starter
                                     follows */
    LL_LIST_NUMBER_ABBREVIATIONS, /* "No", "Fig": not before a number */
    LL_LIST_SENTENCE_STARTERS,    /* "The", "I", "It" */
    LL_LIST_LOWERCASE_NAMES,      /* "nginx": may begin a sentence as it is */
    LL_LIST_SALUTATIONS,          /* "Dear", "To whom it may concern" */
    LL_LIST_ADDRESSEES,           /* "team", "hiring manager", "all": what a greeting may address */
    LL_LIST_NAME_PARTICLES,       /* "of", "van": small words within names and places */
    LL_LIST_SIGNOFFS,             /* "Kind regards" */
    LL_LIST_POSTSCRIPTS,          /* "P.S.", "PS:" */
    LL_LIST_ENCLOSURES,           /* "Enclosure", "Encl.", "Attachments" */
    LL_LIST_HEADER_LABELS,        /* "Re:", "Subject:", "Tel" */
    LL_LIST_ADDRESS_WORDS,        /* "Street", "Suite", "Road" */
    LL_LIST_MONTHS,
    LL_LIST_FINITE_VERBS,      /* "is", "have": a line with one is a sentence, not a name */
    LL_LIST_NEGATORS,          /* "not", "without": make a negatable match not count */
    LL_LIST_NEGATION_ENDS,     /* "but", "until": where a negation stops reaching */
    LL_LIST_NEGATION_UNDONE,   /* "miss", "only": between negator and match, the match counts */
    LL_LIST_CONTRACTIONS_LONG, /* "I am"; the same index in _SHORT is "I'm" */
    LL_LIST_CONTRACTIONS_SHORT,
    LL_LIST_FUNCTION_WORDS, /* the commonest words; few of them: another language */
    LL_LIST_COUNT,
} ll_list_id;

/* The list's key in the file: "final-abbreviations". */
const char *ll_list_name(ll_list_id list);

typedef struct ll_vocabulary ll_vocabulary;

/* As it is frozen. */
extern const ll_pack_type ll_vocabulary_packed;

/* Reads a file `language: en` with one key a list (ll_list_name); `contractions` is a mapping
 * from long to short form. Unknown or missing keys are problems. */
bool ll_vocabulary_load(const ll_vocabulary **out, ll_arena *arena, const ll_yaml_node *root,
                        ll_diagnostics *problems);

/* The items as written. */
uint32_t ll_vocabulary_count(const ll_vocabulary *vocabulary, ll_list_id list);
ll_str ll_vocabulary_item(const ll_vocabulary *vocabulary, ll_list_id list, uint32_t index);

/* Whether the list has `text` as a whole item; case is folded. */
bool ll_vocabulary_has(const ll_vocabulary *vocabulary, ll_list_id list, ll_str text);

/* The same with case as written: "Ms", not "ms". */
bool ll_vocabulary_has_exact(const ll_vocabulary *vocabulary, ll_list_id list, ll_str text);

/* The length in bytes of the longest item that `text` begins with, 0 where there is none. An item
 * that ends in a word character is followed by none. Case is folded, a space matches any run of
 * spaces. */
uint32_t ll_vocabulary_prefix(const ll_vocabulary *vocabulary, ll_list_id list, ll_str text);

#endif
