/* Parts of a pattern put together: one behind another, one of several, one many times over. Sets
 * stay small: where they would outgrow their limits, less is known. */
#include "text/required_part.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAD_LIMIT = 100,      /* texts to begin with, where shorter ones would do */
    LENGTH_THAT_TELLS = 6, /* beyond this, a shorter list beats longer texts */
    PIECES_ENOUGH = 200,   /* where there were too many, no more are left */
};

/* --- Simple parts --------------------------------------------------------------------------- */

void ll_pieces_add(ll_pieces *pieces, ll_arena *arena, ll_piece piece) {
    pieces->items = ll_arena_grow(arena, pieces->items, &pieces->capacity, pieces->count + 1,
                                  sizeof *pieces->items);
    pieces->items[pieces->count++] = piece;
}

static ll_pieces one_piece(ll_arena *arena, ll_piece piece) {
    ll_pieces pieces = {ll_arena_alloc(arena, sizeof piece), 1, 1};
    pieces.items[0] = piece;
    return pieces;
}

static ll_piece empty_piece(ll_start start) {
    return (ll_piece){.data = "", .start = start};
}

ll_part ll_part_empty(ll_pattern_reading *r, ll_start start) {
    return (ll_part){.is_exact = true, .pieces = one_piece(r->arena, empty_piece(start))};
}

ll_part ll_part_exactly(ll_pattern_reading *r, ll_str text) {
    ll_piece piece = {.data = text.data, .length = (uint8_t)text.length};
    return (ll_part){.is_exact = true, .pieces = one_piece(r->arena, piece)};
}

ll_part ll_part_of_bytes(const ll_byte_set *first) {
    return (ll_part){.first = {*first}, .bytes = *first};
}

ll_part ll_part_unknown(void) {
    return (ll_part){.first = {ll_bytes_all()}};
}

ll_part ll_part_give_up(ll_pattern_reading *r) {
    r->given_up = true;
    r->at = r->end;
    return ll_part_unknown();
}

/* --- What occurs ---------------------------------------------------------------------------- */

uint32_t ll_pieces_shortest(const ll_pieces *pieces) {
    uint32_t length = pieces->count ? UINT32_MAX : 0;
    for (uint32_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].length < length)
            length = pieces->items[i].length;
    return length;
}

/* Whether to look for one set rather than another: longer texts are rarer, a shorter list is
 * cheaper. */
static bool is_better(const ll_pieces *a, const ll_pieces *b) {
    uint32_t x = ll_pieces_shortest(a), y = ll_pieces_shortest(b);
    x = x < LENGTH_THAT_TELLS ? x : LENGTH_THAT_TELLS;
    y = y < LENGTH_THAT_TELLS ? y : LENGTH_THAT_TELLS;
    return x > y || (x == y && a->count < b->count);
}

void ll_part_consider(ll_part *part, const ll_pieces *need) {
    if (ll_pieces_shortest(need) < LL_REQUIRED_LENGTH)
        return;
    uint32_t at = part->need_count;
    while (at > 0 && is_better(need, &part->needs[at - 1]))
        at--;
    if (at >= LL_REQUIRED_NEEDS)
        return;
    part->need_count += part->need_count < LL_REQUIRED_NEEDS;
    for (uint32_t i = part->need_count - 1; i > at; i--)
        part->needs[i] = part->needs[i - 1];
    part->needs[at] = *need;
}

void ll_part_prefer_bytes(ll_part *part, const ll_byte_set *bytes) {
    if (!ll_byte_set_is_empty(bytes) && (ll_byte_set_is_empty(&part->bytes) ||
                                         ll_bytes_frequency(bytes, LL_START_ANYWHERE) <
                                             ll_bytes_frequency(&part->bytes, LL_START_ANYWHERE)))
        part->bytes = *bytes;
}

/* --- Beginnings ----------------------------------------------------------------------------- */

static bool has_first(const ll_part *part) {
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        if (!ll_byte_set_is_empty(&part->first[start]))
            return true;
    return false;
}

static ll_start lower_start(ll_start a, ll_start b) {
    return a < b ? a : b;
}

static ll_start higher_start(ll_start a, ll_start b) {
    return a > b ? a : b;
}

/* Adds a piece; there is one empty piece at most. */
static void add_once(ll_pieces *pieces, ll_arena *arena, ll_piece piece) {
    for (uint32_t i = 0; piece.length == 0 && i < pieces->count; i++)
        if (pieces->items[i].length == 0) {
            pieces->items[i].start = lower_start(pieces->items[i].start, piece.start);
            pieces->items[i].open = pieces->items[i].open || piece.open;
            return;
        }
    ll_pieces_add(pieces, arena, piece);
}

