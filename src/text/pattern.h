/* Regular expressions: PCRE2 behind a few calls, the only includer of <pcre2.h>.
 *
 * Patterns are compiled as UTF, with Unicode classes for \w, \d and \b (UCP), and matched under
 * match, depth and heap limits, so that no letter can make one run away. */
#ifndef LL_TEXT_PATTERN_H
#define LL_TEXT_PATTERN_H

#include "base/pack.h"
#include "base/pool.h"
#include "letterlint.h"

typedef struct ll_pattern ll_pattern;

typedef struct ll_pattern_error {
    uint32_t offset; /* bytes into the pattern */
    const char *message;
} ll_pattern_error;

/* How a pattern is compiled; to be joined by '|'. */
enum {
    LL_PATTERN_NOCASE = 1 << 0,   /* any case */
    LL_PATTERN_AT_START = 1 << 1, /* matches only where a match is tried, and does not search */
    LL_PATTERN_OPTIONS = 1 << 2   /* all of them are below */
};

/* Compiles; the code is released with the arena. A pattern that matches the empty string is refused
 * ("can match nothing"). On failure fills *error. */
bool ll_pattern_compile(ll_pattern **out, ll_arena *arena, ll_str text, unsigned options,
                        ll_pattern_error *error);

/* The same for a text that is known to compile: nothing is done until the first match. */
ll_pattern *ll_pattern_defer(ll_arena *arena, ll_str text, unsigned options);

/* The codes of many patterns side by side, to be frozen with them. */
typedef struct ll_pattern_codes ll_pattern_codes;
extern const ll_pack_type ll_pattern_codes_packed;

/* A pattern as it is frozen: what does not change of it, to be used where it stands. A letter asks
 * for a few patterns of many. */
typedef struct ll_pattern_record {
    ll_near_str text;
    uint32_t options;
    uint32_t frozen, frozen_size, automaton; /* see ll_pattern */
} ll_pattern_record;
extern const ll_pack_type ll_pattern_record_packed;

void ll_pattern_to_record(ll_pattern_record *out, const ll_pattern *pattern);

/* Where opened patterns are kept until the arena is freed. */
ll_pool *ll_pattern_pool(ll_arena *arena);

/* The pattern of a record, which stays; its code, if it has one, is among `codes` (or NULL). NULL
 * when out of memory. */
ll_pattern *ll_pattern_open(ll_pool *pool, const ll_pattern_record *record,
                            ll_pattern_codes *codes);

/* Compiles patterns; each finds its code among those returned, which stand in the order given. */
ll_pattern_codes *ll_pattern_codes_make(ll_arena *arena, ll_pattern *const *patterns,
                                        uint32_t count);

/* How often it was used so far, in tries. */
unsigned ll_pattern_uses(const ll_pattern *pattern);

/* As it was given. */
ll_str ll_pattern_text(const ll_pattern *pattern);

/* Opens a record that comes from who knows where: with the frozen code of `known` (or NULL), a
 * pattern of the same text, if that is compiled the same way, else by compiling it now. NULL where
 * it brings code along or ll_pattern_compile would refuse it. */
ll_pattern *ll_pattern_admit(ll_pool *pool, const ll_pattern_record *record,
                             const ll_pattern_record *known, ll_pattern_codes *codes);

typedef struct ll_capture {
    ll_span groups[10]; /* groups[0] is the whole match; unset groups are empty spans */
    uint32_t count;
} ll_capture;

typedef enum ll_match_status { LL_MATCH_FOUND, LL_MATCH_NONE, LL_MATCH_LIMIT } ll_match_status;

/* The first match in `subject` that begins at or after `from`; of a pattern compiled AT_START, the
 * one that is tried at `from`, which is then the start of a character. `scratch` comes from
 * ll_pattern_scratch_new and serves one thread; the pattern serves all of them. LIMIT: the limits
 * were hit; treat as no match and say so. */
typedef struct ll_pattern_scratch ll_pattern_scratch;
ll_pattern_scratch *ll_pattern_scratch_new(ll_arena *arena);
ll_match_status ll_pattern_match(ll_capture *out, ll_pattern *pattern, ll_pattern_scratch *scratch,
                                 ll_str subject, uint32_t from);

const char *ll_pattern_library_version(ll_arena *arena);

#endif
