/* Literals, escapes and classes of patterns as sets of characters. Patterns are compiled as UTF,
 * with Unicode classes, so \w, \d and \s reach beyond ASCII. */
#include "text/regex_chars.h"

#include "text/regex_syntax.h"

#include <string.h>

#define DIGITS UINT64_C(0x03FF000000000000)
#define SPACES UINT64_C(0x0000000100003E00)
#define LINE_ENDS UINT64_C(0x0000000000002400)
#define VERTICAL UINT64_C(0x0000000000003C00)
#define HORIZONTAL UINT64_C(0x0000000100000200)
#define CAPITALS UINT64_C(0x0000000007FFFFFE)
#define SMALL (CAPITALS << 32)
#define UNDERSCORE UINT64_C(0x0000000080000000)

static const ll_char_set digits = {.ascii = {DIGITS, 0}, .beyond = true};
static const ll_char_set words = {.ascii = {DIGITS, CAPITALS | SMALL | UNDERSCORE}, .beyond = true};
static const ll_char_set spaces = {.ascii = {SPACES, 0}, .beyond = true};
static const ll_char_set vertical = {.ascii = {VERTICAL, 0}, .beyond = true};
static const ll_char_set horizontal = {.ascii = {HORIZONTAL, 0}, .beyond = true};
static const ll_char_set letters = {.ascii = {0, CAPITALS | SMALL}, .beyond = true};
static const ll_char_set capitals = {.ascii = {0, CAPITALS}, .beyond = true};
static const ll_char_set small_letters = {.ascii = {0, SMALL}, .beyond = true};
static const ll_char_set all = {.ascii = {UINT64_MAX, UINT64_MAX}, .beyond = true};

bool ll_char_set_has(const ll_char_set *set, unsigned char ascii) {
    return set->ascii[ascii / 64] >> (ascii % 64) & 1;
}

/* --- Sets ----------------------------------------------------------------------------------- */

static void unite(ll_char_set *set, const ll_char_set *other) {
    set->ascii[0] |= other->ascii[0];
    set->ascii[1] |= other->ascii[1];
    set->beyond = set->beyond || other->beyond;
    set->inexact = set->inexact || other->inexact;
}

/* All but those of ASCII in the set; which of the others are in it is not known. */
static ll_char_set complement(ll_char_set set) {
    return (ll_char_set){.ascii = {~set.ascii[0], ~set.ascii[1]}, .beyond = true};
}

