/* letterlint, the command-line client: reads the arguments, picks the command, and ends with the
 * worst that happened. Everything it knows of letters it knows from letterlint.h. */
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

const cli_command cli_commands[] = {
    {.name = "check",
     .arguments = " [OPTIONS] LETTER|DIR...",
     .summary = "check letters (what 'letterlint draft.md' does)",
     .help = "Checks each letter against the rules and reports what it finds, in the order of\n"
             "the text. '-' reads a letter from standard input; of a directory, the letters in\n"
             "it and its subfolders are taken, but what git or the configuration ignores.\n"
             "\n"
             "exit status: 0 clean, 1 findings at or above --fail-on, 2 an error in usage,\n"
             "rules or files; the letters that can be read are checked all the same.\n",
     .bit = CLI_CHECK,
     .run = cli_check},
    {.name = "outline",
     .arguments = " [OPTIONS] LETTER|DIR...",
     .summary = "show how a letter is read: its parts, sentences and word count",
     .help = "Shows the parts that a letter is made of (header, salutation, opening, body,\n"
             "closing, signoff, postscript), the sentences of its body, and how many words\n"
             "count. Rules look at these; see docs/rule-language.md.\n",
     .bit = CLI_OUTLINE,
     .run = cli_outline},
    {.name = "scorecard",
     .arguments = " [OPTIONS] LETTER|DIR...",
     .summary = "show what a strong letter shows, and what of it this one lacks",
     .help = "Shows the signals of a strong letter, each with the words that show it or with\n"
             "what to add, the checklist before sending, and the letter's measures.\n",
     .bit = CLI_SCORECARD,
     .run = cli_scorecard},
    {.name = "init",
     .arguments = " [DIR]",
     .summary = "write a .letterlint.yaml to begin with",
     .help = "Writes a configuration into a directory (the working directory where none is\n"
             "named), every key in it explained and commented out. What is there already is\n"
             "left alone. docs/configuration.md tells the rest.\n",
     .bit = CLI_INIT,
     .run = cli_init},
    {.name = "new",
     .arguments = " [OPTIONS]",
     .summary = "write the skeleton of a letter",
     .help = "Prints a draft with front matter, the structure of a strong letter, and prompts in\n"
             "brackets. letterlint flags each prompt until it is replaced.\n",
     .bit = CLI_NEW,
     .run = cli_new},
    {.name = "rules",
     .arguments = " [OPTIONS]",
     .summary = "list the rules",
     .help = "Lists the rules, one a line: id, level, what it looks at, and its message.\n",
     .bit = CLI_RULES,
     .run = cli_rules},
    {.name = "explain",
     .arguments = " [OPTIONS] ID...",
     .summary = "why a rule says what it says, with a bad and a good example",
     .help = "Shows rules whole: the message, the reason, the advice, a bad and a good\n"
             "example, and the guides behind them by tag (docs/sources.md has their titles).\n"
             "'letterlint rules' lists the ids.\n",
     .bit = CLI_EXPLAIN,
     .run = cli_explain},
    {.name = "profiles",
     .arguments = " [OPTIONS]",
     .summary = "list the profiles that --profile takes",
     .help = "Lists the profiles, one a line: the name, and whom or what it is for. A profile\n"
             "switches rules and sets how strict they are; several are divided by commas.\n",
     .bit = CLI_PROFILES,
     .run = cli_profiles},
    {.name = "test",
     .arguments = " [OPTIONS] [FILE|DIR...]",
     .summary = "run the tests written beside the rules",
     .help = "Runs the tests that stand beside the rules of the named files (of all rules\n"
             "where none is named) and checks the exact words. A directory stands for every\n"
             "*.yaml in it and its subfolders, lang/ left out. A rule that no test makes fire\n"
             "fails.\n"
             "\n"
             "exit status: 0 all passed, 1 some failed, 2 an error in usage or rules.\n",
     .bit = CLI_TEST,
     .run = cli_test},
    {.name = "help",
     .arguments = " [COMMAND]",
     .summary = "show help",
     .help = "Shows what letterlint can do, or how one command is used.\n",
     .bit = CLI_HELP,
     .run = cli_help},
    {.name = "version",
     .arguments = "",
     .summary = "show the version",
     .help = "Shows the version of letterlint and of the libraries it was built with.\n",
     .bit = CLI_VERSION,
     .run = cli_version},
};
const size_t cli_command_count = sizeof cli_commands / sizeof *cli_commands;

const cli_command *cli_command_find(const char *name) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (strcmp(cli_commands[i].name, name) == 0)
            return &cli_commands[i];
    return NULL;
}

typedef struct arguments {
    int count;
    char **values;
    cli_status status;
} arguments;

static bool read_options(cli *run, const arguments *given) {
    const char *names[sizeof cli_commands / sizeof *cli_commands];
    const char *problem;
    for (size_t i = 0; i < cli_command_count; i++)
        names[i] = cli_commands[i].name;
    if (cli_options_read(&run->options, run->arena, given->count, given->values, names,
                         cli_command_count, &problem))
        return true;
    cli_fail(run, "%s", problem);
    return false;
}

static void run_command(cli *run) {
    const cli_options *options = &run->options;
    const char *problem;
    if (options->version) {
        cli_version(run);
        return;
    }
    const cli_command *command = cli_command_find(options->command ? options->command : "check");
    if (options->help)
        cli_help_command(run, options->command ? command : NULL);
    else if (!cli_options_fit(options, run->arena, command->bit, command->name, &problem))
        cli_fail(run, "%s", problem);
    else
        command->run(run);
}

/* The run is no local: threads may still look at it when memory runs out and this is left. */
static void run_all(void *user, ll_arena *arena) {
    arguments *given = user;
    cli *run = ll_arena_alloc(arena, sizeof *run);
    run->arena = arena;
    if (read_options(run, given))
        run_command(run);
    given->status = run->status;
}

int main(int argc, char **argv) {
    arguments given = {.count = argc, .values = argv, .status = CLI_FAILED};
    /* A reader that goes away is seen as a failed write, on which the run ends quietly. */
    signal(SIGPIPE, SIG_IGN);
    if (!cli_guarded(run_all, &given)) {
        fputs("letterlint: out of memory\n", stderr);
        return CLI_FAILED;
    }
    return (int)given.status;
}
