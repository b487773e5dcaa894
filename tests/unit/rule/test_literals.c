/* Literals: the table of boundaries, addresses, case, and what the one index finds for many terms,
 * held against a naive scan over generated text. */
#include "../support.h"
#include "base/utf8.h"
#include "rule/boundary.h"
#include "rule/literals_tree.h"

#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static ll_hits scan(const ll_literals *index, const char *text) {
    ll_literal_subject subject;
    ll_literal_subject_init(&subject, arena, ll_str_of(text));
    ll_hits hits = {NULL, 0, 0};
    ll_literals_scan(&hits, arena, index, &subject);
    return hits;
}

static ll_hits find(const char *literal, bool exact, const char *text) {
    ll_literal one = {.text = ll_str_of(literal), .exact = exact};
    return scan(ll_literals_build(arena, &one, 1, NULL, NULL), text);
}

typedef struct boundary_row {
    const char *literal;
    const char *text; /* «» around each place where it stands */
} boundary_row;

static const boundary_row boundary_rows[] = {
    /* plain words */
    {"kafka", "«Kafka» and «kafka», not kafkas or xkafka"},
    {"slo", "an «SLO», a slot, two SLOs, a slow «slo»."},
    {"job board", "a «job board», a «job   board», a jobboard"},
    {"go", "I «go». We «Go»! «go»"},
    /* tokens with signs in them */
    {"C", "«C», C++, C#, «C»/C++, «C»-level, (C++), «C»."},
    {"C++", "C, «C++», «C++»/C, «C++»-like, C++11, «C++»."},
    {"C#", "«C#» and C, F#, «C#»."},
    {"R", "«R», R&D, R\xC2\xB2, «R»/Python, «R»-squared, R.js"},
    {".NET", "«.NET», ASP.NET, «.NET»-based, a .NETs, («.NET»)"},
    {"NET", "«NET», .NET, ASP.NET, «net»."},
    {"ASP.NET", "«ASP.NET», ASP, «ASP.NET»/«asp.net»"},
    {"Node", "«Node», Node.js, «node»."},
    {"Node.js", "«Node.js», Node, «Node.js»'s, «Node.js»-based, «node.js»."},
    {"js", "«js», Node.js, «JS»/TS"},
    {"Go", "«Go» Go.mod, Google, «Go»-based, «Go»'s, «Go»/Rust/«Go». «Go». («Go»)"},
    {"p99", "«p99», p99.9, p999, «p99»-ish, «P99»."},
    {"p99.9", "p99, «p99.9», p99.99, «p99.9»."},
    {"50%", "«50%» 150% 50%ish «50%»."},
    {"50", "50% «50» 50.5 1,50 «50», «50» 000"},
    {"10k+", "«10k+» 10k «10k+»users 110k+"},
    {"10k", "10k+ «10k» «10k»-strong"},
    {"AT&T", "«AT&T», AT&Ts, «AT&T»'s"},
    {"T", "AT&T, «T»"},
    {"Kafka", "«Kafka»+Redis, «Kafka»&& x, «Kafka»/Redis, «Kafka»—«Kafka», ...«Kafka»..."},
    {"a_b", "«a_b» a_b_c xa_b"},
    {"b", "a_b «b»"},
    /* apostrophes */
    {"can", "«can» can't cannot «can»"},
    {"I", "«I»'m here, «I»'ve been, «I»'d go, «I»'ll go, I'tis"},
    {"don't", "I «don't», «Don't»."},
    {"d", "I'd «d»"},
    {"s", "Kafka's «s» users'"},
    {"'s", "Kafka«'s» size, it«'s»."},
    {"Reilly", "O'Reilly, '«Reilly»'"},
    {"O'Reilly", "«O'Reilly», «O'Reilly»'s"},
    {"engineers", "«engineers»' work, '«engineers»'"},
    {"rock", "rock'n'roll, «rock» 'n' roll"},
    /* letters of several bytes */
    {"caf\xC3\xA9", "«caf\xC3\xA9» caf\xC3\xA9s «CAF\xC3\x89» xcaf\xC3\xA9"},
    {"caf", "caf\xC3\xA9 «caf» \xC3\xA9"
            "caf"},
    {"\xC3\xA9t\xC3\xA9", "«\xC3\x89t\xC3\xA9» \xC3\xA9t\xC3\xA9s"},
    {"go", "\xE2\x80\x94«go»\xE2\x80\x94 \xF0\x9F\x98\x80«go»\xF0\x9F\x98\x80 \xE4\xBD\xA0go"},
    {"\xE2\x80\x94", "a«\xE2\x80\x94»b «\xE2\x80\x94» c"},
    /* addresses */
    {"redis", "redis.io, «redis», https://redis.io/redis, see (https://x.dev/redis). «redis»"},
    {"kafka", "me@kafka.org kafka-team@x.org kafka@x.org first.kafka@x.org «kafka» @ x"},
    {"kafka", "https://kafka.apache.org/x www.kafka.org github.com/kafka/x «Kafka»/x"},
    {"react", "Node.js/«React» Socket.IO/«React» and/«react»"},
    {"indeed.com", "«indeed.com», www.indeed.com, «Indeed.com»."},
    {"https://x.dev/a", "«https://x.dev/a», https://x.dev/a/b, «https://x.dev/a»."},
    {"ftp", "ftp://host «ftp»"},
    /* line and block ends */
    {"a b", "a\nb «a b»\n«a b»"},
    {"x", "«x»\n«x»"},
    {"C", "«C»\n++ «C»"},
    {"...", "«...» and more"},
};

