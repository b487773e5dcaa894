/* What patterns require, and, which matters more, that nothing they could do without is ever asked
 * for. tests/unit/text/test_prefilter.c holds the same against matching. */
#include "../support.h"

#include "text/fold.h"
#include "text/pattern.h"
#include "text/required.h"

#include <string.h>

/* A pattern and what is known of it: the texts and bytes that a match begins with ('<': where no
 * word goes on, '<<': where a clause begins, '^': where the text does) or "anywhere", then sets of
 * which one is needed, then bytes of which one is needed;
 * "..." stands for all beyond ASCII. */
typedef struct row {
    const char *pattern, *required;
} row;

static const row rows[] = {
    {"kafka", "kafka"},
    {"Kafka", "kafka"},
    {"\\bkafka\\b", "<kafka"},
    {"(?:kafka|redis)", "kafka|redis"},
    {"kafka|redis\\s+x", "kafka|redis x"},
    {"kafka|x", "kafka[Xx]"},
    {"kafka(?: streams)?", "kafka"},
    {"(?:apache )?kafka", "apache k|kafka; che kafk|kafka"},
    {"clusters?", "cluster"},
    {"kaf*ka", "kaf|kaka"},
    {"kafk*abcd", "kafabcd|kafk; abcd"},
    {"kafka+", "kafka"},
    {"\\w+ing", "anywhere; ing"},
    {"ab", "ab"},
    {"a.cdef", "[Aa]; cdef"},
    {"p(?:50|95|99) latency", "p50 late|p95 late|p99 late"},
    {"gr[ae]y", "gray|grey"},
    {"gr[a-e]yish", "gr; yish"},
    {"[^x]abc", "anywhere; abc"},
    {"[]]abc", "]abc"},
    {"(?i)kafka", "kafka"},
    {"(?-i:Kafka)", "kafka"},
    {"(?-i:Kafka)\\s(?i:streams)", "kafka st"},
    {"(?<name>kafka)", "kafka"},
    {"(?>kafka)", "kafka"},
    {"(?#kafka)redis", "anywhere"},
    {"(?=kafka)redis", "redis; kafka"},
    {"(?!kafka)redis", "redis"},
    {"(?<=kafka )redis", "<redis"},
    {"(?<!kafka )redis", "redis"},
    {"(?:kafka){0}redis", "redis"},
    {"(?:kafka){2,3}", "kafka"},
    {"(?:kafka){0,3}", "anywhere"},
    {"(?:kafka)?", "anywhere"},
    {"(?:kafka)*", "anywhere"},
    {"(?:kafka)*?red", "kafka|red; red"},
    {"(?:kafka)++", "kafka"},
    {"a{2}bcd", "[Aa]; bcd"},
    {"kafka{bcd", "anywhere"},
    {"kafka{,3}bcd", "anywhere"},
    {"kafka{ 0 }redis", "anywhere"},
    {"\\N{U+2014}kafka", "anywhere"},
    {"\\{kafka", "{kafka"},
    {"caf\303\251 noir", "caf;  noir; [...]"},
    {"C\\+\\+ code", "c++ code"},
    {"\\.NET", ".net"},
    {"kafka\\Kredis", "kafkared"},
    {"kafka\\x41", "anywhere"},
    {"\\Qkafka\\E", "anywhere"},
    {"(?x) k a f k a", "anywhere"},
    {"(kafka)(?(1)redis)", "anywhere"},
    {"(kafka)\\1 redis", "kafka;  redis"},
    {"(*UCP)kafka", "anywhere"},
    {"\\p{Lu}kafka", "anywhere; kafka"},
    {"\\pLkafka", "anywhere; kafka"},
    {"[[:alpha:]]kafka", "anywhere"},
    {"[\\w.]kafka", "anywhere; kafka"},
    {"kafka$", "kafka"},
    {"\\b(?:I|we) run", "<i run|<we run"},
    {"(?<!\\w)run", "<run"},
    {"(?<![\\w.])run", "<run"},
    {"(?<![.])run", "run"},
    {"(?<=[.!?] )run", "<<run"},
    {"(?:^|(?<=[.!?] ))(?:to|for) run", "<<for run|<<to run"},
    {"(?<=x)run", "run"},
    {"^run", "^run"},
    {"(?m)^run", "<run"},
    {"(?:^|\\b)run", "<run"},
    {"^\\b(?:I|we) run", "^i run|^we run"},
    {"^[a-c]x|yy", "yy^[A-Ca-c]"},
    {"^-run", "^-run"},
    {"^\\s*run", "^ run|^run"},
    {"(?:^a|^bb|c)d", "^ad|^bbd|cd"},
    {"\\Arun", "^run"},
    {"(?<=[.!?;]\\s)run", "<<run"},
    {"(?<=[.!?]\\s\\s)run", "<<run"},
    {"(?<=[.!?]\\s)[rs]un", "<<run|<<sun"},
    {"(?<=[.!?]\\s)\\d", "<<[0-9...]"},
    {"(?<=[.!?]\\s)-\\d", "<<[-]"},
    {"(?<=[.!?]\\s) run", " run"},
    {"(?<=\\. )run", "<<run"},
    {"(?<=\xE2\x80\xA2 )run", "<<run"},
    {"(?<=[\xE2\x80\xA2\xE2\x80\x93]\\s)run", "<<run"},
    {"(?<=[.]\\s|^)run", "<<run"},
    {"(?<=^)run", "^run"},
    {"(?m)(?<=^)run", "run"},
    {"(?<=dear |hello )run", "<run"},
    {"(?<=dear |hello)run", "run"},
    {"(?<=[.a] )run", "<run"},
    {"(?<=[.\\s]\\s)run", "<run"},
    {"(?<=[.\xC2\xA0]\\s)run", "<run"},
    {"(?<=[^.]\\s)run", "<run"},
    {"(?<=[!-/]\\s)run", "<run"},
    {"(?<=[.][\\s-])run", "<run"},
    {"(?<=\\W\\s)run", "<run"},
    {"(?<=\\s)run", "<run"},
    {"(?<=[.!?]\\s?)run", "run"},
    {"(?<=(?:[.]) )run", "run"},
    {"(?<=. )run", "run"},
    {"\\brun|run", "run"},
    {"\\b-run", "-run"},
    {"\\d+ ms", "[0-9...];  ms"},
    {"\\b\\d+ ms", "[...]<[0-9];  ms"},
    {"[$]\\d", "[$]"},
    {"(?-i:[A-Z])[a-z]+", "[A-Z]"},
    {"\\b[A-Z][a-z]+", "[]<[A-Za-z]"},
    {"\\b(?-i:\\p{Lu})\\w", "[...]<[A-Z]"},
    {"\\w+", "anywhere"},
    {"[^a]b", "anywhere; [Bb]"},
    {"(?:very )?\\d", "very [0-9...]; [0-9...]"},
    {"thank\\s+you", "thank yo; hank you"},
    {"thank +you", "thank yo; hank you"},
    {"thank\\s*you", "thank yo|thankyou; hank you|thankyou"},
    {"a(?= bc)", "a bc"},
    {"a(?=.*bcd)", "[Aa]; bcd"},
    {"(?:my|our) (?:\\w+ )?work", "my |our ; work"},
    {"foo.*bar.*bazz", "foo; bazz; bar"},
    {"I would like to express", "i would ; ould lik"},
    {"(?i)[a-c]x|yy", "yy[A-Ca-c]"},
    {"(?-i)[a-c]x|yy", "yy[a-c]"},
    {"(?:(?-i)a|[b-f])x", "ax[b-f]; [Xx]"},
    {"\\Gabc", "anywhere; abc"},
    {"x[\\Q]foo[\\E]y", "anywhere"},
    {"abc(?R)?", "anywhere"},
    {"\\1?(abc)", "anywhere; abc"},
    {"(?:a|b){2}c", "[ABab]; [Cc]"},
    {"[\\.-a]bc", "anywhere"},
    {"\\p{^Lu}bc", "anywhere"},
    {"\305\277kill", "anywhere"},
    {"(?<*a>)bc", "anywhere"},
    {"\303\251?abc", "abc[...]; abc"},
    {"(?:abc|\303\251)", "abc[...]"},
    {"(?#x)abc", "anywhere"},
};

