/* YAML: the tree that comes out, that every span is the exact bytes, and that whatever is wrong is
 * refused at its place, in silence on standard error. */
#include "../support.h"
#include "base/utf8.h"
#include "text/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static ll_arena *arena;
static ll_source source;
static ll_diagnostics problems;

static void setup(void) {
    arena = ll_arena_new(0);
    problems = (ll_diagnostics){.arena = arena};
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool parse_part(const ll_yaml_node **root, const char *text, ll_span part) {
    ll_source_init(&source, arena, "test.yaml", ll_str_of(text));
    return ll_yaml_parse(root, arena, &source, part, &problems);
}

static const ll_yaml_node *parse(const char *text) {
    const ll_yaml_node *root = NULL;
    bool good = parse_part(&root, text, (ll_span){0, (uint32_t)strlen(text)});
    ck_assert_msg(good, "%s", problems.count ? problems.items[0].message : "?");
    ck_assert_uint_eq(problems.count, 0);
    return root;
}

static ll_str bytes(ll_span span) {
    ck_assert_uint_le(span.start, span.end);
    ck_assert_uint_le(span.end, source.text.length);
    return ll_str_slice(source.text, span.start, span.end);
}

static void expect(ll_str got, const char *want) {
    ck_assert_msg(ll_str_is(got, want), "got '%.*s', want '%s'", (int)got.length, got.data, want);
}

/* The text is refused, and the first problem stands at `place` and says `message`. */
static void refused(const char *text, uint32_t count, const char *place, const char *message) {
    const ll_yaml_node *root = NULL;
    problems.count = 0;
    ck_assert_msg(!parse_part(&root, text, (ll_span){0, (uint32_t)strlen(text)}), "%s", text);
    ck_assert_ptr_null(root);
    ck_assert_uint_eq(problems.count, count);
    ck_assert_msg(strstr(problems.items[0].message, message), "%s: %s", text,
                  problems.items[0].message);
    ck_assert_str_eq(problems.items[0].rule, "yaml");
    ck_assert_int_eq(problems.items[0].level, LL_ERROR);
    expect(bytes(problems.items[0].span), place);
}

START_TEST(kinds_and_values) {
    const ll_yaml_node *root = parse("a: 1\nb: [x, 'y z', \"t\\tu\"]\nc: {d: e}\nf:\n- g\n");
    ck_assert_int_eq(root->kind, LL_YAML_MAPPING);
    ck_assert_uint_eq(root->count, 4);
    expect(root->keys[1]->text, "b");
    expect(ll_yaml_get(root, "a")->text, "1");
    const ll_yaml_node *b = ll_yaml_get(root, "b");
    ck_assert_int_eq(b->kind, LL_YAML_SEQUENCE);
    ck_assert_uint_eq(b->count, 3);
    expect(b->values[1]->text, "y z");
    expect(b->values[2]->text, "t\tu");
    ck_assert_ptr_null(b->keys);
    expect(ll_yaml_get(ll_yaml_get(root, "c"), "d")->text, "e");
    expect(ll_yaml_get(root, "f")->values[0]->text, "g");
    ck_assert_ptr_null(ll_yaml_get(root, "z"));
    ck_assert_ptr_null(ll_yaml_get(b, "a"));
    ck_assert_ptr_null(ll_yaml_get(b->values[0], "a"));
}
END_TEST

START_TEST(values_end_in_nul) {
    const ll_yaml_node *root = parse("key: value here\n");
    ck_assert_str_eq(root->values[0]->text.data, "value here");
    ck_assert_str_eq(root->keys[0]->text.data, "key");
}
END_TEST

START_TEST(plain_or_quoted) {
    const ll_yaml_node *root = parse("- 1\n- '1'\n- \"1\"\n- |\n  1\n- >-\n  1\n-\n- ''\n");
    static const bool plain[] = {true, false, false, false, false, true, false};
    ck_assert_uint_eq(root->count, 7);
    for (uint32_t i = 0; i < 7; i++)
        ck_assert_int_eq(root->values[i]->plain, plain[i]);
}
END_TEST

START_TEST(empty_document_is_an_empty_mapping) {
    static const char *const texts[] = {"",      "\n",         "# nothing\n",
                                        "---\n", "---\n...\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const ll_yaml_node *root = parse(texts[i]);
        ck_assert_int_eq(root->kind, LL_YAML_MAPPING);
        ck_assert_uint_eq(root->count, 0);
    }
    ck_assert_int_eq(parse("''")->kind, LL_YAML_SCALAR);
}
END_TEST

typedef struct span_row {
    const char *text, *value, *source;
    bool verbatim;
} span_row;

/* The value of the mapping's last key: what its span covers. */
static const span_row span_rows[] = {
    {"a: b\n", "b", "b", true},
    {"a: b", "b", "b", true},
    {"a: b # note\n", "b", "b", true},
    {"é: ü\nk: naïve café\n", "naïve café", "naïve café", true},
    {"'日本': x\nk: \"日本 語\"\n", "日本 語", "日本 語", true},
    {"a: '😀'\nb: 😀 x", "😀 x", "😀 x", true},
    {"\xEF\xBB\xBFx: y\n", "y", "y", true},
    {"\xEF\xBB\xBFx: y\r\nz: 'w'\r\n", "w", "w", true},
    {"a: 1\r\nb: 2\r\n", "2", "2", true},
    {"a: 'it''s'\n", "it's", "it''s", false},
    {"a: \"\\u00e9t\\n\"\n", "ét\n", "\\u00e9t\\n", false},
    {"a: \"x\"\n", "x", "x", true},
    {"a: ''\n", "", "", true},
    {"a: plain\n  two\n", "plain two", "plain\n  two", false},
    {"a: 'one\n  two'\n", "one two", "one\n  two", false},
    {"a: |\n  one\n", "one\n", "one\n", true},
    {"a: |-\n  one\n", "one", "one", true},
    {"a: |-\n  one\n  two\n\nb: |-\n  é\n  ü\n", "é\nü", "é\n  ü", false},
    {"a: >\n  one\n  two\n", "one two\n", "one\n  two", false},
    {"a: |\r\n  x\r\n  y\r\n", "x\ny\n", "x\r\n  y", false},
    {"a: x:y\n", "x:y", "x:y", true},
    {"a: {b: [q, r]}\nc: s", "s", "s", true},
};

START_TEST(spans_are_the_exact_bytes) {
    const span_row *row = &span_rows[_i];
    const ll_yaml_node *root = parse(row->text);
    const ll_yaml_node *value = root->values[root->count - 1];
    expect(value->text, row->value);
    expect(bytes(value->span), row->source);
    ck_assert_int_eq(value->verbatim, row->verbatim);
}
END_TEST

START_TEST(keys_and_collections_have_spans) {
    const ll_yaml_node *root = parse("'ké': {a: [1, 2], b: c}\nlist:\n  - x\n  - y: z\n\n# end\n");
    expect(bytes(root->keys[0]->span), "ké");
    expect(bytes(root->values[0]->span), "{a: [1, 2], b: c}");
    expect(bytes(root->values[0]->values[0]->span), "[1, 2]");
    expect(bytes(root->values[1]->span), "- x\n  - y: z");
    expect(bytes(root->values[1]->values[1]->span), "y: z");
    expect(bytes(root->span), "'ké': {a: [1, 2], b: c}\nlist:\n  - x\n  - y: z");
}
END_TEST

START_TEST(an_absent_value_stands_behind_its_key) {
    const ll_yaml_node *root = parse("a: b\nkey:\nc: d\n");
    ck_assert_uint_eq(root->values[1]->text.length, 0);
    ck_assert_uint_eq(root->values[1]->span.start, 8);
    ck_assert_uint_eq(root->values[1]->span.end, 8);
}
END_TEST

START_TEST(parts_of_a_scalar) {
    const ll_yaml_node *root = parse("a: 'long word'\nb: 'it''s'\n");
    expect(bytes(ll_yaml_part(root->values[0], 5, 9)), "word");
    expect(bytes(ll_yaml_part(root->values[0], 5, 99)), "word");
    expect(bytes(ll_yaml_part(root->values[0], 99, 99)), "");
    expect(bytes(ll_yaml_part(root->values[1], 0, 2)), "it''s");
}
END_TEST

START_TEST(a_part_of_a_larger_text) {
    const char *text = "---\ncompany: Zoë\nrole: x\n---\nDear: team, [\n";
    const ll_yaml_node *root = NULL;
    uint32_t end = (uint32_t)(strstr(text, "---\nDear") - text);
    ck_assert(parse_part(&root, text, (ll_span){4, end}));
    ck_assert_uint_eq(root->count, 2);
    expect(bytes(root->values[0]->span), "Zoë");
    expect(bytes(root->keys[1]->span), "role");

    const char *bad = "---\na: b\nc: 'd\n---\n";
    ck_assert(!parse_part(&root, bad, (ll_span){4, 15}));
    ck_assert_uint_eq(problems.items[0].span.start, 13);
}
END_TEST

START_TEST(syntax_errors_have_their_place) {
    refused("a: b: c\n", 1, "", "mapping");
    ck_assert_uint_eq(problems.items[0].span.start, 4);
    refused("ok: 1\nq: \"\\q\"\n", 1, "\\q", "escape");
    refused("é: 1\nbad: @x\n", 1, "@", "'@'");
    refused("a: [1, 2\n", 1, "", "bracket");
    refused("a: 'open\n", 1, "open", "quote");
    refused("a: 1\n b: 2\n", 1, "1", "key");
    refused("\ta: b\n", 1, "", "tab");
}
END_TEST

typedef struct advice_row {
    const char *text, *message, *advice;
} advice_row;

static const advice_row advice_rows[] = {
    {"a: b: c\n", "invalid nested block mapping", "put quotes around a text that holds ': '"},
    {"a:\n\tb: c\n", "a tab cannot indent", "indent with spaces"},
    {"\ta: c\n", "a tab cannot indent", "indent with spaces"},
    {"a:b\nc: d\n", "a key without ':'", "write 'key: value'"},
    {"a: 1\nkey\n", "a key without ':'", "write 'key: value'"},
    {"a: b\n c: d\n", "a key without ':', or a line that is not", "write 'key: value'"},
    {"r:\n  -id: x\n    level: y\n", "a key without ':'", "put a space behind '-'"},
    {"r:\n  -id: x\n  -id: y\n", "'-id' is given twice", "put a space behind '-'"},
    {"r:\n  - m: {match} is bad\n", "a key without ':', or a line that is not",
     "put quotes around a text that begins with '{'"},
    {"r:\n  - m: {match} is\n", "a key without", "put quotes around a text that begins with '{'"},
    {"r:\n  - m: [x] is\n", "a key without", "write 'key: value'"},
    {"a: \"\\d\"\n", "invalid escape 'd'", "single quotes take '\\' as it is"},
    {"a: %x\n", "cannot start with '%'", "put quotes around the text"},
    {"a: 'it's'\n", "after single-quoted", "write '' for an apostrophe within single quotes"},
    {"a: \"b\"c\n", "after double-quoted", "write \\\" for a quotation mark within double quotes"},
    {"a: [x, z[q]]\n", "missing comma",
     "put ',' between entries, and quotes around a text that holds brackets"},
    {"w:\n  a: [b,\n c]\n", "wrongly indented", "indent it further than its key"},
    {"a:\n  b: 1\n c: 2\n", "not indented like", "indent the keys of one mapping alike"},
    {"- a: b\n  - c\n", "expected key", "indent the entries of one list or mapping alike"},
    {"r:\n  - a: b\n   c: d\n", "not indented like", "indent the keys of one mapping alike"},
    {"r:\n  - a: b\n  c: d\n", "not indented like", "indent the keys of one mapping alike"},
    {"r:\n  - a: b\n - c: d\n", "not indented like", "indent the entries of one list alike"},
    {"a: - b\n", "same line", "begin the list on a line of its own"},
    {"a: ]\n", "extra closing bracket", ""},
};

START_TEST(common_mistakes_come_with_advice) {
    const advice_row *row = &advice_rows[_i];
    const ll_yaml_node *root = NULL;
    ck_assert(!parse_part(&root, row->text, (ll_span){0, (uint32_t)strlen(row->text)}));
    ck_assert_uint_eq(problems.count, 1);
    ck_assert_msg(strstr(problems.items[0].message, row->message), "%s: %s", row->text,
                  problems.items[0].message);
    ck_assert_str_eq(problems.items[0].advice, row->advice);
}
END_TEST

START_TEST(several_mistakes_are_all_reported) {
    refused("a: &x 1\nb: *x\na: !t 2\n", 4, "x", "anchor");
    expect(bytes(problems.items[1].span), "x");
    ck_assert_ptr_nonnull(strstr(problems.items[1].message, "alias"));
    ck_assert_ptr_nonnull(strstr(problems.items[2].message, "tag"));
    expect(bytes(problems.items[2].span), "!t");
    ck_assert_str_eq(problems.items[3].message, "the key 'a' is given twice");
    ck_assert_uint_eq(problems.items[3].span.start, 14);
}
END_TEST

START_TEST(what_rule_files_do_not_use_is_refused) {
    refused("a: &x [1]\n", 1, "x", "anchor");
    refused("a: &x {b: 1}\n", 1, "x", "anchor");
    refused("a: !!map {b: 1}\n", 1, "!!map", "tag");
    refused("a: !!seq [b]\n", 1, "!!seq", "tag");
    refused("? [x]\n: y\n", 1, "[x]", "a key must be a text");
    refused("a: b\n---\nc: d\n", 1, "---", "second document");
    refused("{a: 1, b: 2, a: 3}\n", 1, "a", "twice");
    refused("a: 1\n'a': 2\n", 1, "a", "twice");
    refused("a: \"x\\0y\"\n", 1, "x\\0y", "NUL");
}
END_TEST

static const char *nested(uint32_t depth) {
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < depth; i++)
        ll_buf_putc(&buf, '[');
    for (uint32_t i = 0; i < depth; i++)
        ll_buf_putc(&buf, ']');
    return ll_buf_text(&buf);
}

