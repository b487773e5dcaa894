/* The word lists of a language, read from its YAML file and looked up by name.
 *
 * Items are kept twice: as written, in the order of the file, and folded, sorted and grouped by
 * first byte. A lookup folds what it is asked into a small buffer (no item is longer than it) and
 * compares within one group, so it costs next to nothing and never allocates. All pointers are
 * near: a letter looks at a few items of many.
 */
#include "text/vocabulary.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_ITEM = 100, BYTES = 256 };

/* The arrays are of ll_near_str. */
typedef struct word_list {
    ll_near items;  /* as written */
    ll_near sorted; /* folded, by byte order */
    uint32_t count;
    uint32_t by_byte[BYTES + 1]; /* where the items with that first byte begin in `sorted` */
} word_list;

struct ll_vocabulary {
    word_list lists[LL_LIST_COUNT];
};

static const ll_pack_field list_fields[] = {
    LL_NEAR_MANY_FIELD(word_list, items, ll_pack_near_strs, count),
    LL_NEAR_MANY_FIELD(word_list, sorted, ll_pack_near_strs, count),
};
static const ll_pack_type list_packed = LL_PACK_TYPE(word_list, list_fields);
static const ll_pack_field vocabulary_fields[] = {
    LL_INSIDE_FIELD(ll_vocabulary, lists, list_packed, LL_LIST_COUNT),
};
const ll_pack_type ll_vocabulary_packed = LL_PACK_TYPE(ll_vocabulary, vocabulary_fields);

/* A list while it is read. */
typedef struct growing_list {
    ll_str *items;
    uint32_t count, capacity;
} growing_list;

typedef struct load_state {
    ll_arena *arena;
    ll_diagnostics *problems;
    growing_list lists[LL_LIST_COUNT];
} load_state;

static const char contractions_key[] = "contractions";
static const char rule_name[] = "vocabulary";

const char *ll_list_name(ll_list_id list) {
    static const char *const names[LL_LIST_COUNT] = {
        [LL_LIST_TITLES] = "titles",
        [LL_LIST_ABBREVIATIONS] = "abbreviations",
        [LL_LIST_FINAL_ABBREVIATIONS] = "final-abbreviations",
        [LL_LIST_NUMBER_ABBREVIATIONS] = "number-abbreviations",
        [LL_LIST_SENTENCE_STARTERS] = "sentence-starters",
        [LL_LIST_LOWERCASE_NAMES] = "lowercase-names",
        [LL_LIST_SALUTATIONS] = "salutations",
        [LL_LIST_ADDRESSEES] = "addressees",
        [LL_LIST_NAME_PARTICLES] = "name-particles",
        [LL_LIST_SIGNOFFS] = "signoffs",
        [LL_LIST_POSTSCRIPTS] = "postscripts",
        [LL_LIST_ENCLOSURES] = "enclosures",
        [LL_LIST_HEADER_LABELS] = "header-labels",
        [LL_LIST_ADDRESS_WORDS] = "address-words",
        [LL_LIST_MONTHS] = "months",
        [LL_LIST_FINITE_VERBS] = "finite-verbs",
        [LL_LIST_NEGATORS] = "negators",
        [LL_LIST_NEGATION_ENDS] = "negation-ends",
        [LL_LIST_NEGATION_UNDONE] = "negation-undone",
        [LL_LIST_CONTRACTIONS_LONG] = contractions_key,
        [LL_LIST_CONTRACTIONS_SHORT] = contractions_key,
        [LL_LIST_FUNCTION_WORDS] = "function-words",
    };
    return names[list];
}

/* A text folded, its runs of spaces made one, cut behind its first `most` bytes (LONGEST_ITEM at
 * most). */
typedef struct folded {
    char text[LONGEST_ITEM + 8];
    uint32_t length;
    bool whole; /* nothing was cut off */
} folded;

/* The bytes of a character folded, of any space a blank; returns how many. */
static uint32_t fold_one(char bytes[4], uint32_t c) {
    c = ll_utf8_is_space(c) ? ' ' : ll_utf8_fold_code_point(c);
    if (c >= 0x80)
        return (uint32_t)ll_utf8_encode(bytes, c);
    bytes[0] = (char)c;
    return 1;
}

static void fold(folded *out, ll_str text, uint32_t most) {
    uint32_t i = 0, length = 0;
    while (i < text.length && length <= most) {
        uint32_t next;
        uint32_t c = ll_utf8_decode(text.data, text.length, i, &next);
        char bytes[4];
        uint32_t count = fold_one(bytes, c);
        bool again = bytes[0] == ' ' && length && out->text[length - 1] == ' ';
        for (uint32_t k = 0; k < count && !again; k++)
            out->text[length++] = bytes[k];
        i = next;
    }
    out->length = length;
    out->whole = i >= text.length;
}

static int compare_items(const void *a, const void *b) {
    return ll_str_compare(*(const ll_str *)a, *(const ll_str *)b);
}

static void set_texts(ll_near *out, ll_arena *arena, const ll_str *items, uint32_t count) {
    ll_near_str *texts = ll_arena_array(arena, count, sizeof *texts);
    for (uint32_t i = 0; i < count; i++)
        ll_near_str_set(&texts[i], items[i]);
    ll_near_set(out, texts);
}

