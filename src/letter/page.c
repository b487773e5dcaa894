/* The page of page.h: prose told again for showing.
 *
 * Prose is for matching: normalised, on one line a block, without images. Its segments say where
 * each piece stands, so the page shows what was typed there: one segment, one run, cut at line
 * ends. Markup stands between segments, never within one, so a run has one style throughout.
 * Nothing is searched for: every list of the prose rises, and a cursor walks along each. */
#include "letter/page.h"

#include "base/utf8.h"

/* A position in a list of spans that rise. */
typedef struct cursor {
    const ll_span *spans;
    uint32_t count, at;
} cursor;

typedef struct builder {
    const ll_letter *letter;
    const ll_prose *prose;
    ll_page_block *blocks;
    ll_page_run *runs;
    uint32_t block_count, run_count, run_capacity;
    uint32_t segment, line_end, image; /* the next of each */
    cursor marks[LL_MARK_COUNT];       /* in prose */
    cursor code;                       /* in the source */
} builder;

/* Whether `offset` lies in a span of the list; offsets are asked for in rising order. */
static bool lies_in(cursor *list, uint32_t offset) {
    while (list->at < list->count && list->spans[list->at].end <= offset)
        list->at++;
    return list->at < list->count && list->spans[list->at].start <= offset;
}

static unsigned style_at(builder *b, uint32_t prose, uint32_t source) {
    static const unsigned styles[] = {[LL_MARK_LINK] = LL_STYLE_LINK,
                                      [LL_MARK_EMPHASIS] = LL_STYLE_EMPHASIS,
                                      [LL_MARK_STRONG] = LL_STYLE_STRONG};
    unsigned style = lies_in(&b->code, source) ? LL_STYLE_CODE : 0;
    for (int kind = 0; kind < LL_MARK_COUNT; kind++)
        style |= lies_in(&b->marks[kind], prose) ? styles[kind] : 0;
    return style;
}

/* --- Runs ----------------------------------------------------------------------------------- */

static bool continues(const builder *b, const ll_page_run *run) {
    if (b->run_count == 0 || b->blocks[b->block_count].run_count == 0 || !run->exact)
        return false;
    const ll_page_run *last = &b->runs[b->run_count - 1];
    return last->exact && last->style == run->style && last->span.end == run->span.start;
}

static void add_run(builder *b, ll_page_run run) {
    if (continues(b, &run)) {
        b->runs[b->run_count - 1].length += run.length;
        b->runs[b->run_count - 1].span.end = run.span.end;
        return;
    }
    b->runs = ll_arena_grow(b->letter->arena, b->runs, &b->run_capacity, b->run_count + 1,
                            sizeof *b->runs);
    b->runs[b->run_count++] = run;
    b->blocks[b->block_count].run_count++;
}

static void add_exact(builder *b, ll_span prose, ll_span source) {
    if (source.start < source.end)
        add_run(b, (ll_page_run){.text = b->letter->source->text.data + source.start,
                                 .length = source.end - source.start,
                                 .style = style_at(b, prose.start, source.start),
                                 .span = source,
                                 .exact = true});
}

static void add_text(builder *b, ll_str text, ll_span prose, ll_span source) {
    add_run(b, (ll_page_run){.text = text.data,
                             .length = text.length,
                             .style = style_at(b, prose.start, source.start),
                             .span = source});
}

/* A segment that stands for one character, or for a reference. What was normalised is shown as
 * typed; what was decoded, as it decodes. */
static void add_single(builder *b, const ll_segment *segment) {
    ll_span source = segment->source;
    ll_str typed = ll_str_slice(b->letter->source->text, source.start, source.end), decoded;
    uint32_t next;
    ll_utf8_decode(typed.data, typed.length, 0, &next);
    if (next == typed.length && typed.data[0] != '\t')
        add_exact(b, segment->prose, source);
    else if (ll_markdown_decode_entity(&decoded, b->letter->arena, typed) == typed.length)
        add_text(b, decoded, segment->prose, source);
    else
        add_text(b,
                 ll_str_slice((ll_str){b->prose->text, b->prose->length}, segment->prose.start,
                              segment->prose.end),
                 segment->prose, source);
}

/* --- Line ends ------------------------------------------------------------------------------ */

static bool begins_in(const builder *b, ll_unit_kind kind, ll_span line) {
    uint32_t first;
    return ll_letter_units_in(&first, b->letter, kind, line) > 0;
}

/* Whether the reader sees a line end there: one in code, a hard one, one in an address or a
 * signature, one before what the letter is read to begin anew with. */
static bool is_visible(const builder *b, const ll_block *block) {
    static const ll_unit_kind lines[] = {LL_UNIT_HEADER, LL_UNIT_SIGNOFF},
                              fresh[] = {LL_UNIT_PARAGRAPH, LL_UNIT_ITEM, LL_UNIT_SIGNOFF};
    const ll_break *end = &b->prose->breaks[b->line_end];
    bool last = b->line_end + 1 == b->prose->break_count;
    ll_span line = {end->prose + 1, block->prose.end};
    if (!last && end[1].prose < line.end)
        line.end = end[1].prose;
    if (end->kind == LL_BREAK_HARD || block->kind == LL_BLOCK_CODE)
        return true;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (ll_letter_unit_at(b->letter, lines[i], end->prose) != LL_NONE)
            return true;
    for (size_t i = 0; i < sizeof fresh / sizeof *fresh; i++)
        if (begins_in(b, fresh[i], line))
            return true;
    return false;
}

