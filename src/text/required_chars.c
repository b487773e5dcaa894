/* Characters, escapes and classes of patterns, as texts where there are few, else as bytes. */
#include "text/regex_syntax.h"
#include "text/required_part.h"

#include <string.h>

enum { CLASS_LIMIT = 4 }; /* characters of a class that are worth spelling out */

bool ll_pattern_is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ll_pattern_is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* --- Bytes ---------------------------------------------------------------------------------- */

/* Words of a set, 64 bytes each: those of ASCII that \w, \s and \d know. */
#define DIGITS UINT64_C(0x03FF000000000000)
#define SPACES UINT64_C(0x0000000100003E00)
#define CAPITALS UINT64_C(0x0000000007FFFFFE)
#define SMALL (CAPITALS << 32)
#define UNDERSCORE UINT64_C(0x0000000080000000)
#define BEYOND UINT64_MAX

static const ll_byte_set digits = {{DIGITS, 0, BEYOND, BEYOND}};
static const ll_byte_set spaces = {{SPACES, 0, BEYOND, BEYOND}};
static const ll_byte_set letters = {{0, CAPITALS | SMALL, BEYOND, BEYOND}};
static const ll_byte_set capitals = {{0, CAPITALS, BEYOND, BEYOND}};
static const ll_byte_set small_letters = {{0, SMALL, BEYOND, BEYOND}};
static const ll_byte_set words = {{DIGITS, CAPITALS | SMALL | UNDERSCORE, BEYOND, BEYOND}};
static const ll_byte_set beyond_ascii = {{0, 0, BEYOND, BEYOND}};
static const ll_byte_set all = {{UINT64_MAX, UINT64_MAX, BEYOND, BEYOND}};

void ll_byte_sets_unite(ll_byte_set *a, const ll_byte_set *b) {
    for (int i = 0; i < 4; i++)
        a->words[i] |= b->words[i];
}

ll_byte_set ll_bytes_all(void) {
    return all;
}

bool ll_bytes_hold_word(const ll_byte_set *set) {
    return (set->words[0] & words.words[0]) || (set->words[1] & words.words[1]);
}

/* What lies beyond ASCII may be a sign. */
void ll_bytes_start(ll_byte_set first[LL_STARTS], const ll_byte_set *set, ll_start start) {
    for (int i = 0; i < 4; i++) {
        uint64_t of_words = i < 2 ? words.words[i] : 0;
        uint64_t there = start == LL_START_WORD ? set->words[i] & of_words : set->words[i];
        first[start].words[i] |= there;
        first[LL_START_ANYWHERE].words[i] |= set->words[i] & ~there;
    }
}

/* A letter in both cases, and the bytes that begin U+017F and U+212A. */
static void add_letter(ll_byte_set *set, char small) {
    ll_byte_set_add(set, (unsigned char)small);
    ll_byte_set_add(set, (unsigned char)(small - ('a' - 'A')));
    if (small == 's')
        ll_byte_set_add(set, 0xC5);
    if (small == 'k')
        ll_byte_set_add(set, 0xE2);
}

