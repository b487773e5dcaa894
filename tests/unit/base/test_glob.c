/* Globs as .gitignore and the configuration mean them: rows of glob, path and what holds. */
#include "../support.h"

#include "base/glob.h"

#include <string.h>

typedef struct row {
    const char *glob, *path;
    bool directory, covers;
} row;

static const row rows[] = {
    /* without a slash: anywhere */
    {"*.md", "draft.md", false, true},
    {"*.md", "letters/2026/draft.md", false, true},
    {"*.md", "draft.mdx", false, false},
    {"drafts", "drafts", true, true},
    {"drafts", "a/drafts/b/c.md", false, true},
    {"drafts", "mydrafts/c.md", false, false},
    /* a slash at the end: folders alone */
    {"old/", "old", false, false},
    {"old/", "old", true, true},
    {"old/", "a/old/b.md", false, true},
    /* with a slash: from the folder of the file */
    {"/a.md", "a.md", false, true},
    {"/a.md", "b/a.md", false, false},
    {"letters/a.md", "letters/a.md", false, true},
    {"letters/a.md", "x/letters/a.md", false, false},
    {"letters/*", "letters/a/b.md", false, true}, /* covers the folder letters/a */
    {"letters/*.md", "letters/a/b.md", false, false},
    /* two stars */
    {"**/a.md", "a.md", false, true},
    {"**/a.md", "x/y/a.md", false, true},
    {"x/**/a.md", "x/a.md", false, true},
    {"x/**/a.md", "x/y/z/a.md", false, true},
    {"x/**/a.md", "y/x/a.md", false, false},
    {"x/**", "x/a.md", false, true},
    {"x/**", "x", true, false},
    {"**/x/**/y/*.md", "x/x/a/y/y/b.md", false, true},
    {"**", "a.md", false, true},
    /* within a segment */
    {"l?tter.md", "letter.md", false, true},
    {"l?tter.md", "l/tter.md", false, false},
    {"[ab].md", "b.md", false, true},
    {"[!ab].md", "b.md", false, false},
    {"a[.md", "a[.md", false, true},
    /* nothing covers nothing */
    {"", "a.md", false, false},
    {"/", "a.md", false, false},
    {"a.md", "", false, false},
};

START_TEST(a_glob_covers_what_it_should) {
    const row *r = &rows[_i];
    ll_arena *arena = ll_arena_new(0);
    const ll_glob *glob = ll_glob_new(arena, ll_str_of(r->glob));
    ck_assert_msg(ll_glob_covers(glob, arena, r->path, r->directory) == r->covers, "%s %s %s",
                  r->glob, r->covers ? "should cover" : "should not cover", r->path);
    ll_arena_free(arena);
}
END_TEST

/* What names a folder covers what lies in it, but names the folder alone. */
START_TEST(a_glob_names_less_than_it_covers) {
    static const row named[] = {
        {"*.md", "x/draft.md", false, true},
        {"drafts", "drafts", true, true},
        {"drafts", "drafts/a.md", false, false},
        {"old/", "old", true, true},
        {"old/", "old", false, false},
        {"x/*", "x/y", true, true},
        {"x/*", "x/y/a.md", false, false},
        {"x/**", "x/y/a.md", false, true},
        {"", "a.md", false, false},
    };
    ll_arena *arena = ll_arena_new(0);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const ll_glob *glob = ll_glob_new(arena, ll_str_of(named[i].glob));
        ck_assert_msg(ll_glob_names(glob, arena, named[i].path, named[i].directory) ==
                          named[i].covers,
                      "%s %s", named[i].glob, named[i].path);
    }
    ll_arena_free(arena);
}
END_TEST

START_TEST(many_stars_and_a_deep_path_end_soon) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf glob = ll_buf_on(arena), path = ll_buf_on(arena);
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&glob, "**/a/");
    ll_buf_puts(&glob, "b");
    for (int i = 0; i < 1000; i++)
        ll_buf_puts(&path, "a/");
    ll_buf_puts(&path, "c");
    const ll_glob *compiled = ll_glob_new(arena, ll_buf_str(&glob));
    ck_assert(!ll_glob_covers(compiled, arena, ll_buf_text(&path), false));
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("glob");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, a_glob_covers_what_it_should, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, a_glob_names_less_than_it_covers);
    tcase_add_test(tests, many_stars_and_a_deep_path_end_soon);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
