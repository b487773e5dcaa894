/* The Checkstyle format: XML that Jenkins and many review tools read; an element a letter, also for
 * a clean one, so that a reader sees what was checked. */
#include "report/report.h"

#include "base/xml.h"

static void begin(ll_report *report) {
    ll_xml_declaration(&report->out);
    ll_writer_puts(&report->out, "<checkstyle version=\"4.3\">\n");
}

static void write_error(ll_report *report, const ll_result *result,
                        const ll_diagnostic *diagnostic) {
    static const char *const severities[] = {
        [LL_NOTE] = "info", [LL_WARNING] = "warning", [LL_ERROR] = "error"};
    ll_writer *out = &report->out;
    ll_position at = ll_result_position(result, diagnostic->span.start);
    ll_writer_puts(out, "    <error");
    ll_xml_number_attribute(out, "line", at.line);
    ll_xml_number_attribute(out, "column", at.column);
    ll_xml_attribute(out, "severity", severities[diagnostic->level]);
    ll_xml_attribute(out, "message", ll_report_sentences(report->letter, diagnostic));
    ll_xml_attribute(out, "source", ll_format(report->letter, "letterlint.%s", diagnostic->rule));
    ll_writer_puts(out, "/>\n");
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_writer_puts(&report->out, "  <file");
    ll_xml_attribute(&report->out, "name", path);
    ll_writer_puts(&report->out, ">\n");
    for (size_t i = 0; i < ll_result_count(result) && !report->out.failed; i++)
        write_error(report, result, ll_result_get(result, i));
    ll_writer_puts(&report->out, "  </file>\n");
}

static void finish(ll_report *report) {
    ll_writer_puts(&report->out, "</checkstyle>\n");
}

const ll_report_format ll_format_checkstyle = {.name = "checkstyle",
                                               .about = "XML as Checkstyle writes it",
                                               .begin = begin,
                                               .file = write_file,
                                               .finish = finish};
