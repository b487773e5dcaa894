/* Reads dates: collects the numbers and the month's name, then decides by their shape. */
#include "text/date.h"

enum { MOST_NUMBERS = 3 };

/* What a text holds that a date could be made of. */
typedef struct pieces {
    uint32_t numbers[MOST_NUMBERS];
    uint32_t digits[MOST_NUMBERS]; /* how many digits each has */
    uint32_t count;
    uint32_t month; /* by name, 1 to 12; 0: none */
} pieces;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A letter of a month's name; any byte of a longer UTF-8 sequence may be part of one. */
static bool is_letter(char c) {
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* 1 to 12 for a month's name as other letters of Europe are dated; 0 for any other word. */
static uint32_t foreign_month_of(ll_str word) {
    static const char *const names[12][7] = {
        {"januar", "j\u00e4nner", "janvier", "enero", "gennaio", "janeiro", "januari"},
        {"februar", "feber", "f\u00e9vrier", "febrero", "febbraio", "fevereiro", "februari"},
        {"m\u00e4rz", "maerz", "mars", "marzo", "mar\u00e7o", "maart", NULL},
        {"avril", "abril", "aprile", NULL},
        {"mai", "mayo", "maggio", "maio", "mei", NULL},
        {"juni", "juin", "junio", "giugno", "junho", NULL},
        {"juli", "juillet", "julio", "luglio", "julho", NULL},
        {"ao\u00fbt", "agosto", "augustus", NULL},
        {"septembre", "septiembre", "settembre", "setembro", NULL},
        {"oktober", "octobre", "octubre", "ottobre", "outubro", NULL},
        {"novembre", "noviembre", "novembro", NULL},
        {"dezember", "d\u00e9cembre", "diciembre", "dicembre", "dezembro", NULL},
    };
    for (uint32_t month = 0; month < 12; month++)
        for (uint32_t i = 0; i < 7 && names[month][i]; i++)
            if (ll_str_equal_nocase(word, ll_str_of(names[month][i])))
                return month + 1;
    return 0;
}

/* 1 to 12 for a word that is a month's name or begins like an English one with three letters or
 * more. */
static uint32_t month_of(ll_str word) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (uint32_t i = 0; i < 12; i++)
        if (word.length >= 3 &&
            ll_str_equal_nocase(word, ll_str_slice(ll_str_of(names[i]), 0, word.length)))
            return i + 1;
    return foreign_month_of(word);
}

static uint32_t take_number(pieces *p, ll_str text, uint32_t at) {
    uint32_t start = at, number = 0;
    while (at < text.length && is_digit(text.data[at]) && at - start < 9)
        number = number * 10 + (uint32_t)(text.data[at++] - '0');
    if (p->count < MOST_NUMBERS) {
        p->numbers[p->count] = number;
        p->digits[p->count] = at - start;
    }
    p->count++;
    return at;
}

static pieces take_apart(ll_str text) {
    pieces p = {.count = 0};
    for (uint32_t i = 0; i < text.length;) {
        uint32_t end = i + 1;
        if (is_digit(text.data[i])) {
            end = take_number(&p, text, i);
        } else if (is_letter(text.data[i])) {
            while (end < text.length && is_letter(text.data[end]))
                end++;
            uint32_t month = month_of(ll_str_slice(text, i, end));
            p.month = month ? month : p.month;
        }
        i = end;
    }
    return p;
}

static bool is_leap(uint32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days since 1970-01-01, by counting from a year that begins in March (H. Hinnant,
 * "chrono-compatible low-level date algorithms"). False where there is no such day. */
static bool day_of(int64_t *out, uint32_t year, uint32_t month, uint32_t day) {
    static const uint32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2999 ||
        day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return false;
    uint32_t y = month <= 2 ? year - 1 : year, from_march = (month + 9) % 12;
    uint32_t era = y / 400, of_era = y % 400;
    uint32_t of_year = (153 * from_march + 2) / 5 + day - 1;
    *out = (int64_t)era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    return true;
}

static uint32_t full_year(uint32_t year, uint32_t digits) {
    return digits == 2 ? 2000 + year : year;
}

static bool by_name(int64_t *day, const pieces *p) {
    return p->count == 2 && p->digits[0] <= 2 && p->digits[1] == 4 &&
           day_of(day, p->numbers[1], p->month, p->numbers[0]);
}

static bool by_numbers(int64_t *day, const pieces *p, int64_t today) {
    if (p->count != 3)
        return false;
    if (p->digits[0] == 4)
        return day_of(day, p->numbers[0], p->numbers[1], p->numbers[2]);
    uint32_t year = full_year(p->numbers[2], p->digits[2]);
    int64_t day_first = 0, month_first = 0;
    bool first = day_of(&day_first, year, p->numbers[1], p->numbers[0]);
    bool second = day_of(&month_first, year, p->numbers[0], p->numbers[1]);
    if (!first && !second)
        return false;
    int64_t to_first = day_first - today, to_second = month_first - today;
    bool nearer = second && (!first || (to_second < 0 ? -to_second : to_second) <
                                           (to_first < 0 ? -to_first : to_first));
    *day = nearer ? month_first : day_first;
    return true;
}

bool ll_date_parse(int64_t *day, ll_str text, int64_t today) {
    pieces p = take_apart(text);
    return p.month ? by_name(day, &p) : by_numbers(day, &p, today);
}
