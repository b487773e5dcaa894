/* Input made to be slow: deep nesting, openings that never close, a hundred thousand of anything.
 * Each must be read in reasonable time, and its properties hold like those of any other letter.
 * What is quadratic inside libcmark itself ("![[]()" repeated) is not here. */
#include "properties.h"
#include "text/prose.h"
#include "visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct input {
    const char *name, *before, *repeated, *after;
    unsigned count;
} input;

static const input inputs[] = {
    {"nested quotes", "", ">", " a\n", 10000},
    {"nested quotes, lazy lines", "", "> ", "a\nb\nc\n", 10000},
    {"open brackets", "", "[", "a", 50000},
    {"open emphasis", "", "*a **b ", "", 50000},
    {"closed emphasis", "", "*a* **b** _c_ ", "", 50000},
    {"nested emphasis", "", "*a **a ", "b", 20000},
    {"runs of backticks", "", "`a``b```c````d", "", 70000},
    {"code spans", "", "`a` ``b`` ", "", 100000},
    {"references", "", "&amp;", "", 200000},
    {"unknown references", "", "&nosuch; &gesl; ", "", 60000},
    {"unended references", "", "&amp", "", 200000},
    {"escapes", "", "\\*", "", 500000},
    {"links", "", "[a](/b \"c\") ", "", 20000},
    {"shortcuts", "", "[a] ", "\n\n[a]: /b\n", 50000},
    {"definitions", "", "[a]: /b 'c'\n", "\n[a]", 20000},
    {"autolinks", "", "<ab:c> <c@d.e> ", "", 30000},
    {"comments", "", "<!-- a -->b", "", 50000},
    {"open comments", "a", "<!-- a", "", 50000},
    {"one HTML block", "<div>\n", "<b>a</b> &amp; <br>\n", "</div>", 50000},
    {"scripts", "<div>\n", "<script>a", "", 50000},
    {"quoted attributes", "<div>\n", "<a b='c", "", 50000},
    {"lines", "", "a\n", "", 200000},
    {"hard breaks", "", "a  \nb\\\n", "", 50000},
    {"paragraphs", "", "a\n\n", "", 100000},
    {"nested items on a line", "", "- ", "a\n", 5000},
    {"quoted items", "", "> - ", "a\n", 3000},
    {"items", "", "- a\n", "", 50000},
    {"blanks", "", " ", "a", 500000},
    {"tabs in a quote", "", "> \ta\n", "", 50000},
    {"curly quotes", "", "\u201Ca\u201D ", "", 100000},
    {"code lines", "```\n", "a\tb\n", "```\n", 100000},
    {"blank code lines", "- - - - - - ```\n", "\n", "", 50000},
};

static void make(text *out, const input *in) {
    text_puts(out, in->before);
    for (unsigned i = 0; i < in->count; i++)
        text_puts(out, in->repeated);
    text_puts(out, in->after);
}

/* Item within item, each on a line of its own: the indentation is the input. */
static void make_deep_list(text *out, unsigned depth) {
    for (unsigned i = 0; i < depth; i++) {
        for (unsigned j = 0; j < i; j++)
            text_puts(out, "  ");
        text_puts(out, "- a\n");
    }
}

static double seconds(clock_t since) {
    return (double)(clock() - since) / CLOCKS_PER_SEC;
}

static bool check(const char *name, text *letter) {
    outcome out = {0};
    ll_arena *arena = ll_arena_new(0);
    clock_t start = clock();
    ll_source source;
    ll_source_init(&source, arena, name, (ll_str){letter->data, (uint32_t)letter->length});
    ll_markdown tree;
    ll_markdown_parse(&tree, arena, source.text);
    double parsed = seconds(start);
    start = clock();
    ll_prose prose;
    ll_prose_build(&prose, arena, &source, 0, &tree);
    printf("%-28s %8zu bytes  libcmark %6.3f s  prose %6.3f s  %6zu KiB\n", name, letter->length,
           parsed, seconds(start), ll_arena_used(arena) / 1024);
    ll_arena_free(arena);
    bool good = properties_hold(&out, letter->data, letter->length, 0);
    if (!good)
        printf("%s: %s\n", name, out.message);
    text_free(letter);
    return good;
}

int main(void) {
    int failed = 0;
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        text letter = {0};
        make(&letter, &inputs[i]);
        failed += !check(inputs[i].name, &letter);
    }
    text letter = {0};
    make_deep_list(&letter, 1000);
    failed += !check("items nested line by line", &letter);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
