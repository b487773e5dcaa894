/* The index of index.h: a hash table, open-addressed and at most half full. */
#include "base/index.h"

struct ll_index_slot {
    ll_str text; /* empty: a free slot */
    uint32_t number;
};

enum { FIRST_CAPACITY = 64 };

static const ll_pack_field slot_fields[] = {
    LL_STR_FIELD(struct ll_index_slot, text),
};
static const ll_pack_type slot_packed = LL_PACK_TYPE(struct ll_index_slot, slot_fields);
static const ll_pack_field index_fields[] = {
    LL_LEFT_FIELD(ll_index, arena),
    LL_MANY_FIELD(ll_index, slots, slot_packed, capacity),
};
const ll_pack_type ll_index_packed = LL_PACK_TYPE(ll_index, index_fields);

static uint32_t hash(ll_str text) {
    uint32_t value = 2166136261u; /* FNV-1a */
    for (uint32_t i = 0; i < text.length; i++)
        value = (value ^ (unsigned char)text.data[i]) * 16777619u;
    return value;
}

/* The slot that holds the text, or the free one where it would go. */
static struct ll_index_slot *slot_of(const ll_index *index, ll_str text) {
    uint32_t mask = index->capacity - 1, i = hash(text) & mask;
    while (index->slots[i].text.length && !ll_str_equal(index->slots[i].text, text))
        i = (i + 1) & mask;
    return &index->slots[i];
}

static void make_room(ll_index *index) {
    if (index->count < index->capacity / 2)
        return;
    ll_index grown = *index;
    grown.capacity = index->capacity ? index->capacity * 2 : FIRST_CAPACITY;
    grown.slots = ll_arena_array(index->arena, grown.capacity, sizeof *grown.slots);
    for (uint32_t i = 0; i < index->capacity; i++)
        if (index->slots[i].text.length)
            *slot_of(&grown, index->slots[i].text) = index->slots[i];
    ll_arena_release(index->arena, index->slots, index->capacity * sizeof *index->slots);
    *index = grown;
}

void ll_index_add(ll_index *index, ll_str text, uint32_t number) {
    if (!text.length)
        return;
    make_room(index);
    struct ll_index_slot *slot = slot_of(index, text);
    if (slot->text.length)
        return;
    *slot = (struct ll_index_slot){text, number};
    index->count++;
}

uint32_t ll_index_find(const ll_index *index, ll_str text) {
    if (!index->capacity || !text.length)
        return UINT32_MAX;
    const struct ll_index_slot *slot = slot_of(index, text);
    return slot->text.length ? slot->number : UINT32_MAX;
}

bool ll_index_is_sound(const ll_index *index, uint32_t below) {
    uint32_t used = 0;
    if ((index->capacity & (index->capacity - 1)) != 0)
        return false;
    for (uint32_t i = 0; i < index->capacity; i++) {
        if (index->slots[i].text.length && index->slots[i].number >= below)
            return false;
        used += index->slots[i].text.length > 0;
    }
    return used == index->count && used <= index->capacity / 2;
}
