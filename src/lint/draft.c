/* Drafts: a template of the rule files, filled in against a letter that has no text yet. In the
 * front matter, what is filled in has to stay the value that it is, whatever YAML would read in its
 * characters. */
#include "lint/result.h"
#include "rule/value.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A draft filled in, and byte by byte whether an expression gave it (1) or it is the template's own
 * (0). */
typedef struct filled {
    ll_str text;
    const char *given;
} filled;

/* --- Lines of front matter ------------------------------------------------------------------ */

static bool is_own(const filled *draft, uint32_t at, const char *characters) {
    return at < draft->text.length && !draft->given[at] && strchr(characters, draft->text.data[at]);
}

/* A line break that was given ends no line. */
static uint32_t line_end(const filled *draft, uint32_t from) {
    while (from < draft->text.length && !is_own(draft, from, "\n"))
        from++;
    return from;
}

static bool is_fence(const filled *draft, uint32_t start, uint32_t end) {
    return ll_str_is(ll_str_slice(draft->text, start, end), "---") && is_own(draft, start, "-");
}

/* Where the value behind a key or a dash begins; LL_NONE where the line has neither. */
static uint32_t scalar_start(const filled *draft, uint32_t at) {
    while (is_own(draft, at, " "))
        at++;
    bool item = is_own(draft, at, "-") && is_own(draft, at + 1, " ");
    uint32_t start = item ? at + 2 : at, key = start;
    while (is_own(draft, key, "abcdefghijklmnopqrstuvwxyz-_"))
        key++;
    if (key > start && is_own(draft, key, ":") && is_own(draft, key + 1, " "))
        return key + 2;
    return item ? start : LL_NONE;
}

/* Without a comment and the blanks before it. */
static uint32_t scalar_end(const filled *draft, uint32_t start, uint32_t line_end) {
    uint32_t end = start;
    while (end < line_end && !(is_own(draft, end, "#") && is_own(draft, end - 1, " ")))
        end++;
    while (end > start && is_own(draft, end - 1, " "))
        end--;
    return end;
}

/* --- Values --------------------------------------------------------------------------------- */

/* Whether a text means itself in YAML without quotes; more than those that need them get them. */
static bool is_plain(ll_str text) {
    static const char marks[] = " -.,&+/()'_";
    if (text.length == 0 || strchr(marks, text.data[0]) || text.data[text.length - 1] == ' ')
        return false;
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool letter = (unsigned char)((c | 0x20) - 'a') < 26 || (c >= '0' && c <= '9') || c >= 0x80;
        if (!letter && (c == 0 || !strchr(marks, c)))
            return false;
    }
    return true;
}

static void put_escaped(ll_buf *out, char c) {
    if (c == '"' || c == '\\')
        ll_buf_putc(out, '\\');
    if ((unsigned char)c < ' ' || c == 0x7F)
        ll_buf_printf(out, "\\x%02X", (unsigned)(unsigned char)c);
    else
        ll_buf_putc(out, c);
}

static void put_quoted(ll_buf *out, ll_str text) {
    ll_buf_putc(out, '"');
    for (uint32_t i = 0; i < text.length; i++)
        put_escaped(out, text.data[i]);
    ll_buf_putc(out, '"');
}

/* What was given, between quotes that the template has already. */
static void put_between_quotes(ll_buf *out, char quote, ll_str text) {
    for (uint32_t i = 0; i < text.length; i++) {
        if (quote == '"') {
            put_escaped(out, text.data[i]);
            continue;
        }
        ll_buf_puts(out, text.data[i] == quote ? "'" : "");
        ll_buf_putc(out, text.data[i]);
    }
}

/* A value that the template itself begins with quotes or a bracket: what was given is fitted in. */
static void put_fitted(ll_buf *out, const filled *draft, uint32_t start, uint32_t end) {
    char opening = draft->text.data[start];
    for (uint32_t i = start, next; i < end; i = next) {
        for (next = i; next < end && draft->given[next] == draft->given[i];)
            next++;
        ll_str run = ll_str_slice(draft->text, i, next);
        if (!draft->given[i])
            ll_buf_add_str(out, run);
        else if (opening == '"' || opening == '\'')
            put_between_quotes(out, opening, run);
        else
            put_quoted(out, run);
    }
}

/* A value: as the template has it where nothing in it was given, else the whole as one text. */
static void put_scalar(ll_buf *out, const filled *draft, uint32_t start, uint32_t end) {
    ll_str text = ll_str_slice(draft->text, start, end);
    if (is_own(draft, start, "\"'[{"))
        put_fitted(out, draft, start, end);
    else if (is_plain(text) || (text.length > 0 && !memchr(draft->given + start, 1, text.length)))
        ll_buf_add_str(out, text);
    else
        put_quoted(out, text);
}

