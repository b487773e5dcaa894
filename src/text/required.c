/* Reading patterns for required.h: a descent over PCRE2's syntax. What each part can be, how it can
 * begin and what must stand in it is put together in required_part.c. */
#include "text/required.h"

#include "text/regex_syntax.h"
#include "text/required_part.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 60, /* nested groups */
};

static ll_part alternation(ll_pattern_reading *r);

static bool takes(ll_pattern_reading *r, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
        return false;
    r->at += length;
    return true;
}

static bool skip_past(ll_pattern_reading *r, char c) {
    const char *found = memchr(r->at, c, (size_t)(r->end - r->at));
    if (found)
        r->at = found + 1;
    return found;
}

/* --- Groups --------------------------------------------------------------------------------- */

/* Options that are set within a group end with it. */
static ll_part group_body(ll_pattern_reading *r) {
    bool nocase = r->nocase;
    if (++r->depth > DEPTH_LIMIT)
        return ll_part_give_up(r);
    ll_part inner = alternation(r);
    r->depth--;
    r->nocase = nocase;
    return takes(r, ")") ? inner : ll_part_give_up(r);
}

/* (?i) and (?-i:…), behind the '?'. White space that is to be passed over (x), and (?R), are not
 * read here. */
static ll_part options(ll_pattern_reading *r) {
    const char *start = r->at;
    bool outer = r->nocase, on = true;
    for (; r->at < r->end && (ll_pattern_is_letter(*r->at) || *r->at == '-' || *r->at == '^');
         r->at++) {
        if (!strchr("imsnUJ-^", *r->at))
            return ll_part_give_up(r);
        on = on && *r->at != '-';
        r->lines = r->lines || *r->at == 'm';
        if (*r->at == 'i' || *r->at == '^')
            r->nocase = on && *r->at == 'i';
    }
    if (r->at == start)
        return ll_part_give_up(r);
    if (takes(r, ":")) {
        ll_part inner = group_body(r);
        r->nocase = outer;
        return inner;
    }
    return takes(r, ")") ? ll_part_empty(r, LL_START_ANYWHERE) : ll_part_give_up(r);
}

/* Whether the class or escape here begins with \w. */
static bool holds_all_words(const ll_pattern_reading *r) {
    const char *at = r->at + (*r->at == '[');
    return r->end - at > 2 && memcmp(at, "\\w", 2) == 0;
}

/* Whether a class or an escape is all that the lookbehind holds. */
static bool is_lone_class(const ll_pattern_reading *r) {
    ll_pattern_reading copy = *r;
    if (takes(&copy, "["))
        ll_part_class(&copy);
    else if (takes(&copy, "\\"))
        ll_part_escape(&copy);
    else
        return false;
    return !copy.given_up && copy.at < copy.end && *copy.at == ')';
}

/* (?<!\w), (?<![\w.]): no word goes on before what follows. */
static ll_part not_behind(ll_pattern_reading *r) {
    bool word = r->at < r->end && is_lone_class(r) && holds_all_words(r);
    group_body(r);
    return ll_part_empty(r, word ? LL_START_WORD : LL_START_ANYWHERE);
}

static ll_part behind(ll_pattern_reading *r) {
    ll_start start = ll_start_behind(r);
    group_body(r);
    return ll_part_empty(r, start);
}

static ll_part ahead(ll_pattern_reading *r) {
    ll_part *inner = ll_arena_alloc(r->arena, sizeof *inner);
    *inner = group_body(r);
    ll_part out = ll_part_empty(r, LL_START_ANYWHERE);
    out.ahead = inner;
    return out;
}

static ll_part not_ahead(ll_pattern_reading *r) {
    group_body(r);
    return ll_part_empty(r, LL_START_ANYWHERE);
}

static ll_part named(ll_pattern_reading *r) {
    bool name = r->at < r->end && (ll_pattern_is_letter(*r->at) || *r->at == '_');
    return name && skip_past(r, '>') ? group_body(r) : ll_part_give_up(r);
}

static ll_part called(ll_pattern_reading *r) {
    return skip_past(r, ')') ? ll_part_unknown() : ll_part_give_up(r);
}

typedef struct group_kind {
    const char *opening;
    ll_part (*read)(ll_pattern_reading *r);
} group_kind;

static const group_kind group_kinds[] = {
    {"?=", ahead},      {"?!", not_ahead},       {"?<=", behind},    {"?<!", not_behind},
    {"?:", group_body}, {"?>", group_body},      {"?|", group_body}, {"?<", named},
    {"?P<", named},     {"?#", ll_part_give_up}, {"?&", called},     {"*", ll_part_give_up},
    {"?", options},     {"", group_body},
};

