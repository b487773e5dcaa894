/* The shared main of the unit tests and what several of them load; see support.h. */
#include "support.h"

#include "base/file.h"

#include <stdlib.h>

int ll_test_run(Suite *suite) {
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

const char *const *ll_test_letters(ll_arena *arena, size_t *count) {
    const char *const *paths;
    const char *problem;
    bool good =
        ll_file_list(&paths, count, arena, LL_SOURCE_DIR "/tests", "letter.md", NULL, &problem);
    ck_assert_msg(good, "%s", problem);
    ck_assert_uint_gt(*count, 100);
    return paths;
}

ll_str ll_test_read(ll_arena *arena, const char *path) {
    ll_str text;
    const char *problem;
    ck_assert_msg(ll_file_read(&text, arena, path, 0, &problem), "%s: %s", path, problem);
    return text;
}

uint32_t ll_test_random(uint32_t *state, uint32_t limit) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % limit;
}

const ll_vocabulary *ll_test_vocabulary(ll_arena *arena) {
    static const char path[] = LL_SOURCE_DIR "/rules/lang/en.yaml";
    ll_str text = ll_test_read(arena, path);
    ll_source *source = ll_arena_alloc(arena, sizeof *source);
    ll_source_init(source, arena, path, text);
    ll_diagnostics problems = {.arena = arena};
    const ll_yaml_node *root;
    const ll_vocabulary *vocabulary = NULL;
    bool good = ll_yaml_parse(&root, arena, source, (ll_span){0, text.length}, &problems) &&
                ll_vocabulary_load(&vocabulary, arena, root, &problems);
    ck_assert_msg(good, "%s", problems.count ? problems.items[0].message : "?");
    return vocabulary;
}