static void add_line_end(builder *b, const ll_block *block, ll_span source) {
    ll_span prose = {b->prose->breaks[b->line_end].prose, 0};
    bool visible = is_visible(b, block);
    b->line_end++;
    if (!visible)
        add_text(b, ll_str_of(" "), prose, source);
    else
        add_run(b,
                (ll_page_run){.text = "\n", .length = 1, .style = LL_STYLE_BREAK, .span = source});
}

/* --- Blocks --------------------------------------------------------------------------------- */

/* A segment; a verbatim one may go over line ends. */
static void add_segment(builder *b, const ll_block *block, const ll_segment *segment) {
    const ll_prose *prose = b->prose;
    ll_span rest = segment->prose, source = segment->source;
    while (b->line_end < prose->break_count && prose->breaks[b->line_end].prose < rest.end) {
        uint32_t length = prose->breaks[b->line_end].prose - rest.start;
        add_exact(b, rest, (ll_span){source.start, source.start + length});
        ll_span end = {source.start + length,
                       segment->verbatim ? source.start + length + 1 : source.end};
        add_line_end(b, block, end);
        rest.start += length + 1;
        source.start = end.end;
    }
    if (rest.start < rest.end && segment->verbatim)
        add_exact(b, rest, source);
    else if (rest.start < rest.end)
        add_single(b, segment);
}

static void add_images(builder *b, uint32_t end) {
    const ll_prose *prose = b->prose;
    for (; b->image < prose->image_count && prose->images[b->image].source.start < end;
         b->image++) {
        const ll_image *image = &prose->images[b->image];
        add_run(b, (ll_page_run){.text = image->text.data,
                                 .length = image->text.length,
                                 .style = LL_STYLE_IMAGE,
                                 .span = image->source});
    }
}

static void open_block(builder *b, ll_page_block block) {
    b->blocks[b->block_count] = block;
}

/* Runs move as they grow: the pointers to them are set at the end. */
static void close_block(builder *b) {
    b->block_count += b->blocks[b->block_count].run_count > 0;
}

/* The images that stand in no block are paragraphs. */
static void add_lone_images(builder *b, uint32_t end) {
    open_block(b, (ll_page_block){.kind = LL_PAGE_PARAGRAPH, .item = LL_PAGE_NONE});
    add_images(b, end);
    close_block(b);
}

static void add_block(builder *b, const ll_block *block) {
    static const ll_page_kind kinds[] = {[LL_BLOCK_PARAGRAPH] = LL_PAGE_PARAGRAPH,
                                         [LL_BLOCK_HEADING] = LL_PAGE_HEADING,
                                         [LL_BLOCK_CODE] = LL_PAGE_CODE,
                                         [LL_BLOCK_HTML] = LL_PAGE_PARAGRAPH};
    const ll_prose *prose = b->prose;
    open_block(b, (ll_page_block){.kind = kinds[block->kind],
                                  .level = block->level,
                                  .quotes = block->quotes,
                                  .item = block->item});
    if (!block->aligned)
        add_text(b,
                 ll_str_slice((ll_str){prose->text, prose->length}, block->prose.start,
                              block->prose.end),
                 block->prose, block->source);
    for (; b->segment < prose->segment_count &&
           prose->segments[b->segment].prose.start < block->prose.end;
         b->segment++) {
        add_images(b, prose->segments[b->segment].source.start);
        add_segment(b, block, &prose->segments[b->segment]);
    }
    while (b->line_end < prose->break_count && prose->breaks[b->line_end].prose < block->prose.end)
        b->line_end++; /* of a block that is not aligned */
    add_images(b, block->source.end);
    close_block(b);
}

static ll_page_item *copy_items(const builder *b) {
    const ll_prose *prose = b->prose;
    ll_page_item *items = ll_arena_array(b->letter->arena, prose->item_count, sizeof *items);
    for (uint32_t i = 0; i < prose->item_count; i++) {
        const ll_item *item = &prose->items[i];
        items[i] = (ll_page_item){.list = item->list,
                                  .parent = item->parent,
                                  .quotes = item->quotes,
                                  .number = item->number,
                                  .numbered = item->numbered};
    }
    return items;
}

void ll_page_build(ll_page *out, const ll_letter *letter) {
    const ll_prose *prose = &letter->prose;
    builder b = {.letter = letter, .prose = prose, .code = {prose->code, prose->code_count, 0}};
    /* Between any two blocks, images can make one more. */
    b.blocks = ll_arena_array(letter->arena, 2 * (size_t)prose->block_count + 2, sizeof *b.blocks);
    for (int kind = 0; kind < LL_MARK_COUNT; kind++)
        b.marks[kind] = (cursor){prose->marks[kind], prose->mark_counts[kind], 0};
    for (uint32_t i = 0; i < prose->block_count; i++) {
        add_lone_images(&b, prose->blocks[i].source.start);
        add_block(&b, &prose->blocks[i]);
    }
    add_lone_images(&b, UINT32_MAX);
    const ll_page_run *runs = b.runs;
    for (uint32_t i = 0; i < b.block_count; i++) {
        b.blocks[i].runs = runs;
        runs += b.blocks[i].run_count;
    }
    *out = (ll_page){.blocks = b.blocks,
                     .block_count = b.block_count,
                     .items = copy_items(&b),
                     .item_count = prose->item_count};
}
