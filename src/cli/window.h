/* Work that threads share, given back in the order in which it came.
 *
 * A window is a queue of bounded length with one owner. It puts items in and takes them out, the
 * oldest first, when their work is done. Helpers do the work in between, and so does the owner
 * while it would have to wait. There is room for so many items and no more: a slow one holds up
 * those behind it instead of letting them pile up, and whoever brings more has to wait.
 *
 * Helpers are started when there is work for them, so a single item never starts a thread; with one
 * job there is none at all, and the owner does each item when it takes it. */
#ifndef LL_CLI_WINDOW_H
#define LL_CLI_WINDOW_H

#include "base/arena.h"

typedef struct cli_window cli_window;

/* Does the work of an item; what it touches is its own, or is only read. */
typedef void cli_window_work(void *item);

/* `jobs` is how many items may be worked on at once, `room` how many may be inside (both at least
 * 1). Ends with the arena, if not before, also where the owner runs out of memory and is jumped out
 * of: so what the work touches is no local of the owner, but in the arena or an item's own; and
 * what is deferred on the arena later than this is released while helpers still work. */
cli_window *cli_window_new(ll_arena *arena, uint32_t jobs, uint32_t room, cli_window_work *work);

uint32_t cli_window_count(const cli_window *window);
bool cli_window_is_full(const cli_window *window);
/* Only where it is not full. */
void cli_window_put(cli_window *window, void *item);
/* Waits for the oldest item; only where there is one. */
void *cli_window_take(cli_window *window);
/* Waits for the items that are being worked on and begins no more: what can be taken afterwards may
 * be undone. */
void cli_window_end(cli_window *window);

/* How many threads this process may run at once: the processors it is allowed to use. */
uint32_t cli_cores(void);

#endif
