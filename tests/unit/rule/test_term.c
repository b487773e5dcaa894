/* Terms as rule files write them: what a definition becomes, what later files may change, and every
 * mistake with its place and its advice. */
#include "../support.h"
#include "rule/term.h"

#include <string.h>

enum { FILES = 3 };

static ll_arena *arena;
static const ll_vocabulary *english;
static ll_terms *terms;
static ll_source sources[FILES];
static ll_diagnostics problems[FILES];
static uint32_t files;

static void setup(void) {
    arena = ll_arena_new(0);
    english = ll_test_vocabulary(arena);
    terms = ll_terms_new(arena, english);
    files = 0;
    for (uint32_t i = 0; i < FILES; i++)
        problems[i] = (ll_diagnostics){.arena = arena};
}

static void teardown(void) {
    ll_arena_free(arena);
}

static const ll_yaml_node *parse(const char *text) {
    const ll_yaml_node *root = NULL;
    ll_source *source = &sources[files];
    ll_source_init(source, arena, ll_format(arena, "%u.yaml", files), ll_str_of(text));
    ck_assert_msg(
        ll_yaml_parse(&root, arena, source, (ll_span){0, source->text.length}, &problems[files]),
        "%s", problems[files].items[0].message);
    return root;
}

static void read(const char *text) {
    const ll_yaml_node *root = parse(text);
    ll_terms_read(terms, sources[files].path, root, &problems[files]);
    files++;
}

static ll_diagnostics *problems_of(void *user, const char *file) {
    (void)user;
    return &problems[file[0] - '0'];
}

static void finish(void) {
    ll_terms_finish(terms, problems_of, NULL);
}

static void finish_clean(void) {
    finish();
    for (uint32_t i = 0; i < files; i++)
        ck_assert_msg(problems[i].count == 0, "%s", problems[i].items[0].message);
}

static const ll_term *get(const char *name) {
    uint32_t index = ll_terms_find(terms, ll_str_of(name));
    ck_assert_msg(index != LL_NONE, "%s", name);
    return ll_terms_get(terms, index);
}

/* The names of the things of `term` in `text`, joined by ';'. */
static const char *hits(const char *term, const char *text) {
    ll_literal_subject subject;
    ll_literal_subject_init(&subject, arena, ll_str_of(text));
    ll_hits found = {NULL, 0, 0};
    ll_literals_scan(&found, arena, ll_terms_literals(terms), &subject);
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < found.count; i++)
        if (found.items[i].term == ll_terms_find(terms, ll_str_of(term)))
            ll_buf_printf(&buf, "%s%s%s", buf.length ? ";" : "",
                          ll_thing_name(get(term), found.items[i].thing),
                          found.items[i].ambiguous ? "?" : "");
    return ll_buf_text(&buf);
}

START_TEST(literals_of_all_kinds) {
    read("technology:\n"
         "  words: [PostgreSQL, 'job (board|site)']\n"
         "  names: [Kafka, [Postgres, PSQL]]\n"
         "  ambiguous: [Go]\n");
    finish_clean();
    ck_assert_str_eq(hits("technology", "postgresql Postgres PSQL psql kafka Kafka Go go"),
                     "PostgreSQL;Postgres;Postgres;Kafka;Go?");
    ck_assert_str_eq(hits("technology", "a job site and a Job Board"), "job board;job board");
    ck_assert_uint_eq(get("technology")->thing_count, 5);
    ck_assert_str_eq(get("technology")->file, "0.yaml");
    ck_assert_uint_eq(get("technology")->place.end, 10);
    ck_assert(!get("technology")->used);
    ck_assert(!get("technology")->language_free);
}
END_TEST

START_TEST(every_key) {
    read("a: {words: [x], patterns: ['\\d+'], raw: ['<\\w+>'], negatable: true, skip-code: true}\n"
         "b: {terms: [a, c], except: a, negatable: false}\n"
         "c: {from: meta.company}\n"
         "d: {raw: ['<X>']}\n"
         "e: {terms: [d]}\n"
         "f: {terms: [d, c]}\n"
         "g: {words: [good], except: {words: [very good], except: {names: [Very good]}}}\n");
    finish_clean();
    const ll_term *a = get("a"), *b = get("b"), *g = get("g");
    ck_assert_uint_eq(a->pattern_count, 2);
    ck_assert(!a->patterns[0].raw && a->patterns[1].raw);
    ck_assert_uint_eq(a->patterns[0].thing, LL_NONE);
    ck_assert(a->negatable && a->skip_code && a->used);
    ck_assert_uint_eq(a->except, LL_NONE);
    ck_assert_uint_eq(b->union_count, 2);
    ck_assert_uint_eq(b->unions[1], ll_terms_find(terms, ll_str_of("c")));
    ck_assert_uint_eq(b->except, ll_terms_find(terms, ll_str_of("a")));
    ck_assert(!b->negatable && !b->skip_code && !b->used);
    ck_assert(ll_str_is(get("c")->from, "company"));
    ck_assert(get("d")->language_free && get("e")->language_free);
    ck_assert(!get("f")->language_free && !get("a")->language_free && !get("c")->language_free);
    const ll_term *except = ll_terms_get(terms, g->except);
    ck_assert_str_eq(except->name, "");
    ck_assert(except->used);
    ck_assert_uint_ne(except->except, LL_NONE);
}
END_TEST

