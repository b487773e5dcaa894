/* Running automata, as automaton.h tells; dfa.h has their layout. */
#include "text/automaton.h"

#include "text/dfa.h"

#include <string.h>

static inline uint32_t class_at(const ll_automaton_head *head, ll_str text, uint32_t at) {
    return head->classes[(unsigned char)text.data[at]] & LL_AUTOMATON_CLASS;
}

static bool is_ascii(ll_str text, uint32_t at) {
    return (unsigned char)text.data[at] < LL_DFA_ASCII;
}

enum { FIRST_STATE = LL_DFA_MAYBE + 1 };

/* Bytes read until it is given up, those read by lookaheads with them. Ordinary searches take a few
 * for each byte of the text; one that reads on and on from every place takes as many as there are.
 * A try in one place is given up soon: where a hundred characters beyond ASCII may all be digits,
 * as far as is known here, PCRE2 sees at the first that it is none. */
enum { STEPS_AT_LEAST = 10 * 1000, STEPS_PER_BYTE = 20, STEPS_OF_A_TRY = 500 };

/* What is known of a lookbehind at a place. */
typedef enum answer { NO, YES, UNKNOWN } answer;

/* Whether a row of sets stands before `at`. Of a byte beyond ASCII it is not known to what
 * character it belongs, but a set that has none beyond ASCII does not have that one. */
static answer stands_before(const ll_behind_row *row, ll_str text, uint32_t at) {
    for (uint32_t i = 0; i < row->length; i++) {
        if (at <= i)
            return NO;
        unsigned char byte = (unsigned char)text.data[at - 1 - i];
        if (byte >= LL_DFA_ASCII)
            return row->beyond >> i & 1 ? UNKNOWN : NO;
        if (!(row->ascii[i][byte / 32] >> (byte % 32) & 1))
            return NO;
    }
    return YES;
}

/* Whether what follows the lookbehind may match, as far as that is concerned. */
static bool may_go_on(const uint32_t *words, const ll_automaton_behind *behind, ll_str text,
                      uint32_t at) {
    const ll_behind_row *rows = (const void *)(words + behind->rows);
    answer any = NO;
    for (uint32_t i = 0; i < behind->row_count && any != YES; i++) {
        answer one = stands_before(&rows[i], text, at);
        any = one == NO ? any : one;
    }
    return behind->negated ? any != YES : any != NO;
}

static uint32_t far_answers(const ll_automaton_head *head, const uint32_t *words, ll_str text,
                            uint32_t at) {
    const ll_automaton_behind *behinds = (const void *)(head + 1);
    uint32_t answers = 0;
    for (uint32_t i = 0; i < head->behind_count; i++)
        answers |= (uint32_t)may_go_on(words, &behinds[i], text, at) << i;
    return answers;
}

static inline uint32_t start_of(const uint32_t *words, ll_str text, uint32_t at) {
    const ll_automaton_head *head = (const void *)words;
    const uint16_t *starts = (const void *)(words + head->starts);
    uint32_t before = at > 0 ? class_at(head, text, at - 1) : head->end;
    if (head->behind_count)
        return starts[(before << head->behind_count) + far_answers(head, words, text, at)];
    return starts[before];
}

static bool is_word(unsigned char c) {
    return ll_neighbour_of(c) == LL_NEIGHBOUR_WORD;
}

