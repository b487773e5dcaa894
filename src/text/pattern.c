/* PCRE2 behind pattern.h.
 *
 * A pattern is compiled when it is first needed, and by the JIT when it has been used often enough
 * to pay for that, which is the later the more machine code there is. Both are kept in the pattern,
 * which threads share: whoever compiles first publishes, the others throw theirs away. Code comes
 * from malloc, since patterns outlive the guard of any one call, and is released with the arena
 * that the pattern is of; the frames of a match come from the letter's arena, through the scratch.
 *
 * Frozen codes are as PCRE2 serialises them, one by one, so that each can be had alone. All of them
 * begin alike, with PCRE2's tables, and that is most of a short one: it is kept once.
 *
 * Effort is bounded. The match limit counts steps of one search; it grows with the subject, so that
 * a long letter may be searched and a search still costs at most so many steps a byte; a pattern
 * that is tried at known starts has as much for each of them. Ordinary patterns take fewer than ten
 * steps a byte; what needs over a hundred is backtracking without end. The JIT keeps the same limit
 * but counts fewer things, and has a stack of its own; where it gives up, the interpreter has the
 * last word.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/pattern.h"

#include "text/automaton.h"

#include <pcre2.h>
#include <stdatomic.h>
#include <string.h>

enum {
    STEPS_AT_LEAST = 100 * 1000,
    STEPS_PER_BYTE = 100,
    DEPTH_LIMIT = 50 * 1000,     /* nested backtracking points */
    HEAP_LIMIT_KIB = 20 * 1024,  /* what that many take at about 200 bytes each, twice over */
    LONGEST_PATTERN = 64 * 1024, /* far above anything written by hand */
    USES_UNTIL_JIT = 64,         /* compiling costs about as much as so many tries, */
    BYTES_OF_A_TRY = 64,         /* and as one more for so many bytes of code */
    BYTES_OF_A_USE = 32,         /* searching so many is one more */
    MACHINE_CODE_STEP = 1 << 20, /* each so many bytes of it, more wants as many uses more: */
    USES_STEP = 8,
    LETTERS_PART = 8, /* but this part of what a letter takes is always granted */
    GROUPS = sizeof((ll_capture *)0)->groups / sizeof(ll_span),
};

struct ll_pattern_codes {
    const uint8_t *bytes;       /* what all codes begin with, and the rest of each */
    uint32_t size, head;        /* of all of it, and of what all begin with */
    atomic_size_t machine_code; /* bytes that the JIT made of them so far */
    uint32_t automaton_words;
    const uint32_t *automata; /* of all of them, one behind the other; the first word is nobody's */
};

static const ll_pack_field codes_fields[] = {
    LL_MANY_FIELD(ll_pattern_codes, bytes, ll_pack_bytes, size),
    LL_LEFT_FIELD(ll_pattern_codes, machine_code),
    LL_MANY_FIELD(ll_pattern_codes, automata, ll_pack_numbers, automaton_words),
};
const ll_pack_type ll_pattern_codes_packed = LL_PACK_TYPE(ll_pattern_codes, codes_fields);

struct ll_pattern {
    ll_str text;
    _Atomic(pcre2_code *) code; /* NULL until it is needed */
    _Atomic(pcre2_code *) fast; /* with machine code; NULL until it pays */
    ll_pattern_codes *codes;
    uint32_t frozen, frozen_size; /* the rest of its code there; of no size: there is none */
    uint32_t automaton;           /* says where PCRE2 need not be asked; 0: there is none */
    unsigned options;
    atomic_uint uses;
};

static const ll_pack_field record_fields[] = {
    LL_NEEDED_NEAR_STR(ll_pattern_record, text),
    LL_BELOW_FIELD(ll_pattern_record, options, LL_PATTERN_OPTIONS),
};
const ll_pack_type ll_pattern_record_packed = LL_PACK_TYPE(ll_pattern_record, record_fields);

