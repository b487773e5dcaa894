/* What a caller says of letters beside their front matter. Rules may ask for any key, so most mean
 * what they say; the few that the program itself reads have a form, and a slip in one would quietly
 * judge by another day or by none. */
#include "letterlint.h"

#include "base/utf8.h"
#include "rule/config.h"
#include "text/date.h"

#include <stdio.h>

enum { LONGEST_SHOWN = 60 };

/* As ISO 8601 writes it: what names a day in more than one way means another to another reader. */
static bool is_day(ll_str text) {
    static const char shape[] = "dddd-dd-dd";
    int64_t day;
    if (text.length != sizeof shape - 1)
        return false;
    for (uint32_t i = 0; i < text.length; i++)
        if (shape[i] == 'd' ? !ll_utf8_is_digit((unsigned char)text.data[i])
                            : text.data[i] != shape[i])
            return false;
    return ll_date_parse(&day, text, 0);
}

static const struct {
    const char *key, *expected;
    bool (*fits)(ll_str value);
} forms[] = {{"today", "a day of the calendar is written YYYY-MM-DD", is_day},
             {"spelling", "there are en-GB and en-US", ll_config_is_spelling}};

static bool is_utf8(ll_str text) {
    return ll_utf8_find_invalid(text.data, text.length) == text.length;
}

/* Keys and values go into messages, which promise to be UTF-8. */
static bool check(ll_str key, ll_str value, ll_error *error) {
    if (!is_utf8(key) || !is_utf8(value)) {
        *error = (ll_error){.message = "the meta that came with the letter is not UTF-8"};
        return false;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (value.length == 0 || !ll_str_equal_nocase(key, ll_str_of(forms[i].key)) ||
            forms[i].fits(value))
            continue;
        *error = (ll_error){.offset = 0};
        snprintf(error->message, sizeof error->message, "'%s=%.*s': %s", forms[i].key,
                 (int)ll_utf8_cut(value.data, value.length, LONGEST_SHOWN), value.data,
                 forms[i].expected);
        return false;
    }
    return true;
}

ll_status ll_meta_check(const ll_meta *meta, size_t count, ll_error *error) {
    ll_error ignored;
    for (size_t i = 0; i < count; i++)
        if (!check(ll_str_of(meta[i].key), ll_str_of(meta[i].value), error ? error : &ignored))
            return LL_INVALID;
    return LL_OK;
}
