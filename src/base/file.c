/* Files: see file.h. Reads in chunks rather than by the size that stat gives, so that pipes,
 * devices and growing files behave. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 32 * 1024 };

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
            *problem = ll_format(arena, "larger than the limit of %zu bytes", max_size);
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

bool ll_file_write(const char *path, ll_str content, ll_arena *arena, const char **problem) {
    const char *format = ll_format(arena, "%s.XXXXXX", path);
    char *temporary = ll_arena_copy(arena, format, strlen(format));
    int descriptor = mkstemp(temporary);
    if (descriptor < 0)
        return fail(arena, problem, errno);
    struct stat old;
    mode_t mode = stat(path, &old) == 0 ? old.st_mode & 07777 : 0644;
    FILE *stream = fdopen(descriptor, "wb");
    if (!stream) {
        int error = errno;
        close(descriptor);
        unlink(temporary);
        return fail(arena, problem, error);
    }
    bool ok = fchmod(descriptor, mode) == 0 &&
              fwrite(content.data, 1, content.length, stream) == content.length &&
              fflush(stream) == 0 && fsync(descriptor) == 0;
    int error = errno;
    if (fclose(stream) != 0 && ok) {
        ok = false;
        error = errno;
    }
    if (ok && rename(temporary, path) != 0) {
        ok = false;
        error = errno;
    }
    if (ok)
        return true;
    unlink(temporary);
    return fail(arena, problem, error);
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
    errno = 0;
    while ((entry = readdir(stream)) != NULL) {
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
