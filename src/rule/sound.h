/* Whether a ruleset that was opened from an image of unknown origin may be used. The packer has
 * made sure that every pointer leads to an object of its type (base/pack_check.h); what is asked
 * here is whether the numbers mean what evaluation takes for granted. */
#ifndef LL_RULE_SOUND_H
#define LL_RULE_SOUND_H

#include "rule/ruleset.h"

/* Indices are below their counts; nothing that is followed leads in a circle or fans out without
 * end; expressions are trees of the right types. The vocabulary is not asked for. */
bool ll_ruleset_is_sound(const ll_ruleset *ruleset, ll_arena *scratch);

/* The same of an expression of a rule with these params, in a ruleset of so many terms and slots.
 * A part of ll_ruleset_is_sound. */
bool ll_expression_is_sound(const ll_expression *expression, const ll_params *params,
                            const ll_ruleset *ruleset);
bool ll_region_is_sound(const ll_region *region, const ll_ruleset *ruleset);
bool ll_scope_is_sound(const ll_scope *scope);
bool ll_value_is_sound(const ll_value *value);

/* The same of the terms; another part. */
bool ll_terms_are_sound(const ll_terms *terms, ll_arena *scratch);

#endif
