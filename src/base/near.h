/* Pointers that are kept as the distance from where they stand.
 *
 * What holds no others may be used wherever it lies, as long as what it leads to lies where it did
 * from there: a part of an image (pack.h) needs neither a copy nor an address put right. The price:
 * such an object must not be copied or moved, unless what it leads to goes along.
 */
#ifndef LL_BASE_NEAR_H
#define LL_BASE_NEAR_H

#include "base/str.h"

typedef struct ll_near {
    int64_t by; /* 0: NULL */
} ll_near;

typedef struct ll_near_str {
    ll_near data;
    uint32_t length;
} ll_near_str;

static inline const void *ll_near_get(const ll_near *near) {
    return near->by ? (const char *)near + near->by : NULL;
}

/* By way of integers, since the two may be of different arrays. */
static inline void ll_near_set(ll_near *near, const void *target) {
    near->by = target ? (int64_t)((uintptr_t)target - (uintptr_t)near) : 0;
}

static inline ll_str ll_near_str_get(const ll_near_str *near) {
    return (ll_str){ll_near_get(&near->data), near->length};
}

static inline void ll_near_str_set(ll_near_str *near, ll_str text) {
    ll_near_set(&near->data, text.data);
    near->length = text.length;
}

#endif
