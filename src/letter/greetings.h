/* Greetings: the line that opens a letter and the one that closes it, told from sentences that
 * merely begin like them ("Dear to me is …", "Best practices were …"). */
#ifndef LL_LETTER_GREETINGS_H
#define LL_LETTER_GREETINGS_H

#include "text/vocabulary.h"

/* The length of the salutation that opens the line, its comma included; 0 where none does. *whole:
 * nothing but blanks follows it on the line. */
uint32_t ll_greeting_salutation(const ll_vocabulary *vocabulary, ll_str line, bool *whole);

typedef enum ll_signoff_kind {
    LL_SIGNOFF_NONE,
    LL_SIGNOFF_PHRASE, /* "Kind regards," */
    LL_SIGNOFF_NAMED,  /* "Best, Ana": phrase and name */
    LL_SIGNOFF_OPEN,   /* "Thank you for your time": only where a name follows */
    LL_SIGNOFF_LAST,   /* "Regards Ana", "Thanks, Ana.": only where the letter ends, for it may be
                          "Best Practices", or thanks within the body */
} ll_signoff_kind;

ll_signoff_kind ll_greeting_signoff(const ll_vocabulary *vocabulary, ll_str line);

#endif
