/* Linting the letters of a run: each is read and linted by whichever thread has time, reported in
 * its turn, and forgotten. What is done and waits for its turn is bounded (window.h), so that ten
 * thousand letters take no more memory than ten, and one slow letter makes the others wait.
 *
 * Threads share nothing but what nobody changes: the options, and rules that are loaded. All that
 * is said, counted or written is the business of the one thread that takes the letters back. A
 * letter that cannot be read is said and passed over; the others are still checked.
 */
#include "cli/config.h"
#include "cli/progress.h"
#include "cli/window.h"

#include "base/terminal.h"

#include <string.h>
#include <unistd.h>

/* Threads beyond this only wait for each other; more letters in the window than this a thread only
 * take memory. */
enum { MOST_JOBS = 256, ROOM_PER_JOB = 4 };

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
    cli_progress progress;
    cli_window *window;
    struct letter_task *tasks; /* one for each place in the window, used in turn */
    uint32_t task_count, tasks_used;
    ll_view view;
    bool wants_scorecard, wants_page, wants_fingerprints; /* some report does */
    bool stopped; /* the output takes no more, or there is no more memory */
} letter_queue;

/* A letter on its way. Its work sets the arena, and a result or a problem. */
typedef struct letter_task {
    const letter_queue *queue;
    const cli_letter *letter;
    const ll_ruleset *ruleset;
    ll_arena *arena; /* holds the text, which the result borrows */
    ll_result *result;
    ll_error error;
    const char *problem; /* why there is no result; NULL while nothing was done */
} letter_task;

static const char out_of_memory[] = "out of memory";

/* --- The work, by any thread ---------------------------------------------------------------- */

static void read_and_lint(letter_task *task) {
    const letter_queue *queue = task->queue;
    const cli *run = queue->run;
    ll_lint_options options = cli_letter_options(run, task->arena, task->letter);
    ll_str text;
    options.scorecard = queue->view == LL_VIEW_SCORECARD || queue->wants_scorecard;
    options.page = queue->wants_page;
    options.fingerprints = queue->wants_fingerprints || run->baseline;
    options.outline_only = queue->view == LL_VIEW_OUTLINE;
    if (!cli_letter_read(&text, run, task->arena, task->letter, &task->problem))
        return;
    ll_status status =
        ll_lint(&task->result, task->ruleset, text.data, text.length, &options, &task->error);
    if (status != LL_OK)
        task->problem = status == LL_NOMEM ? out_of_memory : task->error.message;
}

static void lint(void *item) {
    letter_task *task = item;
    task->arena = ll_arena_new(0);
    if (task->arena && !setjmp(*ll_arena_guard(task->arena)))
        read_and_lint(task);
    else
        task->problem = out_of_memory;
}

/* --- What becomes of it, one after the other ------------------------------------------------ */

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

static void count(cli_totals *totals, const ll_result *result) {
    ll_counts counts = ll_result_counts(result);
    totals->counts.error += counts.error;
    totals->counts.warning += counts.warning;
    totals->counts.note += counts.note;
    totals->files++;
    totals->with_findings += ll_result_count(result) > 0;
}

/* The run stops when no report takes any more. */
static void report_letter(letter_queue *queue, const letter_task *task) {
    const char *name = cli_letter_name(queue->run, task->letter);
    size_t ended = 0;
    for (size_t i = 0; i < queue->report_count; i++) {
        letter_report *report = &queue->reports[i];
        ll_status status =
            report->ended ? LL_OK : ll_reporter_file(report->reporter, name, task->result);
        if (status == LL_NOMEM)
            cli_fail(queue->run, "%s: %s", name, out_of_memory);
        report->ended = report->ended || status != LL_OK;
        ended += report->ended;
    }
    count(queue->totals, task->result);
    queue->stopped = ended == queue->report_count;
    if (queue->run->options.trace) {
        cli_progress_hide(queue->run->progress);
        print_trace(task->result);
    }
}

/* A task and the memory for taking it up. */
typedef struct turn {
    letter_queue *queue;
    letter_task *task;
} turn;

static void take_up(void *user, ll_arena *arena) {
    const turn *t = user;
    letter_task *task = t->task;
    cli *run = t->queue->run;
    if (!task->problem && !cli_baseline_use(run, arena, task->letter, task->result))
        task->problem = out_of_memory;
    if (task->problem)
        cli_fail(run, "%s: %s", cli_letter_name(run, task->letter), task->problem);
    else
        report_letter(t->queue, task);
}

static void forget(letter_task *task) {
    ll_result_free(task->result);
    ll_arena_free(task->arena);
}

