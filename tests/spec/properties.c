/* The checks of properties.h. */
#include "properties.h"

#include "text/words.h"
#include "visible.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static bool
fail(outcome *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out->message, sizeof out->message, format, arguments);
    va_end(arguments);
    return false;
}

static void build(ll_prose *prose, ll_arena *arena, ll_source *source, const char *markdown,
                  size_t length) {
    ll_source_init(source, arena, "letter.md", (ll_str){markdown, (uint32_t)length});
    ll_markdown tree;
    ll_markdown_parse(&tree, arena, source->text);
    ll_prose_build(prose, arena, source, 0, &tree);
}

/* --- 1: segments decode --------------------------------------------------------------------- */

static void normalise_all(text *out, const char *data, size_t length) {
    text_puts(out, "");
    for (size_t i = 0; i < length;)
        i += visible_normalise(out, data + i, length - i);
}

/* What source bytes that are one segment stand for. */
static void decode(text *out, const char *data, size_t length) {
    text plain = {0};
    text_puts(&plain, "");
    if (length == 2 && data[0] == '\\' && ispunct((unsigned char)data[1]))
        text_add(&plain, data + 1, 1);
    else if (data[0] == '&' && length > 1)
        visible_decode(&plain, data, length);
    else if (length == 2 && data[0] == '\r' && data[1] == '\n')
        text_puts(&plain, " ");
    else if (length > 2 && visible_is_break(data, length) && data[length - 1] == '>')
        text_puts(&plain, " ");
    else
        text_add(&plain, data, length);
    normalise_all(out, plain.data, plain.length);
    text_free(&plain);
}

static bool decodes(outcome *out, const ll_prose *prose, const ll_segment *segment) {
    const char *source = prose->source->text.data + segment->source.start;
    size_t length = segment->source.end - segment->source.start;
    size_t prose_length = segment->prose.end - segment->prose.start;
    text wanted = {0};
    if (segment->verbatim)
        normalise_all(&wanted, source, length);
    else
        decode(&wanted, source, length);
    bool same = wanted.length == prose_length &&
                memcmp(wanted.data, prose->text + segment->prose.start, prose_length) == 0 &&
                (!segment->verbatim || prose_length == length);
    if (!same)
        fail(out, "segment at prose %u: source '%.*s' decodes to '%s', prose has '%.*s'",
             segment->prose.start, (int)length, source, wanted.data, (int)prose_length,
             prose->text + segment->prose.start);
    text_free(&wanted);
    return same;
}

/* --- 2: order and cover --------------------------------------------------------------------- */

/* Between two segments, prose may only have what divides blocks. */
static bool is_separator(const ll_prose *prose, uint32_t start, uint32_t end) {
    return start == end || (start + 1 == end && prose->text[start] == '\n');
}

static bool check_segments(outcome *out, const ll_prose *prose) {
    uint32_t prose_end = 0, source_end = 0;
    for (uint32_t i = 0; i < prose->segment_count; i++) {
        const ll_segment *segment = &prose->segments[i];
        if (segment->prose.start < prose_end || segment->source.start < source_end ||
            segment->prose.end <= segment->prose.start ||
            segment->source.end <= segment->source.start || segment->prose.end > prose->length ||
            segment->source.end > prose->source->text.length)
            return fail(out, "segment %u does not rise or is out of bounds", i);
        if (!is_separator(prose, prose_end, segment->prose.start))
            return fail(out, "prose %u to %u is in no segment", prose_end, segment->prose.start);
        if (!decodes(out, prose, segment))
            return false;
        prose_end = segment->prose.end;
        source_end = segment->source.end;
        out->segments++;
    }
    return prose_end == prose->length || fail(out, "the end of prose is in no segment");
}

