/* parse_only: the least that a program must do which reads Markdown: it reads each file, has
 * libcmark parse it, and frees the tree. What letterlint needs beyond this is its own; `./dev
 * bench` counts in multiples of it. */
#include <cmark.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    char *data;
    size_t capacity;
} buffer;

/* Reads a file into the buffer, which grows and is used again. */
static bool read_file(buffer *to, size_t *length, const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    *length = 0;
    for (;;) {
        if (*length == to->capacity) {
            size_t capacity = to->capacity == 0 ? 64 * 1024 : 2 * to->capacity;
            char *data = realloc(to->data, capacity);
            if (data == NULL)
                break;
            *to = (buffer){data, capacity};
        }
        size_t got = fread(to->data + *length, 1, to->capacity - *length, file);
        *length += got;
        if (got == 0)
            break;
    }
    bool whole = feof(file) != 0;
    fclose(file);
    return whole;
}

int main(int argc, char **argv) {
    buffer text = {0};
    int status = 0;
    for (int i = 1; i < argc; i++) {
        size_t length;
        if (!read_file(&text, &length, argv[i])) {
            perror(argv[i]);
            status = 2;
            continue;
        }
        cmark_node_free(cmark_parse_document(text.data, length, CMARK_OPT_DEFAULT));
    }
    free(text.data);
    return status;
}
