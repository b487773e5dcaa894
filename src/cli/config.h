/* Configurations of a run: which `.letterlint.yaml` holds for the letters of a folder, with what it
 * extends, read once however many letters ask. */
#ifndef LL_CLI_CONFIG_H
#define LL_CLI_CONFIG_H

#include "cli/cli.h"
#include "cli/ignore.h"

/* The name that configurations are found by. */
extern const char cli_config_name[];

/* A configuration and all that it extends, the command line's settings last. */
struct cli_config {
    const char *path;      /* absolute; NULL: there is none */
    ll_config_file *files; /* the weakest first */
    uint32_t count, capacity;
    cli_list rule_files;      /* files and folders, absolute */
    cli_list extensions;      /* with their dots; those of the command line too */
    const cli_ignore *ignore; /* its `ignore` lists */
    bool failed;              /* it cannot be used, and that has been said */
    uint32_t letters;         /* that are still to be checked */
    bool tried;               /* its rules were asked for */
    bool describes;           /* the reports hold its rules to the end */
    ll_ruleset *ruleset;      /* NULL where there is none */
};

struct cli_configs {
    cli_config **items; /* each distinct one */
    uint32_t count, capacity;
    ll_index by_folder, by_path; /* numbers of `items` */
    ll_index yml_said;           /* files that are called nearly right */
};

/* What holds for the letters of an absolute folder: the file of --config, nothing with --isolated,
 * else the nearest one upward. Mistakes are said the first time. */
cli_config *cli_config_for(cli *run, const char *folder);

/* The configuration for people: its path as shown, or "" where there is none. */
const char *cli_config_shown(cli *run, const cli_config *config);

/* --- ruleset.c */

/* A configuration's rules, loaded when they are first asked for; NULL, after saying why, where they
 * cannot be. */
ll_ruleset *cli_ruleset_of(cli *run, cli_config *config);
/* A letter of it is done. After the last one its rules are forgotten, so that many configurations
 * take no more memory than one. */
void cli_ruleset_done(cli_config *config);
/* Forgets them at once; to be deferred. */
void cli_ruleset_release(void *config);

#endif
