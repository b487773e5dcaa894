/* The rdjson format: reviewdog's Diagnostic Format. Its columns count the bytes of the line from 1,
 * its ends are exclusive. */
#include "report/report.h"

static void begin(ll_report *report) {
    ll_json *json = &report->json;
    ll_json_open(json, '{');
    ll_json_key(json, "source");
    ll_json_open(json, '{');
    ll_json_text_field(json, "name", "letterlint");
    ll_json_close(json, '}');
    ll_json_key(json, "diagnostics");
    ll_json_open(json, '[');
}

static void write_position(ll_json *json, const char *key, const ll_result *result,
                           uint32_t offset) {
    uint32_t line = ll_result_position(result, offset).line;
    ll_json_key(json, key);
    ll_json_open(json, '{');
    ll_json_number_field(json, "line", line);
    ll_json_number_field(json, "column", offset - ll_result_line(result, line).start + 1);
    ll_json_close(json, '}');
}

static void write_range(ll_json *json, const ll_result *result, ll_span span) {
    ll_json_key(json, "range");
    ll_json_open(json, '{');
    write_position(json, "start", result, span.start);
    write_position(json, "end", result, span.end);
    ll_json_close(json, '}');
}

static void write_suggestion(ll_json *json, const ll_result *result, const ll_fix *fix) {
    ll_json_key(json, "suggestions");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    write_range(json, result, fix->span);
    ll_json_text_field(json, "text", fix->text);
    ll_json_close(json, '}');
    ll_json_close(json, ']');
}

static void write_diagnostic(ll_report *report, const char *path, const ll_result *result,
                             const ll_diagnostic *diagnostic) {
    static const char *const severities[] = {
        [LL_NOTE] = "INFO", [LL_WARNING] = "WARNING", [LL_ERROR] = "ERROR"};
    ll_json *json = &report->json;
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "message", ll_report_sentences(report->letter, diagnostic));
    ll_json_key(json, "location");
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", ll_report_path(path));
    write_range(json, result, diagnostic->span);
    ll_json_close(json, '}');
    ll_json_text_field(json, "severity", severities[diagnostic->level]);
    ll_json_key(json, "code");
    ll_json_open(json, '{');
    ll_json_text_field(json, "value", diagnostic->rule);
    ll_json_close(json, '}');
    if (diagnostic->fix)
        write_suggestion(json, result, diagnostic->fix);
    ll_json_close(json, '}');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    for (size_t i = 0; i < ll_result_count(result) && !report->out.failed; i++)
        write_diagnostic(report, path, result, ll_result_get(result, i));
}

static void finish(ll_report *report) {
    ll_json_close(&report->json, ']');
    ll_json_close(&report->json, '}');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_rdjson = {.name = "rdjson",
                                           .about = "reviewdog: its Diagnostic Format, with fixes",
                                           .begin = begin,
                                           .file = write_file,
                                           .finish = finish};
