/* An index: texts and the number each stands for, found in constant time however many there are. */
#ifndef LL_BASE_INDEX_H
#define LL_BASE_INDEX_H

#include "base/pack.h"
#include "base/str.h"

/* Zero it and set `arena`. */
typedef struct ll_index {
    ll_arena *arena;
    struct ll_index_slot *slots;
    uint32_t capacity, count;
} ll_index;

/* As it is frozen; the arena is for the caller to set. */
extern const ll_pack_type ll_index_packed;

/* Notes a text, which is borrowed, unless it is there already. Empty ones are not noted. */
void ll_index_add(ll_index *index, ll_str text, uint32_t number);

/* The number that the text was first noted with, or UINT32_MAX. */
uint32_t ll_index_find(const ll_index *index, ll_str text);

/* Whether an index that comes from elsewhere can be asked: a free slot ends every search, and all
 * numbers are below a bound. */
bool ll_index_is_sound(const ll_index *index, uint32_t below);

#endif
