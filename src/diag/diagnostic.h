/* Diagnostics: one type for what a rule says of a letter and for what is wrong with a rule file,
 * and the list that collects them. The diagnostic itself is public (letterlint.h). */
#ifndef LL_DIAG_DIAGNOSTIC_H
#define LL_DIAG_DIAGNOSTIC_H

#include "base/str.h"
#include "letterlint.h"

#include <stdarg.h>

/* Collects the diagnostics of one source. Zero it and set `arena`. */
typedef struct ll_diagnostics {
    ll_arena *arena;
    ll_diagnostic *items;
    uint32_t count, capacity;
    uint32_t errors; /* how many have level error */
} ll_diagnostics;

/* Adds a copy; its texts are borrowed and must live as long as the arena. */
void ll_diagnostics_add(ll_diagnostics *list, const ll_diagnostic *diagnostic);

/* Adds an error about a rule file, configuration or front matter. `advice` may be "". */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void ll_problem(ll_diagnostics *list, ll_span span, const char *rule, const char *advice,
                const char *format, ...);

/* The same with the arguments of a caller that takes any number of them. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 0)))
#endif
void ll_problem_with(ll_diagnostics *list, ll_span span, const char *rule, const char *advice,
                     const char *format, va_list arguments);

/* "did you mean 'x'?" for the nearest candidate, or "". */
const char *ll_did_you_mean(ll_arena *arena, const char *name, const char *const *candidates,
                            size_t count);

/* By start, then end; stable, so that rules keep their order. */
void ll_diagnostics_sort(ll_diagnostics *list);

#endif
