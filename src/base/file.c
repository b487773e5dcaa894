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

bool ll_file_read(ll_str *out, ll_arena *arena, const char *path, size_t max_size,
                  const char **problem) {
    size_t limit =
        max_size && max_size < UINT32_MAX - 2 * CHUNK ? max_size : UINT32_MAX - 2 * CHUNK;
    if (strcmp(path, "-") == 0)
        return read_stream(out, arena, stdin, limit, problem);
    if (ll_file_is_directory(path)) {
        *problem = "is a directory, not a file";
        return false;
    }
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(arena, problem, errno);
    bool ok = read_stream(out, arena, stream, limit, problem);
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

/* Puts a new file in the place of `path`, by way of the name that `temporary` is a pattern for. */
static bool replace(const char *path, mode_t mode, ll_str content, char *temporary) {
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
        *problem = "is a directory, not a file";
        return false;
    }
    if (exists && !S_ISREG(old.st_mode))
        return write_through(path, content) || fail(arena, problem, errno);
    char *target = exists ? realpath(path, NULL) : NULL;
    if (exists && !target)
        return fail(arena, problem, errno);
    const char *name = target ? ll_format(arena, "%s", target) : path;
    free(target);
    const char *pattern = ll_format(arena, "%s.XXXXXX", name);
    return replace(name, exists ? old.st_mode & 07777 : new_mode(), content,
                   ll_arena_copy(arena, pattern, strlen(pattern))) ||
           fail(arena, problem, errno);
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool ll_file_list(const char *const **out, size_t *count, ll_arena *arena, const char *directory,
                  const char *suffix, const char **problem) {
    DIR *stream = opendir(directory);
    if (!stream)
        return fail(arena, problem, errno);
    const char **paths = NULL;
    uint32_t capacity = 0, used = 0;
    const struct dirent *entry;
    for (errno = 0; (entry = readdir(stream)) != NULL; errno = 0) {
        if (entry->d_name[0] == '.' || !ll_str_ends(ll_str_of(entry->d_name), suffix))
            continue;
        paths = ll_arena_grow(arena, paths, &capacity, used + 1, sizeof *paths);
        paths[used++] = ll_format(arena, "%s/%s", directory, entry->d_name);
    }
    int error = errno;
    closedir(stream);
    if (error != 0)
        return fail(arena, problem, error);
    if (used > 1)
        qsort(paths, used, sizeof *paths, compare_paths);
    *out = paths;
    *count = used;
    return true;
}
