/* The letters of a run, one after the other: each is read, linted, reported and forgotten before
 * the next, so that ten thousand take no more memory than one. A letter that cannot be read is
 * said and passed over; the others are still checked. */
#include "cli/config.h"
#include "cli/path.h"

#include "base/file.h"
#include "base/terminal.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

/* One of the reports that all letters go into. */
typedef struct letter_report {
    ll_reporter *reporter;
    cli_output output;
    bool ended; /* its place takes no more; the others go on */
} letter_report;

typedef struct letter_queue {
    cli *run;
    letter_report *reports;
    size_t report_count;
    cli_totals *totals;
    const cli_letter *letter;
    ll_view view;
    bool wants_scorecard, wants_page; /* some report does */
    bool stopped;                     /* the output takes no more, or there is no more memory */
} letter_queue;

const char *cli_letter_name(const cli *run, const cli_letter *letter) {
    if (strcmp(letter->argument, "-") != 0)
        return letter->argument;
    const char *name = run->options.stdin_filename;
    return name ? name : "<stdin>";
}

bool cli_letter_read(ll_str *text, cli *run, ll_arena *arena, const cli_letter *letter) {
    const char *problem;
    uint32_t limit = run->options.max_size ? run->options.max_size : LL_DEFAULT_MAX_SIZE;
    if (strcmp(letter->argument, "-") == 0) {
        if (run->stdin_read) {
            cli_fail(run, "standard input can be read only once");
            return false;
        }
        run->stdin_read = true;
    }
    if (ll_file_read(text, arena, letter->argument, limit, &problem))
        return true;
    bool over = strncmp(problem, ll_file_over_limit, strlen(ll_file_over_limit)) == 0;
    cli_fail(run, "%s: %s%s", cli_letter_name(run, letter), problem,
             over ? "; --max-size raises it" : "");
    return false;
}

ll_lint_options cli_letter_options(const cli *run, ll_arena *arena, const cli_letter *letter) {
    const cli_options *given = &run->options;
    const char *name = cli_path_name(cli_letter_name(run, letter));
    return (ll_lint_options){.max_size = given->max_size,
                             .meta = given->meta,
                             .meta_count = given->meta_count,
                             .trace = given->trace,
                             .profiles = given->profile,
                             .path = letter->folder ? cli_path_join(arena, letter->folder, name)
                                                    : NULL};
}

/* The trace is no part of the report: it goes where complaints go. */
static void print_trace(const ll_result *result) {
    ll_writer out;
    cli_stderr(&out);
    for (const char *line = ll_result_trace(result); line && *line;) {
        size_t length = strcspn(line, "\n");
        ll_terminal_put(&out, (ll_str){line, (uint32_t)length});
        ll_writer_putc(&out, '\n');
        line += length + (line[length] == '\n');
    }
    ll_writer_flush(&out);
}

/* The run stops when no report takes any more. */
static void report_letter(letter_queue *queue, const ll_result *result) {
    size_t ended = 0;
    for (size_t i = 0; i < queue->report_count; i++) {
        letter_report *report = &queue->reports[i];
        ll_status status =
            report->ended ? LL_OK
                          : ll_reporter_file(report->reporter,
                                             cli_letter_name(queue->run, queue->letter), result);
        if (status == LL_NOMEM)
            cli_fail(queue->run, "%s: out of memory", cli_letter_name(queue->run, queue->letter));
        report->ended = report->ended || status != LL_OK;
        ended += report->ended;
    }
    ll_counts counts = ll_result_counts(result);
    queue->totals->counts.error += counts.error;
    queue->totals->counts.warning += counts.warning;
    queue->totals->counts.note += counts.note;
    queue->stopped = ended == queue->report_count;
    queue->totals->files++;
    queue->totals->with_findings += ll_result_count(result) > 0;
    if (queue->run->options.trace)
        print_trace(result);
}

static void check_letter(void *user, ll_arena *arena) {
    letter_queue *queue = user;
    cli *run = queue->run;
    ll_lint_options options = cli_letter_options(run, arena, queue->letter);
    ll_error error = {.offset = 0};
    ll_result *result = NULL;
    ll_str text;
    options.scorecard = queue->view == LL_VIEW_SCORECARD || queue->wants_scorecard;
    options.page = queue->wants_page;
    options.outline_only = queue->view == LL_VIEW_OUTLINE;
    if (!cli_letter_read(&text, run, arena, queue->letter))
        return;
    const ll_ruleset *ruleset = queue->letter->config->ruleset;
    ll_status status = ll_lint(&result, ruleset, text.data, text.length, &options, &error);
    if (status == LL_OK && !cli_baseline_use(run, arena, queue->letter, result))
        status = LL_NOMEM;
    if (status == LL_OK)
        report_letter(queue, result);
    else
        cli_fail(run, "%s: %s", cli_letter_name(run, queue->letter),
                 status == LL_NOMEM ? "out of memory" : error.message);
    ll_result_free(result);
}