static const char *indented(uint32_t depth) {
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < depth; i++) {
        for (uint32_t k = 0; k < i; k++)
            ll_buf_putc(&buf, ' ');
        ll_buf_puts(&buf, i + 1 < depth ? "a:\n" : "a: b\n");
    }
    return ll_buf_text(&buf);
}

START_TEST(depth_is_limited) {
    const ll_yaml_node *root = NULL;
    parse(nested(60));
    parse(indented(60));
    static const uint32_t depths[] = {65, 66, 100, 1000, 20000};
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        const char *flow = nested(depths[i]);
        ck_assert(!parse_part(&root, flow, (ll_span){0, (uint32_t)strlen(flow)}));
        if (depths[i] > 1000)
            continue;
        const char *block = indented(depths[i]);
        ck_assert(!parse_part(&root, block, (ll_span){0, (uint32_t)strlen(block)}));
    }
    ck_assert_uint_gt(problems.count, 0);
}
END_TEST

START_TEST(a_large_file_is_refused) {
    uint32_t size = 16 * 1024 * 1024 + 1;
    char *text = ll_arena_alloc(arena, size + 1);
    memset(text, '\n', size);
    const ll_yaml_node *root = NULL;
    ck_assert(!parse_part(&root, text, (ll_span){0, size}));
    ck_assert_str_eq(problems.items[0].message, "larger than 16 MiB");
}
END_TEST

