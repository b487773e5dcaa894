/* Tests of dates: every way a letter writes one, and what is none. */
#include "../support.h"

#include "text/date.h"

/* 2026-03-10; days since 1970-01-01, from `date -d 2026-03-10 +%s` / 86400. */
enum { TODAY = 20522 };

typedef struct written {
    const char *text;
    int64_t day; /* 0: no date */
} written;

static const written dates[] = {
    {"1970-01-01", 0 + 0},
    {"2026-03-10", TODAY},
    {"2026-03-04", TODAY - 6},
    {"4 March 2026", TODAY - 6},
    {"March 4th, 2026", TODAY - 6},
    {"4th of March, 2026", TODAY - 6},
    {"Mar. 4, 2026", TODAY - 6},
    {"Wednesday, 4 March 2026", TODAY - 6},
    {"4.3.2026", TODAY - 6},   /* the reading nearer to today */
    {"3/4/2026", TODAY - 6},   /* American */
    {"04/03/2026", TODAY - 6}, /* British */
    {"3/15/2026", TODAY + 5},
    {"31/01/2026", TODAY - 38},
    {"31/01/26", TODAY - 38},
    {"29 February 2024", TODAY - 740},
    {"29 February 2023", 0},
    {"3. M\u00e4rz 2026", TODAY - 7},
    {"3 de marzo de 2026", TODAY - 7},
    {"3. Marzipan 2026", 0},
    {"31/31/2026", 0},
    {"March 2026", 0},
    {"4 March", 0},
    {"room 4, 2026", 0},
    {"2026", 0},
    {"", 0},
    {"1.2.3.4", 0},
    {"4 Marching 2026", 0},
    {"99999999999-01-01", 0},
};

START_TEST(test_dates) {
    int64_t day = 0;
    bool is_date = ll_date_parse(&day, ll_str_of(dates[_i].text), TODAY);
    ck_assert_int_eq(day, dates[_i].day);
    ck_assert_int_eq(is_date, dates[_i].day != 0 || _i == 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("date");
    TCase *cases = tcase_create("dates");
    tcase_add_loop_test(cases, test_dates, 0, sizeof dates / sizeof *dates);
    suite_add_tcase(suite, cases);
    return ll_test_run(suite);
}
