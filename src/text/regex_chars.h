/* The characters of regex.h: what a literal, an escape or a class can match. */
#ifndef LL_TEXT_REGEX_CHARS_H
#define LL_TEXT_REGEX_CHARS_H

#include "text/regex.h"

typedef struct ll_regex_options {
    bool nocase, lines, all; /* (?i), (?m) and (?s) */
} ll_regex_options;

/* A pattern while it is read. */
typedef struct ll_regex_reading {
    ll_arena *arena;
    const char *at, *end;
    int depth;
    bool given_up; /* something that is not read here: the whole pattern is not */
    /* Groups that capture, by number, as far as \1 to \9 can refer to them; NULL until they end. */
    const ll_regex *groups[10];
    uint32_t group_count;
    bool uncounted; /* the numbers of groups are not known */
    bool captures;
    ll_regex_options options;
} ll_regex_reading;

/* The literal character here, which is taken. */
ll_char_set ll_regex_character(ll_regex_reading *r);
/* What '.' stands for. */
ll_char_set ll_regex_dot(const ll_regex_reading *r);
/* Behind the backslash, and behind the '['; false where that is not read here. */
bool ll_regex_escape(ll_regex_reading *r, ll_char_set *out);
bool ll_regex_class(ll_regex_reading *r, ll_char_set *out);

#endif
