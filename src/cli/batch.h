/* A batch: records on standard input, an answer for each on standard output, a line each. */
#ifndef LL_CLI_BATCH_H
#define LL_CLI_BATCH_H

#include "cli/cli.h"

/* A record on its way. The owner of the batch fills in what stands first, the work the rest. */
typedef struct cli_record {
    const cli *run;
    const ll_ruleset *ruleset;
    uint64_t number; /* of its line */
    ll_str line;
    bool too_long;   /* the line was over the limit, and is gone */
    ll_arena *arena; /* holds all of the record; NULL: out of memory before it began */
    ll_buf answer;
    bool complete; /* the answer is; else the memory for it was not there */
} cli_record;

/* Reads the record of a line, lints its letter and writes the answer; any thread may. */
void cli_record_answer(cli_record *record);
/* The answer where there was no memory for one. */
void cli_record_give_up(const cli_record *record, ll_writer *out);
/* How long a line may be, for a letter of the largest size with every character escaped. */
size_t cli_record_limit(const cli *run);

#endif
