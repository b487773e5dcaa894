/* The walk of align.h. A cursor moves through the content; every node says what stands there next,
 * and markup that has no node (escapes, marks of emphasis, link tails) is read by the grammar. The
 * walk checks each literal byte for byte and that nothing is left at the end, so it can fail, but
 * not be wrong.
 */
#include "text/align.h"

#include "text/markup.h"
#include "text/scan.h"

#include <string.h>

/* Marks of one kind may nest: what counts is the outermost. */
typedef struct open_mark {
    uint32_t depth, start; /* how many are open; prose offset where the outermost begins */
} open_mark;

typedef struct walker {
    ll_emit *emit;
    ll_references *references;
    ll_content *content;
    const ll_markdown *markdown;
    ll_str text;     /* the content's */
    uint32_t at;     /* the cursor */
    uint32_t images; /* how many images are open: their text is not visible */
    uint32_t hidden; /* text before this content offset lies in a tag of a word processor */
    uint32_t image;  /* content offset where the outermost image begins */
    bool autolink;   /* the innermost open link is one */
    open_mark marks[LL_MARK_COUNT];
} walker;

static char peek(const walker *walk, uint32_t ahead) {
    uint32_t at = walk->at + ahead;
    return at < walk->text.length ? walk->text.data[at] : '\0';
}

/* --- Writing -------------------------------------------------------------------------------- */

ll_span ll_align_source(ll_content *content, uint32_t start, uint32_t end) {
    return content->piece_count ? ll_content_source(content, start, end) : (ll_span){0, 0};
}

/* Spaces that a tab was expanded to are one space, as other tabs are. */
void ll_align_run(ll_emit *emit, ll_content *content, uint32_t start, uint32_t end) {
    ll_str text = ll_buf_str(&content->text);
    if (!content->piece_count)
        ll_emit_verbatim(emit, ll_str_slice(text, start, end), 0);
    while (content->piece_count && start < end) {
        const ll_piece *piece = ll_content_piece(content, start);
        uint32_t stop = ll_content_piece_end(content, piece);
        if (stop > end)
            stop = end;
        if (piece->kind == LL_PIECE_TEXT)
            ll_emit_verbatim(emit, ll_str_slice(text, start, stop),
                             piece->source.start + (start - piece->content));
        else if (start == piece->content)
            ll_emit_decoded(emit, ll_str_of(" "), piece->source);
        start = stop;
    }
}

static bool is_visible(const walker *walk, uint32_t at) {
    return !walk->images && at >= walk->hidden;
}

static void write_run(walker *walk, uint32_t start, uint32_t end) {
    if (is_visible(walk, start))
        ll_align_run(walk->emit, walk->content, start, end);
}

static void write_decoded(walker *walk, ll_str decoded, uint32_t start, uint32_t end) {
    if (is_visible(walk, start))
        ll_emit_decoded(walk->emit, decoded, ll_content_source(walk->content, start, end));
}

static void write_break(walker *walk, ll_break_kind kind, uint32_t start, uint32_t end) {
    if (!walk->images)
        ll_emit_break(walk->emit, kind, ll_content_source(walk->content, start, end));
}

/* --- Text ----------------------------------------------------------------------------------- */

static bool is_start(ll_str text, uint32_t at, ll_str part) {
    return text.length - at >= part.length &&
           (part.length == 0 || memcmp(text.data + at, part.data, part.length) == 0);
}

/* An escaped character or a character reference at the cursor: `*decoded` and its length, or 0. */
static uint32_t decode_here(walker *walk, ll_str *decoded) {
    char c = peek(walk, 0);
    if (c == '\\' && !walk->autolink && ll_scan_is_punctuation(peek(walk, 1))) {
        *decoded = ll_str_slice(walk->text, walk->at + 1, walk->at + 2);
        return 2;
    }
    if (c != '&')
        return 0;
    return ll_references_decode(decoded, walk->references, walk->emit->arena,
                                ll_str_slice(walk->text, walk->at, walk->text.length));
}

