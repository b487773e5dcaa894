/* The names of HTML, old ones included, and the reading of one tag; see elements.h. */
#include "text/elements.h"

#include "text/scan.h"

#include <stdlib.h>
#include <string.h>

/* Both rise. What templates for letters say more often than pages do ("<text>", "<line>") is not
 * here. */
static const char *const elements[] = {
    "a",         "abbr",     "acronym",  "address",    "applet",   "area",     "article",
    "aside",     "audio",    "b",        "base",       "basefont", "bdi",      "bdo",
    "bgsound",   "big",      "blink",    "blockquote", "body",     "br",       "button",
    "canvas",    "caption",  "center",   "circle",     "cite",     "code",     "col",
    "colgroup",  "data",     "datalist", "dd",         "defs",     "del",      "details",
    "dfn",       "dialog",   "dir",      "div",        "dl",       "dt",       "ellipse",
    "em",        "embed",    "fieldset", "figcaption", "figure",   "font",     "footer",
    "form",      "frame",    "frameset", "h1",         "h2",       "h3",       "h4",
    "h5",        "h6",       "head",     "header",     "hgroup",   "hr",       "html",
    "i",         "iframe",   "img",      "input",      "ins",      "isindex",  "kbd",
    "keygen",    "label",    "legend",   "li",         "link",     "listing",  "main",
    "map",       "mark",     "marquee",  "math",       "menu",     "menuitem", "meta",
    "meter",     "mfrac",    "mi",       "mn",         "mo",       "mrow",     "msub",
    "msup",      "nav",      "nobr",     "noembed",    "noframes", "noscript", "object",
    "ol",        "optgroup", "option",   "output",     "p",        "param",    "picture",
    "plaintext", "polygon",  "polyline", "pre",        "progress", "q",        "rb",
    "rbc",       "rect",     "rp",       "rt",         "rtc",      "ruby",     "s",
    "samp",      "script",   "search",   "section",    "select",   "slot",     "small",
    "source",    "span",     "strike",   "strong",     "style",    "sub",      "summary",
    "sup",       "svg",      "table",    "tbody",      "td",       "template", "textarea",
    "tfoot",     "th",       "thead",    "time",       "title",    "tr",       "track",
    "tspan",     "tt",       "u",        "ul",         "var",      "video",    "wbr",
    "xmp",
};

static const char *const switches[] = {
    "allowfullscreen", "async",    "autofocus",   "autoplay",  "checked",  "compact",
    "controls",        "default",  "defer",       "disabled",  "download", "formnovalidate",
    "hidden",          "inert",    "ismap",       "itemscope", "loop",     "multiple",
    "muted",           "nohref",   "nomodule",    "noresize",  "noshade",  "novalidate",
    "nowrap",          "open",     "playsinline", "readonly",  "required", "reversed",
    "scoped",          "selected", "truespeed",
};

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A name against one of a table, in any case. */
static int compare_names(const void *key, const void *element) {
    const ll_str *name = key;
    const char *other = *(const char *const *)element;
    for (uint32_t i = 0; i < name->length; i++) {
        int difference = (unsigned char)lower(name->data[i]) - (unsigned char)other[i];
        if (difference != 0)
            return difference;
    }
    return other[name->length] == '\0' ? 0 : -1;
}

static bool is_in(const char *const *table, size_t count, ll_str name) {
    return bsearch(&name, table, count, sizeof *table, compare_names) != NULL;
}

/* The text from *at on up to a blank or what ends a name; *at moves behind it. */
static ll_str read_name(ll_str tag, uint32_t *at) {
    uint32_t start = *at;
    while (*at < tag.length && !ll_scan_is_space(tag.data[*at]) && !strchr("/>=:", tag.data[*at]))
        ++*at;
    return ll_str_slice(tag, start, *at);
}

static void skip_space(ll_str tag, uint32_t *at) {
    while (*at < tag.length && (ll_scan_is_space(tag.data[*at]) || tag.data[*at] == '/'))
        ++*at;
}

static bool takes(ll_str tag, uint32_t *at, char c) {
    bool there = *at < tag.length && tag.data[*at] == c;
    *at += there;
    return there;
}

typedef enum attributes {
    ATTRIBUTES_NONE,
    ATTRIBUTES_SWITCHES,
    ATTRIBUTES_VALUES,
    ATTRIBUTES_WORDS
} attributes;

/* What stands behind the name. One value shows that the rest are attributes too. */
static attributes read_attributes(ll_str tag, uint32_t at) {
    attributes found = ATTRIBUTES_NONE;
    for (skip_space(tag, &at); at < tag.length && tag.data[at] != '>'; skip_space(tag, &at)) {
        ll_str name = read_name(tag, &at);
        skip_space(tag, &at);
        if (takes(tag, &at, '='))
            return ATTRIBUTES_VALUES;
        if (takes(tag, &at, ':')) /* "xml:lang", or a script's ":class" */
            continue;
        bool is_switch = ll_str_starts(name, "data-") ||
                         is_in(switches, sizeof switches / sizeof *switches, name);
        if (!is_switch)
            found = ATTRIBUTES_WORDS;
        else if (found == ATTRIBUTES_NONE)
            found = ATTRIBUTES_SWITCHES;
    }
    return found;
}

bool ll_element_is_tag(ll_str tag) {
    uint32_t at = 1;
    takes(tag, &at, '/');
    ll_str name = read_name(tag, &at);
    if (at < tag.length && tag.data[at] == ':')
        return true;
    attributes behind = read_attributes(tag, at);
    if (!is_in(elements, sizeof elements / sizeof *elements, name))
        return behind == ATTRIBUTES_VALUES;
    return behind != ATTRIBUTES_WORDS;
}
