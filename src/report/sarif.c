/* The SARIF 2.1.0 format, for code scanning services and editors.
 *
 * Results are written as they come and the rules that made them stand behind, numbered in the order
 * in which they first fired: the order of members means nothing in JSON, and so a report over ten
 * thousand letters remembers the ids of some rules and no more.
 *
 * Places are lines and columns. The byte offsets that SARIF has too are left out, for there they
 * say that the region is one of a binary file. Braces in messages stay single: they are doubled in
 * strings with placeholders, which these are not. */
#include "report/report.h"

#include "base/index.h"
#include "report/sarif_rule.h"

#include <string.h>

typedef struct fired_rules {
    ll_index numbers;
    const char **ids;
    uint32_t count, capacity;
} fired_rules;

static void begin(ll_report *report) {
    ll_json *json = &report->json;
    fired_rules *rules = ll_arena_alloc(report->kept, sizeof *rules);
    rules->numbers.arena = report->kept;
    report->own = rules;
    ll_json_open(json, '{');
    ll_json_text_field(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    ll_json_text_field(json, "version", "2.1.0");
    ll_json_key(json, "runs");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    ll_json_text_field(json, "columnKind", "unicodeCodePoints");
    ll_json_text_field(json, "defaultEncoding", "UTF-8");
    ll_json_key(json, "newlineSequences");
    ll_json_open(json, '[');
    ll_json_string(json, "\r\n");
    ll_json_string(json, "\n");
    ll_json_string(json, "\r");
    ll_json_close(json, ']');
    ll_json_key(json, "results");
    ll_json_open(json, '[');
}

static uint32_t number_of(ll_report *report, const char *id) {
    fired_rules *rules = report->own;
    uint32_t number = ll_index_find(&rules->numbers, ll_str_of(id));
    if (number != UINT32_MAX)
        return number;
    rules->ids = ll_arena_grow(report->kept, rules->ids, &rules->capacity, rules->count + 1,
                               sizeof *rules->ids);
    rules->ids[rules->count] = ll_arena_copy(report->kept, id, strlen(id));
    ll_index_add(&rules->numbers, ll_str_of(rules->ids[rules->count]), rules->count);
    return rules->count++;
}

/* A path as a URI: every byte but those that need no escape anywhere is %XX. */
static const char *uri_of(ll_arena *arena, const char *path) {
    ll_buf uri = ll_buf_on(arena);
    ll_buf_puts(&uri, path[0] == '/' ? "file://" : "");
    for (; *path; path++) {
        char c = *path;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr("/-._~", c);
        if (plain)
            ll_buf_putc(&uri, c);
        else
            ll_buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)c);
    }
    return ll_buf_text(&uri);
}

/* A viewer makes a link of "[text](target)" even in plain text. */
static const char *without_links(ll_arena *arena, const char *text) {
    ll_buf plain = ll_buf_on(arena);
    for (const char *link; (link = strstr(text, "](")) != NULL; text = link + 1) {
        ll_buf_add(&plain, text, (size_t)(link + 1 - text));
        ll_buf_putc(&plain, ' ');
    }
    ll_buf_puts(&plain, text);
    return ll_buf_text(&plain);
}

static void write_message(ll_json *json, const char *key, const char *text) {
    ll_json_key(json, key);
    ll_json_open(json, '{');
    ll_json_text_field(json, "text", text);
    ll_json_close(json, '}');
}

static void write_artifact(ll_json *json, const char *uri) {
    ll_json_key(json, "artifactLocation");
    ll_json_open(json, '{');
    ll_json_text_field(json, "uri", uri);
    ll_json_close(json, '}');
}

static void write_region(ll_json *json, const char *key, const ll_result *result, ll_span span) {
    ll_position start = ll_result_position(result, span.start);
    ll_position end = ll_result_position(result, span.end);
    ll_json_key(json, key);
    ll_json_open(json, '{');
    ll_json_number_field(json, "startLine", start.line);
    ll_json_number_field(json, "startColumn", start.column);
    ll_json_number_field(json, "endLine", end.line);
    ll_json_number_field(json, "endColumn", end.column);
    ll_json_close(json, '}');
}

