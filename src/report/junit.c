/* The JUnit format, for services that show test results: a letter is a suite, a rule that found
 * something in it a test case, a letter without findings one case that passes. Errors and warnings
 * fail their case; notes stand in the output of one that passes, as they pass the run by default.
 */
#include "report/report.h"

#include "base/index.h"
#include "base/xml.h"

/* The findings of one rule in the letter. */
typedef struct group {
    const ll_diagnostic *first;
    size_t count;
    ll_level level; /* the worst */
} group;

typedef struct suite {
    const char *path;
    const ll_result *result;
    group *groups;
    uint32_t count;
    size_t failures;
} suite;

static void begin(ll_report *report) {
    ll_xml_declaration(&report->out);
    ll_writer_puts(&report->out, "<testsuites name=\"letterlint\">\n");
}

static void group_by_rule(suite *all, ll_arena *arena) {
    size_t count = ll_result_count(all->result);
    ll_index rules = {.arena = arena};
    all->groups = ll_arena_array(arena, count, sizeof *all->groups);
    for (size_t i = 0; i < count; i++) {
        const ll_diagnostic *diagnostic = ll_result_get(all->result, i);
        ll_str rule = ll_str_of(diagnostic->rule);
        uint32_t number = ll_index_find(&rules, rule);
        if (number == UINT32_MAX) {
            number = all->count++;
            ll_index_add(&rules, rule, number);
            all->groups[number].first = diagnostic;
        }
        group *one = &all->groups[number];
        one->count++;
        if (diagnostic->level > one->level)
            one->level = diagnostic->level;
    }
    for (uint32_t i = 0; i < all->count; i++)
        all->failures += all->groups[i].level > LL_NOTE;
}

/* The findings of the group, a line for each and one for its advice. */
static void write_findings(ll_report *report, const suite *all, const group *one) {
    const char *rule = one->first->rule;
    for (size_t i = 0; i < ll_result_count(all->result); i++) {
        const ll_diagnostic *diagnostic = ll_result_get(all->result, i);
        if (!ll_str_is(ll_str_of(diagnostic->rule), rule))
            continue;
        ll_position at = ll_result_position(all->result, diagnostic->span.start);
        ll_xml_text(&report->out, all->path);
        ll_xml_text(&report->out, ll_format(report->letter, ":%u:%u: %s: ", (unsigned)at.line,
                                            (unsigned)at.column, ll_level_name(diagnostic->level)));
        ll_xml_text(&report->out, diagnostic->message);
        ll_writer_putc(&report->out, '\n');
        ll_xml_text(&report->out, diagnostic->advice);
        ll_writer_puts(&report->out, diagnostic->advice[0] ? "\n" : "");
    }
}

static void write_case_start(ll_report *report, const suite *all, const char *name) {
    ll_writer_puts(&report->out, "    <testcase");
    ll_xml_attribute(&report->out, "name", name);
    ll_xml_attribute(&report->out, "classname", all->path);
}

static void write_group(ll_report *report, const suite *all, const group *one) {
    ll_writer *out = &report->out;
    const char *element = one->level > LL_NOTE ? "failure" : "system-out";
    write_case_start(report, all, one->first->rule);
    ll_writer_puts(out, ">\n      <");
    ll_writer_puts(out, element);
    if (one->level > LL_NOTE) {
        const char *more =
            one->count > 1 ? ll_format(report->letter, " (and %zu more)", one->count - 1) : "";
        ll_xml_attribute(out, "message",
                         ll_format(report->letter, "%s%s", one->first->message, more));
        ll_xml_attribute(out, "type", ll_level_name(one->level));
    }
    ll_writer_puts(out, ">");
    write_findings(report, all, one);
    ll_writer_puts(out, "</");
    ll_writer_puts(out, element);
    ll_writer_puts(out, ">\n    </testcase>\n");
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_writer *out = &report->out;
    suite all = {.path = path, .result = result};
    group_by_rule(&all, report->letter);
    ll_writer_puts(out, "  <testsuite");
    ll_xml_attribute(out, "name", path);
    ll_xml_number_attribute(out, "tests", all.count ? all.count : 1);
    ll_xml_number_attribute(out, "failures", all.failures);
    ll_xml_number_attribute(out, "errors", 0);
    ll_xml_number_attribute(out, "skipped", 0);
    ll_writer_puts(out, ">\n");
    for (uint32_t i = 0; i < all.count; i++)
        write_group(report, &all, &all.groups[i]);
    if (all.count == 0) {
        write_case_start(report, &all, "letterlint");
        ll_writer_puts(out, "/>\n");
    }
    ll_writer_puts(out, "  </testsuite>\n");
}

static void finish(ll_report *report) {
    ll_writer_puts(&report->out, "</testsuites>\n");
}

const ll_report_format ll_format_junit = {.name = "junit",
                                          .about =
                                              "XML as test runners write it: a letter is a suite",
                                          .begin = begin,
                                          .file = write_file,
                                          .finish = finish};
