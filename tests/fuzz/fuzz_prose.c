/* Any bytes as Markdown: the promises of prose.h, sentences.h and words.h hold. Positions are the
 * point of this project, so every map, forward and back, is looked at for every byte. */
#include "fuzz.h"

#include "base/utf8.h"
#include "text/markdown.h"
#include "text/prose.h"
#include "text/sentences.h"
#include "text/words.h"

#include <string.h>

static bool is_boundary(ll_str text, uint32_t offset) {
    return offset == text.length || ((unsigned char)text.data[offset] & 0xC0) != 0x80;
}

static void require_segments(const ll_prose *p) {
    uint32_t prose_end = 0, source_end = 0;
    for (uint32_t i = 0; i < p->segment_count; i++) {
        ll_span prose = p->segments[i].prose, source = p->segments[i].source;
        fuzz_require_span(prose, p->length, "a segment lies in the prose");
        fuzz_require_span(source, p->source->text.length, "a segment lies in the source");
        fuzz_require(prose.start < prose.end && source.start < source.end, "no segment is empty");
        fuzz_require(prose.start >= prose_end && source.start >= source_end, "segments rise");
        fuzz_require(is_boundary(p->source->text, source.start) &&
                         is_boundary(p->source->text, source.end),
                     "a segment ends between characters");
        prose_end = prose.end;
        source_end = source.end;
    }
}

static void require_blocks(const ll_prose *p) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < p->block_count; i++) {
        const ll_block *block = &p->blocks[i];
        fuzz_require_span(block->prose, p->length, "a block lies in the prose");
        fuzz_require_span(block->source, p->source->text.length, "a block lies in the source");
        fuzz_require(block->prose.start == (i ? end + 1 : 0), "blocks follow one another");
        if (i)
            fuzz_require(p->text[end] == '\n', "a line end divides blocks");
        fuzz_require(memchr(p->text + block->prose.start, '\n',
                            block->prose.end - block->prose.start) == NULL,
                     "no line end within a block");
        fuzz_require(block->item == LL_NONE || block->item < p->item_count,
                     "a block's item is there");
        fuzz_require(block->aligned, "every block is aligned");
        end = block->prose.end;
    }
    fuzz_require(end == p->length, "blocks are all there is");
    fuzz_require(p->unaligned == 0, "no block needed the fallback");
}

static void require_items(const ll_prose *p) {
    for (uint32_t i = 0; i < p->item_count; i++) {
        const ll_item *item = &p->items[i];
        fuzz_require(item->first_block <= item->end_block && item->end_block <= p->block_count,
                     "an item holds blocks that are there");
        fuzz_require(item->parent == LL_NONE || item->parent < i, "an item follows its parent");
    }
}

static void require_rising(const ll_span *spans, uint32_t count, uint32_t length,
                           const char *what) {
    uint32_t end = 0;
    for (uint32_t i = 0; i < count; i++) {
        fuzz_require_span(spans[i], length, what);
        fuzz_require(spans[i].start >= end, what);
        end = spans[i].end;
    }
}

static void require_breaks(const ll_prose *p) {
    for (uint32_t i = 0; i < p->break_count; i++) {
        fuzz_require(p->breaks[i].prose < p->length && p->text[p->breaks[i].prose] == ' ',
                     "a break is a space");
        fuzz_require(!i || p->breaks[i].prose > p->breaks[i - 1].prose, "breaks rise");
    }
}

/* Every prose byte maps to a place, and the places never run backwards. */
static void require_map(const ll_prose *p) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < p->length; i++) {
        ll_span source = ll_prose_to_source(p, (ll_span){i, i + 1});
        fuzz_require_span(source, p->source->text.length, "a byte maps into the source");
        fuzz_require(source.start >= last, "the map rises");
        last = source.start;
        uint32_t block = ll_prose_block_at(p, i);
        fuzz_require(block < p->block_count && p->blocks[block].prose.start <= i &&
                         i <= p->blocks[block].prose.end,
                     "a byte has its block");
    }
    for (uint32_t i = 0; i <= p->source->text.length; i += 1 + p->source->text.length / 512)
        fuzz_require(ll_prose_from_source(p, i) <= p->length, "the way back ends in the prose");
}

static bool is_visible(char c) {
    return c != ' ' && c != '\t';
}

/* Every visible character is in exactly one sentence, and none begins or ends in a space. */
static void require_sentences(const ll_prose *p, ll_arena *arena) {
    const ll_vocabulary *vocabulary = fuzz_vocabulary();
    ll_str text = {p->text, p->length};
    for (uint32_t i = 0; i < p->block_count; i++) {
        ll_spans sentences = {0};
        ll_span block = p->blocks[i].prose;
        ll_sentences_split(&sentences, arena, vocabulary, text, block);
        uint32_t end = block.start;
        for (uint32_t k = 0; k <= sentences.count; k++) {
            ll_span next =
                k < sentences.count ? sentences.items[k] : (ll_span){block.end, block.end};
            fuzz_require(next.start >= end && next.end <= block.end,
                         "sentences rise in their block");
            for (uint32_t at = end; at < next.start; at++)
                fuzz_require(!is_visible(p->text[at]), "no visible character between sentences");
            fuzz_require(k == sentences.count ||
                             (next.end > next.start && is_visible(p->text[next.start]) &&
                              is_visible(p->text[next.end - 1])),
                         "a sentence begins and ends visibly");
            end = next.end;
        }
    }
}

static void require_words(const ll_prose *p, ll_arena *arena) {
    ll_words words;
    ll_words_find(&words, arena, p);
    require_rising(words.spans, words.count, p->length, "words rise");
    for (uint32_t i = 0; i < words.count; i++)
        fuzz_require(words.spans[i].end > words.spans[i].start, "no word is empty");
    fuzz_require(ll_words_in(&words, (ll_span){0, p->length}) == words.count,
                 "all words are found");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ll_arena *arena = ll_arena_new(0);
    ll_source source;
    if (fuzz_source(&source, arena, data, size)) {
        ll_markdown markdown;
        ll_prose prose;
        ll_markdown_parse(&markdown, arena, source.text);
        ll_prose_build(&prose, arena, &source, 0, &markdown);
        fuzz_require(prose.text[prose.length] == '\0', "prose ends in NUL");
        fuzz_require(ll_utf8_find_invalid(prose.text, prose.length) == prose.length,
                     "prose is UTF-8");
        require_segments(&prose);
        require_blocks(&prose);
        require_items(&prose);
        require_breaks(&prose);
        require_rising(prose.code, prose.code_count, source.text.length, "code spans rise");
        for (int kind = 0; kind < LL_MARK_COUNT; kind++)
            require_rising(prose.marks[kind], prose.mark_counts[kind], prose.length, "marks rise");
        require_map(&prose);
        require_sentences(&prose, arena);
        require_words(&prose, arena);
        fuzz_source_free(&source);
    }
    ll_arena_free(arena);
    return 0;
}
