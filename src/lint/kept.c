/* The bytes of kept.h. */
#include "lint/kept.h"

#include "lint/shipped.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char magic[8] = "llkept1";

typedef struct header {
    char magic[8];
    uint64_t sum;
    uint64_t makings; /* bytes */
} header;

/* --- The key -------------------------------------------------------------------------------- */

/* A number or a text with its length before it, so that of two in a row the seam counts too. */
static void add_number(ll_buf *makings, uint64_t number) {
    ll_buf_add(makings, (const char *)&number, sizeof number);
}

static void add_text(ll_buf *makings, const char *text, size_t length) {
    add_number(makings, length);
    ll_buf_add(makings, text, length);
}

static void add_file(ll_buf *makings, const char *path, const char *text, size_t length) {
    add_text(makings, path, strlen(path));
    add_text(makings, text, length);
}

/* Where a configuration's folder is matters to its globs alone, which are not kept. */
void ll_kept_key_make(ll_kept_key *out, ll_arena *arena, const ll_rule_file *files, size_t count,
                      const ll_ruleset_options *options) {
    ll_buf makings = ll_buf_on(arena);
    add_number(&makings, ll_shipped_digest);
    add_text(&makings, ll_version(), strlen(ll_version()));
    add_number(&makings, options->no_default_rules);
    add_number(&makings, count);
    for (size_t i = 0; i < count; i++)
        add_file(&makings, files[i].path, files[i].text, files[i].length);
    for (size_t i = 0; i < options->config_count; i++)
        add_file(&makings, options->configs[i].path, options->configs[i].text,
                 options->configs[i].length);
    out->makings = ll_buf_str(&makings);
    snprintf(out->name, sizeof out->name, "%016" PRIx64,
             ll_kept_sum(0, out->makings.data, out->makings.length));
}

/* --- The bytes ------------------------------------------------------------------------------ */

/* Each step can be undone, so nothing is lost on the way. */
uint64_t ll_kept_sum(uint64_t sum, const char *bytes, size_t length) {
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

ll_str ll_kept_write(ll_arena *arena, const ll_kept_key *key, ll_str image) {
    ll_str makings = key->makings;
    header head = {.makings = makings.length};
    if (image.length > UINT32_MAX - sizeof head - makings.length)
        ll_arena_fail(arena);
    uint32_t length = (uint32_t)sizeof head + makings.length + image.length;
    char *bytes = ll_arena_alloc(arena, length), *body = bytes + sizeof head;
    memcpy(body, makings.data, makings.length);
    memcpy(body + makings.length, image.data, image.length);
    memcpy(head.magic, magic, sizeof magic);
    head.sum = ll_kept_sum(0, body, length - sizeof head);
    memcpy(bytes, &head, sizeof head);
    return (ll_str){bytes, length};
}

ll_str ll_kept_read(ll_arena *arena, const ll_kept_key *key, const char *bytes, size_t length) {
    const ll_str none = {NULL, 0}, makings = key->makings;
    header head;
    if (length < sizeof head || length > INT32_MAX)
        return none;
    memcpy(&head, bytes, sizeof head);
    bytes += sizeof head;
    length -= sizeof head;
    if (memcmp(head.magic, magic, sizeof magic) != 0 || head.makings != makings.length ||
        makings.length > length || memcmp(bytes, makings.data, makings.length) != 0 ||
        head.sum != ll_kept_sum(0, bytes, length))
        return none;
    bytes += makings.length;
    length -= makings.length;
    return (ll_str){ll_arena_copy(arena, bytes, length), (uint32_t)length};
}
