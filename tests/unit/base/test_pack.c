/* Packs: what is frozen comes back as it was, wherever the image lies. */
#include "../support.h"

#include "base/pack.h"

#include <string.h>

typedef struct link {
    ll_str name;
    const char *note;
    struct link *next;
    uint32_t number;
} link;

static const ll_pack_type link_packed;
static const ll_pack_field link_fields[] = {
    LL_STR_FIELD(link, name),
    LL_TEXT_FIELD(link, note),
    LL_ONE_FIELD(link, next, link_packed),
};
static const ll_pack_type link_packed = LL_PACK_TYPE(link, link_fields);

/* What is used where it stands in the image. */
typedef struct post {
    ll_near_str name;
    ll_near next, numbers; /* a post; what it is worth */
    uint32_t number_count;
} post;

static const ll_pack_type post_packed;
static const ll_pack_field post_fields[] = {
    LL_NEAR_STR_FIELD(post, name),
    LL_NEAR_ONE_FIELD(post, next, post_packed),
    LL_NEAR_MANY_FIELD(post, numbers, ll_pack_numbers, number_count),
};
static const ll_pack_type post_packed = LL_PACK_TYPE(post, post_fields);

typedef struct whole {
    link first;
    link *links;
    uint32_t link_count;
    const link *favourite; /* one of them */
    uint32_t *numbers;
    uint32_t number_count;
    void *secret;
    link pair[2];
    const post *post;
} whole;

static const ll_pack_field whole_fields[] = {
    LL_INSIDE_FIELD(whole, first, link_packed, 1),
    LL_MANY_FIELD(whole, links, link_packed, link_count),
    LL_ONE_FIELD(whole, favourite, link_packed),
    LL_MANY_FIELD(whole, numbers, ll_pack_numbers, number_count),
    LL_LEFT_FIELD(whole, secret),
    LL_INSIDE_FIELD(whole, pair, link_packed, 2),
    LL_ONE_FIELD(whole, post, post_packed),
};
static const ll_pack_type whole_packed = LL_PACK_TYPE(whole, whole_fields);

static ll_arena *arena;

static void setup(void) {
    arena = ll_arena_new(0);
}

static void teardown(void) {
    ll_arena_free(arena);
}

/* A post that leads to itself, whose numbers are those of the whole. */
static post *make_post(ll_arena *on, const whole *w) {
    post *made = ll_arena_alloc(on, sizeof *made);
    ll_near_str_set(&made->name, (ll_str){ll_arena_copy(on, "abcdef", 6), 4});
    ll_near_set(&made->next, made);
    ll_near_set(&made->numbers, w->numbers);
    made->number_count = w->number_count;
    return made;
}

/* A whole of which every copy in memory looks different and means the same. */
static whole *make(ll_arena *on) {
    whole *w = ll_arena_alloc(on, sizeof *w);
    w->links = ll_arena_array(on, 3, sizeof *w->links);
    w->link_count = 3;
    w->favourite = &w->links[1];
    w->numbers = ll_arena_array(on, 4, sizeof *w->numbers);
    w->number_count = 4;
    w->secret = w;
    for (uint32_t i = 0; i < 4; i++)
        w->numbers[i] = i * i;
    for (uint32_t i = 0; i < 3; i++)
        w->links[i] = (link){.name = {ll_arena_copy(on, "abcdef", 6), i},
                             .note = i ? ll_arena_copy(on, "note", 4) : NULL,
                             .next = &w->links[(i + 1) % 3],
                             .number = i};
    w->first = (link){.name = {"", 0}, .next = &w->links[2], .number = 7};
    w->pair[1] = (link){.name = {"pair", 4}, .note = "", .number = 8};
    w->post = make_post(on, w);
    return w;
}

