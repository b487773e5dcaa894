/* What the fuzz targets share. A target is one file, fuzz_<name>.c, with libFuzzer's entry point:
 * it takes any bytes and requires of the result what must hold for all inputs. libFuzzer drives it
 * in the `fuzz` preset; driver.c does everywhere else, over the same corpus. */
#ifndef LL_TEST_FUZZ_H
#define LL_TEST_FUZZ_H

#include "text/source.h"
#include "text/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what did not hold and aborts, which is how fuzzers learn of it. */
void fuzz_require(bool holds, const char *what);

/* Requires start <= end <= length. */
void fuzz_require_span(ll_span span, uint32_t length, const char *what);

/* Makes a source of the input; false where a letter or rule file of these bytes is refused. The
 * bytes are copied to memory of their exact size, so that reading past the end is caught. */
bool fuzz_source(ll_source *out, ll_arena *arena, const uint8_t *data, size_t size);
void fuzz_source_free(ll_source *source);

/* The vocabulary of the shipped language, loaded once. */
const ll_vocabulary *fuzz_vocabulary(void);

#endif
