/* Finding candidates: one walk of the literal index serves all terms, patterns run block by block
 * when their term is first asked for, raw patterns over the source behind the front matter. */
#include "rule/candidates.h"

#include "base/groups.h"
#include "rule/phrase.h"

#include <string.h>

void ll_candidates_add(ll_candidates *candidates, const ll_term_candidate *candidate) {
    candidates->items = ll_arena_grow(candidates->arena, candidates->items, &candidates->capacity,
                                      candidates->count + 1, sizeof *candidates->items);
    candidates->items[candidates->count++] = *candidate;
}

static ll_str prose_text(const ll_letter *letter) {
    return (ll_str){letter->prose.text ? letter->prose.text : "", letter->prose.length};
}

/* --- Literals ------------------------------------------------------------------------------- */

/* Walks the whole prose once for all terms and sorts the hits by term, keeping their order. */
static void scan_literals(ll_candidate_source *source) {
    ll_arena *arena = source->letter->arena;
    ll_hits hits = {NULL, 0, 0};
    ll_literal_subject_init(&source->subject, arena, prose_text(source->letter));
    ll_literals_scan(&hits, arena, ll_terms_literals(source->terms), &source->subject);
    ll_hit *by_term = ll_arena_array(arena, hits.count, sizeof *by_term);
    ll_groups groups;
    ll_groups_init(&groups, arena, ll_terms_count(source->terms), hits.count);
    for (uint32_t i = 0; i < hits.count; i++)
        ll_groups_count(&groups, hits.items[i].term);
    ll_groups_settle(&groups);
    for (uint32_t i = 0; i < hits.count; i++)
        by_term[ll_groups_next(&groups, hits.items[i].term)] = hits.items[i];
    for (uint32_t i = 0; i < groups.used_count; i++)
        ll_present_add(&source->present, groups.used[i]);
    source->hits = by_term;
    source->hits_of = groups.of;
}

static void add_literal(ll_candidates *out, const ll_letter *letter, const ll_hit *hit,
                        const char *name) {
    ll_candidates_add(out, &(ll_term_candidate){
                               .match = {.prose = hit->span,
                                         .source = ll_prose_to_source(&letter->prose, hit->span),
                                         .name = name},
                               .ambiguous = hit->ambiguous,
                           });
}

static void find_literals(ll_candidates *out, ll_candidate_source *source, uint32_t index) {
    const ll_term *term = ll_terms_get(source->terms, index);
    ll_span own = source->hits_of[index];
    for (uint32_t i = own.start; i < own.end; i++) {
        const ll_hit *hit = &source->hits[i];
        add_literal(out, source->letter, hit, ll_thing_name(term, hit->thing));
    }
}

/* Texts of the letter's own as literals, in an index of their own: one walk, however many. */
static void find_values(ll_candidates *out, ll_candidate_source *source, ll_str *values,
                        uint32_t count, bool exact) {
    ll_arena *arena = source->letter->arena;
    ll_literal *literals = ll_arena_array(arena, count, sizeof *literals);
    const char **names = ll_arena_array(arena, count, sizeof *names);
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        values[i] = ll_phrase_normalize(arena, values[i]);
        names[i] = ll_str_copy(arena, values[i]);
        if (values[i].length > 0)
            literals[used++] = (ll_literal){.text = values[i], .thing = i, .exact = exact};
    }
    if (used == 0)
        return;
    ll_hits hits = {NULL, 0, 0};
    ll_literals_scan(&hits, arena, ll_literals_build(arena, literals, used, NULL, NULL),
                     &source->subject);
    for (uint32_t i = 0; i < hits.count; i++)
        add_literal(out, source->letter, &hits.items[i], names[hits.items[i].thing]);
}

static void find_value(ll_candidates *out, ll_candidate_source *source, ll_str value, bool exact) {
    find_values(out, source, &value, 1, exact);
}

enum { SHORTEST_NAME = 3 }; /* shorter words of a value are initials, "Mr", "of" */

/* Cuts the next word that may be part of a name off `value`; empty at the end. */
static ll_str next_name(ll_str *value) {
    while (value->length > 0) {
        const char *space = memchr(value->data, ' ', value->length);
        uint32_t end = space ? (uint32_t)(space - value->data) : value->length;
        ll_str word = ll_str_slice(*value, 0, end);
        *value = ll_str_slice(*value, end + 1, value->length);
        if (word.length >= SHORTEST_NAME && !ll_str_ends(word, "."))
            return word;
    }
    return *value;
}

static void find_words_of(ll_candidates *out, ll_candidate_source *source, ll_str value) {
    ll_str *words = NULL;
    uint32_t count = 0, capacity = 0;
    for (ll_str word; (word = next_name(&value)).length > 0;) {
        words = ll_arena_grow(source->letter->arena, words, &capacity, count + 1, sizeof *words);
        words[count++] = word;
    }
    find_values(out, source, words, count, false);
}

