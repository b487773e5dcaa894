/* Matches: what a term finds in a letter, and what its own conditions keep from counting. Letters
 * are built here from the floors below, so that every span can be checked in the source. */
#include "../support.h"
#include "rule/boundary.h"
#include "rule/match.h"

#include <string.h>

static ll_arena *arena;
static const ll_vocabulary *english;
static ll_source rule_source, letter_source;
static ll_diagnostics problems, notes;
static ll_terms *terms;
static ll_letter letter;

static void setup(void) {
    arena = ll_arena_new(0);
    english = ll_test_vocabulary(arena);
    problems = (ll_diagnostics){.arena = arena};
    notes = (ll_diagnostics){.arena = arena};
}

static void teardown(void) {
    ll_arena_free(arena);
}

static ll_diagnostics *problems_of(void *user, const char *file) {
    (void)user;
    (void)file;
    return &problems;
}

static void define(const char *yaml) {
    const ll_yaml_node *root = NULL;
    ll_source_init(&rule_source, arena, "t.yaml", ll_str_of(yaml));
    terms = ll_terms_new(arena, english);
    if (ll_yaml_parse(&root, arena, &rule_source, (ll_span){0, rule_source.text.length}, &problems))
        ll_terms_read(terms, "t.yaml", root, &problems);
    ll_terms_finish(terms, problems_of, NULL);
    ck_assert_msg(problems.count == 0, "%s", problems.items[0].message);
}

/* A letter of paragraphs and sentences, without the anatomy. */
static ll_matcher *write_letter(const char *text, uint32_t from) {
    ll_markdown markdown;
    ll_spans sentences = {NULL, 0, 0};
    ll_source_init(&letter_source, arena, "l.md", ll_str_of(text));
    letter = (ll_letter){.arena = arena, .source = &letter_source, .vocabulary = english};
    letter.meta.front_matter.end = from;
    ll_str body = ll_str_slice(letter_source.text, from, letter_source.text.length);
    ll_markdown_parse(&markdown, arena, body);
    ll_prose_build(&letter.prose, arena, &letter_source, from, &markdown);
    ll_words_find(&letter.words, arena, &letter.prose);
    ll_str prose = {letter.prose.text, letter.prose.length};
    for (uint32_t i = 0; i < letter.prose.block_count; i++)
        if (letter.prose.blocks[i].kind != LL_BLOCK_CODE)
            ll_sentences_split(&sentences, arena, english, prose, letter.prose.blocks[i].prose);
    letter.units[LL_UNIT_SENTENCE] =
        (ll_unit_list){.spans = sentences.items, .count = sentences.count};
    return ll_matcher_new(&letter, terms, &notes);
}

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

/* Checks that term `t` matches exactly what is marked in the letter. */
static void expect(const char *yaml, const char *marked) {
    ll_spans marks = {NULL, 0, 0};
    define(yaml);
    const char *text = unmark(&marks, marked);
    ll_matcher *matcher = write_letter(text, 0);
    uint32_t t = ll_terms_find(terms, ll_str_of("t"));
    bool may = ll_present_has(ll_matcher_present(matcher), t);
    ll_match_list got = ll_matcher_find(matcher, t);
    ck_assert_msg(may || got.count == 0, "%s\n%s\nwas ruled out", yaml, marked);
    for (uint32_t i = 0; i < got.count && i < marks.count; i++) {
        ll_span source = got.items[i].source;
        ck_assert_msg(source.start == marks.items[i].start && source.end == marks.items[i].end,
                      "%s\n%s\nmatch %u is %u-%u, not %u-%u", yaml, marked, i, source.start,
                      source.end, marks.items[i].start, marks.items[i].end);
    }
    ck_assert_msg(got.count == marks.count, "%s\n%s\n%u matches, not %u", yaml, marked, got.count,
                  marks.count);
}

typedef struct find_row {
    const char *yaml, *letter;
} find_row;