struct ll_pattern_scratch {
    ll_arena *arena;
    pcre2_match_data *data;
    pcre2_match_context *context;
    uint8_t *stream;               /* to put a frozen code together in */
    size_t stream_size;            /* of it */
    const ll_pattern_codes *begun; /* whose beginning stands there, or NULL */
};

static void *allocate(size_t size, void *arena) {
    return ll_arena_alloc(arena, size);
}

static void keep(void *memory, void *arena) {
    (void)memory;
    (void)arena;
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

/* PCRE2's options. What is only tried in one place needs no study of where it may stand. */
static uint32_t bits_of(unsigned options) {
    return PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
           (options & LL_PATTERN_NOCASE ? PCRE2_CASELESS : 0) |
           (options & LL_PATTERN_AT_START ? PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE : 0);
}

/* NULL on failure, *error then set; PCRE2_ERROR_NOMEMORY where it was memory. */
static pcre2_code *compile(ll_str text, unsigned options, int *error, size_t *offset) {
    enum { NO_MEMORY = 121 }; /* the compiler's own name for it has no macro in every version */
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    *error = PCRE2_ERROR_NOMEMORY;
    *offset = 0;
    if (!context)
        return NULL;
    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.data, text.length, bits_of(options), error, offset, context);
    pcre2_compile_context_free(context);
    if (!code && *error == NO_MEMORY)
        *error = PCRE2_ERROR_NOMEMORY;
    return code;
}

static void release(void *object) {
    ll_pattern *pattern = object;
    pcre2_code_free(atomic_load(&pattern->code));
    pcre2_code_free(atomic_load(&pattern->fast));
}

ll_pattern *ll_pattern_defer(ll_arena *arena, ll_str text, unsigned options) {
    ll_pattern *pattern = ll_arena_alloc(arena, sizeof *pattern);
    pattern->text = text;
    pattern->options = options;
    ll_arena_defer(arena, release, pattern);
    return pattern;
}

bool ll_pattern_compile(ll_pattern **out, ll_arena *arena, ll_str text, unsigned options,
                        ll_pattern_error *error) {
    int code_error;
    size_t offset;
    ll_pattern *pattern = ll_pattern_defer(arena, text, options);
    pcre2_code *code = compile(text, options, &code_error, &offset);
    atomic_store(&pattern->code, code);
    if (!code && code_error == PCRE2_ERROR_NOMEMORY)
        ll_arena_fail(arena);
    if (!code) {
        *error = (ll_pattern_error){(uint32_t)(offset < text.length ? offset : text.length),
                                    error_message(arena, code_error)};
        return false;
    }
    /* PCRE2 is cautious here: a recursion that it cannot see through counts as "may be empty". The
     * least length it also knows is the subject's, not the match's. */
    if (info(code, PCRE2_INFO_MATCHEMPTY)) {
        *error = (ll_pattern_error){0, "can match nothing"};
        return false;
    }
    *out = pattern;
    return true;
}

/* --- Frozen codes --------------------------------------------------------------------------- */

/* The code as PCRE2 serialises it. */
static ll_str serialise(const ll_pattern *pattern, ll_arena *arena) {
    int error;
    size_t offset, size;
    uint8_t *bytes;
    pcre2_code *code = compile(pattern->text, pattern->options, &error, &offset);
    if (!code)
        ll_arena_fail(arena);
    int32_t codes = pcre2_serialize_encode((const pcre2_code **)&code, 1, &bytes, &size, NULL);
    pcre2_code_free(code);
    if (codes != 1 || size > UINT32_MAX)
        ll_arena_fail(arena);
    ll_str copy = {ll_arena_copy(arena, (const char *)bytes, size), (uint32_t)size};
    pcre2_serialize_free(bytes);
    return copy;
}

static uint32_t common_head(const ll_str *streams, uint32_t count) {
    uint32_t head = count ? streams[0].length : 0;
    for (uint32_t i = 1; i < count; i++) {
        uint32_t same = 0;
        while (same < head && same < streams[i].length &&
               streams[i].data[same] == streams[0].data[same])
            same++;
        head = same;
    }
    return head;
}

