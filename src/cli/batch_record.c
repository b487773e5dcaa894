/* One record of a batch: what it says, the letter linted, and the answer.
 *
 * What is wrong with a record is said in its answer and is nothing to the others. What it says of
 * its letter (`meta`) wins over front matter, as --meta does, for whoever feeds letters from a
 * table knows the posting better than a letter that may have been written for another; and it wins
 * over --meta, which is said of all letters.
 */
#include "cli/batch.h"
#include "cli/path.h"

#include "base/file.h"
#include "base/json.h"
#include "base/utf8.h"

#include <string.h>

enum {
    MOST_META = 1000, /* entries; each is looked for among the others */
    DEEPEST_META = 8,
    LONGEST_NAME = 256,  /* bytes, with what it is nested in: each entry has all of it */
    LONGEST_SHOWN = 100, /* bytes of a name in a message */
    LONGEST_ESCAPE = 6,  /* bytes for a byte: \u0041 */
    LINE_OVERHEAD = 64 * 1024,
};

/* What is wrong with a record, and of which kind it is: programs choose by that. */
typedef struct record_fault {
    const char *kind, *message; /* `kind` NULL: nothing */
    uint32_t column;            /* in the line, or 0 */
} record_fault;

typedef struct reading {
    cli_record *record;
    const ll_json_value *id, *text, *path;
    ll_meta *meta;
    uint32_t meta_count, meta_capacity;
    ll_buf name; /* of the entry of `meta` that is read */
    uint32_t depth;
    record_fault fault;
} reading;

static const char bad_json[] = "json", bad_record[] = "record", bad_file[] = "file",
                  bad_size[] = "size", bad_text[] = "text", no_memory[] = "memory";

static uint32_t size_limit(const cli *run) {
    return run->options.max_size ? run->options.max_size : LL_DEFAULT_MAX_SIZE;
}

size_t cli_record_limit(const cli *run) {
    uint64_t limit = (uint64_t)size_limit(run) * LONGEST_ESCAPE + LINE_OVERHEAD;
    return limit < UINT32_MAX / 2 ? (size_t)limit : UINT32_MAX / 2;
}

/* Always false, so that whoever finds a fault can end with it. */
static bool refuse(reading *r, const char *kind, const char *message) {
    r->fault = (record_fault){.kind = kind, .message = message};
    return false;
}

/* How many bytes of a name a message shows. */
static int shown(const char *name) {
    return (int)ll_utf8_cut(name, ll_str_of(name).length, LONGEST_SHOWN);
}

/* --- What a record says --------------------------------------------------------------------- */

static bool add_meta(void *user, const char *key, const ll_json_value *value);

static void put_entry(reading *r, const char *value) {
    ll_arena *arena = r->record->arena;
    const char *key = ll_arena_copy(arena, ll_buf_text(&r->name), r->name.length);
    r->meta = ll_arena_grow(arena, r->meta, &r->meta_capacity, r->meta_count + 1, sizeof *r->meta);
    r->meta[r->meta_count++] = (ll_meta){key, value};
}

typedef struct joined {
    ll_buf text;
    ll_arena *arena;
    bool plain; /* every item is a scalar */
} joined;

static bool join_item(void *user, const char *key, const ll_json_value *item) {
    joined *j = user;
    ll_json_kind kind = ll_json_kind_of(item);
    (void)key;
    j->plain = kind != LL_JSON_LIST && kind != LL_JSON_OBJECT && kind != LL_JSON_NULL;
    if (j->plain) {
        ll_buf_puts(&j->text, j->text.length > 0 ? ", " : "");
        ll_buf_puts(&j->text, ll_json_scalar_text(j->arena, item));
    }
    return j->plain;
}

/* As in front matter, keys inside keys are joined by dots and lists by commas. Recursion ends at
 * DEEPEST_META. */
// NOLINTNEXTLINE(misc-no-recursion)
static bool put_value(reading *r, const ll_json_value *value) {
    ll_arena *arena = r->record->arena;
    joined list = {.text = ll_buf_on(arena), .arena = arena, .plain = true};
    switch (ll_json_kind_of(value)) {
    case LL_JSON_NULL: return true; /* nothing is said */
    case LL_JSON_OBJECT:
        if (r->depth == DEEPEST_META)
            return refuse(r, bad_record, "'meta' is nested too deep");
        r->depth++;
        bool good = ll_json_each(value, add_meta, r);
        r->depth--;
        return good;
    case LL_JSON_LIST:
        ll_json_each(value, join_item, &list);
        if (!list.plain)
            return refuse(r, bad_record,
                          ll_format(arena, "'meta.%.*s': a list holds texts and numbers",
                                    shown(ll_buf_text(&r->name)), ll_buf_text(&r->name)));
        put_entry(r, ll_buf_text(&list.text));
        return true;
    default: put_entry(r, ll_json_scalar_text(arena, value)); return true;
    }
}

