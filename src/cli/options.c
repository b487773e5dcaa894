/* Reading the command line by table: long options with `=` or a value behind, a few short ones,
 * which may be joined, `--` to end them. Options may stand before or after the command and its
 * arguments. */
#include "cli/options.h"

#include <stddef.h>
#include <string.h>

enum {
    LETTERS = CLI_CHECK | CLI_OUTLINE | CLI_SCORECARD,
    RULES = CLI_CHECK | CLI_SCORECARD | CLI_NEW | CLI_TEST | CLI_RULES | CLI_EXPLAIN |
            CLI_PROFILES | CLI_BATCH,
    CONFIGURED = LETTERS | CLI_NEW | CLI_RULES | CLI_EXPLAIN | CLI_PROFILES | CLI_BATCH,
    ANY = LETTERS | RULES | CLI_INIT | CLI_HELP | CLI_VERSION,
};

static const char *const colors[] = {
    [CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never", NULL};
static const char *const fail_levels[] = {[LL_NOTE] = "note",
                                          [LL_WARNING] = "warning",
                                          [LL_ERROR] = "error",
                                          [CLI_FAIL_NEVER] = "never",
                                          NULL};

const cli_option cli_option_table[] = {
    {.name = "rules",
     .value = "FILE|DIR",
     .help = "add the rules of a file, or of every *.yaml in a directory and its subfolders, lang/ "
             "left out; repeatable",
     .kind = CLI_LIST,
     .field = offsetof(cli_options, rules),
     .commands = RULES},
    {.name = "no-default-rules",
     .help = "leave out the rules that letterlint ships with",
     .field = offsetof(cli_options, no_default_rules),
     .commands = RULES},
    {.name = "cache",
     .value = "DIR",
     .help = "keep what --rules and configurations make in this folder, so that later runs start "
             "sooner",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, cache),
     .commands = RULES & ~CLI_TEST},
    {.name = "config",
     .value = "FILE",
     .help = "use this configuration for all letters (default: the nearest .letterlint.yaml, from "
             "each letter's folder upward)",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, config),
     .commands = CONFIGURED},
    {.name = "isolated",
     .help = "use no configuration",
     .field = offsetof(cli_options, isolated),
     .commands = CONFIGURED},
    {.name = "set",
     .value = "RULE=VALUE",
     .help = "set a rule as a configuration would, and over it: off, error or "
             "'{params: {max: 450}}'; repeatable",
     .kind = CLI_SET,
     .field = offsetof(cli_options, settings),
     .commands = CLI_CHECK | CLI_SCORECARD | CLI_BATCH},
    {.name = "show-settings",
     .help = "show what is set for the letters, and where each value comes from, instead of "
             "checking them",
     .field = offsetof(cli_options, show_settings),
     .commands = CLI_CHECK},
    {.name = "ext",
     .value = "EXTENSION",
     .help = "also take the files of a directory that end so, e.g. txt; repeatable",
     .kind = CLI_LIST,
     .field = offsetof(cli_options, extensions),
     .commands = LETTERS},
    {.name = "force-exclude",
     .help = "pass over what is ignored even where it is named: for hooks, which name every file",
     .field = offsetof(cli_options, force_exclude),
     .commands = LETTERS},
    {.name = "format",
     .value = "FORMAT[:FILE]",
     .help = "text (default), json or another that --list-formats names; with a file, the report "
             "goes there; repeatable, as in --format text --format json:report.json",
     .kind = CLI_LIST,
     .field = offsetof(cli_options, formats),
     .commands = LETTERS | CLI_RULES | CLI_EXPLAIN | CLI_PROFILES},
    {.name = "list-formats",
     .help = "show the formats that the command knows",
     .field = offsetof(cli_options, list_formats),
     .commands = LETTERS},
    {.name = "quiet",
     .letter = 'q',
     .help = "one line for each finding, nothing else",
     .field = offsetof(cli_options, quiet),
     .commands = CLI_CHECK | CLI_TEST | CLI_BATCH},
    {.name = "verbose",
     .letter = 'v',
     .help = "say which configuration is used and which files are passed over",
     .field = offsetof(cli_options, verbose),
     .commands = LETTERS},
    {.name = "color",
     .value = "WHEN",
     .help = "auto (default: on a terminal, unless NO_COLOR is set), always or never",
     .kind = CLI_CHOICE,
     .choices = colors,
     .field = offsetof(cli_options, color),
     .commands = ANY},
    {.name = "fail-on",
     .value = "LEVEL",
     .help = "exit with 1 from this level up: error, warning (default) or note; or never",
     .kind = CLI_CHOICE,
     .choices = fail_levels,
     .field = offsetof(cli_options, fail_on),
     .commands = CLI_CHECK},
    {.name = "max-warnings",
     .value = "COUNT",
     .help = "let so many warnings pass, and exit with 1 when there are more",
     .kind = CLI_COUNT,
     .field = offsetof(cli_options, max_warnings),
     .commands = CLI_CHECK},
    {.name = "exit-zero",
     .help = "exit with 0 whatever is found; with 2 still where something could not be checked",
     .field = offsetof(cli_options, exit_zero),
     .commands = CLI_CHECK},
    {.name = "statistics",
     .help = "show how often each rule fired instead of the findings: --format statistics",
     .field = offsetof(cli_options, statistics),
     .commands = CLI_CHECK},
    {.name = "watch",
     .help = "check again whenever a letter, a configuration or a rule file is saved",
     .field = offsetof(cli_options, watch),
     .commands = CLI_CHECK},
    {.name = "batch",
     .help = "read letters as records from standard input, a JSON object a line, and answer each "
             "with a line",
     .field = offsetof(cli_options, batch),
     .commands = CLI_CHECK | CLI_BATCH},
    {.name = "hyperlinks",
     .value = "WHEN",
     .help = "link rule ids to their documentation: auto (default: on terminals known to show "
             "links), always or never",
     .kind = CLI_CHOICE,
     .choices = colors,
     .field = offsetof(cli_options, hyperlinks),
     .commands = CLI_CHECK},
    {.name = "profile",
     .value = "NAMES",
     .help = "the profiles to judge by, divided by commas, e.g. senior,payments (default: those "
             "of the front matter's 'profile')",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, profile),
     .commands = CLI_CHECK | CLI_SCORECARD | CLI_NEW | CLI_BATCH},
    {.name = "company",
     .value = "NAME",
     .help = "whom the letter is for",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, company),
     .commands = CLI_NEW},
    {.name = "role",
     .value = "TITLE",
     .help = "the position, as the posting names it",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, role),
     .commands = CLI_NEW},
    {.name = "date",
     .value = "YYYY-MM-DD",
     .help = "the day to judge the letter's date by (default: today)",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, date),
     .commands = CLI_CHECK | CLI_SCORECARD | CLI_BATCH},
    {.name = "meta",
     .value = "KEY=VALUE",
     .help = "say what front matter would, e.g. company=Northstar; wins over it; repeatable",
     .kind = CLI_META,
     .commands = LETTERS | CLI_BATCH},
    {.name = "max-size",
     .value = "BYTES",
     .help = "refuse a larger letter (default 256k); k and m may follow the number",
     .kind = CLI_SIZE,
     .field = offsetof(cli_options, max_size),
     .commands = LETTERS | CLI_BATCH},
    {.name = "stdin-filename",
     .value = "NAME",
     .help = "what to call the letter on standard input",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, stdin_filename),
     .commands = LETTERS},
    {.name = "output-file",
     .letter = 'o',
     .value = "FILE",
     .help = "write the report there, whole or not at all (the one whose format names no file)",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, output_file),
     .commands = LETTERS | CLI_NEW},
    {.name = "baseline",
     .value = "FILE",
     .help =
         "report only what the baseline does not know; say which of its entries no longer occur",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, baseline),
     .commands = CLI_CHECK},
    {.name = "write-baseline",
     .value = "FILE",
     .help = "record the findings there instead of reporting them; what it knows of other letters "
             "stays",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, write_baseline),
     .commands = CLI_CHECK},
    {.name = "jobs",
     .letter = 'j',
     .value = "N",
     .help = "lint so many letters at once, 256 at most (default, and 0: as many as there are "
             "processors; 1 starts no thread); their order in the report stays",
     .kind = CLI_COUNT,
     .field = offsetof(cli_options, jobs),
     .commands = LETTERS | CLI_BATCH},
    {.name = "no-progress",
     .help = "show no line on standard error, even on a terminal, that says how far long work is",
     .field = offsetof(cli_options, no_progress),
     .commands = LETTERS | CLI_BATCH},
    {.name = "trace",
     .value = "ID",
     .help = "show on standard error how a rule came to its verdict: each value and its words",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, trace),
     .commands = CLI_CHECK},
    {.name = "mutants",
     .help = "try the tests on rules with a clause taken out; each mutant that no test notices is "
             "an error",
     .field = offsetof(cli_options, mutants),
     .commands = CLI_TEST},
    {.name = "help",
     .letter = 'h',
     .help = "show this help",
     .field = offsetof(cli_options, help),
     .commands = ANY},
    {.name = "version",
     .letter = 'V',
     .help = "show the version",
     .field = offsetof(cli_options, version),
     .commands = ANY},
};
const size_t cli_option_count = sizeof cli_option_table / sizeof *cli_option_table;