static char small_of(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static void add_byte(ll_byte_set *set, char c, bool nocase) {
    if (nocase && ll_pattern_is_letter(c))
        add_letter(set, small_of(c));
    else
        ll_byte_set_add(set, (unsigned char)c);
}

void ll_bytes_unfolded(ll_byte_set *set, char c, bool nocase) {
    if (c == ' ')
        ll_byte_sets_unite(set, &spaces);
    else
        add_byte(set, c, nocase);
}

/* --- Characters ----------------------------------------------------------------------------- */

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One beyond ASCII may have other cases, so its bytes are left open. */
static ll_part beyond_character(ll_pattern_reading *r) {
    while (r->at < r->end && ((unsigned char)*r->at & 0xC0) == 0x80)
        r->at++;
    return ll_part_of_bytes(&beyond_ascii);
}

ll_part ll_part_character(ll_pattern_reading *r, char c) {
    if ((unsigned char)c >= 0x80)
        return beyond_character(r);
    if (c == '\0')
        return ll_part_give_up(r);
    char *text = ll_arena_alloc(r->arena, 1);
    *text = is_space(c) ? ' ' : small_of(c);
    ll_part one = ll_part_exactly(r, (ll_str){text, 1});
    add_byte(&one.bytes, c, r->nocase);
    return one;
}

static ll_part space(ll_pattern_reading *r) {
    ll_part one = ll_part_exactly(r, (ll_str){" ", 1});
    one.bytes = spaces;
    return one;
}

static ll_part any_character(void) {
    ll_part one = ll_part_of_bytes(&all);
    one.bytes = (ll_byte_set){{0}};
    return one;
}

/* --- Escapes -------------------------------------------------------------------------------- */

/* The bytes of a property; any byte for those that are rare in patterns. */
static const ll_byte_set *bytes_of_property(ll_str name, bool nocase) {
    if (!nocase && ll_str_is(name, "Lu"))
        return &capitals;
    if (!nocase && ll_str_is(name, "Ll"))
        return &small_letters;
    if (ll_str_is(name, "L") || ll_str_is(name, "Lu") || ll_str_is(name, "Ll"))
        return &letters;
    return ll_str_is(name, "N") || ll_str_is(name, "Nd") ? &digits : &all;
}

static ll_part property(ll_pattern_reading *r, bool negated) {
    const ll_byte_set *bytes = bytes_of_property(ll_regex_property(&r->at, r->end), r->nocase);
    return negated || bytes == &all ? any_character() : ll_part_of_bytes(bytes);
}

/* Of no width: what a start cannot be known for is said. What \K leaves out of a match is tried for
 * like the rest. */
static ll_part assertion(ll_pattern_reading *r, char c) {
    r->anywhere = r->anywhere || c == 'G';
    if (c == 'A')
        return ll_part_empty(r, LL_START_TEXT);
    return ll_part_empty(r, c == 'b' ? LL_START_WORD : LL_START_ANYWHERE);
}

ll_part ll_part_escape(ll_pattern_reading *r) {
    if (r->at >= r->end)
        return ll_part_give_up(r);
    char c = *r->at++;
    if (c == '\0')
        return ll_part_give_up(r);
    if (!ll_pattern_is_letter(c) && !ll_pattern_is_digit(c))
        return ll_part_character(r, c);
    if (strchr("bBAzZGK", c))
        return assertion(r, c);
    if (c == 'd' || c == 'w')
        return ll_part_of_bytes(c == 'd' ? &digits : &words);
    if (strchr("shvRnrt", c))
        return space(r);
    if (strchr("DWSHVNX", c))
        return any_character();
    if (c >= '1' && c <= '9' && !(r->at < r->end && ll_pattern_is_digit(*r->at)))
        return ll_part_unknown(); /* what a group found may be nothing */
    return c == 'p' || c == 'P' ? property(r, c == 'P') : ll_part_give_up(r);
}

/* --- Classes -------------------------------------------------------------------------------- */

/* A class while it is read: its texts while there are few, its bytes while they are known. */
typedef struct class_reading {
    char texts[CLASS_LIMIT];
    uint32_t count;
    ll_byte_set bytes;
    bool few, known, nocase;
} class_reading;

static void add_text(class_reading *c, char text) {
    c->few = c->few && c->count < CLASS_LIMIT;
    if (c->few)
        c->texts[c->count++] = text;
}

static void add_range(class_reading *c, char first, char last) {
    c->few = false;
    for (int i = (unsigned char)first; i <= (unsigned char)last && i < 0x80; i++)
        add_byte(&c->bytes, (char)i, c->nocase);
    if ((unsigned char)last < 0x80)
        return;
    ll_byte_sets_unite(&c->bytes, &beyond_ascii);
    add_byte(&c->bytes, 's', true); /* U+017F and U+212A may be among them */
    add_byte(&c->bytes, 'k', true);
}

static void add_member(class_reading *c, char member) {
    if ((unsigned char)member >= 0x80) {
        ll_byte_sets_unite(&c->bytes, &beyond_ascii);
        c->few = false;
        return;
    }
    add_byte(&c->bytes, member, c->nocase);
    add_text(c, is_space(member) ? ' ' : small_of(member));
}

static void add_bytes(class_reading *c, const ll_byte_set *bytes) {
    c->few = false;
    ll_byte_sets_unite(&c->bytes, bytes);
}

/* Behind the backslash. */
static void add_escape(ll_pattern_reading *r, class_reading *c) {
    char escaped = *r->at++;
    if (escaped == 'Q' || escaped == 'E')
        ll_part_give_up(r); /* what follows is read otherwise */
    if (escaped == 'd' || escaped == 'w') {
        add_bytes(c, escaped == 'd' ? &digits : &words);
    } else if (strchr("shvnrt", escaped)) {
        ll_byte_sets_unite(&c->bytes, &spaces);
        add_text(c, ' ');
    } else if (escaped == 'p') {
        add_bytes(c, bytes_of_property(ll_regex_property(&r->at, r->end), c->nocase));
    } else if (ll_pattern_is_letter(escaped) || ll_pattern_is_digit(escaped)) {
        c->known = false;
    } else {
        add_member(c, escaped);
        if (r->end - r->at >= 2 && *r->at == '-' && r->at[1] != ']')
            c->known = false; /* a range from there */
    }
}

/* One member or range; false where it is not read here. */
static bool read_member(ll_pattern_reading *r, class_reading *c) {
    const char *at = r->at++;
    bool range = r->end - at > 2 && at[1] == '-' && at[2] != ']';
    if (*at == '\0' || (*at == '[' && r->at < r->end && strchr(":.=", *r->at)))
        return false;
    if (*at == '\\') {
        if (r->at >= r->end || *r->at == '\0')
            return false;
        add_escape(r, c);
    } else if (range) {
        if (at[2] == '\\' || at[2] == '[')
            return false;
        add_range(c, *at, at[2]);
        r->at += 2;
    } else {
        add_member(c, *at);
    }
    return true;
}

static ll_part class_part(ll_pattern_reading *r, const class_reading *c) {
    if (!c->known)
        return any_character();
    if (!c->few || c->count == 0)
        return ll_part_of_bytes(&c->bytes);
    ll_part one = {.is_exact = true, .bytes = c->bytes};
    char *texts = ll_arena_copy(r->arena, c->texts, c->count);
    for (uint32_t i = 0; i < c->count; i++)
        ll_pieces_add(&one.pieces, r->arena, (ll_piece){.data = texts + i, .length = 1});
    return one;
}

ll_part ll_part_class(ll_pattern_reading *r) {
    class_reading c = {.few = true, .nocase = r->nocase};
    c.known = r->at < r->end && *r->at != '^';
    r->at += !c.known;
    for (const char *first = r->at; r->at < r->end && (*r->at != ']' || r->at == first);)
        if (!read_member(r, &c))
            return ll_part_give_up(r);
    if (r->at >= r->end)
        return ll_part_give_up(r);
    r->at++;
    return class_part(r, &c);
}
