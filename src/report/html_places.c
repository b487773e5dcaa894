/* Where each fault is shown. A fault is a span of the source, and so is every run of the page: the
 * two are compared, nothing is searched for. A fault that covers a paragraph from end to end is not
 * about its words (a letter without figures, a closing without an offer); marking all of them would
 * only make it hard to read. */
#include "report/html_parts.h"

ll_span ll_html_block_span(const ll_page_block *block) {
    return (ll_span){block->runs[0].span.start, block->runs[block->run_count - 1].span.end};
}

uint32_t ll_html_block_after(const ll_page *page, uint32_t offset) {
    uint32_t low = 0, high = (uint32_t)page->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (ll_html_block_span(&page->blocks[middle]).end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Whether some run of the block shows some of the span. */
static bool is_visible(const ll_page_block *block, ll_span span) {
    size_t low = 0, high = block->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block->runs[middle].span.end > span.start)
            high = middle;
        else
            low = middle + 1;
    }
    return low < block->run_count && block->runs[low].span.start < span.end;
}

/* Whether more than one sentence of the body begins in the span. */
static bool has_sentences(const ll_result *result, ll_span span) {
    ll_outline outline = ll_result_outline(result);
    size_t low = 0, high = outline.sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (outline.sentences[middle].span.start >= span.start)
            high = middle;
        else
            low = middle + 1;
    }
    return low + 1 < outline.sentence_count && outline.sentences[low + 1].span.start < span.end;
}

static bool is_whole(const ll_html_letter *letter, uint32_t block, ll_span span) {
    const ll_page *page = &letter->page;
    ll_span text = ll_html_block_span(&page->blocks[block]);
    if (span.start > text.start || span.end < text.end)
        return false;
    bool goes_on = block + 1 < page->block_count &&
                   span.end > ll_html_block_span(&page->blocks[block + 1]).start;
    return goes_on || has_sentences(letter->result, text);
}

static ll_html_place place_of(const ll_html_letter *letter, uint32_t block, ll_span span) {
    if (block == letter->page.block_count)
        return LL_HTML_BESIDE;
    const ll_page_block *at = &letter->page.blocks[block];
    if (span.start < span.end && is_visible(at, span))
        return is_whole(letter, block, span) ? LL_HTML_WHOLE : LL_HTML_TEXT;
    return span.start > ll_html_block_span(at).start ? LL_HTML_WITHIN : LL_HTML_BESIDE;
}

static void mark_edges(ll_html_letter *letter, const ll_html_fault *fault) {
    uint8_t level = (uint8_t)(1 + fault->diagnostic->level);
    for (uint32_t i = fault->block; i < letter->page.block_count; i++) {
        if (ll_html_block_span(&letter->page.blocks[i]).end > fault->diagnostic->span.end)
            return;
        if (letter->edges[i] < level)
            letter->edges[i] = level;
    }
}

void ll_html_place_faults(ll_html_letter *letter) {
    letter->fault_count = (uint32_t)ll_result_count(letter->result);
    letter->faults = ll_arena_array(letter->arena, letter->fault_count, sizeof *letter->faults);
    letter->edges = ll_arena_array(letter->arena, letter->page.block_count, 1);
    for (uint32_t i = 0; i < letter->fault_count; i++) {
        ll_html_fault *fault = &letter->faults[i];
        fault->diagnostic = ll_result_get(letter->result, i);
        fault->number = i + 1;
        fault->block = ll_html_block_after(&letter->page, fault->diagnostic->span.start);
        fault->place = place_of(letter, fault->block, fault->diagnostic->span);
        if (fault->place == LL_HTML_WHOLE)
            mark_edges(letter, fault);
    }
}