// NOLINTNEXTLINE(misc-no-recursion)
static bool add_meta(void *user, const char *key, const ll_json_value *value) {
    reading *r = user;
    ll_buf outer = r->name;
    size_t prefix = r->depth > 1 ? outer.length + 1 : 0;
    if (r->meta_count >= MOST_META)
        return refuse(r, bad_record, "'meta' has too many entries");
    if (prefix + strlen(key) > LONGEST_NAME)
        return refuse(
            r, bad_record,
            ll_format(r->record->arena, "'meta' has a name of more than %d bytes", LONGEST_NAME));
    r->name = ll_buf_on(r->record->arena);
    ll_buf_printf(&r->name, "%s%s%s", prefix ? ll_buf_text(&outer) : "", prefix ? "." : "", key);
    bool good = put_value(r, value);
    r->name = outer;
    return good;
}

static bool take_id(reading *r, const ll_json_value *value) {
    ll_json_kind kind = ll_json_kind_of(value);
    if (kind != LL_JSON_TEXT && kind != LL_JSON_INTEGER && kind != LL_JSON_NULL)
        return refuse(r, bad_record, "'id' is not a text or a whole number");
    r->id = value;
    return true;
}

static bool take_text(reading *r, const ll_json_value *value) {
    r->text = value;
    return ll_json_kind_of(value) == LL_JSON_TEXT || refuse(r, bad_record, "'text' is not a text");
}

static bool take_path(reading *r, const ll_json_value *value) {
    if (ll_json_kind_of(value) != LL_JSON_TEXT || ll_json_text(value).length == 0)
        return refuse(r, bad_record, "'path' is not the name of a file");
    r->path = value;
    return true;
}

static bool take_meta(reading *r, const ll_json_value *value) {
    ll_json_kind kind = ll_json_kind_of(value);
    if (kind != LL_JSON_OBJECT && kind != LL_JSON_NULL)
        return refuse(r, bad_record, "'meta' is not an object");
    return put_value(r, value);
}

/* The id comes first, so that whatever is wrong behind it can be told by it. */
static const struct {
    const char *key;
    bool (*take)(reading *r, const ll_json_value *value);
} members[] = {{"id", take_id}, {"text", take_text}, {"path", take_path}, {"meta", take_meta}};

enum { MEMBERS = sizeof members / sizeof *members };

static bool is_member(void *user, const char *key, const ll_json_value *value) {
    reading *r = user;
    const char *names[MEMBERS];
    (void)value;
    for (size_t i = 0; i < MEMBERS; i++) {
        names[i] = members[i].key;
        if (strcmp(names[i], key) == 0)
            return true;
    }
    const char *meant = ll_suggest(key, names, MEMBERS);
    return refuse(r, bad_record,
                  ll_format(r->record->arena, "unknown key '%.*s'%s%s%s", shown(key), key,
                            meant ? "; did you mean '" : "", meant ? meant : "",
                            meant ? "'?" : ""));
}

/* Both stand for a column without a value as well as for no column. */
static bool is_there(const ll_json_value *value) {
    return value && ll_json_kind_of(value) != LL_JSON_NULL;
}

static bool read_members(reading *r, const ll_json_value *root) {
    for (size_t i = 0; i < MEMBERS; i++) {
        const ll_json_value *value = ll_json_member(root, members[i].key);
        if (is_there(value) && !members[i].take(r, value))
            return false;
    }
    if (!ll_json_each(root, is_member, r))
        return false;
    if (r->text && r->path)
        return refuse(r, bad_record, "both 'text' and 'path': which is the letter?");
    return r->text || r->path || refuse(r, bad_record, "neither 'text' nor 'path': no letter");
}

/* A record that misspells its profile would have its letter judged by others. (With `--profile`
 * what it chooses is of no account.) */
static bool check_profiles(reading *r) {
    const cli_record *record = r->record;
    const char *given = record->run->options.profile;
    const char *names = given && *given ? "" : cli_meta_profiles(r->meta, r->meta_count);
    const char *problem = cli_profiles_problem(record->arena, record->ruleset, names);
    return !problem || refuse(r, bad_record, problem);
}

static bool check_meta(reading *r) {
    ll_error error;
    return ll_meta_check(r->meta, r->meta_count, &error) == LL_OK ||
           refuse(r, bad_record, ll_format(r->record->arena, "'meta': %s", error.message));
}

static bool read_record(reading *r) {
    const cli_record *record = r->record;
    ll_json_fault found;
    if (record->too_long)
        return refuse(r, bad_size,
                      ll_format(record->arena,
                                "a line of more than %zu bytes; --max-size raises it",
                                cli_record_limit(record->run)));
    const ll_json_value *root = ll_json_read(record->arena, record->line, &found);
    if (!root) {
        refuse(r, bad_json, ll_format(record->arena, "%s", found.message));
        r->fault.column = found.column;
        return false;
    }
    if (ll_json_kind_of(root) != LL_JSON_OBJECT)
        return refuse(r, bad_record, "a record is an object: {\"id\": …, \"text\": …}");
    return read_members(r, root) && check_meta(r) && check_profiles(r);
}

