/* Reading patterns for regex.h: a descent over PCRE2's syntax. */
#include "text/regex.h"

#include "text/regex_chars.h"
#include "text/regex_syntax.h"

#include <string.h>

enum { DEPTH_LIMIT = 60 }; /* nested groups */

static ll_regex *alternation(ll_regex_reading *r);

/* --- Nodes ---------------------------------------------------------------------------------- */

static ll_regex *node(ll_regex_reading *r, ll_regex_kind kind) {
    ll_regex *made = ll_arena_alloc(r->arena, sizeof *made);
    made->kind = kind;
    return made;
}

static ll_regex *give_up(ll_regex_reading *r) {
    r->given_up = true;
    r->at = r->end;
    return node(r, LL_REGEX_ANY);
}

static ll_regex *around(ll_regex_reading *r, ll_regex_kind kind, const ll_regex *inner) {
    ll_regex *made = node(r, kind);
    made->parts = ll_arena_array(r->arena, 1, sizeof *made->parts);
    made->parts[0] = inner;
    made->count = 1;
    return made;
}

static void add(ll_regex_reading *r, ll_regex *list, uint32_t *capacity, const ll_regex *part) {
    list->parts =
        ll_arena_grow(r->arena, list->parts, capacity, list->count + 1, sizeof *list->parts);
    list->parts[list->count++] = part;
}

static ll_regex *one_of(ll_regex_reading *r, ll_char_set set) {
    ll_regex *made = node(r, LL_REGEX_SET);
    made->set = set;
    return made;
}

/* What matches less than is read here. */
static ll_regex *at_most(ll_regex_reading *r, const ll_regex *inner) {
    ll_regex *made = node(r, LL_REGEX_SEQUENCE);
    uint32_t capacity = 0;
    add(r, made, &capacity, node(r, LL_REGEX_PASS));
    add(r, made, &capacity, inner);
    return made;
}

/* --- Groups --------------------------------------------------------------------------------- */

static bool takes(ll_regex_reading *r, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
        return false;
    r->at += length;
    return true;
}

/* Options that are set within a group end with it. */
static ll_regex *group_body(ll_regex_reading *r) {
    ll_regex_options outer = r->options;
    if (++r->depth > DEPTH_LIMIT)
        return give_up(r);
    ll_regex *inner = alternation(r);
    r->depth--;
    r->options = outer;
    return takes(r, ")") ? inner : give_up(r);
}

/* (?i) and (?-i:…), behind the '?'. What changes how a pattern is written (x) or which groups
 * capture (n), and (?R), is not read here. */
static ll_regex *options(ll_regex_reading *r) {
    const char *start = r->at;
    ll_regex_options outer = r->options;
    bool on = true;
    for (; r->at < r->end && strchr("ims-", *r->at) && *r->at; r->at++) {
        on = on && *r->at != '-';
        if (*r->at == 'i')
            r->options.nocase = on;
        if (*r->at == 'm')
            r->options.lines = on;
        if (*r->at == 's')
            r->options.all = on;
    }
    if (r->at == start)
        return give_up(r);
    if (takes(r, ":")) {
        ll_regex *inner = group_body(r);
        r->options = outer;
        return inner;
    }
    return takes(r, ")") ? node(r, LL_REGEX_SEQUENCE) : give_up(r);
}

static ll_regex *ahead(ll_regex_reading *r) {
    return around(r, LL_REGEX_AHEAD, group_body(r));
}

static ll_regex *not_ahead(ll_regex_reading *r) {
    ll_regex *made = ahead(r);
    made->negated = true;
    return made;
}

static ll_regex *behind(ll_regex_reading *r) {
    return around(r, LL_REGEX_BEHIND, group_body(r));
}

static ll_regex *not_behind(ll_regex_reading *r) {
    ll_regex *made = behind(r);
    made->negated = true;
    return made;
}

/* It gives nothing back of what it took. */
static ll_regex *atomic(ll_regex_reading *r) {
    return at_most(r, group_body(r));
}