/* Instead of a text, the byte that it begins with. */
static void add_first_of(ll_part *part, ll_piece piece, ll_start start) {
    ll_byte_set bytes = {{0}};
    ll_bytes_unfolded(&bytes, piece.data[0], true);
    ll_bytes_start(part->first, &bytes, higher_start(start, piece.start));
}

/* Knows of the part only with which bytes it begins, or that it may be empty. */
static void shorten_to_bytes(ll_pattern_reading *r, ll_part *part) {
    ll_pieces pieces = part->pieces;
    part->pieces = (ll_pieces){NULL, 0, 0};
    for (uint32_t i = 0; i < pieces.count; i++)
        if (pieces.items[i].length == 0)
            add_once(&part->pieces, r->arena, pieces.items[i]);
        else
            add_first_of(part, pieces.items[i], LL_START_ANYWHERE);
}

static ll_piece cut_to(ll_piece piece, uint8_t length) {
    if (piece.length > length) {
        piece.length = length;
        piece.open = true;
    }
    return piece;
}

static ll_piece cut(ll_piece piece) {
    return cut_to(piece, LL_REQUIRED_LONGEST);
}

static int compare_pieces(const void *a, const void *b) {
    const ll_piece *x = a, *y = b;
    int order = ll_str_compare((ll_str){x->data, x->length}, (ll_str){y->data, y->length});
    if (order == 0)
        order = (int)y->open - (int)x->open;
    return order ? order : (int)x->start - (int)y->start;
}

/* Whether what begins with `b` is known to begin with `a`. */
static bool covers(const ll_piece *a, const ll_piece *b) {
    return a->open && a->start <= b->start && a->length <= b->length && a->length > 0 &&
           memcmp(a->data, b->data, a->length) == 0;
}

/* Cuts pieces to a length, and drops those that then begin like another. */
static void cut_all(ll_pieces *pieces, uint8_t length) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < pieces->count; i++)
        pieces->items[i] = cut_to(pieces->items[i], length);
    qsort(pieces->items, pieces->count, sizeof *pieces->items, compare_pieces);
    for (uint32_t i = 0; i < pieces->count; i++)
        if (kept == 0 || !covers(&pieces->items[kept - 1], &pieces->items[i]))
            pieces->items[kept++] = pieces->items[i];
    pieces->count = kept;
}

/* Knows less of how the part begins, but not more pieces than are worth looking for: "current
 * rises" and a hundred like it are "current ". */
static void shorten(ll_pattern_reading *r, ll_part *part) {
    for (uint8_t length = LL_REQUIRED_LONGEST; part->pieces.count > PIECES_ENOUGH && length > 1;
         length--)
        cut_all(&part->pieces, length);
    if (part->pieces.count > PIECES_ENOUGH)
        shorten_to_bytes(r, part);
}

/* One text behind another; where a space meets a space there is one (fold.h). */
static ll_piece joined(ll_arena *arena, ll_piece a, ll_piece b) {
    bool meet = a.length && b.length && a.data[a.length - 1] == ' ' && b.data[0] == ' ';
    uint32_t rest = b.length - (meet ? 1u : 0u);
    ll_piece out = {.open = b.open, .start = a.start};
    if (a.length == 0)
        out.start = higher_start(a.start, b.start);
    if (rest == 0 || a.length == 0) {
        out.data = rest == 0 ? a.data : b.data;
        out.length = rest == 0 ? a.length : b.length;
        return out;
    }
    char *text = ll_arena_alloc(arena, a.length + rest);
    memcpy(text, a.data, a.length);
    memcpy(text + a.length, b.data + (meet ? 1 : 0), rest);
    out.data = text;
    out.length = (uint8_t)(a.length + rest);
    return out;
}

typedef struct growth {
    uint32_t complete, empty; /* pieces that may go on; of these, empty ones */
} growth;

static growth growth_of(const ll_pieces *pieces) {
    growth g = {0, 0};
    for (uint32_t i = 0; i < pieces->count; i++) {
        g.complete += !pieces->items[i].open;
        g.empty += !pieces->items[i].open && pieces->items[i].length == 0;
    }
    return g;
}

/* Adds what begins with `a` and goes on with `next`. */
static void add_extended(ll_pattern_reading *r, ll_part *out, ll_piece a, const ll_part *next,
                         bool spell_out) {
    if (a.length > 0 && (!spell_out || has_first(next) || a.length >= LL_REQUIRED_LONGEST)) {
        a.open = true;
        add_once(&out->pieces, r->arena, a);
        return;
    }
    for (uint32_t i = 0; i < next->pieces.count; i++) {
        ll_piece b = next->pieces.items[i];
        if (spell_out || b.length == 0)
            add_once(&out->pieces, r->arena, cut(joined(r->arena, a, cut(b))));
        else
            add_first_of(out, b, a.start);
    }
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        ll_bytes_start(out->first, &next->first[start], higher_start(a.start, start));
}