static bool check_blocks(outcome *out, const ll_prose *prose) {
    uint32_t prose_end = 0, source_end = 0;
    for (uint32_t i = 0; i < prose->block_count; i++) {
        const ll_block *block = &prose->blocks[i];
        if (block->prose.start != prose_end + (i > 0) || block->prose.end <= block->prose.start ||
            prose->text[block->prose.start] == '\n' || prose->text[block->prose.end - 1] == ' ')
            return fail(out, "block %u: prose %u to %u", i, block->prose.start, block->prose.end);
        ll_span words = ll_prose_to_source(prose, block->prose);
        if (block->source.start < source_end || words.start < block->source.start ||
            words.end > block->source.end)
            return fail(out, "block %u: source %u to %u, words %u to %u", i, block->source.start,
                        block->source.end, words.start, words.end);
        if (!block->aligned)
            return fail(out, "block %u is not aligned", i);
        prose_end = block->prose.end;
        source_end = block->source.end;
    }
    return prose_end == prose->length || fail(out, "prose does not end with its last block");
}

static bool spans_rise(const ll_span *spans, uint32_t count, uint32_t limit) {
    for (uint32_t i = 0, end = 0; i < count; end = spans[i++].end)
        if (spans[i].start < end || spans[i].end <= spans[i].start || spans[i].end > limit)
            return false;
    return true;
}

static bool check_marks(outcome *out, ll_arena *arena, const ll_prose *prose) {
    for (uint32_t i = 0; i < prose->break_count; i++)
        if (prose->text[prose->breaks[i].prose] != ' ' ||
            (i && prose->breaks[i].prose <= prose->breaks[i - 1].prose))
            return fail(out, "break %u", i);
    for (uint32_t i = 0; i < prose->item_count; i++) {
        const ll_item *item = &prose->items[i];
        if (item->first_block >= item->end_block || item->end_block > prose->block_count ||
            (item->parent != LL_NONE &&
             (item->parent >= i || prose->items[item->parent].end_block < item->end_block)))
            return fail(out, "item %u", i);
    }
    ll_words words;
    ll_words_find(&words, arena, prose);
    for (int kind = 0; kind < LL_MARK_COUNT; kind++)
        if (!spans_rise(prose->marks[kind], prose->mark_counts[kind], prose->length))
            return fail(out, "marks of kind %u do not rise", (unsigned)kind);
    for (uint32_t i = 1; i < prose->image_count; i++)
        if (prose->images[i].source.start < prose->images[i - 1].source.end)
            return fail(out, "image %u", i);
    if (!spans_rise(prose->code, prose->code_count, prose->source->text.length))
        return fail(out, "code spans do not rise");
    return spans_rise(words.spans, words.count, prose->length) || fail(out, "words do not rise");
}

/* Every prose offset there and back. */
static bool check_queries(outcome *out, const ll_prose *prose) {
    for (uint32_t i = 0; i < prose->segment_count; i++) {
        const ll_segment *segment = &prose->segments[i];
        uint32_t step = segment->verbatim ? 1 : segment->prose.end - segment->prose.start;
        for (uint32_t at = segment->prose.start; at < segment->prose.end; at += step) {
            ll_span source = ll_prose_to_source(prose, (ll_span){at, at + step});
            uint32_t offset = at - segment->prose.start;
            ll_span wanted = segment->source;
            if (segment->verbatim)
                wanted = (ll_span){wanted.start + offset, wanted.start + offset + 1};
            if (source.start != wanted.start || source.end != wanted.end ||
                ll_prose_from_source(prose, source.start) != at)
                return fail(out, "prose %u goes to source %u-%u and back to %u", at, source.start,
                            source.end, ll_prose_from_source(prose, source.start));
        }
    }
    return true;
}

/* --- 3: words ------------------------------------------------------------------------------- */