/* --- The letter ----------------------------------------------------------------------------- */

/* Standard input is the batch, and no letter by whichever name; so "-" is a file like any other. */
static bool read_letter(ll_str *text, reading *r) {
    ll_arena *arena = r->record->arena;
    uint32_t limit = size_limit(r->record->run);
    const char *problem;
    if (r->text) {
        *text = ll_json_text(r->text);
        return true;
    }
    if (ll_file_read_regular(text, arena, ll_json_text(r->path).data, limit, &problem))
        return true;
    bool over = strncmp(problem, ll_file_over_limit, strlen(ll_file_over_limit)) == 0;
    return refuse(r, over ? bad_size : bad_file,
                  ll_format(arena, "%s%s", problem, over ? "; --max-size raises it" : ""));
}

static ll_lint_options options_of(reading *r) {
    const cli_options *given = &r->record->run->options;
    ll_arena *arena = r->record->arena;
    ll_lint_options options = {.max_size = given->max_size, .profiles = given->profile};
    size_t count = r->meta_count + given->meta_count;
    ll_meta *meta = ll_arena_array(arena, count, sizeof *meta);
    for (size_t i = 0; i < count; i++) /* of two with one key, the first holds */
        meta[i] = i < r->meta_count ? r->meta[i] : given->meta[i - r->meta_count];
    options.meta = meta;
    options.meta_count = count;
    if (r->path)
        options.path = cli_path_absolute(arena, ll_json_text(r->path).data);
    return options;
}

static bool lint(ll_result **result, reading *r) {
    const cli_record *record = r->record;
    ll_error error = {.offset = 0};
    ll_str text;
    if (!read_letter(&text, r))
        return false;
    ll_lint_options options = options_of(r);
    ll_status status = ll_lint(result, record->ruleset, text.data, text.length, &options, &error);
    if (status == LL_OK)
        return true;
    if (status == LL_NOMEM)
        return refuse(r, no_memory, "out of memory");
    bool over = text.length > size_limit(record->run);
    return refuse(
        r, over ? bad_size : bad_text,
        ll_format(record->arena, "%s%s", error.message, over ? "; --max-size raises it" : ""));
}

/* --- The answer ----------------------------------------------------------------------------- */

static void write_name(ll_json *json, const ll_json_value *id, const ll_json_value *path) {
    ll_json_open(json, '{');
    ll_json_key(json, "id");
    ll_json_scalar(json, id);
    if (path) {
        ll_json_key(json, "path");
        ll_json_scalar(json, path);
    }
}

static void write_fault(ll_json *json, const record_fault *fault, uint64_t line) {
    ll_json_key(json, "error");
    ll_json_open(json, '{');
    ll_json_text_field(json, "kind", fault->kind);
    ll_json_text_field(json, "message", fault->message);
    ll_json_number_field(json, "line", line);
    if (fault->column)
        ll_json_number_field(json, "column", fault->column);
    ll_json_close(json, '}');
}

static bool gather(void *user, const char *data, size_t length) {
    ll_buf_add(user, data, length);
    return true;
}

static bool write_result(ll_json *json, const ll_result *result) {
    ll_counts counts = ll_result_counts(result);
    ll_json_key(json, "diagnostics");
    ll_writer_flush(json->writer);
    if (ll_result_write_json(result, &json->writer->sink) != LL_OK)
        return false;
    json->follows = true;
    ll_json_number_field(json, "errors", counts.error);
    ll_json_number_field(json, "warnings", counts.warning);
    ll_json_number_field(json, "notes", counts.note);
    return true;
}

static void release_result(void *object) {
    ll_result_free(object);
}

static void answer(cli_record *record) {
    reading r = {.record = record};
    ll_result *result = NULL;
    ll_writer out;
    ll_json json = ll_json_on(&out);
    record->answer = ll_buf_on(record->arena);
    ll_writer_init(&out, &(ll_sink){.write = gather, .user = &record->answer});
    bool linted = read_record(&r) && lint(&result, &r);
    if (linted)
        ll_arena_defer(record->arena, release_result, result);
    write_name(&json, r.id, r.path);
    bool written = true;
    if (linted)
        written = write_result(&json, result);
    else
        write_fault(&json, &r.fault, record->number);
    ll_json_close(&json, '}');
    ll_writer_putc(&out, '\n');
    record->complete = ll_writer_flush(&out) && written && !json.failed;
}

void cli_record_answer(cli_record *record) {
    if (record->arena && !setjmp(*ll_arena_guard(record->arena)))
        answer(record);
}

void cli_record_give_up(const cli_record *record, ll_writer *out) {
    static const record_fault out_of_memory = {.kind = no_memory, .message = "out of memory"};
    ll_json json = ll_json_on(out);
    write_name(&json, NULL, NULL);
    write_fault(&json, &out_of_memory, record->number);
    ll_json_close(&json, '}');
    ll_writer_putc(out, '\n');
}