/* "\\bkafka|[a-c]; needs redis|mysql; a byte of [0-9]". */
static void describe_bytes(ll_buf *out, const ll_byte_set *set) {
    ll_buf_putc(out, '[');
    for (int first = 0, last; first < 128; first = last + 1) {
        last = first;
        if (!ll_byte_set_has(set, (unsigned char)first))
            continue;
        while (last + 1 < 128 && ll_byte_set_has(set, (unsigned char)(last + 1)))
            last++;
        ll_buf_printf(out, first < ' ' ? "\\x%02x" : "%c", first);
        if (last > first)
            ll_buf_printf(out, last > first + 1 ? "-%c" : "%c", last);
    }
    ll_buf_puts(out, ll_byte_set_has(set, 0xC3) ? "...]" : "]");
}

static const char *describe(ll_arena *arena, const ll_required *required) {
    ll_buf out = ll_buf_on(arena);
    ll_buf_puts(&out, required->placed ? "" : "anywhere");
    static const char *const marks[LL_STARTS] = {"", "<", "<<", "^"};
    for (uint32_t i = 0; i < required->lead_count; i++)
        ll_buf_printf(&out, "%s%s%.*s", i > 0 ? "|" : "", marks[required->leads[i].start],
                      (int)required->leads[i].text.length, required->leads[i].text.data);
    for (ll_start start = LL_START_ANYWHERE; required->placed && start < LL_STARTS; start++)
        if (!ll_byte_set_is_empty(&required->first[start])) {
            ll_buf_puts(&out, marks[start]);
            describe_bytes(&out, &required->first[start]);
        }
    for (uint32_t i = 0; i < required->need_count; i++)
        for (uint32_t k = 0; k < required->needs[i].count; k++)
            ll_buf_printf(&out, "%s%.*s", k > 0 ? "|" : "; ",
                          (int)required->needs[i].texts[k].length,
                          required->needs[i].texts[k].data);
    if (!ll_byte_set_is_empty(&required->bytes)) {
        ll_buf_puts(&out, "; ");
        describe_bytes(&out, &required->bytes);
    }
    return ll_buf_text(&out);
}

