/* Anatomy by structure and vocabulary.
 *
 * Read as a person would: the salutation first, for all that stands before it is header; then, from
 * the other end, the sign-off, for what stands after it and is no name is postscript; the body is
 * what is left. Where one is missing, the lines at that end that look like nothing but header, or
 * like nothing but a name, stand in for it (head.c, tail.c). What the writer says in front matter
 * goes before all of that.
 */
#include "letter/anatomy.h"

#include "letter/head.h"
#include "letter/tail.h"

typedef enum override_kind { OVERRIDE_ABSENT, OVERRIDE_NONE, OVERRIDE_TEXT } override_kind;

static override_kind read_override(ll_str *text, const ll_meta_table *meta, const char *key) {
    *text = ll_str_trim(ll_meta_get(meta, ll_str_of(key)));
    if (text->length == 0)
        return OVERRIDE_ABSENT;
    return ll_str_equal_nocase(*text, ll_str_of("none")) ? OVERRIDE_NONE : OVERRIDE_TEXT;
}

static void find_head(ll_finder *f, const ll_meta_table *meta) {
    ll_str text;
    override_kind kind = read_override(&text, meta, "letterlint.salutation");
    if (kind != OVERRIDE_TEXT || !ll_head_take(f, text))
        ll_head_find(f, kind != OVERRIDE_NONE);
}

static void find_tail(ll_finder *f, const ll_meta_table *meta) {
    ll_str text;
    override_kind kind = read_override(&text, meta, "letterlint.signoff");
    if (kind == OVERRIDE_NONE)
        ll_tail_none(f);
    else if (kind == OVERRIDE_ABSENT || !ll_tail_take(f, text))
        ll_tail_find(f);
}

void ll_anatomy_find(ll_lines *lines, const ll_vocabulary *vocabulary, const ll_meta_table *meta) {
    ll_finder f = {.lines = lines, .vocabulary = vocabulary};
    ll_finder_count_words(&f);
    find_head(&f, meta);
    find_tail(&f, meta);
    ll_finder_set_parts(&f, f.body, f.tail, LL_UNIT_BODY);
}
