/* The shipped rule files, embedded at build time by cmake/embed_script.cmake: paths below rules/.
 */
#ifndef LL_LINT_SHIPPED_H
#define LL_LINT_SHIPPED_H

#include "letterlint.h"

extern const ll_rule_file ll_shipped_files[];
extern const size_t ll_shipped_file_count;

#endif
