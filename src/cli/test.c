/* `letterlint test`: the tests that stand beside the rules. */
#include "cli/cli.h"

#include "base/terminal.h"

typedef struct test_tally {
    ll_writer out;
    size_t passed, failed;
} test_tally;

static void seen(void *user, const ll_test_outcome *outcome) {
    test_tally *tally = user;
    ll_writer *out = &tally->out;
    if (outcome->passed) {
        tally->passed++;
        return;
    }
    tally->failed++;
    ll_terminal_put(out, ll_str_of(outcome->file));
    ll_writer_putc(out, ':');
    ll_writer_number(out, outcome->line, 0);
    ll_writer_putc(out, ':');
    ll_writer_number(out, outcome->column, 0);
    ll_writer_puts(out, ": error: ");
    ll_terminal_put(out, ll_str_of(outcome->message));
    ll_writer_puts(out, " [");
    ll_terminal_put(out, ll_str_of(outcome->rule));
    ll_writer_puts(out, "]\n");
}

static void print_mutants(test_tally *tally) {
    ll_writer_number(&tally->out, tally->passed, 0);
    ll_writer_puts(&tally->out, tally->passed == 1 ? " mutant" : " mutants");
    ll_writer_puts(&tally->out, " noticed, ");
    ll_writer_number(&tally->out, tally->failed, 0);
    ll_writer_puts(&tally->out, " not\n");
}

static void print_summary(test_tally *tally) {
    ll_writer_number(&tally->out, tally->passed, 0);
    ll_writer_puts(&tally->out, tally->passed == 1 ? " test passed, " : " tests passed, ");
    ll_writer_number(&tally->out, tally->failed, 0);
    ll_writer_puts(&tally->out, " failed\n");
}

/* Named files are tested alone; the shipped rules stand beside them only to be used. */
static void run_tests(cli *run, const ll_ruleset *ruleset, const cli_list *files,
                      test_tally *tally) {
    ll_status (*run_file)(const ll_ruleset *, const char *,
                          void (*)(void *, const ll_test_outcome *), void *) =
        run->options.mutants ? ll_ruleset_mutate : ll_ruleset_test;
    ll_status status = LL_OK;
    if (files->count == 0)
        status = run_file(ruleset, NULL, seen, tally);
    for (uint32_t i = 0; i < files->count && status == LL_OK; i++)
        status = run_file(ruleset, files->items[i], seen, tally);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
}

void cli_test(cli *run) {
    cli_list files = {.items = NULL};
    test_tally tally = {.passed = 0};
    cli_output output;
    ll_ruleset *ruleset = cli_ruleset_load_tests(run, &files);
    if (!ruleset)
        return;
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&tally.out, &output.sink);
    run_tests(run, ruleset, &files, &tally);
    bool any = tally.passed + tally.failed > 0; /* a rule without a test is one that failed */
    if (any && !run->options.quiet)
        (run->options.mutants ? print_mutants : print_summary)(&tally);
    ll_writer_flush(&tally.out);
    cli_output_close(&output, run);
    if (!any)
        cli_fail(run, "there is no rule to test");
    if (tally.failed)
        cli_raise(run, CLI_FINDINGS);
    ll_ruleset_free(ruleset);
}
