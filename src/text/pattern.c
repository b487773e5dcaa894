/* PCRE2 behind pattern.h.
 *
 * All memory PCRE2 takes comes from an arena: a pattern's from the ruleset's, the frames of a match
 * from the letter's (through the scratch). Nothing is freed one by one, and running out jumps to
 * the arena's guard straight through PCRE2, which holds no other resource.
 *
 * Effort is bounded. The match limit counts steps of one search; it grows with the subject, so that
 * a long letter may be searched and a search still costs at most so many steps a byte. Ordinary
 * patterns take fewer than ten steps a byte; what needs over a hundred is backtracking without end.
 *
 * A JIT would go into ll_pattern_compile and change nothing else: pcre2_match uses it by itself,
 * under the same match limit.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/pattern.h"

#include <pcre2.h>
#include <string.h>

enum {
    STEPS_AT_LEAST = 100 * 1000,
    STEPS_PER_BYTE = 100,
    DEPTH_LIMIT = 50 * 1000,     /* nested backtracking points */
    HEAP_LIMIT_KIB = 20 * 1024,  /* what that many take at about 200 bytes each, twice over */
    LONGEST_PATTERN = 64 * 1024, /* far above anything written by hand */
    GROUPS = sizeof((ll_capture *)0)->groups / sizeof(ll_span),
};

struct ll_pattern {
    pcre2_code *code;
    uint32_t groups;
};

struct ll_pattern_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static void *allocate(size_t size, void *arena) {
    return ll_arena_alloc(arena, size);
}

static void keep(void *memory, void *arena) {
    (void)memory;
    (void)arena;
}

static pcre2_compile_context *compile_context(ll_arena *arena) {
    pcre2_general_context *general = pcre2_general_context_create(allocate, keep, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
    return context;
}

static uint32_t info(const pcre2_code *code, uint32_t what) {
    uint32_t value = 0;
    pcre2_pattern_info(code, what, &value);
    return value;
}

static const char *error_message(ll_arena *arena, int code) {
    char message[200];
    int length = pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message);
    return length > 0 ? ll_arena_copy(arena, message, (size_t)length) : "not a pattern";
}

bool ll_pattern_compile(const ll_pattern **out, ll_arena *arena, ll_str text, bool nocase,
                        ll_pattern_error *error) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
                       (nocase ? PCRE2_CASELESS : 0);
    ll_pattern *pattern = ll_arena_alloc(arena, sizeof *pattern);
    int code = 0;
    size_t offset = 0;
    pattern->code = pcre2_compile((PCRE2_SPTR)text.data, text.length, options, &code, &offset,
                                  compile_context(arena));
    if (!pattern->code) {
        *error = (ll_pattern_error){(uint32_t)(offset < text.length ? offset : text.length),
                                    error_message(arena, code)};
        return false;
    }
    /* PCRE2 is cautious here: a recursion that it cannot see through counts as "may be empty". The
     * least length it also knows is the subject's, not the match's. */
    if (info(pattern->code, PCRE2_INFO_MATCHEMPTY)) {
        *error = (ll_pattern_error){0, "can match nothing"};
        return false;
    }
    uint32_t groups = info(pattern->code, PCRE2_INFO_CAPTURECOUNT) + 1;
    pattern->groups = groups < GROUPS ? groups : GROUPS;
    *out = pattern;
    return true;
}

ll_pattern_scratch *ll_pattern_scratch_new(ll_arena *arena) {
    ll_pattern_scratch *scratch = ll_arena_alloc(arena, sizeof *scratch);
    pcre2_general_context *general = pcre2_general_context_create(allocate, keep, arena);
    scratch->data = pcre2_match_data_create(GROUPS, general);
    scratch->context = pcre2_match_context_create(general);
    pcre2_set_depth_limit(scratch->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(scratch->context, HEAP_LIMIT_KIB);
    return scratch;
}

static uint32_t step_limit(uint32_t length) {
    uint64_t steps = STEPS_AT_LEAST + (uint64_t)STEPS_PER_BYTE * length;
    return steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX;
}

static void read_groups(ll_capture *out, const ll_pattern *pattern, pcre2_match_data *data) {
    const size_t *offsets = pcre2_get_ovector_pointer(data);
    *out = (ll_capture){.count = pattern->groups};
    for (uint32_t i = 0; i < pattern->groups; i++)
        if (offsets[2 * i] != PCRE2_UNSET)
            out->groups[i] = (ll_span){(uint32_t)offsets[2 * i], (uint32_t)offsets[2 * i + 1]};
}

ll_match_status ll_pattern_match(ll_capture *out, const ll_pattern *pattern,
                                 ll_pattern_scratch *scratch, ll_str subject, uint32_t from) {
    if (from >= subject.length)
        return LL_MATCH_NONE;
    pcre2_set_match_limit(scratch->context, step_limit(subject.length - from));
    /* NOTEMPTY: `\K` can empty a match that had a length. */
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)subject.data, subject.length, from,
                             PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, scratch->data, scratch->context);
    if (result == PCRE2_ERROR_NOMATCH)
        return LL_MATCH_NONE;
    if (result < 0)
        return LL_MATCH_LIMIT;
    ll_capture found;
    read_groups(&found, pattern, scratch->data);
    if (found.groups[0].start >= found.groups[0].end)
        return LL_MATCH_LIMIT; /* `\K` reached by way of a lookahead: there is no such text */
    *out = found;
    return LL_MATCH_FOUND;
}

const char *ll_pattern_library_version(ll_arena *arena) {
    char version[64] = "";
    int length = pcre2_config(PCRE2_CONFIG_VERSION, NULL);
    if (length > 0 && (size_t)length <= sizeof version)
        pcre2_config(PCRE2_CONFIG_VERSION, version);
    return ll_arena_copy(arena, version, strlen(version));
}
