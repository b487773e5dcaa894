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
    size_t files;     /* written so far */
    ll_arena *kept;   /* lives as long as the report: for the little a format must remember */
    ll_arena *letter; /* lives as long as one call of a format */
    void *own;        /* what the format remembers, or NULL at the beginning */
} ll_report;

typedef struct ll_report_format {
    const char *name, *about;
    ll_view view;
    bool wants_scorecard, wants_page, wants_fingerprints;
    void (*begin)(ll_report *report); /* may be NULL, like finish */
    void (*file)(ll_report *report, const char *path, const ll_result *result);
    void (*finish)(ll_report *report);
} ll_report_format;

extern const ll_report_format ll_format_text, ll_format_json, ll_format_sarif, ll_format_github,
    ll_format_github_summary, ll_format_gitlab, ll_format_checkstyle, ll_format_junit,
    ll_format_rdjson, ll_format_statistics, ll_format_html, ll_format_outline_text,
    ll_format_outline_json, ll_format_scorecard_text, ll_format_scorecard_json;

/* {"start":{offset, line, column},"end":{…}}: the members, without the braces around them. */
void ll_report_json_span(ll_json *json, const ll_result *result, ll_span span);

/* The path as services that know a repository want it: without "./" before it. */
const char *ll_report_path(const char *path);
/* The line of the last character of a span; the line it stands on where it is empty. */
uint32_t ll_report_last_line(const ll_result *result, ll_span span);
/* Message and advice in a row, for formats that have one text for both. */
const char *ll_report_sentences(ll_arena *arena, const ll_diagnostic *diagnostic);
/* For each diagnostic, how many before it have the same fingerprint. */
const uint32_t *ll_report_repeats(ll_arena *arena, const ll_result *result);
#endif
