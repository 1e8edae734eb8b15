import Glibc

/// Finds short texts in bytes.
package enum ByteSearch {
  /// Where `text` begins first in `bytes` from `start` on; nil where it does not occur.
  package static func first(_ text: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let count = text.utf8CodeUnitCount
    var position = start
    while position + count <= bytes.count {
      guard let found = memchr(base + position, Int32(text.utf8Start.pointee), bytes.count - position - count + 1)
      else { return nil }
      position = base.distance(to: UnsafeRawPointer(found))
      if memcmp(found, text.utf8Start, count) == 0 { return position }
      position += 1
    }
    return nil
  }

  /// Whether `text` stands at `position`.
  package static func has(_ text: StaticString, in bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
    guard let base = bytes.baseAddress, position + text.utf8CodeUnitCount <= bytes.count else { return false }
    return memcmp(base + position, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
