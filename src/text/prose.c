/* Builds prose from the tree, and answers where things are; see prose.h.
 *
 * One pass over the nodes: containers are pushed and popped, each leaf block has its content
 * rebuilt (content.c) and its visible text written beside it (align.c, markup.c). A block that does
 * not fit is written again from the tree's own text, without segments.
 */
#include "text/prose.h"

#include "text/align.h"
#include "text/markup.h"

#include <string.h>

enum { SHORTEST_COMMAND = 3 }; /* letters of its name, as in "\par" */

typedef struct builder {
    ll_emit emit;
    ll_references references;
    ll_containers containers;
    ll_content content;
    const ll_markdown *markdown;
    uint32_t quotes; /* open block quotes */
    uint32_t item;   /* innermost open item, or LL_NONE */
    uint32_t lists;  /* seen so far */
} builder;

/* --- Containers ----------------------------------------------------------------------------- */

/* The list around an item that is about to open: it stands right in its list. */
static ll_container *open_list(const ll_containers *containers) {
    return &containers->open[containers->count - 1];
}

static void open_item(builder *build, const ll_node *node) {
    ll_container *list = open_list(&build->containers);
    ll_item item = {.first_block = build->emit.prose->block_count,
                    .end_block = build->emit.prose->block_count,
                    .parent = build->item,
                    .list = list->number,
                    .quotes = build->quotes,
                    .number = list->next,
                    .numbered = list->numbered};
    list->next++;
    ll_container *container = ll_containers_push(&build->containers, node);
    container->number = build->item = ll_emit_item(&build->emit, item);
}

static void open_container(builder *build, const ll_node *node) {
    if (node->kind == LL_NODE_ITEM) {
        open_item(build, node);
        return;
    }
    build->quotes += node->kind == LL_NODE_QUOTE;
    ll_container *container = ll_containers_push(&build->containers, node);
    if (node->kind == LL_NODE_LIST) {
        container->number = build->lists++;
        container->next = node->number;
        container->numbered = node->numbered;
    }
}

/* An item without blocks is the last one listed: those within it have gone before it. */
static void close_item(builder *build, uint32_t index) {
    ll_prose *prose = build->emit.prose;
    ll_item *item = &prose->items[index];
    item->end_block = prose->block_count;
    build->item = item->parent;
    if (item->first_block == item->end_block)
        prose->item_count = index;
}

static void close_containers(builder *build, uint32_t node) {
    ll_containers *containers = &build->containers;
    while (containers->count && containers->open[containers->count - 1].end <= node) {
        const ll_container *container = &containers->open[--containers->count];
        if (container->kind == LL_CONTAINER_ITEM)
            close_item(build, container->number);
        build->quotes -= container->kind == LL_CONTAINER_QUOTE;
    }
}

/* --- Blocks --------------------------------------------------------------------------------- */

static ll_block new_block(const builder *build, const ll_node *node, ll_block_kind kind) {
    return (ll_block){.kind = kind,
                      .source = build->content.source,
                      .item = build->item,
                      .quotes = build->quotes,
                      .level = node->level,
                      .fenced = build->content.fenced,
                      .aligned = true};
}

