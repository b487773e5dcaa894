/* The public reporter: picks the format from the table, counts what passes through, and hands each
 * file's text on as soon as it is complete. Out of memory ends a report where it stands. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

struct ll_reporter {
    const ll_report_format *format;
    ll_report report;
    bool begun;
};

static const ll_report_format *const formats[] = {
    &ll_format_text,         &ll_format_json,           &ll_format_sarif,
    &ll_format_github,       &ll_format_github_summary, &ll_format_gitlab,
    &ll_format_checkstyle,   &ll_format_junit,          &ll_format_rdjson,
    &ll_format_html,         &ll_format_statistics,     &ll_format_outline_text,
    &ll_format_outline_json, &ll_format_scorecard_text, &ll_format_scorecard_json};

ll_report_format_info ll_report_format_at(ll_view view, size_t index) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i]->view == view && index-- == 0)
            return (ll_report_format_info){.name = formats[i]->name,
                                           .about = formats[i]->about,
                                           .wants_scorecard = formats[i]->wants_scorecard,
                                           .wants_page = formats[i]->wants_page,
                                           .wants_fingerprints = formats[i]->wants_fingerprints};
    return (ll_report_format_info){.name = NULL};
}

static const ll_report_format *find_format(const ll_report_options *options) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i]->name, options->format) == 0 && formats[i]->view == options->view)
            return formats[i];
    return NULL;
}

ll_status ll_reporter_new(ll_reporter **out, const ll_report_options *options,
                          const ll_sink *sink) {
    const ll_report_format *format = find_format(options);
    if (!format)
        return LL_INVALID;
    ll_reporter *reporter = calloc(1, sizeof *reporter);
    if (!reporter)
        return LL_NOMEM;
    reporter->report.kept = ll_arena_new(0);
    if (!reporter->report.kept) {
        free(reporter);
        return LL_NOMEM;
    }
    reporter->format = format;
    reporter->report.options = *options;
    ll_writer_init(&reporter->report.out, sink);
    reporter->report.json = ll_json_on(&reporter->report.out);
    *out = reporter;
    return LL_OK;
}

static void count(ll_counts *total, const ll_result *result) {
    ll_counts counts = ll_result_counts(result);
    total->error += counts.error;
    total->warning += counts.warning;
    total->note += counts.note;
}

/* The opening waits for the first file, so that making a reporter writes nothing. */
static void begin(ll_reporter *reporter) {
    if (!reporter->begun && reporter->format->begin)
        reporter->format->begin(&reporter->report);
    reporter->begun = true;
}

static void add_file(ll_reporter *reporter, const char *path, const ll_result *result) {
    begin(reporter);
    reporter->format->file(&reporter->report, path, result);
    reporter->report.files++;
    if (reporter->format->view == LL_VIEW_FINDINGS)
        count(&reporter->report.counts, result);
}

static void finish(ll_reporter *reporter, const char *path, const ll_result *result) {
    (void)path, (void)result;
    begin(reporter);
    if (reporter->format->finish)
        reporter->format->finish(&reporter->report);
}

static ll_status status_of(ll_reporter *reporter) {
    if (!ll_writer_flush(&reporter->report.out))
        return LL_SINK_FAILED;
    return reporter->report.json.failed ? LL_NOMEM : LL_OK;
}

/* Takes a step with an arena of its own; the one that lives on and this one both jump back here. */
static ll_status take_step(ll_reporter *reporter,
                           void (*step)(ll_reporter *reporter, const char *path,
                                        const ll_result *result),
                           const char *path, const ll_result *result) {
    ll_arena *letter = ll_arena_new(0);
    if (!letter)
        return LL_NOMEM;
    if (setjmp(*ll_arena_guard(letter)) || setjmp(*ll_arena_guard(reporter->report.kept))) {
        ll_arena_free(letter);
        return LL_NOMEM;
    }
    reporter->report.letter = letter;
    step(reporter, path, result);
    ll_arena_free(letter);
    return status_of(reporter);
}

ll_status ll_reporter_file(ll_reporter *reporter, const char *path, const ll_result *result) {
    return take_step(reporter, add_file, path, result);
}

ll_status ll_reporter_finish(ll_reporter *reporter, ll_counts *counts) {
    ll_status status = take_step(reporter, finish, NULL, NULL);
    if (counts)
        *counts = reporter->report.counts;
    return status;
}

void ll_reporter_free(ll_reporter *reporter) {
    if (reporter)
        ll_arena_free(reporter->report.kept);
    free(reporter);
}