START_TEST(names_and_marks) {
    read("b: {words: [x]}\na: {words: [y]}\n");
    ck_assert_uint_eq(ll_terms_read_inline(terms, "0.yaml", parse("{words: [z]}"), &problems[1]),
                      2);
    ll_terms_mark_used(terms, 1);
    finish_clean();
    size_t count;
    const char *const *names = ll_terms_names(terms, arena, &count);
    ck_assert_uint_eq(count, 2);
    ck_assert_str_eq(names[0], "b");
    ck_assert_uint_eq(ll_terms_count(terms), 3);
    ck_assert_uint_eq(ll_terms_find(terms, ll_str_of("a")), 1);
    ck_assert_uint_eq(ll_terms_find(terms, ll_str_of("c")), LL_NONE);
    ck_assert_uint_eq(ll_terms_find(terms, ll_str_of("")), LL_NONE);
    ck_assert(get("a")->used && !get("b")->used);
}
END_TEST

START_TEST(contractions_are_found) {
    read("i: {words: [I am writing, I'm writing, do not]}\n");
    finish_clean();
    ck_assert_str_eq(hits("i", "I'm writing. I am writing. Don't."),
                     "I'm writing;I am writing;do not");
}
END_TEST

START_TEST(a_later_file_adds_and_drops) {
    read("technology:\n  names: [Kafka, [Postgres, PSQL], Access, Word]\n  patterns: ['x\\d']\n"
         "all: {terms: [technology]}\n");
    read("technology:\n"
         "  add: {names: [Zig, [Word, Winword]], terms: [other], patterns: ['y\\d', 'z\\d']}\n"
         "  drop: [access, psql, Word, 'x\\d']\n"
         "other: {words: [q]}\n");
    finish_clean();
    ck_assert_str_eq(hits("technology", "Kafka Postgres PSQL Access Zig Winword Word"),
                     "Kafka;Zig;Word;Word");
    ck_assert_uint_eq(get("technology")->pattern_count, 2);
    ck_assert_uint_eq(get("technology")->union_count, 1);
    ck_assert_str_eq(get("technology")->file, "0.yaml");
    ck_assert(get("other")->used);
}
END_TEST

START_TEST(files_may_refer_to_later_ones) {
    read("a: {terms: [b]}\n");
    read("b: {words: [x]}\n");
    finish_clean();
    ck_assert_uint_eq(get("a")->unions[0], ll_terms_find(terms, ll_str_of("b")));
}
END_TEST

/* --- Mistakes ------------------------------------------------------------------------------- */

typedef struct mistake_row {
    const char *text;             /* one file; «» marks where each mistake is */
    const char *message, *advice; /* of the first */
} mistake_row;

