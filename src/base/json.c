/* The JSON writer and reader of json.h, and the only <jansson.h>. */
#include "base/json.h"

#include "base/terminal.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ll_json ll_json_on(ll_writer *writer) {
    return (ll_json){.writer = writer};
}

static void comma(ll_json *json) {
    if (json->follows)
        ll_writer_putc(json->writer, ',');
    json->follows = false;
}

void ll_json_line(ll_json *json) {
    comma(json);
    ll_writer_putc(json->writer, '\n');
}

void ll_json_open(ll_json *json, char bracket) {
    comma(json);
    ll_writer_putc(json->writer, bracket);
}

void ll_json_close(ll_json *json, char bracket) {
    ll_writer_putc(json->writer, bracket);
    json->follows = true;
}

/* Jansson escapes every control character but DEL. */
static int write_chunk(const char *data, size_t length, void *writer) {
    for (const char *end; (end = memchr(data, '\x7f', length)) != NULL;) {
        ll_writer_add(writer, data, (size_t)(end - data));
        ll_writer_puts(writer, "\\u007f");
        length -= (size_t)(end + 1 - data);
        data = end + 1;
    }
    ll_writer_add(writer, data, length);
    return 0;
}

/* A text with characters that would act on a terminal is written in ASCII. */
static size_t flags_of(const char *text, size_t length) {
    for (uint32_t i = 0; i < length;)
        if (!ll_terminal_is_inert(ll_utf8_decode(text, (uint32_t)length, i, &i)))
            return JSON_ENCODE_ANY | JSON_ENSURE_ASCII;
    return JSON_ENCODE_ANY;
}

static void write_value(ll_json *json, json_t *value) {
    size_t flags = value ? flags_of(json_string_value(value), json_string_length(value)) : 0;
    if (!value || json_dump_callback(value, write_chunk, json->writer, flags) != 0)
        json->failed = true;
    json_decref(value);
}

/* A copy in which every byte that is not UTF-8 has become U+FFFD. */
static json_t *repaired(const char *text, size_t length) {
    static const char mark[] = "\xEF\xBF\xBD";
    char *copy = malloc(length * 3 + 1);
    size_t used = 0;
    if (!copy)
        return NULL;
    for (size_t i = 0; i < length;) {
        size_t valid = ll_utf8_find_invalid(text + i, length - i);
        memcpy(copy + used, text + i, valid);
        used += valid;
        i += valid;
        if (i < length) {
            memcpy(copy + used, mark, 3);
            used += 3;
            i++;
        }
    }
    json_t *value = json_stringn_nocheck(copy, used);
    free(copy);
    return value;
}

/* Printable ASCII but what JSON escapes. */
static bool is_bare(const char *text, size_t length) {
    return length <= UINT32_MAX &&
           ll_terminal_plain((ll_str){text, (uint32_t)length}, 0, (uint32_t)length) == length &&
           !memchr(text, '"', length) && !memchr(text, '\\', length);
}

static void write_bare(ll_writer *writer, const char *text, size_t length) {
    ll_writer_putc(writer, '"');
    ll_writer_add(writer, text, length);
    ll_writer_putc(writer, '"');
}

/* Keys, ids and most messages are written as they stand; Jansson escapes the others. */
void ll_json_string(ll_json *json, const char *text) {
    size_t length = strlen(text);
    comma(json);
    if (is_bare(text, length))
        write_bare(json->writer, text, length);
    else if (ll_utf8_find_invalid(text, length) == length)
        write_value(json, json_stringn_nocheck(text, length));
    else
        write_value(json, repaired(text, length));
    json->follows = true;
}

void ll_json_number(ll_json *json, uint64_t number) {
    comma(json);
    ll_writer_number(json->writer, number, 0);
    json->follows = true;
}

void ll_json_key(ll_json *json, const char *key) {
    ll_json_string(json, key);
    ll_writer_putc(json->writer, ':');
    json->follows = false;
}

void ll_json_text_field(ll_json *json, const char *key, const char *text) {
    ll_json_key(json, key);
    ll_json_string(json, text);
}

void ll_json_number_field(ll_json *json, const char *key, uint64_t number) {
    ll_json_key(json, key);
    ll_json_number(json, number);
}

void ll_json_bool_field(ll_json *json, const char *key, bool value) {
    ll_json_key(json, key);
    ll_writer_puts(json->writer, value ? "true" : "false");
    json->follows = true;
}

/* --- Reading -------------------------------------------------------------------------------- */