/* A group that captures: what it found may be referred to by its number. */
static ll_regex *numbered(ll_regex_reading *r) {
    uint32_t number = ++r->group_count;
    ll_regex *inner = group_body(r);
    r->captures = true;
    if (number < sizeof r->groups / sizeof *r->groups)
        r->groups[number] = inner;
    return inner;
}

/* Its branches share their numbers. */
static ll_regex *renumbered(ll_regex_reading *r) {
    r->uncounted = true;
    return group_body(r);
}

static ll_regex *named(ll_regex_reading *r) {
    const char *close = memchr(r->at, '>', (size_t)(r->end - r->at));
    if (!close)
        return give_up(r);
    r->at = close + 1;
    return numbered(r);
}

typedef struct group_kind {
    const char *opening;
    ll_regex *(*read)(ll_regex_reading *r);
} group_kind;

static const group_kind group_kinds[] = {
    {"?=", ahead},   {"?!", not_ahead},  {"?<=", behind},  {"?<!", not_behind}, {"?:", group_body},
    {"?>", atomic},  {"?|", renumbered}, {"?<*", give_up}, {"?<", named},       {"?P<", named},
    {"?#", give_up}, {"*", give_up},     {"?", options},   {"", numbered},
};

/* Behind the '('. */
static ll_regex *group(ll_regex_reading *r) {
    size_t i = 0;
    while (!takes(r, group_kinds[i].opening))
        i++;
    return group_kinds[i].read(r);
}

/* --- Atoms ---------------------------------------------------------------------------------- */

static ll_regex *assertion(ll_regex_reading *r, ll_regex_kind kind, bool lines) {
    ll_regex *made = node(r, kind);
    made->lines = lines;
    return made;
}

/* A group that has not ended yet may have found anything. */
static ll_regex *reference(ll_regex_reading *r, uint32_t number) {
    if (r->uncounted || !r->groups[number])
        return node(r, LL_REGEX_ANY);
    ll_regex *made = around(r, LL_REGEX_AGAIN, r->groups[number]);
    made->nocase = r->options.nocase;
    return made;
}

/* Behind the backslash. */
static ll_regex *escape(ll_regex_reading *r) {
    ll_char_set set;
    char c = r->at < r->end ? *r->at : '\0';
    r->at++;
    switch (c) {
    case 'b': return node(r, LL_REGEX_EDGE);
    case 'A': return assertion(r, LL_REGEX_START, false);
    case 'z': return assertion(r, LL_REGEX_END, false);
    case 'Z': return at_most(r, assertion(r, LL_REGEX_END, true));
    case 'B':
    case 'K': return node(r, LL_REGEX_PASS);
    default: break;
    }
    if (c >= '1' && c <= '9' && !(r->at < r->end && *r->at >= '0' && *r->at <= '9'))
        return reference(r, (uint32_t)(c - '0'));
    r->at--;
    return ll_regex_escape(r, &set) ? one_of(r, set) : give_up(r);
}

static ll_regex *class(ll_regex_reading *r) {
    ll_char_set set;
    return ll_regex_class(r, &set) ? one_of(r, set) : give_up(r);
}

static ll_regex *atom(ll_regex_reading *r) {
    switch (*r->at++) {
    case '\\': return escape(r);
    case '[': return class(r);
    case '(': return group(r);
    case '.': return one_of(r, ll_regex_dot(r));
    case '^': return assertion(r, LL_REGEX_START, r->options.lines);
    case '$': return assertion(r, LL_REGEX_END, r->options.lines);
    case '{': return give_up(r); /* as in \N{U+41}, or {,3}, which newer versions count by */
    default: r->at--; return one_of(r, ll_regex_character(r));
    }
}

/* --- Repetition ----------------------------------------------------------------------------- */

static ll_regex *quantified(ll_regex_reading *r, ll_regex *inner) {
    uint32_t least = 1, most = 1;
    if (r->at >= r->end)
        return inner;
    if (*r->at == '?' || *r->at == '*' || *r->at == '+') {
        least = *r->at == '+';
        most = *r->at == '?' ? 1 : LL_REGEX_MANY;
        r->at++;
    } else if (*r->at != '{' || !ll_regex_counted(&r->at, r->end, &least, &most)) {
        return inner;
    }
    bool possessive = r->at < r->end && *r->at == '+';
    if (r->at < r->end && (*r->at == '?' || possessive))
        r->at++;
    ll_regex *made = around(r, LL_REGEX_REPEAT, inner);
    made->least = least;
    made->most = most;
    return possessive ? at_most(r, made) : made;
}

