/* Whether bytes that come from elsewhere are an image that ll_pack_open may be given: a file of a
 * cache is written by whoever can write there. */
#ifndef LL_BASE_PACK_CHECK_H
#define LL_BASE_PACK_CHECK_H

#include "base/pack.h"

/* True only for an image of one object of that type, laid out as ll_pack_write does it: whatever
 * may be reached from the root is an object or a text that lies in the image whole, and numbers
 * that are described are within their bounds. What other numbers mean is the caller's to check.
 * Objects that hold pointers and arrays are reached from one place only: the image is of a tree.
 * `scratch` is used up by a few bytes an object. */
bool ll_pack_is_image(ll_arena *scratch, const ll_pack_type *type, ll_str image);

#endif
