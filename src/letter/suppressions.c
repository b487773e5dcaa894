/* Finding suppressions.
 *
 * libcmark cannot be asked: a comment that holds "--" (as before a reason) is text to CommonMark
 * 0.30 when it stands within a line. So every "<!--" that is neither code nor escaped is looked at,
 * and one that begins with a directive's name is a comment to letterlint, whatever else it is. A
 * name that is nearly one is taken for a slip of the hand: nothing is ignored silently. Within any
 * other comment nothing counts. */
#include "letter/suppressions.h"

#include "letter/cuts.h"
#include "letter/letter.h"

#include <string.h>

static const char opener[] = "<!--", closer[] = "-->";
enum { OPENER = 4, CLOSER = 3 };

static const char tool[] = "letterlint";
static const char *const names[] = {
    [LL_SUPPRESS_FROM_HERE] = "letterlint-disable",
    [LL_SUPPRESS_UNTIL_HERE] = "letterlint-enable",
    [LL_SUPPRESS_PARAGRAPH] = "letterlint-disable-next-paragraph",
    [LL_SUPPRESS_LINE] = "letterlint-disable-line",
};
enum { NAMES = sizeof names / sizeof *names };

typedef struct finder {
    ll_arena *arena;
    const ll_prose *prose;
    ll_str text;
    ll_suppression *items;
    uint32_t count, capacity;
    bool no_closer; /* none follows any more */
} finder;

static void add(finder *f, ll_suppression suppression) {
    f->items = ll_arena_grow(f->arena, f->items, &f->capacity, f->count + 1, sizeof *f->items);
    f->items[f->count++] = suppression;
}

/* --- Words ---------------------------------------------------------------------------------- */

/* '>' too: it begins the lines of a block quote. */
static bool divides(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == '>';
}

static uint32_t skip(ll_str text, uint32_t at, uint32_t end) {
    while (at < end && divides(text.data[at]))
        at++;
    return at;
}

static uint32_t word_end(ll_str text, uint32_t at, uint32_t end) {
    while (at < end && !divides(text.data[at]))
        at++;
    return at;
}

/* "--", or the dash that an editor made of it. */
static bool begins_reason(ll_str word) {
    return ll_str_starts(word, "--") || ll_str_starts(word, "\xE2\x80\x93") ||
           ll_str_starts(word, "\xE2\x80\x94");
}

/* The rule ids in [at, end), up to a reason. */
static void read_ids(ll_suppression *out, finder *f, uint32_t at, uint32_t end) {
    ll_suppression_id *ids = NULL;
    uint32_t capacity = 0;
    for (at = skip(f->text, at, end); at < end;) {
        uint32_t stop = word_end(f->text, at, end), next = skip(f->text, stop, end);
        ll_str word = ll_str_slice(f->text, at, stop);
        if (begins_reason(word))
            break;
        ids = ll_arena_grow(f->arena, ids, &capacity, out->id_count + 1, sizeof *ids);
        ids[out->id_count++] =
            (ll_suppression_id){.text = word, .span = {at, stop}, .removal = {at, next}};
        at = next;
    }
    out->ids = ids;
}

/* --- Names ---------------------------------------------------------------------------------- */

static bool starts_nocase(ll_str text, const char *prefix) {
    uint32_t length = (uint32_t)strlen(prefix);
    return text.length >= length &&
           ll_str_equal_nocase(ll_str_slice(text, 0, length), ll_str_of(prefix));
}

const char *ll_suppression_name_like(ll_arena *arena, ll_str name) {
    return ll_suggest(ll_str_copy(arena, name), names, NAMES);
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == ':';
}

/* "letterlint-disabel", "letterlint_disable", "letterlint: disable", "leterlint-disable": meant for
 * letterlint. "eslint-disable" is not, and neither is a sentence about letterlint. */
static bool is_meant_as_name(ll_arena *arena, ll_str word, ll_str next) {
    const char *const tools[] = {tool};
    uint32_t end = 0;
    for (uint32_t i = 0; i < word.length; i++)
        if (!is_name_byte(word.data[i]))
            return false;
    if (ll_str_equal_nocase(word, ll_str_of(tool)) ||
        ll_str_equal_nocase(word, ll_str_of("letterlint:")))
        return ll_suppression_name_like(arena, ll_str_of(ll_format(arena, "%s-%.*s", tool,
                                                                   (int)next.length, next.data))) !=
                   NULL &&
               (starts_nocase(next, "dis") || starts_nocase(next, "en"));
    if (starts_nocase(word, tool))
        return true;
    while (end < word.length && word.data[end] != '-')
        end++;
    return end < word.length && starts_nocase(word, "let") &&
           ll_suggest(ll_str_copy(arena, ll_str_slice(word, 0, end)), tools, 1) &&
           ll_suppression_name_like(arena, word);
}

