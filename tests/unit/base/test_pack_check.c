/* The check of images: what the writer wrote passes, and each rule that an image must keep is
 * broken here by hand. */
#include "../support.h"

#include "base/pack_check.h"
#include "base/pack_image.h"

#include <string.h>

typedef struct dot {
    uint32_t colour;
    bool round;
} dot;

static const ll_pack_field dot_fields[] = {
    LL_BELOW_FIELD(dot, colour, 3),
    LL_BOOL_FIELD(dot, round),
};
static const ll_pack_type dot_packed = LL_PACK_TYPE(dot, dot_fields);

typedef struct leaf {
    ll_str name;
    const char *note;
    const dot *mark;
    uint32_t kind;
    bool dry;
} leaf;

static const ll_pack_field leaf_fields[] = {
    LL_NEEDED_STR(leaf, name),     LL_TEXT_FIELD(leaf, note), LL_ONE_FIELD(leaf, mark, dot_packed),
    LL_BELOW_FIELD(leaf, kind, 2), LL_BOOL_FIELD(leaf, dry),
};
static const ll_pack_type leaf_packed = LL_PACK_TYPE(leaf, leaf_fields);

/* Used where it stands. */
typedef struct twig {
    ll_near_str name;
    ll_near note;       /* a text */
    ll_near next, dots; /* a twig; dots */
    uint32_t dot_count;
} twig;

static const ll_pack_type twig_packed;
static const ll_pack_field twig_fields[] = {
    LL_NEAR_STR_FIELD(twig, name),
    LL_NEEDED_NEAR_TEXT(twig, note),
    LL_NEAR_ONE_FIELD(twig, next, twig_packed),
    LL_NEAR_MANY_FIELD(twig, dots, dot_packed, dot_count),
};
static const ll_pack_type twig_packed = LL_PACK_TYPE(twig, twig_fields);

typedef struct tree {
    leaf *leaves;
    uint32_t leaf_count;
    struct tree *next;
    const uint32_t *numbers;
    uint32_t number_count;
    void *secret;
    leaf inner;
    dot dots[2];
    const twig *twig;
} tree;

static const ll_pack_type tree_packed;
static const ll_pack_field tree_fields[] = {
    LL_MANY_FIELD(tree, leaves, leaf_packed, leaf_count),
    LL_ONE_FIELD(tree, next, tree_packed),
    LL_MANY_FIELD(tree, numbers, ll_pack_numbers, number_count),
    LL_LEFT_FIELD(tree, secret),
    LL_INSIDE_FIELD(tree, inner, leaf_packed, 1),
    LL_INSIDE_FIELD(tree, dots, dot_packed, 2),
    LL_ONE_FIELD(tree, twig, twig_packed),
};
static const ll_pack_type tree_packed = LL_PACK_TYPE(tree, tree_fields);

enum { LEAVES = 3 };

static ll_arena *arena;
static ll_str image;
static char *bytes; /* a copy to be broken */
static ll_pack_header head;

/* A twig with another at its end. */
static const twig *make_twigs(void) {
    static const dot dots[] = {{1, false}, {2, true}};
    static twig twigs[2];
    for (uint32_t i = 0; i < 2; i++) {
        ll_near_str_set(&twigs[i].name, (ll_str){"sycamore", 8});
        ll_near_set(&twigs[i].note, "note");
    }
    ll_near_set(&twigs[0].next, &twigs[1]);
    ll_near_set(&twigs[1].dots, dots);
    twigs[1].dot_count = 2;
    return &twigs[0];
}

static void make_image(void) {
    static const dot mark = {2, true};
    static const uint32_t numbers[] = {1, 2, 3, 4, 5};
    static leaf leaves[LEAVES];
    static tree second, first;
    for (uint32_t i = 0; i < LEAVES; i++)
        leaves[i] =
            (leaf){.name = {"sycamore", 8}, .note = i ? "caf\xC3\xA9" : NULL, .mark = &mark};
    second = (tree){.numbers = numbers, .number_count = 5, .inner = leaves[1], .secret = &first};
    first = (tree){.leaves = leaves, .leaf_count = LEAVES, .next = &second, .inner = leaves[2]};
    first.dots[1] = mark;
    first.twig = make_twigs();
    image = ll_pack_write(arena, &tree_packed, &first);
}

