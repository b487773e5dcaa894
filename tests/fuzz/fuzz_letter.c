/* Any bytes as a letter under the shipped rules, in every report format. What is said has an exact
 * place between characters of the letter, in order; a terminal is handed nothing but text; JSON is
 * JSON, and says the same. */
#include "fuzz.h"

#include "base/str.h"
#include "letterlint.h"

#include <jansson.h>
#include <string.h>

static const ll_ruleset *shipped_rules(void) {
    static ll_ruleset *rules;
    if (!rules)
        fuzz_require(ll_ruleset_new(&rules, NULL, 0, NULL, NULL, NULL) == LL_OK,
                     "the shipped rules load");
    return rules;
}

static bool is_boundary(const char *text, size_t length, uint32_t offset) {
    return offset == length || ((unsigned char)text[offset] & 0xC0) != 0x80;
}

static void require_place(const ll_result *result, ll_span span) {
    size_t length;
    const char *text = ll_result_text(result, &length);
    fuzz_require_span(span, (uint32_t)length, "a place lies in the letter");
    fuzz_require(is_boundary(text, length, span.start) && is_boundary(text, length, span.end),
                 "a place ends between characters");
    ll_position start = ll_result_position(result, span.start);
    ll_position end = ll_result_position(result, span.end);
    fuzz_require(start.line >= 1 && start.column >= 1 && end.line >= start.line,
                 "lines and columns count from one");
    fuzz_require(end.line > start.line || end.column >= start.column, "a place does not run back");
    ll_span line = ll_result_line(result, start.line);
    fuzz_require(line.start <= span.start, "a place begins on its line");
}

static void require_diagnostics(const ll_result *result) {
    uint32_t start = 0;
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *d = ll_result_get(result, i);
        require_place(result, d->span);
        fuzz_require(d->span.start >= start, "diagnostics are sorted");
        fuzz_require(d->rule && d->rule[0] && d->message && d->message[0] && d->advice,
                     "a diagnostic says what is wrong");
        start = d->span.start;
    }
}

static void require_outline(const ll_result *result) {
    ll_outline outline = ll_result_outline(result);
    uint32_t end = 0;
    for (size_t i = 0; i < outline.part_count; i++) {
        require_place(result, outline.parts[i].span);
        fuzz_require(outline.parts[i].span.start >= end, "parts rise and do not overlap");
        end = outline.parts[i].span.end;
    }
    end = 0;
    for (size_t i = 0; i < outline.sentence_count; i++) {
        require_place(result, outline.sentences[i].span);
        fuzz_require(outline.sentences[i].span.start >= end, "sentences rise and do not overlap");
        end = outline.sentences[i].span.end;
    }
}

static bool append(void *user, const char *data, size_t length) {
    ll_buf_add(user, data, length);
    return true;
}

static ll_str report(ll_arena *arena, const ll_result *result, const char *format, ll_view view) {
    ll_buf out = ll_buf_on(arena);
    ll_sink sink = {append, &out};
    ll_report_options options = {.format = format, .view = view};
    ll_reporter *reporter;
    ll_counts counts;
    fuzz_require(ll_reporter_new(&reporter, &options, &sink) == LL_OK, "the format is known");
    fuzz_require(ll_reporter_file(reporter, "letter.md", result) == LL_OK, "the report is written");
    fuzz_require(ll_reporter_finish(reporter, &counts) == LL_OK, "the report is closed");
    fuzz_require(view != LL_VIEW_FINDINGS ||
                     counts.error + counts.warning + counts.note == ll_result_count(result),
                 "every diagnostic is counted");
    ll_reporter_free(reporter);
    return ll_buf_str(&out);
}

/* No escape sequence, no control character of either set, no broken character. */
static void require_harmless(ll_str text) {
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        fuzz_require((c >= 0x20 && c != 0x7F) || c == '\n', "a terminal is handed no control");
        fuzz_require(c != 0xC2 || (unsigned char)text.data[i + 1] >= 0xA0,
                     "a terminal is handed no control of the second set");
    }
    ll_error error;
    fuzz_require(ll_source_check(text.data, text.length, &error), "a report is UTF-8");
}

static void require_json(ll_str text, const ll_result *result, bool outline) {
    json_error_t error;
    json_t *root = json_loadb(text.data, text.length, JSON_ALLOW_NUL, &error);
    fuzz_require(root != NULL, "JSON is JSON");
    const json_t *file = json_array_get(json_object_get(root, "files"), 0);
    const json_t *list = json_object_get(file, outline ? "sentences" : "diagnostics");
    size_t count = outline ? ll_result_outline(result).sentence_count : ll_result_count(result);
    fuzz_require(json_is_array(list) && json_array_size(list) == count, "JSON says as much");
    json_decref(root);
}

/* Every format, whatever it is for: nothing acts on a terminal, and those of JSON are JSON. */
static void require_formats(ll_arena *arena, const ll_result *result) {
    static const char *const json[] = {"json", "sarif", "gitlab", "rdjson"};
    const char *name;
    for (size_t i = 0; (name = ll_report_format_at(LL_VIEW_FINDINGS, i).name) != NULL; i++) {
        ll_str text = report(arena, result, name, LL_VIEW_FINDINGS);
        require_harmless(text);
        for (size_t k = 0; k < sizeof json / sizeof *json; k++)
            if (strcmp(name, json[k]) == 0) {
                json_t *root = json_loadb(text.data, text.length, 0, NULL);
                fuzz_require(root != NULL, "every report of JSON is JSON");
                json_decref(root);
            }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ll_arena *arena = ll_arena_new(0);
    ll_source source;
    ll_error error = {0};
    ll_result *result = NULL;
    ll_lint_options options = {.fingerprints = true};
    if (!fuzz_source(&source, arena, data, size)) {
        fuzz_require(ll_lint(&result, shipped_rules(), (const char *)data, size, NULL, &error) ==
                             LL_INVALID &&
                         error.message[0] && error.offset <= size,
                     "what is no text is refused with its place");
    } else {
        fuzz_require(ll_lint(&result, shipped_rules(), source.text.data, size, &options, &error) ==
                         LL_OK,
                     "any text is a letter");
        require_diagnostics(result);
        require_outline(result);
        require_formats(arena, result);
        require_harmless(report(arena, result, "text", LL_VIEW_OUTLINE));
        require_json(report(arena, result, "json", LL_VIEW_FINDINGS), result, false);
        require_json(report(arena, result, "json", LL_VIEW_OUTLINE), result, true);
        ll_result_free(result);
        fuzz_source_free(&source);
    }
    ll_arena_free(arena);
    return 0;
}
