/* What is known of a letter beside its text: front matter, and what the caller adds. */
#ifndef LL_LETTER_META_H
#define LL_LETTER_META_H

#include "text/yaml.h"

typedef struct ll_meta_entry {
    ll_str key; /* nested keys joined by '.', e.g. "letterlint.salutation" */
    ll_str value;
    ll_span span; /* of the value in the source; empty for what the caller gave */
} ll_meta_entry;

typedef struct ll_meta_table {
    const ll_meta_entry *entries;
    uint32_t count;
    ll_span front_matter; /* the block with its fences and the blank lines before; empty: none */
} ll_meta_table;

/* Finds front matter: YAML between `---` and `---` or `...`, also after a byte order mark or blank
 * lines. A `---` whose block is not a mapping is a thematic break, not front matter; a block with a
 * line that reads `key: …` but does not parse is front matter and gets an error in `problems`, as
 * does what is said to letterlint in vain.
 * Sequences of scalars become one value joined by ", ". `extra` entries win over the letter's. */
void ll_meta_read(ll_meta_table *out, ll_arena *arena, const ll_source *source,
                  const ll_meta *extra, size_t extra_count, ll_diagnostics *problems);

/* Adds an entry that yields to what is there: nothing happens where the key has a value. */
void ll_meta_default(ll_meta_table *meta, ll_arena *arena, ll_str key, ll_str value);

/* The entry of a key, or NULL. */
const ll_meta_entry *ll_meta_find(const ll_meta_table *meta, ll_str key);

/* The value, or an empty text. */
ll_str ll_meta_get(const ll_meta_table *meta, ll_str key);

#endif
