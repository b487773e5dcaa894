/* Findings kept by level, up to a limit; see worst.h. */
#include "report/worst.h"

ll_worst *ll_worst_new(ll_arena *arena, size_t limit) {
    ll_worst *worst = ll_arena_alloc(arena, sizeof *worst);
    worst->limit = limit;
    for (int level = 0; level < LL_WORST_LEVELS; level++)
        worst->text[level] = ll_buf_on(arena);
    return worst;
}

ll_buf *ll_worst_add(ll_worst *worst, ll_level level) {
    return worst->found[level]++ < worst->limit ? &worst->text[level] : NULL;
}

void ll_worst_write(const ll_worst *worst, ll_writer *out) {
    for (int level = LL_ERROR; level >= LL_NOTE; level--)
        ll_writer_add(out, worst->text[level].data, worst->text[level].length);
}

void ll_worst_count(ll_buf *to, const ll_worst *worst, size_t limit) {
    bool follows = false;
    for (int level = LL_ERROR; level >= LL_NOTE; level--) {
        size_t count = worst->found[level] > limit ? worst->found[level] - limit : 0;
        if (count == 0)
            continue;
        ll_buf_printf(to, "%s%zu %s%s", follows ? ", " : "", count, ll_level_name((ll_level)level),
                      count == 1 ? "" : "s");
        follows = true;
    }
}
