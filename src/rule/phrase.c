/* Expansion of phrases, from left to right with a stack of open groups.
 *
 * Each open group holds the texts that its current alternative may be so far; a character goes
 * behind all of them, a closed group multiplies those of the group around it. The product is
 * checked before it is built, so an overgrown phrase costs nothing. Contractions come last, since
 * they may span what a group gave and what stands beside it ("I (am|will) apply").
 */
#include "rule/phrase.h"

#include "base/utf8.h"
#include "text/normal.h"

#include <string.h>

enum { NESTING_LIMIT = 32 };

typedef struct texts {
    ll_str *items;
    uint32_t count, capacity;
} texts;

/* A group that is not closed yet; the outermost is the phrase itself. */
typedef struct group {
    texts done;    /* of the alternatives before the current one */
    texts current; /* of the current one */
    uint32_t opened_at;
    char closer; /* ')' or ']'; '\0' for the phrase itself */
} group;

typedef struct expansion {
    ll_arena *arena;
    ll_str phrase;
    uint32_t at;
    group groups[NESTING_LIMIT];
    uint32_t depth; /* of the innermost open group */
    ll_phrase_error *error;
} expansion;

/* --- Normalisation -------------------------------------------------------------------------- */

/* Most phrases are plain already: ASCII with single spaces between the words. */
static bool is_normal(ll_str text) {
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c < ' ' || (c == ' ' && (i == 0 || i + 1 == text.length || text.data[i - 1] == ' ')))
            return false;
    }
    return true;
}

ll_str ll_phrase_normalize(ll_arena *arena, ll_str text) {
    if (is_normal(text))
        return text;
    ll_buf buf = ll_buf_on(arena);
    bool space = false;
    for (uint32_t i = 0; i < text.length;) {
        char bytes[4];
        uint32_t count = ll_normal_char(bytes, text, i, &i);
        bool blank = count == 1 && bytes[0] == ' ';
        if (space && count && !blank)
            ll_buf_putc(&buf, ' ');
        if (!blank)
            ll_buf_add(&buf, bytes, count);
        space = blank ? buf.length > 0 : space && !count;
    }
    return ll_buf_str(&buf);
}

/* --- Groups --------------------------------------------------------------------------------- */

