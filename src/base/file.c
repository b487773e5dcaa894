/* Files: see file.h. Reads in chunks rather than by the size that stat gives, so that pipes,
 * devices and growing files behave. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 32 * 1024 };

const char ll_file_over_limit[] = "larger than the limit";
static const char is_directory[] = "is a directory, not a file";

static bool fail(ll_arena *arena, const char **problem, int error) {
    *problem = ll_format(arena, "%s", strerror(error));
    return false;
}

bool ll_file_is_directory(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool read_stream(ll_str *out, ll_arena *arena, FILE *stream, size_t max_size,
                        const char **problem) {
    ll_buf content = ll_buf_on(arena);
    char chunk[CHUNK];
    size_t count;
    ll_buf_puts(&content, "");
    while ((count = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        if (count > max_size - content.length) {
            *problem = ll_format(arena, "%s of %zu bytes", ll_file_over_limit, max_size);
            return false;
        }
        ll_buf_add(&content, chunk, count);
    }
    if (ferror(stream))
        return fail(arena, problem, errno);
    *out = ll_buf_str(&content);
    return true;
}

static size_t limit_of(size_t max_size) {
    size_t most = UINT32_MAX - 2 * CHUNK;
    return max_size && max_size < most ? max_size : most;
}

bool ll_file_read(ll_str *out, ll_arena *arena, const char *path, size_t max_size,
                  const char **problem) {
    if (strcmp(path, "-") == 0)
        return read_stream(out, arena, stdin, limit_of(max_size), problem);
    if (ll_file_is_directory(path)) {
        *problem = is_directory;
        return false;
    }
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(arena, problem, errno);
    bool ok = read_stream(out, arena, stream, limit_of(max_size), problem);
    fclose(stream);
    return ok;
}

/* A stream on a descriptor that turned out to be a regular file's; else NULL. */
static FILE *open_regular(int descriptor, ll_arena *arena, const char **problem) {
    struct stat info;
    FILE *stream = NULL;
    if (fstat(descriptor, &info) != 0)
        fail(arena, problem, errno);
    else if (!S_ISREG(info.st_mode))
        *problem = S_ISDIR(info.st_mode) ? is_directory : "is not a regular file";
    else if ((stream = fdopen(descriptor, "rb")) == NULL)
        fail(arena, problem, errno);
    return stream;
}

