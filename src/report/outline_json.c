/* The outline as JSON: the parts, the sentences and the word count of each letter. */
#include "report/report.h"

static void begin(ll_report *report) {
    ll_json *json = &report->json;
    ll_json_open(json, '{');
    ll_json_number_field(json, "version", 1);
    ll_json_key(json, "files");
    ll_json_open(json, '[');
}

static void write_parts(ll_json *json, const ll_result *result, const ll_outline *outline) {
    ll_json_key(json, "parts");
    ll_json_open(json, '[');
    for (size_t i = 0; i < outline->part_count; i++) {
        ll_json_line(json);
        ll_json_open(json, '{');
        ll_json_text_field(json, "part", ll_part_name(outline->parts[i].part));
        ll_report_json_span(json, result, outline->parts[i].span);
        ll_json_close(json, '}');
    }
    ll_json_close(json, ']');
}

static void write_sentences(ll_json *json, const ll_result *result, const ll_outline *outline) {
    ll_json_key(json, "sentences");
    ll_json_open(json, '[');
    for (size_t i = 0; i < outline->sentence_count; i++) {
        ll_json_line(json);
        ll_json_open(json, '{');
        ll_json_text_field(json, "text", outline->sentences[i].text);
        ll_report_json_span(json, result, outline->sentences[i].span);
        ll_json_close(json, '}');
    }
    ll_json_close(json, ']');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_json *json = &report->json;
    ll_outline outline = ll_result_outline(result);
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", path);
    ll_json_number_field(json, "words", outline.words);
    write_parts(json, result, &outline);
    write_sentences(json, result, &outline);
    ll_json_close(json, '}');
}

static void finish(ll_report *report) {
    ll_json_close(&report->json, ']');
    ll_json_close(&report->json, '}');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_outline_json = {.name = "json",
                                                 .about = "for programs",
                                                 .view = LL_VIEW_OUTLINE,
                                                 .begin = begin,
                                                 .file = write_file,
                                                 .finish = finish};
