/* Files: whole reading with its limit, atomic writing, listing; each in a directory of its own. */
#include "../support.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ll_arena *arena;
static const char *directory;
static const char *problem;

static const char *in_directory(const char *name) {
    return ll_format(arena, "%s/%s", directory, name);
}

static const char *put(const char *name, const char *content) {
    const char *path = in_directory(name);
    FILE *stream = fopen(path, "wb");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_ge(fputs(content, stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    return path;
}

static ll_str get(const char *path) {
    ll_str content;
    ck_assert_msg(ll_file_read(&content, arena, path, 0, &problem), "%s: %s", path, problem);
    return content;
}

static void set_up(void) {
    arena = ll_arena_new(0);
    const char *base = getenv("TMPDIR");
    const char *pattern = ll_format(arena, "%s/letterlint-XXXXXX", base ? base : P_tmpdir);
    directory = mkdtemp(ll_arena_copy(arena, pattern, strlen(pattern)));
    ck_assert_ptr_nonnull(directory);
    problem = NULL;
}

static void tear_down(void) {
    const char *command =
        ll_format(arena, "chmod -R u+rwx '%s'; rm -rf '%s'", directory, directory);
    ck_assert_int_eq(system(command), 0);
    ll_arena_free(arena);
}

START_TEST(reads_all_bytes_and_ends_them) {
    const char *path = put("letter.md", "");
    FILE *stream = fopen(path, "wb");
    fwrite("a\0b\r\n", 1, 5, stream);
    fclose(stream);
    ll_str content = get(path);
    ck_assert_uint_eq(content.length, 5);
    ck_assert_mem_eq(content.data, "a\0b\r\n", 6);
}
END_TEST

START_TEST(reads_an_empty_file) {
    ll_str content = get(put("empty.md", ""));
    ck_assert_uint_eq(content.length, 0);
    ck_assert_str_eq(content.data, "");
}
END_TEST

START_TEST(reads_more_than_a_chunk) {
    char *text = calloc(1, 100001);
    memset(text, 'x', 100000);
    ck_assert(ll_str_is(get(put("long.md", text)), text));
    free(text);
}
END_TEST

START_TEST(the_limit_is_the_last_size_allowed) {
    ll_str content;
    const char *path = put("five.md", "12345");
    ck_assert(ll_file_read(&content, arena, path, 5, &problem));
    ll_str before = content;
    ck_assert(!ll_file_read(&content, arena, path, 4, &problem));
    ck_assert_str_eq(problem, "larger than the limit of 4 bytes");
    ck_assert_ptr_eq(content.data, before.data); /* untouched on failure */
}
END_TEST

START_TEST(says_why_it_cannot_read) {
    ll_str content;
    ck_assert(!ll_file_read(&content, arena, in_directory("none.md"), 0, &problem));
    ck_assert_str_eq(problem, "No such file or directory");
    ck_assert(!ll_file_read(&content, arena, directory, 0, &problem));
    ck_assert_str_eq(problem, "is a directory, not a file");
}
END_TEST

START_TEST(reads_standard_input) {
    ck_assert_ptr_nonnull(freopen(put("input.md", "from a pipe"), "rb", stdin));
    ck_assert(ll_str_is(get("-"), "from a pipe"));
}
END_TEST

START_TEST(says_that_reading_broke_off) {
    ll_str content;
    ck_assert_ptr_nonnull(freopen(put("output.md", ""), "wb", stdin)); /* opened for writing only */
    ck_assert(!ll_file_read(&content, arena, "-", 0, &problem));
    ck_assert_str_eq(problem, "Bad file descriptor");
}
END_TEST

static mode_t mode_of(const char *path) {
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    return info.st_mode & 07777;
}

START_TEST(writes_a_new_file_under_the_mask) {
    const char *path = in_directory("report.json");
    umask(027);
    ck_assert(ll_file_write(path, ll_str_of("{}\n"), arena, &problem));
    ck_assert(ll_str_is(get(path), "{}\n"));
    ck_assert_uint_eq(mode_of(path), 0640);
    ck_assert_uint_eq(umask(022), 027); /* the mask itself is as it was */
}
END_TEST

START_TEST(replaces_a_file_and_keeps_its_mode) {
    const char *path = put("letter.md", "old and longer");
    chmod(path, 0600);
    ck_assert(ll_file_write(path, ll_str_of("new"), arena, &problem));
    ck_assert(ll_str_is(get(path), "new"));
    ck_assert_uint_eq(mode_of(path), 0600);
    ck_assert(ll_file_write(path, (ll_str){NULL, 0}, arena, &problem));
    ck_assert_uint_eq(get(path).length, 0);
}
END_TEST

START_TEST(writes_through_a_symbolic_link) {
    const char *target = put("target.md", "old"), *link = in_directory("link.md");
    ck_assert_int_eq(symlink(target, link), 0);
    ck_assert(ll_file_write(link, ll_str_of("new"), arena, &problem));
    ck_assert(ll_str_is(get(target), "new"));
    struct stat info;
    ck_assert_int_eq(lstat(link, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
}
END_TEST

START_TEST(writes_to_a_device_without_replacing_it) {
    const char *path = in_directory("pipe");
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    FILE *reader = fopen(path, "r+b"); /* both ends, so that opening does not wait */
    ck_assert_ptr_nonnull(reader);
    ck_assert(ll_file_write(path, ll_str_of("through"), arena, &problem));
    char seen[8] = "";
    ck_assert_uint_eq(fread(seen, 1, 7, reader), 7);
    ck_assert_str_eq(seen, "through");
    fclose(reader);
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert(S_ISFIFO(info.st_mode));
}
END_TEST

static void expect_no_write(const char *path, const char *why) {
    problem = NULL;
    ck_assert(!ll_file_write(path, ll_str_of("new"), arena, &problem));
    ck_assert_str_eq(problem, why);
}

START_TEST(says_why_it_cannot_write) {
    expect_no_write(in_directory("none/report.json"), "No such file or directory");
    expect_no_write(directory, "is a directory, not a file");
    if (access("/dev/full", W_OK) == 0)
        expect_no_write("/dev/full", "No space left on device");
}
END_TEST

START_TEST(a_failed_write_leaves_nothing_behind) {
    const char *path = put("letter.md", "old");
    ck_assert_int_eq(chmod(directory, 0500), 0);
    if (access(directory, W_OK) == 0)
        return; /* root may write everywhere */
    expect_no_write(path, "Permission denied");
    ck_assert(ll_str_is(get(path), "old"));
}
END_TEST

START_TEST(lists_by_suffix_in_byte_order) {
    static const char *const files[] = {"b.yaml", "a.yaml", "B.yaml", ".hidden.yaml", "notes.md"};
    static const char *const listed[] = {"B.yaml", "a.yaml", "b.yaml"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(files[i], "");
    const char *const *paths;
    size_t count = 99;
    ck_assert(ll_file_list(&paths, &count, arena, directory, ".yaml", NULL, &problem));
    ck_assert_uint_eq(count, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_str_eq(paths[i], in_directory(listed[i]));
}
END_TEST

static void make(const char *name) {
    ck_assert_int_eq(mkdir(in_directory(name), 0700), 0);
}

static void expect_list(const char *except, const char *const *names, size_t length) {
    const char *const *paths;
    size_t count = 99;
    ck_assert_msg(ll_file_list(&paths, &count, arena, directory, ".yaml", except, &problem), "%s",
                  problem);
    ck_assert_uint_eq(count, length);
    for (size_t i = 0; i < length; i++)
        ck_assert_str_eq(paths[i], in_directory(names[i]));
}

START_TEST(lists_what_lies_in_subfolders) {
    static const char *const folders[] = {"lexicons", "lexicons/lang", "lang", ".git", "z.yaml"};
    static const char *const files[] = {"language.yaml",         "opening.yaml", "lexicons/b.yaml",
                                        "lexicons/lang/en.yaml", "lang/en.yaml", ".git/x.yaml",
                                        "z.yaml/y.yaml"};
    static const char *const without[] = {"language.yaml", "lexicons/b.yaml", "opening.yaml",
                                          "z.yaml/y.yaml"};
    static const char *const all[] = {"lang/en.yaml",          "language.yaml", "lexicons/b.yaml",
                                      "lexicons/lang/en.yaml", "opening.yaml",  "z.yaml/y.yaml"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        make(folders[i]);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(files[i], "");
    ck_assert_int_eq(mkfifo(in_directory("pipe.yaml"), 0600), 0);
    expect_list("lang", without, sizeof without / sizeof *without);
    expect_list(NULL, all, sizeof all / sizeof *all);
}
END_TEST

START_TEST(a_loop_of_links_ends) {
    static const char *const listed[] = {"a/x.yaml", "gone.yaml"};
    make("a");
    make("a/b");
    put("a/x.yaml", "");
    ck_assert_int_eq(symlink("../..", in_directory("a/b/top")), 0);
    ck_assert_int_eq(symlink("b", in_directory("a/c")), 0);
    ck_assert_int_eq(symlink("a", in_directory("z")), 0);
    ck_assert_int_eq(symlink("nowhere", in_directory("gone.yaml")), 0);
    expect_list(NULL, listed, 2);
}
END_TEST

START_TEST(says_which_subfolder_is_closed) {
    const char *const *paths;
    size_t count;
    make("a");
    ck_assert_int_eq(chmod(in_directory("a"), 0), 0);
    if (access(in_directory("a"), R_OK) == 0)
        return; /* root may read everywhere */
    ck_assert(!ll_file_list(&paths, &count, arena, directory, "", NULL, &problem));
    ck_assert_str_eq(problem, ll_format(arena, "%s: Permission denied", in_directory("a")));
}
END_TEST

START_TEST(lists_nothing_or_says_why) {
    const char *const *paths;
    size_t count = 99;
    ck_assert(!ll_file_list(&paths, &count, arena, in_directory("none"), "", NULL, &problem));
    ck_assert_str_eq(problem, "No such file or directory");
    ck_assert_uint_eq(count, 99);
    ck_assert(ll_file_list(&paths, &count, arena, directory, "", NULL, &problem));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(knows_directories) {
    ck_assert(ll_file_is_directory(directory));
    ck_assert(!ll_file_is_directory(put("letter.md", "")));
    ck_assert(!ll_file_is_directory(in_directory("none")));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, reads_all_bytes_and_ends_them);
    tcase_add_test(tests, reads_an_empty_file);
    tcase_add_test(tests, reads_more_than_a_chunk);
    tcase_add_test(tests, the_limit_is_the_last_size_allowed);
    tcase_add_test(tests, says_why_it_cannot_read);
    tcase_add_test(tests, reads_standard_input);
    tcase_add_test(tests, says_that_reading_broke_off);
    tcase_add_test(tests, writes_a_new_file_under_the_mask);
    tcase_add_test(tests, replaces_a_file_and_keeps_its_mode);
    tcase_add_test(tests, writes_through_a_symbolic_link);
    tcase_add_test(tests, writes_to_a_device_without_replacing_it);
    tcase_add_test(tests, says_why_it_cannot_write);
    tcase_add_test(tests, a_failed_write_leaves_nothing_behind);
    tcase_add_test(tests, lists_by_suffix_in_byte_order);
    tcase_add_test(tests, lists_what_lies_in_subfolders);
    tcase_add_test(tests, a_loop_of_links_ends);
    tcase_add_test(tests, says_which_subfolder_is_closed);
    tcase_add_test(tests, lists_nothing_or_says_why);
    tcase_add_test(tests, knows_directories);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