START_TEST(many_entries_take_linear_time) {
    ll_buf buf = ll_buf_on(arena);
    for (int i = 0; i < 20000; i++)
        ll_buf_printf(&buf, "key-%d: [a, b]\n", i);
    const ll_yaml_node *root = parse(ll_buf_text(&buf));
    ck_assert_uint_eq(root->count, 20000);
    expect(root->keys[19999]->text, "key-19999");
}
END_TEST

/* Odd bytes never crash it, never leave a span outside the text, and print nothing. */
START_TEST(mutations_are_refused_or_read) {
    static const char seed_text[] =
        "letterlint: 1\nterms:\n  job: {words: [a, \"b (c|d)\", 'é'], negatable: true}\nrules:\n"
        "  - id: x\n    why: >-\n      two\n      lines\n    tests:\n      - bad: |\n          "
        "hi\n";
    static const char odd[] = "\n\t :-?[]{},#&*!|>'\"%@`\\~a0.";
    FILE *capture = tmpfile();
    ck_assert_ptr_nonnull(capture);
    int saved = dup(STDERR_FILENO);
    dup2(fileno(capture), STDERR_FILENO);
    uint32_t state = 1;
    for (int round = 0; round < 2000; round++) {
        ll_arena_free(arena);
        setup();
        char *text = ll_arena_copy(arena, seed_text, sizeof seed_text - 1);
        for (int k = 0; k < 1 + round % 4; k++) {
            state = state * 1664525u + 1013904223u;
            text[(state >> 8) % (sizeof seed_text - 1)] = odd[(state >> 4) % (sizeof odd - 1)];
        }
        if (ll_utf8_find_invalid(text, strlen(text)) < strlen(text))
            continue;
        const ll_yaml_node *root = NULL;
        bool good = parse_part(&root, text, (ll_span){0, (uint32_t)strlen(text)});
        ck_assert_int_eq(good, problems.count == 0);
        for (uint32_t i = 0; i < problems.count; i++)
            bytes(problems.items[i].span);
    }
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    ck_assert_int_eq(lseek(fileno(capture), 0, SEEK_END), 0);
    fclose(capture);
}
END_TEST

