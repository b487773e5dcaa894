/* Whole-file reading and atomic writing: the only place that opens files. The library core never
 * calls it (callers hand text in); the client and the tests do. */
#ifndef LL_BASE_FILE_H
#define LL_BASE_FILE_H

#include "base/str.h"

/* How the problem of a file over its limit begins. */
extern const char ll_file_over_limit[];

/* Reads a file, or standard input where `path` is "-", into the arena (a NUL stands behind it).
 * Refuses directories and, before reading it all, anything over `max_size` bytes (0: just under
 * 4 GiB). On failure returns false and sets *problem to a message without the path. */
bool ll_file_read(ll_str *out, ll_arena *arena, const char *path, size_t max_size,
                  const char **problem);

/* The same of a name that a stranger gives: only a regular file, by way of links or not. A pipe may
 * have no writer, a device no end, and either may be a stream that somebody reads already. */
bool ll_file_read_regular(ll_str *out, ll_arena *arena, const char *path, size_t max_size,
                          const char **problem);

/* Writes to a temporary file beside `path` and renames it over: the old content or the new, never a
 * part. A symbolic link stays and its target is replaced; a device or a pipe is written to. On
 * failure returns false, sets *problem, and leaves `path` as it was. */
bool ll_file_write(const char *path, ll_str content, ll_arena *arena, const char **problem);

/* Reads a file of our own making that others may have changed: a regular file, not by way of a
 * link, of at most `max_size` bytes. False where there is none such. */
bool ll_file_recall(ll_str *out, ll_arena *arena, const char *path, uint32_t max_size);

/* Puts a file, which only its owner may read, in the place of whatever has that name: a link is
 * replaced, not followed. On failure returns false, sets *problem, and leaves `path` as it was. */
bool ll_file_keep(const char *path, ll_str content, ll_arena *arena, const char **problem);

/* Makes a folder that only its owner may enter, unless something of that name is there. */
bool ll_file_make_directory(const char *path, ll_arena *arena, const char **problem);

/* Writes behind what `path` holds, and makes it where it is not there. On failure returns false and
 * sets *problem. */
bool ll_file_append(const char *path, ll_str content, ll_arena *arena, const char **problem);

/* Lists the files in a directory and its subfolders whose names end in `suffix`, as paths sorted by
 * byte order. Hidden ones are left out, pipes and devices, and subfolders called `except` (NULL:
 * none). A folder is looked into once, however many links lead to it. On failure returns false and
 * sets *problem. */
bool ll_file_list(const char *const **out, size_t *count, ll_arena *arena, const char *directory,
                  const char *suffix, const char *except, const char **problem);

bool ll_file_is_directory(const char *path);

#endif