static void add_text(texts *list, ll_arena *arena, ll_str text) {
    list->items =
        ll_arena_grow(arena, list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = text;
}

static ll_str joined(ll_arena *arena, ll_str a, ll_str b) {
    char *text = ll_arena_alloc(arena, (size_t)a.length + b.length + 1);
    memcpy(text, a.data, a.length);
    memcpy(text + a.length, b.data, b.length);
    return (ll_str){text, a.length + b.length};
}

static bool fail(expansion *e, uint32_t start, uint32_t end, const char *message) {
    *e->error = (ll_phrase_error){{start, end}, message};
    return false;
}

static void append(expansion *e, ll_str text) {
    texts *current = &e->groups[e->depth].current;
    for (uint32_t i = 0; i < current->count; i++)
        current->items[i] = joined(e->arena, current->items[i], text);
}

static bool end_alternative(expansion *e) {
    group *g = &e->groups[e->depth];
    if (g->done.count + g->current.count > LL_PHRASE_FORMS)
        return fail(e, 0, e->phrase.length, "stands for more than 4,096 texts");
    for (uint32_t i = 0; i < g->current.count; i++)
        add_text(&g->done, e->arena, g->current.items[i]);
    g->current = (texts){NULL, 0, 0};
    add_text(&g->current, e->arena, (ll_str){"", 0});
    return true;
}

static bool open_group(expansion *e, char closer) {
    if (e->depth + 1 == NESTING_LIMIT)
        return fail(e, e->at, e->at + 1, "groups nest too deep");
    group *g = &e->groups[++e->depth];
    *g = (group){.opened_at = e->at, .closer = closer};
    if (closer == ']')
        add_text(&g->done, e->arena, (ll_str){"", 0});
    add_text(&g->current, e->arena, (ll_str){"", 0});
    return true;
}

static bool close_group(expansion *e) {
    if (!end_alternative(e))
        return false;
    const texts *inner = &e->groups[e->depth--].done;
    texts *outer = &e->groups[e->depth].current;
    if ((uint64_t)inner->count * outer->count > LL_PHRASE_FORMS)
        return fail(e, 0, e->phrase.length, "stands for more than 4,096 texts");
    texts product = {NULL, 0, 0};
    for (uint32_t i = 0; i < outer->count; i++)
        for (uint32_t k = 0; k < inner->count; k++)
            add_text(&product, e->arena, joined(e->arena, outer->items[i], inner->items[k]));
    *outer = product;
    return true;
}

/* --- Reading -------------------------------------------------------------------------------- */

static bool is_special(char c) {
    return c && strchr("()[]|\\", c);
}

static bool take_escape(expansion *e) {
    uint32_t next = e->at + 1;
    if (next >= e->phrase.length || !is_special(e->phrase.data[next]))
        return fail(e, e->at, next, "'\\' stands only before one of ()[]|\\");
    append(e, ll_str_slice(e->phrase, next, next + 1));
    e->at = next;
    return true;
}

static bool take_special(expansion *e) {
    char c = e->phrase.data[e->at];
    if (c == '(' || c == '[')
        return open_group(e, c == '(' ? ')' : ']');
    if (c == '\\')
        return take_escape(e);
    if (c == '|')
        return e->depth ? end_alternative(e)
                        : fail(e, e->at, e->at + 1,
                               "'|' stands only within ( ) or [ ]; write '\\|' for the character");
    if (e->groups[e->depth].closer != c)
        return fail(e, e->at, e->at + 1, "closes nothing");
    return close_group(e);
}

static bool read_phrase(expansion *e) {
    add_text(&e->groups[0].current, e->arena, (ll_str){"", 0});
    while (e->at < e->phrase.length) {
        uint32_t start = e->at;
        while (e->at < e->phrase.length && !is_special(e->phrase.data[e->at]))
            e->at++;
        if (e->at > start)
            append(e, ll_str_slice(e->phrase, start, e->at));
        if (e->at < e->phrase.length && !take_special(e))
            return false;
        e->at++;
    }
    uint32_t open = e->groups[e->depth].opened_at;
    return e->depth == 0 || fail(e, open, open + 1, "is not closed");
}

/* --- Contractions --------------------------------------------------------------------------- */

/* Long forms and short ones, grouped by the first letter of the long form: a word of a phrase is
 * held against a few of them only. */
struct ll_contractions {
    ll_str *longs, *shorts;
    uint32_t by_byte[257];
};

static unsigned char first_byte(ll_str text) {
    unsigned char c = text.length ? (unsigned char)text.data[0] : 0;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

static const ll_str *items_of(ll_arena *arena, const ll_vocabulary *vocabulary, ll_list_id list) {
    uint32_t count = ll_vocabulary_count(vocabulary, list);
    ll_str *items = ll_arena_array(arena, count, sizeof *items);
    for (uint32_t i = 0; i < count; i++)
        items[i] = ll_vocabulary_item(vocabulary, list, i);
    return items;
}

const ll_contractions *ll_contractions_new(ll_arena *arena, const ll_vocabulary *vocabulary) {
    ll_contractions *contractions = ll_arena_alloc(arena, sizeof *contractions);
    if (!vocabulary)
        return contractions;
    uint32_t count = ll_vocabulary_count(vocabulary, LL_LIST_CONTRACTIONS_LONG), at = 0;
    const ll_str *longs = items_of(arena, vocabulary, LL_LIST_CONTRACTIONS_LONG);
    const ll_str *shorts = items_of(arena, vocabulary, LL_LIST_CONTRACTIONS_SHORT);
    contractions->longs = ll_arena_array(arena, count, sizeof *contractions->longs);
    contractions->shorts = ll_arena_array(arena, count, sizeof *contractions->shorts);
    for (uint32_t byte = 0; byte < 256; byte++) {
        contractions->by_byte[byte] = at;
        for (uint32_t i = 0; i < count; i++)
            if (first_byte(longs[i]) == byte) {
                contractions->longs[at] = longs[i];
                contractions->shorts[at++] = shorts[i];
            }
    }
    contractions->by_byte[256] = at;
    return contractions;
}

typedef struct form_list {
    ll_arena *arena;
    ll_form *items;
    uint32_t *from; /* where further contractions may begin */
    uint32_t count, capacity, from_capacity;
} form_list;

static void add_form(form_list *list, ll_str text, bool derived, uint32_t from) {
    list->items = ll_arena_grow(list->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    list->from = ll_arena_grow(list->arena, list->from, &list->from_capacity, list->count + 1,
                               sizeof *list->from);
    list->items[list->count] = (ll_form){text, derived};
    list->from[list->count++] = from;
}

/* Whether `phrase` stands in `text` at `at`, in any case, as whole words. */
static bool stands_at(ll_str text, uint32_t at, ll_str phrase) {
    uint32_t end = at + phrase.length, next;
    if (end > text.length || !ll_str_equal_nocase(ll_str_slice(text, at, end), phrase))
        return false;
    return end == text.length ||
           !ll_utf8_is_word(ll_utf8_decode(text.data, text.length, end, &next));
}

/* The contraction in place of what it contracts; a capital letter stays one. */
static void add_contracted(form_list *list, ll_str text, uint32_t at, ll_str long_form,
                           ll_str short_form) {
    ll_buf buf = ll_buf_on(list->arena);
    ll_buf_add_str(&buf, ll_str_slice(text, 0, at));
    ll_buf_add_str(&buf, short_form);
    ll_buf_add_str(&buf, ll_str_slice(text, at + long_form.length, text.length));
    char first = text.data[at];
    if (first >= 'A' && first <= 'Z' && buf.data[at] >= 'a' && buf.data[at] <= 'z')
        buf.data[at] = (char)(buf.data[at] - 'a' + 'A');
    add_form(list, ll_buf_str(&buf), true, at + short_form.length);
}

/* Adds to the list what the form becomes by one contraction at or after its `from`; what is added
 * is looked at in turn, so every combination comes up exactly once. */
static void contract(form_list *list, uint32_t index, const ll_contractions *contractions) {
    ll_str text = list->items[index].text;
    for (uint32_t at = list->from[index]; at < text.length; at++) {
        if (at > 0 && text.data[at - 1] != ' ')
            continue;
        unsigned char byte = first_byte(ll_str_slice(text, at, text.length));
        for (uint32_t i = contractions->by_byte[byte]; i < contractions->by_byte[byte + 1]; i++)
            if (list->count <= LL_PHRASE_FORMS && stands_at(text, at, contractions->longs[i]))
                add_contracted(list, text, at, contractions->longs[i], contractions->shorts[i]);
    }
}

static bool finish_forms(ll_forms *out, expansion *e, const ll_contractions *contractions) {
    form_list list = {.arena = e->arena};
    const texts *plain = &e->groups[0].current;
    for (uint32_t i = 0; i < plain->count; i++) {
        ll_str text = ll_phrase_normalize(e->arena, plain->items[i]);
        if (text.length == 0)
            return fail(e, 0, e->phrase.length, "can match nothing");
        add_form(&list, text, false, 0);
    }
    for (uint32_t i = 0; i < list.count; i++)
        if (memchr(list.items[i].text.data, ' ', list.items[i].text.length))
            contract(&list, i, contractions);
    if (list.count > LL_PHRASE_FORMS)
        return fail(e, 0, e->phrase.length, "stands for more than 4,096 texts");
    *out = (ll_forms){list.items, list.count};
    return true;
}

bool ll_phrase_expand(ll_forms *out, ll_arena *arena, ll_str phrase,
                      const ll_contractions *contractions, ll_phrase_error *error) {
    expansion e = {.arena = arena, .phrase = phrase, .error = error};
    return read_phrase(&e) && finish_forms(out, &e, contractions);
}
