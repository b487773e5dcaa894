/* JSON, written as it goes: nothing is held, so a report over ten thousand letters takes no more
 * memory than over one. Jansson escapes the strings; the structure is written here. */
#ifndef LL_BASE_JSON_H
#define LL_BASE_JSON_H

#include "base/writer.h"

typedef struct ll_json {
    ll_writer *writer;
    bool follows; /* a value stands before in the same array or object: a comma is due */
    bool failed;  /* out of memory */
} ll_json;

ll_json ll_json_on(ll_writer *writer);
/* '{' or '[', and the matching close. */
void ll_json_open(ll_json *json, char bracket);
void ll_json_close(ll_json *json, char bracket);
void ll_json_key(ll_json *json, const char *key);
/* What is not UTF-8 becomes U+FFFD (a path may be any bytes). Nothing that would act on a terminal
 * is written as itself. */
void ll_json_string(ll_json *json, const char *text);
void ll_json_number(ll_json *json, uint64_t number);
/* The next value begins on a line of its own. */
void ll_json_line(ll_json *json);
/* A key and its value. */
void ll_json_text_field(ll_json *json, const char *key, const char *text);
void ll_json_number_field(ll_json *json, const char *key, uint64_t number);
void ll_json_bool_field(ll_json *json, const char *key, bool value);

#endif
