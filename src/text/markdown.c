/* libcmark's tree, copied into the flat array of markdown.h.
 *
 * libcmark allocates on a private arena that is thrown away once the tree is copied: its free list
 * would buy nothing in a parse that lives for milliseconds, and its own allocator ends the process
 * when memory runs out, while an arena jumps to a guard. A cmark_mem carries no user pointer, so
 * the private arena of the running parse is the one thread-local of the project; it is set
 * in parse_on and cleared with its arena. The tree is walked by libcmark's iterator, never by
 * recursion.
 */
#include "text/markdown.h"

#include "base/utf8.h"

#include <cmark.h>
#include <string.h>

/* --- libcmark's memory ---------------------------------------------------------------------- */

static _Thread_local ll_arena *parse_arena;

/* What libcmark asks for stands behind its size, which realloc needs. */
typedef union header {
    size_t size;
    max_align_t align;
} header;

static void *arena_realloc(void *memory, size_t size) {
    header *old = memory ? (header *)memory - 1 : NULL;
    size_t old_size = old ? sizeof *old + old->size : 0;
    if (size > SIZE_MAX - sizeof *old)
        ll_arena_fail(parse_arena);
    header *grown = ll_arena_resize(parse_arena, old, old_size, sizeof *grown + size);
    if (!old || grown->size < size)
        grown->size = size;
    return grown + 1;
}

static void *arena_calloc(size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        ll_arena_fail(parse_arena);
    void *memory = arena_realloc(NULL, count * size);
    return memset(memory, 0, count * size);
}

static void arena_keep(void *memory) {
    (void)memory; /* all of it goes at once */
}

/* --- The copy ------------------------------------------------------------------------------- */

static ll_node_kind kind_of(cmark_node *node) {
    static const ll_node_kind kinds[] = {
        [CMARK_NODE_DOCUMENT] = LL_NODE_DOCUMENT,
        [CMARK_NODE_BLOCK_QUOTE] = LL_NODE_QUOTE,
        [CMARK_NODE_LIST] = LL_NODE_LIST,
        [CMARK_NODE_ITEM] = LL_NODE_ITEM,
        [CMARK_NODE_CODE_BLOCK] = LL_NODE_CODE_BLOCK,
        [CMARK_NODE_HTML_BLOCK] = LL_NODE_HTML_BLOCK,
        [CMARK_NODE_CUSTOM_BLOCK] = LL_NODE_HTML_BLOCK, /* never made by the parser */
        [CMARK_NODE_PARAGRAPH] = LL_NODE_PARAGRAPH,
        [CMARK_NODE_HEADING] = LL_NODE_HEADING,
        [CMARK_NODE_THEMATIC_BREAK] = LL_NODE_THEMATIC_BREAK,
        [CMARK_NODE_TEXT] = LL_NODE_TEXT,
        [CMARK_NODE_SOFTBREAK] = LL_NODE_SOFT_BREAK,
        [CMARK_NODE_LINEBREAK] = LL_NODE_HARD_BREAK,
        [CMARK_NODE_CODE] = LL_NODE_CODE,
        [CMARK_NODE_HTML_INLINE] = LL_NODE_HTML_INLINE,
        [CMARK_NODE_CUSTOM_INLINE] = LL_NODE_HTML_INLINE, /* never made by the parser */
        [CMARK_NODE_EMPH] = LL_NODE_EMPHASIS,
        [CMARK_NODE_STRONG] = LL_NODE_STRONG,
        [CMARK_NODE_LINK] = LL_NODE_LINK,
        [CMARK_NODE_IMAGE] = LL_NODE_IMAGE,
    };
    return kinds[cmark_node_get_type(node)];
}

/* libcmark writes the noncharacters U+FFFE and U+FFFF, which a numeric reference can name, as the
 * single bytes FE and FF; neither is found in UTF-8 otherwise. */
static bool is_broken(char c) {
    return (unsigned char)c >= 0xFE;
}

static ll_str mend_text(ll_arena *arena, const char *text, size_t length) {
    ll_buf mended = ll_buf_on(arena);
    for (size_t i = 0; i < length; i++)
        if (is_broken(text[i]))
            ll_buf_put_code_point(&mended, 0xFF00u + (unsigned char)text[i]);
        else
            ll_buf_putc(&mended, text[i]);
    return ll_buf_str(&mended);
}

static ll_str copy_text(ll_arena *arena, const char *text) {
    size_t length = text ? strlen(text) : 0;
    if (ll_utf8_find_invalid(text, length) < length)
        return mend_text(arena, text, length);
    if (!length)
        return ll_str_of("");
    return (ll_str){ll_arena_copy(arena, text, length), (uint32_t)length};
}

static uint32_t to_unsigned(int value) {
    return value > 0 ? (uint32_t)value : 0;
}

static ll_node copy_node(ll_arena *arena, cmark_node *node) {
    return (ll_node){
        .kind = kind_of(node),
        .start_line = to_unsigned(cmark_node_get_start_line(node)),
        .start_column = to_unsigned(cmark_node_get_start_column(node)),
        .end_line = to_unsigned(cmark_node_get_end_line(node)),
        .level = to_unsigned(cmark_node_get_heading_level(node)),
        .number = to_unsigned(cmark_node_get_list_start(node)),
        .numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        .literal = copy_text(arena, cmark_node_get_literal(node)),
        .url = copy_text(arena, cmark_node_get_url(node)),
    };
}

static bool is_leaf(ll_node_kind kind) {
    return kind == LL_NODE_CODE_BLOCK || kind == LL_NODE_HTML_BLOCK ||
           kind == LL_NODE_THEMATIC_BREAK || (kind >= LL_NODE_TEXT && kind <= LL_NODE_HTML_INLINE);
}

