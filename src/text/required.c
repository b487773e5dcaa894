/* Reading patterns for required.h: a descent over PCRE2's syntax that carries, for each part, the
 * finite set of texts that it can be (`exact`), or failing that a set of which one must occur
 * (`needed`). Sets are small or given up.
 */
#include "text/required.h"

#include <string.h>

enum {
    SET_LIMIT = 400,       /* texts in a set */
    LENGTH_LIMIT = 24,     /* bytes of a text: more tells no more */
    CLASS_LIMIT = 4,       /* characters of a class that are worth spelling out */
    DEPTH_LIMIT = 60,      /* nested groups */
    LENGTH_THAT_TELLS = 6, /* beyond this, a shorter list beats longer texts */
};

typedef struct text_set {
    ll_str *items;
    uint32_t count;
} text_set;

/* What is known of a part of the pattern. */
typedef struct part {
    bool is_exact;
    text_set exact;    /* all that it can be, where is_exact */
    text_set needed;   /* else one of these occurs in it; none: unknown */
    ll_byte_set bytes; /* one of these occurs in it; none: unknown, or it can be empty */
} part;

typedef struct reading {
    ll_arena *arena;
    const char *at, *end;
    int depth;
    bool given_up; /* something that is not read here: nothing is required */
} reading;

/* --- Bytes ---------------------------------------------------------------------------------- */

/* Every byte of a character beyond ASCII: which one it is does not matter here. */
static void add_beyond_ascii(ll_byte_set *set) {
    set->words[2] = set->words[3] = UINT64_MAX;
}