static void check(const whole *w) {
    ck_assert_uint_eq(w->first.number, 7);
    ck_assert_uint_eq(w->first.name.length, 0);
    ck_assert_ptr_nonnull(w->first.name.data);
    ck_assert_ptr_eq(w->first.next, &w->links[2]);
    ck_assert_ptr_null(w->first.note);
    for (uint32_t i = 0; i < 3; i++) {
        ck_assert_uint_eq(w->links[i].number, i);
        ck_assert_uint_eq(w->links[i].name.length, i);
        ck_assert_int_eq(memcmp(w->links[i].name.data, "abcdef", i), 0);
        ck_assert_int_eq(w->links[i].name.data[i], '\0');
        ck_assert_ptr_eq(w->links[i].next, &w->links[(i + 1) % 3]);
    }
    ck_assert_ptr_null(w->links[0].note);
    ck_assert_str_eq(w->links[2].note, "note");
    ck_assert_ptr_eq(w->favourite, &w->links[1]);
    ck_assert_uint_eq(w->number_count, 4);
    ck_assert_uint_eq(w->numbers[3], 9);
    ck_assert_ptr_null(w->secret);
    ck_assert_ptr_null(w->pair[0].next);
    ck_assert_ptr_null(w->pair[0].name.data);
    ck_assert_str_eq(w->pair[1].note, "");
    ck_assert_str_eq(w->pair[1].name.data, "pair");
    ck_assert_str_eq(ll_near_str_get(&w->post->name).data, "abcd");
    ck_assert_uint_eq(w->post->name.length, 4);
    ck_assert_ptr_eq(ll_near_get(&w->post->next), w->post);
    ck_assert_ptr_eq(ll_near_get(&w->post->numbers), w->numbers);
}

START_TEST(comes_back_as_it_was) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    check(ll_pack_open(arena, image));
}
END_TEST

START_TEST(stands_anywhere) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    for (size_t shift = 0; shift < 64; shift += 8) {
        char *moved = ll_arena_alloc(arena, image.length + shift);
        memcpy(moved + shift, image.data, image.length);
        check(ll_pack_open(arena, (ll_str){moved + shift, image.length}));
    }
}
END_TEST

START_TEST(opening_leaves_the_image_alone) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    char *before = ll_arena_copy(arena, image.data, image.length);
    whole *one = ll_pack_open(arena, image), *other = ll_pack_open(arena, image);
    one->first.number = 1000;
    one->links[0].number = 1000;
    check(other);
    ck_assert_int_eq(memcmp(before, image.data, image.length), 0);
}
END_TEST

START_TEST(what_is_near_is_used_where_it_stands) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    const whole *one = ll_pack_open(arena, image), *other = ll_pack_open(arena, image);
    ck_assert_ptr_eq(one->post, other->post);
    ck_assert((const char *)one->post >= image.data);
    ck_assert((const char *)one->post < image.data + image.length);
}
END_TEST

START_TEST(same_content_makes_the_same_image) {
    ll_arena *other = ll_arena_new(0);
    ll_arena_alloc(other, 12345);
    ll_str a = ll_pack_write(arena, &whole_packed, make(arena));
    ll_str b = ll_pack_write(other, &whole_packed, make(other));
    ck_assert_uint_eq(a.length, b.length);
    ck_assert_int_eq(memcmp(a.data, b.data, a.length), 0);
    ll_arena_free(other);
}
END_TEST

START_TEST(equal_texts_are_one) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    const whole *w = ll_pack_open(arena, image);
    ck_assert_ptr_eq(w->links[1].note, w->links[2].note);
}
END_TEST

START_TEST(a_long_chain_needs_no_stack) {
    enum { LENGTH = 1000 * 1000 };
    link *links = ll_arena_array(arena, LENGTH, sizeof *links);
    for (uint32_t i = 0; i < LENGTH; i++)
        links[i] = (link){.number = i, .next = i + 1 < LENGTH ? &links[i + 1] : NULL};
    const link *at = ll_pack_open(arena, ll_pack_write(arena, &link_packed, links));
    uint32_t count = 0;
    for (; at; at = at->next)
        ck_assert_uint_eq(at->number, count++);
    ck_assert_uint_eq(count, LENGTH);
}
END_TEST

START_TEST(foreign_bytes_are_refused) {
    ll_str image = ll_pack_write(arena, &whole_packed, make(arena));
    char *copy = ll_arena_copy(arena, image.data, image.length);
    copy[0] ^= 1;
    ck_assert_ptr_null(ll_pack_open(arena, (ll_str){copy, image.length}));
    ck_assert_ptr_null(ll_pack_open(arena, (ll_str){image.data, 8}));
    ck_assert_ptr_null(ll_pack_open(arena, (ll_str){"", 0}));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pack");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, comes_back_as_it_was);
    tcase_add_test(tests, stands_anywhere);
    tcase_add_test(tests, opening_leaves_the_image_alone);
    tcase_add_test(tests, what_is_near_is_used_where_it_stands);
    tcase_add_test(tests, same_content_makes_the_same_image);
    tcase_add_test(tests, equal_texts_are_one);
    tcase_add_test(tests, a_long_chain_needs_no_stack);
    tcase_add_test(tests, foreign_bytes_are_refused);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