/* How `part`, which is not exact, begins when `next` is put behind it. */
static void extend(ll_pattern_reading *r, ll_part *part, const ll_part *next) {
    growth g = growth_of(&part->pieces);
    if (g.complete == 0)
        return;
    ll_part out = *part;
    out.pieces = (ll_pieces){NULL, 0, 0};
    uint32_t open = part->pieces.count - g.complete;
    bool all = open + g.complete * next->pieces.count <= LEAD_LIMIT;
    bool fresh = open + g.empty * next->pieces.count <= LL_PIECES_LIMIT;
    for (uint32_t i = 0; i < part->pieces.count; i++) {
        ll_piece a = part->pieces.items[i];
        if (a.open)
            ll_pieces_add(&out.pieces, r->arena, a);
        else
            add_extended(r, &out, a, next, a.length ? all : fresh);
    }
    *part = out;
}

/* The same part, known by how it begins. */
static ll_part beginning(ll_pattern_reading *r, const ll_pieces *run) {
    ll_part part = {.is_exact = false};
    for (uint32_t i = 0; i < run->count; i++)
        add_once(&part.pieces, r->arena, cut(run->items[i]));
    return part;
}

static void close_all(ll_part *part) {
    for (uint32_t i = 0; i < part->pieces.count; i++)
        part->pieces.items[i].open = true;
}

/* --- Sequences ------------------------------------------------------------------------------ */

ll_sequence ll_sequence_start(ll_pattern_reading *r) {
    return (ll_sequence){
        .reading = r, .run = one_piece(r->arena, empty_piece(LL_START_ANYWHERE)), .whole = true};
}

/* Each of the one followed by each of the other; false where that would be too much. */
static bool multiply(ll_pieces *run, ll_arena *arena, const ll_pieces *next) {
    if (next->count == 1 && next->items[0].length == 0) {
        for (uint32_t i = 0; i < run->count; i++)
            if (run->items[i].length == 0)
                run->items[i].start = higher_start(run->items[i].start, next->items[0].start);
        return true;
    }
    if ((uint64_t)run->count * next->count > LL_PIECES_LIMIT)
        return false;
    for (uint32_t i = 0; i < run->count; i++)
        for (uint32_t k = 0; k < next->count; k++)
            if (run->items[i].length + next->items[k].length > LL_PIECE_LENGTH_LIMIT)
                return false;
    ll_pieces out = {NULL, 0, 0};
    for (uint32_t i = 0; i < run->count; i++)
        for (uint32_t k = 0; k < next->count; k++)
            add_once(&out, arena, joined(arena, run->items[i], next->items[k]));
    *run = out;
    return true;
}

/* The beginning so far, and what a lookahead says of how it goes on: another way to begin. */
static void look_ahead(ll_sequence *s, const ll_part *ahead) {
    ll_pattern_reading *r = s->reading;
    ll_part part = s->part;
    if (s->whole)
        part = beginning(r, &s->run);
    extend(r, &part, ahead);
    close_all(&part);
    if (!s->has_ahead || ll_part_frequency(&part) < ll_part_frequency(&s->ahead))
        s->ahead = part;
    s->has_ahead = true;
    for (uint32_t i = 0; i < ahead->need_count; i++)
        ll_part_consider(&s->part, &ahead->needs[i]);
    if (ahead->is_exact)
        ll_part_consider(&s->part, &ahead->pieces);
    ll_part_prefer_bytes(&s->part, &ahead->bytes);
}

static void keep_knowledge(ll_part *part, const ll_part *of) {
    for (uint32_t i = 0; i < of->need_count; i++)
        ll_part_consider(part, &of->needs[i]);
    ll_part_prefer_bytes(part, &of->bytes);
}

/* The part is not whole any more: its pieces tell from now on how it begins. */
static void break_off(ll_sequence *s) {
    ll_part begun = beginning(s->reading, &s->run);
    s->part.pieces = begun.pieces;
    s->whole = false;
}

void ll_sequence_add(ll_sequence *s, const ll_part *next) {
    ll_arena *arena = s->reading->arena;
    if (next->ahead)
        look_ahead(s, next->ahead);
    keep_knowledge(&s->part, next);
    bool goes_on = next->is_exact && multiply(&s->run, arena, &next->pieces);
    if (!goes_on && s->whole)
        break_off(s);
    if (!s->whole)
        extend(s->reading, &s->part, next);
    if (goes_on)
        return;
    ll_part_consider(&s->part, &s->run);
    s->run = next->is_exact ? next->pieces : one_piece(arena, empty_piece(LL_START_ANYWHERE));
}

