/* UTF-8: every code point there and back, every kind of broken byte, and the character classes. */
#include "../support.h"

#include "base/utf8.h"

#include <string.h>

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/* Check writes a message a check, so the sweeps over Unicode look for the first fault themselves.
 */
static bool goes_there_and_back(uint32_t c) {
    char bytes[4];
    uint32_t next = 0, start = 99;
    uint32_t count = (uint32_t)ll_utf8_encode(bytes, c);
    return ll_utf8_find_invalid(bytes, count) == count &&
           ll_utf8_decode(bytes, count, 0, &next) == c && next == count &&
           ll_utf8_decode_before(bytes, count, &start) == c && start == 0 &&
           ll_utf8_count(bytes, count) == 1;
}

START_TEST(every_code_point_there_and_back) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        if (!is_surrogate(c) && !goes_there_and_back(c))
            ck_abort_msg("U+%04X does not come back", c);
}
END_TEST

START_TEST(surrogates_and_what_lies_beyond_unicode_are_invalid) {
    for (uint32_t c = 0xD800; c <= 0xDFFF; c++) {
        char bytes[4];
        size_t count = ll_utf8_encode(bytes, c);
        ck_assert_uint_eq(ll_utf8_find_invalid(bytes, count), 0);
    }
    char bytes[4];
    ck_assert_uint_eq(ll_utf8_find_invalid(bytes, ll_utf8_encode(bytes, 0x110000)), 0);
}
END_TEST

/* Text whose third byte is the first at fault. */
static const char *const broken[] = {
    "ab\x80", /* continuation with no lead */
    "ab\xBF",
    "ab\xC0\xAF", /* overlong */
    "ab\xC1\xBF",
    "ab\xE0\x80\x80",
    "ab\xE0\x9F\xBF",
    "ab\xF0\x80\x80\x80",
    "ab\xF0\x8F\xBF\xBF",
    "ab\xED\xA0\x80",     /* surrogate */
    "ab\xF4\x90\x80\x80", /* above U+10FFFF */
    "ab\xF5\x80\x80\x80",
    "ab\xFE",
    "ab\xFF",
    "ab\xC3", /* cut short */
    "ab\xE2\x82",
    "ab\xF0\x9F\x98",
    "ab\xC3"
    "c", /* lead without continuation */
    "ab\xE2\x82"
    "c",
    "ab\xF0\x9F\x98"
    "c",
    "ab\xE2(\xA1",
};

START_TEST(broken_text_is_found_at_its_first_byte) {
    const char *text = broken[_i];
    ck_assert_uint_eq(ll_utf8_find_invalid(text, strlen(text)), 2);
}
END_TEST

START_TEST(valid_text_has_no_fault) {
    static const char text[] = "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\0 z";
    ck_assert_uint_eq(ll_utf8_find_invalid(text, sizeof text), sizeof text);
    ck_assert_uint_eq(ll_utf8_find_invalid(NULL, 0), 0);
}
END_TEST

START_TEST(walks_forward_and_back) {
    static const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    static const uint32_t points[] = {'a', 0xE9, 0x20AC, 0x1F600}, places[] = {0, 1, 3, 6, 10};
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t next, start;
        ck_assert_uint_eq(ll_utf8_decode(text, 10, places[i], &next), points[i]);
        ck_assert_uint_eq(next, places[i + 1]);
        ck_assert_uint_eq(ll_utf8_decode_before(text, places[i + 1], &start), points[i]);
        ck_assert_uint_eq(start, places[i]);
    }
    ck_assert_uint_eq(ll_utf8_count(text, 10), 4);
    ck_assert_uint_eq(ll_utf8_count(text, 0), 0);
}
END_TEST