static void parse_in(ll_arena *small) {
    static const char text[] = "a: [1, {b: 'c'}]\nd: |\n  e\nf: g\n";
    ll_diagnostics list = {.arena = small};
    ll_source small_source;
    const ll_yaml_node *root = NULL;
    for (int i = 0; i < 400; i++)
        ll_arena_alloc(small, 40);
    ll_source_init(&small_source, small, "t", ll_str_of(text));
    ck_assert(ll_yaml_parse(&root, small, &small_source, (ll_span){0, sizeof text - 1}, &list));
    ck_assert_uint_eq(root->count, 3);
}

static bool parse_within(size_t limit) {
    ll_arena *small = ll_arena_new(limit);
    if (setjmp(*ll_arena_guard(small))) {
        ll_arena_free(small);
        return false;
    }
    parse_in(small);
    ll_arena_free(small);
    return true;
}

/* Running out of memory at any point leaves nothing behind (the sanitizer build counts). */
START_TEST(out_of_memory_releases_everything) {
    size_t limit = 17000;
    ck_assert(!parse_within(limit));
    while (!parse_within(limit) && limit < 200000)
        limit += 97;
    ck_assert_uint_lt(limit, 200000);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("yaml");
    TCase *tests = tcase_create("yaml");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, kinds_and_values);
    tcase_add_test(tests, values_end_in_nul);
    tcase_add_test(tests, plain_or_quoted);
    tcase_add_test(tests, empty_document_is_an_empty_mapping);
    tcase_add_loop_test(tests, spans_are_the_exact_bytes, 0,
                        (int)(sizeof span_rows / sizeof *span_rows));
    tcase_add_test(tests, keys_and_collections_have_spans);
    tcase_add_test(tests, an_absent_value_stands_behind_its_key);
    tcase_add_test(tests, parts_of_a_scalar);
    tcase_add_test(tests, a_part_of_a_larger_text);
    tcase_add_test(tests, syntax_errors_have_their_place);
    tcase_add_loop_test(tests, common_mistakes_come_with_advice, 0,
                        (int)(sizeof advice_rows / sizeof *advice_rows));
    tcase_add_test(tests, several_mistakes_are_all_reported);
    tcase_add_test(tests, what_rule_files_do_not_use_is_refused);
    tcase_add_test(tests, depth_is_limited);
    tcase_add_test(tests, a_large_file_is_refused);
    tcase_add_test(tests, many_entries_take_linear_time);
    tcase_add_test(tests, mutations_are_refused_or_read);
    tcase_add_test(tests, out_of_memory_releases_everything);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
