/* The command line: one table of options for all commands, and what was read from it. */
#ifndef LL_CLI_OPTIONS_H
#define LL_CLI_OPTIONS_H

#include "base/str.h"
#include "letterlint.h"

/* Commands as bits, so that an option can say which of them know it. */
typedef enum cli_command_bit {
    CLI_CHECK = 1 << 0,
    CLI_OUTLINE = 1 << 1,
    CLI_TEST = 1 << 2,
    CLI_RULES = 1 << 3,
    CLI_EXPLAIN = 1 << 4,
    CLI_HELP = 1 << 5,
    CLI_VERSION = 1 << 6,
    CLI_SCORECARD = 1 << 7,
    CLI_NEW = 1 << 8,
    CLI_PROFILES = 1 << 9,
    CLI_INIT = 1 << 10,
    CLI_BATCH = 1 << 11, /* no command, but an option of one that takes few of the others */
} cli_command_bit;

/* Values of the options that choose: indices into the names in the table. */
enum { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };
enum { CLI_HYPERLINKS_AUTO, CLI_HYPERLINKS_ALWAYS, CLI_HYPERLINKS_NEVER };
#define CLI_NO_LIMIT UINT32_MAX         /* of max_warnings */
enum { CLI_FAIL_NEVER = LL_ERROR + 1 }; /* the others of fail_on are levels */

/* A growing list of texts; all borrowed from argv. */
typedef struct cli_list {
    const char **items;
    uint32_t count, capacity;
} cli_list;

typedef struct cli_options {
    const char *command; /* as written, or NULL */
    cli_list arguments;  /* what is neither an option nor the command */
    cli_list rules, formats, settings, extensions;
    const char *stdin_filename, *trace, *output_file, *profile, *date, *company, *role, *config,
        *baseline, *write_baseline, *cache; /* or NULL */
    ll_meta *meta;
    uint32_t meta_count, meta_capacity;
    uint32_t max_size, max_warnings, jobs;
    int fail_on, color, hyperlinks;
    bool no_default_rules, quiet, mutants, list_formats, statistics, exit_zero, watch, help,
        version, isolated, force_exclude, show_settings, verbose, no_progress, batch;
    bool ended;     /* `--` was given */
    uint64_t given; /* bit i: the option at index i of the table was given */
} cli_options;

typedef enum cli_option_kind {
    CLI_FLAG,   /* a bool */
    CLI_TEXT,   /* a const char * */
    CLI_LIST,   /* a cli_list; repeatable */
    CLI_CHOICE, /* an int: which of `choices` */
    CLI_COUNT,  /* a uint32_t */
    CLI_SIZE,   /* a uint32_t: bytes, with k or m behind for KiB or MiB */
    CLI_META,   /* KEY=VALUE; repeatable */
    CLI_SET,    /* RULE=VALUE, into a cli_list; repeatable */
} cli_option_kind;

typedef struct cli_option {
    const char *name, *value, *help; /* `value` is how help names it; NULL for a flag */
    const char *const *choices;      /* ends with NULL */
    size_t field;                    /* where in cli_options the value goes */
    cli_option_kind kind;
    unsigned commands;
    char letter; /* its short form, or '\0' */
} cli_option;

extern const cli_option cli_option_table[];
extern const size_t cli_option_count;

/* Reads the command line. `commands` are the names that the first argument may be, to choose a
 * command. On failure returns false and sets *problem. */
bool cli_options_read(cli_options *out, ll_arena *arena, int argc, char **argv,
                      const char *const *commands, size_t command_count, const char **problem);

/* Refuses options that the command does not know. */
bool cli_options_fit(const cli_options *options, ll_arena *arena, unsigned command_bit,
                     const char *command, const char **problem);

void cli_list_add(cli_list *list, ll_arena *arena, const char *item);

#endif
