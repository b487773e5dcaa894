/* The reader of yaml.h: libfyaml's events, turned into a tree of our own.
 *
 * libfyaml scans and parses; its documents are not used. Events leave the nesting to us, so depth
 * is limited by a stack that stands here and nothing recurses, and their marks are byte offsets
 * into the text as given (a byte order mark included), which is all that exact spans need. What
 * rule files have no use for (anchors, aliases, tags, a second document, keys that are not texts)
 * is refused here, each with its place; libfyaml itself stops at the first syntax error.
 *
 * libfyaml never prints: its errors are collected and copied. Its objects are released by
 * `release`, called at the end of a parse or, should memory run out, by the arena.
 */
#include "text/yaml.h"

#include "base/utf8.h"

#include <errno.h>
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_LIMIT = 16 * 1024 * 1024, DEPTH_LIMIT = 64 };

static const char rule_name[] = "yaml";

/* A collection whose end has not been seen. */
typedef struct frame {
    ll_yaml_node *node;
    const ll_yaml_node **keys, **values;
    uint32_t key_count, key_capacity, value_count, value_capacity;
    bool flow;
} frame;

typedef struct reader {
    ll_arena *arena;
    const ll_source *source;
    ll_span part;
    ll_diagnostics *problems;
    struct fy_diag *diag;
    struct fy_parser *parser;
    struct fy_event *event;
    frame frames[DEPTH_LIMIT];
    uint32_t depth, documents;
    uint32_t last_end; /* of the latest scalar or bracket: where an absent value would stand */
    const ll_yaml_node *root;
    bool ended;
} reader;

static void release(void *object) {
    reader *r = object;
    if (r->event)
        fy_parser_event_free(r->parser, r->event);
    if (r->parser)
        fy_parser_destroy(r->parser);
    if (r->diag)
        fy_diag_destroy(r->diag);
    r->event = NULL;
    r->parser = NULL;
    r->diag = NULL;
}

static void open_parser(reader *r) {
    struct fy_diag_cfg messages;
    fy_diag_cfg_default(&messages);
    messages.fp = NULL;
    r->diag = fy_diag_create(&messages);
    if (!r->diag)
        ll_arena_fail(r->arena);
    fy_diag_set_collect_errors(r->diag, true);
    struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                           FYPCF_DISABLE_MMAP_OPT | FYPCF_JSON_NONE,
                                  .diag = r->diag};
    r->parser = fy_parser_create(&config);
    const char *text = r->part.end > r->part.start ? r->source->text.data + r->part.start : "";
    if (!r->parser || fy_parser_set_string(r->parser, text, r->part.end - r->part.start) != 0)
        ll_arena_fail(r->arena);
}

static uint32_t offset_of(const reader *r, const struct fy_mark *mark) {
    size_t length = r->part.end - r->part.start;
    size_t position = mark->input_pos < length ? mark->input_pos : length;
    return r->part.start + (uint32_t)position;
}

static ll_span span_of_marks(const reader *r, const struct fy_mark *start,
                             const struct fy_mark *end) {
    if (!start || !end)
        return (ll_span){r->last_end, r->last_end};
    ll_span span = {offset_of(r, start), offset_of(r, end)};
    if (span.end < span.start)
        span.end = span.start;
    return span;
}

static ll_span span_of_token(const reader *r, struct fy_token *token) {
    return token ? span_of_marks(r, fy_token_start_mark(token), fy_token_end_mark(token))
                 : span_of_marks(r, NULL, NULL);
}

static ll_span span_of_event(const reader *r) {
    return span_of_marks(r, fy_event_start_mark(r->event), fy_event_end_mark(r->event));
}

/* The offset of libfyaml's 1-based line and column; columns are code points. */
static uint32_t offset_at(const reader *r, int line, int column) {
    ll_str text = r->source->text;
    uint32_t first = ll_source_line_of(r->source, r->part.start);
    uint32_t index = first + (line > 1 ? (uint32_t)line - 1 : 0);
    ll_span span = ll_source_line(r->source, index);
    uint32_t offset = index == first ? r->part.start : span.start;
    for (int i = 1; i < column && offset < span.end; i++)
        do
            offset++;
        while (offset < span.end && ((unsigned char)text.data[offset] & 0xC0) == 0x80);
    return offset < r->part.end ? offset : r->part.end;
}

/* A span that a caret line can show: one line of what libfyaml found at fault. */
static ll_span within_line(const reader *r, ll_span span) {
    ll_span line = ll_source_line(r->source, ll_source_line_of(r->source, span.start));
    if (span.end > line.end)
        span.end = line.end > span.start ? line.end : span.start;
    return span;
}

