/* Globs: patterns for paths, as .gitignore and the configuration write them.
 *
 * `*`, `?` and `[…]` stay within a segment, `**` stands for any number of segments. A glob without
 * a slash (but at its end) names a file or folder wherever it is; with one, it counts from the
 * folder of the file it stands in. A slash at the end names folders alone. What names a folder
 * covers everything below it.
 */
#ifndef LL_BASE_GLOB_H
#define LL_BASE_GLOB_H

#include "base/str.h"

typedef struct ll_glob ll_glob;

/* Compiles; the text is copied. An empty text (or a lone slash) covers nothing. */
const ll_glob *ll_glob_new(ll_arena *arena, ll_str text);

/* Whether the glob covers `path`: relative to the glob's folder, segments divided by one '/'.
 * `is_directory`: the path itself is a folder. */
bool ll_glob_covers(const ll_glob *glob, ll_arena *scratch, const char *path, bool is_directory);

/* Whether it names `path` itself; what lies in a folder that it names is not looked at. */
bool ll_glob_names(const ll_glob *glob, ll_arena *scratch, const char *path, bool is_directory);

#endif
