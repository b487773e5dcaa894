/* What letterlint ships in its binary: the rule files (embedded by cmake/embed_script.cmake, paths
 * below rules/), and the ruleset that they make, frozen (src/build/freeze_rules.c). */
#ifndef LL_LINT_SHIPPED_H
#define LL_LINT_SHIPPED_H

#include "letterlint.h"

extern const ll_rule_file ll_shipped_files[];
extern const size_t ll_shipped_file_count;

/* An image for ll_ruleset_thaw, of `ll_shipped_pack_size` bytes; 0: there is none. */
extern const char ll_shipped_pack[]; /* aligned to 8 bytes */
extern const size_t ll_shipped_pack_size;

/* What of letterlint a compiled ruleset depends on, as one sum (kept.h): the image above, and the
 * files that the program which made it was built from. */
extern const uint64_t ll_shipped_digest;

#endif
