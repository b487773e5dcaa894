/* The helpers of fuzz.h. */
#include "fuzz.h"

#include "lint/shipped.h"
#include "text/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fuzz_require(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz: does not hold: %s\n", what);
    abort();
}

void fuzz_require_span(ll_span span, uint32_t length, const char *what) {
    fuzz_require(span.start <= span.end && span.end <= length, what);
}

bool fuzz_source(ll_source *out, ll_arena *arena, const uint8_t *data, size_t size) {
    ll_error error;
    char *exact = malloc(size ? size : 1);
    fuzz_require(exact != NULL, "there is memory");
    if (size)
        memcpy(exact, data, size);
    if (!ll_source_check(exact, size, &error)) {
        free(exact);
        return false;
    }
    ll_source_init(out, arena, "input", (ll_str){exact, (uint32_t)size});
    return true;
}

void fuzz_source_free(ll_source *source) {
    free((void *)(uintptr_t)source->text.data);
}

static const ll_vocabulary *load_vocabulary(ll_arena *arena, const ll_rule_file *file) {
    const ll_yaml_node *root;
    const ll_vocabulary *vocabulary = NULL;
    ll_source *source = ll_arena_alloc(arena, sizeof *source);
    ll_diagnostics problems = {.arena = arena};
    ll_source_init(source, arena, file->path, (ll_str){file->text, (uint32_t)file->length});
    ll_span all = {0, source->text.length};
    fuzz_require(ll_yaml_parse(&root, arena, source, all, &problems) &&
                     ll_vocabulary_load(&vocabulary, arena, root, &problems),
                 "the shipped language loads");
    return vocabulary;
}

const ll_vocabulary *fuzz_vocabulary(void) {
    static const ll_vocabulary *vocabulary;
    for (size_t i = 0; i < ll_shipped_file_count && !vocabulary; i++)
        if (strcmp(ll_shipped_files[i].path, "lang/en.yaml") == 0)
            vocabulary = load_vocabulary(ll_arena_new(0), &ll_shipped_files[i]);
    fuzz_require(vocabulary != NULL, "a language is shipped");
    return vocabulary;
}
