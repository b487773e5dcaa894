/* A result made by hand, for the tests of reporters: the accessors of letterlint.h over a plain
 * struct. It stands in for src/lint/ in these executables, so that a report is tested for what it
 * prints, whatever the rules say this week. Beside it, a sink that keeps what it is given. */
#ifndef LL_TEST_FAKE_RESULT_H
#define LL_TEST_FAKE_RESULT_H

#include "letterlint.h"
#include "text/source.h"

#include <stdlib.h>
#include <string.h>

struct ll_result {
    ll_arena *arena;
    ll_source source;
    ll_diagnostic items[8];
    size_t count;
    ll_outline outline;
    const ll_score *scores;
    size_t score_count;
};

size_t ll_result_count(const ll_result *result) {
    return result->count;
}
const ll_diagnostic *ll_result_get(const ll_result *result, size_t index) {
    return &result->items[index];
}
ll_counts ll_result_counts(const ll_result *result) {
    ll_counts counts = {.error = 0};
    for (size_t i = 0; i < result->count; i++) {
        counts.error += result->items[i].level == LL_ERROR;
        counts.warning += result->items[i].level == LL_WARNING;
        counts.note += result->items[i].level == LL_NOTE;
    }
    return counts;
}
ll_position ll_result_position(const ll_result *result, uint32_t offset) {
    return ll_source_position(&result->source, offset);
}
ll_span ll_result_line(const ll_result *result, uint32_t line) {
    return ll_source_line(&result->source, line - 1);
}
const char *ll_result_text(const ll_result *result, size_t *length) {
    *length = result->source.text.length;
    return result->source.text.data;
}
const ll_score *ll_result_scorecard(const ll_result *result, size_t *count) {
    *count = result->score_count;
    return result->scores;
}

ll_page ll_result_page(const ll_result *result) {
    (void)result;
    return (ll_page){.block_count = 0};
}

ll_outline ll_result_outline(const ll_result *result) {
    return result->outline;
}
const char *ll_part_name(ll_part part) {
    return part == LL_PART_SALUTATION ? "salutation" : "opening";
}
const char *ll_version(void) {
    return "1.2.3";
}

const char *ll_result_fingerprint(const ll_result *result, size_t index) {
    (void)result, (void)index;
    return "0123456789abcdef";
}
size_t ll_ruleset_find(const ll_ruleset *ruleset, const char *id, const char **suggestion) {
    (void)ruleset, (void)suggestion;
    return strcmp(id, "rule") == 0 ? 0 : SIZE_MAX;
}
ll_rule_info ll_ruleset_rule(const ll_ruleset *ruleset, size_t index) {
    (void)ruleset, (void)index;
    return (ll_rule_info){.id = "rule",
                          .message = "message",
                          .advice = "Do *this*.",
                          .why = "It is so. There are reasons.",
                          .bad = "a «b»\n\nc",
                          .good = "",
                          .level = LL_WARNING,
                          .off = true};
}

static inline ll_result fake_letter(const char *text) {
    ll_result result = {.arena = ll_arena_new(0)};
    ll_source_init(&result.source, result.arena, "", ll_str_of(text));
    return result;
}

/* Adds a warning [rule] with the message "message" over the first place where `words` stand. */
static inline ll_diagnostic *fake_warning(ll_result *result, const char *words) {
    const char *text = result->source.text.data, *at = strstr(text, words);
    if (!at)
        abort();
    uint32_t start = (uint32_t)(at - text);
    ll_diagnostic *item = &result->items[result->count++];
    *item = (ll_diagnostic){.level = LL_WARNING,
                            .span = {start, start + (uint32_t)strlen(words)},
                            .rule = "rule",
                            .message = "message",
                            .advice = ""};
    return item;
}

/* What a reporter wrote; `room` is how many bytes the sink takes before it refuses. */
typedef struct caught {
    char text[16384];
    size_t length, room;
} caught;

static inline bool caught_write(void *user, const char *data, size_t length) {
    caught *into = user;
    if (length > into->room || into->length + length >= sizeof into->text)
        return false;
    memcpy(into->text + into->length, data, length);
    into->length += length;
    into->room -= length;
    into->text[into->length] = '\0';
    return true;
}

static inline ll_sink caught_sink(caught *into) {
    *into = (caught){.room = sizeof into->text};
    return (ll_sink){.write = caught_write, .user = into};
}

#endif
