/* Any bytes as YAML: the tree's spans lie in the source and within their parents, verbatim scalars
 * are their bytes, mappings have scalar keys; what is refused is refused with a place. */
#include "fuzz.h"

#include "base/utf8.h"
#include "text/yaml.h"

static void require_scalar(const ll_source *source, const ll_yaml_node *node) {
    fuzz_require(node->text.data[node->text.length] == '\0', "a scalar ends in NUL");
    fuzz_require(ll_utf8_find_invalid(node->text.data, node->text.length) == node->text.length,
                 "a scalar is UTF-8");
    ll_span whole = ll_yaml_part(node, 0, node->text.length);
    fuzz_require_span(whole, source->text.length, "a scalar's part lies in the source");
    if (!node->verbatim)
        return;
    ll_str bytes = ll_str_slice(source->text, node->span.start, node->span.end);
    fuzz_require(ll_str_equal(bytes, node->text), "a verbatim scalar is its bytes");
}

static bool lies_within(ll_span inner, ll_span outer) {
    return inner.start >= outer.start && inner.end <= outer.end;
}

/* The depth is limited by ll_yaml_parse. */
static void require_node(const ll_source *source, const ll_yaml_node *node, int depth) {
    fuzz_require(depth <= 64, "depth is limited");
    fuzz_require_span(node->span, source->text.length, "a node lies in the source");
    if (node->kind == LL_YAML_SCALAR)
        require_scalar(source, node);
    for (uint32_t i = 0; i < node->count; i++) {
        fuzz_require(lies_within(node->values[i]->span, node->span), "a value lies in its parent");
        require_node(source, node->values[i], depth + 1);
        if (node->kind != LL_YAML_MAPPING)
            continue;
        fuzz_require(node->keys[i]->kind == LL_YAML_SCALAR, "a key is a scalar");
        fuzz_require(lies_within(node->keys[i]->span, node->span), "a key lies in its mapping");
        require_node(source, node->keys[i], depth + 1);
    }
}

static void require_problems(const ll_diagnostics *problems, const ll_source *source) {
    fuzz_require(problems->errors > 0, "what is refused is explained");
    for (uint32_t i = 0; i < problems->count; i++) {
        fuzz_require_span(problems->items[i].span, source->text.length, "a mistake has a place");
        fuzz_require(problems->items[i].message[0] != '\0', "a mistake has a message");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ll_arena *arena = ll_arena_new(0);
    ll_source source;
    if (fuzz_source(&source, arena, data, size)) {
        const ll_yaml_node *root = NULL;
        ll_diagnostics problems = {.arena = arena};
        if (ll_yaml_parse(&root, arena, &source, (ll_span){0, source.text.length}, &problems))
            require_node(&source, root, 0);
        else
            require_problems(&problems, &source);
        fuzz_source_free(&source);
    }
    ll_arena_free(arena);
    return 0;
}
