/* The bytes of kept.h. */
#include "lint/kept.h"

#include "lint/shipped.h"

#include <string.h>

static const char magic[8] = "llkept1";

typedef struct header {
    char magic[8];
    uint64_t sum;
    unsigned char key[LL_SHA256_SIZE];
} header;

/* --- The key -------------------------------------------------------------------------------- */

static void add_text(ll_sha256 *digest, const char *text, size_t length) {
    uint64_t size = length;
    ll_sha256_add(digest, &size, sizeof size);
    ll_sha256_add(digest, text, length);
}

static void add_file(ll_sha256 *digest, const char *path, const char *text, size_t length) {
    add_text(digest, path, strlen(path));
    add_text(digest, text, length);
}

static void add_number(ll_sha256 *digest, uint64_t number) {
    ll_sha256_add(digest, &number, sizeof number);
}

static void name_key(ll_kept_key *key) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof key->bytes; i++) {
        key->name[2 * i] = digits[key->bytes[i] >> 4];
        key->name[2 * i + 1] = digits[key->bytes[i] & 15];
    }
    key->name[2 * sizeof key->bytes] = '\0';
}

/* Where a configuration's folder is matters to its globs alone, which are not kept. */
void ll_kept_key_make(ll_kept_key *out, const ll_rule_file *files, size_t count,
                      const ll_ruleset_options *options) {
    ll_sha256 digest;
    ll_sha256_begin(&digest);
    ll_sha256_add(&digest, magic, sizeof magic);
    ll_sha256_add(&digest, ll_shipped_digest, sizeof ll_shipped_digest);
    add_text(&digest, ll_version(), strlen(ll_version()));
    add_number(&digest, options->no_default_rules);
    add_number(&digest, count);
    for (size_t i = 0; i < count; i++)
        add_file(&digest, files[i].path, files[i].text, files[i].length);
    for (size_t i = 0; i < options->config_count; i++)
        add_file(&digest, options->configs[i].path, options->configs[i].text,
                 options->configs[i].length);
    ll_sha256_end(out->bytes, &digest);
    name_key(out);
}

/* --- The bytes ------------------------------------------------------------------------------ */

/* Changes with every bit of what is summed up, as far as chance goes: each step can be undone, so
 * nothing is lost on the way. */
static uint64_t mix(uint64_t sum, const char *bytes, size_t length) {
    uint64_t word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 32;
    }
    word = length;
    if (length)
        memcpy((char *)&word + 1, bytes, length);
    sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return sum ^ sum >> 32;
}

static uint64_t sum_of(const ll_kept_key *key, const char *image, size_t length) {
    return mix(mix(0, (const char *)key->bytes, sizeof key->bytes), image, length);
}

ll_str ll_kept_write(ll_arena *arena, const ll_kept_key *key, ll_str image) {
    header head = {.sum = sum_of(key, image.data, image.length)};
    if (image.length > UINT32_MAX - sizeof head)
        ll_arena_fail(arena);
    uint32_t length = (uint32_t)sizeof head + image.length;
    char *bytes = ll_arena_alloc(arena, length);
    memcpy(head.magic, magic, sizeof magic);
    memcpy(head.key, key->bytes, sizeof head.key);
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, image.data, image.length);
    return (ll_str){bytes, length};
}

ll_str ll_kept_read(ll_arena *arena, const ll_kept_key *key, const char *bytes, size_t length) {
    header head;
    if (length < sizeof head || length > INT32_MAX)
        return (ll_str){NULL, 0};
    memcpy(&head, bytes, sizeof head);
    bytes += sizeof head;
    length -= sizeof head;
    if (memcmp(head.magic, magic, sizeof magic) != 0 ||
        memcmp(head.key, key->bytes, sizeof head.key) != 0 ||
        head.sum != sum_of(key, bytes, length))
        return (ll_str){NULL, 0};
    return (ll_str){ll_arena_copy(arena, bytes, length), (uint32_t)length};
}