/* How many bytes from the cursor on stand for themselves and are what `literal` has at `done`; all
 * of them visible, or none. */
static uint32_t plain_length(const walker *walk, ll_str literal, uint32_t done) {
    static const bool edge[256] = {['\n'] = true, ['\\'] = true, ['&'] = true, ['<'] = true};
    const char *text = walk->text.data + walk->at, *same = literal.data + done;
    uint32_t most = literal.length - done, left = walk->text.length - walk->at;
    if (left < most)
        most = left;
    if (walk->hidden > walk->at && walk->hidden - walk->at < most)
        most = walk->hidden - walk->at;
    if (most == 0 || text[0] != same[0] || text[0] == '\n')
        return 0;
    uint32_t length = 1;
    while (length < most && text[length] == same[length] && !edge[(unsigned char)text[length]])
        length++;
    return length;
}

static bool align_text(walker *walk, const ll_node *node) {
    ll_str literal = node->literal;
    for (uint32_t done = 0; done < literal.length;) {
        ll_str decoded;
        uint32_t length = decode_here(walk, &decoded);
        if (walk->at >= walk->hidden && !walk->autolink)
            walk->hidden = ll_markup_office_tag(walk->text, walk->at);
        if (length && !is_start(literal, done, decoded))
            return false;
        if (length) {
            write_decoded(walk, decoded, walk->at, walk->at + length);
            done += decoded.length;
        } else {
            length = plain_length(walk, literal, done);
            if (!length)
                return false;
            write_run(walk, walk->at, walk->at + length);
            done += length;
        }
        walk->at += length;
    }
    return true;
}

/* --- Breaks, code, HTML --------------------------------------------------------------------- */

static void skip_blanks(walker *walk) {
    while (peek(walk, 0) == ' ' || peek(walk, 0) == '\t')
        walk->at++;
}

static void skip_spaces_before_line_end(walker *walk) {
    while (ll_scan_is_space(peek(walk, 0)) && peek(walk, 0) != '\n')
        walk->at++;
}

/* White space around a line end is no text, except behind a backslash: there libcmark keeps the
 * indentation of a lazy line. */
static bool align_break(walker *walk, const ll_node *node) {
    bool hard = node->kind == LL_NODE_HARD_BREAK;
    skip_spaces_before_line_end(walk);
    bool backslash = hard && peek(walk, 0) == '\\';
    walk->at += backslash;
    if (peek(walk, 0) != '\n')
        return false;
    if (hard || !ll_emit_ends_in_hard_break(walk->emit))
        write_break(walk, hard ? LL_BREAK_HARD : LL_BREAK_SOFT, walk->at, walk->at + 1);
    walk->at++;
    if (!backslash)
        skip_blanks(walk);
    return true;
}

static uint32_t run_of(ll_str text, uint32_t at, char c) {
    uint32_t end = at;
    while (end < text.length && text.data[end] == c)
        end++;
    return end - at;
}

/* Where the run of exactly `ticks` backticks begins that closes a code span, or the end. */
static uint32_t closing_ticks(ll_str text, uint32_t at, uint32_t ticks) {
    while (at < text.length) {
        const char *tick = memchr(text.data + at, '`', text.length - at);
        if (!tick)
            break;
        at = (uint32_t)(tick - text.data);
        uint32_t run = run_of(text, at, '`');
        if (run == ticks)
            return at;
        at += run;
    }
    return text.length;
}

static bool is_code_space(char c) {
    return c == ' ' || c == '\n';
}

/* One space goes at both ends where both have one and there is more than spaces. */
static void strip_code(ll_str text, uint32_t *start, uint32_t *end) {
    uint32_t first_ink = *start;
    while (first_ink < *end && is_code_space(text.data[first_ink]))
        first_ink++;
    if (first_ink == *end || first_ink == *start || !is_code_space(text.data[*end - 1]))
        return;
    ++*start;
    --*end;
}

