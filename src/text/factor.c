/* Rewriting patterns for factor.h: a descent over PCRE2's syntax that copies what it reads and puts
 * the branches of each alternation together again.
 *
 * Why branches may change places: two that begin with different characters, none of them optional,
 * cannot both match at one place, so neither can take the other's turn. A branch that begins with
 * anything else (a class, a group, an assertion) may overlap with all, so none is moved past it.
 * Characters are told apart as if case did not count, which is right for either way of matching;
 * what begins with the same character in another case stays in its order and is not put together.
 * Branches with captures stay where they are, for captures are numbered by their place.
 */
#include "text/factor.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 60,   /* nested groups */
    LEAST_BRANCHES = 4, /* fewer are not worth it */
    LEVELS = 3,         /* characters that are put in front, one after the other */
    KEYS = 128,
};

typedef struct branch {
    ll_str text;
    bool done; /* put somewhere already */
} branch;

typedef struct branches {
    branch *items;
    uint32_t count, capacity;
} branches;

typedef struct reading {
    ll_arena *arena;
    const char *at, *end;
    int depth;
    bool given_up, captures;
} reading;

/* --- Beginnings ----------------------------------------------------------------------------- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* How long the first element of a branch is as written, where it is one ASCII character and stands
 * exactly once; else 0. */
static uint32_t lead_length(ll_str text) {
    uint32_t length = text.length ? 1 : 0;
    if (!length || (unsigned char)text.data[0] >= 0x80 || strchr("[](){}.^$|?*+", text.data[0]))
        return 0;
    if (text.data[0] == '\\') {
        length = 2;
        if (text.length < 2 || (unsigned char)text.data[1] >= 0x80 || is_letter(text.data[1]) ||
            is_digit(text.data[1]))
            return 0;
    }
    return text.length > length && strchr("?*+{", text.data[length]) ? 0 : length;
}

/* The character that a branch begins with, in small letters; 0: something else. */
static unsigned char key_of(ll_str text) {
    uint32_t length = lead_length(text);
    char c = length ? text.data[length - 1] : '\0';
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* --- Putting together ----------------------------------------------------------------------- */

static void put_branches(ll_buf *out, branch *items, uint32_t count, int levels);

static void put_branch(ll_buf *out, const branch *b, bool *first) {
    if (!*first)
        ll_buf_putc(out, '|');
    *first = false;
    ll_buf_add_str(out, b->text);
}

/* Those of [first, count) with the key of the first, in their order. */
static branches with_key(ll_arena *arena, branch *items, uint32_t first, uint32_t count,
                         bool *same) {
    branches found = {.items = ll_arena_array(arena, count - first, sizeof *found.items)};
    unsigned char key = key_of(items[first].text);
    uint32_t length = lead_length(items[first].text);
    *same = true;
    for (uint32_t i = first; i < count; i++) {
        if (items[i].done || key_of(items[i].text) != key)
            continue;
        items[i].done = true;
        *same = *same && lead_length(items[i].text) == length &&
                memcmp(items[i].text.data, items[first].text.data, length) == 0;
        found.items[found.count++] = (branch){.text = items[i].text};
    }
    return found;
}

/* Puts all branches that begin as the first one does. */
static void put_together(ll_buf *out, branch *items, uint32_t first, uint32_t count, int levels,
                         bool *is_first) {
    bool same;
    branches found = with_key(out->arena, items, first, count, &same);
    if (found.count == 1 || !same) {
        for (uint32_t i = 0; i < found.count; i++)
            put_branch(out, &found.items[i], is_first);
        return;
    }
    uint32_t length = lead_length(found.items[0].text);
    ll_str lead = ll_str_slice(found.items[0].text, 0, length);
    put_branch(out, &(branch){.text = lead}, is_first);
    for (uint32_t i = 0; i < found.count; i++)
        found.items[i].text = ll_str_slice(found.items[i].text, length, UINT32_MAX);
    ll_buf_puts(out, "(?:");
    put_branches(out, found.items, found.count, levels - 1);
    ll_buf_putc(out, ')');
}

/* A run of branches that may change places. */
static void put_run(ll_buf *out, branch *items, uint32_t count, int levels, bool *is_first) {
    for (uint32_t i = 0; i < count; i++) {
        if (items[i].done)
            continue;
        if (count < LEAST_BRANCHES || levels == 0)
            put_branch(out, &items[i], is_first);
        else
            put_together(out, items, i, count, levels, is_first);
    }
}

static void put_branches(ll_buf *out, branch *items, uint32_t count, int levels) {
    bool is_first = true;
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start; end < count && key_of(items[end].text); end++)
            ;
        put_run(out, items + start, end - start, levels, &is_first);
        if (end < count)
            put_branch(out, &items[end++], &is_first);
    }
}

/* --- Reading -------------------------------------------------------------------------------- */

static void give_up(reading *r) {
    r->given_up = true;
    r->at = r->end;
}

static bool starts(const reading *r, const char *text) {
    size_t length = strlen(text);
    return (size_t)(r->end - r->at) >= length && memcmp(r->at, text, length) == 0;
}

static void copy(ll_buf *out, reading *r, const char *end) {
    ll_buf_add(out, r->at, (size_t)(end - r->at));
    r->at = end;
}

