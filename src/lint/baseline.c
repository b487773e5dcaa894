/* Baselines: the faults that are known, so that only new ones are reported.
 *
 * An entry is a letter's path, a rule, a fingerprint and how often. A fault that occurs more often
 * than its entry says is reported from there on. Where a letter has no entry of its own and those
 * of a letter that is gone fit, it is taken for that letter under a new name: fingerprints decide
 * alone. A letter that has entries never borrows, so that a fault copied from a letter deleted
 * since is new in all that were known.
 *
 * The file is JSON, written sorted and an entry a line, so that version control merges it and shows
 * what changed. One that is to the byte as it was written is read line by line, since a tree of a
 * hundred thousand entries takes a hundred times their room. Any other that is JSON is read by the
 * YAML reader, of which JSON is a part: that one knows the place of every mistake. */
#include "lint/result.h"

#include "base/index.h"
#include "base/json.h"
#include "text/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char version_key[] = "letterlint-baseline";
static const char problem_rule[] = "baseline";
enum { VERSION = 1, MOST = 1000000000 };

typedef struct letter_path {
    const char *text;
    bool seen;      /* in this run */
    bool gone;      /* no letter has it any more */
    uint32_t first; /* of its entries, or LL_NONE */
} letter_path;

typedef struct known {
    uint32_t path;
    const char *rule, *fingerprint;
    uint32_t count, left; /* how often it may occur; and once more in this run */
    uint32_t next;        /* the next with this rule and fingerprint, or LL_NONE */
    uint32_t sibling;     /* the next of this letter, or LL_NONE */
} known;

/* The entries of all letters for one rule and fingerprint. */
typedef struct pool {
    uint32_t first, last; /* entries */
    uint32_t open;        /* the first that may have something to inherit; moves on */
} pool;

struct ll_baseline {
    ll_result *owner; /* its arena holds all; its diagnostics what is wrong with the file */
    letter_path *paths;
    uint32_t path_count, path_capacity;
    known *entries;
    uint32_t entry_count, entry_capacity;
    pool *pools;
    uint32_t pool_count, pool_capacity;
    ll_index by_path, by_key, by_fault; /* numbers of paths, entries, pools */
};

/* --- Entries -------------------------------------------------------------------------------- */

static uint32_t path_number(ll_baseline *b, ll_str path, bool make) {
    ll_arena *arena = b->owner->arena;
    uint32_t found = ll_index_find(&b->by_path, path);
    if (found != UINT32_MAX || !make)
        return found;
    b->paths =
        ll_arena_grow(arena, b->paths, &b->path_capacity, b->path_count + 1, sizeof *b->paths);
    const char *copy = ll_str_copy(arena, path);
    b->paths[b->path_count] = (letter_path){.text = copy, .first = LL_NONE};
    ll_index_add(&b->by_path, ll_str_of(copy), b->path_count);
    return b->path_count++;
}

/* What an entry is found by, in one piece that holds its texts too: "rule\0fingerprint\0path", the
 * path by its number. */
static ll_str key_of(ll_arena *arena, uint32_t path, ll_str rule, ll_str fingerprint) {
    char number[16];
    uint32_t texts = rule.length + 1 + fingerprint.length + 1;
    uint32_t digits = (uint32_t)snprintf(number, sizeof number, "%u", (unsigned)path);
    char *key = ll_arena_alloc(arena, texts + digits);
    memcpy(key, rule.data, rule.length);
    memcpy(key + rule.length + 1, fingerprint.data, fingerprint.length);
    memcpy(key + texts, number, digits);
    return (ll_str){key, texts + digits};
}

/* The part of a key that says nothing of the path. */
static ll_str fault_in(ll_str key, ll_str rule, ll_str fingerprint) {
    return ll_str_slice(key, 0, rule.length + 1 + fingerprint.length + 1);
}

/* Adds an entry to those of its rule and fingerprint. */
static void join_pool(ll_baseline *b, uint32_t entry, ll_str fault) {
    uint32_t number = ll_index_find(&b->by_fault, fault);
    if (number != UINT32_MAX) {
        b->entries[b->pools[number].last].next = entry;
        b->pools[number].last = entry;
        return;
    }
    b->pools = ll_arena_grow(b->owner->arena, b->pools, &b->pool_capacity, b->pool_count + 1,
                             sizeof *b->pools);
    b->pools[b->pool_count] = (pool){.first = entry, .last = entry, .open = entry};
    ll_index_add(&b->by_fault, fault, b->pool_count++);
}

