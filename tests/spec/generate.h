/* Markdown made by chance, the same for the same seed. */
#ifndef LL_TEST_GENERATE_H
#define LL_TEST_GENERATE_H

#include "visible.h"

#include <stdint.h>

/* A document of nested quotes, lists, paragraphs, code and HTML, with every inline construct, lazy
 * lines, tabs, all line ends, and sometimes a byte order mark. */
void generate_document(text *out, uint64_t seed);

/* Markdown's own characters in no order at all. */
void generate_soup(text *out, uint64_t seed);

/* Lines of block marks and indentation in no order, each with a little text. */
void generate_lines(text *out, uint64_t seed);

#endif
