/* `letterlint rules`: what is checked, a line each; and rules as JSON, which `explain` has too. */
#include "cli/cli.h"

#include "base/json.h"
#include "base/terminal.h"

#include <string.h>

static const char *const rules_formats[] = {"text", "json", "markdown", NULL};

static void write_texts(ll_json *json, const char *key, const char *const *texts, size_t count) {
    ll_json_key(json, key);
    ll_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        ll_json_string(json, texts[i]);
    ll_json_close(json, ']');
}

static void write_json_rule(ll_json *json, const ll_rule_info *rule) {
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "id", rule->id);
    ll_json_text_field(json, "level", ll_level_name(rule->level));
    ll_json_text_field(json, "scope", rule->scope);
    ll_json_text_field(json, "message", rule->message);
    ll_json_text_field(json, "advice", rule->advice);
    ll_json_text_field(json, "why", rule->why);
    ll_json_text_field(json, "default", rule->off ? "off" : "on");
    write_texts(json, "sources", rule->sources, rule->source_count);
    ll_json_text_field(json, "bad", rule->bad);
    ll_json_text_field(json, "good", rule->good);
    ll_json_text_field(json, "file", rule->file);
    ll_json_close(json, '}');
}

void cli_rules_json(cli *run, ll_writer *out, const ll_ruleset *ruleset, const size_t *indices,
                    size_t count) {
    ll_json json = ll_json_on(out);
    ll_json_open(&json, '{');
    ll_json_number_field(&json, "version", 1);
    ll_json_key(&json, "rules");
    ll_json_open(&json, '[');
    for (size_t i = 0; i < count; i++) {
        ll_rule_info rule = ll_ruleset_rule(ruleset, indices ? indices[i] : i);
        write_json_rule(&json, &rule);
    }
    ll_json_close(&json, ']');
    ll_json_close(&json, '}');
    ll_writer_putc(out, '\n');
    if (json.failed)
        ll_arena_fail(run->arena);
}

/* A cell of the table, padded to its column. */
static void write_cell(ll_writer *out, const char *text, size_t width) {
    size_t length = strlen(text);
    ll_terminal_put(out, ll_str_of(text));
    ll_writer_repeat(out, ' ', (uint32_t)(length < width ? width - length : 0) + 2);
}

static void write_table(ll_writer *out, const ll_ruleset *ruleset) {
    size_t count = ll_ruleset_rule_count(ruleset), id_width = 0, scope_width = 0;
    for (size_t i = 0; i < count; i++) {
        ll_rule_info rule = ll_ruleset_rule(ruleset, i);
        size_t id = strlen(rule.id), scope = strlen(rule.scope);
        id_width = id > id_width ? id : id_width;
        scope_width = scope > scope_width ? scope : scope_width;
    }
    for (size_t i = 0; i < count; i++) {
        ll_rule_info rule = ll_ruleset_rule(ruleset, i);
        write_cell(out, rule.id, id_width);
        write_cell(out, ll_level_name(rule.level), strlen("warning"));
        write_cell(out, rule.scope, scope_width);
        ll_terminal_put(out, ll_str_of(rule.message));
        ll_writer_putc(out, '\n');
    }
}

void cli_rules(cli *run) {
    if (run->options.arguments.count > 0) {
        cli_fail(run,
                 "'letterlint rules' takes no arguments; 'letterlint explain %s' shows one rule",
                 run->options.arguments.items[0]);
        return;
    }
    const char *format = cli_format_wanted(run, rules_formats);
    ll_ruleset *ruleset = format ? cli_ruleset_load(run) : NULL;
    cli_output output;
    ll_writer out;
    if (!ruleset)
        return;
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    if (strcmp(format, "json") == 0)
        cli_rules_json(run, &out, ruleset, NULL, ll_ruleset_rule_count(ruleset));
    else if (strcmp(format, "markdown") == 0)
        cli_rules_markdown(&out, ruleset);
    else
        write_table(&out, ruleset);
    ll_writer_flush(&out);
    cli_output_close(&output, run);
    ll_ruleset_free(ruleset);
}