/* A short name: the first word that is no article, as it is written. */
static void find_first_of(ll_candidates *out, ll_candidate_source *source, ll_str value) {
    ll_str word = next_name(&value);
    if (ll_str_equal_nocase(word, ll_str_of("the")))
        word = next_name(&value);
    find_value(out, source, word, true);
}

/* --- Patterns ------------------------------------------------------------------------------- */

static void say_limit(ll_candidate_source *source, const ll_term *term, ll_span place) {
    if (source->limit_was_hit)
        return;
    source->limit_was_hit = true;
    ll_arena *arena = source->problems->arena;
    ll_diagnostics_add(source->problems,
                       &(ll_diagnostic){
                           .level = LL_NOTE,
                           .span = place,
                           .rule = "pattern-limit",
                           .message = ll_format(arena,
                                                "a pattern of the term '%s' took too long here "
                                                "and was given up",
                                                term->name),
                           .advice = "",
                       });
}

static ll_pattern *pattern_of(const ll_candidate_source *source, const ll_term_pattern *written) {
    ll_pattern *pattern = ll_terms_pattern(source->terms, written->pattern);
    if (!pattern)
        ll_arena_fail(source->letter->arena);
    return pattern;
}

/* The next match in `subject`, whose text begins at `base`; spans are moved there. False at the end
 * or where the limits were hit. */
static bool next_match(ll_capture *capture, ll_candidate_source *source, ll_pattern *pattern,
                       ll_str subject, uint32_t base, uint32_t *from, bool *limit) {
    ll_match_status status = ll_pattern_match(capture, pattern, source->scratch, subject, *from);
    *limit = status == LL_MATCH_LIMIT;
    if (status != LL_MATCH_FOUND)
        return false;
    *from = capture->groups[0].end;
    for (uint32_t i = 0; i < capture->count; i++) {
        capture->groups[i].start += base;
        capture->groups[i].end += base;
    }
    return true;
}

/* NULL where nothing but the match itself was captured: nobody asks for that. */
static const ll_capture *kept(ll_arena *arena, const ll_capture *capture) {
    if (capture->count < 2)
        return NULL;
    ll_capture *copy = ll_arena_alloc(arena, sizeof *copy);
    *copy = *capture;
    return copy;
}

static ll_str block_text(const ll_letter *letter, const ll_block *block) {
    return ll_str_slice(prose_text(letter), block->prose.start, block->prose.end);
}

/* Learns where all patterns are worth trying. */
static void scan_blocks(ll_candidate_source *source) {
    const ll_prose *prose = &source->letter->prose;
    uint32_t longest = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        uint32_t length = prose->blocks[i].prose.end - prose->blocks[i].prose.start;
        longest = length > longest ? length : longest;
    }
    ll_prefilter_scan *scan =
        ll_prefilter_begin(source->letter->arena, ll_terms_prefilter(source->terms), longest);
    for (uint32_t i = 0; i < prose->block_count; i++)
        ll_prefilter_read(scan, block_text(source->letter, &prose->blocks[i]),
                          prose->blocks[i].prose.start);
    source->starts = ll_prefilter_end(scan);
    const uint32_t *of_filter = ll_terms_presence(source->terms)->of_filter;
    for (uint32_t i = 0; i < source->starts.pattern_count; i++)
        ll_present_add(&source->present, of_filter[source->starts.patterns[i]]);
}

static void add_match(ll_candidates *out, const ll_letter *letter, const ll_capture *capture) {
    ll_span span = capture->groups[0];
    ll_candidates_add(
        out, &(ll_term_candidate){.match = {.prose = span,
                                            .source = ll_prose_to_source(&letter->prose, span),
                                            .captures = kept(letter->arena, capture)}});
}

/* A block in which a pattern is tried, and how far it is done. */
typedef struct block_search {
    const ll_block *block;
    ll_str subject;
    uint32_t from; /* within the subject: behind the last match, or the last start tried */
    bool done;
} block_search;

static void enter_block(block_search *search, const ll_letter *letter, uint32_t place) {
    const ll_prose *prose = &letter->prose;
    const ll_block *block = &prose->blocks[ll_prose_block_at(prose, place)];
    *search = (block_search){.block = block, .subject = block_text(letter, block)};
}