/* Puts the automata of all patterns behind one another. */
static void add_automata(ll_pattern_codes *codes, ll_arena *arena, ll_pattern *const *patterns,
                         uint32_t count) {
    uint32_t *words = NULL, used = 1, capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        unsigned options = patterns[i]->options;
        ll_automaton made = ll_automaton_new(arena, patterns[i]->text, options & LL_PATTERN_NOCASE,
                                             !(options & LL_PATTERN_AT_START));
        if (!made.words)
            continue;
        words = ll_arena_grow(arena, words, &capacity, used + made.count, sizeof *words);
        memcpy(words + used, made.words, made.count * sizeof *words);
        patterns[i]->automaton = used;
        used += made.count;
    }
    codes->automata = words;
    codes->automaton_words = words ? used : 0;
}

ll_pattern_codes *ll_pattern_codes_make(ll_arena *arena, ll_pattern *const *patterns,
                                        uint32_t count) {
    ll_pattern_codes *codes = ll_arena_alloc(arena, sizeof *codes);
    ll_str *streams = ll_arena_array(arena, count, sizeof *streams);
    ll_buf bytes = ll_buf_on(arena);
    for (uint32_t i = 0; i < count; i++)
        streams[i] = serialise(patterns[i], arena);
    codes->head = common_head(streams, count);
    if (count)
        ll_buf_add(&bytes, streams[0].data, codes->head);
    for (uint32_t i = 0; i < count; i++) {
        ll_str rest = ll_str_slice(streams[i], codes->head, streams[i].length);
        patterns[i]->codes = codes;
        patterns[i]->frozen = bytes.length;
        patterns[i]->frozen_size = rest.length;
        ll_buf_add_str(&bytes, rest);
    }
    codes->bytes = (const uint8_t *)ll_buf_text(&bytes);
    codes->size = bytes.length;
    add_automata(codes, arena, patterns, count);
    return codes;
}

void ll_pattern_to_record(ll_pattern_record *out, const ll_pattern *pattern) {
    *out = (ll_pattern_record){.options = pattern->options,
                               .frozen = pattern->frozen,
                               .frozen_size = pattern->frozen_size,
                               .automaton = pattern->automaton};
    ll_near_str_set(&out->text, pattern->text);
}

ll_pool *ll_pattern_pool(ll_arena *arena) {
    return ll_pool_new(arena, sizeof(ll_pattern), release);
}

ll_pattern *ll_pattern_open(ll_pool *pool, const ll_pattern_record *record,
                            ll_pattern_codes *codes) {
    ll_pattern *pattern = ll_pool_take(pool);
    if (!pattern)
        return NULL;
    pattern->text = ll_near_str_get(&record->text);
    pattern->options = record->options;
    pattern->codes = record->frozen_size ? codes : NULL;
    pattern->frozen = record->frozen;
    pattern->frozen_size = record->frozen_size;
    pattern->automaton = record->automaton;
    return pattern;
}

/* NULL where there is none, or PCRE2 refuses it: another version of it froze the code. */
static pcre2_code *thaw(const ll_pattern *pattern, ll_pattern_scratch *scratch) {
    const ll_pattern_codes *codes = pattern->codes;
    pcre2_code *code = NULL;
    if (!codes)
        return NULL;
    size_t size = (size_t)codes->head + pattern->frozen_size;
    if (size > scratch->stream_size) {
        scratch->stream =
            ll_arena_resize(scratch->arena, scratch->stream, scratch->stream_size, size);
        scratch->stream_size = size;
    }
    if (scratch->begun != codes)
        memcpy(scratch->stream, codes->bytes, codes->head);
    scratch->begun = codes;
    memcpy(scratch->stream + codes->head, codes->bytes + pattern->frozen, pattern->frozen_size);
    return pcre2_serialize_decode(&code, 1, scratch->stream, NULL) == 1 ? code : NULL;
}

/* --- Use ------------------------------------------------------------------------------------ */

unsigned ll_pattern_uses(const ll_pattern *pattern) {
    return atomic_load(&pattern->uses);
}

ll_str ll_pattern_text(const ll_pattern *pattern) {
    return pattern->text;
}