/* The text without its marks, and where they were. */
static const char *unmark(ll_hits *marks, const char *text) {
    ll_buf buf = ll_buf_on(arena);
    for (size_t i = 0; text[i];) {
        bool open = strncmp(text + i, "«", strlen("«")) == 0;
        if (!open && strncmp(text + i, "»", strlen("»")) != 0) {
            ll_buf_putc(&buf, text[i++]);
            continue;
        }
        i += strlen("«");
        if (open) {
            marks->items = ll_arena_grow(arena, marks->items, &marks->capacity, marks->count + 1,
                                         sizeof *marks->items);
            marks->items[marks->count++] = (ll_hit){.span = {buf.length, buf.length}};
        } else {
            marks->items[marks->count - 1].span.end = buf.length;
        }
    }
    return ll_buf_text(&buf);
}

START_TEST(stands_between_boundaries) {
    ll_hits want = {NULL, 0, 0};
    const char *text = unmark(&want, boundary_rows[_i].text);
    ll_hits got = find(boundary_rows[_i].literal, false, text);
    for (uint32_t i = 0; i < got.count && i < want.count; i++) {
        ck_assert_msg(got.items[i].span.start == want.items[i].span.start &&
                          got.items[i].span.end == want.items[i].span.end,
                      "'%s' in '%s': hit %u at %u, not at %u", boundary_rows[_i].literal, text, i,
                      got.items[i].span.start, want.items[i].span.start);
    }
    ck_assert_msg(got.count == want.count, "'%s' in '%s': %u hits, not %u",
                  boundary_rows[_i].literal, text, got.count, want.count);
}
END_TEST

START_TEST(exact_case) {
    ck_assert_uint_eq(find("Go", true, "go GO Go gO").count, 1);
    ck_assert_uint_eq(find("Go", true, "go GO Go gO").items[0].span.start, 6);
    ck_assert_uint_eq(find("Tiger Beetle", true, "Tiger   Beetle tiger beetle").count, 1);
    ck_assert_uint_eq(find("Tiger Beetle", true, "Tiger   beetle").count, 0);
    ck_assert_uint_eq(find("\xC3\x89t\xC3\xA9", true, "\xC3\xA9t\xC3\xA9 \xC3\x89t\xC3\xA9").count,
                      1);
}
END_TEST

