/* What the commands share: the run they belong to, its output, its complaints, its rules. A
 * command is one file with one entry in the table of main.c. */
#ifndef LL_CLI_CLI_H
#define LL_CLI_CLI_H

#include "base/index.h"
#include "base/writer.h"
#include "cli/options.h"
#include "letterlint.h"

#include <time.h>

typedef enum cli_status { CLI_CLEAN = 0, CLI_FINDINGS = 1, CLI_FAILED = 2 } cli_status;

/* Where the report goes: standard output, or a file that is written whole at the end. */
typedef struct cli_output {
    ll_sink sink;
    ll_buf file;
    const char *path;  /* of the file, or NULL */
    bool append;       /* to the file, where it is not replaced */
    int error;         /* errno of the write that failed, or 0 */
    struct cli *shown; /* the run, where standard output is a terminal; else NULL */
} cli_output;

/* A format as the command line asks for it. */
typedef struct cli_report {
    const char *format;
    const char *path; /* NULL: standard output */
    bool append;      /* behind what the file holds, which is somebody else's */
    bool wants_scorecard, wants_page, wants_fingerprints;
} cli_report;

typedef struct cli_config cli_config;
typedef struct cli_baseline cli_baseline;

/* A letter of the run, and what holds for it. */
typedef struct cli_letter {
    const char *argument; /* to read and to show; "-" is standard input */
    const char *folder;   /* absolute; NULL: standard input without a name */
    cli_config *config;
} cli_letter;

typedef struct cli {
    ll_arena *arena;
    cli_options options;
    cli_status status;           /* the worst so far: what the process ends with */
    struct cli_configs *configs; /* config.h */
    cli_letter *letters;
    uint32_t letter_count;
    cli_list folders; /* that were looked into for letters */
    bool stdin_read, cache_said;
    struct timespec cache_since;   /* when the cache was first asked; zero: not yet */
    cli_baseline *baseline;        /* or NULL */
    ll_index problems_said;        /* paths of the files whose mistakes were printed */
    struct cli_progress *progress; /* the line that gives way to what is printed, or NULL */
} cli;

typedef struct cli_command {
    const char *name, *arguments, *summary;
    const char *help; /* paragraphs for `letterlint help NAME` */
    unsigned bit;
    void (*run)(cli *run);
} cli_command;

extern const cli_command cli_commands[];
extern const size_t cli_command_count;
const cli_command *cli_command_find(const char *name);

/* --- cli.c */

/* Calls `body` with an arena of its own and frees that; false when it ran out of memory. */
bool cli_guarded(void (*body)(void *user, ll_arena *arena), void *user);
void cli_raise(cli *run, cli_status status);
/* Says "letterlint: …" on standard error; the run will end with CLI_FAILED. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cli_fail(cli *run, const char *format, ...);
/* The same for what is no failure. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void cli_warn(const char *format, ...);
/* A writer on standard error; whoever asked flushes it. */
void cli_stderr(ll_writer *writer);
/* "; did you mean 'x'?", or "". */
const char *cli_did_you_mean(cli *run, const char *suggestion);

/* --- output.c */

/* `path` NULL: standard output. The output is borrowed by its sink: it must not move. */
void cli_output_open(cli_output *output, cli *run, const char *path);
/* Completes the report and says what went wrong with it. A reader who went away is no error. */
void cli_output_close(cli_output *output, cli *run);
/* Whether what goes to `path` (NULL: the descriptor) is coloured. */
bool cli_wants_color(const cli *run, const char *path, int descriptor);
/* How wide what goes to `path` (NULL: standard output) may be; 0: as usual. */
uint32_t cli_columns(const char *path);
bool cli_is_same_file(const char *a, const char *b);

/* --- links.c */

/* What rule ids link to in what goes to `path` (NULL: standard output), or NULL for no links. */
const char *cli_rule_link(const cli *run, const char *path);

/* --- formats.c */

/* What --format and --output-file ask for. False, after saying so, where a format is not among
 * `known`, or two reports would go to one place, or where there is what the run reads. */
bool cli_reports_wanted(cli *run, ll_view view, cli_report **reports, size_t *count);
/* The one format of a command that writes no report of letters, among `known`; NULL after saying
 * that there is no such. */
const char *cli_format_wanted(cli *run, const char *const *known);
/* Answers --list-formats. */
void cli_formats_list(cli *run, ll_view view);

/* --- inputs.c */

/* Whether two names are of one file, be it there or still to be written. */
bool cli_is_same_place(cli *run, const char *a, const char *b);
bool cli_is_regular_file(const char *path);
/* False, after saying so, where a report at `path` would take the place of a file that the run
 * reads. */
bool cli_output_is_free(cli *run, const char *path);

/* --- ruleset.c */

