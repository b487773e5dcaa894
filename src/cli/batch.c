/* `letterlint --batch`: a letter a line in, an answer a line out, in the same order, for programs
 * that have letters by the million.
 *
 * It streams. Records wait for nothing but a place in the window, and no more are read while it is
 * full; an answer is held back only while the next record is there already, so that whoever writes
 * one record and waits for its answer gets it. What is wrong with a record is said in its answer;
 * only what is wrong with the stream ends the run.
 */
#include "cli/batch.h"
#include "cli/lines.h"
#include "cli/progress.h"
#include "cli/window.h"

#include <string.h>
#include <unistd.h>

enum { ROOM_PER_JOB = 4 };

typedef struct batch {
    cli *run;
    const ll_ruleset *ruleset;
    cli_lines lines;
    cli_window *window;
    cli_record *records; /* one for each place in the window, used in turn */
    uint32_t record_count, records_used;
    cli_progress progress;
    cli_output output;
    ll_writer out;
    bool ended; /* there is no more to read */
} batch;

static void work(void *item) {
    cli_record_answer(item);
}

/* The line is copied: its buffer is read into again. */
static void keep_line(cli_record *record, ll_str line) {
    record->arena = ll_arena_new(0);
    if (!record->arena)
        return;
    if (setjmp(*ll_arena_guard(record->arena))) {
        ll_arena_free(record->arena);
        record->arena = NULL;
        return;
    }
    record->line = (ll_str){ll_arena_copy(record->arena, line.data, line.length), line.length};
}

static void begin(batch *b, cli_line kind, ll_str line) {
    cli_record *record = &b->records[b->records_used++ % b->record_count];
    *record = (cli_record){.run = b->run,
                           .ruleset = b->ruleset,
                           .number = b->lines.number,
                           .too_long = kind == CLI_LINE_TOO_LONG};
    keep_line(record, record->too_long ? ll_str_of("") : line);
    cli_window_put(b->window, record);
}

/* An editor's mark at the beginning is no part of the first record. */
static ll_str without_mark(const cli_lines *lines, ll_str line) {
    static const char mark[] = "\xEF\xBB\xBF";
    bool marked = lines->number == 1 && ll_str_starts(line, mark);
    return marked ? ll_str_slice(line, sizeof mark - 1, line.length) : line;
}

/* Begins as many records as are there and have room; whether there may be more at once. */
static bool begin_some(batch *b) {
    ll_str line = {"", 0};
    while (!cli_window_is_full(b->window)) {
        cli_line kind = cli_lines_next(&b->lines, &line);
        b->ended = kind == CLI_LINE_END;
        if (b->ended || kind == CLI_LINE_LATER)
            return false;
        if (kind == CLI_LINE)
            line = without_mark(&b->lines, line);
        if (kind == CLI_LINE_TOO_LONG || ll_str_trim(line).length > 0)
            begin(b, kind, line);
    }
    return true;
}

static void finish_oldest(batch *b) {
    cli_record *record = cli_window_take(b->window);
    ll_str text = record->complete ? ll_buf_str(&record->answer) : (ll_str){"", 0};
    if (record->complete)
        ll_writer_add(&b->out, text.data, text.length);
    else
        cli_record_give_up(record, &b->out);
    ll_arena_free(record->arena);
    cli_progress_step(&b->progress);
}

static bool flush(batch *b) {
    return ll_writer_flush(&b->out);
}

/* Ends early where nobody takes the answers any more. */
static void stream(batch *b) {
    while (!b->out.failed) {
        bool more = begin_some(b);
        if (cli_window_count(b->window) > 0) {
            finish_oldest(b);
            if (!more)
                flush(b);
        } else if (!flush(b) || b->ended || !cli_lines_wait(&b->lines, STDOUT_FILENO)) {
            break;
        }
    }
    cli_window_end(b->window);
    while (cli_window_count(b->window) > 0)
        ll_arena_free(((cli_record *)cli_window_take(b->window))->arena);
}

static void open_batch(batch *b) {
    cli *run = b->run;
    uint32_t jobs = cli_jobs(run);
    b->lines = cli_lines_on(run->arena, STDIN_FILENO, cli_record_limit(run));
    b->record_count = jobs > 1 ? jobs * ROOM_PER_JOB : 1;
    b->records = ll_arena_array(run->arena, b->record_count, sizeof *b->records);
    b->window = cli_window_new(run->arena, jobs, b->record_count, work);
    cli_output_open(&b->output, run, NULL);
    ll_writer_init(&b->out, &b->output.sink);
    if (!isatty(STDIN_FILENO))
        cli_progress_begin(&b->progress, run, 0);
}

static void release_ruleset(void *object) {
    ll_ruleset_free(object);
}

void cli_batch(cli *run) {
    batch b = {.run = run};
    const char *problem;
    if (!cli_options_fit(&run->options, run->arena, CLI_BATCH, "--batch", &problem)) {
        cli_fail(run, "%s", problem);
        return;
    }
    if (run->options.arguments.count > 0) {
        cli_fail(run, "--batch reads records from standard input; '%s' would be a letter",
                 run->options.arguments.items[0]);
        return;
    }
    ll_ruleset *ruleset = cli_meta_complete(run) ? cli_ruleset_load(run) : NULL;
    if (!ruleset)
        return;
    ll_arena_defer(run->arena, release_ruleset, ruleset);
    b.ruleset = ruleset;
    if (!cli_profiles_exist(run, ruleset))
        return;
    if (ll_ruleset_rule_count(ruleset) == 0) {
        cli_fail(run, "there is no rule to check by; --rules FILE adds some");
        return;
    }
    open_batch(&b);
    stream(&b);
    cli_progress_end(&b.progress, run);
    if (b.lines.error)
        cli_fail(run, "standard input: %s", strerror(b.lines.error));
    cli_output_close(&b.output, run);
}
