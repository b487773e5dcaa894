/* Statistics: how often each rule fired over all letters, the most frequent first. */
#include "report/report.h"

#include "base/index.h"
#include "base/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct rule_count {
    const char *rule;
    ll_level level; /* the worst seen; a configuration may set it letter by letter */
    size_t count, letters, fixes;
    size_t last_file; /* the last letter it fired in, counted from 1 */
} rule_count;

typedef struct statistics {
    ll_index by_rule;
    rule_count *rows;
    uint32_t count, capacity;
} statistics;

static rule_count *row_of(ll_report *report, const char *rule) {
    statistics *all = report->own;
    uint32_t index = ll_index_find(&all->by_rule, ll_str_of(rule));
    if (index != UINT32_MAX)
        return &all->rows[index];
    all->rows =
        ll_arena_grow(report->kept, all->rows, &all->capacity, all->count + 1, sizeof *all->rows);
    rule_count *row = &all->rows[all->count];
    *row = (rule_count){.rule = ll_arena_copy(report->kept, rule, strlen(rule))};
    ll_index_add(&all->by_rule, ll_str_of(row->rule), all->count++);
    return row;
}

static void begin(ll_report *report) {
    statistics *all = ll_arena_alloc(report->kept, sizeof *all);
    all->by_rule.arena = report->kept;
    report->own = all;
}

static void count_file(ll_report *report, const char *path, const ll_result *result) {
    (void)path;
    for (size_t i = 0; i < ll_result_count(result); i++) {
        const ll_diagnostic *diagnostic = ll_result_get(result, i);
        rule_count *row = row_of(report, diagnostic->rule);
        row->count++;
        row->fixes += diagnostic->fix != NULL;
        row->letters += row->last_file != report->files + 1;
        row->last_file = report->files + 1;
        if (diagnostic->level > row->level)
            row->level = diagnostic->level;
    }
}

static int compare_rows(const void *a, const void *b) {
    const rule_count *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

static void write_number(ll_writer *out, size_t number) {
    enum { WIDTH = 6 };
    char text[24];
    int length = snprintf(text, sizeof text, "%zu", number);
    ll_writer_repeat(out, ' ', length < WIDTH ? (uint32_t)(WIDTH - length) : 0);
    ll_writer_puts(out, text);
}

static void write_rows(ll_report *report) {
    statistics *all = report->own;
    ll_writer *out = &report->out;
    if (all->count == 0)
        return;
    qsort(all->rows, all->count, sizeof *all->rows, compare_rows);
    ll_writer_puts(out, " count letters  fixes  level    rule\n");
    for (uint32_t i = 0; i < all->count; i++) {
        const rule_count *row = &all->rows[i];
        const char *level = ll_level_name(row->level);
        write_number(out, row->count);
        ll_writer_puts(out, "  ");
        write_number(out, row->letters);
        ll_writer_puts(out, " ");
        write_number(out, row->fixes);
        ll_writer_puts(out, "  ");
        ll_writer_puts(out, level);
        ll_writer_repeat(out, ' ', (uint32_t)(sizeof "warning " - strlen(level)));
        ll_terminal_put(out, ll_str_of(row->rule));
        ll_writer_putc(out, '\n');
    }
}

const ll_report_format ll_format_statistics = {
    .name = "statistics",
    .about = "for people: how often each rule fired over all letters",
    .begin = begin,
    .file = count_file,
    .finish = write_rows};
