/* Whether a tree of literals.h that comes from elsewhere can be walked: from root to leaf in a
 * finite number of steps, with ends that lie between two characters. None begins with a space, or
 * each space of a run would be a start from which the rest of the run is read. */
#include "rule/literals_tree.h"

#include "base/utf8.h"

#include <string.h>

typedef struct inspection {
    const ll_literals *literals;
    const uint32_t *things; /* of each term */
    uint32_t terms;
    uint32_t nodes;    /* but for the last, which only ends the lists */
    uint32_t *parents; /* of each node */
    uint32_t *lengths; /* of each node, how long its text is, */
    uint32_t *whole;   /* and how much of that is known to be whole characters */
    char *text;        /* what the way to the node at hand reads */
    char *folded;      /* room for as much */
} inspection;

/* --- Lists ---------------------------------------------------------------------------------- */

/* Each node but the root belongs to one before it: the lists of children have no gap, and none
 * reaches back. */
static bool are_lists_sound(const ll_literals *l) {
    const ll_literal_node *nodes = l->nodes;
    if (l->node_count < 2 || nodes[0].child != 1 || nodes[0].label || nodes[0].payload)
        return false;
    uint32_t last = l->node_count - 1;
    for (uint32_t i = 0; i < last; i++)
        if (nodes[i].child <= i || nodes[i].child > nodes[i + 1].child ||
            nodes[i].label > nodes[i + 1].label || nodes[i].payload > nodes[i + 1].payload)
            return false;
    return nodes[1].label == 0 && nodes[1].payload == 0 && nodes[last].child == last &&
           nodes[last].label <= l->blob_length && nodes[last].payload == l->payload_count;
}

static uint32_t label_length(const ll_literals *l, uint32_t node) {
    return l->nodes[node + 1].label - l->nodes[node].label;
}

/* Tells the children of a node whose they are; false where they do not rise. */
static bool take_children(inspection *in, uint32_t node) {
    const ll_literals *l = in->literals;
    for (uint32_t i = l->nodes[node].child; i < l->nodes[node + 1].child; i++) {
        if (i > l->nodes[node].child && l->firsts[i - 1] >= l->firsts[i])
            return false;
        in->parents[i] = node;
        in->lengths[i] = in->lengths[node] + 1 + label_length(l, i);
    }
    return true;
}

/* What is to be found there is, and the texts in exact case stand behind the labels without a gap,
 * so that they cannot be longer than the image. */
static bool are_payloads_sound(const inspection *in) {
    const ll_literals *l = in->literals;
    uint32_t exact = l->nodes[in->nodes].label;
    for (uint32_t node = 0; node < in->nodes; node++)
        for (uint32_t i = l->nodes[node].payload; i < l->nodes[node + 1].payload; i++) {
            const ll_literal_payload *p = &l->payloads[i];
            if (p->term >= in->terms || p->thing >= in->things[p->term])
                return false;
            if (p->exact == LL_NONE)
                continue;
            if (p->exact != exact || in->lengths[node] > l->blob_length - exact)
                return false;
            exact += in->lengths[node];
        }
    return exact == l->blob_length;
}

/* --- Texts ---------------------------------------------------------------------------------- */

/* A text in exact case folds to the node's, so that both end in the same place of a letter. */
static bool folds_to_node(const inspection *in, uint32_t exact, uint32_t length) {
    const char *written = in->literals->blob + exact;
    if (ll_utf8_find_invalid(written, length) != length)
        return false;
    memcpy(in->folded, written, length);
    ll_utf8_fold(in->folded, length);
    return memcmp(in->folded, in->text, length) == 0;
}

/* Appends what leads to the node to the text of its parent. */
static void take_label(inspection *in, uint32_t node) {
    const ll_literals *l = in->literals;
    uint32_t parent = in->parents[node], at = in->lengths[parent], whole = in->whole[parent];
    in->text[at] = (char)l->firsts[node];
    memcpy(in->text + at + 1, l->blob + l->nodes[node].label, label_length(l, node));
    in->whole[node] =
        whole + (uint32_t)ll_utf8_find_invalid(in->text + whole, in->lengths[node] - whole);
}

static bool take_node(inspection *in, uint32_t node) {
    const ll_literals *l = in->literals;
    uint32_t start = l->nodes[node].payload, end = l->nodes[node + 1].payload;
    take_label(in, node);
    if (start < end && in->whole[node] != in->lengths[node])
        return false;
    for (uint32_t i = start; i < end; i++)
        if (l->payloads[i].exact != LL_NONE &&
            !folds_to_node(in, l->payloads[i].exact, in->lengths[node]))
            return false;
    return true;
}

/* Goes through the nodes so that each comes when the text of its parent stands there. */
static bool are_texts_sound(inspection *in, ll_arena *scratch) {
    const ll_literals *l = in->literals;
    uint32_t *waiting = ll_arena_array(scratch, in->nodes, sizeof *waiting);
    uint32_t count = 0;
    for (uint32_t node = 0;; node = waiting[--count]) {
        if (node > 0 && !take_node(in, node))
            return false;
        for (uint32_t i = l->nodes[node].child; i < l->nodes[node + 1].child; i++)
            waiting[count++] = i;
        if (count == 0)
            return true;
    }
}

bool ll_literals_are_sound(const ll_literals *l, ll_arena *scratch, const uint32_t *things,
                           uint32_t terms) {
    if (!are_lists_sound(l))
        return false;
    inspection in = {.literals = l, .things = things, .terms = terms, .nodes = l->node_count - 1};
    in.parents = ll_arena_array(scratch, in.nodes, sizeof *in.parents);
    in.lengths = ll_arena_array(scratch, in.nodes, sizeof *in.lengths);
    in.whole = ll_arena_array(scratch, in.nodes, sizeof *in.whole);
    in.text = ll_arena_alloc(scratch, (size_t)l->blob_length + l->node_count);
    in.folded = ll_arena_alloc(scratch, (size_t)l->blob_length + l->node_count);
    for (uint32_t i = 0; i < in.nodes; i++)
        if (!take_children(&in, i))
            return false;
    if (!are_payloads_sound(&in) || !are_texts_sound(&in, scratch))
        return false;
    ll_literals again = *l;
    ll_literals_index_bytes(&again);
    return !again.by_byte[' '] && memcmp(again.by_byte, l->by_byte, sizeof l->by_byte) == 0;
}
