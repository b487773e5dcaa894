/* Writing and opening images; see pack.h, and pack_image.h for how they are laid out.
 *
 * The writer walks breadth first with a list of what is still to be looked through, so a chain of
 * objects may be as long as it likes. While it writes, a pointer is the place that it will lead to:
 * an offset and a bit that tells which of the two parts is meant.
 */
#include "base/pack_image.h"

#include "base/index.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

const ll_pack_type ll_pack_bytes = LL_PACK_PLAIN(uint8_t);
const ll_pack_type ll_pack_numbers = LL_PACK_PLAIN(uint32_t);
static const ll_pack_field text_fields[] = {{.kind = LL_PACK_TEXT, .needed = true}};
const ll_pack_type ll_pack_texts = LL_PACK_TYPE(const char *, text_fields);
static const ll_pack_field str_fields[] = {{.kind = LL_PACK_STR, .needed = true}};
const ll_pack_type ll_pack_strs = LL_PACK_TYPE(ll_str, str_fields);

static const ll_pack_field near_str_fields[] = {
    {.kind = LL_PACK_STR, .needed = true, .near = true}};
const ll_pack_type ll_pack_near_strs = LL_PACK_TYPE(ll_near_str, near_str_fields);

const char ll_pack_magic[8] = "llpack1";

uint64_t ll_pack_links_size(uint32_t count) {
    return ((uint64_t)count + 1) / 2 * 2 * sizeof(uint32_t);
}

static bool is_number(const ll_pack_field *field) {
    return field->kind == LL_PACK_BOOL || field->kind == LL_PACK_BELOW;
}

// NOLINTNEXTLINE(misc-no-recursion)
bool ll_pack_is_linked(const ll_pack_type *type) {
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ll_pack_field *field = &type->fields[i];
        if (!is_number(field) && !field->near &&
            (field->kind != LL_PACK_INSIDE || ll_pack_is_linked(field->type)))
            return true;
    }
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion)
bool ll_pack_is_leading(const ll_pack_type *type) {
    for (uint32_t i = 0; i < type->field_count; i++) {
        const ll_pack_field *field = &type->fields[i];
        if (!is_number(field) && (field->kind != LL_PACK_INSIDE || ll_pack_is_leading(field->type)))
            return true;
    }
    return false;
}

/* --- Writing -------------------------------------------------------------------------------- */

/* One of the two parts. */
typedef struct part {
    char *data;
    uint32_t size, capacity;
} part;

/* Where in the image something is. */
typedef uint64_t place;

/* An object that is written, by the address that it has in memory. */
typedef struct known {
    const void *object; /* NULL: a free slot */
    const ll_pack_type *type;
    place at;
} known;

/* A place that is written to. */
typedef struct spot {
    ll_pack_part part;
    uint32_t at;
} spot;

/* Objects whose fields are not written yet. */
typedef struct task {
    const char *object;
    const ll_pack_type *type;
    spot to;
} task;

typedef struct writer {
    ll_arena *arena;
    part parts[2];
    known *slots;
    uint32_t slot_count, known_count;
    task *tasks;
    uint32_t task_count, task_capacity;
    uint32_t *links;
    uint32_t link_count, link_capacity;
    ll_index texts; /* offset in REST by content */
} writer;

static place place_of(ll_pack_part id, uint32_t offset) {
    return (place)offset << 1 | (id == LL_PACK_REST);
}

static uint32_t add_bytes(writer *w, ll_pack_part id, const void *data, size_t size) {
    part *p = &w->parts[id];
    uint32_t at = (p->size + LL_PACK_ALIGNMENT - 1) / LL_PACK_ALIGNMENT * LL_PACK_ALIGNMENT;
    if (size > INT32_MAX - at)
        ll_arena_fail(w->arena);
    p->data = ll_arena_grow(w->arena, p->data, &p->capacity, at + (uint32_t)size, 1);
    if (size)
        memcpy(p->data + at, data, size);
    p->size = at + (uint32_t)size;
    return at;
}

/* --- What is known -------------------------------------------------------------------------- */

static uint32_t hash(const void *object, const ll_pack_type *type) {
    uint64_t mixed = ((uintptr_t)object ^ (uintptr_t)type << 7) * UINT64_C(0x9E3779B97F4A7C15);
    return (uint32_t)(mixed >> 32);
}

static known *slot_of(const writer *w, const void *object, const ll_pack_type *type) {
    uint32_t i = hash(object, type) & (w->slot_count - 1);
    while (w->slots[i].object && (w->slots[i].object != object || w->slots[i].type != type))
        i = (i + 1) & (w->slot_count - 1);
    return &w->slots[i];
}

static void make_room(writer *w) {
    if (w->known_count < w->slot_count / 2)
        return;
    writer grown = *w;
    grown.slot_count = w->slot_count ? w->slot_count * 2 : FIRST_SLOTS;
    grown.slots = ll_arena_array(w->arena, grown.slot_count, sizeof *grown.slots);
    for (uint32_t i = 0; i < w->slot_count; i++)
        if (w->slots[i].object)
            *slot_of(&grown, w->slots[i].object, w->slots[i].type) = w->slots[i];
    *w = grown;
}