START_TEST(many_terms_in_one_walk) {
    ll_literal literals[] = {
        {.text = ll_str_of("data"), .term = 0, .thing = 0},
        {.text = ll_str_of("data pipeline"), .term = 0, .thing = 1},
        {.text = ll_str_of("Data"), .term = 1, .thing = 4, .exact = true, .ambiguous = true},
        {.text = ll_str_of("pipeline"), .term = 2, .thing = 0},
        {.text = ll_str_of("data pipelines"), .term = 3, .thing = 0},
    };
    ll_hits hits =
        scan(ll_literals_build(arena, literals, 5, NULL, NULL), "Data pipeline, data pipelines");
    static const ll_hit want[] = {{{0, 4}, 0, 0, false},   {{0, 4}, 1, 4, true},
                                  {{0, 13}, 0, 1, false},  {{5, 13}, 2, 0, false},
                                  {{15, 19}, 0, 0, false}, {{15, 29}, 3, 0, false}};
    ck_assert_uint_eq(hits.count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        ck_assert_uint_eq(hits.items[i].span.start, want[i].span.start);
        ck_assert_uint_eq(hits.items[i].span.end, want[i].span.end);
        ck_assert_uint_eq(hits.items[i].term, want[i].term);
        ck_assert_uint_eq(hits.items[i].thing, want[i].thing);
        ck_assert_int_eq(hits.items[i].ambiguous, want[i].ambiguous);
    }
}
END_TEST

START_TEST(nothing_to_find_and_nowhere_to_look) {
    ck_assert_uint_eq(scan(ll_literals_build(arena, NULL, 0, NULL, NULL), "text").count, 0);
    ck_assert_uint_eq(find("x", false, "").count, 0);
}
END_TEST

/* --- Conflicts ------------------------------------------------------------------------------ */

static uint32_t conflicts, first_origin, second_origin;

static void note_conflict(void *user, uint32_t first, uint32_t second) {
    (void)user;
    conflicts++;
    first_origin = first;
    second_origin = second;
}

typedef struct conflict_row {
    const char *first, *second;
    bool first_exact, second_exact, derived;
    uint32_t second_term, second_thing, conflicts, hits;
} conflict_row;

static const conflict_row conflict_rows[] = {
    {"go", "Go", false, false, false, 0, 1, 1, 1},
    {"go", "Go", false, true, false, 0, 1, 1, 1},
    {"Go", "go", true, false, false, 0, 1, 1, 1},
    {"IT", "it", true, true, false, 0, 1, 0, 1},
    {"IT", "IT", true, true, false, 0, 1, 1, 0},
    {"go", "Go", false, false, false, 0, 0, 0, 1}, /* one thing */
    {"go", "Go", false, false, false, 1, 1, 0, 2}, /* two terms */
    {"go", "Go", false, false, true, 0, 1, 0, 1},  /* a contraction gives way */
};

START_TEST(the_same_text_in_two_things) {
    const conflict_row *row = &conflict_rows[_i];
    ll_literal literals[] = {
        {.text = ll_str_of(row->first), .exact = row->first_exact, .origin = 7},
        {.text = ll_str_of(row->second),
         .term = row->second_term,
         .thing = row->second_thing,
         .exact = row->second_exact,
         .derived = row->derived,
         .origin = 9},
    };
    conflicts = 0;
    const ll_literals *index = ll_literals_build(arena, literals, 2, note_conflict, NULL);
    ck_assert_uint_eq(conflicts, row->conflicts);
    if (conflicts) {
        ck_assert_uint_eq(first_origin, 7);
        ck_assert_uint_eq(second_origin, 9);
    }
    ck_assert_uint_eq(index->node_count, 3); /* the root, the text of both, the end */
    ll_hits hits = scan(index, strcmp(row->first, "IT") ? "gO" : "it");
    ck_assert_uint_eq(hits.count, row->hits);
    ck_assert(hits.count == 0 || !row->derived || hits.items[0].thing == 0);
}
END_TEST

/* --- Addresses ------------------------------------------------------------------------------ */