static void add(ll_baseline *b, uint32_t path, ll_str rule, ll_str fingerprint, uint32_t count) {
    ll_arena *arena = b->owner->arena;
    ll_str key = key_of(arena, path, rule, fingerprint);
    uint32_t found = ll_index_find(&b->by_key, key);
    if (found == UINT32_MAX) {
        found = b->entry_count++;
        b->entries =
            ll_arena_grow(arena, b->entries, &b->entry_capacity, found + 1, sizeof *b->entries);
        b->entries[found] = (known){.path = path,
                                    .rule = key.data,
                                    .fingerprint = key.data + rule.length + 1,
                                    .next = LL_NONE,
                                    .sibling = b->paths[path].first};
        b->paths[path].first = found;
        ll_index_add(&b->by_key, key, found);
        join_pool(b, found, fault_in(key, rule, fingerprint));
    }
    known *entry = &b->entries[found];
    entry->count += count < MOST - entry->count ? count : MOST - entry->count;
    entry->left = entry->count;
}

/* --- Reading what we wrote ------------------------------------------------------------------ */

static bool take_word(ll_str *rest, const char *word) {
    if (!ll_str_starts(*rest, word))
        return false;
    *rest = ll_str_slice(*rest, (uint32_t)strlen(word), rest->length);
    return true;
}

/* A text without escapes, of which none is in any id or in most paths. */
static bool take_text(ll_str *text, ll_str *rest) {
    uint32_t end = 0;
    while (end < rest->length && (unsigned char)rest->data[end] >= ' ' && rest->data[end] != '"' &&
           rest->data[end] != '\\')
        end++;
    *text = ll_str_slice(*rest, 0, end);
    *rest = ll_str_slice(*rest, end, rest->length);
    return end > 0;
}

static bool take_count(uint32_t *count, ll_str *rest) {
    enum { MOST_DIGITS = 9 };
    uint32_t i = 0;
    *count = 0;
    for (; i < rest->length && rest->data[i] >= '0' && rest->data[i] <= '9' && i <= MOST_DIGITS;
         i++)
        *count = *count * 10 + (uint32_t)(rest->data[i] - '0');
    bool good = i <= MOST_DIGITS && *count > 0 && rest->data[0] != '0';
    *rest = ll_str_slice(*rest, i, rest->length);
    return good;
}

/* Reads all entries, or says that the file is not as we write it. `b` NULL: only looks. */
static bool take_entries(ll_baseline *b, ll_str rest) {
    ll_str path, rule, fingerprint;
    uint32_t count;
    if (!take_word(&rest, "{\"letterlint-baseline\":1,\"entries\":["))
        return false;
    do {
        if (!take_word(&rest, "\n{\"path\":\"") || !take_text(&path, &rest) ||
            !take_word(&rest, "\",\"rule\":\"") || !take_text(&rule, &rest) ||
            !take_word(&rest, "\",\"fingerprint\":\"") || !take_text(&fingerprint, &rest) ||
            !take_word(&rest, "\",\"count\":") || !take_count(&count, &rest) ||
            !take_word(&rest, "}"))
            return false;
        if (b)
            add(b, path_number(b, path, true), rule, fingerprint, count);
    } while (take_word(&rest, ","));
    return take_word(&rest, "]}\n") && rest.length == 0;
}

/* --- Reading what others wrote -------------------------------------------------------------- */

typedef struct reader {
    ll_baseline *baseline;
    ll_arena *arena;
    ll_diagnostics *problems;
} reader;

static bool expect(const reader *r, const ll_yaml_node *node, ll_yaml_kind kind, const char *what) {
    static const char *const kinds[] = {[LL_YAML_SCALAR] = "a text or a number",
                                        [LL_YAML_SEQUENCE] = "a list",
                                        [LL_YAML_MAPPING] = "an object"};
    if (node->kind == kind)
        return true;
    ll_problem(r->problems, node->span, problem_rule, "", "%s must be %s", what, kinds[kind]);
    return false;
}

