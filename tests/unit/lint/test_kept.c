/* Kept rulesets: what comes back from a store says of letters what the files say, and nothing that
 * a store can hand out does harm. */
#include "../support.h"

#include "lint/kept.h"
#include "rule/frozen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
enum { LL_TEST_SLOW = 1 };
#else
enum { LL_TEST_SLOW = 0 };
#endif

/* Rules with one of everything that is frozen. */
static const char rules_text[] =
    "letterlint: 1\n"
    "terms:\n"
    "  tool: { words: [hammer, '(big|small) saw'], names: [Anvil, [Tongs, Pliers]],"
    " ambiguous: [Vice, Plane] }\n"
    "  thing: { terms: [tool], patterns: ['\\bscrew\\w*', 'x{2,}'], except: { words: [big saw] } "
    "}\n"
    "  mark: { raw: ['!!+'], skip-code: true }\n"
    "  firm: { from: meta.company, negatable: true }\n"
    "rules:\n"
    "  - id: gate\n    level: note\n    scope: letter\n    gate: true\n"
    "    when: words < 2\n    message: Short.\n"
    "  - id: many-things\n    level: warning\n    scope: [sentence in body, item]\n"
    "    when: count(thing) >= $min and not any(mark in letter:first) or $name == meta.role\n"
    "    params: { min: 2, name: smith }\n"
    "    message: \"{count(thing)} things: {list(thing)}, {words > 3 ? 'long' : 'short'}\"\n"
    "    advice: Name one.\n    why: Fewer is more.\n    sources: [nobody]\n"
    "    tests:\n      - bad: \"«A hammer and a screw.»\"\n      - good: A hammer.\n"
    "  - id: no-firm\n    level: error\n    scope: body\n    unless: [many-things]\n"
    "    when: none(firm) and count(tool in body:first-third) / 2 < 9\n    at: closing\n"
    "    message: Whose?\n"
    "  - id: say-pliers\n    level: warning\n    scope: body\n    find: { words: [Tongs, tong] }\n"
    "    message: \"say pliers, not {match}\"\n    replace: { tongs: pliers, tong: plier }\n"
    "    limit: 2\n"
    "  - id: screws\n    level: note\n    default: off\n    scope: paragraph:last in body\n"
    "    find: { patterns: ['(screw)(s?)'] }\n    message: \"{1} {2}\"\n    replace: \"{1}ing\"\n"
    "    fix: suggested\n    needs: [meta.company]\n"
    "signals:\n"
    "  - id: tools-named\n    group: craft\n    title: Tools\n    scope: body\n    find: tool\n"
    "    advice: Name a tool.\n"
    "profiles:\n"
    "  smith:\n    about: For smiths.\n"
    "    rules: { screws: on, many-things: { level: error, params: { min: 1 } } }\n"
    "drafts:\n  smith: \"Dear {meta.company},\\n\"\n";

static const char config_text[] =
    "accept: [small saw]\n"
    "rules: { no-firm: note }\n"
    "terms: { other: { words: [chisel] } }\n"
    "paths:\n  - { match: '*.md', accept: [Anvil], profile: smith }\n";

static const char letter[] =
    "---\ncompany: Forge & Sons\nrole: smith\n---\n\nDear team,\n\n"
    "I use a hammer, a big saw and screws. A small saw too. Tongs, tongs and an Anvil !!\n\n"
    "- Vice and screws\n- Plane xxx\n\nMy last screws and a tong.\n\nAnn\n";

/* A store of one entry. */
typedef struct shelf {
    char key[80];
    char *bytes;
    size_t length;
    unsigned gets, puts;
} shelf;

static bool get(void *user, const char *key, const char **bytes, size_t *length) {
    shelf *s = user;
    s->gets++;
    if (!s->bytes || strcmp(s->key, key) != 0)
        return false;
    *bytes = s->bytes;
    *length = s->length;
    return true;
}

static void put(void *user, const char *key, const char *bytes, size_t length) {
    shelf *s = user;
    s->puts++;
    free(s->bytes);
    s->bytes = malloc(length);
    ck_assert_ptr_nonnull(s->bytes);
    memcpy(s->bytes, bytes, length);
    s->length = length;
    ck_assert_uint_lt(strlen(key), sizeof s->key);
    snprintf(s->key, sizeof s->key, "%s", key);
}