static const find_row find_rows[] = {
    /* literals in Markdown */
    {"t: {words: [kafka]}", "I *run* «Kafka», **«kafka»** and [«KAFKA»](http://kafka.org)."},
    {"t: {words: [job board]}", "A «job\nboard», a > job\n\nboard, a «job **board»**."},
    {"t: {words: [don't]}", "I «don\xE2\x80\x99t» and «don't» and «don&#39;t»."},
    {"t: {words: [I am]}", "«I'm» here, «I am» there, «I\xE2\x80\x99m»."},
    {"t: {words: [a b]}", "- a\n- b\n\na\n\nb\n\n«a b»\n"},
    /* overlaps: leftmost, longest, once */
    {"t: {words: [data, data pipeline, pipeline jobs]}",
     "«data» and «data pipeline» and «data pipeline» jobs and «pipeline jobs»"},
    {"t: {words: [ab cd, cd ef, ef]}", "«ab cd» «ef»"},
    {"t: {words: [x], patterns: ['x\\w*']}", "«x» «xyz»"},
    {"t: {patterns: ['a+', 'aa']}", "«aaaa» «a»"},
    /* patterns */
    {"t: {patterns: ['\\d+ ?ms']}", "from «900 ms» to «40ms»; é «4 ms»"},
    {"t: {patterns: ['^\\w+', '\\w+$']}", "«one» two «three»\n\n- «four» «five»\n\n# «six»\n"},
    {"t: {patterns: ['a\\s+b']}", "«a\nb» and a\n\nb and «a   b»"},
    {"t: {patterns: ['(?-i)Go']}", "«Go» go"},
    /* raw */
    {"t: {raw: ['<[A-Z]\\w+>']}",
     "Dear «<Company>», `<Code>` is not it.\n\n    <Block>\n\n«<Role>»\n"},
    {"t: {raw: ['\\*\\*'], words: [bold]}", "a «**»«bold»«**» word"},
    /* except */
    {"t: {words: [good], except: {words: [very good]}}", "«good», very good, «good»"},
    {"t: {words: [go, go to market], except: {words: [go to market plan]}}",
     "«go», «go to market», a go to market plan, «go»"},
    {"t: {words: [market, go to market], except: x}\nx: {words: [go to]}",
     "go to «market», «market»"},
    {"t: {words: [a b c, b, x], except: {words: [a]}}", "a «b» c «x»"},
    {"t: {words: [name], except: {raw: ['\\*\\*\\w+\\*\\*']}}", "«name» **name** *«name»*"},
    /* skip-code */
    {"t: {words: [kafka], skip-code: true}", "«kafka» `kafka` «kafka»\n\n```\nkafka\n```\n"},
    {"t: {words: [kafka]}", "«kafka» `«kafka»`\n\n```\n«kafka»\n```\n\n    «kafka»\n"},
    /* ambiguous */
    {"t: {ambiguous: [Go], names: [Kafka]}", "I go. Go on. «Kafka» and «Go». Go."},
    {"t: {ambiguous: [Go, React, Spring]}",
     "«Go», «React» and «Spring». In Spring I Go. Spring, Spring, Spring, Go."},
    {"t: {ambiguous: [Spring], names: [Spring Boot]}",
     "«Spring Boot» in «Spring». Spring alone. «Spring Boot»."},
    {"t: {ambiguous: [[Go, Golang], React, R]}", "Go and Golang and React. «Go», «R», «React»."},
    {"t: {terms: [language, database]}\nlanguage: {ambiguous: [Go]}\ndatabase: {names: [Redis]}",
     "«Go» with «Redis». Go alone."},
    {"t: {ambiguous: [Go], patterns: ['\\bv\\d']}", "«Go» «v1» and so on. Go."},
    {"t: {ambiguous: [Go], names: [Kafka], except: {words: [no kafka]}}", "Go, no Kafka. Go."},
    {"t: {ambiguous: [Go], names: [Kafka]}", "- «Go»\n  and «Kafka»\n- Go\n"},
    /* unions */
    {"t: {terms: [a, b], words: [x]}\na: {words: [new york]}\nb: {words: [york times, y]}",
     "«x» «new york» times «york times» «y»"},
    {"t: {terms: [a]}\na: {words: [good], except: {words: [very good]}}", "«good» very good"},
    {"t: {terms: [a, b], except: c}\na: {terms: [c, b]}\nb: {words: [x, y]}\nc: {words: [z, y]}",
     "«x» y z"},
    {"t: {words: [a], terms: [n]}\nn: {words: [tracing], negatable: true}",
     "«a» no tracing. «a» «tracing»"},
};

