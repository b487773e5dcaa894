/* What libcmark reads of a link beside its text: the tail behind `]`, and link reference
 * definitions. Both leave no trace in the tree, so that prose has to step over them by the same
 * grammar. Internal to prose. */
#ifndef LL_TEXT_SCAN_H
#define LL_TEXT_SCAN_H

#include "base/str.h"

/* The length of the tail at `at`, behind the `]` of what is known to be a link or an image: of
 * `(destination "title")`, `[label]` or `[]`; 0 of a shortcut, which has none. */
uint32_t ll_scan_link_tail(ll_str text, uint32_t at);

/* The length of the definitions that a paragraph's content opens with, line ends included. */
uint32_t ll_scan_definitions(ll_str text);

bool ll_scan_is_punctuation(char c);

/* White space as libcmark's inline parser knows it: blanks, line ends, form feed, vertical tab. */
bool ll_scan_is_space(char c);

#endif
