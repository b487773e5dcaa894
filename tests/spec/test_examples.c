/* Every example of the CommonMark specification is a letter of which the properties must hold, with
 * LF, CRLF and CR line ends. Called with files, checks those instead. */
#include "base/file.h"
#include "properties.h"
#include "visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FENCE[] = "````````````````````````````````";

/* The example at `at` as Markdown: the specification writes tabs as arrows. */
static const char *read_example(text *out, const char *at, const char *end) {
    static const char arrow[] = "\u2192";
    text_puts(out, "");
    while (at < end && strncmp(at, ".\n", 2) != 0) {
        const char *line_end = strchr(at, '\n') + 1;
        while (at < line_end) {
            bool tab = strncmp(at, arrow, sizeof arrow - 1) == 0;
            text_add(out, tab ? "\t" : at, 1);
            at += tab ? sizeof arrow - 1 : 1;
        }
    }
    return at;
}

static void with_line_ends(text *out, const text *markdown, const char *line_end) {
    text_puts(out, "");
    for (size_t i = 0; i < markdown->length; i++)
        if (markdown->data[i] == '\n')
            text_puts(out, line_end);
        else
            text_add(out, markdown->data + i, 1);
}

static bool check_example(outcome *out, unsigned number, const text *markdown) {
    static const char *const line_ends[] = {"\n", "\r\n", "\r"};
    bool good = true;
    for (size_t i = 0; i < 3; i++) {
        text letter = {0};
        with_line_ends(&letter, markdown, line_ends[i]);
        if (!properties_hold(out, letter.data, letter.length, 1)) {
            printf("example %u, line ends %zu: %s\n%s\n", number, i, out->message, letter.data);
            good = false;
        }
        text_free(&letter);
    }
    return good;
}

static int check_specification(ll_str specification) {
    outcome out = {0};
    unsigned count = 0, failed = 0;
    const char *end = specification.data + specification.length;
    char opening[64];
    snprintf(opening, sizeof opening, "\n%s example\n", FENCE);
    for (const char *at = specification.data; (at = strstr(at, opening));) {
        text markdown = {0};
        at = read_example(&markdown, at + strlen(opening), end);
        failed += !check_example(&out, ++count, &markdown);
        text_free(&markdown);
    }
    printf("%u examples with 3 kinds of line ends, %u failed; %zu segments, %zu changed letters\n",
           count, failed, out.segments, out.mutations);
    return count == 652 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : LL_SOURCE_DIR "/tests/data/commonmark/spec.txt";
    ll_arena *arena = ll_arena_new(0);
    ll_str content;
    const char *problem;
    int status = EXIT_FAILURE;
    if (!ll_file_read(&content, arena, path, 0, &problem)) {
        printf("%s: %s\n", path, problem);
    } else if (argc == 1) {
        status = check_specification(content);
    } else {
        outcome out = {0};
        status =
            properties_hold(&out, content.data, content.length, 1) ? EXIT_SUCCESS : EXIT_FAILURE;
        printf("%s: %s\n", path, status == EXIT_SUCCESS ? "good" : out.message);
    }
    ll_arena_free(arena);
    return status;
}