static shelf kept;
static ll_ruleset_store store;
static ll_config_file config;
static ll_rule_file file;

static void setup(void) {
    kept = (shelf){.bytes = NULL};
    store = (ll_ruleset_store){.get = get, .put = put, .user = &kept};
    file = (ll_rule_file){"own.yaml", rules_text, sizeof rules_text - 1};
    config = (ll_config_file){".letterlint.yaml", "", config_text, sizeof config_text - 1};
}

static void teardown(void) {
    free(kept.bytes);
}

static ll_ruleset *load(bool with_store, bool no_default_rules) {
    ll_ruleset_options options = {.no_default_rules = no_default_rules,
                                  .configs = &config,
                                  .config_count = 1,
                                  .store = with_store ? &store : NULL};
    ll_ruleset *ruleset = NULL;
    ll_result **problems = NULL;
    size_t count = 0;
    ll_status status = ll_ruleset_new(&ruleset, &file, 1, &options, &problems, &count);
    ck_assert_msg(status == LL_OK, "%s",
                  count ? ll_result_get(problems[0], 0)->message : "no memory");
    return ruleset;
}

static ll_result *lint(const ll_ruleset *ruleset, const char *path) {
    static const ll_meta meta[] = {{"other", "smith"}};
    ll_lint_options options = {
        .path = path, .scorecard = true, .meta = meta, .meta_count = 1, .trace = "many-things"};
    ll_result *result = NULL;
    ll_error error;
    ck_assert_int_eq(ll_lint(&result, ruleset, letter, sizeof letter - 1, &options, &error), LL_OK);
    return result;
}

static void compare(const ll_ruleset *one, const ll_ruleset *other, const char *path) {
    ll_result *a = lint(one, path), *b = lint(other, path);
    size_t rows, other_rows;
    ck_assert_uint_eq(ll_result_count(a), ll_result_count(b));
    ck_assert_uint_gt(ll_result_count(a), 1);
    for (size_t i = 0; i < ll_result_count(a); i++) {
        const ll_diagnostic *x = ll_result_get(a, i), *y = ll_result_get(b, i);
        ck_assert_str_eq(x->rule, y->rule);
        ck_assert_str_eq(x->message, y->message);
        ck_assert_str_eq(x->advice, y->advice);
        ck_assert_int_eq(x->level, y->level);
        ck_assert_uint_eq(x->span.start, y->span.start);
        ck_assert_uint_eq(x->span.end, y->span.end);
        ck_assert_int_eq(!x->fix, !y->fix);
        if (x->fix)
            ck_assert_str_eq(x->fix->text, y->fix->text);
    }
    ll_result_scorecard(a, &rows);
    ll_result_scorecard(b, &other_rows);
    ck_assert_uint_eq(rows, other_rows);
    ck_assert_str_eq(ll_result_trace(a), ll_result_trace(b));
    ll_result_free(a);
    ll_result_free(b);
}

static void check_kept(bool no_default_rules) {
    ll_ruleset *plain = load(false, no_default_rules), *first = load(true, no_default_rules);
    ck_assert_uint_eq(kept.gets, 1);
    ck_assert_uint_eq(kept.puts, 1);
    ll_ruleset *second = load(true, no_default_rules);
    ck_assert_uint_eq(kept.gets, 2);
    ck_assert_uint_eq(kept.puts, 1); /* so it was taken */
    compare(plain, first, "letter.md");
    compare(plain, second, "letter.md");
    compare(plain, second, "letter.txt");
    ck_assert_uint_eq(ll_ruleset_rule_count(plain), ll_ruleset_rule_count(second));
    ll_ruleset_free(plain);
    ll_ruleset_free(first);
    ll_ruleset_free(second);
}

START_TEST(says_what_the_files_say) {
    check_kept(true);
}
END_TEST

START_TEST(so_it_does_beside_the_shipped_rules) {
    check_kept(false);
}
END_TEST

static void list_setting(void *user, const ll_setting_row *row) {
    ll_buf *out = user;
    ll_buf_printf(out, "%s %s %s %s %u\n", row->rule, row->key, row->value, row->from, row->line);
}

