/* Terms from YAML: the keys of a definition, and the changes that later files make.
 *
 * Every mistake is reported where it stands and reading goes on, so one run shows them all. Phrases
 * are expanded and patterns compiled here, while the YAML that wrote them is at hand; names of
 * other terms are only noted, since they may come from a file that is not read yet.
 */
#include "base/utf8.h"
#include "rule/place.h"
#include "rule/term_set.h"
#include "text/factor.h"

#include <string.h>

static const char rule_name[] = "terms";

typedef struct reader {
    ll_terms *terms;
    ll_term_entry *entry;
    const char *file;
    ll_diagnostics *problems;
} reader;

static void mistake(reader *r, ll_span span, const char *advice, const char *message) {
    ll_problem(r->problems, span, rule_name, advice, "%s", message);
    if (r->entry)
        r->entry->broken = true;
}

/* How to write as a list what came as one text; "" where that would need care with quotes. */
static const char *list_advice(ll_arena *arena, const ll_yaml_node *node) {
    bool text = node->kind == LL_YAML_SCALAR && node->plain && node->text.length > 0;
    const char *advice = ll_yaml_list_advice(node);
    if (*advice || !text || strpbrk(node->text.data, "[]{}"))
        return advice;
    return ll_format(arena, "write [%s]", node->text.data);
}

/* Whether `node` is a list that holds something. */
static bool is_list(reader *r, const char *key, const ll_yaml_node *node) {
    if (node->kind == LL_YAML_SEQUENCE && node->count > 0)
        return true;
    mistake(r, node->span, list_advice(r->terms->arena, node),
            ll_format(r->terms->arena, "'%s' must be a list that holds something", key));
    return false;
}

static bool is_text(reader *r, const ll_yaml_node *node) {
    if (node->kind == LL_YAML_SCALAR && node->text.length > 0)
        return true;
    mistake(r, node->span, "", "expected a text");
    return false;
}

/* --- Literals ------------------------------------------------------------------------------- */

typedef struct literal_kind {
    bool exact, ambiguous;
} literal_kind;

static bool add_spelling(reader *r, uint32_t thing, const ll_yaml_node *node, literal_kind kind) {
    ll_arena *arena = r->terms->arena;
    ll_term_entry *entry = r->entry;
    ll_forms forms;
    ll_phrase_error error;
    if (!is_text(r, node))
        return false;
    if (!ll_phrase_expand(&forms, arena, node->text, r->terms->contractions, &error)) {
        mistake(r, ll_yaml_part(node, error.span.start, error.span.end), "",
                ll_format(arena, "in the phrase '%s': %s", node->text.data, error.message));
        return false;
    }
    entry->spellings = ll_arena_grow(arena, entry->spellings, &entry->spelling_capacity,
                                     entry->spelling_count + 1, sizeof *entry->spellings);
    entry->spellings[entry->spelling_count++] = (ll_spelling){.node = node,
                                                              .file = r->file,
                                                              .forms = forms,
                                                              .thing = thing,
                                                              .exact = kind.exact,
                                                              .ambiguous = kind.ambiguous};
    return true;
}

static void add_thing(reader *r, const ll_yaml_node *const *nodes, uint32_t count,
                      literal_kind kind) {
    ll_term_entry *entry = r->entry;
    uint32_t thing = entry->thing_count, first = entry->spelling_count;
    for (uint32_t i = 0; i < count; i++)
        add_spelling(r, thing, nodes[i], kind);
    if (entry->spelling_count == first)
        return;
    entry->things = ll_arena_grow(r->terms->arena, (void *)entry->things, &entry->thing_capacity,
                                  thing + 1, sizeof *entry->things);
    entry->things[entry->thing_count++] =
        ll_str_copy(r->terms->arena, entry->spellings[first].forms.items[0].text);
}

static void read_literals(reader *r, const char *key, const ll_yaml_node *list, literal_kind kind) {
    if (!is_list(r, key, list))
        return;
    for (uint32_t i = 0; i < list->count; i++) {
        const ll_yaml_node *node = list->values[i];
        if (node->kind != LL_YAML_SEQUENCE)
            add_thing(r, &node, 1, kind);
        else if (is_list(r, key, node))
            add_thing(r, node->values, node->count, kind);
    }
}

static void read_words(reader *r, const char *key, const ll_yaml_node *node) {
    read_literals(r, key, node, (literal_kind){false, false});
}

static void read_names(reader *r, const char *key, const ll_yaml_node *node) {
    read_literals(r, key, node, (literal_kind){true, false});
}

