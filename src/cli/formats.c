/* What --format asks for: one format for a command that shows rules; several reports at once, each
 * with a place to go to, for those that read letters. */
#include "cli/cli.h"

#include "base/terminal.h"

#include <stdlib.h>
#include <string.h>

/* The names of a view's formats, ended by NULL. */
static const char *const *names_of(cli *run, ll_view view) {
    size_t count = 0;
    while (ll_report_format_at(view, count).name)
        count++;
    const char **names = ll_arena_array(run->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = ll_report_format_at(view, i).name;
    names[count] = NULL;
    return names;
}

static bool is_known(cli *run, const char *name, const char *const *known) {
    ll_buf list = ll_buf_on(run->arena);
    size_t count = 0;
    for (; known[count]; count++) {
        if (strcmp(known[count], name) == 0)
            return true;
        ll_buf_printf(&list, "%s%s",
                      count == 0         ? ""
                      : known[count + 1] ? ", "
                                         : " or ",
                      known[count]);
    }
    cli_fail(run, "--format: '%s' is not %s%s", name, ll_buf_text(&list),
             cli_did_you_mean(run, ll_suggest(name, known, count)));
    return false;
}

const char *cli_format_wanted(cli *run, const char *const *known) {
    const cli_list *wanted = &run->options.formats;
    if (wanted->count > 1) {
        cli_fail(run, "--format: '%s' takes one format",
                 run->options.show_settings ? "--show-settings" : run->options.command);
        return NULL;
    }
    if (wanted->count == 0)
        return known[0];
    return is_known(run, wanted->items[0], known) ? wanted->items[0] : NULL;
}

/* "sarif:out.sarif", or "text". */
static cli_report read_report(cli *run, const char *text) {
    const char *colon = strchr(text, ':');
    if (!colon)
        return (cli_report){.format = text};
    return (cli_report){.format = ll_arena_copy(run->arena, text, (size_t)(colon - text)),
                        .path = colon + 1};
}

/* --output-file is the place of the one report that names none. */
static bool place_unnamed(cli *run, cli_report *reports, size_t count) {
    const cli_report *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (reports[i].path)
            continue;
        if (first) {
            cli_fail(run,
                     "--format: both %s and %s would go to %s; give one a file, as in %s:report",
                     first->format, reports[i].format,
                     run->options.output_file ? run->options.output_file : "standard output",
                     reports[i].format);
            return false;
        }
        first = &reports[i];
        reports[i].path = run->options.output_file;
    }
    if (first || !run->options.output_file)
        return true;
    cli_fail(run, "--output-file %s: every format has a file already", run->options.output_file);
    return false;
}

/* What the format asks of the results that it reports. */
static void note_wants(cli_report *report, ll_view view) {
    for (size_t i = 0;; i++) {
        ll_report_format_info info = ll_report_format_at(view, i);
        if (!info.name)
            return;
        if (strcmp(info.name, report->format) != 0)
            continue;
        report->wants_scorecard = info.wants_scorecard;
        report->wants_page = info.wants_page;
        report->wants_fingerprints = info.wants_fingerprints;
    }
}

static bool is_free(cli *run, const cli_report *reports, size_t index) {
    const char *path = reports[index].path;
    if (path && !*path) {
        cli_fail(run, "--format: no file behind '%s:'", reports[index].format);
        return false;
    }
    if (path && !cli_output_is_free(run, path))
        return false;
    for (size_t i = 0; path && i < index; i++)
        if (reports[i].path && cli_is_same_place(run, reports[i].path, path)) {
            cli_fail(run, "%s: both %s and %s would go there", path, reports[i].format,
                     reports[index].format);
            return false;
        }
    return true;
}

/* GitHub shows a step's annotations beside the letters and, for the whole run, what the step has
 * written behind the file that it names. Who asks for the annotations gets the summary too. */
static const char *summary_path(const cli_report *reports, size_t count) {
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    bool annotated = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(reports[i].format, "github-summary") == 0)
            return NULL;
        annotated = annotated || strcmp(reports[i].format, "github") == 0;
    }
    return annotated && path && *path ? path : NULL;
}

bool cli_reports_wanted(cli *run, ll_view view, cli_report **reports, size_t *count) {
    const cli_list *wanted = &run->options.formats;
    const char *const *known = names_of(run, view);
    size_t total = wanted->count ? wanted->count : 1;
    cli_report *list = ll_arena_array(run->arena, total + 1, sizeof *list);
    list[0].format = known[0];
    for (uint32_t i = 0; i < wanted->count; i++) {
        list[i] = read_report(run, wanted->items[i]);
        if (!is_known(run, list[i].format, known))
            return false;
    }
    if (!place_unnamed(run, list, total))
        return false;
    for (size_t i = 0; i < total; i++) {
        note_wants(&list[i], view);
        if (!is_free(run, list, i))
            return false;
    }
    const char *summary = summary_path(list, total);
    if (summary)
        list[total++] = (cli_report){.format = "github-summary", .path = summary, .append = true};
    *reports = list;
    *count = total;
    return true;
}

void cli_formats_list(cli *run, ll_view view) {
    enum { NAME_WIDTH = 16 };
    cli_output output;
    ll_writer out;
    cli_output_open(&output, run, NULL);
    ll_writer_init(&out, &output.sink);
    for (size_t i = 0; ll_report_format_at(view, i).name; i++) {
        ll_report_format_info format = ll_report_format_at(view, i);
        size_t length = strlen(format.name);
        ll_writer_puts(&out, format.name);
        ll_writer_repeat(&out, ' ', (uint32_t)(length < NAME_WIDTH ? NAME_WIDTH - length : 1));
        ll_writer_puts(&out, format.about);
        ll_writer_putc(&out, '\n');
    }
    ll_writer_flush(&out);
    cli_output_close(&output, run);
}
