/* Drafts: a template of the rule files, filled in against a letter that has no text yet. */
#include "lint/result.h"
#include "rule/value.h"

#include <stdlib.h>
#include <string.h>

static const char *fill(ll_result *empty, const ll_ruleset *ruleset, const ll_draft *draft) {
    ll_evaluation evaluation = {
        .letter = &empty->letter,
        .matcher = ll_matcher_new(&empty->letter, ruleset->terms, &empty->diagnostics),
        .cache = ll_arena_array(empty->arena, ruleset->slots, sizeof *evaluation.cache)};
    return ll_template_fill(&evaluation, &draft->text);
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
