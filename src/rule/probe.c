/* The probes: each sums or joins what it finds over the spans of its region. */
#include "rule/probe.h"

#include "text/date.h"
#include "text/readability.h"

#include <stdlib.h>

static ll_value number(double value) {
    return (ll_value){.type = LL_TYPE_NUMBER, .number = value};
}

static ll_value truth(bool value) {
    return (ll_value){.type = LL_TYPE_BOOL, .number = value};
}

static ll_value text_value(ll_str text) {
    return (ll_value){.type = LL_TYPE_TEXT, .text = text};
}

static double count_matches(const ll_probe_input *in) {
    double count = 0;
    for (uint32_t i = 0; i < in->region.count; i++)
        count += ll_matcher_find_in(in->matcher, in->terms[0], in->region.items[i]).count;
    return count;
}

static ll_value run_any(const ll_probe_input *in) {
    return truth(count_matches(in) > 0);
}

static ll_value run_none(const ll_probe_input *in) {
    return truth(count_matches(in) == 0);
}

static ll_value run_count(const ll_probe_input *in) {
    return number(count_matches(in));
}

/* --- Things --------------------------------------------------------------------------------- */

typedef struct named {
    ll_str name;
    uint32_t order; /* among the matches of the region */
} named;

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static int compare_nocase(ll_str a, ll_str b) {
    for (uint32_t i = 0; i < a.length && i < b.length; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return lower(a.data[i]) < lower(b.data[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int by_name(const void *a, const void *b) {
    const named *x = a, *y = b;
    int order = compare_nocase(x->name, y->name);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int by_order(const void *a, const void *b) {
    const named *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

/* The different things of the region, in the order of their first match. */
static named *distinct_things(uint32_t *count, const ll_probe_input *in) {
    ll_arena *arena = in->letter->arena;
    uint32_t total = (uint32_t)count_matches(in), used = 0, kept = 0;
    named *things = ll_arena_array(arena, total, sizeof *things);
    for (uint32_t i = 0; i < in->region.count; i++) {
        ll_match_list found = ll_matcher_find_in(in->matcher, in->terms[0], in->region.items[i]);
        for (uint32_t k = 0; k < found.count; k++, used++)
            things[used] = (named){ll_match_thing(in->letter, &found.items[k]), used};
    }
    if (used > 1)
        qsort(things, used, sizeof *things, by_name);
    for (uint32_t i = 0; i < used; i++)
        if (kept == 0 || compare_nocase(things[i].name, things[kept - 1].name) != 0)
            things[kept++] = things[i];
    if (kept > 1)
        qsort(things, kept, sizeof *things, by_order);
    *count = kept;
    return things;
}

static ll_value run_distinct(const ll_probe_input *in) {
    uint32_t count;
    distinct_things(&count, in);
    return number(count);
}

static ll_value run_list(const ll_probe_input *in) {
    uint32_t count;
    const named *things = distinct_things(&count, in);
    ll_buf out = ll_buf_on(in->letter->arena);
    for (uint32_t i = 0; i < count && i < LL_LIST_LONGEST; i++) {
        ll_buf_puts(&out, i ? ", " : "");
        ll_buf_add_str(&out, things[i].name);
    }
    if (count > LL_LIST_LONGEST)
        ll_buf_printf(&out, " and %u more", count - LL_LIST_LONGEST);
    return text_value(ll_buf_str(&out));
}

/* --- Measures ------------------------------------------------------------------------------- */

static uint64_t count_words(const ll_probe_input *in) {
    uint64_t words = 0;
    for (uint32_t i = 0; i < in->region.count; i++)
        words += ll_words_in(&in->letter->words, in->region.items[i]);
    return words;
}

static uint64_t count_sentences(const ll_probe_input *in) {
    uint64_t sentences = 0;
    uint32_t first;
    for (uint32_t i = 0; i < in->region.count; i++)
        sentences += ll_letter_units_in(&first, in->letter, LL_UNIT_SENTENCE, in->region.items[i]);
    return sentences;
}

/* Whether a sentence holds a match of every term. */
static bool holds_all(const ll_probe_input *in, ll_span sentence) {
    for (uint32_t i = 0; i < in->term_count; i++)
        if (ll_matcher_find_in(in->matcher, in->terms[i], sentence).count == 0)
            return false;
    return true;
}

/* Counts the sentences that do, and in *longest how many of them follow one another. */
static uint64_t count_holding(const ll_probe_input *in, uint64_t *longest) {
    uint64_t count = 0, run = 0;
    *longest = 0;
    for (uint32_t i = 0; i < in->region.count; i++) {
        uint32_t first;
        uint32_t sentences =
            ll_letter_units_in(&first, in->letter, LL_UNIT_SENTENCE, in->region.items[i]);
        for (uint32_t k = first; k < first + sentences; k++) {
            bool holds = holds_all(in, in->letter->units[LL_UNIT_SENTENCE].spans[k]);
            run = holds ? run + 1 : 0;
            count += holds;
            if (run > *longest)
                *longest = run;
        }
    }
    return count;
}

static ll_value run_run(const ll_probe_input *in) {
    uint64_t longest;
    count_holding(in, &longest);
    return number((double)longest);
}

static ll_value run_items(const ll_probe_input *in) {
    uint64_t items = 0;
    uint32_t first;
    for (uint32_t i = 0; i < in->region.count; i++)
        items += ll_letter_units_in(&first, in->letter, LL_UNIT_ITEM, in->region.items[i]);
    return number((double)items);
}

static ll_value run_share(const ll_probe_input *in) {
    uint64_t covered = 0, words = count_words(in);
    for (uint32_t i = 0; i < in->region.count; i++) {
        ll_match_list found = ll_matcher_find_in(in->matcher, in->terms[0], in->region.items[i]);
        for (uint32_t k = 0; k < found.count; k++)
            covered += ll_words_in(&in->letter->words, found.items[k].prose);
    }
    return number(words ? (double)covered / (double)words : 0);
}

static ll_value run_words(const ll_probe_input *in) {
    return number((double)count_words(in));
}

static ll_value run_sentences(const ll_probe_input *in) {
    uint64_t longest;
    return number((double)(in->term_count ? count_holding(in, &longest) : count_sentences(in)));
}

static ll_value run_paragraphs(const ll_probe_input *in) {
    uint64_t paragraphs = 0;
    for (uint32_t i = 0; i < in->region.count; i++)
        paragraphs += ll_letter_paragraphs(in->letter, in->region.items[i]);
    return number((double)paragraphs);
}

static ll_value run_exists(const ll_probe_input *in) {
    return truth(in->region.count > 0);
}

static ll_value run_text(const ll_probe_input *in) {
    ll_str prose = {in->letter->prose.text, in->letter->prose.length};
    ll_buf out = ll_buf_on(in->letter->arena);
    if (in->raw)
        return text_value(
            ll_str_slice(in->letter->source->text, in->raw->source.start, in->raw->source.end));
    for (uint32_t i = 0; i < in->region.count; i++) {
        ll_buf_puts(&out, i ? " " : "");
        ll_buf_add_str(&out,
                       ll_str_slice(prose, in->region.items[i].start, in->region.items[i].end));
    }
    return text_value(ll_buf_str(&out));
}

static ll_value run_fault(const ll_probe_input *in) {
    return text_value(ll_str_of(in->fault ? in->fault->text : ""));
}

static ll_value run_hint(const ll_probe_input *in) {
    return text_value(ll_str_of(in->fault ? in->fault->hint : ""));
}

static ll_value run_grade(const ll_probe_input *in) {
    const ll_words *words = &in->letter->words;
    ll_str prose = {in->letter->prose.text, in->letter->prose.length};
    uint64_t syllables = 0;
    for (uint32_t i = 0; i < in->region.count; i++) {
        uint32_t first = ll_words_from(words, in->region.items[i].start);
        uint32_t count = ll_words_in(words, in->region.items[i]);
        for (uint32_t k = first; k < first + count; k++)
            syllables +=
                ll_syllables(ll_str_slice(prose, words->spans[k].start, words->spans[k].end));
    }
    return number(ll_reading_grade(count_words(in), count_sentences(in), syllables));
}

/* Days from the first match that is a date to the letter's day, `meta.today`; 0 without either. */
static ll_value run_age(const ll_probe_input *in) {
    ll_str prose = {in->letter->prose.text, in->letter->prose.length};
    int64_t today, day;
    if (!ll_date_parse(&today, ll_meta_get(&in->letter->meta, ll_str_of("today")), 0))
        return number(0);
    for (uint32_t i = 0; i < in->region.count; i++) {
        ll_match_list found = ll_matcher_find_in(in->matcher, in->terms[0], in->region.items[i]);
        for (uint32_t k = 0; k < found.count; k++) {
            ll_span span = found.items[k].prose;
            if (ll_date_parse(&day, ll_str_slice(prose, span.start, span.end), today))
                return number((double)(today - day));
        }
    }
    return number(0);
}

static const ll_probe probes[] = {
    {.name = "any", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_BOOL, .run = run_any},
    {.name = "none", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_BOOL, .run = run_none},
    {.name = "count", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_NUMBER, .run = run_count},
    {.name = "distinct",
     .least_terms = 1,
     .most_terms = 1,
     .type = LL_TYPE_NUMBER,
     .run = run_distinct},
    {.name = "list", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_TEXT, .run = run_list},
    {.name = "share", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_NUMBER, .run = run_share},
    {.name = "age", .least_terms = 1, .most_terms = 1, .type = LL_TYPE_NUMBER, .run = run_age},
    {.name = "words", .type = LL_TYPE_NUMBER, .run = run_words},
    {.name = "sentences",
     .most_terms = LL_MOST_TERMS,
     .type = LL_TYPE_NUMBER,
     .run = run_sentences},
    {.name = "run",
     .least_terms = 1,
     .most_terms = LL_MOST_TERMS,
     .type = LL_TYPE_NUMBER,
     .run = run_run},
    {.name = "items", .type = LL_TYPE_NUMBER, .run = run_items},
    {.name = "paragraphs", .type = LL_TYPE_NUMBER, .run = run_paragraphs},
    {.name = "exists", .type = LL_TYPE_BOOL, .run = run_exists},
    {.name = "text", .type = LL_TYPE_TEXT, .run = run_text},
    {.name = "grade", .type = LL_TYPE_NUMBER, .run = run_grade},
    {.name = "match", .of_match = true, .type = LL_TYPE_TEXT, .run = run_text},
    {.name = "fault", .of_fault = true, .type = LL_TYPE_TEXT, .run = run_fault},
    {.name = "hint", .of_fault = true, .type = LL_TYPE_TEXT, .run = run_hint},
};
enum { PROBES = sizeof probes / sizeof *probes };

const ll_probe *ll_probe_find(ll_str name) {
    for (size_t i = 0; i < PROBES; i++)
        if (ll_str_is(name, probes[i].name))
            return &probes[i];
    return NULL;
}

uint32_t ll_probe_number(const ll_probe *probe) {
    return (uint32_t)(probe - probes);
}

const ll_probe *ll_probe_at(uint32_t number) {
    return &probes[number];
}

uint32_t ll_probe_count(void) {
    return PROBES;
}

const char *const *ll_probe_names(ll_arena *arena, size_t *count) {
    const char **names = ll_arena_array(arena, PROBES, sizeof *names);
    for (size_t i = 0; i < PROBES; i++)
        names[i] = probes[i].name;
    *count = PROBES;
    return names;
}