ll_pattern *ll_pattern_admit(ll_pool *pool, const ll_pattern_record *record,
                             const ll_pattern_record *known, ll_pattern_codes *codes) {
    int error;
    size_t offset;
    if (record->frozen_size || record->automaton)
        return NULL;
    if (known && known->frozen_size && known->options == record->options)
        return ll_pattern_open(pool, known, codes);
    ll_pattern *pattern = ll_pattern_open(pool, record, NULL);
    if (!pattern)
        return NULL;
    pcre2_code *code = compile(pattern->text, pattern->options, &error, &offset);
    atomic_store(&pattern->code, code);
    return code && !info(code, PCRE2_INFO_MATCHEMPTY) ? pattern : NULL;
}

/* The code as it was frozen, or compiled. NULL when out of memory. */
static pcre2_code *first_code(const ll_pattern *pattern, ll_pattern_scratch *scratch) {
    int error;
    size_t offset;
    pcre2_code *code = thaw(pattern, scratch);
    return code ? code : compile(pattern->text, pattern->options, &error, &offset);
}

/* Publishes `code` unless another thread was first; returns what is published. */
static pcre2_code *publish(_Atomic(pcre2_code *) *place, pcre2_code *code) {
    pcre2_code *expected = NULL;
    if (atomic_compare_exchange_strong(place, &expected, code))
        return code;
    pcre2_code_free(code);
    return expected;
}

/* Whether passing from so many uses to so many earns machine code. A few patterns are tried far
 * more often than all others; what is made for the many would be most of the memory, and little
 * used: unless the letter is a long one. */
static bool is_earned(const ll_pattern *pattern, const ll_pattern_scratch *scratch, unsigned before,
                      unsigned after) {
    size_t made = pattern->codes ? atomic_load(&pattern->codes->machine_code) : 0;
    size_t granted = ll_arena_used(scratch->arena) / LETTERS_PART;
    uint64_t needed = USES_UNTIL_JIT + pattern->frozen_size / BYTES_OF_A_TRY;
    made = made > granted ? made - granted : 0;
    for (size_t room = MACHINE_CODE_STEP; needed <= after; room += MACHINE_CODE_STEP) {
        if (before < needed && made < room)
            return true;
        needed *= USES_STEP;
    }
    return false;
}

static void count_machine_code(ll_pattern *pattern, const pcre2_code *code) {
    size_t size = 0;
    if (pattern->codes && pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &size) == 0)
        atomic_fetch_add(&pattern->codes->machine_code, size);
}

/* The machine code, made from a copy, for the code itself may be in use; NULL where there is none.
 */
static pcre2_code *compile_fast(ll_pattern *pattern, const pcre2_code *code) {
    pcre2_code *copy = pcre2_code_copy(code);
    if (copy && pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) == 0) {
        count_machine_code(pattern, copy);
        return publish(&pattern->fast, copy);
    }
    pcre2_code_free(copy);
    return NULL;
}

/* What a match in so many bytes counts: where it is tried once, it is soon over. */
static unsigned uses_of(const ll_pattern *pattern, uint32_t length) {
    uint32_t most = (uint32_t)USES_UNTIL_JIT * BYTES_OF_A_USE;
    if (pattern->options & LL_PATTERN_AT_START)
        return 1;
    return 1 + (length < most ? length : most) / BYTES_OF_A_USE;
}

/* The code without machine code, or NULL when out of memory. */
static pcre2_code *plain_code(ll_pattern *pattern, ll_pattern_scratch *scratch) {
    pcre2_code *code = atomic_load(&pattern->code);
    if (code)
        return code;
    code = first_code(pattern, scratch);
    return code ? publish(&pattern->code, code) : NULL;
}

/* Counts uses; the machine code, where they earn it. One thread passes each number; where there is
 * no JIT, it is asked that often. */
