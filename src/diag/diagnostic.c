/* The collecting list of diagnostic.h. */
#include "diag/diagnostic.h"

#include <stdio.h>
#include <string.h>

const char *ll_level_name(ll_level level) {
    static const char *const names[] = {
        [LL_NOTE] = "note", [LL_WARNING] = "warning", [LL_ERROR] = "error"};
    return names[level];
}

void ll_diagnostics_add(ll_diagnostics *list, const ll_diagnostic *diagnostic) {
    list->items = ll_arena_grow(list->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    list->items[list->count++] = *diagnostic;
    list->errors += diagnostic->level == LL_ERROR;
}

void ll_problem_with(ll_diagnostics *list, ll_span span, const char *rule, const char *advice,
                     const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *message = ll_arena_alloc(list->arena, size);
    vsnprintf(message, size, format, arguments);
    ll_diagnostics_add(
        list,
        &(ll_diagnostic){
            .level = LL_ERROR, .span = span, .rule = rule, .message = message, .advice = advice});
}

void ll_problem(ll_diagnostics *list, ll_span span, const char *rule, const char *advice,
                const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    ll_problem_with(list, span, rule, advice, format, arguments);
    va_end(arguments);
}

const char *ll_did_you_mean(ll_arena *arena, const char *name, const char *const *candidates,
                            size_t count) {
    const char *nearest = ll_suggest(name, candidates, count);
    return nearest ? ll_format(arena, "did you mean '%s'?", nearest) : "";
}

static bool before(const ll_diagnostic *a, const ll_diagnostic *b) {
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start;
    return a->span.end < b->span.end;
}

/* Merges the sorted halves [low, middle) and [middle, high) by way of `spare`. */
static void merge(ll_diagnostic *items, ll_diagnostic *spare, uint32_t low, uint32_t middle,
                  uint32_t high) {
    uint32_t left = low, right = middle;
    for (uint32_t i = low; i < high; i++) {
        bool take_right = left == middle || (right < high && before(&items[right], &items[left]));
        spare[i] = items[take_right ? right++ : left++];
    }
    memcpy(items + low, spare + low, (high - low) * sizeof *items);
}

void ll_diagnostics_sort(ll_diagnostics *list) {
    ll_diagnostic *spare = ll_arena_array(list->arena, list->count, sizeof *spare);
    for (uint64_t width = 1; width < list->count; width *= 2)
        for (uint64_t low = 0; low + width < list->count; low += 2 * width) {
            uint64_t high = low + 2 * width < list->count ? low + 2 * width : list->count;
            merge(list->items, spare, (uint32_t)low, (uint32_t)(low + width), (uint32_t)high);
        }
}
