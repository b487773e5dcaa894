/* `letterlint new`: the skeleton of a letter, whose prompts the placeholder rule flags until they
 * are filled. */
#include "cli/cli.h"

#include <string.h>

static void add_meta(cli *run, const char *key, const char *value) {
    cli_options *options = &run->options;
    if (!value)
        return;
    options->meta = ll_arena_grow(run->arena, options->meta, &options->meta_capacity,
                                  options->meta_count + 1, sizeof *options->meta);
    options->meta[options->meta_count++] = (ll_meta){key, value};
}

/* The draft of the first profile that has one, else the default. */
static ll_status draft_for(char **draft, cli *run, const ll_ruleset *ruleset, ll_error *error) {
    const cli_options *options = &run->options;
    for (const char *name = options->profile; name && *name;) {
        size_t length = strcspn(name, ",");
        const char *one = ll_arena_copy(run->arena, name, length);
        ll_status status =
            ll_draft_new(draft, ruleset, one, options->meta, options->meta_count, error);
        if (status != LL_INVALID)
            return status;
        name += length + (name[length] == ',');
    }
    return ll_draft_new(draft, ruleset, "default", options->meta, options->meta_count, error);
}

static void write_draft(cli *run, const ll_ruleset *ruleset) {
    char *draft = NULL;
    cli_output output;
    ll_writer out;
    ll_error error;
    ll_status status = draft_for(&draft, run, ruleset, &error);
    if (status == LL_NOMEM)
        ll_arena_fail(run->arena);
    if (status != LL_OK) {
        cli_fail(run, "%s", error.message);
        return;
    }
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    ll_writer_puts(&out, draft);
    ll_writer_flush(&out);
    cli_output_close(&output, run);
    ll_draft_free(draft);
}

void cli_new(cli *run) {
    if (run->options.arguments.count > 0) {
        cli_fail(run, "'letterlint new' takes options alone; -o FILE says where the draft goes");
        return;
    }
    /* A pipe or a device is no letter that somebody wrote. */
    const char *path = run->options.output_file;
    if (path && cli_is_regular_file(path)) {
        cli_fail(run, "%s: is there already, and is left as it is", path);
        return;
    }
    ll_ruleset *ruleset = cli_ruleset_load(run);
    if (!ruleset)
        return;
    add_meta(run, "company", run->options.company);
    add_meta(run, "role", run->options.role);
    add_meta(run, "profile", run->options.profile);
    if (cli_profiles_exist(run, ruleset))
        write_draft(run, ruleset);
    ll_ruleset_free(ruleset);
}