static bool is_code_literal(ll_str text, uint32_t start, uint32_t end, ll_str literal) {
    if (end - start != literal.length)
        return false;
    for (uint32_t i = 0; i < literal.length; i++) {
        char c = text.data[start + i];
        if ((c == '\n' ? ' ' : c) != literal.data[i])
            return false;
    }
    return true;
}

static void write_lines(walker *walk, uint32_t start, uint32_t end) {
    while (start < end) {
        const char *line = memchr(walk->text.data + start, '\n', end - start);
        uint32_t stop = line ? (uint32_t)(line - walk->text.data) : end;
        write_run(walk, start, stop);
        if (stop < end)
            write_break(walk, LL_BREAK_SOFT, stop, stop + 1);
        start = stop + 1;
    }
}

static bool align_code(walker *walk, const ll_node *node) {
    uint32_t ticks = run_of(walk->text, walk->at, '`');
    uint32_t start = walk->at + ticks, end = closing_ticks(walk->text, start, ticks);
    uint32_t behind = end + ticks;
    if (!ticks || end == walk->text.length)
        return false;
    ll_emit_code(walk->emit, ll_content_source(walk->content, walk->at, behind));
    strip_code(walk->text, &start, &end);
    if (!is_code_literal(walk->text, start, end, node->literal))
        return false;
    write_lines(walk, start, end);
    walk->at = behind;
    return true;
}

/* Tags and comments are invisible; one that breaks the line or the block is a hard break. The text
 * of a CDATA section is visible, and so is a tag that is none. */
static bool align_html(walker *walk, const ll_node *node) {
    uint32_t start = walk->at, end = start + node->literal.length;
    if (!is_start(walk->text, start, node->literal) || !node->literal.length)
        return false;
    walk->at = end;
    if (ll_markup_is_text(node->literal))
        write_lines(walk, start, end);
    else if (ll_markup_breaks_line(node->literal))
        write_break(walk, LL_BREAK_HARD, start, end);
    ll_span visible = ll_markup_cdata(node->literal);
    if (visible.start < visible.end)
        write_lines(walk, start + visible.start, start + visible.end);
    return true;
}

/* --- Nodes that hold others ----------------------------------------------------------------- */

static void open_mark_of(walker *walk, ll_mark_kind kind) {
    open_mark *mark = &walk->marks[kind];
    if (mark->depth++ == 0)
        mark->start = walk->emit->prose->length;
}

/* Nothing in an image is visible: a mark within one holds no text. */
static void close_mark_of(walker *walk, ll_mark_kind kind) {
    open_mark *mark = &walk->marks[kind];
    if (--mark->depth == 0)
        ll_emit_mark_text(walk->emit, kind, mark->start);
}

static ll_mark_kind mark_of(const ll_node *node) {
    return node->kind == LL_NODE_STRONG ? LL_MARK_STRONG : LL_MARK_EMPHASIS;
}

static bool take_emphasis(walker *walk, const ll_node *node) {
    uint32_t marks = node->kind == LL_NODE_STRONG ? 2 : 1;
    char mark = peek(walk, 0);
    if ((mark != '*' && mark != '_') || peek(walk, marks - 1) != mark)
        return false;
    walk->at += marks;
    return true;
}

static bool enter_link(walker *walk) {
    char c = peek(walk, 0);
    if (c != '[' && c != '<')
        return false;
    walk->at++;
    walk->autolink = c == '<';
    open_mark_of(walk, LL_MARK_LINK);
    return true;
}

static bool leave_bracket(walker *walk) {
    if (peek(walk, 0) != ']')
        return false;
    walk->at++;
    walk->at += ll_scan_link_tail(walk->text, walk->at);
    return true;
}

static bool leave_link(walker *walk) {
    close_mark_of(walk, LL_MARK_LINK);
    if (!walk->autolink)
        return leave_bracket(walk);
    walk->autolink = false;
    if (peek(walk, 0) != '>')
        return false;
    walk->at++;
    return true;
}

