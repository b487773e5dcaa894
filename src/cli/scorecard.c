/* `letterlint scorecard`: what a strong letter shows, found in this one or missing. */
#include "cli/cli.h"

void cli_scorecard(cli *run) {
    if (run->options.list_formats) {
        cli_formats_list(run, LL_VIEW_SCORECARD);
        return;
    }
    if (run->options.arguments.count == 0) {
        cli_fail(run, "which letter? Try 'letterlint scorecard draft.md'");
        return;
    }
    ll_ruleset *ruleset = cli_letters_find(run, LL_VIEW_SCORECARD);
    cli_totals totals = {.files = 0};
    if (ruleset && cli_profiles_exist(run, ruleset))
        cli_letters_run(run, ruleset, LL_VIEW_SCORECARD, &totals);
}
