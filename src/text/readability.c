/* Syllables and the Flesch-Kincaid grade; see readability.h. */
#include "text/readability.h"

#include "base/utf8.h"

static bool is_vowel(uint32_t c) {
    static const bool vowels[0x80] = {
        ['a'] = true, ['e'] = true, ['i'] = true, ['o'] = true, ['u'] = true, ['y'] = true,
        ['A'] = true, ['E'] = true, ['I'] = true, ['O'] = true, ['U'] = true, ['Y'] = true};
    return c < 0x80 ? vowels[c] : ll_utf8_is_word(c); /* é, ü, … are more often than not */
}

/* A final e is silent ("made"), but not in -le after a consonant ("table"). */
static bool ends_silent(ll_str word) {
    char last = word.data[word.length - 1];
    if (last == 'd')
        return ll_str_ends(word, "ed") && !ll_str_ends(word, "ted") && !ll_str_ends(word, "ded");
    return last == 'e' && !ll_str_ends(word, "le") && !ll_str_ends(word, "ee");
}

uint32_t ll_syllables(ll_str word) {
    uint32_t groups = 0;
    bool before = false; /* a vowel stands there */
    for (uint32_t i = 0; i < word.length;) {
        bool vowel = is_vowel(ll_utf8_decode(word.data, word.length, i, &i));
        groups += vowel > before;
        before = vowel;
    }
    groups -= groups > 1 && ends_silent(word);
    return groups ? groups : 1;
}

double ll_reading_grade(uint64_t words, uint64_t sentences, uint64_t syllables) {
    if (words == 0)
        return 0;
    if (sentences == 0)
        sentences = 1;
    return 0.39 * ((double)words / (double)sentences) + 11.8 * ((double)syllables / (double)words) -
           15.59;
}
