/* Rulesets kept from one run to the next: the bytes that a caller's store holds, and what of them
 * is believed.
 *
 *     magic | sum of what follows | key | image
 *
 * The key names everything that the ruleset was made of, so an entry is right or it is damaged. The
 * sum notices what disks do to files. What people do to them it cannot: the image is checked for
 * whatever could do harm (rule/frozen.h), and whoever can write a sound one in the place of another
 * decides what is found, as whoever can write the rule files does.
 */
#ifndef LL_LINT_KEPT_H
#define LL_LINT_KEPT_H

#include "base/sha256.h"
#include "letterlint.h"

typedef struct ll_kept_key {
    unsigned char bytes[LL_SHA256_SIZE];
    char name[2 * LL_SHA256_SIZE + 1]; /* in hexadecimal digits */
} ll_kept_key;

/* The key of what these files make. */
void ll_kept_key_make(ll_kept_key *out, const ll_rule_file *files, size_t count,
                      const ll_ruleset_options *options);

/* The bytes to keep for an image. */
ll_str ll_kept_write(ll_arena *arena, const ll_kept_key *key, ll_str image);

/* The image in bytes that were kept, as a copy aligned to 8; NULL data where they are damaged or
 * another key's. It is not checked itself. */
ll_str ll_kept_read(ll_arena *arena, const ll_kept_key *key, const char *bytes, size_t length);

#endif
