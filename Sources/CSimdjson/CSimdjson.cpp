#include "CSimdjson.h"

#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>

struct csimdjson_parser {
  simdjson::dom::parser parser;
  size_t depth_most;
};

namespace {

// The value of four hexadecimal digits, or -1.
int hex4(const uint8_t *digits) {
  int value = 0;
  for (int index = 0; index < 4; index++) {
    const uint8_t c = digits[index];
    int digit;
    if (c >= '0' && c <= '9') digit = c - '0';
    else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') digit = (c | 0x20) - 'a' + 10;
    else return -1;
    value = value * 16 + digit;
  }
  return value;
}

// simdjson decodes a lone \uDC00 into bytes that are no UTF-8, and a \uD800 before anything else into
// another character. Texts must be UTF-8, so such a record is found before it is parsed.
bool has_lone_surrogate(const uint8_t *json, size_t byte_count) {
  const uint8_t *at = json, *end = json + byte_count;
  while (at < end && (at = static_cast<const uint8_t *>(memchr(at, '\\', end - at)))) {
    if (end - at < 6 || at[1] != 'u') {
      at += 2;
      continue;
    }
    if ((at[2] | 0x20) != 'd') {
      at += 6;
      continue;
    }
    const int code = hex4(at + 2);
    if (code >= 0xDC00 && code <= 0xDFFF) return true;
    if (code >= 0xD800 && code <= 0xDBFF) {
      if (end - at < 12 || at[6] != '\\' || at[7] != 'u') return true;
      const int second = hex4(at + 8);
      if (second < 0xDC00 || second > 0xDFFF) return true;
      at += 6;
    }
    at += 6;
  }
  return false;
}

}  // namespace

extern "C" {

csimdjson_parser *csimdjson_create(size_t depth_most) {
  return new (std::nothrow) csimdjson_parser{simdjson::dom::parser(), depth_most};
}

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *json, size_t byte_count) {
  csimdjson_document document = {nullptr, nullptr, 0};
  if (has_lone_surrogate(json, byte_count)) {
    document.error = CSIMDJSON_LONE_SURROGATE;
    return document;
  }
  // Growing by half keeps a run of ever longer records from allocating for each of them.
  if (byte_count > parser->parser.capacity() || parser->parser.max_depth() != parser->depth_most) {
    const size_t capacity = byte_count + byte_count / 2 + 4096;
    const auto error = parser->parser.allocate(capacity, parser->depth_most);
    if (error) {
      document.error = error;
      return document;
    }
  }
  simdjson::dom::element root;
  const auto error = parser->parser.parse(json, byte_count, false).get(root);
  if (error) {
    document.error = error;
    return document;
  }
  document.tape = parser->parser.doc.tape.get();
  document.strings = parser->parser.doc.string_buf.get();
  return document;
}

const char *csimdjson_message(int32_t error) {
  if (error == CSIMDJSON_LONE_SURROGATE) return "A surrogate has no partner.";
  return simdjson::error_message(static_cast<simdjson::error_code>(error));
}

bool csimdjson_is_utf8(const uint8_t *bytes, size_t byte_count) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), byte_count);
}

}  // extern "C"
