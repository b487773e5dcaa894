/* The words of a block and the faults in them.
 *
 * Links cannot nest, and faults overlap: the text is cut wherever a fault begins or ends. Each cut
 * is a link to the note of the shortest fault there, which is the most precise; longer ones are
 * lines under it. What a note leads back to is the first link of its fault; where a shorter one
 * begins at the same place, a number before it. The links that go on after a cut are left out of
 * the keyboard's order. */
#include "report/html_parts.h"

enum { MOST_LINES = 2 }; /* under the words, for faults around the one that is linked */

static uint32_t length_of(const ll_html_fault *fault) {
    return fault->diagnostic->span.end - fault->diagnostic->span.start;
}

/* --- A fault's link ------------------------------------------------------------------------- */

static void open_link(ll_html_letter *letter, ll_html_fault *fault, const char *class) {
    ll_writer *out = letter->out;
    ll_writer_puts(out, "<a class=\"");
    ll_writer_puts(out, class);
    ll_writer_putc(out, ' ');
    ll_writer_puts(out, ll_level_name(fault->diagnostic->level));
    ll_writer_puts(out, "\" ");
    if (fault->linked) {
        ll_writer_puts(out, "tabindex=\"-1\"");
    } else {
        ll_writer_puts(out, "id=\"");
        ll_html_id(out, "fault", letter->number, fault->number);
        ll_writer_putc(out, '"');
    }
    ll_writer_puts(out, " href=\"#");
    ll_html_id(out, "note", letter->number, fault->number);
    ll_writer_puts(out, "\">");
    fault->linked = true;
}

static void close_link(ll_html_letter *letter, const ll_html_fault *fault, bool numbered) {
    ll_writer *out = letter->out;
    if (numbered) {
        ll_writer_puts(out, "<sup><span class=\"said\"> (");
        ll_writer_puts(out, ll_level_name(fault->diagnostic->level));
        ll_writer_puts(out, " </span>");
        ll_writer_number(out, fault->number, 0);
        ll_writer_puts(out, "<span class=\"said\">)</span></sup>");
    }
    ll_writer_puts(out, "</a>");
}

/* A number alone. */
static void write_number(ll_html_letter *letter, ll_html_fault *fault) {
    open_link(letter, fault, "fault bare");
    close_link(letter, fault, true);
}

/* What is not visible is shown as it stands in the file. */
static void write_hidden(ll_html_letter *letter, ll_html_fault *fault) {
    if (length_of(fault) == 0) {
        write_number(letter, fault);
        return;
    }
    open_link(letter, fault, "fault hidden");
    ll_writer_puts(letter->out, "<code>");
    ll_html_excerpt(letter, fault->diagnostic->span);
    ll_writer_puts(letter->out, "</code>");
    close_link(letter, fault, true);
}

/* --- Labels above a block ------------------------------------------------------------------- */

static void write_label(ll_html_letter *letter, ll_html_fault *fault) {
    ll_writer *out = letter->out;
    open_link(letter, fault, "label");
    ll_writer_puts(out, "<span class=\"said\">");
    ll_writer_puts(out, ll_level_name(fault->diagnostic->level));
    ll_writer_puts(out, " </span><b>");
    ll_writer_number(out, fault->number, 0);
    ll_writer_puts(out, "</b> ");
    ll_html_puts(out, fault->diagnostic->rule);
    if (fault->place == LL_HTML_BESIDE) {
        ll_writer_puts(out, ", line ");
        ll_writer_number(out,
                         ll_result_position(letter->result, fault->diagnostic->span.start).line, 0);
    }
    ll_writer_puts(out, "</a>");
}

void ll_html_write_labels(ll_html_marks *marks, uint32_t block) {
    ll_html_letter *letter = marks->letter;
    bool any = false;
    for (; marks->label < letter->fault_count && letter->faults[marks->label].block <= block;
         marks->label++) {
        ll_html_fault *fault = &letter->faults[marks->label];
        if (fault->place != LL_HTML_WHOLE && fault->place != LL_HTML_BESIDE)
            continue;
        ll_writer_puts(letter->out, any ? " " : "<p class=\"labels\">");
        write_label(letter, fault);
        any = true;
    }
    ll_writer_puts(letter->out, any ? "</p>\n" : "");
}

/* --- Marks in the text ---------------------------------------------------------------------- */

static void close_open(ll_html_marks *marks) {
    if (!marks->open)
        return;
    close_link(marks->letter, marks->open, marks->first);
    for (; marks->spans > 0; marks->spans--)
        ll_writer_puts(marks->letter->out, "</span>");
    marks->open = NULL;
}

static bool is_nearer(const ll_html_fault *a, const ll_html_fault *b) {
    if (length_of(a) != length_of(b))
        return length_of(a) < length_of(b);
    return a->diagnostic->level > b->diagnostic->level;
}

/* The shortest of the active faults; of equals the worst, then the first. */
static uint32_t nearest(const ll_html_marks *marks) {
    const ll_html_fault *faults = marks->letter->faults;
    uint32_t best = marks->active[0];
    for (uint32_t i = 1; i < marks->active_count; i++)
        if (is_nearer(&faults[marks->active[i]], &faults[best]))
            best = marks->active[i];
    return best;
}

static void open_active(ll_html_marks *marks) {
    ll_html_letter *letter = marks->letter;
    if (marks->active_count == 0)
        return;
    uint32_t owner = nearest(marks);
    for (uint32_t i = 0; i < marks->active_count; i++)
        if (marks->active[i] != owner && !letter->faults[marks->active[i]].linked)
            write_number(letter, &letter->faults[marks->active[i]]);
    for (uint32_t i = 0; i < marks->active_count && marks->spans < MOST_LINES; i++) {
        if (marks->active[i] == owner)
            continue;
        ll_writer_puts(letter->out, "<span class=\"around ");
        ll_writer_puts(letter->out,
                       ll_level_name(letter->faults[marks->active[i]].diagnostic->level));
        ll_writer_puts(letter->out, "\">");
        marks->spans++;
    }
    marks->open = &letter->faults[owner];
    marks->first = !marks->open->linked;
    open_link(letter, &letter->faults[owner], "fault");
}