static void setup(void) {
    arena = ll_arena_new(0);
    make_image();
    bytes = ll_arena_copy(arena, image.data, image.length);
    memcpy(&head, bytes, sizeof head);
}

static void teardown(void) {
    ll_arena_free(arena);
}

static bool passes(void) {
    return ll_pack_is_image(arena, &tree_packed, (ll_str){bytes, image.length});
}

/* Where in the image an offset of a part is. */
static char *linked(size_t offset) {
    return bytes + sizeof head + offset;
}

static char *link_at(uint32_t index) {
    return linked(head.linked_size) + (size_t)index * sizeof(uint32_t);
}

static char *rest(size_t offset) {
    return linked(head.linked_size) + ll_pack_links_size(head.link_count) + offset;
}

static void set32(char *at, uint32_t value) {
    memcpy(at, &value, sizeof value);
}

static void set64(char *at, uint64_t value) {
    memcpy(at, &value, sizeof value);
}

static uint64_t get64(const char *at) {
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static void mend(void) {
    memcpy(bytes, image.data, image.length);
}

static void expect_refusal(const char *what) {
    ck_assert_msg(!passes(), "it passes with %s", what);
    mend();
    ck_assert(passes());
}

START_TEST(what_was_written_passes) {
    ck_assert(passes());
    const tree *t = ll_pack_open(arena, image);
    ck_assert_uint_eq(t->leaf_count, LEAVES);
    ck_assert_ptr_eq(t->leaves[0].mark, t->leaves[2].mark); /* single, plain: shared */
    ck_assert_str_eq(t->next->inner.note, "caf\xC3\xA9");
}
END_TEST

START_TEST(it_may_lie_at_any_address) {
    for (size_t shift = 0; shift < 8; shift++) {
        char *moved = ll_arena_alloc(arena, image.length + shift);
        memcpy(moved + shift, image.data, image.length);
        ck_assert(ll_pack_is_image(arena, &tree_packed, (ll_str){moved + shift, image.length}));
    }
}
END_TEST

/* --- The header ----------------------------------------------------------------------------- */

static void set_head(const ll_pack_header *changed) {
    memcpy(bytes, changed, sizeof *changed);
}

START_TEST(headers_add_up) {
    ll_pack_header h;
#define BROKEN(what, statement) h = head, (statement), set_head(&h), expect_refusal(what)
    BROKEN("another magic", h.magic[0] ^= 1);
    BROKEN("a root elsewhere", h.root = 2);
    BROKEN("a root in the other part", h.root = 1);
    BROKEN("a bigger linked part", h.linked_size += 8);
    BROKEN("a linked part cut within a word", h.linked_size -= 4);
    BROKEN("a smaller linked part, a bigger rest", (h.linked_size -= 8, h.rest_size += 8));
    BROKEN("a bigger rest", h.rest_size += 1);
    BROKEN("a smaller rest", h.rest_size -= 1);
    BROKEN("fewer links", h.link_count -= 2);
    BROKEN("more links", h.link_count += 2);
    BROKEN("sizes that wrap around", h.linked_size = 0xFFFFFFF8);
    BROKEN("all the links there can be", h.link_count = 0xFFFFFFFF);
    BROKEN("a rest without end", h.rest_size = 0xFFFFFFFF);
    BROKEN("pointers of another size", h.pointer_size = 4);
#undef BROKEN
}
END_TEST

START_TEST(every_length_but_its_own_is_refused) {
    for (uint32_t length = 0; length < image.length; length++) {
        char *exact = ll_arena_copy(arena, bytes, length);
        ck_assert(!ll_pack_is_image(arena, &tree_packed, (ll_str){exact, length}));
    }
    char *longer = ll_arena_alloc(arena, image.length + 8);
    memcpy(longer, bytes, image.length);
    ck_assert(!ll_pack_is_image(arena, &tree_packed, (ll_str){longer, image.length + 8}));
}
END_TEST

/* --- Pointers ------------------------------------------------------------------------------- */

START_TEST(links_are_those_of_the_descriptions) {
    set32(link_at(0), 4);
    expect_refusal("a link where no pointer is");
    set32(link_at(1), 0);
    expect_refusal("the same link twice");
    set32(link_at(0), head.linked_size);
    expect_refusal("a link behind the part");
    set32(link_at(0), 0xFFFFFFFC);
    expect_refusal("a link far away");
    for (uint32_t i = 0; i < head.link_count; i++) {
        set32(link_at(i), 1);
        expect_refusal("a link that is missing");
    }
    if (head.link_count % 2) {
        set32(link_at(head.link_count), 1);
        expect_refusal("something behind the links");
    }
}
END_TEST

START_TEST(what_is_no_link_is_null) {
    set64(linked(sizeof(tree) + offsetof(leaf, note)), 8);
    expect_refusal("a pointer that is no link");
}
END_TEST

/* Every pointer, set to every kind of place that it must not lead to. */
START_TEST(pointers_lead_where_the_writer_put_them) {
    for (uint32_t i = 0; i < head.link_count; i++) {
        uint32_t slot;
        memcpy(&slot, link_at(i), sizeof slot);
        uint64_t honest = get64(linked(slot));
        const uint64_t others[] = {0,
                                   honest ^ 1,
                                   honest + 2,
                                   honest - 2,
                                   honest + 16,
                                   (uint64_t)head.linked_size << 1,
                                   (uint64_t)head.rest_size << 1 | 1,
                                   ((uint64_t)head.rest_size - 1) << 1 | 1,
                                   UINT64_MAX,
                                   UINT64_MAX - 1,
                                   UINT64_C(1) << 63,
                                   UINT64_C(1) << 32 | honest};
        for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
            if (others[k] == honest)
                continue;
            set64(linked(slot), others[k]);
            ck_assert_msg(!passes(), "link %u leads to %zu", i, k);
        }
        mend();
    }
}
END_TEST