static bool is_space(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static unsigned char lower(unsigned char c) {
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

/* Whether the word at `from` is followed by itself. Beyond ASCII it is not known what is white
 * space, or the same in another case; what is too long for a word is not looked through from each
 * of its places. */
static answer stands_twice(ll_str text, uint32_t from) {
    uint32_t end = from;
    for (; end < text.length && !is_space((unsigned char)text.data[end]); end++)
        if ((unsigned char)text.data[end] >= LL_DFA_ASCII || end - from == STEPS_OF_A_TRY)
            return UNKNOWN;
    uint32_t second = end, length = end - from;
    while (second < text.length && is_space((unsigned char)text.data[second]))
        second++;
    for (uint32_t i = 0; i < length; i++) {
        unsigned char byte = second + i < text.length ? (unsigned char)text.data[second + i] : ' ';
        if (byte >= LL_DFA_ASCII)
            return UNKNOWN;
        if (lower(byte) != lower((unsigned char)text.data[from + i]))
            return NO;
    }
    return UNKNOWN;
}

/* The rows of an automaton. */
typedef struct rows {
    const ll_automaton_cell *cells;
    const uint16_t *models;
} rows;

static inline rows rows_of(const uint32_t *words) {
    const ll_automaton_head *head = (const void *)words;
    return (rows){(const void *)(words + head->cells), (const void *)(words + head->models)};
}

/* Of a state that is neither NO nor MAYBE. */
static inline uint32_t next_state(const rows *r, uint32_t state, uint32_t class) {
    do {
        const ll_automaton_cell *row = r->cells + state;
        if (row[class].mark == class)
            return row[class].target;
        state = r->models[row->like];
    } while (state > LL_DFA_MAYBE);
    return state;
}

/* The next byte at which the resting state is left, or the end. */
static uint32_t pass_over(const ll_automaton_head *head, ll_str text, uint32_t at) {
    if (head->lone != LL_AUTOMATON_SEVERAL) {
        const char *found = memchr(text.data + at, head->lone, text.length - at);
        return found ? (uint32_t)(found - text.data) : text.length;
    }
    while (at < text.length && !(head->classes[(unsigned char)text.data[at]] & LL_AUTOMATON_LEAVES))
        at++;
    return at;
}

/* --- Where it ends -------------------------------------------------------------------------- */

/* What has been learnt of a match while its text is read. */
typedef struct learnt {
    ll_automaton_answer said;
    bool sure; /* nothing stands before it or is asked of which it is not known what it is */
    uint32_t end;
} learnt;

static learnt run(const uint32_t *words, ll_str text, uint32_t from, bool any, uint64_t *left);

/* What the lookaheads in `asked` say at a place, one bit behind the other. */
static uint32_t ask_aheads(const uint32_t *words, uint32_t asked, ll_str text, uint32_t at,
                           bool *sure, uint64_t *left) {
    const ll_automaton_head *head = (const void *)words;
    const ll_automaton_ahead *aheads = (const void *)(words + head->aheads);
    uint32_t said = 0;
    for (uint32_t bit = 0; asked; asked >>= 1, aheads++) {
        if (!(asked & 1))
            continue;
        ll_automaton_answer stands = LL_AUTOMATON_MAYBE;
        if (aheads->words)
            stands = run(words + aheads->words, text, at, true, left).said;
        bool passes =
            stands == LL_AUTOMATON_MAYBE || (stands == LL_AUTOMATON_NO) == aheads->negated;
        *sure = *sure && stands != LL_AUTOMATON_MAYBE;
        said |= (uint32_t)passes << bit++;
    }
    return said;
}

static bool are_ascii(ll_str text, uint32_t from, uint32_t to) {
    unsigned seen = 0;
    for (uint32_t i = from; i < to; i++)
        seen |= (unsigned char)text.data[i];
    return seen < LL_DFA_ASCII;
}

/* Notes that a match from `from` ends; false where more need not be known: a second end, or one
 * that is not sure, is for PCRE2. `any`: the first end is enough. */
static bool note_end(learnt *l, ll_str text, uint32_t from, uint32_t at, bool any) {
    bool again = l->said == LL_AUTOMATON_FOUND;
    bool sure = l->sure && are_ascii(text, from, at + (at < text.length));
    l->said = again || !sure ? LL_AUTOMATON_MAYBE : LL_AUTOMATON_FOUND;
    l->end = at;
    return l->said == LL_AUTOMATON_FOUND && !any;
}

static void spend(uint64_t *left, uint32_t steps) {
    *left = *left > steps ? *left - steps : 0;
}

/* Reads on up to `last` while states neither end a match nor ask; nearly all the time is spent
 * here. */
static uint32_t read_plain(const rows *r, const ll_automaton_head *head, ll_str text, uint32_t *at,
                           uint32_t last, uint32_t state) {
    uint32_t plain = head->special - FIRST_STATE;
    const char *next = text.data + *at, *end = text.data + last;
    while (state - FIRST_STATE < plain && next < end)
        state = next_state(r, state, head->classes[(unsigned char)*next++] & LL_AUTOMATON_CLASS);
    *at = (uint32_t)(next - text.data);
    return state;
}

/* Where all matches end, if that is in one place: which of several is PCRE2's is not known here.
 * Nor is anything for sure where one of the bytes is beyond ASCII. `any`: whether there is one is
 * enough. What is read is taken off *left; when nothing is left, it is given up. */
static learnt run(const uint32_t *words, ll_str text, uint32_t from, bool any, uint64_t *left) {
    const ll_automaton_head *head = (const void *)words;
    const uint8_t *ends = (const void *)(words + head->ends);
    const uint8_t *asks = (const void *)(words + head->asks);
    rows r = rows_of(words);
    learnt l = {LL_AUTOMATON_NO, from == 0 || is_ascii(text, from - 1), 0};
    uint32_t state = start_of(words, text, from), at = from;
    uint32_t last = text.length - from > *left ? from + (uint32_t)*left : text.length;
    for (;;) {
        state = read_plain(&r, head, text, &at, last, state);
        if (at == last && last < text.length)
            state = LL_DFA_MAYBE;
        if (state <= LL_DFA_MAYBE)
            break;
        if (state >= head->special && head->asks && asks[state - head->special]) {
            state = next_state(
                &r, state, ask_aheads(words, asks[state - head->special], text, at, &l.sure, left));
            spend(left, 1);
            state = *left ? state : LL_DFA_MAYBE;
            continue;
        }
        ll_neighbour next = LL_NEIGHBOUR_NONE;
        if (at < text.length)
            next = ll_neighbour_of((unsigned char)text.data[at]);
        bool ended =
            state >= head->special && head->ends && ends[state - head->special] >> next & 1;
        if (ended && !note_end(&l, text, from, at, any))
            break;
        state = next_state(&r, state, at < text.length ? class_at(head, text, at) : head->end);
        at++;
    }
    spend(left, at - from);
    if (state == LL_DFA_MAYBE)
        l.said = LL_AUTOMATON_MAYBE;
    return l;
}

/* Whether it may match at or behind a place. */
static bool may_be_behind(const uint32_t *words, ll_str text, uint32_t from) {
    const ll_automaton_head *head = (const void *)words;
    rows r = rows_of(words);
    uint32_t at = from > head->earlier ? from - head->earlier : 0;
    uint32_t state = start_of(words, text, at);
    while (at < text.length && state > LL_DFA_MAYBE) {
        if (state == head->rest && (at = pass_over(head, text, at)) == text.length)
            break;
        state = next_state(&r, state, class_at(head, text, at++));
    }
    return state == LL_DFA_MAYBE ||
           (state > LL_DFA_MAYBE && next_state(&r, state, head->end) == LL_DFA_MAYBE);
}

static ll_automaton_answer ask_at(ll_span *found, const uint32_t *words, ll_str text, uint32_t from,
                                  uint64_t *left) {
    learnt l = run(words, text, from, false, left);
    *found = (ll_span){from, l.end};
    return *left ? l.said : LL_AUTOMATON_MAYBE;
}

/* Whether a match may begin with the character at a place. */
static inline bool may_begin(const ll_automaton_head *head, ll_str text, uint32_t at) {
    unsigned char byte = (unsigned char)text.data[at];
    bool word = at > 0 && is_word((unsigned char)text.data[at - 1]);
    return head->begins[word][byte / 32] >> (byte % 32) & 1;
}

/* PCRE2 begins no match between CR and LF, unless the pattern speaks of these. */
static bool parts_line_end(ll_str text, uint32_t from, uint32_t at) {
    return at > from && text.data[at] == '\n' && text.data[at - 1] == '\r';
}

/* The first answer that is not a no, from places that rise. */
static ll_automaton_answer ask_from(ll_span *found, const uint32_t *words, ll_str text,
                                    uint32_t from, uint64_t *left) {
    const ll_automaton_head *head = (const void *)words;
    ll_automaton_answer said = LL_AUTOMATON_NO;
    for (uint32_t at = from; at < text.length && said == LL_AUTOMATON_NO; at++) {
        if (!may_begin(head, text, at) || ((unsigned char)text.data[at] & 0xC0) == 0x80)
            continue;
        said = ask_at(found, words, text, at, left);
        if (said != LL_AUTOMATON_NO && parts_line_end(text, from, at)) {
            *found = (ll_span){at - 1, at - 1};
            said = LL_AUTOMATON_MAYBE;
        }
    }
    return said;
}

ll_automaton_answer ll_automaton_ask(ll_span *found, const uint32_t *words, ll_str subject,
                                     uint32_t from, bool briefly) {
    const ll_automaton_head *head = (const void *)words;
    const uint32_t *careful = words + head->careful;
    uint64_t left =
        head->earlier ? STEPS_AT_LEAST + (uint64_t)STEPS_PER_BYTE * subject.length : STEPS_OF_A_TRY;
    *found = (ll_span){from, from};
    if (head->twice && stands_twice(subject, from) == NO)
        return LL_AUTOMATON_NO;
    if (head->earlier) {
        if (!may_be_behind(words, subject, from))
            return LL_AUTOMATON_NO;
        return head->careful && !briefly ? ask_from(found, careful, subject, from, &left)
                                         : LL_AUTOMATON_MAYBE;
    }
    if (!may_begin(head, subject, from))
        return LL_AUTOMATON_NO;
    ll_automaton_answer said = ask_at(found, words, subject, from, &left);
    if (said == LL_AUTOMATON_MAYBE && head->careful && left)
        said = ask_at(found, careful, subject, from, &left);
    return said;
}
