/* The files of `--cache`: DIR/KEY.ruleset, each written whole or not at all, so that runs side by
 * side do not disturb each other. Nothing else in the folder is touched, and nothing that goes
 * wrong here keeps letters from being checked: what cannot be kept is said once. An entry's time is
 * that of its last use, and whoever adds one removes those that were not used for longest.
 */
#include "cli/cache.h"
#include "cli/progress.h"

#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

enum { LARGEST = 256 * 1024 * 1024 }; /* some forty times what the shipped rules take */

static const char *path_of(const cli_cache *cache, ll_arena *arena, const char *key) {
    return ll_format(arena, "%s/%s.ruleset", cache->run->options.cache, key);
}

static bool get(void *user, const char *key, const char **bytes, size_t *length) {
    cli_cache *cache = user;
    ll_str content;
    cli_cache_clear(cache);
    cache->arena = ll_arena_new(0);
    if (!cache->arena || setjmp(*ll_arena_guard(cache->arena)) != 0)
        return false;
    const char *path = path_of(cache, cache->arena, key);
    if (!ll_file_recall(&content, cache->arena, path, LARGEST))
        return false;
    utimensat(AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW); /* where it may not be, it grows old */
    *bytes = content.data;
    *length = content.length;
    return true;
}

static void say_once(cli *run, const char *problem) {
    if (!run->cache_said && !run->options.quiet) {
        cli_progress_hide(run->progress);
        cli_warn("--cache %s: %s; nothing is kept", run->options.cache, problem);
    }
    run->cache_said = true;
}

static bool write_entry(const cli_cache *cache, const char *key, ll_str content,
                        const char **problem) {
    return ll_file_make_directory(cache->run->options.cache, cache->arena, problem) &&
           ll_file_keep(path_of(cache, cache->arena, key), content, cache->arena, problem);
}

static void put(void *user, const char *key, const char *bytes, size_t length) {
    cli_cache *cache = user;
    ll_str content = {bytes, (uint32_t)length};
    const char *problem;
    cli_cache_clear(cache);
    cache->arena = ll_arena_new(0);
    if (!cache->arena || length > LARGEST || setjmp(*ll_arena_guard(cache->arena)) != 0)
        return;
    if (!write_entry(cache, key, content, &problem))
        say_once(cache->run, problem);
    else
        cli_cache_prune(cache->run->options.cache, cache->arena, cache->since);
}

/* A run with many configurations has many entries, and uses all of them the next time. */
static struct timespec beginning_of(cli *run) {
    enum { SLACK = 1 }; /* seconds: the clock of files lags behind the other */
    if (run->cache_since.tv_sec == 0) {
        clock_gettime(CLOCK_REALTIME, &run->cache_since);
        run->cache_since.tv_sec -= SLACK;
    }
    return run->cache_since;
}

const ll_ruleset_store *cli_cache_open(cli_cache *cache, cli *run) {
    *cache = (cli_cache){
        .run = run, .since = beginning_of(run), .store = {.get = get, .put = put, .user = cache}};
    return run->options.cache ? &cache->store : NULL;
}

void cli_cache_clear(cli_cache *cache) {
    ll_arena_free(cache->arena);
    cache->arena = NULL;
}
