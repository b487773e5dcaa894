/* Groups of things; see groups.h. */
#include "base/groups.h"

void ll_groups_init(ll_groups *groups, ll_arena *arena, uint32_t numbers, uint32_t things) {
    ll_span *spans = ll_arena_array(arena, numbers, sizeof *spans);
    uint32_t *seen = ll_arena_array(arena, things < numbers ? things : numbers, sizeof *seen);
    *groups = (ll_groups){.of = spans, .used = seen, .spans = spans, .seen = seen};
}

void ll_groups_settle(ll_groups *groups) {
    uint32_t next = 0;
    for (uint32_t i = 0; i < groups->used_count; i++) {
        ll_span *span = &groups->spans[groups->seen[i]];
        uint32_t count = span->end;
        span->start = span->end = next;
        next += count;
    }
}