static void remember(writer *w, const void *object, const ll_pack_type *type, place at) {
    make_room(w);
    known *slot = slot_of(w, object, type);
    w->known_count += slot->object == NULL;
    *slot = (known){object, type, at};
}

/* --- Objects -------------------------------------------------------------------------------- */

static void add_task(writer *w, const char *object, const ll_pack_type *type, spot to) {
    w->tasks =
        ll_arena_grow(w->arena, w->tasks, &w->task_capacity, w->task_count + 1, sizeof *w->tasks);
    w->tasks[w->task_count++] = (task){object, type, to};
}

/* Lays down `count` objects that stand side by side; their fields follow later. */
static place add_objects(writer *w, const void *objects, const ll_pack_type *type, uint32_t count) {
    const known *found = w->slot_count ? slot_of(w, objects, type) : NULL;
    if (found && found->object)
        return found->at;
    bool linked = ll_pack_is_linked(type), leading = ll_pack_is_leading(type);
    ll_pack_part id = linked ? LL_PACK_LINKED : LL_PACK_REST;
    uint32_t at = add_bytes(w, id, objects, (size_t)count * type->size);
    for (uint32_t i = 0; i < (leading ? count : 1); i++) {
        const char *object = (const char *)objects + (size_t)i * type->size;
        spot to = {id, at + i * type->size};
        if (linked || i == 0)
            remember(w, object, type, place_of(id, to.at));
        if (leading)
            add_task(w, object, type, to);
    }
    return place_of(id, at);
}

/* Texts of the same content are one; each gets a NUL behind it. */
static place add_text(writer *w, ll_str text) {
    uint32_t at = ll_index_find(&w->texts, text);
    if (at == UINT32_MAX) {
        part *rest = &w->parts[LL_PACK_REST];
        at = rest->size;
        if (text.length >= INT32_MAX - at)
            ll_arena_fail(w->arena);
        rest->data = ll_arena_grow(w->arena, rest->data, &rest->capacity, at + text.length + 1, 1);
        if (text.length)
            memcpy(rest->data + at, text.data, text.length);
        rest->data[at + text.length] = '\0';
        rest->size = at + text.length + 1;
        ll_index_add(&w->texts, text, at);
    }
    return place_of(LL_PACK_REST, at);
}

/* A near pointer leads from where nothing is copied to where nothing is; another description is a
 * mistake, which shows when letterlint is built. */
static void set_near(writer *w, spot to, const void *pointer, place target) {
    ll_near near = {.by = pointer ? (int64_t)(target >> 1) - (int64_t)to.at : 0};
    if (to.part != LL_PACK_REST || (pointer && (target & 1) != LL_PACK_REST))
        ll_arena_fail(w->arena);
    memcpy(w->parts[to.part].data + to.at, &near, sizeof near);
}

/* Puts a pointer there: the place it will lead to, or zero. */
static void set_pointer(writer *w, const ll_pack_field *field, spot to, const void *pointer,
                        place target) {
    uintptr_t value = pointer ? (uintptr_t)target : 0;
    if (field->near) {
        set_near(w, to, pointer, target);
        return;
    }
    memcpy(w->parts[to.part].data + to.at, &value, sizeof value);
    if (!pointer)
        return;
    w->links =
        ll_arena_grow(w->arena, w->links, &w->link_capacity, w->link_count + 1, sizeof *w->links);
    w->links[w->link_count++] = to.at;
}

/* --- Fields --------------------------------------------------------------------------------- */

static spot further(spot to, size_t offset) {
    return (spot){to.part, to.at + (uint32_t)offset};
}

static const void *pointer_at(const char *object, const ll_pack_field *field) {
    const void *pointer;
    if (field->near)
        return ll_near_get((const void *)object);
    memcpy(&pointer, object, sizeof pointer);
    return pointer;
}

/* With zeros in what lies between the fields of a text, too. */
static void write_str(writer *w, const char *at, const ll_pack_field *field, spot to) {
    size_t size = field->near ? sizeof(ll_near_str) : sizeof(ll_str);
    size_t data = field->near ? offsetof(ll_near_str, data) : offsetof(ll_str, data);
    size_t length = field->near ? offsetof(ll_near_str, length) : offsetof(ll_str, length);
    ll_str text = {.data = pointer_at(at + data, field)};
    memcpy(&text.length, at + length, sizeof text.length);
    place target = text.data ? add_text(w, text) : 0;
    char *object = w->parts[to.part].data + to.at;
    memset(object, 0, size);
    memcpy(object + length, &text.length, sizeof text.length);
    set_pointer(w, field, further(to, data), text.data, target);
}

static void write_text(writer *w, const char *at, const ll_pack_field *field, spot to) {
    const char *text = pointer_at(at, field);
    set_pointer(w, field, to, text, text ? add_text(w, ll_str_of(text)) : 0);
}

