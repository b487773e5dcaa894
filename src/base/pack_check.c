/* Checking images; see pack_check.h.
 *
 * The writer lays down objects in the order in which it comes upon them, and a pointer leads to the
 * very next place. So the check needs no map of the image: it walks from the root as the writer did
 * and asks of each pointer whether it leads where the writer would have put its object. Every byte
 * is thereby claimed once, as one type, from one start, and the list of links must be met in order,
 * each link once and none besides.
 *
 * What is reached is a tree: no walk over it goes in circles or takes longer than the image is.
 * Only texts and single objects without pointers may be reached from several places; those that
 * were claimed are a list that rises by itself.
 *
 * There is no recursion but into objects within objects, which is as deep as the descriptions; all
 * sums are of 64 bits over sizes of 32.
 */
#include "base/pack_check.h"

#include "base/pack_image.h"
#include "base/utf8.h"

#include <string.h>

/* A single object, or, without a type, a text of so many bytes. */
typedef struct claim {
    const ll_pack_type *type;
    uint32_t at, length;
} claim;

/* One of the two parts. */
typedef struct part {
    const char *data;
    uint64_t size, next; /* bytes, and how many of them are claimed */
} part;

/* An object with pointers, whose fields are still to be looked at. */
typedef struct task {
    const ll_pack_type *type;
    ll_pack_part part;
    uint32_t at;
} task;

typedef struct checker {
    ll_arena *arena;
    part parts[2];
    const char *links;
    uint32_t link_count, links_seen;
    task *tasks;
    uint32_t task_count, task_capacity;
    claim *claims; /* in REST, rising */
    uint32_t claim_count, claim_capacity;
    ll_pack_part part; /* that the object at hand is in */
} checker;

static uint32_t number_at(const char *place) {
    uint32_t number;
    memcpy(&number, place, sizeof number);
    return number;
}

