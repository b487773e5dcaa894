/* How every JSON report gives a place: offset for programs, line and column for people. */
#include "report/report.h"

static void write_position(ll_json *json, const char *key, ll_position position) {
    ll_json_key(json, key);
    ll_json_open(json, '{');
    ll_json_number_field(json, "offset", position.offset);
    ll_json_number_field(json, "line", position.line);
    ll_json_number_field(json, "column", position.column);
    ll_json_close(json, '}');
}

void ll_report_json_span(ll_json *json, const ll_result *result, ll_span span) {
    write_position(json, "start", ll_result_position(result, span.start));
    write_position(json, "end", ll_result_position(result, span.end));
}
