/* What a cache may hold: the newest few entries, for each change of a rule file makes another one
 * of several megabytes that nobody will ever ask for again.
 *
 * Runs side by side need no lock. An entry is read whole or not at all, and one that goes too early
 * costs whoever wanted it a start and no more. Only what bears a name that letterlint gives is
 * removed, and only files. */
#include "cli/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    KEPT = 4,
    KEY_LENGTH = 16,
    NAME_LENGTH = 32, /* a key, ".ruleset.", six characters of mkstemp(3)'s, NUL */
    ABANDONED = 3600, /* seconds */
};

static const char ending[] = ".ruleset", unfinished[] = ".ruleset.";

typedef struct entry {
    char name[NAME_LENGTH];
    struct timespec used;
} entry;

typedef struct entries {
    entry *items;
    uint32_t count, capacity;
    ll_arena *arena;
} entries;

static bool has_key(const char *name) {
    return strspn(name, "0123456789abcdef") == KEY_LENGTH;
}

static bool is_entry(const char *name) {
    return has_key(name) && strcmp(name + KEY_LENGTH, ending) == 0;
}

/* What a run that was killed while it wrote has left behind. */
static bool is_unfinished(const char *name) {
    return strlen(name) == NAME_LENGTH - 1 && has_key(name) &&
           strncmp(name + KEY_LENGTH, unfinished, strlen(unfinished)) == 0;
}

static bool is_before(struct timespec a, struct timespec b) {
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

static int newest_first(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (is_before(y->used, x->used))
        return -1;
    return is_before(x->used, y->used) ? 1 : strcmp(x->name, y->name);
}

static void close_folder(void *folder) {
    closedir(folder);
}

static void look_at(entries *list, int folder, const char *name, struct timespec now) {
    struct stat info;
    if (strlen(name) >= NAME_LENGTH || fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(info.st_mode))
        return;
    if (is_unfinished(name) && info.st_mtim.tv_sec + ABANDONED < now.tv_sec)
        unlinkat(folder, name, 0);
    if (!is_entry(name))
        return;
    list->items = ll_arena_grow(list->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    entry *added = &list->items[list->count++];
    memcpy(added->name, name, strlen(name) + 1);
    added->used = info.st_mtim;
}

static void remove_old(entries *list, int folder, struct timespec since) {
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, newest_first);
    for (uint32_t i = KEPT; i < list->count; i++)
        if (is_before(list->items[i].used, since))
            unlinkat(folder, list->items[i].name, 0);
}

void cli_cache_prune(const char *path, ll_arena *arena, struct timespec since) {
    entries list = {.arena = arena};
    struct timespec now;
    const struct dirent *file;
    DIR *folder = opendir(path);
    if (!folder)
        return;
    ll_arena_defer(arena, close_folder, folder);
    clock_gettime(CLOCK_REALTIME, &now);
    while ((file = readdir(folder)) != NULL)
        look_at(&list, dirfd(folder), file->d_name, now);
    remove_old(&list, dirfd(folder), since);
}
