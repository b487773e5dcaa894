/* letterlint.h: the public API of libletterlint, the only installed header.
 *
 * A program loads a ruleset once (immutable afterwards, shared freely by threads), lints any number
 * of letters against it, and hands each result to a reporter or reads the diagnostics itself. The
 * library never prints, never reads files, argv or the environment, and keeps no global state.
 *
 * Units. Offsets are bytes from 0 into the text as given. Lines and columns count from 1; a column
 * counts code points. A span's end is exclusive: the place after its last character. Strings are
 * UTF-8 and NUL-terminated; they belong to the object they were asked of and live as long as it.
 */
#ifndef LETTERLINT_H
#define LETTERLINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define LL_API __attribute__((visibility("default")))
#else
#define LL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ll_status {
    LL_OK = 0,
    LL_INVALID,     /* the input is refused: see ll_error, or the diagnostics of a rule file */
    LL_NOMEM,       /* out of memory; nothing was kept */
    LL_SINK_FAILED, /* the caller's sink refused to write */
} ll_status;

/* Ordered: a later level is worse. */
typedef enum ll_level { LL_NOTE, LL_WARNING, LL_ERROR } ll_level;

typedef struct ll_span {
    uint32_t start, end;
} ll_span;

typedef struct ll_position {
    uint32_t offset, line, column;
} ll_position;

/* Why an input was refused. `offset` is the byte at fault, where there is one. */
typedef struct ll_error {
    uint32_t offset;
    char message[200];
} ll_error;

typedef enum ll_fix_safety { LL_FIX_SAFE, LL_FIX_SUGGESTED } ll_fix_safety;

/* Replace the diagnostic's span by `text`. */
typedef struct ll_fix {
    ll_span span;
    const char *text;
    ll_fix_safety safety;
} ll_fix;

typedef struct ll_diagnostic {
    ll_level level;
    ll_span span;
    const char *rule;    /* rule id */
    const char *message; /* what is wrong here */
    const char *advice;  /* what to write instead; "" where there is none */
    const ll_fix *fix;   /* or NULL */
    bool whole; /* it is about all of the span, a paragraph or more, or what that lacks: the
                   span says where, and no words in it are at fault */
} ll_diagnostic;

LL_API const char *ll_level_name(ll_level level);
LL_API const char *ll_version(void);

/* Where output goes. `write` returns false to stop; the call then ends with LL_SINK_FAILED. */
typedef struct ll_sink {
    bool (*write)(void *user, const char *data, size_t length);
    void *user;
} ll_sink;

/* --- Rulesets ------------------------------------------------------------------------------- */

typedef struct ll_rule_file {
    const char *path; /* for messages */
    const char *text; /* UTF-8 YAML */
    size_t length;    /* bytes */
} ll_rule_file;

typedef struct ll_ruleset ll_ruleset;
typedef struct ll_result ll_result;

/* A configuration (`.letterlint.yaml`). */
typedef struct ll_config_file {
    const char *path;      /* for messages */
    const char *directory; /* what its globs are relative to, written as ll_lint_options.path is; ""
                              for everything */
    const char *text;      /* UTF-8 YAML */
    size_t length;         /* bytes */
} ll_config_file;

/* Where rulesets made of a caller's files are kept from one run to the next, so that the files need
 * not be read as YAML each time. The library opens no files: a store hands bytes in and out by name
 * (16 hexadecimal digits: a hash of all that the ruleset is made of, letterlint included; the bytes
 * tell whether it is the one that is asked for).
 *
 * What a store hands out is not believed. Damaged, foreign or made-up bytes do no harm: the ruleset
 * is then made of its files, and handed to the store again. But an entry that is sound, under its
 * right name, and means something else cannot be told from the right one: whoever can write to a
 * store can decide what is found, just as if they could write the rule files. */
typedef struct ll_ruleset_store {
    /* False where nothing is kept under the key. The bytes are copied at once. */
    bool (*get)(void *user, const char *key, const char **bytes, size_t *length);
    /* To be kept if it can be; the bytes are borrowed for the call. */
    void (*put)(void *user, const char *key, const char *bytes, size_t length);
    void *user;
} ll_ruleset_store;

