/* Any bytes as terms and, behind a line of "====", the letter they are looked for in: mistakes have
 * places, matches rise, lie in the letter, do not meet, and a range holds just those within it. */
#include "fuzz.h"

#include "rule/match.h"

#include <string.h>

static const char divider[] = "\n====\n";

/* Where the letter begins; the end of the input where none does. */
static size_t letter_start(const uint8_t *data, size_t size) {
    size_t length = sizeof divider - 1;
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp(data + i, divider, length) == 0)
            return i + length;
    return size;
}

static ll_diagnostics *problems_of(void *user, const char *file) {
    (void)file;
    return user;
}

static ll_terms *read_terms(ll_arena *arena, const ll_source *source) {
    ll_diagnostics problems = {.arena = arena};
    ll_terms *terms = ll_terms_new(arena, fuzz_vocabulary());
    const ll_yaml_node *root = NULL;
    if (ll_yaml_parse(&root, arena, source, (ll_span){0, source->text.length}, &problems))
        ll_terms_read(terms, "terms", root, &problems);
    ll_terms_finish(terms, problems_of, &problems);
    for (uint32_t i = 0; i < problems.count; i++)
        fuzz_require_span(problems.items[i].span, source->text.length, "a mistake has a place");
    return problems.count ? NULL : terms;
}

static void require_match(const ll_letter *letter, const ll_match *match) {
    fuzz_require_span(match->prose, letter->prose.length, "a match lies in the prose");
    fuzz_require_span(match->source, letter->source->text.length, "a match lies in the source");
    fuzz_require(ll_match_thing(letter, match).length > 0, "a match has a name");
    fuzz_require(match->raw || match->prose.end > match->prose.start, "a match is not empty");
    if (!match->raw)
        fuzz_require(!memchr(letter->prose.text + match->prose.start, '\n',
                             match->prose.end - match->prose.start),
                     "a match crosses no block");
}

static void require_range(ll_matcher *matcher, uint32_t term, ll_match_list all, ll_span span) {
    ll_match_list part = ll_matcher_find_in(matcher, term, span);
    uint32_t count = 0;
    for (uint32_t i = 0; i < all.count; i++) {
        ll_span place = all.items[i].prose;
        bool begins = place.start >= span.start && place.start < span.end;
        count += begins && (all.items[i].raw || place.end <= span.end);
    }
    fuzz_require(part.count == count, "a range holds what lies within it");
}

static void require_matches(ll_matcher *matcher, const ll_letter *letter, uint32_t term) {
    ll_match_list all = ll_matcher_find(matcher, term);
    for (uint32_t i = 0; i < all.count; i++) {
        const ll_match *match = &all.items[i], *next = match + 1;
        require_match(letter, match);
        if (i + 1 == all.count)
            break;
        fuzz_require(match->prose.start <= next->prose.start, "matches rise");
        fuzz_require(match->raw || next->raw || match->prose.end <= next->prose.start,
                     "matches do not meet");
    }
    for (uint32_t i = 0; i < letter->prose.block_count; i++)
        require_range(matcher, term, all, letter->prose.blocks[i].prose);
    require_range(matcher, term, all, (ll_span){0, letter->prose.length});
}

static void run(ll_arena *arena, const ll_source *rules, const ll_source *text) {
    ll_diagnostics notes = {.arena = arena};
    ll_letter letter;
    const ll_terms *terms = read_terms(arena, rules);
    if (!terms)
        return;
    ll_letter_read(&letter, arena, text, fuzz_vocabulary(), NULL, 0, &notes);
    ll_matcher *matcher = ll_matcher_new(&letter, terms, &notes);
    for (uint32_t i = 0; i < ll_terms_count(terms); i++)
        require_matches(matcher, &letter, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ll_arena *arena = ll_arena_new(0);
    size_t start = letter_start(data, size);
    size_t end = start < size ? start - (sizeof divider - 1) : size;
    ll_source rules, text;
    if (fuzz_source(&rules, arena, data, end)) {
        if (fuzz_source(&text, arena, data + start, size - start)) {
            run(arena, &rules, &text);
            fuzz_source_free(&text);
        }
        fuzz_source_free(&rules);
    }
    ll_arena_free(arena);
    return 0;
}
