/* `letterlint outline`: how letterlint reads a letter, for those who write rules. It needs the
 * language data but no rule. */
#include "cli/cli.h"

void cli_outline(cli *run) {
    if (run->options.list_formats) {
        cli_formats_list(run, LL_VIEW_OUTLINE);
        return;
    }
    if (run->options.arguments.count == 0) {
        cli_fail(run, "which letter? Try 'letterlint outline draft.md'");
        return;
    }
    ll_ruleset *ruleset = cli_letters_find(run, LL_VIEW_OUTLINE);
    cli_totals totals = {.files = 0};
    if (ruleset)
        cli_letters_run(run, ruleset, LL_VIEW_OUTLINE, &totals);
}
