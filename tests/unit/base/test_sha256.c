/* SHA-256: the examples that NIST publishes, and lengths around a block. */
#include "../support.h"

#include "base/sha256.h"

#include <stdio.h>
#include <string.h>

static void check(const char *text, size_t times, const char *expected) {
    ll_sha256 digest;
    unsigned char bytes[LL_SHA256_SIZE];
    char hex[2 * LL_SHA256_SIZE + 1];
    ll_sha256_begin(&digest);
    for (size_t i = 0; i < times; i++)
        ll_sha256_add(&digest, text, strlen(text));
    ll_sha256_end(bytes, &digest);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
    ck_assert_str_eq(hex, expected);
}

START_TEST(gives_the_published_digests) {
    check("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check("a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

/* The padding needs nine bytes: these lengths are where it takes a block more. */
START_TEST(pads_at_every_length) {
    check("x", 55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
    check("x", 56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
    check("x", 63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2");
    check("x", 64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
    check("x", 65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9");
    check("x", 119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c");
    check("x", 120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98");
}
END_TEST

START_TEST(seams_between_texts_count) {
    unsigned char a[LL_SHA256_SIZE], b[LL_SHA256_SIZE];
    ll_sha256 digest;
    ll_sha256_begin(&digest);
    ll_sha256_add_str(&digest, ll_str_of("ab"));
    ll_sha256_add_str(&digest, ll_str_of("c"));
    ll_sha256_end(a, &digest);
    ll_sha256_begin(&digest);
    ll_sha256_add_str(&digest, ll_str_of("a"));
    ll_sha256_add_str(&digest, ll_str_of("bc"));
    ll_sha256_end(b, &digest);
    ck_assert_mem_ne(a, b, sizeof a);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("sha256");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, gives_the_published_digests);
    tcase_add_test(tests, pads_at_every_length);
    tcase_add_test(tests, seams_between_texts_count);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