typedef struct ll_ruleset_options {
    bool no_default_rules;         /* leave out the shipped rules (the language data stays) */
    bool strict;                   /* read every file anew, refuse terms and fragments that
                                      nothing uses; for whoever tests rules */
    const ll_config_file *configs; /* a later one wins over those before it */
    size_t config_count;
    const ll_ruleset_store *store; /* asked where there are rule files, or a configuration that adds
                                      to the terms, and `strict` is not set; or NULL */
} ll_ruleset_options;

/* Loads the shipped rules, then `files`, then the configurations of the options. On LL_INVALID,
 * `*problems` (if the pointer is not NULL) receives `*problem_count` results, one for each file
 * with mistakes, in the order of the files; free them with ll_problems_free. `options` may be NULL.
 */
LL_API ll_status ll_ruleset_new(ll_ruleset **out, const ll_rule_file *files, size_t count,
                                const ll_ruleset_options *options, ll_result ***problems,
                                size_t *problem_count);
LL_API void ll_problems_free(ll_result **problems, size_t count);
LL_API void ll_ruleset_free(ll_ruleset *ruleset);

/* A rule as `rules` and `explain` show it. Absent texts are "". */
typedef struct ll_rule_info {
    const char *id, *file, *scope, *message, *advice, *why, *bad, *good;
    const char *const *sources;
    size_t source_count;
    ll_level level;
    bool off; /* runs only where a profile switches it on */
} ll_rule_info;

LL_API size_t ll_ruleset_rule_count(const ll_ruleset *ruleset);
/* `index` below ll_ruleset_rule_count. */
LL_API ll_rule_info ll_ruleset_rule(const ll_ruleset *ruleset, size_t index);
/* The index of the rule with that id, or SIZE_MAX; then *suggestion (if the pointer is not NULL) is
 * the likeliest id meant, or NULL where none is near. */
LL_API size_t ll_ruleset_find(const ll_ruleset *ruleset, const char *id, const char **suggestion);
/* What the rule says of its `bad` example, alone; free it with ll_result_free. It may be nothing:
 * the shipped rules' examples come without the front matter and the settings that their tests have.
 * LL_INVALID where there is no such example. */
LL_API ll_status ll_ruleset_example(ll_result **out, const ll_ruleset *ruleset, size_t index);

typedef struct ll_profile_info {
    const char *name, *about;
} ll_profile_info;

LL_API size_t ll_ruleset_profile_count(const ll_ruleset *ruleset);
LL_API ll_profile_info ll_ruleset_profile(const ll_ruleset *ruleset, size_t index);

/* The outcome of one test written beside a rule. */
typedef struct ll_test_outcome {
    const char *rule, *file;
    uint32_t line, column;
    bool passed;
    const char *message; /* what was expected and what came, when it failed */
} ll_test_outcome;

/* Runs every test written beside the rules of `file` (NULL: of all files) and calls `seen` for
 * each. A rule that no test makes fire counts as a failed test at the rule's own place. LL_INVALID
 * for rules that were loaded without `strict` and have left their tests behind. */
LL_API ll_status ll_ruleset_test(const ll_ruleset *ruleset, const char *file,
                                 void (*seen)(void *user, const ll_test_outcome *outcome),
                                 void *user);

/* The same over mutants: rules without their condition or a clause of it, terms without `except` or
 * `negatable`. An outcome that failed is a mutant that every test lets pass. */
LL_API ll_status ll_ruleset_mutate(const ll_ruleset *ruleset, const char *file,
                                   void (*seen)(void *user, const ll_test_outcome *outcome),
                                   void *user);

/* What a configuration says of other files. The library opens none: whoever does, resolves these
 * relative to the configuration's own folder. */
typedef struct ll_config_lists ll_config_lists;

typedef enum ll_config_list {
    LL_CONFIG_EXTENDS,    /* configurations to begin with */
    LL_CONFIG_RULE_FILES, /* rule files, or folders of them */
    LL_CONFIG_IGNORE,     /* globs of letters that are passed over when folders are walked */
    LL_CONFIG_EXTENSIONS, /* what letters end in, such as ".md" */
    LL_CONFIG_LIST_COUNT,
} ll_config_list;

/* On LL_INVALID, *problem (if the pointer is not NULL) is a result with what is wrong; free it with
 * ll_result_free. */
LL_API ll_status ll_config_lists_new(ll_config_lists **out, const ll_config_file *file,
                                     ll_result **problem);
LL_API const char *const *ll_config_lists_get(const ll_config_lists *lists, ll_config_list which,
                                              size_t *count);
