/* The other opinion of visible.h: every leaf block of libcmark's tree is rendered to HTML, its tags
 * are stripped, its references decoded, its characters normalised, its words divided. */
#include "visible.h"

#include <cmark.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- Text ----------------------------------------------------------------------------------- */

void text_add(text *t, const char *data, size_t length) {
    if (t->length + length + 1 > t->capacity) {
        t->capacity = (t->length + length + 1) * 2;
        t->data = realloc(t->data, t->capacity);
        if (!t->data)
            abort();
    }
    if (length)
        memcpy(t->data + t->length, data, length);
    t->length += length;
    t->data[t->length] = '\0';
}

void text_puts(text *t, const char *data) {
    text_add(t, data, strlen(data));
}

void text_free(text *t) {
    free(t->data);
    *t = (text){0};
}

/* --- Characters ----------------------------------------------------------------------------- */

static const char *const same[][2] = {
    /* becomes, characters */
    {"'", "\u2018\u2019\u201A\u201B\u2032\u2035\u02BC"},
    {"\"", "\u201C\u201D\u201E\u201F\u2033\u2036"},
    {"-", "\u2010\u2011"},
    {" ", "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
          "\u200A\u2028\u2029\u202F\u205F\u3000\xC2\x85"},
    {"", "\u00AD\u034F\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060"
         "\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206A\u206B\u206C\u206D\u206E"
         "\u206F\uFEFF\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B"
         "\uFE0C\uFE0D\uFE0E\uFE0F"},
};

