/* What is passed over: .gitignore files from the repository's root (or the folder where a walk
 * begins) down, .git/info/exclude, and the lists of configurations. All are lists of globs in which
 * the last one that names a path decides; with `!` before it, it takes the path back. */
#ifndef LL_CLI_IGNORE_H
#define LL_CLI_IGNORE_H

#include "base/str.h"

/* Immutable. A list leans on the weaker ones below it; NULL ignores nothing. */
typedef struct cli_ignore cli_ignore;

/* A list over `below`, its globs counted from the absolute `folder`; `source` is its name for
 * people. */
const cli_ignore *cli_ignore_list(ll_arena *arena, const cli_ignore *below, const char *folder,
                                  const char *source, const char *const *globs, size_t count);

/* What git would ignore in an absolute folder where a walk begins. */
const cli_ignore *cli_ignore_git(ll_arena *arena, const char *folder);
/* The same for a folder in it, from what holds in the one around. */
const cli_ignore *cli_ignore_git_enter(ll_arena *arena, const cli_ignore *around,
                                       const char *folder);

/* Who ignores the absolute path, as "SOURCE: GLOB", or NULL. The folders that it lies in are not
 * asked. */
const char *cli_ignore_by(const cli_ignore *ignore, ll_arena *scratch, const char *path,
                          bool is_directory);
/* The same, where a folder around it that is ignored counts too. */
const char *cli_ignore_by_any(const cli_ignore *ignore, ll_arena *scratch, const char *path,
                              bool is_directory);

#endif
