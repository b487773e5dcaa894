/* The excerpt's promise, over random lines and spans: the caret stands in the column where the
 * span's first character is shown, no row is wider than it may be, and it never takes long. */
#include "../support.h"

#include "base/terminal.h"
#include "report/excerpt.h"

#include <stdlib.h>
#include <string.h>

typedef struct kept {
    char text[16384];
    size_t length;
} kept;

static bool keep(void *user, const char *data, size_t length) {
    kept *into = user;
    if (into->length + length >= sizeof into->text)
        return false;
    memcpy(into->text + into->length, data, length);
    into->length += length;
    into->text[into->length] = '\0';
    return true;
}

static kept output;

static void write_excerpt(ll_str line, uint32_t start, uint32_t end, uint32_t columns) {
    ll_writer writer;
    ll_excerpt excerpt = {.line = line,
                          .start = start,
                          .end = end,
                          .number = 7,
                          .last = 7 + end % 3 * 100,
                          .columns = columns,
                          .mark = "",
                          .dim = "",
                          .reset = ""};
    output.length = 0;
    ll_writer_init(&writer, &(ll_sink){.write = keep, .user = &output});
    ll_excerpt_write(&writer, &excerpt);
    ck_assert(ll_writer_flush(&writer));
}

static uint32_t seed = 1;

static uint32_t random_below(uint32_t limit) {
    return ll_test_random(&seed, limit);
}

/* A line of random pieces; `cuts` receives where characters begin. */
static ll_str random_line(char *buffer, uint32_t *cuts, uint32_t *cut_count) {
    static const char *const pieces[] = {
        "a",    "word ", " ",  "é", "日",           "🚀",      "e\xCC\x81", "x",
        "and ", "\x1b",  "\t", "–", "\xE2\x80\xAE", "Kafka, "};
    uint32_t length = 0, count = random_below(150);
    *cut_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];
        memcpy(buffer + length, piece, strlen(piece));
        cuts[(*cut_count)++] = length;
        length += (uint32_t)strlen(piece);
    }
    cuts[*cut_count] = length;
    return (ll_str){buffer, length};
}

/* Where the column begins in an inert text, behind the marks that belong to what stands before. */
static uint32_t offset_of_column(ll_str text, uint32_t column) {
    uint32_t offset = 0, next;
    for (uint32_t columns = 0; offset < text.length; offset = next) {
        uint32_t width = ll_terminal_show(text, offset, &next).columns;
        if (columns >= column && width > 0)
            break;
        columns += width;
    }
    return offset;
}

static void check_rows(ll_str line, uint32_t start, uint32_t columns) {
    const char *end = strchr(output.text, '\n');
    ll_str row = {output.text, (uint32_t)(end - output.text)};
    const char *carets = end + 1, *caret = strchr(carets, '^');
    ck_assert_uint_le(ll_terminal_columns(row), columns);
    ck_assert_uint_le(strlen(carets) - 1, columns);
    if (start == line.length)
        return;
    uint32_t next;
    ll_shown first = ll_terminal_show(line, start, &next);
    uint32_t at = offset_of_column(row, (uint32_t)(caret - carets));
    ck_assert_msg(row.length - at >= first.length &&
                      memcmp(row.data + at, first.bytes, first.length) == 0,
                  "the caret is not under byte %u of '%.*s':\n%s", start, (int)line.length,
                  line.data, output.text);
}

START_TEST(the_caret_is_under_the_first_character) {
    static char buffer[2048];
    static uint32_t cuts[200];
    for (int round = 0; round < 20000; round++) {
        uint32_t count;
        ll_str line = random_line(buffer, cuts, &count);
        uint32_t from = random_below(count + 1);
        uint32_t to = from + random_below(count - from + 1);
        uint32_t columns =
            LL_EXCERPT_LEAST + random_below(LL_EXCERPT_COLUMNS - LL_EXCERPT_LEAST + 1);
        write_excerpt(line, cuts[from], cuts[to], columns);
        check_rows(line, cuts[from], columns);
    }
}
END_TEST

START_TEST(a_huge_line_takes_no_longer) {
    enum { SIZE = 10000000, SPANS = 20000 };
    char *text = malloc(SIZE);
    memset(text, 'x', SIZE);
    for (uint32_t i = 0; i < SPANS; i++)
        write_excerpt((ll_str){text, SIZE}, i * (SIZE / SPANS), SIZE, LL_EXCERPT_COLUMNS);
    free(text);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("report/excerpt");
    TCase *cases = tcase_create("excerpt");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, the_caret_is_under_the_first_character);
    tcase_add_test(cases, a_huge_line_takes_no_longer);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
