/* Packs: objects frozen into bytes that stand anywhere in memory.
 *
 * What is loaded once and never changes (a ruleset) is described to this module type by type: which
 * fields point to what. The writer follows them from the root and lays everything it reaches into
 * one image, where a pointer is a distance. Opening an image copies the part that holds pointers
 * and turns distances into addresses again; everything else (texts, tables of numbers, objects that
 * keep their pointers as distances: near.h) is used where it stands. So the same structs serve what
 * was compiled a moment ago and what was compiled when the program was built, and the code that
 * uses them knows of no difference.
 *
 * An image is of one program on one kind of machine: it holds structs as the compiler laid them
 * out.
 */
#ifndef LL_BASE_PACK_H
#define LL_BASE_PACK_H

#include "base/near.h"

typedef enum ll_pack_kind {
    LL_PACK_STR,    /* an ll_str */
    LL_PACK_TEXT,   /* a const char * that ends in NUL, or NULL */
    LL_PACK_ONE,    /* a pointer to one object, or NULL */
    LL_PACK_MANY,   /* a pointer to as many as the number at `count` says */
    LL_PACK_INSIDE, /* `repeat` objects within this one */
    LL_PACK_LEFT,   /* left out: `repeat` bytes that are zero when opened */
    LL_PACK_BOOL,   /* a bool: copied, and described for the check */
    LL_PACK_BELOW,  /* an enum or a uint32_t below `repeat`: likewise */
} ll_pack_kind;

typedef struct ll_pack_field {
    ll_pack_kind kind;
    uint32_t offset;
    const struct ll_pack_type *type; /* of what is pointed to or lies inside */
    uint32_t count;                  /* MANY: offset of a uint32_t in the same object */
    uint32_t repeat;
    bool needed; /* STR, TEXT, ONE: never NULL */
    bool near;   /* STR, TEXT, ONE, MANY: an ll_near or ll_near_str; others are not in the object */
} ll_pack_field;

/* Numbers need no description: they are copied. One that is described has bounds, which an image
 * that comes from elsewhere is held to (pack_check.h). */
typedef struct ll_pack_type {
    const char *name;
    uint32_t size;
    const ll_pack_field *fields;
    uint32_t field_count;
} ll_pack_type;

/* Rows of a description, for a field of a struct: */
#define LL_STR_FIELD(of, field)                                                                    \
    { .kind = LL_PACK_STR, .offset = offsetof(of, field) }
#define LL_TEXT_FIELD(of, field)                                                                   \
    { .kind = LL_PACK_TEXT, .offset = offsetof(of, field) }
#define LL_ONE_FIELD(of, field, to)                                                                \
    { .kind = LL_PACK_ONE, .offset = offsetof(of, field), .type = &(to) }
#define LL_NEEDED_STR(of, field)                                                                   \
    { .kind = LL_PACK_STR, .offset = offsetof(of, field), .needed = true }
#define LL_NEEDED_TEXT(of, field)                                                                  \
    { .kind = LL_PACK_TEXT, .offset = offsetof(of, field), .needed = true }
#define LL_NEEDED_ONE(of, field, to)                                                               \
    { .kind = LL_PACK_ONE, .offset = offsetof(of, field), .type = &(to), .needed = true }
#define LL_MANY_FIELD(of, field, to, number)                                                       \
    {                                                                                              \
        .kind = LL_PACK_MANY, .offset = offsetof(of, field), .type = &(to),                        \
        .count = offsetof(of, number)                                                              \
    }
#define LL_NEAR_STR_FIELD(of, field)                                                               \
    { .kind = LL_PACK_STR, .offset = offsetof(of, field), .near = true }
#define LL_NEEDED_NEAR_STR(of, field)                                                              \
    { .kind = LL_PACK_STR, .offset = offsetof(of, field), .needed = true, .near = true }
#define LL_NEEDED_NEAR_TEXT(of, field)                                                             \
    { .kind = LL_PACK_TEXT, .offset = offsetof(of, field), .needed = true, .near = true }
#define LL_NEAR_ONE_FIELD(of, field, to)                                                           \
    { .kind = LL_PACK_ONE, .offset = offsetof(of, field), .type = &(to), .near = true }
#define LL_NEAR_MANY_FIELD(of, field, to, number)                                                  \
    {                                                                                              \
        .kind = LL_PACK_MANY, .offset = offsetof(of, field), .type = &(to),                        \
        .count = offsetof(of, number), .near = true                                                \
    }
#define LL_INSIDE_FIELD(of, field, inner, times)                                                   \
    { .kind = LL_PACK_INSIDE, .offset = offsetof(of, field), .type = &(inner), .repeat = (times) }
#define LL_LEFT_FIELD(of, field)                                                                   \
    { .kind = LL_PACK_LEFT, .offset = offsetof(of, field), .repeat = sizeof(((of *)0)->field) }
#define LL_BOOL_FIELD(of, field)                                                                   \
    { .kind = LL_PACK_BOOL, .offset = offsetof(of, field) }
#define LL_BELOW_FIELD(of, field, limit)                                                           \
    { .kind = LL_PACK_BELOW, .offset = offsetof(of, field), .repeat = (limit) }
/* The description of a struct from its rows, and of one without any. */
#define LL_PACK_TYPE(of, list)                                                                     \
    {                                                                                              \
        .name = #of, .size = sizeof(of), .fields = (list),                                         \
        .field_count = sizeof(list) / sizeof *(list)                                               \
    }
#define LL_PACK_PLAIN(of)                                                                          \
    { .name = #of, .size = sizeof(of) }

/* Types without pointers. */
extern const ll_pack_type ll_pack_bytes, ll_pack_numbers;
/* Elements of arrays: pointers to text, ll_str and ll_near_str. */
extern const ll_pack_type ll_pack_texts, ll_pack_strs, ll_pack_near_strs;

/* Freezes `root` and all it reaches. An object reached twice is written once, also one that is an
 * element of an array reached before it. The image is the same for the same content. Its bytes are
 * in the arena, aligned for any of its numbers. */
ll_str ll_pack_write(ll_arena *arena, const ll_pack_type *type, const void *root);

/* The root of an image, or NULL where it is none that this program wrote. `image` is aligned to 8
 * bytes, trusted, and outlives the arena; the objects with pointers are copied to the arena and may
 * be written to. */
void *ll_pack_open(ll_arena *arena, ll_str image);

#endif
