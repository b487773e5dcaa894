/* `--show-settings`: what holds for a letter, and who said so, instead of checking it. */
#include "cli/config.h"

#include "base/json.h"
#include "base/terminal.h"

#include <string.h>

static const char *const formats[] = {"text", "json", NULL};

enum { RULE, KEY, VALUE, FROM, COLUMNS };

typedef struct row {
    const char *cells[COLUMNS];
    const char *from; /* without the line */
    uint32_t line;
} row;

typedef struct page {
    cli *run;
    const cli_letter *letter;
    ll_writer out;
    ll_json json;
    bool as_json;
    size_t shown;
    ll_arena *arena; /* for one letter */
    row *rows;
    uint32_t count, capacity;
} page;

static const char *copy(ll_arena *arena, const char *text) {
    return ll_arena_copy(arena, text, strlen(text));
}

static void collect(void *user, const ll_setting_row *setting) {
    page *p = user;
    row new = {.from = copy(p->arena, setting->from), .line = setting->line};
    new.cells[RULE] = copy(p->arena, setting->rule);
    new.cells[KEY] = copy(p->arena, setting->key);
    new.cells[VALUE] = copy(p->arena, setting->value);
    new.cells[FROM] =
        setting->line ? ll_format(p->arena, "%s:%u", setting->from, setting->line) : new.from;
    p->rows = ll_arena_grow(p->arena, p->rows, &p->capacity, p->count + 1, sizeof *p->rows);
    p->rows[p->count++] = new;
}

/* --- Text ----------------------------------------------------------------------------------- */

static void write_cell(ll_writer *out, const char *text, uint32_t width) {
    uint32_t columns = ll_terminal_columns(ll_str_of(text));
    ll_terminal_put(out, ll_str_of(text));
    ll_writer_repeat(out, ' ', (columns < width ? width - columns : 0) + 2);
}

static void write_head(page *p, const char *profiles) {
    enum { LABEL_WIDTH = 13 };
    const cli_config *config = p->letter->config;
    ll_writer *out = &p->out;
    ll_writer_puts(out, p->shown ? "\n" : "");
    ll_terminal_put(out, ll_str_of(cli_letter_name(p->run, p->letter)));
    ll_writer_puts(out, "\n  ");
    write_cell(out, "configuration", LABEL_WIDTH);
    for (uint32_t i = 0; i < config->count; i++) {
        ll_writer_puts(out, i > 0 ? ", " : "");
        ll_terminal_put(out, ll_str_of(config->files[i].path));
    }
    ll_writer_puts(out, config->count ? "\n  " : "none\n  ");
    write_cell(out, "profiles", LABEL_WIDTH);
    ll_terminal_put(out, ll_str_of(*profiles ? profiles : "none"));
    ll_writer_puts(out, "\n\n");
}

static void write_table(page *p) {
    uint32_t widths[COLUMNS] = {0};
    for (uint32_t i = 0; i < p->count; i++)
        for (int k = 0; k < FROM; k++) {
            uint32_t columns = ll_terminal_columns(ll_str_of(p->rows[i].cells[k]));
            widths[k] = columns > widths[k] ? columns : widths[k];
        }
    for (uint32_t i = 0; i < p->count; i++) {
        ll_writer_puts(&p->out, "  ");
        for (int k = 0; k < FROM; k++)
            write_cell(&p->out, p->rows[i].cells[k], widths[k]);
        ll_terminal_put(&p->out, ll_str_of(p->rows[i].cells[FROM]));
        ll_writer_putc(&p->out, '\n');
    }
}

/* --- JSON ----------------------------------------------------------------------------------- */

static void write_profiles(ll_json *json, ll_arena *arena, const char *profiles) {
    ll_json_key(json, "profiles");
    ll_json_open(json, '[');
    while (*profiles) {
        size_t length = strcspn(profiles, ",");
        ll_str name = ll_str_trim((ll_str){profiles, (uint32_t)length});
        if (name.length > 0)
            ll_json_string(json, ll_str_copy(arena, name));
        profiles += length + (profiles[length] == ',');
    }
    ll_json_close(json, ']');
}

