/* Paths: one absolute spelling for each, so that folders, configurations and letters can be held
 * against each other, and the short one that people are shown. Links keep the name they were
 * reached by. */
#ifndef LL_CLI_PATH_H
#define LL_CLI_PATH_H

#include "base/str.h"

/* From the root, without `.`, `..` and doubled slashes. Nothing need be there. */
const char *cli_path_absolute(ll_arena *arena, const char *path);

/* `path` as it stands in a file of the folder. */
const char *cli_path_join(ll_arena *arena, const char *folder, const char *path);

/* The folder that an absolute path lies in; NULL for the root. */
const char *cli_path_folder(ll_arena *arena, const char *path);

/* What lies behind the last slash. */
const char *cli_path_name(const char *path);

/* An absolute path as seen from the absolute folder: "" for the folder itself, NULL where it is
 * elsewhere. */
const char *cli_path_inside(const char *folder, const char *path);

/* An absolute path for people: relative where it lies in the working directory. */
const char *cli_path_shown(ll_arena *arena, const char *path);

bool cli_path_exists(const char *path); /* a link that leads nowhere does too */

#endif