static void write_location(ll_json *json, const char *uri, const ll_result *result, ll_span span) {
    ll_json_key(json, "locations");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    ll_json_key(json, "physicalLocation");
    ll_json_open(json, '{');
    write_artifact(json, uri);
    write_region(json, "region", result, span);
    ll_json_close(json, '}');
    ll_json_close(json, '}');
    ll_json_close(json, ']');
}

static void write_replacement(ll_json *json, const ll_result *result, const ll_fix *fix) {
    ll_json_key(json, "replacements");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    write_region(json, "deletedRegion", result, fix->span);
    if (fix->text[0])
        write_message(json, "insertedContent", fix->text);
    ll_json_close(json, '}');
    ll_json_close(json, ']');
}

static void write_fix(ll_report *report, const char *uri, const ll_result *result,
                      const ll_fix *fix) {
    ll_json *json = &report->json;
    const char *what =
        fix->text[0] ? ll_format(report->letter, "Replace with '%s'.", fix->text) : "Delete.";
    ll_json_key(json, "fixes");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    write_message(json, "description", without_links(report->letter, what));
    ll_json_key(json, "artifactChanges");
    ll_json_open(json, '[');
    ll_json_open(json, '{');
    write_artifact(json, uri);
    write_replacement(json, result, fix);
    ll_json_close(json, '}');
    ll_json_close(json, ']');
    ll_json_key(json, "properties");
    ll_json_open(json, '{');
    ll_json_text_field(json, "safety", fix->safety == LL_FIX_SAFE ? "safe" : "suggested");
    ll_json_close(json, '}');
    ll_json_close(json, '}');
    ll_json_close(json, ']');
}

static void write_fingerprint(ll_json *json, const char *fingerprint) {
    ll_json_key(json, "partialFingerprints");
    ll_json_open(json, '{');
    ll_json_text_field(json, "letterlint/v1", fingerprint);
    ll_json_close(json, '}');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    ll_json *json = &report->json;
    const char *uri = uri_of(report->letter, ll_report_path(path));
    const uint32_t *repeats = ll_report_repeats(report->letter, result);
    for (size_t i = 0; i < ll_result_count(result) && !report->out.failed; i++) {
        const ll_diagnostic *diagnostic = ll_result_get(result, i);
        const char *text = ll_report_sentences(report->letter, diagnostic);
        ll_json_line(json);
        ll_json_open(json, '{');
        ll_json_text_field(json, "ruleId", diagnostic->rule);
        ll_json_number_field(json, "ruleIndex", number_of(report, diagnostic->rule));
        ll_json_text_field(json, "level", ll_level_name(diagnostic->level));
        write_message(json, "message", without_links(report->letter, text));
        write_location(json, uri, result, diagnostic->span);
        const char *print = ll_result_fingerprint(result, i);
        if (print[0])
            write_fingerprint(json, ll_format(report->letter, "%s:%u", print, repeats[i] + 1));
        if (diagnostic->fix)
            write_fix(report, uri, result, diagnostic->fix);
        ll_json_close(json, '}');
    }
}

static void finish(ll_report *report) {
    const fired_rules *rules = report->own;
    ll_json *json = &report->json;
    ll_json_close(json, ']');
    ll_json_line(json);
    ll_json_key(json, "tool");
    ll_json_open(json, '{');
    ll_json_key(json, "driver");
    ll_json_open(json, '{');
    ll_json_text_field(json, "name", "letterlint");
    ll_json_text_field(json, "version", ll_version());
    ll_json_text_field(json, "semanticVersion", ll_version());
    ll_json_key(json, "rules");
    ll_json_open(json, '[');
    for (uint32_t i = 0; i < rules->count; i++)
        ll_sarif_rule_write(json, report->letter, report->options.ruleset, rules->ids[i]);
    ll_json_close(json, ']');
    ll_json_close(json, '}');
    ll_json_close(json, '}');
    ll_json_close(json, '}');
    ll_json_close(json, ']');
    ll_json_close(json, '}');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_sarif = {.name = "sarif",
                                          .about = "SARIF 2.1.0: code scanning, with the rules' "
                                                   "texts and fixes",
                                          .wants_fingerprints = true,
                                          .begin = begin,
                                          .file = write_file,
                                          .finish = finish};