/* The public type is Jansson's own under another name: a pointer to it is never looked into. */
static json_t *known(const ll_json_value *value) {
    return (json_t *)value;
}

static void release(void *object) {
    json_decref(object);
}

/* Jansson's messages, but where they speak of its own interface. */
static void describe(ll_json_fault *fault, const json_error_t *error) {
    enum json_error_code code = json_error_code(error);
    const char *message = code == json_error_null_character
                              ? "a NUL character (\\u0000): this is no text"
                          : code == json_error_numeric_overflow ? "a number that is too large"
                                                                : error->text;
    fault->column = error->column > 0 ? (uint32_t)error->column : 1;
    /* Behind what was read last, which is at fault unless more had to come. */
    bool ended = code == json_error_premature_end_of_input;
    fault->offset = (uint32_t)error->position - (error->position > 0 && !ended);
    snprintf(fault->message, sizeof fault->message, "%s", message);
}

static json_t *parse(ll_arena *arena, ll_str text, ll_json_fault *fault) {
    json_error_t error;
    size_t valid = ll_utf8_find_invalid(text.data, text.length);
    if (valid < text.length) {
        *fault = (ll_json_fault){.column = ll_utf8_count(text.data, valid) + 1,
                                 .offset = (uint32_t)valid};
        snprintf(fault->message, sizeof fault->message, "invalid UTF-8");
        return NULL;
    }
    json_t *value =
        json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!value && json_error_code(&error) == json_error_out_of_memory)
        ll_arena_fail(arena);
    if (!value)
        describe(fault, &error);
    return value;
}

const ll_json_value *ll_json_read(ll_arena *arena, ll_str text, ll_json_fault *fault) {
    json_t *value = parse(arena, text, fault);
    if (!value)
        return NULL;
    ll_arena_defer(arena, release, value);
    return (const ll_json_value *)value;
}

bool ll_json_check(ll_arena *arena, ll_str text, ll_json_fault *fault) {
    json_t *value = parse(arena, text, fault);
    json_decref(value);
    return value != NULL;
}

ll_json_kind ll_json_kind_of(const ll_json_value *value) {
    static const ll_json_kind kinds[] = {
        [JSON_OBJECT] = LL_JSON_OBJECT,   [JSON_ARRAY] = LL_JSON_LIST, [JSON_STRING] = LL_JSON_TEXT,
        [JSON_INTEGER] = LL_JSON_INTEGER, [JSON_REAL] = LL_JSON_REAL,  [JSON_TRUE] = LL_JSON_BOOL,
        [JSON_FALSE] = LL_JSON_BOOL,      [JSON_NULL] = LL_JSON_NULL,
    };
    return kinds[json_typeof(known(value))];
}

ll_str ll_json_text(const ll_json_value *value) {
    const json_t *text = known(value);
    return (ll_str){json_string_value(text), (uint32_t)json_string_length(text)};
}

const ll_json_value *ll_json_member(const ll_json_value *object, const char *key) {
    return (const ll_json_value *)json_object_get(known(object), key);
}

bool ll_json_each(const ll_json_value *value,
                  bool (*seen)(void *user, const char *key, const ll_json_value *item),
                  void *user) {
    json_t *all = known(value);
    for (size_t i = 0; i < json_array_size(all); i++)
        if (!seen(user, NULL, (const ll_json_value *)json_array_get(all, i)))
            return false;
    for (void *at = json_object_iter(all); at; at = json_object_iter_next(all, at))
        if (!seen(user, json_object_iter_key(at),
                  (const ll_json_value *)json_object_iter_value(at)))
            return false;
    return true;
}

/* Reals with the digits that decimal notation surely keeps. */
enum { REAL_DIGITS = 15 };

void ll_json_scalar(ll_json *json, const ll_json_value *value) {
    if (value && ll_json_kind_of(value) == LL_JSON_TEXT) {
        ll_json_string(json, json_string_value(known(value)));
        return;
    }
    comma(json);
    if (!value)
        ll_writer_puts(json->writer, "null");
    else if (json_dump_callback(known(value), write_chunk, json->writer,
                                JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS)) != 0)
        json->failed = true;
    json->follows = true;
}

const char *ll_json_scalar_text(ll_arena *arena, const ll_json_value *value) {
    char digits[64];
    if (ll_json_kind_of(value) == LL_JSON_TEXT)
        return json_string_value(known(value));
    size_t length = json_dumpb(known(value), digits, sizeof digits,
                               JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS));
    return ll_arena_copy(arena, digits, length < sizeof digits ? length : 0);
}
