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