static void finish_oldest(letter_queue *queue) {
    letter_task *task = cli_window_take(queue->window);
    turn t = {.queue = queue, .task = task};
    if (!cli_guarded(take_up, &t))
        cli_fail(queue->run, "%s: %s", cli_letter_name(queue->run, task->letter), out_of_memory);
    forget(task);
    cli_ruleset_done(task->letter->config);
    cli_progress_step(&queue->progress);
}

/* --- The queue ------------------------------------------------------------------------------ */

static void begin(letter_queue *queue, const cli_letter *letter) {
    cli *run = queue->run;
    const ll_ruleset *ruleset = cli_ruleset_of(run, letter->config);
    if (!ruleset || !cli_letter_claim(run, letter)) {
        cli_ruleset_done(letter->config);
        cli_progress_step(&queue->progress);
        return;
    }
    letter_task *task = &queue->tasks[queue->tasks_used++ % queue->task_count];
    *task = (letter_task){.queue = queue, .letter = letter, .ruleset = ruleset};
    cli_window_put(queue->window, task);
}

/* Whether something may be said when a letter begins: that comes behind what is said of the letters
 * before it. New rules also take the place of those that are done with. */
static bool comes_alone(const cli *run, const cli_letter *letter) {
    return !letter->config->tried || (cli_letter_is_stdin(letter) && run->stdin_read);
}

static void lint_all(letter_queue *queue) {
    const cli *run = queue->run;
    for (uint32_t i = 0; i < run->letter_count && !queue->stopped;) {
        bool must_wait = cli_window_is_full(queue->window) || comes_alone(run, &run->letters[i]);
        if (must_wait && cli_window_count(queue->window) > 0)
            finish_oldest(queue);
        else
            begin(queue, &run->letters[i++]);
    }
    while (cli_window_count(queue->window) > 0 && !queue->stopped)
        finish_oldest(queue);
    cli_window_end(queue->window);
    while (cli_window_count(queue->window) > 0)
        forget(cli_window_take(queue->window));
}

uint32_t cli_jobs(const cli *run) {
    uint32_t jobs = run->options.jobs ? run->options.jobs : cli_cores();
    return jobs < MOST_JOBS ? jobs : MOST_JOBS;
}

/* One job needs no room but for the letter at hand. */
static void open_window(letter_queue *queue) {
    ll_arena *arena = queue->run->arena;
    uint32_t jobs = queue->run->letter_count > 1 ? cli_jobs(queue->run) : 1;
    queue->task_count = jobs > 1 ? jobs * ROOM_PER_JOB : 1;
    queue->tasks = ll_arena_array(arena, queue->task_count, sizeof *queue->tasks);
    queue->window = cli_window_new(arena, jobs, queue->task_count, lint);
}

/* --- The reports ---------------------------------------------------------------------------- */

static void open_reports(letter_queue *queue, const ll_ruleset *ruleset, const cli_report *wanted) {
    cli *run = queue->run;
    for (size_t i = 0; i < queue->report_count; i++) {
        letter_report *report = &queue->reports[i];
        ll_report_options options = {.format = wanted[i].format,
                                     .view = queue->view,
                                     .ruleset = ruleset,
                                     .color = cli_wants_color(run, wanted[i].path, STDOUT_FILENO),
                                     .quiet = run->options.quiet,
                                     .rule_link = cli_rule_link(run, wanted[i].path),
                                     .columns = cli_columns(wanted[i].path)};
        queue->wants_scorecard = queue->wants_scorecard || wanted[i].wants_scorecard;
        queue->wants_page = queue->wants_page || wanted[i].wants_page;
        queue->wants_fingerprints = queue->wants_fingerprints || wanted[i].wants_fingerprints;
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

bool cli_letters_run(cli *run, const ll_ruleset *ruleset, ll_view view, cli_totals *totals) {
    letter_queue *queue = ll_arena_alloc(run->arena, sizeof *queue); /* as window.h demands */
    *queue = (letter_queue){.run = run, .totals = totals, .view = view};
    cli_report *wanted;
    if (!cli_reports_wanted(run, view, &wanted, &queue->report_count))
        return false;
    queue->reports = ll_arena_array(run->arena, queue->report_count, sizeof *queue->reports);
    open_reports(queue, ruleset, wanted);
    open_window(queue);
    cli_progress_begin(&queue->progress, run, run->letter_count);
    lint_all(queue);
    cli_progress_end(&queue->progress, run);
    close_reports(queue);
    totals->told_people = strcmp(wanted[0].format, "text") == 0;
    return !queue->stopped;
}