LL_API void ll_config_lists_free(ll_config_lists *lists);

/* --- Letters -------------------------------------------------------------------------------- */

typedef struct ll_meta {
    const char *key, *value;
} ll_meta;

typedef struct ll_lint_options {
    uint32_t max_size;   /* bytes; 0 means LL_DEFAULT_MAX_SIZE */
    const ll_meta *meta; /* context beside the front matter; wins over it */
    size_t meta_count;
    const char *profiles; /* names divided by commas; NULL: those of the front matter, else those
                             of the configurations */
    const char *path;     /* the letter's, for the `paths` of configurations; may be NULL */
    bool scorecard;       /* fill in the scorecard */
    bool page;            /* fill in the page */
    bool fingerprints;    /* tell them, as some formats and baselines need */
    const char *trace;    /* a rule id whose evaluation is written down, or NULL */
    bool outline_only;    /* find the anatomy, run no rule */
} ll_lint_options;

#define LL_DEFAULT_MAX_SIZE (256u * 1024u)

/* Whether letters can be held against what is said of them, as ll_lint asks too: LL_INVALID fills
 * *error (which may be NULL) where a key or value is not UTF-8, `today` is no day of the calendar
 * written YYYY-MM-DD, or `spelling` neither en-GB nor en-US. An empty value says nothing. */
LL_API ll_status ll_meta_check(const ll_meta *meta, size_t count, ll_error *error);

/* Lints one letter. The text is borrowed until ll_result_free. LL_INVALID (too large, not UTF-8, a
 * NUL byte, meta that ll_meta_check refuses, an unknown rule in `trace`) fills *error. `options`
 * and `error` may be NULL. */
LL_API ll_status ll_lint(ll_result **out, const ll_ruleset *ruleset, const char *text,
                         size_t length, const ll_lint_options *options, ll_error *error);
LL_API void ll_result_free(ll_result *result);

/* One thing that is set for a letter, and who said so. */
typedef struct ll_setting_row {
    const char *rule;
    const char *key;   /* "level" (then the value may be "off") or the name of a param */
    const char *value; /* numbers as messages print them */
    const char *from;  /* a configuration's path, "profile NAME", or "default" */
    uint32_t line;     /* in the configuration, else 0 */
} ll_setting_row;

/* Calls `seen` for each setting that holds for the letter, in the order of the rules. `options` as
 * for ll_lint. *profiles (if the pointer is not NULL) receives the names of the profiles in force,
 * as a text to be freed with ll_draft_free. */
LL_API ll_status ll_settings_list(const ll_ruleset *ruleset, const char *text, size_t length,
                                  const ll_lint_options *options,
                                  void (*seen)(void *user, const ll_setting_row *row), void *user,
                                  char **profiles, ll_error *error);

/* Diagnostics, sorted by start, then end, then rule order. For a rule file's problems, `path` is
 * the file's; for a letter it is "" (the caller knows it). */
LL_API size_t ll_result_count(const ll_result *result);
LL_API const ll_diagnostic *ll_result_get(const ll_result *result, size_t index);
/* What stays the same of a diagnostic while a letter around it changes: sixteen hexadecimal digits,
 * equal on every machine and in every run, and for equal faults of one letter. They hold the rule,
 * the marked text and its sentence; for a rule that judges a whole unit the rule and the unit. ""
 * for the problems of a rule file, and where the options of ll_lint did not ask for them. */
LL_API const char *ll_result_fingerprint(const ll_result *result, size_t index);
typedef struct ll_counts {
    size_t error, warning, note;
} ll_counts;
LL_API ll_counts ll_result_counts(const ll_result *result); /* by level */
LL_API const char *ll_result_path(const ll_result *result);
LL_API const char *ll_result_trace(const ll_result *result);
/* `offset` past the end counts as the end. */
LL_API ll_position ll_result_position(const ll_result *result, uint32_t offset);
/* The span of a line without its line end; an empty span at the end where there is no such line. */
LL_API ll_span ll_result_line(const ll_result *result, uint32_t line);
LL_API const char *ll_result_text(const ll_result *result, size_t *length);

/* --- Baselines ------------------------------------------------------------------------------ */

/* The faults of some letters that are known, so that only new ones are reported. Paths are texts to
 * it; whoever names the letters always names them the same way. A baseline is not for two threads
 * at once. */