void cli_list_add(cli_list *list, ll_arena *arena, const char *item) {
    list->items =
        ll_arena_grow(arena, list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
}

/* "text or json", "auto, always or never": what a choice could have been. */
static const char *list_choices(ll_arena *arena, const char *const *choices) {
    ll_buf text = ll_buf_on(arena);
    for (size_t i = 0; choices[i]; i++) {
        if (i > 0)
            ll_buf_puts(&text, choices[i + 1] ? ", " : " or ");
        ll_buf_puts(&text, choices[i]);
    }
    return ll_buf_text(&text);
}

/* Each reader takes a value into its field, or says what would have been one. */
typedef const char *value_reader(cli_options *options, void *field, ll_arena *arena,
                                 const cli_option *option, const char *value);

static const char *read_flag(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    (void)options, (void)arena, (void)option, (void)value;
    *(bool *)field = true;
    return NULL;
}

static const char *read_text(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    (void)options, (void)arena, (void)option;
    *(const char **)field = value;
    return NULL;
}

static const char *read_list(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    (void)options, (void)option;
    cli_list_add(field, arena, value);
    return NULL;
}

static const char *read_choice(cli_options *options, void *field, ll_arena *arena,
                               const cli_option *option, const char *value) {
    (void)options;
    for (int i = 0; option->choices[i]; i++)
        if (strcmp(option->choices[i], value) == 0) {
            *(int *)field = i;
            return NULL;
        }
    return list_choices(arena, option->choices);
}

static const char *read_count(cli_options *options, void *field, ll_arena *arena,
                              const cli_option *option, const char *value) {
    static const char expected[] = "a number from 0 to 999999999";
    enum { DIGITS = 9 };
    uint32_t count = 0;
    size_t length = strlen(value);
    (void)options, (void)arena, (void)option;
    if (length == 0 || length > DIGITS || strspn(value, "0123456789") != length)
        return expected;
    for (; *value; value++)
        count = count * 10 + (uint32_t)(*value - '0');
    *(uint32_t *)field = count;
    return NULL;
}

static const char *read_size(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    static const char expected[] = "a number of bytes from 1 to 2047m, such as 512k or 10m";
    uint64_t size = 0;
    (void)options, (void)arena, (void)option;
    for (; *value >= '0' && *value <= '9' && size <= INT32_MAX; value++)
        size = size * 10 + (uint64_t)(*value - '0');
    if (*value == 'k' || *value == 'K' || *value == 'm' || *value == 'M') {
        size <<= *value == 'k' || *value == 'K' ? 10 : 20;
        value++;
    }
    if (*value || size == 0 || size > INT32_MAX)
        return expected;
    *(uint32_t *)field = (uint32_t)size;
    return NULL;
}

static const char *read_meta(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    const char *sign = strchr(value, '=');
    (void)field, (void)option;
    if (!sign || sign == value)
        return "KEY=VALUE, such as company=Northstar";
    options->meta = ll_arena_grow(arena, options->meta, &options->meta_capacity,
                                  options->meta_count + 1, sizeof *options->meta);
    options->meta[options->meta_count++] =
        (ll_meta){.key = ll_arena_copy(arena, value, (size_t)(sign - value)), .value = sign + 1};
    return NULL;
}

static const char *read_set(cli_options *options, void *field, ll_arena *arena,
                            const cli_option *option, const char *value) {
    ll_str rule = {value, (uint32_t)strcspn(value, "=")};
    (void)options, (void)option;
    if (!ll_str_is_kebab(rule) || value[rule.length] != '=' || strpbrk(value, "\n\r"))
        return "RULE=VALUE, such as stack-soup=off";
    cli_list_add(field, arena, value);
    return NULL;
}

static value_reader *const readers[] = {
    [CLI_SET] = read_set,   [CLI_FLAG] = read_flag,     [CLI_TEXT] = read_text,
    [CLI_LIST] = read_list, [CLI_CHOICE] = read_choice, [CLI_COUNT] = read_count,
    [CLI_SIZE] = read_size, [CLI_META] = read_meta,
};

static const char *suggest_option(ll_arena *arena, const char *name) {
    const char *names[sizeof cli_option_table / sizeof *cli_option_table];
    for (size_t i = 0; i < cli_option_count; i++)
        names[i] = cli_option_table[i].name;
    const char *nearest = ll_suggest(name, names, cli_option_count);
    return nearest ? ll_format(arena, "; did you mean '--%s'?", nearest) : "";
}

/* The command line while it is read; `at` is the argument that is. */
typedef struct command_line {
    cli_options *out;
    ll_arena *arena;
    char **argv;
    int argc, at;
    const char *problem;
} command_line;

/* Takes the option at `index` of the table, with `value` or, where it needs one and has none, what
 * stands behind it. An empty one, as of a variable that was never set, is none. */
static bool take_option(command_line *line, size_t index, const char *value) {
    const cli_option *option = &cli_option_table[index];
    if (!value && option->value && line->at + 1 < line->argc)
        value = line->argv[++line->at];
    if (option->value && (!value || !*value)) {
        line->problem = ll_format(line->arena, "option '--%s' needs a value: --%s %s", option->name,
                                  option->name, option->value);
        return false;
    }
    void *field = (char *)line->out + option->field;
    const char *expected = readers[option->kind](line->out, field, line->arena, option, value);
    if (expected) {
        line->problem =
            ll_format(line->arena, "--%s: '%s' is not %s", option->name, value, expected);
        return false;
    }
    line->out->given |= UINT64_C(1) << index;
    return true;
}

static bool read_long(command_line *line, const char *argument) {
    const char *sign = strchr(argument, '=');
    size_t index = 0, length = sign ? (size_t)(sign - argument) : strlen(argument);
    const char *name = (const char *)ll_arena_copy(line->arena, argument, length) + 2;
    while (index < cli_option_count && strcmp(cli_option_table[index].name, name) != 0)
        index++;
    if (index == cli_option_count) {
        line->problem = ll_format(line->arena, "unknown option '--%s'%s", name,
                                  suggest_option(line->arena, name));
        return false;
    }
    if (sign && !cli_option_table[index].value) {
        line->problem = ll_format(line->arena, "option '--%s' takes no value", name);
        return false;
    }
    return take_option(line, index, sign ? sign + 1 : NULL);
}

/* `-q`, or several joined: `-qo FILE`. Only the last of them can have a value; a number may stand
 * right behind it: `-j4`. */
static bool read_short(command_line *line, const char *argument) {
    for (const char *letter = argument + 1; *letter; letter++) {
        size_t index = 0;
        while (index < cli_option_count && cli_option_table[index].letter != *letter)
            index++;
        if (index == cli_option_count) {
            bool joined = argument[2] != '\0';
            line->problem = ll_format(line->arena, "unknown option '%s'%s", argument,
                                      joined ? "; long options begin with '--'" : "");
            return false;
        }
        if (cli_option_table[index].kind == CLI_COUNT && letter[1] >= '0' && letter[1] <= '9')
            return take_option(line, index, letter + 1);
        if (letter[1] && cli_option_table[index].value) {
            line->problem =
                ll_format(line->arena, "'-%c' in '%s' takes a value, which stands apart: -%c %s",
                          *letter, argument, *letter, cli_option_table[index].value);
            return false;
        }
        if (!take_option(line, index, NULL))
            return false;
    }
    return true;
}

static bool is_command(const char *argument, const char *const *commands, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(commands[i], argument) == 0)
            return true;
    return false;
}