/* Where the first twig stands in the rest, and the second. */
static size_t twig_at(uint32_t index) {
    size_t at = (size_t)(get64(linked(offsetof(tree, twig))) >> 1);
    if (index > 0)
        at += offsetof(twig, next) + (size_t)get64(rest(at + offsetof(twig, next)));
    return at;
}

/* The same of those that are near. */
START_TEST(near_pointers_do_so_too) {
    const size_t fields[] = {twig_at(0) + offsetof(twig, name), twig_at(0) + offsetof(twig, note),
                             twig_at(0) + offsetof(twig, next), twig_at(1) + offsetof(twig, name),
                             twig_at(1) + offsetof(twig, next), twig_at(1) + offsetof(twig, dots)};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t at = fields[i];
        uint64_t honest = get64(rest(at));
        const uint64_t others[] = {0,
                                   1,
                                   honest + 1,
                                   honest - 1,
                                   honest + 8,
                                   honest - 8,
                                   twig_at(0) - at,
                                   (uint64_t)0 - at,
                                   (uint64_t)0 - at - 1,
                                   head.rest_size - at,
                                   head.rest_size - at - 1,
                                   INT64_MAX,
                                   (uint64_t)INT64_MIN,
                                   UINT64_C(1) << 32,
                                   honest + (UINT64_C(1) << 32),
                                   honest + (UINT64_C(1) << 63)};
        for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
            if (others[k] == honest)
                continue;
            set64(rest(at), others[k]);
            ck_assert_msg(!passes(), "near pointer %zu leads to %zu", i, k);
        }
        mend();
    }
    set32(rest(twig_at(1) + offsetof(twig, dot_count)), 3);
    expect_refusal("more objects than there are");
    set32(rest(twig_at(0) + offsetof(twig, dot_count)), 1);
    expect_refusal("a count of nothing near");
    set32(rest(twig_at(0) + offsetof(twig, name) + offsetof(ll_near_str, length)), 7);
    expect_refusal("another length of a near text");
}
END_TEST

