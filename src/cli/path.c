/* Paths; see path.h. */
#include "cli/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { USUAL_SIZE = 256 };

static const char *working_directory(ll_arena *arena) {
    char usual[USUAL_SIZE];
    if (getcwd(usual, sizeof usual))
        return ll_arena_copy(arena, usual, strlen(usual));
    for (size_t size = 2 * USUAL_SIZE; size < UINT32_MAX / 2; size *= 2) {
        char *buffer = ll_arena_alloc(arena, size);
        if (getcwd(buffer, size))
            return buffer;
    }
    return "/"; /* it has been removed: relative names lead nowhere, which reading will say */
}

static bool is_same_folder(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* The folder above, as `cd ..` means it; where a link makes that another than the file system's,
 * the file system is right. */
static const char *go_up(ll_arena *arena, const char *folder) {
    const char *above = cli_path_folder(arena, folder);
    const char *dots = ll_format(arena, "%s/..", folder);
    if (!above)
        return folder;
    if (is_same_folder(above, dots))
        return above;
    char *real = realpath(dots, NULL);
    if (!real)
        return above;
    const char *copy = ll_format(arena, "%s", real);
    free(real);
    return copy;
}

const char *cli_path_join(ll_arena *arena, const char *folder, const char *path) {
    const char *at = *path == '/' ? "/" : folder;
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 2 && strncmp(path, "..", 2) == 0)
            at = go_up(arena, at);
        else if (length > 0 && !(length == 1 && *path == '.'))
            at = ll_format(arena, "%s/%.*s", strcmp(at, "/") == 0 ? "" : at, (int)length, path);
        path += length + (path[length] == '/');
    }
    return at;
}

const char *cli_path_absolute(ll_arena *arena, const char *path) {
    return cli_path_join(arena, *path == '/' ? "/" : working_directory(arena), path);
}

const char *cli_path_folder(ll_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash || strcmp(path, "/") == 0)
        return NULL;
    return slash == path ? "/" : ll_arena_copy(arena, path, (size_t)(slash - path));
}

const char *cli_path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *cli_path_inside(const char *folder, const char *path) {
    size_t length = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    if (strncmp(folder, path, length) != 0 || (path[length] && path[length] != '/'))
        return NULL;
    return path + length + (path[length] == '/');
}

const char *cli_path_shown(ll_arena *arena, const char *path) {
    const char *inside = cli_path_inside(working_directory(arena), path);
    return inside && *inside ? inside : path;
}

bool cli_path_exists(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0;
}
