/* What rule ids link to on a terminal: the page of all rules. Where it lies is found out when it is
 * asked for, since the program may have been unpacked anywhere or never installed; a link that
 * leads nowhere is not printed. */
#include "cli/cli.h"
#include "cli/path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LL_BUILD_RULE_LINK /* a public page; empty: there is none */
#define LL_BUILD_RULE_LINK ""
#endif
#ifndef LL_BUILD_DOCS /* the page: as seen from the installed program and from the built one */
#define LL_BUILD_DOCS "../share/doc/letterlint/rules.md", "../../docs/rules.md"
#endif

static const char *const pages[] = {LL_BUILD_DOCS};

/* Terminals that say who they are and are known to show links. */
static bool shows_links(void) {
    static const struct {
        const char *variable, *value; /* NULL: any */
    } known[] = {
        {"KITTY_WINDOW_ID", NULL},  {"WT_SESSION", NULL},          {"KONSOLE_VERSION", NULL},
        {"DOMTERM", NULL},          {"TERM_PROGRAM", "iTerm.app"}, {"TERM_PROGRAM", "WezTerm"},
        {"TERM_PROGRAM", "vscode"}, {"TERM_PROGRAM", "ghostty"},   {"TERM", "xterm-kitty"},
        {"TERM", "foot"},           {"TERM", "alacritty"},         {"TERM", "xterm-ghostty"}};
    enum { VTE_WITH_LINKS = 5000 };
    const char *vte = getenv("VTE_VERSION");
    if (vte && strtol(vte, NULL, 10) >= VTE_WITH_LINKS)
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *value = getenv(known[i].variable);
        if (value && *value && (!known[i].value || strcmp(value, known[i].value) == 0))
            return true;
    }
    return false;
}

/* The folder of the program that runs; NULL where the system does not tell. */
static const char *program_folder(ll_arena *arena) {
    char *path = ll_arena_alloc(arena, PATH_MAX);
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (length <= 0 || length >= PATH_MAX - 1)
        return NULL;
    path[length] = '\0';
    return cli_path_folder(arena, path);
}

/* A path as RFC 8089 writes it. */
static const char *file_url(ll_arena *arena, const char *path) {
    ll_buf url = ll_buf_on(arena);
    ll_buf_puts(&url, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool letter = (unsigned char)((c | 0x20) - 'a') < 26 || (c >= '0' && c <= '9');
        if (letter || strchr("/-._~", c))
            ll_buf_putc(&url, (char)c);
        else
            ll_buf_printf(&url, "%%%02X", (unsigned)c);
    }
    return ll_buf_text(&url);
}

/* The page of all rules, or NULL. */
static const char *page_link(ll_arena *arena) {
    const char *folder = program_folder(arena);
    if (LL_BUILD_RULE_LINK[0])
        return LL_BUILD_RULE_LINK;
    for (size_t i = 0; folder && i < sizeof pages / sizeof *pages; i++) {
        const char *page = cli_path_absolute(
            arena, pages[i][0] == '/' ? pages[i] : cli_path_join(arena, folder, pages[i]));
        if (cli_is_regular_file(page))
            return file_url(arena, page);
    }
    return NULL;
}

const char *cli_rule_link(const cli *run, const char *path) {
    bool automatic = run->options.hyperlinks == CLI_HYPERLINKS_AUTO;
    bool wanted = automatic ? !path && isatty(STDOUT_FILENO) && shows_links()
                            : run->options.hyperlinks == CLI_HYPERLINKS_ALWAYS;
    const char *page = wanted ? page_link(run->arena) : NULL;
    if (wanted && !page && !automatic)
        cli_warn("--hyperlinks: there are no links, since rules.md is not where letterlint looks "
                 "for it");
    return page ? ll_format(run->arena, "%s#", page) : NULL;
}