typedef struct mistake {
    const char *part;    /* of libfyaml's message */
    const char *message; /* what to say instead, or NULL */
    const char *advice;
} mistake;

static const char no_key[] = "a key without ':', or a line that is not indented as it should be";
static const char astray[] = "not indented like what it belongs to";
static const char glued_dash[] = "put a space behind '-'";

/* What those who write rules get wrong most, and how to mend it; the first that fits. */
static const mistake mistakes[] = {
    {"invalid tab", "a tab cannot indent", "indent with spaces"},
    {"tab character", "a tab cannot indent", "indent with spaces"},
    {"nested block mapping on the same line", NULL, "put quotes around a text that holds ': '"},
    {"multiline plain key", no_key, "write 'key: value'"},
    {"invalid value after mapping", no_key, "write 'key: value'"},
    {"invalid escape", NULL, "single quotes take '\\' as it is"},
    {"plain scalar cannot start", NULL, "put quotes around the text"},
    {"after single-quoted", NULL, "write '' for an apostrophe within single quotes"},
    {"after double-quoted", NULL, "write \\\" for a quotation mark within double quotes"},
    {"missing comma in flow", NULL,
     "put ',' between entries, and quotes around a text that holds brackets"},
    {"expected '-' indicator", astray, "indent the keys of one mapping alike"},
    {"end of block sequence", astray, "indent the keys of one mapping alike"},
    {"indendation in sequence", astray, "indent the entries of one list alike"}, /* its spelling */
    {"wrongly indented", NULL, "indent it further than its key"},
    {"indentation in mapping", astray, "indent the keys of one mapping alike"},
    {"expected key", NULL, "indent the entries of one list or mapping alike"},
    {"sequence on the same line", NULL, "begin the list on a line of its own"},
};

/* Whether a line or a text begins like an entry of a list, but for the space: "-id". */
static bool has_glued_dash(ll_str text) {
    return text.length > 1 && text.data[0] == '-' && !strchr("- \t\r\n", text.data[1]);
}

/* Advice that only the line itself can give, or NULL: a dash without its space, and a text that
 * goes on behind the brace which closes what it began with: `message: {match} is bad`. */
static const char *advice_of_line(const reader *r, uint32_t offset) {
    ll_span span = ll_source_line(r->source, ll_source_line_of(r->source, offset));
    ll_str line = ll_str_trim(ll_str_slice(r->source->text, span.start, span.end));
    if (has_glued_dash(line))
        return glued_dash;
    ll_str before = ll_str_trim(ll_str_slice(r->source->text, span.start, offset));
    const char *colon = memchr(before.data, ':', before.length);
    if (!colon || before.data[before.length - 1] != '}')
        return NULL;
    uint32_t behind = (uint32_t)(colon - before.data) + 1;
    ll_str value = ll_str_trim(ll_str_slice(before, behind, before.length));
    return ll_str_starts(value, "{") ? "put quotes around a text that begins with '{'" : NULL;
}

static void report_mistake(reader *r, ll_span span, const char *message) {
    static const mistake unknown = {"", NULL, ""};
    const mistake *found = &unknown;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && found == &unknown; i++)
        if (strstr(message, mistakes[i].part))
            found = &mistakes[i];
    const char *better = found->message == no_key ? advice_of_line(r, span.start) : NULL;
    ll_problem(r->problems, span, rule_name, better ? better : found->advice, "%s",
               found->message ? found->message : message);
}

static void report_syntax(reader *r) {
    void *iterator = NULL;
    struct fy_diag_error *error;
    bool any = false;
    while ((error = fy_diag_errors_iterate(r->diag, &iterator))) {
        uint32_t at = offset_at(r, error->line, error->column);
        ll_span span = {at, at};
        if (error->fyt && fy_token_start_mark(error->fyt))
            span = within_line(r, span_of_token(r, error->fyt));
        report_mistake(r, span, error->msg ? error->msg : "not YAML");
        any = true;
    }
    if (!any && errno == ENOMEM)
        ll_arena_fail(r->arena);
    if (!any) /* it happens: libfyaml 0.7 gives up on some malformed input without a word */
        ll_problem(r->problems, (ll_span){r->last_end, r->last_end}, rule_name, "",
                   "what follows cannot be read as YAML");
}

/* Quoted and plain scalars: libfyaml's marks lie inside the quotes. A block scalar's begin with its
 * indentation and end behind its last line break; both are left out of the span. */
