/* The GitLab format: a Code Quality report, one array over all letters.
 *
 * GitLab knows an entry again in the next pipeline by its fingerprint, and wants no two alike: it
 * is made of the finding's own, which survives moved lines, of the path, and of a number where one
 * letter has equal findings. */
#include "report/report.h"

static void begin(ll_report *report) {
    ll_json_open(&report->json, '[');
}

/* FNV-1a, which any reader of the report can recompute. */
static uint64_t hash_more(uint64_t hash, const char *text) {
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

static const char *fingerprint_of(ll_arena *arena, const char *path, const ll_result *result,
                                  size_t index, uint32_t repeat) {
    uint64_t hash = hash_more(UINT64_C(0xcbf29ce484222325), path);
    return ll_format(arena, "%016llx-%s-%u", (unsigned long long)hash,
                     ll_result_fingerprint(result, index), (unsigned)repeat);
}

static void write_location(ll_json *json, const char *path, const ll_result *result, ll_span span) {
    ll_json_key(json, "location");
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", path);
    ll_json_key(json, "lines");
    ll_json_open(json, '{');
    ll_json_number_field(json, "begin", ll_result_position(result, span.start).line);
    ll_json_number_field(json, "end", ll_report_last_line(result, span));
    ll_json_close(json, '}');
    ll_json_close(json, '}');
}

static void write_file(ll_report *report, const char *path, const ll_result *result) {
    static const char *const severities[] = {
        [LL_NOTE] = "info", [LL_WARNING] = "minor", [LL_ERROR] = "major"};
    const uint32_t *repeats = ll_report_repeats(report->letter, result);
    ll_json *json = &report->json;
    path = ll_report_path(path);
    for (size_t i = 0; i < ll_result_count(result) && !report->out.failed; i++) {
        const ll_diagnostic *diagnostic = ll_result_get(result, i);
        ll_json_line(json);
        ll_json_open(json, '{');
        ll_json_text_field(json, "description", ll_report_sentences(report->letter, diagnostic));
        ll_json_text_field(json, "check_name", diagnostic->rule);
        ll_json_text_field(json, "fingerprint",
                           fingerprint_of(report->letter, path, result, i, repeats[i]));
        ll_json_text_field(json, "severity", severities[diagnostic->level]);
        write_location(json, path, result, diagnostic->span);
        ll_json_close(json, '}');
    }
}

static void finish(ll_report *report) {
    ll_json_close(&report->json, ']');
    ll_writer_putc(&report->out, '\n');
}

const ll_report_format ll_format_gitlab = {.name = "gitlab",
                                           .about = "GitLab: a Code Quality report",
                                           .wants_fingerprints = true,
                                           .begin = begin,
                                           .file = write_file,
                                           .finish = finish};
