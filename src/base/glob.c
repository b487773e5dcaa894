/* Globs; see glob.h. A segment is left to fnmatch(3); what is done here is the walk over segments,
 * for fnmatch knows no `**`. */
#include "base/glob.h"

#include <fnmatch.h>
#include <string.h>

typedef struct segments {
    const char **items;
    uint32_t count;
} segments;

struct ll_glob {
    segments pattern;
    bool only_directory;
};

static segments split(ll_arena *arena, ll_str text) {
    segments out = {.items = ll_arena_array(arena, text.length + 1, sizeof *out.items)};
    for (uint32_t start = 0; start <= text.length;) {
        const char *slash = memchr(text.data + start, '/', text.length - start);
        uint32_t end = slash ? (uint32_t)(slash - text.data) : text.length;
        if (end > start)
            out.items[out.count++] = ll_arena_copy(arena, text.data + start, end - start);
        start = end + 1;
    }
    return out;
}

const ll_glob *ll_glob_new(ll_arena *arena, ll_str text) {
    ll_glob *glob = ll_arena_alloc(arena, sizeof *glob);
    glob->only_directory = text.length > 0 && text.data[text.length - 1] == '/';
    if (glob->only_directory)
        text.length--;
    bool anchored = text.length > 0 && memchr(text.data, '/', text.length);
    segments written = split(arena, text);
    if (anchored || written.count == 0) {
        glob->pattern = written;
        return glob;
    }
    const char **items = ll_arena_array(arena, 2, sizeof *items);
    items[0] = "**";
    items[1] = written.items[0];
    glob->pattern = (segments){items, 2};
    return glob;
}

/* The classic walk with one place to come back to: a later `**` makes an earlier one's other
 * choices needless, so that the cost is the product of the lengths at worst. */
static bool matches(const segments *pattern, const char *const *path, uint32_t length) {
    uint32_t p = 0, i = 0, star = UINT32_MAX, resume = 0;
    while (i < length) {
        if (p < pattern->count && strcmp(pattern->items[p], "**") == 0) {
            star = p++;
            resume = i;
        } else if (p < pattern->count && fnmatch(pattern->items[p], path[i], 0) == 0) {
            p++;
            i++;
        } else if (star != UINT32_MAX) {
            p = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    /* A `**` at the end wants something in the folder: it is passed only with a segment at hand. */
    return p == pattern->count;
}

bool ll_glob_covers(const ll_glob *glob, ll_arena *scratch, const char *path, bool is_directory) {
    segments parts = split(scratch, ll_str_of(path));
    if (glob->pattern.count == 0)
        return false;
    for (uint32_t length = 1; length <= parts.count; length++) {
        bool folder = length < parts.count || is_directory;
        if ((folder || !glob->only_directory) && matches(&glob->pattern, parts.items, length))
            return true;
    }
    return false;
}

bool ll_glob_names(const ll_glob *glob, ll_arena *scratch, const char *path, bool is_directory) {
    segments parts = split(scratch, ll_str_of(path));
    return glob->pattern.count > 0 && (is_directory || !glob->only_directory) &&
           matches(&glob->pattern, parts.items, parts.count);
}