static const char *const address_rows[] = {
    "see «https://a.b/c?d=e» and («http://x.y»).",
    "«www.kafka.org», www is not one",
    "write to «me.you+x@kafka.co.uk». Or @home, or a@, or @b",
    "<«me@x.org»>/«you@y.org»",
    "«github.com/me/repo» but Node.js/React, and/or, 24/7, .com/x",
    "«GitHub.com/me» and «api.x.dev/v1» are two, Socket.IO/Redis is none",
    "a\n«http://x»\n«http://y»\n",
    "x(«https://z»), see:«http://y/z»",
};

START_TEST(addresses) {
    ll_hits want = {NULL, 0, 0};
    const char *text = unmark(&want, address_rows[_i]);
    ll_spans got = {NULL, 0, 0};
    ll_boundary_addresses(&got, arena, ll_str_of(text));
    ck_assert_msg(got.count == want.count, "%s: %u", text, got.count);
    for (uint32_t i = 0; i < got.count; i++) {
        ck_assert_msg(got.items[i].start == want.items[i].span.start, "%s: %u", text,
                      got.items[i].start);
        ck_assert_msg(got.items[i].end == want.items[i].span.end, "%s: %u", text, got.items[i].end);
    }
}
END_TEST

/* --- Against a naive scan ------------------------------------------------------------------- */

static uint32_t state;

static uint32_t random_below(uint32_t limit) {
    return ll_test_random(&state, limit);
}

static const char *random_text(uint32_t pieces, bool literal) {
    static const char *const alphabet[] = {"a",        "b", "A",        "B", "ab", ".", "+",  "'",
                                           "\xC3\xA9", "-", "\xC3\x89", "#", "/",  " ", "  ", "\n"};
    ll_buf buf = ll_buf_on(arena);
    for (uint32_t i = 0; i < pieces; i++)
        ll_buf_puts(&buf, alphabet[random_below(literal ? 13 : 16)]);
    if (literal && random_below(3) == 0) {
        ll_buf_putc(&buf, ' ');
        ll_buf_puts(&buf, alphabet[random_below(13)]);
    }
    return ll_buf_text(&buf);
}

/* Where the literal ends if it stands at `start` of the text, or 0: by the letter of the rules. */
static uint32_t stands_at(ll_str text, uint32_t start, const ll_literal *literal) {
    uint32_t at = start;
    for (uint32_t i = 0; i < literal->text.length;) {
        uint32_t a, b, next;
        if (at >= text.length)
            return 0;
        a = ll_utf8_decode(text.data, text.length, at, &at);
        b = ll_utf8_decode(literal->text.data, literal->text.length, i, &next);
        if (literal->exact ? a != b : ll_utf8_fold_code_point(a) != ll_utf8_fold_code_point(b))
            return 0;
        while (a == ' ' && at < text.length && text.data[at] == ' ')
            at++;
        i = next;
    }
    return ll_boundary_at(text, start) && ll_boundary_at(text, at) ? at : 0;
}

START_TEST(agrees_with_a_naive_scan) {
    state = (uint32_t)_i * 2654435761u + 1;
    ll_literal literals[40], naive[40];
    uint32_t count = 1 + random_below(40), found = 0;
    for (uint32_t i = 0; i < count; i++) {
        literals[i] = (ll_literal){.text = ll_str_of(random_text(1 + random_below(4), true)),
                                   .term = i,
                                   .exact = random_below(2) == 0};
        naive[i] = literals[i];
    }
    ll_str text = ll_str_of(random_text(400, false));
    ll_hits hits = scan(ll_literals_build(arena, literals, count, NULL, NULL), text.data);
    for (uint32_t start = 0; start < text.length; start++)
        for (uint32_t i = 0; i < count; i++) {
            uint32_t end = stands_at(text, start, &naive[i]);
            bool seen = false;
            for (uint32_t k = 0; end && k < hits.count && !seen; k++)
                seen = hits.items[k].span.start == start && hits.items[k].span.end == end &&
                       hits.items[k].term == i;
            ck_assert_msg(!end || seen, "seed %d: '%s' at %u of '%s'", _i, naive[i].text.data,
                          start, text.data);
            found += end > 0;
        }
    ck_assert_uint_eq(found, hits.count);
}
END_TEST