static const mistake_row mistakes[] = {
    {"a: {«wrods»: [x]}", "unknown key 'wrods' in a term", "did you mean 'words'?"},
    {"a: {«zzzz»: [x], words: [y]}", "unknown key 'zzzz'", ""},
    {"a: {words: «x»}", "'words' must be a list", "write [x]"},
    {"a:\n  words: «job board»", "'words' must be a list", "write [job board]"},
    {"a:\n  words: «job [board]»", "'words' must be a list", ""},
    {"a:\n  words:\n    «-one»", "'words' must be a list", "put a space behind '-'"},
    {"a: {words: '«x»'}", "'words' must be a list", ""},
    {"a: {words: «[]»}", "'words' must be a list that holds something", ""},
    {"a: {words: [«[]»]}", "'words' must be a list", ""},
    {"a: {words: [«{x: y}»]}", "expected a text", ""},
    {"a: {words: [[«[x]»]]}", "expected a text", ""},
    {"a: {words: ['«»']}", "expected a text", ""},
    {"a: {words: ['«  »']}", "can match nothing", ""},
    {"a: {words: ['job «(»board']}", "in the phrase 'job (board': is not closed", ""},
    {"a: {words: [ok, 'a«|»b', 'c«)»']}", "'|' stands only within", ""},
    {"a: {patterns: ['ab«[»']}", "in the pattern 'ab[': missing terminating ]", ""},
    {"a: {patterns: ['«x*»']}", "can match nothing", ""},
    {"a: {raw: [«[x]»]}", "expected a text", ""},
    {"a: {patterns: «x»}", "'patterns' must be a list", "write [x]"},
    {"a: {terms: [«b»]}", "unknown term 'b'", ""},
    {"network: {words: [x]}\na: {terms: [«netwrok»]}", "unknown term 'netwrok'",
     "did you mean 'network'?"},
    {"a: {words: [x], except: «b»}", "unknown term 'b'", ""},
    {"a: {words: [x], except: «[b]»}", "expected a text", ""},
    {"a: {words: [x], except: {«word»: [y]}}", "unknown key 'word'", "did you mean 'words'?"},
    {"a: {terms: [«a»]}", "the term 'a' would hold itself", ""},
    {"a: {terms: [b]}\nb: {terms: [c]}\nc: {words: [x], except: «a»}",
     "the term 'a' would hold itself", ""},
    {"a: {from: «company»}", "'from' takes a key of the front matter", ""},
    {"a: {from: «meta.»}", "'from' takes a key of the front matter", ""},
    {"a: {words: [x], negatable: «yes»}", "expected true or false", ""},
    {"a: {words: [x], skip-code: «[true]»}", "expected true or false", ""},
    {"«a»: {}", "the term 'a' finds nothing", ""},
    {"«a»: {negatable: true}", "the term 'a' finds nothing", ""},
    {"a: «x»", "a term must be a mapping", ""},
    {"a: «[x]»", "a term must be a mapping", ""},
    {"«A»: {words: [x]}", "small letters, digits and hyphens", ""},
    {"«a-»: {words: [x]}", "small letters, digits and hyphens", ""},
    {"«-a»: {words: [x]}", "small letters, digits and hyphens", ""},
    {"«a--b»: {words: [x]}", "small letters, digits and hyphens", ""},
    {"'«»': {words: [x]}", "small letters, digits and hyphens", ""},
    {"a: {words: [x, «X»]}", "'X' finds what 'x' of the same term finds already",
     "list the spellings of one thing together: [first, second]"},
    {"a: {words: ['monitor[ed]'], names: [«Monitored»]}", "finds what 'monitor[ed]'", NULL},
    {"a: {names: [X, Y], ambiguous: [«X»]}", "'X' finds what 'X'", NULL},
    {"«b»: {add: {words: [x]}}", "there is no earlier term 'b' to change", ""},
    {"job: {words: [x]}\n«jbo»: {drop: [x]}", "no earlier term 'jbo'", "did you mean 'job'?"},
};

/* The text without its marks, and the spans between them. */
static const char *unmark(ll_spans *marks, const char *text) {
    ll_buf buf = ll_buf_on(arena);
    for (size_t i = 0; text[i];) {
        bool open = strncmp(text + i, "«", strlen("«")) == 0;
        if (!open && strncmp(text + i, "»", strlen("»")) != 0) {
            ll_buf_putc(&buf, text[i++]);
            continue;
        }
        i += strlen("«");
        if (open)
            ll_spans_add(marks, arena, (ll_span){buf.length, buf.length});
        else
            marks->items[marks->count - 1].end = buf.length;
    }
    return ll_buf_text(&buf);
}

START_TEST(mistakes_have_their_place) {
    const mistake_row *row = &mistakes[_i];
    ll_spans marks = {NULL, 0, 0};
    const char *text = unmark(&marks, row->text);
    read(text);
    finish();
    ll_diagnostics_sort(&problems[0]);
    ck_assert_msg(problems[0].count == marks.count, "%s: %u problems (%s)", text, problems[0].count,
                  problems[0].count ? problems[0].items[problems[0].count - 1].message : "");
    for (uint32_t i = 0; i < marks.count; i++) {
        ck_assert_msg(problems[0].items[i].span.start == marks.items[i].start, "%s: at %u, not %u",
                      text, problems[0].items[i].span.start, marks.items[i].start);
        ck_assert_msg(problems[0].items[i].span.end == marks.items[i].end, "%s: to %u, not %u",
                      text, problems[0].items[i].span.end, marks.items[i].end);
    }
    ck_assert_msg(strstr(problems[0].items[0].message, row->message), "%s",
                  problems[0].items[0].message);
    if (row->advice)
        ck_assert_str_eq(problems[0].items[0].advice, row->advice);
    ck_assert_str_eq(problems[0].items[0].rule, "terms");
}
END_TEST

