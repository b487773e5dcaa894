/* In place of the pack, where there is none: in freeze_rules itself, which makes it, and where
 * letterlint is built for a machine that the building one cannot run programs of. Rule files are
 * then read at every start. */
#include "lint/shipped.h"

const char ll_shipped_pack[] = "";
const size_t ll_shipped_pack_size = 0;
const uint64_t ll_shipped_digest = 0;
