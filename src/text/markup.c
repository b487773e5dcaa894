/* A reader of HTML just strong enough to tell words from markup; see markup.h. It goes through the
 * text once: whatever opens and never closes hides the rest, as it does in a browser. */
#include "text/markup.h"

#include "text/elements.h"
#include "text/scan.h"

#include <string.h>

/* --- Tags ----------------------------------------------------------------------------------- */

static const char *const block_tags[] = {
    "address",    "article",  "aside",  "blockquote", "body",  "br",       "caption", "center",
    "dd",         "details",  "dialog", "dir",        "div",   "dl",       "dt",      "fieldset",
    "figcaption", "figure",   "footer", "form",       "frame", "frameset", "h1",      "h2",
    "h3",         "h4",       "h5",     "h6",         "head",  "header",   "hr",      "html",
    "iframe",     "legend",   "li",     "main",       "menu",  "menuitem", "nav",     "noframes",
    "ol",         "optgroup", "option", "p",          "pre",   "search",   "section", "summary",
    "table",      "tbody",    "td",     "textarea",   "tfoot", "th",       "thead",   "title",
    "tr",         "ul",
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char char_at(ll_str text, uint32_t at) {
    return at < text.length ? text.data[at] : '\0';
}

static bool is_closing(ll_str text, uint32_t at) {
    return char_at(text, at + 1) == '/';
}

/* The name of the tag that begins at `at`; empty where none does. */
static ll_str tag_name(ll_str text, uint32_t at) {
    uint32_t start = at + (is_closing(text, at) ? 2 : 1), end = start;
    while (is_letter(char_at(text, end)) ||
           (end > start && ((char_at(text, end) >= '0' && char_at(text, end) <= '9') ||
                            char_at(text, end) == '-')))
        end++;
    return ll_str_slice(text, start, end);
}

static bool is_name(ll_str name, const char *wanted) {
    return ll_str_equal_nocase(name, ll_str_of(wanted));
}

static bool is_block_name(ll_str name) {
    for (size_t i = 0; i < sizeof block_tags / sizeof block_tags[0]; i++)
        if (is_name(name, block_tags[i]))
            return true;
    return false;
}

bool ll_markup_is_text(ll_str tag) {
    return tag_name(tag, 0).length > 0 && !ll_element_is_tag(tag);
}

bool ll_markup_breaks_line(ll_str tag) {
    return char_at(tag, 0) == '<' && is_block_name(tag_name(tag, 0));
}

/* Behind the '>' of the tag at `at`; quotes count only as values of attributes. */
static uint32_t tag_end(ll_str text, uint32_t at) {
    char quote = '\0', before = '\0';
    for (uint32_t i = at + 1; i < text.length; i++) {
        char c = text.data[i];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '>')
            return i + 1;
        else if ((c == '"' || c == '\'') && before == '=')
            quote = c;
        if (!ll_scan_is_space(c))
            before = c;
    }
    return text.length;
}

/* --- Tags of word processors ---------------------------------------------------------------- */

static bool is_office_namespace(ll_str name) {
    static const char *const namespaces[] = {"o", "st1", "v", "w"};
    for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++)
        if (is_name(name, namespaces[i]))
            return true;
    return false;
}

/* Such a tag stands on one line; a stray '<' must not hide what follows it. */
uint32_t ll_markup_office_tag(ll_str text, uint32_t at) {
    if (char_at(text, at) != '<')
        return at;
    ll_str name = tag_name(text, at);
    uint32_t colon = at + (is_closing(text, at) ? 2 : 1) + name.length;
    if (!is_office_namespace(name) || char_at(text, colon) != ':' ||
        !is_letter(char_at(text, colon + 1)))
        return at;
    for (uint32_t i = colon + 1; i < text.length && text.data[i] != '\n' && text.data[i] != '<';
         i++)
        if (text.data[i] == '>')
            return i + 1;
    return at;
}

/* --- What is no tag ------------------------------------------------------------------------- */

static bool starts_at(ll_str text, uint32_t at, const char *part) {
    return ll_str_starts(ll_str_slice(text, at, text.length), part);
}

/* Behind the next `closing` from `at` on, or the end of the text. */
static uint32_t behind(ll_str text, uint32_t at, const char *closing) {
    uint32_t length = (uint32_t)strlen(closing);
    while (at < text.length) {
        const char *found = memchr(text.data + at, closing[0], text.length - at);
        if (!found)
            break;
        at = (uint32_t)(found - text.data);
        if (starts_at(text, at, closing))
            return at + length;
        at++;
    }
    return text.length;
}

static const char CDATA[] = "<![CDATA[", CDATA_END[] = "]]>";
enum { CDATA_LENGTH = sizeof CDATA - 1, CDATA_END_LENGTH = sizeof CDATA_END - 1 };

ll_span ll_markup_cdata(ll_str section) {
    if (!ll_str_starts(section, CDATA) || !ll_str_ends(section, CDATA_END))
        return (ll_span){0, 0};
    return (ll_span){CDATA_LENGTH, section.length - CDATA_END_LENGTH};
}

/* Behind the element whose contents are not visible; its closing tag is read as a tag. */
static uint32_t hidden_end(ll_str text, uint32_t at, ll_str name) {
    while (at < text.length) {
        at = behind(text, at, "</");
        if (at < text.length && ll_str_equal_nocase(tag_name(text, at - 2), name))
            return at - 2;
    }
    return text.length;
}

