/* The JSON writer of json.h, and the only <jansson.h>. */
#include "base/json.h"

#include "base/terminal.h"
#include "base/utf8.h"

#include <jansson.h>
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

void ll_json_string(ll_json *json, const char *text) {
    size_t length = strlen(text);
    comma(json);
    if (ll_utf8_find_invalid(text, length) == length)
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
