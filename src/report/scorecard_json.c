/* The scorecard as JSON: {"version":1,"files":[{"path","rows":[{"id","group","title","value"?,
 * "count"?,"start"?,"end"?,"advice"?}]}]}. A row has a value, or a count: 0 is missing. */
#include "report/report.h"

#include <string.h>

static void begin(ll_report *report) {
    ll_json *json = &report->json;
    ll_json_open(json, '{');
    ll_json_number_field(json, "version", 1);
    ll_json_key(json, "files");
    ll_json_open(json, '[');
}

static void write_score(ll_json *json, const ll_result *result, const ll_score *score) {
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "id", score->id);
    ll_json_text_field(json, "group", score->group);
    ll_json_text_field(json, "title", score->title);
    if (*score->value) {
        ll_json_text_field(json, "value", score->value);
    } else {
        ll_json_number_field(json, "count", score->count);
        if (score->found)
            ll_report_json_span(json, result, score->span);
        else
            ll_json_text_field(json, "advice", score->advice);
    }
    ll_json_close(json, '}');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    size_t count;
    const ll_score *scores = ll_result_scorecard(result, &count);
    ll_json *json = &report->json;
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", path);
    ll_json_key(json, "rows");
    ll_json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        write_score(json, result, &scores[i]);
    ll_json_close(json, ']');
    ll_json_close(json, '}');
}

static void finish(ll_report *report) {
    ll_json_close(&report->json, ']');
    ll_json_close(&report->json, '}');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_scorecard_json = {.name = "json",
                                                   .about = "for programs",
                                                   .view = LL_VIEW_SCORECARD,
                                                   .begin = begin,
                                                   .file = write_file,
                                                   .finish = finish};