START_TEST(this_is_required) {
    ll_arena *arena = ll_arena_new(0);
    ll_required required = ll_required_of(arena, ll_str_of(rows[_i].pattern));
    const char *found = describe(arena, &required);
    ck_assert_msg(strcmp(found, rows[_i].required) == 0, "%s: %s", rows[_i].pattern, found);
    ll_arena_free(arena);
}
END_TEST

START_TEST(deep_nesting_is_given_up) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf pattern = ll_buf_on(arena);
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&pattern, "(?:");
    ll_buf_puts(&pattern, "kafka");
    for (int i = 0; i < 200; i++)
        ll_buf_puts(&pattern, ")");
    ll_required required = ll_required_of(arena, ll_buf_str(&pattern));
    ck_assert_uint_eq(required.need_count, 0);
    ck_assert(!required.placed);
    ll_arena_free(arena);
}
END_TEST

static bool begins_with_a_lead(const ll_required *required, const char *text) {
    for (uint32_t i = 0; i < required->lead_count; i++)
        if (ll_str_starts(ll_str_of(text), required->leads[i].text.data))
            return true;
    return false;
}

/* Sets that outgrow their limits are shortened, no more than has to be. */
START_TEST(long_lists_are_cut) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf pattern = ll_buf_on(arena);
    for (int i = 0; i < 500; i++)
        ll_buf_printf(&pattern, "%s7%03dword", i > 0 ? "|" : "", i);
    ll_required required = ll_required_of(arena, ll_buf_str(&pattern));
    ck_assert(required.placed);
    ck_assert_uint_gt(required.lead_count, 5); /* "70" to "74" */
    ck_assert_uint_lt(required.lead_count, 201);
    ck_assert_uint_eq(required.need_count, 0);
    ck_assert(ll_byte_set_is_empty(&required.first[LL_START_ANYWHERE]));
    ck_assert(begins_with_a_lead(&required, "7000word"));
    ck_assert(begins_with_a_lead(&required, "7499word"));
    ck_assert(!begins_with_a_lead(&required, "8499word"));
    ll_arena_free(arena);
}
END_TEST