/* --- Sequence and choice -------------------------------------------------------------------- */

static ll_regex *sequence(ll_regex_reading *r) {
    ll_regex *made = node(r, LL_REGEX_SEQUENCE);
    uint32_t capacity = 0;
    while (r->at < r->end && *r->at != '|' && *r->at != ')')
        add(r, made, &capacity, quantified(r, atom(r)));
    return made;
}

static ll_regex *alternation(ll_regex_reading *r) {
    ll_regex *first = sequence(r);
    if (r->at >= r->end || *r->at != '|')
        return first;
    ll_regex *made = node(r, LL_REGEX_CHOICE);
    uint32_t capacity = 0;
    add(r, made, &capacity, first);
    while (takes(r, "|"))
        add(r, made, &capacity, sequence(r));
    return made;
}

const ll_regex *ll_regex_read(ll_arena *arena, ll_str pattern, bool nocase) {
    ll_regex_reading r = {.arena = arena,
                          .at = pattern.data,
                          .end = pattern.data + pattern.length,
                          .options = {.nocase = nocase}};
    if (ll_regex_holds_odd_letters(pattern) || memchr(pattern.data, '\0', pattern.length))
        return NULL;
    ll_regex *whole = alternation(&r);
    if (r.given_up || r.at < r.end)
        return NULL;
    whole->captures = r.captures;
    return whole;
}

/* --- What trees tell ------------------------------------------------------------------------ */

static bool has_width(const ll_regex *tree) {
    return tree->kind == LL_REGEX_SET || tree->kind == LL_REGEX_SEQUENCE ||
           tree->kind == LL_REGEX_CHOICE || tree->kind == LL_REGEX_REPEAT ||
           tree->kind == LL_REGEX_AGAIN || tree->kind == LL_REGEX_ANY;
}

/* Whether all that it matches is known, and holds no white space of ASCII. */
static bool is_one_word(const ll_regex *tree) {
    if (tree->kind == LL_REGEX_SET)
        return ll_char_set_has_no_space(&tree->set);
    if (tree->kind == LL_REGEX_ANY || tree->kind == LL_REGEX_AGAIN || !has_width(tree))
        return !has_width(tree);
    for (uint32_t i = 0; i < tree->count; i++)
        if (!is_one_word(tree->parts[i]))
            return false;
    return true;
}

static bool is_gap(const ll_regex *tree) {
    return tree->kind == LL_REGEX_REPEAT && tree->least > 0 &&
           tree->parts[0]->kind == LL_REGEX_SET && ll_char_set_is_space(&tree->parts[0]->set);
}

/* Whether `parts` begin with white space and what `group` has found. */
static bool are_gap_and_again(const ll_regex *const *parts, uint32_t count, const ll_regex *group) {
    return count >= 2 && is_gap(parts[0]) && parts[1]->kind == LL_REGEX_AGAIN &&
           parts[1]->parts[0] == group;
}

bool ll_regex_begins_twice(const ll_regex *tree) {
    uint32_t first = 0;
    if (tree->kind != LL_REGEX_SEQUENCE)
        return false;
    while (first < tree->count && !has_width(tree->parts[first]))
        first++;
    uint32_t left = tree->count - first;
    if (left < 2 || !is_one_word(tree->parts[first]))
        return false;
    const ll_regex *group = tree->parts[first], *next = tree->parts[first + 1];
    if (next->kind == LL_REGEX_REPEAT && next->least > 0 &&
        next->parts[0]->kind == LL_REGEX_SEQUENCE)
        return are_gap_and_again(next->parts[0]->parts, next->parts[0]->count, group);
    return are_gap_and_again(tree->parts + first + 1, left - 1, group);
}
