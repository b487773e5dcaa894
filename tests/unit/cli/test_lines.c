/* Lines of a stream: whole however they arrive, none held that is over the limit, and nobody waits.
 */
#include "../support.h"

#include "cli/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static ll_arena *arena;
static int ends[2];
static cli_lines lines;

static void setup(void) {
    arena = ll_arena_new(0);
    ck_assert_ptr_nonnull(arena);
    if (setjmp(*ll_arena_guard(arena)))
        ck_abort_msg("out of memory");
    ck_assert_int_eq(pipe(ends), 0);
    lines = cli_lines_on(arena, ends[0], 10);
}

static void teardown(void) {
    close(ends[0]);
    ll_arena_free(arena);
}

static void put(const char *text) {
    ck_assert_int_eq((int)write(ends[1], text, strlen(text)), (int)strlen(text));
}

static void expect(cli_line kind, const char *text) {
    ll_str line = {"", 0};
    ck_assert_int_eq(cli_lines_next(&lines, &line), kind);
    if (kind == CLI_LINE)
        ck_assert_msg(ll_str_is(line, text), "'%.*s' is not '%s'", (int)line.length, line.data,
                      text);
}

START_TEST(lines_come_whole) {
    expect(CLI_LINE_LATER, "");
    put("one\ntw");
    expect(CLI_LINE, "one");
    ck_assert_uint_eq(lines.number, 1);
    expect(CLI_LINE_LATER, "");
    put("o\n\r\n\nlast\r\nrest");
    expect(CLI_LINE, "two");
    expect(CLI_LINE, "");
    expect(CLI_LINE, "");
    expect(CLI_LINE, "last");
    ck_assert_uint_eq(lines.number, 5);
    expect(CLI_LINE_LATER, "");
    close(ends[1]);
    expect(CLI_LINE, "rest");
    expect(CLI_LINE_END, "");
    expect(CLI_LINE_END, "");
    ck_assert_int_eq(lines.error, 0);
}
END_TEST

START_TEST(the_limit_is_exact) {
    put("1234567890\n12345678901\n1\n1234567890");
    expect(CLI_LINE, "1234567890");
    expect(CLI_LINE_TOO_LONG, "");
    expect(CLI_LINE, "1");
    close(ends[1]);
    expect(CLI_LINE, "1234567890");
    expect(CLI_LINE_END, "");
}
END_TEST

START_TEST(a_line_without_end_is_forgotten_while_it_comes) {
    put("12345678");
    expect(CLI_LINE_LATER, "");
    for (int i = 0; i < 2000; i++) {
        put("12345678");
        expect(CLI_LINE_LATER, "");
    }
    ck_assert_uint_le(lines.end, 16);
    put("\nnext\n123456789012");
    expect(CLI_LINE_TOO_LONG, "");
    ck_assert_uint_eq(lines.number, 1);
    expect(CLI_LINE, "next");
    close(ends[1]);
    expect(CLI_LINE_TOO_LONG, "");
    ck_assert_uint_eq(lines.number, 3);
    expect(CLI_LINE_END, "");
}
END_TEST

/* Through a buffer that is filled many times over, with every length that a line can have. */
START_TEST(many_lines_through_one_buffer) {
    enum { COUNT = 20000, MODULUS = 997 };
    char text[MODULUS + 1];
    lines.limit = MODULUS;
    pid_t writer = fork();
    memset(text, 'x', sizeof text);
    if (writer == 0) {
        FILE *stream = fdopen(ends[1], "w");
        for (int i = 0; i < COUNT; i++)
            fprintf(stream, "%.*s\n", i % MODULUS, text);
        fclose(stream);
        _exit(0);
    }
    close(ends[1]);
    for (int i = 0; i < COUNT;) {
        ll_str line;
        cli_line kind = cli_lines_next(&lines, &line);
        if (kind == CLI_LINE_LATER) {
            ck_assert(cli_lines_wait(&lines, STDERR_FILENO));
            continue;
        }
        ck_assert_int_eq(kind, CLI_LINE);
        ck_assert_uint_eq(line.length, (uint32_t)(i++ % MODULUS));
    }
    ck_assert(cli_lines_wait(&lines, STDERR_FILENO));
    expect(CLI_LINE_END, "");
    ck_assert_uint_le(lines.capacity, 64 * 1024);
    waitpid(writer, NULL, 0);
}
END_TEST

START_TEST(what_cannot_be_read_says_why) {
    cli_lines folder = cli_lines_on(arena, open("/", O_RDONLY), 10);
    ll_str line;
    ck_assert_int_eq(cli_lines_next(&folder, &line), CLI_LINE_END);
    ck_assert_int_eq(folder.error, EISDIR);
    close(folder.descriptor);
    cli_lines nothing = cli_lines_on(arena, folder.descriptor, 10);
    ck_assert_int_eq(cli_lines_next(&nothing, &line), CLI_LINE_END);
    ck_assert_int_eq(nothing.error, EBADF);
    close(ends[1]);
}
END_TEST

START_TEST(a_reader_who_went_away_ends_the_wait) {
    int out[2];
    ck_assert_int_eq(pipe(out), 0);
    put("x");
    ck_assert(cli_lines_wait(&lines, out[1]));
    close(out[0]);
    expect(CLI_LINE_LATER, "");
    ck_assert(!cli_lines_wait(&lines, out[1]));
    close(out[1]);
    close(ends[1]);
}
END_TEST

/* A terminal or a socket hangs up where a pipe fails. */
START_TEST(an_output_that_hung_up_or_is_closed_ends_the_wait) {
    int out[2];
    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, out), 0);
    put("x");
    ck_assert(cli_lines_wait(&lines, out[1]));
    close(out[0]);
    ck_assert(!cli_lines_wait(&lines, out[1]));
    close(out[1]);
    ck_assert(!cli_lines_wait(&lines, out[1]));
    close(ends[1]);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("lines");
    TCase *tests = tcase_create("lines");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, lines_come_whole);
    tcase_add_test(tests, the_limit_is_exact);
    tcase_add_test(tests, a_line_without_end_is_forgotten_while_it_comes);
    tcase_add_test(tests, many_lines_through_one_buffer);
    tcase_add_test(tests, what_cannot_be_read_says_why);
    tcase_add_test(tests, a_reader_who_went_away_ends_the_wait);
    tcase_add_test(tests, an_output_that_hung_up_or_is_closed_ends_the_wait);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
