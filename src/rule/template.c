/* Cuts a template into pieces; see template.h. */
#include "rule/template.h"

#include <string.h>

typedef struct pieces {
    ll_template_piece *items;
    uint32_t count, capacity;
    ll_arena *arena;
} pieces;

static void add_piece(pieces *list, ll_template_piece piece) {
    list->items = ll_arena_grow(list->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    list->items[list->count++] = piece;
}

/* The end of the literal text that begins at `from`: the next brace. */
static uint32_t literal_end(ll_str text, uint32_t from) {
    while (from < text.length && text.data[from] != '{' && text.data[from] != '}')
        from++;
    return from;
}

static bool add_braced(pieces *list, const ll_expression_context *context, ll_place inside) {
    ll_str text = inside.text;
    bool digit = text.length == 1 && text.data[0] >= '0' && text.data[0] <= '9';
    if (digit && text.data[0] != '0') {
        if (!context->has_find)
            return ll_place_problem(inside, "",
                                    "there is nothing to capture from: the rule has "
                                    "no 'find'");
        add_piece(list, (ll_template_piece){.capture = (uint32_t)(text.data[0] - '0')});
        return true;
    }
    const ll_expression *expression = ll_expression_parse(context, inside);
    if (expression)
        add_piece(list, (ll_template_piece){.expression = expression});
    return expression != NULL;
}

bool ll_template_parse(ll_template *out, const ll_expression_context *context, ll_place place) {
    pieces list = {.arena = context->arena};
    ll_str text = place.text;
    for (uint32_t i = 0; i < text.length;) {
        uint32_t end = literal_end(text, i);
        if (end > i)
            add_piece(&list, (ll_template_piece){.literal = ll_str_slice(text, i, end)});
        if (end == text.length)
            break;
        char brace = text.data[end];
        if (end + 1 < text.length && text.data[end + 1] == brace) {
            add_piece(&list, (ll_template_piece){.literal = ll_str_slice(text, end, end + 1)});
            i = end + 2;
            continue;
        }
        const char *close = memchr(text.data + end, '}', text.length - end);
        if (brace == '}' || !close)
            return ll_place_problem(ll_place_slice(place, end, end + 1),
                                    "a brace itself is written '{{' or '}}'",
                                    "this brace has no partner");
        uint32_t inside_end = (uint32_t)(close - text.data);
        if (!add_braced(&list, context, ll_place_slice(place, end + 1, inside_end)))
            return false;
        i = inside_end + 1;
    }
    *out = (ll_template){.pieces = list.items, .count = list.count, .source = text};
    return true;
}