static void add_ascii(ll_char_set *set, unsigned char c) {
    set->ascii[c / 64] |= UINT64_C(1) << (c % 64);
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* U+017F and U+212A are s and k in another case. */
static void add_character(ll_char_set *set, char c, bool nocase) {
    if ((unsigned char)c >= 0x80) {
        set->beyond = true;
        return;
    }
    add_ascii(set, (unsigned char)c);
    if (!nocase || !is_letter(c))
        return;
    add_ascii(set, (unsigned char)c ^ 0x20);
    set->beyond = set->beyond || strchr("sSkK", c);
}

/* From the character with the first byte `first` to that with `last`. Of a range that reaches
 * beyond ASCII it is not known whether U+017F and U+212A are in it. */
static void add_range(ll_char_set *set, char first, char last, bool nocase) {
    unsigned end = (unsigned char)last < 0x80 ? (unsigned char)last : 0x7F;
    for (unsigned c = (unsigned char)first; c <= end; c++)
        add_character(set, (char)c, nocase);
    if ((unsigned char)last < 0x80)
        return;
    add_character(set, 's', true);
    add_character(set, 'k', true);
    set->beyond = set->inexact = true;
}

ll_char_set ll_char_set_nocase(ll_char_set set) {
    uint64_t both = (set.ascii[1] & CAPITALS) | (set.ascii[1] & SMALL) >> 32;
    set.ascii[1] |= both | both << 32;
    if (set.beyond) {
        add_character(&set, 's', true);
        add_character(&set, 'k', true);
    }
    set.beyond = set.beyond || ll_char_set_has(&set, 's') || ll_char_set_has(&set, 'k');
    return set;
}

bool ll_char_set_is_space(const ll_char_set *set) {
    return !(set->ascii[0] & ~SPACES) && !set->ascii[1];
}

bool ll_char_set_has_no_space(const ll_char_set *set) {
    return !(set->ascii[0] & SPACES);
}

/* --- Outside of classes --------------------------------------------------------------------- */

ll_char_set ll_regex_character(ll_regex_reading *r) {
    ll_char_set set = {.beyond = false};
    add_character(&set, *r->at, r->options.nocase);
    for (r->at++; r->at < r->end && ((unsigned char)*r->at & 0xC0) == 0x80; r->at++)
        ;
    return set;
}

ll_char_set ll_regex_dot(const ll_regex_reading *r) {
    return r->options.all ? all
                          : complement((ll_char_set){.ascii = {LINE_ENDS, 0}, .beyond = false});
}

static ll_char_set inexactly(ll_char_set set) {
    set.inexact = true;
    return set;
}

static ll_char_set property(ll_regex_reading *r) {
    ll_str name = ll_regex_property(&r->at, r->end);
    bool capital = ll_str_is(name, "Lu"), small = ll_str_is(name, "Ll");
    if (capital || small)
        return r->options.nocase ? inexactly(letters) : capital ? capitals : small_letters;
    if (ll_str_is(name, "L"))
        return letters;
    return ll_str_is(name, "N") || ll_str_is(name, "Nd") ? digits : inexactly(all);
}

/* What an escape of one letter stands for, or its complement. */
typedef struct shorthand {
    char letter, complement;
    const ll_char_set *set;
} shorthand;

static const shorthand shorthands[] = {
    {'d', 'D', &digits},   {'w', 'W', &words},      {'s', 'S', &spaces},
    {'v', 'V', &vertical}, {'h', 'H', &horizontal},
};

static bool find_shorthand(char c, ll_char_set *out) {
    for (size_t i = 0; i < sizeof shorthands / sizeof *shorthands; i++) {
        if (c != shorthands[i].letter && c != shorthands[i].complement)
            continue;
        *out = c == shorthands[i].letter ? *shorthands[i].set : complement(*shorthands[i].set);
        return true;
    }
    return false;
}

bool ll_regex_escape(ll_regex_reading *r, ll_char_set *out) {
    static const char controls[] = "n\nr\rt\tf\f";
    if (r->at >= r->end)
        return false;
    char c = *r->at;
    const char *control = strchr(controls, c);
    *out = (ll_char_set){.beyond = false};
    if ((unsigned char)c >= 0x80 || !(is_letter(c) || (c >= '0' && c <= '9'))) {
        *out = ll_regex_character(r);
        return true;
    }
    r->at++;
    if (control && is_letter(c)) {
        add_ascii(out, (unsigned char)control[1]);
        return true;
    }
    if (c == 'p' || c == 'P')
        *out = property(r);
    if (c == 'P')
        *out = inexactly(all);
    return c == 'p' || c == 'P' || find_shorthand(c, out);
}

/* --- Classes -------------------------------------------------------------------------------- */

/* Passes over the rest of a character. */
static void skip_rest(ll_regex_reading *r) {
    while (r->at < r->end && ((unsigned char)*r->at & 0xC0) == 0x80)
        r->at++;
}

static bool is_range(const ll_regex_reading *r) {
    return r->end - r->at > 1 && *r->at == '-' && r->at[1] != ']';
}

/* One member or range; false where it is not read here. */
static bool add_member(ll_regex_reading *r, ll_char_set *set) {
    const char *at = r->at;
    ll_char_set one;
    if (*at == '[' && r->end - at > 1 && strchr(":.=", at[1]))
        return false;
    if (*at == '\\') {
        r->at++;
        bool read = ll_regex_escape(r, &one);
        unite(set, &one);
        return read && !is_range(r);
    }
    one = ll_regex_character(r);
    if (!is_range(r)) {
        unite(set, &one);
        return true;
    }
    char last = r->at[1];
    if (last == '\\' || last == '[')
        return false;
    r->at += 2;
    skip_rest(r);
    add_range(set, *at, last, r->options.nocase);
    return true;
}

/* Of a class that is negated, the complement of what is known inexactly would be too little. */
bool ll_regex_class(ll_regex_reading *r, ll_char_set *out) {
    ll_char_set set = {.beyond = false};
    bool negated = r->at < r->end && *r->at == '^';
    r->at += negated;
    for (const char *first = r->at; r->at < r->end && (*r->at != ']' || r->at == first);)
        if (!add_member(r, &set))
            return false;
    if (r->at >= r->end || (negated && set.inexact))
        return false;
    r->at++;
    *out = negated ? complement(set) : set;
    return true;
}
