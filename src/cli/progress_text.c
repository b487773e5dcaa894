/* What the line of progress.h says. Figures are rounded to what one can take in while they change.
 */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MILLISECONDS = 1000, MINUTE = 60, HOUR = 60 * MINUTE };

/* ", 9 s left", ", 4 min left", ", 2 h 5 min left". */
static void put_left(char *out, size_t size, uint64_t seconds) {
    uint64_t minutes = (seconds + MINUTE / 2) / MINUTE;
    if (seconds <= 2 * MINUTE)
        snprintf(out, size, ", %" PRIu64 " s left", seconds);
    else if (seconds < 2 * HOUR)
        snprintf(out, size, ", %" PRIu64 " min left", minutes);
    else
        snprintf(out, size, ", %" PRIu64 " h %" PRIu64 " min left", minutes / MINUTE,
                 minutes % MINUTE);
}

/* Below ten a second, with a tenth. */
static void put_rate(char *out, size_t size, uint64_t done, uint64_t elapsed) {
    uint64_t tenths = done * 10 * MILLISECONDS / elapsed;
    if (tenths < 100)
        snprintf(out, size, "%" PRIu64 ".%" PRIu64 "/s", tenths / 10, tenths % 10);
    else
        snprintf(out, size, "%" PRIu64 "/s", tenths / 10);
}

/* All of it is ASCII: a byte is a column. */
void cli_progress_text(char *out, size_t size, uint64_t done, uint64_t total, uint64_t elapsed,
                       uint32_t columns) {
    char of[40] = "", rate[40], left[64] = "";
    put_rate(rate, sizeof rate, done, elapsed);
    if (total)
        snprintf(of, sizeof of, " of %" PRIu64, total);
    if (total > done && done)
        put_left(left, sizeof left,
                 ((total - done) * elapsed / done + MILLISECONDS - 1) / MILLISECONDS);
    snprintf(out, size, "letterlint: %" PRIu64 "%s letters, %s%s", done, of, rate, left);
    if (columns < strlen(out))
        out[columns] = '\0';
}
