/* The texts of a rule for SARIF: what is short, what is long, and the help as plain text and as
 * Markdown, from what the rule's author wrote. */
#include "report/sarif_rule.h"

#include <string.h>

/* How the help marks up its parts. */
typedef struct help_style {
    const char *advice, *bad, *good, *line; /* `line` stands before each line of an example */
    const char *special;                    /* characters that want a backslash */
} help_style;

static const help_style plain = {
    .advice = "Instead: ", .bad = "Bad:\n\n", .good = "Good:\n\n", .line = "  ", .special = ""};
static const help_style markdown = {.advice = "**Instead.** ",
                                    .bad = "Bad:\n\n",
                                    .good = "Good:\n\n",
                                    .line = "    ",
                                    .special = "\\`*_{}[]<>#|&~"};

static void add_paragraph(ll_buf *to, const help_style *style, const char *label,
                          const char *text) {
    if (!*text)
        return;
    ll_buf_puts(to, to->length ? "\n\n" : "");
    ll_buf_puts(to, label);
    for (; *text; text++) {
        if (strchr(style->special, *text))
            ll_buf_putc(to, '\\');
        ll_buf_putc(to, *text == '\n' ? ' ' : *text);
    }
}

/* An example letter: indented, so that Markdown takes it for code. */
static void add_example(ll_buf *to, const help_style *style, const char *label, const char *text) {
    if (!*text)
        return;
    ll_buf_puts(to, to->length ? "\n\n" : "");
    ll_buf_puts(to, label);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        ll_buf_puts(to, line > text ? "\n" : "");
        ll_buf_puts(to, length ? style->line : "");
        ll_buf_add(to, line, length);
        line += length + (line[length] == '\n');
    }
}

static const char *help_of(ll_arena *arena, const ll_rule_info *rule, const help_style *style) {
    ll_buf help = ll_buf_on(arena);
    add_paragraph(&help, style, "", *rule->why || *rule->advice ? rule->why : rule->message);
    add_paragraph(&help, style, style->advice, rule->advice);
    add_example(&help, style, style->bad, rule->bad);
    add_example(&help, style, style->good, rule->good);
    return ll_buf_text(&help);
}

/* The first sentence, or all where there is one. */
static const char *first_sentence(ll_arena *arena, const char *text) {
    for (const char *end = text; *end; end++)
        if (strchr(".!?", *end) && end[1] == ' ' && end[2] >= 'A' && end[2] <= 'Z')
            return ll_arena_copy(arena, text, (size_t)(end - text) + 1);
    return text;
}

static void write_text(ll_json *json, const char *key, const char *text, const char *formatted) {
    if (!*text)
        return;
    ll_json_key(json, key);
    ll_json_open(json, '{');
    ll_json_text_field(json, "text", text);
    if (formatted)
        ll_json_text_field(json, "markdown", formatted);
    ll_json_close(json, '}');
}

static void write_configuration(ll_json *json, const ll_rule_info *rule) {
    ll_json_key(json, "defaultConfiguration");
    ll_json_open(json, '{');
    ll_json_text_field(json, "level", ll_level_name(rule->level));
    if (rule->off)
        ll_json_bool_field(json, "enabled", false);
    ll_json_close(json, '}');
}

/* Services refuse a rule that says nothing about itself; its author may have said little. */
static const char *about_of(const ll_rule_info *rule) {
    return *rule->why ? rule->why : *rule->advice ? rule->advice : rule->message;
}

static void write_about(ll_json *json, ll_arena *arena, const ll_rule_info *rule) {
    const char *about = about_of(rule);
    write_text(json, "shortDescription", first_sentence(arena, about), NULL);
    write_text(json, "fullDescription", about, NULL);
    write_text(json, "help", help_of(arena, rule, &plain), help_of(arena, rule, &markdown));
}

/* What is told beside the rules, by what stands for a rule's id. */
typedef struct problem {
    const char *id, *about;
} problem;

static const problem problems[] = {
    {"baseline", "The baseline cannot be used as it is."},
    {"front-matter", "The front matter says something that letterlint cannot take as it is meant."},
    {"pattern-limit", "A pattern of a rule took too long in this letter and was given up."},
    {"rule-file", "A rule file or a configuration has a mistake."},
};

static const char *about_problem(const char *id) {
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (strcmp(problems[i].id, id) == 0)
            return problems[i].about;
    return id;
}

void ll_sarif_rule_write(ll_json *json, ll_arena *arena, const ll_ruleset *ruleset,
                         const char *id) {
    size_t index = ruleset ? ll_ruleset_find(ruleset, id, NULL) : SIZE_MAX;
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "id", id);
    ll_rule_info rule = {
        .message = "", .advice = "", .why = about_problem(id), .bad = "", .good = ""};
    if (index != SIZE_MAX)
        rule = ll_ruleset_rule(ruleset, index);
    write_about(json, arena, &rule);
    if (index != SIZE_MAX)
        write_configuration(json, &rule);
    ll_json_close(json, '}');
}
