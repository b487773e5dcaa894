/* Quantifiers, properties and odd letters, as regex_syntax.h tells. */
#include "text/regex_syntax.h"

#include <string.h>

static uint32_t number(const char **at, const char *end) {
    uint32_t value = 0;
    for (; *at < end && **at >= '0' && **at <= '9'; (*at)++)
        if (value < LL_REGEX_MANY)
            value = value * 10 + (uint32_t)(**at - '0');
    return value < LL_REGEX_MANY ? value : LL_REGEX_MANY;
}

bool ll_regex_counted(const char **at, const char *end, uint32_t *least, uint32_t *most) {
    const char *p = *at + 1, *digits = p;
    uint32_t low = number(&p, end), high = low;
    if (p == digits)
        return false;
    if (p < end && *p == ',') {
        digits = ++p;
        high = number(&p, end);
        high = p == digits ? LL_REGEX_MANY : high;
    }
    if (p >= end || *p != '}')
        return false;
    *at = p + 1;
    *least = low;
    *most = high;
    return true;
}

ll_str ll_regex_property(const char **at, const char *end) {
    const char *start = *at;
    if (*at >= end || **at != '{') {
        *at += *at < end;
        return (ll_str){start, (uint32_t)(*at - start)};
    }
    while (*at < end && **at != '}')
        (*at)++;
    ll_str name = {start + 1, (uint32_t)(*at - start - 1)};
    *at += *at < end;
    return name;
}

bool ll_regex_holds_odd_letters(ll_str pattern) {
    for (uint32_t i = 0; i + 1 < pattern.length; i++)
        if (memcmp(pattern.data + i, "\xC5\xBF", 2) == 0 ||
            (i + 2 < pattern.length && memcmp(pattern.data + i, "\xE2\x84\xAA", 3) == 0))
            return true;
    return false;
}
