/* Lists of what is passed over; see ignore.h. The globs are base/glob.h's; what is done here is
 * what git adds to them: comments, `!`, which file wins, and where files are looked for. */
#include "cli/ignore.h"

#include "base/file.h"
#include "base/glob.h"
#include "cli/path.h"

#include <string.h>
#include <sys/stat.h>

enum { LARGEST_FILE = 1024 * 1024 };

typedef struct pattern {
    const ll_glob *glob;
    const char *text;
    bool takes_back;
} pattern;

struct cli_ignore {
    const cli_ignore *below; /* weaker */
    const char *folder, *source;
    pattern *patterns;
    uint32_t count, capacity;
};

static void add_pattern(cli_ignore *list, ll_arena *arena, ll_str text) {
    pattern entry = {.text = ll_str_copy(arena, text)};
    entry.takes_back = text.length > 0 && text.data[0] == '!';
    entry.glob = ll_glob_new(arena, ll_str_slice(text, entry.takes_back, text.length));
    list->patterns = ll_arena_grow(arena, list->patterns, &list->capacity, list->count + 1,
                                   sizeof *list->patterns);
    list->patterns[list->count++] = entry;
}

const cli_ignore *cli_ignore_list(ll_arena *arena, const cli_ignore *below, const char *folder,
                                  const char *source, const char *const *globs, size_t count) {
    cli_ignore *list = ll_arena_alloc(arena, sizeof *list);
    *list = (cli_ignore){.below = below, .folder = folder, .source = source};
    for (size_t i = 0; i < count; i++)
        add_pattern(list, arena, ll_str_of(globs[i]));
    return list;
}

/* --- Files ---------------------------------------------------------------------------------- */

/* Without a carriage return and spaces at the end, but one behind a backslash stays. */
static ll_str trim_line(ll_str line) {
    if (ll_str_ends(line, "\r"))
        line.length--;
    while (ll_str_ends(line, " ") && !ll_str_ends(line, "\\ "))
        line.length--;
    return line;
}

static void add_lines(cli_ignore *list, ll_arena *arena, ll_str text) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    if (ll_str_starts(text, byte_order_mark))
        text = ll_str_slice(text, 3, text.length);
    while (text.length > 0) {
        const char *end = memchr(text.data, '\n', text.length);
        uint32_t length = end ? (uint32_t)(end - text.data) : text.length;
        ll_str line = trim_line(ll_str_slice(text, 0, length));
        if (line.length > 0 && line.data[0] != '#')
            add_pattern(list, arena, line);
        text = ll_str_slice(text, length + 1, text.length);
    }
}

/* As git does, what is no readable file of a sensible size ignores nothing. */
static bool read_small(ll_str *out, ll_arena *arena, const char *path) {
    struct stat info;
    const char *problem;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
           ll_file_read(out, arena, path, LARGEST_FILE, &problem);
}

/* The list that a file holds, over `below`; `below` itself where there is no such file. */
static const cli_ignore *read_list(ll_arena *arena, const cli_ignore *below, const char *folder,
                                   const char *path) {
    ll_str text;
    if (!read_small(&text, arena, path))
        return below;
    cli_ignore *list = ll_arena_alloc(arena, sizeof *list);
    *list = (cli_ignore){.below = below, .folder = folder, .source = cli_path_shown(arena, path)};
    add_lines(list, arena, text);
    return list;
}

/* The text of a file of one line, behind `prefix`, as a path seen from the folder; NULL where there
 * is none. */
static const char *read_link(ll_arena *arena, const char *folder, const char *name,
                             const char *prefix) {
    ll_str text;
    if (!read_small(&text, arena, cli_path_join(arena, folder, name)) ||
        !ll_str_starts(text, prefix))
        return NULL;
    text = ll_str_trim(ll_str_slice(text, (uint32_t)strlen(prefix), text.length));
    return text.length ? cli_path_join(arena, folder, ll_str_copy(arena, text)) : NULL;
}

/* Where the repository whose root `folder` is keeps its files, or NULL. In a working tree beside
 * the first one, `.git` is a file that names a folder, which in turn names the common one. */
static const char *git_folder(ll_arena *arena, const char *folder) {
    const char *git = cli_path_join(arena, folder, ".git");
    if (ll_file_is_directory(git))
        return git;
    git = read_link(arena, folder, ".git", "gitdir:");
    const char *common = git ? read_link(arena, git, "commondir", "") : NULL;
    return common ? common : git;
}

/* --- Levels --------------------------------------------------------------------------------- */

static const cli_ignore *add_level(ll_arena *arena, const cli_ignore *around, const char *folder,
                                   const char *git) {
    if (git) /* a repository in another is its own */
        around = read_list(arena, NULL, folder, cli_path_join(arena, git, "info/exclude"));
    return read_list(arena, around, folder, cli_path_join(arena, folder, ".gitignore"));
}

const cli_ignore *cli_ignore_git_enter(ll_arena *arena, const cli_ignore *around,
                                       const char *folder) {
    return add_level(arena, around, folder, git_folder(arena, folder));
}

const cli_ignore *cli_ignore_git(ll_arena *arena, const char *folder) {
    const char *root = folder;
    while (root && !git_folder(arena, root))
        root = cli_path_folder(arena, root);
    if (!root)
        return cli_ignore_git_enter(arena, NULL, folder);
    const cli_ignore *ignore = cli_ignore_git_enter(arena, NULL, root);
    for (const char *rest = cli_path_inside(root, folder), *at = root; *rest;) {
        size_t length = strcspn(rest, "/");
        at = cli_path_join(arena, at, ll_arena_copy(arena, rest, length));
        ignore = add_level(arena, ignore, at, NULL);
        rest += length + (rest[length] == '/');
    }
    return ignore;
}

/* --- Verdicts ------------------------------------------------------------------------------- */

const char *cli_ignore_by(const cli_ignore *ignore, ll_arena *scratch, const char *path,
                          bool is_directory) {
    for (; ignore; ignore = ignore->below) {
        const char *inside = cli_path_inside(ignore->folder, path);
        for (uint32_t i = ignore->count; inside && *inside && i > 0; i--) {
            const pattern *entry = &ignore->patterns[i - 1];
            if (ll_glob_names(entry->glob, scratch, inside, is_directory))
                return entry->takes_back
                           ? NULL
                           : ll_format(scratch, "%s: %s", ignore->source, entry->text);
        }
    }
    return NULL;
}

const char *cli_ignore_by_any(const cli_ignore *ignore, ll_arena *scratch, const char *path,
                              bool is_directory) {
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *folder = ll_arena_copy(scratch, path, (size_t)(slash - path));
        const char *by = cli_ignore_by(ignore, scratch, folder, true);
        if (by)
            return by;
    }
    return cli_ignore_by(ignore, scratch, path, is_directory);
}