static void check_keys(const reader *r, const ll_yaml_node *node, const char *const *keys,
                       size_t count, const char *where) {
    for (uint32_t i = 0; i < node->count; i++) {
        const char *key = ll_str_copy(r->arena, node->keys[i]->text);
        size_t k = 0;
        while (k < count && strcmp(keys[k], key) != 0)
            k++;
        if (k == count)
            ll_problem(r->problems, node->keys[i]->span, problem_rule,
                       ll_did_you_mean(r->arena, key, keys, count), "unknown key '%s' in %s", key,
                       where);
    }
}

/* The text of a key that must be there, or an empty one after saying so. */
static ll_str text_of(const reader *r, const ll_yaml_node *entry, const char *key) {
    const ll_yaml_node *node = ll_yaml_get(entry, key);
    if (!node) {
        ll_problem(r->problems, entry->span, problem_rule, "", "'%s' is missing in this entry",
                   key);
        return (ll_str){"", 0};
    }
    if (!expect(r, node, LL_YAML_SCALAR, ll_format(r->arena, "'%s'", key)))
        return (ll_str){"", 0};
    if (node->text.length == 0)
        ll_problem(r->problems, node->span, problem_rule, "", "'%s' is empty", key);
    return node->text;
}

static void read_entry(const reader *r, const ll_yaml_node *node) {
    static const char *const keys[] = {"path", "rule", "fingerprint", "count"};
    double count;
    if (!expect(r, node, LL_YAML_MAPPING, "an entry"))
        return;
    check_keys(r, node, keys, sizeof keys / sizeof *keys, "an entry");
    uint32_t errors = r->problems->errors;
    ll_str path = text_of(r, node, "path"), rule = text_of(r, node, "rule");
    ll_str fingerprint = text_of(r, node, "fingerprint"), number = text_of(r, node, "count");
    if (r->problems->errors > errors)
        return;
    if (!ll_str_to_number(&count, number) || count < 1 || count > MOST ||
        count != (double)(uint32_t)count) {
        ll_problem(r->problems, ll_yaml_get(node, "count")->span, problem_rule, "",
                   "'count' must be a whole number from 1");
        return;
    }
    uint32_t place = path_number(r->baseline, path, true);
    add(r->baseline, place, rule, fingerprint, (uint32_t)count);
}

static bool check_version(const reader *r, const ll_yaml_node *version) {
    static const char advice[] = "letterlint --write-baseline FILE makes one";
    if (version && ll_str_is(version->text, "1"))
        return true;
    if (version)
        ll_problem(r->problems, version->span, problem_rule, advice,
                   "a baseline of another version: this letterlint knows %d", VERSION);
    else
        ll_problem(r->problems, (ll_span){0, 0}, problem_rule, advice,
                   "this is no baseline: \"%s\": %d is missing", version_key, VERSION);
    return false;
}

static void read_root(const reader *r, const ll_yaml_node *root) {
    static const char *const keys[] = {version_key, "entries"};
    const ll_yaml_node *version, *entries;
    if (!expect(r, root, LL_YAML_MAPPING, "a baseline"))
        return;
    version = ll_yaml_get(root, version_key);
    entries = ll_yaml_get(root, "entries");
    if (!check_version(r, version))
        return;
    check_keys(r, root, keys, sizeof keys / sizeof *keys, "a baseline");
    if (!entries || !expect(r, entries, LL_YAML_SEQUENCE, "'entries'"))
        return;
    for (uint32_t i = 0; i < entries->count; i++)
        read_entry(r, entries->values[i]);
}

/* Whether it is JSON; a byte order mark, which some editors put before it, is no part of that. */
static bool check_json(const reader *r, ll_str text) {
    static const char mark[] = "\xEF\xBB\xBF";
    uint32_t start = ll_str_starts(text, mark) ? sizeof mark - 1 : 0;
    ll_json_fault fault;
    if (ll_json_check(r->arena, ll_str_slice(text, start, text.length), &fault))
        return true;
    uint32_t place = start + fault.offset;
    ll_problem(r->problems, (ll_span){place, place + 1}, problem_rule,
               "letterlint --write-baseline FILE makes one", "this baseline is no JSON: %s",
               ll_format(r->arena, "%s", fault.message));
    return false;
}

