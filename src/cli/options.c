/* Reading the command line by table: long options with `=` or a value behind, a few short ones,
 * `--` to end them. Options may stand before or after the command and its arguments. */
#include "cli/options.h"

#include <stddef.h>
#include <string.h>

enum {
    LETTERS = CLI_CHECK | CLI_OUTLINE | CLI_SCORECARD,
    RULES = CLI_CHECK | CLI_SCORECARD | CLI_NEW | CLI_TEST | CLI_RULES | CLI_EXPLAIN,
    ANY = LETTERS | RULES | CLI_HELP | CLI_VERSION,
};

static const char *const formats[] = {[CLI_FORMAT_TEXT] = "text",
                                      [CLI_FORMAT_JSON] = "json",
                                      [CLI_FORMAT_MARKDOWN] = "markdown",
                                      NULL};
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
     .help = "add the rules of a file, or of every *.yaml in a directory; repeatable",
     .kind = CLI_LIST,
     .field = offsetof(cli_options, rules),
     .commands = RULES},
    {.name = "no-default-rules",
     .help = "leave out the rules that letterlint ships with",
     .field = offsetof(cli_options, no_default_rules),
     .commands = RULES},
    {.name = "format",
     .value = "FORMAT",
     .help = "text (default) or json; 'letterlint rules' also knows markdown",
     .kind = CLI_CHOICE,
     .choices = formats,
     .field = offsetof(cli_options, format),
     .commands = LETTERS | CLI_RULES | CLI_EXPLAIN},
    {.name = "quiet",
     .letter = 'q',
     .help = "one line for each finding, nothing else",
     .field = offsetof(cli_options, quiet),
     .commands = CLI_CHECK | CLI_TEST},
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
    {.name = "profile",
     .value = "NAMES",
     .help = "the profiles to judge by, divided by commas, e.g. senior,payments (default: those "
             "of the front matter's 'profile')",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, profile),
     .commands = CLI_CHECK | CLI_SCORECARD | CLI_NEW},
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
     .commands = CLI_CHECK | CLI_SCORECARD},
    {.name = "meta",
     .value = "KEY=VALUE",
     .help = "say what front matter would, e.g. company=Northstar; wins over it; repeatable",
     .kind = CLI_META,
     .commands = LETTERS},
    {.name = "max-size",
     .value = "BYTES",
     .help = "refuse a larger letter (default 256k); k and m may follow the number",
     .kind = CLI_SIZE,
     .field = offsetof(cli_options, max_size),
     .commands = LETTERS},
    {.name = "stdin-filename",
     .value = "NAME",
     .help = "what to call the letter on standard input",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, stdin_filename),
     .commands = LETTERS},
    {.name = "output-file",
     .letter = 'o',
     .value = "FILE",
     .help = "write the report there, whole or not at all",
     .kind = CLI_TEXT,
     .field = offsetof(cli_options, output_file),
     .commands = LETTERS | CLI_NEW},
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
    return *value ? NULL : "a name";
}

static const char *read_list(cli_options *options, void *field, ll_arena *arena,
                             const cli_option *option, const char *value) {
    (void)options, (void)option;
    cli_list_add(field, arena, value);
    return *value ? NULL : "a name";
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

static value_reader *const readers[] = {
    [CLI_FLAG] = read_flag,     [CLI_TEXT] = read_text, [CLI_LIST] = read_list,
    [CLI_CHOICE] = read_choice, [CLI_SIZE] = read_size, [CLI_META] = read_meta,
};

static const char *suggest_option(ll_arena *arena, const char *name) {
    const char *names[sizeof cli_option_table / sizeof *cli_option_table];
    for (size_t i = 0; i < cli_option_count; i++)
        names[i] = cli_option_table[i].name;
    const char *nearest = ll_suggest(name, names, cli_option_count);
    return nearest ? ll_format(arena, "; did you mean '--%s'?", nearest) : "";
}

/* The option that `argument` names, up to its '=' or end; or the table's end. */
static size_t find_option(const char *argument, size_t length) {
    for (size_t i = 0; i < cli_option_count; i++) {
        const cli_option *option = &cli_option_table[i];
        bool is_long = length > 2 && argument[1] == '-' &&
                       ll_str_is((ll_str){argument + 2, (uint32_t)(length - 2)}, option->name);
        bool is_short = length == 2 && argument[1] == option->letter;
        if (is_long || is_short)
            return i;
    }
    return cli_option_count;
}

/* One option at argv[*at]; moves *at over a value that stands behind it. */
static bool read_option(cli_options *out, ll_arena *arena, int argc, char **argv, int *at,
                        const char **problem) {
    const char *argument = argv[*at];
    const char *sign = argument[1] == '-' ? strchr(argument, '=') : NULL;
    size_t length = sign ? (size_t)(sign - argument) : strlen(argument);
    size_t index = find_option(argument, length);
    if (index == cli_option_count) {
        const char *name = ll_arena_copy(arena, argument, length);
        const char *nearest = argument[1] == '-' ? suggest_option(arena, name + 2) : "";
        *problem = ll_format(arena, "unknown option '%s'%s", name, nearest);
        return false;
    }
    const cli_option *option = &cli_option_table[index];
    const char *value = sign ? sign + 1 : NULL;
    if (value && !option->value) {
        *problem = ll_format(arena, "option '--%s' takes no value", option->name);
        return false;
    }
    if (!value && option->value) {
        if (*at + 1 >= argc) {
            *problem = ll_format(arena, "option '--%s' needs a value: --%s %s", option->name,
                                 option->name, option->value);
            return false;
        }
        value = argv[++*at];
    }
    const char *expected =
        readers[option->kind](out, (char *)out + option->field, arena, option, value);
    if (expected) {
        *problem = ll_format(arena, "--%s: '%s' is not %s", option->name, value, expected);
        return false;
    }
    out->given |= UINT32_C(1) << index;
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
    cli_options options = {.fail_on = LL_WARNING};
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        bool plain = options.ended || argument[0] != '-' || argument[1] == '\0';
        bool first = !options.command && options.arguments.count == 0 && !options.ended;
        if (plain && first && is_command(argument, commands, command_count))
            options.command = argument;
        else if (plain)
            cli_list_add(&options.arguments, arena, argument);
        else if (strcmp(argument, "--") == 0)
            options.ended = true;
        else if (!read_option(&options, arena, argc, argv, &i, problem))
            return false;
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
    if (options->format == CLI_FORMAT_MARKDOWN && command_bit != CLI_RULES) {
        *problem = ll_format(arena, "'letterlint %s' knows the formats text and json", command);
        return false;
    }
    return true;
}
