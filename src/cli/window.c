/* The window of window.h: a ring of slots behind one lock.
 *
 * The counters only rise; a slot is a counter modulo the room. What lies between `head` and `next`
 * is being worked on or done, what lies between `next` and `tail` waits. POSIX threads rather than
 * <threads.h>: every C library has them, and what looks for races knows them.
 */
#include "cli/window.h"

#include <pthread.h>

/* What a main thread usually has, where the default for threads may be far less. */
enum { STACK_SIZE = 8 * 1024 * 1024 };

typedef struct slot {
    void *item;
    bool done;
} slot;

struct cli_window {
    cli_window_work *work;
    slot *slots;
    pthread_t *helpers;
    uint64_t head, next, tail;
    uint32_t room, helper_count, most_helpers, idle;
    bool awaited; /* the owner waits for the head */
    bool ending;
    pthread_mutex_t lock;
    pthread_cond_t wanted, arrived; /* work for a helper; the head, for the owner */
};

static slot *slot_of(cli_window *window, uint64_t counter) {
    return &window->slots[counter % window->room];
}

/* Does the next item; called and left with the lock held. */
static void work_on_next(cli_window *window) {
    uint64_t mine = window->next++;
    slot *s = slot_of(window, mine);
    pthread_mutex_unlock(&window->lock);
    window->work(s->item);
    pthread_mutex_lock(&window->lock);
    s->done = true;
    if (window->awaited && mine == window->head)
        pthread_cond_signal(&window->arrived);
}

static void *help(void *user) {
    cli_window *window = user;
    pthread_mutex_lock(&window->lock);
    while (!window->ending) {
        if (window->next < window->tail) {
            work_on_next(window);
            continue;
        }
        window->idle++;
        pthread_cond_wait(&window->wanted, &window->lock);
        window->idle--;
    }
    pthread_mutex_unlock(&window->lock);
    return NULL;
}

/* Where no thread is to be had, those that are there do the work. */
static void add_helper(cli_window *window) {
    pthread_attr_t attributes;
    pthread_t *helper = &window->helpers[window->helper_count];
    if (pthread_attr_init(&attributes) != 0)
        return;
    bool started = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0 &&
                   pthread_create(helper, &attributes, help, window) == 0;
    pthread_attr_destroy(&attributes);
    if (started)
        window->helper_count++;
    else
        window->most_helpers = window->helper_count;
}

static void end(void *object) {
    cli_window_end(object);
}

cli_window *cli_window_new(ll_arena *arena, uint32_t jobs, uint32_t room, cli_window_work *work) {
    cli_window *window = ll_arena_alloc(arena, sizeof *window);
    window->work = work;
    window->room = room;
    window->most_helpers = jobs - 1;
    window->slots = ll_arena_array(arena, room, sizeof *window->slots);
    window->helpers = ll_arena_array(arena, jobs, sizeof *window->helpers);
    if (pthread_mutex_init(&window->lock, NULL) != 0 ||
        pthread_cond_init(&window->wanted, NULL) != 0 ||
        pthread_cond_init(&window->arrived, NULL) != 0)
        ll_arena_fail(arena);
    ll_arena_defer(arena, end, window);
    return window;
}

/* Head and tail are the owner's: nobody else writes them. */
uint32_t cli_window_count(const cli_window *window) {
    return (uint32_t)(window->tail - window->head);
}

bool cli_window_is_full(const cli_window *window) {
    return cli_window_count(window) == window->room;
}

/* One waiting item is the owner's own; helpers are called for more. */
void cli_window_put(cli_window *window, void *item) {
    pthread_mutex_lock(&window->lock);
    *slot_of(window, window->tail++) = (slot){.item = item};
    bool more = window->tail - window->next > 1;
    if (more && window->idle > 0)
        pthread_cond_signal(&window->wanted);
    else if (more && window->helper_count < window->most_helpers)
        add_helper(window);
    pthread_mutex_unlock(&window->lock);
}

void *cli_window_take(cli_window *window) {
    pthread_mutex_lock(&window->lock);
    slot *oldest = slot_of(window, window->head);
    while (!oldest->done && !window->ending) {
        if (window->next < window->tail) {
            work_on_next(window);
            continue;
        }
        window->awaited = true;
        pthread_cond_wait(&window->arrived, &window->lock);
        window->awaited = false;
    }
    window->head++;
    void *item = oldest->item;
    pthread_mutex_unlock(&window->lock);
    return item;
}

void cli_window_end(cli_window *window) {
    pthread_mutex_lock(&window->lock);
    window->ending = true;
    pthread_cond_broadcast(&window->wanted);
    pthread_mutex_unlock(&window->lock);
    while (window->helper_count > 0)
        pthread_join(window->helpers[--window->helper_count], NULL);
}