typedef struct ll_baseline ll_baseline;

typedef struct ll_baseline_entry {
    const char *path, *rule, *fingerprint;
    size_t count; /* how often */
} ll_baseline_entry;

/* Reads a baseline that ll_baseline_write wrote; `text` NULL: an empty one. `path` is for messages.
 * On LL_INVALID, *problem (if the pointer is not NULL) is a result with what is wrong; free it with
 * ll_result_free. */
LL_API ll_status ll_baseline_new(ll_baseline **out, const char *path, const char *text,
                                 size_t length, ll_result **problem);
LL_API void ll_baseline_free(ll_baseline *baseline);
/* Asks of each letter that has entries whether it is still there. What is known of one that is gone
 * counts for letters without entries, which may be the same under a new name; and it is not written
 * any more. */
LL_API void ll_baseline_find_gone(ll_baseline *baseline,
                                  bool (*exists)(void *user, const char *path), void *user);
/* Takes the known faults out of a letter's result, each as often as it is known. LL_INVALID, here
 * and in ll_baseline_record, where the result has no fingerprints. */
LL_API ll_status ll_baseline_apply(ll_baseline *baseline, ll_result *result, const char *path);
/* Calls `seen` for each entry of the letters applied so far, and of those that are gone, that did
 * not occur (so often). */
LL_API void ll_baseline_stale(const ll_baseline *baseline,
                              void (*seen)(void *user, const ll_baseline_entry *entry), void *user);
/* Makes the faults of a result all that is known of the letter. */
LL_API ll_status ll_baseline_record(ll_baseline *baseline, const ll_result *result,
                                    const char *path);
/* Writes it as JSON, sorted, an entry a line. */
LL_API ll_status ll_baseline_write(ll_baseline *baseline, const ll_sink *sink);

/* --- Anatomy -------------------------------------------------------------------------------- */

typedef enum ll_part {
    LL_PART_HEADER,
    LL_PART_SALUTATION,
    LL_PART_OPENING,
    LL_PART_BODY,
    LL_PART_CLOSING,
    LL_PART_SIGNOFF,
    LL_PART_POSTSCRIPT,
} ll_part;

LL_API const char *ll_part_name(ll_part part);

typedef struct ll_outline_part {
    ll_part part;
    ll_span span;
} ll_outline_part;

/* `text` is the sentence as matched: normalised, on one line. */
typedef struct ll_outline_sentence {
    ll_span span;
    const char *text;
} ll_outline_sentence;

/* The letter's anatomy in order. A body of one paragraph is an opening; of two, opening and
 * closing; `body` is what lies between. Sentences are those of the body. */
typedef struct ll_outline {
    const ll_outline_part *parts;
    size_t part_count;
    const ll_outline_sentence *sentences;
    size_t sentence_count;
    uint32_t words; /* body words */
} ll_outline;

LL_API ll_outline ll_result_outline(const ll_result *result);

/* A row of the scorecard. A signal is found, with the first evidence for it, or missing, with
 * advice; or it shows a value. */
typedef struct ll_score {
    const char *id, *group, *title, *advice;
    const char *value; /* "" where it is found or missing */
    bool found;
    size_t count; /* how often it was found */
    ll_span span; /* of the first evidence */
} ll_score;

/* The rows in the order of the rule files; none without the option `scorecard`. */
LL_API const ll_score *ll_result_scorecard(const ll_result *result, size_t *count);

/* --- The letter as a page ------------------------------------------------------------------- */

typedef enum ll_page_kind { LL_PAGE_PARAGRAPH, LL_PAGE_HEADING, LL_PAGE_CODE } ll_page_kind;

/* How a run looks; flags. */
typedef enum ll_page_style {
    LL_STYLE_EMPHASIS = 1 << 0,
    LL_STYLE_STRONG = 1 << 1,
    LL_STYLE_CODE = 1 << 2,
    LL_STYLE_LINK = 1 << 3,  /* the text of a link; where it leads is not told */
    LL_STYLE_IMAGE = 1 << 4, /* what is read aloud in the place of an image */
    LL_STYLE_BREAK = 1 << 5, /* a line ends; the text is "\n" */
} ll_page_style;

/* A piece of visible text, as typed but for markup: escapes and references are decoded, a line end
 * inside a paragraph is a space. Byte i of the text of an exact run is byte i of its span; any
 * other stands for its span as a whole. */
