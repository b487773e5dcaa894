/* A text as it stands in its file: the bytes, and where each line begins. Positions are stored as
 * byte offsets everywhere; lines and columns are derived here, when something is printed. */
#ifndef LL_TEXT_SOURCE_H
#define LL_TEXT_SOURCE_H

#include "base/str.h"
#include "letterlint.h"

/* A column is found by counting from the nearest mark, not from the line's beginning: a letter may
 * be one line of megabytes with a finding in every sentence. */
enum { LL_SOURCE_STEP = 512 };

typedef struct ll_source {
    const char *path;
    ll_str text;                 /* valid UTF-8 without NUL; may begin with a byte order mark */
    const uint32_t *line_starts; /* byte offsets; line_starts[0] is 0 */
    uint32_t line_count;         /* at least 1 */
    const uint32_t *code_points; /* before byte 0, LL_SOURCE_STEP, 2 * LL_SOURCE_STEP, … */
} ll_source;

/* Indexes the lines of `text`, which is borrowed. A line ends at LF, CRLF or a lone CR. */
void ll_source_init(ll_source *source, ll_arena *arena, const char *path, ll_str text);

/* Checks what every text must be: valid UTF-8, no NUL, below 2^31 bytes. On failure fills *error.
 */
bool ll_source_check(const char *text, size_t length, ll_error *error);

/* 1-based line, 1-based column in code points (a byte order mark has no width). */
ll_position ll_source_position(const ll_source *source, uint32_t offset);

/* 0-based index of the line that holds `offset`. */
uint32_t ll_source_line_of(const ll_source *source, uint32_t offset);

/* The span of the line with that 0-based index, without its line end. */
ll_span ll_source_line(const ll_source *source, uint32_t index);

#endif
