/* Drafts: a template of the rule files, filled in against a letter that has no text yet. */
#include "lint/result.h"
#include "rule/value.h"

#include <stdlib.h>
#include <string.h>

/* --- Values of front matter ----------------------------------------------------------------- */

/* Whether what is written next is all of the value of a key in the front matter. */
static bool is_value(const ll_buf *text) {
    static const char fence[] = "---\n";
    const char *all = ll_buf_text(text), *line = strrchr(all, '\n');
    if (strncmp(all, fence, strlen(fence)) != 0 || strstr(all + strlen(fence), "\n---\n"))
        return false;
    size_t key = strspn(line + 1, "abcdefghijklmnopqrstuvwxyz-");
    return key > 0 && strcmp(line + 1 + key, ": ") == 0;
}

static bool is_alone(const ll_template *all, uint32_t piece) {
    bool last = piece + 1 == all->count;
    return last || (all->pieces[piece + 1].literal.length > 0 &&
                    all->pieces[piece + 1].literal.data[0] == '\n');
}

/* Whether a text means itself in YAML without quotes; more than those that need them get them. */
static bool is_plain(const char *text) {
    size_t length = strlen(text);
    if (length == 0 || strchr(" -.,&+/()'_", text[0]) || text[length - 1] == ' ')
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool letter = (unsigned char)((c | 0x20) - 'a') < 26 || (c >= '0' && c <= '9') || c >= 0x80;
        if (!letter && (c == 0 || !strchr(" -.,&+/()'_", c)))
            return false;
    }
    return true;
}

static void put_value(ll_buf *out, const char *text) {
    if (is_plain(text)) {
        ll_buf_puts(out, text);
        return;
    }
    ll_buf_putc(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            ll_buf_putc(out, '\\');
        if (c < ' ' || c == 0x7F)
            ll_buf_printf(out, "\\x%02X", c);
        else
            ll_buf_putc(out, (char)c);
    }
    ll_buf_putc(out, '"');
}

/* --- The whole ------------------------------------------------------------------------------ */

/* Piece by piece: a value of the front matter is written as YAML. */
static const char *fill(ll_result *empty, const ll_ruleset *ruleset, const ll_draft *draft) {
    ll_evaluation evaluation = {
        .letter = &empty->letter,
        .matcher = ll_matcher_new(&empty->letter, ruleset->terms, &empty->diagnostics),
        .cache = ll_arena_array(empty->arena, ruleset->slots, sizeof *evaluation.cache)};
    ll_buf out = ll_buf_on(empty->arena);
    ll_buf_puts(&out, "");
    for (uint32_t i = 0; i < draft->text.count; i++) {
        ll_template one = {.pieces = &draft->text.pieces[i], .count = 1};
        const char *text = ll_template_fill(&evaluation, &one);
        if (one.pieces->expression && is_value(&out) && is_alone(&draft->text, i))
            put_value(&out, text);
        else
            ll_buf_puts(&out, text);
    }
    return ll_buf_text(&out);
}

/* The text on the heap, under the guard of the empty letter's arena. */
static char *filled_copy(ll_result *empty, const ll_ruleset *ruleset, const ll_draft *draft) {
    if (setjmp(*ll_arena_guard(empty->arena)))
        return NULL;
    const char *text = fill(empty, ruleset, draft);
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

ll_status ll_draft_new(char **out, const ll_ruleset *ruleset, const char *name, const ll_meta *meta,
                       size_t meta_count) {
    const ll_draft *draft = ll_ruleset_draft(ruleset, ll_str_of(name));
    ll_lint_options options = {.meta = meta, .meta_count = meta_count, .outline_only = true};
    ll_result *empty;
    if (!draft)
        return LL_INVALID;
    ll_status status = ll_lint(&empty, ruleset, "", 0, &options, NULL);
    if (status != LL_OK)
        return status;
    char *copy = filled_copy(empty, ruleset, draft);
    ll_result_free(empty);
    if (!copy)
        return LL_NOMEM;
    *out = copy;
    return LL_OK;
}

void ll_draft_free(char *draft) {
    free(draft);
}