static void put_line(ll_buf *out, const filled *draft, uint32_t at, uint32_t end) {
    uint32_t start = scalar_start(draft, at);
    uint32_t stop = start == LL_NONE ? at : scalar_end(draft, start, end);
    ll_buf_add_str(out, ll_str_slice(draft->text, at, start == LL_NONE ? at : start));
    if (start != LL_NONE && (stop > start || stop == end))
        put_scalar(out, draft, start, stop);
    ll_buf_add_str(out, ll_str_slice(draft->text, stop, end));
}

/* The draft with the values of its front matter written as YAML. */
static const char *put_draft(ll_arena *arena, const filled *draft) {
    ll_buf out = ll_buf_on(arena);
    uint32_t at = 0, end = line_end(draft, 0);
    if (is_fence(draft, at, end))
        do {
            put_line(&out, draft, at, end);
            ll_buf_puts(&out, end < draft->text.length ? "\n" : "");
            at = end + 1;
            end = line_end(draft, at);
        } while (at < draft->text.length && !is_fence(draft, at, end));
    ll_buf_add_str(&out, ll_str_slice(draft->text, at, draft->text.length));
    return ll_buf_text(&out);
}

/* --- The whole ------------------------------------------------------------------------------ */

static const char *fill(ll_result *empty, const ll_ruleset *ruleset, const ll_draft *draft) {
    ll_evaluation evaluation = {
        .letter = &empty->letter,
        .matcher = ll_matcher_new(&empty->letter, ruleset->terms, &empty->diagnostics),
        .cache = ll_arena_array(empty->arena, ruleset->slots, sizeof *evaluation.cache)};
    ll_buf text = ll_buf_on(empty->arena), given = ll_buf_on(empty->arena);
    for (uint32_t i = 0; i < draft->text.count; i++) {
        ll_template one = {.pieces = &draft->text.pieces[i], .count = 1};
        ll_buf_puts(&text, ll_template_fill(&evaluation, &one));
        while (given.length < text.length)
            ll_buf_putc(&given, one.pieces->expression ? 1 : 0);
    }
    filled all = {.text = ll_buf_str(&text), .given = ll_buf_text(&given)};
    return put_draft(empty->arena, &all);
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

enum { LONGEST_NAME_SHOWN = 100 };

/* Whether a text that is UTF-8 stays one line, and is nothing that letterlint would obey. */
static const char *value_problem(ll_str value) {
    for (uint32_t i = 0, next; i < value.length; i = next) {
        uint32_t c = ll_utf8_decode(value.data, value.length, i, &next);
        if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
            return "a line break or control character";
        if (ll_str_starts(ll_str_slice(value, i, value.length), "<!--"))
            return "a comment";
    }
    return NULL;
}

/* Runs behind ll_lint, which refuses what is not UTF-8. */
static bool check_values(const ll_meta *meta, size_t count, ll_error *error) {
    for (size_t i = 0; i < count; i++) {
        const char *problem = value_problem(ll_str_of(meta[i].value));
        if (!problem)
            continue;
        int shown =
            (int)ll_utf8_cut(meta[i].key, ll_str_of(meta[i].key).length, LONGEST_NAME_SHOWN);
        *error = (ll_error){.offset = 0};
        snprintf(error->message, sizeof error->message, "'%.*s': %s cannot be put into a letter",
                 shown, meta[i].key, problem);
        return false;
    }
    return true;
}

ll_status ll_draft_new(char **out, const ll_ruleset *ruleset, const char *name, const ll_meta *meta,
                       size_t meta_count, ll_error *error) {
    const ll_draft *draft = ll_ruleset_draft(ruleset, ll_str_of(name));
    ll_lint_options options = {.meta = meta, .meta_count = meta_count, .outline_only = true};
    ll_result *empty;
    ll_error ignored;
    if (!error)
        error = &ignored;
    ll_status status = ll_lint(&empty, ruleset, "", 0, &options, error);
    if (status != LL_OK)
        return status;
    char *copy = NULL;
    if (!check_values(meta, meta_count, error)) {
        status = LL_INVALID;
    } else if (!draft) {
        *error = (ll_error){.offset = 0};
        snprintf(error->message, sizeof error->message, "these rules have no draft '%.*s'",
                 (int)ll_utf8_cut(name, ll_str_of(name).length, LONGEST_NAME_SHOWN), name);
        status = LL_INVALID;
    } else {
        copy = filled_copy(empty, ruleset, draft);
        status = copy ? LL_OK : LL_NOMEM;
    }
    ll_result_free(empty);
    if (status == LL_OK)
        *out = copy;
    return status;
}

void ll_draft_free(char *draft) {
    free(draft);
}