/* Where two bytes are still too many to tell apart, one is all that is known. */
START_TEST(the_longest_lists_are_bytes) {
    ll_arena *arena = ll_arena_new(0);
    ll_buf pattern = ll_buf_on(arena);
    for (int i = 0; i < 520; i++)
        ll_buf_printf(&pattern, "%s%d%c%s", i > 0 ? "|" : "", i % 10, 'a' + i / 10 % 26,
                      i < 260 ? "word" : "ward");
    ll_required required = ll_required_of(arena, ll_buf_str(&pattern));
    ck_assert(required.placed);
    ck_assert_uint_lt(required.lead_count, 201);
    ck_assert(ll_byte_set_has(&required.first[LL_START_ANYWHERE], '0'));
    ck_assert(ll_byte_set_has(&required.first[LL_START_ANYWHERE], '9'));
    ck_assert(!ll_byte_set_has(&required.first[LL_START_ANYWHERE], 'w'));
    ll_arena_free(arena);
}
END_TEST

/* What matches an ASCII letter in another case is just what fold.h knows. */
START_TEST(two_characters_match_a_letter) {
    ll_arena *arena = ll_arena_new(0);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    ll_pattern *letter =
        ll_pattern_defer(arena, ll_str_of("[a-z]"), LL_PATTERN_NOCASE | LL_PATTERN_AT_START);
    for (uint32_t c = 0x80; c < 0x20000; c++) {
        ll_buf text = ll_buf_on(arena);
        ll_capture capture;
        if (c >= 0xD800 && c < 0xE000)
            continue;
        ll_buf_put_code_point(&text, c);
        bool found =
            ll_pattern_match(&capture, letter, scratch, ll_buf_str(&text), 0) == LL_MATCH_FOUND;
        ck_assert_msg(found == (c == 0x17F || c == 0x212A), "U+%04X", c);
    }
    ll_arena_free(arena);
}
END_TEST

/* And the white space that patterns know becomes a space, all of it. */
START_TEST(white_space_is_that_of_patterns) {
    ll_arena *arena = ll_arena_new(0);
    ll_pattern_scratch *scratch = ll_pattern_scratch_new(arena);
    ll_pattern *space = ll_pattern_defer(arena, ll_str_of("[\\s\\h\\v]|\\R"), LL_PATTERN_AT_START);
    ll_fold_room room = ll_fold_room_new(arena, 8);
    for (uint32_t c = 1; c < 0x20000; c++) {
        ll_buf text = ll_buf_on(arena);
        ll_capture capture;
        if (c >= 0xD800 && c < 0xE000)
            continue;
        ll_buf_put_code_point(&text, c);
        bool found =
            ll_pattern_match(&capture, space, scratch, ll_buf_str(&text), 0) == LL_MATCH_FOUND;
        ll_folded folded = ll_fold(&room, ll_buf_str(&text));
        ck_assert_msg(found == (folded.length == 1 && folded.text[0] == ' '), "U+%04X", c);
    }
    ll_arena_free(arena);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("required");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, this_is_required, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, deep_nesting_is_given_up);
    tcase_add_test(tests, long_lists_are_cut);
    tcase_add_test(tests, the_longest_lists_are_bytes);
    tcase_add_test(tests, two_characters_match_a_letter);
    tcase_add_test(tests, white_space_is_that_of_patterns);
    suite_add_tcase(suite, tests);
    return ll_test_run(suite);
}