static void read_ambiguous(reader *r, const char *key, const ll_yaml_node *node) {
    read_literals(r, key, node, (literal_kind){true, true});
}

/* --- Patterns ------------------------------------------------------------------------------- */

/* PCRE2 says behind what it stumbled; the character before is the one to show. */
static ll_span pattern_place(const ll_yaml_node *node, uint32_t offset) {
    uint32_t start = offset;
    if (start > 0 && start <= node->text.length)
        ll_utf8_decode_before(node->text.data, offset, &start);
    return offset == 0 ? node->span : ll_yaml_part(node, start, offset);
}

/* Factored, or as it was written where that does not compile: PCRE2 may find it too large. Mistakes
 * are those of the text that was written. */
static bool compile_pattern(const reader *r, ll_pattern **out, ll_str text, unsigned options,
                            ll_pattern_error *error) {
    ll_arena *arena = r->terms->arena;
    ll_str factored = ll_factor(arena, text);
    if (r->terms->trusted) {
        *out = ll_pattern_defer(arena, factored, options);
        return true;
    }
    return ll_pattern_compile(out, arena, factored, options, error) ||
           ll_pattern_compile(out, arena, text, options, error);
}

uint32_t ll_terms_add_pattern(ll_terms *terms, ll_pattern *pattern) {
    terms->patterns = ll_arena_grow(terms->arena, (void *)terms->patterns, &terms->pattern_capacity,
                                    terms->pattern_count + 1, sizeof *terms->patterns);
    atomic_store(&terms->patterns[terms->pattern_count], pattern);
    return terms->pattern_count++;
}

static void add_pattern(reader *r, const ll_yaml_node *node, bool raw) {
    ll_term_entry *entry = r->entry;
    ll_term_pattern compiled = {.thing = LL_NONE, .raw = raw};
    ll_pattern *pattern;
    ll_pattern_error error;
    ll_str text;
    if (!is_text(r, node))
        return;
    if (!ll_fragments_expand(&text, &r->terms->fragments, node->text, &error.message)) {
        mistake(r, node->span, "", error.message);
        return;
    }
    ll_required required = {.placed = false};
    if (!raw)
        required = ll_required_of(r->terms->arena, text);
    unsigned options = LL_PATTERN_NOCASE | (required.placed ? LL_PATTERN_AT_START : 0);
    compiled.searches = !required.placed;
    if (!compile_pattern(r, &pattern, text, options, &error)) {
        bool expanded = text.data != node->text.data;
        mistake(
            r, expanded ? node->span : pattern_place(node, error.offset), "",
            ll_format(r->terms->arena, "in the pattern '%s': %s", node->text.data, error.message));
        return;
    }
    compiled.pattern = ll_terms_add_pattern(r->terms, pattern);
    entry->patterns = ll_arena_grow(r->terms->arena, entry->patterns, &entry->pattern_capacity,
                                    entry->pattern_count + 1, sizeof *entry->patterns);
    entry->patterns[entry->pattern_count++] =
        (ll_written_pattern){.text = node->text, .compiled = compiled, .required = required};
}

static void read_patterns(reader *r, const char *key, const ll_yaml_node *node) {
    for (uint32_t i = 0; is_list(r, key, node) && i < node->count; i++)
        add_pattern(r, node->values[i], false);
}

static void read_raw(reader *r, const char *key, const ll_yaml_node *node) {
    for (uint32_t i = 0; is_list(r, key, node) && i < node->count; i++)
        add_pattern(r, node->values[i], true);
}

/* --- What else a definition may hold -------------------------------------------------------- */

static void read_unions(reader *r, const char *key, const ll_yaml_node *node) {
    ll_term_entry *entry = r->entry;
    for (uint32_t i = 0; is_list(r, key, node) && i < node->count; i++) {
        const ll_yaml_node *name = node->values[i];
        if (!is_text(r, name))
            continue;
        entry->unions = ll_arena_grow(r->terms->arena, entry->unions, &entry->union_capacity,
                                      entry->union_count + 1, sizeof *entry->unions);
        entry->unions[entry->union_count++] =
            (ll_term_reference){name->text, r->file, name->span, LL_NONE};
    }
}

static void read_except(reader *r, const char *key, const ll_yaml_node *node) {
    (void)key;
    ll_term_reference *except = &r->entry->except;
    *except = (ll_term_reference){node->text, r->file, node->span, LL_NONE};
    r->entry->has_except = true;
    if (node->kind == LL_YAML_MAPPING)
        except->index = ll_terms_read_inline(r->terms, r->file, node, r->problems);
    else
        r->entry->has_except = is_text(r, node);
}