START_TEST(finds) {
    expect(find_rows[_i].yaml, find_rows[_i].letter);
}
END_TEST

/* One sentence a row; whether "tracing" (and the like) is marked says whether it counts. */
static const char *const negation_rows[] = {
    "We added «tracing».",
    "no tracing",
    "There were no dashboards and no tracing.",
    "without any tracing",
    "I didn't set up logging.",
    "I didn\xE2\x80\x99t set up logging.",
    "The service lacked monitoring.",
    "We never had on-call.",
    "The team had zero monitoring.",
    "We never had the time to set up tracing.",
    "Neither dashboards nor tracing were there.",
    "It had not yet been given any tracing.",
    "We could not afford logging, dashboards or tracing.",
    /* shielded */
    "It was not easy, but I added «tracing».",
    "There was nothing until I set up «tracing».",
    "We had no dashboards; I added «tracing».",
    "We had no dashboards, and I added «tracing».",
    "We had no plan \xE2\x80\x94 I added «tracing».",
    "No team was there when I began with the long work on «tracing».",
    "It was slow. No. «Tracing» mended it.",
    "That was not me. «Tracing» was.",
    /* undone */
    "We never missed an «SLO».",
    "I added not only «logging» but «tracing».",
    "Not just «dashboards», also «tracing».",
    "No release went out without «tracing».",
    "not without «tracing»",
    "We never failed to keep the «dashboards» current.",
    "I am not new to «on-call», nor unfamiliar with «tracing».",
    /* look-alikes */
    "A notable «tracing» setup.",
    "Nothing but «tracing» helped.",
    "I know «tracing».",
    "An annotated «dashboard».",
    "«Tracing» was not my idea.",
};

START_TEST(negations) {
    expect("t: {words: [tracing, logging, monitoring, 'dashboard[s]', SLO, on-call], "
           "negatable: true}",
           negation_rows[_i]);
}
END_TEST

START_TEST(without_negatable_all_count) {
    expect("t: {words: [tracing]}", "no «tracing», never «tracing»");
}
END_TEST

/* --- What a match says ---------------------------------------------------------------------- */

static uint32_t term(const char *name) {
    return ll_terms_find(terms, ll_str_of(name));
}

static void is(ll_str got, const char *want) {
    ck_assert_msg(ll_str_is(got, want), "'%.*s', not '%s'", (int)got.length, got.data, want);
}

static void source_is(const ll_match *match, const char *want) {
    is(ll_str_slice(letter_source.text, match->source.start, match->source.end), want);
}

