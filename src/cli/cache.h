/* `--cache DIR`: the store of rulesets (letterlint.h) as files in a folder. */
#ifndef LL_CLI_CACHE_H
#define LL_CLI_CACHE_H

#include "cli/cli.h"

typedef struct cli_cache {
    cli *run;
    ll_arena *arena; /* what was read last */
    ll_ruleset_store store;
} cli_cache;

/* Returns the store for the options of a load, or NULL without `--cache`. It borrows `cache`, which
 * is cleared when the ruleset is loaded. */
const ll_ruleset_store *cli_cache_open(cli_cache *cache, cli *run);
void cli_cache_clear(cli_cache *cache);

#endif
