/* What the line of long work says: counts, rates and times of every size, cut to the terminal. */
#include "../support.h"

#include "cli/progress.h"

typedef struct shape {
    uint64_t done, total, elapsed;
    const char *text;
} shape;

static const shape shapes[] = {
    {1200, 10000, 1263, "letterlint: 1200 of 10000 letters, 950/s, 10 s left"},
    {1, 3, 2000, "letterlint: 1 of 3 letters, 0.5/s, 4 s left"},
    {99, 100, 10000, "letterlint: 99 of 100 letters, 9.9/s, 1 s left"},
    {100, 10000, 1000, "letterlint: 100 of 10000 letters, 100/s, 99 s left"},
    {100, 12200, 1000, "letterlint: 100 of 12200 letters, 100/s, 2 min left"},
    {100, 12100, 1000, "letterlint: 100 of 12100 letters, 100/s, 120 s left"},
    {100, 719900, 1000, "letterlint: 100 of 719900 letters, 100/s, 120 min left"},
    {100, 720100, 1000, "letterlint: 100 of 720100 letters, 100/s, 2 h 0 min left"},
    {1, 10000000, 1000, "letterlint: 1 of 10000000 letters, 1.0/s, 2777 h 47 min left"},
    {0, 10, 700, "letterlint: 0 of 10 letters, 0.0/s"},
    {10, 10, 700, "letterlint: 10 of 10 letters, 14/s"},
    {12345, 0, 1000, "letterlint: 12345 letters, 12345/s"},
    {5, 10, 1, "letterlint: 5 of 10 letters, 5000/s, 1 s left"},
};

START_TEST(figures_of_every_size) {
    char text[256];
    const shape *s = &shapes[_i];
    cli_progress_text(text, sizeof text, s->done, s->total, s->elapsed, 80);
    ck_assert_str_eq(text, s->text);
}
END_TEST

START_TEST(a_line_fits_its_terminal) {
    char text[256];
    for (uint32_t columns = 1; columns < 60; columns++) {
        cli_progress_text(text, sizeof text, 1200, 10000, 1263, columns);
        ck_assert_uint_le(strlen(text), columns);
        ck_assert(strncmp(text, "letterlint: 1200 of 10000 letters, 950/s, 10 s left",
                          strlen(text)) == 0);
    }
    ck_assert_str_eq(text, "letterlint: 1200 of 10000 letters, 950/s, 10 s left");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("progress_text");
    TCase *tests = tcase_create("progress_text");
    tcase_add_loop_test(tests, figures_of_every_size, 0, (int)(sizeof shapes / sizeof *shapes));
    tcase_add_test(tests, a_line_fits_its_terminal);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
