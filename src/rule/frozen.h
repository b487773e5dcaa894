/* Frozen rulesets: a compiled ruleset as bytes, and back. The bytes of the shipped one are made
 * when letterlint is built, so that a run reads no rule file and compiles no pattern. */
#ifndef LL_RULE_FROZEN_H
#define LL_RULE_FROZEN_H

#include "rule/ruleset.h"

/* The image of a ruleset that has no configurations. Of each rule's tests, the first bad and the
 * first good one are kept, as examples; of its files, nothing. */
ll_str ll_ruleset_freeze(ll_arena *arena, const ll_ruleset *ruleset);

/* The ruleset of an image, as ll_ruleset_compile would leave it; NULL where the bytes are no image
 * of this very program. They are borrowed by the arena's objects. */
ll_ruleset *ll_ruleset_thaw(ll_arena *arena, ll_str image);

/* The image of any ruleset, to be kept where others may write: without the vocabulary and the code
 * of patterns, for which the shipped ones serve. Configurations are left out. */
ll_str ll_ruleset_freeze_own(ll_arena *arena, const ll_ruleset *ruleset);

/* The ruleset of bytes that claim to be such an image, or NULL where they are none, or one of a
 * ruleset that would lead evaluation astray: then nothing was read that is not there. Bytes and
 * `shipped`, a thawed ruleset, must outlive the arena; the bytes are aligned to 8. */
ll_ruleset *ll_ruleset_thaw_own(ll_arena *arena, ll_str image, const ll_ruleset *shipped);

/* What the packer is told of a ruleset. */
extern const ll_pack_type ll_ruleset_packed;

#endif