/* Whether the file is one of the rule files that the run may read. */
bool cli_is_rule_file(cli *run, const char *path);
/* The shipped rules, those of --rules and those of the configuration that holds in the working
 * directory. NULL, after saying why, where any has a mistake. */
ll_ruleset *cli_ruleset_load(cli *run);
/* What describes the rules of all letters to a report; with `outline` the language alone, for all
 * of them. NULL, after saying why, where nothing could be loaded. It lives as long as the run. */
ll_ruleset *cli_rulesets_load(cli *run, bool outline);
/* Prints what is wrong with rule files and configurations, each file once a run; returns how many
 * mistakes it was. */
size_t cli_problems_print(cli *run, ll_result **problems, size_t count);
/* Also the rules of the arguments, whose files are put into *files; as strict as tests are: a term
 * that no rule uses is a mistake too. */
ll_ruleset *cli_ruleset_load_tests(cli *run, cli_list *files);
/* What is wrong with the first of these names, divided by commas, that no profile has; or NULL. */
const char *cli_profiles_problem(ll_arena *arena, const ll_ruleset *ruleset, const char *names);
/* The profiles that the entries choose, or "". */
const char *cli_meta_profiles(const ll_meta *meta, size_t count);
/* False, after saying so, where --profile, or else --meta, names one that is not there. */
bool cli_profiles_exist(cli *run, const ll_ruleset *ruleset);
/* The rule's index, or SIZE_MAX after saying so. */
size_t cli_ruleset_find(cli *run, const ll_ruleset *ruleset, const char *id);

/* --- discover.c */

/* Finds the letters of the arguments; what is wrong with one is said. */
void cli_discover(cli *run);

/* --- letters.c */

const char *cli_letter_name(const cli *run, const cli_letter *letter); /* for people */
bool cli_letter_is_stdin(const cli_letter *letter);
/* False, after saying so, where the letter is standard input and that was taken already. */
bool cli_letter_claim(cli *run, const cli_letter *letter);
/* False with a *problem where it cannot be read. Any thread may ask. */
bool cli_letter_read(ll_str *text, const cli *run, ll_arena *arena, const cli_letter *letter,
                     const char **problem);
/* What the command line and the place of the letter say of it. */
ll_lint_options cli_letter_options(const cli *run, ll_arena *arena, const cli_letter *letter);

/* Adds the letters' day to what --meta says, as `meta.today`; false, after saying so, where that or
 * --date cannot be. */
bool cli_meta_complete(cli *run);
/* Finds the letters and loads the rules they are held against; NULL, after saying why, where there
 * is nothing to do. */
ll_ruleset *cli_letters_find(cli *run, ll_view view);

/* --- lint_letters.c */

typedef struct cli_totals {
    ll_counts counts;
    size_t files, with_findings;
    bool told_people; /* the first report was a text: a closing line is welcome */
} cli_totals;
/* How many letters may be linted at once: what --jobs says, or the processors. */
uint32_t cli_jobs(const cli *run);
/* Lints and reports every letter; `ruleset` describes the rules to the reports. */
bool cli_letters_run(cli *run, const ll_ruleset *ruleset, ll_view view, cli_totals *totals);

/* --- baseline.c */

/* Reads what --baseline or --write-baseline names, if anything; false after saying why it cannot.
 */
bool cli_baseline_open(cli *run);
/* Takes what is known out of a letter's result, once it is recorded, if it is to be. False when out
 * of memory. */
bool cli_baseline_use(cli *run, ll_arena *arena, const cli_letter *letter, ll_result *result);
/* Writes the baseline, or says which of its entries did not occur. */
void cli_baseline_close(cli *run);

/* --- the commands */

void cli_check(cli *run);
/* A check of the arguments, as often as --watch wants. */
void cli_check_once(cli *run);
/* watch.c: checks again and again, until it is interrupted. */
void cli_watch(cli *run);
/* batch.c: what --batch asks for. */
void cli_batch(cli *run);
void cli_outline(cli *run);
void cli_scorecard(cli *run);
void cli_new(cli *run);
void cli_init(cli *run);
/* settings.c: what --show-settings asks for. */
void cli_show_settings(cli *run);
void cli_test(cli *run);
void cli_rules(cli *run);
/* {"version":1,"rules":[…]} of the rules at `indices`, or of the first `count` where that is NULL.
 */
void cli_rules_json(cli *run, ll_writer *out, const ll_ruleset *ruleset, const size_t *indices,
                    size_t count);
/* rules_markdown.c: the reference of all rules. */
void cli_rules_markdown(ll_writer *out, const ll_ruleset *ruleset);
void cli_explain(cli *run);
void cli_profiles(cli *run);
void cli_help(cli *run);
void cli_version(cli *run);
void cli_help_command(cli *run, const cli_command *command);

#endif