/* Runs under the guard of the owner's arena. */
static void read_text(ll_baseline *b, const char *path, const char *text, size_t length) {
    ll_result *owner = b->owner;
    ll_error error;
    const ll_yaml_node *root;
    bool readable = ll_source_check(text, length, &error);
    uint32_t size = readable ? (uint32_t)length : 0;
    if (take_entries(NULL, (ll_str){text, size})) {
        take_entries(b, (ll_str){text, size});
        return;
    }
    ll_source_init(&owner->source, owner->arena, ll_arena_copy(owner->arena, path, strlen(path)),
                   (ll_str){ll_arena_copy(owner->arena, text, size), size});
    if (!readable) {
        ll_problem(&owner->diagnostics, (ll_span){0, 0}, problem_rule, "", "%s",
                   ll_format(owner->arena, "%s", error.message));
        return;
    }
    reader r = {.baseline = b, .arena = owner->arena, .problems = &owner->diagnostics};
    if (check_json(&r, owner->source.text) &&
        ll_yaml_parse(&root, owner->arena, &owner->source, (ll_span){0, size}, &owner->diagnostics))
        read_root(&r, root);
}

ll_status ll_baseline_new(ll_baseline **out, const char *path, const char *text, size_t length,
                          ll_result **problem) {
    ll_result *owner = ll_result_new(0);
    if (!owner)
        return LL_NOMEM;
    if (setjmp(*ll_arena_guard(owner->arena))) {
        ll_result_free(owner);
        return LL_NOMEM;
    }
    ll_baseline *b = ll_arena_alloc(owner->arena, sizeof *b);
    b->owner = owner;
    b->by_path.arena = b->by_key.arena = b->by_fault.arena = owner->arena;
    if (text)
        read_text(b, path, text, length);
    if (owner->diagnostics.count == 0) {
        *out = b;
        return LL_OK;
    }
    ll_diagnostics_sort(&owner->diagnostics);
    if (problem)
        *problem = owner;
    else
        ll_result_free(owner);
    return LL_INVALID;
}

void ll_baseline_free(ll_baseline *baseline) {
    if (baseline)
        ll_result_free(baseline->owner);
}

/* --- Holding letters against it ------------------------------------------------------------- */

void ll_baseline_find_gone(ll_baseline *baseline, bool (*exists)(void *user, const char *path),
                           void *user) {
    for (uint32_t i = 0; i < baseline->path_count; i++)
        baseline->paths[i].gone = !exists(user, baseline->paths[i].text);
    for (uint32_t i = 0; i < baseline->pool_count; i++)
        baseline->pools[i].open = baseline->pools[i].first;
}

/* The entry of a letter that is gone, with something left; or LL_NONE. */
static uint32_t inherited(ll_baseline *b, ll_str fault) {
    uint32_t number = ll_index_find(&b->by_fault, fault);
    if (number == UINT32_MAX)
        return LL_NONE;
    uint32_t *open = &b->pools[number].open;
    while (*open != LL_NONE &&
           (b->entries[*open].left == 0 || !b->paths[b->entries[*open].path].gone))
        *open = b->entries[*open].next;
    return *open;
}

/* Whether the fault is known; then there is one less of it. */
static bool take(ll_baseline *b, ll_arena *scratch, uint32_t path, ll_str rule,
                 ll_str fingerprint) {
    ll_str key = key_of(scratch, path, rule, fingerprint);
    uint32_t entry = path == UINT32_MAX ? inherited(b, fault_in(key, rule, fingerprint))
                                        : ll_index_find(&b->by_key, key);
    if (entry == LL_NONE || b->entries[entry].left == 0)
        return false;
    b->entries[entry].left--;
    return true;
}

/* Leaves those that the baseline does not know. */
static void keep_unknown(ll_baseline *baseline, ll_result *result, uint32_t path) {
    ll_diagnostics *list = &result->diagnostics;
    uint32_t kept = 0;
    list->errors = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        ll_diagnostic diagnostic = list->items[i];
        if (take(baseline, result->arena, path, ll_str_of(diagnostic.rule),
                 ll_str_of(result->fingerprints[i].text)))
            continue;
        list->errors += diagnostic.level == LL_ERROR;
        result->fingerprints[kept] = result->fingerprints[i];
        list->items[kept++] = diagnostic;
    }
    list->count = kept;
}