START_TEST(terms_must_be_a_mapping) {
    read("[a, b]");
    ck_assert_uint_eq(problems[0].count, 1);
}
END_TEST

START_TEST(defined_twice) {
    read("a: {words: [x]}\n");
    read("a: {words: [y]}\nb: {words: [z]}\n");
    finish();
    ck_assert_uint_eq(problems[0].count, 0);
    ck_assert_uint_eq(problems[1].count, 1);
    ck_assert_str_eq(problems[1].items[0].message, "the term 'a' is defined already, in 0.yaml");
    ck_assert_str_eq(problems[1].items[0].advice, "'add:' and 'drop:' change a term that is there");
    ck_assert_uint_eq(problems[1].items[0].span.end, 1);
}
END_TEST

START_TEST(mistakes_in_a_change) {
    read("job: {words: [Monster, Indeed], patterns: [zz]}\n");
    read("job:\n  drop: [monstre, Indeed]\n  words: [x]\n  add: {negatable: true}\n");
    read("job: {drop: x, add: {words: [monster]}}\n");
    finish();
    ck_assert_uint_eq(problems[0].count, 0);
    ck_assert_uint_eq(problems[1].count, 3);
    ck_assert_str_eq(problems[1].items[0].message, "the term 'job' has no 'monstre' to drop");
    ck_assert_str_eq(problems[1].items[0].advice, "did you mean 'Monster'?");
    ck_assert_str_eq(problems[1].items[1].message, "unknown key 'negatable' in 'add'");
    ck_assert_str_eq(problems[1].items[2].message,
                     "unknown key 'words' in a change to a term ('add' and 'drop')");
    ck_assert_uint_eq(problems[2].count, 2);
    ck_assert_str_eq(problems[2].items[0].message, "'drop' must be a list that holds something");
    ck_assert_str_eq(problems[2].items[1].message,
                     "'monster' finds what 'Monster' of the same term finds already");
}
END_TEST

START_TEST(problems_go_to_the_file_they_are_in) {
    read("a: {terms: [b]}\n");
    read("b: {terms: [a, c]}\n");
    finish();
    ck_assert_uint_eq(problems[0].count, 0);
    ck_assert_uint_eq(problems[1].count, 2);
    ck_assert_str_eq(problems[1].items[0].message, "unknown term 'c'");
    ck_assert_str_eq(problems[1].items[1].message, "the term 'a' would hold itself");
}
END_TEST

START_TEST(everything_dropped_finds_nothing) {
    read("a: {words: [x]}\n");
    read("a: {drop: [x]}\n");
    finish();
    ck_assert_uint_eq(problems[0].count, 1);
    ck_assert_str_eq(problems[0].items[0].message, "the term 'a' finds nothing");
}
END_TEST

START_TEST(long_chains_and_wide_webs) {
    ll_buf buf = ll_buf_on(arena);
    for (int i = 0; i < 3000; i++)
        ll_buf_printf(&buf, "t%d: {terms: [t%d]}\n", i, i + 1);
    ll_buf_puts(&buf, "t3000: {words: [x]}\n");
    read(ll_buf_text(&buf));
    buf = ll_buf_on(arena);
    for (int i = 0; i < 50; i++)
        ll_buf_printf(&buf, "w%d: {terms: [w%d, w%d, w%d]}\n", i, i + 1, i + 2, i + 1);
    ll_buf_puts(&buf, "w50: {raw: [x]}\nw51: {raw: [y]}\n");
    read(ll_buf_text(&buf));
    finish_clean();
    ck_assert(get("w0")->language_free && !get("t0")->language_free);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("term");
    TCase *tests = tcase_create("term");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, literals_of_all_kinds);
    tcase_add_test(tests, every_key);
    tcase_add_test(tests, names_and_marks);
    tcase_add_test(tests, contractions_are_found);
    tcase_add_test(tests, a_later_file_adds_and_drops);
    tcase_add_test(tests, files_may_refer_to_later_ones);
    tcase_add_loop_test(tests, mistakes_have_their_place, 0,
                        (int)(sizeof mistakes / sizeof *mistakes));
    tcase_add_test(tests, terms_must_be_a_mapping);
    tcase_add_test(tests, defined_twice);
    tcase_add_test(tests, mistakes_in_a_change);
    tcase_add_test(tests, problems_go_to_the_file_they_are_in);
    tcase_add_test(tests, everything_dropped_finds_nothing);
    tcase_add_test(tests, long_chains_and_wide_webs);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