static bool is_zero(const char *bytes, uint64_t count) {
    for (uint64_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* --- Claims --------------------------------------------------------------------------------- */

static void add_claim(checker *c, claim made) {
    c->claims = ll_arena_grow(c->arena, c->claims, &c->claim_capacity, c->claim_count + 1,
                              sizeof *c->claims);
    c->claims[c->claim_count++] = made;
}

/* Whether the same was claimed before. */
static bool is_claimed(const checker *c, claim wanted) {
    uint32_t low = 0, high = c->claim_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->claims[middle].at < wanted.at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->claim_count && c->claims[low].at == wanted.at &&
           c->claims[low].type == wanted.type && c->claims[low].length == wanted.length;
}

static uint64_t aligned(uint64_t size) {
    return (size + LL_PACK_ALIGNMENT - 1) / LL_PACK_ALIGNMENT * LL_PACK_ALIGNMENT;
}

static bool check_bounds(const char *object, const ll_pack_type *type);

static void add_task(checker *c, const ll_pack_type *type, ll_pack_part id, uint32_t at) {
    c->tasks =
        ll_arena_grow(c->arena, c->tasks, &c->task_capacity, c->task_count + 1, sizeof *c->tasks);
    c->tasks[c->task_count++] = (task){type, id, at};
}

/* Notes what is to be looked at in an object: now, where it holds nothing but numbers. */
static bool look_into(checker *c, ll_pack_part id, const ll_pack_type *type, uint64_t at) {
    if (!ll_pack_is_leading(type))
        return check_bounds(c->parts[id].data + at, type);
    add_task(c, type, id, (uint32_t)at);
    return true;
}

static bool claim_objects(checker *c, uint64_t place, const ll_pack_type *type, uint32_t count) {
    ll_pack_part id = ll_pack_is_linked(type) ? LL_PACK_LINKED : LL_PACK_REST;
    part *p = &c->parts[id];
    uint64_t at = place >> 1, start = aligned(p->next), end = at + (uint64_t)count * type->size;
    bool single = count == 1 && !ll_pack_is_leading(type);
    if ((place & 1) != id || at > start)
        return false;
    if (at < start)
        return single && is_claimed(c, (claim){type, (uint32_t)at, 0});
    if (end > p->size || !is_zero(p->data + p->next, start - p->next))
        return false;
    p->next = end;
    if (single)
        add_claim(c, (claim){type, (uint32_t)at, 0});
    for (uint32_t i = 0; type->field_count > 0 && i < count; i++)
        if (!look_into(c, id, type, at + (uint64_t)i * type->size))
            return false;
    return true;
}

static bool claim_text(checker *c, uint64_t place, uint32_t length) {
    part *p = &c->parts[LL_PACK_REST];
    uint64_t at = place >> 1, end = at + length;
    if ((place & 1) != LL_PACK_REST || at > p->next || end >= p->size)
        return false;
    if (at < p->next)
        return is_claimed(c, (claim){NULL, (uint32_t)at, length});
    if (p->data[end] != '\0' || ll_utf8_find_invalid(p->data + at, length) != length)
        return false;
    add_claim(c, (claim){NULL, (uint32_t)at, length});
    p->next = end + 1;
    return true;
}

/* --- Fields --------------------------------------------------------------------------------- */

/* Reads a near pointer: what it leads to is in the last part, as it is itself. */
static bool read_near(const char *object, bool *is_link, uint64_t *place, uint64_t at) {
    ll_near near;
    memcpy(&near, object, sizeof near);
    *is_link = near.by != 0;
    *place = *is_link ? (at + (uint64_t)near.by) << 1 | LL_PACK_REST : 0;
    return near.by >= -(int64_t)at && near.by <= UINT32_MAX;
}

/* Reads the pointer at `at` of its part: a link, whose turn it is, or zero. False where it is
 * neither. */
static bool read_pointer(checker *c, const char *object, const ll_pack_field *field, bool *is_link,
                         uint64_t *place, uint64_t at) {
    uintptr_t value;
    if (field->near)
        return read_near(object, is_link, place, at);
    memcpy(&value, object, sizeof value);
    *is_link = c->links_seen < c->link_count &&
               number_at(c->links + (size_t)c->links_seen * sizeof(uint32_t)) == at;
    *place = value;
    c->links_seen += *is_link;
    return *is_link || value == 0;
}

static bool check_str(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    size_t data = field->near ? offsetof(ll_near_str, data) : offsetof(ll_str, data);
    size_t length_at = field->near ? offsetof(ll_near_str, length) : offsetof(ll_str, length);
    uint32_t length = number_at(object + length_at);
    bool is_link;
    uint64_t place;
    if (!read_pointer(c, object + data, field, &is_link, &place, at + data))
        return false;
    return is_link ? claim_text(c, place, length) : length == 0 && !field->needed;
}

static bool check_text(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    const part *rest = &c->parts[LL_PACK_REST];
    bool is_link;
    uint64_t place;
    if (!read_pointer(c, object, field, &is_link, &place, at))
        return false;
    if (!is_link)
        return !field->needed;
    if (place >> 1 >= rest->size)
        return false;
    const char *text = rest->data + (place >> 1);
    const char *nul = memchr(text, '\0', (size_t)(rest->size - (place >> 1)));
    return nul && claim_text(c, place, (uint32_t)(nul - text));
}

static bool check_one(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    bool is_link;
    uint64_t place;
    if (!read_pointer(c, object, field, &is_link, &place, at))
        return false;
    return is_link ? claim_objects(c, place, field->type, 1) : !field->needed;
}

static bool check_many(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    uint32_t count = number_at(object - field->offset + field->count);
    bool is_link;
    uint64_t place;
    if (!read_pointer(c, object, field, &is_link, &place, at))
        return false;
    return is_link ? count > 0 && claim_objects(c, place, field->type, count) : count == 0;
}

static bool check_inside(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    (void)object;
    for (uint32_t i = 0; i < field->repeat; i++)
        if (!look_into(c, c->part, field->type, at + (uint64_t)i * field->type->size))
            return false;
    return true;
}

static bool check_left(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    (void)c;
    (void)at;
    return is_zero(object, field->repeat);
}

static bool check_bool(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    (void)c;
    (void)field;
    (void)at;
    return (unsigned char)*object <= 1;
}

static bool check_below(checker *c, const char *object, const ll_pack_field *field, uint64_t at) {
    (void)c;
    (void)at;
    return number_at(object) < field->repeat;
}

/* The fields of an object that holds nothing but numbers. */
// NOLINTNEXTLINE(misc-no-recursion)
static bool check_bounds(const char *object, const ll_pack_type *type) {
    bool good = true;
    for (uint32_t i = 0; i < type->field_count && good; i++) {
        const ll_pack_field *field = &type->fields[i];
        const char *at = object + field->offset;
        if (field->kind == LL_PACK_BOOL)
            good = check_bool(NULL, at, field, 0);
        else if (field->kind == LL_PACK_BELOW)
            good = check_below(NULL, at, field, 0);
        else
            for (uint32_t k = 0; k < field->repeat && good; k++)
                good = check_bounds(at + (size_t)k * field->type->size, field->type);
    }
    return good;
}

static bool check_fields(checker *c, const task *t) {
    static bool (*const check[])(checker *, const char *, const ll_pack_field *, uint64_t) = {
        [LL_PACK_STR] = check_str,   [LL_PACK_TEXT] = check_text,     [LL_PACK_ONE] = check_one,
        [LL_PACK_MANY] = check_many, [LL_PACK_INSIDE] = check_inside, [LL_PACK_LEFT] = check_left,
        [LL_PACK_BOOL] = check_bool, [LL_PACK_BELOW] = check_below};
    const char *object = c->parts[t->part].data + t->at;
    c->part = t->part;
    for (uint32_t i = 0; i < t->type->field_count; i++) {
        const ll_pack_field *field = &t->type->fields[i];
        if (!check[field->kind](c, object + field->offset, field, (uint64_t)t->at + field->offset))
            return false;
    }
    return true;
}

/* --- The whole ------------------------------------------------------------------------------ */

/* Finds the parts; false where they do not make up the image. */
static bool divide(checker *c, ll_str image) {
    ll_pack_header head;
    if (image.length < sizeof head)
        return false;
    memcpy(&head, image.data, sizeof head);
    uint64_t links_size = ll_pack_links_size(head.link_count);
    if (memcmp(head.magic, ll_pack_magic, sizeof head.magic) != 0 || head.root != 0 ||
        head.pointer_size != sizeof(void *) || head.linked_size % LL_PACK_ALIGNMENT != 0 ||
        sizeof head + head.linked_size + links_size + head.rest_size != image.length)
        return false;
    const char *linked = image.data + sizeof head;
    c->links = linked + head.linked_size;
    c->link_count = head.link_count;
    c->parts[LL_PACK_LINKED] = (part){.data = linked, .size = head.linked_size};
    c->parts[LL_PACK_REST] = (part){.data = c->links + links_size, .size = head.rest_size};
    uint64_t used = (uint64_t)head.link_count * sizeof(uint32_t);
    return is_zero(c->links + used, links_size - used);
}

static bool is_used_up(const checker *c) {
    const part *linked = &c->parts[LL_PACK_LINKED], *rest = &c->parts[LL_PACK_REST];
    return c->links_seen == c->link_count && rest->next == rest->size &&
           aligned(linked->next) == linked->size &&
           is_zero(linked->data + linked->next, linked->size - linked->next);
}

bool ll_pack_is_image(ll_arena *scratch, const ll_pack_type *type, ll_str image) {
    checker c = {.arena = scratch};
    if (!divide(&c, image) || !claim_objects(&c, 0, type, 1))
        return false;
    for (uint32_t i = 0; i < c.task_count; i++) {
        task t = c.tasks[i]; /* the list may move while it grows */
        if (!check_fields(&c, &t))
            return false;
    }
    return is_used_up(&c);
}
