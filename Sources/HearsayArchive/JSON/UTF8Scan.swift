import CSimdjson

/// Tells valid UTF-8 from other bytes.
enum UTF8Scan {
  /// U+FFFD, which stands for what was not valid.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Whether all of `bytes` is valid UTF-8.
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return csimdjson_is_utf8(start.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// Whether all of `bytes` is valid UTF-8 but for a last scalar that may be cut off.
  static func isValidBeginning(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var end = bytes.count
    while 0 < end, bytes.count - end < 3, bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if 0 < end, 0x80 <= bytes[end - 1] { end -= 1 }
    let isTailFine = end == bytes.count || isValid(UnsafeRawBufferPointer(rebasing: bytes[end...])) || isCut(bytes, end)
    return isTailFine && isValid(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
  }

  /// Whether a scalar begins at `start` that needs more bytes than there are.
  private static func isCut(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    let needed =
      bytes[start] < 0xC2 ? 0 : bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : bytes[start] < 0xF5 ? 4 : 0
    return bytes.count - start < needed
  }

  /// Number of control characters other than line feeds, tabs and the like; `escape` (0x1B) is counted or not.
  static func controlCount(in bytes: UnsafeRawBufferPointer, countingEscape: Bool = true) -> Int {
    // One bit for each of the 32 control characters.
    let odd: UInt32 = ~(1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D | (countingEscape ? 0 : 1 << 0x1B))
    func isOdd(_ byte: UInt8) -> Bool { byte < 0x20 && odd >> UInt32(byte) & 1 == 1 }
    var count = 0
    var position = 0
    // Most stretches of eight bytes have no control character at all.
    while position + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 != 0 {
        for index in position..<position + 8 where isOdd(bytes[index]) { count += 1 }
      }
      position += 8
    }
    for index in position..<bytes.count where isOdd(bytes[index]) { count += 1 }
    return count
  }

  /// Number of bytes of the scalar that begins at `position`, or 0 where none does.
  static func scalarByteCount(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int {
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      position + offset < bytes.count && range.contains(bytes[position + offset])
    }
    switch bytes[position] {
    case 0..<0x80: return 1
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
  }

  /// A copy of `bytes` in which every byte that is not part of a scalar became U+FFFD.
  static func repaired(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    guard !isValid(bytes) else { return Array(bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    var position = 0
    while position < bytes.count {
      let byteCount = scalarByteCount(bytes, at: position)
      if byteCount == 0 {
        output.append(contentsOf: replacement)
      } else {
        output.append(contentsOf: bytes[position..<position + byteCount])
      }
      position += max(byteCount, 1)
    }
    return output
  }
}