/* Makes active what has words in the span, and nothing else. */
static void activate(ll_html_marks *marks, ll_span span) {
    ll_html_letter *letter = marks->letter;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < marks->active_count; i++)
        if (letter->faults[marks->active[i]].diagnostic->span.end > span.start)
            marks->active[kept++] = marks->active[i];
    marks->changed = marks->changed || kept < marks->active_count;
    marks->active_count = kept;
    for (; marks->next < letter->fault_count; marks->next++) {
        const ll_html_fault *fault = &letter->faults[marks->next];
        if (fault->diagnostic->span.start >= span.end)
            return;
        if (fault->place != LL_HTML_TEXT || fault->diagnostic->span.end <= span.start)
            continue;
        marks->active[marks->active_count++] = marks->next;
        marks->changed = true;
    }
}

/* Where after `from` the active faults change. */
static uint32_t next_change(const ll_html_marks *marks, uint32_t from, uint32_t end) {
    const ll_html_letter *letter = marks->letter;
    for (uint32_t i = 0; i < marks->active_count; i++)
        if (letter->faults[marks->active[i]].diagnostic->span.end < end)
            end = letter->faults[marks->active[i]].diagnostic->span.end;
    const uint32_t following[] = {marks->next, marks->pending};
    for (int i = 0; i < 2; i++) {
        if (following[i] == letter->fault_count)
            continue;
        uint32_t start = letter->faults[following[i]].diagnostic->span.start;
        if (start > from && start < end)
            end = start;
    }
    return end;
}

/* Puts what is not visible, and begins before `end`, between the words. */
static void write_pending(ll_html_marks *marks, uint32_t block, uint32_t end) {
    ll_html_letter *letter = marks->letter;
    for (; marks->pending < letter->fault_count; marks->pending++) {
        ll_html_fault *fault = &letter->faults[marks->pending];
        if (fault->diagnostic->span.start >= end || fault->block > block)
            return;
        if (fault->place != LL_HTML_WITHIN)
            continue;
        close_open(marks);
        marks->changed = true;
        write_hidden(letter, fault);
    }
}

/* --- Runs ----------------------------------------------------------------------------------- */

static const struct {
    unsigned style;
    const char *open, *close;
} styles[] = {
    {LL_STYLE_LINK, "<span class=\"link\">", "</span>"},
    {LL_STYLE_STRONG, "<strong>", "</strong>"},
    {LL_STYLE_EMPHASIS, "<em>", "</em>"},
    {LL_STYLE_CODE, "<code>", "</code>"},
    {LL_STYLE_IMAGE, "<span class=\"image\">image: ", "</span>"},
};
enum { STYLES = sizeof styles / sizeof *styles };

/* Whether the piece, which a link would hold alone, is nothing to click on. What its faults are led
 * back to stands before it. */
static bool is_blank(const ll_html_marks *marks, const ll_page_run *run, ll_str text) {
    for (uint32_t i = 0; i < marks->active_count; i++)
        if (!marks->letter->faults[marks->active[i]].linked)
            return false;
    return run->style & LL_STYLE_BREAK || ll_str_trim(text).length == 0;
}

static void write_styled(ll_html_marks *marks, const ll_page_run *run, bool in_code, ll_str text) {
    ll_writer *out = marks->letter->out;
    unsigned style = in_code ? run->style & ~(unsigned)LL_STYLE_CODE : run->style;
    if (marks->changed) {
        close_open(marks);
        marks->changed = is_blank(marks, run, text);
        if (!marks->changed)
            open_active(marks);
    }
    if (style & LL_STYLE_BREAK) {
        ll_writer_puts(out, in_code ? "\n" : "<br>\n");
        return;
    }
    for (int i = 0; i < STYLES; i++)
        ll_writer_puts(out, style & styles[i].style ? styles[i].open : "");
    ll_html_text(out, text);
    for (int i = STYLES; i > 0; i--)
        ll_writer_puts(out, style & styles[i - 1].style ? styles[i - 1].close : "");
}

static void write_run(ll_html_marks *marks, uint32_t block, const ll_page_run *run, bool in_code) {
    ll_str text = {run->text, run->length};
    if (!run->exact) {
        write_pending(marks, block, run->span.start + 1);
        activate(marks, run->span);
        write_styled(marks, run, in_code, text);
        return;
    }
    for (uint32_t at = run->span.start, end; at < run->span.end; at = end) {
        write_pending(marks, block, at + 1);
        activate(marks, (ll_span){at, at + 1});
        end = next_change(marks, at, run->span.end);
        write_styled(marks, run, in_code,
                     ll_str_slice(text, at - run->span.start, end - run->span.start));
    }
}

void ll_html_write_runs(ll_html_marks *marks, uint32_t block) {
    const ll_page_block *shown = &marks->letter->page.blocks[block];
    marks->changed = true;
    for (size_t i = 0; i < shown->run_count; i++)
        write_run(marks, block, &shown->runs[i], shown->kind == LL_PAGE_CODE);
    close_open(marks);
    write_pending(marks, block, UINT32_MAX);
}

ll_html_marks ll_html_marks_on(ll_html_letter *letter) {
    return (ll_html_marks){
        .letter = letter,
        .active = ll_arena_array(letter->arena, letter->fault_count, sizeof(uint32_t))};
}
