/* What several formats ask of a finding: its path and last line as services want them, its text in
 * one piece, and which of equal findings it is. */
#include "report/report.h"

#include "base/index.h"

#include <string.h>

const char *ll_report_path(const char *path) {
    while (path[0] == '.' && path[1] == '/') {
        path += 2;
        path += strspn(path, "/");
    }
    return path;
}

uint32_t ll_report_last_line(const ll_result *result, ll_span span) {
    uint32_t last = span.end > span.start ? span.end - 1 : span.start;
    return ll_result_position(result, last).line;
}

const char *ll_report_sentences(ll_arena *arena, const ll_diagnostic *diagnostic) {
    size_t length = strlen(diagnostic->message);
    if (diagnostic->advice[0] == '\0')
        return diagnostic->message;
    bool ended = length > 0 && strchr(".!?", diagnostic->message[length - 1]);
    ll_buf text = ll_buf_on(arena);
    ll_buf_add(&text, diagnostic->message, length);
    ll_buf_puts(&text, ended ? " " : ". ");
    ll_buf_puts(&text, diagnostic->advice);
    return ll_buf_text(&text);
}

const uint32_t *ll_report_repeats(ll_arena *arena, const ll_result *result) {
    size_t count = ll_result_count(result);
    ll_index seen = {.arena = arena};
    uint32_t *repeats = ll_arena_array(arena, count, sizeof *repeats);
    uint32_t *found = ll_arena_array(arena, count, sizeof *found);
    for (uint32_t i = 0; i < count; i++) {
        ll_str fingerprint = ll_str_of(ll_result_fingerprint(result, i));
        ll_index_add(&seen, fingerprint, i);
        uint32_t first = ll_index_find(&seen, fingerprint);
        repeats[i] = first < count ? found[first]++ : i;
    }
    return repeats;
}