static size_t char_length(const char *at, size_t left) {
    size_t length = 1;
    while (length < left && ((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

size_t visible_normalise(text *out, const char *at, size_t left) {
    size_t length = char_length(at, left);
    char one[5] = {0};
    memcpy(one, at, length < 4 ? length : 4);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (strstr(same[i][1], one)) {
            text_puts(out, same[i][0]);
            return length;
        }
    text_add(out, at, length);
    return length;
}

void visible_decode(text *out, const char *data, size_t length) {
    cmark_node *root = cmark_parse_document(data, length, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(root);
    cmark_node *child = paragraph ? cmark_node_first_child(paragraph) : NULL;
    const char *literal = child ? cmark_node_get_literal(child) : NULL;
    if (literal && (strlen(literal) != length || memcmp(literal, data, length) != 0))
        text_puts(out, literal);
    cmark_node_free(root);
}

/* --- Tags ----------------------------------------------------------------------------------- */

static const char block_names[] =
    " address article aside blockquote body br caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html "
    "iframe legend li main menu menuitem nav noframes ol optgroup option p pre search section "
    "summary table tbody td textarea tfoot th thead title tr ul ";

static size_t name_of(char name[32], const char *tag, size_t length) {
    size_t at = length > 1 && tag[1] == '/' ? 2 : 1, used = 0;
    name[used++] = ' ';
    while (at < length && used < 30 && (isalnum((unsigned char)tag[at]) || tag[at] == '-'))
        name[used++] = (char)tolower((unsigned char)tag[at++]);
    name[used++] = ' ';
    name[used] = '\0';
    return used - 2;
}

int visible_is_break(const char *tag, size_t length) {
    char name[32];
    return length > 1 && tag[0] == '<' && name_of(name, tag, length) > 0 &&
           strstr(block_names, name) != NULL;
}

static const char *find(const char *at, const char *what) {
    const char *found = strstr(at, what);
    return found ? found + strlen(what) : at + strlen(at);
}

static const char all_names[] =
    " a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound "
    "big blink blockquote body br button canvas caption center circle cite code col colgroup "
    "data datalist dd defs del details dfn dialog dir div dl dt ellipse em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup "
    "hr html i iframe img input ins isindex kbd keygen label legend li link listing main map "
    "mark marquee math menu menuitem meta meter mfrac mi mn mo mrow msub msup nav nobr "
    "noembed noframes noscript object ol optgroup option output p param picture plaintext "
    "polygon polyline pre progress q rb rbc rect rp rt rtc ruby s samp script search section "
    "select slot small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tspan tt u ul var video wbr xmp ";

static const char switch_names[] =
    " allowfullscreen async autofocus autoplay checked compact controls default defer "
    "disabled download formnovalidate hidden inert ismap itemscope loop multiple muted nohref "
    "nomodule noresize noshade novalidate nowrap open playsinline readonly required reversed "
    "scoped selected truespeed ";

/* Whether the tag [at, end) is words in angle brackets: it has no value, and its name or what
 * stands behind it is not of HTML. */
static bool is_words(const char *at, const char *end, bool raw) {
    char word[32];
    size_t used = name_of(word, at, (size_t)(end - at));
    const char *rest = at + (at[1] == '/' ? 2 : 1) + used;
    bool known = strstr(all_names, word) != NULL;
    if (memchr(at, '=', (size_t)(end - at)) || (raw && end - at > 120) || end[-1] != '>' ||
        *rest == ':')
        return false;
    while (rest < end && *rest != '>') {
        char name[32] = " ";
        size_t length = 1;
        for (; rest < end && !strchr(" \t\n\r\f\v/>", *rest) && length < 30; rest++)
            name[length++] = (char)tolower((unsigned char)*rest);
        name[length] = ' ';
        name[length + 1] = '\0';
        known = known && (length == 1 || strstr(switch_names, name) || !strncmp(name, " data-", 6));
        rest += rest < end && *rest != '>' && length < 30;
    }
    return !known;
}

/* Behind the markup that begins at `at`, or NULL where the '<' is text. */
static const char *skip_markup(const char *at, bool raw) {
    const char *start = at;
    if (strncmp(at, "<!--", 4) == 0)
        return find(at + 4, "-->");
    if (at[1] == '!' && isalpha((unsigned char)at[2]))
        return find(at, ">");
    if (at[1] == '?')
        return find(at, "?>");
    if (!isalpha((unsigned char)at[1]) && !(at[1] == '/' && isalpha((unsigned char)at[2])))
        return NULL;
    char quote = 0, before = 0;
    for (at++; *at; at++) {
        if (quote ? *at == quote : (before == '=' && (*at == '"' || *at == '\'')))
            quote = quote ? 0 : *at;
        else if (!quote && *at == '>')
            return is_words(start, at + 1, raw) ? NULL : at + 1;
        if (!isspace((unsigned char)*at))
            before = *at;
    }
    return at;
}

/* Behind the text of a script or a style. */
static const char *skip_hidden(const char *at, const char *name) {
    for (; *at; at++)
        if (at[0] == '<' && at[1] == '/') {
            char other[32];
            name_of(other, at, strlen(at));
            if (strcmp(other, name) == 0)
                break;
        }
    return at;
}

static size_t reference_length(const char *at) {
    size_t length = 1;
    while (length < 40 && (isalnum((unsigned char)at[length]) || at[length] == '#'))
        length++;
    return at[length] == ';' ? length + 1 : 0;
}

/* Appends the text between the tags of `html`; `raw` is an HTML block as written, in which any
 * reference may stand and scripts are hidden. */
static void strip(text *out, const char *html, bool raw) {
    for (const char *at = html, *next; *at; at = next) {
        if (strncmp(at, "<![CDATA[", 9) == 0) {
            const char *end = strstr(at, "]]>");
            next = end ? end + 3 : at + strlen(at);
            text_add(out, at + 9, (size_t)((end ? end : next) - at - 9));
            continue;
        }
        next = *at == '<' ? skip_markup(at, raw) : NULL;
        if (next) {
            char name[32];
            name_of(name, at, (size_t)(next - at));
            if (visible_is_break(at, (size_t)(next - at)))
                text_puts(out, " ");
            if (raw && at[1] != '/' && (!strcmp(name, " script ") || !strcmp(name, " style ")))
                next = skip_hidden(next, name);
            continue;
        }
        size_t reference = *at == '&' ? reference_length(at) : 0, before = out->length;
        if (reference)
            visible_decode(out, at, reference);
        next = at + (out->length > before ? reference : 1);
        if (out->length == before)
            text_add(out, at, 1);
    }
}

/* --- Words ---------------------------------------------------------------------------------- */

static void add_words(text *out, const text *block) {
    bool divided = true; /* from the block before */
    for (size_t i = 0; i < block->length;) {
        text one = {0};
        i += visible_normalise(&one, block->data + i, block->length - i);
        if (one.length && one.data[0] == ' ') {
            divided = true;
        } else if (one.length) {
            if (divided && out->length)
                text_puts(out, " ");
            divided = false;
            text_add(out, one.data, one.length);
        }
        text_free(&one);
    }
}

void visible_words(text *out, const char *markdown, size_t length) {
    text_puts(out, "");
    cmark_node *root = cmark_parse_document(markdown, length, CMARK_OPT_DEFAULT);
    cmark_iter *iterator = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        text block = {0};
        text_puts(&block, "");
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
            if (event == CMARK_EVENT_ENTER) {
                char *html = cmark_render_html(node, CMARK_OPT_UNSAFE);
                strip(&block, html, false);
                free(html);
            }
            break;
        case CMARK_NODE_HTML_BLOCK: strip(&block, cmark_node_get_literal(node), true); break;
        case CMARK_NODE_CODE_BLOCK: text_puts(&block, cmark_node_get_literal(node)); break;
        default: break;
        }
        add_words(out, &block);
        text_free(&block);
    }
    cmark_iter_free(iterator);
    cmark_node_free(root);
}
