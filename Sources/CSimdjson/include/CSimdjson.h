#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A reusable parser; not for use by two threads at once.
typedef struct csimdjson_parser csimdjson_parser;

/// Bytes that must be readable behind the JSON text.
#define CSIMDJSON_PADDING 64

/// The error of a text that simdjson accepts although a surrogate in it has no partner.
#define CSIMDJSON_LONE_SURROGATE 1000

/// A parsed text. The pointers belong to the parser and hold until its next use.
typedef struct {
  const uint64_t *_Nullable tape;
  const uint8_t *_Nullable strings;
  int32_t error;
} csimdjson_document;

/// A parser that refuses texts nested deeper than `depth_most`; null when memory is short.
csimdjson_parser *_Nullable csimdjson_create(size_t depth_most);
/// Frees a parser and what it parsed last.
void csimdjson_free(csimdjson_parser *_Nullable parser);
/// Parses one JSON text, behind which CSIMDJSON_PADDING bytes must be readable. Error 0 is success.
csimdjson_document csimdjson_parse(
    csimdjson_parser *_Nonnull parser, const uint8_t *_Nonnull json, size_t byte_count);
/// What an error means, in English.
const char *_Nonnull csimdjson_message(int32_t error);
/// Whether the bytes are UTF-8.
bool csimdjson_is_utf8(const uint8_t *_Nonnull bytes, size_t byte_count);

#ifdef __cplusplus
}
#endif
