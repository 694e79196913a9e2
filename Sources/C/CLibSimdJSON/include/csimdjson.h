#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum csimdjson_kind {
    csimdjson_null,
    csimdjson_false,
    csimdjson_true,
    csimdjson_integer,
    csimdjson_unsigned,
    csimdjson_double,
    csimdjson_literal,  // a number that fits none of the three above: `text` is as it was written
    csimdjson_string,
    csimdjson_name,     // of the object member that follows
    csimdjson_array,    // `count` elements follow
    csimdjson_object,   // `count` members follow, each a name and a value
};

typedef struct csimdjson_event {
    uint32_t kind;
    uint32_t count;  // bytes of `text`, or members of a container
    union {
        int64_t integer;
        uint64_t unsigned_integer;
        double number;
        const char *text;
    } value;
} csimdjson_event;

enum csimdjson_error {
    csimdjson_ok,
    csimdjson_malformed,
    csimdjson_not_utf8,
    csimdjson_unfinished,
    csimdjson_too_deep,
    csimdjson_too_large,
    csimdjson_trailing,
    csimdjson_bad_string,
    csimdjson_bad_number,
    csimdjson_empty,
};

typedef struct csimdjson_document {
    int32_t error;     // one of csimdjson_error
    size_t offset;     // of the error, in bytes from the start
    size_t count;
    const csimdjson_event *events;
} csimdjson_document;

/// Reads a whole document. What `events` and their texts point at is valid until the next call on the same thread.
csimdjson_document csimdjson_read(const uint8_t *text, size_t length, size_t max_depth);

#ifdef __cplusplus
}
#endif

#endif