START_TEST(things_and_captures) {
    define("t: {names: [[Postgres, PSQL]], patterns: ['(\\d+) ?(x)?(ms)'], raw: ['<(\\w+)>'],\n"
           "    terms: [u]}\nu: {words: ['monitor[ing]']}");
    ll_matcher *matcher = write_letter("# A\n\nPSQL took é **40** ms.\n\nDear <Company>, "
                                       "Monitoring.\n",
                                       0);
    ll_match_list found = ll_matcher_find(matcher, term("t"));
    ck_assert_uint_eq(found.count, 4);
    is(ll_match_thing(&letter, &found.items[0]), "Postgres");
    ck_assert_ptr_null(found.items[0].captures);
    is(ll_match_thing(&letter, &found.items[1]), "40 ms");
    source_is(&found.items[1], "40** ms");
    const ll_capture *c = found.items[1].captures;
    ck_assert_uint_eq(c->count, 4);
    ck_assert_uint_eq(c->groups[0].start, found.items[1].prose.start);
    is(ll_str_slice((ll_str){letter.prose.text, letter.prose.length}, c->groups[3].start,
                    c->groups[3].end),
       "ms");
    ck_assert_uint_eq(c->groups[2].start, c->groups[2].end);
    ck_assert(found.items[2].raw && !found.items[1].raw);
    is(ll_match_thing(&letter, &found.items[2]), "<Company>");
    c = found.items[2].captures;
    is(ll_str_slice(letter_source.text, c->groups[1].start, c->groups[1].end), "Company");
    is(ll_match_thing(&letter, &found.items[3]), "monitor");
    source_is(&found.items[3], "Monitoring");
}
END_TEST

START_TEST(found_once_and_kept) {
    define("t: {words: [x]}");
    ll_matcher *matcher = write_letter("x x", 0);
    ck_assert_ptr_eq(ll_matcher_find(matcher, 0).items, ll_matcher_find(matcher, 0).items);
}
END_TEST

START_TEST(an_empty_letter_has_nothing) {
    define("t: {words: [x], patterns: [y], raw: [z], from: meta.company, negatable: true}");
    ck_assert_uint_eq(ll_matcher_find(write_letter("", 0), 0).count, 0);
    ck_assert_uint_eq(ll_matcher_find_in(write_letter("", 0), 0, (ll_span){0, 0}).count, 0);
    ck_assert_uint_eq(ll_matcher_find(write_letter("z", 0), 0).count, 1);
}
END_TEST

