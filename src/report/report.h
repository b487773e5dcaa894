/* What the formats share: the report in the making, and the table entry each format is. A format
 * is one file with one entry; reporter.c lists them all and is the only one who knows them. */
#ifndef LL_REPORT_REPORT_H
#define LL_REPORT_REPORT_H

#include "base/json.h"
#include "base/writer.h"
#include "letterlint.h"

typedef struct ll_report {
    ll_writer out;
    ll_json json;
    ll_report_options options;
    ll_counts counts;
    size_t files; /* written so far */
} ll_report;

typedef struct ll_report_format {
    const char *name, *about;
    ll_view view;
    void (*begin)(ll_report *report); /* may be NULL, like finish */
    void (*file)(ll_report *report, const char *path, const ll_result *result);
    void (*finish)(ll_report *report);
} ll_report_format;

extern const ll_report_format ll_format_text, ll_format_json, ll_format_outline_text,
    ll_format_outline_json, ll_format_scorecard_text, ll_format_scorecard_json;

/* {"start":{offset, line, column},"end":{…}}: the members, without the braces around them. */
void ll_report_json_span(ll_json *json, const ll_result *result, ll_span span);
#endif
