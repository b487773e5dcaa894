/* What is said to letterlint itself in front matter, under `letterlint`: held against what there
 * is. */
#ifndef LL_LETTER_META_OWN_H
#define LL_LETTER_META_OWN_H

#include "text/yaml.h"

/* Reports keys that are none and values of a wrong kind, each at its place. */
void ll_meta_own_check(const ll_yaml_node *root, ll_arena *arena, ll_diagnostics *problems);

/* The same for one entry of the caller's, which has no place. */
void ll_meta_own_check_entry(ll_str key, ll_arena *arena, ll_diagnostics *problems);

#endif
