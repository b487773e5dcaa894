/* Which letters there are: those that are named, and those in the folders that are. Whoever names
 * a file means it; in a folder, what git or the configuration ignores is passed over, and what has
 * the name of something else, such as README.md. */
#include "cli/config.h"
#include "cli/path.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct folder_id {
    dev_t device;
    ino_t inode;
} folder_id;

/* A folder that is still to be looked into. */
typedef struct folder {
    const char *shown, *path;
    const cli_ignore *git;
} folder;

/* The search, and the walk it is on. Folders wait in a queue: how deep they are nested is nothing
 * to it. */
typedef struct search {
    cli *run;
    uint32_t letter_capacity;
    ll_index known; /* absolute paths; kept only where a letter can come up twice */
    folder *folders;
    uint32_t folder_count, folder_capacity;
    folder_id *seen;
    uint32_t seen_count, seen_capacity;
    size_t found, passed_over;
    bool unreadable;
    const folder *at;
    const cli_config *config;
    ll_arena *scratch;
    const char *git_folder; /* whose list `git` is; for files that are named one by one */
    const cli_ignore *git;
    ll_str named_in; /* the way to the folder of the last file that was named, as it was written */
    const char *named_folder; /* and its absolute name, or NULL */
} search;

/* --- What is no letter ---------------------------------------------------------------------- */

static const char *const other_names[] = {
    "AUTHORS",
    "CHANGELOG",
    "CHANGES",
    "CODEOWNERS",
    "CODE_OF_CONDUCT",
    "CONDUCT",
    "CONTRIBUTING",
    "CONTRIBUTORS",
    "COPYING",
    "GOVERNANCE",
    "HISTORY",
    "INSTALL",
    "ISSUE_TEMPLATE",
    "LICENCE",
    "LICENSE",
    "MAINTAINERS",
    "NEWS",
    "NOTICE",
    "PULL_REQUEST_TEMPLATE",
    "README",
    "RELEASES",
    "ROADMAP",
    "SECURITY",
    "SUPPORT",
    "TODO",
};

/* README.md and README.fr.md have names that every repository knows; a readme-letter.md does not.
 */
static bool is_other(const char *name) {
    ll_str stem = {name, (uint32_t)strcspn(name, ".")};
    for (size_t i = 0; i < sizeof other_names / sizeof *other_names; i++)
        if (ll_str_equal_nocase(stem, ll_str_of(other_names[i])))
            return true;
    return false;
}

static bool has_extension(const cli_config *config, const char *name) {
    ll_str text = ll_str_of(name);
    for (uint32_t i = 0; i < config->extensions.count; i++) {
        ll_str extension = ll_str_of(config->extensions.items[i]);
        if (text.length > extension.length &&
            ll_str_equal_nocase(ll_str_slice(text, text.length - extension.length, text.length),
                                extension))
            return true;
    }
    return false;
}

static bool pass_over(search *s, const char *shown, const char *why) {
    s->passed_over++;
    if (s->run->options.verbose)
        cli_warn("%s: passed over: %s", shown, why);
    return true;
}

static const char not_a_letter[] = "by its name it is no letter";

/* --- Letters -------------------------------------------------------------------------------- */

enum { WALKED, NAMED };

/* Whether a letter comes up again. Who names one twice gets it twice. */
static bool is_known(search *s, const char *path, uint32_t how) {
    uint32_t before = ll_index_find(&s->known, ll_str_of(path));
    if (before == UINT32_MAX)
        ll_index_add(&s->known, ll_str_of(path), how);
    return before == WALKED || (before == NAMED && how == WALKED);
}

/* `path_folder`: the absolute folder it lies in, or NULL. */
static void add_letter(search *s, const char *argument, const char *path_folder, uint32_t how,
                       cli_config *config) {
    cli *run = s->run;
    s->found++;
    if (run->options.arguments.count > 1 && path_folder && strcmp(argument, "-") != 0 &&
        is_known(s, cli_path_join(run->arena, path_folder, cli_path_name(argument)), how))
        return;
    run->letters = ll_arena_grow(run->arena, run->letters, &s->letter_capacity,
                                 run->letter_count + 1, sizeof *run->letters);
    run->letters[run->letter_count++] =
        (cli_letter){.argument = argument, .folder = path_folder, .config = config};
}