bool ll_file_read_regular(ll_str *out, ll_arena *arena, const char *path, size_t max_size,
                          const char **problem) {
    /* Opening waits for nobody, and a terminal does not become ours. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(arena, problem, errno);
    FILE *stream = open_regular(descriptor, arena, problem);
    if (!stream) {
        close(descriptor);
        return false;
    }
    bool ok = read_stream(out, arena, stream, limit_of(max_size), problem);
    fclose(stream);
    return ok;
}

static bool write_all(int descriptor, ll_str content) {
    while (content.length) {
        ssize_t count = write(descriptor, content.data, content.length);
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0)
            content = ll_str_slice(content, (uint32_t)count, content.length);
    }
    return true;
}

/* Closes a descriptor on which all went well so far, or not; errno is of the first failure. */
static bool close_after(int descriptor, bool ok) {
    int error = errno;
    if (close(descriptor) != 0 && ok)
        return false;
    errno = error;
    return ok;
}

/* What a new file's mode would be; there is no way to ask for the mask but to set it. */
static mode_t new_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Puts a new file in the place of `path`, by way of one beside it whose name mkstemp(3) completes.
 */
static bool replace(const char *path, mode_t mode, ll_str content, ll_arena *arena) {
    static const char ending[] = ".XXXXXX";
    ll_buf name = ll_buf_on(arena);
    ll_buf_puts(&name, path);
    ll_buf_puts(&name, ending);
    char *temporary = name.data;
    int descriptor = mkstemp(temporary);
    if (descriptor < 0)
        return false;
    bool ok =
        fchmod(descriptor, mode) == 0 && write_all(descriptor, content) && fsync(descriptor) == 0;
    if (close_after(descriptor, ok) && rename(temporary, path) == 0)
        return true;
    int error = errno;
    unlink(temporary);
    errno = error;
    return false;
}

static bool write_through(const char *path, ll_str content) {
    int descriptor = open(path, O_WRONLY);
    return descriptor >= 0 && close_after(descriptor, write_all(descriptor, content));
}

bool ll_file_write(const char *path, ll_str content, ll_arena *arena, const char **problem) {
    struct stat old;
    bool exists = stat(path, &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) {
        *problem = is_directory;
        return false;
    }
    if (exists && !S_ISREG(old.st_mode))
        return write_through(path, content) || fail(arena, problem, errno);
    char *target = exists ? realpath(path, NULL) : NULL;
    if (exists && !target)
        return fail(arena, problem, errno);
    const char *name = target ? ll_format(arena, "%s", target) : path;
    free(target);
    return replace(name, exists ? old.st_mode & 07777 : new_mode(), content, arena) ||
           fail(arena, problem, errno);
}

/* --- What is kept --------------------------------------------------------------------------- */

/* As much as the file said it holds; one that is cut off meanwhile is none. */
static bool read_exactly(char *out, int descriptor, size_t size) {
    while (size > 0) {
        ssize_t count = read(descriptor, out, size);
        if (count == 0)
            errno = EIO;
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        out += count > 0 ? count : 0;
        size -= count > 0 ? (size_t)count : 0;
    }
    return true;
}

bool ll_file_recall(ll_str *out, ll_arena *arena, const char *path, uint32_t max_size) {
    struct stat info;
    /* A pipe would wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool good = fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0 &&
                (uint64_t)info.st_size <= max_size;
    char *bytes = NULL;
    if (good && (bytes = malloc((size_t)info.st_size + 1)) != NULL)
        good = read_exactly(bytes, descriptor, (size_t)info.st_size);
    close(descriptor);
    if (good && bytes)
        *out = (ll_str){bytes, (uint32_t)info.st_size};
    else
        free(bytes);
    if (good && bytes)
        ll_arena_defer(arena, free, bytes);
    return good && bytes;
}

bool ll_file_keep(const char *path, ll_str content, ll_arena *arena, const char **problem) {
    return replace(path, 0600, content, arena) || fail(arena, problem, errno);
}

bool ll_file_make_directory(const char *path, ll_arena *arena, const char **problem) {
    return mkdir(path, 0700) == 0 || errno == EEXIST || fail(arena, problem, errno);
}

bool ll_file_append(const char *path, ll_str content, ll_arena *arena, const char **problem) {
    int descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0666);
    return (descriptor >= 0 && close_after(descriptor, write_all(descriptor, content))) ||
           fail(arena, problem, errno);
}

/* --- Listing -------------------------------------------------------------------------------- */

typedef struct paths {
    const char **items;
    uint32_t count, capacity;
} paths;

/* A walk over a directory and what lies below. Folders wait in a queue: how deep they are nested is
 * nothing to a list. */
typedef struct listing {
    ll_arena *arena;
    const char *suffix, *except, *problem;
    paths files, folders;
    struct folder_id {
        dev_t device;
        ino_t inode;
    } * seen;
    uint32_t seen_count, seen_capacity;
} listing;

static void add_path(paths *list, ll_arena *arena, const char *path) {
    list->items =
        ll_arena_grow(arena, list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = path;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_paths(paths *list, uint32_t first) {
    if (list->count - first > 1)
        qsort(list->items + first, list->count - first, sizeof *list->items, compare_paths);
}

/* Whether a folder comes up for the first time, by whichever name. */
static bool is_new_folder(listing *l, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return true; /* opening it says why not */
    for (uint32_t i = 0; i < l->seen_count; i++)
        if (l->seen[i].device == info.st_dev && l->seen[i].inode == info.st_ino)
            return false;
    l->seen =
        ll_arena_grow(l->arena, l->seen, &l->seen_capacity, l->seen_count + 1, sizeof *l->seen);
    l->seen[l->seen_count++] = (struct folder_id){info.st_dev, info.st_ino};
    return true;
}

static void add_found(listing *l, const char *folder, const char *name) {
    const char *path = ll_format(l->arena, "%s/%s", folder, name);
    struct stat info;
    bool there = stat(path, &info) == 0;
    if (!there || !S_ISDIR(info.st_mode)) {
        /* Whoever reads what is not there says so; a pipe that nobody named would only hang. */
        bool file = !there || S_ISREG(info.st_mode);
        if (file && ll_str_ends(ll_str_of(name), l->suffix))
            add_path(&l->files, l->arena, path);
    } else if (!l->except || strcmp(name, l->except) != 0) {
        add_path(&l->folders, l->arena, path);
    }
}

static bool list_folder(listing *l, const char *folder) {
    DIR *stream = opendir(folder);
    if (!stream)
        return fail(l->arena, &l->problem, errno);
    const struct dirent *entry;
    uint32_t first = l->folders.count;
    for (errno = 0; (entry = readdir(stream)) != NULL; errno = 0)
        if (entry->d_name[0] != '.')
            add_found(l, folder, entry->d_name);
    int error = errno;
    closedir(stream);
    sort_paths(&l->folders, first); /* of two links to a folder, the same is taken each time */
    return error == 0 || fail(l->arena, &l->problem, error);
}

bool ll_file_list(const char *const **out, size_t *count, ll_arena *arena, const char *directory,
                  const char *suffix, const char *except, const char **problem) {
    listing l = {.arena = arena, .suffix = suffix, .except = except};
    add_path(&l.folders, arena, directory);
    for (uint32_t i = 0; i < l.folders.count; i++) {
        const char *folder = l.folders.items[i];
        if (!is_new_folder(&l, folder) || list_folder(&l, folder))
            continue;
        *problem = i == 0 ? l.problem : ll_format(arena, "%s: %s", folder, l.problem);
        return false;
    }
    sort_paths(&l.files, 0);
    *out = l.files.items;
    *count = l.files.count;
    return true;
}