/* What cannot be there is told without looking, however deep it is united. */
START_TEST(absence_is_told_beforehand) {
    define("word: {words: [x]}\npattern: {patterns: ['y+z']}\nraw: {raw: [q]}\n"
           "from: {from: meta.company}\nunion: {terms: [word, pattern]}\n"
           "over: {terms: [union]}\nagain: {terms: [over]}\ndeep: {terms: [again]}");
    ll_matcher *without = write_letter("a yb c", 0);
    static const char *const told[] = {"word", "pattern", "union", "over", "again", "deep"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        ck_assert_msg(!ll_present_has(ll_matcher_present(without), term(told[i])), "%s", told[i]);
    ck_assert(ll_present_has(ll_matcher_present(without), term("raw")));
    ck_assert(ll_present_has(ll_matcher_present(without), term("from")));
    ll_matcher *with = write_letter("a x b", 0);
    ck_assert(ll_present_has(ll_matcher_present(with), term("word")));
    ck_assert(!ll_present_has(ll_matcher_present(with), term("pattern")));
    static const char *const united[] = {"union", "over", "again", "deep"};
    for (size_t i = 0; i < sizeof united / sizeof *united; i++)
        ck_assert_msg(ll_present_has(ll_matcher_present(with), term(united[i])), "%s", united[i]);
}
END_TEST

START_TEST(long_chains_of_terms) {
    ll_buf buf = ll_buf_on(arena);
    for (int i = 0; i < 2000; i++)
        ll_buf_printf(&buf, "t%d: {terms: [t%d], except: e%d}\ne%d: {words: [z%d]}\n", i, i + 1, i,
                      i, i);
    ll_buf_puts(&buf, "t2000: {words: [x, z1999]}\n");
    define(ll_buf_text(&buf));
    ck_assert_uint_eq(ll_matcher_find(write_letter("x z1999 x", 0), term("t0")).count, 2);
}
END_TEST

START_TEST(values_of_the_front_matter) {
    static const ll_meta_entry entries[] = {
        {{"company", 7}, {"Acme  C++ (EU)", 14}, {0, 0}},
        {{"blank", 5}, {"  ", 2}, {0, 0}},
    };
    define("t: {from: meta.company}\nu: {from: meta.absent}\nv: {from: meta.blank}\n"
           "w: {terms: [t], words: [team], except: {words: [old acme]}}");
    ll_matcher *matcher =
        write_letter("Acme C++ (EU), ACME C++\n(eu)'s team, Acme, xAcme C++ (EU).", 0);
    letter.meta.entries = entries;
    letter.meta.count = 2;
    ll_match_list found = ll_matcher_find(matcher, term("t"));
    ck_assert_uint_eq(found.count, 2);
    source_is(&found.items[1], "ACME C++\n(eu)");
    is(ll_match_thing(&letter, &found.items[1]), "Acme C++ (EU)");
    ck_assert_uint_eq(ll_matcher_find(matcher, term("u")).count, 0);
    ck_assert_uint_eq(ll_matcher_find(matcher, term("v")).count, 0);
    ck_assert_uint_eq(ll_matcher_find(matcher, term("w")).count, 3);
}
END_TEST

START_TEST(the_first_word_of_a_value) {
    static ll_meta_entry entries[] = {
        {{"company", 7}, {"Tidewater Pay", 13}, {0, 0}},
        {{"house", 5}, {"The St. Salt House", 18}, {0, 0}},
        {{"blank", 5}, {"of a", 4}, {0, 0}},
    };
    define("t: {from-first: meta.company}\nu: {from-first: meta.house}\n"
           "v: {from-first: meta.blank}\nw: {from-first: meta.absent}");
    ll_matcher *matcher =
        write_letter("Tidewater's tidewater, Tidewaters pay the Salt of a House.", 0);
    letter.meta.entries = entries;
    letter.meta.count = 3;
    ll_match_list found = ll_matcher_find(matcher, term("t"));
    ck_assert_uint_eq(found.count, 1);
    is(ll_match_thing(&letter, &found.items[0]), "Tidewater");
    found = ll_matcher_find(matcher, term("u"));
    ck_assert_uint_eq(found.count, 1);
    source_is(&found.items[0], "Salt");
    ck_assert_uint_eq(ll_matcher_find(matcher, term("v")).count, 0);
    ck_assert_uint_eq(ll_matcher_find(matcher, term("w")).count, 0);
}
END_TEST

START_TEST(raw_patterns_leave_out_the_front_matter) {
    define("t: {raw: ['<\\w+>'], words: [x]}");
    const char *text = "---\na: <No>\n---\nDear <Yes>, x.\n\nEnd <Last>\n";
    ll_matcher *matcher = write_letter(text, 16);
    ll_match_list found = ll_matcher_find(matcher, 0);
    ck_assert_uint_eq(found.count, 3);
    source_is(&found.items[0], "<Yes>");
    source_is(&found.items[1], "x");
    source_is(&found.items[2], "<Last>");
}
END_TEST

START_TEST(raw_matches_belong_to_their_block) {
    define("t: {raw: ['<\\w+>']}");
    ll_matcher *matcher = write_letter("Dear <One>\n\n<Two> next <Three>\n\nlast <Four>", 0);
    const ll_prose *prose = &letter.prose;
    ck_assert_uint_eq(prose->block_count, 3);
    ck_assert_uint_eq(ll_matcher_find_in(matcher, 0, (ll_span){0, prose->length}).count, 4);
    static const uint32_t counts[] = {1, 2, 1};
    for (uint32_t i = 0; i < 3; i++) {
        ll_match_list found = ll_matcher_find_in(matcher, 0, prose->blocks[i].prose);
        ck_assert_uint_eq(found.count, counts[i]);
    }
}
END_TEST

START_TEST(ranges) {
    define("t: {words: [aa, bb, cc]}");
    ll_matcher *matcher = write_letter("aa bb cc", 0);
    static const struct {
        ll_span span;
        uint32_t count;
    } rows[] = {{{0, 8}, 3}, {{0, 2}, 1}, {{0, 4}, 1}, {{1, 8}, 2}, {{3, 5}, 1}, {{4, 5}, 0},
                {{2, 3}, 0}, {{3, 8}, 2}, {{8, 8}, 0}, {{0, 0}, 0}, {{5, 7}, 0}, {{9, 20}, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ll_match_list found = ll_matcher_find_in(matcher, 0, rows[i].span);
        ck_assert_msg(found.count == rows[i].count, "%u-%u: %u", rows[i].span.start,
                      rows[i].span.end, found.count);
        for (uint32_t k = 0; k < found.count; k++) {
            ck_assert_uint_ge(found.items[k].prose.start, rows[i].span.start);
            ck_assert_uint_le(found.items[k].prose.end, rows[i].span.end);
        }
    }
}
END_TEST

START_TEST(limits_are_said_once) {
    define("t: {patterns: ['(?:a|a|b|b)+[cd]', '(?:a|a|b|b)+[ef]']}");
    ll_buf buf = ll_buf_on(arena);
    for (int i = 0; i < 3000; i++)
        ll_buf_puts(&buf, "aaaaaaab");
    ll_buf_puts(&buf, "\n\naac");
    ll_match_list found = ll_matcher_find(write_letter(ll_buf_text(&buf), 0), 0);
    ck_assert_uint_eq(found.count, 1);
    source_is(&found.items[0], "aac");
    ck_assert_uint_eq(notes.count, 1);
    ck_assert_int_eq(notes.items[0].level, LL_NOTE);
    ck_assert_str_eq(notes.items[0].rule, "pattern-limit");
}
END_TEST

/* --- Against a naive search ----------------------------------------------------------------- */

static uint32_t state;

static uint32_t random_below(uint32_t limit) {
    return ll_test_random(&state, limit);
}

enum { LITERALS = 8 };

static const char *random_words(uint32_t count) {
    static const char *const words[] = {"a", "b", "c", "A", "B.c", "a's", "c++", "b-a", "\xC3\xA9"};
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < count; i++)
        ll_buf_printf(&buf, "%s%s", i ? " " : "", words[random_below(9)]);
    return ll_buf_text(&buf);
}

/* The end of `literal` where it stands at `start` of the prose, else 0; case does not count. */
static uint32_t stands_at(ll_str text, uint32_t start, const char *literal) {
    uint32_t end = start + (uint32_t)strlen(literal);
    bool same = end <= text.length &&
                ll_str_equal_nocase(ll_str_slice(text, start, end), ll_str_of(literal));
    return same && ll_boundary_at(text, start) && ll_boundary_at(text, end) ? end : 0;
}

/* Whether a match of `except` meets the span; they too count each character once. */
static bool excepted(ll_str text, ll_span span, const char *except) {
    for (uint32_t i = 0; i < span.end;) {
        uint32_t end = stands_at(text, i, except);
        if (end > span.start)
            return true;
        i = end ? end : i + 1;
    }
    return false;
}

/* The end of the longest literal at `start` that no excepted text meets, or 0. */
static uint32_t longest_at(ll_str text, uint32_t start, const char *const *literals,
                           const char *except) {
    uint32_t longest = 0;
    for (uint32_t i = 0; i < LITERALS; i++) {
        uint32_t end = stands_at(text, start, literals[i]);
        if (end > longest && !excepted(text, (ll_span){start, end}, except))
            longest = end;
    }
    return longest;
}

START_TEST(agrees_with_a_naive_search) {
    state = (uint32_t)_i * 2654435761u + 7;
    const char *literals[LITERALS], *except = random_words(2);
    ll_buf yaml = ll_buf_on(arena);
    ll_buf_puts(&yaml, "t: {terms: [u], words: [[");
    for (uint32_t i = 0; i < LITERALS; i++) {
        literals[i] = random_words(1 + random_below(3));
        ll_buf_puts(&yaml, i == LITERALS / 2 ? "]], except: e}\nu: {words: [[" : "");
        ll_buf_printf(&yaml, "%s\"%s\"", i % (LITERALS / 2) ? ", " : "", literals[i]);
    }
    ll_buf_printf(&yaml, "]]}\ne: {words: [\"%s\"]}\n", except);
    define(ll_buf_text(&yaml));
    ll_match_list got = ll_matcher_find(write_letter(random_words(200), 0), 0);
    ll_str text = {letter.prose.text, letter.prose.length};
    uint32_t count = 0;
    for (uint32_t start = 0; start < text.length;) {
        uint32_t end = longest_at(text, start, literals, except);
        if (end) {
            ck_assert_msg(count < got.count && got.items[count].prose.start == start &&
                              got.items[count].prose.end == end,
                          "seed %d: %u-%u\n%s%s", _i, start, end, ll_buf_text(&yaml), text.data);
            count++;
        }
        start = end ? end : start + 1;
    }
    ck_assert_uint_eq(count, got.count);
}
END_TEST

/* --- Memory --------------------------------------------------------------------------------- */

/* Everything from the rule file to the matches in an arena of `limit` bytes; false where it is too
 * small. */
static bool match_within(size_t limit) {
    arena = ll_arena_new(limit);
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return false;
    }
    problems = notes = (ll_diagnostics){.arena = arena};
    define("t: {words: ['job (board|site)', I am], ambiguous: [Go], patterns: ['\\d+ ?ms'],\n"
           "    raw: ['<\\w+>'], except: {words: [no job]}, negatable: true, skip-code: true}");
    ck_assert_uint_eq(ll_matcher_find(write_letter("I'm at <A> job site, 4 ms.", 0), 0).count, 4);
    ll_arena_free(arena);
    return true;
}

