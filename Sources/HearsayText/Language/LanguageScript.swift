/// The script that a word is written in.
///
/// Most scripts settle the language alone; the others narrow it down to a few.
package enum LanguageScript: UInt8, CaseIterable, Sendable {
  case latin, cyrillic, arabic, devanagari, han, hangul, greek, hebrew, thai, bengali, tamil, telugu, kannada
  case malayalam, gujarati, gurmukhi, georgian, armenian, sinhala, lao, khmer, burmese
  /// Letters of no script above.
  case other

  /// How many scripts there are.
  static let allCaseCount = Int(LanguageScript.other.rawValue) + 1

  /// The name that tables use.
  package var name: String { String(describing: self) }

  /// The script with a name that tables use, or nil.
  package init?(name: some StringProtocol) {
    guard let script = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = script
  }

  /// The script of a letter; kana counts as `han`, because the two are written together.
  @inline(__always)
  init(_ scalar: UInt32) {
    if scalar < 0x250 {
      self = .latin
    } else if 0x400...0x52F ~= scalar {
      self = .cyrillic
    } else {
      self = Self.beyondCyrillic(scalar)
    }
  }

  private static func beyondCyrillic(_ scalar: UInt32) -> LanguageScript {
    switch scalar {
    case 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF: .latin
    case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: .arabic
    case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F,
      0x20000...0x3FFFF:
      .han
    case 0xAC00...0xD7FF, 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F: .hangul
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x590...0x5FF, 0xFB1D...0xFB4F: .hebrew
    case 0x900...0xDFF: indic[Int((scalar - 0x900) >> 7)]
    case 0xE00...0xE7F: .thai
    case 0xE80...0xEFF: .lao
    case 0x1000...0x109F: .burmese
    case 0x10A0...0x10FF: .georgian
    case 0x530...0x58F: .armenian
    case 0x1780...0x17FF: .khmer
    default: .other
    }
  }

  /// The blocks of 128 scalars from U+0900 on; Odia has no place among our scripts.
  private static let indic: [LanguageScript] = [
    .devanagari, .bengali, .gurmukhi, .gujarati, .other, .tamil, .telugu, .kannada, .malayalam, .sinhala,
  ]
}

/// Calls `body` with each scalar of folded UTF-8 bytes.
@inline(__always)
func forEachScalar(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
  var index = 0
  while index < bytes.count {
    let (scalar, byteCount) = firstScalar(of: UnsafeBufferPointer(rebasing: bytes[index...]))
    body(scalar)
    index += byteCount
  }
}

/// The scalar that folded UTF-8 bytes begin with, and the number of its bytes; there must be one.
@inline(__always)
func firstScalar(of bytes: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32, byteCount: Int) {
  let first = bytes[0]
  if first < 0x80 { return (UInt32(first), 1) }
  let byteCount = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  var scalar = UInt32(first) & (0xFF >> UInt32(byteCount + 1))
  for offset in 1..<min(byteCount, bytes.count) { scalar = scalar << 6 | UInt32(bytes[offset] & 0x3F) }
  return (scalar, byteCount)
}
