import Glibc

/// Keeps pages out whose tags have so many attributes that libxml2, which compares each with all others, would take
/// hours.
enum TagBudget {
  /// The sum over all tags of the square of their bytes outside quotes.
  ///
  /// A page of 16 MB of ordinary tags (60 bytes each) spends 1 000 000 000 of them, about a second at worst.
  private static let squaresMost = 4_000_000_000

  /// Whether the tags of `bytes` may be parsed.
  static func allows(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var squares = 0
    var tagStart: Int?
    var quoted = 0
    var position = 0
    // What stood there once and never again, so that it is looked for once only.
    var missing: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      if let start = tagStart {
        if byte == UInt8(ascii: ">") {
          let bare = position - start - quoted
          squares += bare * bare
          if squaresMost < squares { return false }
          tagStart = nil
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[position - 1] == UInt8(ascii: "=") {
          // A value in quotes is one attribute, however long.
          guard missing != byte, let end = closing(byte, in: bytes, after: position) else {
            missing = byte
            position += 1
            continue
          }
          quoted += end - position
          position = end
        }
      } else if byte != UInt8(ascii: "<") {
        position = opening(in: bytes, from: position)
        continue
      } else if position + 1 < bytes.count, beginsName(bytes[position + 1]) {
        tagStart = position
        quoted = 0
      }
      position += 1
    }
    if let tagStart { squares += (bytes.count - tagStart - quoted) * (bytes.count - tagStart - quoted) }
    return squares <= squaresMost
  }

  private static func beginsName(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Where the next bracket stands, or the end.
  private static func opening(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress, let found = memchr(base + start, 0x3C, bytes.count - start) else {
      return bytes.count
    }
    return base.distance(to: UnsafeRawPointer(found))
  }

  private static func closing(_ quote: UInt8, in bytes: UnsafeRawBufferPointer, after start: Int) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start + 1, Int32(quote), bytes.count - start - 1)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }
}