typedef struct ll_page_run {
    const char *text; /* not NUL-terminated */
    uint32_t length;
    unsigned style;
    ll_span span;
    bool exact;
} ll_page_run;

/* Where there is no item. */
#define LL_PAGE_NONE UINT32_MAX

typedef struct ll_page_block {
    ll_page_kind kind;
    uint32_t level;  /* headings: 1 to 6 */
    uint32_t quotes; /* depth of block quotes around it */
    uint32_t item;   /* index of the innermost list item around it, or LL_PAGE_NONE */
    const ll_page_run *runs;
    size_t run_count; /* at least 1 */
} ll_page_block;

typedef struct ll_page_item {
    uint32_t list;   /* items of one list share its number */
    uint32_t parent; /* index of the item around it, or LL_PAGE_NONE */
    uint32_t quotes; /* depth of block quotes around it */
    uint32_t number; /* in a numbered list: its own */
    bool numbered;
} ll_page_item;

/* What a reader sees of the letter, in order: blocks of runs, whose spans rise. Neither HTML nor
 * what only directs a browser is among it, and a text may hold any character: whoever shows it
 * escapes it. The line ends of an address, a signature or typed bullets, which Markdown would join,
 * are kept as breaks. */
typedef struct ll_page {
    const ll_page_block *blocks;
    size_t block_count;
    const ll_page_item *items;
    size_t item_count;
} ll_page;

/* Empty without the option `page`. */
LL_API ll_page ll_result_page(const ll_result *result);

/* --- Drafts --------------------------------------------------------------------------------- */

/* The skeleton of a letter for a profile ("default" for none), with what `meta` says (company,
 * role, profile) filled in and prompts where the writer is to write. LL_INVALID (no such draft, or
 * a value that cannot stand in a letter: a line break, a control character, a comment) fills
 * *error, which may be NULL. Free the text with ll_draft_free. */
LL_API ll_status ll_draft_new(char **out, const ll_ruleset *ruleset, const char *name,
                              const ll_meta *meta, size_t meta_count, ll_error *error);
LL_API void ll_draft_free(char *draft);

/* --- Reports -------------------------------------------------------------------------------- */

typedef struct ll_reporter ll_reporter;

/* What a report shows of each letter. */
typedef enum ll_view { LL_VIEW_FINDINGS, LL_VIEW_OUTLINE, LL_VIEW_SCORECARD } ll_view;

typedef struct ll_report_options {
    const char *format; /* a name of ll_report_format_at */
    ll_view view;
    const ll_ruleset *ruleset; /* the rules the letters were held against, for formats that
                                  explain them; NULL: they name the ids alone */
    bool color;                /* text: ANSI colours */
    bool quiet;                /* text: the one-line form alone */
    const char *rule_link;     /* text: what a rule's id links to, the id being put behind it; NULL:
                                  no links */
    uint32_t columns;          /* text: how wide excerpts and advice may be; 0: as usual, 100 */
} ll_report_options;

/* `about` is a line for people. A format that wants them shows the scorecard, the page and the
 * fingerprints of results that were made with the options of those names; without fingerprints,
 * SARIF leaves them out and GitLab's, which need one, tell findings apart by their order alone. */
typedef struct ll_report_format_info {
    const char *name, *about;
    bool wants_scorecard, wants_page, wants_fingerprints;
} ll_report_format_info;

/* The formats of a view, the default first; `name` is NULL past the last. */
LL_API ll_report_format_info ll_report_format_at(ll_view view, size_t index);

/* LL_INVALID when the format is unknown. Files are streamed: nothing is held between them. */
LL_API ll_status ll_reporter_new(ll_reporter **out, const ll_report_options *options,
                                 const ll_sink *sink);
LL_API ll_status ll_reporter_file(ll_reporter *reporter, const char *path, const ll_result *result);
/* Writes what closes the report and says how many diagnostics were reported. */
LL_API ll_status ll_reporter_finish(ll_reporter *reporter, ll_counts *counts);
LL_API void ll_reporter_free(ll_reporter *reporter);

/* Writes the diagnostics of a result alone, as the array that the format json has under
 * `diagnostics`, on one line: for formats of one's own. */
LL_API ll_status ll_result_write_json(const ll_result *result, const ll_sink *sink);

#ifdef __cplusplus
}
#endif

#endif