/* Which directive begins at `at`; false where it is no comment to letterlint. */
static bool read_name(ll_suppression *out, finder *f, uint32_t at) {
    enum { LONGEST = 64 };
    uint32_t limit = f->text.length - at > LONGEST ? at + LONGEST : f->text.length;
    uint32_t end = word_end(f->text, at, limit);
    uint32_t next = skip(f->text, end, limit);
    ll_str word = ll_str_slice(f->text, at, end);
    if (ll_str_ends(word, "--")) /* "letterlint-disable-->" */
        word.length -= 2;
    out->name = (ll_span){at, at + word.length};
    for (uint32_t i = 0; i < NAMES; i++)
        if (ll_str_is(word, names[i])) {
            out->kind = (ll_suppression_kind)i;
            return true;
        }
    out->kind = LL_SUPPRESS_UNKNOWN;
    return is_meant_as_name(f->arena, word,
                            ll_str_slice(f->text, next, word_end(f->text, next, limit)));
}

/* --- Comments ------------------------------------------------------------------------------- */

static bool is_escaped(ll_str text, uint32_t at) {
    uint32_t from = at;
    while (from > 0 && text.data[from - 1] == '\\')
        from--;
    return (at - from) % 2 == 1;
}

static bool is_visible(const ll_prose *prose, uint32_t at) {
    uint32_t place = ll_prose_from_source(prose, at);
    return place < prose->length &&
           ll_prose_to_source(prose, (ll_span){place, place + 1}).start == at;
}

/* Behind the closer that follows `at`; 0 where none does. */
static uint32_t behind_closer(finder *f, uint32_t at) {
    for (; !f->no_closer && at + CLOSER <= f->text.length; at++) {
        const char *dash = memchr(f->text.data + at, '-', f->text.length - at);
        if (!dash)
            break;
        at = (uint32_t)(dash - f->text.data);
        if (ll_str_starts(ll_str_slice(f->text, at, f->text.length), closer))
            return at + CLOSER;
    }
    f->no_closer = true;
    return 0;
}

/* Reads what begins with the opener at `at`; returns where to look on. */
static uint32_t read_comment(finder *f, uint32_t at) {
    uint32_t inside = at + OPENER;
    if (ll_prose_in_code(f->prose, at) || is_escaped(f->text, at))
        return inside;
    ll_suppression found = {.kind = LL_SUPPRESS_UNKNOWN};
    bool ours = read_name(&found, f, skip(f->text, inside, f->text.length));
    if (!ours && is_visible(f->prose, at))
        return inside;
    uint32_t end = behind_closer(f, inside);
    if (!ours)
        return end ? end : f->text.length;
    found.span = (ll_span){at, end ? end : found.name.end};
    if (end) {
        read_ids(&found, f, found.name.end, end - CLOSER);
        found.removal = ll_cut_of(f->prose->source, found.span);
    } else {
        found.kind = LL_SUPPRESS_UNCLOSED;
    }
    add(f, found);
    return found.span.end;
}

static uint32_t next_opener(ll_str text, uint32_t at) {
    for (; at + OPENER <= text.length; at++) {
        const char *angle = memchr(text.data + at, '<', text.length - at);
        if (!angle)
            break;
        at = (uint32_t)(angle - text.data);
        if (ll_str_starts(ll_str_slice(text, at, text.length), opener))
            return at;
    }
    return text.length;
}

/* --- Front matter --------------------------------------------------------------------------- */

/* Behind a comment of YAML, or `at`. */
static uint32_t behind_remark(ll_str text, uint32_t at, uint32_t end) {
    if (text.data[at] == '#' && (at == 0 || divides(text.data[at - 1])))
        while (at < end && text.data[at] != '\n' && text.data[at] != '\r')
            at++;
    return at;
}

/* Where the id stands in the value; *at moves behind it. One that is written otherwise, with
 * escapes, is not there; *misses bounds what looking for such takes. */
static ll_span place_in_value(ll_str text, ll_str id, uint32_t *at, uint32_t end,
                              uint32_t *misses) {
    enum { MOST_MISSES = 16 };
    if (*misses == MOST_MISSES)
        return (ll_span){0, 0};
    for (uint32_t i = *at; i < end; i++) {
        i = behind_remark(text, i, end);
        if (ll_str_equal(ll_str_slice(text, i, i + id.length), id)) {
            *at = i + id.length;
            return (ll_span){i, *at};
        }
    }
    ++*misses;
    return (ll_span){0, 0};
}

/* An item of a block sequence goes with its line, one of a flow sequence with its comma. */
static ll_span removal_in_value(const ll_source *source, ll_span id) {
    ll_str text = source->text;
    uint32_t index = ll_source_line_of(source, id.start);
    ll_span line = ll_source_line(source, index);
    ll_str item = ll_str_trim(ll_str_slice(text, line.start, line.end));
    if (id.start >= id.end)
        return id;
    if (ll_str_starts(item, "- ") && index + 1 < source->line_count)
        return (ll_span){line.start, source->line_starts[index + 1]};
    while (id.end < line.end && (text.data[id.end] == ',' || text.data[id.end] == ' '))
        id.end++;
    return id;
}