START_TEST(settings_and_drafts_are_the_same) {
    ll_arena *arena = ll_arena_new(0);
    ll_ruleset *first = load(true, true), *second = load(true, true);
    ll_lint_options options = {.path = "letter.md"};
    ll_buf a = ll_buf_on(arena), b = ll_buf_on(arena);
    ll_error error;
    char *draft, *other;
    static const ll_meta meta[] = {{"company", "Forge"}};
    ck_assert_int_eq(ll_settings_list(first, letter, sizeof letter - 1, &options, list_setting, &a,
                                      NULL, &error),
                     LL_OK);
    ck_assert_int_eq(ll_settings_list(second, letter, sizeof letter - 1, &options, list_setting, &b,
                                      NULL, &error),
                     LL_OK);
    ck_assert_str_eq(ll_buf_text(&a), ll_buf_text(&b));
    ck_assert_int_eq(ll_draft_new(&draft, first, "smith", meta, 1, NULL), LL_OK);
    ck_assert_int_eq(ll_draft_new(&other, second, "smith", meta, 1, NULL), LL_OK);
    ck_assert_str_eq(draft, other);
    ll_draft_free(draft);
    ll_draft_free(other);
    ll_ruleset_free(first);
    ll_ruleset_free(second);
    ll_arena_free(arena);
}
END_TEST

static void expect_new_key(const char *what) {
    char before[80];
    unsigned puts = kept.puts;
    snprintf(before, sizeof before, "%s", kept.key);
    ll_ruleset_free(load(true, true));
    ck_assert_msg(strcmp(kept.key, before) != 0, "%s: the key is the same", what);
    ck_assert_msg(kept.puts == puts + 1, "%s: nothing was kept", what);
}

START_TEST(what_goes_in_names_the_entry) {
    ll_ruleset_free(load(true, true));
    file.path = "other.yaml";
    expect_new_key("another path");
    file.text = "letterlint: 1\n";
    file.length = strlen(file.text);
    config.text = "accept: [saw]\n";
    config.length = strlen(config.text);
    expect_new_key("another text");
    config.text = "accept: [saws]\n";
    config.length = strlen(config.text);
    expect_new_key("another configuration");
    config.path = "b.yaml";
    expect_new_key("another configuration's path");
    unsigned puts = kept.puts;
    config.directory = "elsewhere";
    ll_ruleset_free(load(true, true));
    ck_assert_uint_eq(kept.puts, puts);
}
END_TEST

START_TEST(the_store_is_left_alone_where_it_is_not_needed) {
    ll_config_file plain = {".letterlint.yaml", "", "rules: {doubled-word: off}\n", 27};
    ll_ruleset_options options = {.configs = &plain, .config_count = 1, .store = &store};
    ll_ruleset *ruleset;
    ck_assert_int_eq(ll_ruleset_new(&ruleset, NULL, 0, &options, NULL, NULL), LL_OK);
    ll_ruleset_free(ruleset);
    ll_ruleset_options strict = {.strict = true, .no_default_rules = true, .store = &store};
    ck_assert_int_ne(ll_ruleset_new(&ruleset, &file, 1, &strict, NULL, NULL), LL_NOMEM);
    ck_assert_uint_eq(kept.gets + kept.puts, 0);
}
END_TEST

START_TEST(mistakes_are_not_kept) {
    ll_ruleset_options options = {.store = &store};
    ll_ruleset *ruleset;
    file.text = "letterlint: 1\nruels: []\n";
    file.length = strlen(file.text);
    ck_assert_int_eq(ll_ruleset_new(&ruleset, &file, 1, &options, NULL, NULL), LL_INVALID);
    ck_assert_uint_eq(kept.puts, 0);
}
END_TEST

/* --- Damage --------------------------------------------------------------------------------- */

/* The entry is no good: the ruleset comes from its files and is kept anew. */
static void expect_repair(const char *what, size_t number) {
    unsigned puts = kept.puts;
    ll_ruleset *ruleset = load(true, true);
    ck_assert_msg(kept.puts == puts + 1, "%s %zu: it was believed", what, number);
    ll_ruleset_free(ruleset);
}

START_TEST(damage_is_noticed_and_mended) {
    ll_ruleset_free(load(true, true));
    size_t length = kept.length;
    for (size_t i = 0; i < length; i += 1 + i / 20) {
        kept.bytes[i] ^= (char)(1 << i % 8);
        expect_repair("a flipped bit at", i);
    }
    for (size_t i = 0; i < length; i += 1 + i / 2) {
        kept.length = i;
        expect_repair("cut off at", i);
        ck_assert_uint_eq(kept.length, length);
    }
}
END_TEST