/* Finds what begins at one place; or, of a pattern whose starts are not known, all in the block. */
static void try_at(ll_candidates *out, ll_candidate_source *source, const ll_term *term,
                   const ll_term_pattern *written, ll_pattern *pattern, block_search *search) {
    uint32_t base = search->block->prose.start;
    ll_capture capture;
    bool limit = false, found;
    do {
        uint32_t at = search->from;
        found = next_match(&capture, source, pattern, search->subject, base, &search->from, &limit);
        if (found)
            add_match(out, source->letter, &capture);
        else
            search->from = at + 1;
    } while (found && written->searches);
    search->done = limit || written->searches;
    if (limit)
        say_limit(source, term, search->block->source);
}

/* The first success at rising starts is the leftmost match; the next begins no earlier than where
 * it ends. */
static void find_pattern(ll_candidates *out, ll_candidate_source *source, const ll_term *term,
                         const ll_term_pattern *written) {
    const ll_starts *starts = &source->starts;
    ll_span own = starts->of[written->filter];
    ll_pattern *pattern = own.start < own.end ? pattern_of(source, written) : NULL;
    block_search search = {.block = NULL};
    for (uint32_t i = own.start; i < own.end; i++) {
        uint32_t place = starts->places[i];
        if (!search.block || place >= search.block->prose.end)
            enter_block(&search, source->letter, place);
        if (search.done || place - search.block->prose.start < search.from)
            continue;
        search.from = place - search.block->prose.start;
        try_at(out, source, term, written, pattern, &search);
    }
}

/* --- Raw patterns --------------------------------------------------------------------------- */

bool ll_touches_code(const ll_prose *prose, ll_span source) {
    uint32_t low = 0, high = prose->code_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->code[middle].end <= source.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < prose->code_count && prose->code[low].start < source.end;
}

/* The last block that begins at or before a source offset, or NULL. */
static const ll_block *block_around(const ll_prose *prose, uint32_t offset) {
    uint32_t low = 0, high = prose->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->blocks[middle].source.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &prose->blocks[low - 1] : NULL;
}

/* The prose nearest to a source offset. Markup at the end of a block belongs to that block's last
 * character, not to the next block. */
static uint32_t nearest_prose(const ll_prose *prose, uint32_t offset) {
    uint32_t place = ll_prose_from_source(prose, offset);
    const ll_block *block = block_around(prose, offset);
    if (block && offset < block->source.end && place >= block->prose.end)
        place = block->prose.end > block->prose.start ? block->prose.end - 1 : block->prose.start;
    if (place >= prose->length && prose->length > 0)
        place = prose->length - 1;
    return place;
}

static void find_raw(ll_candidates *out, ll_candidate_source *source, const ll_term *term,
                     const ll_term_pattern *written) {
    const ll_letter *letter = source->letter;
    ll_pattern *pattern = pattern_of(source, written);
    ll_str text = letter->source->text;
    uint32_t base = letter->meta.front_matter.end, from = 0;
    ll_str subject = ll_str_slice(text, base, text.length);
    ll_capture capture;
    bool limit = false;
    while (next_match(&capture, source, pattern, subject, base, &from, &limit)) {
        ll_span span = capture.groups[0];
        if (ll_touches_code(&letter->prose, span) ||
            ll_suppressions_at(&letter->suppressions, span.start))
            continue;
        ll_span prose = {nearest_prose(&letter->prose, span.start),
                         nearest_prose(&letter->prose, span.end)};
        ll_candidates_add(out,
                          &(ll_term_candidate){.match = {.prose = prose,
                                                         .source = span,
                                                         .captures = kept(letter->arena, &capture),
                                                         .raw = true}});
    }
    if (limit)
        say_limit(source, term, (ll_span){base, base});
}

/* --- All of a term -------------------------------------------------------------------------- */

void ll_candidates_scan(ll_candidate_source *source) {
    if (source->scanned)
        return;
    source->scanned = true;
    ll_present_init(&source->present, source->letter->arena, ll_terms_presence(source->terms));
    scan_literals(source);
    scan_blocks(source);
}

void ll_candidates_find(ll_candidates *out, ll_candidate_source *source, uint32_t index) {
    const ll_term *term = ll_terms_get(source->terms, index);
    ll_candidates_scan(source);
    if (term->pattern_count && !source->scratch)
        source->scratch = ll_pattern_scratch_new(source->letter->arena);
    find_literals(out, source, index);
    if (term->from.length)
        find_value(out, source, ll_meta_get(&source->letter->meta, term->from), false);
    if (term->from_words.length)
        find_words_of(out, source, ll_meta_get(&source->letter->meta, term->from_words));
    if (term->from_first.length)
        find_first_of(out, source, ll_meta_get(&source->letter->meta, term->from_first));
    for (uint32_t i = 0; i < term->pattern_count; i++) {
        const ll_term_pattern *pattern = &term->patterns[i];
        (pattern->raw ? find_raw : find_pattern)(out, source, term, pattern);
    }
}
