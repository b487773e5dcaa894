/* `letterlint check`: the letters against the rules. Also what `letterlint draft.md` means. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

/* "2 errors, 1 note in 2 of 5 files", "no problems". */
static void print_count_line(cli *run, const cli_totals *totals) {
    const struct {
        size_t count;
        const char *name;
    } rows[] = {{totals->counts.error, "error"},
                {totals->counts.warning, "warning"},
                {totals->counts.note, "note"}};
    ll_buf line = ll_buf_on(run->arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].count)
            ll_buf_printf(&line, "%s%zu %s%s", line.length ? ", " : "", rows[i].count, rows[i].name,
                          plural(rows[i].count));
    if (line.length == 0)
        ll_buf_puts(&line, "no problems");
    if (totals->with_findings > 0 && totals->with_findings < totals->files)
        ll_buf_printf(&line, " in %zu of %zu files", totals->with_findings, totals->files);
    else if (totals->files > 1)
        ll_buf_printf(&line, " in %zu files", totals->files);
    fprintf(stderr, "%s\n", ll_buf_text(&line));
}

/* With --max-warnings, so many warnings are let pass where --fail-on would not; errors are not. */
static bool fails(const cli *run, const ll_counts *counts) {
    const size_t by_level[] = {
        [LL_NOTE] = counts->note, [LL_WARNING] = counts->warning, [LL_ERROR] = counts->error};
    const cli_options *options = &run->options;
    bool limited = options->max_warnings != CLI_NO_LIMIT;
    size_t total = 0;
    if (options->exit_zero)
        return false;
    if (limited && counts->warning > options->max_warnings)
        return true;
    for (int level = options->fail_on; level <= LL_ERROR; level++)
        total += limited && level == LL_WARNING ? 0 : by_level[level];
    return total > 0;
}

/* The command that the first argument was meant to be, or NULL: one that is no file, and near. */
static const char *meant_command(const cli *run) {
    const char *names[16], *first = run->options.arguments.items[0];
    size_t count = 0;
    if (run->options.command || run->options.ended || strpbrk(first, "./") ||
        access(first, F_OK) == 0)
        return NULL;
    for (; count < cli_command_count && count < sizeof names / sizeof *names; count++)
        names[count] = cli_commands[count].name;
    return ll_suggest(first, names, count);
}

void cli_check_once(cli *run) {
    if (run->options.statistics)
        cli_list_add(&run->options.formats, run->arena, "statistics");
    if (run->options.arguments.count == 0) {
        cli_fail(run, "which letter? Try 'letterlint draft.md', or 'letterlint help'");
        return;
    }
    const char *command = meant_command(run);
    if (command) {
        cli_fail(run, "%s: No such file or directory; did you mean the command '%s'?",
                 run->options.arguments.items[0], command);
        return;
    }
    if (run->options.show_settings) {
        cli_show_settings(run);
        return;
    }
    ll_ruleset *ruleset = cli_letters_find(run, LL_VIEW_FINDINGS);
    const char *trace = run->options.trace;
    cli_totals totals = {.files = 0};
    if (!ruleset)
        return;
    bool known = cli_profiles_exist(run, ruleset);
    if (trace && cli_ruleset_find(run, ruleset, trace) == SIZE_MAX)
        known = false;
    if (ll_ruleset_rule_count(ruleset) == 0)
        cli_fail(run, "there is no rule to check by; --rules FILE adds some");
    else if (known && cli_baseline_open(run)) {
        bool whole = cli_letters_run(run, ruleset, LL_VIEW_FINDINGS, &totals);
        if (fails(run, &totals.counts))
            cli_raise(run, CLI_FINDINGS);
        bool wanted = !run->options.quiet && totals.told_people && !run->options.write_baseline;
        cli_baseline_close(run);
        if (whole && wanted && totals.files > 0)
            print_count_line(run, &totals);
    }
}

void cli_check(cli *run) {
    const cli_options *options = &run->options;
    if (options->batch)
        cli_batch(run);
    else if (options->list_formats)
        cli_formats_list(run, LL_VIEW_FINDINGS);
    else if (options->statistics && options->formats.count > 0)
        cli_fail(run, "--statistics is a format of its own: --format statistics, beside others");
    else if (options->watch)
        cli_watch(run);
    else
        cli_check_once(run);
}
