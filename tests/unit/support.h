/* What every unit test needs: a main that runs one Check suite and turns its failures into an exit
 * status. Tests run with CK_FORK as Check decides, so a crash fails one test, not the run. */
#ifndef LL_TEST_SUPPORT_H
#define LL_TEST_SUPPORT_H

#include "text/vocabulary.h"

#include <check.h>

/* Runs the suite; returns the exit status for main. */
int ll_test_run(Suite *suite);

/* The vocabulary as shipped, read from the source tree; fails the test where it does not load. */
const ll_vocabulary *ll_test_vocabulary(ll_arena *arena);

/* The paths of all letters of the tests, golden and labelled ones. */
const char *const *ll_test_letters(ll_arena *arena, size_t *count);

/* The bytes of a file; fails the test where it cannot be read. */
ll_str ll_test_read(ll_arena *arena, const char *path);

/* A number below `limit` by chance, the same ones from the same state (the generator of Numerical
 * Recipes, whose lower bits are poor). */
uint32_t ll_test_random(uint32_t *state, uint32_t limit);

#endif