/* The key behind "meta."; empty after a mistake. */
static ll_str meta_key(reader *r, const char *key, const ll_yaml_node *node) {
    static const char prefix[] = "meta.";
    uint32_t length = (uint32_t)strlen(prefix);
    if (!is_text(r, node))
        return (ll_str){"", 0};
    if (ll_str_starts(node->text, prefix) && node->text.length > length)
        return ll_str_slice(node->text, length, node->text.length);
    mistake(r, node->span, "",
            ll_format(r->terms->arena, "'%s' takes a key of the front matter, such as meta.company",
                      key));
    return (ll_str){"", 0};
}

static void read_from(reader *r, const char *key, const ll_yaml_node *node) {
    r->entry->term.from = meta_key(r, key, node);
}

static void read_from_words(reader *r, const char *key, const ll_yaml_node *node) {
    r->entry->term.from_words = meta_key(r, key, node);
}

static void read_from_first(reader *r, const char *key, const ll_yaml_node *node) {
    r->entry->term.from_first = meta_key(r, key, node);
}

static bool read_flag(reader *r, const ll_yaml_node *node) {
    bool yes = node->kind == LL_YAML_SCALAR && ll_str_is(node->text, "true");
    if (!yes && !(node->kind == LL_YAML_SCALAR && ll_str_is(node->text, "false")))
        mistake(r, node->span, "", "expected true or false");
    return yes;
}

static void read_negatable(reader *r, const char *key, const ll_yaml_node *node) {
    (void)key;
    r->entry->term.negatable = read_flag(r, node);
}

static void read_skip_code(reader *r, const char *key, const ll_yaml_node *node) {
    (void)key;
    r->entry->term.skip_code = read_flag(r, node);
}

typedef struct key_reader {
    const char *name;
    void (*read)(reader *r, const char *key, const ll_yaml_node *node);
} key_reader;

/* Those that `add` may hold come first. */
static const key_reader keys[] = {
    {"words", read_words},
    {"names", read_names},
    {"ambiguous", read_ambiguous},
    {"patterns", read_patterns},
    {"raw", read_raw},
    {"terms", read_unions},
    {"from", read_from},
    {"from-words", read_from_words},
    {"from-first", read_from_first},
    {"except", read_except},
    {"negatable", read_negatable},
    {"skip-code", read_skip_code},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys, ADDABLE_KEYS = 6 };

static void unknown_key(reader *r, const ll_yaml_node *key, const char *const *names, size_t count,
                        const char *where) {
    ll_arena *arena = r->terms->arena;
    mistake(r, key->span, ll_did_you_mean(arena, key->text.data, names, count),
            ll_format(arena, "unknown key '%s' in %s", key->text.data, where));
}

static void read_key(reader *r, const ll_yaml_node *key, const ll_yaml_node *value, size_t known,
                     const char *where) {
    const char *names[KEY_COUNT];
    for (size_t i = 0; i < known; i++) {
        names[i] = keys[i].name;
        if (ll_str_is(key->text, keys[i].name)) {
            keys[i].read(r, keys[i].name, value);
            return;
        }
    }
    unknown_key(r, key, names, known, where);
}

static void read_definition(reader *r, const ll_yaml_node *definition, size_t known,
                            const char *where) {
    if (definition->kind != LL_YAML_MAPPING) {
        mistake(
            r, definition->span, "",
            ll_format(r->terms->arena, "%s must be a mapping, such as { words: [...] }", where));
        return;
    }
    for (uint32_t i = 0; i < definition->count; i++)
        read_key(r, definition->keys[i], definition->values[i], known, where);
}

/* --- Changes to an earlier term ------------------------------------------------------------- */

/* Drops the thing with that spelling, all its spellings with it, or the pattern with that text. */
static bool drop(ll_term_entry *entry, ll_str text) {
    for (uint32_t i = 0; i < entry->pattern_count; i++)
        if (!entry->patterns[i].dropped && ll_str_equal(entry->patterns[i].text, text))
            return entry->patterns[i].dropped = true;
    uint32_t thing = LL_NONE;
    for (uint32_t i = 0; i < entry->spelling_count && thing == LL_NONE; i++)
        if (!entry->spellings[i].dropped &&
            ll_str_equal_nocase(entry->spellings[i].node->text, text))
            thing = entry->spellings[i].thing;
    for (uint32_t i = 0; i < entry->spelling_count; i++)
        if (entry->spellings[i].thing == thing)
            entry->spellings[i].dropped = true;
    return thing != LL_NONE;
}