/* --- From elsewhere ------------------------------------------------------------------------- */

static const uint32_t things[] = {3, 1};

/* A tree whose texts share beginnings, also half a character, with and without exact case. */
static ll_literals *tree(void) {
    ll_literal literals[] = {
        {.text = ll_str_of("data")},
        {.text = ll_str_of("data pipeline"), .thing = 1},
        {.text = ll_str_of("Data"), .term = 1, .exact = true},
        {.text = ll_str_of("caf\xC3\xA9"), .thing = 2},
        {.text = ll_str_of("caf\xC3\xA8"), .thing = 2, .exact = true},
        {.text = ll_str_of("Go"), .term = 1, .exact = true, .ambiguous = true},
    };
    return (ll_literals *)ll_literals_build(arena, literals, 6, NULL, NULL);
}

static bool is_sound(const ll_literals *l) {
    return ll_literals_are_sound(l, arena, things, 2);
}

START_TEST(what_was_built_is_sound) {
    ck_assert(is_sound(tree()));
    ck_assert(is_sound(ll_literals_build(arena, NULL, 0, NULL, NULL)));
}
END_TEST

/* Each changes one thing that the walk relies on. */
static void no_root(ll_literals *l) {
    l->node_count = 1;
}
static void child_before(ll_literals *l) {
    ((ll_literal_node *)l->nodes)[2].child = 1;
}
static void gap_in_children(ll_literals *l) {
    ((ll_literal_node *)l->nodes)[0].child = 2;
}
static void children_that_fall(ll_literals *l) {
    uint8_t *firsts = (uint8_t *)l->firsts, first = firsts[1];
    firsts[1] = firsts[2];
    firsts[2] = first;
}
static void label_beyond(ll_literals *l) {
    ((ll_literal_node *)l->nodes)[l->node_count - 1].label = l->blob_length + 1;
}
static void labels_that_fall(ll_literals *l) {
    ((ll_literal_node *)l->nodes)[3].label = l->blob_length;
}
static void payload_beyond(ll_literals *l) {
    l->payload_count--;
}
static void no_such_term(ll_literals *l) {
    ((ll_literal_payload *)l->payloads)[0].term = 2;
}
static void no_such_thing(ll_literals *l) {
    ((ll_literal_payload *)l->payloads)[0].thing = 3;
}
static void text_beyond(ll_literals *l) {
    l->blob_length--;
}
static void other_text(ll_literals *l) {
    ((char *)l->blob)[l->blob_length - 1] ^= 1;
}
static void half_a_character(ll_literals *l) {
    for (uint32_t i = 1; i + 1 < l->node_count; i++)
        if (l->firsts[i] == 0xA8)
            ((uint8_t *)l->firsts)[i] = 'x';
}
static void other_bytes(ll_literals *l) {
    l->by_byte['x'] = 1;
}

static void (*const changes[])(ll_literals *) = {
    no_root,          child_before,     gap_in_children, children_that_fall, label_beyond,
    labels_that_fall, payload_beyond,   no_such_term,    no_such_thing,      text_beyond,
    other_text,       half_a_character, other_bytes};

START_TEST(what_was_changed_is_refused) {
    ll_literals *l = tree();
    changes[_i](l);
    ck_assert(!is_sound(l));
}
END_TEST

START_TEST(what_begins_with_a_space_is_refused) {
    ll_literal literals[] = {{.text = ll_str_of("data")}, {.text = ll_str_of(" data")}};
    ck_assert(is_sound(ll_literals_build(arena, literals, 1, NULL, NULL)));
    ck_assert(!is_sound(ll_literals_build(arena, literals, 2, NULL, NULL)));
}
END_TEST