/* Behind a '[' and what it holds. */
static void copy_class(ll_buf *out, reading *r) {
    const char *p = r->at + 1;
    p += p < r->end && *p == '^';
    for (const char *first = p; p < r->end && (*p != ']' || p == first); p++) {
        bool more = p + 1 < r->end;
        if (more && ((*p == '[' && strchr(":.=", p[1])) || (*p == '\\' && strchr("QE", p[1])))) {
            give_up(r);
            return;
        }
        p += *p == '\\' && more;
    }
    if (p >= r->end)
        give_up(r);
    else
        copy(out, r, p + 1);
}

/* \p{…} and the like bring their braces along; \Q begins a text that is read otherwise. */
static void copy_escape(ll_buf *out, reading *r) {
    const char *p = r->at + 2;
    if (p > r->end || *(p - 1) == 'Q' || *(p - 1) == 'E' || *(p - 1) == 'c') {
        give_up(r);
        return;
    }
    if (p < r->end && *p == '{' && is_letter(*(p - 1))) {
        const char *close = memchr(p, '}', (size_t)(r->end - p));
        if (!close) {
            give_up(r);
            return;
        }
        p = close + 1;
    }
    copy(out, r, p);
}

static void put_alternation(ll_buf *out, reading *r, bool fixed);

/* The opening of a group up to what it holds: how long it is, and what kind of group it is. */
typedef struct opening {
    const char *text;
    bool fixed; /* its branches stay as they are */
    bool captures;
} opening;

static const opening openings[] = {
    {"(?:", false, false},   {"(?>", false, false},  {"(?=", false, false},
    {"(?!", false, false},   {"(?<=", true, false},  {"(?<!", true, false},
    {"(?-i:", false, false}, {"(?i:", false, false}, {"(?|", true, true},
};

static const opening *opening_of(const reading *r) {
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (starts(r, openings[i].text))
            return &openings[i];
    return NULL;
}

/* (?<name>…), (?P<name>…) and (…): anything else that begins with "(?" or "(*" is not read. */
static opening capturing(const reading *r) {
    static const opening plain = {"(", false, true};
    const char *name =
        starts(r, "(?<") || starts(r, "(?P<") ? memchr(r->at, '>', (size_t)(r->end - r->at)) : NULL;
    if (name)
        return (opening){.text = "", .captures = true};
    return starts(r, "(?") || starts(r, "(*") ? (opening){.text = NULL} : plain;
}

/* What is repeated a counted number of times is compiled as often, and a group in it costs more
 * than a branch: there, the text stays as it was. */
static void undo_if_counted(ll_buf *out, const reading *r, const char *start, uint32_t length) {
    if (r->at >= r->end || *r->at != '{')
        return;
    out->length = length;
    ll_buf_add(out, start, (size_t)(r->at - start));
}

static void copy_group(ll_buf *out, reading *r, bool fixed) {
    const char *start = r->at;
    uint32_t length = out->length;
    const opening *known = opening_of(r);
    opening o = known ? *known : capturing(r);
    if (!o.text || ++r->depth > DEPTH_LIMIT) {
        give_up(r);
        return;
    }
    const char *inner = *o.text ? r->at + strlen(o.text)
                                : (const char *)memchr(r->at, '>', (size_t)(r->end - r->at)) + 1;
    copy(out, r, inner);
    r->captures = r->captures || o.captures;
    put_alternation(out, r, fixed || o.fixed);
    r->depth--;
    if (r->at < r->end && *r->at == ')')
        copy(out, r, r->at + 1);
    else
        give_up(r);
    undo_if_counted(out, r, start, length);
}

static void copy_branch(ll_buf *out, reading *r, bool fixed) {
    while (r->at < r->end && *r->at != '|' && *r->at != ')') {
        if (*r->at == '\\')
            copy_escape(out, r);
        else if (*r->at == '[')
            copy_class(out, r);
        else if (*r->at == '(')
            copy_group(out, r, fixed);
        else
            copy(out, r, r->at + 1);
    }
}

/* Reads branches up to the closing parenthesis and puts them down, together where that is allowed.
 */
static void put_alternation(ll_buf *out, reading *r, bool fixed) {
    branches list = {.items = NULL};
    bool captured = r->captures, any = false;
    do {
        ll_buf text = ll_buf_on(r->arena);
        r->at += list.count > 0;
        r->captures = false;
        copy_branch(&text, r, fixed);
        any = any || r->captures;
        list.items =
            ll_arena_grow(r->arena, list.items, &list.capacity, list.count + 1, sizeof *list.items);
        list.items[list.count++] = (branch){.text = ll_buf_str(&text)};
    } while (r->at < r->end && *r->at == '|');
    r->captures = captured || any;
    put_branches(out, list.items, list.count, fixed || any ? 0 : LEVELS);
}

ll_str ll_factor(ll_arena *arena, ll_str pattern) {
    reading r = {.arena = arena, .at = pattern.data, .end = pattern.data + pattern.length};
    ll_buf out = ll_buf_on(arena);
    put_alternation(&out, &r, false);
    return r.given_up || r.at < r.end ? pattern : ll_buf_str(&out);
}
