/* JSON, written as it goes: nothing is held, so a report over ten thousand letters takes no more
 * memory than over one. Jansson escapes the strings; the structure is written here. Also JSON read,
 * strictly: one value, whose texts are UTF-8 without a NUL, and no key twice. */
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

/* --- Reading */

typedef struct ll_json_value ll_json_value;

typedef enum ll_json_kind {
    LL_JSON_NULL,
    LL_JSON_BOOL,
    LL_JSON_INTEGER,
    LL_JSON_REAL,
    LL_JSON_TEXT,
    LL_JSON_LIST,
    LL_JSON_OBJECT,
} ll_json_kind;

/* What is wrong, and where. */
typedef struct ll_json_fault {
    uint32_t column; /* code points from 1, of its line */
    uint32_t offset; /* bytes */
    char message[200];
} ll_json_fault;

/* The value lives as long as the arena. NULL, with *fault, where the text is no such value. */
const ll_json_value *ll_json_read(ll_arena *arena, ll_str text, ll_json_fault *fault);
/* Whether the text is one; nothing is kept of it. */
bool ll_json_check(ll_arena *arena, ll_str text, ll_json_fault *fault);
ll_json_kind ll_json_kind_of(const ll_json_value *value);
/* Of a text; it is followed by a NUL. */
ll_str ll_json_text(const ll_json_value *value);
/* A member of an object or NULL. */
const ll_json_value *ll_json_member(const ll_json_value *object, const char *key);
/* Members of an object in their order, or items of a list (*key is then NULL): calls `seen` for
 * each until it returns false; whether all were seen. */
bool ll_json_each(const ll_json_value *value,
                  bool (*seen)(void *user, const char *key, const ll_json_value *item), void *user);
/* Writes a value that is no list or object, as it was read; NULL is null. */
void ll_json_scalar(ll_json *json, const ll_json_value *value);
/* The same as a text, without quotes. */
const char *ll_json_scalar_text(ll_arena *arena, const ll_json_value *value);

#endif
