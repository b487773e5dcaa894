/* Front matter: what the writer says about a letter in YAML before it begins.
 *
 * A `---` may as well be a thematic break, and a letter framed by two of them must not vanish. So
 * the block between the fences is front matter only if it parses as a mapping, or fails to but was
 * clearly meant as one; then the parser's complaints are passed on. Nested keys are joined by dots,
 * lists by commas: rules compare texts and know no structure.
 */
#include "letter/meta.h"

#include "letter/meta_own.h"

#include "base/utf8.h"

#include <string.h>

typedef struct entry_list {
    ll_meta_entry *items;
    uint32_t count, capacity;
    uint32_t given; /* how many come from the caller */
    ll_arena *arena;
} entry_list;

/* The block found: its content, and where the line after its closing fence begins. */
typedef struct fenced {
    ll_span content;
    uint32_t end;
} fenced;

static const char problem_rule[] = "front-matter", byte_order_mark[] = "\xEF\xBB\xBF";

static ll_str line_text(const ll_source *source, uint32_t index) {
    ll_span span = ll_source_line(source, index);
    ll_str line = ll_str_slice(source->text, span.start, span.end);
    if (index == 0 && ll_str_starts(line, byte_order_mark))
        line = ll_str_slice(line, sizeof byte_order_mark - 1, line.length);
    return line;
}

/* A fence stands at the very start of its line; blanks may follow. */
static bool is_fence(ll_str line, const char *fence) {
    return ll_str_starts(line, fence) && ll_str_is(ll_str_trim(line), fence);
}

static uint32_t line_start(const ll_source *source, uint32_t index) {
    return index < source->line_count ? source->line_starts[index] : source->text.length;
}

/* The line of the opening fence; the line count where none opens the text. */
static uint32_t opening_fence(const ll_source *source) {
    uint32_t first = 0;
    while (first < source->line_count && ll_str_trim(line_text(source, first)).length == 0)
        first++;
    bool found = first < source->line_count && is_fence(line_text(source, first), "---");
    return found ? first : source->line_count;
}

static bool find_fences(fenced *out, const ll_source *source, uint32_t first) {
    for (uint32_t i = first + 1; i < source->line_count; i++) {
        ll_str line = line_text(source, i);
        if (is_fence(line, "---") || is_fence(line, "...")) {
            out->content = (ll_span){line_start(source, first + 1), line_start(source, i)};
            out->end = line_start(source, i + 1);
            return true;
        }
    }
    return false;
}

/* Whether a line reads `key: …`, the key being one word. */
static bool is_key_line(ll_str line) {
    uint32_t i = 0;
    while (i < line.length && (ll_utf8_is_word((unsigned char)line.data[i]) || line.data[i] == '-'))
        i++;
    bool colon = i > 0 && i < line.length && line.data[i] == ':';
    return colon && (i + 1 == line.length || line.data[i + 1] == ' ' || line.data[i + 1] == '\t');
}

/* Whether a block that does not parse was meant as front matter: it begins with a key, or holds one
 * and, like data and unlike a letter, no blank line. */
static bool reads_like_data(const ll_source *source, ll_span content) {
    bool first = true, keys = false, blanks = false;
    for (uint32_t i = ll_source_line_of(source, content.start);
         i < source->line_count && source->line_starts[i] < content.end; i++) {
        ll_str line = line_text(source, i);
        if (ll_str_trim(line).length == 0) {
            blanks = true;
            continue;
        }
        if (ll_str_starts(line, "#"))
            continue;
        if (first && is_key_line(line))
            return true;
        keys = keys || is_key_line(line);
        first = false;
    }
    return keys && !blanks;
}

/* Whether what stands below an opening fence that nothing closes was meant as front matter: keys
 * line by line, in small letters, as the labels of a letter or a mail ("Subject: …") are not. */
static bool reads_like_keys(const ll_source *source, uint32_t first) {
    enum { FEWEST_KEYS = 2 };
    uint32_t keys = 0;
    for (uint32_t i = first; i < source->line_count; i++) {
        ll_str line = line_text(source, i);
        if (ll_str_trim(line).length == 0 && keys > 0)
            break;
        if (line.length == 0 || strchr("# \t-", line.data[0]))
            continue; /* a comment, or what belongs to a key */
        if (!is_key_line(line) || !(line.data[0] >= 'a' && line.data[0] <= 'z'))
            return keys >= FEWEST_KEYS;
        keys++;
    }
    return keys >= FEWEST_KEYS;
}

static void say_unclosed(const ll_source *source, uint32_t fence, ll_diagnostics *problems) {
    ll_diagnostics_add(
        problems,
        &(ll_diagnostic){.level = LL_NOTE,
                         .span = ll_source_line(source, fence),
                         .rule = problem_rule,
                         .message = "this front matter has no end, so it is read as the letter",
                         .advice = "Put a line '---' below its last key."});
}

/* A mapping whose keys are all phrases ("Dear Ana: I write …") is prose with a colon. */
static bool has_word_key(const ll_yaml_node *root) {
    for (uint32_t i = 0; i < root->count; i++) {
        ll_str key = root->keys[i]->text;
        bool phrase = false;
        for (uint32_t k = 0; k < key.length; k++)
            phrase = phrase || key.data[k] == ' ';
        if (!phrase)
            return true;
    }
    return root->count == 0;
}

