/* How the rules are set for one letter: the one place that knows what wins over what.
 *
 * Defaults, then profiles in order, then the configurations' layers that cover the letter. The
 * profiles are the command line's, else the front matter's, else those of the strongest layer that
 * names any.
 */
#ifndef LL_RULE_SETTINGS_H
#define LL_RULE_SETTINGS_H

#include "rule/ruleset.h"

typedef struct ll_settings {
    ll_setting *changed;      /* by rule and signal; NULL: all are as the rules say */
    ll_str profiles;          /* those in force, divided by commas */
    const uint32_t *accepted; /* terms whose matches are no faults */
    uint32_t accepted_count;
} ll_settings;

/* `profiles`: the command line's, or empty. `path`: the letter's, as the configurations' folders
 * are written, or NULL. Unknown profiles of the front matter go to `problems`. */
ll_settings ll_settings_for(const ll_ruleset *ruleset, const ll_letter *letter, ll_str profiles,
                            const char *path, ll_diagnostics *problems);

/* How one rule or signal is set. */
ll_setting ll_settings_of(const ll_settings *settings, const ll_ruleset *ruleset, uint32_t index);

/* The settings of all, to change: a large set is copied only for letters that change some. */
ll_setting *ll_settings_change(ll_settings *settings, const ll_ruleset *ruleset, ll_arena *arena);

#endif