static ll_span trimmed(const reader *r, ll_span span, ll_str value) {
    const char *text = r->source->text.data;
    while (span.start < span.end && (text[span.start] == ' ' || text[span.start] == '\n'))
        span.start++;
    if (span.end - span.start >= value.length &&
        memcmp(text + span.start, value.data, value.length) == 0)
        return (ll_span){span.start, span.start + value.length};
    while (span.end > span.start && (text[span.end - 1] == '\n' || text[span.end - 1] == '\r'))
        span.end--;
    return span;
}

/* Escapes can write what no file may hold: a NUL, or half of a surrogate pair. */
static void check_characters(reader *r, const ll_yaml_node *node) {
    size_t valid = ll_utf8_find_invalid(node->text.data, node->text.length);
    if (valid < node->text.length || memchr(node->text.data, '\0', node->text.length))
        ll_problem(r->problems, node->span, rule_name, "",
                   "a text cannot hold a NUL or half a surrogate pair");
}

static ll_yaml_node *scalar(reader *r) {
    ll_yaml_node *node = ll_arena_alloc(r->arena, sizeof *node);
    struct fy_token *token = r->event->scalar.value;
    enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
    size_t length = 0;
    const char *text = token ? fy_token_get_text(token, &length) : "";
    if (!text)
        ll_arena_fail(r->arena);
    node->kind = LL_YAML_SCALAR;
    node->text = (ll_str){ll_arena_copy(r->arena, text, length), (uint32_t)length};
    node->plain = style == FYSS_PLAIN;
    node->span = span_of_token(r, token);
    if (style == FYSS_LITERAL || style == FYSS_FOLDED)
        node->span = trimmed(r, node->span, node->text);
    node->verbatim =
        ll_str_equal(ll_str_slice(r->source->text, node->span.start, node->span.end), node->text);
    r->last_end = node->span.end;
    check_characters(r, node);
    return node;
}

/* Stands where an alias was refused. */
static const ll_yaml_node *absent(reader *r) {
    ll_yaml_node *node = ll_arena_alloc(r->arena, sizeof *node);
    *node = (ll_yaml_node){.kind = LL_YAML_SCALAR, .text = {"", 0}, .span = span_of_event(r)};
    return node;
}

static void refuse(reader *r, struct fy_token *token, const char *what) {
    if (token)
        ll_problem(r->problems, span_of_token(r, token), rule_name, "", "%s cannot be used here",
                   what);
}

/* Hands a finished node to the collection around it. */
static void attach(reader *r, const ll_yaml_node *node) {
    if (r->depth == 0) {
        r->root = node;
        return;
    }
    frame *f = &r->frames[r->depth - 1];
    if (node->span.start < f->node->span.start) /* of "[key: value]", the mark is at the colon */
        f->node->span.start = node->span.start;
    if (f->node->kind == LL_YAML_MAPPING && f->key_count == f->value_count) {
        if (node->kind != LL_YAML_SCALAR)
            ll_problem(r->problems, node->span, rule_name, "", "a key must be a text");
        f->keys =
            ll_arena_grow(r->arena, f->keys, &f->key_capacity, f->key_count + 1, sizeof *f->keys);
        f->keys[f->key_count++] = node;
        return;
    }
    f->values = ll_arena_grow(r->arena, f->values, &f->value_capacity, f->value_count + 1,
                              sizeof *f->values);
    f->values[f->value_count++] = node;
}

/* Opens a collection; false where it nests too deeply, after which reading stops. */
static bool open_collection(reader *r, ll_yaml_kind kind) {
    ll_span span = span_of_event(r);
    if (r->depth == DEPTH_LIMIT) {
        ll_problem(r->problems, span, rule_name, "", "nested more than %d levels deep",
                   DEPTH_LIMIT);
        return false;
    }
    ll_yaml_node *node = ll_arena_alloc(r->arena, sizeof *node);
    *node = (ll_yaml_node){.kind = kind, .span = span};
    r->frames[r->depth++] = (frame){.node = node, .flow = span.end > span.start};
    r->last_end = span.end;
    return true;
}

const char *ll_yaml_list_advice(const ll_yaml_node *node) {
    const ll_yaml_node *first =
        node->kind == LL_YAML_MAPPING && node->count > 0 ? node->keys[0] : node;
    bool glued = first->kind == LL_YAML_SCALAR && first->plain && has_glued_dash(first->text);
    return glued ? glued_dash : "";
}

typedef struct key_place {
    ll_str text;
    uint32_t index;
} key_place;