static bool is_date(const char *text) {
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    return true;
}

static bool is_given(const cli_options *options, const char *key) {
    for (uint32_t i = 0; i < options->meta_count; i++)
        if (strcmp(options->meta[i].key, key) == 0)
            return true;
    return false;
}

/* The letters' day as `meta.today`: --meta today=…, else --date, else the day it is here. The
 * library has no clock. */
static bool add_today(cli *run) {
    cli_options *options = &run->options;
    char today[] = "0000-00-00";
    time_t now = time(NULL);
    struct tm local;
    if (is_given(options, "today"))
        return true;
    if (options->date && !is_date(options->date)) {
        cli_fail(run, "'--date %s': a day is written YYYY-MM-DD", options->date);
        return false;
    }
    if (!localtime_r(&now, &local) || !strftime(today, sizeof today, "%Y-%m-%d", &local))
        today[0] = '\0';
    const char *day =
        options->date ? options->date : ll_arena_copy(run->arena, today, strlen(today));
    options->meta = ll_arena_grow(run->arena, options->meta, &options->meta_capacity,
                                  options->meta_count + 1, sizeof *options->meta);
    options->meta[options->meta_count++] = (ll_meta){"today", day};
    return true;
}

static void open_reports(letter_queue *queue, const ll_ruleset *ruleset, const cli_report *wanted) {
    cli *run = queue->run;
    for (size_t i = 0; i < queue->report_count; i++) {
        letter_report *report = &queue->reports[i];
        ll_report_options options = {.format = wanted[i].format,
                                     .view = queue->view,
                                     .ruleset = ruleset,
                                     .color = cli_wants_color(run, wanted[i].path, STDOUT_FILENO),
                                     .quiet = run->options.quiet,
                                     .rule_link = cli_rule_link(run, wanted[i].path)};
        queue->wants_scorecard = queue->wants_scorecard || wanted[i].wants_scorecard;
        queue->wants_page = queue->wants_page || wanted[i].wants_page;
        cli_output_open(&report->output, run, wanted[i].path);
        report->output.append = wanted[i].append;
        if (ll_reporter_new(&report->reporter, &options, &report->output.sink) != LL_OK)
            ll_arena_fail(run->arena);
    }
}

static void close_reports(letter_queue *queue) {
    for (size_t i = 0; i < queue->report_count; i++) {
        letter_report *report = &queue->reports[i];
        ll_reporter_finish(report->reporter, NULL);
        ll_reporter_free(report->reporter);
        cli_output_close(&report->output, queue->run);
    }
}

/* For --verbose: "2 letters by base.yaml, .letterlint.yaml". */
static void say_configurations(cli *run) {
    for (uint32_t i = 0; run->configs && i < run->configs->count; i++) {
        const cli_config *config = run->configs->items[i];
        ll_buf names = ll_buf_on(run->arena);
        size_t letters = 0;
        for (uint32_t k = 0; k < run->letter_count; k++)
            letters += run->letters[k].config == config;
        for (uint32_t k = 0; k < config->count; k++)
            ll_buf_printf(&names, "%s%s", k > 0 ? ", " : "", config->files[k].path);
        if (letters > 0)
            cli_warn("%zu letter%s by %s", letters, letters == 1 ? "" : "s",
                     config->count ? ll_buf_text(&names) : "no configuration");
    }
}

ll_ruleset *cli_letters_find(cli *run, ll_view view) {
    if (!add_today(run))
        return NULL;
    cli_discover(run);
    if (run->options.verbose)
        say_configurations(run);
    return cli_rulesets_load(run, view == LL_VIEW_OUTLINE);
}

bool cli_letters_run(cli *run, const ll_ruleset *ruleset, ll_view view, cli_totals *totals) {
    letter_queue queue = {.run = run, .totals = totals, .view = view};
    cli_report *wanted;
    if (!cli_reports_wanted(run, view, &wanted, &queue.report_count))
        return false;
    queue.reports = ll_arena_array(run->arena, queue.report_count, sizeof *queue.reports);
    open_reports(&queue, ruleset, wanted);
    for (uint32_t i = 0; i < run->letter_count && !queue.stopped; i++) {
        queue.letter = &run->letters[i];
        if (cli_ruleset_of(run, queue.letter->config) && !cli_guarded(check_letter, &queue))
            cli_fail(run, "%s: out of memory", cli_letter_name(run, queue.letter));
        cli_ruleset_done(queue.letter->config);
    }
    close_reports(&queue);
    totals->told_people = strcmp(wanted[0].format, "text") == 0;
    return !queue.stopped;
}
