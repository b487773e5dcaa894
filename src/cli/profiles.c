/* `letterlint profiles`: what --profile takes. One profile a line, its name first, so that scripts
 * and shell completions can read the table as people do. */
#include "cli/cli.h"

#include "base/json.h"
#include "base/terminal.h"

#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

/* {"version":1,"profiles":[{"name":…,"about":…},…]} */
static void write_json(cli *run, ll_writer *out, const ll_ruleset *ruleset) {
    ll_json json = ll_json_on(out);
    ll_json_open(&json, '{');
    ll_json_number_field(&json, "version", 1);
    ll_json_key(&json, "profiles");
    ll_json_open(&json, '[');
    for (size_t i = 0; i < ll_ruleset_profile_count(ruleset); i++) {
        ll_profile_info profile = ll_ruleset_profile(ruleset, i);
        ll_json_line(&json);
        ll_json_open(&json, '{');
        ll_json_text_field(&json, "name", profile.name);
        ll_json_text_field(&json, "about", profile.about);
        ll_json_close(&json, '}');
    }
    ll_json_close(&json, ']');
    ll_json_close(&json, '}');
    ll_writer_putc(out, '\n');
    if (json.failed)
        ll_arena_fail(run->arena);
}

static void write_table(ll_writer *out, const ll_ruleset *ruleset) {
    size_t count = ll_ruleset_profile_count(ruleset);
    uint32_t width = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t columns = ll_terminal_columns(ll_str_of(ll_ruleset_profile(ruleset, i).name));
        width = columns > width ? columns : width;
    }
    for (size_t i = 0; i < count; i++) {
        ll_profile_info profile = ll_ruleset_profile(ruleset, i);
        ll_str name = ll_str_of(profile.name);
        ll_terminal_put(out, name);
        if (*profile.about) {
            ll_writer_repeat(out, ' ', width - ll_terminal_columns(name) + 2);
            ll_terminal_put(out, ll_str_of(profile.about));
        }
        ll_writer_putc(out, '\n');
    }
}

void cli_profiles(cli *run) {
    if (run->options.arguments.count > 0) {
        cli_fail(run, "'letterlint profiles' takes no arguments");
        return;
    }
    const char *format = cli_format_wanted(run, formats);
    ll_ruleset *ruleset = format ? cli_ruleset_load(run) : NULL;
    cli_output output;
    ll_writer out;
    if (!ruleset)
        return;
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    if (strcmp(format, "json") == 0)
        write_json(run, &out, ruleset);
    else
        write_table(&out, ruleset);
    ll_writer_flush(&out);
    cli_output_close(&output, run);
    ll_ruleset_free(ruleset);
}
