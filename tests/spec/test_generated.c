/* The properties over documents made by chance. With no arguments a few thousand of each kind, the
 * same ones each time; `generated FIRST COUNT` runs others by hand. */
#include "generate.h"
#include "properties.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEFAULT_COUNT = 3000, MOST_SHOWN = 5, LETTERS_BETWEEN_CHANGES = 31 };

static unsigned long run(const char *kind, void (*generate)(text *, uint64_t), uint64_t first,
                         uint64_t count) {
    outcome out = {0};
    unsigned long failed = 0;
    for (uint64_t seed = first; seed < first + count; seed++) {
        text letter = {0};
        generate(&letter, seed);
        if (!properties_hold(&out, letter.data, letter.length, LETTERS_BETWEEN_CHANGES) &&
            failed++ < MOST_SHOWN)
            printf("%s, seed %llu: %s\n----\n%s\n----\n", kind, (unsigned long long)seed,
                   out.message, letter.data);
        text_free(&letter);
    }
    printf("%llu %s, %lu failed; %zu segments, %zu changed letters\n", (unsigned long long)count,
           kind, failed, out.segments, out.mutations);
    return failed;
}

int main(int argc, char **argv) {
    uint64_t first = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : DEFAULT_COUNT;
    unsigned long failed = run("documents", generate_document, first, count);
    failed += run("soups", generate_soup, first, count);
    failed += run("lines", generate_lines, first, count);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