ll_part ll_sequence_end(ll_sequence *s) {
    ll_part part = s->part;
    if (s->whole) {
        part.pieces = s->run;
        part.is_exact = true;
    }
    bool vague = !s->whole || ll_pieces_shortest(&s->run) < LL_REQUIRED_LENGTH;
    bool by_ahead =
        s->has_ahead && vague && ll_part_frequency(&s->ahead) < ll_part_frequency(&part);
    if (!s->whole || by_ahead)
        ll_part_consider(&part, &s->run);
    if (by_ahead) {
        part.is_exact = false;
        part.pieces = s->ahead.pieces;
        memcpy(part.first, s->ahead.first, sizeof part.first);
    }
    return part;
}

/* --- Choices -------------------------------------------------------------------------------- */

/* The best set of which one occurs in the part, or an empty one. */
static ll_pieces best_need(const ll_part *part) {
    ll_part best = *part;
    if (part->is_exact)
        ll_part_consider(&best, &part->pieces);
    return best.need_count ? best.needs[0] : (ll_pieces){NULL, 0, 0};
}

static void add_pieces(ll_pieces *out, ll_arena *arena, const ll_pieces *pieces) {
    for (uint32_t i = 0; i < pieces->count; i++)
        add_once(out, arena, pieces->items[i]);
}

static void unite_bytes(ll_part *out, const ll_part *part, bool first) {
    if (first)
        out->bytes = part->bytes;
    else if (ll_byte_set_is_empty(&out->bytes) || ll_byte_set_is_empty(&part->bytes))
        out->bytes = (ll_byte_set){{0}};
    else
        ll_byte_sets_unite(&out->bytes, &part->bytes);
}

void ll_choice_add(ll_choice *choice, ll_pattern_reading *r, const ll_part *part) {
    ll_part *out = &choice->part;
    ll_pieces need = best_need(part);
    bool first = !choice->any;
    choice->any = true;
    out->is_exact = (first || out->is_exact) && part->is_exact;
    unite_bytes(out, part, first);
    choice->needs_known = (first || choice->needs_known) && need.count > 0 &&
                          choice->need.count + need.count <= LL_PIECES_LIMIT;
    if (choice->needs_known)
        add_pieces(&choice->need, r->arena, &need);
    add_pieces(&out->pieces, r->arena, &part->pieces);
    for (ll_start start = LL_START_ANYWHERE; start < LL_STARTS; start++)
        ll_byte_sets_unite(&out->first[start], &part->first[start]);
    if (out->pieces.count > LL_PIECES_LIMIT) {
        out->is_exact = false;
        shorten(r, out);
    }
}

ll_part ll_choice_end(ll_choice *choice) {
    if (choice->needs_known && !choice->part.is_exact)
        ll_part_consider(&choice->part, &choice->need);
    return choice->part;
}

/* --- Repetition ----------------------------------------------------------------------------- */

/* A run of white space is one space (fold.h), however long. */
static bool is_space_alone(const ll_part *part) {
    bool alone = part->is_exact && part->pieces.count > 0;
    for (uint32_t i = 0; alone && i < part->pieces.count; i++)
        alone = part->pieces.items[i].length == 1 && part->pieces.items[i].data[0] == ' ';
    return alone;
}

static ll_part repeated_space(ll_pattern_reading *r, const ll_part *inner, uint32_t least) {
    ll_part out = ll_part_exactly(r, (ll_str){" ", 1});
    if (least == 0)
        add_once(&out.pieces, r->arena, empty_piece(LL_START_ANYWHERE));
    else
        out.bytes = inner->bytes;
    return out;
}

ll_part ll_part_repeated(ll_pattern_reading *r, const ll_part *inner, uint32_t least,
                         uint32_t most) {
    if (least == 1 && most == 1)
        return *inner;
    if (most == 0)
        return ll_part_empty(r, LL_START_ANYWHERE);
    if (is_space_alone(inner))
        return repeated_space(r, inner, least);
    ll_part out = {.is_exact = inner->is_exact && most == 1};
    memcpy(out.first, inner->first, sizeof out.first);
    for (uint32_t i = 0; i < inner->pieces.count; i++) {
        ll_piece piece = inner->pieces.items[i];
        piece.open = piece.open || (most > 1 && piece.length > 0);
        add_once(&out.pieces, r->arena, piece);
    }
    if (least == 0) {
        add_once(&out.pieces, r->arena, empty_piece(LL_START_ANYWHERE));
        return out;
    }
    keep_knowledge(&out, inner);
    if (inner->is_exact)
        ll_part_consider(&out, &inner->pieces);
    return out;
}