static void unknown_spelling(reader *r, const ll_yaml_node *node) {
    ll_arena *arena = r->terms->arena;
    const ll_term_entry *entry = r->entry;
    const char **names = ll_arena_array(arena, entry->spelling_count, sizeof *names);
    size_t count = 0;
    for (uint32_t i = 0; i < entry->spelling_count; i++)
        if (!entry->spellings[i].dropped)
            names[count++] = entry->spellings[i].node->text.data;
    mistake(
        r, node->span, ll_did_you_mean(arena, node->text.data, names, count),
        ll_format(arena, "the term '%s' has no '%s' to drop", entry->term.name, node->text.data));
}

static void read_drop(reader *r, const ll_yaml_node *list) {
    if (!is_list(r, "drop", list))
        return;
    for (uint32_t i = 0; i < list->count; i++)
        if (is_text(r, list->values[i]) && !drop(r->entry, list->values[i]->text))
            unknown_spelling(r, list->values[i]);
}

/* Drops before it adds, in whichever order they are written: so a thing can be replaced. */
static void read_change(reader *r, const ll_yaml_node *change) {
    static const char *const names[] = {"add", "drop"};
    const ll_yaml_node *add = ll_yaml_get(change, "add"), *dropped = ll_yaml_get(change, "drop");
    if (dropped)
        read_drop(r, dropped);
    if (add)
        read_definition(r, add, ADDABLE_KEYS, "'add'");
    for (uint32_t i = 0; i < change->count; i++)
        if (!ll_str_is(change->keys[i]->text, "add") && !ll_str_is(change->keys[i]->text, "drop"))
            unknown_key(r, change->keys[i], names, 2, "a change to a term ('add' and 'drop')");
}

/* --- Named terms ---------------------------------------------------------------------------- */

static bool is_change(const ll_yaml_node *value) {
    return ll_yaml_get(value, "add") || ll_yaml_get(value, "drop");
}

static void change_term(reader *r, const ll_yaml_node *name, const ll_yaml_node *value) {
    uint32_t index = ll_terms_find(r->terms, name->text);
    if (index == LL_NONE) {
        size_t count;
        const char *const *names = ll_terms_names(r->terms, r->terms->arena, &count);
        mistake(
            r, name->span, ll_did_you_mean(r->terms->arena, name->text.data, names, count),
            ll_format(r->terms->arena, "there is no earlier term '%s' to change", name->text.data));
        return;
    }
    r->entry = r->terms->entries[index];
    read_change(r, value);
}

static void define_term(reader *r, const ll_yaml_node *name, const ll_yaml_node *value) {
    ll_arena *arena = r->terms->arena;
    uint32_t index = ll_terms_find(r->terms, name->text);
    if (index != LL_NONE) {
        bool shipped = index < r->terms->shipped;
        const char *change = "'add:' and 'drop:' change a term that is there";
        mistake(r, name->span,
                shipped ? ll_format(arena, "%s; %s", change, ll_advice_own_rules) : change,
                ll_format(arena, "the term '%s' is defined already, in %s%s", name->text.data,
                          shipped ? "the shipped " : "", r->terms->entries[index]->term.file));
        return;
    }
    r->entry = ll_terms_add_entry(r->terms, name->text.data, r->file, name->span);
    if (!ll_str_is_kebab(name->text))
        mistake(r, name->span, "", "a term's name is written in small letters, digits and hyphens");
    read_definition(r, value, KEY_COUNT, "a term");
}

void ll_terms_read(ll_terms *terms, const char *file, const ll_yaml_node *mapping,
                   ll_diagnostics *problems) {
    reader r = {.terms = terms, .file = file, .problems = problems};
    if (mapping->kind != LL_YAML_MAPPING) {
        mistake(&r, mapping->span, "", "'terms' must be a mapping from names to definitions");
        return;
    }
    for (uint32_t i = 0; i < mapping->count; i++) {
        r.entry = NULL;
        if (is_change(mapping->values[i]))
            change_term(&r, mapping->keys[i], mapping->values[i]);
        else
            define_term(&r, mapping->keys[i], mapping->values[i]);
    }
}

/* An `except` within an `except` comes back here: as deep as YAML may nest, which yaml.c limits. */
uint32_t ll_terms_read_inline(ll_terms *terms, const char *file, const ll_yaml_node *definition,
                              ll_diagnostics *problems) {
    uint32_t index = terms->count;
    if (terms->resumed)
        return terms->resume < terms->count ? terms->resume++ : LL_NONE;
    reader r = {.terms = terms, .file = file, .problems = problems};
    r.entry = ll_terms_add_entry(terms, "", file, definition->span);
    read_definition(&r, definition, KEY_COUNT, "a term");
    return index;
}