static bool enter_emphasis(walker *walk, const ll_node *node) {
    open_mark_of(walk, mark_of(node));
    return take_emphasis(walk, node);
}

static bool leave_emphasis(walker *walk, const ll_node *node) {
    close_mark_of(walk, mark_of(node));
    return take_emphasis(walk, node);
}

static bool enter_image(walker *walk) {
    if (peek(walk, 0) != '!' || peek(walk, 1) != '[')
        return false;
    if (walk->images++ == 0)
        walk->image = walk->at;
    walk->at += 2;
    return true;
}

/* The words between the brackets, without what marks them up. */
static ll_str image_text(const walker *walk, const ll_node *image) {
    const ll_node *nodes = walk->markdown->nodes;
    ll_buf text = ll_buf_on(walk->emit->arena);
    for (uint32_t i = (uint32_t)(image - nodes) + 1; i < image->end; i++) {
        if (nodes[i].kind == LL_NODE_TEXT || nodes[i].kind == LL_NODE_CODE)
            ll_buf_add_str(&text, nodes[i].literal);
        else if (nodes[i].kind == LL_NODE_SOFT_BREAK || nodes[i].kind == LL_NODE_HARD_BREAK)
            ll_buf_putc(&text, ' ');
    }
    return ll_buf_str(&text);
}

static bool leave_image(walker *walk, const ll_node *node) {
    if (!leave_bracket(walk))
        return false;
    if (--walk->images == 0)
        ll_emit_image(walk->emit,
                      (ll_image){.source = ll_content_source(walk->content, walk->image, walk->at),
                                 .text = image_text(walk, node)});
    return true;
}

static bool enter(walker *walk, const ll_node *node) {
    switch (node->kind) {
    case LL_NODE_TEXT: return align_text(walk, node);
    case LL_NODE_SOFT_BREAK:
    case LL_NODE_HARD_BREAK: return align_break(walk, node);
    case LL_NODE_CODE: return align_code(walk, node);
    case LL_NODE_HTML_INLINE: return align_html(walk, node);
    case LL_NODE_EMPHASIS:
    case LL_NODE_STRONG: return enter_emphasis(walk, node);
    case LL_NODE_LINK: return enter_link(walk);
    case LL_NODE_IMAGE: return enter_image(walk);
    default: return false;
    }
}

static bool leave(walker *walk, const ll_node *node) {
    switch (node->kind) {
    case LL_NODE_EMPHASIS:
    case LL_NODE_STRONG: return leave_emphasis(walk, node);
    case LL_NODE_LINK: return leave_link(walk);
    case LL_NODE_IMAGE: return leave_image(walk, node);
    default: return true;
    }
}

/* What may be left behind the last node: white space, and the closing marks of a heading. */
static bool at_end(walker *walk, const ll_node *leaf) {
    while (ll_scan_is_space(peek(walk, 0)))
        walk->at++;
    if (leaf->kind == LL_NODE_HEADING)
        walk->at += run_of(walk->text, walk->at, '#');
    while (ll_scan_is_space(peek(walk, 0)))
        walk->at++;
    return walk->at == walk->text.length;
}

bool ll_align(ll_emit *emit, ll_references *references, ll_content *content,
              const ll_markdown *markdown, uint32_t leaf) {
    walker walk = {.emit = emit,
                   .references = references,
                   .content = content,
                   .markdown = markdown,
                   .text = ll_buf_str(&content->text),
                   .at = content->start};
    const ll_node *nodes = markdown->nodes;
    for (uint32_t i = leaf + 1; i < nodes[leaf].end; i++) {
        if (!enter(&walk, &nodes[i]))
            return false;
        /* All that ends here is left, from the inside out. */
        for (uint32_t open = i; open != leaf && nodes[open].end == i + 1;
             open = nodes[open].parent) {
            if (!leave(&walk, &nodes[open]))
                return false;
        }
    }
    return at_end(&walk, &nodes[leaf]);
}