static void add_folded(ll_byte_set *set, char c) {
    ll_byte_set_add(set, (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
}

static void add_digits(ll_byte_set *set) {
    for (unsigned char c = '0'; c <= '9'; c++)
        ll_byte_set_add(set, c);
    add_beyond_ascii(set); /* \d knows the digits of all scripts */
}

static ll_byte_set union_of(const ll_byte_set *a, const ll_byte_set *b) {
    ll_byte_set set = {{0}};
    if (!ll_byte_set_is_empty(a) && !ll_byte_set_is_empty(b))
        for (int i = 0; i < 4; i++)
            set.words[i] = a->words[i] | b->words[i];
    return set;
}

/* How likely a text holds one of them: letters are in every text, a space too; digits and signs in
 * some. */
static uint32_t likelihood(const ll_byte_set *set) {
    uint32_t sum = ll_byte_set_has(set, ' ') ? 100 : 0;
    for (unsigned char c = 'a'; c <= 'z'; c++)
        sum += ll_byte_set_has(set, c) ? (strchr("jkqvxz", c) ? 5 : 50) : 0;
    for (unsigned char c = '!'; c <= '@'; c++)
        sum += ll_byte_set_has(set, c) ? 2 : 0;
    return sum + 1;
}

static void prefer(ll_byte_set *best, const ll_byte_set *set) {
    if (!ll_byte_set_is_empty(set) &&
        (ll_byte_set_is_empty(best) || likelihood(set) < likelihood(best)))
        *best = *set;
}

/* --- Sets ----------------------------------------------------------------------------------- */

static text_set set_of(ll_arena *arena, ll_str text) {
    text_set set = {ll_arena_alloc(arena, sizeof *set.items), 1};
    set.items[0] = text;
    return set;
}

static part exactly(ll_arena *arena, ll_str text) {
    return (part){.is_exact = true, .exact = set_of(arena, text)};
}

static part anything(void) {
    return (part){.is_exact = false};
}

static bool join(text_set *out, ll_arena *arena, const text_set *a, const text_set *b) {
    if (a->count + b->count > SET_LIMIT)
        return false;
    text_set set = {ll_arena_array(arena, a->count + b->count, sizeof *set.items), 0};
    for (uint32_t i = 0; i < a->count; i++)
        set.items[set.count++] = a->items[i];
    for (uint32_t i = 0; i < b->count; i++)
        set.items[set.count++] = b->items[i];
    *out = set;
    return true;
}

/* Each of the one followed by each of the other. */
static bool multiply(text_set *out, ll_arena *arena, const text_set *a, const text_set *b) {
    if ((uint64_t)a->count * b->count > SET_LIMIT)
        return false;
    text_set set = {ll_arena_array(arena, a->count * b->count, sizeof *set.items), 0};
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) {
            ll_str x = a->items[i], y = b->items[k];
            if (x.length + y.length > LENGTH_LIMIT)
                return false;
            char *text = ll_arena_alloc(arena, (size_t)x.length + y.length + 1);
            memcpy(text, x.data, x.length);
            memcpy(text + x.length, y.data, y.length);
            set.items[set.count++] = (ll_str){text, x.length + y.length};
        }
    *out = set;
    return true;
}

static uint32_t shortest(const text_set *set) {
    uint32_t length = set->count ? UINT32_MAX : 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (set->items[i].length < length)
            length = set->items[i].length;
    return length;
}

/* The better of two sets to look for: longer texts are rarer, a shorter list is cheaper. */
static void consider(text_set *best, const text_set *set) {
    uint32_t length = shortest(set), known = shortest(best);
    if (length < LL_REQUIRED_LENGTH)
        return;
    length = length < LENGTH_THAT_TELLS ? length : LENGTH_THAT_TELLS;
    known = known < LENGTH_THAT_TELLS ? known : LENGTH_THAT_TELLS;
    if (length > known || (length == known && set->count < best->count))
        *best = *set;
}

/* --- Characters ----------------------------------------------------------------------------- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A literal character; one beyond ASCII may have other cases and is left open. */
static part character(reading *r, char c) {
    if ((unsigned char)c >= 0x80)
        return anything();
    char *text = ll_arena_alloc(r->arena, 2);
    text[0] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    part one = exactly(r->arena, (ll_str){text, 1});
    ll_byte_set_add(&one.bytes, (unsigned char)text[0]);
    return one;
}

static part nothing(reading *r) {
    return exactly(r->arena, (ll_str){"", 0});
}

static part give_up(reading *r) {
    r->given_up = true;
    r->at = r->end;
    return anything();
}

static part digit(void) {
    part one = anything();
    add_digits(&one.bytes);
    return one;
}

/* \p{…}, \pL: behind the letter. */
static void skip_property(reading *r) {
    if (r->at < r->end && *r->at == '{')
        while (r->at < r->end && *r->at != '}')
            r->at++;
    if (r->at < r->end)
        r->at++;
}

static part escape(reading *r) {
    if (r->at >= r->end)
        return give_up(r);
    char c = *r->at++;
    if (!is_letter(c) && !is_digit(c))
        return character(r, c);
    if (strchr("bBAzZGK", c))
        return nothing(r);
    if (c == 'd')
        return digit();
    if (strchr("DwWsShHvVNRXnrt", c) ||
        (c >= '1' && c <= '9' && !(r->at < r->end && is_digit(*r->at))))
        return anything();
    if (c != 'p' && c != 'P')
        return give_up(r);
    skip_property(r);
    return anything();
}

/* A class while it is read: its texts while there are few, its bytes while they are known. */
typedef struct class_reading {
    text_set texts;
    ll_byte_set bytes;
    bool few, known;
} class_reading;

static void add_range(class_reading *c, char first, char last) {
    c->few = false;
    for (int i = (unsigned char)first; i <= (unsigned char)last && i < 0x80; i++)
        add_folded(&c->bytes, (char)i);
}

static void add_class_escape(class_reading *c, char escaped) {
    c->few = false;
    if (escaped == 'd')
        add_digits(&c->bytes);
    else if (is_letter(escaped) || is_digit(escaped))
        c->known = false;
    else
        ll_byte_set_add(&c->bytes, (unsigned char)escaped);
}

static void add_member(reading *r, class_reading *c, char member) {
    if ((unsigned char)member >= 0x80) {
        add_beyond_ascii(&c->bytes);
        c->few = false;
        return;
    }
    add_folded(&c->bytes, member);
    c->few = c->few && c->texts.count < CLASS_LIMIT;
    if (c->few)
        c->texts.items[c->texts.count++] = character(r, member).exact.items[0];
}

/* Behind the '[': a few plain characters are spelled out, of others the bytes are kept. */
static part class_of(reading *r) {
    class_reading c = {.texts = {ll_arena_array(r->arena, CLASS_LIMIT, sizeof(ll_str)), 0},
                       .few = true,
                       .known = r->at < r->end && *r->at != '^'};
    r->at += !c.known;
    for (const char *first = r->at; r->at < r->end && (*r->at != ']' || r->at == first); r->at++) {
        const char *at = r->at;
        if (*at == '[' && at + 1 < r->end && strchr(":.=", at[1]))
            return give_up(r);
        if (*at == '\\' && at + 1 < r->end) {
            add_class_escape(&c, at[1]);
            r->at++;
        } else if (at + 2 < r->end && at[1] == '-' && at[2] != ']') {
            if ((unsigned char)*at >= 0x80 || (unsigned char)at[2] >= 0x80 || at[2] == '\\')
                add_beyond_ascii(&c.bytes);
            if (at[2] == '\\' || at[2] == '[')
                return give_up(r);
            add_range(&c, *at, at[2]);
            r->at += 2;
        } else {
            add_member(r, &c, *at);
        }
    }
    if (r->at >= r->end)
        return give_up(r);
    r->at++;
    part one = c.known && c.few ? (part){.is_exact = true, .exact = c.texts} : anything();
    if (c.known)
        one.bytes = c.bytes;
    return one;
}

/* --- Groups --------------------------------------------------------------------------------- */

static part alternation(reading *r);

static bool takes(reading *r, const char *text) {
    size_t length = strlen(text);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
        return false;
    r->at += length;
    return true;
}

static bool skip_past(reading *r, char c) {
    const char *found = memchr(r->at, c, (size_t)(r->end - r->at));
    if (found)
        r->at = found + 1;
    return found;
}

static part group_body(reading *r) {
    if (++r->depth > DEPTH_LIMIT)
        return give_up(r);
    part inner = alternation(r);
    r->depth--;
    return takes(r, ")") ? inner : give_up(r);
}

/* (?i) and (?-i:…), behind the '?': case does not matter here; white space that is to be passed
 * over (x) would. */
static part options(reading *r) {
    const char *start = r->at;
    while (r->at < r->end && (is_letter(*r->at) || *r->at == '-' || *r->at == '^'))
        r->at++;
    if (memchr(start, 'x', (size_t)(r->at - start)) || r->at == start)
        return give_up(r);
    if (takes(r, ":"))
        return group_body(r);
    return takes(r, ")") ? nothing(r) : give_up(r);
}

/* Behind the '('. */
static part group(reading *r) {
    static const char *const zero_width[] = {"?=", "?!", "?<=", "?<!"};
    static const char *const plain[] = {"?:", "?>", "?|"};
    for (size_t i = 0; i < sizeof zero_width / sizeof *zero_width; i++)
        if (takes(r, zero_width[i])) {
            group_body(r);
            return nothing(r);
        }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (takes(r, plain[i]))
            return group_body(r);
    if (takes(r, "?<") || takes(r, "?P<"))
        return skip_past(r, '>') ? group_body(r) : give_up(r);
    if (takes(r, "?#"))
        return skip_past(r, ')') ? nothing(r) : give_up(r);
    if (takes(r, "?&"))
        return skip_past(r, ')') ? anything() : give_up(r);
    if (takes(r, "*"))
        return give_up(r);
    return takes(r, "?") ? options(r) : group_body(r);
}

static part atom(reading *r) {
    char c = *r->at++;
    switch (c) {
    case '\\': return escape(r);
    case '[': return class_of(r);
    case '(': return group(r);
    case '.': return anything();
    case '{': return give_up(r); /* as in \N{U+41}, or {,3}, which newer versions count by */
    case '^':
    case '$': return nothing(r);
    default: return character(r, c);
    }
}

/* --- Repetition ----------------------------------------------------------------------------- */

/* "{2,}": true, with the least count, where a quantifier stands; '{' is else a character. */
static bool counted(reading *r, uint32_t *least) {
    const char *p = r->at + 1;
    uint32_t number = 0;
    const char *digits = p;
    for (; p < r->end && is_digit(*p) && number < 100000; p++)
        number = number * 10 + (uint32_t)(*p - '0');
    bool any = p > digits;
    if (any && p < r->end && *p == ',')
        for (p++; p < r->end && is_digit(*p);)
            p++;
    if (!any || p >= r->end || *p != '}')
        return false;
    r->at = p + 1;
    *least = number;
    return true;
}

/* What a part becomes by the quantifier behind it, if there is one. */
static part quantified(reading *r, part inner) {
    uint32_t least = 1;
    bool optional = false;
    if (r->at >= r->end)
        return inner;
    if (*r->at == '?' || *r->at == '*' || *r->at == '+') {
        optional = *r->at == '?';
        least = *r->at == '+';
        r->at++;
    } else if (*r->at != '{' || !counted(r, &least)) {
        return inner;
    }
    if (r->at < r->end && (*r->at == '?' || *r->at == '+'))
        r->at++;
    text_set empty = nothing(r).exact, both;
    if (optional && inner.is_exact && join(&both, r->arena, &inner.exact, &empty))
        return (part){.is_exact = true, .exact = both};
    if (least == 0)
        return anything();
    return (part){.needed = inner.is_exact ? inner.exact : inner.needed, .bytes = inner.bytes};
}

/* --- Sequence and choice -------------------------------------------------------------------- */

static bool ends_branch(const reading *r) {
    return r->at >= r->end || *r->at == '|' || *r->at == ')';
}

static part sequence(reading *r) {
    text_set run = nothing(r).exact, best = {NULL, 0};
    ll_byte_set bytes = {{0}};
    bool whole = true; /* the run began at the start: nothing was left open */
    while (!ends_branch(r)) {
        part next = quantified(r, atom(r));
        prefer(&bytes, &next.bytes);
        if (next.is_exact && multiply(&run, r->arena, &run, &next.exact))
            continue;
        consider(&best, &run);
        if (!next.is_exact)
            consider(&best, &next.needed);
        run = next.is_exact ? next.exact : nothing(r).exact;
        whole = false;
    }
    if (whole)
        return (part){.is_exact = true, .exact = run, .bytes = bytes};
    consider(&best, &run);
    return (part){.needed = best, .bytes = bytes};
}

/* What one of two parts is. */
static part either(reading *r, const part *a, const part *b) {
    part out = {.is_exact = a->is_exact && b->is_exact, .bytes = union_of(&a->bytes, &b->bytes)};
    if (out.is_exact && join(&out.exact, r->arena, &a->exact, &b->exact))
        return out;
    text_set x = {NULL, 0}, y = {NULL, 0};
    out.is_exact = false;
    consider(&x, a->is_exact ? &a->exact : &a->needed);
    consider(&y, b->is_exact ? &b->exact : &b->needed);
    if (x.count == 0 || y.count == 0 || !join(&out.needed, r->arena, &x, &y))
        out.needed.count = 0;
    return out;
}

static part alternation(reading *r) {
    part out = sequence(r);
    while (takes(r, "|")) {
        part other = sequence(r);
        out = either(r, &out, &other);
    }
    return out;
}

ll_required ll_required_of(ll_arena *arena, ll_str pattern) {
    reading r = {.arena = arena, .at = pattern.data, .end = pattern.data + pattern.length};
    text_set best = {NULL, 0};
    part all = alternation(&r);
    if (r.given_up || r.at < r.end)
        return (ll_required){.count = 0};
    consider(&best, all.is_exact ? &all.exact : &all.needed);
    return (ll_required){best.items, best.count, all.bytes};
}

/* --- Folding -------------------------------------------------------------------------------- */

uint32_t ll_required_fold(char *out, ll_str text) {
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        const char *at = text.data + i;
        uint32_t left = text.length - i;
        char c = *at;
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + ('a' - 'A'));
        } else if (left >= 2 && memcmp(at, "\xC5\xBF", 2) == 0) {
            c = 's';
            i += 1;
        } else if (left >= 3 && memcmp(at, "\xE2\x84\xAA", 3) == 0) {
            c = 'k';
            i += 2;
        }
        out[length++] = c;
    }
    return length;
}