static void write_rows(ll_json *json, const page *p) {
    ll_json_key(json, "settings");
    ll_json_open(json, '[');
    for (uint32_t i = 0; i < p->count; i++) {
        const row *r = &p->rows[i];
        ll_json_line(json);
        ll_json_open(json, '{');
        ll_json_text_field(json, "rule", r->cells[RULE]);
        ll_json_text_field(json, "key", r->cells[KEY]);
        ll_json_text_field(json, "value", r->cells[VALUE]);
        ll_json_text_field(json, "from", r->from);
        if (r->line)
            ll_json_number_field(json, "line", r->line);
        ll_json_close(json, '}');
    }
    ll_json_close(json, ']');
}

static void write_json(page *p, const char *profiles) {
    const cli_config *config = p->letter->config;
    ll_json *json = &p->json;
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", cli_letter_name(p->run, p->letter));
    ll_json_key(json, "configuration");
    ll_json_open(json, '[');
    for (uint32_t i = 0; i < config->count; i++)
        ll_json_string(json, config->files[i].path);
    ll_json_close(json, ']');
    write_profiles(json, p->arena, profiles);
    write_rows(json, p);
    ll_json_close(json, '}');
}

/* --- The letters ---------------------------------------------------------------------------- */

static void show_letter(void *user, ll_arena *arena) {
    page *p = user;
    cli *run = p->run;
    ll_lint_options options = cli_letter_options(run, arena, p->letter);
    ll_error error = {.offset = 0};
    char *profiles = NULL;
    const char *problem;
    ll_str text;
    p->arena = arena;
    p->rows = NULL;
    p->count = p->capacity = 0;
    if (!cli_letter_claim(run, p->letter))
        return;
    if (!cli_letter_read(&text, run, arena, p->letter, &problem)) {
        cli_fail(run, "%s: %s", cli_letter_name(run, p->letter), problem);
        return;
    }
    ll_status status = ll_settings_list(p->letter->config->ruleset, text.data, text.length,
                                        &options, collect, p, &profiles, &error);
    if (status != LL_OK) {
        cli_fail(run, "%s: %s", cli_letter_name(run, p->letter),
                 status == LL_NOMEM ? "out of memory" : error.message);
        return;
    }
    if (p->as_json) {
        write_json(p, profiles);
    } else {
        write_head(p, profiles);
        write_table(p);
    }
    p->shown++;
    ll_draft_free(profiles);
}

static void show_letters(page *p) {
    cli *run = p->run;
    cli_output output;
    cli_output_open(&output, run, run->options.output_file);
    ll_writer_init(&p->out, &output.sink);
    p->json = ll_json_on(&p->out);
    if (p->as_json) {
        ll_json_open(&p->json, '{');
        ll_json_number_field(&p->json, "version", 1);
        ll_json_key(&p->json, "files");
        ll_json_open(&p->json, '[');
    }
    for (uint32_t i = 0; i < run->letter_count; i++) {
        p->letter = &run->letters[i];
        if (cli_ruleset_of(run, p->letter->config) && !cli_guarded(show_letter, p))
            cli_fail(run, "%s: out of memory", cli_letter_name(run, p->letter));
        cli_ruleset_done(p->letter->config);
    }
    if (p->as_json) {
        ll_json_close(&p->json, ']');
        ll_json_close(&p->json, '}');
        ll_writer_putc(&p->out, '\n');
    }
    ll_writer_flush(&p->out);
    cli_output_close(&output, run);
}

void cli_show_settings(cli *run) {
    page p = {.run = run};
    const char *format = cli_format_wanted(run, formats);
    ll_ruleset *ruleset = format ? cli_letters_find(run, LL_VIEW_FINDINGS) : NULL;
    const char *path = run->options.output_file;
    if (!ruleset || !cli_profiles_exist(run, ruleset) || (path && !cli_output_is_free(run, path)))
        return;
    p.as_json = strcmp(format, "json") == 0;
    show_letters(&p);
}
