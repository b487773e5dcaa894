/* Reading grade: the Flesch-Kincaid formula (J. P. Kincaid and others, 1975). */
#ifndef LL_TEXT_READABILITY_H
#define LL_TEXT_READABILITY_H

#include "base/str.h"

/* Syllables of an English word, by counting groups of vowels; at least 1. */
uint32_t ll_syllables(ll_str word);

/* 0.39 words/sentence + 11.8 syllables/word - 15.59; 0 where there are no words. */
double ll_reading_grade(uint64_t words, uint64_t sentences, uint64_t syllables);

#endif
