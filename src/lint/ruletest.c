/* Runs the tests written beside rules: strips the «» marks off the letter, runs the one rule over
 * it, and holds what it says against the marks, the message and the fixed text. */
#include "lint/ruletest.h"
#include "lint/result.h"

#include <stdlib.h>
#include <string.h>

static const char open_mark[] = "\xC2\xAB", close_mark[] = "\xC2\xBB";
enum { MARK = 2 };

/* A test at work. */
typedef struct test_run {
    ll_arena *arena;
    const ll_ruleset *ruleset;
    uint32_t rule;
    const ll_rule_test *test;
    ll_str letter; /* without marks */
    ll_spans marks;
    ll_result *result;
} test_run;

/* False where the marks do not pair up. */
static bool strip_marks(test_run *t) {
    ll_buf letter = ll_buf_on(t->arena);
    ll_str text = t->test->text;
    bool open = false;
    ll_span mark = {0, 0};
    ll_buf_puts(&letter, "");
    for (uint32_t i = 0; i < text.length;) {
        ll_str rest = ll_str_slice(text, i, text.length);
        bool opens = ll_str_starts(rest, open_mark), closes = ll_str_starts(rest, close_mark);
        if (!opens && !closes) {
            ll_buf_putc(&letter, text.data[i++]);
            continue;
        }
        if (opens == open)
            return false;
        open = opens;
        if (opens) {
            mark.start = letter.length;
        } else {
            mark.end = letter.length;
            ll_spans_add(&t->marks, t->arena, mark);
        }
        i += MARK;
    }
    t->letter = ll_buf_str(&letter);
    return !open;
}

/* --- What came ------------------------------------------------------------------------------ */

static bool is_of_rule(const test_run *t, const ll_diagnostic *d) {
    return ll_str_is(t->ruleset->rules[t->rule].id, d->rule);
}

/* The letter with «» where the rule fired. */
static const char *marked_letter(const test_run *t) {
    ll_buf out = ll_buf_on(t->arena);
    for (uint32_t i = 0; i <= t->letter.length; i++) {
        for (size_t k = 0; k < ll_result_count(t->result); k++)
            if (ll_result_get(t->result, k)->span.end == i)
                ll_buf_puts(&out, close_mark);
        for (size_t k = 0; k < ll_result_count(t->result); k++)
            if (ll_result_get(t->result, k)->span.start == i)
                ll_buf_puts(&out, open_mark);
        if (i < t->letter.length)
            ll_buf_putc(&out, t->letter.data[i]);
    }
    return ll_buf_text(&out);
}

static bool spans_match(const test_run *t) {
    if (t->marks.count == 0)
        return true;
    if (ll_result_count(t->result) != t->marks.count)
        return false;
    for (uint32_t i = 0; i < t->marks.count; i++) {
        ll_span span = ll_result_get(t->result, i)->span;
        if (span.start != t->marks.items[i].start || span.end != t->marks.items[i].end)
            return false;
    }
    return true;
}

/* The letter after every fix; overlapping ones are left out. */
static ll_str fixed_letter(const test_run *t) {
    ll_buf out = ll_buf_on(t->arena);
    uint32_t done = 0;
    ll_buf_puts(&out, "");
    for (size_t i = 0; i < ll_result_count(t->result); i++) {
        const ll_fix *fix = ll_result_get(t->result, i)->fix;
        if (!fix || fix->span.start < done)
            continue;
        ll_buf_add(&out, t->letter.data + done, fix->span.start - done);
        ll_buf_puts(&out, fix->text);
        done = fix->span.end;
    }
    ll_buf_add(&out, t->letter.data + done, t->letter.length - done);
    return ll_buf_str(&out);
}

/* What is wrong with the outcome, or NULL where the test passes. */
static const char *judge(const test_run *t) {
    size_t count = ll_result_count(t->result);
    for (size_t i = 0; i < count; i++)
        if (!is_of_rule(t, ll_result_get(t->result, i)))
            return ll_format(t->arena, "the letter itself is at fault: %s",
                             ll_result_get(t->result, i)->message);
    if (!t->test->bad)
        return count == 0 ? NULL
                          : ll_format(t->arena, "must not fire, but does: %s", marked_letter(t));
    if (count == 0)
        return "must fire, but does not";
    if (!spans_match(t))
        return ll_format(t->arena, "fires elsewhere: %s", marked_letter(t));
    const char *message = ll_result_get(t->result, 0)->message;
    if (t->test->message.length > 0 && !ll_str_is(t->test->message, message))
        return ll_format(t->arena, "says something else: %s", message);
    if (t->test->fixed && !ll_str_equal(*t->test->fixed, fixed_letter(t)))
        return ll_format(t->arena, "is mended differently: %s", fixed_letter(t).data);
    return NULL;
}

/* --- Running -------------------------------------------------------------------------------- */

static ll_status lint(test_run *t, ll_error *error) {
    ll_lint_options options = {.meta = t->test->meta, .meta_count = t->test->meta_count};
    ll_run_options run = {.only = t->rule,
                          .profiles = t->test->profiles,
                          .params = &t->test->params,
                          .trace = LL_NONE};
    return ll_lint_with(&t->result, t->ruleset, t->letter, &options, &run, 0, error);
}

