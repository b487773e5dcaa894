/* The letter as rendered: its blocks within their lists and quotes, each with its faults. */
#include "report/html_parts.h"

/* What is open around a block. Nesting deeper than anyone writes is flattened: browsers do the
 * same, only less orderly. */
enum {
    DEEPEST_ITEM = 8,
    DEEPEST_QUOTE = 8,
    DEEPEST = 2 * DEEPEST_ITEM + DEEPEST_QUOTE,
    FIRST_HEADING = 4,
    LAST_HEADING = 6,
};

typedef enum frame_kind { FRAME_QUOTE, FRAME_LIST, FRAME_NUMBERED, FRAME_ITEM } frame_kind;

typedef struct frame {
    frame_kind kind;
    uint32_t id; /* of the list or item */
} frame;

typedef struct path {
    frame frames[DEEPEST];
    uint32_t count;
} path;

static const char *const closing[] = {[FRAME_QUOTE] = "</blockquote>\n",
                                      [FRAME_LIST] = "</ul>\n",
                                      [FRAME_NUMBERED] = "</ol>\n",
                                      [FRAME_ITEM] = "</li>\n"};

static void add(path *to, frame_kind kind, uint32_t id) {
    if (to->count < DEEPEST)
        to->frames[to->count++] = (frame){kind, id};
}

static void add_quotes(path *to, uint32_t from, uint32_t depth) {
    for (uint32_t i = from; i < depth && i < DEEPEST_QUOTE; i++)
        add(to, FRAME_QUOTE, 0);
}

static path path_of(const ll_page *page, const ll_page_block *block) {
    uint32_t items[DEEPEST_ITEM], depth = 0, quotes = 0;
    path found = {.count = 0};
    for (uint32_t i = block->item; i != LL_PAGE_NONE; i = page->items[i].parent)
        items[depth++ % DEEPEST_ITEM] = i; /* the outermost overwrite the innermost */
    uint32_t shown = depth < DEEPEST_ITEM ? depth : DEEPEST_ITEM;
    for (uint32_t i = 0; i < shown; i++) {
        uint32_t index = items[(depth - 1 - i) % DEEPEST_ITEM];
        const ll_page_item *item = &page->items[index];
        add_quotes(&found, quotes, item->quotes);
        quotes = item->quotes;
        add(&found, item->numbered ? FRAME_NUMBERED : FRAME_LIST, item->list);
        add(&found, FRAME_ITEM, index);
    }
    add_quotes(&found, quotes, block->quotes);
    return found;
}

static void open_frame(ll_html_letter *letter, const frame *opened) {
    static const char *const opening[] = {[FRAME_QUOTE] = "<blockquote>\n",
                                          [FRAME_LIST] = "<ul>\n",
                                          [FRAME_NUMBERED] = "<ol>\n",
                                          [FRAME_ITEM] = "<li>\n"};
    const ll_page_item *items = letter->page.items;
    if (opened->kind == FRAME_ITEM && items[opened->id].numbered) {
        ll_writer_puts(letter->out, "<li value=\"");
        ll_writer_number(letter->out, items[opened->id].number, 0);
        ll_writer_puts(letter->out, "\">\n");
    } else {
        ll_writer_puts(letter->out, opening[opened->kind]);
    }
}

static void close_frames(ll_writer *out, path *open, uint32_t count) {
    while (open->count > count)
        ll_writer_puts(out, closing[open->frames[--open->count].kind]);
}

static void change_path(ll_html_letter *letter, path *open, const path *wanted) {
    uint32_t same = 0;
    while (same < open->count && same < wanted->count &&
           open->frames[same].kind == wanted->frames[same].kind &&
           open->frames[same].id == wanted->frames[same].id)
        same++;
    close_frames(letter->out, open, same);
    for (; open->count < wanted->count; open->count++) {
        open->frames[open->count] = wanted->frames[open->count];
        open_frame(letter, &open->frames[open->count]);
    }
}

/* Headings of the letter come below those of the report, and skip no level. */
static uint32_t heading_level(uint32_t level, uint32_t *last) {
    uint32_t shown = FIRST_HEADING - 1 + level;
    if (shown > *last + 1)
        shown = *last + 1;
    if (shown > LAST_HEADING)
        shown = LAST_HEADING;
    *last = shown;
    return shown;
}

static void write_tag(ll_writer *out, const ll_page_block *block, uint32_t heading, bool opening) {
    ll_writer_puts(out, opening ? "<" : "</");
    if (block->kind == LL_PAGE_HEADING) {
        ll_writer_putc(out, 'h');
        ll_writer_number(out, heading, 0);
    } else {
        ll_writer_puts(out, block->kind == LL_PAGE_CODE ? "pre" : "p");
    }
}

static void write_block(ll_html_marks *marks, uint32_t index, uint32_t heading) {
    ll_html_letter *letter = marks->letter;
    const ll_page_block *block = &letter->page.blocks[index];
    ll_writer *out = letter->out;
    ll_html_write_labels(marks, index);
    write_tag(out, block, heading, true);
    ll_writer_puts(out, " id=\"");
    ll_html_id(out, "block", letter->number, index + 1);
    if (letter->edges[index]) {
        ll_writer_puts(out, "\" class=\"edge ");
        ll_writer_puts(out, ll_level_name((ll_level)(letter->edges[index] - 1)));
    }
    ll_writer_puts(out, block->kind == LL_PAGE_CODE ? "\"><code>" : "\">");
    ll_html_write_runs(marks, index);
    ll_writer_puts(out, block->kind == LL_PAGE_CODE ? "</code>" : "");
    write_tag(out, block, heading, false);
    ll_writer_puts(out, ">\n");
}

void ll_html_write_letter(ll_html_letter *letter) {
    ll_html_marks marks = ll_html_marks_on(letter);
    path open = {.count = 0};
    uint32_t count = (uint32_t)letter->page.block_count, last = FIRST_HEADING - 1;
    ll_writer_puts(letter->out, "<div class=\"letter\">\n<h3>Letter</h3>\n<div class=\"paper\">\n");
    for (uint32_t i = 0; i < count && !letter->out->failed; i++) {
        const ll_page_block *block = &letter->page.blocks[i];
        path wanted = path_of(&letter->page, block);
        change_path(letter, &open, &wanted);
        uint32_t heading = 0;
        if (block->kind == LL_PAGE_HEADING)
            heading = heading_level(block->level, &last);
        write_block(&marks, i, heading);
    }
    close_frames(letter->out, &open, 0);
    if (count == 0)
        ll_writer_puts(letter->out, "<p class=\"none\">There are no words in this letter.</p>\n");
    ll_html_write_labels(&marks, count);
    ll_writer_puts(letter->out, "</div>\n</div>\n");
}
