/* The inside of literals.h: the folded texts of all literals as a tree that shares how they begin.
 *
 * A node stands for what its way from the root reads. Nodes stand level by level, and what belongs
 * to them in the same order, so of each list a node knows only where its part begins: it ends where
 * the next node's does. The first levels, at which most walks end, are side by side in memory.
 *
 * literals_build.c grows the tree, literals.c walks it, literals_sound.c inspects one that comes
 * from elsewhere.
 */
#ifndef LL_RULE_LITERALS_TREE_H
#define LL_RULE_LITERALS_TREE_H

#include "rule/literals.h"

enum { LL_LITERALS_BYTES = 256 };

typedef struct ll_literal_node {
    uint32_t label;   /* in the blob, what leads to it, without the first byte: see `firsts` */
    uint32_t child;   /* its first child; none is before it or the node itself */
    uint32_t payload; /* what the text that ends here stands for, if one does */
} ll_literal_node;

typedef struct ll_literal_payload {
    uint32_t term, thing;
    uint32_t exact; /* offset of the text as written in the blob, or LL_NONE for any case */
    uint32_t ambiguous;
} ll_literal_payload;

struct ll_literals {
    const char *blob;             /* the labels, then the texts in exact case */
    const ll_literal_node *nodes; /* the root first; one that only ends the lists last */
    const uint8_t *firsts; /* of each node the first byte that leads to it; of siblings they rise */
    const ll_literal_payload *payloads;
    uint32_t blob_length, node_count, payload_count;
    uint32_t by_byte[LL_LITERALS_BYTES]; /* the root's children; 0: none */
};

/* A copy as the tree holds it. */
ll_str ll_literal_fold(ll_arena *arena, ll_str text);

/* Fills in `by_byte`. */
void ll_literals_index_bytes(ll_literals *literals);

#endif