/* Whatever is let through can be walked: each byte of it in turn becomes another. */
static void change_bytes(void *list, size_t size, const ll_literals *l, uint32_t counts[2]) {
    uint8_t *bytes = list;
    for (size_t i = 0; i < size; i++) {
        uint8_t was = bytes[i];
        bytes[i] ^= (uint8_t)(1 + random_below(255));
        bool sound = is_sound(l);
        counts[sound]++;
        ll_hits hits = {NULL, 0, 0};
        if (sound)
            hits = scan(l, "data  pipeline, Data caf\xC3\xA9 caf\xC3\xA8 go Go GO");
        for (uint32_t k = 0; k < hits.count; k++)
            ck_assert_uint_lt(hits.items[k].thing, things[hits.items[k].term]);
        bytes[i] = was;
    }
}

START_TEST(what_is_let_through_can_be_walked) {
    ll_literals *l = tree();
    uint32_t counts[2] = {0, 0};
    state = 7;
    change_bytes((void *)l->nodes, l->node_count * sizeof *l->nodes, l, counts);
    change_bytes((void *)l->firsts, l->node_count, l, counts);
    change_bytes((void *)l->payloads, l->payload_count * sizeof *l->payloads, l, counts);
    change_bytes((void *)l->blob, l->blob_length, l, counts);
    ck_assert_uint_gt(counts[false], 100);
    ck_assert_uint_gt(counts[true], 10);
}
END_TEST

/* --- Size ----------------------------------------------------------------------------------- */

/* No time is asserted: what grew with the square of these would not end before the suite's limit.
 */

START_TEST(ten_thousand_literals_over_a_large_text) {
    enum { COUNT = 10000 };
    ll_literal *literals = ll_arena_array(arena, COUNT, sizeof *literals);
    for (uint32_t i = 0; i < COUNT; i++)
        literals[i] = (ll_literal){
            .text = ll_str_of(ll_format(arena, "term%u of the %u", i, i % 7)), .term = i};
    const ll_literals *index = ll_literals_build(arena, literals, COUNT, NULL, NULL);
    ck_assert_uint_eq(index->payload_count, COUNT);
    ll_buf buf = ll_buf_on(arena);
    while (buf.length < 4000000)
        ll_buf_puts(&buf, "We moved term77 of the 0 and term9999 of the 3 to a place. ");
    ll_hits hits = scan(index, ll_buf_text(&buf));
    ck_assert_uint_eq(hits.count, buf.length / 59 * 2);
}
END_TEST

START_TEST(odd_large_texts) {
    static const char *const pieces[] = {" ", "a ", "+", "'", "@a", "a@", "://", ".", "/", "a.b/"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        ll_buf buf = ll_buf_on(arena);
        while (buf.length < 2000000)
            ll_buf_puts(&buf, pieces[i]);
        ck_assert_uint_eq(find("a a a a a b", false, ll_buf_text(&buf)).count, 0);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("literals");
    TCase *tests = tcase_create("literals");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, stands_between_boundaries, 0,
                        (int)(sizeof boundary_rows / sizeof *boundary_rows));
    tcase_add_test(tests, exact_case);
    tcase_add_test(tests, many_terms_in_one_walk);
    tcase_add_test(tests, nothing_to_find_and_nowhere_to_look);
    tcase_add_loop_test(tests, the_same_text_in_two_things, 0,
                        (int)(sizeof conflict_rows / sizeof *conflict_rows));
    tcase_add_loop_test(tests, addresses, 0, (int)(sizeof address_rows / sizeof *address_rows));
    tcase_add_loop_test(tests, agrees_with_a_naive_scan, 0, 60);
    tcase_add_test(tests, what_was_built_is_sound);
    tcase_add_loop_test(tests, what_was_changed_is_refused, 0,
                        (int)(sizeof changes / sizeof *changes));
    tcase_add_test(tests, what_begins_with_a_space_is_refused);
    tcase_add_test(tests, what_is_let_through_can_be_walked);
    tcase_add_test(tests, ten_thousand_literals_over_a_large_text);
    tcase_add_test(tests, odd_large_texts);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
