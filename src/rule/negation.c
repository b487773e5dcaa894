/* Looking back from a match for a negator.
 *
 * The words before the match are asked one by one, nearest first. An end ("but", ";") shields what
 * follows it; a word that undoes ("never missed an SLO", "not only") makes any negator further back
 * harmless. Some words are both: "without" negates by itself, and "not without" does not. All these
 * words are the vocabulary's.
 */
#include "rule/negation.h"

enum {
    /* How many words back a negator may stand: six between it and the match, as in "never had the
     * time to set up tracing". Much further back another clause has usually begun. */
    REACH = 7,
    /* A gap between two words longer than this is no ordinary punctuation. */
    LONGEST_GAP = 32,
};

typedef struct word_role {
    bool negates, undoes, ends;
} word_role;

static uint32_t prefix(const ll_letter *letter, ll_list_id list, uint32_t at, uint32_t before) {
    ll_str text = ll_str_slice((ll_str){letter->prose.text, letter->prose.length}, at, before);
    return ll_vocabulary_prefix(letter->vocabulary, list, text);
}

static word_role role_of(const ll_letter *letter, uint32_t word, uint32_t match) {
    return (word_role){
        .negates = prefix(letter, LL_LIST_NEGATORS, word, match) > 0,
        .undoes = prefix(letter, LL_LIST_NEGATION_UNDONE, word, match) > 0,
        .ends = prefix(letter, LL_LIST_NEGATION_ENDS, word, match) > 0,
    };
}

/* Whether the punctuation between two words ends a negation: ";", a dash, a comma before "and". */
static bool gap_ends(const ll_letter *letter, uint32_t start, uint32_t end, uint32_t match) {
    if (end - start > LONGEST_GAP)
        return true;
    for (uint32_t i = start; i < end; i++)
        if (letter->prose.text[i] != ' ' && prefix(letter, LL_LIST_NEGATION_ENDS, i, match) > 0)
            return true;
    return false;
}

bool ll_negated(const ll_letter *letter, ll_span sentence, uint32_t at) {
    const ll_words *words = &letter->words;
    uint32_t index = ll_words_from(words, at), next_start = at;
    bool negated = false;
    for (int i = 0; i < REACH && index > 0; i++) {
        ll_span word = words->spans[--index];
        if (word.start < sentence.start ||
            (word.end < next_start && gap_ends(letter, word.end, next_start, at)))
            break;
        word_role role = role_of(letter, word.start, at);
        if (role.ends || (role.undoes && !role.negates && !negated))
            break;
        if (role.negates && !role.undoes)
            return !negated;
        negated = negated || role.negates;
        next_start = word.start;
    }
    return negated;
}
