/* The html report, part by part: each file writes one of them. html.c puts them together. */
#ifndef LL_REPORT_HTML_PARTS_H
#define LL_REPORT_HTML_PARTS_H

#include "report/report.h"

/* Where a fault is shown in the letter. */
typedef enum ll_html_place {
    LL_HTML_TEXT,   /* its words are marked */
    LL_HTML_WHOLE,  /* whole paragraphs: a label above the first, a bar at the edge of each */
    LL_HTML_WITHIN, /* between the words of a block, where nothing of it is visible */
    LL_HTML_BESIDE, /* outside of every block: a label above the next */
} ll_html_place;

typedef struct ll_html_fault {
    const ll_diagnostic *diagnostic;
    uint32_t number; /* in its letter, from 1 */
    ll_html_place place;
    uint32_t block; /* of the page: where it begins; the count of blocks for what follows them */
    bool linked;    /* what the note leads back to is written */
} ll_html_fault;

typedef struct ll_html_letter {
    ll_writer *out;
    ll_arena *arena;
    const ll_result *result;
    const ll_ruleset *ruleset; /* or NULL */
    size_t number;             /* in the report, from 1 */
    ll_page page;
    ll_html_fault *faults; /* in the order of the diagnostics */
    uint32_t fault_count;
    uint8_t *edges; /* for each block, 1 + the worst level of a fault of the whole of it, or 0 */
} ll_html_letter;

/* html_text.c: text that does nothing but appear, in content and in quoted attributes. */
void ll_html_text(ll_writer *out, ll_str text);
void ll_html_puts(ll_writer *out, const char *text);
/* `KIND-LETTER-NUMBER`, the id of a thing of a letter. */
void ll_html_id(ll_writer *out, const char *kind, size_t letter, size_t number);
/* The source text of a span on one line, cut after some 60 bytes. */
void ll_html_excerpt(const ll_html_letter *letter, ll_span span);
/* "3 warnings". */
void ll_html_count(ll_writer *out, size_t count, const char *name);

/* html_places.c: fills in the faults and the edges. */
void ll_html_place_faults(ll_html_letter *letter);
/* From the first to the last visible character of a block, in the source. */
ll_span ll_html_block_span(const ll_page_block *block);
/* The first block that ends behind the offset, or the count of blocks. */
uint32_t ll_html_block_after(const ll_page *page, uint32_t offset);

/* html_letter.c, html_notes.c, html_score.c */
void ll_html_write_letter(ll_html_letter *letter);
void ll_html_write_notes(const ll_html_letter *letter);
void ll_html_write_scorecard(const ll_html_letter *letter);

/* html_marks.c: the text of a block with its faults, and the labels above a block. */
typedef struct ll_html_marks {
    ll_html_letter *letter;
    uint32_t next;    /* fault not yet begun */
    uint32_t pending; /* fault not yet put between words */
    uint32_t label;   /* fault not yet put above a block */
    uint32_t *active; /* faults whose text is being written */
    uint32_t active_count;
    const ll_html_fault *open; /* the one whose link is open */
    uint32_t spans;            /* open around it */
    bool first;                /* its link is the one that is led back to */
    bool changed;              /* `active` is not what the open link was opened for */
} ll_html_marks;

ll_html_marks ll_html_marks_on(ll_html_letter *letter);
void ll_html_write_labels(ll_html_marks *marks, uint32_t block);
void ll_html_write_runs(ll_html_marks *marks, uint32_t block);

/* Generated from html.css: the style sheet, and its SHA-256 as a policy names it. */
extern const char ll_html_style[], ll_html_style_hash[];

#endif