START_TEST(near_objects_make_a_tree) {
    leaf one = {.name = {"oak", 3}};
    twig knot = {.dot_count = 0}, fork = {.dot_count = 0};
    tree parent = {.inner = one, .twig = &fork}, other = {.inner = one, .twig = &fork};
    ll_near_set(&knot.note, "");
    ll_near_set(&fork.note, "");
    ck_assert(ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &parent)));
    ll_near_set(&knot.next, &knot);
    parent.twig = &knot;
    ck_assert(!ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &parent)));
    parent.twig = &fork;
    parent.next = &other;
    ck_assert(!ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &parent)));
}
END_TEST

START_TEST(the_image_is_of_a_tree) {
    tree twice = {.leaf_count = 0}, circle = {.leaf_count = 0};
    leaf one = {.name = {"oak", 3}};
    twice.inner = circle.inner = one;
    tree parent = {.leaves = &one, .leaf_count = 1, .next = &twice, .inner = one};
    ck_assert(ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &parent)));
    twice.leaves = &one;
    twice.leaf_count = 1;
    ck_assert(!ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &parent)));
    circle.next = &circle;
    ck_assert(!ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &circle)));
}
END_TEST

START_TEST(a_long_chain_needs_no_stack) {
    enum { LENGTH = 200 * 1000 };
    tree *trees = ll_arena_array(arena, LENGTH, sizeof *trees);
    for (uint32_t i = 0; i < LENGTH; i++)
        trees[i] =
            (tree){.inner = {.name = {"elm", 3}}, .next = i + 1 < LENGTH ? &trees[i + 1] : NULL};
    ck_assert(ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, trees)));
}
END_TEST

/* --- Values --------------------------------------------------------------------------------- */

START_TEST(counts_are_those_of_the_objects) {
    char *count = linked(offsetof(tree, leaf_count));
    const uint32_t wrong[] = {0, LEAVES - 1, LEAVES + 1, 0x10000000, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        set32(count, wrong[i]);
        expect_refusal("another count");
    }
    set32(linked(offsetof(tree, number_count)), 1);
    expect_refusal("a count of nothing");
}
END_TEST

START_TEST(lengths_are_those_of_the_texts) {
    char *length = linked(offsetof(tree, inner) + offsetof(leaf, name) + offsetof(ll_str, length));
    const uint32_t wrong[] = {0, 7, 9, 0x7FFFFFFF, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        set32(length, wrong[i]);
        expect_refusal("another length");
    }
}
END_TEST

/* The first text of the rest, wherever its objects are. */
static char *find_rest(const char *text, size_t length) {
    for (size_t i = 0; i + length <= head.rest_size; i++)
        if (memcmp(rest(i), text, length) == 0)
            return rest(i);
    ck_abort_msg("the text is not there");
    return NULL;
}

START_TEST(texts_are_whole) {
    find_rest("sycamore", 9)[8] = 'x';
    expect_refusal("a text without its NUL");
    find_rest("sycamore", 9)[2] = '\xFF';
    expect_refusal("a text that is not UTF-8");
    find_rest("caf\xC3\xA9", 6)[4] = '\0';
    expect_refusal("a character cut off");
    find_rest("caf\xC3\xA9", 6)[3] = 'e';
    expect_refusal("the end of a character alone");
    find_rest("caf\xC3\xA9", 6)[1] = '\0';
    expect_refusal("a text that ends too early");
}
END_TEST