bool cli_options_read(cli_options *out, ll_arena *arena, int argc, char **argv,
                      const char *const *commands, size_t command_count, const char **problem) {
    cli_options options = {.fail_on = LL_WARNING, .max_warnings = CLI_NO_LIMIT};
    command_line line = {.out = &options, .arena = arena, .argv = argv, .argc = argc};
    for (line.at = 1; line.at < argc; line.at++) {
        const char *argument = argv[line.at];
        bool plain = options.ended || argument[0] != '-' || argument[1] == '\0';
        bool first = !options.command && options.arguments.count == 0 && !options.ended;
        if (plain && first && is_command(argument, commands, command_count))
            options.command = argument;
        else if (plain)
            cli_list_add(&options.arguments, arena, argument);
        else if (strcmp(argument, "--") == 0)
            options.ended = true;
        else if (!(argument[1] == '-' ? read_long : read_short)(&line, argument)) {
            *problem = line.problem;
            return false;
        }
    }
    *out = options;
    return true;
}

bool cli_options_fit(const cli_options *options, ll_arena *arena, unsigned command_bit,
                     const char *command, const char **problem) {
    for (size_t i = 0; i < cli_option_count; i++) {
        bool given = options->given >> i & 1;
        if (given && !(cli_option_table[i].commands & command_bit)) {
            *problem = ll_format(arena, "'letterlint %s' takes no option '--%s'", command,
                                 cli_option_table[i].name);
            return false;
        }
    }
    return true;
}