ll_status ll_baseline_apply(ll_baseline *baseline, ll_result *result, const char *path) {
    uint32_t number = path_number(baseline, ll_str_of(path), false);
    if (!result->fingerprints)
        return LL_INVALID;
    if (setjmp(*ll_arena_guard(result->arena)))
        return LL_NOMEM;
    if (number != UINT32_MAX)
        baseline->paths[number].seen = true;
    keep_unknown(baseline, result, number);
    return LL_OK;
}

void ll_baseline_stale(const ll_baseline *baseline,
                       void (*seen)(void *user, const ll_baseline_entry *entry), void *user) {
    for (uint32_t i = 0; i < baseline->entry_count; i++) {
        const known *entry = &baseline->entries[i];
        const letter_path *path = &baseline->paths[entry->path];
        ll_baseline_entry stale = {.path = path->text,
                                   .rule = entry->rule,
                                   .fingerprint = entry->fingerprint,
                                   .count = entry->left};
        if (entry->left > 0 && (path->seen || path->gone))
            seen(user, &stale);
    }
}

/* --- Writing -------------------------------------------------------------------------------- */

ll_status ll_baseline_record(ll_baseline *baseline, const ll_result *result, const char *path) {
    if (!result->fingerprints)
        return LL_INVALID;
    if (setjmp(*ll_arena_guard(baseline->owner->arena)))
        return LL_NOMEM;
    uint32_t number = path_number(baseline, ll_str_of(path), true);
    baseline->paths[number].gone = false;
    for (uint32_t i = baseline->paths[number].first; i != LL_NONE; i = baseline->entries[i].sibling)
        baseline->entries[i].count = baseline->entries[i].left = 0;
    for (uint32_t i = 0; i < result->diagnostics.count; i++)
        add(baseline, number, ll_str_of(result->diagnostics.items[i].rule),
            ll_str_of(result->fingerprints[i].text), 1);
    return LL_OK;
}

/* An entry as it is sorted. */
typedef struct row {
    const char *path;
    const known *entry;
} row;

static int compare_rows(const void *a, const void *b) {
    const row *x = a, *y = b;
    int order = strcmp(x->path, y->path);
    if (order == 0)
        order = strcmp(x->entry->rule, y->entry->rule);
    return order ? order : strcmp(x->entry->fingerprint, y->entry->fingerprint);
}

static void write_row(ll_json *json, const row *r) {
    ll_json_line(json);
    ll_json_open(json, '{');
    ll_json_text_field(json, "path", r->path);
    ll_json_text_field(json, "rule", r->entry->rule);
    ll_json_text_field(json, "fingerprint", r->entry->fingerprint);
    ll_json_number_field(json, "count", r->entry->count);
    ll_json_close(json, '}');
}

ll_status ll_baseline_write(ll_baseline *baseline, const ll_sink *sink) {
    if (setjmp(*ll_arena_guard(baseline->owner->arena)))
        return LL_NOMEM;
    row *rows = ll_arena_array(baseline->owner->arena, baseline->entry_count, sizeof *rows);
    uint32_t count = 0;
    for (uint32_t i = 0; i < baseline->entry_count; i++) {
        const known *entry = &baseline->entries[i];
        const letter_path *path = &baseline->paths[entry->path];
        if (entry->count > 0 && !path->gone)
            rows[count++] = (row){path->text, entry};
    }
    if (count > 1)
        qsort(rows, count, sizeof *rows, compare_rows);
    ll_writer out;
    ll_writer_init(&out, sink);
    ll_json json = ll_json_on(&out);
    ll_json_open(&json, '{');
    ll_json_number_field(&json, version_key, VERSION);
    ll_json_key(&json, "entries");
    ll_json_open(&json, '[');
    for (uint32_t i = 0; i < count; i++)
        write_row(&json, &rows[i]);
    ll_json_close(&json, ']');
    ll_json_close(&json, '}');
    ll_writer_putc(&out, '\n');
    ll_writer_flush(&out);
    return json.failed ? LL_NOMEM : out.failed ? LL_SINK_FAILED : LL_OK;
}
