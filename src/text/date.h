/* Dates as letters write them: 2026-03-04, 4/3/2026, 3/15/24, 4.3.2026, "4 March 2026", "March 4th,
 * 2026", "4th of March, 2026". */
#ifndef LL_TEXT_DATE_H
#define LL_TEXT_DATE_H

#include "base/str.h"

/* The day that `text` names, in days since 1970-01-01 of the Gregorian calendar. Where day and
 * month could be either way round ("3/4/2026"), the reading nearer to `today` is taken. False where
 * the text is no date. */
bool ll_date_parse(int64_t *day, ll_str text, int64_t today);

#endif