START_TEST(numbers_keep_their_bounds) {
    size_t inner = offsetof(tree, inner), dots = offsetof(tree, dots);
    set32(linked(inner + offsetof(leaf, kind)), 2);
    expect_refusal("an enum out of range");
    set32(linked(inner + offsetof(leaf, kind)), 0xFFFFFFFF);
    expect_refusal("an enum far out of range");
    *linked(inner + offsetof(leaf, dry)) = 2;
    expect_refusal("a bool that is 2");
    *linked(inner + offsetof(leaf, dry)) = '\xFF';
    expect_refusal("a bool that is 255");
    set32(linked(dots + offsetof(dot, colour)), 3);
    expect_refusal("an enum within a plain object");
    *linked(dots + sizeof(dot) + offsetof(dot, round)) = 4;
    expect_refusal("a bool in the second of two");
    set32(linked(inner + offsetof(leaf, kind)), 1);
    ck_assert(passes());
}
END_TEST

START_TEST(plain_objects_keep_them_too) {
    dot *mark = NULL;
    for (size_t i = 0; i + sizeof(dot) <= head.rest_size && !mark; i += 8) {
        dot found;
        memcpy(&found, rest(i), sizeof(uint32_t) + 1);
        if (found.colour == 2 && rest(i)[offsetof(dot, round)] == 1)
            mark = (dot *)(void *)rest(i);
    }
    ck_assert_ptr_nonnull(mark);
    set32((char *)mark, 3);
    expect_refusal("an enum of a plain object");
    ((char *)mark)[offsetof(dot, round)] = 3;
    expect_refusal("a bool of a plain object");
}
END_TEST

START_TEST(what_was_left_out_is_zero) {
    for (size_t i = 0; i < sizeof(void *); i++) {
        linked(offsetof(tree, secret))[i] = 1;
        expect_refusal("something in a field that is left out");
    }
}
END_TEST

START_TEST(what_is_needed_is_there) {
    tree bare = {.leaf_count = 0};
    ck_assert(!ll_pack_is_image(arena, &tree_packed, ll_pack_write(arena, &tree_packed, &bare)));
}
END_TEST

/* Whatever passes can be opened and read from end to end. */
START_TEST(no_byte_does_harm) {
    for (uint32_t i = 0; i < image.length; i++)
        for (unsigned change = 1; change < 256; change++) {
            bytes[i] = (char)(image.data[i] ^ (char)change);
            if (passes()) {
                const tree *t = ll_pack_open(arena, (ll_str){bytes, image.length});
                size_t sum = strlen(t->inner.name.data);
                for (uint32_t k = 0; k < t->leaf_count; k++)
                    sum += (unsigned char)t->leaves[k].name.data[t->leaves[k].name.length] +
                           (t->leaves[k].note ? strlen(t->leaves[k].note) : 0);
                ck_assert_uint_lt(sum, image.length);
            }
            bytes[i] = image.data[i];
        }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("pack_check");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_was_written_passes);
    tcase_add_test(tests, it_may_lie_at_any_address);
    tcase_add_test(tests, headers_add_up);
    tcase_add_test(tests, every_length_but_its_own_is_refused);
    tcase_add_test(tests, links_are_those_of_the_descriptions);
    tcase_add_test(tests, what_is_no_link_is_null);
    tcase_add_test(tests, pointers_lead_where_the_writer_put_them);
    tcase_add_test(tests, near_pointers_do_so_too);
    tcase_add_test(tests, near_objects_make_a_tree);
    tcase_add_test(tests, the_image_is_of_a_tree);
    tcase_add_test(tests, a_long_chain_needs_no_stack);
    tcase_add_test(tests, counts_are_those_of_the_objects);
    tcase_add_test(tests, lengths_are_those_of_the_texts);
    tcase_add_test(tests, texts_are_whole);
    tcase_add_test(tests, numbers_keep_their_bounds);
    tcase_add_test(tests, plain_objects_keep_them_too);
    tcase_add_test(tests, what_was_left_out_is_zero);
    tcase_add_test(tests, what_is_needed_is_there);
    tcase_add_test(tests, no_byte_does_harm);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