/* The words of prose, one space between each; places[i] is the prose offset of byte i. */
static void prose_words(text *out, uint32_t **places, const ll_prose *prose) {
    text_puts(out, "");
    *places = calloc(prose->length + 1, sizeof **places);
    bool divided = false;
    for (uint32_t i = 0; i < prose->length; i++) {
        char c = prose->text[i];
        if (c == ' ' || c == '\n') {
            divided = out->length > 0;
            continue;
        }
        if (divided)
            text_puts(out, " ");
        divided = false;
        (*places)[out->length] = i;
        text_add(out, &c, 1);
    }
}

static bool same_words(outcome *out, const text *wanted, const text *words) {
    size_t i = 0;
    while (i < wanted->length && i < words->length && wanted->data[i] == words->data[i])
        i++;
    if (i == wanted->length && i == words->length)
        return true;
    size_t from = i > 30 ? i - 30 : 0;
    return fail(out, "words differ: wanted …'%.90s', got …'%.90s'", wanted->data + from,
                words->data + (from < words->length ? from : words->length));
}

/* --- 5: changing a letter ------------------------------------------------------------------- */

/* Where the two differ, if in exactly one byte; else `length`. */
static size_t one_difference(const text *a, const text *b) {
    size_t at = a->length;
    if (a->length != b->length)
        return at;
    for (size_t i = 0; i < a->length; i++)
        if (a->data[i] != b->data[i]) {
            if (at != a->length)
                return a->length;
            at = i;
        }
    return at;
}

static bool check_letter(outcome *out, const ll_prose *prose, const text *words,
                         const uint32_t *places, char *copy, size_t length, uint32_t at) {
    char kept = copy[at], other = isdigit((unsigned char)kept) ? '7' : 'q';
    if (kept == other)
        other = kept == '7' ? '6' : 'k';
    copy[at] = other;
    text changed = {0};
    visible_words(&changed, copy, length);
    copy[at] = kept;
    size_t difference = one_difference(words, &changed);
    bool comparable = difference < words->length && words->data[difference] == kept &&
                      changed.data[difference] == other;
    text_free(&changed);
    if (!comparable)
        return true; /* it is invisible, or markup, or changes what else is */
    out->mutations++;
    uint32_t offset = places[difference];
    ll_span source = ll_prose_to_source(prose, (ll_span){offset, offset + 1});
    return (source.start <= at && at < source.end) ||
           fail(out, "source byte %u shows at prose %u, which is mapped to %u-%u", at, offset,
                source.start, source.end);
}

static bool check_letters(outcome *out, const ll_prose *prose, const text *words,
                          const uint32_t *places, size_t stride) {
    ll_str source = prose->source->text;
    char *copy = malloc(source.length + 1);
    memcpy(copy, source.data, source.length);
    bool good = true;
    size_t letters = 0;
    for (uint32_t at = 0; good && at < source.length; at++)
        if (isalnum((unsigned char)copy[at]) && letters++ % stride == 0)
            good = check_letter(out, prose, words, places, copy, source.length, at);
    free(copy);
    return good;
}

static bool check_words(outcome *out, const ll_prose *prose, size_t stride) {
    text wanted = {0}, words = {0};
    uint32_t *places;
    visible_words(&wanted, prose->source->text.data, prose->source->text.length);
    prose_words(&words, &places, prose);
    bool good = same_words(out, &wanted, &words) &&
                (!stride || check_letters(out, prose, &words, places, stride));
    text_free(&wanted);
    text_free(&words);
    free(places);
    return good;
}

bool properties_hold(outcome *out, const char *markdown, size_t length, size_t stride) {
    ll_arena *arena = ll_arena_new(0);
    ll_source source;
    ll_prose prose;
    build(&prose, arena, &source, markdown, length);
    bool good = prose.unaligned == 0 || fail(out, "%u blocks not aligned", prose.unaligned);
    good = good && check_segments(out, &prose) && check_blocks(out, &prose) &&
           check_marks(out, arena, &prose) && check_queries(out, &prose) &&
           check_words(out, &prose, stride);
    ll_arena_free(arena);
    return good;
}
