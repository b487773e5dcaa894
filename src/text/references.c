/* The memory of decoded character references of align.h: an open-addressed hash table. A letter
 * may repeat one reference a hundred thousand times, and asking libcmark costs a parse. */
#include "text/align.h"

#include <string.h>

typedef struct ll_reference {
    ll_str text;    /* as written; empty: a free slot */
    ll_str decoded; /* empty: not a reference after all */
} ll_reference;

enum { LONGEST_REFERENCE = 33 };

/* The text up to the ';' that would end a reference, or nothing. */
static ll_str candidate(ll_str text) {
    for (uint32_t i = 1; i < text.length && i < LONGEST_REFERENCE; i++) {
        char c = text.data[i];
        if (c == ';')
            return ll_str_slice(text, 0, i + 1);
        if (c == ' ' || c == '&' || c == '\n')
            break;
    }
    return ll_str_of("");
}

static uint32_t hash(ll_str text) {
    uint32_t value = 2166136261u; /* FNV-1a */
    for (uint32_t i = 0; i < text.length; i++)
        value = (value ^ (unsigned char)text.data[i]) * 16777619u;
    return value;
}

static ll_reference *find_slot(ll_references *references, ll_str text) {
    uint32_t mask = references->capacity - 1, i = hash(text) & mask;
    while (references->slots[i].text.length && !ll_str_equal(references->slots[i].text, text))
        i = (i + 1) & mask;
    return &references->slots[i];
}

static void make_room(ll_references *references, ll_arena *arena) {
    if (references->count * 2 < references->capacity)
        return;
    ll_references grown = {.capacity = references->capacity ? references->capacity * 2 : 64,
                           .count = references->count};
    grown.slots = ll_arena_array(arena, grown.capacity, sizeof *grown.slots);
    for (uint32_t i = 0; i < references->capacity; i++)
        if (references->slots[i].text.length)
            *find_slot(&grown, references->slots[i].text) = references->slots[i];
    *references = grown;
}

uint32_t ll_references_decode(ll_str *decoded, ll_references *references, ll_arena *arena,
                              ll_str text) {
    ll_str reference = candidate(text);
    if (!reference.length)
        return 0;
    make_room(references, arena);
    ll_reference *slot = find_slot(references, reference);
    if (!slot->text.length) {
        references->count++;
        slot->text = (ll_str){ll_str_copy(arena, reference), reference.length};
        slot->decoded = ll_str_of("");
        ll_markdown_decode_entity(&slot->decoded, arena, slot->text);
    }
    *decoded = slot->decoded;
    return slot->decoded.length ? reference.length : 0;
}
