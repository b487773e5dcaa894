/* See fragments.h. Fragments may use fragments: a pattern is expanded over and over until nothing
 * changes. */
#include "rule/fragments.h"

#include "rule/place.h"

#include <string.h>

enum { DEEPEST = 8, LONGEST_PATTERN = 64 * 1024 };

static const char rule_name[] = "terms";
static const char opener[] = "(?&";

static ll_fragment *find(const ll_fragments *fragments, ll_str name) {
    for (uint32_t i = 0; i < fragments->count; i++)
        if (ll_str_equal(fragments->entries[i].name, name))
            return &fragments->entries[i];
    return NULL;
}

void ll_fragments_read(ll_fragments *fragments, const char *file, const ll_yaml_node *mapping,
                       ll_diagnostics *problems) {
    if (mapping->kind != LL_YAML_MAPPING) {
        ll_problem(problems, mapping->span, rule_name, "",
                   "'fragments' must be a mapping from names to patterns");
        return;
    }
    for (uint32_t i = 0; i < mapping->count; i++) {
        const ll_yaml_node *key = mapping->keys[i], *value = mapping->values[i];
        if (value->kind != LL_YAML_SCALAR || value->text.length == 0) {
            ll_problem(problems, value->span, rule_name, "", "a fragment must be a pattern");
            continue;
        }
        const ll_fragment *other = find(fragments, key->text);
        if (other) {
            bool shipped = (uint32_t)(other - fragments->entries) < fragments->shipped;
            ll_problem(problems, key->span, rule_name, shipped ? ll_advice_own_rules : "",
                       "the fragment '%s' is defined already, in %s%s", key->text.data,
                       shipped ? "the shipped " : "", other->file);
            continue;
        }
        fragments->entries =
            ll_arena_grow(fragments->arena, fragments->entries, &fragments->capacity,
                          fragments->count + 1, sizeof *fragments->entries);
        fragments->entries[fragments->count++] =
            (ll_fragment){.name = key->text, .text = value->text, .file = file, .place = key->span};
    }
}

/* The fragment that `(?&name)` at `at` calls, and where the call ends; NULL where there is none. */
static ll_fragment *called_at(const ll_fragments *fragments, ll_str text, uint32_t at,
                              uint32_t *end) {
    uint32_t start = at + (uint32_t)strlen(opener);
    if (!ll_str_starts(ll_str_slice(text, at, text.length), opener))
        return NULL;
    const char *close = memchr(text.data + start, ')', text.length - start);
    if (!close)
        return NULL;
    *end = (uint32_t)(close - text.data) + 1;
    return find(fragments, ll_str_slice(text, start, *end - 1));
}

/* One round: every call in `text` replaced. False where there was none. */
static bool expand_once(ll_buf *out, const ll_fragments *fragments, ll_str text) {
    bool changed = false;
    for (uint32_t i = 0; i < text.length && out->length < LONGEST_PATTERN;) {
        uint32_t end;
        ll_fragment *fragment = text.data[i] == '(' ? called_at(fragments, text, i, &end) : NULL;
        if (!fragment) {
            ll_buf_putc(out, text.data[i++]);
            continue;
        }
        fragment->used = changed = true;
        ll_buf_puts(out, "(?:");
        ll_buf_add_str(out, fragment->text);
        ll_buf_putc(out, ')');
        i = end;
    }
    return changed;
}

bool ll_fragments_expand(ll_str *out, ll_fragments *fragments, ll_str text, const char **problem) {
    for (int depth = 0; depth <= DEEPEST; depth++) {
        ll_buf expanded = ll_buf_on(fragments->arena);
        bool changed = expand_once(&expanded, fragments, text);
        if (expanded.length >= LONGEST_PATTERN) {
            *problem = "with its fragments in place it is longer than 64 KiB";
            return false;
        }
        if (!changed) {
            *out = text;
            return true;
        }
        text = ll_buf_str(&expanded);
    }
    *problem = "its fragments lead in a circle";
    return false;
}

void ll_fragments_check_used(const ll_fragments *fragments,
                             ll_diagnostics *(*problems_of)(void *user, const char *file),
                             void *user) {
    for (uint32_t i = 0; i < fragments->count; i++) {
        ll_diagnostics *problems = problems_of(user, fragments->entries[i].file);
        if (!fragments->entries[i].used && problems)
            ll_problem(problems, fragments->entries[i].place, rule_name, "",
                       "no pattern uses the fragment '%.*s'",
                       (int)fragments->entries[i].name.length, fragments->entries[i].name.data);
    }
}
