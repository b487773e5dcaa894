/* Fingerprints: what makes a diagnostic the same one in the next version of a letter. Baselines
 * count them, and services that read reports track findings by them.
 *
 * A match is known by its rule, its text and the sentence around it (the line, where no sentence
 * is), as they stand in the prose: so it survives moved lines, re-wrapping, other markup and
 * changes elsewhere, and is new where its own sentence changed. A rule without `find` judges a
 * whole unit. Where a letter has one such unit (the body, the closing) the rule and the unit's name
 * are enough, since every edit changes its text; where it has many (paragraphs, items) the sentence
 * that the unit begins with tells them apart. Equal faults have equal fingerprints on purpose.
 *
 * The hash is FNV-1a of 64 bits. None of the libraries linked offers one; this is eight lines, the
 * same on every machine, and good enough where the worst that two equal hashes do is to take two
 * faults of one letter for one. */
#include "lint/result.h"

/* --- The hash ------------------------------------------------------------------------------- */

#define FNV_BASIS UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

static uint64_t add_byte(uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * FNV_PRIME;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text with every run of white space as one space, none at the ends, and a NUL behind it: no
 * text holds one, so two that follow each other cannot be taken for two others. */
static uint64_t add_text(uint64_t hash, ll_str text) {
    text = ll_str_trim(text);
    for (uint32_t i = 0; i < text.length; i++) {
        bool space = is_space(text.data[i]);
        if (!space || !is_space(text.data[i - 1]))
            hash = add_byte(hash, space ? ' ' : (unsigned char)text.data[i]);
    }
    return add_byte(hash, 0);
}

/* Byte by byte from the lowest, so that the order of bytes in memory does not matter. */
static uint64_t add_hash(uint64_t hash, uint64_t other) {
    for (int shift = 0; shift < 64; shift += 8)
        hash = add_byte(hash, (unsigned char)(other >> shift));
    return hash;
}

/* --- What goes into it ---------------------------------------------------------------------- */

/* The last context that was hashed: many faults may stand in one long sentence. */
typedef struct fingerprinter {
    const ll_letter *letter;
    const ll_ruleset *ruleset;
    ll_str context;
    uint64_t context_hash;
} fingerprinter;

static ll_str prose_text(const ll_letter *letter, ll_span span) {
    return ll_str_slice((ll_str){letter->prose.text, letter->prose.length}, span.start, span.end);
}

/* The sentence that holds the source offset, else the line. */
static ll_str context_at(const ll_letter *letter, uint32_t offset) {
    const ll_unit_list *sentences = &letter->units[LL_UNIT_SENTENCE];
    uint32_t index =
        ll_letter_unit_at(letter, LL_UNIT_SENTENCE, ll_prose_from_source(&letter->prose, offset));
    if (index != LL_NONE) {
        ll_span source = ll_prose_to_source(&letter->prose, sentences->spans[index]);
        if (source.start <= offset && offset < source.end)
            return prose_text(letter, sentences->spans[index]);
    }
    ll_span line = ll_source_line(letter->source, ll_source_line_of(letter->source, offset));
    return ll_str_slice(letter->source->text, line.start, line.end);
}

static uint64_t add_context(uint64_t hash, fingerprinter *printer, uint32_t offset) {
    ll_str context = context_at(printer->letter, offset);
    if (context.data != printer->context.data || context.length != printer->context.length) {
        printer->context = context;
        printer->context_hash = add_text(FNV_BASIS, context);
    }
    return add_hash(hash, printer->context_hash);
}

/* What a diagnostic marks, as prose; as it is typed where nothing of it is visible. */
static ll_str marked_text(const ll_letter *letter, ll_span span) {
    ll_span prose = {ll_prose_from_source(&letter->prose, span.start),
                     ll_prose_from_source(&letter->prose, span.end)};
    ll_str text = ll_str_trim(prose_text(letter, prose));
    return text.length > 0 ? text : ll_str_slice(letter->source->text, span.start, span.end);
}

static uint64_t add_match(uint64_t hash, fingerprinter *printer, ll_span span) {
    hash = add_text(hash, marked_text(printer->letter, span));
    return add_context(hash, printer, span.start);
}

/* The kinds of which a letter has many. */
static bool is_one_of_many(ll_unit_kind kind) {
    return kind == LL_UNIT_PARAGRAPH || kind == LL_UNIT_SENTENCE || kind == LL_UNIT_LIST ||
           kind == LL_UNIT_ITEM || kind == LL_UNIT_HEADING || kind == LL_UNIT_CODE;
}

/* The kind of unit that a rule without `find` reported: of its scopes the first that has a unit
 * which begins there; with `at` it reports elsewhere, and its first scope has to do. */
static ll_unit_kind unit_kind(const fingerprinter *printer, const ll_rule *rule, ll_span span) {
    const ll_letter *letter = printer->letter;
    for (uint32_t i = 0; i < rule->scope_count && !rule->at; i++) {
        ll_unit_kind kind = rule->scopes[i].steps[0].unit;
        uint32_t index =
            ll_letter_unit_at(letter, kind, ll_prose_from_source(&letter->prose, span.start));
        if (index != LL_NONE &&
            ll_prose_to_source(&letter->prose, letter->units[kind].spans[index]).start ==
                span.start)
            return kind;
    }
    return rule->scopes[0].steps[0].unit;
}

static uint64_t add_unit(uint64_t hash, fingerprinter *printer, const ll_rule *rule, ll_span span) {
    ll_unit_kind kind = unit_kind(printer, rule, span);
    hash = add_text(hash, ll_str_of(ll_unit_name(kind)));
    return is_one_of_many(kind) && !rule->at ? add_context(hash, printer, span.start) : hash;
}

static uint64_t fingerprint(fingerprinter *printer, const ll_diagnostic *diagnostic) {
    ll_str id = ll_str_of(diagnostic->rule);
    uint64_t hash = add_text(FNV_BASIS, id);
    uint32_t index = ll_ruleset_index(printer->ruleset, id);
    const ll_rule *rule = index == LL_NONE ? NULL : &printer->ruleset->rules[index];
    if (rule && rule->find == LL_NONE && !rule->of_suppressions && rule->scope_count > 0)
        return add_unit(hash, printer, rule, diagnostic->span);
    return add_match(hash, printer, diagnostic->span);
}

/* --- Results -------------------------------------------------------------------------------- */

static void write_hash(char text[17], uint64_t hash) {
    for (int i = 15; i >= 0; i--, hash >>= 4)
        text[i] = "0123456789abcdef"[hash & 15];
    text[16] = '\0';
}

void ll_fingerprints_build(ll_result *result, const ll_ruleset *ruleset) {
    fingerprinter printer = {.letter = &result->letter, .ruleset = ruleset};
    uint32_t count = result->diagnostics.count;
    ll_fingerprint *prints = ll_arena_array(result->arena, count, sizeof *prints);
    for (uint32_t i = 0; i < count; i++)
        write_hash(prints[i].text, fingerprint(&printer, &result->diagnostics.items[i]));
    result->fingerprints = prints;
}

const char *ll_result_fingerprint(const ll_result *result, size_t index) {
    return result->fingerprints ? result->fingerprints[index].text : "";
}