/* With --force-exclude, whoever names files is no person but a hook. */
static bool is_excluded(search *s, const cli_config *config, const char *shown, const char *path,
                        bool is_directory) {
    ll_arena *arena = s->run->arena;
    if (!s->run->options.force_exclude)
        return false;
    const char *around = is_directory ? path : cli_path_folder(arena, path);
    if (!is_directory && is_other(cli_path_name(path)))
        return pass_over(s, shown, not_a_letter);
    if (!s->git_folder || strcmp(s->git_folder, around) != 0) {
        s->git_folder = around;
        s->git = cli_ignore_git(arena, around);
    }
    const char *by = cli_ignore_by_any(config->ignore, arena, path, is_directory);
    if (!by)
        by = cli_ignore_by_any(s->git, arena, path, is_directory);
    return by && pass_over(s, shown, by);
}

/* The absolute folder of a file, or NULL. Thousands that are named one by one mostly lie in one
 * folder, which is named once. */
static const char *folder_of(search *s, const char *name) {
    const char *last = cli_path_name(name);
    ll_str way = {name, (uint32_t)(last - name)};
    bool plain = *last && strcmp(last, ".") != 0 && strcmp(last, "..") != 0;
    if (plain && s->named_folder && ll_str_equal(way, s->named_in))
        return s->named_folder;
    ll_arena *arena = s->run->arena;
    const char *found = cli_path_folder(arena, cli_path_absolute(arena, name));
    if (plain) {
        s->named_in = way;
        s->named_folder = found;
    }
    return found;
}

static void add_named(search *s, const char *argument) {
    cli *run = s->run;
    bool is_stdin = strcmp(argument, "-") == 0;
    const char *name = is_stdin ? run->options.stdin_filename : argument;
    const char *around = name ? folder_of(s, name) : cli_path_absolute(run->arena, ".");
    cli_config *config = cli_config_for(run, around ? around : "/");
    if (name && run->options.force_exclude &&
        is_excluded(s, config, name, cli_path_absolute(run->arena, name), false))
        return;
    add_letter(s, argument, name ? around : NULL, NAMED, config);
}

/* --- A walk --------------------------------------------------------------------------------- */

static bool is_new(search *s, const char *path) {
    struct stat info;
    if (stat(path, &info) != 0)
        return true; /* opening it says why not */
    for (uint32_t i = 0; i < s->seen_count; i++)
        if (s->seen[i].device == info.st_dev && s->seen[i].inode == info.st_ino)
            return false;
    s->seen = ll_arena_grow(s->run->arena, s->seen, &s->seen_capacity, s->seen_count + 1,
                            sizeof *s->seen);
    s->seen[s->seen_count++] = (folder_id){info.st_dev, info.st_ino};
    return true;
}

static void add_folder(search *s, const char *shown, const char *path, const cli_ignore *git) {
    s->folders = ll_arena_grow(s->run->arena, s->folders, &s->folder_capacity, s->folder_count + 1,
                               sizeof *s->folders);
    s->folders[s->folder_count++] = (folder){.shown = shown, .path = path, .git = git};
}