/* --- Blocks --------------------------------------------------------------------------------- */

typedef struct reader {
    ll_emit *emit;
    ll_references *references;
    ll_content *content;
    ll_block block;
    ll_str text;
    uint32_t at;
    uint32_t start; /* content offset where the open block began */
    bool cdata;
} reader;

/* Ends the open block before content offset `end` and opens the next. */
static void split(reader *read, uint32_t end) {
    uint32_t start = read->start;
    while (start < end && ll_scan_is_space(read->text.data[start]))
        start++;
    while (end > start && ll_scan_is_space(read->text.data[end - 1]))
        end--;
    ll_block block = read->block;
    if (start < end && read->content->piece_count)
        block.source = ll_content_source(read->content, start, end);
    ll_emit_close_block(read->emit, block);
    ll_emit_open_block(read->emit, read->emit->mapped, false);
}

static void split_at(reader *read, uint32_t end, uint32_t next) {
    split(read, end);
    read->start = next;
}

static void read_tag(reader *read) {
    uint32_t start = read->at;
    ll_str name = tag_name(read->text, start);
    bool closing = is_closing(read->text, start);
    read->at = tag_end(read->text, start);
    if (is_name(name, "br"))
        ll_emit_break(read->emit, LL_BREAK_HARD, ll_align_source(read->content, start, read->at));
    else if (is_block_name(name))
        split_at(read, closing ? read->at : start, closing ? read->at : start);
    else if (!closing && (is_name(name, "script") || is_name(name, "style")))
        read->at = hidden_end(read->text, read->at, name);
}

/* Whether what looks like a tag is text. Words for a gap are few; a tag that goes on and on, or
 * never ends, is none of them, and is not read again at every '<' within. */
static bool is_text_at(ll_str text, uint32_t at) {
    enum { MOST_BYTES = 120 };
    ll_str reach = ll_str_slice(text, at, at + MOST_BYTES);
    uint32_t end = tag_end(reach, 0);
    return ll_str_ends(ll_str_slice(reach, 0, end), ">") &&
           ll_markup_is_text(ll_str_slice(reach, 0, end));
}

/* What begins with '<'; false where it is text. */
static bool read_markup(reader *read) {
    ll_str text = read->text;
    uint32_t at = read->at;
    if (starts_at(text, at, "<!--"))
        read->at = behind(text, at + 4, "-->");
    else if (starts_at(text, at, CDATA)) {
        read->cdata = true;
        read->at += CDATA_LENGTH;
    } else if (starts_at(text, at, "<!") && is_letter(char_at(text, at + 2)))
        read->at = behind(text, at, ">");
    else if (starts_at(text, at, "<?"))
        read->at = behind(text, at, "?>");
    else if (tag_name(text, at).length && !is_text_at(text, at))
        read_tag(read);
    else
        return false;
    return true;
}

/* White space: a blank line divides blocks, a line end is a break, blanks at a line's ends go. */
static void read_space(reader *read) {
    uint32_t end = read->at, lines = 0, line_end = 0;
    while (ll_scan_is_space(char_at(read->text, end))) {
        if (read->text.data[end] == '\n' && lines++ == 0)
            line_end = end;
        end++;
    }
    if (lines > 1)
        split_at(read, read->at, end);
    else if (lines == 0)
        ll_align_run(read->emit, read->content, read->at, end);
    else if (!ll_emit_ends_in_hard_break(read->emit))
        ll_emit_break(read->emit, LL_BREAK_SOFT,
                      ll_align_source(read->content, line_end, line_end + 1));
    read->at = end;
}

static void read_text(reader *read) {
    ll_str rest = ll_str_slice(read->text, read->at, read->text.length), decoded;
    uint32_t length = 0;
    if (!read->cdata && rest.data[0] == '&')
        length = ll_references_decode(&decoded, read->references, read->emit->arena, rest);
    if (length) {
        ll_emit_decoded(read->emit, decoded,
                        ll_align_source(read->content, read->at, read->at + length));
        read->at += length;
        return;
    }
    do
        length++;
    while (length < rest.length && rest.data[length] != '<' && rest.data[length] != '&' &&
           rest.data[length] != ']' && !ll_scan_is_space(rest.data[length]));
    ll_align_run(read->emit, read->content, read->at, read->at + length);
    read->at += length;
}

void ll_markup_block(ll_emit *emit, ll_references *references, ll_content *content,
                     ll_block block) {
    reader read = {.emit = emit,
                   .references = references,
                   .content = content,
                   .block = block,
                   .text = ll_buf_str(&content->text)};
    ll_emit_open_block(emit, content->piece_count > 0, false);
    while (read.at < read.text.length) {
        char c = read.text.data[read.at];
        if (ll_scan_is_space(c)) {
            read_space(&read);
        } else if (read.cdata && starts_at(read.text, read.at, CDATA_END)) {
            read.cdata = false;
            read.at += CDATA_END_LENGTH;
        } else if (read.cdata || c != '<' || !read_markup(&read)) {
            read_text(&read);
        }
    }
    split(&read, read.text.length);
    ll_emit_close_block(emit, block); /* the empty one that split opened */
}