static const ll_meta_entry *find(const ll_meta_entry *entries, uint32_t count, ll_str key) {
    for (uint32_t i = 0; i < count; i++)
        if (ll_str_equal_nocase(entries[i].key, key))
            return &entries[i];
    return NULL;
}

/* Adds an entry unless the caller's already has its key. (YAML refuses duplicates itself.) */
static void add(entry_list *list, ll_str key, ll_str value, ll_span span) {
    if (find(list->items, list->given, key))
        return;
    list->items = ll_arena_grow(list->arena, list->items, &list->capacity, list->count + 1,
                                sizeof *list->items);
    list->items[list->count++] = (ll_meta_entry){key, value, span};
}

static void add_sequence(entry_list *list, ll_str key, const ll_yaml_node *node) {
    ll_buf joined = ll_buf_on(list->arena);
    for (uint32_t i = 0; i < node->count; i++) {
        if (node->values[i]->kind != LL_YAML_SCALAR)
            continue;
        ll_buf_puts(&joined, joined.length > 0 ? ", " : "");
        ll_buf_add_str(&joined, node->values[i]->text);
    }
    add(list, key, ll_buf_str(&joined), node->span);
}

/* A contact is the person to greet; templates for letters keep the writer's own mail address, site
 * or number under that key. */
static bool is_own_address(ll_str key, ll_str value) {
    uint32_t digits = 0;
    if (!ll_str_is(key, "contact") || value.length == 0)
        return false;
    for (uint32_t i = 0; i < value.length; i++)
        digits += ll_utf8_is_digit((unsigned char)value.data[i]);
    return memchr(value.data, '@', value.length) || memchr(value.data, '/', value.length) ||
           digits * 2 > value.length;
}

/* Recursion is as deep as YAML may nest, which yaml.c limits. */
// NOLINTNEXTLINE(misc-no-recursion)
static void add_mapping(entry_list *list, ll_str prefix, const ll_yaml_node *mapping) {
    for (uint32_t i = 0; i < mapping->count; i++) {
        const ll_yaml_node *value = mapping->values[i];
        ll_str key = mapping->keys[i]->text;
        if (prefix.length > 0)
            key = ll_str_of(ll_format(list->arena, "%.*s.%.*s", (int)prefix.length, prefix.data,
                                      (int)key.length, key.data));
        if (value->kind == LL_YAML_MAPPING)
            add_mapping(list, key, value);
        else if (value->kind == LL_YAML_SEQUENCE)
            add_sequence(list, key, value);
        else if (!is_own_address(key, value->text))
            add(list, key, value->text, value->span);
    }
}

/* Whether the block is front matter; then its entries, or the parser's complaints, are added. */
static bool read_block(entry_list *list, const ll_source *source, ll_span content,
                       ll_diagnostics *problems) {
    ll_diagnostics found = {.arena = list->arena};
    const ll_yaml_node *root = NULL;
    if (ll_yaml_parse(&root, list->arena, source, content, &found)) {
        if (root->kind != LL_YAML_MAPPING || !has_word_key(root))
            return false;
        add_mapping(list, (ll_str){"", 0}, root);
        ll_meta_own_check(root, list->arena, problems);
        return true;
    }
    if (!reads_like_data(source, content))
        return false;
    for (uint32_t i = 0; i < found.count; i++)
        ll_diagnostics_add(problems, &found.items[i]);
    return true;
}

void ll_meta_read(ll_meta_table *out, ll_arena *arena, const ll_source *source,
                  const ll_meta *extra, size_t extra_count, ll_diagnostics *problems) {
    entry_list list = {.arena = arena};
    fenced block;
    *out = (ll_meta_table){0};
    for (size_t i = 0; i < extra_count; i++) {
        add(&list, ll_str_of(extra[i].key), ll_str_of(extra[i].value), (ll_span){0, 0});
        ll_meta_own_check_entry(ll_str_of(extra[i].key), arena, problems);
    }
    list.given = list.count;
    uint32_t fence = opening_fence(source);
    bool opened = fence < source->line_count;
    if (opened && find_fences(&block, source, fence)) {
        if (read_block(&list, source, block.content, problems))
            out->front_matter = (ll_span){0, block.end};
    } else if (opened && reads_like_keys(source, fence + 1)) {
        say_unclosed(source, fence, problems);
    }
    out->entries = list.items;
    out->count = list.count;
}

const ll_meta_entry *ll_meta_find(const ll_meta_table *meta, ll_str key) {
    return find(meta->entries, meta->count, key);
}

ll_str ll_meta_get(const ll_meta_table *meta, ll_str key) {
    const ll_meta_entry *entry = ll_meta_find(meta, key);
    return entry ? entry->value : (ll_str){"", 0};
}

void ll_meta_default(ll_meta_table *meta, ll_arena *arena, ll_str key, ll_str value) {
    if (find(meta->entries, meta->count, key))
        return;
    ll_meta_entry *entries = ll_arena_array(arena, meta->count + 1, sizeof *entries);
    for (uint32_t i = 0; i < meta->count; i++)
        entries[i] = meta->entries[i];
    entries[meta->count] = (ll_meta_entry){.key = key, .value = value};
    meta->entries = entries;
    meta->count++;
}
