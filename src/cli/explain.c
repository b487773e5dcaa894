/* `letterlint explain`: a few rules whole: what each says, why, what to write instead, and an
 * example of either kind. It is for people, so nothing of the rule language is in it; JSON has
 * that. */
#include "cli/cli.h"

#include "base/terminal.h"

#include <string.h>
#include <unistd.h>

enum { COLUMNS = 80, INDENT = 4 };

static const char *const explain_formats[] = {"text", "json", NULL};

typedef struct explanation {
    cli *run;
    const ll_ruleset *ruleset;
    ll_writer *out;
} explanation;

/* A letter as an example: its own lines, indented. */
static void write_example(ll_writer *out, const char *text) {
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        if (length > 0) {
            ll_writer_repeat(out, ' ', INDENT);
            ll_terminal_wrap(out, (ll_str){line, (uint32_t)length}, COLUMNS, INDENT);
        }
        ll_writer_putc(out, '\n');
        line += length + (line[length] == '\n');
    }
}

static void write_section(ll_writer *out, const char *title, const char *text) {
    if (!*text)
        return;
    ll_writer_puts(out, "\n  ");
    ll_writer_puts(out, title);
    ll_writer_puts(out, "\n");
    write_example(out, text);
}

/* --- The message ---------------------------------------------------------------------------- */

/* "{match}" as "<match>", "{meta.contact}" as "<contact>". What is worked out is more than a name
 * and of no use to who reads: "<…>". */
static const char *without_expressions(ll_arena *arena, const char *template) {
    ll_buf text = ll_buf_on(arena);
    while (*template) {
        const char *close = *template == '{' ? strchr(template, '}') : NULL;
        size_t length = close ? (size_t)(close - template) - 1 : 0;
        bool name = close && strspn(template + 1, "abcdefghijklmnopqrstuvwxyz-.") == length;
        if (template[0] == template[1] && (*template == '{' || *template == '}')) {
            ll_buf_putc(&text, *template);
            template += 2;
        } else if (close) {
            ll_str inside = {template + 1, (uint32_t)length};
            if (ll_str_starts(inside, "meta."))
                inside = ll_str_slice(inside, (uint32_t)strlen("meta."), inside.length);
            ll_buf_puts(&text, "<");
            ll_buf_add_str(&text, name ? inside : ll_str_of("…"));
            ll_buf_puts(&text, ">");
            template = close + 1;
        } else {
            ll_buf_putc(&text, *template ++);
        }
    }
    return ll_buf_text(&text);
}

/* What the rule says is best seen said: of the bad example. Only where that does not make it speak,
 * since it lacks context or settings that its test has, is the template shown. */
static void write_said(explanation *e, size_t index, const ll_rule_info *rule) {
    ll_result *result = NULL;
    ll_status status = ll_ruleset_example(&result, e->ruleset, index);
    if (status == LL_NOMEM)
        ll_arena_fail(e->run->arena);
    bool said = status == LL_OK && ll_result_count(result) > 0;
    const ll_diagnostic *first = said ? ll_result_get(result, 0) : NULL;
    ll_arena *arena = e->run->arena;
    write_section(e->out, said ? "Message, of the bad example" : "Message",
                  said ? first->message : without_expressions(arena, rule->message));
    write_section(e->out, "Why", rule->why);
    write_section(e->out, "Advice",
                  said ? first->advice : without_expressions(arena, rule->advice));
    ll_result_free(result);
}

/* --- A rule --------------------------------------------------------------------------------- */

static void write_rule(explanation *e, size_t index) {
    ll_rule_info info = ll_ruleset_rule(e->ruleset, index), *rule = &info;
    ll_writer *out = e->out;
    bool color = cli_wants_color(e->run, NULL, STDOUT_FILENO);

    ll_writer_puts(out, color ? "\x1b[1m" : "");
    ll_terminal_put(out, ll_str_of(rule->id));
    ll_writer_puts(out, color ? "\x1b[0m" : "");
    ll_writer_puts(out, " (");
    ll_writer_puts(out, ll_level_name(rule->level));
    ll_writer_puts(out, "; looks at: ");
    ll_terminal_put(out, ll_str_of(rule->scope));
    ll_writer_puts(out, ")\n");
    write_said(e, index, rule);
    write_section(out, "Bad", rule->bad);
    write_section(out, "Good", rule->good);
    if (rule->source_count)
        ll_writer_puts(out, "\n  Sources\n    ");
    for (size_t i = 0; i < rule->source_count; i++) {
        ll_writer_puts(out, i > 0 ? ", " : "");
        ll_terminal_put(out, ll_str_of(rule->sources[i]));
    }
    ll_writer_puts(out, rule->source_count ? "\n" : "");
}

static void write_rules(explanation *e, const size_t *indices, size_t count) {
    for (size_t i = 0; i < count; i++) {
        ll_writer_puts(e->out, i > 0 ? "\n" : "");
        write_rule(e, indices[i]);
    }
}

/* The ids that are known are explained even where another is not. */
static void explain(cli *run, const ll_ruleset *ruleset, const char *format) {
    const cli_list *ids = &run->options.arguments;
    size_t *indices = ll_arena_array(run->arena, ids->count, sizeof *indices);
    size_t count = 0;
    cli_output output;
    ll_writer out;
    for (uint32_t i = 0; i < ids->count; i++) {
        size_t index = cli_ruleset_find(run, ruleset, ids->items[i]);
        if (index != SIZE_MAX)
            indices[count++] = index;
    }
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&out, &output.sink);
    if (strcmp(format, "json") == 0)
        cli_rules_json(run, &out, ruleset, indices, count);
    else
        write_rules(&(explanation){run, ruleset, &out}, indices, count);
    ll_writer_flush(&out);
    cli_output_close(&output, run);
}

void cli_explain(cli *run) {
    if (run->options.arguments.count == 0) {
        cli_fail(run, "which rule? 'letterlint rules' lists them");
        return;
    }
    const char *format = cli_format_wanted(run, explain_formats);
    ll_ruleset *ruleset = format ? cli_ruleset_load(run) : NULL;
    if (!ruleset)
        return;
    explain(run, ruleset, format);
    ll_ruleset_free(ruleset);
}
