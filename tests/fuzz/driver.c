/* Drives a fuzz target without libFuzzer, with any compiler.
 *
 *   fuzz_NAME PATH…               runs every file, and every file in every directory
 *   fuzz_NAME -mutate N SEED PATH…  and then N inputs made of them; the same N and SEED, the same
 * inputs
 *
 * Before each input it is written to the file that FUZZ_KEEP names, if it does, so that what
 * crashed can be looked at. */
#include "fuzz.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct inputs {
    ll_arena *arena;
    ll_str *items;
    uint32_t count, capacity;
} inputs;

/* A small generator of its own, so that a seed means the same on every machine. */
static uint32_t next_random(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

/* What letters and rule files are made of, and what breaks programs that read them. */
static const char *const pieces[] = {
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "  \n",
    "\\\n",
    "> ",
    "- ",
    "* ",
    "1. ",
    "# ",
    "```\n",
    "~~~",
    "---\n",
    "***",
    "===\n",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "](<",
    "![",
    "[x]: /u",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<br>",
    "&amp;",
    "&#8217;",
    "&#x1F600;",
    "&nope;",
    "&#0;",
    "<https://a.b>",
    "Dear Ms. O'Neil,\n",
    "P.S. ",
    "e.g. ",
    "Kind regards",
    "C++ ",
    "\xC2\xA0",
    "\xE2\x80\x99",
    "\xE2\x80\x94",
    "\xF0\x9F\x98\x80",
    "\xEF\xBB\xBF",
    "\xCC\x81",
    "\xE2\x80\x8B",
    "\xC2\xAD",
    "\xE3\x80\x82",
    ": ",
    "\"",
    "'",
    "{",
    "}",
    "[a, b]",
    "|\n  ",
    ">-\n  ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "%YAML",
    "...\n",
    "\\",
    "(a|b)",
    "[c]",
    "(?:",
    "{3,}",
    "\\b",
    "count(t) > 1",
    "in body",
    "meta.x",
    "$min",
    "{{",
    "and not ",
    "terms:\n",
    "rules:\n",
};

static void mutate(ll_buf *out, const inputs *corpus, uint64_t *state) {
    ll_str base = corpus->items[next_random(state, corpus->count)];
    ll_buf_add_str(out, base);
    for (uint32_t times = 1 + next_random(state, 8); times; times--) {
        uint32_t place = next_random(state, out->length + 1);
        ll_str tail = {ll_arena_copy(out->arena, out->data + place, out->length - place),
                       out->length - place};
        uint32_t cut = next_random(state, tail.length < 40 ? tail.length + 1 : 40);
        out->length = place;
        switch (next_random(state, 4)) {
        case 0: break;                     /* only cut */
        case 1: cut = 0; /* only insert */ /* fall through */
        case 2: ll_buf_puts(out, pieces[next_random(state, sizeof pieces / sizeof *pieces)]); break;
        default: {
            ll_str other = corpus->items[next_random(state, corpus->count)];
            uint32_t start = next_random(state, other.length + 1);
            ll_buf_add_str(out, ll_str_slice(other, start, start + next_random(state, 80)));
        }
        }
        ll_buf_add_str(out, ll_str_slice(tail, cut, tail.length));
    }
}

static void run(ll_str input) {
    const char *keep = getenv("FUZZ_KEEP");
    FILE *stream = keep ? fopen(keep, "wb") : NULL;
    if (stream) {
        fwrite(input.data, 1, input.length, stream);
        fclose(stream);
    }
    LLVMFuzzerTestOneInput((const uint8_t *)input.data, input.length);
}

static bool read_one(inputs *corpus, const char *path) {
    const char *problem;
    ll_str content;
    if (!ll_file_read(&content, corpus->arena, path, 0, &problem)) {
        fprintf(stderr, "%s: %s\n", path, problem);
        return false;
    }
    corpus->items = ll_arena_grow(corpus->arena, corpus->items, &corpus->capacity,
                                  corpus->count + 1, sizeof *corpus->items);
    corpus->items[corpus->count++] = content;
    return true;
}

static bool read_path(inputs *corpus, const char *path) {
    const char *const *files;
    const char *problem;
    size_t count;
    if (!ll_file_is_directory(path))
        return read_one(corpus, path);
    if (!ll_file_list(&files, &count, corpus->arena, path, "", NULL, &problem)) {
        fprintf(stderr, "%s: %s\n", path, problem);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!read_one(corpus, files[i]))
            return false;
    return true;
}

static void run_mutations(const inputs *corpus, unsigned long count, uint64_t seed) {
    for (unsigned long i = 0; i < count; i++) {
        uint64_t state = seed * 1000003u + i;
        ll_arena *arena = ll_arena_new(0);
        ll_buf input = ll_buf_on(arena);
        mutate(&input, corpus, &state);
        run(ll_buf_str(&input));
        ll_arena_free(arena);
    }
}

int main(int argc, char **argv) {
    unsigned long mutations = 0;
    uint64_t seed = 0;
    int first = 1;
    if (argc > 4 && strcmp(argv[1], "-mutate") == 0) {
        mutations = strtoul(argv[2], NULL, 10);
        seed = strtoull(argv[3], NULL, 10);
        first = 4;
    }
    inputs corpus = {.arena = ll_arena_new(0)};
    bool ok = first < argc;
    for (int i = first; i < argc && ok; i++)
        ok = read_path(&corpus, argv[i]);
    for (uint32_t i = 0; i < corpus.count; i++)
        run(corpus.items[i]);
    if (corpus.count)
        run_mutations(&corpus, mutations, seed);
    printf("%u files, %lu mutations\n", corpus.count, mutations);
    ok = ok && corpus.count > 0; /* a run over nothing would prove nothing */
    ll_arena_free(corpus.arena);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