START_TEST(another_entry_is_none) {
    ll_ruleset_free(load(true, true));
    char key[80];
    snprintf(key, sizeof key, "%s", kept.key);
    config.text = "accept: [saws]\n";
    config.length = strlen(config.text);
    ll_ruleset_free(load(true, true));
    config.text = config_text;
    config.length = sizeof config_text - 1;
    snprintf(kept.key, sizeof kept.key, "%s", key); /* the other one's bytes under this name */
    expect_repair("a renamed entry", 0);
}
END_TEST

/* --- Made-up images ------------------------------------------------------------------------- */

/* What a sound ruleset is used for; what comes of it does not matter, that it ends does. */
static void use(ll_ruleset *ruleset) {
    ll_result *result = NULL;
    ll_error error;
    ll_lint_options options = {.scorecard = true, .profiles = "smith"};
    options.trace = ll_ruleset_rule_count(ruleset) ? ll_ruleset_rule(ruleset, 0).id : NULL;
    for (size_t i = 0; i < ll_ruleset_rule_count(ruleset); i++)
        ck_assert_ptr_nonnull(ll_ruleset_rule(ruleset, i).bad);
    if (ll_lint(&result, ruleset, letter, sizeof letter - 1, &options, &error) != LL_OK)
        return;
    for (size_t i = 0; i < ll_result_count(result); i++)
        ck_assert_uint_le(ll_result_get(result, i)->span.end, sizeof letter - 1);
    ll_result_free(result);
}

/* The image itself, as if an adversary had put the sum right. */
static bool try_image(ll_str image, const ll_ruleset *shipped) {
    ll_arena *arena = ll_arena_new(0);
    bool taken = false;
    if (setjmp(*ll_arena_guard(arena)) == 0) {
        ll_ruleset *ruleset = ll_ruleset_thaw_own(arena, image, shipped);
        taken = ruleset != NULL;
        if (ruleset)
            use(ruleset);
    }
    ll_arena_free(arena);
    return taken;
}

static ll_str own_image(ll_arena *arena) {
    ll_ruleset *ruleset = load(false, true);
    ll_str image = ll_ruleset_freeze_own(arena, ruleset);
    ll_ruleset_free(ruleset);
    return image;
}

/* Every byte where LL_TEST_ALL is set, which takes a minute or, under sanitizers, some. */
START_TEST(no_byte_of_an_image_does_harm) {
    static const unsigned char changes[] = {0x01, 0x80, 0xFF, 0x10};
    ll_arena *arena = ll_arena_new(0);
    ll_str image = own_image(arena);
    char *bytes = ll_arena_copy(arena, image.data, image.length);
    uint32_t taken = 0, step = getenv("LL_TEST_ALL") ? 1 : LL_TEST_SLOW ? 41 : 7;
    ll_ruleset *shipped;
    ck_assert_int_eq(ll_ruleset_new(&shipped, NULL, 0, NULL, NULL, NULL), LL_OK);
    ck_assert(try_image((ll_str){bytes, image.length}, shipped));
    for (uint32_t i = 0; i < image.length; i += step) {
        bytes[i] ^= (char)changes[i / step % sizeof changes];
        taken += try_image((ll_str){bytes, image.length}, shipped);
        bytes[i] = image.data[i];
    }
    ck_assert_uint_gt(taken, 0); /* letters of a message may be others */
    ck_assert_uint_lt(taken, image.length / step);
    ll_ruleset_free(shipped);
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("kept");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, says_what_the_files_say);
    tcase_add_test(tests, so_it_does_beside_the_shipped_rules);
    tcase_add_test(tests, settings_and_drafts_are_the_same);
    tcase_add_test(tests, what_goes_in_names_the_entry);
    tcase_add_test(tests, the_store_is_left_alone_where_it_is_not_needed);
    tcase_add_test(tests, mistakes_are_not_kept);
    tcase_add_test(tests, damage_is_noticed_and_mended);
    tcase_add_test(tests, another_entry_is_none);
    tcase_add_test(tests, no_byte_of_an_image_does_harm);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
