/* Help and version. What the options are called and mean comes from their table, so that help
 * cannot fall behind. */
#include "cli/cli.h"

#include "base/terminal.h"

#include <stdio.h>
#include <string.h>

#ifndef LL_BUILD_LIBRARIES
#define LL_BUILD_LIBRARIES "unknown libraries"
#endif

enum { COLUMNS = 80, OPTION_WIDTH = 29, COMMAND_WIDTH = 11 };

static void write_commands(ll_writer *out) {
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command *command = &cli_commands[i];
        size_t length = strlen(command->name);
        ll_writer_puts(out, "  ");
        ll_writer_puts(out, command->name);
        ll_writer_repeat(out, ' ', (uint32_t)(COMMAND_WIDTH - length));
        ll_writer_puts(out, command->summary);
        ll_writer_putc(out, '\n');
    }
}

static void write_option(ll_writer *out, const cli_option *option) {
    char name[OPTION_WIDTH + 16];
    char letter[5] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    int length = snprintf(name, sizeof name, "  %s--%s%s%s", letter, option->name,
                          option->value ? " " : "", option->value ? option->value : "");
    ll_writer_puts(out, name);
    if (length >= OPTION_WIDTH) {
        ll_writer_putc(out, '\n');
        length = 0;
    }
    ll_writer_repeat(out, ' ', (uint32_t)(OPTION_WIDTH - length));
    ll_terminal_wrap(out, ll_str_of(option->help), COLUMNS, OPTION_WIDTH);
    ll_writer_putc(out, '\n');
}

static void write_options(ll_writer *out, unsigned bit) {
    for (size_t i = 0; i < cli_option_count; i++)
        if (cli_option_table[i].commands & bit)
            write_option(out, &cli_option_table[i]);
}

static void write_overview(ll_writer *out) {
    ll_writer_puts(out,
                   "letterlint checks cover letters written in Markdown. It says, at the exact\n"
                   "words, what a hiring manager would hold against a letter, why, and what to\n"
                   "write instead.\n\n"
                   "usage: letterlint [OPTIONS] LETTER|DIR...\n"
                   "       letterlint COMMAND [OPTIONS] [ARGUMENTS]\n\n"
                   "  letterlint draft.md       check a letter; '-' reads standard input\n"
                   "  letterlint letters/       check the letters in a folder\n"
                   "  letterlint explain ID     why a rule says what it says\n\n"
                   "commands:\n");
    write_commands(out);
    ll_writer_puts(out, "\noptions of check:\n");
    write_options(out, CLI_CHECK);
    ll_writer_puts(
        out, "\nexit status: 0 clean, 1 findings at or above --fail-on, 2 an error in usage,\n"
             "rules or files. 'letterlint help COMMAND' tells more.\n");
}

static void write_command(ll_writer *out, const cli_command *command) {
    ll_writer_puts(out, "usage: letterlint ");
    ll_writer_puts(out, command->name);
    ll_writer_puts(out, command->arguments);
    ll_writer_puts(out, "\n\n");
    ll_writer_puts(out, command->help);
    ll_writer_puts(out, "\noptions:\n");
    write_options(out, command->bit);
}

void cli_help_command(cli *run, const cli_command *command) {
    cli_output output;
    ll_writer out;
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    if (command)
        write_command(&out, command);
    else
        write_overview(&out);
    ll_writer_flush(&out);
    cli_output_close(&output, run);
}

void cli_help(cli *run) {
    const cli_list *arguments = &run->options.arguments;
    if (arguments->count > 1) {
        cli_fail(run, "'letterlint help' takes one command at a time");
        return;
    }
    const cli_command *command = arguments->count ? cli_command_find(arguments->items[0]) : NULL;
    if (arguments->count && !command) {
        cli_fail(run, "there is no command '%s'; 'letterlint help' lists them",
                 arguments->items[0]);
        return;
    }
    cli_help_command(run, command);
}

void cli_version(cli *run) {
    cli_output output;
    ll_writer out;
    if (run->options.command && !run->options.version && run->options.arguments.count > 0) {
        cli_fail(run, "'letterlint version' takes no arguments");
        return;
    }
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    ll_writer_puts(&out, "letterlint ");
    ll_writer_puts(&out, ll_version());
    ll_writer_puts(&out, "\nbuilt with " LL_BUILD_LIBRARIES "\n");
    ll_writer_flush(&out);
    cli_output_close(&output, run);
}