static const char *run_test(test_run *t) {
    ll_error error;
    if (!strip_marks(t))
        return "the marks « and » do not pair up";
    if (!t->test->bad && t->marks.count > 0)
        return "a good letter has no marks";
    ll_status status = lint(t, &error);
    if (status == LL_NOMEM)
        ll_arena_fail(t->arena);
    return status == LL_OK ? judge(t) : ll_format(t->arena, "%s", error.message);
}

void ll_rule_test_tell(const ll_test_listener *who, const ll_ruleset *ruleset, const ll_rule *rule,
                       ll_span place, const char *fault) {
    const ll_source *source = NULL;
    for (uint32_t i = 0; i < ruleset->file_count; i++)
        if (ruleset->files[i].source.path == rule->file)
            source = &ruleset->files[i].source;
    ll_position position = ll_source_position(source, place.start);
    ll_test_outcome outcome = {.rule = rule->id.data,
                               .file = rule->file,
                               .line = position.line,
                               .column = position.column,
                               .passed = fault == NULL,
                               .message = fault ? fault : ""};
    who->seen(who->user, &outcome);
}

ll_status ll_rule_test_run(ll_test_result *out, const ll_ruleset *ruleset, uint32_t rule,
                           const ll_rule_test *test, const ll_test_listener *who) {
    ll_arena *arena = ll_arena_new(0);
    if (!arena)
        return LL_NOMEM;
    test_run *volatile t = NULL;
    if (setjmp(*ll_arena_guard(arena))) {
        if (t)
            ll_result_free(t->result);
        ll_arena_free(arena);
        return LL_NOMEM;
    }
    t = ll_arena_alloc(arena, sizeof *t);
    *t = (test_run){.arena = arena, .ruleset = ruleset, .rule = rule, .test = test};
    const char *fault = run_test(t);
    out->passed = fault == NULL;
    out->fired = t->result && ll_result_count(t->result) > 0;
    if (who)
        ll_rule_test_tell(who, ruleset, &ruleset->rules[rule], test->place, fault);
    ll_result_free(t->result);
    ll_arena_free(arena);
    return LL_OK;
}

static const ll_rule_test *bad_example(const ll_rule *rule) {
    for (uint32_t i = 0; i < rule->test_count; i++)
        if (rule->tests[i].bad)
            return &rule->tests[i];
    return NULL;
}

static void release_letter(void *arena) {
    ll_arena_free(arena);
}

/* A result borrows its letter, which lives here, and is freed here where there is no memory. */
static bool keep_letter(ll_result *result, ll_arena *letter) {
    if (setjmp(*ll_arena_guard(result->arena)))
        return false;
    ll_arena_defer(result->arena, release_letter, letter);
    return true;
}

ll_status ll_ruleset_example(ll_result **out, const ll_ruleset *ruleset, size_t index) {
    const ll_rule_test *test = bad_example(&ruleset->rules[index]);
    ll_arena *arena = test ? ll_arena_new(0) : NULL;
    ll_error error;
    if (!arena)
        return test ? LL_NOMEM : LL_INVALID;
    if (setjmp(*ll_arena_guard(arena))) {
        ll_arena_free(arena);
        return LL_NOMEM;
    }
    test_run t = {.arena = arena, .ruleset = ruleset, .rule = (uint32_t)index, .test = test};
    ll_status status = strip_marks(&t) ? lint(&t, &error) : LL_INVALID;
    if (status != LL_OK) {
        ll_arena_free(arena);
        return status;
    }
    if (!keep_letter(t.result, arena)) {
        ll_result_free(t.result);
        return LL_NOMEM;
    }
    *out = t.result;
    return LL_OK;
}

/* The letters of all tests of the rules as one. */
static ll_str all_tests(const ll_ruleset *ruleset) {
    ll_buf text = ll_buf_on(ruleset->arena);
    for (uint32_t i = 0; i < ruleset->entry_count; i++)
        for (uint32_t k = 0; k < ruleset->rules[i].test_count; k++) {
            ll_buf_add_str(&text, ruleset->rules[i].tests[k].text);
            ll_buf_puts(&text, "\n\n");
        }
    return ll_buf_str(&text);
}

void ll_ruleset_try_out(const ll_ruleset *ruleset) {
    ll_str text = all_tests(ruleset);
    ll_lint_options options = {.max_size = UINT32_MAX};
    ll_result *result = NULL;
    if (ll_lint(&result, ruleset, text.data, text.length, &options, NULL) == LL_OK)
        ll_result_free(result);
}

ll_status ll_ruleset_test(const ll_ruleset *ruleset, const char *file,
                          void (*seen)(void *user, const ll_test_outcome *outcome), void *user) {
    ll_test_listener who = {.seen = seen, .user = user};
    if (ruleset->thawed)
        return LL_INVALID;
    for (uint32_t i = 0; i < ruleset->entry_count; i++) {
        const ll_rule *rule = &ruleset->rules[i];
        bool fired = false;
        if (file && strcmp(rule->file, file) != 0)
            continue;
        for (uint32_t k = 0; k < rule->test_count; k++) {
            ll_test_result result;
            if (ll_rule_test_run(&result, ruleset, i, &rule->tests[k], &who) == LL_NOMEM)
                return LL_NOMEM;
            fired |= rule->tests[k].bad && result.fired;
        }
        if (!fired)
            ll_rule_test_tell(&who, ruleset, rule, rule->place, "no test makes this rule fire");
    }
    return LL_OK;
}