static uint32_t count_nodes(cmark_node *root) {
    uint32_t count = 0;
    cmark_iter *iterator = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        count += event == CMARK_EVENT_ENTER;
    cmark_iter_free(iterator);
    return count;
}

static void copy_tree(ll_markdown *out, ll_arena *arena, cmark_node *root) {
    ll_node *nodes = ll_arena_array(arena, count_nodes(root), sizeof *nodes);
    uint32_t count = 0, open = 0;
    cmark_iter *iterator = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        if (event == CMARK_EVENT_EXIT) {
            nodes[open].end = count;
            open = nodes[open].parent;
            continue;
        }
        ll_node *node = &nodes[count];
        *node = copy_node(arena, cmark_iter_get_node(iterator));
        node->parent = open;
        node->end = count + 1;
        if (!is_leaf(node->kind))
            open = count;
        count++;
    }
    cmark_iter_free(iterator);
    *out = (ll_markdown){.nodes = nodes, .count = count};
}

/* --- Parsing -------------------------------------------------------------------------------- */

/* Holds the private arena for the outer one, in case copying the tree runs out of memory there. */
typedef struct holder {
    ll_arena *inner;
} holder;

static void release_holder(void *object) {
    holder *held = object;
    parse_arena = NULL;
    ll_arena_free(held->inner);
    held->inner = NULL;
}

/* False where libcmark ran out of memory, be it while the tree is walked: an iterator is libcmark's
 * too, and the guard holds only as long as this function runs. It stands apart because setjmp makes
 * locals that change after it unreliable; this function has none that matter then. */
static bool parse_on(ll_markdown *out, ll_arena *arena, ll_arena *inner, cmark_mem *memory,
                     ll_str text) {
    if (setjmp(*ll_arena_guard(inner)))
        return false;
    parse_arena = inner;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory);
    cmark_parser_feed(parser, text.data, text.length);
    copy_tree(out, arena, cmark_parser_finish(parser));
    return true;
}

void ll_markdown_parse(ll_markdown *out, ll_arena *arena, ll_str text) {
    holder *held = ll_arena_alloc(arena, sizeof *held);
    ll_arena_defer(arena, release_holder, held);
    held->inner = ll_arena_new(0);
    cmark_mem memory = {arena_calloc, arena_realloc, arena_keep};
    if (!held->inner || !parse_on(out, arena, held->inner, &memory, text))
        ll_arena_fail(arena);
    release_holder(held);
}

/* --- Character references ------------------------------------------------------------------- */

enum { LONGEST_NAME = 31 }; /* CounterClockwiseContourIntegral */

static bool is_name_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (uint32_t)(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return (uint32_t)(c - 'A') + 10;
    return UINT32_MAX;
}

/* CommonMark: 1 to 7 decimal or 1 to 6 hexadecimal digits; what is no character becomes U+FFFD. */
static uint32_t decode_number(ll_str *decoded, ll_arena *arena, ll_str text) {
    bool hex = text.length > 2 && (text.data[2] == 'x' || text.data[2] == 'X');
    uint32_t base = hex ? 16 : 10, first = hex ? 3 : 2, longest = hex ? 6 : 7;
    uint32_t value = 0, i = first;
    for (; i < text.length && digit_value(text.data[i]) < base; i++) {
        if (i - first == longest)
            return 0;
        value = value * base + digit_value(text.data[i]);
    }
    if (i == first || i == text.length || text.data[i] != ';')
        return 0;
    if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        value = 0xFFFD;
    char bytes[4];
    uint32_t length = (uint32_t)ll_utf8_encode(bytes, value);
    *decoded = (ll_str){ll_arena_copy(arena, bytes, length), length};
    return i + 1;
}

/* The names letters really use; the others ask libcmark, which knows all 2,125. */
static bool common_name(ll_str *decoded, ll_str name) {
    static const char *const names[][2] = {
        {"amp", "&"},
        {"lt", "<"},
        {"gt", ">"},
        {"quot", "\""},
        {"nbsp", "\xC2\xA0"},
        {"ndash", "\xE2\x80\x93"},
        {"mdash", "\xE2\x80\x94"},
        {"lsquo", "\xE2\x80\x98"},
        {"rsquo", "\xE2\x80\x99"},
        {"ldquo", "\xE2\x80\x9C"},
        {"rdquo", "\xE2\x80\x9D"},
        {"hellip", "\xE2\x80\xA6"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (ll_str_is(name, names[i][0])) {
            *decoded = ll_str_of(names[i][1]);
            return true;
        }
    return false;
}

uint32_t ll_markdown_decode_entity(ll_str *decoded, ll_arena *arena, ll_str text) {
    if (text.length < 3 || text.data[0] != '&')
        return 0;
    if (text.data[1] == '#')
        return decode_number(decoded, arena, text);
    uint32_t end = 1;
    while (end < text.length && end <= LONGEST_NAME && is_name_byte(text.data[end]))
        end++;
    if (end == 1 || end == text.length || text.data[end] != ';')
        return 0;
    ll_str reference = ll_str_slice(text, 0, end + 1);
    if (common_name(decoded, ll_str_slice(text, 1, end)))
        return end + 1;
    ll_markdown parsed;
    ll_markdown_parse(&parsed, arena, reference);
    ll_str literal = parsed.nodes[parsed.count - 1].literal;
    if (ll_str_equal(literal, reference))
        return 0; /* libcmark left it as it stands */
    *decoded = literal;
    return end + 1;
}