/* Behind the '('. */
static ll_part group(ll_pattern_reading *r) {
    size_t i = 0;
    while (!takes(r, group_kinds[i].opening))
        i++;
    return group_kinds[i].read(r);
}

static ll_part atom(ll_pattern_reading *r) {
    char c = *r->at++;
    ll_byte_set all = ll_bytes_all();
    switch (c) {
    case '\\': return ll_part_escape(r);
    case '[': return ll_part_class(r);
    case '(': return group(r);
    case '.': return (ll_part){.first = {all}};
    case '{':
        return ll_part_give_up(r); /* as in \N{U+41}, or {,3}, which newer versions count by */
    case '^': return ll_part_empty(r, r->lines ? LL_START_WORD : LL_START_TEXT);
    case '$': return ll_part_empty(r, LL_START_ANYWHERE);
    default: return ll_part_character(r, c);
    }
}

/* --- Repetition ----------------------------------------------------------------------------- */

/* What a part becomes by the quantifier behind it, if there is one. */
static ll_part quantified(ll_pattern_reading *r, ll_part inner) {
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
    if (r->at < r->end && (*r->at == '?' || *r->at == '+'))
        r->at++;
    return ll_part_repeated(r, &inner, least, most);
}

/* --- Sequence and choice -------------------------------------------------------------------- */

static bool is_plain(char c) {
    return ll_pattern_is_letter(c) || ll_pattern_is_digit(c) || c == ' ';
}

/* The fixed text that stands here, less its last character where a quantifier follows; at most so
 * long that two of them fit into a piece. Most of a pattern is such text. */
static bool plain_text(ll_pattern_reading *r, ll_part *out) {
    const char *end = r->at;
    while (end < r->end && end - r->at < LL_PIECE_LENGTH_LIMIT / 2 && is_plain(*end))
        end++;
    end -= end < r->end && end > r->at && strchr("?*+{", *end) && *end;
    if (end - r->at < 2)
        return false;
    char *text = ll_arena_alloc(r->arena, (size_t)(end - r->at));
    uint32_t length = 0;
    for (; r->at < end; r->at++) {
        char c = *r->at;
        if (c != ' ' || length == 0 || text[length - 1] != ' ')
            text[length++] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    *out = ll_part_exactly(r, (ll_str){text, length});
    return true;
}

static bool ends_branch(const ll_pattern_reading *r) {
    return r->at >= r->end || *r->at == '|' || *r->at == ')';
}

static ll_part sequence(ll_pattern_reading *r) {
    ll_sequence s = ll_sequence_start(r);
    while (!ends_branch(r)) {
        ll_part next;
        if (!plain_text(r, &next))
            next = quantified(r, atom(r));
        ll_sequence_add(&s, &next);
    }
    return ll_sequence_end(&s);
}

static ll_part alternation(ll_pattern_reading *r) {
    ll_part one = sequence(r);
    if (r->at >= r->end || *r->at != '|')
        return one;
    ll_choice choice = {.any = false};
    ll_choice_add(&choice, r, &one);
    while (takes(r, "|")) {
        one = sequence(r);
        ll_choice_add(&choice, r, &one);
    }
    return ll_choice_end(&choice);
}

/* --- Whole patterns ------------------------------------------------------------------------- */

/* The scratch arena, where it is freed if memory runs out in the other one. */
typedef struct scratch {
    ll_arena *arena;
} scratch;

static void release(void *object) {
    scratch *s = object;
    ll_arena_free(s->arena);
    s->arena = NULL;
}

ll_required ll_required_of(ll_arena *arena, ll_str pattern) {
    ll_pattern_reading r = {
        .at = pattern.data, .end = pattern.data + pattern.length, .nocase = true};
    if (ll_regex_holds_odd_letters(pattern))
        return (ll_required){.need_count = 0};
    scratch *s = ll_arena_alloc(arena, sizeof *s);
    ll_arena_defer(arena, release, s);
    r.arena = s->arena = ll_arena_new(0);
    if (!s->arena)
        ll_arena_fail(arena);
    if (setjmp(*ll_arena_guard(s->arena)))
        ll_arena_fail(arena);
    ll_part whole = alternation(&r);
    ll_required required = {.need_count = 0};
    if (!r.given_up && r.at >= r.end)
        required = ll_required_choose(arena, &r, &whole);
    release(s);
    return required;
}