/* The words of a block that could not be aligned, as the tree has them. */
static void write_unaligned(builder *build, uint32_t leaf) {
    const ll_node *nodes = build->markdown->nodes;
    ll_emit_restart_block(&build->emit, false);
    for (uint32_t i = leaf + 1; i < nodes[leaf].end; i++) {
        if (nodes[i].kind == LL_NODE_IMAGE) {
            i = nodes[i].end - 1;
        } else if (nodes[i].kind == LL_NODE_TEXT || nodes[i].kind == LL_NODE_CODE) {
            ll_emit_verbatim(&build->emit, nodes[i].literal, 0);
        } else if (nodes[i].kind == LL_NODE_SOFT_BREAK || nodes[i].kind == LL_NODE_HARD_BREAK) {
            ll_break_kind kind =
                nodes[i].kind == LL_NODE_HARD_BREAK ? LL_BREAK_HARD : LL_BREAK_SOFT;
            ll_emit_break(&build->emit, kind, (ll_span){0, 0});
        }
    }
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Behind the arguments of a command, "{1em}" or "[2]"; LL_NONE where one is not closed. */
static uint32_t skip_arguments(ll_str text, uint32_t at) {
    while (at < text.length && (text.data[at] == '{' || text.data[at] == '[')) {
        char close = text.data[at] == '{' ? '}' : ']';
        const char *closed = memchr(text.data + at, close, text.length - at);
        if (!closed)
            return LL_NONE;
        at = (uint32_t)(closed - text.data) + 1;
    }
    return at;
}

/* Behind the command at a place and its arguments; LL_NONE where there is none. */
static uint32_t skip_command(ll_str text, uint32_t at) {
    uint32_t name = at + 1, end = name;
    while (end < text.length && is_letter(text.data[end]))
        end++;
    if (text.data[at] != '\\' || end - name < SHORTEST_COMMAND)
        return LL_NONE;
    return skip_arguments(text, end + (end < text.length && text.data[end] == '*'));
}

/* Whether a paragraph holds nothing but commands of TeX, which Markdown lets through to what
 * typesets it: "\vspace{1em}", "\noindent \bigskip". No reader sees them. */
static bool is_typesetting(ll_str text) {
    uint32_t at = 0, commands = 0;
    while (at < text.length) {
        if (strchr(" \t\n", text.data[at])) {
            at++;
            continue;
        }
        at = skip_command(text, at);
        commands++;
    }
    return commands > 0 && at != LL_NONE;
}

static void add_inline_block(builder *build, uint32_t leaf) {
    const ll_node *node = &build->markdown->nodes[leaf];
    bool heading = node->kind == LL_NODE_HEADING;
    bool fits = heading ? ll_content_heading(&build->content, &build->containers, node)
                        : ll_content_paragraph(&build->content, &build->containers, node);
    if (fits && !heading && is_typesetting(ll_buf_str(&build->content.text)))
        return;
    ll_block block = new_block(build, node, heading ? LL_BLOCK_HEADING : LL_BLOCK_PARAGRAPH);
    ll_emit_open_block(&build->emit, true, false);
    if (!fits ||
        !ll_align(&build->emit, &build->references, &build->content, build->markdown, leaf)) {
        block.aligned = false;
        block.source = ll_containers_lines(&build->containers, node);
        write_unaligned(build, leaf);
    }
    ll_emit_close_block(&build->emit, block);
    build->emit.prose->unaligned += !block.aligned;
}

/* The content of a code or HTML block as the tree has it, without a map. */
static void take_literal(builder *build, const ll_node *node) {
    ll_content *content = &build->content;
    content->text.length = content->piece_count = 0;
    ll_buf_add_str(&content->text, node->literal);
    content->source = ll_containers_lines(&build->containers, node);
    build->emit.prose->unaligned++;
}

static void write_lines(builder *build) {
    ll_content *content = &build->content;
    ll_str text = ll_buf_str(&content->text);
    for (uint32_t start = 0, end; start < text.length; start = end + 1) {
        for (end = start; end < text.length && text.data[end] != '\n';)
            end++;
        ll_align_run(&build->emit, content, start, end);
        if (end + 1 < text.length)
            ll_emit_break(&build->emit, LL_BREAK_SOFT, ll_align_source(content, end, end + 1));
    }
}

static void add_code_block(builder *build, const ll_node *node) {
    bool fits = ll_content_code(&build->content, &build->containers, node);
    if (!fits)
        take_literal(build, node);
    ll_block block = new_block(build, node, LL_BLOCK_CODE);
    block.aligned = fits;
    ll_emit_open_block(&build->emit, fits, true);
    ll_emit_code(&build->emit, block.source);
    write_lines(build);
    ll_emit_close_block(&build->emit, block);
}

static void add_html_block(builder *build, const ll_node *node) {
    bool fits = ll_content_html(&build->content, &build->containers, node);
    if (!fits)
        take_literal(build, node);
    ll_block block = new_block(build, node, LL_BLOCK_HTML);
    block.aligned = fits;
    ll_markup_block(&build->emit, &build->references, &build->content, block);
}

/* Byte for byte where the source has the text as it is, else as one piece. */
static void add_lead(ll_emit *emit, const ll_source *source, const ll_preface *lead) {
    ll_str typed = ll_str_slice(source->text, lead->source.start, lead->source.end);
    ll_emit_open_block(emit, true, false);
    if (ll_str_equal(typed, lead->text))
        ll_emit_verbatim(emit, lead->text, lead->source.start);
    else
        ll_emit_decoded(emit, lead->text, lead->source);
    ll_emit_close_block(emit, (ll_block){.kind = LL_BLOCK_PARAGRAPH,
                                         .source = lead->source,
                                         .item = LL_NONE,
                                         .aligned = true});
}

void ll_prose_build(ll_prose *out, ll_arena *arena, const ll_source *source, uint32_t from,
                    const ll_markdown *markdown) {
    ll_prose_build_behind(out, arena, source, &(ll_preface){.text = {"", 0}}, from, markdown);
}

void ll_prose_build_behind(ll_prose *out, ll_arena *arena, const ll_source *source,
                           const ll_preface *lead, uint32_t from, const ll_markdown *markdown) {
    *out = (ll_prose){.source = source};
    builder build = {.markdown = markdown, .item = LL_NONE};
    build.content.text = ll_buf_on(arena);
    ll_emit_init(&build.emit, arena, out, source->text.length - from);
    if (lead->text.length > 0)
        add_lead(&build.emit, source, lead);
    ll_containers_init(&build.containers, arena, source, from);
    for (uint32_t i = 1, next; i < markdown->count; i = next) {
        const ll_node *node = &markdown->nodes[i];
        next = node->end;
        close_containers(&build, i);
        switch (node->kind) {
        case LL_NODE_QUOTE:
        case LL_NODE_LIST:
        case LL_NODE_ITEM:
            open_container(&build, node);
            next = i + 1;
            break;
        case LL_NODE_PARAGRAPH:
        case LL_NODE_HEADING: add_inline_block(&build, i); break;
        case LL_NODE_CODE_BLOCK: add_code_block(&build, node); break;
        case LL_NODE_HTML_BLOCK: add_html_block(&build, node); break;
        default: break; /* thematic breaks */
        }
    }
    close_containers(&build, markdown->count);
}

/* --- Where things are ----------------------------------------------------------------------- */

/* The first segment that ends behind the prose offset; `likely` is asked first. */
static uint32_t segment_after(const ll_prose *prose, uint32_t likely, uint32_t offset) {
    uint32_t low = 0, high = prose->segment_count;
    if (likely < high && prose->segments[likely].prose.start <= offset &&
        offset < prose->segments[likely].prose.end)
        return likely;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->segments[middle].prose.end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static const ll_block *unaligned_at(const ll_prose *prose, uint32_t offset) {
    if (prose->unaligned == 0)
        return NULL;
    uint32_t index = ll_prose_block_at(prose, offset);
    const ll_block *block = index == LL_NONE ? NULL : &prose->blocks[index];
    bool holds =
        block && !block->aligned && offset >= block->prose.start && offset < block->prose.end;
    return holds ? block : NULL;
}

/* Where the last character before the prose offset ends; there is one. (Every prose byte is in a
 * segment, in a block without any, or a separator.) */
static uint32_t source_end(const ll_prose *prose, uint32_t likely, uint32_t offset) {
    while (offset > 1 && prose->text[offset - 1] == '\n')
        offset--;
    const ll_block *unaligned = unaligned_at(prose, offset - 1);
    if (unaligned)
        return unaligned->source.end;
    const ll_segment *segment = &prose->segments[segment_after(prose, likely, offset - 1)];
    if (segment->verbatim)
        return segment->source.start + (offset - segment->prose.start);
    return segment->source.end;
}

/* Where the first character from the prose offset on begins, in which segment; at the end, where
 * the last one ends. */
static uint32_t source_start(const ll_prose *prose, uint32_t *index, uint32_t offset) {
    while (offset < prose->length && prose->text[offset] == '\n')
        offset++;
    if (offset == prose->length)
        return offset ? source_end(prose, LL_NONE, offset) : 0;
    const ll_block *unaligned = unaligned_at(prose, offset);
    if (unaligned)
        return unaligned->source.start;
    *index = segment_after(prose, LL_NONE, offset);
    const ll_segment *segment = &prose->segments[*index];
    if (segment->verbatim)
        return segment->source.start + (offset - segment->prose.start);
    return segment->source.start;
}

ll_span ll_prose_to_source(const ll_prose *prose, ll_span span) {
    uint32_t limit = prose->length;
    if (span.end > limit)
        span.end = limit;
    uint32_t segment = LL_NONE;
    uint32_t start = source_start(prose, &segment, span.start < limit ? span.start : limit);
    if (span.start >= span.end)
        return (ll_span){start, start};
    uint32_t end = source_end(prose, segment, span.end);
    return end < start ? (ll_span){end, end} : (ll_span){start, end};
}

static uint32_t segment_ending_after(const ll_prose *prose, uint32_t offset) {
    uint32_t low = 0, high = prose->segment_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->segments[middle].source.end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Where the first block begins that ends behind the source offset, if it has no segments. */
static uint32_t unaligned_from(const ll_prose *prose, uint32_t offset) {
    uint32_t low = 0, high = prose->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->blocks[middle].source.end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    bool found = low < prose->block_count && !prose->blocks[low].aligned;
    return found ? prose->blocks[low].prose.start : prose->length;
}

uint32_t ll_prose_from_source(const ll_prose *prose, uint32_t offset) {
    if (prose->unaligned) {
        uint32_t start = unaligned_from(prose, offset);
        if (start < prose->length)
            return start;
    }
    uint32_t index = segment_ending_after(prose, offset);
    if (index == prose->segment_count)
        return prose->length;
    const ll_segment *segment = &prose->segments[index];
    if (segment->verbatim && offset > segment->source.start)
        return segment->prose.start + (offset - segment->source.start);
    return segment->prose.start;
}

uint32_t ll_prose_block_at(const ll_prose *prose, uint32_t offset) {
    uint32_t low = 0, high = prose->block_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->blocks[middle].prose.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return prose->block_count ? 0 : LL_NONE;
    return low - 1;
}

bool ll_prose_in_code(const ll_prose *prose, uint32_t source_offset) {
    uint32_t low = 0, high = prose->code_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prose->code[middle].end > source_offset)
            high = middle;
        else
            low = middle + 1;
    }
    return low < prose->code_count && prose->code[low].start <= source_offset;
}
