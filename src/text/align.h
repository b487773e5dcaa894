/* Walks the inline nodes of a block beside its content and writes what is visible, each character
 * with its exact place. Internal to prose. */
#ifndef LL_TEXT_ALIGN_H
#define LL_TEXT_ALIGN_H

#include "text/content.h"
#include "text/emit.h"

/* Character references that were looked up, by their source text. */
typedef struct ll_references {
    struct ll_reference *slots;
    uint32_t capacity, count;
} ll_references;

/* The length of the character reference at the start of `text`, or 0; see
 * ll_markdown_decode_entity. Each is decoded once. */
uint32_t ll_references_decode(ll_str *decoded, ll_references *references, ll_arena *arena,
                              ll_str text);

/* Writes a part of content in which every byte stands for itself: no references, no line ends. */
void ll_align_run(ll_emit *emit, ll_content *content, uint32_t start, uint32_t end);

/* The source of a part of content; an empty span where content has no map. */
ll_span ll_align_source(ll_content *content, uint32_t start, uint32_t end);

/* Writes the children of nodes[leaf] into the open block. False where a node does not fit the
 * content, or content is left over: what was written is then to be thrown away. */
bool ll_align(ll_emit *emit, ll_references *references, ll_content *content,
              const ll_markdown *markdown, uint32_t leaf);

#endif
