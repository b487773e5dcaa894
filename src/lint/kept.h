/* Rulesets kept from one run to the next: the bytes that a caller's store holds, and what of them
 * is believed.
 *
 *     magic | sum of what follows | length of the makings | makings | image
 *
 * The makings are everything that the ruleset was made of, to the byte, so an entry is right or it
 * is damaged; its name is a short hash of them, and two that have the same name take turns in one
 * place. The sum notices what disks do to files. What people do to them it cannot: the image is
 * checked for whatever could do harm (rule/frozen.h), and whoever can write a sound one in the
 * place of another decides what is found, as whoever can write the rule files does.
 */
#ifndef LL_LINT_KEPT_H
#define LL_LINT_KEPT_H

#include "base/str.h"
#include "letterlint.h"

typedef struct ll_kept_key {
    ll_str makings;
    char name[17]; /* hexadecimal digits */
} ll_kept_key;

/* The key of what these files make; the makings are in the arena. */
void ll_kept_key_make(ll_kept_key *out, ll_arena *arena, const ll_rule_file *files, size_t count,
                      const ll_ruleset_options *options);

/* Goes on summing up: changes with every bit of what is summed up, as far as chance goes. Begin
 * with 0. */
uint64_t ll_kept_sum(uint64_t sum, const char *bytes, size_t length);

/* The bytes to keep for an image. */
ll_str ll_kept_write(ll_arena *arena, const ll_kept_key *key, ll_str image);

/* The image in bytes that were kept, as a copy aligned to 8; NULL data where they are damaged or
 * were made of something else. It is not checked itself. */
ll_str ll_kept_read(ll_arena *arena, const ll_kept_key *key, const char *bytes, size_t length);

#endif
