/* `--cache DIR`: the store of rulesets (letterlint.h) as files in a folder. */
#ifndef LL_CLI_CACHE_H
#define LL_CLI_CACHE_H

#include "cli/cli.h"

#include <time.h>

typedef struct cli_cache {
    cli *run;
    ll_arena *arena;       /* what was read last */
    struct timespec since; /* when the run began to use it */
    ll_ruleset_store store;
} cli_cache;

/* Returns the store for the options of a load, or NULL without `--cache`. It borrows `cache`, which
 * is cleared when the ruleset is loaded. */
const ll_ruleset_store *cli_cache_open(cli_cache *cache, cli *run);
void cli_cache_clear(cli_cache *cache);

/* cache_prune.c: removes all entries of the folder but the newest few and those that were used
 * since then. */
void cli_cache_prune(const char *path, ll_arena *arena, struct timespec since);

#endif