/* The items folded, by byte order. */
static ll_str *sort_items(const growing_list *list, ll_arena *arena) {
    ll_str *sorted = ll_arena_array(arena, list->count, sizeof *sorted);
    for (uint32_t i = 0; i < list->count; i++) {
        folded form;
        fold(&form, list->items[i], LONGEST_ITEM);
        sorted[i] = (ll_str){ll_arena_copy(arena, form.text, form.length), form.length};
    }
    if (list->count)
        qsort(sorted, list->count, sizeof *sorted, compare_items);
    return sorted;
}

static void index_list(word_list *list, ll_arena *arena, const growing_list *read) {
    const ll_str *sorted = sort_items(read, arena);
    list->count = read->count;
    set_texts(&list->items, arena, read->items, read->count);
    set_texts(&list->sorted, arena, sorted, read->count);
    uint32_t at = 0;
    for (uint32_t byte = 0; byte <= BYTES; byte++) {
        while (at < list->count && (unsigned char)sorted[at].data[0] < byte)
            at++;
        list->by_byte[byte] = at;
    }
}

static void add_item(load_state *load, ll_list_id id, const ll_yaml_node *node) {
    if (node->kind != LL_YAML_SCALAR || node->text.length == 0) {
        ll_problem(load->problems, node->span, rule_name, "", "expected a word or phrase");
        return;
    }
    if (node->text.length > LONGEST_ITEM) {
        ll_problem(load->problems, node->span, rule_name, "", "longer than %d bytes", LONGEST_ITEM);
        return;
    }
    growing_list *list = &load->lists[id];
    list->items = ll_arena_grow(load->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    list->items[list->count++] = node->text;
}

static void read_list(load_state *load, ll_list_id id, const ll_yaml_node *node) {
    if (node->kind != LL_YAML_SEQUENCE) {
        ll_problem(load->problems, node->span, rule_name, "", "'%s' must be a list",
                   ll_list_name(id));
        return;
    }
    for (uint32_t i = 0; i < node->count; i++)
        add_item(load, id, node->values[i]);
}

static void read_contractions(load_state *load, const ll_yaml_node *node) {
    if (node->kind != LL_YAML_MAPPING) {
        ll_problem(load->problems, node->span, rule_name, "",
                   "'contractions' must map long forms to short ones");
        return;
    }
    for (uint32_t i = 0; i < node->count; i++) {
        uint32_t errors = load->problems->errors;
        add_item(load, LL_LIST_CONTRACTIONS_LONG, node->keys[i]);
        if (load->problems->errors == errors)
            add_item(load, LL_LIST_CONTRACTIONS_SHORT, node->values[i]);
    }
}

/* Which list a key names; LL_LIST_COUNT where none. */
static ll_list_id list_of(ll_str key) {
    for (int id = 0; id < LL_LIST_COUNT; id++)
        if (ll_str_is(key, ll_list_name((ll_list_id)id)))
            return (ll_list_id)id;
    return LL_LIST_COUNT;
}

static void read_entry(load_state *load, const ll_yaml_node *key, const ll_yaml_node *value) {
    const char *names[LL_LIST_COUNT];
    if (ll_str_is(key->text, "language"))
        return;
    ll_list_id id = list_of(key->text);
    if (id == LL_LIST_CONTRACTIONS_LONG) {
        read_contractions(load, value);
    } else if (id != LL_LIST_COUNT) {
        read_list(load, id, value);
    } else {
        for (int i = 0; i < LL_LIST_COUNT; i++)
            names[i] = ll_list_name((ll_list_id)i);
        const char *text = ll_str_copy(load->arena, key->text);
        ll_problem(load->problems, key->span, rule_name,
                   ll_did_you_mean(load->arena, text, names, LL_LIST_COUNT), "unknown list '%s'",
                   text);
    }
}

static void report_missing(load_state *load, const ll_yaml_node *root) {
    if (!ll_yaml_get(root, "language"))
        ll_problem(load->problems, root->span, rule_name, "", "'language' is missing");
    for (int id = 0; id < LL_LIST_COUNT; id++) {
        const char *name = ll_list_name((ll_list_id)id);
        if (id != LL_LIST_CONTRACTIONS_SHORT && !ll_yaml_get(root, name))
            ll_problem(load->problems, root->span, rule_name, "", "the list '%s' is missing", name);
    }
}

bool ll_vocabulary_load(const ll_vocabulary **out, ll_arena *arena, const ll_yaml_node *root,
                        ll_diagnostics *problems) {
    uint32_t errors = problems->errors;
    load_state load = {.arena = arena, .problems = problems};
    if (root->kind != LL_YAML_MAPPING) {
        ll_problem(problems, root->span, rule_name, "", "a language file is a mapping");
        return false;
    }
    for (uint32_t i = 0; i < root->count; i++)
        read_entry(&load, root->keys[i], root->values[i]);
    report_missing(&load, root);
    if (problems->errors != errors)
        return false;
    ll_vocabulary *vocabulary = ll_arena_alloc(arena, sizeof *vocabulary);
    for (int id = 0; id < LL_LIST_COUNT; id++)
        index_list(&vocabulary->lists[id], arena, &load.lists[id]);
    *out = vocabulary;
    return true;
}

uint32_t ll_vocabulary_count(const ll_vocabulary *vocabulary, ll_list_id list) {
    return vocabulary->lists[list].count;
}

static ll_str item_at(const word_list *list, uint32_t index) {
    const ll_near_str *items = ll_near_get(&list->items);
    return ll_near_str_get(&items[index]);
}

static ll_str sorted_at(const word_list *list, uint32_t index) {
    const ll_near_str *sorted = ll_near_get(&list->sorted);
    return ll_near_str_get(&sorted[index]);
}

ll_str ll_vocabulary_item(const ll_vocabulary *vocabulary, ll_list_id list, uint32_t index) {
    return item_at(&vocabulary->lists[list], index);
}

/* The items that `text` may be or begin with, for they share its first byte, folded: [first, end).
 */
typedef struct group {
    uint32_t first, end;
} group;

static group group_of(const word_list *list, ll_str text) {
    char bytes[4];
    uint32_t ignored;
    if (text.length == 0)
        return (group){0, 0};
    fold_one(bytes, ll_utf8_decode(text.data, text.length, 0, &ignored));
    unsigned char byte = (unsigned char)bytes[0];
    return (group){list->by_byte[byte], list->by_byte[byte + 1]};
}

static uint32_t longest_of(const word_list *list, group items) {
    const ll_near_str *sorted = ll_near_get(&list->sorted);
    uint32_t longest = 0;
    for (uint32_t i = items.first; i < items.end; i++)
        if (sorted[i].length > longest)
            longest = sorted[i].length;
    return longest;
}

bool ll_vocabulary_has(const ll_vocabulary *vocabulary, ll_list_id id, ll_str text) {
    const word_list *list = &vocabulary->lists[id];
    group items = group_of(list, text);
    if (items.first == items.end)
        return false; /* most are done here, and need no folding */
    folded form;
    fold(&form, text, longest_of(list, items));
    if (!form.whole)
        return false;
    uint32_t low = items.first, high = items.end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = ll_str_compare(sorted_at(list, middle), (ll_str){form.text, form.length});
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool ll_vocabulary_has_exact(const ll_vocabulary *vocabulary, ll_list_id id, ll_str text) {
    const word_list *list = &vocabulary->lists[id];
    bool folds = ll_vocabulary_has(vocabulary, id, text);
    for (uint32_t i = 0; i < list->count && folds; i++)
        if (ll_str_equal(item_at(list, i), text))
            return true;
    return false;
}

/* Whether `item` ends within `text` where a word ends too. */
static bool ends_there(ll_str item, ll_str text, uint32_t end) {
    uint32_t ignored;
    if (!ll_utf8_is_word(ll_utf8_decode_before(item.data, item.length, &ignored)))
        return true;
    return end == text.length ||
           !ll_utf8_is_word(ll_utf8_decode(text.data, text.length, end, &ignored));
}

/* How the item stands to the beginning of the text, folded: 0 where the text begins with it, and
 * then *after is where it goes on. */
static int compare_beginning(ll_str item, ll_str text, uint32_t *after) {
    uint32_t at = 0, used = 0, next;
    char last = '\0';
    for (; at < text.length; at = next) {
        char bytes[4];
        uint32_t count = fold_one(bytes, ll_utf8_decode(text.data, text.length, at, &next));
        if (bytes[0] == ' ' && last == ' ')
            continue;
        if (used == item.length)
            break;
        for (uint32_t k = 0; k < count && used < item.length; k++, used++)
            if (item.data[used] != bytes[k])
                return (unsigned char)item.data[used] < (unsigned char)bytes[k] ? -1 : 1;
        last = bytes[0];
    }
    *after = at;
    return used < item.length;
}

/* The second byte of the text, folded, where it and the first are ASCII and no space; else 0. */
static unsigned char second_byte(ll_str text) {
    if (text.length < 2)
        return 0;
    unsigned char first = (unsigned char)text.data[0], second = (unsigned char)text.data[1];
    if (first >= 0x80 || second >= 0x80 || ll_utf8_is_space(second))
        return 0;
    return (unsigned char)ll_utf8_fold_code_point(second);
}

uint32_t ll_vocabulary_prefix(const ll_vocabulary *vocabulary, ll_list_id id, ll_str text) {
    const word_list *list = &vocabulary->lists[id];
    group items = group_of(list, text);
    unsigned char second = second_byte(text);
    uint32_t longest = 0, found = 0;
    for (uint32_t i = items.first; i < items.end; i++) {
        ll_str item = sorted_at(list, i);
        uint32_t after;
        if (second && item.length > 1 && (unsigned char)item.data[1] < second)
            continue;
        int order = compare_beginning(item, text, &after);
        if (order > 0)
            break; /* and so do all that follow stand behind the text */
        if (order == 0 && item.length > longest && ends_there(item, text, after)) {
            longest = item.length;
            found = after;
        }
    }
    return found;
}