/* `letterlint: {disable: [a, b]}`, which meta.c has joined to "a, b". */
static void read_front_matter(finder *f, const ll_meta_entry *entry) {
    ll_suppression found = {
        .kind = LL_SUPPRESS_FROM_HERE, .span = entry->span, .name = entry->span};
    ll_suppression_id *ids = NULL;
    uint32_t capacity = 0, place = entry->span.start, misses = 0;
    for (uint32_t at = skip(entry->value, 0, entry->value.length); at < entry->value.length;) {
        uint32_t stop = word_end(entry->value, at, entry->value.length);
        ids = ll_arena_grow(f->arena, ids, &capacity, found.id_count + 1, sizeof *ids);
        ll_suppression_id *id = &ids[found.id_count++];
        *id = (ll_suppression_id){.text = ll_str_slice(entry->value, at, stop)};
        id->span = place_in_value(f->text, id->text, &place, entry->span.end, &misses);
        id->removal = removal_in_value(f->prose->source, id->span);
        at = skip(entry->value, stop, entry->value.length);
    }
    found.ids = ids;
    if (found.id_count > 0)
        add(f, found);
}

/* --- All of them ---------------------------------------------------------------------------- */

void ll_suppressions_find(ll_suppressions *out, ll_arena *arena, const ll_prose *prose,
                          const ll_meta_table *meta) {
    finder f = {.arena = arena, .prose = prose, .text = prose->source->text};
    for (uint32_t i = 0; i < meta->count; i++)
        if (ll_str_equal_nocase(meta->entries[i].key, ll_str_of("letterlint.disable")))
            read_front_matter(&f, &meta->entries[i]);
    out->first_comment = f.count;
    for (uint32_t at = next_opener(f.text, meta->front_matter.end); at < f.text.length;)
        at = next_opener(f.text, read_comment(&f, at));
    out->items = f.items;
    out->count = f.count;
}

/* --- Where they hold ------------------------------------------------------------------------ */

/* The innermost item that holds the place, or LL_NONE. */
static uint32_t item_at(const ll_letter *letter, uint32_t place) {
    const ll_unit_list *items = &letter->units[LL_UNIT_ITEM];
    uint32_t outer = ll_letter_unit_at(letter, LL_UNIT_ITEM, place), first;
    if (outer == LL_NONE)
        return LL_NONE;
    uint32_t count = ll_letter_units_in(&first, letter, LL_UNIT_ITEM,
                                        (ll_span){items->spans[outer].start, place + 1});
    while (count > 1 && items->spans[first + count - 1].end <= place)
        count--;
    return first + count - 1;
}

/* The text at a place of the prose: a whole list where one begins, else the paragraph, the item,
 * the heading, the code, or what else it is. */
static ll_span text_at(const ll_letter *letter, uint32_t place) {
    static const ll_unit_kind kinds[] = {LL_UNIT_PARAGRAPH, LL_UNIT_HEADING, LL_UNIT_CODE};
    uint32_t list = ll_letter_unit_at(letter, LL_UNIT_LIST, place);
    if (list != LL_NONE && letter->units[LL_UNIT_LIST].spans[list].start == place)
        return letter->units[LL_UNIT_LIST].spans[list];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        uint32_t index = ll_letter_unit_at(letter, kinds[i], place);
        if (index != LL_NONE)
            return letter->units[kinds[i]].spans[index];
    }
    uint32_t item = item_at(letter, place);
    if (item != LL_NONE)
        return letter->units[LL_UNIT_ITEM].spans[item];
    return letter->prose.blocks[ll_prose_block_at(&letter->prose, place)].prose;
}

static ll_span next_text(const ll_letter *letter, uint32_t from) {
    uint32_t place = ll_prose_from_source(&letter->prose, from);
    if (place >= letter->prose.length)
        return (ll_span){from, from};
    return (ll_span){from, ll_prose_to_source(&letter->prose, text_at(letter, place)).end};
}

static ll_span lines_of(const ll_source *source, ll_span comment) {
    uint32_t first = ll_source_line_of(source, comment.start);
    uint32_t behind = ll_source_line_of(source, comment.end - 1) + 1;
    return (ll_span){source->line_starts[first], behind < source->line_count
                                                     ? source->line_starts[behind]
                                                     : source->text.length + 1};
}

void ll_suppressions_settle(ll_suppressions *suppressions, const ll_letter *letter) {
    for (uint32_t i = 0; i < suppressions->count; i++) {
        ll_suppression *item = &suppressions->items[i];
        item->region = (ll_span){item->span.end, UINT32_MAX};
        if (i < suppressions->first_comment)
            item->region.start = 0;
        else if (item->kind == LL_SUPPRESS_PARAGRAPH)
            item->region = next_text(letter, item->span.end);
        else if (item->kind == LL_SUPPRESS_LINE)
            item->region = lines_of(letter->source, item->span);
    }
}

const ll_suppression *ll_suppressions_at(const ll_suppressions *suppressions, uint32_t offset) {
    uint32_t low = suppressions->first_comment, high = suppressions->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (suppressions->items[middle].span.end > offset)
            high = middle;
        else
            low = middle + 1;
    }
    bool holds = low < suppressions->count && suppressions->items[low].span.start <= offset;
    return holds ? &suppressions->items[low] : NULL;
}