static int compare_keys(const void *a, const void *b) {
    const key_place *x = a, *y = b;
    int order = ll_str_compare(x->text, y->text);
    if (order != 0)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void check_duplicates(reader *r, const frame *f) {
    key_place *places = ll_arena_array(r->arena, f->key_count, sizeof *places);
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->key_count; i++)
        if (f->keys[i]->kind == LL_YAML_SCALAR)
            places[count++] = (key_place){f->keys[i]->text, i};
    if (count > 1)
        qsort(places, count, sizeof *places, compare_keys);
    for (uint32_t i = 1; i < count; i++)
        if (ll_str_equal(places[i].text, places[i - 1].text))
            ll_problem(r->problems, f->keys[places[i].index]->span, rule_name,
                       ll_yaml_list_advice(f->node), "the key '%s' is given twice",
                       places[i].text.data);
}

static void close_collection(reader *r) {
    frame *f = &r->frames[--r->depth];
    if (f->flow)
        r->last_end = span_of_event(r).end;
    if (r->last_end > f->node->span.end)
        f->node->span.end = r->last_end;
    f->node->count = f->value_count;
    f->node->keys = f->keys;
    f->node->values = f->values;
    if (f->node->kind == LL_YAML_MAPPING)
        check_duplicates(r, f);
    attach(r, f->node);
}

static bool start_document(reader *r) {
    if (r->documents++ == 0)
        return true;
    ll_problem(r->problems, span_of_event(r), rule_name, "", "a second document cannot be here");
    return false;
}

/* Takes one event in; false stops the reading. */
static bool take(reader *r) {
    struct fy_event *event = r->event;
    switch (event->type) {
    case FYET_STREAM_END: r->ended = true; return true;
    case FYET_DOCUMENT_START: return start_document(r);
    case FYET_ALIAS:
        refuse(r, event->alias.anchor, "an alias (*name)");
        attach(r, absent(r));
        return true;
    case FYET_SCALAR:
        refuse(r, event->scalar.anchor, "an anchor (&name)");
        refuse(r, event->scalar.tag, "a tag (!name)");
        attach(r, scalar(r));
        return true;
    case FYET_SEQUENCE_START:
        refuse(r, event->sequence_start.anchor, "an anchor (&name)");
        refuse(r, event->sequence_start.tag, "a tag (!name)");
        return open_collection(r, LL_YAML_SEQUENCE);
    case FYET_MAPPING_START:
        refuse(r, event->mapping_start.anchor, "an anchor (&name)");
        refuse(r, event->mapping_start.tag, "a tag (!name)");
        return open_collection(r, LL_YAML_MAPPING);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END: close_collection(r); return true;
    default: return true;
    }
}

static void read_events(reader *r) {
    bool going = true;
    while (going && !r->ended) {
        errno = 0;
        r->event = fy_parser_parse(r->parser);
        if (!r->event) {
            report_syntax(r);
            return;
        }
        going = take(r);
        fy_parser_event_free(r->parser, r->event);
        r->event = NULL;
    }
}

bool ll_yaml_parse(const ll_yaml_node **out, ll_arena *arena, const ll_source *source, ll_span part,
                   ll_diagnostics *problems) {
    if (part.end - part.start > SIZE_LIMIT) {
        ll_problem(problems, (ll_span){part.start, part.start}, rule_name, "", "larger than %d MiB",
                   SIZE_LIMIT / 1024 / 1024);
        return false;
    }
    uint32_t errors = problems->errors;
    reader *r = ll_arena_alloc(arena, sizeof *r);
    r->arena = arena;
    r->source = source;
    r->part = part;
    r->problems = problems;
    r->last_end = part.start;
    ll_arena_defer(arena, release, r);
    open_parser(r);
    read_events(r);
    release(r);
    if (problems->errors > errors)
        return false;
    if (!r->root || (r->root->kind == LL_YAML_SCALAR && r->root->plain && !r->root->text.length)) {
        ll_yaml_node *empty = ll_arena_alloc(arena, sizeof *empty);
        *empty = (ll_yaml_node){.kind = LL_YAML_MAPPING, .span = {part.start, part.start}};
        r->root = empty;
    }
    *out = r->root;
    return true;
}

const ll_yaml_node *ll_yaml_get(const ll_yaml_node *mapping, const char *key) {
    for (uint32_t i = 0; mapping->kind == LL_YAML_MAPPING && i < mapping->count; i++)
        if (ll_str_is(mapping->keys[i]->text, key))
            return mapping->values[i];
    return NULL;
}

ll_span ll_yaml_part(const ll_yaml_node *scalar, uint32_t start, uint32_t end) {
    if (!scalar->verbatim)
        return scalar->span;
    if (end > scalar->text.length)
        end = scalar->text.length;
    if (start > end)
        start = end;
    return (ll_span){scalar->span.start + start, scalar->span.start + end};
}
