/* Changes to the image of a ruleset, as if someone had put the sum of a kept one right. It is
 * refused, or it is used: a letter is linted with it, every rule is described, a draft is written.
 *
 * The input is a list of changes: groups of six bytes, a place of four and what is done there. So
 * any input is an image that is nearly right, which random bytes never are. */
#include "fuzz.h"

#include "rule/frozen.h"

#include <stdlib.h>
#include <string.h>

enum { CHANGE = 6, MOST_CHANGES = 64 };

static const char rules_text[] =
    "letterlint: 1\n"
    "terms:\n"
    "  tool: { words: [hammer, '(big|small) saw'], names: [Anvil, [Tongs, Pliers]],"
    " ambiguous: [Vice] }\n"
    "  thing: { terms: [tool], patterns: ['\\bscrews?\\b', '\\w+ing '], except: { words: [saw "
    "dust] } }\n"
    "  mark: { raw: ['!!+'] }\n"
    "  firm: { from: meta.company, negatable: true }\n"
    "rules:\n"
    "  - id: first\n    level: warning\n    scope: [\"sentence:first-half in body\", item]\n"
    "    when: count(thing) >= $min and not any(mark in letter:first) or $name == meta.role\n"
    "    params: { min: 1, name: smith }\n    message: \"{list(thing)} {words > 3 ? 'a' : 'b'}\"\n"
    "  - id: second\n    level: error\n    scope: body\n    unless: [first]\n    at: closing\n"
    "    when: none(firm in next) and count(tool in body:first-third) / 2 < 9\n    message: Two.\n"
    "  - id: third\n    level: note\n    scope: body\n    find: thing\n    message: \"{1} "
    "{match}\"\n"
    "    replace: \"{match}s\"\n    limit: 2\n    needs: [meta.company]\n"
    "signals:\n  - { id: fourth, group: g, title: t, scope: body, find: tool }\n"
    "profiles:\n  p: { rules: { first: { level: error, params: { min: 2 } } } }\n"
    "drafts:\n  default: \"Hello {meta.name}, {words}\"\n";

static const char letter[] =
    "---\ncompany: Forge & Sons\nprofile: p\n---\n\nDear team,\n\nI'm using a hammer, a big saw "
    "and "
    "screws. It is not at Forge & Sons. T\xC3\xB6ngs, Tongs and an Anvil !!\n\n- Vice and screw\n\n"
    "Kind regards,\nSam\n";

typedef struct seed {
    ll_ruleset *shipped;
    ll_arena *arena;
    ll_str image;
} seed;

static seed make_seed(void) {
    seed made = {.arena = ll_arena_new(0)};
    ll_rule_file file = {"own.yaml", rules_text, sizeof rules_text - 1};
    ll_ruleset_options options = {.no_default_rules = true};
    ll_ruleset *own = NULL;
    fuzz_require(made.arena && ll_ruleset_new(&made.shipped, NULL, 0, NULL, NULL, NULL) == LL_OK &&
                     ll_ruleset_new(&own, &file, 1, &options, NULL, NULL) == LL_OK,
                 "the rules load");
    made.image = ll_ruleset_freeze_own(made.arena, own);
    ll_ruleset_free(own);
    return made;
}

static void change(char *image, uint32_t length, const uint8_t *how) {
    uint32_t place;
    memcpy(&place, how, sizeof place);
    char *at = image + place % length;
    switch (how[4] % 4) {
    case 0: *at = (char)how[5]; break;
    case 1: *at = (char)(*at ^ 1 << how[5] % 8); break;
    case 2: *at = (char)(*at + (char)how[5]); break;
    default: /* one number takes another's place */
        at = image + place % length / 4 * 4;
        if (length > 1024 && at + 4 <= image + length)
            memmove(at, image + (place % length / 4 + how[5]) % (length / 4) * 4, 4);
    }
}

static void use(ll_ruleset *ruleset) {
    ll_lint_options options = {.scorecard = true, .fingerprints = true};
    ll_result *result = NULL;
    ll_error error;
    char *draft = NULL;
    for (size_t i = 0; i < ll_ruleset_rule_count(ruleset); i++) {
        ll_rule_info info = ll_ruleset_rule(ruleset, i);
        fuzz_require(info.id && info.file && info.scope && info.bad, "a rule can be described");
        options.trace = info.id;
    }
    if (ll_draft_new(&draft, ruleset, "default", NULL, 0, NULL) == LL_OK)
        ll_draft_free(draft);
    if (ll_lint(&result, ruleset, letter, sizeof letter - 1, &options, &error) != LL_OK)
        return;
    for (size_t i = 0; i < ll_result_count(result); i++)
        fuzz_require_span(ll_result_get(result, i)->span, sizeof letter - 1,
                          "a place lies in the letter");
    ll_result_free(result);
    options.trace = NULL; /* now only the rules run whose terms may be there */
    if (ll_lint(&result, ruleset, letter, sizeof letter - 1, &options, &error) == LL_OK)
        ll_result_free(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static seed made;
    if (!made.arena)
        made = make_seed();
    ll_arena *arena = ll_arena_new(0);
    fuzz_require(arena != NULL, "there is memory");
    char *image = ll_arena_copy(arena, made.image.data, made.image.length);
    for (size_t i = 0; i + CHANGE <= size && i < (size_t)CHANGE * MOST_CHANGES; i += CHANGE)
        change(image, made.image.length, data + i);
    ll_str changed = {image, made.image.length};
    if (setjmp(*ll_arena_guard(arena)) == 0) {
        ll_ruleset *ruleset = ll_ruleset_thaw_own(arena, changed, made.shipped);
        fuzz_require(size >= CHANGE || ruleset, "the image itself is taken");
        if (ruleset)
            use(ruleset);
    }
    ll_arena_free(arena);
    return 0;
}