static void add_entry(search *s, const char *name, cli_config *config) {
    const folder *at = s->at;
    ll_arena *arena = s->run->arena;
    struct stat info;
    size_t length = strlen(at->shown);
    const char *slash = length == 0 || at->shown[length - 1] == '/' ? "" : "/";
    const char *path = cli_path_join(s->scratch, at->path, name);
    const char *shown = ll_format(s->scratch, "%s%s%s", at->shown, slash, name);
    bool there = stat(path, &info) == 0, is_folder = there && S_ISDIR(info.st_mode);
    if (!is_folder && (!has_extension(config, name) || (there && !S_ISREG(info.st_mode))))
        return;
    const char *by = cli_ignore_by(config->ignore, s->scratch, path, is_folder);
    if (!by)
        by = cli_ignore_by(at->git, s->scratch, path, is_folder);
    if (!by && !is_folder && is_other(name))
        by = not_a_letter;
    if (by)
        pass_over(s, shown, by);
    else if (is_folder)
        add_folder(s, ll_format(arena, "%s", shown), ll_format(arena, "%s", path), NULL);
    else
        add_letter(s, ll_format(arena, "%s", shown), at->path, WALKED, config);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted, so that of two links to one folder the same is taken each time. */
static cli_list read_names(search *s, const char *path, int *error) {
    cli_list names = {.items = NULL};
    DIR *stream = opendir(path);
    const struct dirent *entry;
    if (!stream) {
        *error = errno;
        return names;
    }
    for (errno = 0; (entry = readdir(stream)) != NULL; errno = 0)
        if (entry->d_name[0] != '.')
            cli_list_add(&names, s->scratch,
                         ll_arena_copy(s->scratch, entry->d_name, strlen(entry->d_name)));
    *error = errno;
    closedir(stream);
    if (names.count > 1)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

/* Looks into the folder `at`; what is needed for that alone is freed after it. */
static void look_into(void *user, ll_arena *scratch) {
    search *s = user;
    folder at = *s->at; /* the queue moves when it grows */
    int error;
    s->at = &at;
    s->scratch = scratch;
    cli_config *config = cli_config_for(s->run, at.path);
    uint32_t first = s->folder_count;
    cli_list names = read_names(s, at.path, &error);
    s->unreadable = s->unreadable || error;
    if (error)
        cli_fail(s->run, "%s: %s", *at.shown ? at.shown : ".", strerror(error));
    for (uint32_t i = 0; i < names.count; i++)
        add_entry(s, names.items[i], config);
    for (uint32_t i = first; i < s->folder_count; i++)
        s->folders[i].git = at.git;
}

static int compare_letters(const void *a, const void *b) {
    return strcmp(((const cli_letter *)a)->argument, ((const cli_letter *)b)->argument);
}

/* A folder without a letter may be an empty one or a mistake: it is said, and is no failure. */
static void say_empty(search *s, const char *argument, const cli_config *config) {
    ll_buf kinds = ll_buf_on(s->run->arena);
    for (uint32_t i = 0; i < config->extensions.count; i++)
        ll_buf_printf(&kinds, "%s*%s", i > 0 ? ", " : "", config->extensions.items[i]);
    if (s->passed_over > 0)
        ll_buf_printf(&kinds, "; %zu passed over, which --verbose names", s->passed_over);
    cli_warn("%s: there is no letter in this directory (%s)", argument, ll_buf_text(&kinds));
}

static void walk(search *s, const char *argument) {
    cli *run = s->run;
    uint32_t first = run->letter_count;
    const char *path = cli_path_absolute(run->arena, argument);
    cli_config *config = cli_config_for(run, path);
    s->folder_count = s->seen_count = 0;
    s->found = s->passed_over = 0;
    s->unreadable = false;
    if (is_excluded(s, config, argument, path, true))
        return;
    /* A link that leads above the walk would make it one of everything. */
    for (const char *up = cli_path_folder(run->arena, path); up;
         up = cli_path_folder(run->arena, up))
        is_new(s, up);
    bool here = strcmp(argument, ".") == 0 || strcmp(argument, "./") == 0;
    add_folder(s, here ? "" : argument, path, NULL);
    for (uint32_t i = 0; i < s->folder_count; i++) {
        folder *next = &s->folders[i];
        if (!is_new(s, next->path))
            continue;
        next->git = i == 0 ? cli_ignore_git(run->arena, path)
                           : cli_ignore_git_enter(run->arena, next->git, next->path);
        s->at = next;
        cli_list_add(&run->folders, run->arena, next->path);
        if (!cli_guarded(look_into, s))
            ll_arena_fail(run->arena);
    }
    uint32_t count = run->letter_count - first;
    if (count > 1)
        qsort(run->letters + first, count, sizeof *run->letters, compare_letters);
    if (s->found == 0 && !s->unreadable)
        say_empty(s, argument, config);
}

void cli_discover(cli *run) {
    search s = {.run = run, .known = {.arena = run->arena}};
    const cli_list *arguments = &run->options.arguments;
    for (uint32_t i = 0; i < arguments->count; i++) {
        const char *argument = arguments->items[i];
        if (*argument == '\0')
            cli_fail(run, "an empty name is no file");
        else if (strcmp(argument, "-") != 0 && ll_file_is_directory(argument))
            walk(&s, argument);
        else
            add_named(&s, argument);
    }
}
