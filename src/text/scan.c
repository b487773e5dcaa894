/* The grammar of link tails and definitions, as libcmark has it; see scan.h. All functions take an
 * offset and return the one behind what they read, or NOTHING. */
#include "text/scan.h"

static const uint32_t NOTHING = UINT32_MAX;

enum { LONGEST_LABEL = 1000, DEEPEST_PARENTHESES = 32 };

bool ll_scan_is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ll_scan_is_punctuation(char c) {
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

static char char_at(ll_str text, uint32_t at) {
    return at < text.length ? text.data[at] : '\0';
}

static bool is_escape(ll_str text, uint32_t at) {
    return char_at(text, at) == '\\' && ll_scan_is_punctuation(char_at(text, at + 1));
}

static uint32_t spaces(ll_str text, uint32_t at) {
    while (ll_scan_is_space(char_at(text, at)))
        at++;
    return at;
}

static uint32_t blanks(ll_str text, uint32_t at) {
    while (char_at(text, at) == ' ' || char_at(text, at) == '\t')
        at++;
    return at;
}

/* `[label]`; `*blank` says whether it holds nothing but white space. */
static uint32_t label(ll_str text, uint32_t at, bool *blank) {
    if (char_at(text, at) != '[')
        return NOTHING;
    *blank = true;
    uint32_t i = at + 1;
    for (char c; i < text.length && (c = text.data[i]) != '[' && c != ']';) {
        *blank = *blank && ll_scan_is_space(c);
        i += is_escape(text, i) ? 2 : 1;
        if (i - at - 1 > LONGEST_LABEL)
            return NOTHING;
    }
    return char_at(text, i) == ']' ? i + 1 : NOTHING;
}

static uint32_t pointed_destination(ll_str text, uint32_t at) {
    for (uint32_t i = at + 1; i < text.length;) {
        char c = text.data[i];
        if (c == '>')
            return i + 1;
        if (c == '\n' || c == '<')
            return NOTHING;
        i += c == '\\' ? 2 : 1;
    }
    return NOTHING;
}

static uint32_t plain_destination(ll_str text, uint32_t at) {
    uint32_t depth = 0, i = at;
    while (i < text.length && !ll_scan_is_space(text.data[i])) {
        if (is_escape(text, i))
            i++;
        else if (text.data[i] == '(' && ++depth > DEEPEST_PARENTHESES)
            return NOTHING;
        else if (text.data[i] == ')' && depth-- == 0)
            return i;
        i++;
    }
    if (i == at || i >= text.length || depth)
        return NOTHING;
    return i;
}

static uint32_t destination(ll_str text, uint32_t at) {
    return char_at(text, at) == '<' ? pointed_destination(text, at) : plain_destination(text, at);
}

/* A title ends at the first closing mark without a backslash before it; where there is none, at the
 * last one with: libcmark's scanner takes the longest match, and to it a backslash may also stand
 * for itself. */
static uint32_t title(ll_str text, uint32_t at) {
    char opening = char_at(text, at);
    if (opening != '"' && opening != '\'' && opening != '(')
        return NOTHING;
    char closing = opening == '(' ? ')' : opening;
    uint32_t escaped_end = NOTHING;
    for (uint32_t i = at + 1; i < text.length; i++) {
        bool escaped = i > at + 1 && text.data[i - 1] == '\\';
        if (text.data[i] == closing && !escaped)
            return i + 1;
        if (text.data[i] == closing)
            escaped_end = i + 1;
        else if (text.data[i] == opening && !escaped)
            break;
    }
    return escaped_end;
}

static uint32_t inline_tail(ll_str text, uint32_t at) {
    if (char_at(text, at) != '(')
        return NOTHING;
    uint32_t end = destination(text, spaces(text, at + 1));
    if (end == NOTHING)
        return NOTHING;
    uint32_t next = spaces(text, end);
    if (next > end) {
        uint32_t title_end = title(text, next);
        if (title_end != NOTHING)
            next = spaces(text, title_end);
    }
    return char_at(text, next) == ')' ? next + 1 : NOTHING;
}

uint32_t ll_scan_link_tail(ll_str text, uint32_t at) {
    uint32_t end = inline_tail(text, at);
    bool blank;
    if (end == NOTHING)
        end = label(text, at, &blank);
    return end == NOTHING ? 0 : end - at;
}

/* Blanks with at most one line end among them. */
static uint32_t blanks_and_line_end(ll_str text, uint32_t at) {
    at = blanks(text, at);
    return char_at(text, at) == '\n' ? blanks(text, at + 1) : at;
}

static uint32_t rest_of_line(ll_str text, uint32_t at) {
    at = blanks(text, at);
    if (at >= text.length)
        return at;
    return text.data[at] == '\n' ? at + 1 : NOTHING;
}

/* `[label]: destination "title"` and the line end. A title that something follows is no title, and
 * belongs to the paragraph if it began on a line of its own. */
static uint32_t definition(ll_str text, uint32_t at) {
    bool blank;
    uint32_t end = label(text, at, &blank);
    if (end == NOTHING || blank || char_at(text, end) != ':')
        return NOTHING;
    end = destination(text, blanks_and_line_end(text, end + 1));
    if (end == NOTHING)
        return NOTHING;
    uint32_t next = blanks_and_line_end(text, end);
    uint32_t title_end = next > end ? title(text, next) : NOTHING;
    uint32_t line_end = title_end != NOTHING ? rest_of_line(text, title_end) : NOTHING;
    return line_end != NOTHING ? line_end : rest_of_line(text, end);
}

uint32_t ll_scan_definitions(ll_str text) {
    uint32_t at = 0;
    for (uint32_t end; (end = definition(text, at)) != NOTHING;)
        at = end;
    return at;
}
