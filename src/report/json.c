/* The JSON format, for programs: one line a diagnostic, so that line tools and diffs read it too.
 * Also the diagnostics alone, for whoever writes the rest of a format like it. */
#include "report/report.h"

static void begin(ll_report *report) {
    ll_json *json = &report->json;
    ll_json_open(json, '{');
    ll_json_number_field(json, "version", 1);
    ll_json_key(json, "tool");
    ll_json_open(json, '{');
    ll_json_text_field(json, "name", "letterlint");
    ll_json_text_field(json, "version", ll_version());
    ll_json_close(json, '}');
    ll_json_key(json, "files");
    ll_json_open(json, '[');
}

static void write_fix(ll_json *json, const ll_result *result, const ll_fix *fix) {
    ll_json_key(json, "fix");
    ll_json_open(json, '{');
    ll_json_text_field(json, "text", fix->text);
    ll_json_text_field(json, "safety", fix->safety == LL_FIX_SAFE ? "safe" : "suggested");
    ll_report_json_span(json, result, fix->span);
    ll_json_close(json, '}');
}

static void write_diagnostic(ll_json *json, const ll_result *result,
                             const ll_diagnostic *diagnostic) {
    ll_json_open(json, '{');
    ll_json_text_field(json, "rule", diagnostic->rule);
    ll_json_text_field(json, "level", ll_level_name(diagnostic->level));
    ll_json_text_field(json, "message", diagnostic->message);
    ll_json_text_field(json, "advice", diagnostic->advice);
    ll_report_json_span(json, result, diagnostic->span);
    if (diagnostic->fix)
        write_fix(json, result, diagnostic->fix);
    ll_json_close(json, '}');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_json *json = &report->json;
    size_t count = ll_result_count(result);
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", path);
    ll_json_key(json, "diagnostics");
    ll_json_open(json, '[');
    for (size_t i = 0; i < count && !report->out.failed; i++) {
        ll_json_line(json);
        write_diagnostic(json, result, ll_result_get(result, i));
    }
    ll_json_close(json, ']');
    ll_json_close(json, '}');
}

ll_status ll_result_write_json(const ll_result *result, const ll_sink *sink) {
    ll_writer out;
    ll_json json = ll_json_on(&out);
    ll_writer_init(&out, sink);
    ll_json_open(&json, '[');
    for (size_t i = 0; i < ll_result_count(result) && !out.failed; i++)
        write_diagnostic(&json, result, ll_result_get(result, i));
    ll_json_close(&json, ']');
    if (!ll_writer_flush(&out))
        return LL_SINK_FAILED;
    return json.failed ? LL_NOMEM : LL_OK;
}

static void write_summary(ll_report *report) {
    ll_json *json = &report->json;
    ll_json_close(json, ']');
    ll_json_line(json);
    ll_json_key(json, "summary");
    ll_json_open(json, '{');
    ll_json_number_field(json, "error", report->counts.error);
    ll_json_number_field(json, "warning", report->counts.warning);
    ll_json_number_field(json, "note", report->counts.note);
    ll_json_close(json, '}');
    ll_json_close(json, '}');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_json = {.name = "json",
                                         .about =
                                             "for programs: one object, a line for each finding",
                                         .begin = begin,
                                         .file = write_file,
                                         .finish = write_summary};
