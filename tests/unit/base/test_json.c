/* JSON read: strictly, with the place of what is wrong, and scalars written as they were. (What is
 * written otherwise, tests/unit/report asks.) */
#include "../support.h"

#include "base/json.h"

#include <string.h>

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
    ck_assert_ptr_nonnull(arena);
    if (setjmp(*ll_arena_guard(arena)))
        ck_abort_msg("out of memory");
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool keep(void *user, const char *data, size_t length) {
    ll_buf_add(user, data, length);
    return true;
}

static const char *written(const ll_json_value *value) {
    ll_buf text = ll_buf_on(arena);
    ll_writer out;
    ll_writer_init(&out, &(ll_sink){.write = keep, .user = &text});
    ll_json json = ll_json_on(&out);
    ll_json_scalar(&json, value);
    ll_writer_flush(&out);
    ck_assert(!json.failed);
    return ll_buf_text(&text);
}

static const struct {
    const char *text, *plain; /* NULL: as the text */
    ll_json_kind kind;
} scalars[] = {
    {"null", NULL, LL_JSON_NULL},
    {"true", NULL, LL_JSON_BOOL},
    {"false", NULL, LL_JSON_BOOL},
    {"0", NULL, LL_JSON_INTEGER},
    {"-12", NULL, LL_JSON_INTEGER},
    {"9223372036854775807", NULL, LL_JSON_INTEGER},
    {"1.1", NULL, LL_JSON_REAL},
    {"\"\"", "", LL_JSON_TEXT},
    {"\"a \\\" b\\n\"", "a \" b\n", LL_JSON_TEXT},
    {"\"é\"", "é", LL_JSON_TEXT},
};

START_TEST(scalars_are_written_as_they_were) {
    ll_json_fault fault;
    const ll_json_value *value = ll_json_read(arena, ll_str_of(scalars[_i].text), &fault);
    ck_assert_ptr_nonnull(value);
    ck_assert_int_eq(ll_json_kind_of(value), scalars[_i].kind);
    ck_assert_str_eq(written(value), scalars[_i].text);
    const char *plain = scalars[_i].plain ? scalars[_i].plain : scalars[_i].text;
    ck_assert_str_eq(ll_json_scalar_text(arena, value), plain);
    ck_assert_str_eq(written(NULL), "null");
}
END_TEST

static bool list_key(void *user, const char *key, const ll_json_value *item) {
    ll_buf_printf(user, "%s=%s ", key ? key : "-", ll_json_scalar_text(arena, item));
    return strcmp(ll_json_scalar_text(arena, item), "stop") != 0;
}

START_TEST(members_and_items_in_their_order) {
    ll_json_fault fault;
    ll_buf seen = ll_buf_on(arena);
    const ll_json_value *root = ll_json_read(
        arena, ll_str_of(" {\"z\":1,\"a\":[\"x\",2],\"t\":\"stop\",\"n\":3} "), &fault);
    ck_assert_ptr_nonnull(root);
    ck_assert_int_eq(ll_json_kind_of(root), LL_JSON_OBJECT);
    ck_assert_ptr_null(ll_json_member(root, "q"));
    const ll_json_value *list = ll_json_member(root, "a");
    ck_assert_int_eq(ll_json_kind_of(list), LL_JSON_LIST);
    ck_assert(ll_json_each(list, list_key, &seen));
    ck_assert_str_eq(ll_buf_text(&seen), "-=x -=2 ");
    ck_assert(ll_str_is(ll_json_text(ll_json_member(root, "t")), "stop"));
}
END_TEST

START_TEST(an_end_that_is_asked_for) {
    ll_json_fault fault;
    ll_buf seen = ll_buf_on(arena);
    const ll_json_value *root =
        ll_json_read(arena, ll_str_of("{\"z\":1,\"t\":\"stop\",\"n\":3}"), &fault);
    ck_assert(!ll_json_each(root, list_key, &seen));
    ck_assert_str_eq(ll_buf_text(&seen), "z=1 t=stop ");
}
END_TEST

static const struct {
    const char *text, *message;
    uint32_t column;
} faults[] = {
    {"", "end of file", 1},
    {"{\"a\":1", "'}' expected", 6},
    {"{\"a\":1}x", "end of file expected", 8},
    {"{\"a\":1,\"a\":2}", "duplicate object key", 10},
    {"[1,]", "unexpected token", 4},
    {"{'a':1}", "string or '}' expected", 2},
    {"nul", "invalid token", 3},
    {"\"é\xff\"", "invalid UTF-8", 3},
    {"\"\\ud800\"", "invalid Unicode", 8},
    {"\"\\u0000\"", "a NUL character", 8},
    {"[123456789012345678901]", "a number that is too large", 22},
    {"[1e999]", "a number that is too large", 6},
    {"NaN", "invalid token", 3},
    {"\"tab\there\"", "control character", 4},
};

START_TEST(what_is_wrong_has_its_place) {
    ll_json_fault fault = {.column = 0};
    ck_assert_ptr_null(ll_json_read(arena, ll_str_of(faults[_i].text), &fault));
    ck_assert_msg(strstr(fault.message, faults[_i].message), "'%s': %s", faults[_i].text,
                  fault.message);
    ck_assert_uint_eq(fault.column, faults[_i].column);
}
END_TEST

/* Where more had to come, the place is the end; else what was read last. */
START_TEST(the_place_is_a_byte_too) {
    static const struct {
        const char *text;
        uint32_t offset;
    } rows[] = {{"", 0}, {"{\"a\":\n1", 7}, {"[1,\n]", 4}, {"\"é\xff\"", 3}, {"{\"é\":x}", 6}};
    ll_json_fault fault;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert(!ll_json_check(arena, ll_str_of(rows[i].text), &fault));
        ck_assert_uint_eq(fault.offset, rows[i].offset);
    }
    ck_assert(ll_json_check(arena, ll_str_of("{\"a\":[1]}"), &fault));
}
END_TEST

START_TEST(depth_has_an_end) {
    enum { DEPTH = 1000000 };
    char *deep = ll_arena_alloc(arena, DEPTH);
    ll_json_fault fault;
    memset(deep, '[', DEPTH);
    ck_assert_ptr_null(ll_json_read(arena, (ll_str){deep, DEPTH}, &fault));
    ck_assert_msg(strstr(fault.message, "depth"), "%s", fault.message);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/json");
    TCase *tests = tcase_create("json");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, scalars_are_written_as_they_were, 0,
                        (int)(sizeof scalars / sizeof *scalars));
    tcase_add_test(tests, members_and_items_in_their_order);
    tcase_add_test(tests, an_end_that_is_asked_for);
    tcase_add_loop_test(tests, what_is_wrong_has_its_place, 0,
                        (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tests, the_place_is_a_byte_too);
    tcase_add_test(tests, depth_has_an_end);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