START_TEST(out_of_memory_goes_to_the_guard) {
    ll_arena *whole = arena;
    size_t limit = 20000;
    ck_assert(!match_within(limit));
    while (!match_within(limit) && limit < 20000000)
        limit += 4000;
    ck_assert_uint_lt(limit, 20000000);
    arena = whole;
}
END_TEST

/* --- Size ----------------------------------------------------------------------------------- */

/* No time is asserted: what grew with the square of it would not end before the suite's limit. */
START_TEST(a_large_letter) {
    define("t: {words: [data, data pipeline, tracing], ambiguous: [Go], patterns: ['\\d+ ms'],\n"
           "    raw: ['<\\w+>'], negatable: true, skip-code: true, except: {words: [big data]}}");
    ll_buf buf = ll_buf_on(arena);
    while (buf.length < 3000000)
        ll_buf_puts(&buf, "We built a data pipeline in Go with no tracing and big data at 40 ms. ");
    ll_matcher *matcher = write_letter(ll_buf_text(&buf), 0);
    ll_match_list found = ll_matcher_find(matcher, 0);
    ck_assert_uint_eq(found.count, buf.length / 70 * 2);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("match");
    TCase *tests = tcase_create("match");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, finds, 0, (int)(sizeof find_rows / sizeof *find_rows));
    tcase_add_loop_test(tests, negations, 0, (int)(sizeof negation_rows / sizeof *negation_rows));
    tcase_add_test(tests, without_negatable_all_count);
    tcase_add_test(tests, things_and_captures);
    tcase_add_test(tests, found_once_and_kept);
    tcase_add_test(tests, an_empty_letter_has_nothing);
    tcase_add_test(tests, absence_is_told_beforehand);
    tcase_add_test(tests, long_chains_of_terms);
    tcase_add_test(tests, values_of_the_front_matter);
    tcase_add_test(tests, the_first_word_of_a_value);
    tcase_add_test(tests, raw_patterns_leave_out_the_front_matter);
    tcase_add_test(tests, raw_matches_belong_to_their_block);
    tcase_add_test(tests, ranges);
    tcase_add_test(tests, limits_are_said_once);
    tcase_add_test(tests, out_of_memory_goes_to_the_guard);
    tcase_add_loop_test(tests, agrees_with_a_naive_search, 0, 60);
    tcase_add_test(tests, a_large_letter);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
