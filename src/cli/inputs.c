/* What a run reads: letters, configurations, rule files, a baseline. A report replaces the file
 * that it is written to, and one slip of the hand (`-o draft.md`, a report's name completed to that
 * of the rules) would cost what somebody wrote. */
#include "cli/config.h"
#include "cli/path.h"

#include <string.h>
#include <sys/stat.h>

bool cli_is_same_place(cli *run, const char *a, const char *b) {
    return cli_is_same_file(a, b) ||
           strcmp(cli_path_absolute(run->arena, a), cli_path_absolute(run->arena, b)) == 0;
}

static bool is_letter(cli *run, const char *path) {
    for (uint32_t i = 0; i < run->letter_count; i++)
        if (cli_is_same_file(path, run->letters[i].argument))
            return true;
    return false;
}

static bool is_baseline(cli *run, const char *path) {
    const char *known[] = {run->options.baseline, run->options.write_baseline};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i] && cli_is_same_place(run, path, known[i]))
            return true;
    return false;
}

/* Whatever a configuration extends is one too. */
static bool is_configuration(cli *run, const char *path) {
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++) {
        const cli_config *config = run->configs->items[i];
        for (uint32_t k = 0; k < config->count; k++)
            if (cli_is_same_file(path, config->files[k].path))
                return true;
    }
    return false;
}

bool cli_is_regular_file(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool cli_output_is_free(cli *run, const char *path) {
    static const struct {
        bool (*is)(cli *run, const char *path);
        const char *what;
        bool maybe_new; /* it need not be there yet */
    } kinds[] = {{is_letter, "a letter to check", false},
                 {is_baseline, "the baseline", true},
                 {is_configuration, "a configuration", false},
                 {cli_is_rule_file, "a rule file", false}};
    bool regular = cli_is_regular_file(path); /* a device may be read and written at once */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if ((!regular && !kinds[i].maybe_new) || !kinds[i].is(run, path))
            continue;
        cli_fail(run, "%s: is %s; the report would take its place", path, kinds[i].what);
        return false;
    }
    return true;
}
