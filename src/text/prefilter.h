/* The prefilter: where each of many patterns is worth trying, told in one pass over a text.
 *
 * Every pattern brings what it requires (required.h): the texts and bytes that a match can begin
 * with, and those that must stand behind. All fixed texts are in one table, by a hash of two to
 * six of their bytes; a flag for each hash tells at nearly every place of a letter that no text
 * stands there. What is needed is remembered by its last place, so one comparison tells whether it
 * stands behind a start.
 *
 * The table is made of flat arrays of numbers that refer to one another by index, so it can be
 * written to a file and used in place.
 */
#ifndef LL_TEXT_PREFILTER_H
#define LL_TEXT_PREFILTER_H

#include "base/pack.h"
#include "letterlint.h"
#include "text/fold.h"
#include "text/required.h"

enum {
    LL_PREFILTER_HASH_BITS = 16,
    LL_PREFILTER_HASHES = 1 << LL_PREFILTER_HASH_BITS,
    LL_PREFILTER_BYTES = 256,
    LL_PREFILTER_NEEDS = LL_REQUIRED_NEEDS + 1, /* of a pattern: texts, and bytes */
};

/* A fixed text in the table. */
typedef struct ll_needle {
    uint64_t text;  /* its bytes in the order of memory, zeros behind */
    uint32_t list;  /* what it stands for */
    uint8_t length; /* 2 to 8 */
    uint8_t before; /* bytes before those that are hashed */
    uint8_t hashed; /* one of prefilter_hash.h's lengths */
    uint8_t start;  /* where it stands: an ll_start */
} ll_needle;

/* A list says what a text or a byte stands for: needs, which are numbered, and patterns that can
 * begin with it. */
typedef struct ll_needle_list {
    uint32_t needs, leads, end; /* indices into `targets` */
} ll_needle_list;

typedef struct ll_prefilter {
    uint32_t pattern_count, need_count;
    uint32_t needle_count, list_count, target_count, used_count, search_count;
    uint32_t bucket_count, hash_count, byte_count; /* of arrays: as told there */
    uint32_t byte_list_count;                      /* so many lists, the first, are of bytes */
    const ll_needle *needles;                      /* by hash */
    const uint32_t *buckets;                       /* of each hash its first needle, and one more */
    const uint8_t *flags;                          /* of each hash: see prefilter_hash.h */
    const ll_needle_list *lists;                   /* list 0 is empty */
    const uint32_t *targets;                       /* numbers of needs and patterns */
    const uint32_t *first_needs; /* of each target that is a pattern, the first that it has; they
                                    stand in the order in which they are asked for */
    const uint32_t *byte_lists;  /* by ll_start, the list of each byte there */
    /* Of each pattern as many numbers of needs as it may have; where it has fewer, the number
     * behind the last one, which is always met. */
    const uint32_t *used;
    const uint32_t *searches; /* patterns whose starts are not known, rising */
} ll_prefilter;

/* As it is frozen. */
extern const ll_pack_type ll_prefilter_packed;

/* A table for `count` patterns. */
const ll_prefilter *ll_prefilter_new(ll_arena *arena, const ll_required *patterns, uint32_t count);

/* The starts of a letter: of[p] tells which of `places` are those of pattern p, rising, some
 * perhaps twice. For a pattern that is to be searched for, a start is the beginning of a text in
 * which it may match. */
typedef struct ll_starts {
    const uint32_t *places;
    const ll_span *of;
    const uint32_t *patterns; /* those that have starts, each once */
    uint32_t pattern_count;
} ll_starts;

typedef struct ll_prefilter_scan ll_prefilter_scan;

/* Texts of up to `longest` bytes are going to be scanned. */
ll_prefilter_scan *ll_prefilter_begin(ll_arena *arena, const ll_prefilter *prefilter,
                                      uint32_t longest);

/* Finds the starts in a text that stands at `base`; bases rise, texts do not overlap. */
void ll_prefilter_read(ll_prefilter_scan *scan, ll_str text, uint32_t base);

ll_starts ll_prefilter_end(ll_prefilter_scan *scan);

/* Whether a table that comes from elsewhere can be looked into, and speaks of so many patterns and
 * none besides. */
bool ll_prefilter_is_sound(const ll_prefilter *prefilter, uint32_t patterns);

#endif
