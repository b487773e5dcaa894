/* YAML: a file as a tree with exact places, the only includer of <libfyaml.h>. */
#ifndef LL_TEXT_YAML_H
#define LL_TEXT_YAML_H

#include "diag/diagnostic.h"
#include "text/source.h"

typedef enum ll_yaml_kind { LL_YAML_SCALAR, LL_YAML_SEQUENCE, LL_YAML_MAPPING } ll_yaml_kind;

typedef struct ll_yaml_node {
    ll_yaml_kind kind;
    ll_str text;   /* scalars: the value, NUL behind it */
    bool plain;    /* scalars: written without quotes */
    bool verbatim; /* scalars: span's bytes (inside the quotes) are the value, so offsets carry over
                    */
    ll_span span;  /* source bytes; a quoted scalar's lies inside its quotes */
    uint32_t count;                           /* entries */
    const struct ll_yaml_node *const *keys;   /* mappings: scalar nodes */
    const struct ll_yaml_node *const *values; /* sequences and mappings */
} ll_yaml_node;

/* Parses one document of a source at most 16 MiB and 64 levels deep. Syntax errors (also duplicate
 * keys, several documents, aliases, tags) go to `problems` with their place. An empty document is
 * an empty mapping. The tree lives in the arena. `rule` names the diagnostics ("yaml"). */
bool ll_yaml_parse(const ll_yaml_node **out, ll_arena *arena, const ll_source *source, ll_span part,
                   ll_diagnostics *problems);

/* The value of a key, or NULL. */
const ll_yaml_node *ll_yaml_get(const ll_yaml_node *mapping, const char *key);

/* What to write where a list was meant and `node` came: "put a space behind '-'" where that is all
 * it lacks, or "". */
const char *ll_yaml_list_advice(const ll_yaml_node *node);

/* The source span of the bytes [start, end) of a scalar's value: exact where `verbatim`, else the
 * whole scalar. */
ll_span ll_yaml_part(const ll_yaml_node *scalar, uint32_t start, uint32_t end);

#endif