START_TEST(cuts_between_characters) {
    const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"; /* aé€😀 */
    static const uint32_t ends[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (uint32_t limit = 0; limit < sizeof ends / sizeof *ends; limit++)
        ck_assert_uint_eq(ll_utf8_cut(text, 10, limit), ends[limit]);
    ck_assert_uint_eq(ll_utf8_cut("", 0, 5), 0);
}
END_TEST

START_TEST(decoding_never_leaves_the_text) {
    uint32_t next;
    ll_utf8_decode("\xF0\x9F", 2, 0, &next);
    ck_assert_uint_eq(next, 1);
    ll_utf8_decode("\x80", 1, 0, &next);
    ck_assert_uint_eq(next, 1);
}
END_TEST

START_TEST(word_characters) {
    static const uint32_t word[] = {'a',    'Z',   '0',    '9',    '_',    0xE9,   0xDF,
                                    0xAA,   0xB5,  0x131,  0x3B1,  0x416,  0x5D0,  0x627,
                                    0x905,  0xE01, 0x4E2D, 0x3042, 0xAC00, 0xFF21, 0xFF10,
                                    0x1EA1, 0x301, 0xB2,   0xBD,   0x20000};
    static const uint32_t other[] = {' ',    '-',    '\'',   '.',    '@',    '[',     '`',
                                     '{',    0xA0,   0xA7,   0xAB,   0xBB,   0xBF,    0xD7,
                                     0xF7,   0x2013, 0x2019, 0x2026, 0x20AC, 0x2122,  0x2192,
                                     0x2713, 0x3001, 0x3002, 0x300C, 0xE000, 0xFEFF,  0xFF0C,
                                     0xFF3B, 0xFF5D, 0xFFFD, 0x200B, 0x202F, 0x1F600, 0x1F468};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        ck_assert_msg(ll_utf8_is_word(word[i]), "U+%04X is of a word", word[i]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        ck_assert_msg(!ll_utf8_is_word(other[i]), "U+%04X is of no word", other[i]);
}
END_TEST

START_TEST(digits_are_ascii) {
    ck_assert(ll_utf8_is_digit('0') && ll_utf8_is_digit('9'));
    ck_assert(!ll_utf8_is_digit('/') && !ll_utf8_is_digit(':') && !ll_utf8_is_digit(0x0664));
}
END_TEST

START_TEST(white_space) {
    static const uint32_t space[] = {' ',    '\t',   '\n',   '\v',   '\f',   '\r',
                                     0x85,   0xA0,   0x1680, 0x2000, 0x2009, 0x200A,
                                     0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    static const uint32_t other[] = {0x1F, '!', 0x200B, 0x200D, 0x2060, 0xFEFF, 0x180E};
    for (size_t i = 0; i < sizeof space / sizeof *space; i++)
        ck_assert(ll_utf8_is_space(space[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        ck_assert(!ll_utf8_is_space(other[i]));
}
END_TEST

static bool folds_well(uint32_t c) {
    char before[4], after[4];
    uint32_t folded = ll_utf8_fold_code_point(c);
    return ll_utf8_encode(before, c) == ll_utf8_encode(after, folded) &&
           ll_utf8_fold_code_point(folded) == folded && ll_utf8_is_upper(c) == (folded != c);
}

START_TEST(folding_keeps_the_length_and_settles_at_once) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++)
        if (!is_surrogate(c) && !folds_well(c))
            ck_abort_msg("U+%04X folds badly", c);
}
END_TEST

START_TEST(folding_pairs_capitals_with_their_small_letters) {
    static const uint32_t pairs[][2] = {
        {'A', 'a'},     {'Z', 'z'},     {0xC9, 0xE9},   {0xDE, 0xFE},     {0x100, 0x101},
        {0x12E, 0x12F}, {0x139, 0x13A}, {0x141, 0x142}, {0x147, 0x148},   {0x14A, 0x14B},
        {0x160, 0x161}, {0x178, 0xFF},  {0x17D, 0x17E}, {0x18F, 0x259},   {0x1A0, 0x1A1},
        {0x1AF, 0x1B0}, {0x218, 0x219}, {0x386, 0x3AC}, {0x388, 0x3AD},   {0x38C, 0x3CC},
        {0x38F, 0x3CE}, {0x391, 0x3B1}, {0x3A3, 0x3C3}, {0x3A9, 0x3C9},   {0x401, 0x451},
        {0x410, 0x430}, {0x42F, 0x44F}, {0x490, 0x491}, {0x1EA4, 0x1EA5}, {0x1EF8, 0x1EF9},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ck_assert_uint_eq(ll_utf8_fold_code_point(pairs[i][0]), pairs[i][1]);
}
END_TEST

START_TEST(folding_leaves_what_has_no_small_letter_of_its_length) {
    static const uint32_t kept[] = {'[',   '@',   0xD7,  0xDF,  0xF7,   0x130, 0x131,
                                    0x138, 0x149, 0x17F, 0x3A2, 0x1E9E, 0x4E2D};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        ck_assert_uint_eq(ll_utf8_fold_code_point(kept[i]), kept[i]);
}
END_TEST

START_TEST(folds_text_in_place) {
    char text[] = "\xC3\x89TUDE \xCE\xA9 \xE4\xB8\xAD \xC4\xB0X";
    ll_utf8_fold(text, strlen(text));
    ck_assert_str_eq(text, "\xC3\xA9tude \xCF\x89 \xE4\xB8\xAD \xC4\xB0x");
    ll_utf8_fold(text, 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, every_code_point_there_and_back);
    tcase_add_test(tests, surrogates_and_what_lies_beyond_unicode_are_invalid);
    tcase_add_loop_test(tests, broken_text_is_found_at_its_first_byte, 0,
                        (int)(sizeof broken / sizeof *broken));
    tcase_add_test(tests, valid_text_has_no_fault);
    tcase_add_test(tests, walks_forward_and_back);
    tcase_add_test(tests, cuts_between_characters);
    tcase_add_test(tests, decoding_never_leaves_the_text);
    tcase_add_test(tests, word_characters);
    tcase_add_test(tests, digits_are_ascii);
    tcase_add_test(tests, white_space);
    tcase_add_test(tests, folding_keeps_the_length_and_settles_at_once);
    tcase_add_test(tests, folding_pairs_capitals_with_their_small_letters);
    tcase_add_test(tests, folding_leaves_what_has_no_small_letter_of_its_length);
    tcase_add_test(tests, folds_text_in_place);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