static void write_one(writer *w, const char *at, const ll_pack_field *field, spot to) {
    const void *object = pointer_at(at, field);
    set_pointer(w, field, to, object, object ? add_objects(w, object, field->type, 1) : 0);
}

static void write_many(writer *w, const char *at, const ll_pack_field *field, spot to) {
    const void *objects = pointer_at(at, field);
    uint32_t count;
    memcpy(&count, at - field->offset + field->count, sizeof count);
    objects = count ? objects : NULL;
    set_pointer(w, field, to, objects, objects ? add_objects(w, objects, field->type, count) : 0);
}

static void write_inside(writer *w, const char *at, const ll_pack_field *field, spot to) {
    uint32_t size = field->type->size;
    for (uint32_t i = 0; i < field->repeat; i++)
        add_task(w, at + (size_t)i * size, field->type, further(to, (size_t)i * size));
}

static void leave_out(writer *w, const char *at, const ll_pack_field *field, spot to) {
    (void)at;
    memset(w->parts[to.part].data + to.at, 0, field->repeat);
}

/* The bytes of the object are there already. */
static void keep(writer *w, const char *at, const ll_pack_field *field, spot to) {
    (void)w, (void)at, (void)field, (void)to;
}

static void write_fields(writer *w, const task *t) {
    static void (*const write[])(writer *, const char *, const ll_pack_field *, spot) = {
        [LL_PACK_STR] = write_str,   [LL_PACK_TEXT] = write_text,     [LL_PACK_ONE] = write_one,
        [LL_PACK_MANY] = write_many, [LL_PACK_INSIDE] = write_inside, [LL_PACK_LEFT] = leave_out,
        [LL_PACK_BOOL] = keep,       [LL_PACK_BELOW] = keep};
    for (uint32_t i = 0; i < t->type->field_count; i++) {
        const ll_pack_field *field = &t->type->fields[i];
        write[field->kind](w, t->object + field->offset, field, further(t->to, field->offset));
    }
}

static ll_str joined(const writer *w, place root) {
    const part *linked = &w->parts[LL_PACK_LINKED], *rest = &w->parts[LL_PACK_REST];
    uint32_t linked_size =
        (linked->size + LL_PACK_ALIGNMENT - 1) / LL_PACK_ALIGNMENT * LL_PACK_ALIGNMENT;
    uint32_t links_size = (uint32_t)ll_pack_links_size(w->link_count);
    uint64_t size = sizeof(ll_pack_header) + (uint64_t)linked_size + links_size + rest->size;
    if (size > INT32_MAX)
        ll_arena_fail(w->arena);
    char *image = ll_arena_alloc(w->arena, (size_t)size), *at = image;
    ll_pack_header head = {.root = root,
                           .linked_size = linked_size,
                           .link_count = w->link_count,
                           .rest_size = rest->size,
                           .pointer_size = sizeof(void *)};
    memcpy(head.magic, ll_pack_magic, sizeof head.magic);
    memcpy(at, &head, sizeof head);
    memcpy(at += sizeof head, linked->data, linked->size);
    if (w->link_count)
        memcpy(at + linked_size, w->links, w->link_count * sizeof *w->links);
    if (rest->size)
        memcpy(at + linked_size + links_size, rest->data, rest->size);
    return (ll_str){image, (uint32_t)size};
}

ll_str ll_pack_write(ll_arena *arena, const ll_pack_type *type, const void *root) {
    writer w = {.arena = arena, .texts = {.arena = arena}};
    place at = add_objects(&w, root, type, 1);
    for (uint32_t i = 0; i < w.task_count; i++) {
        task t = w.tasks[i]; /* the list may move while it grows */
        write_fields(&w, &t);
    }
    return joined(&w, at);
}

/* --- Opening -------------------------------------------------------------------------------- */

void *ll_pack_open(ll_arena *arena, ll_str image) {
    ll_pack_header head;
    if (image.length < sizeof head)
        return NULL;
    memcpy(&head, image.data, sizeof head);
    if (memcmp(head.magic, ll_pack_magic, sizeof head.magic) != 0 ||
        head.pointer_size != sizeof(void *))
        return NULL;
    const char *links = image.data + sizeof head + head.linked_size;
    uint32_t links_size = (uint32_t)ll_pack_links_size(head.link_count);
    char *linked = ll_arena_copy(arena, image.data + sizeof head, head.linked_size);
    const char *bases[] = {linked, links + links_size};
    for (uint32_t i = 0; i < head.link_count; i++) {
        uint32_t slot;
        uintptr_t value;
        memcpy(&slot, links + i * sizeof slot, sizeof slot);
        memcpy(&value, linked + slot, sizeof value);
        const char *pointer = bases[value & 1] + (value >> 1);
        memcpy(linked + slot, &pointer, sizeof pointer);
    }
    return linked + (head.root >> 1);
}