static pcre2_code *wear_in(ll_pattern *pattern, ll_pattern_scratch *scratch, unsigned uses) {
    unsigned before = atomic_fetch_add(&pattern->uses, uses);
    if (before + uses < USES_UNTIL_JIT || !is_earned(pattern, scratch, before, before + uses))
        return NULL;
    pcre2_code *code = plain_code(pattern, scratch);
    return code ? compile_fast(pattern, code) : NULL;
}

/* The code to use now, or NULL when out of memory. */
static pcre2_code *code_of(ll_pattern *pattern, ll_pattern_scratch *scratch, uint32_t length) {
    pcre2_code *fast = atomic_load(&pattern->fast);
    if (!fast)
        fast = wear_in(pattern, scratch, uses_of(pattern, length));
    return fast ? fast : plain_code(pattern, scratch);
}

ll_pattern_scratch *ll_pattern_scratch_new(ll_arena *arena) {
    ll_pattern_scratch *scratch = ll_arena_alloc(arena, sizeof *scratch);
    pcre2_general_context *general = pcre2_general_context_create(allocate, keep, arena);
    scratch->arena = arena;
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

static void read_groups(ll_capture *out, const pcre2_code *code, pcre2_match_data *data) {
    const size_t *offsets = pcre2_get_ovector_pointer(data);
    uint32_t groups = info(code, PCRE2_INFO_CAPTURECOUNT) + 1;
    *out = (ll_capture){.count = groups < GROUPS ? groups : GROUPS};
    for (uint32_t i = 0; i < out->count; i++)
        if (offsets[2 * i] != PCRE2_UNSET)
            out->groups[i] = (ll_span){(uint32_t)offsets[2 * i], (uint32_t)offsets[2 * i + 1]};
}

static int match(const pcre2_code *code, ll_pattern_scratch *scratch, ll_str subject, uint32_t from,
                 uint32_t options) {
    /* NOTEMPTY: `\K` can empty a match that had a length. */
    return pcre2_match(code, (PCRE2_SPTR)subject.data, subject.length, from,
                       PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | options, scratch->data,
                       scratch->context);
}

/* What can be said without PCRE2. Finding a place by walking there is a use, which machine code
 * would be faster at. */
static ll_automaton_answer ask(ll_span *found, ll_pattern *pattern, ll_pattern_scratch *scratch,
                               ll_str subject, uint32_t from) {
    *found = (ll_span){from, from};
    if (!pattern->automaton)
        return LL_AUTOMATON_MAYBE;
    bool searches = !(pattern->options & LL_PATTERN_AT_START), fast = atomic_load(&pattern->fast);
    ll_automaton_answer said =
        ll_automaton_ask(found, pattern->codes->automata + pattern->automaton, subject, from, fast);
    if (searches && !fast && said == LL_AUTOMATON_FOUND)
        wear_in(pattern, scratch, 1);
    return said;
}

ll_match_status ll_pattern_match(ll_capture *out, ll_pattern *pattern, ll_pattern_scratch *scratch,
                                 ll_str subject, uint32_t from) {
    ll_span told;
    if (from >= subject.length)
        return LL_MATCH_NONE;
    ll_automaton_answer answer = ask(&told, pattern, scratch, subject, from);
    if (answer == LL_AUTOMATON_NO)
        return LL_MATCH_NONE;
    if (answer == LL_AUTOMATON_FOUND) {
        *out = (ll_capture){.groups = {told}, .count = 1};
        return LL_MATCH_FOUND;
    }
    from = told.start;
    const pcre2_code *code = code_of(pattern, scratch, subject.length - from);
    if (!code)
        ll_arena_fail(scratch->arena);
    pcre2_set_match_limit(scratch->context, step_limit(subject.length - from));
    int result = match(code, scratch, subject, from, 0);
    if (result < 0 && result != PCRE2_ERROR_NOMATCH && code == atomic_load(&pattern->fast))
        result = match(code, scratch, subject, from, PCRE2_NO_JIT);
    if (result == PCRE2_ERROR_NOMATCH)
        return LL_MATCH_NONE;
    if (result < 0)
        return LL_MATCH_LIMIT;
    ll_capture found;
    read_groups(&found, code, scratch->data);
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
